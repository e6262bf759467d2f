// How many there are of what an operator watches.
#pragma once
#include "store/db.h"

enum { STORE_OUTBOX_COUNTED = 10000 }; // no kind of message is counted further

typedef struct store_totals {
    int64_t contracts, proposals, assets, registrations, teams, users;
} store_totals;

typedef struct store_outbox_state {
    int64_t waiting; // messages that are not sent or given up, of each kind at most STORE_OUTBOX_COUNTED
    int64_t lag;     // microseconds for which the one has been due that was due first; 0: none is due
} store_outbox_state;

// Active contracts, pending proposals, assets, registrations and teams that are not deleted, and active users. False where the
// database does not answer.
bool store_totals_read(db *d, store_totals *out);
// Likewise. Looks at a bounded number of rows.
bool store_outbox_look(db *d, store_outbox_state *out);

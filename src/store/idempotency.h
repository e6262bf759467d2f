// Replies kept under the idempotency key of their request.
#pragma once
#include "store/db.h"

typedef struct idempotent_reply {
    text fingerprint; // of the request, 32 bytes
    int status;
    uuid made; // the resource that was created, which stands for the body; none: the body is there
    text body;
    text entity_tag; // TEXT_NONE: none
    int64_t created_at;
} idempotent_reply;

// The reply stored for this caller and key since `oldest`. False when there is none.
bool store_idempotency_find(db *d, text caller, text key, int64_t oldest, idempotent_reply *out, arena *a);
// Makes other requests of this caller and key wait until the transaction ends, where db_writers_meet: before the search, so that
// of several that come at once one runs and the others find its reply. True: there is none since `oldest`, so that no search is
// needed.
bool store_idempotency_claim(db *d, text caller, text key, int64_t oldest, int64_t now);
db_status store_idempotency_insert(db *d, text caller, text key, const idempotent_reply *reply);
// Deletes at most so many of the replies that are older than `age` microseconds by the database's clock. Gives how many.
int64_t store_idempotency_sweep(db *d, int64_t age, int64_t most);

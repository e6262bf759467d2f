// The chain over the audit trail (domain/audit_chain.h), a row for each part that was sealed at once, and the events that are
// still to be sealed.
#pragma once
#include "model/model.h"
#include "store/db.h"

enum { AUDIT_HASH_BYTES = 32, AUDIT_LINK_BYTES = 16 + AUDIT_HASH_BYTES };

typedef struct audit_seal {
    int64_t number;        // from 1; 0: there is none
    int64_t last_sequence; // of the last event in it, counted from 1
    unsigned char hash[AUDIT_HASH_BYTES];
    int64_t sealed_at;
    text links; // for each event its id and its digest, in order
} audit_seal;

db_status store_audit_seals_insert(db *d, const audit_seal *seal);
// The last one without its links; false, and zeros, when there is none.
bool store_audit_seals_last(db *d, audit_seal *out);
// The one that holds the event of that number, or the first one behind it. False when there is none.
bool store_audit_seals_holding(db *d, int64_t sequence, audit_seal *out, arena *a);
// The one of that number, likewise.
bool store_audit_seals_get(db *d, int64_t number, audit_seal *out, arena *a);

// The ids of the events that are sealed, from the one of that number on, at most so many, in their order. `*sequence` becomes the
// number of the first of them, which is greater where what comes before it was archived.
record_uuids store_audit_seals_ids(db *d, int64_t *sequence, size_t most, arena *a);

// Where events stand among those that are to be sealed.
typedef struct audit_places {
    int64_t first, last;
} audit_places;

// The events that are to be sealed, at most so many, in the order in which they were written: records `audit_event`.
record_list store_audit_unsealed_list(db *d, size_t most, audit_places *places, arena *a);
int64_t store_audit_unsealed_count(db *d);
record_uuids store_audit_unsealed_ids(db *d, size_t most, arena *a);
// Those among them of which there is no event.
record_uuids store_audit_unsealed_lost(db *d, size_t most, arena *a);
// Those of the ids that stand between these places.
db_status store_audit_unsealed_delete(db *d, const uuid *ids, size_t count, audit_places places, arena *a);
// Adds to the sealed events of that kind.
db_status store_audit_tallies_add(db *d, const char *entity_type, const char *action, const char *actor_type,
                                  int64_t events);

// Consumers that were concluded from use: pairs of an asset and a team, one for each source.
#pragma once
#include "model/model.h"
#include "store/db.h"

// --- what they are concluded from ------------------------------------------------------------------------------------

// Preflights in the audit log since that time, oldest first.
typedef struct preflight_events preflight_events;
typedef struct preflight_event {
    uuid asset, team;
    int64_t occurred_at;
    bool by_agent;
} preflight_event;

preflight_events *store_inferred_events(db *d, int64_t since, arena *a);
bool store_inferred_events_next(preflight_events *events, preflight_event *out);
void store_inferred_events_end(preflight_events *events);

// Pairs of these assets with teams that have an active, live registration for any contract of theirs.
typedef struct inferred_pair {
    uuid asset, team, id; // id: of the row, in store_inferred_known
    int status;           // inference_status, in store_inferred_known
} inferred_pair;
typedef struct inferred_pairs {
    inferred_pair *items;
    size_t count;
} inferred_pairs;

inferred_pairs store_inferred_registered(db *d, const uuid *assets, size_t count, arena *a);
// Pairs of these assets that were concluded from the source before.
inferred_pairs store_inferred_known(db *d, const uuid *assets, size_t count, const char *source, arena *a);

// --- rows ------------------------------------------------------------------------------------------------------------

// DB_UNIQUE: the pair is known. DB_FOREIGN_KEY: there is no such asset or team.
db_status store_inferred_insert(db *d, const struct inferred_dependency *row, arena *a);
// Makes the row pending, with the confidence, evidence and last_observed_at of `row`.
db_status store_inferred_observe(db *d, const struct inferred_dependency *row, arena *a);
// Pending rows of the source that were last observed before that time expire. How many those were.
int64_t store_inferred_expire(db *d, const char *source, int64_t before);
// Confirms or rejects. `by` and `registration` may be none.
db_status store_inferred_settle(db *d, const uuid *id, int status, int dependency_type, int64_t now, const uuid *by,
                                const uuid *registration);
bool store_inferred_get(db *d, const uuid *id, struct inferred_dependency *out, arena *a);
// Rows that pass the filters, the surest first. `*total` counts all of them.
record_list store_inferred_list(db *d, const struct inferred_query *query, int64_t *total, arena *a);
// Pending ones of the asset, whose team is live (records `impact_unconfirmed`), the surest first. At most `maximum`.
record_list store_inferred_unconfirmed(db *d, const uuid *asset, size_t maximum, arena *a);

// Of how many assets of the team (none: of all) the consumers are known; gaps are counted since that time.
void store_inferred_coverage(db *d, const uuid *team, int64_t since, struct discovery_coverage *out, arena *a);

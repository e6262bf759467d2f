// Consumers concluded from what teams look at: found by scans, confirmed or rejected by people.
#pragma once
#include "model/model.h"
#include "store/db.h"

#define DISCOVERY_SOURCE "preflight_audit" // the only source there is

// What a team did with an asset in the time that was looked through.
typedef struct use_signal {
    uuid asset, team;
    int64_t calls, agent_calls, days;
    int64_t latest;   // time of the last call
    int64_t last_day; // private: the last day that was counted
} use_signal;

typedef struct use_signals {
    use_signal **items;
    size_t count;
    int64_t events;
} use_signals;

// Adds up the preflights since that time.
use_signals discovery_signals(db *d, int64_t since, arena *a);

// From 0 to 1, four digits: how sure it is that a team consumes what it looked at so.
double discovery_confidence(int64_t calls, int64_t days, int64_t days_since_last_call, bool agent,
                            int64_t lookback_days);

// What is enough for a conclusion.
typedef struct discovery_terms {
    int64_t lookback_days; // that were looked through
    int64_t min_calls;     // that a team made in them
    double min_confidence; // from 0 to 1
} discovery_terms;

// Expires, adds and renews what was concluded; `result` gets the counters. In the transaction that writes.
void discovery_conclude(db *d, const discovery_terms *terms, const use_signals *signals, int64_t now,
                        struct discovery_result *result, arena *a);

// How a team consumes an asset, as it says itself.
typedef struct discovery_agreement {
    int dependency_type;        // RECORD_ENUM_NONE: as it was concluded
    const char *pinned_version; // NULL: none
} discovery_agreement;

// Makes the pending conclusion a registration for the asset's active contract, with the events that tell it. `*registration` gets
// the team's registration, its id not set where the asset has no active contract.
db_status discovery_promote(db *d, const struct inferred_dependency *found, const discovery_agreement *agreed,
                            const uuid *by, struct registration *registration, arena *a);
db_status discovery_dismiss(db *d, const struct inferred_dependency *found, const char *reason, const uuid *by,
                            arena *a);

// The models of the API as structs: discovery.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_discovery_scope tessera_discovery_scope;
typedef struct tessera_discovery_result tessera_discovery_result;
typedef struct tessera_inferred_query tessera_inferred_query;
typedef struct tessera_inference_evidence tessera_inference_evidence;
typedef struct tessera_inferred_dependency tessera_inferred_dependency;
typedef struct tessera_inferred_list tessera_inferred_list;
typedef struct tessera_inference_confirm tessera_inference_confirm;
typedef struct tessera_promoted_registration tessera_promoted_registration;
typedef struct tessera_inference_confirmed tessera_inference_confirmed;
typedef struct tessera_inference_reject tessera_inference_reject;
typedef struct tessera_inference_rejected tessera_inference_rejected;
typedef struct tessera_coverage_gap tessera_coverage_gap;
typedef struct tessera_discovery_figures tessera_discovery_figures;

// Lists inside records.
typedef struct tessera_inferred_dependency_array {
    size_t count;
    const tessera_inferred_dependency *const *items;
} tessera_inferred_dependency_array;
typedef struct tessera_coverage_gap_array {
    size_t count;
    const tessera_coverage_gap *const *items;
} tessera_coverage_gap_array;

// What to look through.
struct tessera_discovery_scope {
    uint64_t present;
    const char *source; // preflight_audit: the preflights in the audit log
    int64_t lookback_days; // Days to look back
    int64_t min_calls; // Calls that a team must have made
    double min_confidence; // Least confidence
};
enum { TESSERA_FIELD_discovery_scope_source, TESSERA_FIELD_discovery_scope_lookback_days,
    TESSERA_FIELD_discovery_scope_min_calls, TESSERA_FIELD_discovery_scope_min_confidence, };

// What a scan found.
struct tessera_discovery_result {
    uint64_t present;
    const char *source; // What was looked through
    int64_t scan_duration_ms; // Milliseconds that it took
    int64_t events_scanned; // Preflights in that time
    int64_t pairs_evaluated; // Pairs of an asset and a team among them
    int64_t inferred_new; // Pairs that are new
    int64_t inferred_updated; // Pairs that were known and are pending
    int64_t inferred_expired; // Pending pairs that were not seen for twice that time
    int64_t skipped_already_registered; // Pairs whose team is registered
    int64_t skipped_previously_rejected; // Pairs that somebody rejected
};
enum { TESSERA_FIELD_discovery_result_source, TESSERA_FIELD_discovery_result_scan_duration_ms,
    TESSERA_FIELD_discovery_result_events_scanned, TESSERA_FIELD_discovery_result_pairs_evaluated,
    TESSERA_FIELD_discovery_result_inferred_new, TESSERA_FIELD_discovery_result_inferred_updated,
    TESSERA_FIELD_discovery_result_inferred_expired, TESSERA_FIELD_discovery_result_skipped_already_registered,
    TESSERA_FIELD_discovery_result_skipped_previously_rejected, };
TESSERA_RECORD_FUNCTIONS(tessera_discovery_result)

// Which of them.
struct tessera_inferred_query {
    uint64_t present;
    const char *asset_id; // Asset
    const char *team_id; // Consumer team
    tessera_inference_status status; // State
    double min_confidence; // Least confidence
    const char *source; // What it was concluded from
    int64_t limit; // Most entries in the reply
    int64_t offset; // Entries to skip
};
enum { TESSERA_FIELD_inferred_query_asset_id, TESSERA_FIELD_inferred_query_team_id,
    TESSERA_FIELD_inferred_query_status, TESSERA_FIELD_inferred_query_min_confidence,
    TESSERA_FIELD_inferred_query_source, TESSERA_FIELD_inferred_query_limit, TESSERA_FIELD_inferred_query_offset, };

// What speaks for it.
struct tessera_inference_evidence {
    uint64_t present;
    int64_t preflight_calls_30d; // Preflights in the time that was looked through
    int64_t distinct_days; // Days (UTC) with at least one
    int64_t days_since_last_call; // Whole days since the last one
    const char *actor_type; // agent where more than half were an agent's, else human
};
enum { TESSERA_FIELD_inference_evidence_preflight_calls_30d, TESSERA_FIELD_inference_evidence_distinct_days,
    TESSERA_FIELD_inference_evidence_days_since_last_call, TESSERA_FIELD_inference_evidence_actor_type, };

// A team that seems to consume an asset, but is not registered.
struct tessera_inferred_dependency {
    uint64_t present;
    const char *id; // Id
    const char *asset_id; // Asset
    const char *asset_fqn; // Its name
    const char *consumer_team_id; // Team
    const char *consumer_team_name; // Its name
    tessera_dependency_type dependency_type; // How it seems to use it
    double confidence; // From 0 to 1
    const char *source; // What it was concluded from
    tessera_inference_status status; // State
    const tessera_inference_evidence *evidence; // What speaks for it
    int64_t first_observed_at; // When it was first concluded (microseconds since 1970)
    int64_t last_observed_at; // When it was last concluded (microseconds since 1970)
};
enum { TESSERA_FIELD_inferred_dependency_id, TESSERA_FIELD_inferred_dependency_asset_id,
    TESSERA_FIELD_inferred_dependency_asset_fqn, TESSERA_FIELD_inferred_dependency_consumer_team_id,
    TESSERA_FIELD_inferred_dependency_consumer_team_name, TESSERA_FIELD_inferred_dependency_dependency_type,
    TESSERA_FIELD_inferred_dependency_confidence, TESSERA_FIELD_inferred_dependency_source,
    TESSERA_FIELD_inferred_dependency_status, TESSERA_FIELD_inferred_dependency_evidence,
    TESSERA_FIELD_inferred_dependency_first_observed_at, TESSERA_FIELD_inferred_dependency_last_observed_at, };

// Consumers that were concluded.
struct tessera_inferred_list {
    uint64_t present;
    tessera_inferred_dependency_array inferred_dependencies; // Of them, the surest first
    int64_t total; // How many there are
};
enum { TESSERA_FIELD_inferred_list_inferred_dependencies, TESSERA_FIELD_inferred_list_total, };
TESSERA_RECORD_FUNCTIONS(tessera_inferred_list)

// How the team consumes it.
struct tessera_inference_confirm {
    uint64_t present;
    tessera_dependency_type dependency_type; // How it uses it
    const char *pinned_version; // Version that it stays on
};
enum { TESSERA_FIELD_inference_confirm_dependency_type, TESSERA_FIELD_inference_confirm_pinned_version, };

// The registration that came of it.
struct tessera_promoted_registration {
    uint64_t present;
    const char *registration_id; // Registration
    const char *contract_id; // The active contract
    const char *consumer_team_id; // Team
    tessera_registration_status status; // State of the registration
};
enum { TESSERA_FIELD_promoted_registration_registration_id, TESSERA_FIELD_promoted_registration_contract_id,
    TESSERA_FIELD_promoted_registration_consumer_team_id, TESSERA_FIELD_promoted_registration_status, };

// What became of it.
struct tessera_inference_confirmed {
    uint64_t present;
    const char *inferred_dependency_id; // What was confirmed
    tessera_inference_status status; // Its state
    // The team's registration; null: the asset has no active contract
    const tessera_promoted_registration *promoted_registration;
};
enum { TESSERA_FIELD_inference_confirmed_inferred_dependency_id, TESSERA_FIELD_inference_confirmed_status,
    TESSERA_FIELD_inference_confirmed_promoted_registration, };
TESSERA_RECORD_FUNCTIONS(tessera_inference_confirmed)

// Why it is none.
struct tessera_inference_reject {
    uint64_t present;
    const char *reason; // Why; it stands in the audit log; required
};
enum { TESSERA_FIELD_inference_reject_reason, };

// What became of it.
struct tessera_inference_rejected {
    uint64_t present;
    const char *inferred_dependency_id; // What was rejected
    tessera_inference_status status; // Its state
};
enum { TESSERA_FIELD_inference_rejected_inferred_dependency_id, TESSERA_FIELD_inference_rejected_status, };
TESSERA_RECORD_FUNCTIONS(tessera_inference_rejected)

// An asset that is looked at often.
struct tessera_coverage_gap {
    uint64_t present;
    const char *asset_id; // Asset
    const char *asset_fqn; // Its name, or unknown
    int64_t preflight_calls_30d; // Preflights of the last 30 days
    int64_t distinct_consumer_teams; // Teams among those who made them
    int64_t registrations; // Active registrations for any of its contracts
    int64_t inferred_pending; // Consumers that were concluded and await an answer
};
enum { TESSERA_FIELD_coverage_gap_asset_id, TESSERA_FIELD_coverage_gap_asset_fqn,
    TESSERA_FIELD_coverage_gap_preflight_calls_30d, TESSERA_FIELD_coverage_gap_distinct_consumer_teams,
    TESSERA_FIELD_coverage_gap_registrations, TESSERA_FIELD_coverage_gap_inferred_pending, };

// Of how many assets the consumers are known.
struct tessera_discovery_figures {
    uint64_t present;
    int64_t total_assets; // Assets
    int64_t assets_with_registrations; // Assets with an active registration
    int64_t assets_with_inferred_only; // Others with a concluded consumer that awaits an answer
    int64_t assets_with_no_known_consumers; // The rest
    double coverage_registered; // Part of the assets with a registration, four digits
    double coverage_with_inferred; // Part of the assets with either
    tessera_coverage_gap_array highest_risk_gaps; // The 20 assets that are looked at most
};
enum { TESSERA_FIELD_discovery_figures_total_assets, TESSERA_FIELD_discovery_figures_assets_with_registrations,
    TESSERA_FIELD_discovery_figures_assets_with_inferred_only,
    TESSERA_FIELD_discovery_figures_assets_with_no_known_consumers,
    TESSERA_FIELD_discovery_figures_coverage_registered, TESSERA_FIELD_discovery_figures_coverage_with_inferred,
    TESSERA_FIELD_discovery_figures_highest_risk_gaps, };
TESSERA_RECORD_FUNCTIONS(tessera_discovery_figures)

#ifdef __cplusplus
}
#endif

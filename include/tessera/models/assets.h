// The models of the API as structs: assets.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/models/common.h"
#include "tessera/models/contracts.h"
#include "tessera/models/proposals.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_asset tessera_asset;
typedef struct tessera_asset_update tessera_asset_update;
typedef struct tessera_asset_match tessera_asset_match;
typedef struct tessera_bulk_assign tessera_bulk_assign;
typedef struct tessera_bulk_assign_result tessera_bulk_assign_result;
typedef struct tessera_asset_context_query tessera_asset_context_query;
typedef struct tessera_context_asset tessera_context_asset;
typedef struct tessera_context_contract tessera_context_contract;
typedef struct tessera_context_consumer tessera_context_consumer;
typedef struct tessera_context_dependency tessera_context_dependency;
typedef struct tessera_context_proposal tessera_context_proposal;
typedef struct tessera_context_audit tessera_context_audit;
typedef struct tessera_asset_context tessera_asset_context;
typedef struct tessera_field_mapping tessera_field_mapping;
typedef struct tessera_dependency tessera_dependency;
typedef struct tessera_lineage_query tessera_lineage_query;
typedef struct tessera_lineage_asset tessera_lineage_asset;
typedef struct tessera_lineage_registration tessera_lineage_registration;
typedef struct tessera_lineage_consumer tessera_lineage_consumer;
typedef struct tessera_lineage tessera_lineage;
typedef struct tessera_guarantee_result tessera_guarantee_result;
typedef struct tessera_audit_report tessera_audit_report;
typedef struct tessera_audit_run tessera_audit_run;
typedef struct tessera_audit_history_query tessera_audit_history_query;
typedef struct tessera_audit_history_run tessera_audit_history_run;
typedef struct tessera_audit_history tessera_audit_history;
typedef struct tessera_trend_run tessera_trend_run;
typedef struct tessera_failed_guarantee tessera_failed_guarantee;
typedef struct tessera_audit_window tessera_audit_window;
typedef struct tessera_audit_trends tessera_audit_trends;
typedef struct tessera_version_suggestion tessera_version_suggestion;
typedef struct tessera_publish_result tessera_publish_result;
typedef struct tessera_contract_history_query tessera_contract_history_query;
typedef struct tessera_contract_history_entry tessera_contract_history_entry;
typedef struct tessera_contract_history tessera_contract_history;
typedef struct tessera_contract_diff_query tessera_contract_diff_query;
typedef struct tessera_contract_diff tessera_contract_diff;
typedef struct tessera_version_request tessera_version_request;
typedef struct tessera_deployment_record tessera_deployment_record;
typedef struct tessera_deployment tessera_deployment;
typedef struct tessera_deployment_list_query tessera_deployment_list_query;
typedef struct tessera_can_publish_query tessera_can_publish_query;
typedef struct tessera_publish_reason tessera_publish_reason;
typedef struct tessera_deployable_version tessera_deployable_version;
typedef struct tessera_can_publish tessera_can_publish;
typedef struct tessera_impact_preview_request tessera_impact_preview_request;
typedef struct tessera_impact_consumer tessera_impact_consumer;
typedef struct tessera_impact_downstream tessera_impact_downstream;
typedef struct tessera_impact_unconfirmed tessera_impact_unconfirmed;
typedef struct tessera_impact_preview tessera_impact_preview;
typedef struct tessera_impacted_consumer tessera_impacted_consumer;
typedef struct tessera_impacted_asset tessera_impacted_asset;
typedef struct tessera_impact_analysis tessera_impact_analysis;
typedef struct tessera_preflight_query tessera_preflight_query;
typedef struct tessera_freshness_sla tessera_freshness_sla;
typedef struct tessera_preflight tessera_preflight;

// Lists inside records.
typedef struct tessera_context_consumer_array {
    size_t count;
    const tessera_context_consumer *const *items;
} tessera_context_consumer_array;
typedef struct tessera_context_dependency_array {
    size_t count;
    const tessera_context_dependency *const *items;
} tessera_context_dependency_array;
typedef struct tessera_context_proposal_array {
    size_t count;
    const tessera_context_proposal *const *items;
} tessera_context_proposal_array;
typedef struct tessera_context_audit_array {
    size_t count;
    const tessera_context_audit *const *items;
} tessera_context_audit_array;
typedef struct tessera_field_mapping_array {
    size_t count;
    const tessera_field_mapping *const *items;
} tessera_field_mapping_array;
typedef struct tessera_lineage_asset_array {
    size_t count;
    const tessera_lineage_asset *const *items;
} tessera_lineage_asset_array;
typedef struct tessera_lineage_registration_array {
    size_t count;
    const tessera_lineage_registration *const *items;
} tessera_lineage_registration_array;
typedef struct tessera_lineage_consumer_array {
    size_t count;
    const tessera_lineage_consumer *const *items;
} tessera_lineage_consumer_array;
typedef struct tessera_guarantee_result_array {
    size_t count;
    const tessera_guarantee_result *const *items;
} tessera_guarantee_result_array;
typedef struct tessera_audit_history_run_array {
    size_t count;
    const tessera_audit_history_run *const *items;
} tessera_audit_history_run_array;
typedef struct tessera_failed_guarantee_array {
    size_t count;
    const tessera_failed_guarantee *const *items;
} tessera_failed_guarantee_array;
typedef struct tessera_contract_history_entry_array {
    size_t count;
    const tessera_contract_history_entry *const *items;
} tessera_contract_history_entry_array;
typedef struct tessera_publish_reason_array {
    size_t count;
    const tessera_publish_reason *const *items;
} tessera_publish_reason_array;
typedef struct tessera_deployable_version_array {
    size_t count;
    const tessera_deployable_version *const *items;
} tessera_deployable_version_array;
typedef struct tessera_impact_consumer_array {
    size_t count;
    const tessera_impact_consumer *const *items;
} tessera_impact_consumer_array;
typedef struct tessera_impact_downstream_array {
    size_t count;
    const tessera_impact_downstream *const *items;
} tessera_impact_downstream_array;
typedef struct tessera_impact_unconfirmed_array {
    size_t count;
    const tessera_impact_unconfirmed *const *items;
} tessera_impact_unconfirmed_array;
typedef struct tessera_impacted_consumer_array {
    size_t count;
    const tessera_impacted_consumer *const *items;
} tessera_impacted_consumer_array;
typedef struct tessera_impacted_asset_array {
    size_t count;
    const tessera_impacted_asset *const *items;
} tessera_impacted_asset_array;

// A thing that contracts describe: a table, an endpoint, a method.
struct tessera_asset {
    uint64_t present;
    const char *id; // Id
    const char *fqn; // Fully qualified name, unique in its environment among active assets
    const char *description; // What it holds
    const char *owner_team_id; // Owner team
    const char *owner_user_id; // Owner within the team
    const char *service_id; // Service that it belongs to
    const char *environment; // Environment
    tessera_resource_type resource_type; // Kind
    tessera_guarantee_mode guarantee_mode; // How changes of guarantees are treated
    tessera_semver_mode semver_mode; // Who chooses versions
    tessera_compatibility_policy compatibility_policy; // What counts when its schemas are compared
    tessera_transitive_scope transitive_scope; // Which earlier versions the transitive modes look at
    const char *metadata; // Free data (JSON object)
    tessera_strings tags; // Tags
    int64_t created_at; // When it was created (microseconds since 1970)
    int64_t updated_at; // When it last changed (microseconds since 1970)
    const char *owner_team_name; // Name of the owner team
    const char *owner_user_name; // Name of the owner user
    const char *owner_user_email; // E-mail address of the owner user
    const char *service_name; // Name of the service
    const char *repo_id; // Repository of the service
    const char *repo_name; // Name of the repository
    const char *active_contract_version; // Version of the active contract
};
enum { TESSERA_FIELD_asset_id, TESSERA_FIELD_asset_fqn, TESSERA_FIELD_asset_description,
    TESSERA_FIELD_asset_owner_team_id, TESSERA_FIELD_asset_owner_user_id, TESSERA_FIELD_asset_service_id,
    TESSERA_FIELD_asset_environment, TESSERA_FIELD_asset_resource_type, TESSERA_FIELD_asset_guarantee_mode,
    TESSERA_FIELD_asset_semver_mode, TESSERA_FIELD_asset_compatibility_policy, TESSERA_FIELD_asset_transitive_scope,
    TESSERA_FIELD_asset_metadata, TESSERA_FIELD_asset_tags, TESSERA_FIELD_asset_created_at,
    TESSERA_FIELD_asset_updated_at, TESSERA_FIELD_asset_owner_team_name, TESSERA_FIELD_asset_owner_user_name,
    TESSERA_FIELD_asset_owner_user_email, TESSERA_FIELD_asset_service_name, TESSERA_FIELD_asset_repo_id,
    TESSERA_FIELD_asset_repo_name, TESSERA_FIELD_asset_active_contract_version, };
TESSERA_RECORD_FUNCTIONS(tessera_asset)
// A page of them, laid out as tessera_page.
typedef struct tessera_asset_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_asset *const *items;
    const char *next;
} tessera_asset_page;
TESSERA_RECORD_FUNCTIONS(tessera_asset_page)

// Changes of an asset; what is absent or null stays.
struct tessera_asset_update {
    uint64_t present;
    const char *fqn; // New name
    const char *owner_team_id; // New owner team
    const char *description; // New description
    const char *metadata; // Replaces the whole map (JSON object)
    const char *owner_user_id; // New owner user
    const char *service_id; // New service
    bool leave_service; // Belong to no service any more
    const char *environment; // New environment
    tessera_resource_type resource_type; // Kind
    tessera_guarantee_mode guarantee_mode; // How changes of guarantees are treated
    tessera_semver_mode semver_mode; // Who chooses versions
    tessera_strings tags; // Replaces the whole list
    tessera_compatibility_policy compatibility_policy; // What counts when its schemas are compared
    tessera_transitive_scope transitive_scope; // Which earlier versions the transitive modes look at
};
enum { TESSERA_FIELD_asset_update_fqn, TESSERA_FIELD_asset_update_owner_team_id,
    TESSERA_FIELD_asset_update_description, TESSERA_FIELD_asset_update_metadata,
    TESSERA_FIELD_asset_update_owner_user_id, TESSERA_FIELD_asset_update_service_id,
    TESSERA_FIELD_asset_update_leave_service, TESSERA_FIELD_asset_update_environment,
    TESSERA_FIELD_asset_update_resource_type, TESSERA_FIELD_asset_update_guarantee_mode,
    TESSERA_FIELD_asset_update_semver_mode, TESSERA_FIELD_asset_update_tags,
    TESSERA_FIELD_asset_update_compatibility_policy, TESSERA_FIELD_asset_update_transitive_scope, };

// An asset that a search found.
struct tessera_asset_match {
    uint64_t present;
    const char *id; // Id
    const char *fqn; // Fully qualified name
    const char *owner_team_id; // Owner team
    const char *owner_team_name; // Name of the owner team
    const char *environment; // Environment
};
enum { TESSERA_FIELD_asset_match_id, TESSERA_FIELD_asset_match_fqn, TESSERA_FIELD_asset_match_owner_team_id,
    TESSERA_FIELD_asset_match_owner_team_name, TESSERA_FIELD_asset_match_environment, };
// A page of them, laid out as tessera_page.
typedef struct tessera_asset_match_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_asset_match *const *items;
    const char *next;
} tessera_asset_match_page;
TESSERA_RECORD_FUNCTIONS(tessera_asset_match_page)

// Which assets get which owner user.
struct tessera_bulk_assign {
    uint64_t present;
    tessera_strings asset_ids; // The assets; required
    const char *owner_user_id; // The owner user; null or absent: none
};
enum { TESSERA_FIELD_bulk_assign_asset_ids, TESSERA_FIELD_bulk_assign_owner_user_id, };

// What was assigned.
struct tessera_bulk_assign_result {
    uint64_t present;
    int64_t updated; // How many distinct assets were updated
    tessera_strings not_found; // Ids of no active asset, as requested
    const char *owner_user_id; // The owner user
};
enum { TESSERA_FIELD_bulk_assign_result_updated, TESSERA_FIELD_bulk_assign_result_not_found,
    TESSERA_FIELD_bulk_assign_result_owner_user_id, };
TESSERA_RECORD_FUNCTIONS(tessera_bulk_assign_result)

// Which asset.
struct tessera_asset_context_query {
    uint64_t present;
    const char *fqn; // Fully qualified name, exact; required
    const char *environment; // Environment, where several have the name
};
enum { TESSERA_FIELD_asset_context_query_fqn, TESSERA_FIELD_asset_context_query_environment, };

// The asset of a context.
struct tessera_context_asset {
    uint64_t present;
    const char *id; // Id
    const char *fqn; // Fully qualified name
    const char *description; // What it holds
    tessera_strings tags; // Tags
    tessera_resource_type resource_type; // Kind
    const char *environment; // Environment
    const char *owner_team_id; // Owner team
    const char *owner_team_name; // Name of the owner team
    const char *owner_user_id; // Owner user
    tessera_compatibility_mode compatibility_mode; // Mode of the current contract
    tessera_guarantee_mode guarantee_mode; // How changes of guarantees are treated
};
enum { TESSERA_FIELD_context_asset_id, TESSERA_FIELD_context_asset_fqn, TESSERA_FIELD_context_asset_description,
    TESSERA_FIELD_context_asset_tags, TESSERA_FIELD_context_asset_resource_type,
    TESSERA_FIELD_context_asset_environment, TESSERA_FIELD_context_asset_owner_team_id,
    TESSERA_FIELD_context_asset_owner_team_name, TESSERA_FIELD_context_asset_owner_user_id,
    TESSERA_FIELD_context_asset_compatibility_mode, TESSERA_FIELD_context_asset_guarantee_mode, };

// The current contract of a context.
struct tessera_context_contract {
    uint64_t present;
    const char *id; // Id
    const char *version; // Version
    const char *schema; // JSON Schema (JSON object, true or false)
    const char *schema_def; // The same JSON Schema (JSON object, true or false)
    const char *field_descriptions; // Path to description (JSON object of strings)
    const char *field_tags; // Path to tags (JSON object of lists of strings)
    const char *guarantees; // Guarantees (JSON object)
    tessera_contract_status status; // State
    int64_t published_at; // When it was published (microseconds since 1970)
};
enum { TESSERA_FIELD_context_contract_id, TESSERA_FIELD_context_contract_version,
    TESSERA_FIELD_context_contract_schema, TESSERA_FIELD_context_contract_schema_def,
    TESSERA_FIELD_context_contract_field_descriptions, TESSERA_FIELD_context_contract_field_tags,
    TESSERA_FIELD_context_contract_guarantees, TESSERA_FIELD_context_contract_status,
    TESSERA_FIELD_context_contract_published_at, };

// A consumer of a context's asset.
struct tessera_context_consumer {
    uint64_t present;
    const char *registration_id; // Registration
    const char *consumer_team_id; // Consumer team
    const char *consumer_team_name; // Its name
    const char *pinned_version; // Version that it stays on
    tessera_registration_status status; // State
    int64_t registered_at; // When it registered (microseconds since 1970)
};
enum { TESSERA_FIELD_context_consumer_registration_id, TESSERA_FIELD_context_consumer_consumer_team_id,
    TESSERA_FIELD_context_consumer_consumer_team_name, TESSERA_FIELD_context_consumer_pinned_version,
    TESSERA_FIELD_context_consumer_status, TESSERA_FIELD_context_consumer_registered_at, };

// A neighbour of a context's asset.
struct tessera_context_dependency {
    uint64_t present;
    const char *asset_id; // The other asset
    const char *fqn; // Its name
    tessera_resource_type resource_type; // Its kind
    tessera_dependency_type dependency_type; // How the one uses the other
};
enum { TESSERA_FIELD_context_dependency_asset_id, TESSERA_FIELD_context_dependency_fqn,
    TESSERA_FIELD_context_dependency_resource_type, TESSERA_FIELD_context_dependency_dependency_type, };

// A pending proposal of a context's asset.
struct tessera_context_proposal {
    uint64_t present;
    const char *id; // Id
    tessera_change_type change_type; // Size of the change
    tessera_proposal_status status; // State
    int64_t proposed_at; // When it was proposed (microseconds since 1970)
    int64_t breaking_changes_count; // How many changes are breaking
};
enum { TESSERA_FIELD_context_proposal_id, TESSERA_FIELD_context_proposal_change_type,
    TESSERA_FIELD_context_proposal_status, TESSERA_FIELD_context_proposal_proposed_at,
    TESSERA_FIELD_context_proposal_breaking_changes_count, };

// A run of quality checks of a context's asset.
struct tessera_context_audit {
    uint64_t present;
    const char *id; // Id
    tessera_audit_run_status status; // Outcome
    int64_t guarantees_checked; // Guarantees checked
    int64_t guarantees_passed; // Guarantees that held
    int64_t guarantees_failed; // Guarantees that were violated
    const char *triggered_by; // What ran the checks
    int64_t run_at; // When they ran (microseconds since 1970)
};
enum { TESSERA_FIELD_context_audit_id, TESSERA_FIELD_context_audit_status,
    TESSERA_FIELD_context_audit_guarantees_checked, TESSERA_FIELD_context_audit_guarantees_passed,
    TESSERA_FIELD_context_audit_guarantees_failed, TESSERA_FIELD_context_audit_triggered_by,
    TESSERA_FIELD_context_audit_run_at, };

// All that is known of one asset.
struct tessera_asset_context {
    uint64_t present;
    const tessera_context_asset *asset; // The asset
    const tessera_context_contract *current_contract; // The active contract published last
    tessera_context_consumer_array consumers; // Teams registered for a contract that is not retired
    tessera_context_dependency_array upstream_dependencies; // Assets that it uses, once for each type of dependency
    tessera_context_dependency_array downstream_dependents; // Assets that use it, once for each type of dependency
    tessera_context_proposal_array active_proposals; // Pending proposals, newest first
    tessera_context_audit_array recent_audits; // Up to five runs of quality checks, newest first
    int64_t contract_history_count; // Contracts in any state
    bool truncated; // Present where a list would have more than 10,000 entries: the oldest are told
};
enum { TESSERA_FIELD_asset_context_asset, TESSERA_FIELD_asset_context_current_contract,
    TESSERA_FIELD_asset_context_consumers, TESSERA_FIELD_asset_context_upstream_dependencies,
    TESSERA_FIELD_asset_context_downstream_dependents, TESSERA_FIELD_asset_context_active_proposals,
    TESSERA_FIELD_asset_context_recent_audits, TESSERA_FIELD_asset_context_contract_history_count,
    TESSERA_FIELD_asset_context_truncated, };
TESSERA_RECORD_FUNCTIONS(tessera_asset_context)

// Which fields of an asset come from which fields of the one that it uses.
struct tessera_field_mapping {
    uint64_t present;
    tessera_strings upstream_fields; // Fields of the asset that is used: dotted paths or JSON pointers, * for any name
    tessera_strings fields; // Fields that come from them
};
enum { TESSERA_FIELD_field_mapping_upstream_fields, TESSERA_FIELD_field_mapping_fields, };

// That an asset, the dependent, uses another, the dependency.
struct tessera_dependency {
    uint64_t present;
    const char *id; // Id
    const char *dependent_asset_id; // The asset that uses the other
    const char *dependency_asset_id; // The asset that is used
    tessera_dependency_type dependency_type; // How it is used
    tessera_dependency_source source; // How it became known
    double confidence; // From 0 to 1, where it was observed
    int64_t last_observed_at; // When it was last observed (microseconds since 1970)
    int64_t call_count; // Calls that were observed
    int64_t created_at; // When it became known (microseconds since 1970)
    // Which fields come from which; null: not known, so each may come from any
    tessera_field_mapping_array field_mappings;
    const char *metadata; // Free data (JSON object)
};
enum { TESSERA_FIELD_dependency_id, TESSERA_FIELD_dependency_dependent_asset_id,
    TESSERA_FIELD_dependency_dependency_asset_id, TESSERA_FIELD_dependency_dependency_type,
    TESSERA_FIELD_dependency_source, TESSERA_FIELD_dependency_confidence, TESSERA_FIELD_dependency_last_observed_at,
    TESSERA_FIELD_dependency_call_count, TESSERA_FIELD_dependency_created_at,
    TESSERA_FIELD_dependency_field_mappings, TESSERA_FIELD_dependency_metadata, };
TESSERA_RECORD_FUNCTIONS(tessera_dependency)
// A page of them, laid out as tessera_page.
typedef struct tessera_dependency_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_dependency *const *items;
    const char *next;
} tessera_dependency_page;
TESSERA_RECORD_FUNCTIONS(tessera_dependency_page)

// How far to look.
struct tessera_lineage_query {
    uint64_t present;
    int64_t depth; // Dependencies to walk along, each way; default 3
};
enum { TESSERA_FIELD_lineage_query_depth, };

// An asset before or behind another.
struct tessera_lineage_asset {
    uint64_t present;
    const char *asset_id; // Asset
    const char *asset_fqn; // Its name
    tessera_dependency_type dependency_type; // Type of the dependency that leads to it
    const char *owner_team; // Name of its owner team
    int64_t depth; // Dependencies between the two, on a shortest way
    const char *via_asset_id; // The asset before it on that way
};
enum { TESSERA_FIELD_lineage_asset_asset_id, TESSERA_FIELD_lineage_asset_asset_fqn,
    TESSERA_FIELD_lineage_asset_dependency_type, TESSERA_FIELD_lineage_asset_owner_team,
    TESSERA_FIELD_lineage_asset_depth, TESSERA_FIELD_lineage_asset_via_asset_id, };

// A registration of a consumer.
struct tessera_lineage_registration {
    uint64_t present;
    const char *contract_id; // The contract that was registered for
    tessera_registration_status status; // State
    const char *pinned_version; // Version that it stays on
};
enum { TESSERA_FIELD_lineage_registration_contract_id, TESSERA_FIELD_lineage_registration_status,
    TESSERA_FIELD_lineage_registration_pinned_version, };

// A team with registrations for contracts of an asset.
struct tessera_lineage_consumer {
    uint64_t present;
    const char *team_id; // Team
    const char *team_name; // Its name
    tessera_lineage_registration_array registrations; // Its registrations, in any state, for any contract of the asset
};
enum { TESSERA_FIELD_lineage_consumer_team_id, TESSERA_FIELD_lineage_consumer_team_name,
    TESSERA_FIELD_lineage_consumer_registrations, };

// What an asset is made from, and what is made from it.
struct tessera_lineage {
    uint64_t present;
    const char *asset_id; // Asset
    const char *asset_fqn; // Its name
    const char *owner_team_id; // Its owner team
    const char *owner_team_name; // Name of the owner team
    // Assets that it uses, directly or not, nearest first; deleted ones too, but not what is behind them
    tessera_lineage_asset_array upstream;
    tessera_lineage_consumer_array downstream; // Teams that are registered for its contracts
    tessera_lineage_asset_array downstream_assets; // Assets that use it, directly or not, nearest first
    int64_t depth; // How far was looked
    bool truncated; // Whether there is more within that depth than a reply holds
};
enum { TESSERA_FIELD_lineage_asset_id, TESSERA_FIELD_lineage_asset_fqn, TESSERA_FIELD_lineage_owner_team_id,
    TESSERA_FIELD_lineage_owner_team_name, TESSERA_FIELD_lineage_upstream, TESSERA_FIELD_lineage_downstream,
    TESSERA_FIELD_lineage_downstream_assets, TESSERA_FIELD_lineage_depth, TESSERA_FIELD_lineage_truncated, };
TESSERA_RECORD_FUNCTIONS(tessera_lineage)

// What one check found.
struct tessera_guarantee_result {
    uint64_t present;
    const char *guarantee_id; // Name of what was checked
    bool passed; // Whether it holds
    const char *error_message; // What is wrong, for people
    int64_t rows_checked; // Rows that were looked at
    int64_t rows_failed; // Rows that do not keep it
    // Free data: texts, numbers, true, false and null; at most 10240 characters of JSON (JSON object)
    const char *metadata;
};
enum { TESSERA_FIELD_guarantee_result_guarantee_id, TESSERA_FIELD_guarantee_result_passed,
    TESSERA_FIELD_guarantee_result_error_message, TESSERA_FIELD_guarantee_result_rows_checked,
    TESSERA_FIELD_guarantee_result_rows_failed, TESSERA_FIELD_guarantee_result_metadata, };

// A run of quality checks.
struct tessera_audit_report {
    uint64_t present;
    tessera_audit_run_status status; // Outcome; required
    const char *triggered_by; // What ran the checks; required
    int64_t guarantees_checked; // Guarantees that were checked; 0: counted from guarantee_results, as are the next two
    int64_t guarantees_passed; // Guarantees that held
    int64_t guarantees_failed; // Guarantees that were violated
    const char *run_id; // Name of the run where it was made; the same may be reported again
    tessera_guarantee_result_array guarantee_results; // What each check found; at most 1000
    const char *details; // Free data; at most 102400 characters of JSON (JSON object)
    int64_t run_at; // When it ran; absent: now (microseconds since 1970)
};
enum { TESSERA_FIELD_audit_report_status, TESSERA_FIELD_audit_report_triggered_by,
    TESSERA_FIELD_audit_report_guarantees_checked, TESSERA_FIELD_audit_report_guarantees_passed,
    TESSERA_FIELD_audit_report_guarantees_failed, TESSERA_FIELD_audit_report_run_id,
    TESSERA_FIELD_audit_report_guarantee_results, TESSERA_FIELD_audit_report_details,
    TESSERA_FIELD_audit_report_run_at, };

// A run of quality checks as it was recorded.
struct tessera_audit_run {
    uint64_t present;
    const char *id; // Id
    const char *asset_id; // Asset that was checked
    const char *asset_fqn; // Its name
    const char *contract_id; // Contract that was active
    const char *contract_version; // Its version
    tessera_audit_run_status status; // Outcome
    int64_t guarantees_checked; // Guarantees that were checked
    int64_t guarantees_passed; // Guarantees that held
    int64_t guarantees_failed; // Guarantees that were violated
    const char *triggered_by; // What ran the checks
    const char *run_id; // Name of the run where it was made
    int64_t run_at; // When it ran (microseconds since 1970)
    tessera_guarantee_result_array guarantee_results; // What each check found
};
enum { TESSERA_FIELD_audit_run_id, TESSERA_FIELD_audit_run_asset_id, TESSERA_FIELD_audit_run_asset_fqn,
    TESSERA_FIELD_audit_run_contract_id, TESSERA_FIELD_audit_run_contract_version, TESSERA_FIELD_audit_run_status,
    TESSERA_FIELD_audit_run_guarantees_checked, TESSERA_FIELD_audit_run_guarantees_passed,
    TESSERA_FIELD_audit_run_guarantees_failed, TESSERA_FIELD_audit_run_triggered_by, TESSERA_FIELD_audit_run_run_id,
    TESSERA_FIELD_audit_run_run_at, TESSERA_FIELD_audit_run_guarantee_results, };
TESSERA_RECORD_FUNCTIONS(tessera_audit_run)

// Which runs.
struct tessera_audit_history_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply
    const char *triggered_by; // What ran the checks, exact
    tessera_audit_run_status status; // Outcome
};
enum { TESSERA_FIELD_audit_history_query_limit, TESSERA_FIELD_audit_history_query_triggered_by,
    TESSERA_FIELD_audit_history_query_status, };

// A run of quality checks in a history.
struct tessera_audit_history_run {
    uint64_t present;
    const char *id; // Id
    tessera_audit_run_status status; // Outcome
    int64_t guarantees_checked; // Guarantees that were checked
    int64_t guarantees_passed; // Guarantees that held
    int64_t guarantees_failed; // Guarantees that were violated
    const char *triggered_by; // What ran the checks
    const char *run_id; // Name of the run where it was made
    int64_t run_at; // When it ran (microseconds since 1970)
    const char *contract_version; // Version of the contract that was active
    tessera_strings failed_guarantees; // Names of the checks that failed, in the order reported
};
enum { TESSERA_FIELD_audit_history_run_id, TESSERA_FIELD_audit_history_run_status,
    TESSERA_FIELD_audit_history_run_guarantees_checked, TESSERA_FIELD_audit_history_run_guarantees_passed,
    TESSERA_FIELD_audit_history_run_guarantees_failed, TESSERA_FIELD_audit_history_run_triggered_by,
    TESSERA_FIELD_audit_history_run_run_id, TESSERA_FIELD_audit_history_run_run_at,
    TESSERA_FIELD_audit_history_run_contract_version, TESSERA_FIELD_audit_history_run_failed_guarantees, };

// The runs of an asset's quality checks.
struct tessera_audit_history {
    uint64_t present;
    const char *asset_id; // Asset
    const char *asset_fqn; // Its name
    int64_t total_runs; // Runs that pass the filters
    tessera_audit_history_run_array runs; // The newest of them, newest first
};
enum { TESSERA_FIELD_audit_history_asset_id, TESSERA_FIELD_audit_history_asset_fqn,
    TESSERA_FIELD_audit_history_total_runs, TESSERA_FIELD_audit_history_runs, };
TESSERA_RECORD_FUNCTIONS(tessera_audit_history)

// The newest run of the last 30 days.
struct tessera_trend_run {
    uint64_t present;
    const char *id; // Id
    tessera_audit_run_status status; // Outcome
    int64_t run_at; // When it ran (microseconds since 1970)
    const char *triggered_by; // What ran the checks
    int64_t guarantees_failed; // Guarantees that were violated
};
enum { TESSERA_FIELD_trend_run_id, TESSERA_FIELD_trend_run_status, TESSERA_FIELD_trend_run_run_at,
    TESSERA_FIELD_trend_run_triggered_by, TESSERA_FIELD_trend_run_guarantees_failed, };

// A check that failed.
struct tessera_failed_guarantee {
    uint64_t present;
    const char *guarantee_id; // Its name
    int64_t failure_count; // How often
};
enum { TESSERA_FIELD_failed_guarantee_guarantee_id, TESSERA_FIELD_failed_guarantee_failure_count, };

// The runs of a time up to now.
struct tessera_audit_window {
    uint64_t present;
    int64_t total_runs; // Runs
    int64_t passed; // Runs that passed
    int64_t failed; // Runs that failed
    int64_t partial; // Runs that were not complete
    double failure_rate; // Which part of the runs failed or was not complete; 0 without runs
    tessera_failed_guarantee_array most_failed_guarantees; // Up to ten checks that failed most often
};
enum { TESSERA_FIELD_audit_window_total_runs, TESSERA_FIELD_audit_window_passed, TESSERA_FIELD_audit_window_failed,
    TESSERA_FIELD_audit_window_partial, TESSERA_FIELD_audit_window_failure_rate,
    TESSERA_FIELD_audit_window_most_failed_guarantees, };

// How an asset's quality checks go.
struct tessera_audit_trends {
    uint64_t present;
    const char *asset_id; // Asset
    const char *asset_fqn; // Its name
    const tessera_trend_run *last_run; // The newest run of the last 30 days
    const tessera_audit_window *last_24h; // The last 24 hours
    const tessera_audit_window *last_7d; // The last 7 days
    const tessera_audit_window *last_30d; // The last 30 days
    tessera_strings alerts; // What gives cause for concern, for people
};
enum { TESSERA_FIELD_audit_trends_asset_id, TESSERA_FIELD_audit_trends_asset_fqn,
    TESSERA_FIELD_audit_trends_last_run, TESSERA_FIELD_audit_trends_last_24h, TESSERA_FIELD_audit_trends_last_7d,
    TESSERA_FIELD_audit_trends_last_30d, TESSERA_FIELD_audit_trends_alerts, };
TESSERA_RECORD_FUNCTIONS(tessera_audit_trends)

// Which version a schema should get.
struct tessera_version_suggestion {
    uint64_t present;
    const char *suggested_version; // The version
    const char *current_version; // Version of the active contract
    tessera_change_type change_type; // Size of the change
    const char *reason; // Why, for people
    bool is_first_contract; // Whether the asset has no contract yet
    tessera_breaking_change_array breaking_changes; // Incompatible changes
};
enum { TESSERA_FIELD_version_suggestion_suggested_version, TESSERA_FIELD_version_suggestion_current_version,
    TESSERA_FIELD_version_suggestion_change_type, TESSERA_FIELD_version_suggestion_reason,
    TESSERA_FIELD_version_suggestion_is_first_contract, TESSERA_FIELD_version_suggestion_breaking_changes, };
TESSERA_RECORD_FUNCTIONS(tessera_version_suggestion)

// What became of a publish request.
struct tessera_publish_result {
    uint64_t present;
    tessera_publish_action action; // What was done
    bool published; // Whether a contract was published
    const tessera_contract *contract; // The new contract
    const tessera_proposal *proposal; // The new proposal, or the one that proposes the same already
    tessera_change_type change_type; // Size of the change
    tessera_breaking_change_array breaking_changes; // Incompatible changes
    tessera_guarantee_change_array guarantee_changes; // Changes of the guarantees, unless the asset ignores them
    const char *message; // What happened, for people
    const char *warning; // What to look out for
    bool version_auto_generated; // Whether the server chose the version
    const char *schema_converted_from; // Language that the schema was converted from
    const char *audit_warning; // Trouble in the last run of quality checks
    const tessera_version_suggestion *version_suggestion; // Suggested version
    bool dry_run; // Whether nothing was written
    const char *from_proposal_id; // Approved proposal that the contract was published from
    tessera_consumer_wait_array consumers; // Of a proposal: the consumers, and why each is or is not waited for
    bool truncated; // Present where there are more than the 1,000 consumers that are told
};
enum { TESSERA_FIELD_publish_result_action, TESSERA_FIELD_publish_result_published,
    TESSERA_FIELD_publish_result_contract, TESSERA_FIELD_publish_result_proposal,
    TESSERA_FIELD_publish_result_change_type, TESSERA_FIELD_publish_result_breaking_changes,
    TESSERA_FIELD_publish_result_guarantee_changes, TESSERA_FIELD_publish_result_message,
    TESSERA_FIELD_publish_result_warning, TESSERA_FIELD_publish_result_version_auto_generated,
    TESSERA_FIELD_publish_result_schema_converted_from, TESSERA_FIELD_publish_result_audit_warning,
    TESSERA_FIELD_publish_result_version_suggestion, TESSERA_FIELD_publish_result_dry_run,
    TESSERA_FIELD_publish_result_from_proposal_id, TESSERA_FIELD_publish_result_consumers,
    TESSERA_FIELD_publish_result_truncated, };
TESSERA_RECORD_FUNCTIONS(tessera_publish_result)

// Which part of a history.
struct tessera_contract_history_query {
    uint64_t present;
    int64_t limit; // Most contracts in the reply; default 10
    int64_t offset; // Contracts to skip, from the newest
};
enum { TESSERA_FIELD_contract_history_query_limit, TESSERA_FIELD_contract_history_query_offset, };

// A contract in the history of its asset.
struct tessera_contract_history_entry {
    uint64_t present;
    const char *id; // Id
    const char *version; // Version
    tessera_contract_status status; // State
    int64_t published_at; // When it was published (microseconds since 1970)
    const char *published_by; // Publishing team
    tessera_compatibility_mode compatibility_mode; // Which changes are compatible
    // Size of the change from the contract before; null: the history is too large to compare this far back
    tessera_history_change_type change_type;
    int64_t breaking_changes_count; // Changes that break the mode of the contract before; null: not compared
};
enum { TESSERA_FIELD_contract_history_entry_id, TESSERA_FIELD_contract_history_entry_version,
    TESSERA_FIELD_contract_history_entry_status, TESSERA_FIELD_contract_history_entry_published_at,
    TESSERA_FIELD_contract_history_entry_published_by, TESSERA_FIELD_contract_history_entry_compatibility_mode,
    TESSERA_FIELD_contract_history_entry_change_type, TESSERA_FIELD_contract_history_entry_breaking_changes_count, };

// The contracts of an asset, newest first, each compared with the one before.
struct tessera_contract_history {
    uint64_t present;
    const char *asset_id; // Asset
    const char *asset_fqn; // Name of the asset
    tessera_contract_history_entry_array contracts; // The contracts
};
enum { TESSERA_FIELD_contract_history_asset_id, TESSERA_FIELD_contract_history_asset_fqn,
    TESSERA_FIELD_contract_history_contracts, };
TESSERA_RECORD_FUNCTIONS(tessera_contract_history)

// Which versions to compare.
struct tessera_contract_diff_query {
    uint64_t present;
    const char *from_version; // The older version, exactly; required
    const char *to_version; // The newer version, exactly; required
};
enum { TESSERA_FIELD_contract_diff_query_from_version, TESSERA_FIELD_contract_diff_query_to_version, };

// What changed between two versions of an asset's contract.
struct tessera_contract_diff {
    uint64_t present;
    const char *asset_id; // Asset
    const char *asset_fqn; // Name of the asset
    const char *from_version; // The older version
    const char *to_version; // The newer version
    tessera_change_type change_type; // Size of the change
    bool is_compatible; // Whether no change breaks the mode
    tessera_breaking_change_array breaking_changes; // Changes that break the mode
    tessera_breaking_change_array all_changes; // Every change
    tessera_compatibility_mode compatibility_mode; // Mode of the older contract
};
enum { TESSERA_FIELD_contract_diff_asset_id, TESSERA_FIELD_contract_diff_asset_fqn,
    TESSERA_FIELD_contract_diff_from_version, TESSERA_FIELD_contract_diff_to_version,
    TESSERA_FIELD_contract_diff_change_type, TESSERA_FIELD_contract_diff_is_compatible,
    TESSERA_FIELD_contract_diff_breaking_changes, TESSERA_FIELD_contract_diff_all_changes,
    TESSERA_FIELD_contract_diff_compatibility_mode, };
TESSERA_RECORD_FUNCTIONS(tessera_contract_diff)

// A schema that seeks a version.
struct tessera_version_request {
    uint64_t present;
    const char *schema; // JSON Schema, or an Avro schema of any type (any JSON value that is one); required
    tessera_schema_format schema_format; // Language of the schema
};
enum { TESSERA_FIELD_version_request_schema, TESSERA_FIELD_version_request_schema_format, };

// The version of an asset that a team reads in an environment.
struct tessera_deployment_record {
    uint64_t present;
    const char *team_id; // Team that reads the asset there; required
    const char *environment; // Environment, such as production; required
    const char *version; // Version of a contract of the asset; required
};
enum { TESSERA_FIELD_deployment_record_team_id, TESSERA_FIELD_deployment_record_environment,
    TESSERA_FIELD_deployment_record_version, };

// What a team reads in an environment.
struct tessera_deployment {
    uint64_t present;
    const char *id; // Id
    const char *asset_id; // Asset
    const char *team_id; // Team
    const char *team_name; // Its name
    const char *environment; // Environment
    const char *version; // Version that it reads
    const char *contract_id; // Contract of that version
    int64_t deployed_at; // When that version was recorded (microseconds since 1970)
};
enum { TESSERA_FIELD_deployment_id, TESSERA_FIELD_deployment_asset_id, TESSERA_FIELD_deployment_team_id,
    TESSERA_FIELD_deployment_team_name, TESSERA_FIELD_deployment_environment, TESSERA_FIELD_deployment_version,
    TESSERA_FIELD_deployment_contract_id, TESSERA_FIELD_deployment_deployed_at, };
TESSERA_RECORD_FUNCTIONS(tessera_deployment)
// A page of them, laid out as tessera_page.
typedef struct tessera_deployment_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_deployment *const *items;
    const char *next;
} tessera_deployment_page;
TESSERA_RECORD_FUNCTIONS(tessera_deployment_page)

// Filters of the list of an asset's deployments.
struct tessera_deployment_list_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *environment; // Environment equals
    const char *team_id; // Team
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
};
enum { TESSERA_FIELD_deployment_list_query_limit, TESSERA_FIELD_deployment_list_query_offset,
    TESSERA_FIELD_deployment_list_query_environment, TESSERA_FIELD_deployment_list_query_team_id,
    TESSERA_FIELD_deployment_list_query_after, };

// Where what is published is to run.
struct tessera_can_publish_query {
    uint64_t present;
    const char *environment; // Environment whose deployments are looked at as well
};
enum { TESSERA_FIELD_can_publish_query_environment, };

// One reason of an answer.
struct tessera_publish_reason {
    uint64_t present;
    tessera_publish_ground code; // Which
    const char *message; // The same, for people
    bool blocking; // Whether it stands in the way
    const char *team_id; // Team that it is about
    const char *team_name; // Its name
    const char *proposal_id; // Proposal that it is about
    const char *version; // Version that it is about
};
enum { TESSERA_FIELD_publish_reason_code, TESSERA_FIELD_publish_reason_message,
    TESSERA_FIELD_publish_reason_blocking, TESSERA_FIELD_publish_reason_team_id,
    TESSERA_FIELD_publish_reason_team_name, TESSERA_FIELD_publish_reason_proposal_id,
    TESSERA_FIELD_publish_reason_version, };

// Whether a version may go to an environment.
struct tessera_deployable_version {
    uint64_t present;
    const char *contract_id; // Contract
    const char *version; // Its version
    tessera_contract_status status; // State of the contract
    bool can_deploy; // Whether it breaks nobody who reads the asset there
    tessera_publish_reason_array reasons; // Whom it breaks
};
enum { TESSERA_FIELD_deployable_version_contract_id, TESSERA_FIELD_deployable_version_version,
    TESSERA_FIELD_deployable_version_status, TESSERA_FIELD_deployable_version_can_deploy,
    TESSERA_FIELD_deployable_version_reasons, };

// Whether a change of an asset may be published, and why.
struct tessera_can_publish {
    uint64_t present;
    tessera_publish_answer can_publish; // The answer
    const char *asset_id; // Asset
    const char *asset_fqn; // Its name
    const char *current_version; // Version of the active contract
    const char *version; // Version that it would get, or is proposed to get
    tessera_change_type change_type; // Size of the change
    tessera_breaking_change_array breaking_changes; // Incompatible changes
    const char *proposal_id; // Proposal that decides it
    tessera_proposal_status proposal_status; // Its state
    int64_t until; // When that proposal expires (microseconds since 1970)
    tessera_pending_consumer_array waiting_for; // Consumers that have yet to answer, or would have to
    tessera_publish_reason_array reasons; // Why; those that stand in the way first
    const char *environment; // Environment that was looked at
    const char *deployable_version; // Newest published version that may go there
    tessera_deployable_version_array versions; // Published versions, newest first, and which may go there
    bool truncated; // Present where there are more than the 1,000 consumers that are told
};
enum { TESSERA_FIELD_can_publish_can_publish, TESSERA_FIELD_can_publish_asset_id,
    TESSERA_FIELD_can_publish_asset_fqn, TESSERA_FIELD_can_publish_current_version,
    TESSERA_FIELD_can_publish_version, TESSERA_FIELD_can_publish_change_type,
    TESSERA_FIELD_can_publish_breaking_changes, TESSERA_FIELD_can_publish_proposal_id,
    TESSERA_FIELD_can_publish_proposal_status, TESSERA_FIELD_can_publish_until,
    TESSERA_FIELD_can_publish_waiting_for, TESSERA_FIELD_can_publish_reasons, TESSERA_FIELD_can_publish_environment,
    TESSERA_FIELD_can_publish_deployable_version, TESSERA_FIELD_can_publish_versions,
    TESSERA_FIELD_can_publish_truncated, };
TESSERA_RECORD_FUNCTIONS(tessera_can_publish)

// A change to look at before it is made.
struct tessera_impact_preview_request {
    uint64_t present;
    const char *proposed_schema; // JSON Schema, or an Avro schema of any type (any JSON value that is one); required
    const char *proposed_guarantees; // Guarantees; absent: they are left out of the preview (JSON object)
    tessera_compatibility_mode compatibility_mode_override; // Mode to judge by; absent: the active contract's
    tessera_compatibility_policy compatibility_policy; // What counts in this comparison; absent: as the asset says
    tessera_schema_format schema_format; // Language of the schema
};
enum { TESSERA_FIELD_impact_preview_request_proposed_schema,
    TESSERA_FIELD_impact_preview_request_proposed_guarantees,
    TESSERA_FIELD_impact_preview_request_compatibility_mode_override,
    TESSERA_FIELD_impact_preview_request_compatibility_policy, TESSERA_FIELD_impact_preview_request_schema_format, };

// A registered consumer of what would change.
struct tessera_impact_consumer {
    uint64_t present;
    const char *registration_id; // Registration
    const char *consumer_team_id; // Consumer team
    const char *consumer_team_name; // Its name
    const char *contract_id; // The contract that was registered for
    const char *pinned_version; // Version that it stays on
    tessera_registration_status status; // State of the registration
};
enum { TESSERA_FIELD_impact_consumer_registration_id, TESSERA_FIELD_impact_consumer_consumer_team_id,
    TESSERA_FIELD_impact_consumer_consumer_team_name, TESSERA_FIELD_impact_consumer_contract_id,
    TESSERA_FIELD_impact_consumer_pinned_version, TESSERA_FIELD_impact_consumer_status, };

// An asset of another team that depends on what would change.
struct tessera_impact_downstream {
    uint64_t present;
    const char *asset_id; // Asset
    const char *asset_fqn; // Its name
    const char *owner_team_name; // Name of its owner team
    tessera_dependency_type dependency_type; // How it depends
    int64_t depth; // Dependencies between the two; 1
};
enum { TESSERA_FIELD_impact_downstream_asset_id, TESSERA_FIELD_impact_downstream_asset_fqn,
    TESSERA_FIELD_impact_downstream_owner_team_name, TESSERA_FIELD_impact_downstream_dependency_type,
    TESSERA_FIELD_impact_downstream_depth, };

// A team that seems to consume what would change, but is not registered.
struct tessera_impact_unconfirmed {
    uint64_t present;
    const char *consumer_team_id; // Team
    const char *consumer_team_name; // Its name
    double confidence; // From 0 to 1
    const char *source; // What it was inferred from
    const char *status; // pending
};
enum { TESSERA_FIELD_impact_unconfirmed_consumer_team_id, TESSERA_FIELD_impact_unconfirmed_consumer_team_name,
    TESSERA_FIELD_impact_unconfirmed_confidence, TESSERA_FIELD_impact_unconfirmed_source,
    TESSERA_FIELD_impact_unconfirmed_status, };

// What publishing a change would do, and to whom.
struct tessera_impact_preview {
    uint64_t present;
    bool is_breaking; // Whether some change is breaking
    tessera_impact_change_type change_type; // Size of the change, whatever the mode
    tessera_breaking_change_array breaking_changes; // Breaking changes
    tessera_breaking_change_array non_breaking_changes; // The other changes of the schema
    tessera_guarantee_change_array guarantee_changes; // Changes of the guarantees, where some are proposed
    tessera_impact_consumer_array affected_consumers; // Registered consumers
    tessera_impact_downstream_array affected_downstream; // Other teams' assets one dependency downstream
    tessera_impact_unconfirmed_array unconfirmed_consumers; // Inferred consumers that nobody confirmed yet
    const char *suggested_version; // Version that the change calls for
    const char *version_reason; // Why, for people
    bool would_create_proposal; // Whether it is breaking and has consumers
    tessera_strings proposal_would_notify; // Names of the teams concerned, sorted
    tessera_migration_suggestion_array migration_suggestions; // Ways to make a breaking change compatible
    // Fields that breaking changes touch, as dotted paths, * for any name; an empty path: all
    tessera_strings touched_fields;
    const char *current_version; // Version of the active contract
    tessera_compatibility_mode compatibility_mode; // Mode judged by
    tessera_compatibility_policy compatibility_policy; // Policy judged by
    bool truncated; // Present where a list would have more than 10,000 entries: those first in its order are told
};
enum { TESSERA_FIELD_impact_preview_is_breaking, TESSERA_FIELD_impact_preview_change_type,
    TESSERA_FIELD_impact_preview_breaking_changes, TESSERA_FIELD_impact_preview_non_breaking_changes,
    TESSERA_FIELD_impact_preview_guarantee_changes, TESSERA_FIELD_impact_preview_affected_consumers,
    TESSERA_FIELD_impact_preview_affected_downstream, TESSERA_FIELD_impact_preview_unconfirmed_consumers,
    TESSERA_FIELD_impact_preview_suggested_version, TESSERA_FIELD_impact_preview_version_reason,
    TESSERA_FIELD_impact_preview_would_create_proposal, TESSERA_FIELD_impact_preview_proposal_would_notify,
    TESSERA_FIELD_impact_preview_migration_suggestions, TESSERA_FIELD_impact_preview_touched_fields,
    TESSERA_FIELD_impact_preview_current_version, TESSERA_FIELD_impact_preview_compatibility_mode,
    TESSERA_FIELD_impact_preview_compatibility_policy, TESSERA_FIELD_impact_preview_truncated, };
TESSERA_RECORD_FUNCTIONS(tessera_impact_preview)

// A team that is registered for an asset that a change reaches.
struct tessera_impacted_consumer {
    uint64_t present;
    const char *team_id; // Team
    const char *team_name; // Its name
    tessera_registration_status status; // State of the registration
    const char *pinned_version; // Version that it stays on
    int64_t depth; // Dependencies between the asset that changes and the one that it consumes
};
enum { TESSERA_FIELD_impacted_consumer_team_id, TESSERA_FIELD_impacted_consumer_team_name,
    TESSERA_FIELD_impacted_consumer_status, TESSERA_FIELD_impacted_consumer_pinned_version,
    TESSERA_FIELD_impacted_consumer_depth, };

// An asset that a change reaches.
struct tessera_impacted_asset {
    uint64_t present;
    const char *asset_id; // Asset
    const char *fqn; // Its name
    tessera_dependency_type dependency_type; // How it depends on the one before it
    int64_t depth; // Dependencies between the two
    tessera_strings touched_fields; // Its fields that come from touched ones; absent: that is not known, so any may be
};
enum { TESSERA_FIELD_impacted_asset_asset_id, TESSERA_FIELD_impacted_asset_fqn,
    TESSERA_FIELD_impacted_asset_dependency_type, TESSERA_FIELD_impacted_asset_depth,
    TESSERA_FIELD_impacted_asset_touched_fields, };

// How far a change would reach.
struct tessera_impact_analysis {
    uint64_t present;
    tessera_change_type change_type; // Size of the change, whatever the mode
    tessera_breaking_change_array breaking_changes; // Breaking changes
    // Teams that are registered for the asset or one that the change reaches, nearest first, each once
    tessera_impacted_consumer_array impacted_consumers;
    // Assets that the change reaches, nearest first; all downstream where nothing breaks
    tessera_impacted_asset_array impacted_assets;
    bool safe_to_publish; // Whether nothing breaks
    int64_t traversal_depth; // How far was looked; absent: there is no active contract, so nothing changes
    // Fields that breaking changes touch, as dotted paths, * for any name; an empty path: all
    tessera_strings touched_fields;
    // The registrations behind impacted_consumers, in the same order
    tessera_impact_consumer_array affected_registrations;
    bool truncated; // Present where there may be more assets or consumers than are told
    const char *truncated_message; // The same for people
};
enum { TESSERA_FIELD_impact_analysis_change_type, TESSERA_FIELD_impact_analysis_breaking_changes,
    TESSERA_FIELD_impact_analysis_impacted_consumers, TESSERA_FIELD_impact_analysis_impacted_assets,
    TESSERA_FIELD_impact_analysis_safe_to_publish, TESSERA_FIELD_impact_analysis_traversal_depth,
    TESSERA_FIELD_impact_analysis_touched_fields, TESSERA_FIELD_impact_analysis_affected_registrations,
    TESSERA_FIELD_impact_analysis_truncated, TESSERA_FIELD_impact_analysis_truncated_message, };
TESSERA_RECORD_FUNCTIONS(tessera_impact_analysis)

// Who looks.
struct tessera_preflight_query {
    uint64_t present;
    const char *consumer_type; // What the consumer is, for the audit log
    const char *environment; // Environment; absent: the only one that has the asset, else the server's default
};
enum { TESSERA_FIELD_preflight_query_consumer_type, TESSERA_FIELD_preflight_query_environment, };

// How old data may be.
struct tessera_freshness_sla {
    uint64_t present;
    int64_t max_staleness_minutes; // Minutes
    int64_t last_measured_at; // When the newest run of quality checks was (microseconds since 1970)
};
enum { TESSERA_FIELD_freshness_sla_max_staleness_minutes, TESSERA_FIELD_freshness_sla_last_measured_at, };

// Whether an asset may be used as it is.
struct tessera_preflight {
    uint64_t present;
    const char *asset_fqn; // Name of the asset
    const char *asset_id; // Asset
    const char *contract_version; // Version of the active contract, else of the newest deprecated one
    tessera_compatibility_mode compatibility_mode; // Its mode
    tessera_schema_format schema_format; // Language in which its schema was submitted
    bool fresh; // Whether the data is fresh enough; null: nothing says how fresh it must be, or nothing was measured
    const tessera_freshness_sla *freshness_sla; // How fresh it must be
    const char *guarantees; // Guarantees of the contract (JSON object)
    tessera_audit_run_status last_audit_status; // Outcome of the newest run of quality checks
    int64_t last_audit_at; // When that was (microseconds since 1970)
    tessera_strings caveats; // What speaks against it, for people
};
enum { TESSERA_FIELD_preflight_asset_fqn, TESSERA_FIELD_preflight_asset_id, TESSERA_FIELD_preflight_contract_version,
    TESSERA_FIELD_preflight_compatibility_mode, TESSERA_FIELD_preflight_schema_format, TESSERA_FIELD_preflight_fresh,
    TESSERA_FIELD_preflight_freshness_sla, TESSERA_FIELD_preflight_guarantees,
    TESSERA_FIELD_preflight_last_audit_status, TESSERA_FIELD_preflight_last_audit_at,
    TESSERA_FIELD_preflight_caveats, };
TESSERA_RECORD_FUNCTIONS(tessera_preflight)

// List active assets: what tessera_assets_list takes.
typedef struct tessera_assets_list_input {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *owner_team_id; // Owner team
    const char *team_id; // Owner team
    const char *owner_user; // Owner user
    bool unowned; // Only assets without an owner user
    const char *fqn; // Name contains, any case; % and _ are wildcards, but not behind a backslash
    const char *environment; // Environment equals
    tessera_resource_type resource_type; // Kind
    const char *sort_by; // fqn, owner, owner_user or created_at; anything else is fqn
    const char *sort_order; // desc for descending
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
} tessera_assets_list_input;
enum { TESSERA_FIELD_assets_list_input_limit, TESSERA_FIELD_assets_list_input_offset,
    TESSERA_FIELD_assets_list_input_owner_team_id, TESSERA_FIELD_assets_list_input_team_id,
    TESSERA_FIELD_assets_list_input_owner_user, TESSERA_FIELD_assets_list_input_unowned,
    TESSERA_FIELD_assets_list_input_fqn, TESSERA_FIELD_assets_list_input_environment,
    TESSERA_FIELD_assets_list_input_resource_type, TESSERA_FIELD_assets_list_input_sort_by,
    TESSERA_FIELD_assets_list_input_sort_order, TESSERA_FIELD_assets_list_input_after, };

// Search active assets by name: what tessera_assets_search takes.
typedef struct tessera_assets_search_input {
    uint64_t present;
    const char *q; // Name contains, any case; every character means itself; required
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *owner_team_id; // Owner team
    const char *team_id; // Owner team
    const char *environment; // Environment equals
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
} tessera_assets_search_input;
enum { TESSERA_FIELD_assets_search_input_q, TESSERA_FIELD_assets_search_input_limit,
    TESSERA_FIELD_assets_search_input_offset, TESSERA_FIELD_assets_search_input_owner_team_id,
    TESSERA_FIELD_assets_search_input_team_id, TESSERA_FIELD_assets_search_input_environment,
    TESSERA_FIELD_assets_search_input_after, };

// Publish a contract, or propose it where the change is breaking: the result has the contract, the proposal, or in a dry run what would be: what tessera_assets_publish_contract takes.
typedef struct tessera_assets_publish_contract_input {
    uint64_t present;
    const char *schema; // JSON Schema, or an Avro schema of any type (any JSON value that is one); required
    const char *version; // Version, MAJOR.MINOR.PATCH; absent: assigned by the server
    tessera_compatibility_mode compatibility_mode; // Which changes are compatible
    const tessera_guarantees *guarantees; // Guarantees
    bool force; // Publish although the change is breaking; needs force_reason
    const char *force_reason; // Why force is needed
    bool dry_run; // Decide and report, write nothing
    // Publishing team; absent: the caller's, or with authentication off the asset's owner team
    const char *published_by;
    tessera_schema_format schema_format; // Language of the schema
    const char *published_by_user_id; // Publishing user
    bool require_audit_pass; // Refuse unless the last run of quality checks passed
    const char *field_descriptions; // Path to description (JSON object of strings)
    const char *field_tags; // Path to tags (JSON object of lists of strings)
    const char *reason; // Why a breaking change is made, for its consumers
    // When the proposal of a breaking change expires; absent: as PROPOSAL_DEFAULT_EXPIRATION_DAYS says (microseconds since 1970)
    int64_t deadline;
    // Pending or rejected proposal of the asset that this takes the place of: a pending one is withdrawn
    const char *supersedes;
    tessera_compatibility_policy compatibility_policy; // What counts in this comparison; absent: as the asset says
} tessera_assets_publish_contract_input;
enum { TESSERA_FIELD_assets_publish_contract_input_schema, TESSERA_FIELD_assets_publish_contract_input_version,
    TESSERA_FIELD_assets_publish_contract_input_compatibility_mode,
    TESSERA_FIELD_assets_publish_contract_input_guarantees, TESSERA_FIELD_assets_publish_contract_input_force,
    TESSERA_FIELD_assets_publish_contract_input_force_reason, TESSERA_FIELD_assets_publish_contract_input_dry_run,
    TESSERA_FIELD_assets_publish_contract_input_published_by,
    TESSERA_FIELD_assets_publish_contract_input_schema_format,
    TESSERA_FIELD_assets_publish_contract_input_published_by_user_id,
    TESSERA_FIELD_assets_publish_contract_input_require_audit_pass,
    TESSERA_FIELD_assets_publish_contract_input_field_descriptions,
    TESSERA_FIELD_assets_publish_contract_input_field_tags, TESSERA_FIELD_assets_publish_contract_input_reason,
    TESSERA_FIELD_assets_publish_contract_input_deadline, TESSERA_FIELD_assets_publish_contract_input_supersedes,
    TESSERA_FIELD_assets_publish_contract_input_compatibility_policy, };

// Propose a breaking change without publishing it; 200: it was proposed before, or may be published at once: what tessera_assets_propose takes.
typedef struct tessera_assets_propose_input {
    uint64_t present;
    const char *schema; // JSON Schema, or an Avro schema of any type (any JSON value that is one); required
    const char *version; // Version, MAJOR.MINOR.PATCH; absent: assigned by the server
    const char *reason; // Why a breaking change is made, for its consumers
    // When the proposal of a breaking change expires; absent: as PROPOSAL_DEFAULT_EXPIRATION_DAYS says (microseconds since 1970)
    int64_t deadline;
    // Pending or rejected proposal of the asset that this takes the place of: a pending one is withdrawn
    const char *supersedes;
    tessera_compatibility_mode compatibility_mode; // Which changes are compatible
    const tessera_guarantees *guarantees; // Guarantees
    bool dry_run; // Decide and report, write nothing
    const char *published_by; // Proposing team; absent: the caller's, or with authentication off the asset's owner team
    const char *published_by_user_id; // Proposing user
    tessera_schema_format schema_format; // Language of the schema
    const char *field_descriptions; // Path to description (JSON object of strings)
    const char *field_tags; // Path to tags (JSON object of lists of strings)
    tessera_compatibility_policy compatibility_policy; // What counts in this comparison; absent: as the asset says
} tessera_assets_propose_input;
enum { TESSERA_FIELD_assets_propose_input_schema, TESSERA_FIELD_assets_propose_input_version,
    TESSERA_FIELD_assets_propose_input_reason, TESSERA_FIELD_assets_propose_input_deadline,
    TESSERA_FIELD_assets_propose_input_supersedes, TESSERA_FIELD_assets_propose_input_compatibility_mode,
    TESSERA_FIELD_assets_propose_input_guarantees, TESSERA_FIELD_assets_propose_input_dry_run,
    TESSERA_FIELD_assets_propose_input_published_by, TESSERA_FIELD_assets_propose_input_published_by_user_id,
    TESSERA_FIELD_assets_propose_input_schema_format, TESSERA_FIELD_assets_propose_input_field_descriptions,
    TESSERA_FIELD_assets_propose_input_field_tags, TESSERA_FIELD_assets_propose_input_compatibility_policy, };

// Whether a schema may be published, and with an environment whether it may go there: what tessera_assets_can_publish_schema takes.
typedef struct tessera_assets_can_publish_schema_input {
    uint64_t present;
    const char *schema; // JSON Schema, or an Avro schema of any type (any JSON value that is one); required
    const char *version; // Version, MAJOR.MINOR.PATCH; absent: assigned by the server
    const char *environment; // Environment whose deployments are looked at as well
    tessera_compatibility_mode compatibility_mode; // Which changes are compatible
    const tessera_guarantees *guarantees; // Guarantees
    tessera_schema_format schema_format; // Language of the schema
    const char *field_descriptions; // Path to description (JSON object of strings)
    const char *field_tags; // Path to tags (JSON object of lists of strings)
    const char *reason; // Why a breaking change is made, for its consumers
    // When the proposal of a breaking change expires; absent: as PROPOSAL_DEFAULT_EXPIRATION_DAYS says (microseconds since 1970)
    int64_t deadline;
    // Pending or rejected proposal of the asset that this takes the place of: a pending one is withdrawn
    const char *supersedes;
    tessera_compatibility_policy compatibility_policy; // What counts in this comparison; absent: as the asset says
} tessera_assets_can_publish_schema_input;
enum { TESSERA_FIELD_assets_can_publish_schema_input_schema, TESSERA_FIELD_assets_can_publish_schema_input_version,
    TESSERA_FIELD_assets_can_publish_schema_input_environment,
    TESSERA_FIELD_assets_can_publish_schema_input_compatibility_mode,
    TESSERA_FIELD_assets_can_publish_schema_input_guarantees,
    TESSERA_FIELD_assets_can_publish_schema_input_schema_format,
    TESSERA_FIELD_assets_can_publish_schema_input_field_descriptions,
    TESSERA_FIELD_assets_can_publish_schema_input_field_tags, TESSERA_FIELD_assets_can_publish_schema_input_reason,
    TESSERA_FIELD_assets_can_publish_schema_input_deadline, TESSERA_FIELD_assets_can_publish_schema_input_supersedes,
    TESSERA_FIELD_assets_can_publish_schema_input_compatibility_policy, };

// List an asset's contracts, newest first: what tessera_assets_list_contracts takes.
typedef struct tessera_assets_list_contracts_input {
    uint64_t present;
    tessera_contract_status status; // State
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
} tessera_assets_list_contracts_input;
enum { TESSERA_FIELD_assets_list_contracts_input_status, TESSERA_FIELD_assets_list_contracts_input_limit,
    TESSERA_FIELD_assets_list_contracts_input_offset, TESSERA_FIELD_assets_list_contracts_input_after, };

// Declare that an asset uses another: what tessera_assets_add_dependency takes.
typedef struct tessera_assets_add_dependency_input {
    uint64_t present;
    const char *target_asset_id; // The asset that is used; required
    tessera_dependency_type dependency_type; // How it is used
    const char *metadata; // Free data (JSON object)
    // Which fields come from which, all of them: a change of other fields is not passed on
    tessera_field_mapping_array field_mappings;
} tessera_assets_add_dependency_input;
enum { TESSERA_FIELD_assets_add_dependency_input_target_asset_id,
    TESSERA_FIELD_assets_add_dependency_input_dependency_type, TESSERA_FIELD_assets_add_dependency_input_metadata,
    TESSERA_FIELD_assets_add_dependency_input_field_mappings, };

// How far publishing a schema would reach: what tessera_assets_check_impact takes.
typedef struct tessera_assets_check_impact_input {
    uint64_t present;
    int64_t depth; // Dependencies to walk along
    const char *proposed_schema; // JSON Schema (JSON object, true or false); required
} tessera_assets_check_impact_input;
enum { TESSERA_FIELD_assets_check_impact_input_depth, TESSERA_FIELD_assets_check_impact_input_proposed_schema, };

#ifdef __cplusplus
}
#endif

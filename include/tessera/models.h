// The models of the API as structs.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/enums.h"

#ifdef __cplusplus
extern "C" {
#endif

// Every struct begins with `present`: one bit per field.
// In a result the bit says that the field was there and not null; where it is clear, the field is zero or NULL.
// In an input a field is sent when it is not zero or when its bit is set; a set bit over NULL sends an explicit null.
// So an initialiser that names the fields to send is all that most calls need; TESSERA_SET sends zeros and nulls.
// Results are read only and belong to the block that is freed as a whole; new fields may be appended to them.
#define TESSERA_BIT(model, field) (UINT64_C(1) << TESSERA_FIELD_##model##_##field)
#define TESSERA_HAS(record, model, field) (((record)->present & TESSERA_BIT(model, field)) != 0)
#define TESSERA_SET(input, model, field, value)                                                      \
    ((void)((input)->field = (value), (input)->present |= TESSERA_BIT(model, field)))

// tessera_team_free(team) returns NULL and accepts NULL; TESSERA_AUTO(tessera_team) does it by itself.
#define TESSERA_RECORD_FUNCTIONS(type)                                                               \
    static inline type *type##_free(type *record) {                                                  \
        tessera_record_free(record);                                                                 \
        return NULL;                                                                                 \
    }                                                                                                \
    TESSERA_DEFINE_AUTO(type, (void)type##_free)

typedef struct tessera_page_query tessera_page_query;
typedef struct tessera_health_part tessera_health_part;
typedef struct tessera_health_checks tessera_health_checks;
typedef struct tessera_health tessera_health;
typedef struct tessera_readiness tessera_readiness;
typedef struct tessera_liveness tessera_liveness;
typedef struct tessera_team tessera_team;
typedef struct tessera_team_create tessera_team_create;
typedef struct tessera_team_update tessera_team_update;
typedef struct tessera_team_list_query tessera_team_list_query;
typedef struct tessera_team_delete_query tessera_team_delete_query;
typedef struct tessera_team_reference tessera_team_reference;
typedef struct tessera_reassign_assets tessera_reassign_assets;
typedef struct tessera_reassign_result tessera_reassign_result;
typedef struct tessera_user tessera_user;
typedef struct tessera_user_create tessera_user_create;
typedef struct tessera_user_update tessera_user_update;
typedef struct tessera_user_list_query tessera_user_list_query;
typedef struct tessera_asset tessera_asset;
typedef struct tessera_asset_create tessera_asset_create;
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
typedef struct tessera_search_query tessera_search_query;
typedef struct tessera_search_team tessera_search_team;
typedef struct tessera_search_user tessera_search_user;
typedef struct tessera_search_asset tessera_search_asset;
typedef struct tessera_search_contract tessera_search_contract;
typedef struct tessera_search_results tessera_search_results;
typedef struct tessera_search_counts tessera_search_counts;
typedef struct tessera_search_reply tessera_search_reply;
typedef struct tessera_guarantees tessera_guarantees;
typedef struct tessera_contract tessera_contract;
typedef struct tessera_breaking_change tessera_breaking_change;
typedef struct tessera_version_suggestion tessera_version_suggestion;
typedef struct tessera_affected_team tessera_affected_team;
typedef struct tessera_affected_asset tessera_affected_asset;
typedef struct tessera_proposal tessera_proposal;
typedef struct tessera_publish_result tessera_publish_result;
typedef struct tessera_asset_contracts_query tessera_asset_contracts_query;
typedef struct tessera_contract_list_query tessera_contract_list_query;
typedef struct tessera_contract_history_query tessera_contract_history_query;
typedef struct tessera_contract_history_entry tessera_contract_history_entry;
typedef struct tessera_contract_history tessera_contract_history;
typedef struct tessera_contract_diff_query tessera_contract_diff_query;
typedef struct tessera_contract_diff tessera_contract_diff;
typedef struct tessera_version_request tessera_version_request;
typedef struct tessera_contract_summary tessera_contract_summary;
typedef struct tessera_compare_result tessera_compare_result;
typedef struct tessera_guarantees_update tessera_guarantees_update;
typedef struct tessera_registration tessera_registration;
typedef struct tessera_registration_update tessera_registration_update;
typedef struct tessera_schema_to_check tessera_schema_to_check;
typedef struct tessera_schema_validity tessera_schema_validity;
typedef struct tessera_bulk_contract tessera_bulk_contract;
typedef struct tessera_bulk_publish_item tessera_bulk_publish_item;
typedef struct tessera_bulk_publish_result tessera_bulk_publish_result;
typedef struct tessera_bulk_registration tessera_bulk_registration;
typedef struct tessera_bulk_registrations tessera_bulk_registrations;
typedef struct tessera_bulk_assets tessera_bulk_assets;
typedef struct tessera_bulk_item tessera_bulk_item;
typedef struct tessera_bulk_result tessera_bulk_result;

// Lists inside records.
typedef struct tessera_asset_create_array {
    size_t count;
    const tessera_asset_create *const *items;
} tessera_asset_create_array;
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
typedef struct tessera_search_team_array {
    size_t count;
    const tessera_search_team *const *items;
} tessera_search_team_array;
typedef struct tessera_search_user_array {
    size_t count;
    const tessera_search_user *const *items;
} tessera_search_user_array;
typedef struct tessera_search_asset_array {
    size_t count;
    const tessera_search_asset *const *items;
} tessera_search_asset_array;
typedef struct tessera_search_contract_array {
    size_t count;
    const tessera_search_contract *const *items;
} tessera_search_contract_array;
typedef struct tessera_breaking_change_array {
    size_t count;
    const tessera_breaking_change *const *items;
} tessera_breaking_change_array;
typedef struct tessera_affected_team_array {
    size_t count;
    const tessera_affected_team *const *items;
} tessera_affected_team_array;
typedef struct tessera_affected_asset_array {
    size_t count;
    const tessera_affected_asset *const *items;
} tessera_affected_asset_array;
typedef struct tessera_contract_history_entry_array {
    size_t count;
    const tessera_contract_history_entry *const *items;
} tessera_contract_history_entry_array;
typedef struct tessera_bulk_contract_array {
    size_t count;
    const tessera_bulk_contract *const *items;
} tessera_bulk_contract_array;
typedef struct tessera_bulk_publish_item_array {
    size_t count;
    const tessera_bulk_publish_item *const *items;
} tessera_bulk_publish_item_array;
typedef struct tessera_bulk_registration_array {
    size_t count;
    const tessera_bulk_registration *const *items;
} tessera_bulk_registration_array;
typedef struct tessera_bulk_item_array {
    size_t count;
    const tessera_bulk_item *const *items;
} tessera_bulk_item_array;

// Paging.
struct tessera_page_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
};
enum { TESSERA_FIELD_page_query_limit, TESSERA_FIELD_page_query_offset, };

// State of one part of the server.
struct tessera_health_part {
    uint64_t present;
    const char *status; // healthy or unhealthy
    double latency_ms; // Milliseconds that a trivial query took; null when it failed
};
enum { TESSERA_FIELD_health_part_status, TESSERA_FIELD_health_part_latency_ms, };

// States of the parts of the server.
struct tessera_health_checks {
    uint64_t present;
    const tessera_health_part *database; // The database
};
enum { TESSERA_FIELD_health_checks_database, };

// State of the server.
struct tessera_health {
    uint64_t present;
    const char *status; // healthy or degraded
    const char *version; // Version of the API
    double uptime_seconds; // Seconds since the start, to a tenth
    const tessera_health_checks *checks; // State of each part
};
enum { TESSERA_FIELD_health_status, TESSERA_FIELD_health_version, TESSERA_FIELD_health_uptime_seconds,
    TESSERA_FIELD_health_checks, };
TESSERA_RECORD_FUNCTIONS(tessera_health)

// Whether the server can answer requests.
struct tessera_readiness {
    uint64_t present;
    const char *status; // ready or not_ready
    bool database; // Whether the database answers
};
enum { TESSERA_FIELD_readiness_status, TESSERA_FIELD_readiness_database, };
TESSERA_RECORD_FUNCTIONS(tessera_readiness)

// Whether the server runs.
struct tessera_liveness {
    uint64_t present;
    const char *status; // alive
};
enum { TESSERA_FIELD_liveness_status, };
TESSERA_RECORD_FUNCTIONS(tessera_liveness)

// A team: owns assets, publishes and consumes contracts.
struct tessera_team {
    uint64_t present;
    const char *id; // Id
    const char *name; // Name, unique among active teams
    const char *description; // What the team is about
    const char *metadata; // Free data of the team's own (JSON object)
    int64_t created_at; // When it was created (microseconds since 1970)
    int64_t updated_at; // When it last changed (microseconds since 1970)
    int64_t asset_count; // Active assets that it owns; in lists
};
enum { TESSERA_FIELD_team_id, TESSERA_FIELD_team_name, TESSERA_FIELD_team_description, TESSERA_FIELD_team_metadata,
    TESSERA_FIELD_team_created_at, TESSERA_FIELD_team_updated_at, TESSERA_FIELD_team_asset_count, };
TESSERA_RECORD_FUNCTIONS(tessera_team)
// A page of them, laid out as tessera_page.
typedef struct tessera_team_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_team *const *items;
} tessera_team_page;
TESSERA_RECORD_FUNCTIONS(tessera_team_page)

// A new team.
struct tessera_team_create {
    uint64_t present;
    // Letters, digits, underscores, hyphens and spaces; starts and ends with a letter or digit; required
    const char *name;
    const char *metadata; // Free data (JSON object)
    const char *description; // What the team is about
};
enum { TESSERA_FIELD_team_create_name, TESSERA_FIELD_team_create_metadata, TESSERA_FIELD_team_create_description, };

// Changes of a team; what is absent or null stays.
struct tessera_team_update {
    uint64_t present;
    const char *name; // New name
    const char *metadata; // Replaces the whole map (JSON object)
    const char *description; // New description
};
enum { TESSERA_FIELD_team_update_name, TESSERA_FIELD_team_update_metadata, TESSERA_FIELD_team_update_description, };

// Filters of the list of teams.
struct tessera_team_list_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *name; // Name contains, any case; % and _ are wildcards
};
enum { TESSERA_FIELD_team_list_query_limit, TESSERA_FIELD_team_list_query_offset, TESSERA_FIELD_team_list_query_name, };

// How to delete a team.
struct tessera_team_delete_query {
    uint64_t present;
    bool force; // Delete it although it owns assets
};
enum { TESSERA_FIELD_team_delete_query_force, };

// A team in short.
struct tessera_team_reference {
    uint64_t present;
    const char *id; // Id
    const char *name; // Name
};
enum { TESSERA_FIELD_team_reference_id, TESSERA_FIELD_team_reference_name, };

// Which assets go to which team.
struct tessera_reassign_assets {
    uint64_t present;
    const char *target_team_id; // The new owner team; required
    tessera_strings asset_ids; // The assets; absent or empty: all of the team's
};
enum { TESSERA_FIELD_reassign_assets_target_team_id, TESSERA_FIELD_reassign_assets_asset_ids, };

// What was reassigned.
struct tessera_reassign_result {
    uint64_t present;
    int64_t reassigned; // How many assets moved
    const tessera_team_reference *source_team; // The former owner
    const tessera_team_reference *target_team; // The new owner
    tessera_strings asset_ids; // The assets that moved; absent when none did
};
enum { TESSERA_FIELD_reassign_result_reassigned, TESSERA_FIELD_reassign_result_source_team,
    TESSERA_FIELD_reassign_result_target_team, TESSERA_FIELD_reassign_result_asset_ids, };
TESSERA_RECORD_FUNCTIONS(tessera_reassign_result)

// A person or a program.
struct tessera_user {
    uint64_t present;
    const char *id; // Id
    const char *username; // Login name, lower case
    const char *email; // E-mail address, lower case
    const char *name; // Name for people
    tessera_user_type user_type; // Person or program
    tessera_user_role role; // Rights in browser sessions
    const char *team_id; // Team
    const char *metadata; // Free data (JSON object)
    const char *notification_preferences; // Free data on notifications (JSON object)
    int64_t created_at; // When it was created (microseconds since 1970)
    int64_t updated_at; // When it last changed (microseconds since 1970)
    int64_t deactivated_at; // When it was deactivated (microseconds since 1970)
    const char *team_name; // Name of the team
    int64_t asset_count; // Active assets that it owns; in lists
};
enum { TESSERA_FIELD_user_id, TESSERA_FIELD_user_username, TESSERA_FIELD_user_email, TESSERA_FIELD_user_name,
    TESSERA_FIELD_user_user_type, TESSERA_FIELD_user_role, TESSERA_FIELD_user_team_id, TESSERA_FIELD_user_metadata,
    TESSERA_FIELD_user_notification_preferences, TESSERA_FIELD_user_created_at, TESSERA_FIELD_user_updated_at,
    TESSERA_FIELD_user_deactivated_at, TESSERA_FIELD_user_team_name, TESSERA_FIELD_user_asset_count, };
TESSERA_RECORD_FUNCTIONS(tessera_user)
// A page of them, laid out as tessera_page.
typedef struct tessera_user_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_user *const *items;
} tessera_user_page;
TESSERA_RECORD_FUNCTIONS(tessera_user_page)

// A new user.
struct tessera_user_create {
    uint64_t present;
    // Starts with a letter, ends with a letter or digit; dots, underscores and hyphens inside; required
    const char *username;
    const char *name; // ASCII letters, spaces, hyphens and apostrophes; required
    const char *email; // E-mail address
    tessera_user_type user_type; // Person or program
    tessera_user_role role; // Rights in browser sessions
    const char *team_id; // Team
    const char *password; // Password, for people only
    const char *metadata; // Free data (JSON object)
};
enum { TESSERA_FIELD_user_create_username, TESSERA_FIELD_user_create_name, TESSERA_FIELD_user_create_email,
    TESSERA_FIELD_user_create_user_type, TESSERA_FIELD_user_create_role, TESSERA_FIELD_user_create_team_id,
    TESSERA_FIELD_user_create_password, TESSERA_FIELD_user_create_metadata, };

// Changes of a user; what is absent or null stays.
struct tessera_user_update {
    uint64_t present;
    const char *username; // New login name
    const char *name; // New name
    const char *email; // New e-mail address
    tessera_user_type user_type; // Person or program; a program loses its password
    tessera_user_role role; // Rights in browser sessions
    const char *team_id; // New team
    const char *password; // New password
    const char *metadata; // Replaces the whole map (JSON object)
    const char *notification_preferences; // Replaces the whole map (JSON object)
};
enum { TESSERA_FIELD_user_update_username, TESSERA_FIELD_user_update_name, TESSERA_FIELD_user_update_email,
    TESSERA_FIELD_user_update_user_type, TESSERA_FIELD_user_update_role, TESSERA_FIELD_user_update_team_id,
    TESSERA_FIELD_user_update_password, TESSERA_FIELD_user_update_metadata,
    TESSERA_FIELD_user_update_notification_preferences, };

// Filters of the list of users.
struct tessera_user_list_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *team_id; // Team
    const char *username; // Username contains, any case
    const char *email; // E-mail address contains, any case
    const char *name; // Name contains, any case
    tessera_user_type user_type; // Person or program
    bool include_deactivated; // Deactivated users too
};
enum { TESSERA_FIELD_user_list_query_limit, TESSERA_FIELD_user_list_query_offset,
    TESSERA_FIELD_user_list_query_team_id, TESSERA_FIELD_user_list_query_username,
    TESSERA_FIELD_user_list_query_email, TESSERA_FIELD_user_list_query_name, TESSERA_FIELD_user_list_query_user_type,
    TESSERA_FIELD_user_list_query_include_deactivated, };

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
    const char *active_contract_version; // Version of the active contract; in lists
};
enum { TESSERA_FIELD_asset_id, TESSERA_FIELD_asset_fqn, TESSERA_FIELD_asset_description,
    TESSERA_FIELD_asset_owner_team_id, TESSERA_FIELD_asset_owner_user_id, TESSERA_FIELD_asset_service_id,
    TESSERA_FIELD_asset_environment, TESSERA_FIELD_asset_resource_type, TESSERA_FIELD_asset_guarantee_mode,
    TESSERA_FIELD_asset_semver_mode, TESSERA_FIELD_asset_metadata, TESSERA_FIELD_asset_tags,
    TESSERA_FIELD_asset_created_at, TESSERA_FIELD_asset_updated_at, TESSERA_FIELD_asset_owner_team_name,
    TESSERA_FIELD_asset_owner_user_name, TESSERA_FIELD_asset_owner_user_email, TESSERA_FIELD_asset_service_name,
    TESSERA_FIELD_asset_repo_id, TESSERA_FIELD_asset_repo_name, TESSERA_FIELD_asset_active_contract_version, };
TESSERA_RECORD_FUNCTIONS(tessera_asset)
// A page of them, laid out as tessera_page.
typedef struct tessera_asset_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_asset *const *items;
} tessera_asset_page;
TESSERA_RECORD_FUNCTIONS(tessera_asset_page)

// A new asset.
struct tessera_asset_create {
    uint64_t present;
    // Two or more dot-separated segments of letters, digits and underscores, none starting with a digit; required
    const char *fqn;
    const char *owner_team_id; // Owner team; required
    const char *description; // What it holds
    const char *metadata; // Free data (JSON object)
    const char *owner_user_id; // Owner user, a member of the owner team
    const char *environment; // Environment; the server's default is usually production
    tessera_resource_type resource_type; // Kind
    tessera_guarantee_mode guarantee_mode; // How changes of guarantees are treated
    tessera_semver_mode semver_mode; // Who chooses versions
    tessera_strings tags; // Tags; order and duplicates are kept
};
enum { TESSERA_FIELD_asset_create_fqn, TESSERA_FIELD_asset_create_owner_team_id,
    TESSERA_FIELD_asset_create_description, TESSERA_FIELD_asset_create_metadata,
    TESSERA_FIELD_asset_create_owner_user_id, TESSERA_FIELD_asset_create_environment,
    TESSERA_FIELD_asset_create_resource_type, TESSERA_FIELD_asset_create_guarantee_mode,
    TESSERA_FIELD_asset_create_semver_mode, TESSERA_FIELD_asset_create_tags, };

// Changes of an asset; what is absent or null stays.
struct tessera_asset_update {
    uint64_t present;
    const char *fqn; // New name
    const char *owner_team_id; // New owner team
    const char *description; // New description
    const char *metadata; // Replaces the whole map (JSON object)
    const char *owner_user_id; // New owner user
    const char *environment; // New environment
    tessera_resource_type resource_type; // Kind
    tessera_guarantee_mode guarantee_mode; // How changes of guarantees are treated
    tessera_semver_mode semver_mode; // Who chooses versions
    tessera_strings tags; // Replaces the whole list
};
enum { TESSERA_FIELD_asset_update_fqn, TESSERA_FIELD_asset_update_owner_team_id,
    TESSERA_FIELD_asset_update_description, TESSERA_FIELD_asset_update_metadata,
    TESSERA_FIELD_asset_update_owner_user_id, TESSERA_FIELD_asset_update_environment,
    TESSERA_FIELD_asset_update_resource_type, TESSERA_FIELD_asset_update_guarantee_mode,
    TESSERA_FIELD_asset_update_semver_mode, TESSERA_FIELD_asset_update_tags, };

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
    const char *schema; // JSON Schema (JSON object)
    const char *schema_def; // The same JSON Schema (JSON object)
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
    tessera_context_consumer_array consumers; // Active registrations on active contracts
    tessera_context_dependency_array upstream_dependencies; // Assets that it uses
    tessera_context_dependency_array downstream_dependents; // Assets that use it
    tessera_context_proposal_array active_proposals; // Pending proposals, newest first
    tessera_context_audit_array recent_audits; // Up to five runs of quality checks, newest first
    int64_t contract_history_count; // Contracts in any state
};
enum { TESSERA_FIELD_asset_context_asset, TESSERA_FIELD_asset_context_current_contract,
    TESSERA_FIELD_asset_context_consumers, TESSERA_FIELD_asset_context_upstream_dependencies,
    TESSERA_FIELD_asset_context_downstream_dependents, TESSERA_FIELD_asset_context_active_proposals,
    TESSERA_FIELD_asset_context_recent_audits, TESSERA_FIELD_asset_context_contract_history_count, };
TESSERA_RECORD_FUNCTIONS(tessera_asset_context)

// What to search for.
struct tessera_search_query {
    uint64_t present;
    const char *q; // Text to find, any case; required
    int64_t limit; // Most results of each kind
    tessera_enums types; // Kinds to search; absent: all (of tessera_search_kind)
    const char *tags; // Comma-separated tags, all of which an asset must carry
    tessera_resource_type resource_type; // Kind of asset
    const char *team; // Name of an asset's owner team, any case
};
enum { TESSERA_FIELD_search_query_q, TESSERA_FIELD_search_query_limit, TESSERA_FIELD_search_query_types,
    TESSERA_FIELD_search_query_tags, TESSERA_FIELD_search_query_resource_type, TESSERA_FIELD_search_query_team, };

// A team that was found.
struct tessera_search_team {
    uint64_t present;
    const char *id; // Id
    const char *name; // Name
    const char *type; // team
};
enum { TESSERA_FIELD_search_team_id, TESSERA_FIELD_search_team_name, TESSERA_FIELD_search_team_type, };

// A user that was found.
struct tessera_search_user {
    uint64_t present;
    const char *id; // Id
    const char *name; // Name
    const char *team_id; // Team
    const char *type; // user
};
enum { TESSERA_FIELD_search_user_id, TESSERA_FIELD_search_user_name, TESSERA_FIELD_search_user_team_id,
    TESSERA_FIELD_search_user_type, };

// An asset that was found.
struct tessera_search_asset {
    uint64_t present;
    const char *id; // Id
    const char *fqn; // Fully qualified name
    tessera_resource_type resource_type; // Kind
    const char *type; // asset
};
enum { TESSERA_FIELD_search_asset_id, TESSERA_FIELD_search_asset_fqn, TESSERA_FIELD_search_asset_resource_type,
    TESSERA_FIELD_search_asset_type, };

// A contract that was found.
struct tessera_search_contract {
    uint64_t present;
    const char *id; // Id
    const char *version; // Version
    const char *asset_id; // Asset
    tessera_contract_status status; // State
    const char *type; // contract
};
enum { TESSERA_FIELD_search_contract_id, TESSERA_FIELD_search_contract_version,
    TESSERA_FIELD_search_contract_asset_id, TESSERA_FIELD_search_contract_status, TESSERA_FIELD_search_contract_type, };

// What was found, by kind.
struct tessera_search_results {
    uint64_t present;
    tessera_search_team_array teams; // Teams
    tessera_search_user_array users; // Users
    tessera_search_asset_array assets; // Assets
    tessera_search_contract_array contracts; // Contracts
};
enum { TESSERA_FIELD_search_results_teams, TESSERA_FIELD_search_results_users, TESSERA_FIELD_search_results_assets,
    TESSERA_FIELD_search_results_contracts, };

// How many results are returned, by kind.
struct tessera_search_counts {
    uint64_t present;
    int64_t teams; // Teams
    int64_t users; // Users
    int64_t assets; // Assets
    int64_t contracts; // Contracts
    int64_t total; // All
};
enum { TESSERA_FIELD_search_counts_teams, TESSERA_FIELD_search_counts_users, TESSERA_FIELD_search_counts_assets,
    TESSERA_FIELD_search_counts_contracts, TESSERA_FIELD_search_counts_total, };

// Result of a global search.
struct tessera_search_reply {
    uint64_t present;
    const char *query; // What was searched for
    const tessera_search_results *results; // Results by kind
    const tessera_search_counts *counts; // Numbers of results by kind
};
enum { TESSERA_FIELD_search_reply_query, TESSERA_FIELD_search_reply_results, TESSERA_FIELD_search_reply_counts, };
TESSERA_RECORD_FUNCTIONS(tessera_search_reply)

// What a producer promises beyond the schema.
struct tessera_guarantees {
    uint64_t present;
    const char *freshness; // How old data may be (JSON object)
    const char *volume; // How many rows there are (JSON object)
    const char *nullability; // Field to never or allowed (JSON object of strings)
    const char *accepted_values; // Field to its accepted values (JSON object of lists of strings)
};
enum { TESSERA_FIELD_guarantees_freshness, TESSERA_FIELD_guarantees_volume, TESSERA_FIELD_guarantees_nullability,
    TESSERA_FIELD_guarantees_accepted_values, };

// A published version of an asset's schema.
struct tessera_contract {
    uint64_t present;
    const char *version; // Version
    const char *schema_def; // JSON Schema (JSON object)
    const char *schema; // The same JSON Schema (JSON object)
    tessera_schema_format schema_format; // Language in which it was submitted
    tessera_compatibility_mode compatibility_mode; // Which changes are compatible
    const tessera_guarantees *guarantees; // Guarantees
    const char *id; // Id
    const char *asset_id; // Asset
    const char *field_descriptions; // Path to description (JSON object of strings)
    const char *field_tags; // Path to tags (JSON object of lists of strings)
    tessera_contract_status status; // State
    int64_t published_at; // When it was published (microseconds since 1970)
    const char *published_by; // Publishing team
    const char *published_by_user_id; // Publishing user
    int64_t updated_at; // When it last changed (microseconds since 1970)
    const char *asset_fqn; // Name of the asset
    const char *publisher_name; // Name of the publishing team
    const char *published_by_team_name; // Name of the publishing team
    const char *published_by_user_name; // Name of the publishing user
};
enum { TESSERA_FIELD_contract_version, TESSERA_FIELD_contract_schema_def, TESSERA_FIELD_contract_schema,
    TESSERA_FIELD_contract_schema_format, TESSERA_FIELD_contract_compatibility_mode,
    TESSERA_FIELD_contract_guarantees, TESSERA_FIELD_contract_id, TESSERA_FIELD_contract_asset_id,
    TESSERA_FIELD_contract_field_descriptions, TESSERA_FIELD_contract_field_tags, TESSERA_FIELD_contract_status,
    TESSERA_FIELD_contract_published_at, TESSERA_FIELD_contract_published_by,
    TESSERA_FIELD_contract_published_by_user_id, TESSERA_FIELD_contract_updated_at, TESSERA_FIELD_contract_asset_fqn,
    TESSERA_FIELD_contract_publisher_name, TESSERA_FIELD_contract_published_by_team_name,
    TESSERA_FIELD_contract_published_by_user_name, };
TESSERA_RECORD_FUNCTIONS(tessera_contract)
// A page of them, laid out as tessera_page.
typedef struct tessera_contract_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_contract *const *items;
} tessera_contract_page;
TESSERA_RECORD_FUNCTIONS(tessera_contract_page)

// One change between two schemas.
struct tessera_breaking_change {
    uint64_t present;
    const char *type; // Kind of change
    const char *path; // Where
    const char *message; // What changed, for people
    const char *old_value; // Before (any JSON value)
    const char *new_value; // After (any JSON value)
};
enum { TESSERA_FIELD_breaking_change_type, TESSERA_FIELD_breaking_change_path, TESSERA_FIELD_breaking_change_message,
    TESSERA_FIELD_breaking_change_old_value, TESSERA_FIELD_breaking_change_new_value, };

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

// A team whose assets a proposal touches.
struct tessera_affected_team {
    uint64_t present;
    const char *team_id; // Team
    const char *team_name; // Its name
    tessera_strings assets; // Its assets
};
enum { TESSERA_FIELD_affected_team_team_id, TESSERA_FIELD_affected_team_team_name,
    TESSERA_FIELD_affected_team_assets, };

// An asset that a proposal touches.
struct tessera_affected_asset {
    uint64_t present;
    const char *asset_id; // Asset
    const char *asset_fqn; // Its name
    const char *owner_team_id; // Its owner team
    const char *owner_team_name; // Name of the owner team
    const char *owner_user_id; // Its owner user
    const char *owner_user_name; // Name of the owner user
};
enum { TESSERA_FIELD_affected_asset_asset_id, TESSERA_FIELD_affected_asset_asset_fqn,
    TESSERA_FIELD_affected_asset_owner_team_id, TESSERA_FIELD_affected_asset_owner_team_name,
    TESSERA_FIELD_affected_asset_owner_user_id, TESSERA_FIELD_affected_asset_owner_user_name, };

// A breaking change that waits for its consumers.
struct tessera_proposal {
    uint64_t present;
    const char *proposed_schema; // JSON Schema (JSON object)
    const char *id; // Id
    const char *asset_id; // Asset
    tessera_change_type change_type; // Size of the change
    tessera_breaking_change_array breaking_changes; // Incompatible changes
    tessera_proposal_status status; // State
    const char *proposed_by; // Proposing team
    const char *proposed_by_user_id; // Proposing user
    int64_t proposed_at; // When it was proposed (microseconds since 1970)
    int64_t resolved_at; // When it was resolved (microseconds since 1970)
    int64_t expires_at; // When it expires (microseconds since 1970)
    bool auto_expire; // Whether it expires by itself
    int64_t updated_at; // When it last changed (microseconds since 1970)
    tessera_affected_team_array affected_teams; // Teams that it touches
    tessera_affected_asset_array affected_assets; // Assets that it touches
    const char *objections; // Objections filed (JSON array)
    bool has_objections; // Whether there are objections
};
enum { TESSERA_FIELD_proposal_proposed_schema, TESSERA_FIELD_proposal_id, TESSERA_FIELD_proposal_asset_id,
    TESSERA_FIELD_proposal_change_type, TESSERA_FIELD_proposal_breaking_changes, TESSERA_FIELD_proposal_status,
    TESSERA_FIELD_proposal_proposed_by, TESSERA_FIELD_proposal_proposed_by_user_id,
    TESSERA_FIELD_proposal_proposed_at, TESSERA_FIELD_proposal_resolved_at, TESSERA_FIELD_proposal_expires_at,
    TESSERA_FIELD_proposal_auto_expire, TESSERA_FIELD_proposal_updated_at, TESSERA_FIELD_proposal_affected_teams,
    TESSERA_FIELD_proposal_affected_assets, TESSERA_FIELD_proposal_objections, TESSERA_FIELD_proposal_has_objections, };

// What became of a publish request.
struct tessera_publish_result {
    uint64_t present;
    tessera_publish_action action; // What was done
    bool published; // Whether a contract was published
    const tessera_contract *contract; // The new contract
    const tessera_proposal *proposal; // The new proposal
    tessera_change_type change_type; // Size of the change
    tessera_breaking_change_array breaking_changes; // Incompatible changes
    const char *message; // What happened, for people
    const char *warning; // What to look out for
    bool version_auto_generated; // Whether the server chose the version
    const char *schema_converted_from; // Language that the schema was converted from
    const char *audit_warning; // Trouble in the last run of quality checks
    const tessera_version_suggestion *version_suggestion; // Suggested version
    bool dry_run; // Whether nothing was written
};
enum { TESSERA_FIELD_publish_result_action, TESSERA_FIELD_publish_result_published,
    TESSERA_FIELD_publish_result_contract, TESSERA_FIELD_publish_result_proposal,
    TESSERA_FIELD_publish_result_change_type, TESSERA_FIELD_publish_result_breaking_changes,
    TESSERA_FIELD_publish_result_message, TESSERA_FIELD_publish_result_warning,
    TESSERA_FIELD_publish_result_version_auto_generated, TESSERA_FIELD_publish_result_schema_converted_from,
    TESSERA_FIELD_publish_result_audit_warning, TESSERA_FIELD_publish_result_version_suggestion,
    TESSERA_FIELD_publish_result_dry_run, };
TESSERA_RECORD_FUNCTIONS(tessera_publish_result)

// Filters of the list of an asset's contracts.
struct tessera_asset_contracts_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    tessera_contract_status status; // State
};
enum { TESSERA_FIELD_asset_contracts_query_limit, TESSERA_FIELD_asset_contracts_query_offset,
    TESSERA_FIELD_asset_contracts_query_status, };

// Filters of the list of contracts.
struct tessera_contract_list_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *asset_id; // Asset
    tessera_contract_status status; // State
    const char *version; // Version contains, any case; % and _ are wildcards
};
enum { TESSERA_FIELD_contract_list_query_limit, TESSERA_FIELD_contract_list_query_offset,
    TESSERA_FIELD_contract_list_query_asset_id, TESSERA_FIELD_contract_list_query_status,
    TESSERA_FIELD_contract_list_query_version, };

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
    const char *schema; // JSON Schema, or an Avro schema (JSON object); required
    tessera_schema_format schema_format; // Language of the schema
};
enum { TESSERA_FIELD_version_request_schema, TESSERA_FIELD_version_request_schema_format, };

// A contract in short.
struct tessera_contract_summary {
    uint64_t present;
    const char *id; // Id
    const char *version; // Version
    int64_t published_at; // When it was published (microseconds since 1970)
    const char *asset_id; // Asset
};
enum { TESSERA_FIELD_contract_summary_id, TESSERA_FIELD_contract_summary_version,
    TESSERA_FIELD_contract_summary_published_at, TESSERA_FIELD_contract_summary_asset_id, };

// What changed from one contract to another.
struct tessera_compare_result {
    uint64_t present;
    const tessera_contract_summary *contract_1; // The older contract
    const tessera_contract_summary *contract_2; // The newer contract
    tessera_change_type change_type; // Size of the change
    bool is_compatible; // Whether no change breaks the mode
    tessera_breaking_change_array breaking_changes; // Changes that break the mode
    tessera_breaking_change_array all_changes; // Every change
    tessera_compatibility_mode compatibility_mode; // Mode judged by
};
enum { TESSERA_FIELD_compare_result_contract_1, TESSERA_FIELD_compare_result_contract_2,
    TESSERA_FIELD_compare_result_change_type, TESSERA_FIELD_compare_result_is_compatible,
    TESSERA_FIELD_compare_result_breaking_changes, TESSERA_FIELD_compare_result_all_changes,
    TESSERA_FIELD_compare_result_compatibility_mode, };
TESSERA_RECORD_FUNCTIONS(tessera_compare_result)

// New guarantees of a contract.
struct tessera_guarantees_update {
    uint64_t present;
    const tessera_guarantees *guarantees; // Replaces all guarantees; required
};
enum { TESSERA_FIELD_guarantees_update_guarantees, };

// A team that consumes a contract.
struct tessera_registration {
    uint64_t present;
    const char *pinned_version; // Version that it stays on; null: it goes with the active contract
    const char *id; // Id
    const char *contract_id; // The contract that was registered for
    const char *consumer_team_id; // Consumer team
    tessera_registration_status status; // State
    int64_t registered_at; // When it registered (microseconds since 1970)
    int64_t acknowledged_at; // When it last acknowledged a change (microseconds since 1970)
    int64_t updated_at; // When it last changed (microseconds since 1970)
    const char *consumer_team_name; // Name of the consumer team; in the list of a contract's registrations
};
enum { TESSERA_FIELD_registration_pinned_version, TESSERA_FIELD_registration_id,
    TESSERA_FIELD_registration_contract_id, TESSERA_FIELD_registration_consumer_team_id,
    TESSERA_FIELD_registration_status, TESSERA_FIELD_registration_registered_at,
    TESSERA_FIELD_registration_acknowledged_at, TESSERA_FIELD_registration_updated_at,
    TESSERA_FIELD_registration_consumer_team_name, };
TESSERA_RECORD_FUNCTIONS(tessera_registration)
// A page of them, laid out as tessera_page.
typedef struct tessera_registration_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_registration *const *items;
} tessera_registration_page;
TESSERA_RECORD_FUNCTIONS(tessera_registration_page)

// Changes of a registration; what is absent or null stays.
struct tessera_registration_update {
    uint64_t present;
    const char *pinned_version; // New version to stay on
    tessera_registration_status status; // New state
    bool unpin; // Take the pin away
};
enum { TESSERA_FIELD_registration_update_pinned_version, TESSERA_FIELD_registration_update_status,
    TESSERA_FIELD_registration_update_unpin, };

// A schema to check.
struct tessera_schema_to_check {
    uint64_t present;
    const char *schema; // JSON Schema (JSON object); required
};
enum { TESSERA_FIELD_schema_to_check_schema, };

// Whether a schema is valid.
struct tessera_schema_validity {
    uint64_t present;
    bool valid; // Whether it is
    tessera_strings errors; // What is wrong, each with its place
};
enum { TESSERA_FIELD_schema_validity_valid, TESSERA_FIELD_schema_validity_errors, };
TESSERA_RECORD_FUNCTIONS(tessera_schema_validity)

// A schema to publish among others.
struct tessera_bulk_contract {
    uint64_t present;
    const char *asset_id; // Asset; once in a request
    const char *schema; // JSON Schema (JSON object)
    // backward, forward, full or none; anything else, and none given: that of the active contract, or backward
    const char *compatibility_mode;
    const tessera_guarantees *guarantees; // Guarantees
    const char *field_descriptions; // Path to description (JSON object of strings)
    const char *field_tags; // Path to tags (JSON object of lists of strings)
};
enum { TESSERA_FIELD_bulk_contract_asset_id, TESSERA_FIELD_bulk_contract_schema,
    TESSERA_FIELD_bulk_contract_compatibility_mode, TESSERA_FIELD_bulk_contract_guarantees,
    TESSERA_FIELD_bulk_contract_field_descriptions, TESSERA_FIELD_bulk_contract_field_tags, };

// What became of one schema.
struct tessera_bulk_publish_item {
    uint64_t present;
    const char *asset_id; // Asset
    const char *asset_fqn; // Name of the asset; null: there is no such asset
    tessera_bulk_publish_status status; // What became of it
    const char *contract_id; // The new contract
    const char *proposal_id; // The new proposal
    const char *suggested_version; // Version that the schema gets
    const char *current_version; // Version of the contract that was active before
    const char *reason; // Why, for people
    tessera_breaking_change_array breaking_changes; // Incompatible changes
    const char *error; // Why it failed
};
enum { TESSERA_FIELD_bulk_publish_item_asset_id, TESSERA_FIELD_bulk_publish_item_asset_fqn,
    TESSERA_FIELD_bulk_publish_item_status, TESSERA_FIELD_bulk_publish_item_contract_id,
    TESSERA_FIELD_bulk_publish_item_proposal_id, TESSERA_FIELD_bulk_publish_item_suggested_version,
    TESSERA_FIELD_bulk_publish_item_current_version, TESSERA_FIELD_bulk_publish_item_reason,
    TESSERA_FIELD_bulk_publish_item_breaking_changes, TESSERA_FIELD_bulk_publish_item_error, };

// What became of a bulk publish.
struct tessera_bulk_publish_result {
    uint64_t present;
    bool preview; // Whether it was a dry run
    int64_t total; // Schemas handed in
    int64_t published; // Published, or in a dry run to be published
    int64_t skipped; // Said nothing new
    int64_t proposals_created; // Became proposals, or in a dry run would
    int64_t failed; // Failed, or in a dry run would
    tessera_bulk_publish_item_array results; // Each, in the order handed in
};
enum { TESSERA_FIELD_bulk_publish_result_preview, TESSERA_FIELD_bulk_publish_result_total,
    TESSERA_FIELD_bulk_publish_result_published, TESSERA_FIELD_bulk_publish_result_skipped,
    TESSERA_FIELD_bulk_publish_result_proposals_created, TESSERA_FIELD_bulk_publish_result_failed,
    TESSERA_FIELD_bulk_publish_result_results, };
TESSERA_RECORD_FUNCTIONS(tessera_bulk_publish_result)

// A new registration among others.
struct tessera_bulk_registration {
    uint64_t present;
    const char *contract_id; // Active contract
    const char *consumer_team_id; // Consumer team
    const char *pinned_version; // Version to stay on
};
enum { TESSERA_FIELD_bulk_registration_contract_id, TESSERA_FIELD_bulk_registration_consumer_team_id,
    TESSERA_FIELD_bulk_registration_pinned_version, };

// Registrations to create.
struct tessera_bulk_registrations {
    uint64_t present;
    tessera_bulk_registration_array registrations; // The registrations; required
    bool skip_duplicates; // What exists already is no failure
};
enum { TESSERA_FIELD_bulk_registrations_registrations, TESSERA_FIELD_bulk_registrations_skip_duplicates, };

// Assets to create.
struct tessera_bulk_assets {
    uint64_t present;
    tessera_asset_create_array assets; // The assets; required
    bool skip_duplicates; // What exists already is no failure
};
enum { TESSERA_FIELD_bulk_assets_assets, TESSERA_FIELD_bulk_assets_skip_duplicates, };

// What became of one item.
struct tessera_bulk_item {
    uint64_t present;
    bool success; // Whether it was done, or skipped as wished
    int64_t index; // Its place in the request, from 0
    const char *id; // The new row, or the one that exists already
    const char *error; // Why it failed
    const char *details; // More about it (JSON object)
};
enum { TESSERA_FIELD_bulk_item_success, TESSERA_FIELD_bulk_item_index, TESSERA_FIELD_bulk_item_id,
    TESSERA_FIELD_bulk_item_error, TESSERA_FIELD_bulk_item_details, };

// What became of many items; status 207 where one failed.
struct tessera_bulk_result {
    uint64_t present;
    int64_t total; // Items handed in
    int64_t succeeded; // Done or skipped
    int64_t failed; // Failed
    tessera_bulk_item_array results; // Each, in the order handed in
};
enum { TESSERA_FIELD_bulk_result_total, TESSERA_FIELD_bulk_result_succeeded, TESSERA_FIELD_bulk_result_failed,
    TESSERA_FIELD_bulk_result_results, };
TESSERA_RECORD_FUNCTIONS(tessera_bulk_result)

// List active assets: what tessera_assets_list takes.
typedef struct tessera_assets_list_input {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *owner_team_id; // Owner team
    const char *team_id; // Owner team
    const char *owner_user; // Owner user
    bool unowned; // Only assets without an owner user
    const char *fqn; // Name contains, any case; % and _ are wildcards
    const char *environment; // Environment equals
    tessera_resource_type resource_type; // Kind
    const char *sort_by; // fqn, owner, owner_user or created_at; anything else is fqn
    const char *sort_order; // desc for descending
} tessera_assets_list_input;
enum { TESSERA_FIELD_assets_list_input_limit, TESSERA_FIELD_assets_list_input_offset,
    TESSERA_FIELD_assets_list_input_owner_team_id, TESSERA_FIELD_assets_list_input_team_id,
    TESSERA_FIELD_assets_list_input_owner_user, TESSERA_FIELD_assets_list_input_unowned,
    TESSERA_FIELD_assets_list_input_fqn, TESSERA_FIELD_assets_list_input_environment,
    TESSERA_FIELD_assets_list_input_resource_type, TESSERA_FIELD_assets_list_input_sort_by,
    TESSERA_FIELD_assets_list_input_sort_order, };

// Search active assets by name: what tessera_assets_search takes.
typedef struct tessera_assets_search_input {
    uint64_t present;
    const char *q; // Name contains, any case; required
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *owner_team_id; // Owner team
    const char *team_id; // Owner team
    const char *environment; // Environment equals
} tessera_assets_search_input;
enum { TESSERA_FIELD_assets_search_input_q, TESSERA_FIELD_assets_search_input_limit,
    TESSERA_FIELD_assets_search_input_offset, TESSERA_FIELD_assets_search_input_owner_team_id,
    TESSERA_FIELD_assets_search_input_team_id, TESSERA_FIELD_assets_search_input_environment, };

// Publish a contract, or propose it where the change is breaking: what tessera_assets_publish_contract takes.
typedef struct tessera_assets_publish_contract_input {
    uint64_t present;
    const char *schema; // JSON Schema, or an Avro schema (JSON object); required
    const char *version; // Version; absent: assigned by the server
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
    TESSERA_FIELD_assets_publish_contract_input_field_tags, };

// What changed from one contract to another: what tessera_contracts_compare takes.
typedef struct tessera_contracts_compare_input {
    uint64_t present;
    const char *contract_id; // The older contract; required
    const char *other_contract_id; // The newer contract, of any asset; required
    tessera_compatibility_mode compatibility_mode; // Mode to judge by; absent: the older contract's
} tessera_contracts_compare_input;
enum { TESSERA_FIELD_contracts_compare_input_contract_id, TESSERA_FIELD_contracts_compare_input_other_contract_id,
    TESSERA_FIELD_contracts_compare_input_compatibility_mode, };

// Publish many schemas; a dry run unless told otherwise: what tessera_contracts_bulk_publish takes.
typedef struct tessera_contracts_bulk_publish_input {
    uint64_t present;
    bool dry_run; // Decide and report, write nothing
    bool create_proposals_for_breaking; // A breaking change becomes a proposal; otherwise it fails
    tessera_bulk_contract_array contracts; // The schemas; required
    const char *published_by; // Publishing team; required
    const char *published_by_user_id; // Publishing user
} tessera_contracts_bulk_publish_input;
enum { TESSERA_FIELD_contracts_bulk_publish_input_dry_run,
    TESSERA_FIELD_contracts_bulk_publish_input_create_proposals_for_breaking,
    TESSERA_FIELD_contracts_bulk_publish_input_contracts, TESSERA_FIELD_contracts_bulk_publish_input_published_by,
    TESSERA_FIELD_contracts_bulk_publish_input_published_by_user_id, };

// Register a team as a consumer of a contract: what tessera_registrations_create takes.
typedef struct tessera_registrations_create_input {
    uint64_t present;
    const char *contract_id; // Contract; may be given in the query instead; required
    const char *consumer_team_id; // Consumer team; required
    const char *pinned_version; // Version to stay on
} tessera_registrations_create_input;
enum { TESSERA_FIELD_registrations_create_input_contract_id,
    TESSERA_FIELD_registrations_create_input_consumer_team_id,
    TESSERA_FIELD_registrations_create_input_pinned_version, };

// List registrations, newest first: what tessera_registrations_list takes.
typedef struct tessera_registrations_list_input {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *contract_id; // Contract
    const char *consumer_team_id; // Consumer team
    const char *team_id; // Consumer team
    tessera_registration_status status; // State
} tessera_registrations_list_input;
enum { TESSERA_FIELD_registrations_list_input_limit, TESSERA_FIELD_registrations_list_input_offset,
    TESSERA_FIELD_registrations_list_input_contract_id, TESSERA_FIELD_registrations_list_input_consumer_team_id,
    TESSERA_FIELD_registrations_list_input_team_id, TESSERA_FIELD_registrations_list_input_status, };

#ifdef __cplusplus
}
#endif

// The models of the API as structs: bulk.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_asset_create tessera_asset_create;
typedef struct tessera_bulk_registration tessera_bulk_registration;
typedef struct tessera_bulk_registrations tessera_bulk_registrations;
typedef struct tessera_bulk_assets tessera_bulk_assets;
typedef struct tessera_bulk_acknowledgment tessera_bulk_acknowledgment;
typedef struct tessera_bulk_acknowledgments tessera_bulk_acknowledgments;
typedef struct tessera_bulk_item tessera_bulk_item;
typedef struct tessera_bulk_result tessera_bulk_result;

// Lists inside records.
typedef struct tessera_asset_create_array {
    size_t count;
    const tessera_asset_create *const *items;
} tessera_asset_create_array;
typedef struct tessera_bulk_registration_array {
    size_t count;
    const tessera_bulk_registration *const *items;
} tessera_bulk_registration_array;
typedef struct tessera_bulk_acknowledgment_array {
    size_t count;
    const tessera_bulk_acknowledgment *const *items;
} tessera_bulk_acknowledgment_array;
typedef struct tessera_bulk_item_array {
    size_t count;
    const tessera_bulk_item *const *items;
} tessera_bulk_item_array;

// A new asset.
struct tessera_asset_create {
    uint64_t present;
    // Two or more dot-separated segments of letters, digits and underscores, none starting with a digit; required
    const char *fqn;
    const char *owner_team_id; // Owner team; required
    const char *description; // What it holds
    const char *metadata; // Free data (JSON object)
    const char *owner_user_id; // Owner user, a member of the owner team
    const char *service_id; // Service that it belongs to
    const char *environment; // Environment; the server's default is usually production
    tessera_resource_type resource_type; // Kind
    tessera_guarantee_mode guarantee_mode; // How changes of guarantees are treated
    tessera_semver_mode semver_mode; // Who chooses versions
    tessera_strings tags; // Tags; order and duplicates are kept
    tessera_compatibility_policy compatibility_policy; // What counts when its schemas are compared
    tessera_transitive_scope transitive_scope; // Which earlier versions the transitive modes look at
};
enum { TESSERA_FIELD_asset_create_fqn, TESSERA_FIELD_asset_create_owner_team_id,
    TESSERA_FIELD_asset_create_description, TESSERA_FIELD_asset_create_metadata,
    TESSERA_FIELD_asset_create_owner_user_id, TESSERA_FIELD_asset_create_service_id,
    TESSERA_FIELD_asset_create_environment, TESSERA_FIELD_asset_create_resource_type,
    TESSERA_FIELD_asset_create_guarantee_mode, TESSERA_FIELD_asset_create_semver_mode,
    TESSERA_FIELD_asset_create_tags, TESSERA_FIELD_asset_create_compatibility_policy,
    TESSERA_FIELD_asset_create_transitive_scope, };

// A new registration among others.
struct tessera_bulk_registration {
    uint64_t present;
    const char *contract_id; // Active contract
    const char *consumer_team_id; // Consumer team
    const char *pinned_version; // Version to stay on
    tessera_strings fields; // Fields that it reads; absent or empty: all
    tessera_compatibility_mode mode; // Compatibility that it needs; absent: all that the contract promises
};
enum { TESSERA_FIELD_bulk_registration_contract_id, TESSERA_FIELD_bulk_registration_consumer_team_id,
    TESSERA_FIELD_bulk_registration_pinned_version, TESSERA_FIELD_bulk_registration_fields,
    TESSERA_FIELD_bulk_registration_mode, };

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

// A consumer's answer to a proposal among others.
struct tessera_bulk_acknowledgment {
    uint64_t present;
    const char *proposal_id; // Pending proposal
    const char *consumer_team_id; // Answering team: a consumer of the proposal's asset
    const char *acknowledged_by_user_id; // Answering user
    tessera_acknowledgment_response response; // The answer
    // Until when the team means to have migrated: an ISO 8601 time; without an offset in UTC
    const char *migration_deadline;
    const char *notes; // What the team has to say
};
enum { TESSERA_FIELD_bulk_acknowledgment_proposal_id, TESSERA_FIELD_bulk_acknowledgment_consumer_team_id,
    TESSERA_FIELD_bulk_acknowledgment_acknowledged_by_user_id, TESSERA_FIELD_bulk_acknowledgment_response,
    TESSERA_FIELD_bulk_acknowledgment_migration_deadline, TESSERA_FIELD_bulk_acknowledgment_notes, };

// Answers to proposals.
struct tessera_bulk_acknowledgments {
    uint64_t present;
    tessera_bulk_acknowledgment_array acknowledgments; // The answers; required
    bool continue_on_error; // Go on after an answer that fails; otherwise those after it are left out
};
enum { TESSERA_FIELD_bulk_acknowledgments_acknowledgments, TESSERA_FIELD_bulk_acknowledgments_continue_on_error, };

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
    tessera_bulk_item_array results; // Each that was looked at, in the order handed in
};
enum { TESSERA_FIELD_bulk_result_total, TESSERA_FIELD_bulk_result_succeeded, TESSERA_FIELD_bulk_result_failed,
    TESSERA_FIELD_bulk_result_results, };
TESSERA_RECORD_FUNCTIONS(tessera_bulk_result)

#ifdef __cplusplus
}
#endif

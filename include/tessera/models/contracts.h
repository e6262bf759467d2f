// The models of the API as structs: contracts.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/models/common.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_contract tessera_contract;
typedef struct tessera_contract_list_query tessera_contract_list_query;
typedef struct tessera_contract_summary tessera_contract_summary;
typedef struct tessera_compare_result tessera_compare_result;
typedef struct tessera_guarantees_update tessera_guarantees_update;
typedef struct tessera_bulk_contract tessera_bulk_contract;
typedef struct tessera_bulk_publish_item tessera_bulk_publish_item;
typedef struct tessera_bulk_publish_result tessera_bulk_publish_result;

// Lists inside records.
typedef struct tessera_bulk_contract_array {
    size_t count;
    const tessera_bulk_contract *const *items;
} tessera_bulk_contract_array;
typedef struct tessera_bulk_publish_item_array {
    size_t count;
    const tessera_bulk_publish_item *const *items;
} tessera_bulk_publish_item_array;

// A published version of an asset's schema.
struct tessera_contract {
    uint64_t present;
    const char *version; // Version
    const char *schema_def; // JSON Schema (JSON object, true or false)
    const char *schema; // The same JSON Schema (JSON object, true or false)
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
    const char *published_by_team_name; // The same name
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
    const char *next;
} tessera_contract_page;
TESSERA_RECORD_FUNCTIONS(tessera_contract_page)

// Filters of the list of contracts.
struct tessera_contract_list_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *asset_id; // Asset
    tessera_contract_status status; // State
    const char *version; // Version contains, any case; % and _ are wildcards, but not behind a backslash
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
};
enum { TESSERA_FIELD_contract_list_query_limit, TESSERA_FIELD_contract_list_query_offset,
    TESSERA_FIELD_contract_list_query_asset_id, TESSERA_FIELD_contract_list_query_status,
    TESSERA_FIELD_contract_list_query_version, TESSERA_FIELD_contract_list_query_after, };

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

// What changed from one contract or schema to another.
struct tessera_compare_result {
    uint64_t present;
    const tessera_contract_summary *contract_1; // The older contract; null: schemas were compared
    const tessera_contract_summary *contract_2; // The newer contract; null: schemas were compared
    tessera_change_type change_type; // Size of the change
    bool is_compatible; // Whether no change breaks the mode
    tessera_breaking_change_array breaking_changes; // Changes that break the mode
    tessera_breaking_change_array all_changes; // Every change
    tessera_compatibility_mode compatibility_mode; // Mode judged by
    tessera_certainty certainty; // What the verdict rests on
    tessera_compatibility_policy compatibility_policy; // Policy judged by
};
enum { TESSERA_FIELD_compare_result_contract_1, TESSERA_FIELD_compare_result_contract_2,
    TESSERA_FIELD_compare_result_change_type, TESSERA_FIELD_compare_result_is_compatible,
    TESSERA_FIELD_compare_result_breaking_changes, TESSERA_FIELD_compare_result_all_changes,
    TESSERA_FIELD_compare_result_compatibility_mode, TESSERA_FIELD_compare_result_certainty,
    TESSERA_FIELD_compare_result_compatibility_policy, };
TESSERA_RECORD_FUNCTIONS(tessera_compare_result)

// New guarantees of a contract.
struct tessera_guarantees_update {
    uint64_t present;
    const tessera_guarantees *guarantees; // Replaces all guarantees; required
};
enum { TESSERA_FIELD_guarantees_update_guarantees, };

// A schema to publish among others.
struct tessera_bulk_contract {
    uint64_t present;
    const char *asset_id; // Asset; once in a request
    const char *schema; // JSON Schema, or an Avro schema of any type (any JSON value that is one)
    // A CompatibilityMode; anything else, and none given: that of the active contract, or backward
    const char *compatibility_mode;
    const tessera_guarantees *guarantees; // Guarantees
    const char *field_descriptions; // Path to description (JSON object of strings)
    const char *field_tags; // Path to tags (JSON object of lists of strings)
    tessera_schema_format schema_format; // Language of the schema
    const char *reason; // Why a breaking change is made, for its consumers
    // When the proposal of a breaking change expires; absent: as PROPOSAL_DEFAULT_EXPIRATION_DAYS says (microseconds since 1970)
    int64_t deadline;
};
enum { TESSERA_FIELD_bulk_contract_asset_id, TESSERA_FIELD_bulk_contract_schema,
    TESSERA_FIELD_bulk_contract_compatibility_mode, TESSERA_FIELD_bulk_contract_guarantees,
    TESSERA_FIELD_bulk_contract_field_descriptions, TESSERA_FIELD_bulk_contract_field_tags,
    TESSERA_FIELD_bulk_contract_schema_format, TESSERA_FIELD_bulk_contract_reason,
    TESSERA_FIELD_bulk_contract_deadline, };

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
    tessera_breaking_change_array breaking_changes; // Incompatible changes; a reply lists 10000 of them at most
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

// What changed from one contract to another, or from one schema to another: what tessera_contracts_compare takes.
typedef struct tessera_contracts_compare_input {
    uint64_t present;
    const char *old_schema; // The older schema, in place of contracts (any JSON value that is one)
    const char *new_schema; // The newer schema, in place of contracts (any JSON value that is one)
    // Mode to judge by; absent: the older contract's, of schemas backward
    tessera_compatibility_mode compatibility_mode;
    const char *contract_id; // The older contract; required unless schemas are given
    const char *other_contract_id; // The newer contract, of any asset; required unless schemas are given
    tessera_schema_format schema_format; // Language of the schemas, by whose rules they are compared
    // What counts; absent: as the older contract's asset says, of schemas yardstick
    tessera_compatibility_policy compatibility_policy;
} tessera_contracts_compare_input;
enum { TESSERA_FIELD_contracts_compare_input_old_schema, TESSERA_FIELD_contracts_compare_input_new_schema,
    TESSERA_FIELD_contracts_compare_input_compatibility_mode, TESSERA_FIELD_contracts_compare_input_contract_id,
    TESSERA_FIELD_contracts_compare_input_other_contract_id, TESSERA_FIELD_contracts_compare_input_schema_format,
    TESSERA_FIELD_contracts_compare_input_compatibility_policy, };

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

#ifdef __cplusplus
}
#endif

// The enumerations of the API. Zero is "unset" in each of them.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/common.h"

#ifdef __cplusplus
extern "C" {
#endif

// What a user is.
typedef enum tessera_user_type {
    TESSERA_USER_TYPE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_USER_TYPE_UNSET = 0, // none given
    TESSERA_USER_TYPE_HUMAN, // human: A person; may log in
    TESSERA_USER_TYPE_BOT, // bot: A program; has API keys only
} tessera_user_type;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_USER_TYPE_UNKNOWN: no such.
TESSERA_API const char *tessera_user_type_text(tessera_user_type value);
TESSERA_API tessera_user_type tessera_user_type_parse(const char *wire);

// What a person may do in a browser session.
typedef enum tessera_user_role {
    TESSERA_USER_ROLE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_USER_ROLE_UNSET = 0, // none given
    TESSERA_USER_ROLE_ADMIN, // admin: Everything
    TESSERA_USER_ROLE_TEAM_ADMIN, // team_admin: Manages the own team
    TESSERA_USER_ROLE_USER, // user: Reads
} tessera_user_role;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_USER_ROLE_UNKNOWN: no such.
TESSERA_API const char *tessera_user_role_text(tessera_user_role value);
TESSERA_API tessera_user_role tessera_user_role_parse(const char *wire);

// What a key may do.
typedef enum tessera_api_key_scope {
    TESSERA_API_KEY_SCOPE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_API_KEY_SCOPE_UNSET = 0, // none given
    TESSERA_API_KEY_SCOPE_READ, // read: Read
    TESSERA_API_KEY_SCOPE_WRITE, // write: Create, change and delete what belongs to the own team; does not include reading
    TESSERA_API_KEY_SCOPE_ADMIN, // admin: Everything, for every team
} tessera_api_key_scope;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_API_KEY_SCOPE_UNKNOWN: no such.
TESSERA_API const char *tessera_api_key_scope_text(tessera_api_key_scope value);
TESSERA_API tessera_api_key_scope tessera_api_key_scope_parse(const char *wire);

// By what a caller is known.
typedef enum tessera_credential_kind {
    TESSERA_CREDENTIAL_KIND_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_CREDENTIAL_KIND_UNSET = 0, // none given
    TESSERA_CREDENTIAL_KIND_NONE, // none: None was asked for: authentication is off, and everybody is an admin
    TESSERA_CREDENTIAL_KIND_BOOTSTRAP_KEY, // bootstrap_key: The key of the setting BOOTSTRAP_API_KEY
    TESSERA_CREDENTIAL_KIND_API_KEY, // api_key: An API key
    TESSERA_CREDENTIAL_KIND_SESSION, // session: The session of a person who logged in
    TESSERA_CREDENTIAL_KIND_OIDC_TOKEN, // oidc_token: A token of the identity provider
    TESSERA_CREDENTIAL_KIND_CERTIFICATE, // certificate: The certificate that the client has shown
} tessera_credential_kind;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_CREDENTIAL_KIND_UNKNOWN: no such.
TESSERA_API const char *tessera_credential_kind_text(tessera_credential_kind value);
TESSERA_API tessera_credential_kind tessera_credential_kind_parse(const char *wire);

// Kind of thing that an asset is.
typedef enum tessera_resource_type {
    TESSERA_RESOURCE_TYPE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_RESOURCE_TYPE_UNSET = 0, // none given
    TESSERA_RESOURCE_TYPE_API_ENDPOINT, // api_endpoint: REST operation
    TESSERA_RESOURCE_TYPE_GRAPHQL_QUERY, // graphql_query: GraphQL query or mutation
    TESSERA_RESOURCE_TYPE_GRPC_SERVICE, // grpc_service: gRPC method
    TESSERA_RESOURCE_TYPE_MODEL, // model: dbt model
    TESSERA_RESOURCE_TYPE_SOURCE, // source: dbt source
    TESSERA_RESOURCE_TYPE_SEED, // seed: dbt seed
    TESSERA_RESOURCE_TYPE_SNAPSHOT, // snapshot: dbt snapshot
    TESSERA_RESOURCE_TYPE_OTHER, // other: Anything else
} tessera_resource_type;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_RESOURCE_TYPE_UNKNOWN: no such.
TESSERA_API const char *tessera_resource_type_text(tessera_resource_type value);
TESSERA_API tessera_resource_type tessera_resource_type_parse(const char *wire);

// How changes of guarantees are treated.
typedef enum tessera_guarantee_mode {
    TESSERA_GUARANTEE_MODE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_GUARANTEE_MODE_UNSET = 0, // none given
    TESSERA_GUARANTEE_MODE_NOTIFY, // notify: Changes are reported
    TESSERA_GUARANTEE_MODE_STRICT, // strict: Removal of a guarantee is breaking
    TESSERA_GUARANTEE_MODE_IGNORE, // ignore: Changes are not tracked
} tessera_guarantee_mode;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_GUARANTEE_MODE_UNKNOWN: no such.
TESSERA_API const char *tessera_guarantee_mode_text(tessera_guarantee_mode value);
TESSERA_API tessera_guarantee_mode tessera_guarantee_mode_parse(const char *wire);

// How much a change of guarantees matters.
typedef enum tessera_guarantee_severity {
    TESSERA_GUARANTEE_SEVERITY_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_GUARANTEE_SEVERITY_UNSET = 0, // none given
    TESSERA_GUARANTEE_SEVERITY_INFO, // info: A guarantee was added or tightened
    TESSERA_GUARANTEE_SEVERITY_WARNING, // warning: A guarantee was removed or relaxed; breaking where the asset is strict
    TESSERA_GUARANTEE_SEVERITY_BREAKING, // breaking: Breaks consumers
} tessera_guarantee_severity;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_GUARANTEE_SEVERITY_UNKNOWN: no such.
TESSERA_API const char *tessera_guarantee_severity_text(tessera_guarantee_severity value);
TESSERA_API tessera_guarantee_severity tessera_guarantee_severity_parse(const char *wire);

// Who chooses the version of a contract.
typedef enum tessera_semver_mode {
    TESSERA_SEMVER_MODE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_SEMVER_MODE_UNSET = 0, // none given
    TESSERA_SEMVER_MODE_AUTO, // auto: The server
    TESSERA_SEMVER_MODE_SUGGEST, // suggest: The server proposes, the publisher confirms or overrides
    TESSERA_SEMVER_MODE_ENFORCE, // enforce: The publisher; versions that do not fit the change are refused
} tessera_semver_mode;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_SEMVER_MODE_UNKNOWN: no such.
TESSERA_API const char *tessera_semver_mode_text(tessera_semver_mode value);
TESSERA_API tessera_semver_mode tessera_semver_mode_parse(const char *wire);

// Which changes of a schema are compatible.
typedef enum tessera_compatibility_mode {
    TESSERA_COMPATIBILITY_MODE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_COMPATIBILITY_MODE_UNSET = 0, // none given
    TESSERA_COMPATIBILITY_MODE_BACKWARD, // backward: The new schema reads old data
    TESSERA_COMPATIBILITY_MODE_FORWARD, // forward: The old schema reads new data
    TESSERA_COMPATIBILITY_MODE_FULL, // full: Both
    TESSERA_COMPATIBILITY_MODE_NONE, // none: No check
    TESSERA_COMPATIBILITY_MODE_BACKWARD_TRANSITIVE, // backward_transitive: The new schema reads the data of all earlier versions in scope
    TESSERA_COMPATIBILITY_MODE_FORWARD_TRANSITIVE, // forward_transitive: The schemas of all earlier versions in scope read new data
    TESSERA_COMPATIBILITY_MODE_FULL_TRANSITIVE, // full_transitive: Both
} tessera_compatibility_mode;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_COMPATIBILITY_MODE_UNKNOWN: no such.
TESSERA_API const char *tessera_compatibility_mode_text(tessera_compatibility_mode value);
TESSERA_API tessera_compatibility_mode tessera_compatibility_mode_parse(const char *wire);

// What counts when two schemas are compared.
typedef enum tessera_compatibility_policy {
    TESSERA_COMPATIBILITY_POLICY_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_COMPATIBILITY_POLICY_UNSET = 0, // none given
    TESSERA_COMPATIBILITY_POLICY_YARDSTICK, // yardstick: Properties that a schema does not declare count as absent
    TESSERA_COMPATIBILITY_POLICY_STRICT, // strict: Properties that a schema does not declare count as well
    TESSERA_COMPATIBILITY_POLICY_LENIENT, // lenient: Readers drop what their schema does not declare, and fill in its defaults
} tessera_compatibility_policy;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_COMPATIBILITY_POLICY_UNKNOWN: no such.
TESSERA_API const char *tessera_compatibility_policy_text(tessera_compatibility_policy value);
TESSERA_API tessera_compatibility_policy tessera_compatibility_policy_parse(const char *wire);

// Which earlier versions the transitive modes look at.
typedef enum tessera_transitive_scope {
    TESSERA_TRANSITIVE_SCOPE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_TRANSITIVE_SCOPE_UNSET = 0, // none given
    TESSERA_TRANSITIVE_SCOPE_MAJOR, // major: Those of the same major version as the active one
    TESSERA_TRANSITIVE_SCOPE_ALL, // all: All that were published
} tessera_transitive_scope;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_TRANSITIVE_SCOPE_UNKNOWN: no such.
TESSERA_API const char *tessera_transitive_scope_text(tessera_transitive_scope value);
TESSERA_API tessera_transitive_scope tessera_transitive_scope_parse(const char *wire);

// Language in which a schema was submitted.
typedef enum tessera_schema_format {
    TESSERA_SCHEMA_FORMAT_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_SCHEMA_FORMAT_UNSET = 0, // none given
    TESSERA_SCHEMA_FORMAT_JSON_SCHEMA, // json_schema: JSON Schema
    TESSERA_SCHEMA_FORMAT_AVRO, // avro: Apache Avro; stored as JSON Schema
} tessera_schema_format;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_SCHEMA_FORMAT_UNKNOWN: no such.
TESSERA_API const char *tessera_schema_format_text(tessera_schema_format value);
TESSERA_API tessera_schema_format tessera_schema_format_parse(const char *wire);

// State of a contract.
typedef enum tessera_contract_status {
    TESSERA_CONTRACT_STATUS_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_CONTRACT_STATUS_UNSET = 0, // none given
    TESSERA_CONTRACT_STATUS_ACTIVE, // active: In force
    TESSERA_CONTRACT_STATUS_DEPRECATED, // deprecated: Superseded by a newer version
    TESSERA_CONTRACT_STATUS_RETIRED, // retired: No longer offered
} tessera_contract_status;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_CONTRACT_STATUS_UNKNOWN: no such.
TESSERA_API const char *tessera_contract_status_text(tessera_contract_status value);
TESSERA_API tessera_contract_status tessera_contract_status_parse(const char *wire);

// State of a consumer's registration.
typedef enum tessera_registration_status {
    TESSERA_REGISTRATION_STATUS_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_REGISTRATION_STATUS_UNSET = 0, // none given
    TESSERA_REGISTRATION_STATUS_ACTIVE, // active: Consumes the contract
    TESSERA_REGISTRATION_STATUS_MIGRATING, // migrating: Moving to another version
    TESSERA_REGISTRATION_STATUS_INACTIVE, // inactive: Does not consume it any more
} tessera_registration_status;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_REGISTRATION_STATUS_UNKNOWN: no such.
TESSERA_API const char *tessera_registration_status_text(tessera_registration_status value);
TESSERA_API tessera_registration_status tessera_registration_status_parse(const char *wire);

// Size of a change between two schemas.
typedef enum tessera_change_type {
    TESSERA_CHANGE_TYPE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_CHANGE_TYPE_UNSET = 0, // none given
    TESSERA_CHANGE_TYPE_PATCH, // patch: The schema is unchanged
    TESSERA_CHANGE_TYPE_MINOR, // minor: Compatible addition
    TESSERA_CHANGE_TYPE_MAJOR, // major: Breaking change
} tessera_change_type;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_CHANGE_TYPE_UNKNOWN: no such.
TESSERA_API const char *tessera_change_type_text(tessera_change_type value);
TESSERA_API tessera_change_type tessera_change_type_parse(const char *wire);

// What a verdict on two schemas rests on.
typedef enum tessera_certainty {
    TESSERA_CERTAINTY_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_CERTAINTY_UNSET = 0, // none given
    TESSERA_CERTAINTY_PROVED, // proved: That nothing breaks was proved
    TESSERA_CERTAINTY_REFUTED, // refuted: A document shows what breaks, or a promise is broken
    TESSERA_CERTAINTY_UNDECIDED, // undecided: Nothing shows what breaks, and that nothing does was not proved
} tessera_certainty;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_CERTAINTY_UNKNOWN: no such.
TESSERA_API const char *tessera_certainty_text(tessera_certainty value);
TESSERA_API tessera_certainty tessera_certainty_parse(const char *wire);

// One of two schemas that are compared.
typedef enum tessera_schema_side {
    TESSERA_SCHEMA_SIDE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_SCHEMA_SIDE_UNSET = 0, // none given
    TESSERA_SCHEMA_SIDE_OLD, // old: The one that is in force
    TESSERA_SCHEMA_SIDE_NEW, // new: The one that is to follow
} tessera_schema_side;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_SCHEMA_SIDE_UNKNOWN: no such.
TESSERA_API const char *tessera_schema_side_text(tessera_schema_side value);
TESSERA_API tessera_schema_side tessera_schema_side_parse(const char *wire);

// Size of a change, in capitals.
typedef enum tessera_impact_change_type {
    TESSERA_IMPACT_CHANGE_TYPE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_IMPACT_CHANGE_TYPE_UNSET = 0, // none given
    TESSERA_IMPACT_CHANGE_TYPE_PATCH, // PATCH: The schema is unchanged
    TESSERA_IMPACT_CHANGE_TYPE_MINOR, // MINOR: Compatible addition
    TESSERA_IMPACT_CHANGE_TYPE_MAJOR, // MAJOR: Breaking change
} tessera_impact_change_type;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_IMPACT_CHANGE_TYPE_UNKNOWN: no such.
TESSERA_API const char *tessera_impact_change_type_text(tessera_impact_change_type value);
TESSERA_API tessera_impact_change_type tessera_impact_change_type_parse(const char *wire);

// Size of the change from the contract before.
typedef enum tessera_history_change_type {
    TESSERA_HISTORY_CHANGE_TYPE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_HISTORY_CHANGE_TYPE_UNSET = 0, // none given
    TESSERA_HISTORY_CHANGE_TYPE_PATCH, // patch: The schema is unchanged
    TESSERA_HISTORY_CHANGE_TYPE_MINOR, // minor: Compatible addition
    TESSERA_HISTORY_CHANGE_TYPE_MAJOR, // major: Breaking change
    TESSERA_HISTORY_CHANGE_TYPE_INITIAL, // initial: There is no contract before
} tessera_history_change_type;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_HISTORY_CHANGE_TYPE_UNKNOWN: no such.
TESSERA_API const char *tessera_history_change_type_text(tessera_history_change_type value);
TESSERA_API tessera_history_change_type tessera_history_change_type_parse(const char *wire);

// State of a proposal.
typedef enum tessera_proposal_status {
    TESSERA_PROPOSAL_STATUS_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_PROPOSAL_STATUS_UNSET = 0, // none given
    TESSERA_PROPOSAL_STATUS_PENDING, // pending: Waits for acknowledgments
    TESSERA_PROPOSAL_STATUS_APPROVED, // approved: May be published
    TESSERA_PROPOSAL_STATUS_PUBLISHED, // published: Was published
    TESSERA_PROPOSAL_STATUS_REJECTED, // rejected: A consumer blocked it
    TESSERA_PROPOSAL_STATUS_WITHDRAWN, // withdrawn: Its producer took it back
    TESSERA_PROPOSAL_STATUS_EXPIRED, // expired: Not resolved in time
} tessera_proposal_status;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_PROPOSAL_STATUS_UNKNOWN: no such.
TESSERA_API const char *tessera_proposal_status_text(tessera_proposal_status value);
TESSERA_API tessera_proposal_status tessera_proposal_status_parse(const char *wire);

// How one asset uses another.
typedef enum tessera_dependency_type {
    TESSERA_DEPENDENCY_TYPE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_DEPENDENCY_TYPE_UNSET = 0, // none given
    TESSERA_DEPENDENCY_TYPE_CONSUMES, // consumes: Reads its data
    TESSERA_DEPENDENCY_TYPE_REFERENCES, // references: Refers to its keys
    TESSERA_DEPENDENCY_TYPE_TRANSFORMS, // transforms: Is derived from it
} tessera_dependency_type;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_DEPENDENCY_TYPE_UNKNOWN: no such.
TESSERA_API const char *tessera_dependency_type_text(tessera_dependency_type value);
TESSERA_API tessera_dependency_type tessera_dependency_type_parse(const char *wire);

// How a dependency became known.
typedef enum tessera_dependency_source {
    TESSERA_DEPENDENCY_SOURCE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_DEPENDENCY_SOURCE_UNSET = 0, // none given
    TESSERA_DEPENDENCY_SOURCE_MANUAL, // manual: Somebody declared it
    TESSERA_DEPENDENCY_SOURCE_OTEL, // otel: It was observed in traces
    TESSERA_DEPENDENCY_SOURCE_INFERRED, // inferred: It was concluded from use
} tessera_dependency_source;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_DEPENDENCY_SOURCE_UNKNOWN: no such.
TESSERA_API const char *tessera_dependency_source_text(tessera_dependency_source value);
TESSERA_API tessera_dependency_source tessera_dependency_source_parse(const char *wire);

// How fresh a repository's synchronisation is.
typedef enum tessera_sync_status {
    TESSERA_SYNC_STATUS_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_SYNC_STATUS_UNSET = 0, // none given
    TESSERA_SYNC_STATUS_NEVER, // never: There was none
    TESSERA_SYNC_STATUS_STALE, // stale: It was more than a day ago
    TESSERA_SYNC_STATUS_OK, // ok: It was within a day
} tessera_sync_status;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_SYNC_STATUS_UNKNOWN: no such.
TESSERA_API const char *tessera_sync_status_text(tessera_sync_status value);
TESSERA_API tessera_sync_status tessera_sync_status_parse(const char *wire);

// State of a consumer that was concluded.
typedef enum tessera_inference_status {
    TESSERA_INFERENCE_STATUS_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_INFERENCE_STATUS_UNSET = 0, // none given
    TESSERA_INFERENCE_STATUS_PENDING, // pending: Awaits an answer
    TESSERA_INFERENCE_STATUS_CONFIRMED, // confirmed: The team said that it is one
    TESSERA_INFERENCE_STATUS_REJECTED, // rejected: Somebody said that it is none
    TESSERA_INFERENCE_STATUS_EXPIRED, // expired: It was not observed any more
} tessera_inference_status;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_INFERENCE_STATUS_UNKNOWN: no such.
TESSERA_API const char *tessera_inference_status_text(tessera_inference_status value);
TESSERA_API tessera_inference_status tessera_inference_status_parse(const char *wire);

// A consumer's answer to a proposal.
typedef enum tessera_acknowledgment_response {
    TESSERA_ACKNOWLEDGMENT_RESPONSE_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_ACKNOWLEDGMENT_RESPONSE_UNSET = 0, // none given
    TESSERA_ACKNOWLEDGMENT_RESPONSE_APPROVED, // approved: The change may come
    TESSERA_ACKNOWLEDGMENT_RESPONSE_BLOCKED, // blocked: The change must not come
    TESSERA_ACKNOWLEDGMENT_RESPONSE_MIGRATING, // migrating: The change may come; the consumer is preparing for it
} tessera_acknowledgment_response;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_ACKNOWLEDGMENT_RESPONSE_UNKNOWN: no such.
TESSERA_API const char *tessera_acknowledgment_response_text(tessera_acknowledgment_response value);
TESSERA_API tessera_acknowledgment_response tessera_acknowledgment_response_parse(const char *wire);

// Why the answer of a consumer to a proposal is or is not waited for.
typedef enum tessera_wait_reason {
    TESSERA_WAIT_REASON_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_WAIT_REASON_UNSET = 0, // none given
    TESSERA_WAIT_REASON_READS_EVERYTHING, // reads_everything: It names no fields, so that every change concerns it
    TESSERA_WAIT_REASON_FIELDS_TOUCHED, // fields_touched: A change touches fields that it reads
    TESSERA_WAIT_REASON_WHOLE_TOUCHED, // whole_touched: A change is of the whole, or it is not certain which fields it touches
    TESSERA_WAIT_REASON_FIELDS_UNTOUCHED, // fields_untouched: Not waited for: no change touches a field that it reads
    TESSERA_WAIT_REASON_MODE_KEPT, // mode_kept: Not waited for: no change breaks the compatibility that it needs
} tessera_wait_reason;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_WAIT_REASON_UNKNOWN: no such.
TESSERA_API const char *tessera_wait_reason_text(tessera_wait_reason value);
TESSERA_API tessera_wait_reason tessera_wait_reason_parse(const char *wire);

// Outcome of a run of quality checks.
typedef enum tessera_audit_run_status {
    TESSERA_AUDIT_RUN_STATUS_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_AUDIT_RUN_STATUS_UNSET = 0, // none given
    TESSERA_AUDIT_RUN_STATUS_PASSED, // passed: Every guarantee held
    TESSERA_AUDIT_RUN_STATUS_FAILED, // failed: A guarantee was violated
    TESSERA_AUDIT_RUN_STATUS_PARTIAL, // partial: Some checks were skipped or ended in an error
} tessera_audit_run_status;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_AUDIT_RUN_STATUS_UNKNOWN: no such.
TESSERA_API const char *tessera_audit_run_status_text(tessera_audit_run_status value);
TESSERA_API tessera_audit_run_status tessera_audit_run_status_parse(const char *wire);

// What became of a publish request.
typedef enum tessera_publish_action {
    TESSERA_PUBLISH_ACTION_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_PUBLISH_ACTION_UNSET = 0, // none given
    TESSERA_PUBLISH_ACTION_PUBLISHED, // published: A new contract is active
    TESSERA_PUBLISH_ACTION_FORCE_PUBLISHED, // force.published: A breaking contract was published by force
    TESSERA_PUBLISH_ACTION_PROPOSAL_CREATED, // proposal.created: The change is breaking; a proposal awaits acknowledgments
    TESSERA_PUBLISH_ACTION_WOULD_PUBLISH, // would.publish: Dry run: a new contract would be active
    TESSERA_PUBLISH_ACTION_WOULD_FORCE_PUBLISH, // would.force.publish: Dry run: a breaking contract would be published by force
    TESSERA_PUBLISH_ACTION_WOULD_CREATE_PROPOSAL, // would.create.proposal: Dry run: the change is breaking; a proposal would await acknowledgments
    TESSERA_PUBLISH_ACTION_VERSION_REQUIRED, // version.required: The publisher must choose a version; one is suggested
    TESSERA_PUBLISH_ACTION_PROPOSAL_PENDING, // proposal.pending: The same was proposed before and still awaits acknowledgments; nothing was written
    TESSERA_PUBLISH_ACTION_PUBLISHABLE, // publishable: Nothing has to be proposed: it may be published at once; nothing was written
} tessera_publish_action;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_PUBLISH_ACTION_UNKNOWN: no such.
TESSERA_API const char *tessera_publish_action_text(tessera_publish_action value);
TESSERA_API tessera_publish_action tessera_publish_action_parse(const char *wire);

// What became of one schema of a bulk publish.
typedef enum tessera_bulk_publish_status {
    TESSERA_BULK_PUBLISH_STATUS_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_BULK_PUBLISH_STATUS_UNSET = 0, // none given
    TESSERA_BULK_PUBLISH_STATUS_WILL_PUBLISH, // will_publish: Dry run: it would be published
    TESSERA_BULK_PUBLISH_STATUS_WILL_SKIP, // will_skip: Dry run: it says nothing new
    TESSERA_BULK_PUBLISH_STATUS_BREAKING, // breaking: Dry run: the change is breaking
    TESSERA_BULK_PUBLISH_STATUS_PUBLISHED, // published: A new contract is active
    TESSERA_BULK_PUBLISH_STATUS_SKIPPED, // skipped: It says nothing new; nothing was written
    TESSERA_BULK_PUBLISH_STATUS_PROPOSAL_CREATED, // proposal.created: The change is breaking; a proposal awaits acknowledgments
    TESSERA_BULK_PUBLISH_STATUS_FAILED, // failed: Nothing was written; the error says why
} tessera_bulk_publish_status;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_BULK_PUBLISH_STATUS_UNKNOWN: no such.
TESSERA_API const char *tessera_bulk_publish_status_text(tessera_bulk_publish_status value);
TESSERA_API tessera_bulk_publish_status tessera_bulk_publish_status_parse(const char *wire);

// Whether something may be published.
typedef enum tessera_publish_answer {
    TESSERA_PUBLISH_ANSWER_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_PUBLISH_ANSWER_UNSET = 0, // none given
    TESSERA_PUBLISH_ANSWER_YES, // yes: It may, at once
    TESSERA_PUBLISH_ANSWER_NO, // no: It may not; waiting does not help
    TESSERA_PUBLISH_ANSWER_NOT_YET, // not_yet: It may once those who are waited for have answered
} tessera_publish_answer;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_PUBLISH_ANSWER_UNKNOWN: no such.
TESSERA_API const char *tessera_publish_answer_text(tessera_publish_answer value);
TESSERA_API tessera_publish_answer tessera_publish_answer_parse(const char *wire);

// What an answer to whether something may be published rests on.
typedef enum tessera_publish_ground {
    TESSERA_PUBLISH_GROUND_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_PUBLISH_GROUND_UNSET = 0, // none given
    TESSERA_PUBLISH_GROUND_NOTHING_OPEN, // nothing_open: Nothing is proposed that is open or was refused last
    TESSERA_PUBLISH_GROUND_FIRST_CONTRACT, // first_contract: The asset has no contract that a change could break
    TESSERA_PUBLISH_GROUND_COMPATIBLE, // compatible: Nothing in the change is breaking
    TESSERA_PUBLISH_GROUND_PRERELEASE, // prerelease: A pre-release, or the release of one, may break
    TESSERA_PUBLISH_GROUND_APPROVED, // approved: It was proposed, and the proposal is approved
    TESSERA_PUBLISH_GROUND_NEEDS_PROPOSAL, // needs_proposal: It is breaking, and has to be proposed first
    TESSERA_PUBLISH_GROUND_AWAITS_CONSUMER, // awaits_consumer: A consumer has yet to answer
    TESSERA_PUBLISH_GROUND_AWAITS_DECISION, // awaits_decision: There is no consumer who could answer; an admin decides
    TESSERA_PUBLISH_GROUND_CONSENT_OUTDATED, // consent_outdated: It was approved, but breaks more than was agreed to since another contract became active
    TESSERA_PUBLISH_GROUND_BLOCKED, // blocked: A consumer blocked it
    TESSERA_PUBLISH_GROUND_OTHER_PROPOSAL, // other_proposal: Another proposal of the asset is pending
    TESSERA_PUBLISH_GROUND_VERSION_TAKEN, // version_taken: A contract of the asset has this version
    TESSERA_PUBLISH_GROUND_VERSION_UNFIT, // version_unfit: The version does not fit the change
    TESSERA_PUBLISH_GROUND_QUALITY_FAILED, // quality_failed: The last run of quality checks did not pass
    TESSERA_PUBLISH_GROUND_DEPLOYED, // deployed: A team runs a version in the environment from which the change is breaking
    TESSERA_PUBLISH_GROUND_CONCERNS_NOBODY, // concerns_nobody: It is breaking, but concerns none of the consumers
} tessera_publish_ground;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_PUBLISH_GROUND_UNKNOWN: no such.
TESSERA_API const char *tessera_publish_ground_text(tessera_publish_ground value);
TESSERA_API tessera_publish_ground tessera_publish_ground_parse(const char *wire);

// Kind of thing that global search finds.
typedef enum tessera_search_kind {
    TESSERA_SEARCH_KIND_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_SEARCH_KIND_UNSET = 0, // none given
    TESSERA_SEARCH_KIND_TEAMS, // teams: Teams by name
    TESSERA_SEARCH_KIND_USERS, // users: Users by name or e-mail address
    TESSERA_SEARCH_KIND_ASSETS, // assets: Assets by qualified name
    TESSERA_SEARCH_KIND_CONTRACTS, // contracts: Contracts by version
} tessera_search_kind;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_SEARCH_KIND_UNKNOWN: no such.
TESSERA_API const char *tessera_search_kind_text(tessera_search_kind value);
TESSERA_API tessera_search_kind tessera_search_kind_parse(const char *wire);

// What a team's chat is told of.
typedef enum tessera_chat_event {
    TESSERA_CHAT_EVENT_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_CHAT_EVENT_UNSET = 0, // none given
    TESSERA_CHAT_EVENT_CONTRACT_PUBLISHED, // contract.published: A contract was published that the team consumed before
    TESSERA_CHAT_EVENT_FORCE_PUBLISH, // force.publish: The same by force: it breaks consumers, and they did not agree
    TESSERA_CHAT_EVENT_PROPOSAL_ACKNOWLEDGED, // proposal.acknowledged: A consumer answered a proposal
    TESSERA_CHAT_EVENT_PROPOSAL_CREATED, // proposal.created: A breaking change was proposed
    TESSERA_CHAT_EVENT_PROPOSAL_EXPIRING, // proposal.expiring: A proposal ends soon, and consumers have yet to answer
    TESSERA_CHAT_EVENT_PROPOSAL_RESOLVED, // proposal.resolved: A proposal was approved, blocked, withdrawn, or ended otherwise
    TESSERA_CHAT_EVENT_REPO_SYNC_FAILED, // repo.sync_failed: A repository of the team could not be synchronised
} tessera_chat_event;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_CHAT_EVENT_UNKNOWN: no such.
TESSERA_API const char *tessera_chat_event_text(tessera_chat_event value);
TESSERA_API tessera_chat_event tessera_chat_event_parse(const char *wire);

// What destinations of events are told.
typedef enum tessera_webhook_event {
    TESSERA_WEBHOOK_EVENT_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_WEBHOOK_EVENT_UNSET = 0, // none given
    TESSERA_WEBHOOK_EVENT_CONTRACT_PUBLISHED, // contract.published: A contract was published
    TESSERA_WEBHOOK_EVENT_PROPOSAL_CREATED, // proposal.created: A breaking change was proposed
    TESSERA_WEBHOOK_EVENT_PROPOSAL_ACKNOWLEDGED, // proposal.acknowledged: A consumer agreed to a proposal, or is on its way
    TESSERA_WEBHOOK_EVENT_PROPOSAL_APPROVED, // proposal.approved: Nobody is waited for any more
    TESSERA_WEBHOOK_EVENT_PROPOSAL_REJECTED, // proposal.rejected: A consumer blocked a proposal
    TESSERA_WEBHOOK_EVENT_PROPOSAL_FORCE_APPROVED, // proposal.force_approved: An admin approved a proposal without the rest of its consumers
    TESSERA_WEBHOOK_EVENT_PROPOSAL_WITHDRAWN, // proposal.withdrawn: Who proposed a change took it back
    TESSERA_WEBHOOK_EVENT_PROPOSAL_EXPIRED, // proposal.expired: A proposal was given up, or its time ran out
    TESSERA_WEBHOOK_EVENT_PROPOSAL_EXPIRING, // proposal.expiring: A proposal soon ends, and some have yet to answer
    TESSERA_WEBHOOK_EVENT_PROPOSAL_REOPENED, // proposal.reopened: An approved proposal is put to its consumers again
    TESSERA_WEBHOOK_EVENT_PROPOSAL_OBJECTION_FILED, // proposal.objection_filed: A team downstream objected
    TESSERA_WEBHOOK_EVENT_DEPLOYMENT_RECORDED, // deployment.recorded: A team said which version it reads in an environment
    TESSERA_WEBHOOK_EVENT_DEPLOYMENT_DELETED, // deployment.deleted: That was forgotten
    TESSERA_WEBHOOK_EVENT_WEBHOOK_TEST, // webhook.test: Somebody tries the destination; it is told whatever its filter says
} tessera_webhook_event;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_WEBHOOK_EVENT_UNKNOWN: no such.
TESSERA_API const char *tessera_webhook_event_text(tessera_webhook_event value);
TESSERA_API tessera_webhook_event tessera_webhook_event_parse(const char *wire);

// Who named a destination of events.
typedef enum tessera_webhook_origin {
    TESSERA_WEBHOOK_ORIGIN_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_WEBHOOK_ORIGIN_UNSET = 0, // none given
    TESSERA_WEBHOOK_ORIGIN_SETTINGS, // settings: The setting WEBHOOK_URL
    TESSERA_WEBHOOK_ORIGIN_ROUTE, // route: An admin, by a call
} tessera_webhook_origin;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_WEBHOOK_ORIGIN_UNKNOWN: no such.
TESSERA_API const char *tessera_webhook_origin_text(tessera_webhook_origin value);
TESSERA_API tessera_webhook_origin tessera_webhook_origin_parse(const char *wire);

// How far a delivery is.
typedef enum tessera_webhook_delivery_status {
    TESSERA_WEBHOOK_DELIVERY_STATUS_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_WEBHOOK_DELIVERY_STATUS_UNSET = 0, // none given
    TESSERA_WEBHOOK_DELIVERY_STATUS_PENDING, // pending: Not yet received, and no round has failed
    TESSERA_WEBHOOK_DELIVERY_STATUS_DELIVERED, // delivered: Received with a status below 300
    TESSERA_WEBHOOK_DELIVERY_STATUS_FAILED, // failed: A round of attempts failed; another follows
    TESSERA_WEBHOOK_DELIVERY_STATUS_DEAD_LETTERED, // dead_lettered: Put aside while the destination is paused, which `next_attempt_at` tells, or for good; it can be sent again
} tessera_webhook_delivery_status;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_WEBHOOK_DELIVERY_STATUS_UNKNOWN: no such.
TESSERA_API const char *tessera_webhook_delivery_status_text(tessera_webhook_delivery_status value);
TESSERA_API tessera_webhook_delivery_status tessera_webhook_delivery_status_parse(const char *wire);

// How somebody is told of an event.
typedef enum tessera_notification_kind {
    TESSERA_NOTIFICATION_KIND_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_NOTIFICATION_KIND_UNSET = 0, // none given
    TESSERA_NOTIFICATION_KIND_SLACK, // slack: In a channel in Slack
    TESSERA_NOTIFICATION_KIND_MAIL, // mail: By mail, to a user
} tessera_notification_kind;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_NOTIFICATION_KIND_UNKNOWN: no such.
TESSERA_API const char *tessera_notification_kind_text(tessera_notification_kind value);
TESSERA_API tessera_notification_kind tessera_notification_kind_parse(const char *wire);

// How far a message to people is.
typedef enum tessera_notification_status {
    TESSERA_NOTIFICATION_STATUS_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_NOTIFICATION_STATUS_UNSET = 0, // none given
    TESSERA_NOTIFICATION_STATUS_PENDING, // pending: Not yet sent, or tried again at the time of `next_attempt_at`
    TESSERA_NOTIFICATION_STATUS_DELIVERED, // delivered: Slack, or the server for mails, took it
    TESSERA_NOTIFICATION_STATUS_FAILED, // failed: Given up
} tessera_notification_status;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_NOTIFICATION_STATUS_UNKNOWN: no such.
TESSERA_API const char *tessera_notification_status_text(tessera_notification_status value);
TESSERA_API tessera_notification_status tessera_notification_status_parse(const char *wire);

// Which documents of a schema are wanted.
typedef enum tessera_example_kind {
    TESSERA_EXAMPLE_KIND_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library
    TESSERA_EXAMPLE_KIND_UNSET = 0, // none given
    TESSERA_EXAMPLE_KIND_INSIDE, // inside: Such that it accepts
    TESSERA_EXAMPLE_KIND_BORDER, // border: Such that it accepts, with a part at the border of what a keyword lets pass
    TESSERA_EXAMPLE_KIND_BEYOND, // beyond: Such that it rejects, with a part just beyond that border
} tessera_example_kind;
// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_EXAMPLE_KIND_UNKNOWN: no such.
TESSERA_API const char *tessera_example_kind_text(tessera_example_kind value);
TESSERA_API tessera_example_kind tessera_example_kind_parse(const char *wire);

#ifdef __cplusplus
}
#endif

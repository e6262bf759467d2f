// What the enumerations of the interface look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/tables.h"

static const char *const values_user_type[] = {"human", "bot"};
const tessera_reflect_enum table_enum_user_type = {"user_type", "UserType", 2, values_user_type, "What a user is"};
static const char *const values_user_role[] = {"admin", "team_admin", "user"};
const tessera_reflect_enum table_enum_user_role = {"user_role", "UserRole", 3, values_user_role, "What a person may do in a browser session"};
static const char *const values_api_key_scope[] = {"read", "write", "admin"};
const tessera_reflect_enum table_enum_api_key_scope = {"api_key_scope", "ApiKeyScope", 3, values_api_key_scope, "What a key may do"};
static const char *const values_credential_kind[] = {"none", "bootstrap_key", "api_key", "session", "oidc_token", "certificate"};
const tessera_reflect_enum table_enum_credential_kind = {"credential_kind", "CredentialKind", 6, values_credential_kind, "By what a caller is known"};
static const char *const values_resource_type[] = {"api_endpoint", "graphql_query", "grpc_service", "model", "source", "seed", "snapshot", "other"};
const tessera_reflect_enum table_enum_resource_type = {"resource_type", "ResourceType", 8, values_resource_type, "Kind of thing that an asset is"};
static const char *const values_guarantee_mode[] = {"notify", "strict", "ignore"};
const tessera_reflect_enum table_enum_guarantee_mode = {"guarantee_mode", "GuaranteeMode", 3, values_guarantee_mode, "How changes of guarantees are treated"};
static const char *const values_guarantee_severity[] = {"info", "warning", "breaking"};
const tessera_reflect_enum table_enum_guarantee_severity = {"guarantee_severity", "GuaranteeSeverity", 3, values_guarantee_severity, "How much a change of guarantees matters"};
static const char *const values_semver_mode[] = {"auto", "suggest", "enforce"};
const tessera_reflect_enum table_enum_semver_mode = {"semver_mode", "SemverMode", 3, values_semver_mode, "Who chooses the version of a contract"};
static const char *const values_compatibility_mode[] = {"backward", "forward", "full", "none", "backward_transitive", "forward_transitive", "full_transitive"};
const tessera_reflect_enum table_enum_compatibility_mode = {"compatibility_mode", "CompatibilityMode", 7, values_compatibility_mode, "Which changes of a schema are compatible"};
static const char *const values_compatibility_policy[] = {"yardstick", "strict", "lenient"};
const tessera_reflect_enum table_enum_compatibility_policy = {"compatibility_policy", "CompatibilityPolicy", 3, values_compatibility_policy, "What counts when two schemas are compared"};
static const char *const values_transitive_scope[] = {"major", "all"};
const tessera_reflect_enum table_enum_transitive_scope = {"transitive_scope", "TransitiveScope", 2, values_transitive_scope, "Which earlier versions the transitive modes look at"};
static const char *const values_schema_format[] = {"json_schema", "avro"};
const tessera_reflect_enum table_enum_schema_format = {"schema_format", "SchemaFormat", 2, values_schema_format, "Language in which a schema was submitted"};
static const char *const values_contract_status[] = {"active", "deprecated", "retired"};
const tessera_reflect_enum table_enum_contract_status = {"contract_status", "ContractStatus", 3, values_contract_status, "State of a contract"};
static const char *const values_registration_status[] = {"active", "migrating", "inactive"};
const tessera_reflect_enum table_enum_registration_status = {"registration_status", "RegistrationStatus", 3, values_registration_status, "State of a consumer's registration"};
static const char *const values_change_type[] = {"patch", "minor", "major"};
const tessera_reflect_enum table_enum_change_type = {"change_type", "ChangeType", 3, values_change_type, "Size of a change between two schemas"};
static const char *const values_certainty[] = {"proved", "refuted", "undecided"};
const tessera_reflect_enum table_enum_certainty = {"certainty", "Certainty", 3, values_certainty, "What a verdict on two schemas rests on"};
static const char *const values_schema_side[] = {"old", "new"};
const tessera_reflect_enum table_enum_schema_side = {"schema_side", "SchemaSide", 2, values_schema_side, "One of two schemas that are compared"};
static const char *const values_impact_change_type[] = {"PATCH", "MINOR", "MAJOR"};
const tessera_reflect_enum table_enum_impact_change_type = {"impact_change_type", "ImpactChangeType", 3, values_impact_change_type, "Size of a change, in capitals"};
static const char *const values_history_change_type[] = {"patch", "minor", "major", "initial"};
const tessera_reflect_enum table_enum_history_change_type = {"history_change_type", "HistoryChangeType", 4, values_history_change_type, "Size of the change from the contract before"};
static const char *const values_proposal_status[] = {"pending", "approved", "published", "rejected", "withdrawn", "expired"};
const tessera_reflect_enum table_enum_proposal_status = {"proposal_status", "ProposalStatus", 6, values_proposal_status, "State of a proposal"};
static const char *const values_dependency_type[] = {"consumes", "references", "transforms"};
const tessera_reflect_enum table_enum_dependency_type = {"dependency_type", "DependencyType", 3, values_dependency_type, "How one asset uses another"};
static const char *const values_dependency_source[] = {"manual", "otel", "inferred"};
const tessera_reflect_enum table_enum_dependency_source = {"dependency_source", "DependencySource", 3, values_dependency_source, "How a dependency became known"};
static const char *const values_sync_status[] = {"never", "stale", "ok"};
const tessera_reflect_enum table_enum_sync_status = {"sync_status", "SyncStatus", 3, values_sync_status, "How fresh a repository's synchronisation is"};
static const char *const values_inference_status[] = {"pending", "confirmed", "rejected", "expired"};
const tessera_reflect_enum table_enum_inference_status = {"inference_status", "InferenceStatus", 4, values_inference_status, "State of a consumer that was concluded"};
static const char *const values_acknowledgment_response[] = {"approved", "blocked", "migrating"};
const tessera_reflect_enum table_enum_acknowledgment_response = {"acknowledgment_response", "AcknowledgmentResponse", 3, values_acknowledgment_response, "A consumer's answer to a proposal"};
static const char *const values_wait_reason[] = {"reads_everything", "fields_touched", "whole_touched", "fields_untouched", "mode_kept"};
const tessera_reflect_enum table_enum_wait_reason = {"wait_reason", "WaitReason", 5, values_wait_reason, "Why the answer of a consumer to a proposal is or is not waited for"};
static const char *const values_audit_run_status[] = {"passed", "failed", "partial"};
const tessera_reflect_enum table_enum_audit_run_status = {"audit_run_status", "AuditRunStatus", 3, values_audit_run_status, "Outcome of a run of quality checks"};
static const char *const values_publish_action[] = {"published", "force.published", "proposal.created", "would.publish", "would.force.publish", "would.create.proposal", "version.required", "proposal.pending", "publishable"};
const tessera_reflect_enum table_enum_publish_action = {"publish_action", "PublishAction", 9, values_publish_action, "What became of a publish request"};
static const char *const values_bulk_publish_status[] = {"will_publish", "will_skip", "breaking", "published", "skipped", "proposal.created", "failed"};
const tessera_reflect_enum table_enum_bulk_publish_status = {"bulk_publish_status", "BulkPublishStatus", 7, values_bulk_publish_status, "What became of one schema of a bulk publish"};
static const char *const values_publish_answer[] = {"yes", "no", "not_yet"};
const tessera_reflect_enum table_enum_publish_answer = {"publish_answer", "PublishAnswer", 3, values_publish_answer, "Whether something may be published"};
static const char *const values_publish_ground[] = {"nothing_open", "first_contract", "compatible", "prerelease", "approved", "needs_proposal", "awaits_consumer", "awaits_decision", "consent_outdated", "blocked", "other_proposal", "version_taken", "version_unfit", "quality_failed", "deployed", "concerns_nobody"};
const tessera_reflect_enum table_enum_publish_ground = {"publish_ground", "PublishGround", 16, values_publish_ground, "What an answer to whether something may be published rests on"};
static const char *const values_search_kind[] = {"teams", "users", "assets", "contracts"};
const tessera_reflect_enum table_enum_search_kind = {"search_kind", "SearchKind", 4, values_search_kind, "Kind of thing that global search finds"};
static const char *const values_chat_event[] = {"contract.published", "force.publish", "proposal.acknowledged", "proposal.created", "proposal.expiring", "proposal.resolved", "repo.sync_failed"};
const tessera_reflect_enum table_enum_chat_event = {"chat_event", "ChatEvent", 7, values_chat_event, "What a team's chat is told of"};
static const char *const values_webhook_event[] = {"contract.published", "proposal.created", "proposal.acknowledged", "proposal.approved", "proposal.rejected", "proposal.force_approved", "proposal.withdrawn", "proposal.expired", "proposal.expiring", "proposal.reopened", "proposal.objection_filed", "deployment.recorded", "deployment.deleted", "webhook.test"};
const tessera_reflect_enum table_enum_webhook_event = {"webhook_event", "WebhookEvent", 14, values_webhook_event, "What destinations of events are told"};
static const char *const values_webhook_origin[] = {"settings", "route"};
const tessera_reflect_enum table_enum_webhook_origin = {"webhook_origin", "WebhookOrigin", 2, values_webhook_origin, "Who named a destination of events"};
static const char *const values_webhook_delivery_status[] = {"pending", "delivered", "failed", "dead_lettered"};
const tessera_reflect_enum table_enum_webhook_delivery_status = {"webhook_delivery_status", "WebhookDeliveryStatus", 4, values_webhook_delivery_status, "How far a delivery is"};
static const char *const values_notification_kind[] = {"slack", "mail"};
const tessera_reflect_enum table_enum_notification_kind = {"notification_kind", "NotificationKind", 2, values_notification_kind, "How somebody is told of an event"};
static const char *const values_notification_status[] = {"pending", "delivered", "failed"};
const tessera_reflect_enum table_enum_notification_status = {"notification_status", "NotificationStatus", 3, values_notification_status, "How far a message to people is"};
static const char *const values_example_kind[] = {"inside", "border", "beyond"};
const tessera_reflect_enum table_enum_example_kind = {"example_kind", "ExampleKind", 3, values_example_kind, "Which documents of a schema are wanted"};

const tessera_reflect_enum *const table_enums[] = {
    &table_enum_user_type,
    &table_enum_user_role,
    &table_enum_api_key_scope,
    &table_enum_credential_kind,
    &table_enum_resource_type,
    &table_enum_guarantee_mode,
    &table_enum_guarantee_severity,
    &table_enum_semver_mode,
    &table_enum_compatibility_mode,
    &table_enum_compatibility_policy,
    &table_enum_transitive_scope,
    &table_enum_schema_format,
    &table_enum_contract_status,
    &table_enum_registration_status,
    &table_enum_change_type,
    &table_enum_certainty,
    &table_enum_schema_side,
    &table_enum_impact_change_type,
    &table_enum_history_change_type,
    &table_enum_proposal_status,
    &table_enum_dependency_type,
    &table_enum_dependency_source,
    &table_enum_sync_status,
    &table_enum_inference_status,
    &table_enum_acknowledgment_response,
    &table_enum_wait_reason,
    &table_enum_audit_run_status,
    &table_enum_publish_action,
    &table_enum_bulk_publish_status,
    &table_enum_publish_answer,
    &table_enum_publish_ground,
    &table_enum_search_kind,
    &table_enum_chat_event,
    &table_enum_webhook_event,
    &table_enum_webhook_origin,
    &table_enum_webhook_delivery_status,
    &table_enum_notification_kind,
    &table_enum_notification_status,
    &table_enum_example_kind,
    NULL};

const char *tessera_user_type_text(tessera_user_type value) {
    return tessera_reflect_enum_text(&table_enum_user_type, value);
}
tessera_user_type tessera_user_type_parse(const char *wire) {
    return (tessera_user_type)tessera_reflect_enum_parse(&table_enum_user_type, wire);
}
const char *tessera_user_role_text(tessera_user_role value) {
    return tessera_reflect_enum_text(&table_enum_user_role, value);
}
tessera_user_role tessera_user_role_parse(const char *wire) {
    return (tessera_user_role)tessera_reflect_enum_parse(&table_enum_user_role, wire);
}
const char *tessera_api_key_scope_text(tessera_api_key_scope value) {
    return tessera_reflect_enum_text(&table_enum_api_key_scope, value);
}
tessera_api_key_scope tessera_api_key_scope_parse(const char *wire) {
    return (tessera_api_key_scope)tessera_reflect_enum_parse(&table_enum_api_key_scope, wire);
}
const char *tessera_credential_kind_text(tessera_credential_kind value) {
    return tessera_reflect_enum_text(&table_enum_credential_kind, value);
}
tessera_credential_kind tessera_credential_kind_parse(const char *wire) {
    return (tessera_credential_kind)tessera_reflect_enum_parse(&table_enum_credential_kind, wire);
}
const char *tessera_resource_type_text(tessera_resource_type value) {
    return tessera_reflect_enum_text(&table_enum_resource_type, value);
}
tessera_resource_type tessera_resource_type_parse(const char *wire) {
    return (tessera_resource_type)tessera_reflect_enum_parse(&table_enum_resource_type, wire);
}
const char *tessera_guarantee_mode_text(tessera_guarantee_mode value) {
    return tessera_reflect_enum_text(&table_enum_guarantee_mode, value);
}
tessera_guarantee_mode tessera_guarantee_mode_parse(const char *wire) {
    return (tessera_guarantee_mode)tessera_reflect_enum_parse(&table_enum_guarantee_mode, wire);
}
const char *tessera_guarantee_severity_text(tessera_guarantee_severity value) {
    return tessera_reflect_enum_text(&table_enum_guarantee_severity, value);
}
tessera_guarantee_severity tessera_guarantee_severity_parse(const char *wire) {
    return (tessera_guarantee_severity)tessera_reflect_enum_parse(&table_enum_guarantee_severity, wire);
}
const char *tessera_semver_mode_text(tessera_semver_mode value) {
    return tessera_reflect_enum_text(&table_enum_semver_mode, value);
}
tessera_semver_mode tessera_semver_mode_parse(const char *wire) {
    return (tessera_semver_mode)tessera_reflect_enum_parse(&table_enum_semver_mode, wire);
}
const char *tessera_compatibility_mode_text(tessera_compatibility_mode value) {
    return tessera_reflect_enum_text(&table_enum_compatibility_mode, value);
}
tessera_compatibility_mode tessera_compatibility_mode_parse(const char *wire) {
    return (tessera_compatibility_mode)tessera_reflect_enum_parse(&table_enum_compatibility_mode, wire);
}
const char *tessera_compatibility_policy_text(tessera_compatibility_policy value) {
    return tessera_reflect_enum_text(&table_enum_compatibility_policy, value);
}
tessera_compatibility_policy tessera_compatibility_policy_parse(const char *wire) {
    return (tessera_compatibility_policy)tessera_reflect_enum_parse(&table_enum_compatibility_policy, wire);
}
const char *tessera_transitive_scope_text(tessera_transitive_scope value) {
    return tessera_reflect_enum_text(&table_enum_transitive_scope, value);
}
tessera_transitive_scope tessera_transitive_scope_parse(const char *wire) {
    return (tessera_transitive_scope)tessera_reflect_enum_parse(&table_enum_transitive_scope, wire);
}
const char *tessera_schema_format_text(tessera_schema_format value) {
    return tessera_reflect_enum_text(&table_enum_schema_format, value);
}
tessera_schema_format tessera_schema_format_parse(const char *wire) {
    return (tessera_schema_format)tessera_reflect_enum_parse(&table_enum_schema_format, wire);
}
const char *tessera_contract_status_text(tessera_contract_status value) {
    return tessera_reflect_enum_text(&table_enum_contract_status, value);
}
tessera_contract_status tessera_contract_status_parse(const char *wire) {
    return (tessera_contract_status)tessera_reflect_enum_parse(&table_enum_contract_status, wire);
}
const char *tessera_registration_status_text(tessera_registration_status value) {
    return tessera_reflect_enum_text(&table_enum_registration_status, value);
}
tessera_registration_status tessera_registration_status_parse(const char *wire) {
    return (tessera_registration_status)tessera_reflect_enum_parse(&table_enum_registration_status, wire);
}
const char *tessera_change_type_text(tessera_change_type value) {
    return tessera_reflect_enum_text(&table_enum_change_type, value);
}
tessera_change_type tessera_change_type_parse(const char *wire) {
    return (tessera_change_type)tessera_reflect_enum_parse(&table_enum_change_type, wire);
}
const char *tessera_certainty_text(tessera_certainty value) {
    return tessera_reflect_enum_text(&table_enum_certainty, value);
}
tessera_certainty tessera_certainty_parse(const char *wire) {
    return (tessera_certainty)tessera_reflect_enum_parse(&table_enum_certainty, wire);
}
const char *tessera_schema_side_text(tessera_schema_side value) {
    return tessera_reflect_enum_text(&table_enum_schema_side, value);
}
tessera_schema_side tessera_schema_side_parse(const char *wire) {
    return (tessera_schema_side)tessera_reflect_enum_parse(&table_enum_schema_side, wire);
}
const char *tessera_impact_change_type_text(tessera_impact_change_type value) {
    return tessera_reflect_enum_text(&table_enum_impact_change_type, value);
}
tessera_impact_change_type tessera_impact_change_type_parse(const char *wire) {
    return (tessera_impact_change_type)tessera_reflect_enum_parse(&table_enum_impact_change_type, wire);
}
const char *tessera_history_change_type_text(tessera_history_change_type value) {
    return tessera_reflect_enum_text(&table_enum_history_change_type, value);
}
tessera_history_change_type tessera_history_change_type_parse(const char *wire) {
    return (tessera_history_change_type)tessera_reflect_enum_parse(&table_enum_history_change_type, wire);
}
const char *tessera_proposal_status_text(tessera_proposal_status value) {
    return tessera_reflect_enum_text(&table_enum_proposal_status, value);
}
tessera_proposal_status tessera_proposal_status_parse(const char *wire) {
    return (tessera_proposal_status)tessera_reflect_enum_parse(&table_enum_proposal_status, wire);
}
const char *tessera_dependency_type_text(tessera_dependency_type value) {
    return tessera_reflect_enum_text(&table_enum_dependency_type, value);
}
tessera_dependency_type tessera_dependency_type_parse(const char *wire) {
    return (tessera_dependency_type)tessera_reflect_enum_parse(&table_enum_dependency_type, wire);
}
const char *tessera_dependency_source_text(tessera_dependency_source value) {
    return tessera_reflect_enum_text(&table_enum_dependency_source, value);
}
tessera_dependency_source tessera_dependency_source_parse(const char *wire) {
    return (tessera_dependency_source)tessera_reflect_enum_parse(&table_enum_dependency_source, wire);
}
const char *tessera_sync_status_text(tessera_sync_status value) {
    return tessera_reflect_enum_text(&table_enum_sync_status, value);
}
tessera_sync_status tessera_sync_status_parse(const char *wire) {
    return (tessera_sync_status)tessera_reflect_enum_parse(&table_enum_sync_status, wire);
}
const char *tessera_inference_status_text(tessera_inference_status value) {
    return tessera_reflect_enum_text(&table_enum_inference_status, value);
}
tessera_inference_status tessera_inference_status_parse(const char *wire) {
    return (tessera_inference_status)tessera_reflect_enum_parse(&table_enum_inference_status, wire);
}
const char *tessera_acknowledgment_response_text(tessera_acknowledgment_response value) {
    return tessera_reflect_enum_text(&table_enum_acknowledgment_response, value);
}
tessera_acknowledgment_response tessera_acknowledgment_response_parse(const char *wire) {
    return (tessera_acknowledgment_response)tessera_reflect_enum_parse(&table_enum_acknowledgment_response, wire);
}
const char *tessera_wait_reason_text(tessera_wait_reason value) {
    return tessera_reflect_enum_text(&table_enum_wait_reason, value);
}
tessera_wait_reason tessera_wait_reason_parse(const char *wire) {
    return (tessera_wait_reason)tessera_reflect_enum_parse(&table_enum_wait_reason, wire);
}
const char *tessera_audit_run_status_text(tessera_audit_run_status value) {
    return tessera_reflect_enum_text(&table_enum_audit_run_status, value);
}
tessera_audit_run_status tessera_audit_run_status_parse(const char *wire) {
    return (tessera_audit_run_status)tessera_reflect_enum_parse(&table_enum_audit_run_status, wire);
}
const char *tessera_publish_action_text(tessera_publish_action value) {
    return tessera_reflect_enum_text(&table_enum_publish_action, value);
}
tessera_publish_action tessera_publish_action_parse(const char *wire) {
    return (tessera_publish_action)tessera_reflect_enum_parse(&table_enum_publish_action, wire);
}
const char *tessera_bulk_publish_status_text(tessera_bulk_publish_status value) {
    return tessera_reflect_enum_text(&table_enum_bulk_publish_status, value);
}
tessera_bulk_publish_status tessera_bulk_publish_status_parse(const char *wire) {
    return (tessera_bulk_publish_status)tessera_reflect_enum_parse(&table_enum_bulk_publish_status, wire);
}
const char *tessera_publish_answer_text(tessera_publish_answer value) {
    return tessera_reflect_enum_text(&table_enum_publish_answer, value);
}
tessera_publish_answer tessera_publish_answer_parse(const char *wire) {
    return (tessera_publish_answer)tessera_reflect_enum_parse(&table_enum_publish_answer, wire);
}
const char *tessera_publish_ground_text(tessera_publish_ground value) {
    return tessera_reflect_enum_text(&table_enum_publish_ground, value);
}
tessera_publish_ground tessera_publish_ground_parse(const char *wire) {
    return (tessera_publish_ground)tessera_reflect_enum_parse(&table_enum_publish_ground, wire);
}
const char *tessera_search_kind_text(tessera_search_kind value) {
    return tessera_reflect_enum_text(&table_enum_search_kind, value);
}
tessera_search_kind tessera_search_kind_parse(const char *wire) {
    return (tessera_search_kind)tessera_reflect_enum_parse(&table_enum_search_kind, wire);
}
const char *tessera_chat_event_text(tessera_chat_event value) {
    return tessera_reflect_enum_text(&table_enum_chat_event, value);
}
tessera_chat_event tessera_chat_event_parse(const char *wire) {
    return (tessera_chat_event)tessera_reflect_enum_parse(&table_enum_chat_event, wire);
}
const char *tessera_webhook_event_text(tessera_webhook_event value) {
    return tessera_reflect_enum_text(&table_enum_webhook_event, value);
}
tessera_webhook_event tessera_webhook_event_parse(const char *wire) {
    return (tessera_webhook_event)tessera_reflect_enum_parse(&table_enum_webhook_event, wire);
}
const char *tessera_webhook_origin_text(tessera_webhook_origin value) {
    return tessera_reflect_enum_text(&table_enum_webhook_origin, value);
}
tessera_webhook_origin tessera_webhook_origin_parse(const char *wire) {
    return (tessera_webhook_origin)tessera_reflect_enum_parse(&table_enum_webhook_origin, wire);
}
const char *tessera_webhook_delivery_status_text(tessera_webhook_delivery_status value) {
    return tessera_reflect_enum_text(&table_enum_webhook_delivery_status, value);
}
tessera_webhook_delivery_status tessera_webhook_delivery_status_parse(const char *wire) {
    return (tessera_webhook_delivery_status)tessera_reflect_enum_parse(&table_enum_webhook_delivery_status, wire);
}
const char *tessera_notification_kind_text(tessera_notification_kind value) {
    return tessera_reflect_enum_text(&table_enum_notification_kind, value);
}
tessera_notification_kind tessera_notification_kind_parse(const char *wire) {
    return (tessera_notification_kind)tessera_reflect_enum_parse(&table_enum_notification_kind, wire);
}
const char *tessera_notification_status_text(tessera_notification_status value) {
    return tessera_reflect_enum_text(&table_enum_notification_status, value);
}
tessera_notification_status tessera_notification_status_parse(const char *wire) {
    return (tessera_notification_status)tessera_reflect_enum_parse(&table_enum_notification_status, wire);
}
const char *tessera_example_kind_text(tessera_example_kind value) {
    return tessera_reflect_enum_text(&table_enum_example_kind, value);
}
tessera_example_kind tessera_example_kind_parse(const char *wire) {
    return (tessera_example_kind)tessera_reflect_enum_parse(&table_enum_example_kind, wire);
}

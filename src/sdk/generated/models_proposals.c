// What the structs of tessera/models/proposals.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_common.h"
#include "sdk/generated/models_contracts.h"
#include "sdk/generated/models_proposals.h"
#include "tessera/models/proposals.h"

static const tessera_reflect_field fields_affected_team[] = {
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_affected_team, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_affected_team, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"assets", "assets", TESSERA_KIND_IDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_affected_team, assets), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its assets"},
};
const tessera_reflect_model table_model_affected_team = {"affected_team", "tessera_affected_team", "AffectedTeam", sizeof(tessera_affected_team), 3, fields_affected_team, "A team whose assets a proposal touches", 0x5};
static const tessera_reflect_field fields_affected_asset[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_affected_asset, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_affected_asset, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_affected_asset, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its owner team"},
    {"owner_team_name", "owner_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_affected_asset, owner_team_name), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the owner team"},
    {"owner_user_id", "owner_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_affected_asset, owner_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its owner user"},
    {"owner_user_name", "owner_user_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_affected_asset, owner_user_name), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the owner user"},
};
const tessera_reflect_model table_model_affected_asset = {"affected_asset", "tessera_affected_asset", "AffectedAsset", sizeof(tessera_affected_asset), 6, fields_affected_asset, "An asset that a proposal touches", 0x7};
static const tessera_reflect_field fields_objection[] = {
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_objection, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_objection, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name at that time"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_objection, reason), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why it objects"},
    {"objected_at", "objected_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_objection, objected_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it objected"},
    {"objected_by_user_id", "objected_by_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_objection, objected_by_user_id), 19, 19, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Objecting user"},
    {"objected_by_user_name", "objected_by_user_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_objection, objected_by_user_name), 21, 21, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of an active user at that time"},
};
const tessera_reflect_model table_model_objection = {"objection", "tessera_objection", "Objection", sizeof(tessera_objection), 6, fields_objection, "What a team downstream has against a proposal", 0xf};
static const tessera_reflect_field fields_proposal[] = {
    {"proposed_schema", "proposed_schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 0, offsetof(tessera_proposal, proposed_schema), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_proposal, schema_format), 13, 13, INT64_MIN, INT64_MIN, &table_enum_schema_format, NULL, NULL, "Language in which it was submitted"},
    {"proposed_source", "proposed_source", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_proposal, proposed_source), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What was submitted, where that language has rules of its own to compare by"},
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_proposal, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_proposal, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_proposal, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_change_type, NULL, NULL, "Size of the change"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_proposal, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Incompatible changes"},
    {"guarantee_changes", "guarantee_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_proposal, guarantee_changes), 17, 17, INT64_MIN, INT64_MIN, NULL, &table_model_guarantee_change, NULL, "Changes of the guarantees"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_proposal, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_proposal_status, NULL, NULL, "State"},
    {"proposed_by", "proposed_by", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_proposal, proposed_by), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposing team"},
    {"proposed_by_user_id", "proposed_by_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_proposal, proposed_by_user_id), 19, 19, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposing user"},
    {"proposed_at", "proposed_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 11, offsetof(tessera_proposal, proposed_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was proposed"},
    {"resolved_at", "resolved_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 12, offsetof(tessera_proposal, resolved_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was resolved"},
    {"expires_at", "expires_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 13, offsetof(tessera_proposal, expires_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it expires"},
    {"auto_expire", "auto_expire", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 14, offsetof(tessera_proposal, auto_expire), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it expires, too, when the last migration deadline of its answers is over"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 15, offsetof(tessera_proposal, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"affected_teams", "affected_teams", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 16, offsetof(tessera_proposal, affected_teams), 14, 14, INT64_MIN, INT64_MIN, NULL, &table_model_affected_team, NULL, "Teams that it touches"},
    {"affected_assets", "affected_assets", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 17, offsetof(tessera_proposal, affected_assets), 15, 15, INT64_MIN, INT64_MIN, NULL, &table_model_affected_asset, NULL, "Assets that it touches"},
    {"objections", "objections", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 18, offsetof(tessera_proposal, objections), 10, 10, INT64_MIN, INT64_MIN, NULL, &table_model_objection, NULL, "Objections filed, oldest first"},
    {"base_contract_id", "base_contract_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 19, offsetof(tessera_proposal, base_contract_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contract that the change is from"},
    {"proposed_version", "proposed_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 20, offsetof(tessera_proposal, proposed_version), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that it is meant to become"},
    {"has_objections", "has_objections", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 21, offsetof(tessera_proposal, has_objections), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether there are objections"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 22, offsetof(tessera_proposal, reason), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why the change is made"},
    {"supersedes", "supersedes", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 23, offsetof(tessera_proposal, supersedes), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposal that it took the place of"},
};
const tessera_reflect_model table_model_proposal = {"proposal", "tessera_proposal", "Proposal", sizeof(tessera_proposal), 24, fields_proposal, "A breaking change that waits for its consumers", 0x274bfb};
static const tessera_reflect_field fields_proposal_list_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_proposal_list_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_proposal_list_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_proposal_list_query, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"status", "status", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_proposal_list_query, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_proposal_status, NULL, NULL, "State"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_proposal_list_query, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_change_type, NULL, NULL, "Size of the change"},
    {"proposed_by", "proposed_by", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_proposal_list_query, proposed_by), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposing team"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 6, offsetof(tessera_proposal_list_query, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team that is a consumer of the asset"},
    {"pending_ack_for", "pending_ack_for", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 7, offsetof(tessera_proposal_list_query, pending_ack_for), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team that has yet to answer; pending proposals only"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 8, offsetof(tessera_proposal_list_query, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_proposal_list_query = {"proposal_list_query", "tessera_proposal_list_query", "ProposalListQuery", sizeof(tessera_proposal_list_query), 9, fields_proposal_list_query, "Filters of the list of proposals", 0x0};
static const tessera_reflect_field fields_proposal_entry[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_proposal_entry, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_proposal_entry, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_proposal_entry, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_proposal_entry, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_proposal_status, NULL, NULL, "State"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_proposal_entry, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_change_type, NULL, NULL, "Size of the change"},
    {"breaking_changes_count", "breaking_changes_count", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_proposal_entry, breaking_changes_count), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many changes are breaking"},
    {"proposed_by", "proposed_by", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_proposal_entry, proposed_by), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposing team"},
    {"proposed_at", "proposed_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_proposal_entry, proposed_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was proposed"},
    {"acknowledgment_count", "acknowledgment_count", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_proposal_entry, acknowledgment_count), 20, 20, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many teams have answered"},
    {"total_consumers", "total_consumers", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_proposal_entry, total_consumers), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many teams are consumers of the asset now"},
    {"expires_at", "expires_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_proposal_entry, expires_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it expires"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 11, offsetof(tessera_proposal_entry, reason), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why the change is made"},
};
const tessera_reflect_model table_model_proposal_entry = {"proposal_entry", "tessera_proposal_entry", "ProposalEntry", sizeof(tessera_proposal_entry), 12, fields_proposal_entry, "A proposal in a list", 0x3ff};
static const tessera_reflect_field fields_proposal_query[] = {
    {"include_status", "include_status", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_proposal_query, include_status), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Show names, consumers and their answers too"},
};
const tessera_reflect_model table_model_proposal_query = {"proposal_query", "tessera_proposal_query", "ProposalQuery", sizeof(tessera_proposal_query), 1, fields_proposal_query, "How much of a proposal to show", 0x0};
static const tessera_reflect_field fields_proposal_author[] = {
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_proposal_author, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_proposal_author, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name; Unknown when it was deleted"},
    {"user_id", "user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_proposal_author, user_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "User"},
    {"user_name", "user_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_proposal_author, user_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the user, while active"},
};
const tessera_reflect_model table_model_proposal_author = {"proposal_author", "tessera_proposal_author", "ProposalAuthor", sizeof(tessera_proposal_author), 4, fields_proposal_author, "Who proposed a change", 0x3};
static const tessera_reflect_field fields_proposal_consumers[] = {
    {"total", "total", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_proposal_consumers, total), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumers of the asset now"},
    {"acknowledged", "acknowledged", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_proposal_consumers, acknowledged), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Answers given"},
    {"pending", "pending", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_proposal_consumers, pending), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumers that have yet to answer"},
    {"blocked", "blocked", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_proposal_consumers, blocked), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Answers that block the change"},
};
const tessera_reflect_model table_model_proposal_consumers = {"proposal_consumers", "tessera_proposal_consumers", "ProposalConsumers", sizeof(tessera_proposal_consumers), 4, fields_proposal_consumers, "How many consumers have answered", 0xf};
static const tessera_reflect_field fields_acknowledgment_summary[] = {
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_acknowledgment_summary, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"consumer_team_name", "consumer_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_acknowledgment_summary, consumer_team_name), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name; Unknown when it was deleted"},
    {"acknowledged_by_user_id", "acknowledged_by_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_acknowledgment_summary, acknowledged_by_user_id), 23, 23, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Answering user"},
    {"acknowledged_by_user_name", "acknowledged_by_user_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_acknowledgment_summary, acknowledged_by_user_name), 25, 25, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the user, while active"},
    {"response", "response", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_acknowledgment_summary, response), 8, 8, INT64_MIN, INT64_MIN, &table_enum_acknowledgment_response, NULL, NULL, "The answer"},
    {"migration_deadline", "migration_deadline", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_acknowledgment_summary, migration_deadline), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Until when the team means to have migrated"},
    {"responded_at", "responded_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_acknowledgment_summary, responded_at), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it answered"},
    {"notes", "notes", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_acknowledgment_summary, notes), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it had to say"},
};
const tessera_reflect_model table_model_acknowledgment_summary = {"acknowledgment_summary", "tessera_acknowledgment_summary", "AcknowledgmentSummary", sizeof(tessera_acknowledgment_summary), 8, fields_acknowledgment_summary, "A consumer's answer to a proposal, with names", 0x53};
static const tessera_reflect_field fields_earlier_acknowledgment[] = {
    {"proposal_id", "proposal_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_earlier_acknowledgment, proposal_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposal that was answered"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_earlier_acknowledgment, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"consumer_team_name", "consumer_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_earlier_acknowledgment, consumer_team_name), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name; Unknown when it was deleted"},
    {"response", "response", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_earlier_acknowledgment, response), 8, 8, INT64_MIN, INT64_MIN, &table_enum_acknowledgment_response, NULL, NULL, "The answer"},
    {"migration_deadline", "migration_deadline", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_earlier_acknowledgment, migration_deadline), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Until when the team meant to have migrated"},
    {"responded_at", "responded_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_earlier_acknowledgment, responded_at), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it answered"},
    {"notes", "notes", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_earlier_acknowledgment, notes), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it had to say"},
};
const tessera_reflect_model table_model_earlier_acknowledgment = {"earlier_acknowledgment", "tessera_earlier_acknowledgment", "EarlierAcknowledgment", sizeof(tessera_earlier_acknowledgment), 7, fields_earlier_acknowledgment, "A consumer's answer that does not count any more", 0x2f};
static const tessera_reflect_field fields_proposal_audit[] = {
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_proposal_audit, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_audit_run_status, NULL, NULL, "Outcome"},
    {"guarantees_failed", "guarantees_failed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_proposal_audit, guarantees_failed), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees that were violated"},
    {"run_at", "run_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_proposal_audit, run_at), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When the checks ran"},
    {"triggered_by", "triggered_by", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_proposal_audit, triggered_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What ran them"},
    {"is_passing", "is_passing", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_proposal_audit, is_passing), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether every guarantee held"},
};
const tessera_reflect_model table_model_proposal_audit = {"proposal_audit", "tessera_proposal_audit", "ProposalAudit", sizeof(tessera_proposal_audit), 5, fields_proposal_audit, "The last run of quality checks of a proposal's asset", 0x1f};
static const tessera_reflect_field fields_proposal_status_response[] = {
    {"proposal_id", "proposal_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_proposal_status_response, proposal_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The proposal's id once more"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_proposal_status_response, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The asset's name"},
    {"proposed_by", "proposed_by", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_proposal_status_response, proposed_by), 11, 11, INT64_MIN, INT64_MIN, NULL, &table_model_proposal_author, NULL, "Who proposed it"},
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_proposal_status_response, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_proposal_status_response, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_proposal_status, NULL, NULL, "State"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_proposal_status_response, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_proposal_status_response, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_change_type, NULL, NULL, "Size of the change"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_proposal_status_response, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Incompatible changes"},
    {"guarantee_changes", "guarantee_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_proposal_status_response, guarantee_changes), 17, 17, INT64_MIN, INT64_MIN, NULL, &table_model_guarantee_change, NULL, "Changes of the guarantees"},
    {"proposed_at", "proposed_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_proposal_status_response, proposed_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was proposed"},
    {"resolved_at", "resolved_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_proposal_status_response, resolved_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was resolved"},
    {"expires_at", "expires_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 11, offsetof(tessera_proposal_status_response, expires_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it expires"},
    {"auto_expire", "auto_expire", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 12, offsetof(tessera_proposal_status_response, auto_expire), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it expires with the last migration deadline"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 13, offsetof(tessera_proposal_status_response, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"proposed_schema", "proposed_schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 14, offsetof(tessera_proposal_status_response, proposed_schema), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 15, offsetof(tessera_proposal_status_response, schema_format), 13, 13, INT64_MIN, INT64_MIN, &table_enum_schema_format, NULL, NULL, "Language in which it was submitted"},
    {"proposed_source", "proposed_source", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 16, offsetof(tessera_proposal_status_response, proposed_source), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What was submitted, where that language has rules of its own to compare by"},
    {"affected_teams", "affected_teams", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 17, offsetof(tessera_proposal_status_response, affected_teams), 14, 14, INT64_MIN, INT64_MIN, NULL, &table_model_affected_team, NULL, "Teams that it touches"},
    {"affected_assets", "affected_assets", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 18, offsetof(tessera_proposal_status_response, affected_assets), 15, 15, INT64_MIN, INT64_MIN, NULL, &table_model_affected_asset, NULL, "Assets that it touches"},
    {"objections", "objections", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 19, offsetof(tessera_proposal_status_response, objections), 10, 10, INT64_MIN, INT64_MIN, NULL, &table_model_objection, NULL, "Objections filed, oldest first"},
    {"base_contract_id", "base_contract_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 20, offsetof(tessera_proposal_status_response, base_contract_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contract that the change is from"},
    {"proposed_version", "proposed_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 21, offsetof(tessera_proposal_status_response, proposed_version), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that it is meant to become"},
    {"has_objections", "has_objections", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 22, offsetof(tessera_proposal_status_response, has_objections), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether there are objections"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 23, offsetof(tessera_proposal_status_response, reason), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why the change is made"},
    {"supersedes", "supersedes", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 24, offsetof(tessera_proposal_status_response, supersedes), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposal that it took the place of"},
    {"consumers", "consumers", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 25, offsetof(tessera_proposal_status_response, consumers), 9, 9, INT64_MIN, INT64_MIN, NULL, &table_model_proposal_consumers, NULL, "How many consumers have answered"},
    {"acknowledgments", "acknowledgments", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 26, offsetof(tessera_proposal_status_response, acknowledgments), 15, 15, INT64_MIN, INT64_MIN, NULL, &table_model_acknowledgment_summary, NULL, "Answers, oldest first"},
    {"earlier_acknowledgments", "earlier_acknowledgments", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 27, offsetof(tessera_proposal_status_response, earlier_acknowledgments), 23, 23, INT64_MIN, INT64_MIN, NULL, &table_model_earlier_acknowledgment, NULL, "Answers to what the proposal was before it was reopened, and to those that it took the place of, oldest first"},
    {"pending_consumers", "pending_consumers", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 28, offsetof(tessera_proposal_status_response, pending_consumers), 17, 17, INT64_MIN, INT64_MIN, NULL, &table_model_pending_consumer, NULL, "Consumers that have yet to answer"},
    {"audit_status", "audit_status", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 29, offsetof(tessera_proposal_status_response, audit_status), 12, 12, INT64_MIN, INT64_MIN, NULL, &table_model_proposal_audit, NULL, "The last run of quality checks of the asset"},
    {"warnings", "warnings", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 30, offsetof(tessera_proposal_status_response, warnings), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What to look out for"},
    {"superseded_by", "superseded_by", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 31, offsetof(tessera_proposal_status_response, superseded_by), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposal that took its place"},
    {"waits", "waits", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 32, offsetof(tessera_proposal_status_response, waits), 5, 5, INT64_MIN, INT64_MIN, NULL, &table_model_consumer_wait, NULL, "All consumers, and why each is or is not waited for"},
    {"truncated", "truncated", TESSERA_KIND_BOOL, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 33, offsetof(tessera_proposal_status_response, truncated), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Present where a list of answers or consumers would have more than 1,000: of answers the last are told, of consumers the oldest"},
};
const tessera_reflect_model table_model_proposal_status_response = {"proposal_status_response", "tessera_proposal_status_response", "ProposalStatusResponse", sizeof(tessera_proposal_status_response), 34, fields_proposal_status_response, "A proposal and how far it has come", 0x15e4ed3ff};
static const tessera_reflect_field fields_proposal_detail[] = {
    {"proposal_id", "proposal_id", TESSERA_KIND_ID, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 0, offsetof(tessera_proposal_detail, proposal_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The proposal's id once more; with the status"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 1, offsetof(tessera_proposal_detail, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The asset's name; with the status"},
    {"proposed_by", "proposed_by", TESSERA_KIND_ANY, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_proposal_detail, proposed_by), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Who proposed it: a ProposalAuthor with the status, else the team's id"},
    {"proposed_by_user_id", "proposed_by_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 3, offsetof(tessera_proposal_detail, proposed_by_user_id), 19, 19, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposing user; without the status"},
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_proposal_detail, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_proposal_detail, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_proposal_status, NULL, NULL, "State"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_proposal_detail, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_proposal_detail, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_change_type, NULL, NULL, "Size of the change"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_proposal_detail, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Incompatible changes"},
    {"guarantee_changes", "guarantee_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_proposal_detail, guarantee_changes), 17, 17, INT64_MIN, INT64_MIN, NULL, &table_model_guarantee_change, NULL, "Changes of the guarantees"},
    {"proposed_at", "proposed_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 10, offsetof(tessera_proposal_detail, proposed_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was proposed"},
    {"resolved_at", "resolved_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 11, offsetof(tessera_proposal_detail, resolved_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was resolved"},
    {"expires_at", "expires_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 12, offsetof(tessera_proposal_detail, expires_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it expires"},
    {"auto_expire", "auto_expire", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 13, offsetof(tessera_proposal_detail, auto_expire), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it expires with the last migration deadline"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 14, offsetof(tessera_proposal_detail, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"proposed_schema", "proposed_schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 15, offsetof(tessera_proposal_detail, proposed_schema), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 16, offsetof(tessera_proposal_detail, schema_format), 13, 13, INT64_MIN, INT64_MIN, &table_enum_schema_format, NULL, NULL, "Language in which it was submitted"},
    {"proposed_source", "proposed_source", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 17, offsetof(tessera_proposal_detail, proposed_source), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What was submitted, where that language has rules of its own to compare by"},
    {"affected_teams", "affected_teams", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 18, offsetof(tessera_proposal_detail, affected_teams), 14, 14, INT64_MIN, INT64_MIN, NULL, &table_model_affected_team, NULL, "Teams that it touches"},
    {"affected_assets", "affected_assets", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 19, offsetof(tessera_proposal_detail, affected_assets), 15, 15, INT64_MIN, INT64_MIN, NULL, &table_model_affected_asset, NULL, "Assets that it touches"},
    {"objections", "objections", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 20, offsetof(tessera_proposal_detail, objections), 10, 10, INT64_MIN, INT64_MIN, NULL, &table_model_objection, NULL, "Objections filed, oldest first"},
    {"base_contract_id", "base_contract_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 21, offsetof(tessera_proposal_detail, base_contract_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contract that the change is from"},
    {"proposed_version", "proposed_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 22, offsetof(tessera_proposal_detail, proposed_version), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that it is meant to become"},
    {"has_objections", "has_objections", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 23, offsetof(tessera_proposal_detail, has_objections), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether there are objections"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 24, offsetof(tessera_proposal_detail, reason), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why the change is made"},
    {"supersedes", "supersedes", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 25, offsetof(tessera_proposal_detail, supersedes), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposal that it took the place of"},
    {"consumers", "consumers", TESSERA_KIND_RECORD, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 26, offsetof(tessera_proposal_detail, consumers), 9, 9, INT64_MIN, INT64_MIN, NULL, &table_model_proposal_consumers, NULL, "How many consumers have answered; with the status"},
    {"acknowledgments", "acknowledgments", TESSERA_KIND_RECORDS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 27, offsetof(tessera_proposal_detail, acknowledgments), 15, 15, INT64_MIN, INT64_MIN, NULL, &table_model_acknowledgment_summary, NULL, "Answers, oldest first; with the status"},
    {"earlier_acknowledgments", "earlier_acknowledgments", TESSERA_KIND_RECORDS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 28, offsetof(tessera_proposal_detail, earlier_acknowledgments), 23, 23, INT64_MIN, INT64_MIN, NULL, &table_model_earlier_acknowledgment, NULL, "Answers to what the proposal was before it was reopened, and to those that it took the place of, oldest first; with the status"},
    {"pending_consumers", "pending_consumers", TESSERA_KIND_RECORDS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 29, offsetof(tessera_proposal_detail, pending_consumers), 17, 17, INT64_MIN, INT64_MIN, NULL, &table_model_pending_consumer, NULL, "Consumers that have yet to answer; with the status"},
    {"audit_status", "audit_status", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 30, offsetof(tessera_proposal_detail, audit_status), 12, 12, INT64_MIN, INT64_MIN, NULL, &table_model_proposal_audit, NULL, "The last run of quality checks of the asset; with the status"},
    {"warnings", "warnings", TESSERA_KIND_STRINGS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 31, offsetof(tessera_proposal_detail, warnings), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What to look out for; with the status"},
    {"superseded_by", "superseded_by", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 32, offsetof(tessera_proposal_detail, superseded_by), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposal that took its place; with the status"},
    {"waits", "waits", TESSERA_KIND_RECORDS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 33, offsetof(tessera_proposal_detail, waits), 5, 5, INT64_MIN, INT64_MIN, NULL, &table_model_consumer_wait, NULL, "All consumers, and why each is or is not waited for; with the status"},
    {"truncated", "truncated", TESSERA_KIND_BOOL, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 34, offsetof(tessera_proposal_detail, truncated), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Present where a list of answers or consumers would have more than 1,000: of answers the last are told, of consumers the oldest"},
};
const tessera_reflect_model table_model_proposal_detail = {"proposal_detail", "tessera_proposal_detail", "ProposalDetail", sizeof(tessera_proposal_detail), 35, fields_proposal_detail, "A proposal, with or without how far it has come", 0x9da7f4};
static const tessera_reflect_field fields_pending_proposals_query[] = {
    {"status", "status", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_pending_proposals_query, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_proposal_status, NULL, NULL, "State"},
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_pending_proposals_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, NULL, "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_pending_proposals_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_pending_proposals_query, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_pending_proposals_query = {"pending_proposals_query", "tessera_pending_proposals_query", "PendingProposalsQuery", sizeof(tessera_pending_proposals_query), 4, fields_pending_proposals_query, "Which of the proposals that a team has not answered", 0x0};
static const tessera_reflect_field fields_pending_proposal[] = {
    {"proposal_id", "proposal_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_pending_proposal, proposal_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposal"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_pending_proposal, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_pending_proposal, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"proposed_by_team", "proposed_by_team", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_pending_proposal, proposed_by_team), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the proposing team"},
    {"proposed_at", "proposed_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_pending_proposal, proposed_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was proposed"},
    {"expires_at", "expires_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_pending_proposal, expires_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it expires"},
    {"breaking_changes_summary", "breaking_changes_summary", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_pending_proposal, breaking_changes_summary), 24, 24, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Each incompatible change in a sentence"},
    {"total_consumers", "total_consumers", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_pending_proposal, total_consumers), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many teams are consumers of the asset now"},
    {"acknowledged_count", "acknowledged_count", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_pending_proposal, acknowledged_count), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many teams have answered"},
    {"your_team_status", "your_team_status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_pending_proposal, your_team_status), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "AWAITING_RESPONSE"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_pending_proposal, reason), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why the change is made"},
    {"wait", "wait", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 11, offsetof(tessera_pending_proposal, wait), 4, 4, INT64_MIN, INT64_MIN, NULL, &table_model_consumer_wait, NULL, "Why the team's answer is waited for"},
};
const tessera_reflect_model table_model_pending_proposal = {"pending_proposal", "tessera_pending_proposal", "PendingProposal", sizeof(tessera_pending_proposal), 12, fields_pending_proposal, "A proposal that waits for a team's answer", 0x3df};
static const tessera_reflect_field fields_pending_proposals[] = {
    {"pending_proposals", "pending_proposals", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_pending_proposals, pending_proposals), 17, 17, INT64_MIN, INT64_MIN, NULL, &table_model_pending_proposal, NULL, "The proposals, newest first"},
    {"total", "total", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_pending_proposals, total), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many there are on all pages"},
    {"limit", "limit", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_pending_proposals, limit), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Most entries of this page"},
    {"offset", "offset", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_pending_proposals, offset), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Entries before this page"},
    {"next", "next", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_pending_proposals, next), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Place behind the last entry, for `after`; null: this page is the last"},
};
const tessera_reflect_model table_model_pending_proposals = {"pending_proposals", "tessera_pending_proposals", "PendingProposals", sizeof(tessera_pending_proposals), 5, fields_pending_proposals, "Proposals that wait for a team's answer", 0xf};
static const tessera_reflect_field fields_acknowledgment[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_acknowledgment, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"proposal_id", "proposal_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_acknowledgment, proposal_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposal"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_acknowledgment, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"acknowledged_by_user_id", "acknowledged_by_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_acknowledgment, acknowledged_by_user_id), 23, 23, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Answering user"},
    {"response", "response", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_acknowledgment, response), 8, 8, INT64_MIN, INT64_MIN, &table_enum_acknowledgment_response, NULL, NULL, "The answer"},
    {"migration_deadline", "migration_deadline", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_acknowledgment, migration_deadline), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Until when the team means to have migrated"},
    {"notes", "notes", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_acknowledgment, notes), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it has to say"},
    {"responded_at", "responded_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_acknowledgment, responded_at), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it answered"},
    {"proposal_status", "proposal_status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_acknowledgment, proposal_status), 15, 15, INT64_MIN, INT64_MIN, &table_enum_proposal_status, NULL, NULL, "State of the proposal after the answer"},
};
const tessera_reflect_model table_model_acknowledgment = {"acknowledgment", "tessera_acknowledgment", "Acknowledgment", sizeof(tessera_acknowledgment), 9, fields_acknowledgment, "A consumer's answer to a proposal, as it was given", 0x197};
static const tessera_reflect_field fields_objection_result[] = {
    {"action", "action", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_objection_result, action), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "objection_filed"},
    {"proposal_id", "proposal_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_objection_result, proposal_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposal"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_objection_result, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of its asset"},
    {"objection", "objection", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_objection_result, objection), 9, 9, INT64_MIN, INT64_MIN, NULL, &table_model_objection, NULL, "The objection"},
    {"total_objections", "total_objections", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_objection_result, total_objections), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many objections there are now"},
    {"note", "note", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_objection_result, note), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What an objection does, for people"},
};
const tessera_reflect_model table_model_objection_result = {"objection_result", "tessera_objection_result", "ObjectionResult", sizeof(tessera_objection_result), 6, fields_objection_result, "An objection that was filed", 0x3f};
static const tessera_reflect_field fields_force_query[] = {
    {"actor_id", "actor_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_QUERY, 0, offsetof(tessera_force_query, actor_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team that takes the responsibility"},
    {"reason", "reason", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_force_query, reason), 6, 6, 1, 1000, NULL, NULL, NULL, "Why the change cannot wait"},
};
const tessera_reflect_model table_model_force_query = {"force_query", "tessera_force_query", "ForceQuery", sizeof(tessera_force_query), 2, fields_force_query, "Who forces a proposal", 0x1};
static const tessera_reflect_field fields_proposal_published[] = {
    {"action", "action", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_proposal_published, action), 6, 6, INT64_MIN, INT64_MIN, &table_enum_publish_action, NULL, NULL, "What was done"},
    {"proposal_id", "proposal_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_proposal_published, proposal_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposal"},
    {"contract", "contract", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_proposal_published, contract), 8, 8, INT64_MIN, INT64_MIN, NULL, &table_model_contract, NULL, "The new contract"},
    {"deprecated_contract_id", "deprecated_contract_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_proposal_published, deprecated_contract_id), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contract that it took the place of"},
    {"version_auto_generated", "version_auto_generated", TESSERA_KIND_BOOL, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 4, offsetof(tessera_proposal_published, version_auto_generated), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether the server chose the version"},
    {"audit_warning", "audit_warning", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 5, offsetof(tessera_proposal_published, audit_warning), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Trouble in the last run of quality checks"},
};
const tessera_reflect_model table_model_proposal_published = {"proposal_published", "tessera_proposal_published", "ProposalPublished", sizeof(tessera_proposal_published), 6, fields_proposal_published, "A proposal that was published", 0x7};
static const tessera_reflect_field fields_expired_proposals[] = {
    {"expired_count", "expired_count", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_expired_proposals, expired_count), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many"},
    {"expired_proposal_ids", "expired_proposal_ids", TESSERA_KIND_IDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_expired_proposals, expired_proposal_ids), 20, 20, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Which"},
};
const tessera_reflect_model table_model_expired_proposals = {"expired_proposals", "tessera_expired_proposals", "ExpiredProposals", sizeof(tessera_expired_proposals), 2, fields_expired_proposals, "Proposals whose time ran out", 0x3};
static const tessera_reflect_field fields_proposals_acknowledge_input[] = {
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_BODY, 0, offsetof(tessera_proposals_acknowledge_input, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Answering team: a consumer of the proposal's asset"},
    {"response_type", "response", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_proposals_acknowledge_input, response_type), 13, 8, INT64_MIN, INT64_MIN, &table_enum_acknowledgment_response, NULL, NULL, "The answer; absent: `accepted` says it"},
    {"notes", "notes", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_proposals_acknowledge_input, notes), 5, 5, INT64_MIN, 2000, NULL, NULL, NULL, "What the team has to say"},
    {"team_id", "consumer_team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_BODY, 3, offsetof(tessera_proposals_acknowledge_input, team_id), 7, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Answering team: a consumer of the proposal's asset"},
    {"accepted", "accepted", TESSERA_KIND_BOOL, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_proposals_acknowledge_input, accepted), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "In place of `response`: true stands for approved, false for blocked"},
    {"comment", "notes", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_proposals_acknowledge_input, comment), 7, 5, INT64_MIN, 2000, NULL, NULL, NULL, "What the team has to say"},
    {"migration_deadline", "migration_deadline", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_proposals_acknowledge_input, migration_deadline), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Until when the team means to have migrated"},
    {"acknowledged_by_user_id", "acknowledged_by_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_proposals_acknowledge_input, acknowledged_by_user_id), 23, 23, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Answering user"},
};
const tessera_reflect_model table_model_proposals_acknowledge_input = {"proposals_acknowledge_input", "tessera_proposals_acknowledge_input", "proposals_acknowledge_input", sizeof(tessera_proposals_acknowledge_input), 8, fields_proposals_acknowledge_input, "Answer a proposal as a consumer", 0x0};
static const tessera_reflect_field fields_proposals_file_objection_input[] = {
    {"objector_team_id", "objector_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_QUERY, 0, offsetof(tessera_proposals_file_objection_input, objector_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Objecting team: the owner of an asset downstream"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_proposals_file_objection_input, reason), 6, 6, 1, 1000, NULL, NULL, NULL, "Why the team objects"},
    {"objector_user_id", "objector_user_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_proposals_file_objection_input, objector_user_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Objecting user"},
};
const tessera_reflect_model table_model_proposals_file_objection_input = {"proposals_file_objection_input", "tessera_proposals_file_objection_input", "proposals_file_objection_input", sizeof(tessera_proposals_file_objection_input), 3, fields_proposals_file_objection_input, "Object to a proposal as a team downstream, which blocks nothing", 0x0};
static const tessera_reflect_field fields_proposals_publish_input[] = {
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_proposals_publish_input, version), 7, 7, INT64_MIN, 50, NULL, NULL, NULL, "Version, MAJOR.MINOR.PATCH; absent: the one that was proposed, or where that is taken the next"},
    {"published_by", "published_by", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_proposals_publish_input, published_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing team; absent: the caller's, or of an admin the asset's owner team"},
    {"published_by_user_id", "published_by_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_proposals_publish_input, published_by_user_id), 20, 20, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing user"},
};
const tessera_reflect_model table_model_proposals_publish_input = {"proposals_publish_input", "tessera_proposals_publish_input", "proposals_publish_input", sizeof(tessera_proposals_publish_input), 3, fields_proposals_publish_input, "Publish an approved proposal as a contract", 0x0};

// What the structs of tessera/models/teams.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_teams.h"
#include "tessera/models/teams.h"

static const tessera_reflect_field fields_team[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_team, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_team, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name, unique among active teams"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_team, description), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What the team is about"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_team, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data of the team's own"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_team, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_team, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"asset_count", "asset_count", TESSERA_KIND_INT, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 6, offsetof(tessera_team, asset_count), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Active assets that it owns"},
};
const tessera_reflect_model table_model_team = {"team", "tessera_team", "Team", sizeof(tessera_team), 7, fields_team, "A team: owns assets, publishes and consumes contracts", 0x1b};
static const tessera_reflect_field fields_team_create[] = {
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_team_create, name), 4, 4, 1, INT64_MIN, NULL, NULL, NULL, "Letters, digits, underscores, hyphens and spaces; starts and ends with a letter or digit"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, 0, TESSERA_PLACE_BODY, 1, offsetof(tessera_team_create, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_team_create, description), 11, 11, INT64_MIN, 2000, NULL, NULL, NULL, "What the team is about"},
};
const tessera_reflect_model table_model_team_create = {"team_create", "tessera_team_create", "TeamCreate", sizeof(tessera_team_create), 3, fields_team_create, "A new team", 0x1};
static const tessera_reflect_field fields_team_update[] = {
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_team_update, name), 4, 4, 1, INT64_MIN, NULL, NULL, NULL, "New name"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_team_update, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Replaces the whole map"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_team_update, description), 11, 11, INT64_MIN, 2000, NULL, NULL, NULL, "New description"},
};
const tessera_reflect_model table_model_team_update = {"team_update", "tessera_team_update", "TeamUpdate", sizeof(tessera_team_update), 3, fields_team_update, "Changes of a team; what is absent or null stays", 0x0};
static const tessera_reflect_field fields_team_list_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_team_list_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_team_list_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"name", "name", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_team_list_query, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name contains, any case; % and _ are wildcards, but not behind a backslash"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_team_list_query, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_team_list_query = {"team_list_query", "tessera_team_list_query", "TeamListQuery", sizeof(tessera_team_list_query), 4, fields_team_list_query, "Filters of the list of teams", 0x0};
static const tessera_reflect_field fields_team_delete_query[] = {
    {"force", "force", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_team_delete_query, force), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Delete it although it owns assets"},
};
const tessera_reflect_model table_model_team_delete_query = {"team_delete_query", "tessera_team_delete_query", "TeamDeleteQuery", sizeof(tessera_team_delete_query), 1, fields_team_delete_query, "How to delete a team", 0x0};
static const tessera_reflect_field fields_team_reference[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_team_reference, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_team_reference, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name"},
};
const tessera_reflect_model table_model_team_reference = {"team_reference", "tessera_team_reference", "TeamReference", sizeof(tessera_team_reference), 2, fields_team_reference, "A team in short", 0x3};
static const tessera_reflect_field fields_reassign_assets[] = {
    {"target_team_id", "target_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_reassign_assets, target_team_id), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The new owner team"},
    {"asset_ids", "asset_ids", TESSERA_KIND_IDS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_reassign_assets, asset_ids), 9, 9, INT64_MIN, 10000, NULL, NULL, NULL, "The assets; absent or empty: all of the team's"},
};
const tessera_reflect_model table_model_reassign_assets = {"reassign_assets", "tessera_reassign_assets", "ReassignAssets", sizeof(tessera_reassign_assets), 2, fields_reassign_assets, "Which assets go to which team", 0x1};
static const tessera_reflect_field fields_reassign_result[] = {
    {"reassigned", "reassigned", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_reassign_result, reassigned), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many assets moved"},
    {"source_team", "source_team", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_reassign_result, source_team), 11, 11, INT64_MIN, INT64_MIN, NULL, &table_model_team_reference, NULL, "The former owner"},
    {"target_team", "target_team", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_reassign_result, target_team), 11, 11, INT64_MIN, INT64_MIN, NULL, &table_model_team_reference, NULL, "The new owner"},
    {"asset_ids", "asset_ids", TESSERA_KIND_IDS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 3, offsetof(tessera_reassign_result, asset_ids), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The assets that moved; absent when none did"},
};
const tessera_reflect_model table_model_reassign_result = {"reassign_result", "tessera_reassign_result", "ReassignResult", sizeof(tessera_reassign_result), 4, fields_reassign_result, "What was reassigned", 0x7};

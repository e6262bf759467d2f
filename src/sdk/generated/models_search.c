// What the structs of tessera/models/search.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_search.h"
#include "tessera/models/search.h"

static const tessera_reflect_field fields_search_query[] = {
    {"q", "q", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_QUERY, 0, offsetof(tessera_search_query, q), 1, 1, 1, 100, NULL, NULL, NULL, "Text to find, any case; every character means itself"},
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_search_query, limit), 5, 5, 1, 50, NULL, NULL, NULL, "Most results of each kind"},
    {"types", "types", TESSERA_KIND_ENUMS, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_search_query, types), 5, 5, INT64_MIN, INT64_MIN, &table_enum_search_kind, NULL, NULL, "Kinds to search; absent: all"},
    {"tags", "tags", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_search_query, tags), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Comma-separated tags, all of which an asset must carry"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_search_query, resource_type), 13, 13, INT64_MIN, INT64_MIN, &table_enum_resource_type, NULL, NULL, "Kind of asset"},
    {"team", "team", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_search_query, team), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of an asset's owner team, any case"},
};
const tessera_reflect_model table_model_search_query = {"search_query", "tessera_search_query", "SearchQuery", sizeof(tessera_search_query), 6, fields_search_query, "What to search for", 0x1};
static const tessera_reflect_field fields_search_team[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_search_team, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_search_team, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name"},
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_search_team, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "team"},
};
const tessera_reflect_model table_model_search_team = {"search_team", "tessera_search_team", "SearchTeam", sizeof(tessera_search_team), 3, fields_search_team, "A team that was found", 0x7};
static const tessera_reflect_field fields_search_user[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_search_user, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_search_user, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_search_user, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_search_user, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "user"},
};
const tessera_reflect_model table_model_search_user = {"search_user", "tessera_search_user", "SearchUser", sizeof(tessera_search_user), 4, fields_search_user, "A user that was found", 0xb};
static const tessera_reflect_field fields_search_asset[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_search_asset, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_search_asset, fqn), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Fully qualified name"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_search_asset, resource_type), 13, 13, INT64_MIN, INT64_MIN, &table_enum_resource_type, NULL, NULL, "Kind"},
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_search_asset, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "asset"},
};
const tessera_reflect_model table_model_search_asset = {"search_asset", "tessera_search_asset", "SearchAsset", sizeof(tessera_search_asset), 4, fields_search_asset, "An asset that was found", 0xf};
static const tessera_reflect_field fields_search_contract[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_search_contract, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_search_contract, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_search_contract, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_search_contract, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_contract_status, NULL, NULL, "State"},
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_search_contract, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "contract"},
};
const tessera_reflect_model table_model_search_contract = {"search_contract", "tessera_search_contract", "SearchContract", sizeof(tessera_search_contract), 5, fields_search_contract, "A contract that was found", 0x1f};
static const tessera_reflect_field fields_search_results[] = {
    {"teams", "teams", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_search_results, teams), 5, 5, INT64_MIN, INT64_MIN, NULL, &table_model_search_team, NULL, "Teams"},
    {"users", "users", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_search_results, users), 5, 5, INT64_MIN, INT64_MIN, NULL, &table_model_search_user, NULL, "Users"},
    {"assets", "assets", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_search_results, assets), 6, 6, INT64_MIN, INT64_MIN, NULL, &table_model_search_asset, NULL, "Assets"},
    {"contracts", "contracts", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_search_results, contracts), 9, 9, INT64_MIN, INT64_MIN, NULL, &table_model_search_contract, NULL, "Contracts"},
};
const tessera_reflect_model table_model_search_results = {"search_results", "tessera_search_results", "SearchResults", sizeof(tessera_search_results), 4, fields_search_results, "What was found, by kind", 0xf};
static const tessera_reflect_field fields_search_counts[] = {
    {"teams", "teams", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_search_counts, teams), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Teams"},
    {"users", "users", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_search_counts, users), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Users"},
    {"assets", "assets", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_search_counts, assets), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Assets"},
    {"contracts", "contracts", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_search_counts, contracts), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contracts"},
    {"total", "total", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_search_counts, total), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "All"},
};
const tessera_reflect_model table_model_search_counts = {"search_counts", "tessera_search_counts", "SearchCounts", sizeof(tessera_search_counts), 5, fields_search_counts, "How many results are returned, by kind", 0x1f};
static const tessera_reflect_field fields_search_reply[] = {
    {"query", "query", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_search_reply, query), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What was searched for"},
    {"results", "results", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_search_reply, results), 7, 7, INT64_MIN, INT64_MIN, NULL, &table_model_search_results, NULL, "Results by kind"},
    {"counts", "counts", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_search_reply, counts), 6, 6, INT64_MIN, INT64_MIN, NULL, &table_model_search_counts, NULL, "Numbers of results by kind"},
};
const tessera_reflect_model table_model_search_reply = {"search_reply", "tessera_search_reply", "SearchReply", sizeof(tessera_search_reply), 3, fields_search_reply, "Result of a global search", 0x7};

// What the structs of tessera/models/services.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_services.h"
#include "tessera/models/services.h"

static const tessera_reflect_field fields_service[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_service, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_service, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name, unique in its repository among services that are not deleted"},
    {"repo_id", "repo_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_service, repo_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its repository"},
    {"root_path", "root_path", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_service, root_path), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its folder in the repository"},
    {"otel_service_name", "otel_service_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_service, otel_service_name), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name that it has in traces"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_service, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team of the repository"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_service, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_service, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"asset_count", "asset_count", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_service, asset_count), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Active assets that belong to it"},
};
const tessera_reflect_model table_model_service = {"service", "tessera_service", "Service", sizeof(tessera_service), 9, fields_service, "A part of a repository that is deployed by itself", 0x16f};
static const tessera_reflect_field fields_service_create[] = {
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_service_create, name), 4, 4, 1, 200, NULL, NULL, NULL, "Name"},
    {"repo_id", "repo_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_service_create, repo_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its repository"},
    {"root_path", "root_path", TESSERA_KIND_STRING, 0, TESSERA_PLACE_BODY, 2, offsetof(tessera_service_create, root_path), 9, 9, 1, 500, NULL, NULL, NULL, "Its folder in the repository"},
    {"otel_service_name", "otel_service_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_service_create, otel_service_name), 17, 17, INT64_MIN, 200, NULL, NULL, NULL, "Name that it has in traces"},
};
const tessera_reflect_model table_model_service_create = {"service_create", "tessera_service_create", "ServiceCreate", sizeof(tessera_service_create), 4, fields_service_create, "A new service", 0x3};
static const tessera_reflect_field fields_service_update[] = {
    {"root_path", "root_path", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_service_update, root_path), 9, 9, 1, 500, NULL, NULL, NULL, "Its folder in the repository"},
    {"otel_service_name", "otel_service_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_service_update, otel_service_name), 17, 17, INT64_MIN, 200, NULL, NULL, NULL, "Name that it has in traces"},
};
const tessera_reflect_model table_model_service_update = {"service_update", "tessera_service_update", "ServiceUpdate", sizeof(tessera_service_update), 2, fields_service_update, "Changes of a service; what is absent or null stays", 0x0};
static const tessera_reflect_field fields_service_list_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_service_list_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_service_list_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"repo_id", "repo_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_service_list_query, repo_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Repository"},
    {"team_id", "team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_service_list_query, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team of the repository"},
    {"otel_service_name", "otel_service_name", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_service_list_query, otel_service_name), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name in traces, exact"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_service_list_query, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_service_list_query = {"service_list_query", "tessera_service_list_query", "ServiceListQuery", sizeof(tessera_service_list_query), 6, fields_service_list_query, "Filters of the list of services", 0x0};

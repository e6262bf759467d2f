// What the structs of tessera/models/api_keys.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_api_keys.h"
#include "tessera/models/api_keys.h"

static const tessera_reflect_field fields_api_key[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_api_key, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"key_prefix", "key_prefix", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_api_key, key_prefix), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How the key begins: public, to tell keys apart"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_api_key, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name for people"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_api_key, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team that it acts for"},
    {"user_id", "user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_api_key, user_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whose it is; refused while that user is deactivated"},
    {"scopes", "scopes", TESSERA_KIND_ENUMS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_api_key, scopes), 6, 6, INT64_MIN, INT64_MIN, &table_enum_api_key_scope, NULL, NULL, "What it may do"},
    {"agent_name", "agent_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_api_key, agent_name), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the agent that uses it; null: a person or a program does"},
    {"agent_framework", "agent_framework", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_api_key, agent_framework), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What the agent is made with"},
    {"is_agent", "is_agent", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_api_key, is_agent), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it has the name of an agent"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_api_key, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"expires_at", "expires_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_api_key, expires_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "As of when it is refused; null: never"},
    {"last_used_at", "last_used_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 11, offsetof(tessera_api_key, last_used_at), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was last used, to the minute; null: not yet"},
    {"revoked_at", "revoked_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 12, offsetof(tessera_api_key, revoked_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was revoked; null: it was not"},
};
const tessera_reflect_model table_model_api_key = {"api_key", "tessera_api_key", "ApiKey", sizeof(tessera_api_key), 13, fields_api_key, "A credential of a program, without its secret", 0x32f};
static const tessera_reflect_field fields_api_key_created[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_api_key_created, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"key_prefix", "key_prefix", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_api_key_created, key_prefix), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How the key begins: public, to tell keys apart"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_api_key_created, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name for people"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_api_key_created, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team that it acts for"},
    {"user_id", "user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_api_key_created, user_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whose it is; refused while that user is deactivated"},
    {"scopes", "scopes", TESSERA_KIND_ENUMS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_api_key_created, scopes), 6, 6, INT64_MIN, INT64_MIN, &table_enum_api_key_scope, NULL, NULL, "What it may do"},
    {"agent_name", "agent_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_api_key_created, agent_name), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the agent that uses it; null: a person or a program does"},
    {"agent_framework", "agent_framework", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_api_key_created, agent_framework), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What the agent is made with"},
    {"is_agent", "is_agent", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_api_key_created, is_agent), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it has the name of an agent"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_api_key_created, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"expires_at", "expires_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_api_key_created, expires_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "As of when it is refused; null: never"},
    {"key", "key", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 11, offsetof(tessera_api_key_created, key), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The key itself: shown here and never again"},
};
const tessera_reflect_model table_model_api_key_created = {"api_key_created", "tessera_api_key_created", "ApiKeyCreated", sizeof(tessera_api_key_created), 12, fields_api_key_created, "A new key, with its secret", 0xb2f};
static const tessera_reflect_field fields_api_key_create[] = {
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_api_key_create, name), 4, 4, 1, 255, NULL, NULL, NULL, "Name for people"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_api_key_create, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team that it acts for"},
    {"scopes", "scopes", TESSERA_KIND_ENUMS, 0, TESSERA_PLACE_BODY, 2, offsetof(tessera_api_key_create, scopes), 6, 6, INT64_MIN, 100, &table_enum_api_key_scope, NULL, NULL, "What it may do; none: nothing that needs a scope"},
    {"user_id", "user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_api_key_create, user_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whose it is: an active user of the team"},
    {"expires_at", "expires_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_api_key_create, expires_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "As of when it is refused; without a zone in UTC, a date alone is its midnight"},
    {"agent_name", "agent_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_api_key_create, agent_name), 10, 10, INT64_MIN, 255, NULL, NULL, NULL, "Name of the agent that will use it; blank: none"},
    {"agent_framework", "agent_framework", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_api_key_create, agent_framework), 15, 15, INT64_MIN, 100, NULL, NULL, NULL, "What the agent is made with; blank: nothing known"},
};
const tessera_reflect_model table_model_api_key_create = {"api_key_create", "tessera_api_key_create", "ApiKeyCreate", sizeof(tessera_api_key_create), 7, fields_api_key_create, "A new key", 0x3};
static const tessera_reflect_field fields_api_key_list_query[] = {
    {"team_id", "team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_api_key_list_query, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Keys of this team; who is no admin sees the own team's whatever is asked"},
    {"include_revoked", "include_revoked", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_api_key_list_query, include_revoked), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Revoked keys, too"},
    {"is_agent", "is_agent", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_api_key_list_query, is_agent), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "true: keys of agents only; false: the others only"},
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_api_key_list_query, limit), 5, 5, 1, 1000, NULL, NULL, NULL, "Most keys in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_api_key_list_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Keys to skip"},
};
const tessera_reflect_model table_model_api_key_list_query = {"api_key_list_query", "tessera_api_key_list_query", "ApiKeyListQuery", sizeof(tessera_api_key_list_query), 5, fields_api_key_list_query, "Filters of the list of keys", 0x0};
static const tessera_reflect_field fields_api_key_list[] = {
    {"keys", "keys", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_api_key_list, keys), 4, 4, INT64_MIN, INT64_MIN, NULL, &table_model_api_key, NULL, "The keys"},
    {"total", "total", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_api_key_list, total), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many there are in all"},
};
const tessera_reflect_model table_model_api_key_list = {"api_key_list", "tessera_api_key_list", "ApiKeyList", sizeof(tessera_api_key_list), 2, fields_api_key_list, "Keys, newest first", 0x3};

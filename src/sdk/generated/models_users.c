// What the structs of tessera/models/users.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_users.h"
#include "tessera/models/users.h"

static const tessera_reflect_field fields_user[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_user, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"username", "username", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_user, username), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Login name, lower case"},
    {"email", "email", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_user, email), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "E-mail address, lower case"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_user, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name for people"},
    {"user_type", "user_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_user, user_type), 9, 9, INT64_MIN, INT64_MIN, &table_enum_user_type, NULL, NULL, "Person or program"},
    {"role", "role", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_user, role), 4, 4, INT64_MIN, INT64_MIN, &table_enum_user_role, NULL, NULL, "Rights in browser sessions"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_user, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_user, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data"},
    {"notification_preferences", "notification_preferences", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_user, notification_preferences), 24, 24, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data on notifications"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_user, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_user, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"deactivated_at", "deactivated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 11, offsetof(tessera_user, deactivated_at), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was deactivated"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 12, offsetof(tessera_user, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the team"},
    {"asset_count", "asset_count", TESSERA_KIND_INT, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 13, offsetof(tessera_user, asset_count), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Active assets that it owns"},
};
const tessera_reflect_model table_model_user = {"user", "tessera_user", "User", sizeof(tessera_user), 14, fields_user, "A person or a program", 0x3bb};
static const tessera_reflect_field fields_user_create[] = {
    {"username", "username", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_user_create, username), 8, 8, 1, 255, NULL, NULL, NULL, "Starts with a letter, ends with a letter or digit; dots, underscores and hyphens inside"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_user_create, name), 4, 4, 1, 255, NULL, NULL, NULL, "ASCII letters, spaces, hyphens and apostrophes"},
    {"email", "email", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_user_create, email), 5, 5, INT64_MIN, 1000, NULL, NULL, NULL, "E-mail address"},
    {"user_type", "user_type", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 3, offsetof(tessera_user_create, user_type), 9, 9, INT64_MIN, INT64_MIN, &table_enum_user_type, NULL, NULL, "Person or program"},
    {"role", "role", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 4, offsetof(tessera_user_create, role), 4, 4, INT64_MIN, INT64_MIN, &table_enum_user_role, NULL, NULL, "Rights in browser sessions"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_user_create, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"password", "password", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 6, offsetof(tessera_user_create, password), 8, 8, 8, 128, NULL, NULL, NULL, "Password, for people only"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, 0, TESSERA_PLACE_BODY, 7, offsetof(tessera_user_create, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data"},
};
const tessera_reflect_model table_model_user_create = {"user_create", "tessera_user_create", "UserCreate", sizeof(tessera_user_create), 8, fields_user_create, "A new user", 0x3};
static const tessera_reflect_field fields_user_update[] = {
    {"username", "username", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_user_update, username), 8, 8, 1, 255, NULL, NULL, NULL, "New login name"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_user_update, name), 4, 4, 1, 255, NULL, NULL, NULL, "New name"},
    {"email", "email", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_user_update, email), 5, 5, INT64_MIN, 1000, NULL, NULL, NULL, "New e-mail address"},
    {"user_type", "user_type", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_user_update, user_type), 9, 9, INT64_MIN, INT64_MIN, &table_enum_user_type, NULL, NULL, "Person or program; a program loses its password"},
    {"role", "role", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_user_update, role), 4, 4, INT64_MIN, INT64_MIN, &table_enum_user_role, NULL, NULL, "Rights in browser sessions"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_user_update, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "New team"},
    {"password", "password", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 6, offsetof(tessera_user_update, password), 8, 8, 8, 128, NULL, NULL, NULL, "New password"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_user_update, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Replaces the whole map"},
    {"notification_preferences", "notification_preferences", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_user_update, notification_preferences), 24, 24, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Replaces the whole map"},
};
const tessera_reflect_model table_model_user_update = {"user_update", "tessera_user_update", "UserUpdate", sizeof(tessera_user_update), 9, fields_user_update, "Changes of a user; what is absent or null stays", 0x0};
static const tessera_reflect_field fields_user_list_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_user_list_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_user_list_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"team_id", "team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_user_list_query, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"username", "username", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_user_list_query, username), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Username contains, any case; % and _ are wildcards, but not behind a backslash"},
    {"email", "email", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_user_list_query, email), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "E-mail address contains, any case; % and _ are wildcards, but not behind a backslash"},
    {"name", "name", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_user_list_query, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name contains, any case; % and _ are wildcards, but not behind a backslash"},
    {"user_type", "user_type", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 6, offsetof(tessera_user_list_query, user_type), 9, 9, INT64_MIN, INT64_MIN, &table_enum_user_type, NULL, NULL, "Person or program"},
    {"include_deactivated", "include_deactivated", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 7, offsetof(tessera_user_list_query, include_deactivated), 19, 19, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Deactivated users too"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 8, offsetof(tessera_user_list_query, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_user_list_query = {"user_list_query", "tessera_user_list_query", "UserListQuery", sizeof(tessera_user_list_query), 9, fields_user_list_query, "Filters of the list of users", 0x0};

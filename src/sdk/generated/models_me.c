// What the structs of tessera/models/me.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_me.h"
#include "tessera/models/me.h"

static const tessera_reflect_field fields_identity[] = {
    {"credential", "credential", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_identity, credential), 10, 10, INT64_MIN, INT64_MIN, &table_enum_credential_kind, NULL, NULL, "By what the caller is known"},
    {"scopes", "scopes", TESSERA_KIND_ENUMS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_identity, scopes), 6, 6, INT64_MIN, INT64_MIN, &table_enum_api_key_scope, NULL, NULL, "What the caller may do"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_identity, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team that the caller acts for; null: there is none yet"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_identity, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"user_id", "user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_identity, user_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "User who calls, or whose key it is; null: none is known"},
    {"username", "username", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_identity, username), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Login name of that user"},
    {"role", "role", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_identity, role), 4, 4, INT64_MIN, INT64_MIN, &table_enum_user_role, NULL, NULL, "Role of that user"},
    {"key_id", "key_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_identity, key_id), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The key; null: it was none"},
    {"key_name", "key_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_identity, key_name), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"key_prefix", "key_prefix", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_identity, key_prefix), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How it begins"},
    {"expires_at", "expires_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_identity, expires_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "As of when the credential is refused; null: never"},
    {"agent_name", "agent_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 11, offsetof(tessera_identity, agent_name), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the agent that calls; null: none does"},
    {"agent_framework", "agent_framework", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 12, offsetof(tessera_identity, agent_framework), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What the agent is made with"},
    {"subject", "subject", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 13, offsetof(tessera_identity, subject), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whom the token or the certificate names; null: it was neither"},
    {"is_agent", "is_agent", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 14, offsetof(tessera_identity, is_agent), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether an agent calls"},
};
const tessera_reflect_model table_model_identity = {"identity", "tessera_identity", "Identity", sizeof(tessera_identity), 15, fields_identity, "Who calls, as the server sees it", 0x4003};

// The models of the API as structs: me.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_identity tessera_identity;

// Who calls, as the server sees it.
struct tessera_identity {
    uint64_t present;
    tessera_credential_kind credential; // By what the caller is known
    tessera_enums scopes; // What the caller may do (of tessera_api_key_scope)
    const char *team_id; // Team that the caller acts for; null: there is none yet
    const char *team_name; // Its name
    const char *user_id; // User who calls, or whose key it is; null: none is known
    const char *username; // Login name of that user
    tessera_user_role role; // Role of that user
    const char *key_id; // The key; null: it was none
    const char *key_name; // Its name
    const char *key_prefix; // How it begins
    int64_t expires_at; // As of when the credential is refused; null: never (microseconds since 1970)
    const char *agent_name; // Name of the agent that calls; null: none does
    const char *agent_framework; // What the agent is made with
    const char *subject; // Whom the token or the certificate names; null: it was neither
    bool is_agent; // Whether an agent calls
};
enum { TESSERA_FIELD_identity_credential, TESSERA_FIELD_identity_scopes, TESSERA_FIELD_identity_team_id,
    TESSERA_FIELD_identity_team_name, TESSERA_FIELD_identity_user_id, TESSERA_FIELD_identity_username,
    TESSERA_FIELD_identity_role, TESSERA_FIELD_identity_key_id, TESSERA_FIELD_identity_key_name,
    TESSERA_FIELD_identity_key_prefix, TESSERA_FIELD_identity_expires_at, TESSERA_FIELD_identity_agent_name,
    TESSERA_FIELD_identity_agent_framework, TESSERA_FIELD_identity_subject, TESSERA_FIELD_identity_is_agent, };
TESSERA_RECORD_FUNCTIONS(tessera_identity)

#ifdef __cplusplus
}
#endif

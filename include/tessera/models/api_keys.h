// The models of the API as structs: api_keys.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_api_key tessera_api_key;
typedef struct tessera_api_key_created tessera_api_key_created;
typedef struct tessera_api_key_create tessera_api_key_create;
typedef struct tessera_api_key_list_query tessera_api_key_list_query;
typedef struct tessera_api_key_list tessera_api_key_list;

// Lists inside records.
typedef struct tessera_api_key_array {
    size_t count;
    const tessera_api_key *const *items;
} tessera_api_key_array;

// A credential of a program, without its secret.
struct tessera_api_key {
    uint64_t present;
    const char *id; // Id
    const char *key_prefix; // How the key begins: public, to tell keys apart
    const char *name; // Name for people
    const char *team_id; // Team that it acts for
    const char *user_id; // Whose it is; refused while that user is deactivated
    tessera_enums scopes; // What it may do (of tessera_api_key_scope)
    const char *agent_name; // Name of the agent that uses it; null: a person or a program does
    const char *agent_framework; // What the agent is made with
    bool is_agent; // Whether it has the name of an agent
    int64_t created_at; // When it was created (microseconds since 1970)
    int64_t expires_at; // As of when it is refused; null: never (microseconds since 1970)
    int64_t last_used_at; // When it was last used, to the minute; null: not yet (microseconds since 1970)
    int64_t revoked_at; // When it was revoked; null: it was not (microseconds since 1970)
};
enum { TESSERA_FIELD_api_key_id, TESSERA_FIELD_api_key_key_prefix, TESSERA_FIELD_api_key_name,
    TESSERA_FIELD_api_key_team_id, TESSERA_FIELD_api_key_user_id, TESSERA_FIELD_api_key_scopes,
    TESSERA_FIELD_api_key_agent_name, TESSERA_FIELD_api_key_agent_framework, TESSERA_FIELD_api_key_is_agent,
    TESSERA_FIELD_api_key_created_at, TESSERA_FIELD_api_key_expires_at, TESSERA_FIELD_api_key_last_used_at,
    TESSERA_FIELD_api_key_revoked_at, };
TESSERA_RECORD_FUNCTIONS(tessera_api_key)

// A new key, with its secret.
struct tessera_api_key_created {
    uint64_t present;
    const char *id; // Id
    const char *key_prefix; // How the key begins: public, to tell keys apart
    const char *name; // Name for people
    const char *team_id; // Team that it acts for
    const char *user_id; // Whose it is; refused while that user is deactivated
    tessera_enums scopes; // What it may do (of tessera_api_key_scope)
    const char *agent_name; // Name of the agent that uses it; null: a person or a program does
    const char *agent_framework; // What the agent is made with
    bool is_agent; // Whether it has the name of an agent
    int64_t created_at; // When it was created (microseconds since 1970)
    int64_t expires_at; // As of when it is refused; null: never (microseconds since 1970)
    const char *key; // The key itself: shown here and never again
};
enum { TESSERA_FIELD_api_key_created_id, TESSERA_FIELD_api_key_created_key_prefix,
    TESSERA_FIELD_api_key_created_name, TESSERA_FIELD_api_key_created_team_id, TESSERA_FIELD_api_key_created_user_id,
    TESSERA_FIELD_api_key_created_scopes, TESSERA_FIELD_api_key_created_agent_name,
    TESSERA_FIELD_api_key_created_agent_framework, TESSERA_FIELD_api_key_created_is_agent,
    TESSERA_FIELD_api_key_created_created_at, TESSERA_FIELD_api_key_created_expires_at,
    TESSERA_FIELD_api_key_created_key, };
TESSERA_RECORD_FUNCTIONS(tessera_api_key_created)

// A new key.
struct tessera_api_key_create {
    uint64_t present;
    const char *name; // Name for people; required
    const char *team_id; // Team that it acts for; required
    tessera_enums scopes; // What it may do; none: nothing that needs a scope (of tessera_api_key_scope)
    const char *user_id; // Whose it is: an active user of the team
    // As of when it is refused; without a zone in UTC, a date alone is its midnight (microseconds since 1970)
    int64_t expires_at;
    const char *agent_name; // Name of the agent that will use it; blank: none
    const char *agent_framework; // What the agent is made with; blank: nothing known
};
enum { TESSERA_FIELD_api_key_create_name, TESSERA_FIELD_api_key_create_team_id, TESSERA_FIELD_api_key_create_scopes,
    TESSERA_FIELD_api_key_create_user_id, TESSERA_FIELD_api_key_create_expires_at,
    TESSERA_FIELD_api_key_create_agent_name, TESSERA_FIELD_api_key_create_agent_framework, };

// Filters of the list of keys.
struct tessera_api_key_list_query {
    uint64_t present;
    const char *team_id; // Keys of this team; who is no admin sees the own team's whatever is asked
    bool include_revoked; // Revoked keys, too
    bool is_agent; // true: keys of agents only; false: the others only
    int64_t limit; // Most keys in the reply
    int64_t offset; // Keys to skip
};
enum { TESSERA_FIELD_api_key_list_query_team_id, TESSERA_FIELD_api_key_list_query_include_revoked,
    TESSERA_FIELD_api_key_list_query_is_agent, TESSERA_FIELD_api_key_list_query_limit,
    TESSERA_FIELD_api_key_list_query_offset, };

// Keys, newest first.
struct tessera_api_key_list {
    uint64_t present;
    tessera_api_key_array keys; // The keys
    int64_t total; // How many there are in all
};
enum { TESSERA_FIELD_api_key_list_keys, TESSERA_FIELD_api_key_list_total, };
TESSERA_RECORD_FUNCTIONS(tessera_api_key_list)

#ifdef __cplusplus
}
#endif

// The models of the API as structs: users.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_user tessera_user;
typedef struct tessera_user_create tessera_user_create;
typedef struct tessera_user_update tessera_user_update;
typedef struct tessera_user_list_query tessera_user_list_query;

// A person or a program.
struct tessera_user {
    uint64_t present;
    const char *id; // Id
    const char *username; // Login name, lower case
    const char *email; // E-mail address, lower case
    const char *name; // Name for people
    tessera_user_type user_type; // Person or program
    tessera_user_role role; // Rights in browser sessions
    const char *team_id; // Team
    const char *metadata; // Free data (JSON object)
    const char *notification_preferences; // Free data on notifications (JSON object)
    int64_t created_at; // When it was created (microseconds since 1970)
    int64_t updated_at; // When it last changed (microseconds since 1970)
    int64_t deactivated_at; // When it was deactivated (microseconds since 1970)
    const char *team_name; // Name of the team
    int64_t asset_count; // Active assets that it owns
};
enum { TESSERA_FIELD_user_id, TESSERA_FIELD_user_username, TESSERA_FIELD_user_email, TESSERA_FIELD_user_name,
    TESSERA_FIELD_user_user_type, TESSERA_FIELD_user_role, TESSERA_FIELD_user_team_id, TESSERA_FIELD_user_metadata,
    TESSERA_FIELD_user_notification_preferences, TESSERA_FIELD_user_created_at, TESSERA_FIELD_user_updated_at,
    TESSERA_FIELD_user_deactivated_at, TESSERA_FIELD_user_team_name, TESSERA_FIELD_user_asset_count, };
TESSERA_RECORD_FUNCTIONS(tessera_user)
// A page of them, laid out as tessera_page.
typedef struct tessera_user_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_user *const *items;
    const char *next;
} tessera_user_page;
TESSERA_RECORD_FUNCTIONS(tessera_user_page)

// A new user.
struct tessera_user_create {
    uint64_t present;
    // Starts with a letter, ends with a letter or digit; dots, underscores and hyphens inside; required
    const char *username;
    const char *name; // ASCII letters, spaces, hyphens and apostrophes; required
    const char *email; // E-mail address
    tessera_user_type user_type; // Person or program
    tessera_user_role role; // Rights in browser sessions
    const char *team_id; // Team
    const char *password; // Password, for people only
    const char *metadata; // Free data (JSON object)
};
enum { TESSERA_FIELD_user_create_username, TESSERA_FIELD_user_create_name, TESSERA_FIELD_user_create_email,
    TESSERA_FIELD_user_create_user_type, TESSERA_FIELD_user_create_role, TESSERA_FIELD_user_create_team_id,
    TESSERA_FIELD_user_create_password, TESSERA_FIELD_user_create_metadata, };

// Changes of a user; what is absent or null stays.
struct tessera_user_update {
    uint64_t present;
    const char *username; // New login name
    const char *name; // New name
    const char *email; // New e-mail address
    tessera_user_type user_type; // Person or program; a program loses its password
    tessera_user_role role; // Rights in browser sessions
    const char *team_id; // New team
    const char *password; // New password
    const char *metadata; // Replaces the whole map (JSON object)
    const char *notification_preferences; // Replaces the whole map (JSON object)
};
enum { TESSERA_FIELD_user_update_username, TESSERA_FIELD_user_update_name, TESSERA_FIELD_user_update_email,
    TESSERA_FIELD_user_update_user_type, TESSERA_FIELD_user_update_role, TESSERA_FIELD_user_update_team_id,
    TESSERA_FIELD_user_update_password, TESSERA_FIELD_user_update_metadata,
    TESSERA_FIELD_user_update_notification_preferences, };

// Filters of the list of users.
struct tessera_user_list_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *team_id; // Team
    const char *username; // Username contains, any case; % and _ are wildcards, but not behind a backslash
    const char *email; // E-mail address contains, any case; % and _ are wildcards, but not behind a backslash
    const char *name; // Name contains, any case; % and _ are wildcards, but not behind a backslash
    tessera_user_type user_type; // Person or program
    bool include_deactivated; // Deactivated users too
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
};
enum { TESSERA_FIELD_user_list_query_limit, TESSERA_FIELD_user_list_query_offset,
    TESSERA_FIELD_user_list_query_team_id, TESSERA_FIELD_user_list_query_username,
    TESSERA_FIELD_user_list_query_email, TESSERA_FIELD_user_list_query_name, TESSERA_FIELD_user_list_query_user_type,
    TESSERA_FIELD_user_list_query_include_deactivated, TESSERA_FIELD_user_list_query_after, };

#ifdef __cplusplus
}
#endif

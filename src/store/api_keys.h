// API keys in the database. A key itself is not there: it is found by its SHA-256.
#pragma once
#include "model/model.h"
#include "store/db.h"

#define STORE_API_KEY_HASH_BYTES 32

// What a key lets its holder do.
typedef struct api_key_grant {
    uuid id, team_id, user_id;
    record_ints scopes; // of enum_api_key_scope
    const char *agent_name;
    int64_t expires_at, last_used_at; // TIMESTAMP_NONE: never
} api_key_grant;

// `hash` has STORE_API_KEY_HASH_BYTES. DB_FOREIGN_KEY: the team or the user is not there.
db_status store_api_keys_insert(db *d, const struct api_key *key, text hash, arena *a);
// Revokes a key that is not revoked.
db_status store_api_keys_revoke(db *d, const uuid *id, int64_t now);
// Remembers that the key was used, unless it is known for a time at or after `before`.
db_status store_api_keys_touch(db *d, const uuid *id, int64_t now, int64_t before);

// The key of that id, revoked or not. False when there is none.
bool store_api_keys_get(db *d, const uuid *id, struct api_key *out, arena *a);
// The key of that hash, where it is not revoked, its team not deleted and its user, if any, active. Whether it has expired is the
// caller's to see.
bool store_api_keys_find(db *d, text hash, api_key_grant *out, arena *a);
// The keys that pass the filters, newest first, and how many there are in all.
record_list store_api_keys_list(db *d, const struct api_key_list_query *query, int64_t *total, arena *a);

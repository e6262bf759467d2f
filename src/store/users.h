// Users in the database. "Active" means not deactivated. The password's hash is no part of the record: it has calls of
// its own.
#pragma once
#include "model/model.h"
#include "store/page.h"

// DB_UNIQUE: an active user has the username or the e-mail address.
db_status store_users_insert(db *d, const struct user *user, arena *a);
// Writes every field but created_at and deactivated_at of the row with the user's id.
db_status store_users_update(db *d, const struct user *user, arena *a);
// Sets or clears (TIMESTAMP_NONE) the time of deactivation.
db_status store_users_set_deactivated(db *d, const uuid *id, int64_t deactivated_at, int64_t updated_at);
// Stores the encoded hash; NULL removes it.
db_status store_users_set_password_hash(db *d, const uuid *id, const char *hash);

// The encoded hash of the password of the active person who has that username, and whose it is; NULL: there is no such person, or
// no password. In `a`.
const char *store_users_password_hash(db *d, const char *username, uuid *id, arena *a);
// That of any user, by id.
const char *store_users_password_hash_of(db *d, const uuid *id, arena *a);

// The active user of that id, with the name of the team, deleted teams too. False when there is none.
bool store_users_get(db *d, const uuid *id, struct user *out, arena *a);
// As store_users_get, deactivated users too.
bool store_users_get_any(db *d, const uuid *id, struct user *out, arena *a);
// The user's name, deactivated or not; NULL: there is no such user.
const char *store_users_name(db *d, const uuid *id, arena *a);
// How many active assets the user owns.
int64_t store_users_asset_count(db *d, const uuid *id);
// The active user other than `except` (none: any) who has the username or the address; none when there is none.
uuid store_users_find_by_username(db *d, const char *username, const uuid *except);
uuid store_users_find_by_email(db *d, const char *email, const uuid *except);

// The user who had the username and was deactivated last; none when there is none.
uuid store_users_find_deactivated(db *d, const char *username);

// Users by name, then id, each with team_name and asset_count.
record_list store_users_list(db *d, const struct user_list_query *query, list_page *page, arena *a);
// The team's active users by name, then id, each with asset_count.
record_list store_users_of_team(db *d, const uuid *team, list_page *page, arena *a);

// The people of a team who may be told of events by mail: active, with an address, and without `"email": false` among their
// notification preferences. At most so many, by name.
record_uuids store_users_mailed(db *d, const uuid *team, size_t maximum, arena *a);

// Sessions in the database. A token itself is not there: a session is found by its SHA-256. Times are microseconds.
#pragma once
#include "store/db.h"

#define STORE_SESSION_HASH_BYTES 32

// A session, with what its user may do.
typedef struct session_grant {
    uuid id, user_id, team_id;
    int role;      // of enum_user_role
    bool previous; // the token is the one before the present one
    int64_t rotated_at;
    int64_t confirmed_at; // when the present token was first used; TIMESTAMP_NONE: not yet
    int64_t last_seen_at;
    int64_t ends_at;    // unless it is used again
    int64_t expires_at; // whatever happens
} session_grant;

// Begins a session; its token counts as used. `hash` has STORE_SESSION_HASH_BYTES.
db_status store_sessions_insert(db *d, const session_grant *session, text hash);
// The session with that token, or whose token that was before, where it has not ended at `now`, its user is active and has a team
// that is not deleted. False when there is none.
bool store_sessions_find(db *d, text hash, int64_t now, session_grant *out);
// Its id, whatever has become of its user; none when there is none. `user` gets whose it is.
uuid store_sessions_find_any(db *d, text hash, uuid *user);
// When it ends whatever happens; TIMESTAMP_NONE: there is none.
int64_t store_sessions_expiry(db *d, const uuid *id);

// Remembers that the session was used, and with its present token where `confirms`; it then lasts until `ends_at`.
db_status store_sessions_touch(db *d, const uuid *id, int64_t now, int64_t ends_at, bool confirms);
// Gives the session another token, unless that has happened since `session` was read. False: it has, or it failed.
bool store_sessions_rotate(db *d, const session_grant *session, text former, text hash, int64_t now);
// The user's sessions get other tokens when they are used next.
db_status store_sessions_age(db *d, const uuid *user);

// Ends one session, or those of a user; gives how many there were.
int64_t store_sessions_end(db *d, const uuid *id);
int64_t store_sessions_end_of_user(db *d, const uuid *user);
// Ends the user's sessions but for so many that were used last.
db_status store_sessions_trim(db *d, const uuid *user, int64_t kept);
// Deletes at most so many that have ended by the database's clock. Gives how many.
int64_t store_sessions_sweep(db *d, int64_t most);

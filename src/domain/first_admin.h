// The admin that the settings name, who is there whenever the server runs: without one nobody could log in first.
#pragma once
#include "model/model.h"
#include "store/db.h"

// As the settings say it; the rules of requests do not hold.
typedef struct first_admin {
    const char *username; // lower case
    const char *name;
    const char *email; // NULL: whatever it is
} first_admin;

typedef enum first_admin_outcome {
    FIRST_ADMIN_CREATED,
    FIRST_ADMIN_UPDATED,
    FIRST_ADMIN_EMAIL_TAKEN, // another active user has the address
    FIRST_ADMIN_OVERTAKEN,   // another server has just made the user
} first_admin_outcome;

// The user of that name, an active one rather than one who is not. `hash` gets that of the password, NULL: there is none. False:
// there is no such user.
bool first_admin_find(db *d, const first_admin *wanted, struct user *out, const char **hash, arena *a);
// Whether the user is as it is wanted, the password aside.
bool first_admin_is(const first_admin *wanted, const struct user *user);
// Makes the user, in the team "admin", which is made where it is missing, or makes the user that there is an active admin under
// that name; with the password of the hash, NULL: the one there is. Writes audit events; sessions of before end where the
// password is another.
first_admin_outcome first_admin_write(db *d, const first_admin *wanted, const char *hash, arena *a);

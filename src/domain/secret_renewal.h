// Secrets that lie under an older key are sealed anew under the first one, so that the older key may be dropped.
#pragma once
#include "domain/secret_box.h"
#include "store/db.h"

// Secrets in use, by the key that they lie under.
typedef struct secret_tally {
    int64_t first;   // the first
    int64_t other;   // another one of the settings
    int64_t missing; // none of the settings: they cannot be opened
} secret_tally;
// False where the database does not answer.
bool secret_tally_read(db *d, const secret_box *box, secret_tally *out);

// Seals at most so many anew. Gives how many. One that cannot be opened stays as it is: whoever needs it says so.
int64_t secrets_renew(db *d, const secret_box *box, int64_t most, arena *a);

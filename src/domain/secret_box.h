// Secrets at rest: encrypted by AES-256-GCM under keys that the settings name, each bound to the row that holds it, so that one
// which was copied into another row, or from another column, cannot be opened there.
#pragma once
#include "base/arena.h"
#include "base/uuid.h"

#define SECRET_MAXIMUM 4096 // bytes

// The keys: the first encrypts, each opens what was encrypted under it.
typedef struct secret_box secret_box;

// Each key is 32 bytes as 64 hexadecimal digits, or base64 of either alphabet. `for_development` adds, behind them, a key that
// everybody knows, so that a server on a developer's machine needs none. NULL: `*fault` says which is none, never repeating it.
secret_box *secret_box_new(const char *const *keys, size_t count, bool for_development, const char **fault);
// Accepts NULL; returns NULL.
secret_box *secret_box_free(secret_box *box);
// False: there is no key, so that nothing can be kept.
bool secret_box_can_seal(const secret_box *box);
// What is sealed is hidden from nobody: the key is that of development.
bool secret_box_is_open(const secret_box *box);

// Where a secret stands: it opens there alone.
typedef struct secret_place {
    const char *column; // "webhook_endpoints.secret"
    const uuid *row;
} secret_place;

// The bytes to keep, in `a`; TEXT_NONE where there is no key, the secret is too long, or no random numbers are to be had.
text secret_box_seal(const secret_box *box, secret_place place, text secret, arena *a);

typedef enum secret_opening {
    SECRET_OPENED,
    SECRET_UNKNOWN_KEY, // that is not among those of the settings
    SECRET_DAMAGED,     // or sealed for another place
} secret_opening;
// The secret, NUL-terminated, in `a`, where it is SECRET_OPENED.
secret_opening secret_box_open(const secret_box *box, secret_place place, text sealed, text *out, arena *a);

// What is sealed begins with so many bytes that tell the key.
#define SECRET_HEAD_BYTES 9
size_t secret_box_key_count(const secret_box *box);
// Those of what that key seals; the first is 0.
void secret_box_head(const secret_box *box, size_t key, char out[SECRET_HEAD_BYTES]);
// The key of what begins so; negative: it is none of these.
int secret_box_key_of(const secret_box *box, text sealed);

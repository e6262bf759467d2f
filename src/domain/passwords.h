// Passwords: kept as Argon2id hashes (RFC 9106), 64 MiB, three passes, four lanes. Each call takes tens of milliseconds and that
// memory: for the worker pool.
#pragma once
#include "base/arena.h"

// The encoded hash of the password under a fresh salt, in `a`. NULL when memory or random numbers run out (logged).
char *password_hash(arena *a, text password);
// As many bytes that tell whether two passwords under the same salt, of 16 bytes, are the same, and are as dear to guess from as
// a hash; in `a`. NULL when memory runs out (logged).
enum { PASSWORD_MARK_BYTES = 32 };
const unsigned char *password_mark(arena *a, text password, const unsigned char salt[16]);
// Whether the password is that of the encoded hash, whichever parameters it was made with. NULL, and what is no hash, fits no
// password and takes as long to say so as a hash of today's parameters.
bool password_fits(const char *encoded, text password);
// Whether the hash was made with today's parameters.
bool password_is_current(const char *encoded);

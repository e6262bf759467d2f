// Passwords: kept as Argon2id hashes (RFC 9106), 64 MiB, three passes, four lanes.
#pragma once
#include "base/arena.h"

// The encoded hash of the password under a fresh salt, in `a`. Takes tens of milliseconds and 64 MiB: for the worker
// pool. NULL when memory or random numbers run out (logged).
const char *password_hash(arena *a, text password);

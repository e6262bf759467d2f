// Fast non-cryptographic hashing, for tables and entity tags. Not for secrets.
#pragma once
#include "base/text.h"
#include <stdint.h>

// 64-bit hash of the bytes under a seed. Equal within one build on one machine; not a stored format.
uint64_t hash_bytes(const void *bytes, size_t length, uint64_t seed);
// A seed drawn at random once per process: tables keyed with it resist chosen collisions.
uint64_t hash_process_seed(void);

// SipHash-2-4 with 128 bits of output (Aumasson, Bernstein: "SipHash: a fast short-input PRF", 2012): a hash under a secret key
// that who does not know the key can neither predict nor make collide. For secrets that are looked for at every request.
#pragma once
#include "base/text.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct siphash_key {
    uint64_t words[2];
} siphash_key;

typedef struct siphash_tag {
    uint64_t words[2];
} siphash_tag;

siphash_tag siphash(const siphash_key *key, text bytes);

// In a time that does not tell where they differ.
static inline bool siphash_equal(const siphash_tag *a, const siphash_tag *b) {
    return ((a->words[0] ^ b->words[0]) | (a->words[1] ^ b->words[1])) == 0;
}

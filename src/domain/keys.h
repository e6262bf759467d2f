// The secret of an API key: "tess_live_" and 64 hexadecimal digits of random. It is shown once; what is kept is its SHA-256,
// which is as good as a slow hash where the secret has 256 bits of random, and lets every request be checked.
#pragma once
#include "base/text.h"
#include <stdbool.h>

#define KEY_LENGTH 74        // characters of a key
#define KEY_PREFIX_LENGTH 22 // of which so many are public
#define KEY_DIGITS 64        // hexadecimal, of random
#define KEY_HASH_BYTES 32

typedef struct key_secret {
    char secret[KEY_LENGTH + 1];
    char prefix[KEY_PREFIX_LENGTH + 1];
    unsigned char hash[KEY_HASH_BYTES];
} key_secret;

// 256 bits of random as KEY_DIGITS hexadecimal digits and a NUL. False: there is no random (logged).
bool key_random_digits(char *out);
// A fresh key. False: there is no random.
bool key_make(key_secret *out);
// Whether the text may be a key: its length and its beginning are those of one.
bool key_has_form(text given);

// SHA-256 (FIPS 180-4) of the text. False: the library failed.
bool key_hash(text given, unsigned char out[KEY_HASH_BYTES]);

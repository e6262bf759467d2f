// The public keys of an identity provider: a JSON Web Key Set (RFC 7517) as OpenSSL's keys. A set never changes once it is made,
// and is shared between threads.
#pragma once
#include "domain/token.h"

#define KEY_SET_KEYS_MAXIMUM 64     // more are left out
#define KEY_SET_RSA_BITS_LEAST 2048 // RFC 7518 section 3.3
#define KEY_SET_RSA_BITS_MOST 8192

typedef struct key_set key_set;

typedef enum key_verdict {
    KEY_VERIFIED, // one of the keys has signed the token
    KEY_UNKNOWN,  // the set has no key of that id: a newer one may
    KEY_REFUSED,  // the signature is not that key's, or the key is not for such
    KEY_FAILED,   // the library failed
} key_verdict;

// Reads a set. Keys of other kinds and for other uses are passed over (RFC 7517 section 5). NULL: it is none, or has no key that
// can be used, and `*fault` says so. Release with key_set_release.
key_set *key_set_read(text json, const char **fault);
// One more holder.
key_set *key_set_hold(key_set *set);
// Accepts NULL; returns NULL. The last holder's call frees it.
key_set *key_set_release(key_set *set);

size_t key_set_count(const key_set *set);
// Whether both were read from the same bytes.
bool key_set_same(const key_set *a, const key_set *b);

// Whether the token is signed by a key of the set: the one whose id it names, or where it names none the only one that its
// algorithm can use. The algorithm must be that of the key's kind, and the one that the key names where it names one.
key_verdict key_set_verify(const key_set *set, const token *t);

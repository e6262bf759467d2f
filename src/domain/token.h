// Bearer tokens of an identity provider: a JSON Web Token (RFC 7519) in the compact form of JSON Web Signature (RFC 7515), read
// as strictly as RFC 8725 asks. Reading a token says nothing about who made it: key_set_verify (key_set.h) does.
#pragma once
#include "base/json.h"
#include "base/timestamp.h"

#define TOKEN_LENGTH_MAXIMUM 16384 // bytes of a token
#define TOKEN_SUBJECT_MAXIMUM 255  // bytes of a subject (OpenID Connect Core, section 2)
#define TOKEN_KEY_ID_MAXIMUM 255   // bytes of the id of a key
#define TOKEN_HEADER_MAXIMUM 4096  // bytes of the encoded header
#define TOKEN_CLAIM_PATH_MAXIMUM 8 // names in a path to a claim

// How a token is signed (RFC 7518 section 3.1, RFC 8037 section 3.1). There is none for "none", and none with a shared secret.
typedef enum token_algorithm { TOKEN_RS256, TOKEN_ES256, TOKEN_EDDSA, TOKEN_ALGORITHMS } token_algorithm;

typedef struct token {
    token_algorithm algorithm;
    text key_id;      // TEXT_NONE: the token names none
    text signed_part; // what the signature covers: a slice of the token
    text signature;
    const json_value *claims; // an object
} token;

// What a token must say to count.
typedef struct token_demand {
    const char *issuer;
    const char *const *audiences; // one of which it must be for
    size_t audience_count;
    unsigned algorithms; // a bit for each token_algorithm that may be used
    int64_t skew;        // microseconds by which the issuer's clock may differ
} token_demand;

// The name in the header; NULL past the end.
const char *token_algorithm_name(token_algorithm algorithm);

// Whether the text may be a token: three parts of that alphabet with points between them. Keys have no points.
bool token_has_form(text given);
// Reads the token, whose text must outlive it. All else is in the arena. False: `*fault` says what is wrong, for people.
bool token_read(text given, arena *a, token *out, const char **fault);
// Holds the token against what is asked for, at the time `now` (timestamp_now). `*expires_at` is when it stops to count,
// `*subject` whom it is about. False: `*fault` says why it does not count.
bool token_meets(const token *t, const token_demand *demand, int64_t now, int64_t *expires_at, const char **subject,
                 const char **fault);

// The claim of that name, or where there is none and the name has points, the value that is found by its parts, from object to
// object ("realm_access.roles"). NULL: there is none.
const json_value *token_claim(const json_value *claims, const char *name);

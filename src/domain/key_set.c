// The kind of a key decides how a signature is verified, and the token's word for it only whether it is: so no token can have an
// RSA key taken for the secret of an HMAC, or be taken without a signature.
#include "domain/key_set.h"
#include "base/base64url.h"
#include "base/memory.h"
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEPTH_MAXIMUM = 16,
    DIGEST_BYTES = 32,
    P256_BYTES = 32, // of a coordinate, and of each half of a signature
    ES256_SIGNATURE_BYTES = 64,
    ED25519_KEY_BYTES = 32,
    ED25519_SIGNATURE_BYTES = 64,
    RSA_EXPONENT_BITS_MOST = 64,
};

typedef struct public_key {
    token_algorithm algorithm; // the one that its kind allows
    char *id;                  // NULL: it has none
    EVP_PKEY *key;
} public_key;

struct key_set {
    atomic_uint holders;
    unsigned char digest[DIGEST_BYTES]; // SHA-256 of what it was read from
    size_t count;
    public_key keys[KEY_SET_KEYS_MAXIMUM];
};

// --- keys ------------------------------------------------------------------------------------------------------------

// The bytes of a member; TEXT_NONE: it has none, or is not base64url.
static text bytes_of(const json_value *jwk, const char *name, arena *a) {
    const json_value *value = json_get(jwk, name);
    return value == NULL || value->type != JSON_STRING ? TEXT_NONE : base64url_decode(a, json_text_of(value));
}

static EVP_PKEY *key_from(const char *kind, OSSL_PARAM_BLD *parts) {
    EVP_PKEY *key = NULL;
    OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(parts);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, kind, NULL);
    if (parameters == NULL || context == NULL || EVP_PKEY_fromdata_init(context) != 1 ||
        EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        key = NULL;
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(parameters);
    return key;
}

static bool is_sound_rsa(const BIGNUM *modulus, const BIGNUM *exponent) {
    int bits = BN_num_bits(modulus);
    return bits >= KEY_SET_RSA_BITS_LEAST && bits <= KEY_SET_RSA_BITS_MOST && BN_is_odd(modulus) &&
           BN_is_odd(exponent) && !BN_is_one(exponent) && BN_num_bits(exponent) <= RSA_EXPONENT_BITS_MOST;
}

static EVP_PKEY *rsa_key(const json_value *jwk, arena *a) {
    text n = bytes_of(jwk, "n", a), e = bytes_of(jwk, "e", a);
    if (n.length == 0 || e.length == 0 || n.length > KEY_SET_RSA_BITS_MOST / 8 || e.length > RSA_EXPONENT_BITS_MOST / 8)
        return NULL;
    EVP_PKEY *key = NULL;
    BIGNUM *modulus = BN_bin2bn((const unsigned char *)n.data, (int)n.length, NULL);
    BIGNUM *exponent = BN_bin2bn((const unsigned char *)e.data, (int)e.length, NULL);
    OSSL_PARAM_BLD *parts = OSSL_PARAM_BLD_new();
    if (modulus != NULL && exponent != NULL && parts != NULL && is_sound_rsa(modulus, exponent) &&
        OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_N, modulus) == 1 &&
        OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_E, exponent) == 1)
        key = key_from("RSA", parts);
    OSSL_PARAM_BLD_free(parts);
    BN_free(exponent);
    BN_free(modulus);
    return key;
}

static EVP_PKEY *p256_key(const json_value *jwk, arena *a) {
    text x = bytes_of(jwk, "x", a), y = bytes_of(jwk, "y", a);
    if (x.length != P256_BYTES || y.length != P256_BYTES)
        return NULL;
    unsigned char point[1 + 2 * P256_BYTES] = {POINT_CONVERSION_UNCOMPRESSED};
    memcpy(point + 1, x.data, P256_BYTES);
    memcpy(point + 1 + P256_BYTES, y.data, P256_BYTES);
    EVP_PKEY *key = NULL;
    OSSL_PARAM_BLD *parts = OSSL_PARAM_BLD_new();
    if (parts != NULL && OSSL_PARAM_BLD_push_utf8_string(parts, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1 &&
        OSSL_PARAM_BLD_push_octet_string(parts, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point) == 1)
        key = key_from("EC", parts);
    OSSL_PARAM_BLD_free(parts);
    return key;
}

static EVP_PKEY *ed25519_key(const json_value *jwk, arena *a) {
    text x = bytes_of(jwk, "x", a);
    return x.length != ED25519_KEY_BYTES
               ? NULL
               : EVP_PKEY_new_raw_public_key_ex(NULL, "ED25519", NULL, (const unsigned char *)x.data, x.length);
}

// The kinds of keys that are known (RFC 7518 section 6, RFC 8037 section 2), each with the one algorithm it is for.
static const struct {
    const char *kind, *curve; // curve NULL: it has none
    token_algorithm algorithm;
    EVP_PKEY *(*make)(const json_value *jwk, arena *a);
} kinds[] = {
    {"RSA", NULL, TOKEN_RS256, rsa_key},
    {"EC", "P-256", TOKEN_ES256, p256_key},
    {"OKP", "Ed25519", TOKEN_EDDSA, ed25519_key},
};

// --- sets ------------------------------------------------------------------------------------------------------------

static bool member_is(const json_value *jwk, const char *name, const char *wanted) {
    const json_value *value = json_get(jwk, name);
    return value != NULL && value->type == JSON_STRING && text_is(json_text_of(value), wanted);
}

// As member_is, or there is no such member.
static bool member_is_not_another(const json_value *jwk, const char *name, const char *wanted) {
    return json_get(jwk, name) == NULL || member_is(jwk, name, wanted);
}

static bool may_verify(const json_value *jwk) {
    const json_value *uses = json_get(jwk, "key_ops");
    bool listed = uses == NULL;
    for (uint32_t i = 0; uses != NULL && uses->type == JSON_ARRAY && i < uses->count; i++)
        listed =
            listed || (uses->elements[i].type == JSON_STRING && text_is(json_text_of(&uses->elements[i]), "verify"));
    return listed && member_is_not_another(jwk, "use", "sig");
}

static void add_key(key_set *set, const json_value *jwk, arena *a) {
    const json_value *id = json_get(jwk, "kid");
    bool fine = id == NULL || (id->type == JSON_STRING && !id->holds_nul && id->count <= TOKEN_KEY_ID_MAXIMUM);
    if (set->count == KEY_SET_KEYS_MAXIMUM || !fine || !may_verify(jwk))
        return;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        bool of_kind = member_is(jwk, "kty", kinds[i].kind) &&
                       (kinds[i].curve == NULL || member_is(jwk, "crv", kinds[i].curve)) &&
                       member_is_not_another(jwk, "alg", token_algorithm_name(kinds[i].algorithm));
        EVP_PKEY *key = of_kind ? kinds[i].make(jwk, a) : NULL;
        if (key == NULL)
            continue;
        set->keys[set->count++] = (public_key){kinds[i].algorithm, id == NULL ? NULL : memory_strdup(id->string), key};
        return;
    }
}

key_set *key_set_read(text json, const char **fault) {
    arena *a = arena_new(0);
    json_error error;
    const json_value *document = json_parse(a, json, DEPTH_MAXIMUM, &error);
    const json_value *keys = json_get(document == NULL ? &(json_value){.type = JSON_NULL} : document, "keys");
    key_set *set = NULL;
    *fault = "it is not a JSON object with a list of keys, each name once";
    if (keys == NULL || keys->type != JSON_ARRAY || error.repeats)
        goto done;
    set = memory_zalloc(sizeof *set);
    atomic_init(&set->holders, 1);
    *fault = "the library of cryptography failed";
    if (EVP_Digest(json.data, json.length, set->digest, NULL, EVP_sha256(), NULL) != 1) {
        set = key_set_release(set);
        goto done;
    }
    for (uint32_t i = 0; i < keys->count; i++)
        add_key(set, &keys->elements[i], a);
    *fault = "none of its keys is one for RS256, ES256 or EdDSA";
    if (set->count == 0)
        set = key_set_release(set);
done:
    ERR_clear_error();
    arena_free(a);
    return set;
}

key_set *key_set_hold(key_set *set) {
    atomic_fetch_add(&set->holders, 1);
    return set;
}

key_set *key_set_release(key_set *set) {
    if (set == NULL || atomic_fetch_sub(&set->holders, 1) > 1)
        return NULL;
    for (size_t i = 0; i < set->count; i++) {
        EVP_PKEY_free(set->keys[i].key);
        free(set->keys[i].id);
    }
    free(set);
    return NULL;
}

size_t key_set_count(const key_set *set) {
    return set->count;
}

bool key_set_same(const key_set *a, const key_set *b) {
    return memcmp(a->digest, b->digest, sizeof a->digest) == 0;
}

// --- signatures ------------------------------------------------------------------------------------------------------

// The signature as OpenSSL takes it: of ES256 the two numbers stand side by side (RFC 7518 section 3.4), and DER is wanted.
// False: it has not the length that one of that algorithm has.
static bool signature_in_der(text given, unsigned char **out, int *length) {
    const unsigned char *bytes = (const unsigned char *)given.data;
    *out = NULL;
    if (given.length != ES256_SIGNATURE_BYTES)
        return false;
    ECDSA_SIG *pair = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(bytes, P256_BYTES, NULL), *s = BN_bin2bn(bytes + P256_BYTES, P256_BYTES, NULL);
    if (pair == NULL || r == NULL || s == NULL || ECDSA_SIG_set0(pair, r, s) != 1) {
        BN_free(r);
        BN_free(s);
        ECDSA_SIG_free(pair);
        return false;
    }
    *length = i2d_ECDSA_SIG(pair, out);
    ECDSA_SIG_free(pair);
    return *length > 0;
}

static key_verdict verify_bytes(const public_key *key, text data, const unsigned char *signature, size_t length) {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    const EVP_MD *digest = key->algorithm == TOKEN_EDDSA ? NULL : EVP_sha256();
    key_verdict verdict = KEY_FAILED;
    if (context != NULL && EVP_DigestVerifyInit(context, NULL, digest, NULL, key->key) == 1) {
        const unsigned char *bytes = (const unsigned char *)data.data;
        verdict = EVP_DigestVerify(context, signature, length, bytes, data.length) == 1 ? KEY_VERIFIED : KEY_REFUSED;
    }
    EVP_MD_CTX_free(context);
    return verdict;
}

static key_verdict verify_with(const public_key *key, const token *t) {
    const unsigned char *signature = (const unsigned char *)t->signature.data;
    size_t length = t->signature.length;
    unsigned char *der = NULL;
    int der_length = 0;
    key_verdict verdict = KEY_REFUSED;
    switch (key->algorithm) {
    case TOKEN_RS256:
        if (length == (size_t)EVP_PKEY_get_size(key->key))
            verdict = verify_bytes(key, t->signed_part, signature, length);
        break;
    case TOKEN_ES256:
        if (signature_in_der(t->signature, &der, &der_length))
            verdict = verify_bytes(key, t->signed_part, der, (size_t)der_length);
        OPENSSL_free(der);
        break;
    case TOKEN_EDDSA:
        if (length == ED25519_SIGNATURE_BYTES)
            verdict = verify_bytes(key, t->signed_part, signature, length);
        break;
    case TOKEN_ALGORITHMS:
        break;
    }
    ERR_clear_error();
    return verdict;
}

key_verdict key_set_verify(const key_set *set, const token *t) {
    const public_key *fits = NULL;
    bool named = t->key_id.data != NULL, known = false;
    for (size_t i = 0; i < set->count; i++) {
        const public_key *key = &set->keys[i];
        if (named && (key->id == NULL || !text_is(t->key_id, key->id)))
            continue;
        known = true;
        if (key->algorithm != t->algorithm)
            continue;
        if (fits != NULL && !named) // which of them is meant is not said
            return KEY_REFUSED;
        if (fits == NULL)
            fits = key;
    }
    if (fits == NULL)
        return known && named ? KEY_REFUSED : KEY_UNKNOWN;
    return verify_with(fits, t);
}

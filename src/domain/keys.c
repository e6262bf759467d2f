#include "domain/keys.h"
#include "base/log.h"
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

#define LOGGER "tessera.domain"
#define BEGINNING "tess_live_"

bool key_random_digits(char *out) {
    static const char digits[] = "0123456789abcdef";
    unsigned char random[KEY_DIGITS / 2];
    if (RAND_bytes(random, sizeof random) != 1) {
        log_error(LOGGER, "no random numbers for a secret");
        return false;
    }
    for (size_t i = 0; i < sizeof random; i++) {
        *out++ = digits[random[i] >> 4];
        *out++ = digits[random[i] & 15];
    }
    *out = '\0';
    explicit_bzero(random, sizeof random);
    return true;
}

bool key_make(key_secret *out) {
    char digits[KEY_DIGITS + 1];
    if (!key_random_digits(digits))
        return false;
    memcpy(out->secret, BEGINNING, sizeof BEGINNING - 1);
    memcpy(out->secret + sizeof BEGINNING - 1, digits, sizeof digits);
    explicit_bzero(digits, sizeof digits);
    memcpy(out->prefix, out->secret, KEY_PREFIX_LENGTH);
    out->prefix[KEY_PREFIX_LENGTH] = '\0';
    return key_hash(text_of(out->secret), out->hash);
}

bool key_has_form(text given) {
    return given.length == KEY_LENGTH && text_starts_with(given, TEXT(BEGINNING));
}

bool key_hash(text given, unsigned char out[KEY_HASH_BYTES]) {
    if (EVP_Digest(given.data, given.length, out, NULL, EVP_sha256(), NULL) == 1)
        return true;
    log_error(LOGGER, "a key could not be hashed");
    return false;
}

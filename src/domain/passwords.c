#include "domain/passwords.h"
#include "base/log.h"
#include <argon2.h>
#include <openssl/rand.h>
#include <stdlib.h>

#define LOGGER "tessera.domain"

enum { PASSES = 3, MEMORY_KIB = 65536, LANES = 4, SALT_LENGTH = 16, HASH_LENGTH = 32 };
// Beyond these a hash that came into the database from elsewhere is not computed.
enum { PASSES_MAXIMUM = 16, MEMORY_KIB_MAXIMUM = 1 << 20, LANES_MAXIMUM = 16, ENCODED_MAXIMUM = 255 };

#define TODAYS "$argon2id$v=19$m=65536,t=3,p=4$"

char *password_hash(arena *a, text password) {
    unsigned char salt[SALT_LENGTH];
    if (RAND_bytes(salt, sizeof salt) != 1) {
        log_error(LOGGER, "no random numbers for the salt of a password");
        return NULL;
    }
    size_t length = argon2_encodedlen(PASSES, MEMORY_KIB, LANES, SALT_LENGTH, HASH_LENGTH, Argon2_id);
    char *encoded = arena_bytes(a, length);
    int result = argon2id_hash_encoded(PASSES, MEMORY_KIB, LANES, password.data, password.length, salt, sizeof salt,
                                       HASH_LENGTH, encoded, length);
    if (result == ARGON2_OK)
        return encoded;
    log_error(LOGGER, "a password could not be hashed: %s", argon2_error_message(result));
    return NULL;
}

const unsigned char *password_mark(arena *a, text password, const unsigned char salt[SALT_LENGTH]) {
    char *mark = arena_bytes(a, PASSWORD_MARK_BYTES);
    int result = argon2id_hash_raw(PASSES, MEMORY_KIB, LANES, password.data, password.length, salt, SALT_LENGTH, mark,
                                   PASSWORD_MARK_BYTES);
    if (result == ARGON2_OK)
        return (const unsigned char *)mark;
    log_error(LOGGER, "a password could not be hashed: %s", argon2_error_message(result));
    return NULL;
}

// Takes what stands before a number, and the number, which is not more than that.
static bool take_number(const char **at, const char *before, unsigned long most) {
    size_t length = strlen(before);
    if (strncmp(*at, before, length) != 0 || (*at)[length] < '0' || (*at)[length] > '9')
        return false;
    char *end;
    unsigned long number = strtoul(*at + length, &end, 10);
    *at = end;
    return number <= most;
}

static bool is_affordable(const char *encoded) {
    const char *at = encoded;
    return strlen(encoded) <= ENCODED_MAXIMUM && take_number(&at, "$argon2id$v=19$m=", MEMORY_KIB_MAXIMUM) &&
           take_number(&at, ",t=", PASSES_MAXIMUM) && take_number(&at, ",p=", LANES_MAXIMUM) && *at == '$';
}

// As long as a comparison takes.
static void hash_in_vain(text password) {
    static const unsigned char salt[SALT_LENGTH];
    unsigned char hash[HASH_LENGTH];
    argon2id_hash_raw(PASSES, MEMORY_KIB, LANES, password.data, password.length, salt, sizeof salt, hash, sizeof hash);
    explicit_bzero(hash, sizeof hash);
}

bool password_fits(const char *encoded, text password) {
    if (encoded == NULL || !is_affordable(encoded)) {
        hash_in_vain(password);
        return false;
    }
    int result = argon2id_verify(encoded, password.data, password.length); // compares in constant time
    if (result == ARGON2_OK || result == ARGON2_VERIFY_MISMATCH)
        return result == ARGON2_OK;
    log_error(LOGGER, "a password could not be compared: %s", argon2_error_message(result));
    hash_in_vain(password);
    return false;
}

bool password_is_current(const char *encoded) {
    return text_starts_with(text_of(encoded), TEXT(TODAYS));
}

#include "domain/passwords.h"
#include "base/log.h"
#include <argon2.h>
#include <openssl/rand.h>

#define LOGGER "tessera.domain"

enum { PASSES = 3, MEMORY_KIB = 65536, LANES = 4, SALT_LENGTH = 16, HASH_LENGTH = 32 };

const char *password_hash(arena *a, text password) {
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

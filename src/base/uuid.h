// UUIDs (RFC 9562). New ones are version 7, ordered by time within a process.
#pragma once
#include "base/text.h"
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define UUID_LENGTH 36 // characters of the canonical text, without NUL

// `set` tells a UUID (the nil one included) from "none": a zeroed struct is none.
typedef struct uuid {
    uint8_t bytes[16];
    bool set;
} uuid;

#define UUID_NONE ((uuid){.set = false})

// A fresh version 7 UUID. Safe from any thread; each thread's ids grow.
uuid uuid_new(void);

// Lower-case text with hyphens, and a NUL. A UUID that is not set gives the nil UUID's text.
void uuid_format(const uuid *id, char out[UUID_LENGTH + 1]);

// Accepts hyphenated text, 32 hex digits, a `urn:uuid:` prefix or braces, any letter case, any version.
// On failure returns false and, when `reason` is not NULL, points it at static text that says what is wrong.
bool uuid_parse(text input, uuid *out, const char **reason);

static inline bool uuid_equal(const uuid *a, const uuid *b) {
    return a->set == b->set && (!a->set || memcmp(a->bytes, b->bytes, 16) == 0);
}

// Text slices: a pointer and a length, borrowed from somebody else's memory.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

// Bytes borrowed from their owner; UTF-8 where a function says so. Not NUL-terminated unless stated.
// `data` is NULL for "no text", which differs from an empty text.
typedef struct text {
    const char *data;
    size_t length;
} text;

// A slice over a string literal, length known at compile time.
#define TEXT(literal) ((text){(literal), sizeof(literal) - 1})
#define TEXT_NONE ((text){NULL, 0})

// A slice over a NUL-terminated string; NULL gives TEXT_NONE.
static inline text text_of(const char *string) {
    return (text){string, string == NULL ? 0 : strlen(string)};
}

static inline bool text_equal(text a, text b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

static inline bool text_is(text a, const char *string) {
    return text_equal(a, text_of(string));
}

// True when both are equal after folding ASCII letters to lower case (header names, RFC 9110 section 5.1).
bool text_equal_ascii_nocase(text a, text b);
bool text_starts_with(text whole, text prefix);
bool text_ends_with(text whole, text suffix);

// Number of Unicode code points in valid UTF-8 text.
size_t text_code_points(text utf8);

// True when the bytes are well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF).
bool text_is_utf8(text bytes);

// Without Unicode white space on both ends (the White_Space property). The result borrows from `utf8`.
text text_trim(text utf8);

// Parses a whole decimal integer, optional sign, no blanks. False when malformed or out of range; `*out` is then
// untouched.
bool text_to_int64(text digits, long long *out);

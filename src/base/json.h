// JSON (RFC 8259): an immutable tree in an arena. Numbers keep their text, objects keep their member order.
#pragma once
#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/uuid.h"
#include <stdbool.h>
#include <stdint.h>

typedef enum json_type { JSON_NULL, JSON_BOOLEAN, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } json_type;

typedef struct json_value json_value;
typedef struct json_member json_member;

struct json_value {
    uint8_t type;   // json_type
    bool boolean;   // JSON_BOOLEAN: its value
    bool integer;   // JSON_NUMBER: its text has neither fraction nor exponent
    bool holds_nul; // JSON_STRING: U+0000 occurs in it
    uint32_t count; // bytes of the string or of the number's text; elements; members
    union {
        const char *string; // JSON_STRING: unescaped UTF-8, NUL-terminated
        const char *number; // JSON_NUMBER: the text as written, NUL-terminated
        const json_value *elements;
        const json_member *members;
    };
};

struct json_member {
    const char *name; // unescaped UTF-8, NUL-terminated
    uint32_t name_length;
    uint32_t hash; // of the name, set by the parser and json_make_member
    json_value value;
};

// What was wrong with a text, and where.
typedef struct json_error {
    size_t offset;       // in bytes, from 0
    const char *message; // static text, for people
    bool too_deep;       // the depth limit was the reason
    bool not_utf8;       // a string held malformed UTF-8
    bool too_large;      // the arena's limit was the reason
    uint32_t longest;    // bytes of the longest number, also where nothing was wrong
    bool repeats;        // an object has a name twice, also where nothing was wrong
} json_error;

#define JSON_DEPTH_DEFAULT 512
#define JSON_DEPTH_BODY 1000    // of what the server takes
#define JSON_DEPTH_MAXIMUM 8192 // the functions below descend by recursion: a greater limit counts as this one

// Parses one document, strictly. Of duplicate names the last value wins, at the place of the first. Arrays and objects
// nest at most `depth_limit` deep. A byte order mark in front of the text is ignored (RFC 8259 section 8.1). The text is copied:
// the tree borrows nothing from it. At most 4 GiB - 1 of text. The tree, and what is needed to make it, keep to the limit of the
// arena. NULL on failure, `*error` then filled.
const json_value *json_parse(arena *a, text source, unsigned depth_limit, json_error *error);

// The member's value, or NULL when absent or when `object` is not an object. Constant time for large objects.
const json_value *json_get(const json_value *object, const char *name);
const json_value *json_get_text(const json_value *object, text name);

static inline text json_text_of(const json_value *string_or_number) {
    return (text){string_or_number->string, string_or_number->count};
}

// The number as a 64-bit integer: exact values only ("1.0" and "1e2" count as integers). False when it is not one or
// does not fit.
bool json_to_int64(const json_value *number, int64_t *out);
// The nearest double.
double json_to_double(const json_value *number);

// Equality of JSON Schema (core, section 4.2.2): numbers by mathematical value (1 equals 1.0, whatever their size),
// objects without regard to order.
bool json_equal(const json_value *a, const json_value *b);
// A hash that agrees with json_equal.
uint64_t json_hash(const json_value *value);

// Characters of the value as text with every non-ASCII character as \uXXXX; with `blanks` one follows each comma and colon.
size_t json_text_size(const json_value *value, bool blanks);

// Appends the value as compact JSON: no blanks, non-ASCII unescaped, numbers as they were written.
void json_write(buffer *out, const json_value *value);
// As json_write with members sorted by name at every level and every non-ASCII character as \uXXXX: for fingerprints.
void json_write_canonical(buffer *out, const json_value *value);
// Appends a JSON string literal, quotes included. Malformed UTF-8 is written as U+FFFD.
void json_write_string(buffer *out, text utf8);
// The compact text as an arena string; `*length` (may be NULL) gets its bytes.
const char *json_print(arena *a, const json_value *value, size_t *length);

// Builders for small trees made by code. Members and elements are copied shallowly into the arena; strings are
// borrowed.
json_value json_make_string(text utf8); // TEXT_NONE makes null; at most 4 GiB - 1, longer ends the process
json_value json_make_integer(arena *a, int64_t value);
json_value json_make_uuid(arena *a, const uuid *id); // a string; null where none is set
json_value json_make_boolean(bool value);
json_value json_make_null(void);
const json_value *json_make_array(arena *a, const json_value *elements, size_t count);
const json_value *json_make_object(arena *a, const json_member *members, size_t count);
json_member json_make_member(const char *name, json_value value);
// As json_make_member for any name; NUL-terminated UTF-8, borrowed.
json_member json_make_member_text(text name, json_value value);

// Streaming writer: commas and colons take care of themselves. Calls must be properly nested.
typedef struct json_writer {
    buffer *out;
    bool comma; // the next item needs a comma before it
} json_writer;

static inline json_writer json_writer_on(buffer *out) {
    return (json_writer){.out = out, .comma = false};
}
void json_begin_object(json_writer *w);
void json_end_object(json_writer *w);
void json_begin_array(json_writer *w);
void json_end_array(json_writer *w);
void json_name(json_writer *w, const char *name);   // name: ASCII without characters that need escaping
void json_name_plain(json_writer *w, text name);    // the same
void json_name_text(json_writer *w, text name);     // any UTF-8
void json_string(json_writer *w, text utf8);        // TEXT_NONE writes null
void json_string_plain(json_writer *w, text ascii); // ASCII without characters that need escaping
void json_integer(json_writer *w, int64_t value);
void json_double(json_writer *w, double value); // shortest text that reads back equal; null for NaN and infinities
void json_boolean(json_writer *w, bool value);
void json_null(json_writer *w);
void json_raw(json_writer *w, text json); // verbatim JSON text
void json_value_out(json_writer *w, const json_value *value);

// What the decoders of bodies and of queries share; nobody else includes it.
#pragma once
#include "base/record.h"

// Where in the request a value stands: a chain from the value up to "body", "query" or "path".
typedef struct record_place {
    const struct record_place *parent;
    const char *name; // NULL: an index
    size_t index;
} record_place;

typedef struct record_decoding {
    arena *arena;
    record_problems *problems;
    const record_limits *limits; // NULL: none
    size_t list_bytes;           // of the texts of the present list so far
    size_t text_bytes;           // of all texts so far
} record_decoding;

// --- problems --------------------------------------------------------------------------------------------------------

// True when no further problem would be told: then nothing more is decoded, since the reply is a refusal either way.
static inline bool record_told_all(const record_decoding *d) {
    return d->problems->count >= RECORD_PROBLEMS_MAXIMUM;
}
// Adds the problem; returns false. Strings are borrowed, `context` may be NULL.
bool record_refuse(record_decoding *d, const record_place *where, const json_value *input, const char *type,
                   const char *message, const json_value *context);
// {name: value} in the arena.
const json_value *record_problem_context(arena *a, const char *name, json_value value);
const json_value *record_problem_context_integer(arena *a, const char *name, int64_t value);
// The input as a problem may show it: the field's value, or the body with what is secret in it hidden.
const json_value *record_shown(record_decoding *d, const record_field *field, const json_value *input);
const json_value *record_shown_body(record_decoding *d, const record_type *type, const json_value *body);

// --- values; each true when it was taken into the slot, else the problem is added ------------------------------------

// `value` is NUL-terminated valid UTF-8.
bool record_take_string(record_decoding *d, const record_field *field, const record_place *where,
                        const json_value *input, text value, bool holds_nul, const char **slot);
bool record_take_uuid(record_decoding *d, const record_place *where, const json_value *input, text value, uuid *slot);
// `value` TEXT_NONE: the input is no text.
bool record_take_enum(record_decoding *d, const record_field *field, const record_place *where, const json_value *input,
                      text value, int *slot);
bool record_take_time(record_decoding *d, const record_field *field, const record_place *where, const json_value *value,
                      int64_t *slot);
// Whether it is finite and within the field's bounds.
bool record_take_number(record_decoding *d, const record_field *field, const record_place *where,
                        const json_value *input, double value, double *slot);
// Whether the number is within the field's bounds.
bool record_check_range(record_decoding *d, const record_field *field, const record_place *where,
                        const json_value *input, int64_t value);
// Whether the field has no rule, or one that the slot's value keeps.
bool record_apply_rule(record_decoding *d, const record_field *field, const record_place *where,
                       const json_value *input, void *slot);

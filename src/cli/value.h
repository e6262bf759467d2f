// Documents as trees, whether they were written as JSON or as YAML, with the place of each part.
#pragma once
#include "cli/out.h"
#include "cli/pool.h"
#include <stdint.h>

typedef enum value_kind {
    VALUE_NULL,
    VALUE_FALSE,
    VALUE_TRUE,
    VALUE_NUMBER,
    VALUE_STRING,
    VALUE_ARRAY,
    VALUE_OBJECT
} value_kind;

typedef struct value value;
typedef struct member {
    const char *name; // NULL: an element of an array
    const value *value;
} member;

struct value {
    value_kind kind;
    uint32_t line, column; // from 1, of its name where it is a member; 0: it was made here
    const char *text;      // of a number, as JSON, or a string: NUL-terminated
    const char *source;    // of a scalar of YAML that is no string: as it was written; else NULL
    size_t length;
    size_t count; // elements or members; a name occurs once
    member *items;
};

// The value of a JSON text (RFC 8259). NULL: it is none, `*problem` then says what and where, "line 3, column 5: not JSON". A
// byte-order mark is passed over.
value *value_parse_json(pool *p, const char *text, size_t length, const char **problem);
// The same of the one document of a YAML 1.1 stream in the core schema of YAML 1.2: plain scalars are null, true, false,
// numbers or strings; aliases are copies; merge keys are members. NULL as well for what JSON does not have, and for a second
// document.
value *value_parse_yaml(pool *p, const char *text, size_t length, const char **problem);

value *value_new(pool *p, value_kind kind);
value *value_string(pool *p, const char *text); // NULL makes null
value *value_number(pool *p, long long number);
value *value_bool(pool *p, bool truth);
// Puts a member behind the others, or in place of the one of that name; `name` is borrowed. Returns what was put.
const value *value_put(pool *p, value *object, const char *name, const value *member);
void value_append(pool *p, value *array, const value *element);

// The member of that name; NULL: there is none, or `v` is NULL or no object.
const value *value_get(const value *v, const char *name);
// Its text where it is a string, else NULL.
const char *value_get_text(const value *v, const char *name);
// Whether that is the text of the member.
bool value_has_text(const value *v, const char *name, const char *text);
bool value_is_true(const value *v);
long long value_integer(const value *v, long long otherwise);
// The part at a JSON pointer, references inside the document followed, or the nearest part around it.
const value *value_locate(const value *document, const char *pointer, bool *exact);

// JSON, compact where `indent` is 0.
void value_write_json(out *o, const value *v, unsigned indent);
void value_write_yaml(out *o, const value *v);

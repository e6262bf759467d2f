// An Avro schema with its names resolved: what is converted, and what is compared. Private to src/formats.
#pragma once
#include "base/arena.h"
#include "base/json.h"
#include "base/map.h"
#include "formats/avro/place.h"

typedef enum avro_kind {
    AVRO_NULL,
    AVRO_BOOLEAN,
    AVRO_INT,
    AVRO_LONG,
    AVRO_FLOAT,
    AVRO_DOUBLE,
    AVRO_BYTES,
    AVRO_STRING,
    AVRO_PRIMITIVES, // how many there are; no kind
    AVRO_RECORD = AVRO_PRIMITIVES,
    AVRO_ENUM,
    AVRO_FIXED,
    AVRO_ARRAY,
    AVRO_MAP,
    AVRO_UNION,
} avro_kind;

typedef struct avro_type avro_type;

// A type where it is used.
typedef struct avro_use {
    avro_type *type;
    bool by_name; // it is defined elsewhere
} avro_use;

typedef struct avro_names_list {
    const text *items;
    size_t count;
} avro_names_list;

typedef struct avro_field {
    text name;
    avro_use use;
    const json_value *source;   // the whole field
    const json_value *fallback; // its default; NULL: none
    avro_names_list aliases;
} avro_field;

// A logical type that is valid on what it stands on. Others are ignored, as the specification (1.11, "Logical Types") says.
typedef struct avro_logical {
    const char *name;         // NULL: none
    int64_t precision, scale; // of a decimal
} avro_logical;

struct avro_type {
    avro_kind kind;
    const json_value *source; // as it is defined; NULL: a primitive type that is only named
    avro_logical logical;

    // Records, enums, fixed.
    text name;               // full
    text reference;          // "#/$defs/<name>"
    avro_names_list aliases; // full names
    bool referenced;         // somewhere beyond its definition
    avro_type *next;         // in order of definition
    avro_type *sibling;      // the next one with the same last segment

    size_t count;             // of fields, branches or symbols; 1 of arrays and maps
    const avro_field *fields; // of a record
    const avro_use *uses;     // branches of a union; what an array or map holds
    const json_value *symbols;
    const json_value *fallback; // symbol of an enum for those that it does not have; NULL: none
    const map *index;           // name of a field to avro_field, or of a symbol to its type
    int64_t size;               // bytes of a fixed
};

struct avro_schema {
    const json_value *document;
    avro_use root;
    const avro_type *named; // all named types, in order of definition
};

static inline bool avro_is_named(const avro_type *type) {
    return type->kind == AVRO_RECORD || type->kind == AVRO_ENUM || type->kind == AVRO_FIXED;
}

// The primitive type of that name; AVRO_PRIMITIVES: none.
avro_kind avro_primitive_kind(text name);
// "int", "record", "union".
const char *avro_kind_name(avro_kind kind);
// Whether a name is that of a record, enum, array, map or fixed.
bool avro_is_complex(text name);
// A number of bytes: an integer from 0 to 2^63-1.
bool avro_is_size(const json_value *value);
// What the `logicalType` of a type says of it.
avro_logical avro_logical_of(const avro_type *type);

// NULL when the default fits the type, else the value inside it that does not. `*fault` is then the type that it should be
// of, or NULL where the work passed `*steps`, which counts down.
const json_value *avro_default_misfit(const avro_type *type, const json_value *value, size_t *steps,
                                      const avro_type **fault);

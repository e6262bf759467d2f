// Records: C structs described by rows of data. One description decodes and checks requests, encodes replies, and reads and
// binds database rows. The rows themselves come from the tables in api/.
#pragma once
#include "api/kinds.def"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A free JSON value inside a record. A decoded request carries the tree; a database row carries the text, which goes into
// replies verbatim. Neither set: null.
typedef struct record_json {
    const json_value *tree;
    text raw;
} record_json;

typedef struct record_strings {
    const char **items; // NUL-terminated; NULL when the list itself is null
    size_t count;
} record_strings;

typedef struct record_uuids {
    uuid *items; // NULL when the list itself is null
    size_t count;
} record_uuids;

typedef struct record_ints {
    int *items; // enum values; NULL when the list itself is null
    size_t count;
} record_ints;

// A list of records: `items` are `count` structs side by side. The other lists are laid out as this one.
typedef struct record_list {
    void *items; // NULL when the list itself is null
    size_t count;
} record_list;

// Leaves the first `most` of a list. True where there were more.
static inline bool record_list_cut(record_list *list, size_t most) {
    bool longer = list->count > most;
    if (longer)
        list->count = most;
    return longer;
}

#define RECORD_INT_NONE INT64_MIN
#define RECORD_BOOL_NONE ((int8_t)-1)
#define RECORD_ENUM_NONE (-1)

// Kind of a field: RECORD_STRING, RECORD_UUID, … of api/kinds.def, which tells the C type of each. A string is NUL-terminated
// UTF-8 without U+0000, a time counts microseconds, a bool is 0 or 1, an enum the index into its enumeration. Null is: NULL,
// !set, TIMESTAMP_NONE, RECORD_INT_NONE, NaN, RECORD_BOOL_NONE, RECORD_ENUM_NONE, no tree and no raw text.
typedef enum record_kind {
#define KIND(name, ...) RECORD_##name,
    KINDS(KIND)
#undef KIND
} record_kind;

enum {
    RECORD_REQUIRED = 1,    // request: must be present. Reply: always present and not null
    RECORD_NULLABLE = 2,    // request: an explicit null is accepted and means "absent". Reply: null is written
    RECORD_OMIT = 4,        // reply: the member is left out when it is null
    RECORD_TRIM = 8,        // request: white space is trimmed from both ends after the length check
    RECORD_LOWER = 16,      // request: folded to lower case
    RECORD_SECRET = 32,     // never logged, never shown in `input` of an error
    RECORD_FIRST = 64,      // query: problems of this field are listed before those of the path
    RECORD_WHOLE = 128,     // request: the only field of its model; the body is its value itself
    RECORD_FORMATTED = 256, // request: an object that may be any value where the field schema_format is not its default
    RECORD_SCHEMA = 512,    // an object that may be true or false, too
};

typedef struct record_enum {
    const char *name;
    const char *const *values; // wire values in declaration order
    unsigned count;
} record_enum;

// Why a rule refused a value. Texts are static or live in the arena.
typedef struct record_failure {
    const char *type;          // NULL: "value_error"
    const char *message;       // complete
    const json_value *context; // NULL: {"error": {}}
} record_failure;

// Limits that are known only when the program runs. A bound or a fallback names one by its place among them.
typedef struct record_limits {
    const int64_t *values; // RECORD_INT_NONE: none
    size_t count;          // at most RECORD_LIMITS_MAXIMUM
} record_limits;

#define RECORD_LIMITS_MAXIMUM 256
// In a minimum or maximum: the limit at that place.
#define RECORD_LIMIT(place) (INT64_MIN + 1 + (place))
// As the fallback of a RECORD_INT: the limit at that place. No JSON text begins so.
#define RECORD_LIMIT_FALLBACK(place) ((const char[]){'$', (char)(place), '\0'})

// The limit at that place; RECORD_INT_NONE when there is none. `limits` may be NULL: there are none at all.
static inline int64_t record_limit(const record_limits *limits, size_t place) {
    return limits == NULL || place >= limits->count ? RECORD_INT_NONE : limits->values[place];
}
// A bound, or the limit that it names; RECORD_INT_NONE: unbounded.
static inline int64_t record_bound(const record_limits *limits, int64_t bound) {
    if (bound == RECORD_INT_NONE || bound >= RECORD_LIMIT(RECORD_LIMITS_MAXIMUM))
        return bound;
    return record_limit(limits, (size_t)(bound - RECORD_LIMIT(0)));
}
// Whether a fallback names a limit, and then that in `*number`.
static inline bool record_fallback_limit(const record_limits *limits, const char *fallback, int64_t *number) {
    if (fallback[0] != '$')
        return false;
    *number = record_limit(limits, (unsigned char)fallback[1]);
    return true;
}

// What rules work with.
typedef struct record_context {
    arena *arena;
    const record_limits *limits; // NULL: none
    size_t list_bytes;           // of a text in a list: bytes of the texts up to it, its own included
    size_t text_bytes;           // likewise of all texts of the record, those of the records in it included
} record_context;

// A format rule: checks, and may replace, a decoded value. `slot` points at the field (const char ** for strings, and for each of
// a list of them, int64_t * for times, record_json * for JSON kinds, record_list * for lists of records). False when refused,
// `*failure` then filled.
typedef bool (*record_rule)(const record_context *context, void *slot, record_failure *failure);

typedef struct record_field {
    const char *name;
    uint8_t name_length;
    uint8_t kind;
    uint16_t flags;
    uint32_t offset;
    const void *reference; // record_enum for ENUM and ENUMS, record_type for RECORD and RECORDS
    int64_t minimum;       // shortest length in code points, fewest items, or least value; RECORD_INT_NONE: no bound
    int64_t maximum;
    const char *fallback; // value when absent, as JSON text; NULL: null
    const char *rule_name;
    record_rule rule; // RECORD_STRING, RECORD_TIME and JSON kinds; NULL: none
    const char *doc;
} record_field;

typedef struct record_type {
    const char *name;
    const char *title;
    const record_field *fields;
    uint16_t field_count;
    uint32_t size;
    const char *doc;
    // A rule over the whole record, after all fields are fine; NULL: none. Null when fine, else the text for people.
    const char *(*rule)(const void *record);
} record_type;

// --- problems of a request -------------------------------------------------------------------------------------------

// One entry of a 422 `detail` list.
typedef struct record_problem {
    const char *type;
    const char *message;
    const json_value *location; // array: "body" | "query" | "path", names, indexes
    const json_value *input;
    const json_value *context; // object; NULL: none
    struct record_problem *next;
} record_problem;

#define RECORD_PROBLEMS_MAXIMUM 100 // further ones are dropped

typedef struct record_problems {
    arena *arena;
    record_problem *first, *last;
    size_t count;
} record_problems;

// Adds a problem. `location_1` and `location_2` (may be NULL) follow `root`. Strings are borrowed.
void record_problem_add(record_problems *problems, const char *type, const char *message, const char *root,
                        const char *field, const json_value *input, const json_value *context);

// --- requests --------------------------------------------------------------------------------------------------------

// Fills `record` (zeroed by this call, `type->size` bytes) from a JSON object, adding every problem found. Strings live in
// `a`. Unknown members are ignored. True when there was no problem. A type that is whole takes any JSON value as its field.
// `limits` (may be NULL) are those that the fields and rules of the type name.
bool record_decode(const record_type *type, const record_limits *limits, const json_value *body, arena *a,
                   record_problems *problems, void *record);

// Adds a problem for each number in the body whose text has more than `length` bytes.
void record_check_numbers(const json_value *body, int64_t length, arena *a, record_problems *problems);

// One name and value of a query string, percent-decoded.
typedef struct record_parameter {
    text name, value;
} record_parameter;

// As record_decode for query parameters. `pass` chooses the fields: those flagged RECORD_FIRST (true) or the others (false);
// call with true first (that call zeroes the record and applies every default).
bool record_decode_query(const record_type *type, const record_limits *limits, const record_parameter *parameters,
                         size_t count, bool pass_first, arena *a, record_problems *problems, void *record);

// Reads members of a request's body that stand for query parameters: what `record` (decoded from the same `parameters`) has
// fields for and the body's own type has not. Null is absent. A parameter that both places give must say the same in both.
bool record_decode_beside(const record_type *type, const record_type *body_type, const record_limits *limits,
                          const json_value *body, const record_parameter *parameters, size_t count, arena *a,
                          record_problems *problems, void *record);

// Whether the body of the type is the value of its only field (RECORD_WHOLE).
bool record_is_whole(const record_type *type);

// Fills the record with "none" everywhere, then the declared defaults. One that is a limit stays none: a record that no
// request gives has no such field.
void record_defaults(const record_type *type, arena *a, void *record);
// "None" everywhere.
void record_blank(const record_type *type, void *record);
// As record_defaults, with the limits.
void record_defaults_within(const record_type *type, const record_limits *limits, arena *a, void *record);

// --- replies ---------------------------------------------------------------------------------------------------------

// Writes the record as a JSON object.
void record_encode(const record_type *type, const void *record, json_writer *w);
// The same as a tree in the arena. NULL: nested deeper than JSON_DEPTH_MAXIMUM.
const json_value *record_tree(const record_type *type, const void *record, arena *a);

// The field of that name, or NULL.
const record_field *record_field_find(const record_type *type, text name);
// True when the field holds null in this record.
bool record_is_null(const record_field *field, const void *record);

// --- changes ---------------------------------------------------------------------------------------------------------

// Takes over from `from` every field that is not null into the field of `into` that has the same name and kind; fields without
// such a partner are passed over. True when that changed anything. JSON values are compared as compact text and left in `into`
// as text, made in `a`; other values are borrowed from `from`.
bool record_update(const record_type *into_type, void *into, const record_type *from_type, const void *from, arena *a);

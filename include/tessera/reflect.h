// The models and calls of the API as data, for bindings and tools: a call can be made and its result read without
// naming its type. All of it is constant and lives as long as the program.
#pragma once
#include "tessera/client.h"
#include "tessera/enums.h"
#include "tessera/kinds.h"

#ifdef __cplusplus
extern "C" {
#endif

// A list of records, whatever their type: every tessera_<model>_array has this layout.
typedef struct tessera_records {
    size_t count;
    const void *const *items;
} tessera_records;

enum {
    TESSERA_FLAG_REQUIRED = 1,   // in an input: must be given. In a result: the API promises it
    TESSERA_FLAG_NULLABLE = 2,   // null is a value that the API gives or takes
    TESSERA_FLAG_OMIT = 4,       // in a result: may be left out
    TESSERA_FLAG_SECRET = 8,     // never to be shown
    TESSERA_FLAG_FORMATTED = 16, // an object, or any value where the field schema_format says so
    TESSERA_FLAG_SCHEMA = 32,    // an object, true or false
};

// Where a parameter of a call travels. WHOLE: it is the body, without an object around it.
typedef enum tessera_place {
    TESSERA_PLACE_PATH,
    TESSERA_PLACE_QUERY,
    TESSERA_PLACE_BODY,
    TESSERA_PLACE_WHOLE
} tessera_place;

typedef struct tessera_reflect_enum {
    const char *name;          // "resource_type"
    const char *title;         // "ResourceType"
    size_t count;              // of values, without "none"
    const char *const *values; // wire texts; the value 1 is at index 0
    const char *doc;
} tessera_reflect_enum;

typedef struct tessera_reflect_model tessera_reflect_model;

typedef struct tessera_reflect_field {
    const char *name; // member of the struct and SDK name
    const char *wire; // name in JSON and query strings
    uint8_t kind;     // tessera_kind
    uint8_t flags;
    uint8_t place;   // tessera_place: of the inputs of calls; without meaning elsewhere
    uint8_t index;   // of its bit in `present`, and in the model's fields
    uint32_t offset; // in the struct
    uint32_t name_length;
    uint32_t wire_length;
    int64_t minimum; // shortest length in code points, fewest items or least value; INT64_MIN: no bound
    int64_t maximum;
    const tessera_reflect_enum *enumeration; // ENUM, ENUMS
    const tessera_reflect_model *model;      // RECORD, RECORDS
    const char *fallback; // JSON text of the value that the SDK sends when none is given; NULL: it sends nothing
    const char *doc;
} tessera_reflect_field;

// A struct: `uint64_t present` at offset 0, then the fields.
struct tessera_reflect_model {
    const char *name;   // "team"
    const char *c_name; // "tessera_team"
    const char *title;  // "Team"
    size_t size;        // of the struct
    size_t field_count;
    const tessera_reflect_field *fields;
    const char *doc;
    uint64_t promised; // a bit for each field that a result has for certain, by its index
};

typedef enum tessera_shape {
    TESSERA_SHAPE_ONE,   // the result is the model's struct
    TESSERA_SHAPE_PAGE,  // the result is a tessera_page of the model's structs
    TESSERA_SHAPE_EMPTY, // no result
    TESSERA_SHAPE_REPLY, // the result is a tessera_reply
} tessera_shape;

#define TESSERA_PATH_PARAMETERS_MAXIMUM 4

typedef struct tessera_reflect_call {
    const char *noun;   // "assets"
    const char *name;   // "publish_contract"
    const char *method; // "POST"
    const char *path;   // "/api/v1/assets/{asset_id}/publish"
    const char *path_parameters[TESSERA_PATH_PARAMETERS_MAXIMUM];
    uint8_t path_count;
    bool path_is_id[TESSERA_PATH_PARAMETERS_MAXIMUM]; // a UUID
    uint8_t shape;                                    // tessera_shape
    bool idempotent;                                  // may be done twice (RFC 9110 section 9.2.2)
    int status;                                       // on success
    int also;                                         // another status of success, with the same reply; 0: none
    const tessera_reflect_model *input;               // NULL: takes nothing but its path parameters
    const tessera_reflect_model *reply;               // ONE, PAGE
    const char *doc;
    bool takes_body; // has parameters that travel in the body: one is always sent
    bool keyed;      // the library makes an idempotency key for it
} tessera_reflect_call;

// By index, NULL past the end; enum tessera_call (tessera/calls.h) numbers the calls.
TESSERA_API const tessera_reflect_call *tessera_reflect_call_at(size_t index);
TESSERA_API const tessera_reflect_model *tessera_reflect_model_at(size_t index);
TESSERA_API const tessera_reflect_enum *tessera_reflect_enum_at(size_t index);
// Index of the call of that name, "assets.get"; -1: none.
TESSERA_API int tessera_reflect_call_find(const char *name);
// The model of that name, "asset"; NULL: none.
TESSERA_API const tessera_reflect_model *tessera_reflect_model_find(const char *name);
// The value of a wire text; TESSERA_ENUM_UNKNOWN when it is none. The wire text of a value; NULL when it is none.
TESSERA_API int tessera_reflect_enum_parse(const tessera_reflect_enum *enumeration, const char *wire);
TESSERA_API const char *tessera_reflect_enum_text(const tessera_reflect_enum *enumeration, int value);

// --- calls by number -------------------------------------------------------------------------------------------------

// Submits the call with that index (enum tessera_call). `path_values` are its path parameters in order; `input` is its
// input struct, read until this returns, or NULL; `options` may be NULL. Never gives NULL: what is wrong completes the
// future.
TESSERA_API tessera_future *tessera_submit(tessera_client *client, int call, const char *const *path_values,
                                           const void *input, const tessera_call_options *options) TESSERA_MUST_USE;
// As tessera_submit for a caller that has prepared the request: `query` is percent-encoded, without a question mark, or
// NULL; `body` is JSON text of `body_length` bytes, or NULL. Both are sent as they are.
TESSERA_API tessera_future *tessera_submit_prepared(tessera_client *client, int call, const char *const *path_values,
                                                    const char *query, const char *body, size_t body_length,
                                                    const tessera_call_options *options) TESSERA_MUST_USE;

// The call's index; -1 for a group and for tessera_request.
TESSERA_API int tessera_future_call(const tessera_future *future);
// The end of the call's time, in microseconds of CLOCK_MONOTONIC, of a future that is complete: who decodes its reply
// (`undecoded`) stops there. INT64_MAX: there is no limit.
TESSERA_API int64_t tessera_future_deadline(const tessera_future *future);
// What the call gave, without taking it: borrowed from the future. NULL when there is nothing: it is under way, has
// failed or was taken, or the shape is EMPTY. `*shape` and `*model` (either may be NULL) tell what it is; of a client
// with `undecoded` it is a tessera_reply.
TESSERA_API const void *tessera_future_record(const tessera_future *future, tessera_shape *shape,
                                              const tessera_reflect_model **model);

// --- schemas without a server ----------------------------------------------------------------------------------------

// The functions of tessera/schema.h.
typedef enum tessera_schema_question {
    TESSERA_SCHEMA_DIFF,
    TESSERA_SCHEMA_CHECK_COMPATIBILITY,
    TESSERA_SCHEMA_VALIDATE,
    TESSERA_SCHEMA_SUGGEST_VERSION,
    TESSERA_SCHEMA_SUGGEST_MIGRATION,
    TESSERA_SCHEMA_FROM_AVRO,
    TESSERA_SCHEMA_EXAMPLES,
    TESSERA_SCHEMA_DIGEST,
    TESSERA_SCHEMA_LOCATE,
} tessera_schema_question;

// Their parameters; what a function does not take is not looked at.
typedef struct tessera_schema_input {
    size_t struct_size;     // sizeof(tessera_schema_input), or 0: the fields of the first release
    const char *old_schema; // need not be NUL-terminated, nor the next
    size_t old_length;
    const char *new_schema; // also the schema of a function that takes one
    size_t new_length;
    const char *current_version;
    tessera_compatibility_mode compatibility_mode;
    int reserved;                                      // was padding in the first release: not looked at
    tessera_schema_format schema_format;               // not of the first release
    int reserved_too;                                  // was padding in the second
    tessera_compatibility_policy compatibility_policy; // not of the second
    size_t count;                                      // of examples, with what follows
    uint64_t seed;
    tessera_example_kind kind;
    int reserved_three;  // was padding in the third release
    const char *pointer; // not of the third
} tessera_schema_input;

// As the function, with the result as JSON text. `*model` (may be NULL) tells what it is. NULL on failure, `*error`
// (may be NULL) then filled.
TESSERA_API tessera_reply *tessera_schema_answer(tessera_schema_question question, const tessera_schema_input *input,
                                                 const tessera_reflect_model **model, tessera_error *error);

// --- records and JSON text -------------------------------------------------------------------------------------------

// The record as compact JSON text, NUL-terminated, to be freed with tessera_text_free. `*length` (may be NULL) gets its
// bytes.
TESSERA_API char *tessera_record_to_json(const tessera_reflect_model *model, const void *record, size_t *length);
// The record of a JSON text, to be freed with tessera_record_free. NULL when the text does not fit, `*error` (may be
// NULL) then filled.
TESSERA_API void *tessera_record_from_json(const tessera_reflect_model *model, const char *json, size_t length,
                                           tessera_error *error);
TESSERA_API void tessera_text_free(char *text);

#ifdef __cplusplus
}
#endif

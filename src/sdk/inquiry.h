// One question of tessera/schema.h on its way to the answer.
#pragma once
#include "base/buffer.h"
#include "formats/format.h"
#include "schema/schema.h"
#include "tessera/reflect.h"

// What is asked comes from the caller; the rest is zero at first.
typedef struct inquiry {
    arena *memory;  // of all that the answer takes
    buffer scratch; // for a JSON value on its way into the result
    tessera_schema_input input;
    schema_mode mode;
    schema_policy policy;
    const format *language;                  // of the schemas that are compared
    tessera_error *error;                    // may be NULL
    tessera_status status;                   // TESSERA_OK until something is refused
    const json_value *old, *new;             // the schemas as JSON Schema
    const void *old_prepared, *new_prepared; // for the comparison of their language, where it has one
    schema_changes changes, breaking;
    size_t printed; // bytes of JSON values in the result so far
} inquiry;

bool inquiry_is_question(tessera_schema_question question);
// What the answer is.
const tessera_reflect_model *inquiry_model(tessera_schema_question question);
// The answer as JSON text on the heap; NULL: refused.
char *inquiry_answer(inquiry *q, tessera_schema_question question, size_t *length);
// Fills the error and sets the status. Returns false.
bool inquiry_refuse(inquiry *q, tessera_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));

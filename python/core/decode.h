// Shared by the files that make Python objects of JSON.
#pragma once
#include "core.h"

typedef struct decoder {
    core_state *state;
    tessera_json_reader reader;
    int64_t deadline;
    const char *look; // where the clock is looked at next
} decoder;

// Sets a decoder up on a text.
void decode_start(decoder *d, core_state *state, const char *json, size_t length, int64_t deadline);
// Looks at the clock. False with TimeoutError.
bool decode_look(decoder *d);
// The same, now and then.
static inline bool decode_in_time(decoder *d) {
    return d->reader.at < d->look || decode_look(d);
}

// Raises ValueError, unless there is an exception already. NULL.
PyObject *decode_refuse(void);
PyObject *decode_string(const tessera_json_token *token);
PyObject *decode_integer(const tessera_json_token *token);
PyObject *decode_number(const tessera_json_token *token);
// The value that begins with the token, as plain objects.
PyObject *decode_value(decoder *d, const tessera_json_token *token);
// What follows the beginning of an array or object.
PyObject *decode_array(decoder *d);
PyObject *decode_object(decoder *d);
// Appends the instances of a list whose beginning has been read. False with an exception.
bool decode_rows(decoder *d, const model_plan *plan, PyObject *list);
// Passes over the next value. False with an exception.
bool decode_skip(decoder *d);
// The value of a whole text, once nothing but its end follows. Accepts NULL.
PyObject *decode_finish(decoder *d, PyObject *value);

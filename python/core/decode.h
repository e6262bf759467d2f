// Shared by the files that make Python objects of JSON.
#pragma once
#include "core.h"

typedef struct decoder {
    core_state *state;
    tessera_json_reader reader;
} decoder;

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

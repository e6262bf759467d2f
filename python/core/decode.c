// JSON text to plain Python objects.
#include "decode.h"
#include <math.h>
#include <string.h>
#include <time.h>

// Far enough apart that small replies need no clock, and near enough that large ones do not outlast their call by much.
#define LOOK_BYTES ((size_t)64 * 1024)

static void look_later(decoder *d) {
    size_t left = (size_t)(d->reader.end - d->reader.at);
    d->look = d->reader.at + (left < LOOK_BYTES ? left + 1 : LOOK_BYTES); // behind the end: never
}

void decode_start(decoder *d, core_state *state, const char *json, size_t length, int64_t deadline) {
    *d = (decoder){.state = state, .deadline = deadline};
    tessera_json_start(&d->reader, json, length);
    look_later(d);
}

bool decode_look(decoder *d) {
    struct timespec now;
    look_later(d);
    if (d->deadline == DECODE_UNHURRIED)
        return true;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if ((int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000 < d->deadline)
        return true;
    PyErr_SetString(PyExc_TimeoutError, "the time is over");
    return false;
}

PyObject *decode_refuse(void) {
    if (!PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, "the text is not JSON");
    return NULL;
}

// --- plain values ----------------------------------------------------------------------------------------------------

PyObject *decode_string(const tessera_json_token *token) {
    if (!token->escaped)
        return PyUnicode_DecodeUTF8(token->text, (Py_ssize_t)token->length, NULL);
    char *plain = PyMem_Malloc(token->length);
    if (plain == NULL)
        return PyErr_NoMemory();
    size_t length = tessera_json_unescape(token, plain);
    PyObject *string = PyUnicode_DecodeUTF8(plain, (Py_ssize_t)length, NULL);
    PyMem_Free(plain);
    return string;
}

// A number of more digits than the interpreter makes an int of (sys.get_int_max_str_digits), or beyond a float: exact all the
// same.
static PyObject *long_number(const char *text) {
    PyErr_Clear();
    PyObject *decimal = core_import("decimal", "Decimal");
    PyObject *number = decimal == NULL ? NULL : PyObject_CallFunction(decimal, "s", text);
    Py_XDECREF(decimal);
    return number;
}

PyObject *decode_integer(const tessera_json_token *token) {
    if (token->length <= 18) {
        long long value = 0;
        bool negative = token->text[0] == '-';
        for (size_t i = negative; i < token->length; i++)
            value = value * 10 + (token->text[i] - '0');
        return PyLong_FromLongLong(negative ? -value : value);
    }
    char *text = PyMem_Malloc(token->length + 1);
    if (text == NULL)
        return PyErr_NoMemory();
    memcpy(text, token->text, token->length);
    text[token->length] = '\0';
    PyObject *number = PyLong_FromString(text, NULL, 10);
    if (number == NULL && PyErr_ExceptionMatches(PyExc_ValueError))
        number = long_number(text);
    PyMem_Free(text);
    return number;
}

PyObject *decode_number(const tessera_json_token *token) {
    char small[64], *text = token->length < sizeof small ? small : PyMem_Malloc(token->length + 1);
    if (text == NULL)
        return PyErr_NoMemory();
    memcpy(text, token->text, token->length);
    text[token->length] = '\0';
    double value = PyOS_string_to_double(text, NULL, NULL);
    PyObject *number = value == -1.0 && PyErr_Occurred() ? NULL : PyFloat_FromDouble(value);
    if (number != NULL && isinf(value)) {
        PyObject *exact = long_number(text);
        if (exact == NULL)
            PyErr_Clear(); // an exponent that Decimal has not either: an infinity, as in the json module
        else
            Py_SETREF(number, exact);
    }
    if (text != small)
        PyMem_Free(text);
    return number;
}

PyObject *decode_array(decoder *d) {
    PyObject *list = PyList_New(0);
    while (list != NULL) {
        tessera_json_token token = tessera_json_next(&d->reader);
        if (token.kind == TESSERA_JSON_END_ARRAY)
            return list;
        PyObject *item = decode_in_time(d) ? decode_value(d, &token) : NULL;
        if (item == NULL || PyList_Append(list, item) != 0)
            Py_CLEAR(list);
        Py_XDECREF(item);
    }
    return NULL;
}

PyObject *decode_object(decoder *d) {
    PyObject *dict = PyDict_New();
    while (dict != NULL) {
        tessera_json_token token = tessera_json_next(&d->reader);
        if (token.kind == TESSERA_JSON_END_OBJECT)
            return dict;
        PyObject *name = token.kind != TESSERA_JSON_NAME ? decode_refuse()
                         : decode_in_time(d)             ? decode_string(&token)
                                                         : NULL;
        PyObject *value = NULL;
        if (name != NULL) {
            token = tessera_json_next(&d->reader);
            value = decode_value(d, &token);
        }
        if (value == NULL || PyDict_SetItem(dict, name, value) != 0)
            Py_CLEAR(dict);
        Py_XDECREF(name);
        Py_XDECREF(value);
    }
    return NULL;
}

PyObject *decode_value(decoder *d, const tessera_json_token *token) {
    switch (token->kind) {
    case TESSERA_JSON_NULL:
        return Py_NewRef(Py_None);
    case TESSERA_JSON_FALSE:
        return Py_NewRef(Py_False);
    case TESSERA_JSON_TRUE:
        return Py_NewRef(Py_True);
    case TESSERA_JSON_INTEGER:
        return decode_integer(token);
    case TESSERA_JSON_NUMBER:
        return decode_number(token);
    case TESSERA_JSON_STRING:
        return decode_string(token);
    case TESSERA_JSON_BEGIN_OBJECT:
        return decode_object(d);
    case TESSERA_JSON_BEGIN_ARRAY:
        return decode_array(d);
    default:
        return decode_refuse();
    }
}

bool decode_skip(decoder *d) {
    size_t open = 0;
    do {
        if (!decode_in_time(d))
            return false;
        switch (tessera_json_next(&d->reader).kind) {
        case TESSERA_JSON_BEGIN_OBJECT:
        case TESSERA_JSON_BEGIN_ARRAY:
            open++;
            break;
        case TESSERA_JSON_END_OBJECT:
        case TESSERA_JSON_END_ARRAY:
            open--;
            break;
        case TESSERA_JSON_END:
        case TESSERA_JSON_ERROR:
            decode_refuse();
            return false;
        case TESSERA_JSON_NAME:
            open += open == 0; // cannot be: a value was asked for
            break;
        default:
            break;
        }
    } while (open > 0);
    return true;
}

PyObject *decode_finish(decoder *d, PyObject *value) {
    if (value == NULL || tessera_json_next(&d->reader).kind == TESSERA_JSON_END)
        return value;
    Py_DECREF(value);
    return decode_refuse();
}

PyObject *decode_plain(core_state *state, const char *json, size_t length, int64_t deadline) {
    decoder d;
    decode_start(&d, state, json, length, deadline);
    tessera_json_token token = tessera_json_next(&d.reader);
    return decode_finish(&d, decode_value(&d, &token));
}

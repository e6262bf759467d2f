// JSON text to plain Python objects.
#include "decode.h"
#include <math.h>
#include <string.h>

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

// A number of more digits than the interpreter makes an int of (sys.get_int_max_str_digits), or beyond a float: exact all the same.
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
        PyObject *item = decode_value(d, &token);
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
        PyObject *name = token.kind == TESSERA_JSON_NAME ? decode_string(&token) : decode_refuse();
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

PyObject *decode_plain(core_state *state, const char *json, size_t length) {
    decoder d = {.state = state};
    tessera_json_start(&d.reader, json, length);
    tessera_json_token token = tessera_json_next(&d.reader);
    return decode_finish(&d, decode_value(&d, &token));
}

// Python objects to JSON text and to query strings.
#include "core.h"
#include <string.h>

#define DEPTH_LIMIT 500
#define LENGTH_LIMIT ((size_t)1 << 30)

bool text_append(text_buffer *text, const char *bytes, size_t length) {
    if (length > text->capacity - text->length) {
        size_t wanted = text->length + length;
        if (wanted > LENGTH_LIMIT) {
            PyErr_SetString(PyExc_ValueError, "the request is too large");
            return false;
        }
        size_t capacity = text->capacity < 256 ? 256 : text->capacity;
        while (capacity < wanted)
            capacity *= 2;
        char *grown = PyMem_Realloc(text->data, capacity);
        if (grown == NULL) {
            PyErr_NoMemory();
            return false;
        }
        text->data = grown;
        text->capacity = capacity;
    }
    memcpy(text->data + text->length, bytes, length);
    text->length += length;
    return true;
}

void text_done(text_buffer *text) {
    PyMem_Free(text->data);
    *text = (text_buffer){0};
}

// --- JSON (RFC 8259) -------------------------------------------------------------------------------------------------

static bool encode_value(core_state *state, PyObject *object, text_buffer *out, unsigned depth);

static bool encode_characters(const char *utf8, size_t length, text_buffer *out) {
    static const char escapes[32] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    if (!text_append(out, "\"", 1))
        return false;
    size_t plain = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)utf8[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        char escape[8] = {'\\', (char)c, '\0'};
        if (c < 0x20 && escapes[c] != '\0')
            escape[1] = escapes[c];
        else if (c < 0x20)
            snprintf(escape, sizeof escape, "\\u%04x", c);
        if (!text_append(out, utf8 + plain, i - plain) || !text_append(out, escape, strlen(escape)))
            return false;
        plain = i + 1;
    }
    return text_append(out, utf8 + plain, length - plain) && text_append(out, "\"", 1);
}

static bool encode_string(PyObject *string, text_buffer *out) {
    Py_ssize_t length;
    const char *utf8 = PyUnicode_AsUTF8AndSize(string, &length);
    return utf8 != NULL && encode_characters(utf8, (size_t)length, out);
}

static bool append_text_of(PyObject *string, text_buffer *out) {
    Py_ssize_t length;
    const char *utf8 = string == NULL ? NULL : PyUnicode_AsUTF8AndSize(string, &length);
    bool fine = utf8 != NULL && text_append(out, utf8, (size_t)length);
    Py_XDECREF(string);
    return fine;
}

static bool encode_integer(PyObject *number, text_buffer *out) {
    int overflow;
    long long value = PyLong_AsLongLongAndOverflow(number, &overflow);
    // Members of an IntEnum print as their names, so the number's own text is asked for.
    if (overflow != 0)
        return append_text_of(PyLong_Type.tp_repr(number), out);
    char text[32];
    int length = snprintf(text, sizeof text, "%lld", value);
    return text_append(out, text, (size_t)length);
}

static bool encode_float(PyObject *number, text_buffer *out) {
    double value = PyFloat_AS_DOUBLE(number);
    if (!isfinite(value)) {
        PyErr_SetString(PyExc_ValueError, "JSON has no infinity and no NaN");
        return false;
    }
    char *text = PyOS_double_to_string(value, 'r', 0, 0, NULL);
    if (text == NULL) {
        PyErr_NoMemory();
        return false;
    }
    bool fine = text_append(out, text, strlen(text));
    PyMem_Free(text);
    return fine;
}

static bool encode_member(core_state *state, PyObject *name, PyObject *value, bool first, text_buffer *out,
                          unsigned depth) {
    if (!PyUnicode_Check(name)) {
        PyErr_Format(PyExc_TypeError, "names in JSON are str, not %s", Py_TYPE(name)->tp_name);
        return false;
    }
    return (first || text_append(out, ",", 1)) && encode_string(name, out) && text_append(out, ":", 1) &&
           encode_value(state, value, out, depth + 1);
}

static bool encode_dict(core_state *state, PyObject *dict, text_buffer *out, unsigned depth) {
    if (!text_append(out, "{", 1))
        return false;
    PyObject *name, *value;
    Py_ssize_t at = 0;
    for (bool first = true; PyDict_Next(dict, &at, &name, &value); first = false) {
        Py_INCREF(name);
        Py_INCREF(value);
        bool fine = encode_member(state, name, value, first, out, depth);
        Py_DECREF(name);
        Py_DECREF(value);
        if (!fine)
            return false;
    }
    return text_append(out, "}", 1);
}

static bool encode_sequence(core_state *state, PyObject *sequence, text_buffer *out, unsigned depth) {
    if (!text_append(out, "[", 1))
        return false;
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(sequence); i++) {
        PyObject *item = Py_NewRef(PySequence_Fast_GET_ITEM(sequence, i));
        bool fine = (i == 0 || text_append(out, ",", 1)) && encode_value(state, item, out, depth + 1);
        Py_DECREF(item);
        if (!fine)
            return false;
    }
    return text_append(out, "]", 1);
}

static bool encode_mapping(core_state *state, PyObject *mapping, text_buffer *out, unsigned depth) {
    PyObject *dict = PyDict_New();
    bool fine = dict != NULL && PyDict_Update(dict, mapping) == 0 && encode_dict(state, dict, out, depth);
    Py_XDECREF(dict);
    return fine;
}

static bool encode_dataclass(core_state *state, PyObject *object, PyObject *fields, text_buffer *out, unsigned depth) {
    PyObject *names = PySequence_List(fields);
    bool fine = names != NULL && text_append(out, "{", 1);
    for (Py_ssize_t i = 0; fine && i < PyList_GET_SIZE(names); i++) {
        PyObject *value = PyObject_GetAttr(object, PyList_GET_ITEM(names, i));
        fine = value != NULL && encode_member(state, PyList_GET_ITEM(names, i), value, i == 0, out, depth);
        Py_XDECREF(value);
    }
    Py_XDECREF(names);
    return fine && text_append(out, "}", 1);
}

// 1: written. 0: it is neither an id nor a time. -1: exception.
static int encode_special(core_state *state, PyObject *object, text_buffer *out) {
    if (values_is_uuid(state, object)) {
        char text[CORE_ID_LENGTH + 1];
        return values_uuid_text(state, object, text) && encode_characters(text, CORE_ID_LENGTH, out) ? 1 : -1;
    }
    if (values_is_datetime(state, object)) {
        char text[TESSERA_TIME_LENGTH + 1];
        int64_t micros;
        if (!values_datetime_micros(state, object, &micros))
            return -1;
        tessera_time_format(micros, text);
        return encode_characters(text, strlen(text), out) ? 1 : -1;
    }
    return 0;
}

// A Decimal, which stands for numbers that are too long for an int. 1: written. 0: it is none. -1: exception.
static int encode_decimal(PyObject *object, text_buffer *out) {
    if (strcmp(Py_TYPE(object)->tp_name, "decimal.Decimal") != 0)
        return 0;
    PyObject *text = PyObject_Str(object);
    const char *digits = text == NULL ? NULL : PyUnicode_AsUTF8(text);
    bool finite = digits != NULL && digits[digits[0] == '-'] >= '0' && digits[digits[0] == '-'] <= '9';
    if (digits != NULL && !finite)
        PyErr_SetString(PyExc_ValueError, "JSON has no infinity and no NaN");
    if (!finite)
        Py_XDECREF(text);
    return finite && append_text_of(text, out) ? 1 : -1;
}

static bool encode_other(core_state *state, PyObject *object, text_buffer *out, unsigned depth) {
    int special = encode_special(state, object, out);
    if (special == 0)
        special = encode_decimal(object, out);
    if (special != 0)
        return special > 0;
    PyObject *fields = PyObject_GetAttrString((PyObject *)Py_TYPE(object), "__dataclass_fields__");
    if (fields != NULL) {
        bool fine = encode_dataclass(state, object, fields, out, depth);
        Py_DECREF(fields);
        return fine;
    }
    PyErr_Clear();
    if (PyMapping_Check(object) && PyObject_HasAttrString(object, "keys"))
        return encode_mapping(state, object, out, depth);
    PyErr_Format(PyExc_TypeError, "%s cannot be written as JSON", Py_TYPE(object)->tp_name);
    return false;
}

static bool encode_value(core_state *state, PyObject *object, text_buffer *out, unsigned depth) {
    if (depth > DEPTH_LIMIT) {
        PyErr_SetString(PyExc_ValueError, "the value is nested too deeply, or holds itself");
        return false;
    }
    if (object == Py_None)
        return text_append(out, "null", 4);
    if (object == Py_True)
        return text_append(out, "true", 4);
    if (object == Py_False)
        return text_append(out, "false", 5);
    if (PyUnicode_Check(object))
        return encode_string(object, out);
    if (PyLong_Check(object))
        return encode_integer(object, out);
    if (PyFloat_Check(object))
        return encode_float(object, out);
    if (PyDict_Check(object))
        return encode_dict(state, object, out, depth);
    if (PyList_Check(object) || PyTuple_Check(object))
        return encode_sequence(state, object, out, depth);
    return encode_other(state, object, out, depth);
}

bool encode_json(core_state *state, PyObject *object, text_buffer *out) {
    return encode_value(state, object, out, 0);
}

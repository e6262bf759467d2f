// Python mappings to query strings (RFC 3986, section 3.4).
#include "core.h"
#include <string.h>

static bool append_encoded(const char *utf8, size_t length, text_buffer *out) {
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)utf8[i];
        bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~", c) != NULL;
        char escape[3] = {'%', digits[c >> 4], digits[c & 15]};
        if (c == '\0')
            plain = false;
        if (!(plain ? text_append(out, utf8 + i, 1) : text_append(out, escape, sizeof escape)))
            return false;
    }
    return true;
}

static bool append_string(PyObject *string, text_buffer *out) {
    Py_ssize_t length;
    const char *utf8 = PyUnicode_AsUTF8AndSize(string, &length);
    return utf8 != NULL && append_encoded(utf8, (size_t)length, out);
}

// The value's text: a JSON value's, without the quotes of a string.
static bool append_value(core_state *state, PyObject *value, text_buffer *out) {
    if (PyUnicode_Check(value))
        return append_string(value, out);
    text_buffer json = {0};
    bool fine = encode_json(state, value, &json);
    if (fine && json.data[0] == '"')
        fine = append_encoded(json.data + 1, json.length - 2, out);
    else if (fine)
        fine = append_encoded(json.data, json.length, out);
    text_done(&json);
    return fine;
}

static bool append_pair(core_state *state, PyObject *name, PyObject *value, text_buffer *out) {
    if (value == Py_None)
        return true;
    if (out->length > 0 && !text_append(out, "&", 1))
        return false;
    return append_string(name, out) && text_append(out, "=", 1) && append_value(state, value, out);
}

static bool append_pairs(core_state *state, PyObject *name, PyObject *value, text_buffer *out) {
    if (!PyUnicode_Check(name)) {
        PyErr_Format(PyExc_TypeError, "names of parameters are str, not %s", Py_TYPE(name)->tp_name);
        return false;
    }
    if (!PyList_Check(value) && !PyTuple_Check(value))
        return append_pair(state, name, value, out);
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(value); i++)
        if (!append_pair(state, name, PySequence_Fast_GET_ITEM(value, i), out))
            return false;
    return true;
}

bool encode_query(core_state *state, PyObject *parameters, text_buffer *out) {
    if (!PyMapping_Check(parameters) || !PyObject_HasAttrString(parameters, "keys")) {
        PyErr_Format(PyExc_TypeError, "params must be a mapping or None, not %s", Py_TYPE(parameters)->tp_name);
        return false;
    }
    PyObject *dict = PyDict_New();
    bool fine = dict != NULL && PyDict_Update(dict, parameters) == 0;
    PyObject *name, *value;
    Py_ssize_t at = 0;
    while (fine && PyDict_Next(dict, &at, &name, &value))
        fine = append_pairs(state, name, value, out);
    Py_XDECREF(dict);
    return fine;
}

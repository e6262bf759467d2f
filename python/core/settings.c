// Settings and options from Python's values.
#include "core.h"
#include <string.h>
#include <strings.h>

const char *settings_text(PyObject *string, const char *name) {
    Py_ssize_t length;
    const char *text = PyUnicode_AsUTF8AndSize(string, &length);
    if (text == NULL || strlen(text) == (size_t)length)
        return text;
    PyErr_Format(PyExc_ValueError, "%s holds a NUL character", name);
    return NULL;
}

bool settings_read_text(PyObject *value, const char *name, const char **out) {
    *out = NULL;
    if (value == Py_None)
        return true;
    if (PyUnicode_Check(value))
        return (*out = settings_text(value, name)) != NULL;
    PyErr_Format(PyExc_TypeError, "%s must be str or None, not %s", name, Py_TYPE(value)->tp_name);
    return false;
}

bool settings_read_timeout(PyObject *value, int64_t *out) {
    if (value == Py_None) {
        *out = TESSERA_NO_LIMIT;
        return true;
    }
    if (!PyNumber_Check(value) || PyComplex_Check(value) || PyBool_Check(value)) {
        PyErr_Format(PyExc_TypeError, "timeout must be a number of seconds or None, not %s", Py_TYPE(value)->tp_name);
        return false;
    }
    double seconds = PyFloat_AsDouble(value);
    if (seconds == -1 && PyErr_Occurred())
        return false;
    if (!(seconds > 0 && seconds <= 1e9)) {
        PyErr_SetString(PyExc_ValueError, "timeout must be a number of seconds above 0, or None for no limit");
        return false;
    }
    *out = seconds < 0.001 ? 1 : (int64_t)(seconds * 1000);
    return true;
}

bool settings_read_count(PyObject *value, const char *name, long minimum, unsigned *out) {
    int overflow = 0;
    if (!PyIndex_Check(value) || PyBool_Check(value)) {
        PyErr_Format(PyExc_TypeError, "%s must be int, not %s", name, Py_TYPE(value)->tp_name);
        return false;
    }
    long count = PyLong_AsLongAndOverflow(value, &overflow);
    if (count == -1 && PyErr_Occurred())
        return false;
    if (overflow != 0 || count < minimum || count > 65535) {
        PyErr_Format(PyExc_ValueError, "%s must be between %ld and 65535", name, minimum);
        return false;
    }
    *out = (unsigned)count;
    return true;
}

// NULL with an exception.
static PyObject *header_line(PyObject *name, PyObject *value) {
    if (!PyUnicode_Check(name))
        return PyErr_Format(PyExc_TypeError, "names of headers must be str, not %s", Py_TYPE(name)->tp_name);
    if (!PyUnicode_Check(value))
        return PyErr_Format(PyExc_TypeError, "the header %R must be str, not %s", name, Py_TYPE(value)->tp_name);
    return PyUnicode_FromFormat("%U: %U", name, value);
}

// Lines "Name: value" of a mapping, in a list that owns them.
static PyObject *header_lines(PyObject *headers) {
    bool mapping = PyMapping_Check(headers) && PyObject_HasAttrString(headers, "items");
    PyObject *items = mapping ? PyMapping_Items(headers) : NULL, *lines = items == NULL ? NULL : PyList_New(0);
    for (Py_ssize_t i = 0; lines != NULL && i < PyList_GET_SIZE(items); i++) {
        PyObject *pair = PyList_GET_ITEM(items, i), *line = NULL;
        if (PyTuple_Check(pair) && PyTuple_GET_SIZE(pair) == 2)
            line = header_line(PyTuple_GET_ITEM(pair, 0), PyTuple_GET_ITEM(pair, 1));
        else
            PyErr_SetString(PyExc_TypeError, "headers must be a mapping");
        if (line == NULL || PyList_Append(lines, line) != 0)
            Py_CLEAR(lines);
        Py_XDECREF(line);
    }
    if (!mapping)
        PyErr_Format(PyExc_TypeError, "headers must be a mapping or None, not %s", Py_TYPE(headers)->tp_name);
    Py_XDECREF(items);
    return lines;
}

bool settings_same_header(const char *line, const char *other) {
    size_t name = strcspn(line, ":");
    return strncasecmp(line, other, name) == 0 && other[name] == ':';
}

// Where the line goes: to the place of one with its name, which it replaces, or behind all.
static size_t line_place(const char *const *lines, size_t count, const char *line) {
    for (size_t i = 0; i < count; i++)
        if (settings_same_header(line, lines[i]))
            return i;
    return count;
}

bool settings_read_headers(PyObject *headers, PyObject *kept, const char ***out) {
    *out = NULL;
    if (headers == Py_None)
        return true;
    PyObject *lines = header_lines(headers);
    if (lines == NULL || PyList_Append(kept, lines) != 0) {
        Py_XDECREF(lines);
        return false;
    }
    Py_DECREF(lines);
    Py_ssize_t count = PyList_GET_SIZE(lines);
    const char **texts = *out = PyMem_Calloc((size_t)count + 1, sizeof *texts);
    if (texts == NULL) {
        PyErr_NoMemory();
        return false;
    }
    size_t used = 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        const char *line = settings_text(PyList_GET_ITEM(lines, i), "a header");
        if (line == NULL)
            return false;
        size_t place = line_place(texts, used, line);
        texts[place] = line;
        used += place == used;
    }
    return true;
}

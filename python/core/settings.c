// Settings and options from Python's values.
#include "core.h"

bool settings_read_text(PyObject *value, const char *name, const char **out) {
    *out = NULL;
    if (value == Py_None)
        return true;
    if (PyUnicode_Check(value))
        return (*out = PyUnicode_AsUTF8(value)) != NULL;
    PyErr_Format(PyExc_TypeError, "%s must be str or None, not %s", name, Py_TYPE(value)->tp_name);
    return false;
}

bool settings_read_timeout(PyObject *value, int64_t *out) {
    if (value == Py_None) {
        *out = TESSERA_NO_LIMIT;
        return true;
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
    long count = PyLong_AsLong(value);
    if (count == -1 && PyErr_Occurred())
        return false;
    if (count < minimum || count > 65535) {
        PyErr_Format(PyExc_ValueError, "%s must be between %ld and 65535", name, minimum);
        return false;
    }
    *out = (unsigned)count;
    return true;
}

// Lines "Name: value" of a mapping, in a list that owns them.
static PyObject *header_lines(PyObject *headers) {
    bool mapping = PyMapping_Check(headers) && PyObject_HasAttrString(headers, "items");
    PyObject *items = mapping ? PyMapping_Items(headers) : NULL, *lines = items == NULL ? NULL : PyList_New(0);
    for (Py_ssize_t i = 0; lines != NULL && i < PyList_GET_SIZE(items); i++) {
        PyObject *pair = PyList_GET_ITEM(items, i), *line = NULL;
        if (PyTuple_Check(pair) && PyTuple_GET_SIZE(pair) == 2)
            line = PyUnicode_FromFormat("%S: %S", PyTuple_GET_ITEM(pair, 0), PyTuple_GET_ITEM(pair, 1));
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
    for (Py_ssize_t i = 0; i < count; i++)
        if ((texts[i] = PyUnicode_AsUTF8(PyList_GET_ITEM(lines, i))) == NULL)
            return false;
    return true;
}

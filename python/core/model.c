// What every model's methods do.
#include "core.h"
#include <string.h>

static PyObject *plain_copy(core_state *state, PyObject *value, bool json);

static PyObject *copy_list(core_state *state, PyObject *list, bool json) {
    PyObject *copy = PyList_New(0);
    for (Py_ssize_t i = 0; copy != NULL && i < PySequence_Fast_GET_SIZE(list); i++) {
        PyObject *item = plain_copy(state, PySequence_Fast_GET_ITEM(list, i), json);
        if (item == NULL || PyList_Append(copy, item) != 0)
            Py_CLEAR(copy);
        Py_XDECREF(item);
    }
    return copy;
}

static PyObject *copy_dict(core_state *state, PyObject *dict, bool json) {
    PyObject *copy = PyDict_New(), *name, *value;
    Py_ssize_t at = 0;
    while (copy != NULL && PyDict_Next(dict, &at, &name, &value)) {
        PyObject *copied = plain_copy(state, value, json);
        if (copied == NULL || PyDict_SetItem(copy, name, copied) != 0)
            Py_CLEAR(copy);
        Py_XDECREF(copied);
    }
    return copy;
}

static PyObject *copy_fields(core_state *state, PyObject *model, PyObject *fields, bool json) {
    PyObject *copy = PyDict_New(), *name, *field;
    Py_ssize_t at = 0;
    while (copy != NULL && PyDict_Next(fields, &at, &name, &field)) {
        PyObject *value = PyObject_GetAttr(model, name);
        PyObject *copied = value == NULL ? NULL : plain_copy(state, value, json);
        if (copied == NULL || PyDict_SetItem(copy, name, copied) != 0)
            Py_CLEAR(copy);
        Py_XDECREF(value);
        Py_XDECREF(copied);
    }
    return copy;
}

// A text's own value: of an enumeration's member its text.
static PyObject *plain_string(PyObject *string) {
    return PyUnicode_CheckExact(string) ? Py_NewRef(string) : PyUnicode_FromObject(string);
}

static PyObject *copy_leaf(core_state *state, PyObject *value, bool json) {
    char text[CORE_ID_LENGTH + 1];
    int64_t micros;
    if (json && PyUnicode_Check(value))
        return plain_string(value);
    if (json && values_is_uuid(state, value))
        return values_uuid_text(state, value, text) ? PyUnicode_FromString(text) : NULL;
    if (json && values_is_datetime(state, value))
        return values_datetime_micros(state, value, &micros) ? PyUnicode_FromString(tessera_time_format(micros, text))
                                                             : NULL;
    return Py_NewRef(value);
}

static bool is_leaf(core_state *state, PyObject *value) {
    return value == Py_None || PyUnicode_Check(value) || PyLong_Check(value) || PyFloat_Check(value) ||
           values_is_uuid(state, value) || values_is_datetime(state, value);
}

static PyObject *copy_other(core_state *state, PyObject *value, bool json) {
    PyObject *fields = PyObject_GetAttrString((PyObject *)Py_TYPE(value), "__dataclass_fields__");
    if (fields == NULL) {
        PyErr_Clear();
        return Py_NewRef(value);
    }
    PyObject *copy = copy_fields(state, value, fields, json);
    Py_DECREF(fields);
    return copy;
}

static PyObject *plain_copy(core_state *state, PyObject *value, bool json) {
    if (is_leaf(state, value))
        return copy_leaf(state, value, json);
    if (Py_EnterRecursiveCall(" while copying a model") != 0)
        return NULL;
    PyObject *copy;
    if (PyList_Check(value) || PyTuple_Check(value))
        copy = copy_list(state, value, json);
    else if (PyDict_Check(value))
        copy = copy_dict(state, value, json);
    else
        copy = copy_other(state, value, json);
    Py_LeaveRecursiveCall();
    return copy;
}

PyObject *model_to_dict(PyObject *module, PyObject *const *arguments, Py_ssize_t count) {
    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "to_dict takes a model and whether its values become those of JSON");
        return NULL;
    }
    return plain_copy(PyModule_GetState(module), arguments[0], arguments[1] == Py_True);
}

PyObject *model_to_json(PyObject *module, PyObject *object) {
    text_buffer text = {0};
    PyObject *json = NULL;
    if (encode_json(PyModule_GetState(module), object, &text))
        json = PyUnicode_DecodeUTF8(text.data, (Py_ssize_t)text.length, NULL);
    text_done(&text);
    return json;
}

static const model_plan *plan_of_class(core_state *state, PyObject *const *arguments, Py_ssize_t count) {
    if (count == 2 && PyType_Check(arguments[0]))
        return plan_of_type(state, (PyTypeObject *)arguments[0]);
    PyErr_SetString(PyExc_TypeError, "a model's class and a value are needed");
    return NULL;
}

PyObject *model_from_json(PyObject *module, PyObject *const *arguments, Py_ssize_t count) {
    core_state *state = PyModule_GetState(module);
    const model_plan *plan = plan_of_class(state, arguments, count);
    if (plan == NULL)
        return NULL;
    PyTypeObject *type = (PyTypeObject *)arguments[0];
    if (PyBytes_Check(arguments[1]))
        return decode_model(state, plan, type, PyBytes_AS_STRING(arguments[1]), (size_t)PyBytes_GET_SIZE(arguments[1]),
                            DECODE_UNHURRIED);
    Py_ssize_t length;
    const char *utf8 = PyUnicode_AsUTF8AndSize(arguments[1], &length);
    return utf8 == NULL ? NULL : decode_model(state, plan, type, utf8, (size_t)length, DECODE_UNHURRIED);
}

PyObject *model_from_dict(PyObject *module, PyObject *const *arguments, Py_ssize_t count) {
    core_state *state = PyModule_GetState(module);
    const model_plan *plan = plan_of_class(state, arguments, count);
    if (plan == NULL)
        return NULL;
    text_buffer text = {0};
    PyObject *model = NULL;
    if (encode_json(state, arguments[1], &text))
        model = decode_model(state, plan, (PyTypeObject *)arguments[0], text.data, text.length, DECODE_UNHURRIED);
    text_done(&text);
    return model;
}

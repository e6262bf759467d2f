// Schemas compared, checked and converted by libtessera in this process.
#include "core.h"
#include <string.h>

// A schema as JSON text: of a str or bytes its own, of anything else what it is written as.
typedef struct schema_text {
    const char *data; // NULL: none
    size_t length;
    text_buffer written;
} schema_text;

// Turns the ValueError of what cannot be a schema into ValidationError, under the parameter's name.
static void refuse_value(core_state *state, const char *name) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_Format(state->validation_error, "%s: %S", name, value == NULL ? type : value);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}

static bool schema_read(core_state *state, const char *name, PyObject *value, schema_text *out) {
    bool fine = true;
    if (PyBytes_Check(value)) {
        out->data = PyBytes_AS_STRING(value);
        out->length = (size_t)PyBytes_GET_SIZE(value);
    } else if (PyUnicode_Check(value)) {
        Py_ssize_t length = 0;
        out->data = PyUnicode_AsUTF8AndSize(value, &length);
        out->length = (size_t)length;
        fine = out->data != NULL;
    } else {
        fine = encode_json(state, value, &out->written);
        out->data = out->written.data;
        out->length = out->written.length;
    }
    if (!fine && PyErr_ExceptionMatches(PyExc_ValueError))
        refuse_value(state, name);
    return fine;
}

static bool version_read(core_state *state, PyObject *value, const char **out) {
    if (value == Py_None)
        return true;
    if (!PyUnicode_Check(value)) {
        PyErr_Format(PyExc_TypeError, "current_version must be str or None, not %s", Py_TYPE(value)->tp_name);
        return false;
    }
    Py_ssize_t length;
    *out = PyUnicode_AsUTF8AndSize(value, &length);
    if (*out != NULL && strlen(*out) == (size_t)length)
        return true;
    if (*out != NULL)
        PyErr_SetString(state->validation_error, "current_version: it holds a NUL character");
    else if (PyErr_ExceptionMatches(PyExc_ValueError))
        refuse_value(state, "current_version");
    return false;
}

static bool mode_read(core_state *state, PyObject *value, tessera_compatibility_mode *out) {
    if (!PyUnicode_Check(value)) {
        PyErr_Format(PyExc_TypeError, "compatibility_mode must be str, not %s", Py_TYPE(value)->tp_name);
        return false;
    }
    const char *wire = PyUnicode_AsUTF8(value);
    if (wire != NULL && (*out = tessera_compatibility_mode_parse(wire)) != TESSERA_COMPATIBILITY_MODE_UNKNOWN)
        return true;
    PyErr_Clear();
    PyErr_Format(state->validation_error, "compatibility_mode: %R is no CompatibilityMode", value);
    return false;
}

static bool format_read(core_state *state, PyObject *value, tessera_schema_format *out) {
    if (!PyUnicode_Check(value)) {
        PyErr_Format(PyExc_TypeError, "schema_format must be str, not %s", Py_TYPE(value)->tp_name);
        return false;
    }
    const char *wire = PyUnicode_AsUTF8(value);
    if (wire != NULL && (*out = tessera_schema_format_parse(wire)) != TESSERA_SCHEMA_FORMAT_UNKNOWN)
        return true;
    PyErr_Clear();
    PyErr_Format(state->validation_error, "schema_format: %R is no SchemaFormat", value);
    return false;
}

static PyObject *answer(core_state *state, tessera_schema_question question, const tessera_schema_input *input) {
    const tessera_reflect_model *model;
    tessera_error error;
    tessera_reply *reply;
    Py_BEGIN_ALLOW_THREADS;
    reply = tessera_schema_answer(question, input, &model, &error);
    Py_END_ALLOW_THREADS;
    if (reply == NULL) {
        if (error.status == TESSERA_E_TOO_LARGE) // not of a connection, as its exception says
            error.status = TESSERA_E_VALIDATION;
        client_raise(state, &error, NULL);
        return NULL;
    }
    const model_plan *plan = plan_of_model(state, model);
    PyObject *result = plan == NULL ? NULL : decode_model(state, plan, plan->type, reply->body, reply->length);
    tessera_reply_free(reply);
    return result;
}

PyObject *schema_answer(PyObject *module, PyObject *const *arguments, Py_ssize_t count) {
    core_state *state = PyModule_GetState(module);
    if (count != 6) {
        PyErr_SetString(PyExc_TypeError, "a question, two schemas, a version, a mode and a format are needed");
        return NULL;
    }
    long question = PyLong_AsLong(arguments[0]);
    if (question == -1 && PyErr_Occurred())
        return NULL;
    bool one = question == TESSERA_SCHEMA_VALIDATE || question == TESSERA_SCHEMA_FROM_AVRO;
    bool first = question == TESSERA_SCHEMA_SUGGEST_VERSION && arguments[1] == Py_None;
    schema_text old = {0}, new = {0};
    tessera_schema_input input = {.struct_size = sizeof input};
    PyObject *result = NULL;
    if ((one || first || schema_read(state, "old_schema", arguments[1], &old)) &&
        schema_read(state, one ? "schema" : "new_schema", arguments[2], &new) &&
        version_read(state, arguments[3], &input.current_version) &&
        mode_read(state, arguments[4], &input.compatibility_mode) &&
        format_read(state, arguments[5], &input.schema_format)) {
        input.old_schema = old.data;
        input.old_length = old.length;
        input.new_schema = new.data;
        input.new_length = new.length;
        result = answer(state, (tessera_schema_question)question, &input);
    }
    text_done(&old.written);
    text_done(&new.written);
    return result;
}

bool schema_start(PyObject *module) {
    static const struct {
        const char *name;
        tessera_schema_question question;
    } questions[] = {
        {"SCHEMA_DIFF", TESSERA_SCHEMA_DIFF},
        {"SCHEMA_CHECK_COMPATIBILITY", TESSERA_SCHEMA_CHECK_COMPATIBILITY},
        {"SCHEMA_VALIDATE", TESSERA_SCHEMA_VALIDATE},
        {"SCHEMA_SUGGEST_VERSION", TESSERA_SCHEMA_SUGGEST_VERSION},
        {"SCHEMA_SUGGEST_MIGRATION", TESSERA_SCHEMA_SUGGEST_MIGRATION},
        {"SCHEMA_FROM_AVRO", TESSERA_SCHEMA_FROM_AVRO},
    };
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++)
        if (PyModule_AddIntConstant(module, questions[i].name, (long)questions[i].question) != 0)
            return false;
    return true;
}

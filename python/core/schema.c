// Schemas compared, checked and converted by libtessera in this process.
#include "core.h"
#include <string.h>

// A schema as JSON text: of a str or bytes its own, of anything else what it is written as.
typedef struct schema_text {
    const char *data; // NULL: none
    size_t length;
    text_buffer written;
} schema_text;

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
        values_refuse(state, name);
    return fine;
}

// A text that is told as `name`.
static bool string_read(core_state *state, PyObject *value, const char *name, const char **out) {
    Py_ssize_t length;
    *out = PyUnicode_AsUTF8AndSize(value, &length);
    if (*out != NULL && strlen(*out) == (size_t)length)
        return true;
    if (*out != NULL)
        PyErr_Format(state->validation_error, "%s: it holds a NUL character", name);
    else if (PyErr_ExceptionMatches(PyExc_ValueError))
        values_refuse(state, name);
    return false;
}

static bool version_read(core_state *state, PyObject *value, const char **out) {
    if (value == Py_None)
        return true;
    if (PyUnicode_Check(value))
        return string_read(state, value, "current_version", out);
    PyErr_Format(PyExc_TypeError, "current_version must be str or None, not %s", Py_TYPE(value)->tp_name);
    return false;
}

static bool pointer_read(core_state *state, PyObject *value, const char **out) {
    if (PyUnicode_Check(value))
        return string_read(state, value, "pointer", out);
    PyErr_Format(PyExc_TypeError, "pointer must be str, not %s", Py_TYPE(value)->tp_name);
    return false;
}

// The wire text of an enumeration's value, "" where it can be none; NULL: it is no text, and the error is set.
static const char *wire_of(PyObject *value, const char *name) {
    if (!PyUnicode_Check(value)) {
        PyErr_Format(PyExc_TypeError, "%s must be str, not %s", name, Py_TYPE(value)->tp_name);
        return NULL;
    }
    const char *wire = PyUnicode_AsUTF8(value);
    if (wire == NULL)
        PyErr_Clear();
    return wire == NULL ? "" : wire;
}

static bool refuse_wire(core_state *state, PyObject *value, const char *name, const char *type) {
    PyErr_Format(state->validation_error, "%s: %R is no %s", name, value, type);
    return false;
}

static bool mode_read(core_state *state, PyObject *value, tessera_compatibility_mode *out) {
    const char *wire = wire_of(value, "compatibility_mode");
    if (wire == NULL)
        return false;
    *out = tessera_compatibility_mode_parse(wire);
    return *out != TESSERA_COMPATIBILITY_MODE_UNKNOWN ||
           refuse_wire(state, value, "compatibility_mode", "CompatibilityMode");
}

static bool policy_read(core_state *state, PyObject *value, tessera_compatibility_policy *out) {
    const char *wire = wire_of(value, "compatibility_policy");
    if (wire == NULL)
        return false;
    *out = tessera_compatibility_policy_parse(wire);
    return *out != TESSERA_COMPATIBILITY_POLICY_UNKNOWN ||
           refuse_wire(state, value, "compatibility_policy", "CompatibilityPolicy");
}

static bool kind_read(core_state *state, PyObject *value, tessera_example_kind *out) {
    const char *wire = wire_of(value, "kind");
    if (wire == NULL)
        return false;
    *out = tessera_example_kind_parse(wire);
    return *out != TESSERA_EXAMPLE_KIND_UNKNOWN || refuse_wire(state, value, "kind", "ExampleKind");
}

// A number that is told as `name`, from `least` on; `*out` is left alone where it is refused.
static bool number_read(core_state *state, PyObject *value, const char *name, unsigned long long least,
                        unsigned long long *out) {
    if (!PyLong_Check(value) || PyBool_Check(value)) {
        PyErr_Format(PyExc_TypeError, "%s must be int, not %s", name, Py_TYPE(value)->tp_name);
        return false;
    }
    unsigned long long number = PyLong_AsUnsignedLongLong(value);
    if (!PyErr_Occurred() && number >= least) {
        *out = number;
        return true;
    }
    PyErr_Clear();
    PyErr_Format(state->validation_error, "%s: %R is less than %llu, or too large", name, value, least);
    return false;
}

// How many examples, of which seed and kind.
static bool sampling_read(core_state *state, PyObject *const *arguments, tessera_schema_input *input) {
    unsigned long long count = 0, seed = 0;
    if (!number_read(state, arguments[0], "count", 1, &count) || !number_read(state, arguments[1], "seed", 0, &seed))
        return false;
    input->count = count > SIZE_MAX ? SIZE_MAX : (size_t)count;
    input->seed = seed;
    return kind_read(state, arguments[2], &input->kind);
}

static bool format_read(core_state *state, PyObject *value, tessera_schema_format *out) {
    const char *wire = wire_of(value, "schema_format");
    if (wire == NULL)
        return false;
    *out = tessera_schema_format_parse(wire);
    return *out != TESSERA_SCHEMA_FORMAT_UNKNOWN || refuse_wire(state, value, "schema_format", "SchemaFormat");
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
    PyObject *result =
        plan == NULL ? NULL : decode_model(state, plan, plan->type, reply->body, reply->length, DECODE_UNHURRIED);
    tessera_reply_free(reply);
    return result;
}

PyObject *schema_answer(PyObject *module, PyObject *const *arguments, Py_ssize_t count) {
    core_state *state = PyModule_GetState(module);
    if (count != 7 && count != 8 && count != 10) {
        PyErr_SetString(PyExc_TypeError,
                        "a question, two schemas, a version, a mode, a format and a policy are needed");
        return NULL;
    }
    long question = PyLong_AsLong(arguments[0]);
    if (question == -1 && PyErr_Occurred())
        return NULL;
    bool one = question == TESSERA_SCHEMA_VALIDATE || question == TESSERA_SCHEMA_FROM_AVRO ||
               question == TESSERA_SCHEMA_EXAMPLES || question == TESSERA_SCHEMA_DIGEST ||
               question == TESSERA_SCHEMA_LOCATE;
    bool first = question == TESSERA_SCHEMA_SUGGEST_VERSION && arguments[1] == Py_None;
    schema_text old = {0}, new = {0};
    tessera_schema_input input = {.struct_size = sizeof input};
    PyObject *result = NULL;
    if ((one || first || schema_read(state, "old_schema", arguments[1], &old)) &&
        schema_read(state, one ? "schema" : "new_schema", arguments[2], &new) &&
        version_read(state, arguments[3], &input.current_version) &&
        mode_read(state, arguments[4], &input.compatibility_mode) &&
        format_read(state, arguments[5], &input.schema_format) &&
        policy_read(state, arguments[6], &input.compatibility_policy) &&
        (count != 8 || pointer_read(state, arguments[7], &input.pointer)) &&
        (count != 10 || sampling_read(state, arguments + 7, &input))) {
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
        {"SCHEMA_EXAMPLES", TESSERA_SCHEMA_EXAMPLES},
        {"SCHEMA_DIGEST", TESSERA_SCHEMA_DIGEST},
        {"SCHEMA_LOCATE", TESSERA_SCHEMA_LOCATE},
    };
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++)
        if (PyModule_AddIntConstant(module, questions[i].name, (long)questions[i].question) != 0)
            return false;
    return true;
}

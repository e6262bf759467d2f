// The arguments of a Python call as the input of a call of libtessera. Nothing is copied that the arguments own
// already.
#include "core.h"
#include <string.h>

// --- memory ----------------------------------------------------------------------------------------------------------

struct scratch_chunk {
    scratch_chunk *next;
    _Alignas(16) char bytes[];
};

void scratch_init(scratch *s) {
    s->chunks = NULL;
    s->kept = NULL;
    s->used = 0;
}

void scratch_done(scratch *s) {
    while (s->chunks != NULL) {
        scratch_chunk *next = s->chunks->next;
        PyMem_Free(s->chunks);
        s->chunks = next;
    }
    Py_CLEAR(s->kept);
}

static void *scratch_take(scratch *s, size_t size) {
    size_t rounded = (size + 15) & ~(size_t)15;
    if (rounded <= sizeof s->first - s->used) {
        void *place = s->first + s->used;
        s->used += rounded;
        return place;
    }
    scratch_chunk *chunk = PyMem_Malloc(sizeof *chunk + size);
    if (chunk == NULL)
        return PyErr_NoMemory();
    chunk->next = s->chunks;
    s->chunks = chunk;
    return chunk->bytes;
}

// Takes the reference over. NULL stays NULL.
static PyObject *scratch_keep(scratch *s, PyObject *object) {
    if (object == NULL)
        return NULL;
    if (s->kept == NULL)
        s->kept = PyList_New(0);
    bool kept = s->kept != NULL && PyList_Append(s->kept, object) == 0;
    Py_DECREF(object);
    return kept ? object : NULL;
}

// --- single values ---------------------------------------------------------------------------------------------------

typedef struct converter {
    core_state *state;
    scratch *scratch;
    const char *name; // of the parameter that is being converted
} converter;

static const void *wrong_type(const converter *c, const char *expected, PyObject *given) {
    PyErr_Format(PyExc_TypeError, "%s must be %s, not %s", c->name, expected, Py_TYPE(given)->tp_name);
    return NULL;
}

static const char *convert_string(const converter *c, PyObject *value) {
    if (!PyUnicode_Check(value))
        return wrong_type(c, "str", value);
    Py_ssize_t length;
    const char *utf8 = PyUnicode_AsUTF8AndSize(value, &length);
    if (utf8 != NULL && strlen(utf8) == (size_t)length)
        return utf8;
    if (utf8 == NULL)
        values_refuse(c->state, c->name);
    else
        PyErr_Format(c->state->validation_error, "%s holds a NUL character", c->name);
    return NULL;
}

static const char *convert_id(const converter *c, PyObject *value) {
    if (PyUnicode_Check(value))
        return convert_string(c, value);
    if (!values_is_uuid(c->state, value))
        return wrong_type(c, "str or uuid.UUID", value);
    char *text = scratch_take(c->scratch, CORE_ID_LENGTH + 1);
    return text != NULL && values_uuid_text(c->state, value, text) ? text : NULL;
}

// The document of a schema that is given as text, path or class. Kept; NULL with an exception.
static PyObject *convert_document(const converter *c, PyObject *value) {
    PyObject *function = core_import("tessera_sdk._documents", "document");
    PyObject *document = function == NULL ? NULL : PyObject_CallOneArg(function, value);
    Py_XDECREF(function);
    return scratch_keep(c->scratch, document);
}

static const char *convert_json(const converter *c, const tessera_reflect_field *field, PyObject *value) {
    bool schema = (field->flags & (TESSERA_FLAG_FORMATTED | TESSERA_FLAG_SCHEMA)) != 0;
    if (schema && !PyDict_CheckExact(value) && !PyList_CheckExact(value) && !PyBool_Check(value) &&
        (value = convert_document(c, value)) == NULL)
        return NULL;
    bool list = PyList_Check(value) || PyTuple_Check(value);
    bool any = field->kind == TESSERA_KIND_ANY || (field->flags & TESSERA_FLAG_FORMATTED) != 0 ||
               ((field->flags & TESSERA_FLAG_SCHEMA) != 0 && PyBool_Check(value));
    if (schema && PyNumber_Check(value) && !PyBool_Check(value))
        return wrong_type(c, "a dict", value);
    if (field->kind == TESSERA_KIND_ARRAY && !list)
        return wrong_type(c, "a list", value);
    if (field->kind != TESSERA_KIND_ARRAY && !any && (list || PyUnicode_Check(value) || PyNumber_Check(value)))
        return wrong_type(c, "a dict", value);
    text_buffer text = {0};
    char *json = NULL;
    if (!encode_json(c->state, value, &text))
        values_refuse(c->state, c->name);
    else if ((json = scratch_take(c->scratch, text.length + 1)) != NULL) {
        memcpy(json, text.data, text.length);
        json[text.length] = '\0';
    }
    text_done(&text);
    return json;
}

static bool convert_time(const converter *c, PyObject *value, int64_t *micros) {
    if (values_is_datetime(c->state, value))
        return values_datetime_micros(c->state, value, micros);
    if (!PyUnicode_Check(value)) {
        wrong_type(c, "datetime or str", value);
        return false;
    }
    const char *text = convert_string(c, value);
    if (text == NULL || tessera_time_parse(text, micros))
        return text != NULL;
    PyErr_Format(c->state->validation_error, "%s: '%s' is no RFC 3339 time", c->name, text);
    return false;
}

static bool convert_enum(const converter *c, const tessera_reflect_field *field, PyObject *value, int *out) {
    const char *text = convert_string(c, value);
    if (text == NULL)
        return false;
    *out = tessera_reflect_enum_parse(field->enumeration, text);
    if (*out != TESSERA_ENUM_UNKNOWN)
        return true;
    PyErr_Format(c->state->validation_error, "%s: '%s' is no %s", c->name, text, field->enumeration->title);
    return false;
}

static bool convert_integer(const converter *c, PyObject *value, int64_t *out) {
    int overflow = 0;
    if (!PyIndex_Check(value))
        return wrong_type(c, "int", value) != NULL;
    *out = PyLong_AsLongLongAndOverflow(value, &overflow);
    if (overflow != 0)
        PyErr_Format(c->state->validation_error, "%s is beyond the whole numbers of 64 bits", c->name);
    return !PyErr_Occurred();
}

static bool convert_number(const converter *c, PyObject *value, double *out) {
    if (!PyNumber_Check(value) || PyComplex_Check(value))
        return wrong_type(c, "a number", value) != NULL;
    *out = PyFloat_AsDouble(value);
    return !PyErr_Occurred();
}

// Texts have a truth of their own, "false" too.
static bool convert_truth(const converter *c, PyObject *value, bool *out) {
    if (!PyNumber_Check(value))
        return wrong_type(c, "bool", value) != NULL;
    *out = PyObject_IsTrue(value) == 1;
    return !PyErr_Occurred();
}

// --- lists -----------------------------------------------------------------------------------------------------------

// The sequence as a list or tuple that lives as long as the scratch memory.
static PyObject *convert_sequence(const converter *c, PyObject *value) {
    if (PyUnicode_Check(value) || PyBytes_Check(value) || PyDict_Check(value))
        return (PyObject *)wrong_type(c, "a list", value);
    return scratch_keep(c->scratch, PySequence_Tuple(value));
}

static bool convert_strings(const converter *c, const tessera_reflect_field *field, PyObject *value,
                            tessera_strings *out) {
    PyObject *tuple = convert_sequence(c, value);
    if (tuple == NULL)
        return false;
    size_t count = (size_t)PyTuple_GET_SIZE(tuple);
    const char **items = scratch_take(c->scratch, (count + 1) * sizeof *items);
    for (size_t i = 0; items != NULL && i < count; i++) {
        PyObject *item = PyTuple_GET_ITEM(tuple, (Py_ssize_t)i);
        items[i] = field->kind == TESSERA_KIND_IDS ? convert_id(c, item) : convert_string(c, item);
        if (items[i] == NULL)
            return false;
    }
    *out = (tessera_strings){count, items};
    return items != NULL;
}

static bool convert_enums(const converter *c, const tessera_reflect_field *field, PyObject *value, tessera_enums *out) {
    PyObject *tuple = convert_sequence(c, value);
    if (tuple == NULL)
        return false;
    size_t count = (size_t)PyTuple_GET_SIZE(tuple);
    int *items = scratch_take(c->scratch, (count + 1) * sizeof *items);
    for (size_t i = 0; items != NULL && i < count; i++)
        if (!convert_enum(c, field, PyTuple_GET_ITEM(tuple, (Py_ssize_t)i), &items[i]))
            return false;
    *out = (tessera_enums){count, items};
    return items != NULL;
}

// --- records ---------------------------------------------------------------------------------------------------------

static void *convert_record(const converter *c, const tessera_reflect_model *model, PyObject *value);

static bool convert_records(const converter *c, const tessera_reflect_field *field, PyObject *value,
                            tessera_records *out) {
    PyObject *tuple = convert_sequence(c, value);
    if (tuple == NULL)
        return false;
    size_t count = (size_t)PyTuple_GET_SIZE(tuple);
    const void **items = scratch_take(c->scratch, (count + 1) * sizeof *items);
    for (size_t i = 0; items != NULL && i < count; i++)
        if ((items[i] = convert_record(c, field->model, PyTuple_GET_ITEM(tuple, (Py_ssize_t)i))) == NULL)
            return false;
    *out = (tessera_records){count, items};
    return items != NULL;
}

static bool convert_field(const converter *c, const tessera_reflect_field *field, PyObject *value, char *record) {
    void *place = record + field->offset;
    switch ((tessera_kind)field->kind) {
    case TESSERA_KIND_STRING:
        return (*(const char **)place = convert_string(c, value)) != NULL;
    case TESSERA_KIND_ID:
        return (*(const char **)place = convert_id(c, value)) != NULL;
    case TESSERA_KIND_TIME:
        return convert_time(c, value, place);
    case TESSERA_KIND_INT:
        return convert_integer(c, value, place);
    case TESSERA_KIND_NUMBER:
        return convert_number(c, value, place);
    case TESSERA_KIND_BOOL:
        return convert_truth(c, value, place);
    case TESSERA_KIND_ENUM:
        return convert_enum(c, field, value, place);
    case TESSERA_KIND_OBJECT:
    case TESSERA_KIND_ANY:
    case TESSERA_KIND_ARRAY:
    case TESSERA_KIND_TEXTMAP:
    case TESSERA_KIND_LISTMAP:
        return (*(const char **)place = convert_json(c, field, value)) != NULL;
    case TESSERA_KIND_STRINGS:
    case TESSERA_KIND_IDS:
        return convert_strings(c, field, value, place);
    case TESSERA_KIND_ENUMS:
        return convert_enums(c, field, value, place);
    case TESSERA_KIND_RECORD:
        return (*(void **)place = convert_record(c, field->model, value)) != NULL;
    case TESSERA_KIND_RECORDS:
        return convert_records(c, field, value, place);
    }
    return false;
}

// Whether the value is given, and then into the record. None means "not given", for the API too.
static bool convert_given(converter *c, const tessera_reflect_field *field, PyObject *value, char *record) {
    if (value == Py_None)
        return true;
    c->name = field->name;
    if (!convert_field(c, field, value, record))
        return false;
    *(uint64_t *)record |= (uint64_t)1 << field->index;
    return true;
}

// The attribute of a model or the entry of a mapping, kept; None when there is none. NULL with an exception.
static PyObject *member_of(const converter *c, PyObject *owner, const char *name) {
    bool mapping = PyMapping_Check(owner);
    PyObject *value = mapping ? PyMapping_GetItemString(owner, name) : PyObject_GetAttrString(owner, name);
    if (value != NULL)
        return scratch_keep(c->scratch, value);
    if (!PyErr_ExceptionMatches(mapping ? PyExc_KeyError : PyExc_AttributeError))
        return NULL;
    PyErr_Clear();
    return Py_None;
}

static void *convert_record(const converter *c, const tessera_reflect_model *model, PyObject *value) {
    if (PyUnicode_Check(value) || PyList_Check(value) || PyTuple_Check(value) || PyNumber_Check(value))
        return (void *)wrong_type(c, model->title, value);
    char *record = scratch_take(c->scratch, model->size);
    if (record == NULL)
        return NULL;
    memset(record, 0, model->size);
    converter inner = *c;
    for (size_t i = 0; i < model->field_count; i++) {
        PyObject *member = member_of(c, value, model->fields[i].name);
        if (member == NULL || !convert_given(&inner, &model->fields[i], member, record))
            return NULL;
    }
    return record;
}

bool input_convert(core_state *state, scratch *s, const tessera_reflect_call *call, PyObject *const *arguments,
                   Py_ssize_t count, call_input *out) {
    size_t fields = call->input == NULL ? 0 : call->input->field_count;
    if ((size_t)count != call->path_count + fields) {
        PyErr_Format(PyExc_TypeError, "%s.%s takes %zu arguments, not %zd", call->noun, call->name,
                     call->path_count + fields, count);
        return false;
    }
    converter c = {.state = state, .scratch = s};
    for (size_t i = 0; i < call->path_count; i++) {
        c.name = call->path_parameters[i];
        out->path_values[i] = call->path_is_id[i] ? convert_id(&c, arguments[i]) : convert_string(&c, arguments[i]);
        if (out->path_values[i] == NULL)
            return false;
    }
    out->record = NULL;
    if (fields == 0)
        return true;
    char *record = scratch_take(s, call->input->size);
    if (record == NULL)
        return false;
    memset(record, 0, call->input->size);
    for (size_t i = 0; i < fields; i++)
        if (!convert_given(&c, &call->input->fields[i], arguments[call->path_count + i], record))
            return false;
    out->record = record;
    return true;
}

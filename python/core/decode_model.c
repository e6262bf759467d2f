// JSON text to instances of the models, in one pass.
#include "decode.h"
#include <string.h>

#define FIELDS_REMEMBERED 64

// What was read last of each field while the rows of a list are read. The same text gives the same object: in lists, most
// teams, environments and the like repeat from row to row.
typedef struct recent {
    const char *member; // name and value, in the reply; NULL: none
    size_t length;
    PyObject *value; // owned by the instance that it was read for
} recent;

static PyObject *model_value(decoder *d, const model_plan *plan, PyTypeObject *type, recent *last);

// --- fields ----------------------------------------------------------------------------------------------------------

static PyObject *unfit(void) {
    PyErr_SetString(PyExc_ValueError, "the value has another type than the API says");
    return NULL;
}

// Puts the name of the field before what is wrong with its value.
static void name_field(const field_plan *field) {
    PyObject *type, *value, *traceback;
    if (!PyErr_ExceptionMatches(PyExc_ValueError))
        return;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyErr_Format(PyExc_ValueError, "%U: %S", field->name, value);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}

// Texts that this version does not know stay texts: members compare equal to theirs, so programs need not care.
static PyObject *enum_value(const enum_plan *plan, const tessera_json_token *token) {
    for (size_t i = 0; i < plan->enumeration->count; i++)
        if (plan->lengths[i] == token->length && memcmp(plan->enumeration->values[i], token->text, token->length) == 0)
            return Py_NewRef(plan->members[i]);
    return decode_string(token);
}

static PyObject *text_value(decoder *d, const field_plan *field, const tessera_json_token *token) {
    if (token->kind != TESSERA_JSON_STRING)
        return unfit();
    switch (field->kind) {
    case TESSERA_KIND_ID:
    case TESSERA_KIND_IDS:
        return values_uuid(d->state, token->text, token->length);
    case TESSERA_KIND_TIME:
        return values_datetime(d->state, token->text, token->length);
    case TESSERA_KIND_ENUM:
    case TESSERA_KIND_ENUMS:
        return enum_value(field->enumeration, token);
    default:
        return decode_string(token);
    }
}

// Puts the place of the row before what is wrong with it.
static void name_row(PyObject *list) {
    PyObject *type, *value, *traceback;
    if (!PyErr_ExceptionMatches(PyExc_ValueError))
        return;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyErr_Format(PyExc_ValueError, "[%zd]: %S", PyList_GET_SIZE(list), value);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}

static PyObject *refuse_row(const tessera_json_token *token) {
    if (token->kind == TESSERA_JSON_END || token->kind == TESSERA_JSON_ERROR)
        return decode_refuse();
    PyErr_SetString(PyExc_ValueError, "the value is no JSON object");
    return NULL;
}

bool decode_rows(decoder *d, const model_plan *plan, PyObject *list) {
    recent last[FIELDS_REMEMBERED];
    memset(last, 0, sizeof last[0] * (plan->count < FIELDS_REMEMBERED ? plan->count : FIELDS_REMEMBERED));
    for (;;) {
        tessera_json_token token = tessera_json_next(&d->reader);
        if (token.kind == TESSERA_JSON_END_ARRAY)
            return true;
        PyObject *row = token.kind != TESSERA_JSON_BEGIN_OBJECT ? refuse_row(&token)
                        : decode_in_time(d)                     ? model_value(d, plan, plan->type, last)
                                                                : NULL;
        int failed = row == NULL ? -1 : PyList_Append(list, row);
        if (row == NULL && decode_refuse() == NULL)
            name_row(list);
        Py_XDECREF(row);
        if (failed != 0)
            return false;
    }
}

static PyObject *list_value(decoder *d, const field_plan *field) {
    PyObject *list = PyList_New(0);
    if (list != NULL && field->kind == TESSERA_KIND_RECORDS) {
        if (!decode_rows(d, field->record, list))
            Py_CLEAR(list);
        return list;
    }
    while (list != NULL) {
        tessera_json_token token = tessera_json_next(&d->reader);
        if (token.kind == TESSERA_JSON_END_ARRAY)
            return list;
        PyObject *item = decode_in_time(d) ? text_value(d, field, &token) : NULL;
        if (item == NULL || PyList_Append(list, item) != 0)
            Py_CLEAR(list);
        Py_XDECREF(item);
    }
    return NULL;
}

static PyObject *number_field(const field_plan *field, const tessera_json_token *token) {
    if (token->kind == TESSERA_JSON_INTEGER)
        return field->kind == TESSERA_KIND_INT ? decode_integer(token) : decode_number(token);
    return token->kind == TESSERA_JSON_NUMBER && field->kind == TESSERA_KIND_NUMBER ? decode_number(token) : unfit();
}

static PyObject *field_value(decoder *d, const field_plan *field, const tessera_json_token *token) {
    bool object = token->kind == TESSERA_JSON_BEGIN_OBJECT, array = token->kind == TESSERA_JSON_BEGIN_ARRAY;
    bool boolean = token->kind == TESSERA_JSON_TRUE || token->kind == TESSERA_JSON_FALSE;
    switch ((tessera_kind)field->kind) {
    case TESSERA_KIND_STRING:
    case TESSERA_KIND_ID:
    case TESSERA_KIND_TIME:
    case TESSERA_KIND_ENUM:
        return text_value(d, field, token);
    case TESSERA_KIND_INT:
    case TESSERA_KIND_NUMBER:
        return number_field(field, token);
    case TESSERA_KIND_BOOL:
        return boolean ? PyBool_FromLong(token->kind == TESSERA_JSON_TRUE) : unfit();
    case TESSERA_KIND_OBJECT:
        if (boolean && (field->flags & TESSERA_FLAG_SCHEMA) != 0)
            return PyBool_FromLong(token->kind == TESSERA_JSON_TRUE);
        return object ? decode_object(d) : unfit();
    case TESSERA_KIND_TEXTMAP:
    case TESSERA_KIND_LISTMAP:
        return object ? decode_object(d) : unfit();
    case TESSERA_KIND_ARRAY:
        return array ? decode_array(d) : unfit();
    case TESSERA_KIND_STRINGS:
    case TESSERA_KIND_IDS:
    case TESSERA_KIND_ENUMS:
    case TESSERA_KIND_RECORDS:
        return array ? list_value(d, field) : unfit();
    case TESSERA_KIND_RECORD:
        return object ? model_value(d, field->record, field->record->type, NULL) : unfit();
    case TESSERA_KIND_ANY:
        break;
    }
    return decode_value(d, token);
}

static bool may_be_none(const field_plan *field) {
    return (field->flags & TESSERA_FLAG_REQUIRED) == 0 || (field->flags & TESSERA_FLAG_NULLABLE) != 0;
}

// What stands for a field that the reply lacks or gives as null. NULL with an exception where the API promises a value.
static PyObject *absent_value(const model_plan *plan, const field_plan *field) {
    if (may_be_none(field))
        return Py_NewRef(Py_None);
    PyErr_Format(PyExc_ValueError, "%s: %U is missing", plan->model->title, field->name);
    return NULL;
}

// --- models ----------------------------------------------------------------------------------------------------------

// Members come in the order of the fields, so the one after the last is tried first. `count` when there is none.
static size_t field_find(const model_plan *plan, const tessera_json_token *name, size_t expected) {
    char plain[64];
    const char *text = name->text;
    size_t length = name->length;
    if (name->escaped && length <= sizeof plain) {
        length = tessera_json_unescape(name, plain);
        text = plain;
    }
    for (size_t tried = 0; tried < plan->count; tried++) {
        size_t index = expected + tried < plan->count ? expected + tried : expected + tried - plan->count;
        const field_plan *field = &plan->fields[index];
        if (field->wire_length == length && memcmp(field->wire, text, length) == 0)
            return index;
    }
    return plan->count;
}

static bool fields_complete(const model_plan *plan, PyObject *instance) {
    if (plan->same[0] >= 0)
        for (int i = 0; i < 2; i++) {
            PyObject **slot = core_slot_at(instance, plan->fields[plan->same[i]].slot);
            PyObject *other = *core_slot_at(instance, plan->fields[plan->same[1 - i]].slot);
            if (other != NULL && (*slot == NULL || i == 0))
                Py_XSETREF(*slot, Py_NewRef(other));
        }
    for (size_t i = 0; i < plan->count; i++) {
        PyObject **slot = core_slot_at(instance, plan->fields[i].slot);
        if (*slot == NULL && (*slot = absent_value(plan, &plan->fields[i])) == NULL)
            return false;
    }
    return true;
}

// Where the next member of an object goes: the index of its field, or MEMBER_END, or MEMBER_FAILED. Unknown ones are passed
// over.
enum { MEMBER_END = -1, MEMBER_FAILED = -2 };
static Py_ssize_t member_next(decoder *d, const model_plan *plan, size_t expected) {
    const field_plan *field = &plan->fields[expected];
    if (plan->count > 0 && tessera_json_expect(&d->reader, field->member, field->wire_length + 3))
        return (Py_ssize_t)expected;
    for (;;) {
        tessera_json_token token = tessera_json_next(&d->reader);
        if (token.kind == TESSERA_JSON_END_OBJECT)
            return MEMBER_END;
        if (token.kind != TESSERA_JSON_NAME) {
            decode_refuse();
            return MEMBER_FAILED;
        }
        if (!decode_in_time(d))
            return MEMBER_FAILED;
        size_t index = field_find(plan, &token, expected);
        if (index < plan->count)
            return (Py_ssize_t)index;
        if (!decode_skip(d))
            return MEMBER_FAILED;
    }
}

// Remembers a text, or a null, and the name that stands before it.
static void remember(recent *last, const field_plan *field, const tessera_json_token *token, PyObject *value) {
    size_t name = field->wire_length + 3, quote = token->kind == TESSERA_JSON_STRING ? 1 : 0;
    // There are as many bytes before a value as its name takes in its shortest form, which this is when they are the same.
    const char *member = token->text - quote - name;
    bool fits = (quote == 1 && field->kind <= TESSERA_KIND_ENUM) || token->kind == TESSERA_JSON_NULL;
    if (fits && value != NULL && memcmp(member, field->member, name) == 0)
        *last = (recent){member, name + token->length + 2 * quote, value};
    else
        last->member = NULL;
}

// The value of the member whose name has been read.
static PyObject *member_value(decoder *d, const field_plan *field, const tessera_json_token *token, recent *last) {
    PyObject *value = token->kind == TESSERA_JSON_NULL ? Py_NewRef(Py_None) : field_value(d, field, token);
    if (last != NULL)
        remember(last, field, token, value);
    return value;
}

// Reads the next member of an object into `*value`; gives what member_next gives. `last` may be NULL.
static Py_ssize_t member_read(decoder *d, const model_plan *plan, size_t expected, recent *last, PyObject **value) {
    size_t known = last == NULL ? 0 : plan->count < FIELDS_REMEMBERED ? plan->count : FIELDS_REMEMBERED;
    if (expected < known && last[expected].member != NULL &&
        tessera_json_repeat(&d->reader, last[expected].member, last[expected].length)) {
        *value = Py_NewRef(last[expected].value);
        return (Py_ssize_t)expected;
    }
    Py_ssize_t index;
    while ((index = member_next(d, plan, expected)) >= 0) {
        const field_plan *field = &plan->fields[index];
        tessera_json_token token = tessera_json_next(&d->reader);
        if (token.kind == TESSERA_JSON_NULL && !may_be_none(field))
            continue;
        *value = member_value(d, field, &token, (size_t)index < known ? &last[index] : NULL);
        if (*value == NULL)
            name_field(field);
        return *value == NULL ? MEMBER_FAILED : index;
    }
    return index;
}

// The instance of an object whose beginning has been read. `last` may be NULL.
static PyObject *model_value(decoder *d, const model_plan *plan, PyTypeObject *type, recent *last) {
    PyObject *instance = type->tp_alloc(type, 0);
    if (instance == NULL)
        return NULL;
    size_t expected = 0, filled = 0;
    Py_ssize_t index;
    PyObject *value;
    while ((index = member_read(d, plan, expected, last, &value)) >= 0) {
        PyObject **slot = core_slot_at(instance, plan->fields[index].slot);
        filled += *slot == NULL;
        Py_XSETREF(*slot, value);
        expected = (size_t)index + 1 == plan->count ? 0 : (size_t)index + 1;
    }
    if (index == MEMBER_END && ((filled == plan->count && plan->same[0] < 0) || fields_complete(plan, instance)))
        return instance;
    Py_DECREF(instance);
    return NULL;
}

PyObject *decode_model(core_state *state, const model_plan *plan, PyTypeObject *type, const char *json, size_t length,
                       int64_t deadline) {
    decoder d;
    decode_start(&d, state, json, length, deadline);
    if (tessera_json_next(&d.reader).kind != TESSERA_JSON_BEGIN_OBJECT) {
        PyErr_Format(PyExc_ValueError, "%s: the value is no JSON object", plan->model->title);
        return NULL;
    }
    return decode_finish(&d, model_value(&d, plan, type, NULL));
}

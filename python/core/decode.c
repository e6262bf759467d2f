// JSON text to Python objects, in one pass: plain ones, and instances of the models.
#include "core.h"
#include <string.h>

typedef struct decoder {
    core_state *state;
    tessera_json_reader reader;
    bool strict; // what the API promises must be there
} decoder;

static PyObject *plain_value(decoder *d, const tessera_json_token *token);
static PyObject *model_value(decoder *d, const model_plan *plan, PyTypeObject *type);

static PyObject *not_json(void) {
    if (!PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, "the text is not JSON");
    return NULL;
}

// --- plain values
// ------------------------------------------------------------------------------------------------------

static PyObject *string_value(const tessera_json_token *token) {
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

static PyObject *integer_value(const tessera_json_token *token) {
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
    PyMem_Free(text);
    return number;
}

static PyObject *number_value(const tessera_json_token *token) {
    char small[64], *text = token->length < sizeof small ? small : PyMem_Malloc(token->length + 1);
    if (text == NULL)
        return PyErr_NoMemory();
    memcpy(text, token->text, token->length);
    text[token->length] = '\0';
    // Too large a number becomes an infinity, as in the json module.
    double value = PyOS_string_to_double(text, NULL, NULL);
    if (text != small)
        PyMem_Free(text);
    return value == -1.0 && PyErr_Occurred() ? NULL : PyFloat_FromDouble(value);
}

static PyObject *plain_array(decoder *d) {
    PyObject *list = PyList_New(0);
    while (list != NULL) {
        tessera_json_token token = tessera_json_next(&d->reader);
        if (token.kind == TESSERA_JSON_END_ARRAY)
            return list;
        PyObject *item = plain_value(d, &token);
        if (item == NULL || PyList_Append(list, item) != 0)
            Py_CLEAR(list);
        Py_XDECREF(item);
    }
    return NULL;
}

static PyObject *plain_object(decoder *d) {
    PyObject *dict = PyDict_New();
    while (dict != NULL) {
        tessera_json_token token = tessera_json_next(&d->reader);
        if (token.kind == TESSERA_JSON_END_OBJECT)
            return dict;
        PyObject *name = token.kind == TESSERA_JSON_NAME ? string_value(&token) : not_json();
        PyObject *value = NULL;
        if (name != NULL) {
            token = tessera_json_next(&d->reader);
            value = plain_value(d, &token);
        }
        if (value == NULL || PyDict_SetItem(dict, name, value) != 0)
            Py_CLEAR(dict);
        Py_XDECREF(name);
        Py_XDECREF(value);
    }
    return NULL;
}

static PyObject *plain_value(decoder *d, const tessera_json_token *token) {
    switch (token->kind) {
    case TESSERA_JSON_NULL:
        return Py_NewRef(Py_None);
    case TESSERA_JSON_FALSE:
        return Py_NewRef(Py_False);
    case TESSERA_JSON_TRUE:
        return Py_NewRef(Py_True);
    case TESSERA_JSON_INTEGER:
        return integer_value(token);
    case TESSERA_JSON_NUMBER:
        return number_value(token);
    case TESSERA_JSON_STRING:
        return string_value(token);
    case TESSERA_JSON_BEGIN_OBJECT:
        return plain_object(d);
    case TESSERA_JSON_BEGIN_ARRAY:
        return plain_array(d);
    default:
        return not_json();
    }
}

static bool skip_value(decoder *d) {
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
            not_json();
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

// --- fields
// ------------------------------------------------------------------------------------------------------------

static PyObject *unfit(const field_plan *field) {
    PyErr_Format(PyExc_ValueError, "%U: the value has another type than the API says", field->name);
    return NULL;
}

// Texts that this version does not know stay texts: members compare equal to theirs, so programs need not care.
static PyObject *enum_value(const enum_plan *plan, const tessera_json_token *token) {
    for (size_t i = 0; i < plan->enumeration->count; i++)
        if (plan->lengths[i] == token->length && memcmp(plan->enumeration->values[i], token->text, token->length) == 0)
            return Py_NewRef(plan->members[i]);
    return string_value(token);
}

static PyObject *text_value(decoder *d, const field_plan *field, const tessera_json_token *token) {
    if (token->kind != TESSERA_JSON_STRING)
        return unfit(field);
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
        return string_value(token);
    }
}

static PyObject *list_value(decoder *d, const field_plan *field) {
    PyObject *list = PyList_New(0);
    while (list != NULL) {
        tessera_json_token token = tessera_json_next(&d->reader);
        if (token.kind == TESSERA_JSON_END_ARRAY)
            return list;
        PyObject *item;
        if (field->kind != TESSERA_KIND_RECORDS)
            item = text_value(d, field, &token);
        else if (token.kind == TESSERA_JSON_BEGIN_OBJECT)
            item = model_value(d, field->record, field->record->type);
        else
            item = unfit(field);
        if (item == NULL || PyList_Append(list, item) != 0)
            Py_CLEAR(list);
        Py_XDECREF(item);
    }
    return NULL;
}

static PyObject *number_field(const field_plan *field, const tessera_json_token *token) {
    if (token->kind == TESSERA_JSON_INTEGER)
        return field->kind == TESSERA_KIND_INT ? integer_value(token) : number_value(token);
    return token->kind == TESSERA_JSON_NUMBER && field->kind == TESSERA_KIND_NUMBER ? number_value(token)
                                                                                    : unfit(field);
}

static PyObject *field_value(decoder *d, const field_plan *field, const tessera_json_token *token) {
    bool object = token->kind == TESSERA_JSON_BEGIN_OBJECT, array = token->kind == TESSERA_JSON_BEGIN_ARRAY;
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
        if (token->kind == TESSERA_JSON_TRUE || token->kind == TESSERA_JSON_FALSE)
            return PyBool_FromLong(token->kind == TESSERA_JSON_TRUE);
        return unfit(field);
    case TESSERA_KIND_OBJECT:
    case TESSERA_KIND_TEXTMAP:
    case TESSERA_KIND_LISTMAP:
        return object ? plain_object(d) : unfit(field);
    case TESSERA_KIND_ARRAY:
        return array ? plain_array(d) : unfit(field);
    case TESSERA_KIND_STRINGS:
    case TESSERA_KIND_IDS:
    case TESSERA_KIND_ENUMS:
    case TESSERA_KIND_RECORDS:
        return array ? list_value(d, field) : unfit(field);
    case TESSERA_KIND_RECORD:
        return object ? model_value(d, field->record, field->record->type) : unfit(field);
    case TESSERA_KIND_ANY:
        break;
    }
    return plain_value(d, token);
}

// What stands for a field that the reply lacks or gives as null.
static PyObject *absent_value(const decoder *d, const model_plan *plan, const field_plan *field) {
    if ((field->flags & TESSERA_FLAG_REQUIRED) == 0 || (field->flags & TESSERA_FLAG_NULLABLE) != 0)
        return Py_NewRef(Py_None);
    if (d->strict) {
        PyErr_Format(PyExc_ValueError, "%s: %U is missing", plan->model->title, field->name);
        return NULL;
    }
    switch ((tessera_kind)field->kind) {
    case TESSERA_KIND_BOOL:
        return Py_NewRef(Py_False);
    case TESSERA_KIND_OBJECT:
    case TESSERA_KIND_TEXTMAP:
    case TESSERA_KIND_LISTMAP:
        return PyDict_New();
    case TESSERA_KIND_ARRAY:
    case TESSERA_KIND_STRINGS:
    case TESSERA_KIND_IDS:
    case TESSERA_KIND_ENUMS:
    case TESSERA_KIND_RECORDS:
        return PyList_New(0);
    default:
        return Py_NewRef(Py_None);
    }
}

// --- models
// ------------------------------------------------------------------------------------------------------------

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

static bool fields_complete(const decoder *d, const model_plan *plan, PyObject *instance) {
    if (plan->same[0] >= 0)
        for (int i = 0; i < 2; i++) {
            PyObject **slot = core_slot_at(instance, plan->fields[plan->same[i]].slot);
            PyObject *other = *core_slot_at(instance, plan->fields[plan->same[1 - i]].slot);
            if (other != NULL && (*slot == NULL || i == 0))
                Py_XSETREF(*slot, Py_NewRef(other));
        }
    for (size_t i = 0; i < plan->count; i++) {
        PyObject **slot = core_slot_at(instance, plan->fields[i].slot);
        if (*slot == NULL && (*slot = absent_value(d, plan, &plan->fields[i])) == NULL)
            return false;
    }
    return true;
}

// The instance of an object whose beginning has been read.
static PyObject *model_value(decoder *d, const model_plan *plan, PyTypeObject *type) {
    PyObject *instance = type->tp_alloc(type, 0);
    size_t expected = 0;
    while (instance != NULL) {
        tessera_json_token token = tessera_json_next(&d->reader);
        if (token.kind == TESSERA_JSON_END_OBJECT) {
            if (fields_complete(d, plan, instance))
                return instance;
            break;
        }
        if (token.kind != TESSERA_JSON_NAME) {
            not_json();
            break;
        }
        size_t index = field_find(plan, &token, expected);
        if (index == plan->count) {
            if (!skip_value(d))
                break;
            continue;
        }
        expected = index + 1 == plan->count ? 0 : index + 1;
        token = tessera_json_next(&d->reader);
        if (token.kind == TESSERA_JSON_NULL)
            continue;
        PyObject *value = field_value(d, &plan->fields[index], &token);
        if (value == NULL)
            break;
        Py_XSETREF(*core_slot_at(instance, plan->fields[index].slot), value);
    }
    Py_XDECREF(instance);
    return NULL;
}

// The value of a whole text, once nothing but its end follows.
static PyObject *finish(decoder *d, PyObject *value) {
    if (value == NULL || tessera_json_next(&d->reader).kind == TESSERA_JSON_END)
        return value;
    Py_DECREF(value);
    return not_json();
}

PyObject *decode_plain(core_state *state, const char *json, size_t length) {
    decoder d = {.state = state};
    tessera_json_start(&d.reader, json, length);
    tessera_json_token token = tessera_json_next(&d.reader);
    return finish(&d, plain_value(&d, &token));
}

PyObject *decode_model(core_state *state, const model_plan *plan, PyTypeObject *type, const char *json, size_t length,
                       bool strict) {
    decoder d = {.state = state, .strict = strict};
    tessera_json_start(&d.reader, json, length);
    if (tessera_json_next(&d.reader).kind != TESSERA_JSON_BEGIN_OBJECT) {
        PyErr_Format(PyExc_ValueError, "%s: the value is no JSON object", plan->model->title);
        return NULL;
    }
    return finish(&d, model_value(&d, plan, type));
}

// --- pages
// -------------------------------------------------------------------------------------------------------------

static bool page_items(decoder *d, const model_plan *plan, PyObject *page) {
    if (tessera_json_next(&d->reader).kind != TESSERA_JSON_BEGIN_ARRAY) {
        PyErr_SetString(PyExc_ValueError, "results: the value is no list");
        return false;
    }
    for (;;) {
        tessera_json_token token = tessera_json_next(&d->reader);
        if (token.kind == TESSERA_JSON_END_ARRAY)
            return true;
        PyObject *item = token.kind == TESSERA_JSON_BEGIN_OBJECT ? model_value(d, plan, plan->type) : not_json();
        if (item == NULL || PyList_Append(page, item) != 0) {
            Py_XDECREF(item);
            return false;
        }
        Py_DECREF(item);
    }
}

static bool page_member(decoder *d, const model_plan *plan, const tessera_json_token *name, PyObject *page) {
    const struct {
        const char *name;
        Py_ssize_t slot;
    } numbers[] = {{"total", d->state->page_total}, {"limit", d->state->page_limit}, {"offset", d->state->page_offset}};
    if (name->length == 7 && memcmp(name->text, "results", 7) == 0)
        return page_items(d, plan, page);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (name->length != strlen(numbers[i].name) || memcmp(name->text, numbers[i].name, name->length) != 0)
            continue;
        tessera_json_token token = tessera_json_next(&d->reader);
        PyObject *value = token.kind == TESSERA_JSON_INTEGER ? integer_value(&token) : not_json();
        if (value != NULL)
            Py_XSETREF(*core_slot_at(page, numbers[i].slot), value);
        return value != NULL;
    }
    return skip_value(d);
}

PyObject *decode_page(core_state *state, const model_plan *plan, const char *json, size_t length) {
    decoder d = {.state = state};
    tessera_json_start(&d.reader, json, length);
    PyObject *page = tessera_json_next(&d.reader).kind == TESSERA_JSON_BEGIN_OBJECT
                         ? PyObject_CallNoArgs((PyObject *)state->page_type)
                         : not_json();
    while (page != NULL) {
        tessera_json_token token = tessera_json_next(&d.reader);
        if (token.kind == TESSERA_JSON_END_OBJECT)
            return finish(&d, page);
        if (token.kind != TESSERA_JSON_NAME || !page_member(&d, plan, &token, page)) {
            not_json();
            Py_CLEAR(page);
        }
    }
    return NULL;
}

// JSON text to pages.
#include "decode.h"
#include <string.h>

// Puts the name of the list before what is wrong with a row.
static bool name_results(void) {
    PyObject *type, *value, *traceback;
    if (!PyErr_ExceptionMatches(PyExc_ValueError))
        return false;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyErr_Format(PyExc_ValueError, "results: %S", value);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return false;
}

static bool page_items(decoder *d, const model_plan *plan, PyObject *page) {
    if (tessera_json_next(&d->reader).kind == TESSERA_JSON_BEGIN_ARRAY)
        return decode_rows(d, plan, page) || name_results();
    PyErr_SetString(PyExc_ValueError, "results: the value is no list");
    return false;
}

#define NUMBERS 3
static const char *const number_names[NUMBERS] = {"total", "limit", "offset"};

static Py_ssize_t number_slot(const core_state *state, size_t number) {
    const Py_ssize_t slots[NUMBERS] = {state->page_total, state->page_limit, state->page_offset};
    return slots[number];
}

// A text or null, by which the next page is asked for.
static bool page_next(decoder *d, PyObject *page) {
    tessera_json_token token = tessera_json_next(&d->reader);
    PyObject *value = token.kind == TESSERA_JSON_NULL     ? Py_NewRef(Py_None)
                      : token.kind == TESSERA_JSON_STRING ? decode_string(&token)
                                                          : decode_refuse();
    if (value != NULL)
        Py_XSETREF(*core_slot_at(page, d->state->page_next), value);
    return value != NULL;
}

static bool page_member(decoder *d, const model_plan *plan, const tessera_json_token *name, PyObject *page) {
    if (name->length == 7 && memcmp(name->text, "results", 7) == 0)
        return page_items(d, plan, page);
    if (name->length == 4 && memcmp(name->text, "next", 4) == 0)
        return page_next(d, page);
    for (size_t i = 0; i < NUMBERS; i++) {
        if (name->length != strlen(number_names[i]) || memcmp(name->text, number_names[i], name->length) != 0)
            continue;
        tessera_json_token token = tessera_json_next(&d->reader);
        PyObject *value = token.kind == TESSERA_JSON_INTEGER ? decode_integer(&token) : decode_refuse();
        if (value != NULL)
            Py_XSETREF(*core_slot_at(page, number_slot(d->state, i)), value);
        return value != NULL;
    }
    return decode_skip(d);
}

// A list without its numbers is no page: walking it would never end, or end too soon.
static bool page_is_whole(const decoder *d, PyObject *page) {
    for (size_t i = 0; i < NUMBERS; i++) {
        if (*core_slot_at(page, number_slot(d->state, i)) != NULL)
            continue;
        PyErr_Format(PyExc_ValueError, "%s: the page lacks it", number_names[i]);
        return false;
    }
    PyObject **next = core_slot_at(page, d->state->page_next);
    if (*next == NULL)
        *next = Py_NewRef(Py_None);
    return true;
}

PyObject *decode_page(core_state *state, const model_plan *plan, const char *json, size_t length, int64_t deadline) {
    decoder d;
    decode_start(&d, state, json, length, deadline);
    PyObject *page = tessera_json_next(&d.reader).kind == TESSERA_JSON_BEGIN_OBJECT
                         ? PyObject_CallNoArgs((PyObject *)state->page_type)
                         : decode_refuse();
    while (page != NULL) {
        tessera_json_token token = tessera_json_next(&d.reader);
        if (token.kind == TESSERA_JSON_END_OBJECT && page_is_whole(&d, page))
            return decode_finish(&d, page);
        if (token.kind != TESSERA_JSON_NAME || !decode_in_time(&d) || !page_member(&d, plan, &token, page)) {
            decode_refuse();
            Py_CLEAR(page);
        }
    }
    return NULL;
}

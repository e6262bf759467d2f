// JSON text to pages.
#include "decode.h"
#include <string.h>

static bool page_items(decoder *d, const model_plan *plan, PyObject *page) {
    if (tessera_json_next(&d->reader).kind == TESSERA_JSON_BEGIN_ARRAY)
        return decode_rows(d, plan, page);
    PyErr_SetString(PyExc_ValueError, "results: the value is no list");
    return false;
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
        PyObject *value = token.kind == TESSERA_JSON_INTEGER ? decode_integer(&token) : decode_refuse();
        if (value != NULL)
            Py_XSETREF(*core_slot_at(page, numbers[i].slot), value);
        return value != NULL;
    }
    return decode_skip(d);
}

PyObject *decode_page(core_state *state, const model_plan *plan, const char *json, size_t length) {
    decoder d = {.state = state};
    tessera_json_start(&d.reader, json, length);
    PyObject *page = tessera_json_next(&d.reader).kind == TESSERA_JSON_BEGIN_OBJECT
                         ? PyObject_CallNoArgs((PyObject *)state->page_type)
                         : decode_refuse();
    while (page != NULL) {
        tessera_json_token token = tessera_json_next(&d.reader);
        if (token.kind == TESSERA_JSON_END_OBJECT)
            return decode_finish(&d, page);
        if (token.kind != TESSERA_JSON_NAME || !page_member(&d, plan, &token, page)) {
            decode_refuse();
            Py_CLEAR(page);
        }
    }
    return NULL;
}

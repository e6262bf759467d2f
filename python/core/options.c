// Options of calls, as a view of a client keeps them: converted once, used by each of its calls.
#include "core.h"
#include <string.h>

typedef struct call_options {
    PyObject ob_base;
    tessera_call_options options;
    PyObject *kept; // list of the objects that own the options' texts; of a copy: the original
    const char **headers;
    bool used; // a write has been sent under the idempotency key; of a copy: see the original
} call_options;

static bool is_copy(const call_options *self) {
    return self->kept != NULL && Py_TYPE(self->kept) == Py_TYPE(self);
}

int64_t options_timeout(PyObject *options) {
    return options == NULL ? 0 : ((call_options *)options)->options.timeout_ms;
}

tessera_call_options options_of_call(PyObject *object, const char *method) {
    if (object == NULL)
        return (tessera_call_options){.struct_size = sizeof(tessera_call_options)};
    call_options *self = (call_options *)object;
    tessera_call_options options = self->options;
    call_options *original = is_copy(self) ? (call_options *)self->kept : self;
    bool writes = strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0;
    if (!writes || original->used)
        options.idempotency_key = NULL;
    original->used |= writes;
    return options;
}

static bool has_header(const char *const *lines, const char *line) {
    for (; lines != NULL && *lines != NULL; lines++)
        if (settings_same_header(line, *lines))
            return true;
    return false;
}

bool options_add_headers(tessera_call_options *options, const char *const *more, const char ***memory) {
    size_t own = 0, added = 0;
    while (options->headers != NULL && options->headers[own] != NULL)
        own++;
    while (more[added] != NULL)
        added++;
    const char **all = *memory = PyMem_Calloc(own + added + 1, sizeof *all);
    if (all == NULL) {
        PyErr_NoMemory();
        return false;
    }
    size_t used = 0;
    for (size_t i = 0; i < own; i++)
        if (!has_header(more, options->headers[i]))
            all[used++] = options->headers[i];
    memcpy(all + used, more, added * sizeof *all);
    options->headers = all;
    // Else they would count more than what was added.
    const struct {
        const char *name, **value;
    } values[] = {{"Idempotency-Key:", &options->idempotency_key},
                  {"If-Match:", &options->if_match},
                  {"If-None-Match:", &options->if_none_match}};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (has_header(more, values[i].name))
            *values[i].value = NULL;
    return true;
}

PyObject *options_argument(core_state *state, PyObject *const *arguments, Py_ssize_t count) {
    if (count > 0 && Py_TYPE(arguments[0]) == state->options_type)
        return arguments[0];
    PyErr_SetString(PyExc_TypeError, "the first argument must be CallOptions");
    return NULL;
}

bool options_extras(core_state *state, PyObject *const *arguments, Py_ssize_t count, call_extras *out) {
    if (count < 2 || (arguments[0] != Py_None && Py_TYPE(arguments[0]) != state->options_type)) {
        PyErr_SetString(PyExc_TypeError, "the first arguments must be CallOptions and a mapping, or None");
        return false;
    }
    *out = (call_extras){
        .options = arguments[0] == Py_None ? NULL : arguments[0],
        .headers = arguments[1] == Py_None ? NULL : arguments[1],
    };
    return true;
}

static bool read_retries(PyObject *value, int *out) {
    unsigned count = 0;
    if (value == Py_None)
        return true;
    if (!settings_read_count(value, "retries", 0, &count))
        return false;
    *out = count == 0 ? TESSERA_NO_RETRIES : (int)count;
    return true;
}

static bool options_read(call_options *self, PyObject *arguments) {
    PyObject *timeout, *headers, *retries, *key, *if_match, *if_none_match;
    if (!PyArg_ParseTuple(arguments, "OOOOOO", &timeout, &headers, &retries, &key, &if_match, &if_none_match))
        return false;
    tessera_call_options *o = &self->options;
    o->struct_size = sizeof *o;
    self->kept = Py_BuildValue("[OOO]", key, if_match, if_none_match);
    if (self->kept == NULL || !settings_read_headers(headers, self->kept, &self->headers))
        return false;
    o->headers = self->headers;
    return (timeout == Py_Ellipsis || settings_read_timeout(timeout, &o->timeout_ms)) &&
           read_retries(retries, &o->retries) && settings_read_text(key, "idempotency_key", &o->idempotency_key) &&
           settings_read_text(if_match, "if_match", &o->if_match) &&
           settings_read_text(if_none_match, "if_none_match", &o->if_none_match);
}

static PyObject *options_new(PyTypeObject *type, PyObject *arguments, PyObject *keywords) {
    if (keywords != NULL && PyDict_GET_SIZE(keywords) > 0) {
        PyErr_SetString(PyExc_TypeError, "the options are given by position");
        return NULL;
    }
    call_options *self = (call_options *)type->tp_alloc(type, 0);
    if (self != NULL && options_read(self, arguments))
        return (PyObject *)self;
    Py_XDECREF(self);
    return NULL;
}

static void options_dealloc(PyObject *object) {
    call_options *self = (call_options *)object;
    PyTypeObject *type = Py_TYPE(object);
    Py_CLEAR(self->kept);
    PyMem_Free(self->headers);
    type->tp_free(object);
    Py_DECREF(type);
}

// A copy with a time limit of its own, in seconds; the idempotency key serves one call of both.
static PyObject *options_within(PyObject *object, PyObject *seconds) {
    call_options *self = (call_options *)object;
    int64_t timeout_ms;
    if (!settings_read_timeout(seconds, &timeout_ms))
        return NULL;
    call_options *copy = (call_options *)Py_TYPE(object)->tp_alloc(Py_TYPE(object), 0);
    if (copy == NULL)
        return NULL;
    copy->options = self->options;
    copy->options.timeout_ms = timeout_ms;
    copy->kept = Py_NewRef(is_copy(self) ? self->kept : object);
    return (PyObject *)copy;
}

static PyMethodDef options_methods[] = {
    {"within", options_within, METH_O, "The same options with this time limit in seconds."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot options_slots[] = {
    {Py_tp_doc,
     (void *)"Options of calls: timeout (... is the client's), headers, retries, and the values of three headers."},
    {Py_tp_new, options_new},
    {Py_tp_methods, options_methods},
    {Py_tp_dealloc, options_dealloc},
    {0, NULL},
};

PyType_Spec options_spec = {
    .name = "tessera_sdk._core.CallOptions",
    .basicsize = sizeof(call_options),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = options_slots,
};

// What came back for a call, beside its result: kept with the result as it came, and looked at when asked for.
#include "core.h"
#include <string.h>

typedef struct response {
    PyVarObject ob_base;
    int status;
    unsigned tries;
    int64_t elapsed_us;
    char head[]; // of the reply
} response;

PyObject *response_new(core_state *state, const tessera_future *future) {
    const tessera_response *given = tessera_future_response(future);
    if (given == NULL || given->http_status == 0)
        return Py_NewRef(Py_None);
    response *self = PyObject_NewVar(response, state->response_type, (Py_ssize_t)given->head_length);
    if (self == NULL)
        return NULL;
    self->status = given->http_status;
    self->tries = given->tries;
    self->elapsed_us = given->elapsed_us;
    if (given->head_length > 0)
        memcpy(self->head, given->head, given->head_length);
    return (PyObject *)self;
}

static tessera_response shown(const response *self) {
    return (tessera_response){.http_status = self->status,
                              .tries = self->tries,
                              .elapsed_us = self->elapsed_us,
                              .head = self->head,
                              .head_length = (size_t)Py_SIZE(self)};
}

// The header's value; None when there is none.
static PyObject *header_of(PyObject *object, const char *name) {
    size_t length;
    tessera_response given = shown((response *)object);
    const char *value = tessera_response_header(&given, name, &length);
    return value == NULL ? Py_NewRef(Py_None) : PyUnicode_DecodeLatin1(value, (Py_ssize_t)length, NULL);
}

static PyObject *response_status(PyObject *object, void *unused) {
    (void)unused;
    return PyLong_FromLong(((response *)object)->status);
}

static PyObject *response_tries(PyObject *object, void *unused) {
    (void)unused;
    return PyLong_FromUnsignedLong(((response *)object)->tries);
}

static PyObject *response_elapsed(PyObject *object, void *unused) {
    (void)unused;
    return PyFloat_FromDouble((double)((response *)object)->elapsed_us / 1e6);
}

static PyObject *response_header(PyObject *object, void *name) {
    return header_of(object, name);
}

static PyObject *response_headers(PyObject *object, void *unused) {
    (void)unused;
    PyObject *class = core_import("tessera_sdk._response", "Headers");
    PyObject *headers =
        class == NULL ? NULL : PyObject_CallFunction(class, "y#", ((response *)object)->head, Py_SIZE(object));
    Py_XDECREF(class);
    return headers;
}

static PyObject *response_repr(PyObject *object) {
    PyObject *elapsed = response_elapsed(object, NULL);
    PyObject *text = elapsed == NULL
                         ? NULL
                         : PyUnicode_FromFormat("<Response %d after %R s>", ((response *)object)->status, elapsed);
    Py_XDECREF(elapsed);
    return text;
}

static void response_dealloc(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    PyObject_Free(object);
    Py_DECREF(type);
}

static PyGetSetDef response_attributes[] = {
    {"status", response_status, NULL, "The reply's HTTP status (int).", NULL},
    {"status_code", response_status, NULL, "The same as status (int).", NULL},
    {"headers", response_headers, NULL, "The reply's headers (Mapping[str, str]), found by names in any case.", NULL},
    {"elapsed", response_elapsed, NULL, "Seconds from the call to its reply, all tries included (float).", NULL},
    {"tries", response_tries, NULL, "How often the request was sent (int).", NULL},
    {"etag", response_header, NULL, "The entity tag, for if_match (str | None).", (void *)"etag"},
    {"request_id", response_header, NULL, "The request's id in the server's log (str | None).", (void *)"x-request-id"},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot response_slots[] = {
    {Py_tp_doc, (void *)"What came back for a call: status, headers, and how long it took."},
    {Py_tp_dealloc, response_dealloc},
    {Py_tp_repr, response_repr},
    {Py_tp_getset, response_attributes},
    {0, NULL},
};

PyType_Spec response_spec = {
    .name = "tessera_sdk.Response",
    .basicsize = offsetof(response, head),
    .itemsize = 1,
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = response_slots,
};

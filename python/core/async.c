// The asynchronous client.
#include "core.h"
#include <unistd.h>

// --- the end ---------------------------------------------------------------------------------------------------------

static PyObject *async_close(PyObject *object, PyObject *unused) {
    (void)unused;
    async_client *self = (async_client *)object;
    if (self->client == NULL)
        Py_RETURN_NONE;
    if (self->stepping) {
        PyErr_SetString(PyExc_RuntimeError, "the client is in use in another thread");
        return NULL;
    }
    int gone = loop_is_gone(self);
    if (gone < 0)
        return NULL;
    call_end_all(self, gone != 0 || self->process != getpid());
    return loop_release(self) ? Py_NewRef(Py_None) : NULL;
}

static void async_finalize(PyObject *object) {
    async_client *self = (async_client *)object;
    if (self->client == NULL)
        return;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    // A child process has not forgotten what its parent opened.
    if (self->process == getpid() &&
        PyErr_ResourceWarning(object, 1, "unclosed AsyncTesseraClient for %S", self->base_url) != 0)
        PyErr_WriteUnraisable(object);
    call_end_all(self, true);
    if (!loop_release(self))
        PyErr_WriteUnraisable(object);
    PyErr_Restore(type, value, traceback);
}

// --- the type --------------------------------------------------------------------------------------------------------

static PyObject *async_new(PyTypeObject *type, PyObject *arguments, PyObject *keywords) {
    core_state *state = core_state_of_type(type);
    client_settings settings;
    if (state == NULL || !client_settings_init(&settings, arguments, keywords))
        return NULL;
    async_client *self = (async_client *)type->tp_alloc(type, 0);
    tessera_client *client = self == NULL ? NULL : client_open(state, &settings);
    if (client != NULL) {
        self->retries = settings.retries;
        settings.retries = NULL;
    }
    client_settings_done(&settings);
    if (client == NULL) {
        Py_XDECREF(self);
        return NULL;
    }
    self->state = state;
    self->client = client;
    self->process = getpid();
    self->base_url = PyUnicode_FromString(tessera_client_base_url(client));
    self->dispatcher = loop_dispatcher_new(self);
    if (self->base_url == NULL || self->dispatcher == NULL) {
        self->client = NULL;
        tessera_client_free(client);
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static bool async_ready(async_client *self) {
    if (self->client == NULL) {
        client_raise_usage(self->state, "the client is closed");
        return false;
    }
    if (self->process != getpid()) {
        client_raise_usage(self->state, "the client was opened by another process: after a fork, open one of your own");
        return false;
    }
    if (self->stepping) {
        PyErr_SetString(PyExc_RuntimeError, "the client is in use in another thread");
        return false;
    }
    return loop_bind(self);
}

static PyObject *submit(async_client *self, call_extras extras, bool any, bool told, PyObject *const *arguments,
                        Py_ssize_t count) {
    if (!async_ready(self))
        return NULL;
    int number = CORE_ANY_REQUEST;
    tessera_future *future = any ? client_submit_request(self->state, self->client, extras, arguments, count)
                                 : client_submit_call(self->state, self->client, extras, arguments, count, &number);
    return future == NULL ? NULL : call_new(self, future, number, told);
}

static PyObject *submit_with(PyObject *object, bool any, PyObject *const *arguments, Py_ssize_t count) {
    async_client *self = (async_client *)object;
    call_extras extras = {.options = options_argument(self->state, arguments, count)};
    return extras.options == NULL ? NULL : submit(self, extras, any, false, arguments + 1, count - 1);
}

static PyObject *submit_told(PyObject *object, bool any, PyObject *const *arguments, Py_ssize_t count) {
    call_extras extras;
    async_client *self = (async_client *)object;
    return options_extras(self->state, arguments, count, &extras)
               ? submit(self, extras, any, true, arguments + 2, count - 2)
               : NULL;
}

static PyObject *async_call_told(PyObject *object, PyObject *const *arguments, Py_ssize_t count) {
    return submit_told(object, false, arguments, count);
}

static PyObject *async_request_told(PyObject *object, PyObject *const *arguments, Py_ssize_t count) {
    return submit_told(object, true, arguments, count);
}

static PyObject *async_call(PyObject *object, PyObject *const *arguments, Py_ssize_t count) {
    return submit((async_client *)object, (call_extras){0}, false, false, arguments, count);
}

static PyObject *async_call_with(PyObject *object, PyObject *const *arguments, Py_ssize_t count) {
    return submit_with(object, false, arguments, count);
}

static PyObject *async_request(PyObject *object, PyObject *const *arguments, Py_ssize_t count) {
    return submit((async_client *)object, (call_extras){0}, true, false, arguments, count);
}

static PyObject *async_request_with(PyObject *object, PyObject *const *arguments, Py_ssize_t count) {
    return submit_with(object, true, arguments, count);
}

static PyObject *async_bind_now(PyObject *object, PyObject *unused) {
    (void)unused;
    return async_ready((async_client *)object) ? Py_NewRef(Py_None) : NULL;
}

static PyObject *async_get_base_url(PyObject *object, void *unused) {
    (void)unused;
    return Py_NewRef(((async_client *)object)->base_url);
}

static PyObject *async_get_closed(PyObject *object, void *unused) {
    (void)unused;
    return PyBool_FromLong(((async_client *)object)->client == NULL);
}

static int async_traverse(PyObject *object, visitproc visit, void *arg) {
    async_client *self = (async_client *)object;
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(self->loop);
    if (self->retries != NULL)
        Py_VISIT(self->retries->hook);
    return self->state == NULL ? 0 : call_visit_all(self, visit, arg);
}

static int async_clear(PyObject *object) {
    async_client *self = (async_client *)object;
    if (self->state != NULL)
        call_end_all(self, true);
    if (self->retries != NULL)
        Py_CLEAR(self->retries->hook);
    Py_CLEAR(self->loop);
    return 0;
}

static void async_dealloc(PyObject *object) {
    async_client *self = (async_client *)object;
    PyTypeObject *type = Py_TYPE(object);
    if (PyObject_CallFinalizerFromDealloc(object) < 0)
        return;
    PyObject_GC_UnTrack(object);
    Py_CLEAR(self->loop);
    Py_CLEAR(self->base_url);
    Py_CLEAR(self->dispatcher);
    client_retries_free(self->retries);
    type->tp_free(object);
    Py_DECREF(type);
}

static PyMethodDef async_methods[] = {
    {"call", (PyCFunction)(void (*)(void))async_call, METH_FASTCALL, "Submit the call of a number; gives a future."},
    {"request", (PyCFunction)(void (*)(void))async_request, METH_FASTCALL, "Submit any request; gives a future."},
    {"call_with", (PyCFunction)(void (*)(void))async_call_with, METH_FASTCALL, "As call, with CallOptions first."},
    {"request_with", (PyCFunction)(void (*)(void))async_request_with, METH_FASTCALL,
     "As request, with CallOptions first."},
    {"call_told", (PyCFunction)(void (*)(void))async_call_told, METH_FASTCALL,
     "As call, with CallOptions and headers, or None, first; gives a pair with what came back."},
    {"request_told", (PyCFunction)(void (*)(void))async_request_told, METH_FASTCALL, "As request, likewise."},
    {"bind", async_bind_now, METH_NOARGS, "Use the running event loop."},
    {"close", async_close, METH_NOARGS, "End the calls under way and release the connections."},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef async_attributes[] = {
    {"base_url", async_get_base_url, NULL, "The URL in use.", NULL},
    {"closed", async_get_closed, NULL, "Whether it was closed.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot async_slots[] = {
    {Py_tp_doc, (void *)"The asynchronous client's core."},
    {Py_tp_new, async_new},
    {Py_tp_finalize, async_finalize},
    {Py_tp_dealloc, async_dealloc},
    {Py_tp_traverse, async_traverse},
    {Py_tp_clear, async_clear},
    {Py_tp_methods, async_methods},
    {Py_tp_getset, async_attributes},
    {0, NULL},
};

PyType_Spec async_spec = {
    .name = "tessera_sdk._core.AsyncCore",
    .basicsize = sizeof(async_client),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = async_slots,
};

// The asynchronous client: one descriptor, watched by the event loop for the client's whole life.
#include "core.h"
#include <unistd.h>

// What the event loop calls when the descriptor is readable. It does not keep the client alive, so that a client that
// was forgotten is noticed although the loop still watches it.
typedef struct dispatcher {
    PyObject_HEAD async_client *client; // borrowed; NULL: gone
    tessera_client *retired;            // to be freed on the loop's own thread
} dispatcher;

// --- the event loop
// ------------------------------------------------------------------------------------------------------

// The truth of a method's result; -1 with an exception.
static int ask(PyObject *object, const char *method) {
    PyObject *answer = PyObject_CallMethod(object, method, NULL);
    int truth = answer == NULL ? -1 : PyObject_IsTrue(answer);
    Py_XDECREF(answer);
    return truth;
}

static bool remove_reader(PyObject *loop, tessera_client *client) {
    PyObject *removed = PyObject_CallMethod(loop, "remove_reader", "i", tessera_client_fd(client));
    Py_XDECREF(removed);
    return removed != NULL;
}

// Leaves the loop that the client was used on before. Only a loop that runs no more may be left.
static bool async_leave(async_client *self) {
    int closed = ask(self->loop, "is_closed"), running = closed == 0 ? ask(self->loop, "is_running") : 0;
    if (closed < 0 || running < 0)
        return false;
    if (running != 0 || (closed == 0 && self->first != NULL)) {
        PyErr_SetString(PyExc_RuntimeError, "the client is in use on another event loop");
        return false;
    }
    call_end_all(self, true);
    if (closed == 0 && !remove_reader(self->loop, self->client))
        return false;
    Py_CLEAR(self->loop);
    return true;
}

// Makes the running loop the one that watches the client.
static bool async_bind(async_client *self) {
    core_state *state = self->state;
    if (!call_start(state))
        return false;
    PyObject *loop = PyObject_CallNoArgs(state->get_running_loop);
    if (loop == NULL)
        return false;
    if (loop == self->loop) {
        Py_DECREF(loop);
        return true;
    }
    PyObject *added = NULL;
    if (self->loop == NULL || async_leave(self))
        added = PyObject_CallMethod(loop, "add_reader", "iO", tessera_client_fd(self->client), self->dispatcher);
    if (added == NULL) {
        Py_DECREF(loop);
        return false;
    }
    Py_DECREF(added);
    self->loop = loop;
    return true;
}

static PyObject *async_dispatch(async_client *self) {
    if (self->client == NULL || self->stepping)
        Py_RETURN_NONE;
    Py_INCREF(self);
    tessera_client *client = self->client;
    self->stepping = true;
    Py_BEGIN_ALLOW_THREADS;
    tessera_client_step(client);
    Py_END_ALLOW_THREADS;
    self->stepping = false;
    // Completing a call may run any code, which may close the client.
    while (self->client != NULL) {
        tessera_future *future = tessera_client_next_done(self->client);
        if (future == NULL)
            break;
        call_deliver(self->state, future);
    }
    Py_DECREF(self);
    Py_RETURN_NONE;
}

static PyObject *dispatcher_call(PyObject *object, PyObject *arguments, PyObject *keywords) {
    (void)arguments;
    (void)keywords;
    dispatcher *self = (dispatcher *)object;
    if (self->client != NULL)
        return async_dispatch(self->client);
    if (self->retired == NULL)
        Py_RETURN_NONE;
    tessera_client *retired = self->retired;
    self->retired = NULL;
    PyObject *loop = PyObject_CallNoArgs(((core_state *)PyType_GetModuleState(Py_TYPE(object)))->get_running_loop);
    bool removed = loop != NULL && remove_reader(loop, retired);
    Py_XDECREF(loop);
    tessera_client_free(retired);
    return removed ? Py_NewRef(Py_None) : NULL;
}

static void dispatcher_dealloc(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    tessera_client_free(((dispatcher *)object)->retired);
    type->tp_free(object);
    Py_DECREF(type);
}

static PyType_Slot dispatcher_slots[] = {
    {Py_tp_call, dispatcher_call},
    {Py_tp_dealloc, dispatcher_dealloc},
    {0, NULL},
};

PyType_Spec dispatcher_spec = {
    .name = "tessera_sdk._core.Dispatcher",
    .basicsize = sizeof(dispatcher),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = dispatcher_slots,
};

// --- the end
// -------------------------------------------------------------------------------------------------------------

// Whether the loop is another thread's business just now.
static int is_foreign(const async_client *self) {
    int running = ask(self->loop, "is_running");
    if (running <= 0)
        return running;
    PyObject *own = PyObject_CallNoArgs(self->state->get_running_loop);
    if (own == NULL)
        PyErr_Clear();
    Py_XDECREF(own);
    return own != self->loop;
}

// Frees the client where its loop cannot see a descriptor vanish beneath it. False with an exception.
static bool async_release(async_client *self) {
    tessera_client *client = self->client;
    PyObject *loop = self->loop;
    self->client = NULL;
    self->loop = NULL;
    ((dispatcher *)self->dispatcher)->client = NULL;
    // A child process shares the connections with its parent, which needs them.
    if (self->process != getpid()) {
        Py_XDECREF(loop);
        return true;
    }
    int closed = loop == NULL ? 1 : ask(loop, "is_closed");
    self->loop = loop;
    int foreign = closed == 0 ? is_foreign(self) : 0;
    self->loop = NULL;
    bool fine = closed >= 0 && foreign >= 0;
    if (fine && closed == 0 && foreign != 0) {
        ((dispatcher *)self->dispatcher)->retired = client;
        PyObject *asked = PyObject_CallMethod(loop, "call_soon_threadsafe", "O", self->dispatcher);
        fine = asked != NULL;
        Py_XDECREF(asked);
    } else {
        fine = fine && (closed != 0 || remove_reader(loop, client));
        tessera_client_free(client);
    }
    Py_XDECREF(loop);
    return fine;
}

static PyObject *async_close(PyObject *object, PyObject *unused) {
    (void)unused;
    async_client *self = (async_client *)object;
    if (self->client == NULL)
        Py_RETURN_NONE;
    if (self->stepping) {
        PyErr_SetString(PyExc_RuntimeError, "the client is in use in another thread");
        return NULL;
    }
    int closed = self->loop == NULL ? 1 : ask(self->loop, "is_closed");
    if (closed < 0)
        return NULL;
    call_end_all(self, closed != 0 || self->process != getpid());
    return async_release(self) ? Py_NewRef(Py_None) : NULL;
}

static void async_finalize(PyObject *object) {
    async_client *self = (async_client *)object;
    if (self->client == NULL)
        return;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (PyErr_ResourceWarning(object, 1, "unclosed AsyncTesseraClient for %S", self->base_url) != 0)
        PyErr_WriteUnraisable(object);
    call_end_all(self, true);
    if (!async_release(self))
        PyErr_WriteUnraisable(object);
    PyErr_Restore(type, value, traceback);
}

// --- the type
// ------------------------------------------------------------------------------------------------------------

static PyObject *async_new(PyTypeObject *type, PyObject *arguments, PyObject *keywords) {
    core_state *state = core_state_of_type(type);
    client_settings settings;
    if (state == NULL || !client_settings_init(&settings, arguments, keywords))
        return NULL;
    async_client *self = (async_client *)type->tp_alloc(type, 0);
    tessera_client *client = self == NULL ? NULL : client_open(state, &settings);
    client_settings_done(&settings);
    if (client == NULL) {
        Py_XDECREF(self);
        return NULL;
    }
    self->state = state;
    self->client = client;
    self->process = getpid();
    self->base_url = PyUnicode_FromString(tessera_client_base_url(client));
    self->dispatcher = state->dispatcher_type->tp_alloc(state->dispatcher_type, 0);
    if (self->base_url == NULL || self->dispatcher == NULL) {
        self->client = NULL;
        tessera_client_free(client);
        Py_DECREF(self);
        return NULL;
    }
    ((dispatcher *)self->dispatcher)->client = self;
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
    return async_bind(self);
}

static PyObject *async_call(PyObject *object, PyObject *const *arguments, Py_ssize_t count) {
    async_client *self = (async_client *)object;
    if (!async_ready(self))
        return NULL;
    int number = 0;
    tessera_future *future = client_submit_call(self->state, self->client, arguments, count, &number);
    return future == NULL ? NULL : call_new(self, future, number);
}

static PyObject *async_request(PyObject *object, PyObject *const *arguments, Py_ssize_t count) {
    async_client *self = (async_client *)object;
    if (!async_ready(self))
        return NULL;
    tessera_future *future = client_submit_request(self->state, self->client, arguments, count);
    return future == NULL ? NULL : call_new(self, future, CORE_ANY_REQUEST);
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
    return self->state == NULL ? 0 : call_visit_all(self, visit, arg);
}

static int async_clear(PyObject *object) {
    async_client *self = (async_client *)object;
    if (self->state != NULL)
        call_end_all(self, true);
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
    type->tp_free(object);
    Py_DECREF(type);
}

static PyMethodDef async_methods[] = {
    {"call", (PyCFunction)(void (*)(void))async_call, METH_FASTCALL, "Submit the call of a number; gives a future."},
    {"request", (PyCFunction)(void (*)(void))async_request, METH_FASTCALL, "Submit any request; gives a future."},
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

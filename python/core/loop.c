// How an asynchronous client and an event loop know of one another: the loop watches one descriptor, for the client's whole
// life.
#include "core.h"
#include <unistd.h>

// What the event loop calls when the descriptor is readable. It does not keep the client alive, so that a client that
// was forgotten is noticed although the loop still watches it.
typedef struct dispatcher {
    PyObject ob_base;
    async_client *client;    // borrowed; NULL: gone
    tessera_client *retired; // to be freed on the loop's own thread
} dispatcher;

// --- the event loop --------------------------------------------------------------------------------------------------

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
static bool loop_leave(async_client *self) {
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
bool loop_bind(async_client *self) {
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
    if (self->loop == NULL || loop_leave(self))
        added = PyObject_CallMethod(loop, "add_reader", "iO", tessera_client_fd(self->client), self->dispatcher);
    if (added == NULL) {
        Py_DECREF(loop);
        return false;
    }
    Py_DECREF(added);
    self->loop = loop;
    return true;
}

// An exception ends this turn; what has completed besides is delivered in the next.
static void dispatch_later(const async_client *self) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyObject *asked = self->client == NULL || self->loop == NULL
                          ? NULL
                          : PyObject_CallMethod(self->loop, "call_soon", "O", self->dispatcher);
    Py_XDECREF(asked);
    PyErr_Clear();
    PyErr_Restore(type, value, traceback);
}

static PyObject *dispatch(async_client *self) {
    if (self->client == NULL || self->stepping)
        Py_RETURN_NONE;
    Py_INCREF(self);
    tessera_client *client = self->client;
    self->stepping = true;
    Py_BEGIN_ALLOW_THREADS;
    tessera_client_step(client);
    Py_END_ALLOW_THREADS;
    self->stepping = false;
    if (self->retries != NULL && self->retries->count > 0)
        client_tell_retries(self->retries);
    // Completing a call may run any code, which may close the client.
    bool fine = true;
    while (fine && self->client != NULL) {
        tessera_future *future = tessera_client_next_done(self->client);
        if (future == NULL)
            break;
        fine = call_deliver(self->state, future);
    }
    if (!fine)
        dispatch_later(self);
    Py_DECREF(self);
    return fine ? Py_NewRef(Py_None) : NULL;
}

static PyObject *dispatcher_call(PyObject *object, PyObject *arguments, PyObject *keywords) {
    (void)arguments;
    (void)keywords;
    dispatcher *self = (dispatcher *)object;
    if (self->client != NULL)
        return dispatch(self->client);
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

// --- leaving the loop ------------------------------------------------------------------------------------------------

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
bool loop_release(async_client *self) {
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

int loop_is_gone(const async_client *client) {
    return client->loop == NULL ? 1 : ask(client->loop, "is_closed");
}

PyObject *loop_dispatcher_new(async_client *client) {
    PyTypeObject *type = client->state->dispatcher_type;
    dispatcher *made = (dispatcher *)type->tp_alloc(type, 0);
    if (made != NULL)
        made->client = client;
    return (PyObject *)made;
}

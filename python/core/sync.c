// The synchronous client. A client of libtessera belongs to one thread at a time, so each thread in a call uses one of
// its own from a small pool; a program of one thread uses one.
#include "core.h"
#include <errno.h>
#include <semaphore.h>
#include <time.h>
#include <unistd.h>

#define SLICE_MS 100 // longest wait before signals are looked for

typedef struct sync_client {
    PyObject ob_base;
    core_state *state;
    client_settings settings;
    PyObject *base_url;
    tessera_client **idle, **busy;
    size_t idle_count, busy_count;
    sem_t free;    // calls that may still begin
    bool counting; // `free` is initialised
    bool closed;
    pid_t process;
} sync_client;

// --- the pool --------------------------------------------------------------------------------------------------------

static int64_t milliseconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Waits for a slot, for a while. Whether there was one.
static bool slot_wait(sync_client *self, int64_t slice_ms) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += slice_ms * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    int failed;
    Py_BEGIN_ALLOW_THREADS;
    failed = sem_clockwait(&self->free, CLOCK_MONOTONIC, &until);
    Py_END_ALLOW_THREADS;
    return failed == 0;
}

static void raise_crowded(const sync_client *self, int64_t limit_ms) {
    tessera_error error = {.status = TESSERA_E_TIMEOUT, .retry_after = -1};
    snprintf(error.message, sizeof error.message,
             "the call waited longer than its time limit of %g s for one of %u connections (max_connections)",
             (double)limit_ms / 1000, self->settings.options.max_connections);
    client_raise(self->state, &error, NULL);
}

// Waits until fewer calls are under way than connections are allowed, looking for signals now and then. That is part of the
// call's time: what is left of it goes into the extras. False with an exception.
static bool slot_take(sync_client *self, call_extras *extras) {
    if (sem_trywait(&self->free) == 0)
        return true;
    int64_t limit = options_timeout(extras->options), began = milliseconds_now();
    if (limit == 0)
        limit = self->settings.options.timeout_ms;
    for (;;) {
        int64_t left = limit < 0 ? SLICE_MS : limit - (milliseconds_now() - began);
        if (left <= 0) {
            raise_crowded(self, limit);
            return false;
        }
        if (slot_wait(self, left < SLICE_MS ? left : SLICE_MS)) {
            left = limit - (milliseconds_now() - began);
            extras->timeout_ms = limit < 0 ? 0 : left < 1 ? 1 : left;
            return true;
        }
        if (PyErr_CheckSignals() != 0)
            return false;
        if (self->closed) {
            client_raise_usage(self->state, "the client is closed");
            return false;
        }
    }
}

static tessera_client *pool_take(sync_client *self, call_extras *extras) {
    if (!slot_take(self, extras))
        return NULL;
    tessera_client *client = NULL;
    if (self->closed)
        client_raise_usage(self->state, "the client is closed");
    else if (self->idle_count > 0)
        client = self->idle[--self->idle_count];
    else
        client = client_open(self->state, &self->settings);
    if (client == NULL)
        sem_post(&self->free);
    else
        self->busy[self->busy_count++] = client;
    return client;
}

static void pool_give(sync_client *self, tessera_client *client) {
    size_t at = 0;
    while (self->busy[at] != client)
        at++;
    self->busy[at] = self->busy[--self->busy_count];
    if (self->closed)
        tessera_client_free(client);
    else
        self->idle[self->idle_count++] = client;
    sem_post(&self->free);
}

static void pool_close(sync_client *self) {
    self->closed = true;
    // A child process shares the connections with its parent, which needs them.
    while (self->idle_count > 0) {
        tessera_client *client = self->idle[--self->idle_count];
        if (self->process == getpid())
            tessera_client_free(client);
    }
    for (size_t i = 0; i < self->busy_count && self->process == getpid(); i++)
        tessera_client_wakeup(self->busy[i]);
}

// --- calls -----------------------------------------------------------------------------------------------------------

// Drives the client until the future has completed. False with an exception.
static bool wait_for(sync_client *self, tessera_client *client, tessera_future *future) {
    while (!tessera_future_is_done(future)) {
        Py_BEGIN_ALLOW_THREADS;
        tessera_client_wait(client, SLICE_MS);
        Py_END_ALLOW_THREADS;
        if (self->settings.retries != NULL && self->settings.retries->count > 0)
            client_tell_retries(self->settings.retries);
        if (PyErr_CheckSignals() != 0)
            return false;
        if (self->closed) {
            client_raise_usage(self->state, "the client was closed while the call was under way");
            return false;
        }
    }
    return true;
}

static bool sync_ready(sync_client *self) {
    if (self->closed) {
        client_raise_usage(self->state, "the client is closed");
        return false;
    }
    if (self->process != getpid()) {
        client_raise_usage(self->state, "the client was opened by another process: after a fork, open one of your own");
        return false;
    }
    return true;
}

static PyObject *sync_run(sync_client *self, call_extras extras, bool told, PyObject *const *arguments,
                          Py_ssize_t count, int number) {
    tessera_client *client = sync_ready(self) ? pool_take(self, &extras) : NULL;
    if (client == NULL)
        return NULL;
    tessera_future *future = number == CORE_ANY_REQUEST
                                 ? client_submit_request(self->state, client, extras, arguments, count)
                                 : client_submit_call(self->state, client, extras, arguments, count, &number);
    PyObject *result = NULL;
    if (future != NULL && wait_for(self, client, future))
        result = told ? client_result_told(self->state, future, number) : client_result(self->state, future, number);
    if (future != NULL && !tessera_future_is_done(future))
        tessera_future_cancel(future);
    tessera_future_free(future);
    pool_give(self, client);
    return result;
}

static PyObject *sync_call(PyObject *object, PyObject *const *arguments, Py_ssize_t count) {
    return sync_run((sync_client *)object, (call_extras){0}, false, arguments, count, 0);
}

static PyObject *run_with(PyObject *object, PyObject *const *arguments, Py_ssize_t count, int number) {
    sync_client *self = (sync_client *)object;
    call_extras extras = {.options = options_argument(self->state, arguments, count)};
    return extras.options == NULL ? NULL : sync_run(self, extras, false, arguments + 1, count - 1, number);
}

static PyObject *run_told(PyObject *object, PyObject *const *arguments, Py_ssize_t count, int number) {
    call_extras extras;
    sync_client *self = (sync_client *)object;
    return options_extras(self->state, arguments, count, &extras)
               ? sync_run(self, extras, true, arguments + 2, count - 2, number)
               : NULL;
}

static PyObject *sync_call_told(PyObject *object, PyObject *const *arguments, Py_ssize_t count) {
    return run_told(object, arguments, count, 0);
}

static PyObject *sync_request_told(PyObject *object, PyObject *const *arguments, Py_ssize_t count) {
    return run_told(object, arguments, count, CORE_ANY_REQUEST);
}

static PyObject *sync_call_with(PyObject *object, PyObject *const *arguments, Py_ssize_t count) {
    return run_with(object, arguments, count, 0);
}

static PyObject *sync_request_with(PyObject *object, PyObject *const *arguments, Py_ssize_t count) {
    return run_with(object, arguments, count, CORE_ANY_REQUEST);
}

static PyObject *sync_request(PyObject *object, PyObject *const *arguments, Py_ssize_t count) {
    return sync_run((sync_client *)object, (call_extras){0}, false, arguments, count, CORE_ANY_REQUEST);
}

static PyObject *sync_close(PyObject *object, PyObject *unused) {
    (void)unused;
    pool_close((sync_client *)object);
    Py_RETURN_NONE;
}

// --- the type --------------------------------------------------------------------------------------------------------

// Opens the first client at once, so that wrong settings are refused here.
static bool sync_open(sync_client *self) {
    size_t most = self->settings.options.max_connections;
    self->idle = PyMem_Calloc(most, sizeof(tessera_client *));
    self->busy = PyMem_Calloc(most, sizeof(tessera_client *));
    if (self->idle == NULL || self->busy == NULL || sem_init(&self->free, 0, (unsigned)most) != 0) {
        PyErr_NoMemory();
        return false;
    }
    self->counting = true;
    tessera_client *client = client_open(self->state, &self->settings);
    if (client == NULL)
        return false;
    self->idle[self->idle_count++] = client;
    self->base_url = PyUnicode_FromString(tessera_client_base_url(client));
    return self->base_url != NULL;
}

static PyObject *sync_new(PyTypeObject *type, PyObject *arguments, PyObject *keywords) {
    core_state *state = core_state_of_type(type);
    client_settings settings;
    if (state == NULL || !client_settings_init(&settings, arguments, keywords))
        return NULL;
    sync_client *self = (sync_client *)type->tp_alloc(type, 0);
    if (self == NULL) {
        client_settings_done(&settings);
        return NULL;
    }
    self->state = state;
    self->settings = settings;
    self->process = getpid();
    if (sync_open(self))
        return (PyObject *)self;
    pool_close(self);
    Py_DECREF(self);
    return NULL;
}

static void sync_finalize(PyObject *object) {
    sync_client *self = (sync_client *)object;
    if (self->closed)
        return;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    // A child process has not forgotten what its parent opened.
    if (self->process == getpid() &&
        PyErr_ResourceWarning(object, 1, "unclosed TesseraClient for %S", self->base_url) != 0)
        PyErr_WriteUnraisable(object);
    pool_close(self);
    PyErr_Restore(type, value, traceback);
}

static int sync_traverse(PyObject *object, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(object));
    if (((sync_client *)object)->settings.retries != NULL)
        Py_VISIT(((sync_client *)object)->settings.retries->hook);
    return 0;
}

static int sync_clear(PyObject *object) {
    sync_client *self = (sync_client *)object;
    if (self->settings.retries != NULL)
        Py_CLEAR(self->settings.retries->hook);
    return 0;
}

static void sync_dealloc(PyObject *object) {
    sync_client *self = (sync_client *)object;
    PyTypeObject *type = Py_TYPE(object);
    if (PyObject_CallFinalizerFromDealloc(object) < 0)
        return;
    PyObject_GC_UnTrack(object);
    client_settings_done(&self->settings);
    Py_CLEAR(self->base_url);
    PyMem_Free(self->idle);
    PyMem_Free(self->busy);
    if (self->counting)
        sem_destroy(&self->free);
    type->tp_free(object);
    Py_DECREF(type);
}

static PyObject *sync_get_base_url(PyObject *object, void *unused) {
    (void)unused;
    return Py_NewRef(((sync_client *)object)->base_url);
}

static PyObject *sync_get_closed(PyObject *object, void *unused) {
    (void)unused;
    return PyBool_FromLong(((sync_client *)object)->closed);
}

static PyMethodDef sync_methods[] = {
    {"call", (PyCFunction)(void (*)(void))sync_call, METH_FASTCALL, "Make the call of a number and wait for it."},
    {"request", (PyCFunction)(void (*)(void))sync_request, METH_FASTCALL, "Make any request and wait for it."},
    {"call_with", (PyCFunction)(void (*)(void))sync_call_with, METH_FASTCALL, "As call, with CallOptions first."},
    {"request_with", (PyCFunction)(void (*)(void))sync_request_with, METH_FASTCALL,
     "As request, with CallOptions first."},
    {"call_told", (PyCFunction)(void (*)(void))sync_call_told, METH_FASTCALL,
     "As call, with CallOptions and headers, or None, first; gives a pair with what came back."},
    {"request_told", (PyCFunction)(void (*)(void))sync_request_told, METH_FASTCALL, "As request, likewise."},
    {"close", sync_close, METH_NOARGS, "End the calls of other threads and release the connections."},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef sync_attributes[] = {
    {"base_url", sync_get_base_url, NULL, "The URL in use.", NULL},
    {"closed", sync_get_closed, NULL, "Whether it was closed.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot sync_slots[] = {
    {Py_tp_doc, (void *)"The synchronous client's core."},
    {Py_tp_new, sync_new},
    {Py_tp_finalize, sync_finalize},
    {Py_tp_dealloc, sync_dealloc},
    {Py_tp_traverse, sync_traverse},
    {Py_tp_clear, sync_clear},
    {Py_tp_methods, sync_methods},
    {Py_tp_getset, sync_attributes},
    {0, NULL},
};

PyType_Spec sync_spec = {
    .name = "tessera_sdk._core.SyncCore",
    .basicsize = sizeof(sync_client),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = sync_slots,
};

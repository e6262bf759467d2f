// Asynchronous calls: a type derived from asyncio.Future, so that everything that takes a future takes them.
#include "core.h"

// What a call has beyond a future.
typedef struct call_part {
    async_client *client;   // owned while under way, then NULL
    tessera_future *future; // owned while under way
    PyObject *next, *previous;
    PyObject *waiter, *context; // the step of the one task that awaits it, owned while under way; NULL: none
    int number;
    bool told;    // its result is a pair with what came back
    bool awaited; // by whomever
    bool dropped; // cancelled while libtessera was stepping: its result goes nowhere
} call_part;

static call_part *part_of(const core_state *state, PyObject *call) {
    return (call_part *)((char *)call + state->call_part);
}

// --- calls under way -------------------------------------------------------------------------------------------------

PyObject *call_new(async_client *client, tessera_future *future, int number, bool told) {
    core_state *state = client->state;
    PyObject *arguments[] = {client->loop};
    PyObject *call = PyObject_Vectorcall((PyObject *)state->call_type, arguments, 0, state->loop_keywords);
    if (call == NULL) {
        tessera_future_cancel(future);
        tessera_future_free(future);
        return NULL;
    }
    *part_of(state, call) = (call_part){
        .client = (async_client *)Py_NewRef(client),
        .future = future,
        .next = client->first,
        .number = number,
        .told = told,
    };
    tessera_future_set_user(future, call);
    if (client->first != NULL)
        part_of(state, client->first)->previous = call;
    client->first = Py_NewRef(call);
    return call;
}

// Takes the call off its client's list, which owned it. The caller owns it and the future now.
static tessera_future *call_detach(core_state *state, PyObject *call) {
    call_part *part = part_of(state, call);
    async_client *client = part->client;
    tessera_future *future = part->future;
    if (part->previous != NULL)
        part_of(state, part->previous)->next = part->next;
    else
        client->first = part->next;
    if (part->next != NULL)
        part_of(state, part->next)->previous = part->previous;
    Py_CLEAR(part->waiter);
    Py_CLEAR(part->context);
    *part = (call_part){.number = part->number};
    tessera_future_set_user(future, NULL);
    Py_DECREF(client);
    return future;
}

// Takes the result over; NULL: the exception that is set.
static void call_complete(core_state *state, PyObject *call, PyObject *result) {
    PyObject *method = state->future_set_result;
    if (result == NULL) {
        PyObject *type, *traceback;
        PyErr_Fetch(&type, &result, &traceback);
        PyErr_NormalizeException(&type, &result, &traceback);
        Py_XDECREF(type);
        Py_XDECREF(traceback);
        method = state->future_set_exception;
    }
    PyObject *arguments[] = {call, result};
    PyObject *none = PyObject_Vectorcall(method, arguments, 2, NULL);
    if (none == NULL)
        PyErr_WriteUnraisable(call);
    Py_XDECREF(none);
    Py_DECREF(result);
}

// Whether the task's step is the future's no longer, and so may run at once instead of in the loop's next turn.
static bool waiter_take(const core_state *state, PyObject *call, PyObject *waiter) {
    PyObject *arguments[] = {call, waiter};
    PyObject *removed = waiter == NULL ? NULL : PyObject_Vectorcall(state->future_remove_callback, arguments, 2, NULL);
    bool taken = removed != NULL && PyObject_IsTrue(removed) == 1;
    Py_XDECREF(removed);
    PyErr_Clear();
    return taken;
}

// Only what ends the event loop comes out of a task's step: KeyboardInterrupt and SystemExit.
static bool waiter_run(PyObject *call, PyObject *waiter, PyObject *context) {
    if (PyContext_Enter(context) != 0)
        return false;
    PyObject *none = PyObject_CallOneArg(waiter, call);
    Py_XDECREF(none);
    return PyContext_Exit(context) == 0 && none != NULL;
}

bool call_deliver(core_state *state, tessera_future *future) {
    PyObject *call = tessera_future_user(future);
    if (call == NULL)
        return true;
    call_part part = *part_of(state, call);
    Py_XINCREF(part.waiter);
    Py_XINCREF(part.context);
    call_detach(state, call);
    bool fine = true;
    if (!part.dropped) {
        bool taken = waiter_take(state, call, part.waiter);
        call_complete(state, call,
                      part.told ? client_result_told(state, future, part.number)
                                : client_result(state, future, part.number));
        fine = !taken || waiter_run(call, part.waiter, part.context);
    }
    tessera_future_free(future);
    Py_XDECREF(part.waiter);
    Py_XDECREF(part.context);
    Py_DECREF(call);
    return fine;
}

void call_end_all(async_client *client, bool silently) {
    core_state *state = client->state;
    while (client->first != NULL) {
        PyObject *call = client->first;
        tessera_future *future = call_detach(state, call);
        tessera_future_cancel(future);
        tessera_future_free(future);
        if (!silently) {
            client_raise_usage(state, "the client was closed while the call was under way");
            call_complete(state, call, NULL);
        }
        Py_DECREF(call);
    }
}

int call_visit_all(async_client *client, visitproc visit, void *argument) {
    for (PyObject *call = client->first; call != NULL; call = part_of(client->state, call)->next) {
        int stop = visit(call, argument);
        if (stop != 0)
            return stop;
    }
    return 0;
}

// --- the type --------------------------------------------------------------------------------------------------------

// Whether a callback is the step of a task that awaits the future: the way of tasks written in C.
static bool is_step(const core_state *state, PyObject *callback) {
    return PyCFunction_Check(callback) && PyCFunction_GET_SELF(callback) != NULL &&
           PyObject_TypeCheck(PyCFunction_GET_SELF(callback), state->task_type);
}

// The step of a lone waiting task is remembered, so that it can run as soon as the reply is there: the task need not wait
// for another turn of the loop.
static PyObject *call_add_done_callback(PyObject *self, PyTypeObject *class, PyObject *const *arguments,
                                        Py_ssize_t count, PyObject *names) {
    core_state *state = PyType_GetModuleState(class);
    Py_ssize_t given = count + (names == NULL ? 0 : PyTuple_GET_SIZE(names));
    if (given < 1 || given > 2) {
        PyErr_SetString(PyExc_TypeError, "add_done_callback takes a function and a context");
        return NULL;
    }
    PyObject *all[] = {self, arguments[0], given == 2 ? arguments[1] : NULL};
    PyObject *added = PyObject_Vectorcall(state->future_add_callback, all, (size_t)count + 1, names);
    call_part *part = part_of(state, self);
    if (added == NULL || part->client == NULL)
        return added;
    Py_CLEAR(part->waiter);
    Py_CLEAR(part->context);
    if (!part->awaited && count == 1 && given == 2 && PyContext_CheckExact(arguments[1]) &&
        is_step(state, arguments[0])) {
        part->waiter = Py_NewRef(arguments[0]);
        part->context = Py_NewRef(arguments[1]);
    }
    part->awaited = true;
    return added;
}

// Cancelling the task that awaits a call comes here too.
static PyObject *call_cancel(PyObject *self, PyTypeObject *class, PyObject *const *arguments, Py_ssize_t count,
                             PyObject *names) {
    core_state *state = PyType_GetModuleState(class);
    Py_ssize_t given = count + (names == NULL ? 0 : PyTuple_GET_SIZE(names));
    PyObject *all[3] = {self};
    if (given > 1) {
        PyErr_SetString(PyExc_TypeError, "cancel takes a message");
        return NULL;
    }
    if (given == 1)
        all[1] = arguments[0];
    PyObject *cancelled = PyObject_Vectorcall(state->future_cancel, all, (size_t)count + 1, names);
    call_part *part = part_of(state, self);
    if (cancelled != Py_True || part->client == NULL)
        return cancelled;
    // While it steps, without the GIL, libtessera must be left alone.
    part->dropped = true;
    if (part->client->stepping)
        return cancelled;
    tessera_future *future = call_detach(state, self);
    tessera_future_cancel(future);
    tessera_future_free(future);
    Py_DECREF(self);
    return cancelled;
}

static int call_traverse(PyObject *self, visitproc visit, void *arg) {
    PyTypeObject *type = Py_TYPE(self);
    core_state *state = PyType_GetModuleState(type);
    // Types made in C that are on the heap visit their type themselves.
    if (state == NULL)
        return 0;
    if (!PyType_HasFeature(state->future_type, Py_TPFLAGS_HEAPTYPE))
        Py_VISIT(type);
    Py_VISIT(part_of(state, self)->client);
    Py_VISIT(part_of(state, self)->waiter);
    Py_VISIT(part_of(state, self)->context);
    return state->future_type->tp_traverse(self, visit, arg);
}

static int call_clear(PyObject *self) {
    core_state *state = PyType_GetModuleState(Py_TYPE(self));
    return state == NULL ? 0 : state->future_type->tp_clear(self);
}

static PyMethodDef call_methods[] = {
    {"add_done_callback", (PyCFunction)(void (*)(void))call_add_done_callback,
     METH_METHOD | METH_FASTCALL | METH_KEYWORDS, "Have a function called when the call is done."},
    {"cancel", (PyCFunction)(void (*)(void))call_cancel, METH_METHOD | METH_FASTCALL | METH_KEYWORDS,
     "Cancel the call; the request may have reached the server nevertheless."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot call_slots[] = {
    {Py_tp_doc, (void *)"A call under way."},
    {Py_tp_methods, call_methods},
    {Py_tp_traverse, call_traverse},
    {Py_tp_clear, call_clear},
    {0, NULL},
};

// What call_start makes. Importing may let another thread in that makes the same.
typedef struct call_parts {
    PyTypeObject *future_type, *task_type, *call_type;
    PyObject *cancel, *set_result, *set_exception, *add_callback, *remove_callback, *get_running_loop, *loop_keywords;
} call_parts;

static void parts_done(call_parts *parts) {
    Py_CLEAR(parts->future_type);
    Py_CLEAR(parts->task_type);
    Py_CLEAR(parts->call_type);
    Py_CLEAR(parts->cancel);
    Py_CLEAR(parts->set_result);
    Py_CLEAR(parts->set_exception);
    Py_CLEAR(parts->add_callback);
    Py_CLEAR(parts->remove_callback);
    Py_CLEAR(parts->get_running_loop);
    Py_CLEAR(parts->loop_keywords);
}

static Py_ssize_t part_offset(const PyTypeObject *future_type) {
    return (future_type->tp_basicsize + 15) & ~(Py_ssize_t)15;
}

static bool parts_make(PyObject *module, call_parts *parts) {
    parts->future_type = (PyTypeObject *)core_import("asyncio", "Future");
    PyObject *future = (PyObject *)parts->future_type;
    if (future == NULL || (parts->cancel = PyObject_GetAttrString(future, "cancel")) == NULL ||
        (parts->set_result = PyObject_GetAttrString(future, "set_result")) == NULL ||
        (parts->set_exception = PyObject_GetAttrString(future, "set_exception")) == NULL ||
        (parts->add_callback = PyObject_GetAttrString(future, "add_done_callback")) == NULL ||
        (parts->remove_callback = PyObject_GetAttrString(future, "remove_done_callback")) == NULL ||
        (parts->task_type = (PyTypeObject *)core_import("asyncio", "Task")) == NULL ||
        (parts->get_running_loop = core_import("asyncio", "get_running_loop")) == NULL ||
        (parts->loop_keywords = Py_BuildValue("(N)", PyUnicode_InternFromString("loop"))) == NULL)
        return false;
    PyType_Spec spec = {
        .name = "tessera_sdk._core.Call",
        .basicsize = (int)part_offset(parts->future_type) + (int)sizeof(call_part),
        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
        .slots = call_slots,
    };
    parts->call_type = (PyTypeObject *)PyType_FromModuleAndSpec(module, &spec, future);
    return parts->call_type != NULL;
}

bool call_start(core_state *state) {
    if (state->call_type != NULL)
        return true;
    call_parts parts = {0};
    bool made = parts_make(state->module, &parts);
    if (!made || state->call_type != NULL) {
        parts_done(&parts);
        return made;
    }
    state->call_part = part_offset(parts.future_type);
    state->future_type = parts.future_type;
    state->task_type = parts.task_type;
    state->future_cancel = parts.cancel;
    state->future_set_result = parts.set_result;
    state->future_set_exception = parts.set_exception;
    state->future_add_callback = parts.add_callback;
    state->future_remove_callback = parts.remove_callback;
    state->get_running_loop = parts.get_running_loop;
    state->loop_keywords = parts.loop_keywords;
    state->call_type = parts.call_type;
    return true;
}

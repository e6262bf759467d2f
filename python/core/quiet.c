// Calls to which nobody listens, which are nearly all: whether somebody does is asked here, as in Python the question would cost
// more than the rest of a call's way in.
#include "core.h"

typedef struct quiet {
    PyObject ob_base;
    vectorcallfunc vectorcall;
    core_state *state;
    PyObject *watch;  // tessera_sdk._watch.Watch
    PyObject *call;   // made where nobody listens
    PyObject *tell;   // made where somebody does
    PyObject *logger; // NULL: logging was not there yet
    bool hooked;
    bool plain; // the logger is a logging.Logger, and of no class of the program's own
} quiet;

// Whether the watch has a hook of that name. False with an exception.
static bool has_hook(PyObject *watch, const char *name, bool *hooked) {
    PyObject *hook = PyObject_GetAttrString(watch, name);
    *hooked = *hooked || (hook != NULL && hook != Py_None);
    Py_XDECREF(hook);
    return hook != NULL;
}

// Asks the logger itself. -1 with an exception.
static int ask_watch(quiet *self) {
    PyObject *level = PyObject_CallMethod(self->watch, "level", NULL);
    int heard = level == NULL ? -1 : PyObject_IsTrue(level);
    Py_XDECREF(level);
    if (heard < 0 || self->logger != NULL)
        return heard;
    PyObject *logger = PyObject_GetAttrString(self->watch, "logger"), *class = core_import("logging", "Logger");
    if (logger == NULL || class == NULL) {
        Py_XDECREF(logger);
        Py_XDECREF(class);
        return -1;
    }
    self->plain = (PyObject *)Py_TYPE(logger) == class;
    self->logger = logger;
    Py_DECREF(class);
    return heard;
}

// Loggers remember what they have found out about a level, until one is set anywhere (logging.Logger.isEnabledFor). Whether the
// logger has found out that it does not listen.
static bool is_known_deaf(const quiet *self) {
    const core_state *state = self->state;
    PyObject *disabled = PyObject_GetAttr(self->logger, state->name_disabled);
    PyObject *cache = disabled == NULL ? NULL : PyObject_GetAttr(self->logger, state->name_cache);
    bool deaf = disabled == Py_True;
    if (disabled == Py_False && cache != NULL && PyDict_CheckExact(cache))
        deaf = PyDict_GetItemWithError(cache, state->level_info) == Py_False;
    Py_XDECREF(disabled);
    Py_XDECREF(cache);
    PyErr_Clear();
    return deaf;
}

// -1 with an exception.
static int is_heard(quiet *self) {
    PyObject *modules = PyImport_GetModuleDict();
    if (self->hooked || PyDict_GetItemWithError(modules, self->state->name_tracing) != NULL)
        return 1;
    if (PyErr_Occurred())
        return -1;
    if (self->logger != NULL && self->plain && is_known_deaf(self))
        return 0;
    // Who has no such module has set no level.
    if (self->logger == NULL && PyDict_GetItemWithError(modules, self->state->name_logging) == NULL)
        return PyErr_Occurred() ? -1 : 0;
    return ask_watch(self);
}

static PyObject *quiet_vectorcall(PyObject *object, PyObject *const *arguments, size_t count, PyObject *names) {
    quiet *self = (quiet *)object;
    int heard = is_heard(self);
    return heard < 0 ? NULL : PyObject_Vectorcall(heard == 0 ? self->call : self->tell, arguments, count, names);
}

static PyObject *quiet_new(PyTypeObject *type, PyObject *arguments, PyObject *keywords) {
    PyObject *watch, *call, *tell;
    core_state *state = core_state_of_type(type);
    bool hooked = false;
    if (keywords != NULL && PyDict_GET_SIZE(keywords) > 0) {
        PyErr_SetString(PyExc_TypeError, "the arguments are given by position");
        return NULL;
    }
    if (state == NULL || !PyArg_ParseTuple(arguments, "OOO", &watch, &call, &tell) ||
        !has_hook(watch, "on_request", &hooked) || !has_hook(watch, "on_response", &hooked))
        return NULL;
    quiet *self = (quiet *)type->tp_alloc(type, 0);
    if (self == NULL)
        return NULL;
    self->vectorcall = quiet_vectorcall;
    self->state = state;
    self->watch = Py_NewRef(watch);
    self->call = Py_NewRef(call);
    self->tell = Py_NewRef(tell);
    self->hooked = hooked;
    return (PyObject *)self;
}

static int quiet_traverse(PyObject *object, visitproc visit, void *arg) {
    quiet *self = (quiet *)object;
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(self->watch);
    Py_VISIT(self->call);
    Py_VISIT(self->tell);
    Py_VISIT(self->logger);
    return 0;
}

static int quiet_clear(PyObject *object) {
    quiet *self = (quiet *)object;
    Py_CLEAR(self->watch);
    Py_CLEAR(self->call);
    Py_CLEAR(self->tell);
    Py_CLEAR(self->logger);
    return 0;
}

static void quiet_dealloc(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    PyObject_GC_UnTrack(object);
    quiet_clear(object);
    type->tp_free(object);
    Py_DECREF(type);
}

bool quiet_start(core_state *state) {
    state->name_disabled = PyUnicode_InternFromString("disabled");
    state->name_cache = PyUnicode_InternFromString("_cache");
    state->name_logging = PyUnicode_InternFromString("logging");
    state->name_tracing = PyUnicode_InternFromString("opentelemetry.propagate");
    state->level_info = PyLong_FromLong(20);
    return state->name_disabled != NULL && state->name_cache != NULL && state->name_logging != NULL &&
           state->name_tracing != NULL && state->level_info != NULL;
}

static PyMemberDef quiet_members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(quiet, vectorcall), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyType_Slot quiet_slots[] = {
    {Py_tp_doc, (void *)"Makes one call as long as nobody listens, and another one where somebody does."},
    {Py_tp_new, quiet_new},
    {Py_tp_call, PyVectorcall_Call},
    {Py_tp_members, quiet_members},
    {Py_tp_traverse, quiet_traverse},
    {Py_tp_clear, quiet_clear},
    {Py_tp_dealloc, quiet_dealloc},
    {0, NULL},
};

PyType_Spec quiet_spec = {
    .name = "tessera_sdk._core.Quiet",
    .basicsize = sizeof(quiet),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = quiet_slots,
};

// The extension module: Python's side of libtessera. Only the public headers of the library are used.
//
// Every Python object is touched with the GIL held; tessera_client_step and tessera_client_wait, which receive and
// send, run without it.
#pragma once
#define PY_SSIZE_T_CLEAN
#include <Python.h>
// Not every file has a use for the variable that this header defines.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-variable"
#include <datetime.h>
#pragma GCC diagnostic pop
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <structmember.h>
#include <sys/types.h>
#include <tessera.h>
#include <tessera/json.h>
#include <tessera/reflect.h>

typedef struct model_plan model_plan;

// How members of an enumeration are found by their text.
typedef struct enum_plan {
    const tessera_reflect_enum *enumeration;
    PyObject **members; // by index of the value
    size_t *lengths;
    struct enum_plan *next;
} enum_plan;

typedef struct field_plan {
    const char *wire;
    char *member; // the name as it begins a member: in quotes, with a colon
    uint32_t wire_length;
    uint8_t kind; // tessera_kind
    uint8_t flags;
    Py_ssize_t slot; // where instances keep the field
    PyObject *name;  // interned
    union {
        const enum_plan *enumeration; // ENUM, ENUMS
        const model_plan *record;     // RECORD, RECORDS
    };
} field_plan;

// How instances of a model's class are filled.
struct model_plan {
    const tessera_reflect_model *model;
    PyTypeObject *type;
    size_t count;
    int same[2]; // indexes of two fields that are one object, `schema` and `schema_def`; -1: none
    struct model_plan *next;
    field_plan fields[];
};

// Everything that a module object owns: one per interpreter.
typedef struct core_state {
    PyObject *module; // borrowed
    PyTypeObject *sync_type, *async_type, *dispatcher_type, *options_type, *response_type, *quiet_type;
    PyObject *name_disabled, *name_cache, *name_logging, *name_tracing, *level_info; // what quiet.c looks for
    PyTypeObject *call_type;   // derived from asyncio.Future; made with the first asynchronous call
    Py_ssize_t call_part;      // where its instances keep what is ours
    PyTypeObject *future_type; // asyncio.Future
    PyTypeObject *task_type;   // asyncio.Task
    PyObject *future_cancel, *future_set_result, *future_set_exception, *future_add_callback, *future_remove_callback;
    PyObject *get_running_loop, *loop_keywords;
    PyTypeObject *uuid_type;
    Py_ssize_t uuid_int, uuid_is_safe; // where its instances keep their fields
    PyObject *uuid_unknown_safety;
    PyDateTime_CAPI *datetime;
    PyTypeObject *page_type; // tessera_sdk.page.Page
    Py_ssize_t page_total, page_limit, page_offset, page_next, page_response;
    Py_ssize_t model_response; // where every model keeps what came back with it
    PyObject *make_error;      // tessera_sdk.exceptions.make_error
    PyObject *client_error, *validation_error;
    model_plan *plans;
    enum_plan *enums;
    const model_plan **reply_plans; // by call, where known already
} core_state;

extern PyModuleDef core_module;
core_state *core_state_of_type(PyTypeObject *type);

// The slot of an attribute that a class declares in __slots__; -1 with an exception when it is none.
Py_ssize_t core_slot(PyTypeObject *type, const char *name);
static inline PyObject **core_slot_at(PyObject *object, Py_ssize_t slot) {
    return (PyObject **)((char *)object + slot);
}
// The attribute of a module that is imported for it. New reference.
PyObject *core_import(const char *module, const char *name);

// --- plan.c ----------------------------------------------------------------------------------------------------------
// The plan of a model, made when first asked for. NULL with an exception.
const model_plan *plan_of_model(core_state *state, const tessera_reflect_model *model);
// The plan of a model's class or of one derived from it. NULL with an exception when it is none.
const model_plan *plan_of_type(core_state *state, PyTypeObject *type);
void plan_free_all(core_state *state);
int plan_visit_all(core_state *state, visitproc visit, void *arg);

// --- values.c --------------------------------------------------------------------------------------------------------
#define CORE_ID_LENGTH 36
// Whether the value is a UUID, a datetime. Not const: the types are imported with the first question, since that takes longer
// than all the rest of this module's import.
bool values_is_uuid(core_state *state, PyObject *value);
bool values_is_datetime(core_state *state, PyObject *value);
// Turns the ValueError of a value that cannot be sent, if it is one, into ValidationError, under the parameter's name.
void values_refuse(core_state *state, const char *name);
// New reference; NULL with ValueError when the text is none.
PyObject *values_uuid(core_state *state, const char *text, size_t length);
PyObject *values_datetime(core_state *state, const char *text, size_t length);
// Writes the canonical text and a NUL. False with an exception.
bool values_uuid_text(core_state *state, PyObject *uuid, char out[CORE_ID_LENGTH + 1]);
// Microseconds since the epoch. False with an exception.
bool values_datetime_micros(core_state *state, PyObject *datetime, int64_t *micros);

// --- encode.c --------------------------------------------------------------------------------------------------------
// A growing text.
typedef struct text_buffer {
    char *data;
    size_t length, capacity;
} text_buffer;
bool text_append(text_buffer *text, const char *bytes, size_t length);
void text_done(text_buffer *text);
// Appends the object as compact JSON: what the json module takes, and mappings, UUIDs, times and dataclasses. False with an
// exception; the text is then of no use.
bool encode_json(core_state *state, PyObject *object, text_buffer *out);
// Appends name=value pairs of a mapping, percent-encoded and separated by &. None is left out, a list repeats its name.
bool encode_query(core_state *state, PyObject *parameters, text_buffer *out);

// --- decode.c --------------------------------------------------------------------------------------------------------
// Decoding a reply ends with TimeoutError at the deadline, in microseconds of CLOCK_MONOTONIC; DECODE_UNHURRIED: never.
#define DECODE_UNHURRIED INT64_MAX
// Plain objects of a JSON text. ValueError when it is none.
PyObject *decode_plain(core_state *state, const char *json, size_t length, int64_t deadline);
// An instance of `type`, which is the plan's class or derived from it. ValueError when a field lacks that the API promises, or
// one does not fit.
PyObject *decode_model(core_state *state, const model_plan *plan, PyTypeObject *type, const char *json, size_t length,
                       int64_t deadline);
// A tessera_sdk.page.Page of instances.
PyObject *decode_page(core_state *state, const model_plan *plan, const char *json, size_t length, int64_t deadline);

// --- model.c ---------------------------------------------------------------------------------------------------------
PyObject *model_to_dict(PyObject *module, PyObject *const *arguments, Py_ssize_t count);
PyObject *model_to_json(PyObject *module, PyObject *object);
PyObject *model_from_dict(PyObject *module, PyObject *const *arguments, Py_ssize_t count);
PyObject *model_from_json(PyObject *module, PyObject *const *arguments, Py_ssize_t count);

// --- schema.c --------------------------------------------------------------------------------------------------------
// Answers a question about schemas (tessera_schema_question, old schema, new or only schema, version, mode) with a model.
PyObject *schema_answer(PyObject *module, PyObject *const *arguments, Py_ssize_t count);
// Adds the numbers of the questions to the module. False with an exception.
bool schema_start(PyObject *module);

// --- input.c ---------------------------------------------------------------------------------------------------------
// Memory for the arguments of one call, given back at once.
typedef struct scratch_chunk scratch_chunk;
typedef struct scratch {
    scratch_chunk *chunks;
    PyObject *kept; // list of objects that must live as long
    size_t used;
    _Alignas(16) char first[2048];
} scratch;
void scratch_init(scratch *s);
void scratch_done(scratch *s);

// A call's arguments as libtessera takes them; all of it lives in the scratch memory and in the arguments themselves.
typedef struct call_input {
    const char *path_values[TESSERA_PATH_PARAMETERS_MAXIMUM];
    const void *record; // the input struct; NULL: none
} call_input;
// Converts the arguments, path parameters first. False with an exception.
bool input_convert(core_state *state, scratch *s, const tessera_reflect_call *call, PyObject *const *arguments,
                   Py_ssize_t count, call_input *out);

// --- settings.c ------------------------------------------------------------------------------------------------------
// Settings and options from Python's values; each is false with an exception.
// The UTF-8 text of a str. NULL with an exception, also where a NUL would end it too soon.
const char *settings_text(PyObject *string, const char *name);
// The same, or NULL for None.
bool settings_read_text(PyObject *value, const char *name, const char **out);
// Milliseconds; None: no limit.
bool settings_read_timeout(PyObject *value, int64_t *out);
bool settings_read_count(PyObject *value, const char *name, long minimum, unsigned *out);
// Lines "Name: value" of a mapping or None, in memory for PyMem_Free; their texts live as long as the list `kept`. Of a name that
// is there twice, in whatever case, the later one.
bool settings_read_headers(PyObject *headers, PyObject *kept, const char ***out);
// Whether both lines have the same name, in whatever case.
bool settings_same_header(const char *line, const char *other);

// --- options.c -------------------------------------------------------------------------------------------------------
// The time limit that CallOptions (may be NULL) give, in milliseconds; TESSERA_NO_LIMIT; 0: they give none.
int64_t options_timeout(PyObject *options);
// What CallOptions say of the next call of that method, which takes their idempotency key if it writes. Borrows from them.
tessera_call_options options_of_call(PyObject *options, const char *method);
// The same with further header lines (a NULL-ended list), put together in memory for PyMem_Free. They replace those of their
// names, and the options that are headers as well. False with an exception.
bool options_add_headers(tessera_call_options *options, const char *const *more, const char ***memory);
// The first argument as CallOptions. NULL with an exception.
PyObject *options_argument(core_state *state, PyObject *const *arguments, Py_ssize_t count);

// --- response.c ------------------------------------------------------------------------------------------------------
// What came back for a completed future; None where nothing did. New reference; NULL with an exception.
PyObject *response_new(core_state *state, const tessera_future *future);

// --- quiet.c ---------------------------------------------------------------------------------------------------------
// False with an exception.
bool quiet_start(core_state *state);

// --- client.c --------------------------------------------------------------------------------------------------------
// What is being asked for: a call of the API by number, or any request.
#define CORE_ANY_REQUEST (-1)

// Retries that happened while libtessera ran without the GIL, to be told with it.
#define RETRIES_KEPT 64
typedef struct retry_event {
    int call;
    unsigned tries;
    int http_status;
    int64_t pause_us;
    char request[256];
} retry_event;
typedef struct retry_log {
    pthread_mutex_t lock;
    PyObject *hook; // owned
    size_t count;
    retry_event events[RETRIES_KEPT];
} retry_log;

// Settings, copied from the constructor's arguments.
typedef struct client_settings {
    tessera_client_options options;
    PyObject *kept; // tuple of the objects that own the options' strings
    const char **headers;
    retry_log *retries; // NULL: nobody wants to hear of them
} client_settings;
bool client_settings_init(client_settings *settings, PyObject *arguments, PyObject *keywords);
void client_settings_done(client_settings *settings);
// Accepts NULL.
void client_retries_free(retry_log *log);
// Calls the hook for what was kept. What it raises is reported as unraisable.
void client_tell_retries(retry_log *log);
// NULL with an exception.
tessera_client *client_open(core_state *state, const client_settings *settings);

// What goes with a call.
typedef struct call_extras {
    PyObject *options;  // CallOptions; NULL: none
    PyObject *headers;  // a mapping of further headers; NULL: none
    int64_t timeout_ms; // what is left of the call's time; 0: all of it
} call_extras;
// Submits the call whose number is the first argument, or any request (method, path, json, params). NULL with an exception.
tessera_future *client_submit_call(core_state *state, tessera_client *client, call_extras extras,
                                   PyObject *const *arguments, Py_ssize_t count, int *call);
tessera_future *client_submit_request(core_state *state, tessera_client *client, call_extras extras,
                                      PyObject *const *arguments, Py_ssize_t count);
// The result of a completed future. NULL with the exception that it deserves.
PyObject *client_result(core_state *state, tessera_future *future, int call);
// The same as a pair with what came back, None where nothing did.
PyObject *client_result_told(core_state *state, tessera_future *future, int call);
// Raises the exception for an error.
// `future` (may be NULL) tells what came back.
void client_raise(core_state *state, const tessera_error *error, const tessera_future *future);
// Raises TesseraError with a message.
void client_raise_usage(core_state *state, const char *message);

// The first two arguments, CallOptions and further headers, each of which may be None. False with an exception.
bool options_extras(core_state *state, PyObject *const *arguments, Py_ssize_t count, call_extras *out);

// --- call.c ----------------------------------------------------------------------------------------------------------
// Asynchronous calls are futures of asyncio with a call of libtessera beneath: cancelling the one cancels the other.
typedef struct async_client async_client;

struct async_client {
    PyObject ob_base;
    core_state *state;
    tessera_client *client; // NULL: closed
    PyObject *base_url;
    PyObject *loop;       // the event loop that watches the descriptor; NULL: none yet
    PyObject *dispatcher; // what the loop calls
    PyObject *first;      // calls under way, linked; owned
    pid_t process;        // that opened it
    bool stepping;        // libtessera runs without the GIL
    retry_log *retries;   // owned; NULL: nobody wants to hear of them
};

// Makes the type of asynchronous calls. False with an exception.
bool call_start(core_state *state);
// A call under way, known to its client. New reference; takes the future over, which is cancelled on failure. NULL with an
// exception.
// `told`: its result is a pair with what came back.
PyObject *call_new(async_client *client, tessera_future *future, int number, bool told);
// Completes the call of a future that libtessera has completed, and takes the task that awaits it one step further. Only
// for the event loop itself, outside of any task. False with an exception that ends the loop's turn.
bool call_deliver(core_state *state, tessera_future *future);
// Ends every call of the client: with an exception, or silently where no loop is left to hear of it.
void call_end_all(async_client *client, bool silently);
int call_visit_all(async_client *client, visitproc visit, void *argument);

// --- loop.c ----------------------------------------------------------------------------------------------------------
// Makes the running event loop the one that watches the client. False with an exception.
bool loop_bind(async_client *client);
// Frees the client's own part where its loop cannot see a descriptor vanish beneath it. False with an exception.
bool loop_release(async_client *client);
// Whether no loop is left to hear of the client's calls; -1 with an exception.
int loop_is_gone(const async_client *client);
// What the loop calls. New reference; NULL with an exception.
PyObject *loop_dispatcher_new(async_client *client);

// --- the types -------------------------------------------------------------------------------------------------------
extern PyType_Spec sync_spec, async_spec, dispatcher_spec, options_spec, response_spec, quiet_spec;

// What both clients do with libtessera: settings, requests, results.
#include "core.h"
#include <string.h>

// --- settings --------------------------------------------------------------------------------------------------------

static bool read_retries(PyObject *value, int *out) {
    unsigned count = 0;
    if (!settings_read_count(value, "retries", 0, &count))
        return false;
    *out = count == 0 ? TESSERA_NO_RETRIES : (int)count;
    return true;
}

// The tuple of _tls.py, whose texts live as long as it does.
static bool read_tls(tessera_client_options *o, PyObject *tls) {
    int skip = 0;
    if (!PyArg_ParseTuple(tls, "pzzzzz", &skip, &o->ca_file, &o->ca_text, &o->cert_file, &o->key_file,
                          &o->key_password))
        return false;
    o->skip_verify = skip != 0;
    return true;
}

// Runs without the GIL. What does not fit is forgotten: a hook that is told of so many has heard enough.
static void keep_retry(const tessera_trace *event, void *user) {
    retry_log *log = user;
    if (event->kind != TESSERA_TRACE_RETRY)
        return;
    pthread_mutex_lock(&log->lock);
    if (log->count < RETRIES_KEPT) {
        retry_event *kept = &log->events[log->count++];
        *kept = (retry_event){event->call, event->tries, event->http_status, event->pause_us, ""};
        snprintf(kept->request, sizeof kept->request, "%s", event->request);
    }
    pthread_mutex_unlock(&log->lock);
}

void client_tell_retries(retry_log *log) {
    retry_event event;
    for (;;) {
        pthread_mutex_lock(&log->lock);
        bool any = log->count > 0;
        if (any) {
            event = log->events[0];
            memmove(log->events, log->events + 1, --log->count * sizeof event);
        }
        pthread_mutex_unlock(&log->lock);
        if (!any)
            return;
        PyObject *none = log->hook == NULL ? Py_NewRef(Py_None)
                                           : PyObject_CallFunction(log->hook, "sIid", event.request, event.tries,
                                                                   event.http_status, (double)event.pause_us / 1e6);
        if (none == NULL)
            PyErr_WriteUnraisable(log->hook);
        Py_XDECREF(none);
    }
}

static bool read_on_retry(client_settings *settings, PyObject *hook) {
    if (hook == Py_None)
        return true;
    settings->retries = PyMem_Calloc(1, sizeof *settings->retries);
    if (settings->retries == NULL) {
        PyErr_NoMemory();
        return false;
    }
    pthread_mutex_init(&settings->retries->lock, NULL);
    settings->retries->hook = Py_NewRef(hook);
    settings->options.trace = keep_retry;
    settings->options.trace_user = settings->retries;
    return true;
}

void client_retries_free(retry_log *log) {
    if (log == NULL)
        return;
    pthread_mutex_destroy(&log->lock);
    Py_CLEAR(log->hook);
    PyMem_Free(log);
}

bool client_settings_init(client_settings *settings, PyObject *arguments, PyObject *keywords) {
    PyObject *url, *key, *timeout, *headers, *connections, *retries, *tls, *proxy, *on_retry, *suffix;
    if (keywords != NULL && PyDict_GET_SIZE(keywords) > 0) {
        PyErr_SetString(PyExc_TypeError, "the settings are given by position");
        return false;
    }
    if (!PyArg_ParseTuple(arguments, "OOOOOOO!OOO", &url, &key, &timeout, &headers, &connections, &retries,
                          &PyTuple_Type, &tls, &proxy, &on_retry, &suffix))
        return false;
    *settings =
        (client_settings){.options = {.struct_size = sizeof settings->options, .undecoded = true, .keep_heads = true}};
    tessera_client_options *o = &settings->options;
    o->user_agent = "tessera-sdk-python/" TESSERA_VERSION;
    settings->kept = Py_BuildValue("[OOOOO]", url, key, tls, proxy, suffix);
    if (settings->kept != NULL && settings_read_text(url, "base_url", &o->base_url) &&
        settings_read_text(key, "api_key", &o->api_key) && settings_read_text(proxy, "proxy", &o->proxy) &&
        settings_read_text(suffix, "user_agent_suffix", &o->user_agent_suffix) && read_on_retry(settings, on_retry) &&
        settings_read_timeout(timeout, &o->timeout_ms) &&
        settings_read_headers(headers, settings->kept, &settings->headers) &&
        settings_read_count(connections, "max_connections", 1, &o->max_connections) &&
        read_retries(retries, &o->retries) && read_tls(o, tls)) {
        o->headers = settings->headers;
        return true;
    }
    client_settings_done(settings);
    return false;
}

void client_settings_done(client_settings *settings) {
    Py_CLEAR(settings->kept);
    PyMem_Free(settings->headers);
    client_retries_free(settings->retries);
    *settings = (client_settings){0};
}

tessera_client *client_open(core_state *state, const client_settings *settings) {
    tessera_error error;
    tessera_client *client = tessera_client_new(&settings->options, &error);
    if (client == NULL)
        client_raise(state, &error, NULL);
    return client;
}

// --- requests --------------------------------------------------------------------------------------------------------

// The options of a call with its extras, and the memory that they need.
typedef struct merged_options {
    tessera_call_options options;
    PyObject *kept;
    const char **more, **headers;
} merged_options;

static void merged_done(merged_options *m) {
    Py_XDECREF(m->kept);
    PyMem_Free(m->more);
    PyMem_Free(m->headers);
}

static bool merge(merged_options *m, call_extras extras, const char *method) {
    *m = (merged_options){0};
    if (extras.headers != NULL) {
        m->kept = PyList_New(0);
        if (m->kept == NULL || !settings_read_headers(extras.headers, m->kept, &m->more))
            return false;
    }
    m->options = options_of_call(extras.options, method);
    if (extras.timeout_ms != 0)
        m->options.timeout_ms = extras.timeout_ms;
    return m->more == NULL || options_add_headers(&m->options, m->more, &m->headers);
}

tessera_future *client_submit_call(core_state *state, tessera_client *client, call_extras extras,
                                   PyObject *const *arguments, Py_ssize_t count, int *call) {
    long number = count > 0 && PyLong_Check(arguments[0]) ? PyLong_AsLong(arguments[0]) : -1;
    const tessera_reflect_call *row = number < 0 ? NULL : tessera_reflect_call_at((size_t)number);
    if (row == NULL) {
        PyErr_SetString(PyExc_ValueError, "there is no call of this number");
        return NULL;
    }
    *call = (int)number;
    scratch memory;
    scratch_init(&memory);
    call_input input;
    tessera_future *future = NULL;
    bool plain = extras.options == NULL && extras.headers == NULL && extras.timeout_ms == 0;
    if (input_convert(state, &memory, row, arguments + 1, count - 1, &input)) {
        merged_options merged = {0};
        if (plain || merge(&merged, extras, row->method))
            future = tessera_submit(client, *call, input.path_values, input.record, plain ? NULL : &merged.options);
        merged_done(&merged);
    }
    scratch_done(&memory);
    return future;
}

static bool terminate(text_buffer *text) {
    return text_append(text, "", 1);
}

tessera_future *client_submit_request(core_state *state, tessera_client *client, call_extras extras,
                                      PyObject *const *arguments, Py_ssize_t count) {
    const char *method, *path;
    if (count != 4 || !PyUnicode_Check(arguments[0]) || !PyUnicode_Check(arguments[1])) {
        PyErr_SetString(PyExc_TypeError, "method and path must be str");
        return NULL;
    }
    if ((method = settings_text(arguments[0], "method")) == NULL ||
        (path = settings_text(arguments[1], "path")) == NULL)
        return NULL;
    text_buffer json = {0}, query = {0};
    tessera_future *future = NULL;
    if ((arguments[2] == Py_None || (encode_json(state, arguments[2], &json) && terminate(&json))) &&
        (arguments[3] == Py_None || (encode_query(state, arguments[3], &query) && terminate(&query)))) {
        merged_options merged;
        if (merge(&merged, extras, method)) {
            tessera_client_next_call(client, &merged.options);
            future = tessera_request_async(client, method, path, query.data, json.data);
        }
        merged_done(&merged);
    }
    text_done(&json);
    text_done(&query);
    return future;
}

// --- results ---------------------------------------------------------------------------------------------------------

// One value; lines of them (NDJSON) are text.
static bool is_json(const tessera_reply *reply) {
    return strncmp(reply->content_type, "application/", 12) == 0 && strstr(reply->content_type, "json") != NULL &&
           strstr(reply->content_type, "ndjson") == NULL;
}

static PyObject *untyped_result(core_state *state, const tessera_reply *reply, int64_t deadline) {
    if (reply == NULL || reply->length == 0)
        return Py_NewRef(Py_None);
    if (is_json(reply))
        return decode_plain(state, reply->body, reply->length, deadline);
    return PyUnicode_DecodeUTF8(reply->body, (Py_ssize_t)reply->length, "replace");
}

static const model_plan *reply_plan(core_state *state, int call, const tessera_reflect_model *model) {
    if (state->reply_plans[call] == NULL)
        state->reply_plans[call] = plan_of_model(state, model);
    return state->reply_plans[call];
}

static PyObject *typed_result(core_state *state, int call, const tessera_reply *reply, int64_t deadline) {
    const tessera_reflect_call *row = tessera_reflect_call_at((size_t)call);
    if (row->shape == TESSERA_SHAPE_EMPTY)
        return Py_NewRef(Py_None);
    if (row->shape == TESSERA_SHAPE_REPLY)
        return untyped_result(state, reply, deadline);
    const model_plan *plan = reply_plan(state, call, row->reply);
    if (plan == NULL)
        return NULL;
    const char *body = reply == NULL ? "" : reply->body;
    size_t length = reply == NULL ? 0 : reply->length;
    return row->shape == TESSERA_SHAPE_PAGE ? decode_page(state, plan, body, length, deadline)
                                            : decode_model(state, plan, plan->type, body, length, deadline);
}

// A reply that cannot be understood is no usable reply.
static void raise_protocol(core_state *state, const tessera_reply *reply, const tessera_future *future) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    tessera_error error = {.status = TESSERA_E_PROTOCOL, .http_status = reply == NULL ? 0 : reply->http_status};
    error.retry_after = -1;
    error.body = reply == NULL ? NULL : reply->body;
    error.body_length = reply == NULL ? 0 : reply->length;
    PyObject *text = PyObject_Str(value);
    const char *reason = text == NULL ? NULL : PyUnicode_AsUTF8(text);
    snprintf(error.message, sizeof error.message, "The reply could not be understood: %s",
             reason == NULL ? "it is no JSON" : reason);
    PyErr_Clear();
    client_raise(state, &error, future);
    Py_XDECREF(text);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
}

// The call's time was over before all of its reply was decoded.
static void raise_late(core_state *state, const tessera_reply *reply, const tessera_future *future) {
    tessera_error error = {.status = TESSERA_E_TIMEOUT, .http_status = reply == NULL ? 0 : reply->http_status};
    error.retry_after = -1;
    PyErr_Clear();
    snprintf(error.message, sizeof error.message,
             "The call took longer than its time limit: its reply of %zu bytes was not decoded in time",
             reply == NULL ? 0 : reply->length);
    client_raise(state, &error, future);
}

// Lays what came back by with a model or a page.
static PyObject *label(core_state *state, PyObject *result, int call, const tessera_future *future) {
    const tessera_reflect_call *row = call == CORE_ANY_REQUEST ? NULL : tessera_reflect_call_at((size_t)call);
    if (row == NULL || (row->shape != TESSERA_SHAPE_ONE && row->shape != TESSERA_SHAPE_PAGE))
        return result;
    PyObject *response = response_new(state, future);
    if (response == NULL) {
        Py_DECREF(result);
        return NULL;
    }
    Py_ssize_t slot = row->shape == TESSERA_SHAPE_PAGE ? state->page_response : state->model_response;
    Py_XSETREF(*core_slot_at(result, slot), response);
    return result;
}

PyObject *client_result(core_state *state, tessera_future *future, int call) {
    const tessera_error *error = tessera_future_error(future);
    if (error != NULL) {
        client_raise(state, error, future);
        return NULL;
    }
    tessera_shape shape;
    const tessera_reply *reply = tessera_future_record(future, &shape, NULL);
    int64_t deadline = tessera_future_deadline(future);
    PyObject *result =
        call == CORE_ANY_REQUEST ? untyped_result(state, reply, deadline) : typed_result(state, call, reply, deadline);
    if (result != NULL)
        return label(state, result, call, future);
    if (PyErr_ExceptionMatches(PyExc_ValueError))
        raise_protocol(state, reply, future);
    else if (PyErr_ExceptionMatches(PyExc_TimeoutError))
        raise_late(state, reply, future);
    return NULL;
}

PyObject *client_result_told(core_state *state, tessera_future *future, int call) {
    PyObject *result = client_result(state, future, call),
             *response = result == NULL ? NULL : response_new(state, future);
    PyObject *pair = response == NULL ? NULL : PyTuple_Pack(2, result, response);
    Py_XDECREF(result);
    Py_XDECREF(response);
    return pair;
}

void client_raise(core_state *state, const tessera_error *error, const tessera_future *future) {
    PyObject *body = error->body == NULL ? Py_NewRef(Py_None)
                                         : PyUnicode_DecodeUTF8(error->body, (Py_ssize_t)error->body_length, "replace");
    PyObject *details = NULL;
    if (error->details != NULL &&
        (details = decode_plain(state, error->details, strlen(error->details),
                                future == NULL ? DECODE_UNHURRIED : tessera_future_deadline(future))) == NULL)
        PyErr_Clear();
    PyObject *message = PyUnicode_DecodeUTF8(error->message, (Py_ssize_t)strlen(error->message), "replace");
    PyObject *exception = NULL;
    PyObject *response = future == NULL ? Py_NewRef(Py_None) : response_new(state, future);
    if (body != NULL && message != NULL && response != NULL)
        exception = PyObject_CallFunction(state->make_error, "sisOsOOdO", tessera_status_name((int)error->status),
                                          error->http_status, error->code, message, error->request_id,
                                          details == NULL ? Py_None : details, body, error->retry_after, response);
    Py_XDECREF(response);
    Py_XDECREF(message);
    Py_XDECREF(body);
    Py_XDECREF(details);
    if (exception == NULL)
        return;
    PyErr_SetObject((PyObject *)Py_TYPE(exception), exception);
    Py_DECREF(exception);
}

void client_raise_usage(core_state *state, const char *message) {
    PyErr_SetString(state->client_error, message);
}

// Calls from the caller's side: they are submitted here, and synchronous ones waited for. An input is checked and
// encoded into buffers of the client before anything else happens, so that a request is written once, in one piece;
// what is wrong with a call completes its future, because a future is what every caller can deal with.
#include "base/uuid.h"
#include "sdk/call.h"
#include "sdk/encode.h"
#include "sdk/pursuit.h"
#include "sdk/request.h"
#include <stdio.h>
#include <string.h>

#define AUTOMATIC "auto-"
enum { HEADER_BYTES = 64 * 1024, SCRATCH_KEPT = 16 * 1024, KEY_LENGTH = sizeof AUTOMATIC - 1 + UUID_LENGTH };

// The options given, or else those set for the next call, which this uses up.
static void merge_options(tessera_client *client, const tessera_call_options *given, tessera_call_options *merged) {
    if (given == NULL && client->next.set)
        *merged = client->next.options;
    else
        request_read_options(merged, given);
    client->next.set = false;
}

// Whether the client may be used here and now. Else `*f` is a future that tells why, and has not touched the client.
static bool enter(tessera_client *client, int number, tessera_future **f) {
    const char *misuse = client == NULL ? NULL : guard_enter(&client->guard);
    if (misuse == NULL)
        return true;
    *f = future_new(NULL, number);
    future_fail(*f, TESSERA_E_USAGE, misuse);
    return false;
}

static tessera_future *leave(tessera_client *client, tessera_future *f) {
    if (client != NULL)
        guard_leave(&client->guard);
    return f;
}

static void clear_scratch(tessera_client *client) {
    buffer_clear(&client->path, SCRATCH_KEPT);
    buffer_clear(&client->query, SCRATCH_KEPT);
    buffer_clear(&client->body, SCRATCH_KEPT);
}

// A future for a new call. When it is complete already, nothing more is to be done.
static tessera_future *admit(tessera_client *client, int number) {
    tessera_future *f = future_new(client, number);
    if (client == NULL)
        future_fail(f, TESSERA_E_USAGE, "there is no client");
    else if (client->closing)
        future_fail(f, TESSERA_E_CLOSED, "the client was closed");
    else if (client->pending > client->settings.max_pending)
        future_fail(f, TESSERA_E_BUSY, "too many calls are waiting");
    if (f->state == FUTURE_DONE)
        return f;
    mux_look(&client->mux);
    clear_scratch(client);
    return f;
}

// A key that no other call has. By its form the server knows that it is for the tries of one call, and keeps less.
static const char *make_key(char out[KEY_LENGTH + 1]) {
    uuid id = uuid_new();
    memcpy(out, AUTOMATIC, sizeof AUTOMATIC - 1);
    uuid_format(&id, out + sizeof AUTOMATIC - 1);
    return out;
}

// Sends what stands in the client's scratch buffers, with the body given.
static void send_scratch(tessera_client *client, tessera_future *f, request_parts *parts) {
    buffer extra, headers;
    const char *problem = NULL;
    char message[160];
    parts->path = buffer_text(&client->path);
    parts->query = buffer_text(&client->query);
    buffer_init(&extra, HEADER_BYTES);
    buffer_init(&headers, HEADER_BYTES);
    parts->headers = request_client_headers(client, parts->options, &headers);
    if (!request_append_options(&extra, parts->options, &problem)) {
        settings_refuse_header(message, sizeof message, problem);
        future_fail(f, TESSERA_E_USAGE, message);
    } else if ((problem = request_append_key(&extra, client, parts->options)) != NULL) {
        future_fail(f, TESSERA_E_AUTHENTICATION, problem);
    } else if (client->path.failed || client->query.failed || client->body.failed) {
        future_fail(f, TESSERA_E_TOO_LARGE, "the request is too large");
    } else {
        call_send(f, parts, buffer_text(&extra));
    }
    buffer_done(&extra);
    buffer_done(&headers);
}

static bool is_safe(const char *method) {
    return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

static bool refuse_problems(tessera_future *f, encode_problems *problems) {
    tessera_error error;
    char *details;
    bool any = problems->count > 0;
    if (any) {
        error_of_problems(&error, problems, &details);
        future_fail_with(f, &error, details, NULL);
    }
    encode_problems_done(problems);
    return any;
}

// As admit, for the call of that number: gives its row, and the options that count. Without a row the future is done.
static tessera_future *admit_call(tessera_client *client, int number, const tessera_call_options *options,
                                  const tessera_reflect_call **row, tessera_call_options *merged) {
    const tessera_reflect_call *found = number < 0 ? NULL : tessera_reflect_call_at((size_t)number);
    tessera_future *f = admit(client, found == NULL ? -1 : number);
    *row = f->state == FUTURE_DONE ? NULL : found;
    if (f->state == FUTURE_DONE)
        return f;
    merge_options(client, options, merged);
    if (found == NULL)
        future_fail(f, TESSERA_E_USAGE, "there is no call of that number");
    return f;
}

// Sends the request of a call of that row. `key`: room for a key that the client makes, which `options` may point to afterwards.
static void send_call(tessera_client *client, tessera_future *f, const tessera_reflect_call *row, request_parts *parts,
                      tessera_call_options *options, char key[KEY_LENGTH + 1]) {
    if (row->keyed && options->idempotency_key == NULL && !client->settings.keyed &&
        !settings_list_has(options->headers, "Idempotency-Key") && call_retries(client, options) > 0)
        options->idempotency_key = make_key(key);
    parts->method = row->method;
    parts->safe = is_safe(row->method);
    parts->idempotent = row->idempotent;
    parts->options = options;
    send_scratch(client, f, parts);
}

static tessera_future *submit(tessera_client *client, int number, const char *const *path_values, const void *input,
                              const tessera_call_options *options) {
    const tessera_reflect_call *row;
    tessera_call_options merged;
    char key[KEY_LENGTH + 1];
    encode_problems problems;
    tessera_future *f = admit_call(client, number, options, &row, &merged);
    if (row == NULL)
        return f;
    encode_problems_init(&problems);
    encode_path(row, path_values, &client->path, &problems);
    encode_input(row, input, &client->query, &client->body, &problems);
    if (refuse_problems(f, &problems))
        return f;
    request_parts parts = {.body = buffer_text(&client->body), .has_body = row->takes_body};
    send_call(client, f, row, &parts, &merged, key);
    return f;
}

// Text that may stand in a request line: visible ASCII.
static bool is_visible(const char *string) {
    for (const unsigned char *at = (const unsigned char *)string; *at != '\0'; at++)
        if (*at <= 0x20 || *at >= 0x7F || *at == '#')
            return false;
    return true;
}

static tessera_future *submit_prepared(tessera_client *client, int number, const char *const *path_values,
                                       const char *query, const char *body, size_t body_length,
                                       const tessera_call_options *options) {
    const tessera_reflect_call *row;
    tessera_call_options merged;
    char key[KEY_LENGTH + 1];
    encode_problems problems;
    tessera_future *f = admit_call(client, number, options, &row, &merged);
    if (row == NULL)
        return f;
    if (query != NULL && !is_visible(query)) {
        future_fail(f, TESSERA_E_USAGE, "the query is not percent-encoded");
        return f;
    }
    encode_problems_init(&problems);
    encode_path(row, path_values, &client->path, &problems);
    if (refuse_problems(f, &problems))
        return f;
    if (query != NULL)
        buffer_append_string(&client->query, query);
    request_parts parts = {.body = {body == NULL ? "" : body, body == NULL ? 0 : body_length},
                           .has_body = body != NULL};
    send_call(client, f, row, &parts, &merged, key);
    return f;
}

// --- calls of several requests ---------------------------------------------------------------------------------------

// Sends the request that the pursuit describes now. Where nothing is sent, and where its reply is there at once, the pursuit may
// be gone afterwards.
static void pursue(pursuit *p) {
    tessera_future *f = p->future;
    tessera_client *client = f->client;
    const tessera_reflect_call *row = tessera_reflect_call_at((size_t)p->number);
    tessera_call_options options = p->options;
    char key[KEY_LENGTH + 1];
    encode_problems problems;
    f->number = (int16_t)p->number;
    clear_scratch(client);
    encode_problems_init(&problems);
    encode_path(row, &p->path_value, &client->path, &problems);
    if (!row->takes_body || p->body.length == 0)
        encode_input(row, p->input, &client->query, &client->body, &problems);
    if (refuse_problems(f, &problems))
        return;
    if (row->takes_body && p->body.length == 0)
        buffer_append(&p->body, client->body.data, client->body.length);
    if (is_safe(row->method))
        options.idempotency_key = NULL;
    text body = row->takes_body ? buffer_text(&p->body) : buffer_text(&client->body);
    request_parts parts = {.body = body, .has_body = row->takes_body};
    send_call(client, f, row, &parts, &options, key);
}

static void pursue_now(timer *t) {
    pursue(LINK_OWNER(t, pursuit, timer));
}

static tessera_future *submit_pursuit(tessera_client *client, pursuit *p, int result) {
    tessera_future *f = admit(client, result);
    p->result = (int16_t)result;
    p->future = f;
    if (f->state == FUTURE_DONE) {
        p->free(p);
        return f;
    }
    f->pursuit = p;
    p->timer.fire = pursue_now;
    buffer_init(&p->body, SIZE_MAX);
    merge_options(client, NULL, &p->options);
    p->storage = client->next.storage;
    client->next.storage = NULL;
    p->began = client->mux.now;
    p->deadline = call_deadline(client, &p->options);
    if (p->refusal != NULL)
        future_fail(f, TESSERA_E_USAGE, p->refusal);
    else
        pursue(p);
    return f;
}

static bool is_method(const char *method) {
    size_t length = 0;
    while (method != NULL && method[length] >= 'A' && method[length] <= 'Z')
        length++;
    // What follows a reply to CONNECT would not be HTTP (RFC 9110 section 9.3.6).
    return length > 0 && length <= 16 && method[length] == '\0' && strcmp(method, "CONNECT") != 0;
}

static tessera_future *submit_request(tessera_client *client, const char *method, const char *path, const char *query,
                                      const char *json) {
    tessera_future *f = admit(client, -1);
    tessera_call_options merged;
    if (f->state == FUTURE_DONE)
        return f;
    merge_options(client, NULL, &merged);
    if (!is_method(method) || path == NULL || path[0] != '/' || !is_visible(path) ||
        (query != NULL && !is_visible(query))) {
        future_fail(f, TESSERA_E_USAGE,
                    "a request has an upper-case method, a path from a slash on, and a query, both encoded");
        return f;
    }
    buffer_append_string(&client->path, path);
    if (query != NULL)
        buffer_append_string(&client->query, query);
    request_parts parts = {
        .method = method, .body = {json == NULL ? "" : json, 0}, .has_body = json != NULL, .options = &merged};
    parts.body.length = strlen(parts.body.data);
    parts.safe = is_safe(method);
    parts.idempotent = strcmp(method, "POST") != 0 && strcmp(method, "PATCH") != 0; // RFC 9110 section 9.2.2
    send_scratch(client, f, &parts);
    return f;
}

// --- the interface ---------------------------------------------------------------------------------------------------

tessera_future *tessera_submit(tessera_client *client, int number, const char *const *path_values, const void *input,
                               const tessera_call_options *options) {
    tessera_future *f;
    return enter(client, number, &f) ? leave(client, submit(client, number, path_values, input, options)) : f;
}

tessera_future *tessera_submit_prepared(tessera_client *client, int number, const char *const *path_values,
                                        const char *query, const char *body, size_t body_length,
                                        const tessera_call_options *options) {
    tessera_future *f;
    if (!enter(client, number, &f))
        return f;
    return leave(client, submit_prepared(client, number, path_values, query, body, body_length, options));
}

tessera_future *tessera_request_async(tessera_client *client, const char *method, const char *path, const char *query,
                                      const char *json) {
    tessera_future *f;
    return enter(client, -1, &f) ? leave(client, submit_request(client, method, path, query, json)) : f;
}

tessera_future *pursuit_submit(tessera_client *client, pursuit *p, int result) {
    tessera_future *f;
    if (enter(client, result, &f))
        return leave(client, submit_pursuit(client, p, result));
    p->free(p);
    return f;
}

// --- synchronous calls -----------------------------------------------------------------------------------------------

// Waits for the future, takes its result and gives it up.
int call_await(tessera_client *client, tessera_future *f, void **out, tessera_error *error) {
    tessera_future_wait(f, -1);
    int status = tessera_future_take(f, out, error);
    if (status == TESSERA_OK || client == NULL) {
        tessera_future_free(f);
        return status;
    }
    // The error points into the future.
    tessera_future_free(client->failed);
    client->failed = f;
    future_hush(f);
    return status;
}

int call_may_wait(const tessera_client *client, tessera_error *error) {
    if (client == NULL)
        return error_fill(error, TESSERA_E_USAGE, "there is no client");
    if (client->in_callback)
        return error_fill(error, TESSERA_E_WOULD_DEADLOCK, "a synchronous call cannot be made from a callback");
    return TESSERA_OK;
}

int call_now(tessera_client *client, int number, const char *const *path_values, const void *input, void **out,
             tessera_error *error) {
    int status = call_may_wait(client, error);
    if (status != TESSERA_OK)
        return status;
    return call_await(client, tessera_submit(client, number, path_values, input, NULL), out, error);
}

int call_take(tessera_future *f, int number, void **out, tessera_error *error) {
    if (f != NULL && f->number != number)
        return error_fill(error, TESSERA_E_USAGE, "the future is of another call");
    return tessera_future_take(f, out, error);
}

int tessera_request(tessera_client *client, const char *method, const char *path, const char *query, const char *json,
                    tessera_reply **out, tessera_error *error) {
    int status = call_may_wait(client, error);
    if (status != TESSERA_OK)
        return status;
    return call_await(client, tessera_request_async(client, method, path, query, json), (void **)out, error);
}

int tessera_request_result(tessera_future *f, tessera_reply **out, tessera_error *error) {
    if (f != NULL && (f->number >= 0 || f->group != NULL))
        return error_fill(error, TESSERA_E_USAGE, "the future is of another call");
    return tessera_future_take(f, (void **)out, error);
}

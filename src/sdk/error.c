// Errors: of the library, and of replies.
#include "base/json.h"
#include "base/memory.h"
#include "sdk/core.h"
#include "sdk/encode.h"
#include "sdk/url.h"
#include "tessera/enums.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *text;
} statuses[] = {
#define STATUS_ROW(name, text) {"TESSERA_" #name, text},
    TESSERA_STATUS_MAP(STATUS_ROW)
#undef STATUS_ROW
};

const char *tessera_status_name(int status) {
    return status >= 0 && (size_t)status < sizeof statuses / sizeof statuses[0] ? statuses[status].name
                                                                                : "TESSERA_E_UNKNOWN";
}

const char *tessera_status_text(int status) {
    return status >= 0 && (size_t)status < sizeof statuses / sizeof statuses[0] ? statuses[status].text
                                                                                : "unknown status";
}

const char *tessera_error_format(const tessera_error *error, char *out, size_t size) {
    char status[16] = "";
    if (error->http_status != 0)
        snprintf(status, sizeof status, "%d ", error->http_status);
    const char *code = error->code[0] != '\0' ? error->code : tessera_status_name(error->status);
    if (error->request_id[0] != '\0')
        snprintf(out, size, "%s%s: %s (request %s)", status, code, error->message, error->request_id);
    else
        snprintf(out, size, "%s%s: %s", status, code, error->message);
    return out;
}

static const char *member_string(const json_value *object, const char *name) {
    const json_value *value = json_get(object, name);
    return value != NULL && value->type == JSON_STRING ? value->string : NULL;
}

const char *tessera_error_required_scope(const tessera_error *error) {
    if (error->status != TESSERA_E_PERMISSION || error->details == NULL)
        return NULL;
    arena *memory = arena_new(0);
    json_error problem;
    const json_value *details = json_parse(memory, text_of(error->details), JSON_DEPTH_DEFAULT, &problem);
    const char *named = member_string(details, "required_scope");
    tessera_api_key_scope scope = named == NULL ? TESSERA_API_KEY_SCOPE_UNSET : tessera_api_key_scope_parse(named);
    arena_free(memory);
    return tessera_api_key_scope_text(scope);
}

// Copies what fits, whole characters only.
static void keep(char *out, size_t size, const char *source) {
    size_t length = strlen(source);
    if (length >= size) {
        length = size - 1;
        while (length > 0 && ((unsigned char)source[length] & 0xC0) == 0x80)
            length--;
    }
    memcpy(out, source, length);
    out[length] = '\0';
}

int error_fill(tessera_error *error, tessera_status status, const char *message) {
    if (error == NULL)
        return status;
    *error = (tessera_error){.status = status, .retry_after = -1};
    error->retriable = status == TESSERA_E_CONNECTION || status == TESSERA_E_TIMEOUT || status == TESSERA_E_BUSY;
    keep(error->message, sizeof error->message, message);
    return status;
}

static tessera_status status_of_http(int http_status) {
    switch (http_status) {
    case 304:
        return TESSERA_E_NOT_MODIFIED;
    case 400:
        return TESSERA_E_BAD_REQUEST;
    case 401:
        return TESSERA_E_AUTHENTICATION;
    case 403:
        return TESSERA_E_PERMISSION;
    case 404:
        return TESSERA_E_NOT_FOUND;
    case 409:
        return TESSERA_E_CONFLICT;
    case 412:
        return TESSERA_E_PRECONDITION;
    case 422:
        return TESSERA_E_VALIDATION;
    case 429:
        return TESSERA_E_RATE_LIMITED;
    default:
        return http_status >= 500 ? TESSERA_E_SERVER : TESSERA_E_HTTP;
    }
}

// "Request validation failed: body.name: String should have at least 1 character"
static void add_first_problem(tessera_error *error, const json_value *detail) {
    if (detail->count == 0 || detail->elements[0].type != JSON_OBJECT)
        return;
    const json_value *place = json_get(&detail->elements[0], "loc");
    const char *message = member_string(&detail->elements[0], "msg");
    size_t used = strlen(error->message);
    if (message == NULL)
        return;
    used += (size_t)snprintf(error->message + used, sizeof error->message - used, ": ");
    for (uint32_t i = 0; place != NULL && place->type == JSON_ARRAY && i < place->count && used < sizeof error->message;
         i++) {
        const json_value *part = &place->elements[i];
        if (part->type == JSON_STRING || part->type == JSON_NUMBER)
            used += (size_t)snprintf(error->message + used, sizeof error->message - used, "%s%s", part->string,
                                     i + 1 < place->count ? "." : ": ");
    }
    if (used < sizeof error->message)
        keep(error->message + used, sizeof error->message - used, message);
}

// {"error": {"code", "message", "details", "request_id"}, "detail": [...]}; each part may be absent.
static void read_body(tessera_error *error, const json_value *body, char **details) {
    const json_value *object = json_get(body, "error");
    const json_value *list = json_get(body, "detail");
    const char *code = member_string(object, "code");
    const char *message = member_string(object, "message");
    const char *request_id = member_string(object, "request_id");
    if (message == NULL)
        message = member_string(body, "detail");
    if (code != NULL)
        keep(error->code, sizeof error->code, code);
    if (message != NULL && message[0] != '\0')
        keep(error->message, sizeof error->message, message);
    if (request_id != NULL && error->request_id[0] == '\0')
        keep(error->request_id, sizeof error->request_id, request_id);
    bool listed = list != NULL && list->type == JSON_ARRAY;
    if (listed)
        add_first_problem(error, list);
    const json_value *more = listed ? list : json_get(object, "details");
    if (more == NULL || more->type == JSON_NULL)
        return;
    buffer out;
    buffer_init(&out, SIZE_MAX / 2);
    json_write(&out, more);
    *details = buffer_take(&out, NULL);
    error->details = *details;
}

bool error_is_told(const http_reply *reply) {
    arena *memory = arena_new(0);
    json_error problem;
    text body = {reply->body, reply->length};
    const json_value *read = body.length == 0 ? NULL : json_parse(memory, body, JSON_DEPTH_DEFAULT, &problem);
    const json_value *object = json_get(read, "error");
    bool told = read == NULL || read->type != JSON_OBJECT || (object != NULL && object->type == JSON_OBJECT);
    arena_free(memory);
    return told;
}

// Of a redirection, which is not followed: a credential would go where nobody meant it to.
static void tell_redirection(tessera_error *error, const http_reply *reply) {
    char message[sizeof error->message];
    char *shown = url_shown(reply->location);
    if (shown[0] == '\0')
        snprintf(message, sizeof message, "the server redirects the call (status %d), and redirects are not followed",
                 reply->status);
    else
        snprintf(message, sizeof message,
                 "the server redirects the call to '%s' (status %d), and redirects are not followed", shown,
                 reply->status);
    keep(error->message, sizeof error->message, message);
    free(shown);
}

void error_of_reply(tessera_error *error, const http_reply *reply, char **details) {
    char message[64];
    tessera_status status = status_of_http(reply->status);
    *details = NULL;
    snprintf(message, sizeof message, "the server answered with status %d", reply->status);
    error_fill(error, status, status == TESSERA_E_NOT_MODIFIED ? "the resource has not changed" : message);
    if (reply->status >= 300 && reply->status < 400 && reply->status != 304)
        tell_redirection(error, reply);
    error->http_status = reply->status;
    error->retriable = reply->status == 408 || reply->status == 429 || reply->status == 502 || reply->status == 503 ||
                       reply->status == 504;
    error->retry_after = reply->retry_after;
    keep(error->request_id, sizeof error->request_id, reply->request_id);
    error->body = reply->body;
    error->body_length = reply->length;
    if (reply->length == 0)
        return;
    arena *memory = arena_new(0);
    json_error problem;
    const json_value *body = json_parse(memory, (text){reply->body, reply->length}, JSON_DEPTH_DEFAULT, &problem);
    if (body != NULL)
        read_body(error, body, details);
    arena_free(memory);
}

void error_of_problems(tessera_error *error, const struct encode_problems *problems, char **details) {
    char message[512];
    if (problems->count > 1)
        snprintf(message, sizeof message, "%s (and %u more)", problems->first, problems->count - 1);
    else
        snprintf(message, sizeof message, "%s", problems->first);
    error_fill(error, TESSERA_E_VALIDATION, message);
    buffer out;
    buffer_init(&out, SIZE_MAX / 2);
    buffer_append_byte(&out, '[');
    buffer_append_text(&out, buffer_text(&problems->list));
    buffer_append_byte(&out, ']');
    *details = buffer_take(&out, NULL);
    error->details = *details;
}

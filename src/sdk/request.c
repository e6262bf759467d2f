// A request in one piece, written once into memory of the right size: the client's own header lines are ready as text,
// and what a call adds is small.
#include "sdk/request.h"
#include "sdk/versioned.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { FRAME = 160 }; // for what stands between the variable parts

void request_read_options(tessera_call_options *out, const tessera_call_options *given) {
    VERSIONED_READ(out, given, retries);
}

size_t request_size(const tessera_client *client, const request_parts *parts, size_t extra_headers) {
    return FRAME + strlen(parts->method) + strlen(client->settings.prefix) + parts->path.length + parts->query.length +
           strlen(parts->headers) + extra_headers + parts->body.length;
}

static char *put(char *at, const char *bytes, size_t length) {
    memcpy(at, bytes, length);
    return at + length;
}

static char *put_string(char *at, const char *string) {
    return put(at, string, strlen(string));
}

// Whether the caller tells the type of the body, which there can be only one of.
static bool is_typed(const tessera_client *client, const request_parts *parts) {
    return client->settings.typed || settings_list_has(parts->options->headers, "Content-Type");
}

static char *put_framing(char *at, const tessera_client *client, const request_parts *parts) {
    if (parts->has_body && !is_typed(client, parts))
        at = put_string(at, "Content-Type: application/json\r\n");
    return at + snprintf(at, FRAME / 2, "Content-Length: %zu\r\n", parts->body.length);
}

size_t request_write(const tessera_client *client, const request_parts *parts, text extra, char *out) {
    char *at = put_string(out, parts->method);
    *at++ = ' ';
    at = put_string(at, client->settings.prefix);
    at = put(at, parts->path.data, parts->path.length);
    if (parts->query.length > 0) {
        *at++ = '?';
        at = put(at, parts->query.data, parts->query.length);
    }
    at = put_string(at, " HTTP/1.1\r\n");
    at = put_string(at, parts->headers);
    if (extra.length > 0)
        at = put(at, extra.data, extra.length);
    // A method that usually has a body says so when there is none (RFC 9110 section 8.6).
    bool counted = parts->has_body || parts->method[0] == 'P';
    if (counted)
        at = put_framing(at, client, parts);
    at = put_string(at, "\r\n");
    if (parts->has_body)
        at = put(at, parts->body.data, parts->body.length);
    return (size_t)(at - out);
}

// Whether an option has the header's value, which counts then. `name` bytes of the line are its name and the colon.
static bool is_option(const tessera_call_options *options, const char *line, size_t name) {
    const struct {
        const char *name, *value;
    } known[] = {{"Idempotency-Key:", options->idempotency_key},
                 {"If-Match:", options->if_match},
                 {"If-None-Match:", options->if_none_match}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].value != NULL && name == strlen(known[i].name) && strncasecmp(line, known[i].name, name) == 0)
            return true;
    return false;
}

static bool is_replaced(const tessera_call_options *options, const char *line, size_t name) {
    if (is_option(options, line, name))
        return true;
    for (const char *const *header = options->headers; header != NULL && *header != NULL; header++)
        if (strncasecmp(*header, line, name) == 0)
            return true;
    return false;
}

const char *request_client_headers(const tessera_client *client, const tessera_call_options *options, buffer *out) {
    bool own = (options->idempotency_key != NULL && client->settings.keyed) || options->if_match != NULL ||
               options->if_none_match != NULL;
    if (!own && (options->headers == NULL || options->headers[0] == NULL))
        return client->settings.headers;
    for (const char *line = client->settings.headers; *line != '\0';) {
        size_t length = strcspn(line, "\n") + 1;
        if (!is_replaced(options, line, strcspn(line, ":") + 1))
            buffer_append(out, line, length);
        line += length;
    }
    buffer_append_byte(out, '\0');
    return out->failed ? client->settings.headers : out->data;
}

static bool append_line(buffer *out, const char *name, const char *value, const char **problem) {
    if (value == NULL)
        return true;
    if (!settings_is_field_value(value)) {
        *problem = name;
        return false;
    }
    buffer_append_string(out, name);
    buffer_append_string(out, value);
    buffer_append(out, "\r\n", 2);
    return true;
}

static bool append_headers(buffer *out, const tessera_call_options *options, const char **problem) {
    for (const char *const *header = options->headers; header != NULL && *header != NULL; header++) {
        const char *const line[] = {*header, NULL};
        if (!is_option(options, *header, strcspn(*header, ":") + 1) && !settings_append_headers(out, line, problem))
            return false;
    }
    return true;
}

bool request_append_options(buffer *out, const tessera_call_options *options, const char **problem) {
    return append_line(out, "Idempotency-Key: ", options->idempotency_key, problem) &&
           append_line(out, "If-Match: ", options->if_match, problem) &&
           append_line(out, "If-None-Match: ", options->if_none_match, problem) &&
           append_headers(out, options, problem);
}

const char *request_append_key(buffer *out, const tessera_client *client, const tessera_call_options *options) {
    static const char scheme[] = "Bearer ";
    const settings *s = &client->settings;
    if (s->key == NULL || settings_list_has(options->headers, "Authorization"))
        return NULL;
    const char *key = s->key(s->key_user);
    if (key == NULL)
        return "the program has no API key for this call";
    if (key[0] == '\0')
        return NULL;
    if (strlen(key) + sizeof scheme > SETTINGS_KEY_BYTES || !settings_is_field_value(key))
        return SETTINGS_BAD_KEY;
    buffer_append_string(out, "Authorization: ");
    buffer_append_string(out, scheme);
    buffer_append_string(out, key);
    buffer_append(out, "\r\n", 2);
    return NULL;
}

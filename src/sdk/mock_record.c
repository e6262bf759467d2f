// The record of a mock: every request that was made of it, taken apart.
#include "base/memory.h"
#include "sdk/mock.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// Ends the text at the first of the separator's characters and returns what stands behind it.
static char *split(char *at, const char *separator) {
    char *end = strstr(at, separator);
    if (end == NULL)
        return at + strlen(at);
    *end = '\0';
    return end + strlen(separator);
}

// Takes the request, which is of the library's own making, apart.
static void read_request(tessera_mock_request *r, const char **headers, char *bytes, size_t length, size_t prefix) {
    const char *end = bytes + length;
    char *head = bytes;
    r->body = split(head, "\r\n\r\n");
    r->body_length = (size_t)(end - r->body);
    char *lines = split(head, "\r\n");
    char *target = split(head, " ");
    split(target, " ");
    r->method = head;
    r->path = target + prefix;
    r->query = split(target + prefix, "?");
    r->headers = headers;
    while (*lines != '\0') {
        *headers++ = lines;
        lines = split(lines, "\r\n");
    }
}

static size_t count_lines(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += bytes[i] == '\n';
    return count;
}

void mock_request_release(mock_request *r) {
    if (r != NULL && --r->references == 0)
        free(r);
}

mock_request *mock_record(tessera_mock *m, const exchange *x, const char *prefix) {
    if (m->count == TESSERA_MOCK_REQUESTS_MAXIMUM)
        return NULL;
    if (m->count == m->capacity) {
        m->capacity = m->capacity == 0 ? 16 : m->capacity * 2;
        m->requests = memory_realloc(m->requests, m->capacity * sizeof(mock_request *));
    }
    // At least as many as there are headers; a body's lines cost a little room.
    size_t lines = count_lines(x->request, x->length);
    mock_request *r = memory_zalloc(sizeof *r + (lines + 1) * sizeof(char *) + x->length + 1);
    const char **headers = (const char **)(void *)(r + 1);
    char *bytes = memcpy(headers + lines + 1, x->request, x->length);
    bytes[x->length] = '\0';
    read_request(&r->shown, headers, bytes, x->length, strlen(prefix));
    r->references = 2;
    return m->requests[m->count++] = r;
}

const char *tessera_mock_request_header(const tessera_mock_request *r, const char *name) {
    size_t length = strlen(name);
    for (const char *const *at = r->headers; *at != NULL; at++)
        if (strncasecmp(*at, name, length) == 0 && (*at)[length] == ':')
            return *at + length + 1 + strspn(*at + length + 1, " ");
    return NULL;
}

size_t tessera_mock_count(const tessera_mock *m, const char *method, const char *path) {
    size_t count = 0;
    for (size_t i = 0; i < m->count; i++)
        count += mock_pattern_matches(method, path, &m->requests[i]->shown);
    return count;
}

const tessera_mock_request *tessera_mock_request_at(const tessera_mock *m, const char *method, const char *path,
                                                    size_t index) {
    for (size_t i = 0; i < m->count; i++)
        if (mock_pattern_matches(method, path, &m->requests[i]->shown) && index-- == 0)
            return &m->requests[i]->shown;
    return NULL;
}

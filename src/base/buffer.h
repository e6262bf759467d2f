// Growable byte buffer with a maximum that its creator must name. An append beyond the maximum, or after a failure,
// changes nothing and sets a sticky flag that the caller checks once at the end.
#pragma once
#include "base/text.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct buffer {
    char *data; // NULL while empty; not NUL-terminated
    size_t length;
    size_t capacity;
    size_t maximum;
    bool failed;
} buffer;

// An empty buffer that never holds more than `maximum` bytes. Allocates nothing yet.
void buffer_init(buffer *b, size_t maximum);
// Releases the memory; the buffer is empty and usable again. Accepts an already released one.
void buffer_done(buffer *b);
// Empties it, keeping its memory when that is at most `keep` bytes.
void buffer_clear(buffer *b, size_t keep);

// Makes room for `length` more bytes. False, and the buffer failed, when that passes the maximum.
bool buffer_grow(buffer *b, size_t length);

// Replies are made of many small pieces, so the common case, room enough, is inline.
static inline void buffer_append(buffer *b, const void *bytes, size_t length) {
    if ((b->failed || length > b->capacity - b->length) && !buffer_grow(b, length))
        return;
    if (length == 0) // memcpy wants addresses
        return;
    memcpy(b->data + b->length, bytes, length);
    b->length += length;
}

static inline void buffer_append_byte(buffer *b, char byte) {
    if ((b->failed || b->length == b->capacity) && !buffer_grow(b, 1))
        return;
    b->data[b->length++] = byte;
}

static inline void buffer_append_text(buffer *b, text t) {
    buffer_append(b, t.data, t.length);
}

static inline void buffer_append_string(buffer *b, const char *string) {
    buffer_append(b, string, strlen(string));
}

void buffer_printf(buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_vprintf(buffer *b, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

// Room for `length` more bytes, to be filled by the caller and then claimed with buffer_commit. NULL when the maximum
// would be passed (the buffer is then failed).
static inline char *buffer_reserve(buffer *b, size_t length) {
    // An empty buffer goes to buffer_grow even for nothing, so that NULL means failure alone.
    if ((b->failed || b->data == NULL || length > b->capacity - b->length) && !buffer_grow(b, length))
        return NULL;
    return b->data + b->length;
}

static inline void buffer_commit(buffer *b, size_t length) {
    if (length > b->capacity - b->length)
        b->failed = true;
    else
        b->length += length;
}

// Hands the bytes (heap memory, NUL added behind them) to the caller, who frees them with free(); the buffer is empty
// then. NULL when failed.
char *buffer_take(buffer *b, size_t *length);

static inline text buffer_text(const buffer *b) {
    return (text){b->data == NULL ? "" : b->data, b->length};
}

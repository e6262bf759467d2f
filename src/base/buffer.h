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

void buffer_append(buffer *b, const void *bytes, size_t length);
void buffer_append_text(buffer *b, text t);
void buffer_append_string(buffer *b, const char *string);
void buffer_append_byte(buffer *b, char byte);
void buffer_printf(buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_vprintf(buffer *b, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

// Room for `length` more bytes, to be filled by the caller and then claimed with buffer_commit. NULL when the maximum
// would be passed (the buffer is then failed).
char *buffer_reserve(buffer *b, size_t length);
void buffer_commit(buffer *b, size_t length);

// Hands the bytes (heap memory, NUL added behind them) to the caller, who frees them with free(); the buffer is empty
// then. NULL when failed.
char *buffer_take(buffer *b, size_t *length);

static inline text buffer_text(const buffer *b) {
    return (text){b->data == NULL ? "" : b->data, b->length};
}

// Doubles up to its maximum. Passing that is remembered as `failed` and everything after it is dropped, so that writers need
// not look at each step but once at the end.
#include "base/buffer.h"
#include "base/memory.h"
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_CAPACITY = 256 };

void buffer_init(buffer *b, size_t maximum) {
    *b = (buffer){.maximum = maximum};
}

void buffer_done(buffer *b) {
    free(b->data);
    buffer_init(b, b->maximum);
}

void buffer_clear(buffer *b, size_t keep) {
    if (b->capacity > keep) {
        buffer_done(b);
        return;
    }
    b->length = 0;
    b->failed = false;
}

bool buffer_grow(buffer *b, size_t length) {
    if (b->failed || length > b->maximum - b->length) {
        b->failed = true;
        return false;
    }
    size_t needed = b->length + length;
    if (needed <= b->capacity && b->data != NULL)
        return true;
    size_t capacity = b->capacity > b->maximum / 2 ? b->maximum : b->capacity * 2;
    if (capacity < FIRST_CAPACITY)
        capacity = FIRST_CAPACITY < b->maximum ? FIRST_CAPACITY : b->maximum;
    if (capacity < needed)
        capacity = needed;
    // Nothing at all still gets an address, which buffer_reserve promises.
    b->data = memory_realloc(b->data, capacity == 0 ? 1 : capacity);
    b->capacity = capacity;
    return true;
}

void buffer_printf(buffer *b, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(b, format, arguments);
    va_end(arguments);
}

void buffer_vprintf(buffer *b, const char *format, va_list arguments) {
    char small[256];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(small, sizeof(small), format, arguments);
    if (length < 0)
        b->failed = true;
    else if ((size_t)length < sizeof(small))
        buffer_append(b, small, (size_t)length);
    else if (buffer_grow(b, (size_t)length)) {
        // vsnprintf writes a NUL behind the text, which the maximum need not have room for.
        char *whole = memory_alloc((size_t)length + 1);
        vsnprintf(whole, (size_t)length + 1, format, again);
        buffer_append(b, whole, (size_t)length);
        free(whole);
    }
    va_end(again);
}

char *buffer_take(buffer *b, size_t *length) {
    if (b->failed)
        return NULL;
    char *bytes = memory_realloc(b->data, b->length + 1);
    bytes[b->length] = '\0';
    if (length != NULL)
        *length = b->length;
    buffer_init(b, b->maximum);
    return bytes;
}

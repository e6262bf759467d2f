// What the tests of the schema engine share: schemas from text, and changes as text and as JSON.
#pragma once
#include "json_unit.h"

#include "base/buffer.h"
#include "schema/schema.h"

// JSON as the tests write it inside C, with ' for ": no text in it needs an apostrophe.
static inline const char *quoted(arena *a, const char *source) {
    char *copy = arena_strdup(a, source);
    for (char *at = copy; (at = strchr(at, '\'')) != NULL;)
        *at = '"';
    return copy;
}

// Appends such JSON.
__attribute__((format(printf, 2, 3))) static inline void append_quoted(buffer *out, const char *format, ...) {
    size_t start = out->length;
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(out, format, arguments);
    va_end(arguments);
    for (size_t i = start; i < out->length; i++)
        if (out->data[i] == '\'')
            out->data[i] = '"';
}

// The schema of such JSON.
static inline const compiled_schema *compile(arena *a, const char *source) {
    const compiled_schema *s = schema_compile(a, parse(a, quoted(a, source)));
    assert_non_null(s);
    return s;
}

static inline schema_changes diff(arena *a, const char *old, const char *new) {
    return schema_diff(a, compile(a, old), compile(a, new));
}

// "<type> <path>\n" for each change; with messages "<type> <path> | <message>\n".
static inline const char *changes_text(arena *a, schema_changes changes, bool messages) {
    buffer out;
    buffer_init(&out, 1 << 24);
    for (size_t i = 0; i < changes.count; i++) {
        buffer_printf(&out, "%s %s", schema_change_kind_name(changes.items[i].kind), changes.items[i].path);
        if (messages)
            buffer_printf(&out, " | %s", changes.items[i].message);
        buffer_append_byte(&out, '\n');
    }
    const char *result = arena_text(a, buffer_text(&out));
    buffer_done(&out);
    return result;
}

static inline const char *diff_text(arena *a, const char *old, const char *new) {
    return changes_text(a, diff(a, old, new), false);
}

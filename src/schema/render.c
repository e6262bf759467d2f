// Strings stand in single quotes: sentences travel inside JSON, where double ones would have to be escaped.
#include "schema/render.h"
#include "base/buffer.h"
#include "schema/schema.h"

// Stops early on large values: what has been written beyond the limit is cut anyway.
static bool full(const buffer *out) {
    return out->length > SCHEMA_RENDERED_MAX;
}

static bool quote_in(text t, char quote) {
    return t.length > 0 && memchr(t.data, quote, t.length) != NULL;
}

static void render_byte(buffer *out, text t, size_t *i, char quote) {
    unsigned char byte = (unsigned char)t.data[*i];
    if (byte == '\\' || byte == (unsigned char)quote) {
        buffer_append_byte(out, '\\');
        buffer_append_byte(out, (char)byte);
    } else if (byte == '\n' || byte == '\r' || byte == '\t') {
        buffer_append_string(out, byte == '\n' ? "\\n" : byte == '\r' ? "\\r" : "\\t");
    } else if (byte < 0x20 || byte == 0x7f) {
        buffer_printf(out, "\\x%02x", byte);
    } else if (byte == 0xc2 && *i + 1 < t.length && (unsigned char)t.data[*i + 1] < 0xa0) { // the C1 controls
        buffer_printf(out, "\\x%02x", (unsigned char)t.data[++*i]);
    } else {
        buffer_append_byte(out, (char)byte);
    }
}

static void render_string(buffer *out, text t) {
    char quote = quote_in(t, '\'') && !quote_in(t, '"') ? '"' : '\'';
    buffer_append_byte(out, quote);
    for (size_t i = 0; i < t.length && !full(out); i++)
        render_byte(out, t, &i, quote);
    buffer_append_byte(out, quote);
}

static void render(buffer *out, const json_value *value);

static void render_array(buffer *out, const json_value *array) {
    buffer_append_byte(out, '[');
    for (uint32_t i = 0; i < array->count && !full(out); i++) {
        buffer_append_string(out, i == 0 ? "" : ", ");
        render(out, &array->elements[i]);
    }
    buffer_append_byte(out, ']');
}

static void render_object(buffer *out, const json_value *object) {
    buffer_append_byte(out, '{');
    for (uint32_t i = 0; i < object->count && !full(out); i++) {
        const json_member *member = &object->members[i];
        buffer_append_string(out, i == 0 ? "" : ", ");
        render_string(out, (text){member->name, member->name_length});
        buffer_append_string(out, ": ");
        render(out, &member->value);
    }
    buffer_append_byte(out, '}');
}

static void render(buffer *out, const json_value *value) {
    switch (value->type) {
    case JSON_NULL:
        buffer_append_string(out, "null");
        return;
    case JSON_BOOLEAN:
        buffer_append_string(out, value->boolean ? "true" : "false");
        return;
    case JSON_NUMBER:
        buffer_append_text(out, json_text_of(value));
        return;
    case JSON_STRING:
        render_string(out, json_text_of(value));
        return;
    case JSON_ARRAY:
        render_array(out, value);
        return;
    case JSON_OBJECT:
        render_object(out, value);
        return;
    }
}

const char *text_cut(arena *a, text t, size_t maximum) {
    if (t.length <= maximum)
        return arena_text(a, t);
    size_t length = maximum;
    while (length > 0 && ((unsigned char)t.data[length] & 0xc0) == 0x80)
        length--;
    return arena_printf(a, "%.*s…", (int)length, t.data);
}

const char *value_render(arena *a, const json_value *value) {
    if (value == NULL)
        return "null";
    buffer out;
    buffer_init(&out, SIZE_MAX / 2);
    render(&out, value);
    const char *result = text_cut(a, buffer_text(&out), SCHEMA_RENDERED_MAX);
    buffer_done(&out);
    return result;
}

const char *value_render_plain(arena *a, const json_value *value) {
    if (value == NULL || value->type != JSON_STRING)
        return value_render(a, value);
    return text_cut(a, json_text_of(value), SCHEMA_RENDERED_MAX);
}

// The list that a comparison fills: paths, messages, and which changes count where.
#include "schema/compare/compare.h"
#include "schema/render.h"
#include <stdarg.h>

bool change_wanted(comparison *c) {
    if (c->quiet) {
        c->differs = true;
        return false;
    }
    c->overflow = c->overflow || c->count >= SCHEMA_CHANGES_MAX;
    return !c->overflow;
}

static void print_name(buffer *out, text name) {
    name.length = name.length > SCHEMA_PATH_MAX ? SCHEMA_PATH_MAX + 1 : name.length; // enough to be cut
    if (name.length == 0 || memchr(name.data, '\0', name.length) == NULL) {
        buffer_append_text(out, name);
        return;
    }
    for (size_t i = 0; i < name.length; i++) // U+0000 would end the path early
        name.data[i] == '\0' ? buffer_append_string(out, "\\x00") : buffer_append_byte(out, name.data[i]);
}

static void print_place(buffer *out, const place *at) {
    if (at == NULL)
        return;
    print_place(out, at->up);
    if (out->length > SCHEMA_PATH_MAX)
        return;
    if (out->length > 0)
        buffer_append_byte(out, '.');
    if (at->name.data != NULL)
        print_name(out, at->name);
    else
        buffer_printf(out, "%zu", at->index);
}

static const char *path_text(arena *a, const place *at, const char *keyword) {
    buffer out;
    buffer_init(&out, SIZE_MAX / 2);
    const place last = {.up = at, .name = text_of(keyword)};
    print_place(&out, keyword == NULL ? at : &last);
    const char *path = out.length == 0 ? "root" : text_cut(a, buffer_text(&out), SCHEMA_PATH_MAX);
    buffer_done(&out);
    return path;
}

schema_change *change_append(comparison *c, schema_change change) {
    if (c->count == c->capacity) {
        c->capacity = c->capacity == 0 ? 8 : c->capacity * 2;
        schema_change *grown = arena_array(c->a, c->capacity, sizeof(schema_change));
        if (c->count > 0)
            memcpy(grown, c->items, c->count * sizeof(schema_change));
        c->items = grown;
    }
    c->items[c->count] = change;
    return &c->items[c->count++];
}

// What a contract promises to readers beyond the values that pass.
static bool is_promise(schema_change_kind kind) {
    switch (kind) {
    case SCHEMA_PROPERTY_ADDED:
    case SCHEMA_PROPERTY_REMOVED:
    case SCHEMA_DEFAULT_ADDED:
    case SCHEMA_DEFAULT_REMOVED:
    case SCHEMA_NULLABLE_ADDED:
    case SCHEMA_NULLABLE_REMOVED:
        return true;
    default:
        return false;
    }
}

static const char *message_text(arena *a, const char *format, va_list arguments) {
    buffer out;
    buffer_init(&out, SIZE_MAX / 2);
    buffer_vprintf(&out, format, arguments);
    const char *message = text_cut(a, buffer_text(&out), SCHEMA_MESSAGE_MAX);
    buffer_done(&out);
    return message;
}

schema_change *change_add(comparison *c, schema_change_kind kind, const place *at, const char *keyword,
                          const json_value *old_value, const json_value *new_value, const char *format, ...) {
    if ((c->promises && !is_promise(kind)) || (c->backward_only && !schema_breaks(kind, SCHEMA_BACKWARD)) ||
        (c->forward_only && !schema_breaks(kind, SCHEMA_FORWARD)))
        return NULL;
    va_list arguments;
    va_start(arguments, format);
    schema_change *added = change_append(c, (schema_change){.kind = kind,
                                                            .path = path_text(c->a, at, keyword),
                                                            .message = message_text(c->a, format, arguments),
                                                            .old_value = old_value,
                                                            .new_value = new_value});
    va_end(arguments);
    return added;
}

void change_add_constraint(comparison *c, const place *at, const char *keyword, const json_value *value) {
    if (change_wanted(c)) {
        change_add(c, SCHEMA_CONSTRAINT_TIGHTENED, at, keyword, NULL, value, "Constraint '%s' was added with value %s",
                   keyword, value_render_plain(c->a, value));
    }
}

void change_remove_constraint(comparison *c, const place *at, const char *keyword, const json_value *value) {
    if (change_wanted(c))
        change_add(c, SCHEMA_CONSTRAINT_RELAXED, at, keyword, value, NULL, "Constraint '%s' was removed", keyword);
}

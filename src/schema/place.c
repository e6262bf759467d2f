#include "schema/place.h"
#include "base/buffer.h"
#include "schema/render.h"
#include "schema/schema.h"

static void print_name(buffer *out, text name) {
    name.length = name.length > SCHEMA_PATH_MAX ? SCHEMA_PATH_MAX + 1 : name.length; // enough to be cut
    if (name.length == 0 || memchr(name.data, '\0', name.length) == NULL) {
        buffer_append_text(out, name);
        return;
    }
    for (size_t i = 0; i < name.length; i++) // U+0000 would end the path early
        name.data[i] == '\0' ? buffer_append_string(out, "\\x00") : buffer_append_byte(out, name.data[i]);
}

static void print(buffer *out, const place *at) {
    if (at == NULL)
        return;
    print(out, at->up);
    if (out->length > SCHEMA_PATH_MAX)
        return;
    if (out->length > 0)
        buffer_append_byte(out, '.');
    if (at->name.data != NULL)
        print_name(out, at->name);
    else
        buffer_printf(out, "%zu", at->index);
}

const char *place_text(arena *a, const place *at, const char *keyword) {
    buffer out;
    buffer_init(&out, SIZE_MAX / 2);
    const place last = {.up = at, .name = text_of(keyword)};
    print(&out, keyword == NULL ? at : &last);
    const char *path = out.length == 0 ? "root" : text_cut(a, buffer_text(&out), SCHEMA_PATH_MAX);
    buffer_done(&out);
    return path;
}

// --- JSON pointers ---------------------------------------------------------------------------------------------------

static void print_step(buffer *out, const place *at) {
    buffer_append_byte(out, '/');
    if (at->name.data == NULL)
        buffer_printf(out, "%zu", at->index);
    for (size_t i = 0; at->name.data != NULL && i < at->name.length; i++) {
        char c = at->name.data[i];
        c == '~'    ? buffer_append_string(out, "~0")
        : c == '/'  ? buffer_append_string(out, "~1")
        : c == '\0' ? buffer_append_string(out, "\\x00") // would end the pointer early
                    : buffer_append_byte(out, c);
    }
}

// False: no further step fits.
static bool point(buffer *out, const place *at) {
    if (at == NULL)
        return true;
    if (!point(out, at->up) || at->name.length > SCHEMA_PATH_MAX)
        return false;
    size_t before = out->length;
    print_step(out, at);
    if (out->length <= SCHEMA_PATH_MAX)
        return true;
    out->length = before;
    return false;
}

const char *place_pointer(arena *a, const place *at, const char *keyword) {
    buffer out;
    buffer_init(&out, SIZE_MAX / 2);
    const place last = {.up = at, .name = text_of(keyword)};
    point(&out, keyword == NULL ? at : &last);
    const char *pointer = arena_text(a, buffer_text(&out));
    buffer_done(&out);
    return pointer;
}

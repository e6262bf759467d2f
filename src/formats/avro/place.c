#include "formats/avro/place.h"
#include "base/buffer.h"
#include <string.h>

avro_place *avro_place_in(arena *a, const avro_place *up) {
    avro_place *inside = arena_new_of(a, avro_place);
    inside->up = up;
    inside->space = up->space;
    inside->depth = up->depth + 1;
    return inside;
}

// U+0000 would end the text early.
static void print_name(buffer *out, text name) {
    for (size_t i = 0; i < name.length; i++)
        name.data[i] == '\0' ? buffer_append_string(out, "\\x00") : buffer_append_byte(out, name.data[i]);
}

static void print(buffer *out, const avro_place *at) {
    if (at->up == NULL)
        return;
    print(out, at->up);
    if (at->field.data != NULL) {
        if (out->length > 0)
            buffer_append_byte(out, '.');
        print_name(out, at->field);
    } else if (at->suffix != NULL) {
        buffer_append_string(out, at->suffix);
    } else if (at->is_branch) {
        buffer_printf(out, "[%zu]", at->branch);
    }
}

const char *avro_place_text(arena *a, const avro_place *at) {
    buffer path;
    buffer_init(&path, AVRO_PLACE_BYTES);
    print(&path, at);
    const char *result = arena_text(a, buffer_text(&path));
    buffer_done(&path);
    return result;
}

// Deep chains of places begin anew before they are long.
static bool follow(field_path_writer *w, const avro_place *at) {
    if (at->up == NULL)
        return true;
    if (!follow(w, at->up) || at->is_lost)
        return false;
    if (at->field.data != NULL && !at->is_type)
        field_path_into(w, at->field);
    else if (at->suffix != NULL && strcmp(at->suffix, ".values") == 0)
        field_path_into_any(w);
    return true;
}

field_path avro_place_reach(arena *a, const avro_place *at) {
    field_path_writer w = {.count = 0};
    follow(&w, at);
    return field_path_written(&w, a);
}

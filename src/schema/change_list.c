#include "schema/change_list.h"
#include "base/buffer.h"
#include "schema/render.h"

bool change_list_has_room(change_list *list) {
    list->overflow = list->overflow || list->count >= list->most;
    return !list->overflow;
}

schema_change *change_list_append(change_list *list, schema_change change) {
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 8 : list->capacity * 2;
        schema_change *grown = arena_array(list->a, list->capacity, sizeof(schema_change));
        if (list->count > 0)
            memcpy(grown, list->items, list->count * sizeof(schema_change));
        list->items = grown;
    }
    list->items[list->count] = change;
    return &list->items[list->count++];
}

static const char *message_text(arena *a, const char *format, va_list arguments) {
    buffer out;
    buffer_init(&out, SIZE_MAX / 2);
    buffer_vprintf(&out, format, arguments);
    const char *message = text_cut(a, buffer_text(&out), SCHEMA_MESSAGE_MAX);
    buffer_done(&out);
    return message;
}

schema_change *change_list_print(change_list *list, schema_change_kind kind, const place *at, const char *keyword,
                                 const char *format, va_list arguments) {
    return change_list_append(list, (schema_change){.kind = kind,
                                                    .path = place_text(list->a, at, keyword),
                                                    .pointer = place_pointer(list->a, at, keyword),
                                                    .message = message_text(list->a, format, arguments)});
}

static bool is_repeated(const change_list *list, size_t first, size_t second, const schema_change *change) {
    for (size_t i = first; i < second; i++) {
        const schema_change *before = &list->items[i];
        if (before->kind == change->kind && strcmp(before->path, change->path) == 0 &&
            strcmp(before->message, change->message) == 0)
            return true;
    }
    return false;
}

void change_list_drop_repeated(change_list *list, size_t first, size_t second) {
    enum { COMPARED_MAX = 100000 }; // beyond it, told twice is better than late
    if (second - first > COMPARED_MAX / (list->count - second + 1))
        return;
    size_t kept = second;
    for (size_t i = second; i < list->count; i++)
        if (!is_repeated(list, first, second, &list->items[i]))
            list->items[kept++] = list->items[i];
    list->count = kept;
}

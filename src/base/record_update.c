// A change meets what is changed by the names of its fields; only what differs is taken over, so that it can be told whether
// there was a change at all.
#include "base/record.h"

static bool strings_equal(const record_strings *a, const record_strings *b) {
    if (a->items == NULL || b->items == NULL)
        return a->items == b->items;
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->items[i], b->items[i]) != 0)
            return false;
    return true;
}

static bool uuids_equal(const record_uuids *a, const record_uuids *b) {
    if (a->items == NULL || b->items == NULL)
        return a->items == b->items;
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!uuid_equal(&a->items[i], &b->items[i]))
            return false;
    return true;
}

static bool ints_equal(const record_ints *a, const record_ints *b) {
    if (a->items == NULL || b->items == NULL)
        return a->items == b->items;
    return a->count == b->count && (a->count == 0 || memcmp(a->items, b->items, a->count * sizeof *a->items) == 0);
}

static text json_text(const record_json *json, arena *a) {
    if (json->raw.data != NULL || json->tree == NULL)
        return json->raw;
    size_t length = 0;
    const char *compact = json_print(a, json->tree, &length);
    return (text){compact, length};
}

static bool update_string(const char **into, const char *from) {
    if (*into != NULL && strcmp(*into, from) == 0)
        return false;
    *into = from;
    return true;
}

static bool update_json(record_json *into, const record_json *from, arena *a) {
    text fresh = json_text(from, a), old = json_text(into, a);
    *into = (record_json){.raw = fresh};
    return old.data == NULL || !text_equal(fresh, old);
}

// Takes over one value that is not null; true when it differs from the old one.
static bool update_field(const record_field *field, void *into, const void *from, arena *a) {
    bool same = false;
    size_t size = 0;
    switch ((record_kind)field->kind) {
    case RECORD_STRING:
        return update_string(into, *(const char *const *)from);
    case RECORD_OBJECT:
    case RECORD_ANY:
    case RECORD_ARRAY:
    case RECORD_TEXTMAP:
    case RECORD_LISTMAP:
        return update_json(into, from, a);
    case RECORD_UUID:
        same = uuid_equal(into, from);
        size = sizeof(uuid);
        break;
    case RECORD_TIME:
    case RECORD_INT:
        same = *(int64_t *)into == *(const int64_t *)from;
        size = sizeof(int64_t);
        break;
    case RECORD_NUMBER:
        same = *(double *)into == *(const double *)from;
        size = sizeof(double);
        break;
    case RECORD_BOOL:
        same = *(int8_t *)into == *(const int8_t *)from;
        size = sizeof(int8_t);
        break;
    case RECORD_ENUM:
        same = *(int *)into == *(const int *)from;
        size = sizeof(int);
        break;
    case RECORD_STRINGS:
        same = strings_equal(into, from);
        size = sizeof(record_strings);
        break;
    case RECORD_UUIDS:
        same = uuids_equal(into, from);
        size = sizeof(record_uuids);
        break;
    case RECORD_ENUMS:
        same = ints_equal(into, from);
        size = sizeof(record_ints);
        break;
    case RECORD_RECORD:
        size = sizeof(void *);
        break;
    case RECORD_RECORDS:
        size = sizeof(record_list);
        break;
    }
    if (!same)
        memcpy(into, from, size);
    return !same;
}

bool record_update(const record_type *into_type, void *into, const record_type *from_type, const void *from, arena *a) {
    bool changed = false;
    for (unsigned i = 0; i < from_type->field_count; i++) {
        const record_field *source = &from_type->fields[i];
        if (record_is_null(source, from))
            continue;
        const record_field *target = record_field_find(into_type, (text){source->name, source->name_length});
        if (target == NULL || target->kind != source->kind)
            continue;
        changed =
            update_field(target, (char *)into + target->offset, (const char *)from + source->offset, a) || changed;
    }
    return changed;
}

#include "base/json_build.h"
#include "base/json_internal.h"
#include "base/timestamp.h"

enum { ROOM_FIRST = 4 };

void json_put_member(json_builder *b, json_member member) {
    if (b->count == b->room) {
        b->room = b->room == 0 ? ROOM_FIRST : 2 * b->room;
        json_member *more = arena_array(b->arena, b->room, sizeof *more);
        if (b->count > 0) // memcpy wants addresses
            memcpy(more, b->members, b->count * sizeof *more);
        b->members = more;
    }
    b->members[b->count++] = member;
}

void json_put(json_builder *b, const char *name, json_value value) {
    json_put_member(b, json_make_member(name, value));
}

void json_put_string(json_builder *b, const char *name, const char *value) {
    json_put(b, name, json_make_string(text_of(value)));
}

void json_put_boolean(json_builder *b, const char *name, bool value) {
    json_put(b, name, json_make_boolean(value));
}

void json_put_integer(json_builder *b, const char *name, int64_t value) {
    json_put(b, name, json_make_integer(b->arena, value));
}

void json_put_number(json_builder *b, const char *name, double value) {
    char digits[JSON_DOUBLE_SIZE];
    size_t length = json_double_format(value, digits);
    const char *kept = arena_text(b->arena, (text){digits, length});
    json_put(b, name, (json_value){.type = JSON_NUMBER, .count = (uint32_t)length, .number = kept});
}

void json_put_uuid(json_builder *b, const char *name, const uuid *value) {
    json_put(b, name, value == NULL ? json_make_null() : json_make_uuid(b->arena, value));
}

void json_put_uuids(json_builder *b, const char *name, const uuid *values, size_t count) {
    json_value *items = arena_array(b->arena, count, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = json_make_uuid(b->arena, &values[i]);
    json_put(b, name, *json_make_array(b->arena, items, count));
}

void json_put_time(json_builder *b, const char *name, int64_t micros) {
    if (micros == TIMESTAMP_NONE) {
        json_put(b, name, json_make_null());
        return;
    }
    char *text_form = arena_bytes(b->arena, TIMESTAMP_LENGTH + 1);
    timestamp_format(micros, text_form);
    json_put(b, name, json_make_string((text){text_form, TIMESTAMP_LENGTH}));
}

void json_put_value(json_builder *b, const char *name, const json_value *value) {
    json_put(b, name, value == NULL ? json_make_null() : *value);
}

void json_put_present(json_builder *b, const char *name, const json_value *value) {
    if (value != NULL)
        json_put(b, name, *value);
}

const json_value *json_built(const json_builder *b) {
    return json_make_object(b->arena, b->members, b->count);
}

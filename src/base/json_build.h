// JSON objects in the making: members put one after the other, as many as there come, on an arena.
#pragma once
#include "base/json.h"

typedef struct json_builder {
    arena *arena;
    json_member *members; // `room` of them, `count` in use
    size_t count, room;
} json_builder;

static inline json_builder json_builder_on(arena *a) {
    return (json_builder){.arena = a};
}

// Each puts one member. Where the name is there already, its value is replaced and keeps the earlier place. Names and strings
// are borrowed and must live as long as the object; names are NUL-terminated UTF-8.
void json_put(json_builder *b, const char *name, json_value value);
void json_put_member(json_builder *b, json_member member);                  // as it stands in another object
void json_put_string(json_builder *b, const char *name, const char *value); // NULL: null
void json_put_boolean(json_builder *b, const char *name, bool value);
void json_put_integer(json_builder *b, const char *name, int64_t value);
void json_put_number(json_builder *b, const char *name, double value);    // finite
void json_put_uuid(json_builder *b, const char *name, const uuid *value); // NULL or not set: null
void json_put_uuids(json_builder *b, const char *name, const uuid *values, size_t count);
void json_put_time(json_builder *b, const char *name, int64_t micros);             // TIMESTAMP_NONE: null
void json_put_value(json_builder *b, const char *name, const json_value *value);   // NULL: null
void json_put_present(json_builder *b, const char *name, const json_value *value); // NULL: puts nothing

// The object of what was put so far, in the arena. More may be put afterwards, for another.
const json_value *json_built(const json_builder *b);

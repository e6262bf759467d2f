#include "schema/value.h"
#include "schema/number.h"

const json_value value_null = {.type = JSON_NULL}, value_false = {.type = JSON_BOOLEAN},
                 value_true = {.type = JSON_BOOLEAN, .boolean = true},
                 value_zero = {.type = JSON_NUMBER, .integer = true, .count = 1, .number = "0"},
                 value_one = {.type = JSON_NUMBER, .integer = true, .count = 1, .number = "1"},
                 value_two = {.type = JSON_NUMBER, .integer = true, .count = 1, .number = "2"},
                 value_empty_list = {.type = JSON_ARRAY};

bool value_is_truthy(const json_value *value) {
    switch (value->type) {
    case JSON_NULL:
        return false;
    case JSON_BOOLEAN:
        return value->boolean;
    case JSON_NUMBER:
        return number_compare(value, &value_zero) != 0;
    default:
        return value->count > 0;
    }
}

const json_value *value_near(arena *a, const json_value *value) {
    enum { SHORT = 64 };
    if (value->type == JSON_ARRAY || value->type == JSON_OBJECT)
        return value;
    bool has_text = value->type == JSON_STRING || value->type == JSON_NUMBER;
    if (has_text && value->count > SHORT)
        return value;
    json_value *copy = arena_new_of(a, json_value);
    *copy = *value;
    if (has_text) {
        char *bytes = arena_bytes(a, value->count + 1);
        memcpy(bytes, value->string, value->count + 1);
        copy->string = bytes;
    }
    return copy;
}

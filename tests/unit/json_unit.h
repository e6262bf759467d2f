// Shorthand of the JSON tests: parse or fail.
#pragma once
#include "unit.h"

#include "base/json.h"

static inline const json_value *parse_text(arena *a, text source) {
    json_error error = {0};
    // A heap copy of exactly this size, gone before the tree is used: the parser must not read past it nor keep it.
    char *copy = malloc(source.length == 0 ? 1 : source.length);
    if (source.length > 0)
        memcpy(copy, source.data, source.length);
    const json_value *value = json_parse(a, (text){copy, source.length}, JSON_DEPTH_DEFAULT, &error);
    free(copy);
    if (value == NULL)
        fail_msg("%.*s refused at %zu: %s", (int)source.length, source.data, error.offset, error.message);
    return value;
}

static inline const json_value *parse(arena *a, const char *source) {
    return parse_text(a, text_of(source));
}

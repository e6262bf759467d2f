// JSON values inside sentences for people: `null`, `true`, `5`, `[1, 2]`, `{'a': 1}`, strings in single quotes.
#pragma once
#include "base/arena.h"
#include "base/json.h"

// At most SCHEMA_RENDERED_MAX bytes of text; what is longer ends with an ellipsis. NULL is written as null.
const char *value_render(arena *a, const json_value *value);
// As value_render, but a string that is the whole value stands without quotes.
const char *value_render_plain(arena *a, const json_value *value);

// The text as an arena string of at most `maximum` bytes and an ellipsis, cut at a character border.
const char *text_cut(arena *a, text t, size_t maximum);

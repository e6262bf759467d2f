// Where in a document: a chain of names and indexes up to the root, printed only when something is told of it.
#pragma once
#include "base/arena.h"
#include "base/text.h"

typedef struct place {
    const struct place *up;
    text name; // TEXT_NONE: `index` counts
    size_t index;
} place;

// "properties.a.items.0", and a `keyword` there unless that is NULL; "root" for NULL, the whole document. In the arena; of
// a path longer than SCHEMA_PATH_MAX, its beginning and an ellipsis.
const char *place_text(arena *a, const place *at, const char *keyword);
// The same as a JSON pointer (RFC 6901), "/properties/a/items/0"; "" for the whole document. Of a pointer longer than
// SCHEMA_PATH_MAX, the steps that fit, so that it leads to a part around.
const char *place_pointer(arena *a, const place *at, const char *keyword);

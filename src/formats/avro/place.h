// Where in an Avro schema: a chain up to the outermost type, printed only when something is told of it. Private to src/formats.
#pragma once
#include "base/arena.h"
#include "base/text.h"
#include "schema/field_path.h"

#define AVRO_PLACE_BYTES 1000 // of a printed place; what is longer is left out

typedef struct avro_place {
    const struct avro_place *up; // NULL: the outermost type
    text field;                  // step into what has a name; TEXT_NONE: another step
    bool is_type;                // that is an outermost type, by which paths begin
    bool is_lost;                // and how data leads there is not told
    const char *suffix;          // ".items", ".values"; NULL: another step
    bool is_branch;              // step into a branch of a union
    size_t branch;
    text space;     // the enclosing namespace, while a schema is read
    unsigned depth; // steps from the outermost type
} avro_place;

// A place one step further in, in the arena; the step itself is left to the caller.
avro_place *avro_place_in(arena *a, const avro_place *up);
// "order.lines.items[1]", "" for the outermost type.
const char *avro_place_text(arena *a, const avro_place *at);
// The part of the data that is there.
field_path avro_place_reach(arena *a, const avro_place *at);

// Names, and the named types of one Avro schema: records, enums and fixed by their full names. Private to src/formats.
#pragma once
#include "formats/avro/model.h"

typedef struct avro_names {
    arena *arena;
    map *full; // full name -> avro_type
    map *last; // last segment -> the first of the siblings
    avro_type *first, **end;
    size_t comparisons; // spent on names that match no type exactly
} avro_names;

void avro_names_init(avro_names *names, arena *a);

// A letter or "_", then letters, digits and "_".
bool avro_is_name(text name);
// The full name of a definition: `name` itself when it has dots, else under its own namespace or the enclosing one
// (TEXT_NONE: not given). TEXT_NONE when that is no name: empty, too long, with characters that names do not have, or that of
// a primitive type.
text avro_full_name(arena *a, text name, text given, text enclosing);
// What comes before the last dot; empty when there is none.
text avro_namespace(text full_name);
// What comes after it.
text avro_short_name(text full_name);

// The type of exactly this full name, or NULL.
avro_type *avro_names_get(const avro_names *names, text full_name);
void avro_names_add(avro_names *names, avro_type *type);

typedef enum avro_found { AVRO_FOUND, AVRO_UNKNOWN, AVRO_AMBIGUOUS } avro_found;
// What a reference means inside a namespace. `*out` is set when found.
avro_found avro_names_resolve(avro_names *names, text reference, text enclosing, avro_type **out);

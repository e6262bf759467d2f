// The named types of one Avro schema: records, enums and fixed by their full names. Private to src/formats.
#pragma once
#include "base/arena.h"
#include "base/json.h"
#include "base/map.h"

typedef struct avro_type {
    text name;      // full
    text reference; // "#/$defs/<name>"
    const json_value *source;
    bool referenced;           // somewhere beyond its definition
    struct avro_type *next;    // in order of definition
    struct avro_type *sibling; // the next one with the same last segment
} avro_type;

typedef struct avro_names {
    arena *arena;
    map *full;     // full name -> avro_type
    map *last;     // last segment -> the first of the siblings
    map *meanings; // node of the document -> the type that it defines or refers to
    avro_type *first, **end;
    size_t comparisons; // spent on names that match no type exactly
} avro_names;

void avro_names_init(avro_names *names, arena *a);

// The full name of a definition: `name` itself when it has dots, else under its own namespace or the enclosing one
// (TEXT_NONE: not given). TEXT_NONE when that is no name: empty, too long, or with characters that names do not have.
text avro_full_name(avro_names *names, text name, text given, text enclosing);
// What comes before the last dot; empty when there is none.
text avro_namespace(text full_name);

// The type of exactly this full name, or NULL.
avro_type *avro_names_get(const avro_names *names, text full_name);
avro_type *avro_names_add(avro_names *names, text full_name, const json_value *source);

typedef enum avro_found { AVRO_FOUND, AVRO_UNKNOWN, AVRO_AMBIGUOUS } avro_found;
// What a reference means inside a namespace. `*out` is set when found.
avro_found avro_names_resolve(avro_names *names, text reference, text enclosing, avro_type **out);

// Keeps, and gives back, what a node of the document meant; NULL when nothing was kept.
void avro_names_keep(avro_names *names, const json_value *node, avro_type *type);
avro_type *avro_names_kept(const avro_names *names, const json_value *node);

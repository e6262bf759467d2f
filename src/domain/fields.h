// Fields of data: as people name them (dotted paths, JSON pointers), and as changes of a schema touch them.
#pragma once
#include "base/arena.h"
#include "schema/schema.h"

// The names on the way to a field. Elements of arrays add none. No names: the whole.
typedef struct field_path {
    const text *names; // "*": any
    size_t count;
} field_path;

typedef struct field_paths {
    field_path *items;
    size_t count, room;
} field_paths;

// "address.city", "lines[].sku", "$.address.city", "/address/city". What lives in `a` borrows from `path`.
field_path field_path_read(text path, arena *a);
// What a change of a schema touches: the field that its path leads to, or where that cannot be told, what is around it.
// `is_json_schema`: the path leads through the keywords of JSON Schema, else from field to field.
field_path field_path_of_change(const schema_change *change, bool is_json_schema, arena *a);

// Whether what happens to one concerns the other: they are the same, or one is in the other. Names with a dot in them cannot be told
// from two names everywhere, so such a name meets any.
bool field_paths_meet(field_path one, field_path other);

// Adds a path unless one that is there already covers it; tells whether it was added.
bool field_paths_add(field_paths *paths, field_path path, arena *a);
// The path as dotted text.
const char *field_path_text(field_path path, arena *a);

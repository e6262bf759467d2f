// Fields of data: as people name them (dotted paths, JSON pointers), and as changes of a schema touch them.
#pragma once
#include "base/arena.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>

// The names on the way to a field, in one form for whoever writes it: elements of arrays add none, a name with dots in it counts
// as several, and names that may as well stand for elements ("items", "values", numbers) are left out. No names: the whole.
typedef struct field_path {
    const text *names; // "*": one by any name, or an element
    size_t count;
} field_path;

#define FIELD_PATH_NAMES 100 // on the way; what is further in counts as the last of them

typedef struct field_paths {
    field_path *items;
    size_t count, room;
} field_paths;

// A path that grows. Begins with zeros.
typedef struct field_path_writer {
    text names[FIELD_PATH_NAMES];
    size_t count;
} field_path_writer;

// Goes into a member by that name, which must live as long as the path; field_path_into_any: by whatever name.
void field_path_into(field_path_writer *w, text name);
void field_path_into_any(field_path_writer *w);
// The path so far, in `a`.
field_path field_path_written(const field_path_writer *w, arena *a);

// "address.city", "lines[].sku", "$.address.city", "/address/city". What lives in `a` borrows from `path`.
field_path field_path_read(text path, arena *a);

// Whether what happens to one concerns the other: they are the same, or one is in the other. Where that is not certain, it does.
bool field_paths_meet(field_path one, field_path other);
// Whether some path of the list meets it.
bool field_paths_meet_any(const field_paths *paths, field_path path);

// Adds a path unless one that is there already covers it; tells whether it was added.
bool field_paths_add(field_paths *paths, field_path path, arena *a);
// The path as dotted text.
const char *field_path_text(field_path path, arena *a);

// --- what is met again -----------------------------------------------------------------------------------------------

// A part of the data that is described as another part is, so that what changed there changed here as well.
typedef struct field_echo {
    field_path of, at;
} field_echo;

#define FIELD_ECHOES 64

// Begins with zeros. Where there would be more echoes than fit, everything counts as met again everywhere.
typedef struct field_echoes {
    field_echo items[FIELD_ECHOES];
    size_t count;
} field_echoes;

// Both paths must live as long as the echoes.
void field_echoes_add(field_echoes *echoes, field_path of, field_path at);
// All that a change at the path touches: there, and wherever that is met again. `echoes` may be NULL.
field_paths field_paths_of(field_path path, const field_echoes *echoes, arena *a);

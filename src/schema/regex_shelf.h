// Patterns that were made ready once, to be used again. Private to src/schema.
#pragma once
#include "base/arena.h"
#include "schema/regex.h"

// Threads may share it: what stands on it stays there unchanged until the end.
typedef struct regex_shelf regex_shelf;

// An empty one for about as many patterns, in the arena, with which it ends. Nothing is made ready before it is asked for.
regex_shelf *regex_shelf_new(arena *a, size_t patterns);
// Bytes that it may come to hold beyond the arena.
size_t regex_shelf_room(const regex_shelf *s);
// As regex_occurs: of a pattern that is made ready, and put on the shelf when there is room left. What it costs does not
// depend on whether it stood there. ANSWER_UNKNOWN also when regex_new refuses it.
answer regex_shelf_occurs(regex_shelf *s, text pattern, text subject, size_t *steps);

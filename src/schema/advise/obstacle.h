// What no decision sees through. Private to src/schema/advise.
#pragma once
#include "schema/node.h"
#include "schema/work.h"

// The first such thing in a schema, in the order of its keywords, in words: which keyword, where, and why. `path` is where the
// schema stands in what is told ("root": the whole). `*looks` counts the subschemas that may be looked at down. In the arena;
// NULL: none was found.
const char *obstacle_of(arena *a, work *w, size_t *looks, const node *n, const char *path);

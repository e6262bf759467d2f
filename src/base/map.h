// Hash map from text to pointer, in an arena. Keys are borrowed and must outlive the map. Grows, never shrinks.
#pragma once
#include "base/arena.h"

typedef struct map map;

// An empty map that expects about `expected` keys.
map *map_new(arena *a, size_t expected);
// The value, or NULL when absent.
void *map_get(const map *m, text key);
// Sets or replaces; returns the value that was there, or NULL.
void *map_put(map *m, text key, void *value);
size_t map_count(const map *m);

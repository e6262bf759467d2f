// Tables of what is known about pairs of subschemas. Private to src/schema.
#pragma once
#include "schema/node.h"

typedef struct node_pair {
    const node *left;
    const node *right;
} node_pair;

// Begins as all zeros. Tables and records live in the arena that they are given.
typedef struct pair_table {
    node_pair **slots; // open addressing, a power of two
    size_t capacity;
    size_t count;
} pair_table;

// The record of a pair: a struct of `size` bytes that begins with the node_pair. One that is new holds zeros behind it.
void *pair_table_record(pair_table *t, arena *a, const node *left, const node *right, size_t size);

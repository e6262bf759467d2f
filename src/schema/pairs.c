// Open addressing by the addresses of both nodes.
#include "schema/pairs.h"

static size_t slot_of(const pair_table *t, const node *left, const node *right) {
    uint64_t mixed = (uint64_t)(uintptr_t)left * UINT64_C(0x9e3779b97f4a7c15) + (uint64_t)(uintptr_t)right;
    mixed *= UINT64_C(0xff51afd7ed558ccd);
    size_t at = (size_t)(mixed >> 32) & (t->capacity - 1);
    while (t->slots[at] != NULL && (t->slots[at]->left != left || t->slots[at]->right != right))
        at = (at + 1) & (t->capacity - 1);
    return at;
}

static void grow(pair_table *t, arena *a) {
    node_pair **old = t->slots;
    size_t count = t->capacity;
    t->capacity = count == 0 ? 64 : count * 2;
    t->slots = arena_zalloc(a, t->capacity * sizeof(node_pair *));
    for (size_t i = 0; i < count; i++)
        if (old[i] != NULL)
            t->slots[slot_of(t, old[i]->left, old[i]->right)] = old[i];
}

void *pair_table_record(pair_table *t, arena *a, const node *left, const node *right, size_t size) {
    if (t->count * 2 >= t->capacity)
        grow(t, a);
    size_t at = slot_of(t, left, right);
    if (t->slots[at] == NULL) {
        node_pair *record = arena_zalloc(a, size);
        *record = (node_pair){left, right};
        t->slots[at] = record;
        t->count++;
    }
    return t->slots[at];
}

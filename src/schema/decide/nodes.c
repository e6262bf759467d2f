#include "schema/decide/nodes.h"

node *node_made(arena *a, uint64_t keywords, unsigned types, const slot *slots) {
    size_t count = keyword_count(keywords);
    node *n = arena_new_of(a, node);
    *n = (node){.keywords = keywords, .types = (uint8_t)types, .slots = arena_array(a, count, sizeof *slots)};
    memcpy(n->slots, slots, count * sizeof *slots);
    n->shape = (uint64_t)(uintptr_t)n;
    return n;
}

// Nodes that no value of the document stands for.
#include "schema/compile/compile.h"

node *compile_copy(compiler *c, const node *n) {
    node *copy = arena_new_of(c->a, node);
    *copy = *n;
    copy->slots = arena_array(c->a, KEYWORD_COUNT, sizeof(slot));
    memcpy(copy->slots, n->slots, keyword_count(n->keywords) * sizeof(slot));
    copy->next = NULL;
    copy->normal = NULL;
    c->last->next = copy;
    c->last = copy;
    return copy;
}

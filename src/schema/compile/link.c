// References become edges: a node that is nothing but a reference stands for its target. merge.c does the others.
#include "schema/compile/compile.h"

// The node's reference when that is all it says, or NULL.
static node *alias_of(const node *n) {
    uint64_t bits = n->keywords;
    if (bits == 0 || (bits & (bits - 1)) != 0 || (bits & compile_references) == 0)
        return NULL;
    return n->slots[0].own;
}

// Makes the node's edge an open reference.
static void cut(node *n) {
    n->slots[0].compiled = NULL;
    n->open = true;
}

// Follows a chain of bare references to its end, then points all of the chain there. The members of a chain that bites
// its own tail stay open: such a schema has no meaning, so only its text can be compared.
static void settle(node *n) {
    node *up = NULL, *at = n;
    while (at->link == LINK_NEW && alias_of(at) != NULL) {
        at->link = LINK_BUSY;
        at->up = up;
        up = at;
        at = alias_of(at);
    }
    for (node *m = at->link == LINK_BUSY ? up : NULL; m != NULL; m = m == at ? NULL : m->up)
        cut(m);
    for (node *m = up; m != NULL; m = m->up) {
        if (!m->open) {
            m->target = compile_target(alias_of(m));
            m->target->shared = true;
        }
        m->link = LINK_NEW; // merge.c starts afresh
    }
}

static bool has_open_reference(const node *n) {
    for (uint64_t rest = n->keywords & compile_references; rest != 0; rest &= rest - 1)
        if (node_compiled(n, (schema_keyword)__builtin_ctzll(rest)) == NULL)
            return true;
    return false;
}

void compile_link(compiler *c) {
    for (node *n = c->first; n != NULL; n = n->next)
        n->open = has_open_reference(n);
    for (node *n = c->first; n != NULL; n = n->next)
        if (n->target == NULL && !n->open)
            settle(n);
}

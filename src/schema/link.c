// References become edges. A bare reference is its target; a reference with siblings is its target with the siblings
// laid over it, or, where both say something about the same thing, a conjunction of the two.
#include "schema/compile.h"

static const uint64_t references_mask = (UINT64_C(1) << KEYWORD_REFERENCE) |
                                        (UINT64_C(1) << KEYWORD_DYNAMIC_REFERENCE) |
                                        (UINT64_C(1) << KEYWORD_RECURSIVE_REFERENCE);

// Keywords that only make sense together: when both sides say something within one group, neither may be split.
static const uint64_t groups[] = {
    (UINT64_C(1) << KEYWORD_PROPERTIES) | (UINT64_C(1) << KEYWORD_PATTERN_PROPERTIES) |
        (UINT64_C(1) << KEYWORD_ADDITIONAL_PROPERTIES) | (UINT64_C(1) << KEYWORD_UNEVALUATED_PROPERTIES),
    (UINT64_C(1) << KEYWORD_PREFIX_ITEMS) | (UINT64_C(1) << KEYWORD_ITEMS) |
        (UINT64_C(1) << KEYWORD_UNEVALUATED_ITEMS) | (UINT64_C(1) << KEYWORD_CONTAINS),
    (UINT64_C(1) << KEYWORD_CONTAINS) | (UINT64_C(1) << KEYWORD_MIN_CONTAINS) | (UINT64_C(1) << KEYWORD_MAX_CONTAINS),
    (UINT64_C(1) << KEYWORD_IF) | (UINT64_C(1) << KEYWORD_THEN) | (UINT64_C(1) << KEYWORD_ELSE),
};

// Annotations: a sibling replaces what the target says.
static const uint64_t replaceable = (UINT64_C(1) << KEYWORD_DEFAULT) | (UINT64_C(1) << KEYWORD_NULLABLE);
static const uint64_t unevaluated =
    (UINT64_C(1) << KEYWORD_UNEVALUATED_PROPERTIES) | (UINT64_C(1) << KEYWORD_UNEVALUATED_ITEMS);
static const uint64_t applicators = (UINT64_C(1) << KEYWORD_ALL_OF) | (UINT64_C(1) << KEYWORD_ANY_OF) |
                                    (UINT64_C(1) << KEYWORD_ONE_OF) | (UINT64_C(1) << KEYWORD_NOT) |
                                    (UINT64_C(1) << KEYWORD_IF) | (UINT64_C(1) << KEYWORD_DEPENDENT_SCHEMAS) |
                                    (UINT64_C(1) << KEYWORD_REFERENCE) | (UINT64_C(1) << KEYWORD_DYNAMIC_REFERENCE) |
                                    (UINT64_C(1) << KEYWORD_RECURSIVE_REFERENCE);

static bool mergeable(uint64_t siblings, const node *target) {
    uint64_t other = target->keywords;
    if (target->open || target->never || (siblings & other & ~replaceable) != 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
        if ((siblings & groups[i]) != 0 && (other & groups[i]) != 0) {
            return false;
        }
    }
    bool evaluated = ((siblings & unevaluated) != 0 && (other & applicators) != 0) ||
                     ((other & unevaluated) != 0 && (siblings & applicators) != 0);
    return !evaluated;
}

static schema_keyword reference_keyword(const node *n) {
    return (schema_keyword)__builtin_ctzll(n->keywords & references_mask);
}

// The node's only reference into the document, or NULL. Nodes with two of them keep both as conjuncts.
static const node *edge_of(const node *n) {
    uint64_t bits = n->keywords & references_mask;
    if (bits == 0 || (bits & (bits - 1)) != 0) {
        return NULL;
    }
    return node_compiled(n, reference_keyword(n));
}

static void overlay(compiler *c, node *n, const node *target) {
    uint64_t siblings = n->keywords & ~references_mask;
    uint64_t both = siblings | target->keywords;
    slot *slots = arena_array(c->a, (size_t)__builtin_popcountll(both), sizeof(slot));
    size_t used = 0;
    for (uint64_t rest = both; rest != 0; rest &= rest - 1) {
        schema_keyword k = (schema_keyword)__builtin_ctzll(rest);
        slots[used++] = *node_slot((siblings & keyword_bit(k)) != 0 ? n : target, k);
    }
    n->tuple = (siblings & keyword_bit(KEYWORD_PREFIX_ITEMS)) != 0 ? n->tuple : target->tuple;
    n->types = (siblings & keyword_bit(KEYWORD_TYPE)) != 0 ? n->types : target->types;
    n->slots = slots;
    n->keywords = both;
    n->shared = true; // it has children in common with the target: a walk may come round through either
}

static void settle_one(compiler *c, node *n, const node *target) {
    uint64_t siblings = n->keywords & ~references_mask;
    if (siblings == 0) {
        n->target = target;
        ((node *)target)->shared = true;
    } else if (mergeable(siblings, target)) {
        overlay(c, n, target);
    }
}

// Makes the node's edge an open reference.
static void cut(node *n) {
    slot *reference = (slot *)node_slot(n, reference_keyword(n));
    reference->compiled = NULL;
    n->open = true;
}

// Follows a chain of references to its end, then settles the chain backwards. The members of a chain that bites its
// own tail stay open: such a schema has no meaning, so only its text can be compared.
static void settle(compiler *c, node *n) {
    node *up = NULL, *at = n;
    while (at->link == LINK_NEW && edge_of(at) != NULL) {
        at->link = LINK_BUSY;
        at->up = up;
        up = at;
        at = (node *)edge_of(at);
    }
    for (node *m = at->link == LINK_BUSY ? up : NULL; m != NULL; m = m == at ? NULL : m->up) {
        cut(m);
    }
    for (node *m = up; m != NULL; m = m->up) {
        if (!m->open) {
            settle_one(c, m, node_of(edge_of(m)));
        }
        m->link = LINK_DONE;
    }
}

static bool has_open_reference(const node *n) {
    for (uint64_t rest = n->keywords & references_mask; rest != 0; rest &= rest - 1) {
        if (node_compiled(n, (schema_keyword)__builtin_ctzll(rest)) == NULL) {
            return true;
        }
    }
    return false;
}

void compile_link(compiler *c) {
    for (node *n = c->first; n != NULL; n = n->next) {
        n->open = has_open_reference(n);
    }
    for (node *n = c->first; n != NULL; n = n->next) {
        if (n->link == LINK_NEW) {
            settle(c, n);
        }
    }
}

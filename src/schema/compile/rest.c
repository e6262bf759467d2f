// What holds for the rest, in one form. Where no subschema beside it is about the same value, what is not evaluated is what is
// not declared: `unevaluatedProperties` is as good as `additionalProperties`, and so is a pattern that occurs in every name.
#include "schema/compile/compile.h"
#include "schema/regex_dialect.h"
#include <assert.h>

// Subschemas of the same value, which may evaluate parts of it.
static const uint64_t evaluating = KEYWORD_BIT(ALL_OF) | KEYWORD_BIT(ANY_OF) | KEYWORD_BIT(ONE_OF) | KEYWORD_BIT(NOT) |
                                   KEYWORD_BIT(IF) | KEYWORD_BIT(THEN) | KEYWORD_BIT(ELSE) |
                                   KEYWORD_BIT(DEPENDENT_SCHEMAS) | KEYWORD_BIT(DYNAMIC_REFERENCE) |
                                   KEYWORD_BIT(RECURSIVE_REFERENCE) | KEYWORD_BIT(MALFORMED);

// Takes a keyword out, and puts it in again under another name unless that is KEYWORD_COUNT.
static void move(node *n, schema_keyword from, schema_keyword to, slot value) {
    size_t count = keyword_count(n->keywords);
    size_t at = keyword_count(n->keywords & (keyword_bit(from) - 1));
    memmove(n->slots + at, n->slots + at + 1, (count - at - 1) * sizeof(slot));
    n->keywords &= ~keyword_bit(from);
    if (to == KEYWORD_COUNT)
        return;
    at = keyword_count(n->keywords & (keyword_bit(to) - 1));
    memmove(n->slots + at + 1, n->slots + at, (count - 1 - at) * sizeof(slot));
    n->slots[at] = value;
    n->keywords |= keyword_bit(to);
}

static bool is_one_for_all(const node *n) {
    const node_table *patterns = node_entries(n, KEYWORD_PATTERN_PROPERTIES);
    return patterns->count == 1 && regex_is_everywhere(patterns->items[0].name) && !node_has(n, KEYWORD_PROPERTIES) &&
           !node_has(n, KEYWORD_UNEVALUATED_PROPERTIES);
}

static node *copy_of(compiler *c, node *n) {
    if (n->normal == NULL)
        n->normal = compile_copy(c, n);
    c->merged++;
    return n->normal;
}

// Where something is said of the rest beside it, all is evaluated.
static void settle_unevaluated(compiler *c, node *n, schema_keyword k, schema_keyword rest) {
    const node *is = n->normal != NULL ? n->normal : n;
    if (node_has(is, k))
        move(copy_of(c, n), k, node_has(is, rest) ? KEYWORD_COUNT : rest, *node_slot(is, k));
}

void compile_rest(compiler *c, node *n) {
    const node *is = n->normal != NULL ? n->normal : n;
    if ((is->keywords & evaluating) != 0 || is->open || is->never || c->merged >= SCHEMA_NODES_MAX)
        return;
    settle_unevaluated(c, n, KEYWORD_UNEVALUATED_PROPERTIES, KEYWORD_ADDITIONAL_PROPERTIES);
    if (!node_has(is, KEYWORD_CONTAINS) || is->overlooks)
        settle_unevaluated(c, n, KEYWORD_UNEVALUATED_ITEMS, KEYWORD_ITEMS);
    is = n->normal != NULL ? n->normal : n;
    if (!is_one_for_all(is))
        return;
    const node_table *patterns = node_entries(is, KEYWORD_PATTERN_PROPERTIES);
    assert(patterns->items != NULL); // there is one
    const slot all = {.value = node_of(patterns->items[0].schema)->source, .compiled = patterns->items[0].schema};
    node *normal = copy_of(c, n);
    if (node_has(normal, KEYWORD_ADDITIONAL_PROPERTIES))
        move(normal, KEYWORD_ADDITIONAL_PROPERTIES, KEYWORD_COUNT, all);
    move(normal, KEYWORD_PATTERN_PROPERTIES, KEYWORD_ADDITIONAL_PROPERTIES, all);
}

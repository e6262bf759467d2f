// Inclusion: does one subschema accept everything that another one does? Each thing that `b` says must follow from what
// `a` says: by itself, by one of its conjuncts, or by each of its alternatives.
#include "schema/decide/proof.h"

// --- composition -----------------------------------------------------------------------------------------------------

static bool within_some(proof *p, const node *a, const node_list *list, unsigned depth) {
    for (size_t i = 0; i < list->count; i++)
        if (proof_within(p, a, list->items[i], depth + 1))
            return true;
    return false;
}

// Every value lies in some alternative: all in one, or those of each type in one.
static bool any_follows(proof *p, const node *a, const node_list *list, unsigned depth) {
    if (within_some(p, a, list, depth))
        return true;
    static const unsigned kinds[] = {TYPE_NULL,   TYPE_BOOLEAN, TYPE_NUMBER | TYPE_INTEGER,
                                     TYPE_STRING, TYPE_ARRAY,   TYPE_OBJECT};
    unsigned types = node_types(a);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (types == 0 || (types & ~kinds[i]) == 0)
            return false; // one type only: splitting gives nothing new
        node *part =
            arena_new_of(work_memory(p->work), node); // outlives the proof: equality remembers pairs by address
        *part = *a;
        part->types = (uint8_t)(types & kinds[i]);
        part->shape = a->shape + i + 1;
        if (part->types != 0 && !within_some(p, part, list, depth))
            return false;
    }
    return true;
}

static bool one_follows(proof *p, const node *a, const node_list *list, unsigned depth) {
    for (size_t i = 0; i < list->count; i++) {
        bool only = proof_within(p, a, list->items[i], depth + 1);
        for (size_t j = 0; only && j < list->count; j++)
            only = j == i || proof_apart(p, a, list->items[j], depth + 1);
        if (only)
            return true;
    }
    return false;
}

static bool all_follow(proof *p, const node *a, const branch_list *list, unsigned depth) {
    for (size_t i = 0; i < list->count; i++)
        if (!proof_within(p, a, list->items[i].schema, depth + 1))
            return false;
    return true;
}

static bool not_follows(proof *p, const node *a, const node *b, unsigned depth) {
    const node *excluded = node_child(b, KEYWORD_NOT);
    return (node_has(a, KEYWORD_NOT) && proof_within(p, excluded, node_child(a, KEYWORD_NOT), depth + 1)) ||
           proof_apart(p, a, excluded, depth + 1);
}

static bool condition_follows(proof *p, const node *a, const node *b, unsigned depth) {
    const node *then = node_child(b, KEYWORD_THEN), *otherwise = node_child(b, KEYWORD_ELSE);
    if (node_has(a, KEYWORD_IF) && decide_equal(p->work, node_child(a, KEYWORD_IF), node_child(b, KEYWORD_IF)) &&
        proof_within(p, node_child(a, KEYWORD_THEN), then, depth + 1) &&
        proof_within(p, node_child(a, KEYWORD_ELSE), otherwise, depth + 1))
        return true;
    return proof_within(p, a, then, depth + 1) && proof_within(p, a, otherwise, depth + 1);
}

// --- one keyword at a time -------------------------------------------------------------------------------------------

// The types that a keyword speaks of; it says nothing of values of other types.
static unsigned types_of(schema_keyword k) {
    switch (k) {
    case KEYWORD_MIN_LENGTH:
    case KEYWORD_MAX_LENGTH:
    case KEYWORD_PATTERN:
        return TYPE_STRING;
    case KEYWORD_MINIMUM:
    case KEYWORD_MAXIMUM:
    case KEYWORD_EXCLUSIVE_MINIMUM:
    case KEYWORD_EXCLUSIVE_MAXIMUM:
    case KEYWORD_MULTIPLE_OF:
        return TYPE_NUMBER | TYPE_INTEGER;
    case KEYWORD_MIN_ITEMS:
    case KEYWORD_MAX_ITEMS:
    case KEYWORD_UNIQUE_ITEMS:
    case KEYWORD_PREFIX_ITEMS:
    case KEYWORD_ITEMS:
    case KEYWORD_CONTAINS:
    case KEYWORD_UNEVALUATED_ITEMS:
        return TYPE_ARRAY;
    case KEYWORD_PROPERTIES:
    case KEYWORD_PATTERN_PROPERTIES:
    case KEYWORD_REQUIRED:
    case KEYWORD_MIN_PROPERTIES:
    case KEYWORD_MAX_PROPERTIES:
    case KEYWORD_ADDITIONAL_PROPERTIES:
    case KEYWORD_UNEVALUATED_PROPERTIES:
    case KEYWORD_PROPERTY_NAMES:
    case KEYWORD_DEPENDENT_REQUIRED:
    case KEYWORD_DEPENDENT_SCHEMAS:
        return TYPE_OBJECT;
    default:
        return TYPE_ALL;
    }
}

static bool follows_here(proof *p, const node *a, const node *b, schema_keyword k, unsigned depth) {
    const slot *want = node_slot(b, k);
    switch (k) {
    case KEYWORD_PROPERTIES:
        return proof_properties_follow(p, a, want->compiled, depth);
    case KEYWORD_PATTERN_PROPERTIES:
        return proof_patterns_follow(p, a, want->compiled, depth);
    case KEYWORD_ADDITIONAL_PROPERTIES:
        return proof_additional_follows(p, a, b, depth);
    case KEYWORD_REQUIRED:
        return proof_names_follow(p, a, want->compiled);
    case KEYWORD_DEPENDENT_REQUIRED:
    case KEYWORD_DEPENDENT_SCHEMAS:
        return proof_dependents_follow(p, a, b, k, depth);
    case KEYWORD_PROPERTY_NAMES:
        return proof_within(p, node_child(a, k), want->compiled, depth + 1);
    case KEYWORD_PREFIX_ITEMS:
    case KEYWORD_ITEMS:
        return proof_items_follow(p, a, b, depth);
    case KEYWORD_CONTAINS:
        return proof_contains_follows(p, a, b, depth);
    case KEYWORD_ALL_OF:
        return all_follow(p, a, want->compiled, depth);
    case KEYWORD_ANY_OF:
        return any_follows(p, a, want->compiled, depth);
    case KEYWORD_ONE_OF:
        return one_follows(p, a, want->compiled, depth);
    case KEYWORD_NOT:
        return not_follows(p, a, b, depth);
    case KEYWORD_IF:
        return condition_follows(p, a, b, depth);
    case KEYWORD_DYNAMIC_REFERENCE: // equal texts may mean different schemas
    case KEYWORD_RECURSIVE_REFERENCE:
        return false;
    default:
        return proof_value_follows(a, b, k);
    }
}

// Keywords that say nothing of what is accepted, or that the keyword next to them speaks for.
static const uint64_t silent = KEYWORD_BIT(DEFAULT) | KEYWORD_BIT(THEN) | KEYWORD_BIT(ELSE) |
                               KEYWORD_BIT(MIN_CONTAINS) | KEYWORD_BIT(MAX_CONTAINS);

static bool follows(proof *p, const node *a, const node *b, schema_keyword k, unsigned depth) {
    a = node_normal(a);
    if (!proof_step(p, depth))
        return false;
    if (a->never || follows_here(p, a, b, k, depth))
        return true;
    const branch_list *all = node_branches(a);
    for (size_t i = 0; i < all->count; i++)
        if (follows(p, all->items[i].schema, b, k, depth + 1))
            return true;
    const node_list *any = node_alternatives(a);
    bool each = any != NULL;
    for (size_t i = 0; each && i < any->count; i++)
        each = follows(p, any->items[i], b, k, depth + 1);
    return each;
}

// OpenAPI's `nullable` lets null pass beside `type`; a proof must hold for readers who heed it, too.
static bool nullable_follows(const node *a, const node *b) {
    return !node_has(a, KEYWORD_NULLABLE) || node_has(b, KEYWORD_NULLABLE) || (b->types & TYPE_NULL) != 0;
}

bool proof_within(proof *p, const node *a, const node *b, unsigned depth) {
    a = node_normal(a);
    b = node_normal(b);
    if (a == b || node_is_true(b) || a->never)
        return true;
    if (b->never || node_has(b, KEYWORD_MALFORMED) || !nullable_follows(a, b) || !proof_step(p, depth))
        return false;
    if (decide_equal(p->work, a, b))
        return true;
    if (!node_has(a, KEYWORD_NULLABLE) && proof_values(p, a, b, SCHEMA_ACCEPTS))
        return true;
    unsigned types = node_types(a);
    for (uint64_t rest = b->keywords & ~b->idle & ~silent & ~KEYWORD_BIT(NULLABLE); rest != 0; rest &= rest - 1) {
        schema_keyword k = (schema_keyword)__builtin_ctzll(rest);
        if ((types & types_of(k)) != 0 && !follows(p, a, b, k, depth))
            return false;
    }
    return true;
}

bool proof_keyword(proof *p, const node *a, const node *b, schema_keyword k) {
    a = node_normal(a);
    if ((node_types(a) & types_of(k)) == 0 && !node_has(a, KEYWORD_NULLABLE))
        return true;
    if (node_has(a, KEYWORD_NULLABLE))
        return nullable_follows(a, b) && follows(p, a, b, k, 0);
    return follows(p, a, b, k, 0) || proof_values(p, a, b, SCHEMA_ACCEPTS);
}

// Inclusion of what schemas say about the parts of values: members of objects, elements of arrays.
#include "schema/decide/proof.h"
#include "schema/number.h"

// --- objects ---------------------------------------------------------------------------------------------------------

const node *proof_member(proof *p, const node *n, text name) {
    const node_entry *own = node_table_find(node_compiled(n, KEYWORD_PROPERTIES), name);
    if (own != NULL)
        return node_of(own->schema);
    const node_table *patterns = node_entries(n, KEYWORD_PATTERN_PROPERTIES);
    for (size_t i = 0; i < patterns->count; i++) {
        answer occurs = work_occurs(p->work, patterns->items[i].name, name);
        if (occurs != ANSWER_NO)
            return occurs == ANSWER_YES ? node_of(patterns->items[i].schema) : NULL;
    }
    return node_has(n, KEYWORD_ADDITIONAL_PROPERTIES) ? node_child(n, KEYWORD_ADDITIONAL_PROPERTIES) : NULL;
}

// Whether a member of that name, in an object that `a` accepts, is accepted by `wanted`.
static bool member_follows(proof *p, const node *a, text name, const node *wanted, unsigned depth) {
    a = node_normal(a);
    if (!proof_step(p, depth))
        return false;
    const node *have = proof_member(p, a, name);
    if (have != NULL && proof_within(p, have, wanted, depth + 1))
        return true;
    const branch_list *all = node_branches(a);
    for (size_t i = 0; i < all->count; i++)
        if (member_follows(p, all->items[i].schema, name, wanted, depth + 1))
            return true;
    const node_list *any = node_alternatives(a);
    bool follows = any != NULL;
    for (size_t i = 0; follows && i < any->count; i++)
        follows = member_follows(p, any->items[i], name, wanted, depth + 1);
    return follows;
}

bool proof_member_follows(proof *p, const node *a, text name, const node *wanted) {
    return member_follows(p, a, name, wanted, 0);
}

bool proof_properties_follow(proof *p, const node *a, const node_table *wanted, unsigned depth) {
    for (size_t i = 0; i < wanted->count; i++)
        if (!node_is_true(node_of(wanted->items[i].schema)) &&
            !member_follows(p, a, wanted->items[i].name, wanted->items[i].schema, depth))
            return false;
    return true;
}

// The same pattern in `a` constrains the same names.
bool proof_patterns_follow(proof *p, const node *a, const node_table *wanted, unsigned depth) {
    const node_table *have = node_compiled(a, KEYWORD_PATTERN_PROPERTIES);
    for (size_t i = 0; i < wanted->count; i++) {
        const node_entry *same = node_table_find(have, wanted->items[i].name);
        if (same == NULL || !proof_within(p, same->schema, wanted->items[i].schema, depth + 1))
            return false;
    }
    return true;
}

static bool each_within(proof *p, const node_table *have, const node_table *but, const node *wanted, unsigned depth) {
    for (size_t i = 0; i < have->count; i++)
        if (node_table_find(but, have->items[i].name) == NULL &&
            !proof_within(p, have->items[i].schema, wanted, depth + 1))
            return false;
    return true;
}

// What `b` says of its additional members holds for all members of `a` that `b` does not speak of otherwise.
bool proof_additional_follows(proof *p, const node *a, const node *b, unsigned depth) {
    const node *wanted = node_child(b, KEYWORD_ADDITIONAL_PROPERTIES);
    const node_table *names = node_entries(a, KEYWORD_PROPERTIES);
    const node_table *patterns = node_entries(a, KEYWORD_PATTERN_PROPERTIES);
    return proof_within(p, node_child(a, KEYWORD_ADDITIONAL_PROPERTIES), wanted, depth + 1) &&
           each_within(p, names, node_compiled(b, KEYWORD_PROPERTIES), wanted, depth) &&
           each_within(p, patterns, node_compiled(b, KEYWORD_PATTERN_PROPERTIES), wanted, depth);
}

// Whether the node or one of its conjuncts requires the member.
static bool requires(proof *p, const node *n, text name, unsigned depth) {
    n = node_normal(n);
    if (name_set_holds(node_compiled(n, KEYWORD_REQUIRED), name))
        return true;
    const branch_list *all = node_branches(n);
    for (size_t i = 0; i < all->count && proof_step(p, depth); i++)
        if (requires(p, all->items[i].schema, name, depth + 1))
            return true;
    return false;
}

bool proof_names_follow(proof *p, const node *a, const name_set *wanted) {
    for (size_t i = 0; i < wanted->count; i++)
        if (!requires(p, a, wanted->items[i], 0))
            return false;
    return true;
}

static const dependent *dependent_find(const dependent_table *table, text name) {
    for (size_t i = 0; table != NULL && i < table->count; i++)
        if (text_equal(table->items[i].name, name))
            return &table->items[i];
    return NULL;
}

bool proof_dependents_follow(proof *p, const node *a, const node *b, schema_keyword k, unsigned depth) {
    const dependent_table *wanted = node_compiled(b, k);
    for (size_t i = 0; i < wanted->count; i++) {
        const dependent *want = &wanted->items[i], *have = dependent_find(node_compiled(a, k), want->name);
        bool follows = k == KEYWORD_DEPENDENT_SCHEMAS
                           ? (have != NULL && proof_within(p, have->schema, want->schema, depth + 1)) ||
                                 proof_within(p, a, want->schema, depth + 1)
                           : proof_names_follow(p, a, &want->required);
        for (size_t j = 0; !follows && have != NULL && k == KEYWORD_DEPENDENT_REQUIRED; j++) {
            follows = j == want->required.count;
            if (follows || !name_set_holds(&have->required, want->required.items[j]))
                break;
        }
        if (!follows)
            return false;
    }
    return true;
}

// --- arrays ----------------------------------------------------------------------------------------------------------

bool proof_items_follow(proof *p, const node *a, const node *b, unsigned depth) {
    const node_list *have = node_schemas(a, KEYWORD_PREFIX_ITEMS);
    const node_list *want = node_schemas(b, KEYWORD_PREFIX_ITEMS);
    const node *have_rest = node_child(a, KEYWORD_ITEMS), *want_rest = node_child(b, KEYWORD_ITEMS);
    size_t longest = have->count > want->count ? have->count : want->count;
    for (size_t i = 0; i < longest; i++)
        if (!proof_within(p, i < have->count ? have->items[i] : have_rest, i < want->count ? want->items[i] : want_rest,
                          depth + 1))
            return false;
    return proof_within(p, have_rest, want_rest, depth + 1);
}

bool proof_contains_follows(proof *p, const node *a, const node *b, unsigned depth) {
    const json_value *have = node_least_contained(a);
    const json_value *want = node_least_contained(b);
    if (number_compare(want, &value_zero) == 0 && !node_has(b, KEYWORD_MAX_CONTAINS))
        return true;
    if (!node_has(a, KEYWORD_CONTAINS) || number_compare(have, want) < 0)
        return false;
    const node *in = node_child(a, KEYWORD_CONTAINS), *out = node_child(b, KEYWORD_CONTAINS);
    if (!node_has(b, KEYWORD_MAX_CONTAINS))
        return proof_within(p, in, out, depth + 1);
    const json_value *have_most = node_value(a, KEYWORD_MAX_CONTAINS), *want_most = node_value(b, KEYWORD_MAX_CONTAINS);
    return have_most != NULL && number_compare(have_most, want_most) <= 0 && decide_equal(p->work, in, out);
}

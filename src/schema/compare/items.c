// Array elements: prefix and rest, contains.
#include "schema/compare/compare.h"
#include "schema/decide/decide.h"
#include "schema/number.h"
#include "schema/render.h"

static const char *prefix_keyword(const node *n) {
    return n->tuple ? "items" : "prefixItems";
}

// Nothing but the positions tells which elements `unevaluatedItems` is about: it is as good as `items` behind the prefix.
bool items_are_plain(const node *n) {
    return !node_is_composed(n) && !node_has(n, KEYWORD_CONTAINS) && !n->open;
}

static schema_keyword rest_keyword(const node *n) {
    bool unevaluated = !node_has(n, KEYWORD_ITEMS) && node_has(n, KEYWORD_UNEVALUATED_ITEMS);
    return unevaluated ? KEYWORD_UNEVALUATED_ITEMS : KEYWORD_ITEMS;
}

static const char *rest_name(const node *n) {
    return rest_keyword(n) == KEYWORD_UNEVALUATED_ITEMS ? "unevaluatedItems" : n->tuple ? "additionalItems" : "items";
}

// Element by element: behind its prefix, an array says of each element what it says of the rest.
void compare_items(comparison *c, const node *old, const node *new, const place *at) {
    const node_list *before = node_schemas(old, KEYWORD_PREFIX_ITEMS);
    const node_list *after = node_schemas(new, KEYWORD_PREFIX_ITEMS);
    bool plain = items_are_plain(old) && items_are_plain(new);
    const node *old_rest = node_child(old, plain ? rest_keyword(old) : KEYWORD_ITEMS);
    const node *new_rest = node_child(new, plain ? rest_keyword(new) : KEYWORD_ITEMS);
    const node *named = after->count >= before->count ? new : old;
    const place inside = {.up = at, .name = text_of(prefix_keyword(named))};
    size_t longest = after->count > before->count ? after->count : before->count;
    for (size_t i = 0; i < longest; i++) {
        const place here = {.up = &inside, .index = i};
        const step element = {.kind = STEP_ELEMENT, .index = i};
        compare_pair(c, i < before->count ? before->items[i] : old_rest, i < after->count ? after->items[i] : new_rest,
                     &here, &element);
    }
    const node *told = node_has(new, plain ? rest_keyword(new) : KEYWORD_ITEMS) ? new : old;
    const char *name = plain ? rest_name(told) : told->tuple ? "additionalItems" : "items";
    const place rest = {.up = at, .name = text_of(name)};
    const step behind = {.kind = STEP_REST, .index = longest};
    compare_pair(c, old_rest, new_rest, &rest, &behind);
}

static void compare_counts(comparison *c, const node *old, const node *new, const place *at) {
    const json_value *before = node_value(old, KEYWORD_MIN_CONTAINS), *after = node_value(new, KEYWORD_MIN_CONTAINS);
    const json_value *was = node_least_contained(old), *is = node_least_contained(new);
    int least = number_compare(is, was);
    if (least != 0 && report_wanted(c)) {
        report_change(c, least > 0 ? SCHEMA_CONSTRAINT_TIGHTENED : SCHEMA_CONSTRAINT_RELAXED, at, "minContains", before,
                      after, "Constraint 'minContains' %s from %s to %s", least > 0 ? "tightened" : "relaxed",
                      value_render(c->a, was), value_render(c->a, is));
    }
    before = node_value(old, KEYWORD_MAX_CONTAINS); // has no default
    after = node_value(new, KEYWORD_MAX_CONTAINS);
    if (before == NULL && after == NULL)
        return;
    if (before == NULL) {
        report_constraint_added(c, at, "maxContains", after);
    } else if (after == NULL) {
        report_constraint_removed(c, at, "maxContains", before);
    } else if (number_compare(before, after) != 0 && report_wanted(c)) {
        bool less = number_compare(after, before) < 0;
        report_change(c, less ? SCHEMA_CONSTRAINT_TIGHTENED : SCHEMA_CONSTRAINT_RELAXED, at, "maxContains", before,
                      after, "Constraint 'maxContains' %s from %s to %s", less ? "tightened" : "relaxed",
                      value_render(c->a, before), value_render(c->a, after));
    }
}

// The keyword came or went; what it demands may hold anyway.
static void contains_alone(comparison *c, const node *old, const node *new, const place *at) {
    if (node_has(new, KEYWORD_CONTAINS)) {
        if (!compare_follows(c, SIDE_OLD, old, new, KEYWORD_CONTAINS))
            report_constraint_added(c, at, "contains", node_value(new, KEYWORD_CONTAINS));
    } else if (!compare_follows(c, SIDE_NEW, new, old, KEYWORD_CONTAINS)) {
        report_constraint_removed(c, at, "contains", node_value(old, KEYWORD_CONTAINS));
    }
}

void compare_contains(comparison *c, const node *old, const node *new, const place *at) {
    const slot *before = node_slot(old, KEYWORD_CONTAINS), *after = node_slot(new, KEYWORD_CONTAINS);
    const place here = {.up = at, .name = TEXT("contains")};
    if (before == NULL || after == NULL) {
        contains_alone(c, old, new, at);
        compare_pair_promises(c, node_child(old, KEYWORD_CONTAINS), node_child(new, KEYWORD_CONTAINS), &here,
                              &step_some);
        return;
    }
    compare_counts(c, old, new, at);
    if (!node_has(old, KEYWORD_MAX_CONTAINS) && !node_has(new, KEYWORD_MAX_CONTAINS)) {
        compare_pair(c, before->compiled, after->compiled, &here, &step_some);
        return;
    }
    compare_pair_promises(c, before->compiled, after->compiled, &here, &step_some);
    if (!decide_equal(&c->work, before->compiled, after->compiled) && report_wanted(c)) {
        report_change(c, SCHEMA_UNDECIDED, &here, NULL, before->value, after->value,
                      "'contains' changed under a 'maxContains': more matches can mean fewer accepted arrays");
    }
}

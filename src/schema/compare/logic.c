// References that stay open, conjuncts, negation, conditions, and the keywords that hold one subschema.
#include "schema/compare/compare.h"
#include "schema/decide/decide.h"
#include "schema/render.h"

static void undecided(comparison *c, const place *at, const char *keyword, const json_value *before,
                      const json_value *after, const char *reason) {
    if (report_wanted(c))
        report_change(c, SCHEMA_UNDECIDED, at, keyword, before, after, "%s", reason);
}

// Keywords with one subschema that only ever narrows what their parent accepts.
static void compare_child(comparison *c, schema_keyword k, const node *old, const node *new, const place *at,
                          const step *to) {
    const node *was = node_child(old, k), *is = node_child(new, k);
    bool was_true = node_is_true(node_normal(was)), is_true = node_is_true(node_normal(is)), outer = c->openness;
    c->openness = outer || k == KEYWORD_PROPERTY_NAMES || k == KEYWORD_UNEVALUATED_PROPERTIES;
    if (was_true && !is_true) {
        report_constraint_added(c, at, keyword_name(k), node_value(new, k));
    } else if (is_true && !was_true) {
        report_constraint_removed(c, at, keyword_name(k), node_value(old, k));
    } else {
        const place here = {.up = at, .name = text_of(keyword_name(k))};
        compare_pair(c, was, is, &here, to);
    }
    c->openness = outer;
}

void compare_children(comparison *c, const node *old, const node *new, const place *at) {
    compare_child(c, KEYWORD_PROPERTY_NAMES, old, new, at, &step_apart);
    compare_child(c, KEYWORD_CONTENT_SCHEMA, old, new, at, &step_apart);
}

// --- references that lead out of the document ------------------------------------------------------------------------

static void compare_open(comparison *c, schema_keyword k, const json_value *before, const json_value *after,
                         const place *at) {
    bool same = before != NULL && after != NULL && json_equal(before, after);
    if (same && k == KEYWORD_REFERENCE)
        return;
    undecided(c, at, keyword_name(k), before, after,
              k == KEYWORD_REFERENCE
                  ? "The reference leads out of the document, so its target cannot be compared"
                  : "What a dynamic reference means depends on the whole document, and that changed");
}

void compare_references(comparison *c, const node *old, const node *new, const place *at) {
    static const schema_keyword references[] = {KEYWORD_REFERENCE, KEYWORD_DYNAMIC_REFERENCE,
                                                KEYWORD_RECURSIVE_REFERENCE};
    for (size_t i = 0; i < 3; i++) {
        const json_value *before = node_value(old, references[i]), *after = node_value(new, references[i]);
        if (before != NULL || after != NULL)
            compare_open(c, references[i], before, after, at);
    }
}

// --- allOf -----------------------------------------------------------------------------------------------------------

static size_t find_equal(comparison *c, const node *wanted, const branch_list *list, const bool *taken) {
    for (size_t i = 0; i < list->count && work_visit(&c->work); i++)
        if (!taken[i] && decide_equal(&c->work, wanted, list->items[i].schema))
            return i;
    return list->count;
}

// A conjunct that came restricts unless it follows from what held before; one that went is the mirror image.
static void branch_alone(comparison *c, const node_branch *branch, bool came, const node *other, const place *at) {
    const place here = {.up = at, .name = text_of(branch->label)};
    bool follows = compare_within(c, came ? SIDE_OLD : SIDE_NEW, other, branch->schema);
    const node *from = came ? &node_true : branch->schema, *to = came ? branch->schema : &node_true;
    if (follows)
        compare_promises(c, from, to, &here);
    else
        compare_in_place(c, from, to, &here);
}

void compare_all_of(comparison *c, const node *old, const node *new, const place *at) {
    const branch_list *before = node_branches(old);
    const branch_list *after = node_branches(new);
    bool *old_taken = arena_zalloc(work_memory(&c->work), before->count + 1);
    bool *new_taken = arena_zalloc(work_memory(&c->work), after->count + 1);
    for (size_t i = 0; i < before->count; i++) {
        bool same_place = i < after->count && !new_taken[i] &&
                          decide_equal(&c->work, before->items[i].schema, after->items[i].schema);
        size_t j = same_place ? i : find_equal(c, before->items[i].schema, after, new_taken);
        old_taken[i] = j < after->count;
        new_taken[j] = true;
    }
    for (size_t i = 0, j = 0; i < before->count || j < after->count;) {
        bool skip = false;
        if (i < before->count && old_taken[i]) {
            i++;
            skip = true;
        }
        if (j < after->count && new_taken[j]) {
            j++;
            skip = true;
        }
        if (skip)
            continue;
        if (i < before->count && j < after->count) {
            const place here = {.up = at, .name = text_of(after->items[j].label)};
            compare_in_place(c, before->items[i].schema, after->items[j].schema, &here);
        } else if (i < before->count) {
            branch_alone(c, &before->items[i], false, new, at);
        } else {
            branch_alone(c, &after->items[j], true, old, at);
        }
        i++;
        j++;
    }
}

// --- not -------------------------------------------------------------------------------------------------------------

static void compare_excluded(comparison *c, const node *old, const node *new, const place *at) {
    const node *was = node_child(old, KEYWORD_NOT), *is = node_child(new, KEYWORD_NOT);
    if (decide_equal(&c->work, was, is))
        return;
    bool less = decide_within(&c->work, is, was), more = decide_within(&c->work, was, is);
    if ((less && more) || !report_wanted(c))
        return;
    const json_value *before = node_value(old, KEYWORD_NOT), *after = node_value(new, KEYWORD_NOT);
    if (!less && !more) {
        undecided(c, at, "not", before, after, "What 'not' excludes changed, and neither includes the other");
        return;
    }
    report_change(c, less ? SCHEMA_CONSTRAINT_RELAXED : SCHEMA_CONSTRAINT_TIGHTENED, at, "not", before, after,
                  "Constraint 'not' excludes %s than before", less ? "less" : "more");
}

void compare_not(comparison *c, const node *old, const node *new, const place *at) {
    bool before = node_has(old, KEYWORD_NOT), after = node_has(new, KEYWORD_NOT);
    if (before && after) {
        compare_excluded(c, old, new, at);
    } else if (after) {
        if (!compare_follows(c, SIDE_OLD, old, new, KEYWORD_NOT))
            report_constraint_added(c, at, "not", node_value(new, KEYWORD_NOT));
    } else if (!compare_follows(c, SIDE_NEW, new, old, KEYWORD_NOT)) {
        report_constraint_removed(c, at, "not", node_value(old, KEYWORD_NOT));
    }
}

// --- if, then, else --------------------------------------------------------------------------------------------------

static bool has_effect(const node *n) {
    return node_has(n, KEYWORD_IF) &&
           !(node_is_true(node_child(n, KEYWORD_THEN)) && node_is_true(node_child(n, KEYWORD_ELSE)));
}

static void compare_outcomes(comparison *c, const node *old, const node *new, const place *at, bool promises) {
    static const schema_keyword outcomes[] = {KEYWORD_THEN, KEYWORD_ELSE};
    for (size_t i = 0; i < 2; i++) {
        const place here = {.up = at, .name = text_of(keyword_name(outcomes[i]))};
        (promises ? compare_promises : compare_in_place)(c, node_child(old, outcomes[i]), node_child(new, outcomes[i]),
                                                         &here);
    }
}

static void condition_alone(comparison *c, const node *old, const node *new, bool came, const place *at) {
    if (!compare_follows(c, came ? SIDE_OLD : SIDE_NEW, came ? old : new, came ? new : old, KEYWORD_IF)) {
        if (came)
            report_constraint_added(c, at, "if", node_value(new, KEYWORD_IF));
        else
            report_constraint_removed(c, at, "if", node_value(old, KEYWORD_IF));
    }
    compare_outcomes(c, came ? &node_true : old, came ? new : &node_true, at, true);
}

void compare_conditions(comparison *c, const node *old, const node *new, const place *at) {
    bool before = has_effect(old), after = has_effect(new);
    if (before != after) {
        condition_alone(c, old, new, after, at);
        return;
    }
    if (!before)
        return;
    if (decide_equal(&c->work, node_child(old, KEYWORD_IF), node_child(new, KEYWORD_IF))) {
        compare_outcomes(c, old, new, at, false);
        return;
    }
    undecided(c, at, "if", node_value(old, KEYWORD_IF), node_value(new, KEYWORD_IF),
              "The condition changed, so 'then' and 'else' apply to other values");
    compare_outcomes(c, old, new, at, true);
}

// --- unevaluatedProperties, unevaluatedItems -------------------------------------------------------------------------

static bool lists_equal(comparison *c, const node_list *before, const node_list *after) {
    for (size_t i = 0; before->count == after->count && i < before->count; i++)
        if (!decide_equal(&c->work, before->items[i], after->items[i]))
            return false;
    return before->count == after->count;
}

static bool branches_equal(comparison *c, const branch_list *before, const branch_list *after) {
    for (size_t i = 0; before->count == after->count && i < before->count; i++)
        if (!decide_equal(&c->work, before->items[i].schema, after->items[i].schema))
            return false;
    return before->count == after->count;
}

static bool dependents_equal(comparison *c, const dependent_table *before, const dependent_table *after) {
    for (size_t i = 0; before->count == after->count && i < before->count; i++)
        if (!text_equal(before->items[i].name, after->items[i].name) ||
            !decide_equal(&c->work, before->items[i].schema, after->items[i].schema))
            return false;
    return before->count == after->count;
}

// Whether everything that an unevaluated keyword of these two nodes looks at, but for their own properties, is equal.
static bool looked_at_equal(comparison *c, const node *old, const node *new) {
    static const schema_keyword all[] = {
        KEYWORD_ALL_OF,   KEYWORD_ANY_OF, KEYWORD_ONE_OF,       KEYWORD_NOT,
        KEYWORD_IF,       KEYWORD_THEN,   KEYWORD_ELSE,         KEYWORD_DEPENDENT_SCHEMAS,
        KEYWORD_CONTAINS, KEYWORD_ITEMS,  KEYWORD_PREFIX_ITEMS, KEYWORD_ADDITIONAL_PROPERTIES};
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        schema_keyword k = all[i];
        const slot *before = node_slot(old, k), *after = node_slot(new, k);
        if (before == NULL && after == NULL)
            continue;
        if (before == NULL || after == NULL)
            return false;
        bool equal = true;
        if (k == KEYWORD_ALL_OF)
            equal = branches_equal(c, before->compiled, after->compiled);
        else if (k == KEYWORD_ANY_OF || k == KEYWORD_ONE_OF)
            equal = lists_equal(c, before->compiled, after->compiled);
        else if (k == KEYWORD_DEPENDENT_SCHEMAS)
            equal = dependents_equal(c, before->compiled, after->compiled);
        else if (k == KEYWORD_PREFIX_ITEMS)
            equal = ((const node_list *)before->compiled)->count == ((const node_list *)after->compiled)->count;
        else if (k != KEYWORD_ITEMS && k != KEYWORD_ADDITIONAL_PROPERTIES)
            equal = decide_equal(&c->work, before->compiled, after->compiled);
        if (!equal)
            return false;
    }
    return true;
}

void compare_unevaluated(comparison *c, const node *old, const node *new, const place *at) {
    static const schema_keyword unevaluated[] = {KEYWORD_UNEVALUATED_PROPERTIES, KEYWORD_UNEVALUATED_ITEMS};
    for (size_t i = 0; i < 2; i++) {
        schema_keyword k = unevaluated[i];
        if (!node_has(old, k) && !node_has(new, k))
            continue;
        if (k == KEYWORD_UNEVALUATED_ITEMS && items_are_plain(old) && items_are_plain(new))
            continue;
        compare_child(c, k, old, new, at, k == KEYWORD_UNEVALUATED_ITEMS ? &step_some : &step_any_member);
        // On one side alone it only narrows what the rest of that side accepts, and the rest is compared by itself.
        bool restricts = !node_is_true(node_child(old, k)) && !node_is_true(node_child(new, k));
        if (!restricts || looked_at_equal(c, old, new))
            continue;
        bool outer = c->openness;
        c->openness = outer || k == KEYWORD_UNEVALUATED_PROPERTIES;
        undecided(c, at, keyword_name(k), node_value(old, k), node_value(new, k),
                  "What the unevaluated keyword leaves over depends on subschemas that changed");
        c->openness = outer;
    }
}

// References that stay open, composition, conditions, and the keywords that hold one subschema.
#include "schema/compare.h"
#include "schema/render.h"

static void undecided(comparison *c, const place *at, const char *keyword, const json_value *before,
                      const json_value *after, const char *reason) {
    if (change_wanted(c)) {
        change_add(c, SCHEMA_UNDECIDED, at, keyword, before, after, "%s", reason);
    }
}

// Keywords with one subschema that only ever narrows what their parent accepts.
static void compare_child(comparison *c, schema_keyword k, const node *old, const node *new, const place *at) {
    const node *was = node_child(old, k), *is = node_child(new, k);
    if (node_is_true(was) && !node_is_true(is)) {
        change_add_constraint(c, at, keyword_name(k), node_value(new, k));
    } else if (node_is_true(is) && !node_is_true(was)) {
        change_remove_constraint(c, at, keyword_name(k), node_value(old, k));
    } else {
        const place here = {.up = at, .name = text_of(keyword_name(k))};
        compare_pair(c, was, is, &here);
    }
}

void compare_children(comparison *c, const node *old, const node *new, const place *at) {
    static const schema_keyword children[] = {KEYWORD_UNEVALUATED_PROPERTIES, KEYWORD_PROPERTY_NAMES,
                                              KEYWORD_UNEVALUATED_ITEMS, KEYWORD_CONTENT_SCHEMA};
    for (size_t i = 0; i < sizeof(children) / sizeof(children[0]); i++) {
        compare_child(c, children[i], old, new, at);
    }
}

static void compare_open(comparison *c, schema_keyword k, const json_value *before, const json_value *after,
                         const place *at) {
    bool same = before != NULL && after != NULL && json_equal(before, after);
    if (same && (k == KEYWORD_REFERENCE || c->old->hash == c->new->hash)) {
        return;
    }
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
        if (before != NULL || after != NULL) {
            compare_open(c, references[i], before, after, at);
        }
    }
}

static bool same_lists(comparison *c, const node_list *before, const node_list *after) {
    if (before->count != after->count) {
        return false;
    }
    for (size_t i = 0; i < before->count; i++) {
        if (!compare_equal(c, before->items[i], after->items[i])) {
            return false;
        }
    }
    return true;
}

static void queue_lists(comparison *c, const node_list *before, const node_list *after) {
    c->differs = c->differs || before->count != after->count;
    for (size_t i = 0; !c->differs && i < before->count; i++) {
        compare_pair(c, before->items[i], after->items[i], NULL);
    }
}

static void compare_list(comparison *c, schema_keyword k, const node *old, const node *new, const place *at) {
    const slot *before = node_slot(old, k), *after = node_slot(new, k);
    if (before == NULL) {
        change_add_constraint(c, at, keyword_name(k), after->value);
    } else if (after == NULL) {
        change_remove_constraint(c, at, keyword_name(k), before->value);
    } else if (c->quiet) {
        queue_lists(c, before->compiled, after->compiled);
    } else if (!same_lists(c, before->compiled, after->compiled)) {
        undecided(c, at, keyword_name(k), before->value, after->value, "The composition changed");
    }
}

void compare_logic(comparison *c, const node *old, const node *new, const place *at) {
    static const schema_keyword lists[] = {KEYWORD_ALL_OF, KEYWORD_ANY_OF, KEYWORD_ONE_OF};
    for (size_t i = 0; i < 3; i++) {
        if (node_has(old, lists[i]) || node_has(new, lists[i])) {
            compare_list(c, lists[i], old, new, at);
        }
    }
    const slot *before = node_slot(old, KEYWORD_NOT), *after = node_slot(new, KEYWORD_NOT);
    if (before == NULL && after == NULL) {
        return;
    }
    if (before == NULL) {
        change_add_constraint(c, at, "not", after->value);
    } else if (after == NULL) {
        change_remove_constraint(c, at, "not", before->value);
    } else if (c->quiet) {
        compare_pair(c, before->compiled, after->compiled, NULL);
    } else if (!compare_equal(c, before->compiled, after->compiled)) {
        undecided(c, at, "not", before->value, after->value, "What 'not' excludes changed");
    }
}

void compare_conditions(comparison *c, const node *old, const node *new, const place *at) {
    const slot *before = node_slot(old, KEYWORD_IF), *after = node_slot(new, KEYWORD_IF);
    if (before == NULL) {
        change_add_constraint(c, at, "if", after->value);
        return;
    }
    if (after == NULL) {
        change_remove_constraint(c, at, "if", before->value);
        return;
    }
    if (!c->quiet && !compare_equal(c, before->compiled, after->compiled)) {
        undecided(c, at, "if", before->value, after->value, "The condition changed, so other values fall under 'then'");
        return;
    }
    const place then_place = {.up = at, .name = TEXT("then")}, else_place = {.up = at, .name = TEXT("else")};
    if (c->quiet) {
        compare_pair(c, before->compiled, after->compiled, NULL);
    }
    compare_pair(c, node_child(old, KEYWORD_THEN), node_child(new, KEYWORD_THEN), &then_place);
    compare_pair(c, node_child(old, KEYWORD_ELSE), node_child(new, KEYWORD_ELSE), &else_place);
}

// Required, additionalProperties, dependencies.
#include "schema/compare/compare.h"
#include "schema/decide/decide.h"
#include "schema/render.h"

// --- required --------------------------------------------------------------------------------------------------------

static void required_changed(comparison *c, text name, schema_change_kind kind, const json_value *before,
                             const json_value *after, const place *at) {
    bool added = kind == SCHEMA_REQUIRED_ADDED;
    // Another conjunct may require it: then nothing changed but the place where it is written.
    bool elsewhere = location_requires(&c->work, c->here, added ? SIDE_OLD : SIDE_NEW, name);
    if (elsewhere || !report_wanted(c))
        return;
    schema_change *change = report_change(c, kind, at, "required", before, after,
                                          added ? "Field '%.*s' is now required" : "Field '%.*s' is no longer required",
                                          (int)name.length, name.data);
    report_subject(c, change, name);
}

// The names of `a` that `b` lacks. Both are sorted: one pass over each.
static void required_alone(comparison *c, const name_set *a, const name_set *b, schema_change_kind kind,
                           const json_value *before, const json_value *after, const place *at) {
    size_t j = 0;
    for (size_t i = 0; i < a->count; i++) {
        int order = -1;
        while (j < b->count && (order = text_order(a->items[i], b->items[j])) > 0)
            j++;
        if (j == b->count || order != 0)
            required_changed(c, a->items[i], kind, before, after, at);
    }
}

// A missing list requires nothing: it is shown as the empty one.
static const json_value *required_list(const node *n) {
    const json_value *list = node_value(n, KEYWORD_REQUIRED);
    return list == NULL ? &value_empty_list : list;
}

void compare_required(comparison *c, const node *old, const node *new, const place *at) {
    const json_value *before = required_list(old), *after = required_list(new);
    const name_set *old_names = node_required(old);
    const name_set *new_names = node_required(new);
    required_alone(c, new_names, old_names, SCHEMA_REQUIRED_ADDED, before, after, at);
    required_alone(c, old_names, new_names, SCHEMA_REQUIRED_REMOVED, before, after, at);
}

// --- additionalProperties --------------------------------------------------------------------------------------------

static const json_value *value_or_null(const slot *s) {
    return s == NULL ? NULL : s->value;
}

void compare_additional_properties(comparison *c, const node *old, const node *new, const place *at) {
    const slot *before = node_slot(old, KEYWORD_ADDITIONAL_PROPERTIES);
    const slot *after = node_slot(new, KEYWORD_ADDITIONAL_PROPERTIES);
    const node *was = node_child(old, KEYWORD_ADDITIONAL_PROPERTIES),
               *is = node_child(new, KEYWORD_ADDITIONAL_PROPERTIES);
    bool was_true = node_is_true(node_normal(was)), is_true = node_is_true(node_normal(is)), outer = c->openness;
    if ((was_true && is_true) || (was->never && is->never))
        return;
    if (!was_true && !is_true && !was->never && !is->never) {
        const place here = {.up = at, .name = TEXT("additionalProperties")};
        compare_pair(c, was, is, &here, &step_any_member);
        return;
    }
    if (!report_wanted(c))
        return;
    const json_value *from = before == NULL ? &value_true : before->value;
    const json_value *to = after == NULL ? &value_true : after->value;
    c->openness = true;
    if (was_true && is->never) {
        report_change(c, SCHEMA_CONSTRAINT_TIGHTENED, at, "additionalProperties", from, to,
                      "additionalProperties restricted to false (unknown properties no longer permitted)");
    } else if (was->never && is_true) {
        report_change(c, SCHEMA_CONSTRAINT_RELAXED, at, "additionalProperties", from, to,
                      "additionalProperties relaxed to true (unknown properties now permitted)");
    } else {
        report_change(c, was_true || is->never ? SCHEMA_CONSTRAINT_TIGHTENED : SCHEMA_CONSTRAINT_RELAXED, at,
                      "additionalProperties", value_or_null(before), value_or_null(after),
                      "additionalProperties changed from %s to %s", value_render(c->a, from), value_render(c->a, to));
    }
    c->openness = outer;
    if (!was->never && !is->never) {
        const place here = {.up = at, .name = TEXT("additionalProperties")};
        compare_pair_promises(c, was, is, &here, &step_any_member);
    }
}

// --- dependentRequired, dependentSchemas, dependencies ---------------------------------------------------------------

static void dependent_alone(comparison *c, const dependent *row, bool added, const place *at) {
    const place inside = {.up = at, .name = text_of(row->keyword)}, here = {.up = &inside, .name = row->name};
    if (row->schema != NULL && node_is_true(node_of(row->schema)))
        return;
    if (report_wanted(c)) {
        report_change(c, added ? SCHEMA_CONSTRAINT_TIGHTENED : SCHEMA_CONSTRAINT_RELAXED, &here, NULL,
                      added ? NULL : row->value, added ? row->value : NULL, "Constraint '%s' for '%.*s' was %s",
                      row->keyword, (int)row->name.length, row->name.data, added ? "added" : "removed");
    }
    if (row->schema != NULL)
        compare_promises(c, added ? &node_true : row->schema, added ? row->schema : &node_true, &here);
}

static bool subset(const name_set *a, const name_set *b) {
    for (size_t i = 0; i < a->count; i++)
        if (!name_set_holds(b, a->items[i]))
            return false;
    return true;
}

static void dependent_names(comparison *c, const dependent *before, const dependent *after, const place *at) {
    if (name_set_equal(&before->required, &after->required) || !report_wanted(c))
        return;
    schema_change_kind kind = subset(&before->required, &after->required)   ? SCHEMA_CONSTRAINT_TIGHTENED
                              : subset(&after->required, &before->required) ? SCHEMA_CONSTRAINT_RELAXED
                                                                            : SCHEMA_CONSTRAINT_CHANGED;
    const place inside = {.up = at, .name = text_of(after->keyword)}, here = {.up = &inside, .name = after->name};
    report_change(c, kind, &here, NULL, before->value, after->value,
                  "Fields required with '%.*s' changed from %s to %s", (int)after->name.length, after->name.data,
                  value_render(c->a, before->value), value_render(c->a, after->value));
}

static void dependent_common(comparison *c, const dependent *before, const dependent *after, const place *at) {
    if (before->schema == NULL) {
        dependent_names(c, before, after, at);
        return;
    }
    const place inside = {.up = at, .name = text_of(after->keyword)}, here = {.up = &inside, .name = after->name};
    compare_in_place(c, before->schema, after->schema, &here);
}

static void compare_dependent_table(comparison *c, schema_keyword k, const node *old, const node *new,
                                    const place *at) {
    const dependent_table *a = node_dependents(old, k);
    const dependent_table *b = node_dependents(new, k);
    for (size_t i = 0, j = 0; i < a->count || j < b->count;) {
        int order = i == a->count ? 1 : j == b->count ? -1 : text_order(a->items[i].name, b->items[j].name);
        if (order == 0)
            dependent_common(c, &a->items[i], &b->items[j], at);
        else
            dependent_alone(c, order < 0 ? &a->items[i] : &b->items[j], order > 0, at);
        i += order <= 0;
        j += order >= 0;
    }
}

void compare_dependents(comparison *c, const node *old, const node *new, const place *at) {
    bool outer = c->openness;
    c->openness = true; // their names need not be declared otherwise
    compare_dependent_table(c, KEYWORD_DEPENDENT_REQUIRED, old, new, at);
    compare_dependent_table(c, KEYWORD_DEPENDENT_SCHEMAS, old, new, at);
    c->openness = outer;
}

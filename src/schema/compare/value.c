// Type, constraints on single values, const, enum, default, nullable.
#include "schema/compare/compare.h"
#include "schema/decide/decide.h"
#include "schema/number.h"
#include "schema/render.h"

// A keyword that came restricts nothing where it follows from what held before (`type` beside an `enum` of strings); one
// that went frees nothing where it follows from what holds now.
static bool presence_matters(comparison *c, schema_keyword k, const node *old, const node *new) {
    bool came = node_has(new, k);
    return came ? !compare_follows(c, SIDE_OLD, old, new, k) : !compare_follows(c, SIDE_NEW, new, old, k);
}

// --- type ------------------------------------------------------------------------------------------------------------

// ["integer", "number"] has the bits of ["number"], so the number of names counts as well.
static bool same_types(const node *old, const node *new) {
    return old->types == new->types && old->type_names == new->type_names;
}

// A list of exactly the single type and "null".
static bool is_nullable_form(const node *list, const node *single) {
    const json_value *value = node_value(list, KEYWORD_TYPE);
    return value->type == JSON_ARRAY && value->count == 2 && node_value(single, KEYWORD_TYPE)->type == JSON_STRING &&
           (single->types & TYPE_NULL) == 0 && list->types == (single->types | TYPE_NULL);
}

static void type_presence(comparison *c, const place *at, const json_value *before, const json_value *after) {
    if (!report_wanted(c))
        return;
    if (before == NULL) {
        report_change(c, SCHEMA_TYPE_NARROWED, at, "type", NULL, after, "Type narrowed from any type to %s",
                      value_render(c->a, after));
    } else {
        report_change(c, SCHEMA_TYPE_WIDENED, at, "type", before, NULL, "Type widened from %s to any type",
                      value_render(c->a, before));
    }
}

void compare_type(comparison *c, const node *old, const node *new, const place *at) {
    if (node_has(old, KEYWORD_TYPE) && node_has(new, KEYWORD_TYPE) && same_types(old, new))
        return;
    const json_value *before = node_value(old, KEYWORD_TYPE), *after = node_value(new, KEYWORD_TYPE);
    if (before == NULL || after == NULL) {
        if (presence_matters(c, KEYWORD_TYPE, old, new))
            type_presence(c, at, before, after);
        return;
    }
    if (!report_wanted(c))
        return;
    const char *from = value_render(c->a, before), *to = value_render(c->a, after);
    bool single = before->type == JSON_STRING && after->type == JSON_STRING;
    unsigned number = TYPE_NUMBER | TYPE_INTEGER;
    if (is_nullable_form(new, old)) {
        report_change(c, SCHEMA_NULLABLE_ADDED, at, "type", before, after,
                      "Field became nullable (type widened from %s to %s)", from, to);
    } else if (is_nullable_form(old, new)) {
        report_change(c, SCHEMA_NULLABLE_REMOVED, at, "type", before, after,
                      "Field is no longer nullable (type narrowed from %s to %s)", from, to);
    } else if (single && old->types == TYPE_INTEGER && new->types == number) {
        report_change(c, SCHEMA_TYPE_WIDENED, at, "type", before, after, "Type widened from %s to %s", from, to);
    } else if (single && old->types == number && new->types == TYPE_INTEGER) {
        report_change(c, SCHEMA_TYPE_NARROWED, at, "type", before, after, "Type narrowed from %s to %s", from, to);
    } else {
        report_change(c, SCHEMA_TYPE_CHANGED, at, "type", before, after, "Type changed from %s to %s", from, to);
    }
}

// --- constraints -----------------------------------------------------------------------------------------------------

// Whether more means less: -1 an upper bound, 1 a lower bound, 0 neither.
static int bound_of(schema_keyword k) {
    switch (k) {
    case KEYWORD_MAX_LENGTH:
    case KEYWORD_MAX_ITEMS:
    case KEYWORD_MAXIMUM:
    case KEYWORD_EXCLUSIVE_MAXIMUM:
    case KEYWORD_MAX_PROPERTIES:
        return -1;
    case KEYWORD_MIN_LENGTH:
    case KEYWORD_MIN_ITEMS:
    case KEYWORD_MINIMUM:
    case KEYWORD_EXCLUSIVE_MINIMUM:
    case KEYWORD_MIN_PROPERTIES:
        return 1;
    default:
        return 0;
    }
}

static void constraint_moved(comparison *c, const place *at, const char *keyword, schema_change_kind kind,
                             const json_value *before, const json_value *after) {
    if (!report_wanted(c))
        return;
    const char *how = kind == SCHEMA_CONSTRAINT_TIGHTENED ? "tightened"
                      : kind == SCHEMA_CONSTRAINT_RELAXED ? "relaxed"
                                                          : "changed";
    report_change(c, kind, at, keyword, before, after, "Constraint '%s' %s from %s to %s", keyword, how,
                  value_render_plain(c->a, before), value_render_plain(c->a, after));
}

static void compare_bound(comparison *c, schema_keyword k, const json_value *before, const json_value *after,
                          const place *at) {
    int order = number_compare(after, before) * bound_of(k);
    if (order != 0) {
        constraint_moved(c, at, keyword_name(k), order > 0 ? SCHEMA_CONSTRAINT_TIGHTENED : SCHEMA_CONSTRAINT_RELAXED,
                         before, after);
    }
}

static void compare_multiple(comparison *c, const json_value *before, const json_value *after, const place *at) {
    if (number_compare(before, after) == 0)
        return;
    schema_change_kind kind = number_is_multiple(after, before) == ANSWER_YES   ? SCHEMA_CONSTRAINT_TIGHTENED
                              : number_is_multiple(before, after) == ANSWER_YES ? SCHEMA_CONSTRAINT_RELAXED
                                                                                : SCHEMA_CONSTRAINT_CHANGED;
    constraint_moved(c, at, "multipleOf", kind, before, after);
}

static void compare_constraint(comparison *c, schema_keyword k, const json_value *before, const json_value *after,
                               const place *at) {
    if (before == NULL) {
        report_constraint_added(c, at, keyword_name(k), after);
    } else if (after == NULL) {
        report_constraint_removed(c, at, keyword_name(k), before);
    } else if (bound_of(k) != 0) {
        compare_bound(c, k, before, after, at);
    } else if (k == KEYWORD_MULTIPLE_OF) {
        compare_multiple(c, before, after, at);
    } else if (json_equal(before, after)) {
        return;
    } else if (k != KEYWORD_PATTERN) {
        constraint_moved(c, at, keyword_name(k), SCHEMA_CONSTRAINT_CHANGED, before, after);
    } else if (report_wanted(c)) {
        report_change(c, SCHEMA_PATTERN_CHANGED, at, "pattern", before, after, "Pattern changed from '%s' to '%s'",
                      value_render_plain(c->a, before), value_render_plain(c->a, after));
    }
}

void compare_constraints(comparison *c, const node *old, const node *new, const place *at) {
    const uint64_t first = keyword_bit(KEYWORD_MIN_LENGTH), end = keyword_bit(KEYWORD_CONST);
    for (uint64_t rest = (old->keywords | new->keywords) & (end - first); rest != 0; rest &= rest - 1) {
        schema_keyword k = (schema_keyword)__builtin_ctzll(rest);
        compare_constraint(c, k, node_value(old, k), node_value(new, k), at);
    }
}

// --- const and enum --------------------------------------------------------------------------------------------------

// True when the keyword is on one side only; then that is reported, where it matters.
static bool compare_presence(comparison *c, schema_keyword k, const node *old, const node *new, const place *at) {
    if (node_has(old, k) && node_has(new, k))
        return false;
    if (!presence_matters(c, k, old, new))
        return true;
    if (node_has(new, k))
        report_constraint_added(c, at, keyword_name(k), node_value(new, k));
    else
        report_constraint_removed(c, at, keyword_name(k), node_value(old, k));
    return true;
}

void compare_const(comparison *c, const node *old, const node *new, const place *at) {
    const json_value *before = node_value(old, KEYWORD_CONST), *after = node_value(new, KEYWORD_CONST);
    if (!compare_presence(c, KEYWORD_CONST, old, new, at) && !json_equal(before, after))
        constraint_moved(c, at, "const", SCHEMA_CONSTRAINT_CHANGED, before, after);
}

void compare_enum(comparison *c, const node *old, const node *new, const place *at) {
    const slot *before = node_slot(old, KEYWORD_ENUM), *after = node_slot(new, KEYWORD_ENUM);
    if (compare_presence(c, KEYWORD_ENUM, old, new, at))
        return;
    const json_value *added = value_set_missing(c->a, after->compiled, before->compiled);
    if (added != NULL && report_wanted(c)) {
        report_change(c, SCHEMA_ENUM_VALUES_ADDED, at, "enum", before->value, after->value, "Enum values added: %s",
                      value_render(c->a, added));
    }
    const json_value *removed = value_set_missing(c->a, before->compiled, after->compiled);
    if (removed != NULL && report_wanted(c)) {
        report_change(c, SCHEMA_ENUM_VALUES_REMOVED, at, "enum", before->value, after->value, "Enum values removed: %s",
                      value_render(c->a, removed));
    }
}

// --- default and nullable --------------------------------------------------------------------------------------------

void compare_default(comparison *c, const node *old, const node *new, const place *at) {
    const json_value *before = node_value(old, KEYWORD_DEFAULT), *after = node_value(new, KEYWORD_DEFAULT);
    if (before != NULL && after != NULL && json_equal(before, after))
        return;
    if (!report_wanted(c))
        return;
    if (before == NULL) {
        report_change(c, SCHEMA_DEFAULT_ADDED, at, "default", NULL, after, "Default value added: %s",
                      value_render_plain(c->a, after));
    } else if (after == NULL) {
        report_change(c, SCHEMA_DEFAULT_REMOVED, at, "default", before, NULL, "Default value removed (was %s)",
                      value_render_plain(c->a, before));
    } else {
        report_change(c, SCHEMA_DEFAULT_CHANGED, at, "default", before, after, "Default value changed from %s to %s",
                      value_render_plain(c->a, before), value_render_plain(c->a, after));
    }
}

void compare_nullable(comparison *c, const node *old, const node *new, const place *at) {
    bool before = node_has(old, KEYWORD_NULLABLE), after = node_has(new, KEYWORD_NULLABLE);
    if (before == after || !report_wanted(c))
        return;
    if (after)
        report_change(c, SCHEMA_NULLABLE_ADDED, at, "nullable", &value_false, &value_true, "Field is now nullable");
    else
        report_change(c, SCHEMA_NULLABLE_REMOVED, at, "nullable", &value_true, &value_false,
                      "Field is no longer nullable");
}

// Type, constraints on single values, const, enum, default, nullable.
#include "schema/compare/compare.h"
#include "schema/decide/decide.h"
#include "schema/draft.h"
#include "schema/number.h"
#include "schema/render.h"

// A keyword that came restricts nothing where it follows from what held before (`type` beside an `enum` of strings); one
// that went frees nothing where it follows from what holds now.
static bool presence_matters(comparison *c, schema_keyword k, const node *old, const node *new) {
    bool came = node_has(new, k);
    return came ? !compare_follows(c, SIDE_OLD, old, new, k) : !compare_follows(c, SIDE_NEW, new, old, k);
}

// --- type ------------------------------------------------------------------------------------------------------------

// One type and null, beside that one type.
static bool is_nullable_form(unsigned list, unsigned single) {
    bool one = (single & (single - 1)) == 0 || single == (TYPE_NUMBER | TYPE_INTEGER);
    return one && (single & TYPE_NULL) == 0 && list == (single | TYPE_NULL);
}

// The types that a value of `type` names.
static unsigned named_types(const json_value *value) {
    unsigned types = 0;
    bool list = value->type == JSON_ARRAY;
    for (uint32_t i = 0; i < (list ? value->count : 1); i++)
        types |= type_bits(json_text_of(list ? &value->elements[i] : value));
    return types;
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

// Null came or went by the keyword `nullable`.
static void nullable_changed(comparison *c, const place *at, bool came) {
    if (!report_wanted(c))
        return;
    if (came)
        report_change(c, SCHEMA_NULLABLE_ADDED, at, "nullable", &value_false, &value_true, "Field is now nullable");
    else
        report_change(c, SCHEMA_NULLABLE_REMOVED, at, "nullable", &value_true, &value_false,
                      "Field is no longer nullable");
}

static void type_changed(comparison *c, const place *at, const json_value *before, const json_value *after,
                         unsigned was, unsigned is) {
    if (!report_wanted(c))
        return;
    const char *from = value_render(c->a, before), *to = value_render(c->a, after);
    if (is_nullable_form(is, was)) {
        report_change(c, SCHEMA_NULLABLE_ADDED, at, "type", before, after,
                      "Field became nullable (type widened from %s to %s)", from, to);
    } else if (is_nullable_form(was, is)) {
        report_change(c, SCHEMA_NULLABLE_REMOVED, at, "type", before, after,
                      "Field is no longer nullable (type narrowed from %s to %s)", from, to);
    } else if ((was & ~is) == 0) {
        report_change(c, SCHEMA_TYPE_WIDENED, at, "type", before, after, "Type widened from %s to %s", from, to);
    } else if ((is & ~was) == 0) {
        report_change(c, SCHEMA_TYPE_NARROWED, at, "type", before, after, "Type narrowed from %s to %s", from, to);
    } else {
        report_change(c, SCHEMA_TYPE_CHANGED, at, "type", before, after, "Type changed from %s to %s", from, to);
    }
}

void compare_type(comparison *c, const node *old, const node *new, const place *at) {
    if (node_has(old, KEYWORD_TYPE) && node_has(new, KEYWORD_TYPE) && old->types == new->types)
        return;
    const json_value *before = node_value(old, KEYWORD_TYPE), *after = node_value(new, KEYWORD_TYPE);
    if (before == NULL || after == NULL) {
        if (presence_matters(c, KEYWORD_TYPE, old, new))
            type_presence(c, at, before, after);
        return;
    }
    unsigned was = old->types, is = new->types;
    if (((was ^ is) & TYPE_NULL) != 0 && (old->nullable || new->nullable)) {
        nullable_changed(c, at, (is & TYPE_NULL) != 0);
        was |= TYPE_NULL;
        is |= TYPE_NULL;
    }
    // What `multipleOf` makes of a number is told of that keyword.
    unsigned stated = named_types(before) | (was & TYPE_NULL), states = named_types(after) | (is & TYPE_NULL);
    if (was != is && stated != states)
        type_changed(c, at, before, after, was, is);
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

// One end of a range of numbers, and how it was written.
typedef struct range_end {
    const json_value *value; // NULL: open
    bool strict;
    written_bound written;
} range_end;

static range_end range_end_of(const node *n, schema_keyword inclusive, schema_keyword exclusive) {
    bool strict = node_has(n, exclusive) && !(node_has(n, inclusive) && (n->idle & keyword_bit(exclusive)) != 0);
    schema_keyword k = strict ? exclusive : inclusive;
    const slot *s = node_slot(n, k);
    range_end end = {.strict = k == exclusive};
    if (s != NULL) {
        end.value = s->value;
        end.written = s->compiled != NULL ? *(const written_bound *)s->compiled : (written_bound){k, s->value};
    }
    return end;
}

static void compare_range(comparison *c, const node *old, const node *new, schema_keyword inclusive,
                          schema_keyword exclusive, const place *at) {
    range_end before = range_end_of(old, inclusive, exclusive), after = range_end_of(new, inclusive, exclusive);
    schema_keyword k = before.strict ? exclusive : inclusive;
    if (before.value == NULL || after.value == NULL) {
        if (before.value == NULL)
            k = after.strict ? exclusive : inclusive;
        if (!presence_matters(c, k, old, new))
            return;
        if (before.value == NULL)
            report_constraint_added(c, at, keyword_name(after.written.keyword), after.written.value);
        else
            report_constraint_removed(c, at, keyword_name(before.written.keyword), before.written.value);
        return;
    }
    int order = number_compare(after.value, before.value) * bound_of(inclusive);
    order = order != 0 ? order : (int)after.strict - (int)before.strict;
    if (order == 0)
        return;
    schema_change_kind kind = order > 0 ? SCHEMA_CONSTRAINT_TIGHTENED : SCHEMA_CONSTRAINT_RELAXED;
    const char *was = keyword_name(before.written.keyword), *is = keyword_name(after.written.keyword);
    if (was == is) {
        constraint_moved(c, at, is, kind, before.written.value, after.written.value);
    } else if (report_wanted(c)) {
        report_change(c, kind, at, is, before.written.value, after.written.value,
                      "Constraint '%s' of %s %s to '%s' of %s", was, value_render_plain(c->a, before.written.value),
                      order > 0 ? "tightened" : "relaxed", is, value_render_plain(c->a, after.written.value));
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
    // Where both sides have both keywords, each is told by itself.
    const uint64_t lower = KEYWORD_BIT(MINIMUM) | KEYWORD_BIT(EXCLUSIVE_MINIMUM);
    const uint64_t upper = KEYWORD_BIT(MAXIMUM) | KEYWORD_BIT(EXCLUSIVE_MAXIMUM);
    const uint64_t common = old->keywords & new->keywords;
    const uint64_t members = KEYWORD_BIT(MIN_PROPERTIES) | KEYWORD_BIT(MAX_PROPERTIES);
    bool outer = c->openness;
    for (uint64_t rest = (old->keywords | new->keywords) & (end - first); rest != 0; rest &= rest - 1) {
        schema_keyword k = (schema_keyword)__builtin_ctzll(rest);
        c->openness = outer || (members & keyword_bit(k)) != 0; // members count, declared or not
        if ((lower & keyword_bit(k)) != 0 && (common & lower) != lower) {
            compare_range(c, old, new, KEYWORD_MINIMUM, KEYWORD_EXCLUSIVE_MINIMUM, at);
            rest &= ~lower | keyword_bit(k);
        } else if ((upper & keyword_bit(k)) != 0 && (common & upper) != upper) {
            compare_range(c, old, new, KEYWORD_MAXIMUM, KEYWORD_EXCLUSIVE_MAXIMUM, at);
            rest &= ~upper | keyword_bit(k);
        } else if (node_has(old, k) == node_has(new, k) || presence_matters(c, k, old, new)) {
            compare_constraint(c, k, node_value(old, k), node_value(new, k), at);
        }
    }
    c->openness = outer;
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
    if (compare_presence(c, KEYWORD_ENUM, old, new, at) || value_set_equal(before->compiled, after->compiled))
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
    if (before != after)
        nullable_changed(c, at, after);
}

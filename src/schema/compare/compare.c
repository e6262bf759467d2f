// The walk over two compiled schemas: which pairs are compared, in what order, how deep and how often.
#include "schema/compare/compare.h"

// Repeating the changes of a definition at each place of its use is a service, not a duty: it ends after this many visits.
enum { REPEATS_MAX = 10000 };

static void compare_never(comparison *c, const node *old, const node *new, const place *at) {
    if (old->never == new->never || !change_wanted(c))
        return;
    if (new->never) {
        change_add(c, SCHEMA_CONSTRAINT_TIGHTENED, at, NULL, old->source, new->source,
                   "Schema restricted to false (no value is permitted any more)");
    } else {
        change_add(c, SCHEMA_CONSTRAINT_RELAXED, at, NULL, old->source, new->source,
                   "Schema relaxed from false (values are permitted now)");
    }
}

#define BIT(k) (UINT64_C(1) << KEYWORD_##k)

static const struct {
    uint64_t keywords;
    compare_step *compare;
} steps[] = {
    {BIT(PROPERTIES), compare_properties},
    {BIT(REQUIRED), compare_required},
    {BIT(TYPE), compare_type},
    {BIT(MIN_LENGTH) | BIT(MAX_LENGTH) | BIT(MIN_ITEMS) | BIT(MAX_ITEMS) | BIT(MINIMUM) | BIT(MAXIMUM) |
         BIT(EXCLUSIVE_MINIMUM) | BIT(EXCLUSIVE_MAXIMUM) | BIT(PATTERN) | BIT(MIN_PROPERTIES) | BIT(MAX_PROPERTIES) |
         BIT(MULTIPLE_OF) | BIT(UNIQUE_ITEMS) | BIT(FORMAT) | BIT(CONTENT_ENCODING) | BIT(CONTENT_MEDIA_TYPE),
     compare_constraints},
    {BIT(CONST), compare_const},
    {BIT(ENUM), compare_enum},
    {BIT(DEFAULT), compare_default},
    {BIT(NULLABLE), compare_nullable},
    {BIT(ADDITIONAL_PROPERTIES), compare_additional_properties},
    {BIT(PREFIX_ITEMS) | BIT(ITEMS), compare_items},
    {BIT(PATTERN_PROPERTIES), compare_pattern_properties},
    {BIT(DEPENDENT_REQUIRED) | BIT(DEPENDENT_SCHEMAS), compare_dependents},
    {BIT(CONTAINS) | BIT(MIN_CONTAINS) | BIT(MAX_CONTAINS), compare_contains},
    {BIT(PROPERTY_NAMES) | BIT(CONTENT_SCHEMA), compare_children},
    {BIT(REFERENCE) | BIT(DYNAMIC_REFERENCE) | BIT(RECURSIVE_REFERENCE), compare_references},
    {BIT(ALL_OF), compare_all_of},
    {BIT(ANY_OF) | BIT(ONE_OF), compare_alternatives},
    {BIT(NOT), compare_not},
    {BIT(IF) | BIT(THEN) | BIT(ELSE), compare_conditions},
};

static void compare_malformed(comparison *c, const node *old, const node *new, const place *at) {
    const json_value *before = node_value(old, KEYWORD_MALFORMED), *after = node_value(new, KEYWORD_MALFORMED);
    if ((before == NULL || after == NULL || !json_equal(before, after)) && change_wanted(c)) {
        change_add(c, SCHEMA_UNDECIDED, at, NULL, before, after,
                   "Keywords with values of the wrong kind differ, and what they mean is not defined");
    }
}

void compare_keywords(comparison *c, const node *old, const node *new, const place *at) {
    if (old->never || new->never) {
        compare_never(c, old, new, at);
        return;
    }
    uint64_t present = (old->keywords | new->keywords) & ~c->masked;
    c->masked = 0;
    if ((present & (BIT(ANY_OF) | BIT(ONE_OF))) != 0 && compare_nullable_union(c, old, new, at))
        return;
    if ((present & (BIT(UNEVALUATED_PROPERTIES) | BIT(UNEVALUATED_ITEMS))) != 0)
        compare_unevaluated(c, old, new, at);
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        if ((present & steps[i].keywords) != 0)
            steps[i].compare(c, old, new, at);
    if ((present & BIT(MALFORMED)) != 0)
        compare_malformed(c, old, new, at);
}

static void compare_too_deep(comparison *c, const node *old, const node *new, const place *at) {
    if (!compare_equal(c, old, new) && change_wanted(c)) {
        change_add(c, SCHEMA_UNDECIDED, at, NULL, old->source, new->source,
                   "Schemas differ below %d levels of nesting, where they are not compared in detail",
                   SCHEMA_DEPTH_MAX);
    }
}

static void walk(comparison *c, const node *old, const node *new, const place *at) {
    c->depth++;
    compare_keywords(c, old, new, at);
    c->depth--;
}

// A pair that references or compositions may lead back to. The pair that the walk is inside of is not entered again:
// whatever changed there is reported on the way.
static void walk_again(comparison *c, const node *old, const node *new, const place *at) {
    pair *p = compare_pair_of(c, old, new);
    if (p->active || (p->reported && c->repeats > REPEATS_MAX))
        return;
    size_t before = c->visits;
    bool repeated = p->reported;
    p->active = true;
    p->reported = p->reported || !(c->promises || c->backward_only || c->forward_only);
    walk(c, old, new, at);
    p->active = false;
    c->repeats += repeated ? c->visits - before : 0;
}

// True when the walk has something to do here.
static bool enter(comparison *c, const node *old, const node *new, const place *at) {
    if (old == new)
        return false;
    if (c->quiet) {
        compare_depend_on(c, old, new);
        return false;
    }
    if (!comparison_visit(c) || c->overflow)
        return false;
    if (c->depth > SCHEMA_DEPTH_MAX) {
        compare_too_deep(c, old, new, at);
        return false;
    }
    return true;
}

void compare_pair(comparison *c, const node *old, const node *new, const place *at) {
    old = node_of(old);
    new = node_of(new);
    if (!enter(c, old, new, at))
        return;
    bool again = old->shared || new->shared || cluster_is_composed(old) || cluster_is_composed(new);
    if (again && compare_equal(c, old, new))
        return;
    const node *old_location = c->old_location, *new_location = c->new_location;
    c->old_location = old;
    c->new_location = new;
    if (again)
        walk_again(c, old, new, at);
    else
        walk(c, old, new, at);
    c->old_location = old_location;
    c->new_location = new_location;
}

// What changed here may count differently at each location, so it is walked at each, to the limit of depth.
void compare_in_place(comparison *c, const node *old, const node *new, const place *at) {
    old = node_of(old);
    new = node_of(new);
    if (enter(c, old, new, at) && !compare_equal(c, old, new))
        walk(c, old, new, at);
}

static void compare_promised(comparison *c, compare_step *compare, const node *old, const node *new, const place *at) {
    bool promises = c->promises;
    if (c->quiet)
        return;
    c->promises = true;
    compare(c, old, new, at);
    c->promises = promises;
}

void compare_promises(comparison *c, const node *old, const node *new, const place *at) {
    compare_promised(c, compare_in_place, old, new, at);
}

void compare_pair_promises(comparison *c, const node *old, const node *new, const place *at) {
    compare_promised(c, compare_pair, old, new, at);
}

void compare_pair_backward(comparison *c, const node *old, const node *new, const place *at) {
    bool before = c->backward_only;
    c->backward_only = true;
    compare_pair(c, old, new, at);
    c->backward_only = before;
}

void compare_pair_forward(comparison *c, const node *old, const node *new, const place *at) {
    bool before = c->forward_only;
    c->forward_only = true;
    compare_pair(c, old, new, at);
    c->forward_only = before;
}

static bool same_document(const compiled_schema *old, const compiled_schema *new) {
    return old == new || (old->hash == new->hash &&json_equal(old->document, new->document));
}

schema_changes schema_diff(arena *a, const compiled_schema *old, const compiled_schema *new) {
    if (same_document(old, new))
        return (schema_changes){0};
    comparison c = {.a = a, .old = old, .new = new};
    compare_pair(&c, old->root, new->root, NULL);
    if (c.exhausted || c.overflow) {
        change_append(&c, (schema_change){.kind = SCHEMA_UNDECIDED,
                                          .path = "root",
                                          .message = c.exhausted ? "The schemas are too large to be compared in full"
                                                                 : "There are more changes than can be listed"});
    }
    arena_free(c.scratch);
    return (schema_changes){.items = c.items, .count = c.count};
}

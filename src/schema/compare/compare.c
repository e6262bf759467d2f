// The walk over two compiled schemas: which pairs are compared, in what order, how deep and how often.
#include "schema/compare/compare.h"
#include "schema/decide/decide.h"
#include "schema/instance.h"

// Repeating the changes of a definition at each place of its use is a service, not a duty: it ends after this many visits.
enum { REPEATS_MAX = 10000, NULL_STEPS = 1000, LOOKS_MAX = 50000 };

static void compare_never(comparison *c, const node *old, const node *new, const place *at) {
    if (old->never == new->never || !report_wanted(c))
        return;
    if (new->never) {
        report_change(c, SCHEMA_CONSTRAINT_TIGHTENED, at, NULL, old->source, new->source,
                      "Schema restricted to false (no value is permitted any more)");
    } else {
        report_change(c, SCHEMA_CONSTRAINT_RELAXED, at, NULL, old->source, new->source,
                      "Schema relaxed from false (values are permitted now)");
    }
}

static const struct {
    uint64_t keywords;
    compare_step *compare;
} steps[] = {
    {KEYWORD_BIT(PROPERTIES), compare_properties},
    {KEYWORD_BIT(REQUIRED), compare_required},
    {KEYWORD_BIT(TYPE), compare_type},
    {KEYWORD_BIT(MIN_LENGTH) | KEYWORD_BIT(MAX_LENGTH) | KEYWORD_BIT(MIN_ITEMS) | KEYWORD_BIT(MAX_ITEMS) |
         KEYWORD_BIT(MINIMUM) | KEYWORD_BIT(MAXIMUM) | KEYWORD_BIT(EXCLUSIVE_MINIMUM) | KEYWORD_BIT(EXCLUSIVE_MAXIMUM) |
         KEYWORD_BIT(PATTERN) | KEYWORD_BIT(MIN_PROPERTIES) | KEYWORD_BIT(MAX_PROPERTIES) | KEYWORD_BIT(MULTIPLE_OF) |
         KEYWORD_BIT(UNIQUE_ITEMS) | KEYWORD_BIT(FORMAT) | KEYWORD_BIT(CONTENT_ENCODING) |
         KEYWORD_BIT(CONTENT_MEDIA_TYPE),
     compare_constraints},
    {KEYWORD_BIT(CONST), compare_const},
    {KEYWORD_BIT(ENUM), compare_enum},
    {KEYWORD_BIT(DEFAULT), compare_default},
    {KEYWORD_BIT(NULLABLE), compare_nullable},
    {KEYWORD_BIT(ADDITIONAL_PROPERTIES), compare_additional_properties},
    {KEYWORD_BIT(PREFIX_ITEMS) | KEYWORD_BIT(ITEMS) | KEYWORD_BIT(UNEVALUATED_ITEMS), compare_items},
    {KEYWORD_BIT(PATTERN_PROPERTIES), compare_pattern_properties},
    {KEYWORD_BIT(DEPENDENT_REQUIRED) | KEYWORD_BIT(DEPENDENT_SCHEMAS), compare_dependents},
    {KEYWORD_BIT(CONTAINS) | KEYWORD_BIT(MIN_CONTAINS) | KEYWORD_BIT(MAX_CONTAINS), compare_contains},
    {KEYWORD_BIT(PROPERTY_NAMES) | KEYWORD_BIT(CONTENT_SCHEMA), compare_children},
    {KEYWORD_BIT(REFERENCE) | KEYWORD_BIT(DYNAMIC_REFERENCE) | KEYWORD_BIT(RECURSIVE_REFERENCE), compare_references},
    {KEYWORD_BIT(ALL_OF), compare_all_of},
    {KEYWORD_BIT(ANY_OF) | KEYWORD_BIT(ONE_OF), compare_alternatives},
    {KEYWORD_BIT(NOT), compare_not},
    {KEYWORD_BIT(IF) | KEYWORD_BIT(THEN) | KEYWORD_BIT(ELSE), compare_conditions},
};

static void compare_malformed(comparison *c, const node *old, const node *new, const place *at) {
    const json_value *before = node_value(old, KEYWORD_MALFORMED), *after = node_value(new, KEYWORD_MALFORMED);
    if ((before == NULL || after == NULL || !json_equal(before, after)) && report_wanted(c)) {
        report_change(c, SCHEMA_UNDECIDED, at, NULL, before, after,
                      "Keywords with values of the wrong kind differ, and what they mean is not defined");
    }
}

// Its alternatives can be written as one schema, and they are all that it says.
static bool is_only_alternatives(const node *n) {
    return n->normal != NULL &&
           (n->keywords & ~(KEYWORD_BIT(ANY_OF) | KEYWORD_BIT(ONE_OF) | KEYWORD_BIT(DEFAULT))) == 0;
}

static void compare_keywords(comparison *c, const node *old, const node *new, const place *at);

// `nullable` on one side, beside anything but `type`, and null in another spelling on the other side.
static bool compare_nullable_forms(comparison *c, const node *old, const node *new, const place *at) {
    bool was = node_has(old, KEYWORD_NULLABLE);
    const node *spelled = was ? old : new, *other = was ? new : old;
    size_t steps = NULL_STEPS;
    if (was == node_has(new, KEYWORD_NULLABLE) || spelled->normal == NULL ||
        instance_certain(other, &value_null, NULL, &steps) != SCHEMA_ACCEPTS)
        return false;
    work_charge(&c->work, NULL_STEPS - steps);
    compare_keywords(c, node_normal(old), node_normal(new), at);
    return true;
}

static void compare_keywords(comparison *c, const node *old, const node *new, const place *at) {
    if (old->never || new->never) {
        compare_never(c, old, new, at);
        return;
    }
    uint64_t present = (old->keywords | new->keywords) & ~c->masked;
    c->masked = 0;
    if ((present & (KEYWORD_BIT(ANY_OF) | KEYWORD_BIT(ONE_OF))) != 0 && compare_nullable_union(c, old, new, at))
        return;
    if (((old->keywords ^ new->keywords) & (KEYWORD_BIT(ANY_OF) | KEYWORD_BIT(ONE_OF))) != 0 &&
        (is_only_alternatives(old) || is_only_alternatives(new))) {
        compare_keywords(c, node_normal(old), node_normal(new), at); // each has its own way to write it
        return;
    }
    if (compare_nullable_forms(c, old, new, at))
        return;
    if ((present & (KEYWORD_BIT(UNEVALUATED_PROPERTIES) | KEYWORD_BIT(UNEVALUATED_ITEMS))) != 0)
        compare_unevaluated(c, old, new, at);
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        if ((present & steps[i].keywords) != 0)
            steps[i].compare(c, old, new, at);
    if ((present & KEYWORD_BIT(MALFORMED)) != 0)
        compare_malformed(c, old, new, at);
}

static void compare_too_deep(comparison *c, const node *old, const node *new, const place *at) {
    if (!decide_equal(&c->work, old, new) && report_wanted(c)) {
        report_change(c, SCHEMA_UNDECIDED, at, NULL, old->source, new->source,
                      "Schemas differ below %d levels of nesting, where they are not compared in detail",
                      SCHEMA_DEPTH_MAX);
    }
}

// A pair that the walk may meet again, among the same subschemas.
typedef struct walked_pair {
    node_pair nodes;  // first: the table finds it by these
    uint64_t among;   // location_hash of both sides
    location *inside; // the walk is inside it, and entered it there; else NULL
    bool reported;    // its changes are on record
    struct walked_pair *next;
} walked_pair;

static walked_pair *walked_record(comparison *c, const node *old, const node *new) {
    uint64_t among = location_hash(&c->work, c->here, SIDE_OLD) + 3 * location_hash(&c->work, c->here, SIDE_NEW);
    walked_pair *p = pair_table_record(&c->walked, work_memory(&c->work), old, new, sizeof(walked_pair));
    while (p->among != among && p->next != NULL && work_visit(&c->work))
        p = p->next;
    if (p->among == among)
        return p;
    p->next = arena_new_of(work_memory(&c->work), walked_pair);
    *p->next = (walked_pair){.nodes = {old, new}, .among = among};
    return p->next;
}

static void walk(comparison *c, const node *old, const node *new, const place *at) {
    c->depth++;
    compare_keywords(c, old, new, at);
    c->depth--;
}

// A pair that references or compositions may lead back to. The pair that the walk is inside of is not entered again:
// whatever changed there is reported on the way.
static void walk_again(comparison *c, const node *old, const node *new, const place *at) {
    walked_pair *p = walked_record(c, old, new);
    if (p->inside != NULL || (p->reported && c->repeats > REPEATS_MAX)) {
        compare_echo(c, p->inside);
        return;
    }
    size_t before = c->work.visits;
    bool repeated = p->reported;
    p->inside = c->here;
    p->reported = p->reported || !(c->promises || c->backward_only || c->forward_only);
    walk(c, old, new, at);
    p->inside = NULL;
    c->repeats += repeated ? c->work.visits - before : 0;
}

// True when the walk has something to do here.
static bool enter(comparison *c, const node *old, const node *new, const place *at) {
    if (old == new)
        return false;
    if (!work_visit(&c->work) || c->changes.overflow)
        return false;
    if (c->depth > SCHEMA_DEPTH_MAX) {
        compare_too_deep(c, old, new, at);
        return false;
    }
    return true;
}

const step step_same = {.kind = STEP_SAME}, step_any_member = {.kind = STEP_ANY_MEMBER},
           step_some = {.kind = STEP_SOME}, step_apart = {.kind = STEP_APART};

void compare_pair(comparison *c, const node *old, const node *new, const place *at, const step *to) {
    old = node_of(old);
    new = node_of(new);
    if (!enter(c, old, new, at))
        return;
    bool again = old->shared || new->shared || node_is_composed(old) || node_is_composed(new);
    if (again && decide_equal(&c->work, old, new))
        return;
    location here = location_at(c->here, to, old, new);
    c->here = &here;
    if (again)
        walk_again(c, old, new, at);
    else
        walk(c, old, new, at);
    c->here = here.up;
}

// What changed here may count differently among other subschemas, so it is walked in each, to the limit of depth.
void compare_in_place(comparison *c, const node *old, const node *new, const place *at) {
    old = node_of(old);
    new = node_of(new);
    if (!enter(c, old, new, at) || decide_equal(&c->work, old, new))
        return;
    location here = location_at(c->here, &step_same, old, new);
    c->here = &here;
    walk(c, old, new, at);
    c->here = here.up;
}

void compare_promises(comparison *c, const node *old, const node *new, const place *at) {
    bool promises = c->promises;
    c->promises = true;
    compare_in_place(c, old, new, at);
    c->promises = promises;
}

void compare_pair_promises(comparison *c, const node *old, const node *new, const place *at, const step *to) {
    bool promises = c->promises;
    c->promises = true;
    compare_pair(c, old, new, at, to);
    c->promises = promises;
}

void compare_pair_backward(comparison *c, const node *old, const node *new, const place *at, const step *to) {
    bool before = c->backward_only;
    c->backward_only = true;
    compare_pair(c, old, new, at, to);
    c->backward_only = before;
}

void compare_pair_forward(comparison *c, const node *old, const node *new, const place *at, const step *to) {
    bool before = c->forward_only;
    c->forward_only = true;
    compare_pair(c, old, new, at, to);
    c->forward_only = before;
}

bool compare_follows(comparison *c, side s, const node *from, const node *n, schema_keyword k) {
    if (decide_keyword(&c->work, from, n, k))
        return true;
    if (c->here->simple[s] && c->here->nodes[s] == from)
        return false;
    const located_list *list = location_nodes(&c->work, c->here, s);
    for (size_t i = 0; i < list->count && work_visit(&c->work); i++)
        if (list->items[i].always && list->items[i].node != from && decide_keyword(&c->work, list->items[i].node, n, k))
            return true;
    return false;
}

bool compare_within(comparison *c, side s, const node *from, const node *n) {
    if (decide_within(&c->work, from, n))
        return true;
    const located_list *list = location_nodes(&c->work, c->here, s);
    for (size_t i = 0; i < list->count && work_visit(&c->work); i++)
        if (list->items[i].always && list->items[i].node != from && decide_within(&c->work, list->items[i].node, n))
            return true;
    return false;
}

static bool same_document(const compiled_schema *old, const compiled_schema *new) {
    return old == new || (old->hash == new->hash &&json_equal(old->document, new->document));
}

schema_changes schema_diff_within(arena *a, const schema_budget *budget, schema_policy policy,
                                  const compiled_schema *old, const compiled_schema *new) {
    if (same_document(old, new))
        return (schema_changes){0};
    comparison c = {.a = a,
                    .changes = {.a = a, .most = budget->changes},
                    .work.most = budget->visits,
                    .work.kept = a,
                    .decisions = budget->decisions,
                    .policy = policy,
                    .looks = LOOKS_MAX};
    compare_pair(&c, old->root, new->root, NULL, &step_apart);
    if (policy == SCHEMA_LENIENT)
        schema_be_lenient((schema_changes){.items = c.changes.items, .count = c.changes.count});
    c.work.kept = NULL; // decisions tell nothing
    compare_settle(&c, old->root, new->root);
    if (c.work.exhausted || c.changes.overflow) {
        const char *message = c.work.exhausted ? "The schemas are too large to be compared in full"
                                               : "There are more changes than can be listed";
        change_list_append(
            &c.changes, (schema_change){.kind = SCHEMA_UNDECIDED, .path = "root", .pointer = "", .message = message});
    }
    for (size_t i = 0; i < c.changes.count; i++)
        c.changes.items[i].echoes = c.echoes;
    work_done(&c.work);
    return (schema_changes){
        .items = c.changes.items, .count = c.changes.count, .is_partial = c.work.exhausted || c.unsure};
}

const schema_budget schema_budget_default = {.visits = SCHEMA_VISITS_MAX,
                                             .decisions = SCHEMA_DECISIONS_MAX,
                                             .changes = SCHEMA_CHANGES_MAX,
                                             .versions = SCHEMA_VERSIONS_MAX};

schema_changes schema_diff(arena *a, const compiled_schema *old, const compiled_schema *new) {
    return schema_diff_within(a, &schema_budget_default, SCHEMA_YARDSTICK, old, new);
}

// The walk over two compiled schemas: which pairs are compared, how deep, how often, and the list of changes.
#include "schema/compare.h"
#include "schema/render.h"
#include <stdarg.h>

// A pair of subschemas that references can lead to again.
struct pair {
    const node *old;
    const node *new;
    bool different;           // else equal, once everything queued has been explored
    bool active;              // the walk is inside it
    bool reported;            // its changes are on record
    struct dependency *above; // the pairs that hold this one
    pair *next;               // in the queue
};

typedef struct dependency {
    pair *holder;
    struct dependency *next;
} dependency;

typedef struct step {
    const node *old;
    const node *new;
} step;

// Repeating the changes of a definition at each place of its use is a service, not a duty: it ends after this many
// visits.
enum { REPEATS_MAX = 10000 };

// The list of changes ------------------------------------------------------------------------------------------------

bool change_wanted(comparison *c) {
    if (c->quiet) {
        c->differs = true;
        return false;
    }
    c->overflow = c->overflow || c->count >= SCHEMA_CHANGES_MAX;
    return !c->overflow;
}

static void print_name(buffer *out, text name) {
    for (size_t i = 0; i < name.length; i++) { // U+0000 would end the path early
        name.data[i] == '\0' ? buffer_append_string(out, "\\x00") : buffer_append_byte(out, name.data[i]);
    }
}

static void print_place(buffer *out, const place *at) {
    if (at == NULL) {
        return;
    }
    print_place(out, at->up);
    if (out->length > 0) {
        buffer_append_byte(out, '.');
    }
    if (at->name.data != NULL) {
        print_name(out, at->name);
    } else {
        buffer_printf(out, "%zu", at->index);
    }
}

static const char *path_text(arena *a, const place *at, const char *keyword) {
    buffer out;
    buffer_init(&out, SIZE_MAX / 2);
    const place last = {.up = at, .name = text_of(keyword)};
    print_place(&out, keyword == NULL ? at : &last);
    const char *path = out.length == 0 ? "root" : arena_text(a, buffer_text(&out));
    buffer_done(&out);
    return path;
}

static schema_change *list_append(comparison *c, schema_change change) {
    if (c->count == c->capacity) {
        c->capacity = c->capacity == 0 ? 8 : c->capacity * 2;
        schema_change *grown = arena_array(c->a, c->capacity, sizeof(schema_change));
        if (c->count > 0) {
            memcpy(grown, c->items, c->count * sizeof(schema_change));
        }
        c->items = grown;
    }
    c->items[c->count] = change;
    return &c->items[c->count++];
}

// What a contract promises to readers beyond the values that pass.
static bool is_promise(schema_change_kind kind) {
    switch (kind) {
    case SCHEMA_PROPERTY_ADDED:
    case SCHEMA_PROPERTY_REMOVED:
    case SCHEMA_DEFAULT_ADDED:
    case SCHEMA_DEFAULT_REMOVED:
    case SCHEMA_NULLABLE_ADDED:
    case SCHEMA_NULLABLE_REMOVED:
        return true;
    default:
        return false;
    }
}

schema_change *change_add(comparison *c, schema_change_kind kind, const place *at, const char *keyword,
                          const json_value *old_value, const json_value *new_value, const char *format, ...) {
    if ((c->promises && !is_promise(kind)) || (c->backward_only && !schema_breaks(kind, SCHEMA_BACKWARD)) ||
        (c->forward_only && !schema_breaks(kind, SCHEMA_FORWARD))) {
        return NULL;
    }
    va_list arguments;
    va_start(arguments, format);
    schema_change *added = list_append(c, (schema_change){.kind = kind,
                                                          .path = path_text(c->a, at, keyword),
                                                          .message = arena_vprintf(c->a, format, arguments),
                                                          .old_value = old_value,
                                                          .new_value = new_value});
    va_end(arguments);
    return added;
}

void change_add_constraint(comparison *c, const place *at, const char *keyword, const json_value *value) {
    if (change_wanted(c)) {
        change_add(c, SCHEMA_CONSTRAINT_TIGHTENED, at, keyword, NULL, value, "Constraint '%s' was added with value %s",
                   keyword, value_render_plain(c->a, value));
    }
}

void change_remove_constraint(comparison *c, const place *at, const char *keyword, const json_value *value) {
    if (change_wanted(c)) {
        change_add(c, SCHEMA_CONSTRAINT_RELAXED, at, keyword, value, NULL, "Constraint '%s' was removed", keyword);
    }
}

// Pairs --------------------------------------------------------------------------------------------------------------

arena *comparison_scratch(comparison *c) {
    if (c->scratch == NULL) {
        c->scratch = arena_new(0);
    }
    return c->scratch;
}

static size_t pair_slot(const comparison *c, const node *old, const node *new) {
    uint64_t mixed = (uint64_t)(uintptr_t)old * UINT64_C(0x9e3779b97f4a7c15) + (uint64_t)(uintptr_t) new;
    mixed *= UINT64_C(0xff51afd7ed558ccd);
    size_t at = (size_t)(mixed >> 32) & (c->pair_capacity - 1);
    while (c->pairs[at] != NULL && (c->pairs[at]->old != old || c->pairs[at]->new != new)) {
        at = (at + 1) & (c->pair_capacity - 1);
    }
    return at;
}

static void pairs_grow(comparison *c) {
    pair **old = c->pairs;
    size_t count = c->pair_capacity;
    c->pair_capacity = count == 0 ? 64 : count * 2;
    c->pairs = arena_zalloc(comparison_scratch(c), c->pair_capacity * sizeof(pair *));
    for (size_t i = 0; i < count; i++) {
        if (old[i] != NULL) {
            c->pairs[pair_slot(c, old[i]->old, old[i]->new)] = old[i];
        }
    }
}

// The pair, queued for exploration when it is new.
static pair *pair_of(comparison *c, const node *old, const node *new) {
    if (c->pair_count * 2 >= c->pair_capacity) {
        pairs_grow(c);
    }
    size_t at = pair_slot(c, old, new);
    if (c->pairs[at] == NULL) {
        pair *p = arena_new_of(comparison_scratch(c), pair);
        *p = (pair){.old = old, .new = new, .next = c->todo};
        c->todo = p;
        c->pairs[at] = p;
        c->pair_count++;
    }
    return c->pairs[at];
}

bool comparison_visit(comparison *c) {
    c->exhausted = c->exhausted || ++c->visits > SCHEMA_VISITS_MAX;
    return !c->exhausted;
}

// Equality -----------------------------------------------------------------------------------------------------------

static void step_push(comparison *c, const node *old, const node *new) {
    if (c->step_count == c->step_capacity) {
        c->step_capacity = c->step_capacity == 0 ? 64 : c->step_capacity * 2;
        step *grown = arena_array(comparison_scratch(c), c->step_capacity, sizeof(step));
        if (c->step_count > 0) {
            memcpy(grown, c->steps, c->step_count * sizeof(step));
        }
        c->steps = grown;
    }
    c->steps[c->step_count++] = (step){old, new};
}

// Quiet mode's side of compare_pair: the pair under exploration is equal only if this one is.
static void depend_on(comparison *c, const node *old, const node *new) {
    if (old->shape != new->shape) {
        c->differs = true;
        return;
    }
    if (!old->shared && !new->shared) {
        step_push(c, old, new);
        return;
    }
    pair *below = pair_of(c, old, new);
    c->differs = c->differs || below->different;
    dependency *d = arena_new_of(c->scratch, dependency);
    *d = (dependency){.holder = c->current, .next = below->above};
    below->above = d;
}

// Marks the pair and everything that holds it.
static void mark_different(pair *p) {
    pair *stack = p;
    p->different = true;
    p->next = NULL; // no longer queued, so the link is free to chain this stack
    while (stack != NULL) {
        pair *top = stack;
        stack = stack->next;
        for (dependency *d = top->above; d != NULL; d = d->next) {
            if (!d->holder->different) {
                d->holder->different = true;
                d->holder->next = stack;
                stack = d->holder;
            }
        }
    }
}

static void compare_keywords(comparison *c, const node *old, const node *new, const place *at);

static void explore(comparison *c, pair *p) {
    c->current = p;
    c->differs = p->old->shape != p->new->shape;
    c->step_count = 0;
    step_push(c, p->old, p->new);
    while (c->step_count > 0 && !c->differs && comparison_visit(c)) {
        step s = c->steps[--c->step_count];
        compare_keywords(c, s.old, s.new, NULL);
    }
    if (c->differs) {
        mark_different(p);
    }
}

bool compare_equal(comparison *c, const node *old, const node *new) {
    old = node_of(old);
    new = node_of(new);
    if (old == new) {
        return true;
    }
    if (old->shape != new->shape) {
        return false;
    }
    pair *p = pair_of(c, old, new);
    c->quiet = true;
    while (c->todo != NULL && !c->exhausted) {
        pair *next = c->todo;
        c->todo = next->next;
        if (!next->different) {
            explore(c, next);
        }
    }
    c->quiet = false;
    return !p->different && !c->exhausted;
}

// The walk -----------------------------------------------------------------------------------------------------------

static void compare_never(comparison *c, const node *old, const node *new, const place *at) {
    if (old->never == new->never || !change_wanted(c)) {
        return;
    }
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

static void compare_keywords(comparison *c, const node *old, const node *new, const place *at) {
    if (old->never || new->never) {
        compare_never(c, old, new, at);
        return;
    }
    uint64_t present = (old->keywords | new->keywords) & ~c->masked;
    c->masked = 0;
    if ((present & (BIT(ANY_OF) | BIT(ONE_OF))) != 0 && compare_nullable_union(c, old, new, at)) {
        return;
    }
    if ((present & (BIT(UNEVALUATED_PROPERTIES) | BIT(UNEVALUATED_ITEMS))) != 0) {
        compare_unevaluated(c, old, new, at);
    }
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        if ((present & steps[i].keywords) != 0) {
            steps[i].compare(c, old, new, at);
        }
    }
    if ((present & BIT(MALFORMED)) != 0) {
        compare_malformed(c, old, new, at);
    }
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
    pair *p = pair_of(c, old, new);
    if (p->active || (p->reported && c->repeats > REPEATS_MAX)) {
        return;
    }
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
    if (old == new) {
        return false;
    }
    if (c->quiet) {
        depend_on(c, old, new);
        return false;
    }
    if (!comparison_visit(c) || c->overflow) {
        return false;
    }
    if (c->depth > SCHEMA_DEPTH_MAX) {
        compare_too_deep(c, old, new, at);
        return false;
    }
    return true;
}

void compare_pair(comparison *c, const node *old, const node *new, const place *at) {
    old = node_of(old);
    new = node_of(new);
    if (!enter(c, old, new, at)) {
        return;
    }
    bool again = old->shared || new->shared || cluster_is_composed(old) || cluster_is_composed(new);
    if (again && compare_equal(c, old, new)) {
        return;
    }
    const node *old_location = c->old_location, *new_location = c->new_location;
    c->old_location = old;
    c->new_location = new;
    if (again) {
        walk_again(c, old, new, at);
    } else {
        walk(c, old, new, at);
    }
    c->old_location = old_location;
    c->new_location = new_location;
}

// What changed here may count differently at each location, so it is walked at each, to the limit of depth.
void compare_in_place(comparison *c, const node *old, const node *new, const place *at) {
    old = node_of(old);
    new = node_of(new);
    if (enter(c, old, new, at) && !compare_equal(c, old, new)) {
        walk(c, old, new, at);
    }
}

static void compare_promised(comparison *c, compare_step *compare, const node *old, const node *new, const place *at) {
    bool promises = c->promises;
    if (c->quiet) {
        return;
    }
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
    if (same_document(old, new)) {
        return (schema_changes){0};
    }
    comparison c = {.a = a, .old = old, .new = new};
    compare_pair(&c, old->root, new->root, NULL);
    if (c.exhausted || c.overflow) {
        list_append(&c, (schema_change){.kind = SCHEMA_UNDECIDED,
                                        .path = "root",
                                        .message = c.exhausted ? "The schemas are too large to be compared in full"
                                                               : "There are more changes than can be listed"});
    }
    arena_free(c.scratch);
    return (schema_changes){.items = c.items, .count = c.count};
}

// Which members a schema looks at depends on which of its subschemas accept the value. Each way in which those that look at
// something may hold or fail is told apart (JSON Schema core 2020-12, section 11): in one way it is known what is looked at,
// and the keyword is as good as `additionalProperties`, or as `items` behind a prefix. It is read as the instance checker
// reads it, from the schema as it is written.
#include "schema/decide/evaluated.h"
#include "schema/decide/nodes.h"
#include "schema/decide/overlaps.h"
#include <stdlib.h>

enum { WAYS_MAX = 64, LEVELS_MAX = 12, NAMES_SEEN_MAX = 400 };

typedef struct name_cell {
    const struct name_cell *next;
    text name;
} name_cell;

typedef struct node_cell {
    const struct node_cell *next;
    const node *node;
} node_cell;

// A way in the making.
typedef struct sight {
    const atom *when;
    bool all;
    const name_cell *names, *patterns;
    size_t prefix;
    const node_cell *contained;
} sight;

typedef struct sights {
    decider *d;
    schema_keyword k;
    bool failed;
    size_t count;
    sight *items; // room for WAYS_MAX
} sights;

static uint64_t looking(schema_keyword k) {
    return k == KEYWORD_UNEVALUATED_PROPERTIES
               ? KEYWORD_BIT(PROPERTIES) | KEYWORD_BIT(PATTERN_PROPERTIES) | KEYWORD_BIT(ADDITIONAL_PROPERTIES) |
                     KEYWORD_BIT(UNEVALUATED_PROPERTIES)
               : KEYWORD_BIT(PREFIX_ITEMS) | KEYWORD_BIT(ITEMS) | KEYWORD_BIT(UNEVALUATED_ITEMS) |
                     KEYWORD_BIT(CONTAINS);
}

static const node *as_checked(const node *n) {
    n = node_of(n);
    return node_has(n, KEYWORD_NULLABLE) ? node_normal(n) : n;
}

// --- which subschemas matter -----------------------------------------------------------------------------------------

static bool looks(sights *s, const node *n, unsigned depth);

static bool some_look(sights *s, const node_list *list, unsigned depth) {
    for (size_t i = 0; i < list->count; i++)
        if (looks(s, list->items[i], depth))
            return true;
    return false;
}

// Whether a subschema of the same value may look at parts of it.
static bool looks(sights *s, const node *n, unsigned depth) {
    n = as_checked(n);
    s->failed = s->failed || depth > LEVELS_MAX || n->open || node_has(n, KEYWORD_MALFORMED) || !decider_step(s->d);
    if (s->failed || (n->keywords & looking(s->k)) != 0)
        return true;
    const branch_list *all = node_branches(n);
    for (size_t i = 0; i < all->count; i++)
        if (looks(s, all->items[i].schema, depth + 1))
            return true;
    const dependent_table *rows = node_dependents(n, KEYWORD_DEPENDENT_SCHEMAS);
    for (size_t i = 0; i < rows->count; i++)
        if (looks(s, rows->items[i].schema, depth + 1))
            return true;
    return some_look(s, node_schemas(n, KEYWORD_ANY_OF), depth + 1) ||
           some_look(s, node_schemas(n, KEYWORD_ONE_OF), depth + 1) ||
           (node_has(n, KEYWORD_IF) &&
            (looks(s, node_child(n, KEYWORD_IF), depth + 1) || looks(s, node_child(n, KEYWORD_THEN), depth + 1) ||
             looks(s, node_child(n, KEYWORD_ELSE), depth + 1)));
}

// --- ways ------------------------------------------------------------------------------------------------------------

static sights copy_of(const sights *s) {
    sights copy = *s;
    copy.items = arena_array(s->d->a, WAYS_MAX, sizeof *copy.items);
    memcpy(copy.items, s->items, s->count * sizeof *copy.items);
    work_charge(s->d->work, 1 + s->count / 4);
    return copy;
}

static void join(sights *s, const sights *more) {
    s->failed = s->failed || more->failed || s->count + more->count > WAYS_MAX;
    if (s->failed)
        return;
    memcpy(s->items + s->count, more->items, more->count * sizeof *s->items);
    s->count += more->count;
}

static void when(sights *s, atom a) {
    for (size_t i = 0; i < s->count; i++) {
        atom *made = arena_new_of(s->d->a, atom);
        *made = a;
        made->next = s->items[i].when;
        s->items[i].when = made;
    }
}

static void when_schema(sights *s, const node *n, bool negative) {
    when(s, (atom){.kind = ATOM_SCHEMA, .node = node_of(n), .negative = negative});
}

static void look(sights *s, const node *n, unsigned depth);

// Drops the ways in which something holds that excludes the schema.
static void drop_excluded(sights *s, const node *n) {
    size_t kept = 0;
    for (size_t i = 0; i < s->count; i++) {
        bool excluded = false;
        for (const atom *a = s->items[i].when; a != NULL && !excluded; a = a->next)
            excluded = a->kind == ATOM_SCHEMA && !a->negative &&
                       (is_told_apart(a->node, n, s->k == KEYWORD_UNEVALUATED_PROPERTIES) ||
                        decide_apart(s->d->work, a->node, n));
        if (!excluded)
            s->items[kept++] = s->items[i];
    }
    s->count = kept;
}

// Of several alternatives any may hold; each that looks at something holds or fails.
static void look_any(sights *s, const node_list *list, unsigned depth) {
    for (size_t i = 0; i < list->count && !s->failed; i++) {
        if (!looks(s, list->items[i], depth) || s->failed)
            continue;
        sights held = copy_of(s);
        drop_excluded(&held, list->items[i]);
        when_schema(&held, list->items[i], false);
        look(&held, list->items[i], depth);
        when_schema(s, list->items[i], true);
        join(s, &held);
    }
}

// Of several alternatives one holds.
static void look_one(sights *s, const node_list *list, unsigned depth) {
    sights others = copy_of(s), none = copy_of(s);
    bool plain = false;
    others.count = 0;
    for (size_t i = 0; i < list->count && !s->failed; i++) {
        if (!looks(s, list->items[i], depth)) {
            plain = true;
            continue;
        }
        sights held = copy_of(s);
        when_schema(&held, list->items[i], false);
        look(&held, list->items[i], depth);
        when_schema(&none, list->items[i], true);
        join(&others, &held);
    }
    if (plain)
        join(&others, &none);
    others.failed = others.failed || s->failed;
    *s = others;
}

static void look_condition(sights *s, const node *n, unsigned depth) {
    const node *condition = node_child(n, KEYWORD_IF);
    if (!looks(s, condition, depth) && !looks(s, node_child(n, KEYWORD_THEN), depth) &&
        !looks(s, node_child(n, KEYWORD_ELSE), depth))
        return;
    sights held = copy_of(s);
    when_schema(&held, condition, false);
    look(&held, condition, depth);
    look(&held, node_child(n, KEYWORD_THEN), depth);
    when_schema(s, condition, true);
    look(s, node_child(n, KEYWORD_ELSE), depth);
    join(s, &held);
}

static void look_dependents(sights *s, const dependent_table *rows, unsigned depth) {
    for (size_t i = 0; i < rows->count && !s->failed; i++) {
        const dependent *row = &rows->items[i];
        if (!looks(s, row->schema, depth))
            continue;
        sights held = copy_of(s);
        when(&held, (atom){.kind = ATOM_MEMBER, .name = row->name});
        look(&held, row->schema, depth);
        when(s, (atom){.kind = ATOM_ABSENT, .name = row->name});
        join(s, &held);
    }
}

static const name_cell *with_names(decider *d, const name_cell *list, const node_table *table) {
    for (size_t i = 0; i < table->count; i++) {
        name_cell *cell = arena_new_of(d->a, name_cell);
        *cell = (name_cell){list, table->items[i].name};
        list = cell;
    }
    work_charge(d->work, table->count / 8);
    return list;
}

static void look_members(sights *s, const node *n) {
    const node_table *own = node_entries(n, KEYWORD_PROPERTIES);
    const node_table *patterns = node_entries(n, KEYWORD_PATTERN_PROPERTIES);
    s->failed = s->failed || own->count + patterns->count > NAMES_SEEN_MAX;
    for (size_t i = 0; i < s->count && !s->failed; i++) {
        sight *one = &s->items[i];
        one->all =
            one->all || node_has(n, KEYWORD_ADDITIONAL_PROPERTIES) || node_has(n, KEYWORD_UNEVALUATED_PROPERTIES);
        one->names = with_names(s->d, one->names, own);
        one->patterns = with_names(s->d, one->patterns, patterns);
    }
}

static void look_elements(sights *s, const node *n) {
    size_t prefix = node_schemas(n, KEYWORD_PREFIX_ITEMS)->count;
    for (size_t i = 0; i < s->count; i++) {
        sight *one = &s->items[i];
        one->all = one->all || node_has(n, KEYWORD_ITEMS) || node_has(n, KEYWORD_UNEVALUATED_ITEMS);
        one->prefix = prefix > one->prefix ? prefix : one->prefix;
        if (!node_has(n, KEYWORD_CONTAINS) || n->overlooks)
            continue;
        node_cell *cell = arena_new_of(s->d->a, node_cell);
        *cell = (node_cell){one->contained, node_child(n, KEYWORD_CONTAINS)};
        one->contained = cell;
    }
}

// What subschemas of the same value look at, of which the node is made.
static void look_inside(sights *s, const node *n, unsigned depth) {
    const branch_list *all = node_branches(n);
    for (size_t i = 0; i < all->count && !s->failed; i++)
        look(s, all->items[i].schema, depth);
    if (node_has(n, KEYWORD_ANY_OF))
        look_any(s, node_schemas(n, KEYWORD_ANY_OF), depth);
    if (node_has(n, KEYWORD_ONE_OF))
        look_one(s, node_schemas(n, KEYWORD_ONE_OF), depth);
    if (node_has(n, KEYWORD_IF))
        look_condition(s, n, depth);
    look_dependents(s, node_dependents(n, KEYWORD_DEPENDENT_SCHEMAS), depth);
}

// What a schema that holds looks at.
static void look(sights *s, const node *n, unsigned depth) {
    n = as_checked(n);
    s->failed = s->failed || depth > LEVELS_MAX || n->open || node_has(n, KEYWORD_MALFORMED) || !decider_step(s->d);
    if (s->failed)
        return;
    if (s->k == KEYWORD_UNEVALUATED_PROPERTIES)
        look_members(s, n);
    else
        look_elements(s, n);
    look_inside(s, n, depth + 1);
}

// --- what is left ----------------------------------------------------------------------------------------------------

static int entry_order(const void *a, const void *b) {
    return text_order(((const node_entry *)a)->name, ((const node_entry *)b)->name);
}

// The names, each once, with a schema that accepts everything; NULL: there are none.
static node_table *table_of(decider *d, const name_cell *list) {
    size_t count = 0, kept = 0;
    for (const name_cell *c = list; c != NULL; c = c->next)
        count++;
    if (count == 0)
        return NULL;
    node_entry *items = arena_array(d->a, count, sizeof *items);
    for (const name_cell *c = list; c != NULL; c = c->next)
        items[kept++] = (node_entry){.name = c->name, .schema = &node_true};
    qsort(items, count, sizeof *items, entry_order);
    kept = 1;
    for (size_t i = 1; i < count; i++)
        if (!text_equal(items[i].name, items[kept - 1].name))
            items[kept++] = items[i];
    node_table *table = arena_new_of(d->a, node_table);
    *table = (node_table){.count = kept, .items = items};
    return table;
}

static const node *members_left(decider *d, const sight *one, const node *rest) {
    static_assert(KEYWORD_PROPERTIES < KEYWORD_PATTERN_PROPERTIES &&
                      KEYWORD_PATTERN_PROPERTIES < KEYWORD_ADDITIONAL_PROPERTIES,
                  "slots stand in the order of keywords");
    uint64_t keywords = KEYWORD_BIT(ADDITIONAL_PROPERTIES);
    slot slots[3];
    size_t count = 0;
    node_table *names = table_of(d, one->names), *patterns = table_of(d, one->patterns);
    if (names != NULL) {
        keywords |= KEYWORD_BIT(PROPERTIES);
        slots[count++] = (slot){.compiled = names};
    }
    if (patterns != NULL) {
        keywords |= KEYWORD_BIT(PATTERN_PROPERTIES);
        slots[count++] = (slot){.compiled = patterns};
    }
    slots[count] = (slot){.compiled = rest};
    return node_made(d->a, keywords, TYPE_ALL, slots);
}

static const node_list *list_of(decider *d, const node *const *items, size_t count) {
    node_list *list = arena_new_of(d->a, node_list);
    *list = (node_list){.count = count, .items = items};
    return list;
}

// Elements of which nothing is left to say.
static const node_list *anything(decider *d, size_t count) {
    const node **items = arena_array(d->a, count, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = &node_true;
    return list_of(d, items, count);
}

// An element is contained in something, or as the rest must be.
static const node *contained_or(decider *d, const node_cell *contained, const node *rest) {
    size_t count = rest->never ? 0 : 1;
    for (const node_cell *c = contained; c != NULL; c = c->next)
        count++;
    if (contained == NULL || count == 0)
        return rest;
    const node **items = arena_array(d->a, count, sizeof *items);
    size_t at = 0;
    if (!rest->never)
        items[at++] = rest;
    for (const node_cell *c = contained; c != NULL; c = c->next)
        items[at++] = c->node;
    if (count == 1)
        return items[0];
    return node_made(d->a, KEYWORD_BIT(ANY_OF), TYPE_ALL, &(slot){.compiled = list_of(d, items, count)});
}

static const node *elements_left(decider *d, const sight *one, const node *rest) {
    static_assert(KEYWORD_PREFIX_ITEMS < KEYWORD_ITEMS, "slots stand in the order of keywords");
    const slot slots[] = {{.compiled = one->prefix > 0 ? anything(d, one->prefix) : NULL},
                          {.compiled = contained_or(d, one->contained, rest)}};
    return one->prefix > 0 ? node_made(d->a, KEYWORD_BIT(PREFIX_ITEMS) | KEYWORD_BIT(ITEMS), TYPE_ALL, slots)
                           : node_made(d->a, KEYWORD_BIT(ITEMS), TYPE_ALL, slots + 1);
}

// --- the question ----------------------------------------------------------------------------------------------------

static void work_out(decider *d, evaluated *e) {
    const node *rest = node_child(e->node, e->k);
    sight *items = arena_zalloc(d->a, WAYS_MAX * sizeof *items);
    sights s = {.d = d, .k = e->k, .count = 1, .items = items};
    // What the keyword itself looks at is what is asked for.
    node bare = *e->node;
    bare.keywords &= ~(keyword_bit(e->k) | KEYWORD_BIT(NULLABLE));
    bare.normal = NULL;
    bare.slots = arena_array(d->a, KEYWORD_COUNT, sizeof *bare.slots);
    size_t count = 0;
    for (uint64_t left = e->node->keywords; left != 0; left &= left - 1) {
        schema_keyword k = (schema_keyword)__builtin_ctzll(left);
        if (node_has(&bare, k))
            bare.slots[count++] = *node_slot(e->node, k);
    }
    look(&s, &bare, 0);
    if (s.failed)
        return;
    evaluated_way *ways = arena_array(d->a, s.count, sizeof *ways);
    for (size_t i = 0; i < s.count; i++) {
        const sight *one = &s.items[i];
        const node *left = one->all || node_is_true(node_normal(rest)) ? NULL
                           : e->k == KEYWORD_UNEVALUATED_PROPERTIES    ? members_left(d, one, rest)
                                                                       : elements_left(d, one, rest);
        ways[i] = (evaluated_way){one->when, left};
    }
    e->known = true;
    e->count = s.count;
    e->ways = ways;
}

const evaluated *evaluated_by(decider *d, const node *n, schema_keyword k) {
    for (evaluated *e = d->evaluated; e != NULL; e = e->next)
        if (e->node == n && e->k == k)
            return e;
    evaluated *e = arena_new_of(d->a, evaluated);
    *e = (evaluated){.next = d->evaluated, .node = n, .k = k};
    d->evaluated = e;
    work_out(d, e);
    return e;
}

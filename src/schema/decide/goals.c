// Goals are kept by their literals, so that each is searched once however many ways lead to it.
#include "base/hash.h"
#include "schema/decide/closure.h"
#include "schema/decide/goal.h"
#include "schema/decide/search.h"
#include "schema/instance.h"
#include <limits.h>
#include <stdlib.h>

enum { GOAL_SLOTS = 256, GOAL_LEVELS = 24, LITERALS_MAX = 200, TRIAL_STEPS = 20000 };

// --- literals --------------------------------------------------------------------------------------------------------

void literals_add(decider *d, literal_list *list, const node *n, bool negative) {
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 4 : list->capacity * 2;
        literal *grown = arena_array(d->a, list->capacity, sizeof *grown);
        if (list->count > 0)
            memcpy(grown, list->items, list->count * sizeof *grown);
        list->items = grown;
    }
    list->items[list->count] = (literal){node_of(n), negative, (uint32_t)list->count};
    list->count++;
}

bool literals_are_deep(const literal_list *list) {
    for (size_t i = 0; i < list->count; i++)
        if (!list->items[i].negative && (list->items[i].node->types & (TYPE_OBJECT | TYPE_ARRAY)) == 0)
            return false;
    return true;
}

static int literal_order(const void *a, const void *b) {
    const literal *left = a, *right = b;
    if (left->node != right->node)
        return left->node < right->node ? -1 : 1;
    return (int)left->negative - (int)right->negative;
}

static int earlier_first(const void *a, const void *b) {
    const literal *left = a, *right = b;
    int order = literal_order(left, right);
    return order != 0 ? order : (left->at > right->at) - (left->at < right->at);
}

static int by_place(const void *a, const void *b) {
    const literal *left = a, *right = b;
    return (left->at > right->at) - (left->at < right->at);
}

static const literal *as_added(decider *d, const literal_list *list) {
    if (list->count < 2)
        return list->items;
    literal *items = arena_array(d->a, list->count, sizeof *items);
    memcpy(items, list->items, list->count * sizeof *items);
    qsort(items, list->count, sizeof *items, by_place);
    return items;
}

// One holds of everything that the other one fails of.
static bool contradict(decider *d, const literal *a, const literal *b) {
    return a->negative != b->negative && decide_equal(d->work, a->node, b->node);
}

// Sorts, and drops what says nothing. False: something contradicts.
static bool settle(decider *d, literal_list *list) {
    size_t kept = 0;
    if (list->count > 0)
        qsort(list->items, list->count, sizeof(literal), earlier_first);
    for (size_t i = 0; i < list->count; i++) {
        const literal *l = &list->items[i];
        const node *n = node_normal(l->node);
        if (n->never != l->negative && (n->never || node_is_true(n)))
            return false;
        if ((l->negative ? n->never : node_is_true(n)) || (kept > 0 && literal_order(&list->items[kept - 1], l) == 0))
            continue;
        list->items[kept++] = *l;
    }
    list->count = kept;
    for (size_t i = 0; i < kept && kept <= LITERALS_MAX; i++)
        for (size_t j = i + 1; j < kept; j++)
            if (contradict(d, &list->items[i], &list->items[j]))
                return false;
    return true;
}

goal *goal_of(decider *d, literal_list *list, const closure *closed) {
    if (!settle(d, list))
        return NULL;
    uint64_t hash = hash_bytes((const char *)&closed, sizeof closed, list->count);
    for (size_t i = 0; i < list->count; i++)
        hash = hash * 31 + (uint64_t)(uintptr_t)list->items[i].node * 2 + list->items[i].negative;
    if (d->table == NULL)
        d->table = arena_zalloc(d->a, GOAL_SLOTS * sizeof(goal *));
    goal **slot = &d->table[(hash ^ (hash >> 17)) % GOAL_SLOTS];
    for (goal *g = *slot; g != NULL; g = g->next) {
        bool same = g->hash == hash && g->count == list->count && g->closed == closed;
        for (size_t i = 0; same && i < g->count; i++)
            same = literal_order(&g->key[i], &list->items[i]) == 0;
        if (same)
            return g;
    }
    goal *g = arena_new_of(d->a, goal);
    *g = (goal){.next = *slot,
                .hash = hash,
                .count = list->count,
                .key = list->items,
                .items = as_added(d, list),
                .closed = closed};
    *slot = g;
    return g;
}

// --- values ----------------------------------------------------------------------------------------------------------

static outcome try_literal(decider *d, const literal *l, const json_value *value) {
    size_t steps = TRIAL_STEPS;
    schema_verdict sure = instance_certain(l->node, value, work_shelf(d->work), &steps);
    work_charge(d->work, TRIAL_STEPS - steps);
    if (sure != SCHEMA_UNKNOWN)
        return (sure == SCHEMA_ACCEPTS) != l->negative ? OUTCOME_INHABITED : OUTCOME_EMPTY;
    steps = TRIAL_STEPS;
    schema_verdict verdict = instance_verdict(l->node, value, work_shelf(d->work), &steps);
    work_charge(d->work, TRIAL_STEPS - steps);
    return verdict == (l->negative ? SCHEMA_REJECTS : SCHEMA_ACCEPTS) ? OUTCOME_INHABITED : OUTCOME_UNSURE;
}

outcome goal_try(decider *d, goal *g, const json_value *value) {
    outcome found = OUTCOME_INHABITED;
    if (!decider_step(d))
        return OUTCOME_UNSURE;
    for (size_t i = 0; i < g->count && found != OUTCOME_EMPTY; i++) {
        outcome one = try_literal(d, &g->items[i], value);
        found = one == OUTCOME_INHABITED ? found : one;
    }
    if (d->work->exhausted)
        return OUTCOME_UNSURE;
    if (found == OUTCOME_INHABITED && g->closed != NULL)
        found = closure_counts(d, g->closed, value);
    if (found == OUTCOME_INHABITED)
        g->witness = value;
    return found;
}

outcome goal_try_examples(decider *d, goal *g) {
    outcome found = OUTCOME_UNSURE;
    for (size_t i = 0; i < g->count && found != OUTCOME_INHABITED; i++) {
        const node *n = g->items[i].node;
        const json_value *fallback = node_value(n, KEYWORD_DEFAULT);
        const json_value *examples = n->source == NULL ? NULL : json_get(n->source, "examples");
        if (fallback != NULL)
            found = goal_try(d, g, fallback);
        for (uint32_t j = 0;
             examples != NULL && examples->type == JSON_ARRAY && j < examples->count && found != OUTCOME_INHABITED; j++)
            found = goal_try(d, g, &examples->elements[j]);
    }
    return found == OUTCOME_INHABITED ? found : OUTCOME_UNSURE;
}

// --- solving ---------------------------------------------------------------------------------------------------------

// The few values of these types are simply tried. Where that does not tell, what is said may still contradict itself.
static outcome try_simple_types(decider *d, goal *g, unsigned types) {
    outcome found = OUTCOME_EMPTY;
    if ((types & TYPE_NULL) != 0)
        found = either_outcome(found, goal_try(d, g, &value_null));
    if ((types & TYPE_BOOLEAN) != 0 && found != OUTCOME_INHABITED)
        found = either_outcome(found, either_outcome(goal_try(d, g, &value_true), goal_try(d, g, &value_false)));
    return found == OUTCOME_UNSURE ? search_type(d, g, types & (TYPE_NULL | TYPE_BOOLEAN)) : found;
}

static outcome solve_types(decider *d, goal *g) {
    static const unsigned kinds[] = {TYPE_NUMBER | TYPE_INTEGER, TYPE_STRING, TYPE_ARRAY, TYPE_OBJECT};
    unsigned types = TYPE_ALL;
    for (size_t i = 0; i < g->count; i++)
        types &= g->items[i].negative || node_has(g->items[i].node, KEYWORD_NULLABLE) ? TYPE_ALL
                                                                                      : node_types(g->items[i].node);
    outcome found = try_simple_types(d, g, types);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && found != OUTCOME_INHABITED; i++)
        if ((types & kinds[i]) != 0)
            found = either_outcome(found, search_type(d, g, types & kinds[i]));
    return found;
}

outcome goal_solve(decider *d, goal *g) {
    if (g == NULL)
        return OUTCOME_EMPTY;
    if (g->state == GOAL_DONE)
        return g->found;
    if (g->state == GOAL_ACTIVE) {
        d->lowest = g->level < d->lowest ? g->level : d->lowest;
        return OUTCOME_EMPTY;
    }
    if (d->level >= GOAL_LEVELS || g->count > LITERALS_MAX || !decider_step(d))
        return OUTCOME_UNSURE;
    unsigned outer = d->lowest;
    d->lowest = UINT_MAX;
    g->level = ++d->level;
    g->state = GOAL_ACTIVE;
    outcome found = solve_types(d, g);
    d->level--;
    bool relied = found == OUTCOME_EMPTY && d->lowest < g->level;
    g->state = relied ? GOAL_NEW : GOAL_DONE;
    g->found = found;
    d->lowest = d->lowest < g->level && d->lowest < outer ? d->lowest : outer;
    return found;
}

// --- the question ----------------------------------------------------------------------------------------------------

static outcome ask(decider *d, const node *a, const node *b, const node *wanted, const closure *closed, goal **g) {
    literal_list list = {0};
    literals_add(d, &list, a, false);
    if (b != NULL)
        literals_add(d, &list, b, true);
    if (wanted != NULL)
        literals_add(d, &list, wanted, false);
    *g = goal_of(d, &list, closed);
    return goal_solve(d, *g);
}

decision decide_inclusion(work *w, size_t steps, const node *a, const node *b, bool closed) {
    return decide_inclusion_of(w, steps, a, b, NULL, closed);
}

decision decide_inclusion_of(work *w, size_t steps, const node *a, const node *b, const node *wanted, bool closed) {
    decider d = {.work = w, .a = work_memory(w), .steps = steps, .lowest = UINT_MAX};
    goal *g, *any;
    const closure *at = closed ? closure_of(&d, a) : NULL;
    outcome found = ask(&d, a, b, wanted, at, &g);
    // Where no value of `a` counts, nothing can be said of those that do.
    if (found == OUTCOME_EMPTY && at != NULL && ask(&d, a, NULL, NULL, at, &any) == OUTCOME_EMPTY)
        found = ask(&d, a, b, wanted, NULL, &g);
    if (w->exhausted || found == OUTCOME_UNSURE)
        return (decision){.answer = ANSWER_UNKNOWN, .spent = w->exhausted || d.steps == 0};
    return found == OUTCOME_EMPTY ? (decision){.answer = ANSWER_YES}
                                  : (decision){.answer = ANSWER_NO, .witness = g->witness};
}

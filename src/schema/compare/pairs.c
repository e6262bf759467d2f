// Pairs of subschemas that references lead to again, and which of them are equal. Every pair is explored once in a
// comparison, whatever asks for it, so that recursion costs no more than the schemas are long.
#include "schema/compare/compare.h"
#include "schema/regex.h"

// A pair that is equal only if another one is.
typedef struct dependency {
    pair *holder;
    struct dependency *next;
} dependency;

typedef struct step {
    const node *old;
    const node *new;
} step;

// --- Pairs -----------------------------------------------------------------------------------------------------------

arena *comparison_scratch(comparison *c) {
    if (c->scratch == NULL)
        c->scratch = arena_new(0);
    return c->scratch;
}

static size_t pair_slot(const comparison *c, const node *old, const node *new) {
    uint64_t mixed = (uint64_t)(uintptr_t)old * UINT64_C(0x9e3779b97f4a7c15) + (uint64_t)(uintptr_t) new;
    mixed *= UINT64_C(0xff51afd7ed558ccd);
    size_t at = (size_t)(mixed >> 32) & (c->pair_capacity - 1);
    while (c->pairs[at] != NULL && (c->pairs[at]->old != old || c->pairs[at]->new != new))
        at = (at + 1) & (c->pair_capacity - 1);
    return at;
}

static void pairs_grow(comparison *c) {
    pair **old = c->pairs;
    size_t count = c->pair_capacity;
    c->pair_capacity = count == 0 ? 64 : count * 2;
    c->pairs = arena_zalloc(comparison_scratch(c), c->pair_capacity * sizeof(pair *));
    for (size_t i = 0; i < count; i++)
        if (old[i] != NULL)
            c->pairs[pair_slot(c, old[i]->old, old[i]->new)] = old[i];
}

// The pair, queued for exploration when it is new.
pair *compare_pair_of(comparison *c, const node *old, const node *new) {
    if (c->pair_count * 2 >= c->pair_capacity)
        pairs_grow(c);
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

void comparison_charge(comparison *c, size_t steps) {
    c->visits += steps;
    c->exhausted = c->exhausted || c->visits > SCHEMA_VISITS_MAX;
}

int comparison_occurs(comparison *c, text pattern, text name) {
    if (c->exhausted)
        return -1;
    int answer = regex_occurs_once(pattern, name);
    comparison_charge(c, regex_cost(answer));
    return answer;
}

// --- Equality --------------------------------------------------------------------------------------------------------

static void step_push(comparison *c, const node *old, const node *new) {
    if (c->step_count == c->step_capacity) {
        c->step_capacity = c->step_capacity == 0 ? 64 : c->step_capacity * 2;
        step *grown = arena_array(comparison_scratch(c), c->step_capacity, sizeof(step));
        if (c->step_count > 0)
            memcpy(grown, c->steps, c->step_count * sizeof(step));
        c->steps = grown;
    }
    c->steps[c->step_count++] = (step){old, new};
}

// Quiet mode's side of compare_pair: the pair under exploration is equal only if this one is.
void compare_depend_on(comparison *c, const node *old, const node *new) {
    if (old->shape != new->shape) {
        c->differs = true;
        return;
    }
    if (!old->shared && !new->shared) {
        step_push(c, old, new);
        return;
    }
    pair *below = compare_pair_of(c, old, new);
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

static void explore(comparison *c, pair *p) {
    c->current = p;
    c->differs = p->old->shape != p->new->shape;
    c->step_count = 0;
    step_push(c, p->old, p->new);
    while (c->step_count > 0 && !c->differs && comparison_visit(c)) {
        step s = c->steps[--c->step_count];
        compare_keywords(c, s.old, s.new, NULL);
    }
    if (c->differs)
        mark_different(p);
}

bool compare_equal(comparison *c, const node *old, const node *new) {
    old = node_of(old);
    new = node_of(new);
    if (old == new)
        return true;
    if (old->shape != new->shape)
        return false;
    pair *p = compare_pair_of(c, old, new);
    c->quiet = true;
    while (c->todo != NULL && !c->exhausted) {
        pair *next = c->todo;
        c->todo = next->next;
        if (!next->different)
            explore(c, next);
    }
    c->quiet = false;
    return !p->different && !c->exhausted;
}

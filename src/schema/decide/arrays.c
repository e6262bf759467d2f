// Arrays: positions up to the longest prefix that is named, and the elements behind it. Each position has a goal of its own;
// elements that must be somewhere are looked for at every position.
#include "schema/decide/closure.h"
#include "schema/decide/goal.h"

enum { POSITIONS_MAX = 40, BUILT_MAX = 200 };

// How many positions are told apart; all behind are alike.
static size_t positions(const state *s) {
    size_t count = 0;
    for (const atom_cell *c = s->parts; c != NULL; c = c->next) {
        size_t prefix = node_schemas(c->atom->node, KEYWORD_PREFIX_ITEMS)->count;
        count = prefix > count ? prefix : count;
    }
    for (const atom_cell *c = s->wanted; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_ELEMENT || c->atom->kind == ATOM_SOME_ELEMENT) {
            size_t named = c->atom->index + (c->atom->kind == ATOM_ELEMENT ? 1 : 0);
            count = named > count ? named : count;
        }
    return count;
}

// The goal of an element. `behind`: any of those from that index on. `also` may be NULL.
static goal *element_goal(decider *d, goal *g, const state *s, size_t index, bool behind, const atom *also) {
    literal_list list = {0};
    for (const atom_cell *c = s->parts; c != NULL; c = c->next) {
        const node_list *prefix = node_schemas(c->atom->node, KEYWORD_PREFIX_ITEMS);
        if (index < prefix->count)
            literals_add(d, &list, prefix->items[index], false);
        else if (node_has(c->atom->node, KEYWORD_ITEMS))
            literals_add(d, &list, node_child(c->atom->node, KEYWORD_ITEMS), false);
    }
    for (const atom_cell *c = s->each; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_EACH_ELEMENT)
            literals_add(d, &list, c->atom->node, c->atom->negative);
    for (const atom_cell *c = s->wanted; c != NULL && !behind; c = c->next)
        if (c->atom->kind == ATOM_ELEMENT && c->atom->index == index)
            literals_add(d, &list, c->atom->node, c->atom->negative);
    if (also != NULL)
        literals_add(d, &list, also->node, also->negative);
    return goal_of(d, &list, literals_are_deep(&list) ? closure_element(d, g->closed, index, behind) : NULL);
}

static bool fits(const state *s, size_t index) {
    return s->most < 0 || (int64_t)index < s->most;
}

// Where an element that is wanted somewhere may be. INHABITED: at `*place`.
static outcome find_place(decider *d, goal *g, const state *s, const atom *wanted, size_t count, size_t *place) {
    outcome all = OUTCOME_EMPTY;
    for (size_t i = wanted->index; i <= count && fits(s, i); i++) {
        outcome o = goal_solve(d, element_goal(d, g, s, i, i == count, wanted));
        if (o == OUTCOME_INHABITED) {
            *place = i;
            return o;
        }
        all = o == OUTCOME_UNSURE ? o : all;
    }
    return all;
}

typedef struct array_plan {
    const json_value **items; // NULL: any that suits the position
    size_t count;             // BUILT_MAX at most
} array_plan;

static const json_value *element_at(decider *d, goal *g, const state *s, size_t index, size_t count) {
    goal *inner = element_goal(d, g, s, index, index >= count, NULL);
    return goal_solve(d, inner) == OUTCOME_INHABITED ? inner->witness : NULL;
}

static outcome build(decider *d, goal *g, const state *s, array_plan *plan, size_t count) {
    if (s->least > BUILT_MAX || plan->count > BUILT_MAX)
        return OUTCOME_UNSURE;
    size_t length = plan->count > (size_t)s->least ? plan->count : (size_t)s->least;
    if (s->most >= 0 && (int64_t)length > s->most)
        return OUTCOME_UNSURE;
    json_value *elements = arena_array(d->a, length + 1, sizeof *elements);
    for (size_t i = 0; i < length; i++) {
        const json_value *value = i < plan->count ? plan->items[i] : NULL;
        value = value != NULL ? value : element_at(d, g, s, i, count);
        if (value == NULL)
            return OUTCOME_UNSURE;
        elements[i] = *value;
    }
    outcome o = goal_try(d, g, json_make_array(d->a, elements, length));
    if (o == OUTCOME_INHABITED || !s->repeated || length == 0)
        return o == OUTCOME_INHABITED ? o : OUTCOME_UNSURE;
    for (size_t i = 1; i < length; i++)
        elements[i] = elements[0];
    o = goal_try(d, g, json_make_array(d->a, elements, length));
    return o == OUTCOME_INHABITED ? o : OUTCOME_UNSURE;
}

static void plan_element(decider *d, array_plan *plan, size_t index, const json_value *value) {
    if (index >= BUILT_MAX)
        return;
    while (plan->count <= index) {
        if (plan->items == NULL)
            plan->items = arena_zalloc(d->a, BUILT_MAX * sizeof *plan->items);
        plan->items[plan->count++] = NULL;
    }
    plan->items[index] = value;
}

outcome solve_arrays(decider *d, goal *g, const state *s, bool last) {
    size_t count = positions(s);
    if (count > POSITIONS_MAX)
        return OUTCOME_UNSURE;
    array_plan plan = {0};
    // Elements that must be there: by the least length, or by their index.
    for (size_t i = 0; i <= count && (int64_t)i < s->least; i++) {
        goal *inner = element_goal(d, g, s, i, i == count, NULL);
        outcome o = goal_solve(d, inner);
        if (o == OUTCOME_EMPTY)
            return o;
        if (last && o == OUTCOME_INHABITED && i < count)
            plan_element(d, &plan, i, inner->witness);
    }
    for (const atom_cell *c = s->wanted; c != NULL; c = c->next) {
        if (c->atom->kind != ATOM_SOME_ELEMENT)
            continue;
        size_t place = 0;
        outcome o = find_place(d, g, s, c->atom, count, &place);
        if (o == OUTCOME_EMPTY)
            return o;
        if (!last || o != OUTCOME_INHABITED)
            continue;
        goal *inner = element_goal(d, g, s, place, place == count, c->atom);
        size_t at = place;
        while (place == count && at < plan.count && plan.items[at] != NULL) // behind the prefix all places are alike
            at++;
        plan_element(d, &plan, at, inner->witness);
    }
    return last ? build(d, g, s, &plan, count) : OUTCOME_UNSURE;
}

// Arrays: positions up to the longest prefix that is named, and the elements behind it. Each position has a goal of its own;
// elements that must be somewhere are looked for at every position.
#include "schema/decide/arrays.h"
#include "schema/decide/closure.h"
#include "schema/decide/different.h"

enum { POSITIONS_MAX = 40, PLANNED_MAX = 400 };

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

goal *element_goal(decider *d, goal *g, const state *s, size_t index, bool behind, const literal_list *more) {
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
    for (size_t i = 0; more != NULL && i < more->count; i++)
        literals_add(d, &list, more->items[i].node, more->items[i].negative);
    return goal_of(d, &list, literals_are_deep(&list) ? closure_element(d, g->closed, index, behind) : NULL);
}

// The same, of an element that is wanted.
static goal *wanted_goal(decider *d, goal *g, const state *s, size_t index, bool behind, const atom *wanted) {
    literal_list list = {0};
    literals_add(d, &list, wanted->node, wanted->negative);
    return element_goal(d, g, s, index, behind, &list);
}

static bool fits(const state *s, size_t index) {
    return s->most < 0 || (int64_t)index < s->most;
}

// Where an element that is wanted somewhere may be. INHABITED: at `*place`.
static outcome find_place(decider *d, goal *g, const state *s, const atom *wanted, size_t count, size_t *place) {
    outcome all = OUTCOME_EMPTY;
    for (size_t i = wanted->index; i <= count && fits(s, i); i++) {
        outcome o = goal_solve(d, wanted_goal(d, g, s, i, i == count, wanted));
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
    size_t count;             // PLANNED_MAX at most
} array_plan;

static const json_value *element_with(decider *d, goal *g, const state *s, size_t index, size_t count,
                                      const literal_list *more) {
    goal *inner = element_goal(d, g, s, index, index >= count, more);
    return goal_solve(d, inner) == OUTCOME_INHABITED ? inner->witness : NULL;
}

// An element that the schema accepts (NULL: any), and that none counts of which there may only be so many; where there is no such
// one, an element that the schema accepts.
static const json_value *element_at(decider *d, goal *g, const state *s, size_t index, size_t count, const node *kind) {
    literal_list alone = {0}, only = {0};
    if (kind != NULL)
        literals_add(d, &only, kind, false);
    for (const atom_cell *c = s->each; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_CONTAINED && c->atom->node != kind && c->atom->most >= 0)
            literals_add(d, &alone, c->atom->node, true);
    if (alone.count == 0)
        return element_with(d, g, s, index, count, &only);
    if (kind != NULL)
        literals_add(d, &alone, kind, false);
    const json_value *found = element_with(d, g, s, index, count, &alone);
    return found != NULL ? found : element_with(d, g, s, index, count, &only);
}

// A value for that place which is none of those before it; NULL: none was found.
static const json_value *another(decider *d, goal *inner, size_t index, const json_value *elements) {
    static const json_value empty = {.type = JSON_STRING, .string = ""},
                            first = {.type = JSON_STRING, .string = "a", .count = 1},
                            second = {.type = JSON_STRING, .string = "b", .count = 1};
    static const json_value *const few[] = {&value_null, &value_false, &value_true, &value_zero, &value_one,
                                            &value_two,  &empty,       &first,      &second};
    const json_value *model = inner->witness;
    for (size_t i = 0; i < sizeof few / sizeof few[0]; i++)
        if (!value_is_among(elements, index, few[i]) && goal_try(d, inner, few[i]) == OUTCOME_INHABITED)
            return few[i];
    for (size_t i = 0; i < inner->count; i++) {
        const value_set *set = node_compiled(inner->items[i].node, KEYWORD_ENUM);
        for (size_t j = 0; set != NULL && j < set->count && j < ARRAY_VALUES_MAX; j++)
            if (!value_is_among(elements, index, set->items[j].value) &&
                goal_try(d, inner, set->items[j].value) == OUTCOME_INHABITED)
                return set->items[j].value;
    }
    const json_value *found = value_other_than(d, inner, model, elements, index);
    found = found != NULL ? found : value_other_than(d, inner, &value_zero, elements, index);
    return found != NULL ? found : value_other_than(d, inner, &empty, elements, index);
}

static const json_value *another_at(decider *d, goal *g, const state *s, size_t index, size_t count,
                                    const json_value *elements) {
    goal *inner = element_goal(d, g, s, index, index >= count, NULL);
    if (goal_solve(d, inner) != OUTCOME_INHABITED)
        return NULL;
    const json_value *first = inner->witness, *found = another(d, inner, index, elements);
    inner->witness = first; // what else is made of it stays small
    return found;
}

// Fills the places that the plan leaves, up to the length. False: no value was found for one.
static bool fill(decider *d, goal *g, const state *s, const array_plan *plan, size_t count, size_t length,
                 json_value *elements) {
    const json_value *behind = NULL; // behind the prefix all places are alike
    const json_value *measured = NULL;
    size_t size = 0, each = 0;
    work_charge(d->work, length / 2);
    for (size_t i = 0; i < length; i++) {
        const json_value *value = i < plan->count ? plan->items[i] : NULL;
        if (value == NULL && i >= count)
            value = behind = behind != NULL ? behind : element_at(d, g, s, i, count, NULL);
        value = value != NULL ? value : element_at(d, g, s, i, count, NULL);
        if (value != NULL && s->unique && value_is_among(elements, i, value))
            value = another_at(d, g, s, i, count, elements);
        if (value == NULL)
            return false;
        each = value == measured ? each : json_text_size(value, false);
        measured = value;
        if (!witness_grows(d, &size, each))
            return false;
        elements[i] = *value;
    }
    return true;
}

static outcome try_array(decider *d, goal *g, const json_value *elements, size_t length) {
    json_value *copy = arena_array(d->a, length + 1, sizeof *copy);
    memcpy(copy, elements, length * sizeof *copy);
    return goal_try(d, g, json_make_array(d->a, copy, length));
}

// Arrays of the least length that is possible, and a few that are longer.
static outcome build(decider *d, goal *g, const state *s, array_plan *plan, size_t count) {
    enum { LONGER_MAX = 2 };
    if (s->least > (s->unique ? PLANNED_MAX : WITNESS_ELEMENTS))
        return OUTCOME_UNSURE;
    size_t least = plan->count > (size_t)s->least ? plan->count : (size_t)s->least;
    json_value *elements = arena_array(d->a, least + LONGER_MAX + 1, sizeof *elements);
    for (size_t length = least; length <= least + LONGER_MAX; length++) {
        if ((s->most >= 0 && (int64_t)length > s->most) || !fill(d, g, s, plan, count, length, elements))
            return OUTCOME_UNSURE;
        if (try_array(d, g, elements, length) == OUTCOME_INHABITED)
            return OUTCOME_INHABITED;
        if (!s->repeated || length == 0)
            continue;
        elements[length] = elements[length - 1];
        if ((s->most < 0 || (int64_t)length < s->most) && try_array(d, g, elements, length + 1) == OUTCOME_INHABITED)
            return OUTCOME_INHABITED;
        for (size_t i = 1; i < length; i++)
            elements[i] = elements[0];
        if (try_array(d, g, elements, length) == OUTCOME_INHABITED)
            return OUTCOME_INHABITED;
    }
    return OUTCOME_UNSURE;
}

static void plan_element(decider *d, array_plan *plan, size_t index, const json_value *value) {
    if (index >= PLANNED_MAX)
        return;
    while (plan->count <= index) {
        if (plan->items == NULL)
            plan->items = arena_zalloc(d->a, PLANNED_MAX * sizeof *plan->items);
        plan->items[plan->count++] = NULL;
    }
    plan->items[index] = value;
}

// Plans the elements that must be there several times: one of them is planned by what it is.
static void plan_contained(decider *d, goal *g, const state *s, array_plan *plan, size_t count) {
    for (const atom_cell *c = s->each; c != NULL; c = c->next) {
        int64_t left = c->atom->kind == ATOM_CONTAINED ? c->atom->least - 1 : 0;
        for (size_t i = 0; left > 0 && i < PLANNED_MAX && fits(s, i) && decider_step(d); i++) {
            const json_value *value =
                i < plan->count && plan->items[i] != NULL ? NULL : element_at(d, g, s, i, count, c->atom->node);
            if (value == NULL)
                continue;
            plan_element(d, plan, i, value);
            left--;
        }
    }
}

outcome solve_arrays(decider *d, goal *g, const state *s, bool last) {
    size_t count = positions(s);
    if (s->most == 0)
        return goal_try(d, g, json_make_array(d->a, NULL, 0));
    if (count > POSITIONS_MAX)
        return OUTCOME_UNSURE;
    if (is_crowded(d, g, s, count))
        return OUTCOME_EMPTY;
    array_plan plan = {0};
    // Elements that must be there: by the least length, or by their index.
    for (size_t i = 0; i <= count && (int64_t)i < s->least; i++) {
        goal *inner = element_goal(d, g, s, i, i == count, NULL);
        outcome o = goal_solve(d, inner);
        if (o == OUTCOME_EMPTY)
            return o;
        if (last && o == OUTCOME_INHABITED && i < count)
            plan_element(d, &plan, i, element_at(d, g, s, i, count, NULL));
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
        goal *inner = wanted_goal(d, g, s, place, place == count, c->atom);
        size_t at = place;
        while (place == count && at < plan.count && plan.items[at] != NULL) // behind the prefix all places are alike
            at++;
        plan_element(d, &plan, at, inner->witness);
    }
    if (last)
        plan_contained(d, g, s, &plan, count);
    return last ? build(d, g, s, &plan, count) : OUTCOME_UNSURE;
}

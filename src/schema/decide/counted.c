// Arrays that cannot be, because there are not enough values or places. What differs is matched: each element that has few
// values takes one of its own. What is contained is counted: kinds that share no value need places of their own, and where
// every element is of a kind of which there are few, there are few elements.
#include "schema/decide/arrays.h"

enum { MATCHED_MAX = 24, APART_MAX = 8 };

// The few values that an element may have. `count` SIZE_MAX: nobody lists them, or there are enough.
typedef struct few {
    size_t count, enough;
    const json_value *items[ARRAY_VALUES_MAX];
} few;

// False: there are enough.
static bool few_add(decider *d, goal *g, few *f, const json_value *value) {
    if (goal_try(d, g, value) == OUTCOME_EMPTY)
        return true;
    if (f->count == ARRAY_VALUES_MAX || f->count + 1 >= f->enough)
        return false;
    f->items[f->count++] = value;
    return true;
}

// The whole numbers between two bounds. False: there are too many, or no bounds.
static bool list_integers(decider *d, goal *g, few *f, const node *n) {
    const json_value *low = node_value(n, KEYWORD_MINIMUM), *high = node_value(n, KEYWORD_MAXIMUM);
    int64_t from, to;
    if (n->types != TYPE_INTEGER || low == NULL || high == NULL || !json_to_int64(low, &from) ||
        !json_to_int64(high, &to) || from > to || (uint64_t)to - (uint64_t)from >= ARRAY_VALUES_MAX)
        return false;
    for (int64_t i = from; i <= to; i++) {
        json_value *value = arena_new_of(d->a, json_value);
        *value = json_make_integer(d->a, i);
        if (!few_add(d, g, f, value))
            return false;
    }
    return true;
}

static bool list_of(decider *d, goal *g, few *f, const node *n) {
    const json_value *constant = node_value(n, KEYWORD_CONST);
    const value_set *set = node_compiled(n, KEYWORD_ENUM);
    f->count = 0;
    if (node_has(n, KEYWORD_NULLABLE))
        return false;
    if (constant != NULL)
        return few_add(d, g, f, constant);
    for (size_t i = 0; set != NULL && i < set->count; i++)
        if (i >= ARRAY_VALUES_MAX || !few_add(d, g, f, set->items[i].value))
            return false;
    if (set != NULL)
        return true;
    if ((n->types & ~(TYPE_NULL | TYPE_BOOLEAN)) == 0)
        return few_add(d, g, f, &value_null) && few_add(d, g, f, &value_true) && few_add(d, g, f, &value_false);
    return list_integers(d, g, f, n);
}

// `enough`: so many of them never lack.
static void few_values(decider *d, goal *g, int64_t enough, few *f) {
    f->enough = (size_t)enough;
    for (size_t i = 0; g != NULL && i < g->count; i++)
        if (!g->items[i].negative && list_of(d, g, f, node_normal(g->items[i].node)))
            return;
    f->count = g == NULL ? 0 : SIZE_MAX;
}

// --- what differs ----------------------------------------------------------------------------------------------------

typedef struct matching {
    size_t count; // elements with few values
    few elements[MATCHED_MAX];
    size_t value_count;
    const json_value *values[MATCHED_MAX * ARRAY_VALUES_MAX]; // each once
    size_t owners[MATCHED_MAX * ARRAY_VALUES_MAX];            // SIZE_MAX: nobody
    bool seen[MATCHED_MAX * ARRAY_VALUES_MAX];
} matching;

static size_t place_of(matching *m, const json_value *value) {
    for (size_t i = 0; i < m->value_count; i++)
        if (json_equal(m->values[i], value))
            return i;
    m->values[m->value_count] = value;
    m->owners[m->value_count] = SIZE_MAX;
    return m->value_count++;
}

// Gives the element a value of its own, whoever has to take another one for it.
static bool match(matching *m, size_t element) {
    const few *f = &m->elements[element];
    for (size_t i = 0; i < f->count; i++) {
        size_t at = place_of(m, f->items[i]);
        if (m->seen[at])
            continue;
        m->seen[at] = true;
        if (m->owners[at] == SIZE_MAX || match(m, m->owners[at])) {
            m->owners[at] = element;
            return true;
        }
    }
    return false;
}

// Whether elements up to the least length cannot all differ.
static bool lack_values(decider *d, goal *g, const state *s, size_t count) {
    matching m;
    m.count = m.value_count = 0;
    work_charge(d->work, MATCHED_MAX);
    for (size_t i = 0; (int64_t)i < s->least && i <= count && m.count < MATCHED_MAX; i++) {
        few *f = &m.elements[m.count];
        few_values(d, element_goal(d, g, s, i, i == count, NULL), s->least, f);
        m.count += f->count != SIZE_MAX;
        if (i < count || f->count == SIZE_MAX)
            continue;
        if ((int64_t)f->count < s->least - (int64_t)i) // from here on all are alike
            return true;
        for (int64_t more = s->least - (int64_t)i - 1; more > 0 && m.count < MATCHED_MAX; more--)
            m.elements[m.count++] = *f;
    }
    for (size_t i = 0; i < m.count; i++) {
        memset(m.seen, 0, sizeof m.seen);
        if (!match(&m, i))
            return true;
    }
    return false;
}

// --- what is contained -----------------------------------------------------------------------------------------------

// Whether no element anywhere suits that as well.
static bool nowhere(decider *d, goal *g, const state *s, size_t count, const literal_list *more) {
    for (size_t i = 0; i <= count; i++)
        if (goal_solve(d, element_goal(d, g, s, i, i == count, more)) != OUTCOME_EMPTY)
            return false;
    return true;
}

// Of kinds that share no element, each needs places of its own.
static bool lack_places(decider *d, goal *g, const state *s, size_t count) {
    for (const atom_cell *c = s->each; c != NULL && s->most >= 0; c = c->next) {
        int64_t places = c->atom->kind == ATOM_CONTAINED ? c->atom->least : 0;
        literal_list kinds = {0};
        if (places <= 0)
            continue;
        literals_add(d, &kinds, c->atom->node, false);
        for (const atom_cell *o = c->next; o != NULL; o = o->next) {
            literal_list both = {0};
            if (o->atom->kind != ATOM_CONTAINED || o->atom->least <= 0)
                continue;
            bool apart = true;
            for (size_t i = 0; i < kinds.count && apart; i++) {
                both.count = 0;
                literals_add(d, &both, kinds.items[i].node, false);
                literals_add(d, &both, o->atom->node, false);
                apart = nowhere(d, g, s, count, &both);
            }
            if (!apart)
                continue;
            literals_add(d, &kinds, o->atom->node, false);
            places += o->atom->least;
        }
        if (places > s->most)
            return true;
    }
    return false;
}

// Every element is of some kind of which there may be few, and those are fewer than there must be elements.
static bool too_many(decider *d, goal *g, const state *s, size_t count) {
    int64_t most = 0;
    literal_list none = {0};
    for (const atom_cell *c = s->each; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_CONTAINED && c->atom->most >= 0 && most + c->atom->most < s->least) {
            literals_add(d, &none, c->atom->node, true);
            most += c->atom->most;
        }
    return none.count > 0 && nowhere(d, g, s, count, &none);
}

// Different elements of a kind that has too few values.
static bool lack_kinds(decider *d, goal *g, const state *s, size_t count) {
    for (const atom_cell *c = s->each; c != NULL && count == 0; c = c->next) {
        literal_list kind = {0};
        few f;
        if (c->atom->kind != ATOM_CONTAINED || c->atom->least < 2)
            continue;
        literals_add(d, &kind, c->atom->node, false);
        few_values(d, element_goal(d, g, s, 0, true, &kind), c->atom->least, &f);
        if (f.count != SIZE_MAX && (int64_t)f.count < c->atom->least)
            return true;
    }
    return false;
}

// Whether no two elements can be equal: those that there may be have no value in common.
static bool all_differ(decider *d, goal *g, const state *s, size_t count) {
    size_t places = count;
    if (s->most >= 0 && (size_t)s->most <= count + 1)
        places = (size_t)s->most;
    else if (goal_solve(d, element_goal(d, g, s, count, true, NULL)) != OUTCOME_EMPTY)
        return false;
    for (size_t i = 0; i < places && places <= APART_MAX; i++) {
        for (size_t j = i + 1; j < places; j++) {
            literal_list there = {0};
            const goal *other = element_goal(d, g, s, j, j == count, NULL);
            for (size_t k = 0; other != NULL && k < other->count; k++)
                literals_add(d, &there, other->items[k].node, other->items[k].negative);
            if (other != NULL && goal_solve(d, element_goal(d, g, s, i, i == count, &there)) != OUTCOME_EMPTY)
                return false;
        }
    }
    return places <= APART_MAX;
}

bool is_crowded(decider *d, goal *g, const state *s, size_t count) {
    if (s->repeated && all_differ(d, g, s, count))
        return true;
    if (s->unique && s->least > 1 && lack_values(d, g, s, count))
        return true;
    bool contained = false;
    for (const atom_cell *c = s->each; c != NULL && !contained; c = c->next)
        contained = c->atom->kind == ATOM_CONTAINED;
    return contained &&
           (lack_places(d, g, s, count) || too_many(d, g, s, count) || (s->unique && lack_kinds(d, g, s, count)));
}

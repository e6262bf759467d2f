// Refute before splitting: each alternative of each choice is held against what must hold anyway. One that contradicts it is
// dropped; where none is left the search is over, and the only one that is left must hold as well. Only then is the smallest
// choice split.
#include "schema/decide/search.h"
#include "schema/number.h"

enum { SEARCH_DEPTH = 60, ALTERNATIVES_MAX = 5000 };

// --- adding to a state -----------------------------------------------------------------------------------------------

static const atom_cell *cell_of(decider *d, const atom *a, const atom_cell *next) {
    atom_cell *cell = arena_new_of(d->a, atom_cell);
    *cell = (atom_cell){next, a};
    return cell;
}

static progress add_bound(state *s, const atom *a) {
    bool lower = a->k == KEYWORD_MINIMUM || a->k == KEYWORD_EXCLUSIVE_MINIMUM;
    bool strict = (a->k == KEYWORD_EXCLUSIVE_MINIMUM || a->k == KEYWORD_EXCLUSIVE_MAXIMUM) != a->negative;
    if (lower != a->negative) {
        int order = s->low == NULL ? 1 : number_compare(a->value, s->low);
        if (order > 0 || (order == 0 && strict && !s->low_strict)) {
            s->low = a->value;
            s->low_strict = strict;
        }
    } else {
        int order = s->high == NULL ? -1 : number_compare(a->value, s->high);
        if (order < 0 || (order == 0 && strict && !s->high_strict)) {
            s->high = a->value;
            s->high_strict = strict;
        }
    }
    int order = s->low == NULL || s->high == NULL ? -1 : number_compare(s->low, s->high);
    return order > 0 || (order == 0 && (s->low_strict || s->high_strict)) ? PROGRESS_EMPTY : PROGRESS_ON;
}

static progress add_count(state *s, int64_t least, int64_t most) {
    s->least = least > s->least ? least : s->least;
    s->most = most >= 0 && (s->most < 0 || most < s->most) ? most : s->most;
    return s->most >= 0 && s->least > s->most ? PROGRESS_EMPTY : PROGRESS_ON;
}

// The same word with the other sign.
static bool is_denied(const state *s, const atom *a) {
    for (const atom_cell *c = s->words; c != NULL; c = c->next)
        if (c->atom->kind == a->kind && c->atom->k == a->k && c->atom->negative != a->negative &&
            json_equal(c->atom->value, a->value))
            return true;
    return false;
}

static bool has_name(const atom_cell *list, atom_kind kind, text name) {
    for (const atom_cell *c = list; c != NULL; c = c->next)
        if (c->atom->kind == kind && text_equal(c->atom->name, name))
            return true;
    return false;
}

static bool names_clash(const state *s, const atom *a) {
    if (a->kind == ATOM_MEMBER)
        return has_name(s->each, ATOM_ABSENT, a->name);
    return has_name(s->required, ATOM_MEMBER, a->name) || has_name(s->wanted, ATOM_MEMBER, a->name);
}

// Of one schema there cannot be both more and fewer elements.
static bool counts_clash(decider *d, const state *s, const atom *a) {
    int64_t least = a->least, most = a->most;
    for (const atom_cell *c = s->each; c != NULL; c = c->next) {
        if (c->atom->kind != ATOM_CONTAINED || !decide_equal(d->work, c->atom->node, a->node))
            continue;
        least = c->atom->least > least ? c->atom->least : least;
        most = c->atom->most >= 0 && (most < 0 || c->atom->most < most) ? c->atom->most : most;
    }
    return most >= 0 && least > most;
}

progress state_add(decider *d, goal *g, state *s, const atom *a) {
    (void)g;
    switch (a->kind) {
    case ATOM_SCHEMA:
        s->todo = cell_of(d, a, s->todo);
        return PROGRESS_ON;
    case ATOM_TYPES:
        s->types &= a->types;
        return s->types == 0 ? PROGRESS_EMPTY : PROGRESS_ON;
    case ATOM_BOUND:
        return add_bound(s, a);
    case ATOM_COUNT:
        return add_count(s, a->least, a->most);
    case ATOM_MULTIPLE:
    case ATOM_PATTERN:
    case ATOM_OPAQUE:
        if (is_denied(s, a))
            return PROGRESS_EMPTY;
        s->words = cell_of(d, a, s->words);
        return PROGRESS_ON;
    case ATOM_UNIQUE:
        s->unique = s->unique || !a->negative;
        s->repeated = s->repeated || a->negative;
        if (s->unique && s->repeated)
            return PROGRESS_EMPTY;
        return a->negative ? add_count(s, 2, -1) : PROGRESS_ON;
    case ATOM_PARTS:
        s->parts = cell_of(d, a, s->parts);
        return PROGRESS_ON;
    case ATOM_MEMBER:
    case ATOM_SOME_MEMBER:
    case ATOM_ELEMENT:
    case ATOM_SOME_ELEMENT:
        if (a->kind == ATOM_MEMBER && names_clash(s, a))
            return PROGRESS_EMPTY;
        if (a->kind == ATOM_MEMBER && a->node == NULL)
            s->required = cell_of(d, a, s->required);
        else
            s->wanted = cell_of(d, a, s->wanted);
        return add_count(s, a->kind == ATOM_ELEMENT || a->kind == ATOM_SOME_ELEMENT ? (int64_t)a->index + 1 : 1, -1);
    case ATOM_NAMES:
        if (a->negative) {
            s->wanted = cell_of(d, a, s->wanted);
            return add_count(s, 1, -1);
        }
        s->each = cell_of(d, a, s->each);
        return PROGRESS_ON;
    case ATOM_ABSENT:
        if (names_clash(s, a))
            return PROGRESS_EMPTY;
        s->each = cell_of(d, a, s->each);
        return PROGRESS_ON;
    case ATOM_CONTAINED:
        if (counts_clash(d, s, a))
            return PROGRESS_EMPTY;
        s->each = cell_of(d, a, s->each);
        return PROGRESS_ON;
    case ATOM_EACH_ELEMENT:
        s->each = cell_of(d, a, s->each);
        return PROGRESS_ON;
    default:
        return PROGRESS_ON;
    }
}

static progress add_all(decider *d, goal *g, state *s, const atom *list) {
    progress p = PROGRESS_ON;
    for (const atom *a = list; a != NULL && p == PROGRESS_ON; a = a->next)
        p = state_add(d, g, s, a);
    return p;
}

progress state_choose(decider *d, goal *g, state *s, const atom **alternatives, size_t count) {
    if (count == 0)
        return PROGRESS_EMPTY;
    if (count == 1)
        return add_all(d, g, s, alternatives[0]);
    choice *c = arena_new_of(d->a, choice);
    *c = (choice){.next = s->choices, .count = count, .alternatives = alternatives};
    s->choices = c;
    return PROGRESS_ON;
}

// A schema that was taken apart says nothing new, and cannot fail as well: so what leads back to itself ends.
static progress meet_again(decider *d, state *s, const atom *a, bool *known) {
    size_t count = 0;
    *known = false;
    for (const atom_cell *c = s->taken; c != NULL && !*known; c = c->next, count++) {
        if (c->atom->node != a->node)
            continue;
        if (c->atom->negative != a->negative)
            return PROGRESS_EMPTY;
        *known = true;
    }
    work_charge(d->work, count / 16);
    return PROGRESS_ON;
}

// Takes apart what waits for it.
static progress expand_all(decider *d, goal *g, state *s) {
    progress p = PROGRESS_ON;
    while (s->todo != NULL && p == PROGRESS_ON) {
        const atom *a = s->todo->atom;
        s->todo = s->todo->next;
        bool known;
        if (!decider_step(d))
            return PROGRESS_ON;
        p = meet_again(d, s, a, &known);
        if (known || p == PROGRESS_EMPTY)
            continue;
        s->taken = cell_of(d, a, s->taken);
        p = a->negative ? expand_negative(d, g, s, a->node) : expand_positive(d, g, s, a->node);
    }
    return p;
}

// What was solved need not be looked at again as long as nothing new is said of it.
static void mark_seen(state *s) {
    s->seen_required = s->required;
    s->seen_wanted = s->wanted;
    s->seen_parts = s->parts;
    s->seen_each = s->each;
}

static outcome solve(decider *d, goal *g, const state *s, bool last) {
    if ((s->types & (TYPE_NUMBER | TYPE_INTEGER)) != 0)
        return solve_numbers(d, g, s, last);
    if (s->types == TYPE_STRING)
        return solve_strings(d, g, s, last);
    return s->types == TYPE_ARRAY ? solve_arrays(d, g, s, last) : solve_objects(d, g, s, last);
}

// --- choices ---------------------------------------------------------------------------------------------------------

// The state with an alternative: what contradicts at once.
static outcome with_alternative(decider *d, goal *g, state *s, const atom *alternative) {
    progress p = add_all(d, g, s, alternative);
    if (p == PROGRESS_ON)
        p = expand_all(d, g, s);
    if (p == PROGRESS_FOUND)
        return OUTCOME_INHABITED;
    outcome o = p == PROGRESS_EMPTY ? OUTCOME_EMPTY : solve(d, g, s, false);
    mark_seen(s);
    return o;
}

// Drops the alternatives that contradict the state. INHABITED: one of them led to a witness.
static outcome reduce(decider *d, goal *g, const state *s, const choice *c, choice *left) {
    const atom **kept = arena_array(d->a, c->count, sizeof *kept);
    *left = (choice){.alternatives = kept};
    for (size_t i = 0; i < c->count; i++) {
        state trial = *s;
        trial.choices = NULL; // others are split on their own
        if (!decider_step(d)) {
            kept[left->count++] = c->alternatives[i];
            continue;
        }
        outcome o = with_alternative(d, g, &trial, c->alternatives[i]);
        if (o == OUTCOME_INHABITED)
            return o;
        if (o != OUTCOME_EMPTY)
            kept[left->count++] = c->alternatives[i];
    }
    return left->count == 0 ? OUTCOME_EMPTY : OUTCOME_UNSURE;
}

// Reduces all choices until nothing changes. UNSURE: some are left, or none.
static outcome reduce_all(decider *d, goal *g, state *s) {
    for (bool again = true; again;) {
        bool settled = false;
        const choice *list = s->choices;
        s->choices = NULL;
        for (; list != NULL; list = list->next) {
            choice left;
            outcome o = reduce(d, g, s, list, &left);
            if (o != OUTCOME_UNSURE)
                return o;
            if (left.count > 1) {
                choice *kept = arena_new_of(d->a, choice);
                *kept = left;
                kept->next = s->choices;
                s->choices = kept;
                continue;
            }
            o = with_alternative(d, g, s, left.alternatives[0]);
            if (o != OUTCOME_UNSURE)
                return o;
            settled = true;
        }
        again = settled && s->choices != NULL;
        if (d->steps == 0)
            return OUTCOME_UNSURE;
    }
    return OUTCOME_UNSURE;
}

static const choice *smallest(const state *s) {
    const choice *best = s->choices;
    for (const choice *c = s->choices; c != NULL; c = c->next)
        best = c->count < best->count ? c : best;
    return best;
}

static const choice *without(decider *d, const choice *list, const choice *gone) {
    if (list == gone)
        return list->next;
    choice *c = arena_new_of(d->a, choice);
    *c = *list;
    c->next = without(d, list->next, gone);
    return c;
}

static outcome search(decider *d, goal *g, state *s, unsigned depth) {
    if (depth > SEARCH_DEPTH || !decider_step(d))
        return OUTCOME_UNSURE;
    outcome o = reduce_all(d, g, s);
    if (o != OUTCOME_UNSURE || d->steps == 0)
        return o;
    if (s->choices == NULL)
        return solve(d, g, s, true);
    const choice *split = smallest(s);
    outcome all = OUTCOME_EMPTY;
    for (size_t i = 0; i < split->count; i++) {
        state inner = *s;
        inner.choices = without(d, s->choices, split);
        o = with_alternative(d, g, &inner, split->alternatives[i]);
        if (o == OUTCOME_UNSURE)
            o = search(d, g, &inner, depth + 1);
        if (o == OUTCOME_INHABITED)
            return o;
        all = o == OUTCOME_UNSURE ? o : all;
    }
    return all;
}

outcome search_type(decider *d, goal *g, unsigned types) {
    state s = {.types = types, .most = -1};
    for (size_t i = g->count; i > 0; i--) {
        atom *a = arena_new_of(d->a, atom);
        *a = (atom){.kind = ATOM_SCHEMA, .node = g->items[i - 1].node, .negative = g->items[i - 1].negative};
        s.todo = cell_of(d, a, s.todo);
    }
    progress p = expand_all(d, g, &s);
    if (p == PROGRESS_FOUND)
        return OUTCOME_INHABITED;
    if (p == PROGRESS_EMPTY)
        return OUTCOME_EMPTY;
    outcome o = solve(d, g, &s, false);
    mark_seen(&s);
    return o == OUTCOME_UNSURE ? search(d, g, &s, 0) : o;
}

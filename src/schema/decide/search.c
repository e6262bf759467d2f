// Refute before splitting: each alternative of each choice is held against what must hold anyway. One that contradicts it is
// dropped; where none is left the search is over, and the only one that is left must hold as well. Only then is the smallest
// choice split.
#include "schema/decide/search.h"
#include "schema/decide/overlaps.h"
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

// Whether every element that the one accepts, the other one does.
static bool element_within(decider *d, const node *a, const node *b) {
    literal_list list = {0};
    literals_add(d, &list, a, false);
    literals_add(d, &list, b, true);
    return goal_solve(d, goal_of(d, &list, NULL)) == OUTCOME_EMPTY;
}

// Of one schema there cannot be both more and fewer elements, nor more of one than of another that accepts all of them.
static bool counts_clash(decider *d, const state *s, const atom *a) {
    int64_t least = a->least, most = a->most;
    for (const atom_cell *c = s->each; c != NULL; c = c->next) {
        const atom *b = c->atom;
        if (b->kind != ATOM_CONTAINED)
            continue;
        if (decide_equal(d->work, b->node, a->node)) {
            least = b->least > least ? b->least : least;
            most = b->most >= 0 && (most < 0 || b->most < most) ? b->most : most;
        } else if ((b->most >= 0 && a->least > b->most && element_within(d, a->node, b->node)) ||
                   (a->most >= 0 && b->least > a->most && element_within(d, b->node, a->node))) {
            return true;
        }
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
    return state_deny(d, g, s, alternatives, count, NULL);
}

progress state_deny(decider *d, goal *g, state *s, const atom **alternatives, size_t count, const node *denied) {
    if (count == 0)
        return PROGRESS_EMPTY;
    if (count == 1)
        return add_all(d, g, s, alternatives[0]);
    choice *c = arena_new_of(d->a, choice);
    *c = (choice){.next = s->choices, .count = count, .alternatives = alternatives, .denied = denied};
    s->choices = c;
    return PROGRESS_ON;
}

// What one of the two says may not be understood in full, but it is the same: then not both hold.
static bool is_same(decider *d, const atom *a, const atom *b) {
    const uint64_t hard = KEYWORD_BIT(UNEVALUATED_PROPERTIES) | KEYWORD_BIT(UNEVALUATED_ITEMS) | KEYWORD_BIT(ONE_OF) |
                          KEYWORD_BIT(MALFORMED);
    return a->node == b->node || (a->negative != b->negative && a->node->shape == b->node->shape &&
                                  (a->node->keywords & hard) != 0 && decide_equal(d->work, a->node, b->node));
}

// A schema that was taken apart says nothing new, and cannot fail as well: so what leads back to itself ends.
static progress meet_again(decider *d, state *s, const atom *a, bool *known) {
    size_t count = 0;
    *known = false;
    for (const atom_cell *c = s->taken; c != NULL && !*known; c = c->next, count++) {
        if (!is_same(d, c->atom, a))
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
    if ((s->types & ~(unsigned)(TYPE_NULL | TYPE_BOOLEAN)) == 0)
        return OUTCOME_UNSURE; // all values were tried before
    if ((s->types & (TYPE_NUMBER | TYPE_INTEGER)) != 0)
        return solve_numbers(d, g, s, last);
    if (s->types == TYPE_STRING)
        return solve_strings(d, g, s, last);
    return s->types == TYPE_ARRAY ? solve_arrays(d, g, s, last) : solve_objects(d, g, s, last);
}

// --- choices ---------------------------------------------------------------------------------------------------------

// The state with an alternative: what contradicts at once.
static outcome with_alternative(decider *d, goal *g, state *s, const atom *alternative) {
    if (d->work->exhausted)
        return OUTCOME_UNSURE;
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
    *left = (choice){.alternatives = kept, .denied = c->denied};
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

// Whether something that holds tells the value apart from what must fail, so that it does.
static bool is_denied_anyway(decider *d, const state *s, const choice *c) {
    size_t count = 0;
    bool apart = false;
    for (const atom_cell *t = c->denied == NULL || s->types != TYPE_OBJECT ? NULL : s->taken; t != NULL && !apart;
         t = t->next, count++)
        apart = !t->atom->negative && is_told_apart(t->atom->node, c->denied, true);
    work_charge(d->work, count / 16);
    return apart;
}

// Reduces all choices until nothing changes. UNSURE: some are left, or none.
static outcome reduce_all(decider *d, goal *g, state *s) {
    for (bool again = true; again;) {
        bool settled = false;
        const choice *list = s->choices;
        s->choices = NULL;
        for (; list != NULL; list = list->next) {
            choice left;
            if (is_denied_anyway(d, s, list))
                continue;
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

// How many of the choices the first alternative settles: it is apart from what must fail.
static size_t settled_by(decider *d, const state *s, const choice *c) {
    size_t count = 0;
    const atom *first = c->denied == NULL ? c->alternatives[0] : NULL;
    if (first == NULL || first->kind != ATOM_SCHEMA || first->negative || s->types != TYPE_OBJECT)
        return 0;
    for (const choice *other = s->choices; other != NULL; other = other->next)
        count += other->denied != NULL && is_told_apart(first->node, other->denied, true);
    work_charge(d->work, count / 16);
    return count;
}

// The choice that is split: the smallest, but for one that tells of many others that they need not be.
static const choice *next_split(decider *d, const state *s) {
    enum { MANY = 12 };
    const choice *best = s->choices;
    for (const choice *c = s->choices; c != NULL; c = c->next) {
        if (settled_by(d, s, c) > MANY)
            return c;
        best = c->count < best->count ? c : best;
    }
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

static outcome search(decider *d, goal *g, state *s, unsigned depth);

static const atom_cell *without_atom(decider *d, const atom_cell *list, const atom *gone) {
    if (list->atom == gone)
        return list->next;
    return cell_of(d, list->atom, without_atom(d, list->next, gone));
}

// An element that must be somewhere in an array that is short: NULL where there is none, or where any may have a place of its
// own.
static const atom *to_be_placed(const state *s) {
    enum { SHORT = 4 };
    size_t count = 0;
    const atom *first = NULL;
    for (const atom_cell *c = s->types == TYPE_ARRAY ? s->wanted : NULL; c != NULL; c = c->next) {
        first = c->atom->kind == ATOM_SOME_ELEMENT && first == NULL ? c->atom : first;
        count++;
    }
    return s->most > 0 && s->most <= SHORT && count > 1 ? first : NULL;
}

// Tries each place for it.
static outcome place(decider *d, goal *g, const state *s, const atom *wanted, unsigned depth) {
    outcome all = OUTCOME_EMPTY;
    for (size_t i = wanted->index; (int64_t)i < s->most && !d->work->exhausted; i++) {
        state inner = *s;
        atom *there = arena_new_of(d->a, atom);
        inner.wanted = without_atom(d, s->wanted, wanted);
        inner.seen_wanted = NULL;
        *there = (atom){.kind = ATOM_ELEMENT, .index = i, .node = wanted->node, .negative = wanted->negative};
        outcome o = with_alternative(d, g, &inner, there);
        if (o == OUTCOME_UNSURE)
            o = search(d, g, &inner, depth + 1);
        if (o == OUTCOME_INHABITED)
            return o;
        all = o == OUTCOME_UNSURE ? o : all;
    }
    return d->work->exhausted ? OUTCOME_UNSURE : all;
}

static outcome search(decider *d, goal *g, state *s, unsigned depth) {
    if (depth > SEARCH_DEPTH || !decider_step(d))
        return OUTCOME_UNSURE;
    outcome o = reduce_all(d, g, s);
    if (o != OUTCOME_UNSURE || d->steps == 0)
        return o;
    const atom *wanted = s->choices == NULL ? to_be_placed(s) : NULL;
    if (wanted != NULL)
        return place(d, g, s, wanted, depth);
    if (s->choices == NULL)
        return solve(d, g, s, true);
    const choice *split = next_split(d, s);
    outcome all = OUTCOME_EMPTY;
    for (size_t i = 0; i < split->count && !d->work->exhausted; i++) {
        state inner = *s;
        inner.choices = without(d, s->choices, split);
        o = with_alternative(d, g, &inner, split->alternatives[i]);
        if (o == OUTCOME_UNSURE)
            o = search(d, g, &inner, depth + 1);
        if (o == OUTCOME_INHABITED)
            return o;
        all = o == OUTCOME_UNSURE ? o : all;
    }
    return d->work->exhausted ? OUTCOME_UNSURE : all;
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

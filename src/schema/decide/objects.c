// Objects by the names of their members. A member that may be absent restricts nothing, so only those that must be there have
// goals. A member that must be somewhere is looked for under every name that is known, and under one that is not: of such a name
// only those patterns are known to occur in it that are wanted, and only what surely holds of it is asked.
#include "schema/decide/closure.h"
#include "schema/decide/names.h"
#include "schema/instance.h"
#include <assert.h>

enum { NAME_STEPS = 5000 };

// --- what holds of a member ------------------------------------------------------------------------------------------

// What the schemas say of the member of that name, as far as that can be told.
static void add_said(decider *d, const state *s, text name, literal_list *list) {
    for (const atom_cell *c = s->parts; c != NULL; c = c->next) {
        const node *n = c->atom->node;
        const node_table *patterns = node_entries(n, KEYWORD_PATTERN_PROPERTIES);
        const node_entry *own = node_table_find(node_compiled(n, KEYWORD_PROPERTIES), name);
        bool spoken = own != NULL;
        if (own != NULL)
            literals_add(d, list, own->schema, false);
        for (size_t i = 0; i < patterns->count; i++) {
            answer occurs = work_occurs(d->work, patterns->items[i].name, name);
            spoken = spoken || occurs != ANSWER_NO;
            if (occurs == ANSWER_YES)
                literals_add(d, list, patterns->items[i].schema, false);
        }
        if (!spoken && node_has(n, KEYWORD_ADDITIONAL_PROPERTIES))
            literals_add(d, list, node_child(n, KEYWORD_ADDITIONAL_PROPERTIES), false);
    }
}

// The goal of a member, with one more literal unless `also` is NULL. False: there is no such member.
static bool member_goal(decider *d, goal *g, const state *s, text name, const node *also, bool negative, goal **out) {
    literal_list list = {0};
    const closure *closed;
    *out = NULL;
    add_said(d, s, name, &list);
    if (!closure_member(d, g->closed, name, literals_are_deep(&list), &closed) || name_is_refused(d, s, name))
        return false;
    for (const atom_cell *c = s->wanted; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_MEMBER && c->atom->node != NULL && text_equal(c->atom->name, name))
            literals_add(d, &list, c->atom->node, c->atom->negative);
    if (also != NULL)
        literals_add(d, &list, also, negative);
    *out = goal_of(d, &list, closed);
    return *out != NULL;
}

// The row of patternProperties that some member fails.
static const node_entry *failed_row(const atom *wanted) {
    const node_table *patterns = node_entries(wanted->node, KEYWORD_PATTERN_PROPERTIES);
    assert(wanted->index < patterns->count);
    return &patterns->items[wanted->index];
}

// Whether the keyword that some member fails may speak of this name.
static bool may_speak_of(decider *d, const atom *wanted, text name) {
    if (wanted->k == KEYWORD_PATTERN_PROPERTIES)
        return work_occurs(d->work, failed_row(wanted)->name, name) != ANSWER_NO;
    if (node_table_find(node_compiled(wanted->node, KEYWORD_PROPERTIES), name) != NULL)
        return false;
    const node_table *patterns = node_entries(wanted->node, KEYWORD_PATTERN_PROPERTIES);
    for (size_t i = 0; i < patterns->count; i++)
        if (work_occurs(d->work, patterns->items[i].name, name) == ANSWER_YES)
            return false;
    return true;
}

static const node *failed_schema(const atom *wanted) {
    return wanted->k == KEYWORD_PATTERN_PROPERTIES ? node_of(failed_row(wanted)->schema)
                                                   : node_child(wanted->node, KEYWORD_ADDITIONAL_PROPERTIES);
}

// --- the members of a witness ----------------------------------------------------------------------------------------

typedef struct plan {
    names names;
    const json_value **values;
    bool full; // there may be no members but those that must be there
} plan;

static void plan_set(decider *d, plan *p, text name, const json_value *value) {
    if (p->values == NULL)
        p->values = arena_zalloc(d->a, (WITNESS_MEMBERS + 2) * sizeof *p->values);
    for (size_t i = 0; i < p->names.count; i++) {
        if (text_equal(p->names.items[i], name)) {
            p->values[i] = value;
            return;
        }
    }
    names_add(&p->names, name);
    p->values[p->names.count - 1] = value;
}

static bool plan_is_full(const plan *p) {
    return p->names.count >= WITNESS_MEMBERS;
}

// --- members that must be somewhere ----------------------------------------------------------------------------------

// Under which name a member that fails a keyword may be. INHABITED: it is planned.
static outcome find_member(decider *d, goal *g, const state *s, const atom *wanted, const names *known, plan *p) {
    const node *schema = failed_schema(wanted);
    outcome all = OUTCOME_EMPTY;
    if (known->count > NAMES_MAX)
        return OUTCOME_UNSURE;
    for (size_t i = 0; i < known->count; i++) {
        goal *inner;
        if (!may_speak_of(d, wanted, known->items[i]) || !member_goal(d, g, s, known->items[i], schema, true, &inner))
            continue;
        outcome o = goal_solve(d, inner);
        if (o == OUTCOME_INHABITED) {
            plan_set(d, p, known->items[i], inner->witness);
            return o;
        }
        all = either_outcome(all, o);
    }
    fresh f = fresh_names(s, wanted);
    const json_value *value = NULL;
    outcome o = p->full ? OUTCOME_EMPTY : fresh_solve(d, g, s, &f, known, schema, true, &value);
    text name = o == OUTCOME_INHABITED ? fresh_name(d, s, &f, known, &p->names) : TEXT_NONE;
    if (name.data != NULL) {
        plan_set(d, p, name, value);
        return o;
    }
    return either_outcome(all, o == OUTCOME_INHABITED ? OUTCOME_UNSURE : o);
}

// A member whose name some schema rejects.
static outcome find_name(decider *d, goal *g, const state *s, const atom *wanted, const names *known, plan *p) {
    outcome all = OUTCOME_EMPTY;
    if (known->count > NAMES_MAX)
        return OUTCOME_UNSURE;
    for (size_t i = 0; i < known->count; i++) {
        goal *inner;
        const json_value name = json_make_string(known->items[i]);
        size_t steps = NAME_STEPS;
        if (instance_certain(wanted->node, &name, work_shelf(d->work), &steps) == SCHEMA_ACCEPTS ||
            !member_goal(d, g, s, known->items[i], NULL, false, &inner))
            continue;
        outcome o = goal_solve(d, inner);
        if (o == OUTCOME_INHABITED) {
            plan_set(d, p, known->items[i], inner->witness);
            return o;
        }
        all = either_outcome(all, o);
    }
    literal_list words = {0};
    if (p->full || !fresh_words(d, s, &words))
        return all;
    literals_add(d, &words, wanted->node, true);
    fresh f = fresh_names(s, NULL);
    const json_value *value = NULL;
    if (f.exact) {
        text name = TEXT_NONE;
        outcome o = fresh_refused(d, g, s, &f, known, wanted->node, &name, &value);
        if (o == OUTCOME_INHABITED)
            plan_set(d, p, name, value);
        return either_outcome(all, o);
    }
    goal *word = goal_of(d, &words, NULL);
    outcome o = goal_solve(d, word), there = fresh_solve(d, g, s, &f, known, NULL, false, &value);
    if (o == OUTCOME_EMPTY || there == OUTCOME_EMPTY)
        return all;
    goal *inner = NULL; // of the member by that very name
    if (o == OUTCOME_INHABITED && member_goal(d, g, s, json_text_of(word->witness), NULL, false, &inner) &&
        goal_solve(d, inner) == OUTCOME_INHABITED) {
        plan_set(d, p, json_text_of(word->witness), inner->witness);
        return OUTCOME_INHABITED;
    }
    return OUTCOME_UNSURE;
}

// --- how many --------------------------------------------------------------------------------------------------------

// Members up to the least number, known ones first. EMPTY: there cannot be so many.
static outcome fill(decider *d, goal *g, const state *s, const names *known, plan *p, bool last) {
    int64_t have = 0;
    bool unsure = known->count > NAMES_MAX;
    if (s->least <= 0 || (int64_t)p->names.count >= s->least)
        return OUTCOME_INHABITED;
    fresh f = fresh_names(s, NULL);
    const json_value *value = NULL;
    outcome others = fresh_solve(d, g, s, &f, known, NULL, false, &value);
    size_t more = others == OUTCOME_EMPTY ? 0 : fresh_count(d, s, &f, known);
    if (more == SIZE_MAX && !last)
        return OUTCOME_UNSURE;
    for (size_t i = 0; i < known->count; i++) {
        goal *inner;
        outcome o = member_goal(d, g, s, known->items[i], NULL, false, &inner) ? goal_solve(d, inner) : OUTCOME_EMPTY;
        have += o != OUTCOME_EMPTY;
        unsure = unsure || o == OUTCOME_UNSURE;
        if (last && o == OUTCOME_INHABITED && (int64_t)p->names.count < s->least && !plan_is_full(p) &&
            !names_hold(&p->names, known->items[i]))
            plan_set(d, p, known->items[i], inner->witness);
    }
    if (more != SIZE_MAX && !unsure && have + (int64_t)more < s->least)
        return OUTCOME_EMPTY;
    while (last && others == OUTCOME_INHABITED && (int64_t)p->names.count < s->least && !plan_is_full(p)) {
        text name = fresh_name(d, s, &f, known, &p->names);
        if (name.data == NULL)
            return OUTCOME_UNSURE;
        plan_set(d, p, name, value);
    }
    return (int64_t)p->names.count >= s->least ? OUTCOME_INHABITED : OUTCOME_UNSURE;
}

static outcome build(decider *d, goal *g, const plan *p) {
    json_member *members = arena_array(d->a, p->names.count + 1, sizeof *members);
    size_t size = 0;
    for (size_t i = 0; i < p->names.count; i++) {
        members[i] = json_make_member_text(p->names.items[i], *p->values[i]);
        if (!witness_grows(d, &size, p->names.items[i].length) ||
            !witness_grows(d, &size, json_text_size(p->values[i], false)))
            return OUTCOME_UNSURE;
    }
    outcome o = goal_try(d, g, json_make_object(d->a, members, p->names.count));
    return o == OUTCOME_INHABITED ? o : OUTCOME_UNSURE;
}

// Members that must be there by their names, in what to do about them.
typedef struct wanted_names {
    names seen;
    plan *plan;
    bool last, unsure;
} wanted_names;

// Those of a list up to `end`.
static outcome solve_names(decider *d, goal *g, const state *s, const atom_cell *list, const atom_cell *end,
                           wanted_names *w) {
    for (const atom_cell *c = list; c != end && w->seen.count < NAMES_MAX; c = c->next) {
        goal *inner;
        if (c->atom->kind != ATOM_MEMBER || names_hold(&w->seen, c->atom->name))
            continue;
        names_add(&w->seen, c->atom->name);
        if (!member_goal(d, g, s, c->atom->name, NULL, false, &inner))
            return OUTCOME_EMPTY;
        outcome o = goal_solve(d, inner);
        if (o == OUTCOME_EMPTY)
            return o;
        w->unsure = w->unsure || o == OUTCOME_UNSURE;
        if (w->last && o == OUTCOME_INHABITED)
            plan_set(d, w->plan, c->atom->name, inner->witness);
    }
    return OUTCOME_UNSURE;
}

// `*there`: the names of members that must be there.
static outcome solve_wanted(decider *d, goal *g, const state *s, plan *p, bool last, names *there, bool *unsure) {
    wanted_names w = {.seen.d = d, .plan = p, .last = last};
    bool again = !last && s->parts == s->seen_parts && s->each == s->seen_each;
    outcome o = solve_names(d, g, s, s->wanted, again ? s->seen_wanted : NULL, &w);
    if (o != OUTCOME_EMPTY)
        o = solve_names(d, g, s, s->required, again ? s->seen_required : NULL, &w);
    *unsure = *unsure || w.unsure;
    *there = w.seen;
    return o;
}

outcome solve_objects(decider *d, goal *g, const state *s, bool last) {
    plan p = {.names = {.d = d, .most = WITNESS_MEMBERS}};
    names there = {.d = d};
    bool unsure = false;
    if (last && s->least > WITNESS_MEMBERS) // no witness is so long
        return OUTCOME_UNSURE;
    outcome o = solve_wanted(d, g, s, &p, last, &there, &unsure);
    int64_t count = (int64_t)there.count;
    if (o == OUTCOME_EMPTY || (s->most >= 0 && count > s->most))
        return OUTCOME_EMPTY;
    bool sought = s->least > count;
    for (const atom_cell *c = s->wanted; c != NULL && !sought; c = c->next)
        sought = c->atom->kind != ATOM_MEMBER;
    p.full = s->most >= 0 && count >= s->most;
    names known = p.full ? there : sought ? names_known(d, g, s) : (names){.d = d};
    for (const atom_cell *c = s->wanted; c != NULL; c = c->next) {
        if (c->atom->kind != ATOM_SOME_MEMBER && c->atom->kind != ATOM_NAMES)
            continue;
        o = c->atom->kind == ATOM_NAMES ? find_name(d, g, s, c->atom, &known, &p)
                                        : find_member(d, g, s, c->atom, &known, &p);
        if (o == OUTCOME_EMPTY)
            return o;
        unsure = unsure || o == OUTCOME_UNSURE;
    }
    o = sought ? fill(d, g, s, &known, &p, last) : OUTCOME_INHABITED;
    if (o == OUTCOME_EMPTY)
        return o;
    return last && !unsure && o == OUTCOME_INHABITED && !plan_is_full(&p) ? build(d, g, &p) : OUTCOME_UNSURE;
}

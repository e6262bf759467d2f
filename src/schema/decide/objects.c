// Objects by the names of their members. A member that may be absent restricts nothing, so only those that must be there have
// goals. A member that must be somewhere is looked for under every name that is known, and under one that is not: of such a name
// only those patterns are known to occur in it that are wanted, and only what surely holds of it is asked.
#include "schema/decide/closure.h"
#include "schema/decide/goal.h"
#include "schema/instance.h"

enum { NAMES_MAX = 400, NAME_STEPS = 5000, FRESH_TRIES = 64, FRESH_PATTERNS_MAX = 4 };

typedef struct names {
    decider *d;
    size_t count, capacity;
    text *items;
} names;

static bool names_hold(const names *all, text name) {
    work_charge(all->d->work, all->count / 16);
    for (size_t i = 0; i < all->count; i++)
        if (text_equal(all->items[i], name))
            return true;
    return false;
}

static void names_add(names *all, text name) {
    if (name.data == NULL || all->count > NAMES_MAX || names_hold(all, name))
        return;
    if (all->count == all->capacity) {
        all->capacity = all->capacity == 0 ? 16 : all->capacity * 2;
        text *grown = arena_array(all->d->a, all->capacity, sizeof *grown);
        if (all->count > 0)
            memcpy(grown, all->items, all->count * sizeof *grown);
        all->items = grown;
    }
    all->items[all->count++] = name;
}

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

// Whether some schema for names surely rejects this one.
static bool name_is_refused(const state *s, text name) {
    const json_value value = json_make_string(name);
    for (const atom_cell *c = s->each; c != NULL; c = c->next) {
        size_t steps = NAME_STEPS;
        if (c->atom->kind == ATOM_ABSENT && text_equal(c->atom->name, name))
            return true;
        if (c->atom->kind == ATOM_NAMES && instance_certain(c->atom->node, &value, &steps) == SCHEMA_REJECTS)
            return true;
    }
    return false;
}

// The goal of a member, with one more literal unless `also` is NULL. False: there is no such member.
static bool member_goal(decider *d, goal *g, const state *s, text name, const node *also, bool negative, goal **out) {
    literal_list list = {0};
    const closure *closed;
    *out = NULL;
    add_said(d, s, name, &list);
    if (!closure_member(d, g->closed, name, literals_are_deep(&list), &closed) || name_is_refused(s, name))
        return false;
    for (const atom_cell *c = s->wanted; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_MEMBER && c->atom->node != NULL && text_equal(c->atom->name, name))
            literals_add(d, &list, c->atom->node, c->atom->negative);
    if (also != NULL)
        literals_add(d, &list, also, negative);
    *out = goal_of(d, &list, closed);
    return *out != NULL;
}

// --- names -----------------------------------------------------------------------------------------------------------

static void add_table(names *all, const node *n) {
    const node_table *own = node_entries(n, KEYWORD_PROPERTIES);
    for (size_t i = 0; i < own->count; i++)
        names_add(all, own->items[i].name);
}

static void add_name(void *to, text name) {
    names_add(to, name);
}

// The names that anything speaks of.
static names known_names(decider *d, goal *g, const state *s) {
    names all = {.d = d};
    closure_names(g->closed, add_name, &all);
    for (const atom_cell *c = s->required; c != NULL; c = c->next)
        names_add(&all, c->atom->name);
    for (const atom_cell *c = s->wanted; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_MEMBER)
            names_add(&all, c->atom->name);
    for (const atom_cell *c = s->wanted; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_SOME_MEMBER)
            add_table(&all, c->atom->node);
    for (const atom_cell *c = s->parts; c != NULL; c = c->next)
        add_table(&all, c->atom->node);
    return all;
}

static bool has_pattern(const node *n, text pattern) {
    return node_table_find(node_compiled(n, KEYWORD_PATTERN_PROPERTIES), pattern) != NULL;
}

static bool patterns_within(const node *a, const node *b) {
    const node_table *patterns = node_entries(a, KEYWORD_PATTERN_PROPERTIES);
    for (size_t i = 0; i < patterns->count; i++)
        if (!has_pattern(b, patterns->items[i].name))
            return false;
    return true;
}

// Names that are none of the known ones are told apart by which patterns occur in them.
typedef struct fresh {
    const atom *wanted; // the keyword that speaks of the name; NULL: any may
    size_t count;
    text patterns[FRESH_PATTERNS_MAX];
    unsigned occurring; // of those, as bits
    bool exact;         // these are all patterns
} fresh;

static text wanted_pattern(const atom *wanted) {
    bool by_pattern = wanted != NULL && wanted->k == KEYWORD_PATTERN_PROPERTIES;
    return by_pattern ? node_entries(wanted->node, wanted->k)->items[wanted->index].name : TEXT_NONE;
}

static void add_patterns(fresh *f, const node *n) {
    const node_table *patterns = node_entries(n, KEYWORD_PATTERN_PROPERTIES);
    for (size_t i = 0; i < patterns->count && f->exact; i++) {
        bool known = false;
        for (size_t j = 0; !known && j < f->count; j++)
            known = text_equal(f->patterns[j], patterns->items[i].name);
        if (known)
            continue;
        f->exact = f->count < FRESH_PATTERNS_MAX;
        if (f->exact)
            f->patterns[f->count++] = patterns->items[i].name;
    }
}

static fresh fresh_names(const state *s, const atom *wanted) {
    fresh f = {.wanted = wanted, .exact = true};
    if (wanted != NULL)
        add_patterns(&f, wanted->node);
    for (const atom_cell *c = s->parts; c != NULL; c = c->next)
        add_patterns(&f, c->atom->node);
    return f;
}

static bool occurs_in(const fresh *f, text pattern) {
    for (size_t i = 0; i < f->count; i++)
        if (text_equal(f->patterns[i], pattern))
            return (f->occurring >> i & 1) != 0;
    return false;
}

// Whether the keyword that is wanted speaks of names with these patterns.
static bool is_wanted(const fresh *f) {
    text pattern = wanted_pattern(f->wanted);
    if (f->wanted == NULL || pattern.data != NULL)
        return pattern.data == NULL || occurs_in(f, pattern);
    const node_table *patterns = node_entries(f->wanted->node, KEYWORD_PATTERN_PROPERTIES);
    for (size_t i = 0; i < patterns->count; i++)
        if (occurs_in(f, patterns->items[i].name))
            return false;
    return true;
}

// What surely holds of a member by such a name.
static void add_of_fresh(decider *d, const state *s, const fresh *f, literal_list *list) {
    text pattern = wanted_pattern(f->wanted);
    bool by_rest = f->wanted != NULL && pattern.data == NULL;
    for (const atom_cell *c = s->parts; c != NULL; c = c->next) {
        const node *n = c->atom->node;
        const node_table *patterns = node_entries(n, KEYWORD_PATTERN_PROPERTIES);
        bool spoken = false;
        for (size_t i = 0; i < patterns->count; i++) {
            bool occurs = f->exact ? occurs_in(f, patterns->items[i].name)
                                   : pattern.data != NULL && text_equal(pattern, patterns->items[i].name);
            spoken = spoken || occurs || !(f->exact || by_rest);
            if (occurs)
                literals_add(d, list, patterns->items[i].schema, false);
        }
        bool rest = f->exact || !by_rest ? !spoken : patterns_within(n, f->wanted->node);
        if (rest && node_has(n, KEYWORD_ADDITIONAL_PROPERTIES))
            literals_add(d, list, node_child(n, KEYWORD_ADDITIONAL_PROPERTIES), false);
    }
}

// Whether a member whose name is none of the known ones can be there, with one more literal unless `also` is NULL. INHABITED:
// by `*value`, and `f` tells by what name.
static outcome solve_fresh(decider *d, goal *g, const state *s, fresh *f, const node *also, bool negative,
                           const json_value **value) {
    literal_list words = {0};
    const closure *closed;
    if (!closure_unknown_member(d, g->closed, &closed))
        return OUTCOME_EMPTY;
    for (const atom_cell *c = s->each; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_NAMES)
            literals_add(d, &words, c->atom->node, false);
    if (words.count > 0 && goal_solve(d, goal_of(d, &words, NULL)) == OUTCOME_EMPTY)
        return OUTCOME_EMPTY;
    outcome all = OUTCOME_EMPTY;
    for (f->occurring = 0; f->occurring < (f->exact ? 1u << f->count : 1u); f->occurring++) {
        literal_list values = {0};
        if (f->exact && !is_wanted(f))
            continue;
        add_of_fresh(d, s, f, &values);
        if (also != NULL)
            literals_add(d, &values, also, negative);
        goal *inner = goal_of(d, &values, closed);
        outcome o = goal_solve(d, inner);
        if (o == OUTCOME_INHABITED) {
            *value = inner->witness;
            return o;
        }
        all = either_outcome(all, o);
    }
    return all;
}

// Whether the keyword that some member fails may speak of this name.
static bool may_speak_of(decider *d, const atom *wanted, text name) {
    const node_table *patterns = node_entries(wanted->node, KEYWORD_PATTERN_PROPERTIES);
    if (wanted->k == KEYWORD_PATTERN_PROPERTIES)
        return work_occurs(d->work, patterns->items[wanted->index].name, name) != ANSWER_NO;
    if (node_table_find(node_compiled(wanted->node, KEYWORD_PROPERTIES), name) != NULL)
        return false;
    for (size_t i = 0; i < patterns->count; i++)
        if (work_occurs(d->work, patterns->items[i].name, name) == ANSWER_YES)
            return false;
    return true;
}

static const node *failed_schema(const atom *wanted) {
    return wanted->k == KEYWORD_PATTERN_PROPERTIES
               ? node_of(node_entries(wanted->node, wanted->k)->items[wanted->index].schema)
               : node_child(wanted->node, KEYWORD_ADDITIONAL_PROPERTIES);
}

// --- the members of a witness ----------------------------------------------------------------------------------------

typedef struct plan {
    names names;
    const json_value **values;
} plan;

static void plan_set(decider *d, plan *p, text name, const json_value *value) {
    if (p->values == NULL)
        p->values = arena_zalloc(d->a, (NAMES_MAX + 2) * sizeof *p->values);
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
    return p->names.count >= NAMES_MAX;
}

// The letters of a pattern that mean themselves, more or less.
static const char *letters_of(decider *d, text pattern) {
    char bytes[64];
    size_t length = 0;
    for (size_t i = 0; i < pattern.length && length < sizeof bytes - 1; i++)
        if (strchr("^$.*+?()[]{}|\\", pattern.data[i]) == NULL)
            bytes[length++] = pattern.data[i];
    return arena_text(d->a, (text){bytes, length});
}

static bool name_suits(decider *d, const fresh *f, text name) {
    for (size_t i = 0; i < f->count; i++)
        if (work_occurs(d->work, f->patterns[i], name) != ((f->occurring >> i & 1) != 0 ? ANSWER_YES : ANSWER_NO))
            return false;
    return true;
}

// A name that none of the known ones is, and in which just those patterns occur.
static text fresh_name(decider *d, const state *s, const fresh *f, const names *known, const plan *p) {
    static const char *const parts[] = {"", "other", "x", "a", "b", "0", "A", "_"};
    const size_t count = sizeof parts / sizeof parts[0];
    const char *letters = "";
    for (size_t i = 0; i < f->count; i++)
        if ((f->occurring >> i & 1) != 0)
            letters = arena_printf(d->a, "%s%s", letters, letters_of(d, f->patterns[i]));
    for (size_t i = 0; i < FRESH_TRIES && decider_step(d); i++) {
        text name = text_of(arena_printf(d->a, "%s%s%s", parts[i / count], letters, parts[i % count]));
        if (name.length > 0 && !names_hold(known, name) && !names_hold(&p->names, name) && !name_is_refused(s, name) &&
            name_suits(d, f, name))
            return name;
    }
    return TEXT_NONE;
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
    outcome o = solve_fresh(d, g, s, &f, schema, true, &value);
    text name = o == OUTCOME_INHABITED ? fresh_name(d, s, &f, known, p) : TEXT_NONE;
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
        if (instance_certain(wanted->node, &name, &steps) == SCHEMA_ACCEPTS ||
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
    for (const atom_cell *c = s->each; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_NAMES)
            literals_add(d, &words, c->atom->node, false);
    literals_add(d, &words, wanted->node, true);
    fresh f = fresh_names(s, NULL);
    goal *word = goal_of(d, &words, NULL);
    const json_value *value = NULL;
    outcome o = goal_solve(d, word), there = solve_fresh(d, g, s, &f, NULL, false, &value);
    if (o == OUTCOME_EMPTY || there == OUTCOME_EMPTY)
        return all;
    if (o == OUTCOME_INHABITED && there == OUTCOME_INHABITED && word->witness->type == JSON_STRING) {
        plan_set(d, p, json_text_of(word->witness), value);
        return o;
    }
    // Names are strings: values of other types suit the literals, but are none.
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
    outcome others = solve_fresh(d, g, s, &f, NULL, false, &value);
    if (others != OUTCOME_EMPTY && !last)
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
    if (others == OUTCOME_EMPTY && !unsure && have < s->least)
        return OUTCOME_EMPTY;
    while (last && others == OUTCOME_INHABITED && (int64_t)p->names.count < s->least && !plan_is_full(p)) {
        text name = fresh_name(d, s, &f, known, p);
        if (name.data == NULL)
            return OUTCOME_UNSURE;
        plan_set(d, p, name, value);
    }
    return (int64_t)p->names.count >= s->least ? OUTCOME_INHABITED : OUTCOME_UNSURE;
}

static outcome build(decider *d, goal *g, const plan *p) {
    json_member *members = arena_array(d->a, p->names.count + 1, sizeof *members);
    for (size_t i = 0; i < p->names.count; i++)
        members[i] = json_make_member_text(p->names.items[i], *p->values[i]);
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

static outcome solve_wanted(decider *d, goal *g, const state *s, plan *p, bool last, int64_t *count, bool *unsure) {
    wanted_names w = {.seen.d = d, .plan = p, .last = last};
    bool again = !last && s->parts == s->seen_parts && s->each == s->seen_each;
    outcome o = solve_names(d, g, s, s->wanted, again ? s->seen_wanted : NULL, &w);
    if (o != OUTCOME_EMPTY)
        o = solve_names(d, g, s, s->required, again ? s->seen_required : NULL, &w);
    *unsure = *unsure || w.unsure;
    *count = (int64_t)w.seen.count;
    return o;
}

outcome solve_objects(decider *d, goal *g, const state *s, bool last) {
    plan p = {.names.d = d};
    int64_t count = 0;
    bool unsure = false;
    if (last && s->least > NAMES_MAX) // no witness is so long
        return OUTCOME_UNSURE;
    outcome o = solve_wanted(d, g, s, &p, last, &count, &unsure);
    if (o == OUTCOME_EMPTY || (s->most >= 0 && count > s->most))
        return OUTCOME_EMPTY;
    bool sought = s->least > count;
    for (const atom_cell *c = s->wanted; c != NULL && !sought; c = c->next)
        sought = c->atom->kind != ATOM_MEMBER;
    names known = sought ? known_names(d, g, s) : (names){.d = d};
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

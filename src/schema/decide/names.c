// A name that is not known is anything that the patterns leave: which of them may occur in one name together is worked out by
// their automata. Where there are too many patterns only those are known to occur that are wanted, and only what surely holds is
// asked.
#include "schema/decide/names.h"
#include "schema/decide/closure.h"
#include "schema/decide/different.h"
#include "schema/decide/language.h"
#include "schema/decide/nodes.h"
#include "schema/instance.h"
#include <assert.h>

enum { NAME_STEPS = 5000, FRESH_TRIES = 64, FRESH_FEW = 16 };

bool names_hold(const names *all, text name) {
    work_charge(all->d->work, all->count / 16);
    for (size_t i = 0; i < all->count; i++)
        if (text_equal(all->items[i], name))
            return true;
    return false;
}

void names_add(names *all, text name) {
    work_charge(all->d->work, 1);
    if (name.data == NULL || all->count > (all->most > 0 ? all->most : NAMES_MAX) || names_hold(all, name))
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

bool name_is_refused(decider *d, const state *s, text name) {
    const json_value value = json_make_string(name);
    for (const atom_cell *c = s->each; c != NULL; c = c->next) {
        size_t steps = NAME_STEPS;
        if (c->atom->kind == ATOM_ABSENT && text_equal(c->atom->name, name))
            return true;
        if (c->atom->kind == ATOM_NAMES &&
            instance_certain(c->atom->node, &value, work_shelf(d->work), &steps) == SCHEMA_REJECTS)
            return true;
    }
    return false;
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

// Whether a schema of names lists them all.
static bool lists_names(const node *n) {
    return (n->keywords & (KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM))) != 0;
}

static void add_listed(names *all, const node *n) {
    const json_value *constant = node_value(n, KEYWORD_CONST);
    const value_set *set = node_compiled(n, KEYWORD_ENUM);
    if (constant != NULL && constant->type == JSON_STRING)
        names_add(all, json_text_of(constant));
    for (size_t i = 0; set != NULL && i < set->count; i++)
        if (set->items[i].value->type == JSON_STRING)
            names_add(all, json_text_of(set->items[i].value));
}

names names_known(decider *d, goal *g, const state *s) {
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
    for (const atom_cell *c = s->each; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_NAMES)
            add_listed(&all, node_of(c->atom->node));
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

static text wanted_pattern(const atom *wanted) {
    if (wanted == NULL || wanted->k != KEYWORD_PATTERN_PROPERTIES)
        return TEXT_NONE;
    const node_table *patterns = node_entries(wanted->node, wanted->k);
    assert(wanted->index < patterns->count);
    return patterns->items[wanted->index].name;
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

fresh fresh_names(const state *s, const atom *wanted) {
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

// Met by strings, which all names are.
static const node *strings_of(decider *d) {
    if (d->strings == NULL) {
        json_value *type = arena_new_of(d->a, json_value);
        slot *only = arena_new_of(d->a, slot);
        node *n = arena_new_of(d->a, node);
        *type = json_make_string(TEXT("string"));
        *only = (slot){.value = type};
        *n = (node){.keywords = KEYWORD_BIT(TYPE), .slots = only, .types = TYPE_STRING};
        n->shape = (uint64_t)(uintptr_t)n; // equal to nothing else
        d->strings = n;
    }
    return d->strings;
}

bool fresh_words(decider *d, const state *s, literal_list *words) {
    literals_add(d, words, strings_of(d), false);
    for (const atom_cell *c = s->each; c != NULL; c = c->next) {
        if (c->atom->kind != ATOM_NAMES)
            continue;
        if (lists_names(node_of(c->atom->node)))
            return false;
        literals_add(d, words, c->atom->node, false);
    }
    return true;
}

// What must hold of the characters of such a name.
static wording wording_of(const state *s, const fresh *f) {
    wording w = {.most = -1};
    for (size_t i = 0; f->exact && i < f->count; i++)
        wording_add(&w, f->patterns[i], (f->occurring >> i & 1) == 0);
    if (!f->exact && wanted_pattern(f->wanted).data != NULL)
        wording_add(&w, wanted_pattern(f->wanted), false);
    for (const atom_cell *c = s->each; c != NULL; c = c->next) {
        if (c->atom->kind != ATOM_NAMES)
            continue;
        const node *n = node_normal(c->atom->node);
        const json_value *pattern = node_value(n, KEYWORD_PATTERN);
        int64_t count;
        if (pattern != NULL)
            wording_add(&w, json_text_of(pattern), false);
        if (node_has(n, KEYWORD_MIN_LENGTH) && json_to_int64(node_value(n, KEYWORD_MIN_LENGTH), &count) &&
            count > w.least)
            w.least = count;
        if (node_has(n, KEYWORD_MAX_LENGTH) && json_to_int64(node_value(n, KEYWORD_MAX_LENGTH), &count) && count >= 0 &&
            (w.most < 0 || count < w.most))
            w.most = count;
    }
    return w;
}

// Whether only known names are so.
static bool all_are_known(decider *d, const wording *w, const names *known) {
    const word_list *words = w->count == 0 ? NULL : language_words(d, w);
    bool all = words != NULL;
    for (size_t i = 0; all && i < words->count; i++)
        all = names_hold(known, words->items[i]);
    return all;
}

outcome fresh_solve(decider *d, goal *g, const state *s, fresh *f, const names *known, const node *also, bool negative,
                    const json_value **value) {
    literal_list words = {0};
    const closure *closed;
    if (!closure_unknown_member(d, g->closed, &closed))
        return OUTCOME_EMPTY;
    if (!fresh_words(d, s, &words) || (words.count > 1 && goal_solve(d, goal_of(d, &words, NULL)) == OUTCOME_EMPTY))
        return OUTCOME_EMPTY;
    outcome all = OUTCOME_EMPTY;
    for (f->occurring = 0; f->occurring < (f->exact ? 1u << f->count : 1u); f->occurring++) {
        literal_list values = {0};
        if (f->exact && !is_wanted(f))
            continue;
        const wording w = wording_of(s, f);
        if (language_is_empty(d, &w) == OUTCOME_EMPTY || all_are_known(d, &w, known))
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

// Met by strings in which the pattern occurs, and by all that are no strings.
static const node *pattern_of(decider *d, text pattern) {
    json_value *value = arena_new_of(d->a, json_value);
    *value = json_make_string(pattern);
    return node_made(d->a, KEYWORD_BIT(PATTERN), TYPE_ALL, &(slot){.value = value});
}

// A name in which just those patterns occur, and that the schema refuses.
static outcome refused_name(decider *d, const state *s, const fresh *f, const names *known, const node *refusing,
                            text *name) {
    literal_list words = {0};
    if (!fresh_words(d, s, &words))
        return OUTCOME_EMPTY;
    literals_add(d, &words, refusing, true);
    for (size_t i = 0; i < f->count; i++)
        literals_add(d, &words, pattern_of(d, f->patterns[i]), (f->occurring >> i & 1) == 0);
    goal *word = goal_of(d, &words, NULL);
    outcome o = goal_solve(d, word);
    if (o != OUTCOME_INHABITED)
        return o;
    *name = json_text_of(word->witness);
    return names_hold(known, *name) ? OUTCOME_UNSURE : o;
}

outcome fresh_refused(decider *d, goal *g, const state *s, fresh *f, const names *known, const node *refusing,
                      text *name, const json_value **value) {
    const closure *closed;
    if (!closure_unknown_member(d, g->closed, &closed))
        return OUTCOME_EMPTY;
    outcome all = OUTCOME_EMPTY;
    for (f->occurring = 0; f->occurring < 1u << f->count; f->occurring++) {
        literal_list values = {0};
        add_of_fresh(d, s, f, &values);
        goal *inner = goal_of(d, &values, closed);
        outcome o = goal_solve(d, inner);
        outcome named = o == OUTCOME_EMPTY ? o : refused_name(d, s, f, known, refusing, name);
        if (named == OUTCOME_EMPTY)
            continue;
        if (o == OUTCOME_INHABITED && named == OUTCOME_INHABITED) {
            *value = inner->witness;
            return o;
        }
        all = OUTCOME_UNSURE;
    }
    return all;
}

size_t fresh_count(decider *d, const state *s, const fresh *f, const names *known) {
    names all = {.d = d};
    literal_list words = {0};
    if (!fresh_words(d, s, &words))
        return 0;
    fresh each = *f;
    for (each.occurring = 0; each.occurring < 1u << each.count; each.occurring++) {
        const wording w = wording_of(s, &each);
        literal_list values = {0};
        add_of_fresh(d, s, &each, &values);
        if (goal_of(d, &values, NULL) == NULL) // there is no such member
            continue;
        const word_list *list = f->exact ? language_words(d, &w) : NULL;
        if (list == NULL)
            return SIZE_MAX;
        for (size_t i = 0; i < list->count; i++)
            if (!names_hold(known, list->items[i]))
                names_add(&all, list->items[i]);
    }
    return all.count > NAMES_MAX ? SIZE_MAX : all.count;
}

static bool name_suits(decider *d, const fresh *f, text name) {
    for (size_t i = 0; i < f->count; i++)
        if (work_occurs(d->work, f->patterns[i], name) != ((f->occurring >> i & 1) != 0 ? ANSWER_YES : ANSWER_NO))
            return false;
    return true;
}

typedef struct name_search {
    decider *d;
    const state *s;
    const fresh *f;
    const names *known;
    const names *taken;
    text name;
} name_search;

static outcome try_name(void *to, text name) {
    name_search *n = to;
    if (names_hold(n->known, name) || names_hold(n->taken, name) || name_is_refused(n->d, n->s, name) ||
        !name_suits(n->d, n->f, name))
        return OUTCOME_UNSURE;
    n->name = name;
    return OUTCOME_INHABITED;
}

// Names made of one that the patterns allow, by a number in it.
static bool try_numbered(name_search *search, text model, size_t number) {
    for (size_t form = 0; form < NUMBERED_FORMS; form++) {
        text name = text_numbered(search->d, model, number, form);
        if (name.data != NULL && try_name(search, name) == OUTCOME_INHABITED)
            return true;
    }
    return false;
}

// One of the first names that come to mind.
static bool try_short(name_search *search) {
    static const char *const parts[] = {"", "other", "x", "a", "b", "0", "A", "_"};
    const size_t count = sizeof parts / sizeof parts[0];
    for (size_t i = 1; i < FRESH_TRIES && decider_step(search->d); i++)
        if (try_name(search, text_of(arena_printf(search->d->a, "%s%s", parts[i / count], parts[i % count]))) ==
            OUTCOME_INHABITED)
            return true;
    return false;
}

text fresh_name(decider *d, const state *s, fresh *f, const names *known, const names *taken) {
    name_search search = {d, s, f, known, taken, TEXT_NONE};
    if (taken->count < FRESH_FEW && try_short(&search))
        return search.name;
    const wording w = wording_of(s, f);
    if (taken->count < FRESH_FEW && w.count > 0 && language_find(d, &w, try_name, &search) == OUTCOME_INHABITED)
        return search.name;
    if (f->model.data == NULL) {
        const names none = {.d = d};
        name_search any = {d, s, f, &none, &none, TEXT_NONE};
        f->model = w.count > 0 && language_find(d, &w, try_name, &any) == OUTCOME_INHABITED ? any.name : TEXT("x");
    }
    for (size_t i = taken->count; i < taken->count + FRESH_TRIES && decider_step(d); i++)
        if (try_numbered(&search, f->model, i))
            return search.name;
    return TEXT_NONE;
}

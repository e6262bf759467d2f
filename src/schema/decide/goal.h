// Goals: is there a value for which all of these literals hold? One schema is within another if nothing suits {the one, not the
// other}. No schema is ever rewritten: a literal is a subschema with a sign.
//
// A goal is searched type by type (search.c). What literals say of a value of that type is taken apart into atoms (must.c,
// fail.c); what must hold is gathered in a state, what may hold in one of several ways waits as a choice. Before a choice is
// split, each of its alternatives is held against the state, and those that contradict it are dropped. What is left is solved
// by type (numbers.c, strings.c, arrays.c, objects.c), which asks the goals of members and elements.
//
// That nothing suits is certain: it rests on contradictions alone, and what is not understood is left out, which only lets more
// pass. A value that is found counts only when the instance checker says so. Everything else is not known.
//
// Values are finite, so of goals that lead back to themselves a smallest value would hold a smaller one: while a goal is
// searched it counts as empty where it is met again, and so do results that relied on that, until the outermost such goal is
// decided. Private to src/schema/decide.
#pragma once
#include "schema/decide/decide.h"

typedef struct closure closure; // closure.h

typedef struct literal {
    const node *node;
    bool negative; // it must not accept the value
    uint32_t at;   // its place among those that were added
} literal;

typedef enum outcome {
    OUTCOME_EMPTY,     // surely nothing suits
    OUTCOME_INHABITED, // the witness does
    OUTCOME_UNSURE
} outcome;

static inline outcome either_outcome(outcome a, outcome b) {
    if (a == OUTCOME_INHABITED || b == OUTCOME_INHABITED)
        return OUTCOME_INHABITED;
    return a == OUTCOME_UNSURE || b == OUTCOME_UNSURE ? OUTCOME_UNSURE : OUTCOME_EMPTY;
}

typedef enum goal_state { GOAL_NEW, GOAL_ACTIVE, GOAL_DONE } goal_state;

// How large witnesses are at most: larger than what is shown of them (SCHEMA_EXAMPLE_MAX), so that a limit beyond that is still
// known to break something.
enum {
    WITNESS_SIZE = 1200000, // characters as text
    WITNESS_CHARACTERS = 1100000,
    WITNESS_MATCHED = 10000, // characters where patterns are held against them
    WITNESS_ELEMENTS = 12000,
    WITNESS_MEMBERS = 1100
};

typedef struct goal {
    struct goal *next; // in the table
    uint64_t hash;
    size_t count;
    const literal *key;    // sorted by where the nodes lie, each once
    const literal *items;  // the same in the order in which they were added, so that each run searches alike
    const closure *closed; // values with members that it does not declare do not count; NULL: all do
    goal_state state;
    outcome found; // once done
    unsigned level;
    const json_value *witness; // INHABITED
} goal;

typedef struct decider {
    work *work;
    arena *a;
    size_t steps;    // left of this decision
    unsigned level;  // of the goal that is searched
    unsigned lowest; // the outermost goal under search that a result relied on; UINT_MAX: none
    goal **table;
    const closure **closures;
    struct automaton *automata;     // automaton.h
    struct asked_wording *wordings; // language.c
    struct listed_wording *listed;  // language.c
    struct ahead *aheads;           // ahead.h
    struct evaluated *evaluated;    // evaluated.h
    struct constant *constants;     // constants.c
    struct overlaps *overlaps;      // overlaps.h
    const node *strings;            // objects.c: accepts strings
} decider;

// --- literals in the making ------------------------------------------------------------------------------------------

typedef struct literal_list {
    size_t count, capacity;
    literal *items;
} literal_list;

void literals_add(decider *d, literal_list *list, const node *n, bool negative);
// Whether values that suit them may have parts.
bool literals_are_deep(const literal_list *list);
// The goal of these literals. NULL: they contradict one another.
goal *goal_of(decider *d, literal_list *list, const closure *closed);
outcome goal_solve(decider *d, goal *g);
// Whether the value suits all literals of the goal: INHABITED, which makes it the witness, EMPTY: surely not, or UNSURE.
outcome goal_try(decider *d, goal *g, const json_value *value);
// The same for the values that its schemas give as examples and defaults.
outcome goal_try_examples(decider *d, goal *g);
// Counts one step; false when the decision has become too long.
static inline bool decider_step(decider *d) {
    if (d->steps == 0 || !work_visit(d->work))
        return false;
    d->steps--;
    return true;
}

// Counts characters of a witness in the making, and their work; false when it has become too large.
static inline bool witness_grows(decider *d, size_t *size, size_t by) {
    work_charge(d->work, by / 16);
    *size += by;
    return *size <= WITNESS_SIZE;
}

// --- atoms -----------------------------------------------------------------------------------------------------------

typedef enum atom_kind {
    ATOM_SCHEMA,       // the schema accepts the value
    ATOM_TYPES,        // its type is one of `types`
    ATOM_BOUND,        // it is on the right side of a bound of numbers; `negative`: on the wrong one
    ATOM_MULTIPLE,     // it is a multiple of the value
    ATOM_COUNT,        // characters, elements, members: from `least` to `most`
    ATOM_PATTERN,      // the pattern occurs in it
    ATOM_OPAQUE,       // a keyword that nobody knows the meaning of, or an address elsewhere, with that value
    ATOM_UNIQUE,       // its elements differ; `negative`: two are equal
    ATOM_PARTS,        // what the schema says of its members or elements, without compositions
    ATOM_MEMBER,       // it has a member of that name, which the schema, if there is one, accepts
    ATOM_ABSENT,       // it has no member of that name
    ATOM_NAMES,        // the schema accepts all names; `negative`: not all
    ATOM_SOME_MEMBER,  // some member that the keyword of the schema speaks of is not as that says
    ATOM_ELEMENT,      // there is an element of that index, and the schema accepts it
    ATOM_SOME_ELEMENT, // from that index on there is an element that the schema accepts
    ATOM_EACH_ELEMENT, // the schema accepts all elements
    ATOM_CONTAINED,    // from `least` to `most` elements are accepted by the schema
    ATOM_UNKNOWN       // something that is not understood
} atom_kind;

typedef struct atom {
    const struct atom *next; // of the same alternative
    atom_kind kind;
    bool negative;
    uint8_t types;
    schema_keyword k;
    const node *node;
    const json_value *value;
    text name;
    size_t index;
    int64_t least, most; // -1: open
} atom;

typedef struct atom_cell {
    const struct atom_cell *next;
    const atom *atom;
} atom_cell;

// One of several alternatives holds; each is a list of atoms that all do.
typedef struct choice {
    const struct choice *next;
    size_t count;
    const atom **alternatives;
    const node *denied; // what fails in one of these ways; NULL: it is something else
} choice;

// What is known of a value on the way. Copied freely: its lists are never changed, only lengthened at the front.
typedef struct state {
    unsigned types;
    const atom_cell *todo;  // schemas that are still to be taken apart
    const atom_cell *taken; // those that were
    const choice *choices;
    const atom_cell *parts;    // ATOM_PARTS
    const atom_cell *required; // MEMBER of which nothing is said
    // Other parts that must be there: MEMBER, SOME_MEMBER, ELEMENT, SOME_ELEMENT, negative NAMES.
    const atom_cell *wanted;
    const atom_cell *each;  // ABSENT, NAMES, EACH_ELEMENT, CONTAINED
    const atom_cell *words; // PATTERN, MULTIPLE, OPAQUE
    const json_value *low, *high;
    bool low_strict, high_strict;
    int64_t least, most; // characters, elements, members; most -1: any number
    bool unique, repeated;
    const atom_cell *seen_required, *seen_wanted, *seen_parts,
        *seen_each; // of the last state that was solved on this way
} state;

typedef enum progress { PROGRESS_ON, PROGRESS_EMPTY, PROGRESS_FOUND } progress;

// Adds an atom to a state. PROGRESS_FOUND: the goal has a witness.
progress state_add(decider *d, goal *g, state *s, const atom *a);
// Adds that one of the alternatives holds.
progress state_choose(decider *d, goal *g, state *s, const atom **alternatives, size_t count);
// The same of the ways in which a schema may fail.
progress state_deny(decider *d, goal *g, state *s, const atom **alternatives, size_t count, const node *denied);
// Takes a schema apart: what it says of values of the state's types, or what contradicts that; must.c, fail.c.
progress expand_positive(decider *d, goal *g, state *s, const node *n);
progress expand_negative(decider *d, goal *g, state *s, const node *n);
// Whether the state, whose choices are left out, surely suits nothing: EMPTY. With `last` a witness is built and tried.
outcome solve_numbers(decider *d, goal *g, const state *s, bool last);
outcome solve_strings(decider *d, goal *g, const state *s, bool last);
outcome solve_arrays(decider *d, goal *g, const state *s, bool last);
outcome solve_objects(decider *d, goal *g, const state *s, bool last);

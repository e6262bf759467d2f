// Names of members: those that something speaks of, and all others, which are told apart by the patterns that occur in them.
// Private to src/schema/decide.
#pragma once
#include "schema/decide/goal.h"

enum { NAMES_MAX = 400, FRESH_PATTERNS_MAX = 5 };

// Each once; one more than NAMES_MAX, or than `most`: there are more.
typedef struct names {
    decider *d;
    size_t most; // 0: NAMES_MAX
    size_t count, capacity;
    text *items;
} names;

bool names_hold(const names *all, text name);
void names_add(names *all, text name);
// The names that anything speaks of.
names names_known(decider *d, goal *g, const state *s);
// Whether some schema for names surely rejects this one.
bool name_is_refused(decider *d, const state *s, text name);

// Names that are none of the known ones are told apart by which patterns occur in them.
typedef struct fresh {
    const atom *wanted; // the keyword that speaks of the name; NULL: any may
    size_t count;
    text patterns[FRESH_PATTERNS_MAX];
    unsigned occurring; // of those, as bits
    bool exact;         // these are all patterns
    text model;         // a name that they allow, which more are made of; TEXT_NONE: not looked for
} fresh;

fresh fresh_names(const state *s, const atom *wanted);
// Whether a member whose name is none of the known ones can be there, with one more literal unless `also` is NULL. INHABITED:
// by `*value`, and `f` tells by what name.
outcome fresh_solve(decider *d, goal *g, const state *s, fresh *f, const names *known, const node *also, bool negative,
                    const json_value **value);
// As fresh_solve, of a member whose name the schema refuses; `f` must be exact. INHABITED: by that name and that value.
outcome fresh_refused(decider *d, goal *g, const state *s, fresh *f, const names *known, const node *refusing,
                      text *name, const json_value **value);
// How many names there are that are none of the known ones, where those can be listed; SIZE_MAX: more, or nobody can tell.
size_t fresh_count(decider *d, const state *s, const fresh *f, const names *known);
// The literals of names that are not known. False: all that the schemas allow are.
bool fresh_words(decider *d, const state *s, literal_list *words);
// A name that none of the known and taken ones is, and in which just those patterns occur. No text: none was found.
text fresh_name(decider *d, const state *s, fresh *f, const names *known, const names *taken);

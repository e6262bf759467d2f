// The automaton of one pattern, whose states are made as they are met. Private to src/schema/decide.
#pragma once
#include "schema/decide/goal.h"
#include "schema/pattern.h"

// What is known of the pattern after some characters.
typedef struct spot {
    struct spot *next;
    uint64_t hash;
    size_t count;
    const uint16_t *places; // in the program: characters that it waits for, and ends of the text
    bool found;             // it occurred
    bool ends;              // it occurs when the text ends here
    struct spot **steps;    // by the class of the next character; NULL where not known yet
} spot;

typedef struct automaton {
    struct automaton *next;
    text source;
    const pattern *pattern; // NULL: not regular
    size_t class_count;     // characters of one class are alike to the pattern
    const uint32_t *begins; // the first code point of each
    spot *begin;
    spot **table;
    size_t spots;
} automaton;

// The automaton of a pattern, made once in each decision.
automaton *automaton_of(decider *d, text source);
size_t automaton_class(const automaton *m, uint32_t code);
// Where a character of that class leads. NULL: there are too many states.
spot *automaton_step(decider *d, automaton *m, spot *from, size_t class);
// Whether the pattern cannot occur any more.
static inline bool spot_is_dead(const spot *s) {
    return s->count == 0 && !s->found && !s->ends;
}

// Strings in which some patterns occur and others do not: whether there are any, and which. Private to src/schema/decide.
#pragma once
#include "schema/decide/goal.h"

enum { WORDING_MAX = 12 };

// What is asked of a string. Patterns that are not regular are not asked for.
typedef struct wording {
    size_t count;
    struct {
        text pattern;
        bool negative; // it does not occur
    } items[WORDING_MAX];
    int64_t least, most; // characters; most -1: any number
} wording;

typedef struct word_list {
    size_t count;
    const text *items;
} word_list;

// Asks for a pattern as well, unless there are too many.
void wording_add(wording *w, text pattern, bool negative);
// EMPTY: there is surely no such string.
outcome language_is_empty(decider *d, const wording *w);
// All such strings, each once, where they are few; NULL: they are many, or nobody can tell. Worked out once in a decision.
const word_list *language_words(decider *d, const wording *w);
// Offers such strings, short ones first, until `suits` says INHABITED of one; they are in the memory of the work. EMPTY: there is
// surely none, or `suits` said so of all that there are.
outcome language_find(decider *d, const wording *w, outcome (*suits)(void *to, text word), void *to);

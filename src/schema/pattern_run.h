// Runs the programs of regular patterns on texts, in time and memory that depend on the lengths of both alone. Private to
// src/schema.
#pragma once
#include "schema/answer.h"
#include "schema/pattern.h"

// How a pattern begins behind the beginning of a text.
typedef struct pattern_start {
    bool anchored;     // it does not
    size_t count;      // places of the program that wait for its first character
    uint64_t ascii[2]; // that character below 128, a bit for each
    bool wide;         // it may be another one
    int only;          // the only one that it may be; -1: there are several
} pattern_start;

pattern_start pattern_start_of(const pattern *p);
// Whether it occurs in well-formed UTF-8. Counts each place of the program that it gets to, and each character, off `*visits`;
// ANSWER_UNKNOWN when they do not last.
answer pattern_occurs(const pattern *p, const pattern_start *start, text subject, size_t *visits);

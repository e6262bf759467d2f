// Regular patterns as programs, which are run on texts (pattern_run.h) and by automata (decide/automaton.h). What a pattern
// means is what ECMA-262 says of it with the flag `u`. Private to src/schema.
#pragma once
#include "base/arena.h"

enum { CODE_POINT_MAX = 0x10FFFF, PATTERN_INSTRUCTIONS_MAX = 2000, PATTERN_RANGES_MAX = 200 };

// Code points from one to another, both included.
typedef struct code_range {
    uint32_t from, to;
} code_range;

typedef struct code_set {
    size_t count;
    const code_range *items; // in order, apart
    uint64_t ascii[2];       // a bit for each code point below 128
} code_set;

typedef enum pattern_op {
    PATTERN_SET,   // one code point of the set
    PATTERN_FORK,  // goes on here and there
    PATTERN_JUMP,  // goes on there
    PATTERN_BEGIN, // nothing is before
    PATTERN_END,   // nothing follows
    PATTERN_FOUND  // the pattern occurs
} pattern_op;

typedef struct instruction {
    uint8_t op;            // pattern_op
    int16_t first, second; // where FORK (both) and JUMP (first) lead to, counted from here
    const code_set *set;   // SET
} instruction;

typedef struct pattern {
    size_t count; // the last instruction is FOUND
    const instruction *code;
} pattern;

// The program of a pattern, in the arena. NULL: it is not regular, or larger than 2,000 instructions, or dialects differ about
// it.
const pattern *pattern_of(arena *a, text source);
bool code_set_holds_wide(const code_set *set, uint32_t code);
static inline bool code_set_holds(const code_set *set, uint32_t code) {
    return code < 128 ? (set->ascii[code / 64] >> code % 64 & 1) != 0 : code_set_holds_wide(set, code);
}

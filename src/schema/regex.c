// What is regular is never given to PCRE2, which would try one way through the pattern after the other.
#include "schema/regex.h"
#include "schema/pattern_run.h"
#include "schema/regex_backtrack.h"

// Places of a program that are got to for one step, and for one answer at most.
enum { PATTERN_BYTES_MAX = 2000, VISITS_OF_STEP = 16, VISITS_MAX = 16000000, FIRST_BYTES = 1024 };

struct regex {
    arena *a;
    const pattern *program; // NULL: not regular
    pattern_start start;
    backtracker *other; // NULL: regular
};

regex *regex_new(text pattern) {
    if (pattern.length > PATTERN_BYTES_MAX)
        return NULL;
    arena *a = arena_new(FIRST_BYTES);
    regex *r = arena_new_of(a, regex);
    *r = (regex){.a = a, .program = pattern_of(a, pattern)};
    if (r->program != NULL)
        r->start = pattern_start_of(r->program);
    else
        r->other = backtracker_new(pattern);
    return r->program == NULL && r->other == NULL ? regex_free(r) : r;
}

regex *regex_free(regex *r) {
    if (r != NULL) {
        backtracker_free(r->other);
        arena_free(r->a);
    }
    return NULL;
}

size_t regex_size(const regex *r) {
    return arena_size(r->a) + (r->other == NULL ? 0 : backtracker_size(r->other));
}

static void spend(size_t *steps, size_t cost) {
    *steps -= *steps < cost ? *steps : cost;
}

static answer run_program(const regex *r, text subject, size_t *steps) {
    size_t most = *steps < VISITS_MAX / VISITS_OF_STEP ? *steps * VISITS_OF_STEP : VISITS_MAX, left = most;
    answer found = pattern_occurs(r->program, &r->start, subject, &left);
    spend(steps, (most - left) / VISITS_OF_STEP);
    return found;
}

answer regex_occurs(const regex *r, text subject, size_t *steps) {
    if (r == NULL || *steps < REGEX_COST)
        return ANSWER_UNKNOWN;
    spend(steps, REGEX_COST);
    if (r->program != NULL)
        return run_program(r, subject, steps);
    answer found = backtracker_occurs(r->other, subject);
    if (found == ANSWER_UNKNOWN)
        spend(steps, REGEX_COST_MOST - REGEX_COST);
    return found;
}

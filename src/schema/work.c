#include "schema/work.h"
#include "schema/regex.h"

void work_charge(work *w, size_t steps) {
    w->visits += steps;
    w->exhausted = w->exhausted || w->visits > w->most;
}

answer work_occurs(work *w, text pattern, text name) {
    if (w->exhausted)
        return ANSWER_UNKNOWN;
    answer found = regex_occurs_once(pattern, name);
    work_charge(w, regex_cost(found));
    return found;
}

arena *work_memory(work *w) {
    if (w->scratch == NULL)
        w->scratch = arena_new(0);
    return w->scratch;
}

void work_done(work *w) {
    arena_free(w->scratch);
}

#include "schema/work.h"

enum { SHELF_PATTERNS = 64 };

void work_charge(work *w, size_t steps) {
    w->visits += steps;
    w->exhausted = w->exhausted || w->visits > w->most;
}

answer work_occurs(work *w, text pattern, text name) {
    if (w->exhausted)
        return ANSWER_UNKNOWN;
    size_t before = w->visits < w->most ? w->most - w->visits : 0, left = before;
    answer found = regex_shelf_occurs(work_shelf(w), pattern, name, &left);
    work_charge(w, before - left);
    w->exhausted = w->exhausted || left < REGEX_COST;
    return found;
}

regex_shelf *work_shelf(work *w) {
    if (w->shelf == NULL)
        w->shelf = regex_shelf_new(work_memory(w), SHELF_PATTERNS);
    return w->shelf;
}

arena *work_memory(work *w) {
    if (w->scratch == NULL)
        w->scratch = arena_new(0);
    return w->scratch;
}

void work_done(work *w) {
    arena_free(w->scratch);
}

// Which part of the data a change touches. Members are told apart as long as each is described by itself. A subschema that says
// how members go together (an alternative, a condition, a list of whole values, a count of distinct elements) makes what changed
// in one of them a change of all of them: then the part is the value that it is about.
#include "schema/compare/compare.h"

enum { REACH_VISITS = 200000, LOCATIONS_MAX = 100 };

static const uint64_t relations =
    KEYWORD_BIT(ANY_OF) | KEYWORD_BIT(ONE_OF) | KEYWORD_BIT(NOT) | KEYWORD_BIT(IF) | KEYWORD_BIT(THEN) |
    KEYWORD_BIT(ELSE) | KEYWORD_BIT(DEPENDENT_SCHEMAS) | KEYWORD_BIT(DEPENDENT_REQUIRED) | KEYWORD_BIT(CONST) |
    KEYWORD_BIT(ENUM) | KEYWORD_BIT(MIN_PROPERTIES) | KEYWORD_BIT(MAX_PROPERTIES) |
    KEYWORD_BIT(UNEVALUATED_PROPERTIES) | KEYWORD_BIT(CONTAINS) | KEYWORD_BIT(UNIQUE_ITEMS) |
    KEYWORD_BIT(UNEVALUATED_ITEMS) | KEYWORD_BIT(REFERENCE) | KEYWORD_BIT(DYNAMIC_REFERENCE) |
    KEYWORD_BIT(RECURSIVE_REFERENCE) | KEYWORD_BIT(MALFORMED);

static bool is_relation(const node *n) {
    return (n->keywords & ~n->idle & relations) != 0 || n->open || n->never;
}

// Whether something that one side says of these values is about several of their parts together.
static bool relates(comparison *c, location *at, side s) {
    if (is_relation(at->nodes[s]))
        return true;
    if (at->simple[s] && !node_has(at->nodes[s], KEYWORD_ALL_OF))
        return false;
    if (c->work.exhausted)
        return true;
    const located_list *list = location_nodes(&c->work, at, s);
    for (size_t i = 0; i < list->count; i++)
        if (is_relation(list->items[i].node))
            return true;
    return list->unsure;
}

// Goes along the steps from the whole document. False: not all of them are told apart.
static bool follow(comparison *c, location *steps, size_t count, field_path_writer *w) {
    for (size_t i = 0; i < count; i++) {
        switch (i == 0 ? STEP_SAME : steps[i].step->kind) { // the document itself is at no step
        case STEP_APART:
            return false;
        case STEP_MEMBER:
            field_path_into(w, steps[i].step->name);
            break;
        case STEP_ANY_MEMBER:
            field_path_into_any(w);
            break;
        default:
            break;
        }
        if (i + 1 < count && (relates(c, &steps[i], SIDE_OLD) || relates(c, &steps[i], SIDE_NEW)))
            return false;
    }
    return true;
}

// The locations from the whole document to here, copied: what is worked out of them for this answer, within a budget of its own,
// must not be taken for what the walk knows. 0: there are too many.
static size_t copy_locations(const comparison *c, location *steps) {
    size_t count = 0;
    for (const location *at = c->here; at != NULL; at = at->up)
        if (++count > LOCATIONS_MAX)
            return 0;
    size_t left = count;
    for (const location *at = c->here; at != NULL; at = at->up) {
        steps[--left] = *at;
        steps[left].up = left == 0 ? NULL : &steps[left - 1];
    }
    return count;
}

static field_path reach_of(comparison *c, location *steps, size_t count, text subject) {
    field_path_writer w = {.count = 0};
    location *last = &steps[count - 1];
    if (last->nodes[SIDE_OLD]->never || last->nodes[SIDE_NEW]->never)
        count--; // that there is no value is said of what is around it
    bool apart = follow(c, steps, count, &w);
    if (apart && subject.data != NULL && !relates(c, last, SIDE_OLD) && !relates(c, last, SIDE_NEW))
        field_path_into(&w, subject);
    return field_path_written(&w, c->a);
}

field_path compare_reach(comparison *c, text subject) {
    location steps[LOCATIONS_MAX];
    size_t count = copy_locations(c, steps);
    if (count == 0)
        return (field_path){0};
    size_t visits = c->work.visits, most = c->work.most;
    bool exhausted = c->work.exhausted;
    c->work.most = REACH_VISITS;
    c->work.visits = c->reach_visits;
    c->work.exhausted = c->reach_visits > REACH_VISITS;
    field_path reach = reach_of(c, steps, count, subject);
    c->reach_visits = c->work.visits;
    c->work.most = most;
    c->work.visits = visits;
    c->work.exhausted = exhausted;
    return reach;
}

void compare_echo(comparison *c, location *of) {
    location *here = c->here;
    if (c->echoes == NULL)
        c->echoes = arena_new_of(c->a, field_echoes);
    field_path at = compare_reach(c, TEXT_NONE);
    c->here = of;
    field_path origin = of == NULL ? (field_path){0} : compare_reach(c, TEXT_NONE);
    c->here = here;
    field_echoes_add(c->echoes, origin, at);
}

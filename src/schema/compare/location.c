// The lists of a location are worked out from those of the location above it, on first need.
#include "schema/compare/location.h"

bool location_is_silent(const location *at, side s, text name) {
    const uint64_t speaking = node_mixing | KEYWORD_BIT(ADDITIONAL_PROPERTIES) | KEYWORD_BIT(PROPERTY_NAMES) |
                              KEYWORD_BIT(DEPENDENT_REQUIRED) | KEYWORD_BIT(MIN_PROPERTIES);
    const node *n = at->nodes[s];
    return at->simple[s] && (n->keywords & speaking) == 0 && !n->open &&
           node_table_find(node_compiled(n, KEYWORD_PROPERTIES), name) == NULL &&
           !name_set_holds(node_compiled(n, KEYWORD_REQUIRED), name);
}

const located_list *location_nodes(work *w, location *at, side s) {
    if (at->resolved[s] != NULL)
        return at->resolved[s];
    located_list *list = arena_new_of(work_memory(w), located_list);
    if (!at->simple[s])
        *list = located_step(w, location_nodes(w, at->up, s), at->step);
    // The walk took one of several: what it says is what must be kept by whoever accepts these values.
    bool taken = at->simple[s] || at->step->kind == STEP_SAME;
    located_add(w, list, at->nodes[s], taken);
    at->resolved[s] = list;
    return list;
}

located_list location_member(work *w, location *at, side s, text name) {
    const step step = {.kind = STEP_MEMBER, .name = name};
    return located_step(w, location_nodes(w, at, s), &step);
}

bool location_requires(work *w, location *at, side s, text name) {
    const located_list *list = location_nodes(w, at, s);
    for (size_t i = 0; i < list->count && work_visit(w); i++)
        if (list->items[i].always && name_set_holds(node_compiled(list->items[i].node, KEYWORD_REQUIRED), name))
            return true;
    return false;
}

uint64_t location_hash(work *w, location *at, side s) {
    if (at->simple[s])
        return 0;
    const located_list *list = location_nodes(w, at, s);
    uint64_t hash = 1 + list->unsure;
    for (size_t i = 0; i < list->count; i++) // in any order
        hash += ((uint64_t)(uintptr_t)list->items[i].node * 2 + list->items[i].always) * UINT64_C(0x9e3779b97f4a7c15);
    return hash;
}

bool location_wants_unknown(work *w, location *at, side s) {
    if (at->simple[s] && !node_has(at->nodes[s], KEYWORD_MIN_PROPERTIES) && !node_is_composed(at->nodes[s]))
        return false;
    return located_want_unknown(location_nodes(w, at, s));
}

const change_origin *location_origin(arena *a, location *at) {
    if (at->origin != NULL)
        return at->origin;
    const change_origin *up = at->up == NULL ? NULL : location_origin(a, at->up);
    if (up != NULL && at->step->kind == STEP_APART)
        return at->origin = up;
    change_origin *origin = arena_new_of(a, change_origin);
    *origin = (change_origin){.up = up, .step = *at->step, .nodes = {at->nodes[SIDE_OLD], at->nodes[SIDE_NEW]}};
    return at->origin = origin;
}

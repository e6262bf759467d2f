// Where the walk is among the values of documents: the subschemas of one side that speak of the same values. The node under
// comparison is one of them; conjuncts, alternatives, conditions and exclusions lead to others, and what each says of a member
// or of an element speaks of that together. Worked out only when something asks. Private to src/schema.
#pragma once
#include "schema/located.h"

typedef enum side { SIDE_OLD, SIDE_NEW, SIDES } side;

// The same after the walk, for whoever looks for a document that shows what was found there.
typedef struct change_origin {
    const struct change_origin *up; // NULL: the whole document
    step step;                      // from there to here
    const node *nodes[SIDES];
} change_origin;

typedef struct location {
    struct location *up;         // NULL: the whole document
    const step *step;            // from there to here
    const change_origin *origin; // once somebody asked for it
    const node *nodes[SIDES];
    bool simple[SIDES]; // no other subschema speaks of these values
    const located_list *resolved[SIDES];
} location;

// One step from `up`, which may be NULL, to the subschemas under comparison there.
static inline location location_at(location *up, const step *to, const node *old, const node *new) {
    bool whole = up == NULL || to->kind == STEP_APART, mixed = !whole && to->kind >= STEP_SOME;
    return (location){
        .up = up,
        .step = to,
        .nodes = {old, new},
        .simple = {whole || (!mixed && up->simple[SIDE_OLD] && (up->nodes[SIDE_OLD]->keywords & node_mixing) == 0),
                   whole || (!mixed && up->simple[SIDE_NEW] && (up->nodes[SIDE_NEW]->keywords & node_mixing) == 0)}};
}

// The location for after the walk, in the arena. Values apart from the documents (names, decoded contents) are told as the place
// that they belong to.
const change_origin *location_origin(arena *a, location *at);
// Whether nothing there says anything of a member by that name, nor demands members that nothing declares.
bool location_is_silent(const location *at, side s, text name);
// The subschemas there. In the memory of the work.
const located_list *location_nodes(work *w, location *at, side s);
// What they say of a member by that name.
located_list location_member(work *w, location *at, side s, text name);
// Whether every object there has the member.
bool location_requires(work *w, location *at, side s, text name);
// Whether objects there must have members, but declare none.
bool location_wants_unknown(work *w, location *at, side s);
// A hash of the subschemas there, 0 for a simple one.
uint64_t location_hash(work *w, location *at, side s);

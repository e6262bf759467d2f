// Where the walk is among the values of documents: the subschemas of one side that speak of the same values. The node under
// comparison is one of them; conjuncts, alternatives, conditions and exclusions lead to others, and what each says of a member
// or of an element speaks of that together. Worked out only when something asks. Private to src/schema.
#pragma once
#include "schema/node.h"
#include "schema/work.h"

typedef enum side { SIDE_OLD, SIDE_NEW, SIDES } side;

typedef enum step_kind {
    STEP_APART,      // values that nothing else speaks of: names of members, decoded contents
    STEP_MEMBER,     // the member of that name
    STEP_ANY_MEMBER, // members whose names are not known
    STEP_ELEMENT,    // the element of that index
    STEP_REST,       // elements from that index on
    STEP_SOME,       // elements wherever they stand
    STEP_SAME        // further subschemas of the same values
} step_kind;

typedef struct step {
    step_kind kind;
    text name;
    size_t index;
} step;

// A subschema of some values. Where it does not always hold (an alternative, a condition), its word only may.
typedef struct located {
    const node *node;
    bool always;
} located;

typedef struct located_list {
    size_t count;
    size_t capacity;
    located *items;
    bool declared; // of a member: something declares its name
    bool by_name;  // some `properties` do that and always hold
    bool unsure;   // there may be more to it
} located_list;

typedef struct location {
    struct location *up; // NULL: the whole document
    const step *step;    // from there to here
    const node *nodes[SIDES];
    bool simple[SIDES]; // no other subschema speaks of these values
    const located_list *resolved[SIDES];
} location;

// Keywords with further subschemas of the same values.
static const uint64_t node_composing = KEYWORD_BIT(ALL_OF) | KEYWORD_BIT(ANY_OF) | KEYWORD_BIT(ONE_OF) |
                                       KEYWORD_BIT(NOT) | KEYWORD_BIT(IF) | KEYWORD_BIT(THEN) | KEYWORD_BIT(ELSE) |
                                       KEYWORD_BIT(DEPENDENT_SCHEMAS);
// Keywords beside which the subschema of a part of the value is not all that is said of the part.
static const uint64_t node_mixing = node_composing | KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM) |
                                    KEYWORD_BIT(PATTERN_PROPERTIES) | KEYWORD_BIT(UNEVALUATED_PROPERTIES) |
                                    KEYWORD_BIT(CONTAINS) | KEYWORD_BIT(UNEVALUATED_ITEMS);

static inline bool node_is_composed(const node *n) {
    return (n->keywords & node_composing) != 0;
}

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

// Names that a node declares without saying what they hold (required ones, keys of dependencies, members of constant values,
// names that `propertyNames` lists), one after the other. False: there are no more. Begin with zeros.
typedef struct mention {
    int source;
    size_t index;
    size_t inner;
} mention;
bool node_mentions(const node *n, mention *at, text *name);
// Whether it declares that name so, before a place in that order unless that is NULL.
bool node_mentioned(const node *n, text name, const mention *before);

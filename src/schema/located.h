// The subschemas that speak of the same values: a node, its conjuncts, alternatives, conditions and exclusions, and what each of
// them says of a member or of an element. Together they tell which names are declared. Private to src/schema.
#pragma once
#include "schema/node.h"
#include "schema/work.h"

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
    bool named;    // some `properties` do that
    bool by_name;  // some that always hold
    bool unsure;   // there may be more to it
} located_list;

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

// Adds a subschema and all that hangs on it.
void located_add(work *w, located_list *list, const node *n, bool always);
// What the subschemas say of the values that the step leads to. In the memory of the work.
located_list located_step(work *w, const located_list *from, const step *step);
// Whether some of them have that very pattern, or declare every name.
bool located_has_pattern(const located_list *list, text pattern);
// Whether some of them declare names by a pattern, or all names.
bool located_is_map(const located_list *list);
// Whether objects must have members, but nothing declares any.
bool located_want_unknown(const located_list *list);

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

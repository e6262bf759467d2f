// What the files of the comparison share. Private to src/schema.
//
// The comparison walks two graphs at once and reports changes. The same code also runs quietly, to find out whether two
// subschemas are equal: then a difference is only noted, and the pairs below are queued instead of walked.
#pragma once
#include "schema/node.h"

// Where the walk is; printed only when a change is found there.
typedef struct place {
    const struct place *up;
    text name; // TEXT_NONE: `index` counts
    size_t index;
} place;

// A pair of subschemas that the walk may meet again; pairs.c.
typedef struct pair {
    const node *old;
    const node *new;
    bool different;           // else equal, once everything queued has been explored
    bool active;              // the walk is inside it
    bool reported;            // its changes are on record
    struct dependency *above; // the pairs that hold this one
    struct pair *next;        // in the queue
} pair;

typedef struct comparison {
    arena *a; // results
    schema_change *items;
    size_t count;
    size_t capacity;
    const compiled_schema *old;
    const compiled_schema *new;
    size_t visits;
    size_t repeats; // visits spent on pairs whose changes are on record under another path
    unsigned depth;
    // The subschemas that the values under comparison are held against as a whole: `allOf`, `anyOf` and their like lead
    // to further subschemas of the same values.
    const node *old_location;
    const node *new_location;
    bool promises;      // only what readers were promised counts: properties, defaults, nullability
    bool backward_only; // only what breaks backward counts
    bool forward_only;  // only what breaks forward counts
    uint64_t masked;    // keywords that the next walk leaves out
    size_t proof_steps; // of one proof
    bool exhausted;     // visits ran out
    bool overflow;      // SCHEMA_CHANGES_MAX ran out

    bool quiet;   // only whether there is a difference matters
    bool differs; // quiet: there is one

    arena *scratch; // pairs and the queue; NULL until the first is needed
    pair **pairs;   // open addressing, a power of two
    size_t pair_capacity;
    size_t pair_count;
    pair *todo;         // pairs to be explored
    pair *current;      // the pair under exploration
    struct step *steps; // nodes of the pair under exploration that are still to be looked at
    size_t step_count;
    size_t step_capacity;
} comparison;

// Compares two subschemas at a place. In quiet mode only queues them.
void compare_pair(comparison *c, const node *old, const node *new, const place *at);
// As compare_pair for two subschemas of the same values as the ones under comparison.
void compare_in_place(comparison *c, const node *old, const node *new, const place *at);
// Reports only the properties, defaults and nullability that differ: what a keyword that came or went declared.
void compare_promises(comparison *c, const node *old, const node *new, const place *at);
// As compare_promises for subschemas of other values, as compare_pair.
void compare_pair_promises(comparison *c, const node *old, const node *new, const place *at);
// As compare_pair, where only one direction is in question: whether `new` still accepts what `old` accepts, or the
// reverse.
void compare_pair_backward(comparison *c, const node *old, const node *new, const place *at);
void compare_pair_forward(comparison *c, const node *old, const node *new, const place *at);
// Whether two subschemas have no difference at all. Not for quiet mode.
bool compare_equal(comparison *c, const node *old, const node *new);

// The pair, queued for exploration when it is new.
pair *compare_pair_of(comparison *c, const node *old, const node *new);
// Quiet mode's side of compare_pair: the pair under exploration is equal only if this one is.
void compare_depend_on(comparison *c, const node *old, const node *new);
// Compares what two subschemas say, keyword by keyword.
void compare_keywords(comparison *c, const node *old, const node *new, const place *at);

// True when a change found now is to be written with change_add. Call only when there is a difference.
bool change_wanted(comparison *c);
// `keyword` NULL: the change is of the whole subschema. The values may be NULL. NULL: the change does not count here.
schema_change *change_add(comparison *c, schema_change_kind kind, const place *at, const char *keyword,
                          const json_value *old_value, const json_value *new_value, const char *format, ...)
    __attribute__((format(printf, 7, 8)));
schema_change *change_append(comparison *c, schema_change change);
// "Constraint '<keyword>' was added with value …", "… was removed".
void change_add_constraint(comparison *c, const place *at, const char *keyword, const json_value *value);
void change_remove_constraint(comparison *c, const place *at, const char *keyword, const json_value *value);

// Counts one step of work; false when all are spent.
bool comparison_visit(comparison *c);
// Counts many steps.
void comparison_charge(comparison *c, size_t steps);
// Whether the pattern occurs in the name: 1, 0, or -1 when that cannot be told or the work is spent.
int comparison_occurs(comparison *c, text pattern, text name);
// Memory that lives as long as the comparison.
arena *comparison_scratch(comparison *c);

// What a location says of a member by name; cluster.c.
typedef struct declaration {
    const node *schema; // NULL: nothing that always holds
    bool by_name;       // a property; else a pattern or the schema of additional ones
    bool conditional;   // some alternative or condition declares it as well, or that cannot be told
} declaration;

declaration cluster_declares(comparison *c, const node *location, text name);
// Whether some conjunct of the location requires the member.
bool cluster_requires(comparison *c, const node *location, text name);
// Whether further subschemas of the same values hang on the node.
bool cluster_is_composed(const node *n);

// The steps, in order; each compares some keywords of two subschemas.
typedef void compare_step(comparison *c, const node *old, const node *new, const place *at);
compare_step compare_properties, compare_required, compare_additional_properties, compare_pattern_properties,
    compare_dependents; // object.c
compare_step compare_type, compare_constraints, compare_const, compare_enum, compare_default,
    compare_nullable;                         // value.c
compare_step compare_items, compare_contains; // items.c
compare_step compare_references, compare_all_of, compare_not, compare_conditions, compare_children,
    compare_unevaluated;           // logic.c
compare_step compare_alternatives; // alternatives.c

// "null or T" on one side or both: compares T with T and reports nullability. False: it is not that; nothing was done.
bool compare_nullable_union(comparison *c, const node *old, const node *new, const place *at);

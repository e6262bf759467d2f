// What the files of the comparison share: the walk over two graphs at once that reports changes. Private to src/schema.
#pragma once
#include "schema/change_list.h"
#include "schema/compare/location.h"
#include "schema/node.h"
#include "schema/pairs.h"
#include "schema/work.h"

typedef struct comparison {
    arena *a; // results
    change_list changes;
    work work;
    size_t decisions; // steps of one decision
    schema_policy policy;
    bool unsure; // a decision found no answer
    unsigned depth;
    location *here;
    bool promises;        // only what readers were promised counts: properties, defaults, nullability
    bool backward_only;   // only what breaks backward counts
    bool forward_only;    // only what breaks forward counts
    bool openness;        // what differs is about members that nothing declares
    uint64_t masked;      // keywords that the next walk leaves out
    pair_table walked;    // pairs that the walk may meet again
    size_t repeats;       // visits spent on pairs whose changes are on record under another path
    field_echoes *echoes; // NULL: none
    size_t reach_visits;  // spent on telling what changes touch
    size_t looks;         // left, at members that must be there where a change is called certain
} comparison;

extern const step step_same, step_any_member, step_some, step_apart;

// Compares two subschemas at a place, of the values that `to` leads to from those under comparison.
void compare_pair(comparison *c, const node *old, const node *new, const place *at, const step *to);
// As compare_pair for two subschemas of the same values as the ones under comparison.
void compare_in_place(comparison *c, const node *old, const node *new, const place *at);
// Reports only the properties, defaults and nullability that differ: what a keyword that came or went declared.
void compare_promises(comparison *c, const node *old, const node *new, const place *at);
// As compare_promises for subschemas of other values, as compare_pair.
void compare_pair_promises(comparison *c, const node *old, const node *new, const place *at, const step *to);
// As compare_pair, where only one direction is in question: whether `new` still accepts what `old` accepts, or the
// reverse.
void compare_pair_backward(comparison *c, const node *old, const node *new, const place *at, const step *to);
void compare_pair_forward(comparison *c, const node *old, const node *new, const place *at, const step *to);

// Whether what `n` says under a keyword holds of all values under comparison that the other side `s` accepts: because of `from`,
// the subschema of that side under comparison, or of another one that always holds.
bool compare_follows(comparison *c, side s, const node *from, const node *n, schema_keyword k);
// As compare_follows, for all that `n` says.
bool compare_within(comparison *c, side s, const node *from, const node *n);

// Whether a change found now is to be reported. Asked only when there is one.
bool report_wanted(comparison *c);
// `keyword` NULL: the change is of the whole subschema. The values may be NULL. NULL: the change does not count here.
schema_change *report_change(comparison *c, schema_change_kind kind, const place *at, const char *keyword,
                             const json_value *old_value, const json_value *new_value, const char *format, ...)
    __attribute__((format(printf, 7, 8)));
// Says which member such a change is about. `change` may be NULL.
void report_subject(comparison *c, schema_change *change, text subject);
// "Constraint '<keyword>' was added with value …", "… was removed", where that is wanted.
void report_constraint_added(comparison *c, const place *at, const char *keyword, const json_value *value);
void report_constraint_removed(comparison *c, const place *at, const char *keyword, const json_value *value);

// What a change found now touches. `subject`: the member that it is about; TEXT_NONE: none of them.
field_path compare_reach(comparison *c, text subject);
// What is found at `of` (NULL: anywhere) is not looked for again here.
void compare_echo(comparison *c, location *of);

// Takes back what breaks no document, and no promise either; settle.c.
void compare_settle(comparison *c, const node *old, const node *new);

// The steps, in order; each compares some keywords of two subschemas.
typedef void compare_step(comparison *c, const node *old, const node *new, const place *at);
compare_step compare_properties, compare_pattern_properties;                      // names.c
compare_step compare_required, compare_additional_properties, compare_dependents; // object.c
compare_step compare_type, compare_constraints, compare_const, compare_enum, compare_default,
    compare_nullable;                         // value.c
compare_step compare_items, compare_contains; // items.c
compare_step compare_references, compare_all_of, compare_not, compare_conditions, compare_children,
    compare_unevaluated;           // logic.c
compare_step compare_alternatives; // alternatives.c

// Whether each name that the pattern takes in is one that a property or a pattern of these subschemas declares; covers.c. False:
// not, or nobody can tell.
bool compare_names_covered(comparison *c, const located_list *list, text pattern);

// Whether positions alone tell what is said of elements; then compare_items speaks for `unevaluatedItems` as well.
bool items_are_plain(const node *n);

// "null or T" on one side or both: compares T with T and reports nullability. False: it is not that; nothing was done.
bool compare_nullable_union(comparison *c, const node *old, const node *new, const place *at);

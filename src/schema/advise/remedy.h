// Remedies: schemas that make a breaking change without breaking readers, found by rule. The API calls them migration
// suggestions.
#pragma once
#include "schema/schema.h"

#define REMEDY_CHANGES_MAX 200   // changes that are looked at; the rest get no remedy
#define REMEDY_STANDALONE_MAX 20 // remedies beside the composed one

typedef struct {
    const char *strategy;   // deprecate, default, additive, keep_constraint, mixed
    const char *confidence; // high, medium
    const char *description;
    const json_value *suggested_schema;
    const char *const *changes_made;
    size_t changes_count;
} remedy;

typedef struct remedies {
    const remedy *items;
    size_t count;
} remedies;

// One remedy that answers as many of the changes as it can at once, then one for each change that does not go with
// those. `old` and `new` are the raw documents, `changes` the breaking ones in diff order; paths may name the property
// or the keyword that changed. Everything returned is in the arena and borrows from both documents, which stay as they
// are.
remedies remedies_suggest(arena *a, const json_value *old, const json_value *new, schema_changes changes,
                          schema_mode mode);

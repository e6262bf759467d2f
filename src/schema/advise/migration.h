// Rule-based suggestions of how a breaking change can be shipped without breaking readers.
#pragma once
#include "schema/schema.h"

#define MIGRATION_CHANGES_MAX 200   // changes that are looked at; the rest get no suggestion
#define MIGRATION_STANDALONE_MAX 20 // suggestions beside the composed one

typedef struct {
    const char *strategy;   // deprecate, default, additive, keep_constraint, mixed
    const char *confidence; // high, medium
    const char *description;
    const json_value *suggested_schema;
    const char *const *changes_made;
    size_t changes_count;
} migration_suggestion;

typedef struct migration_suggestions {
    const migration_suggestion *items;
    size_t count;
} migration_suggestions;

// One suggestion that answers as many of the changes as it can at once, then one for each change that does not go with
// those. `old` and `new` are the raw documents, `changes` the breaking ones in diff order; paths may name the property
// or the keyword that changed. Everything returned is in the arena and borrows from both documents, which stay as they
// are.
migration_suggestions migration_suggest(arena *a, const json_value *old, const json_value *new, schema_changes changes,
                                        schema_mode mode);

// Writes [{"strategy","description","confidence","suggested_schema","changes_made"}, …].
void migration_suggestions_write(json_writer *w, migration_suggestions suggestions);

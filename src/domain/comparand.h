// One side of a comparison: a document that was handed in, or a stored contract.
#pragma once
#include "domain/compiled_cache.h"
#include "domain/document.h"
#include "schema/advise/remedy.h"

typedef struct comparand {
    int format;                    // a schema_format
    const json_value *source;      // the document in that format; NULL: not kept, or nothing else than the JSON Schema
    const compiled_schema *schema; // what it is told as; NULL: too large to be compiled
    const void *prepared;          // for the comparison of its format, on first need
    const schema_budget *budget;   // what comparisons with it may cost; NULL: what the other side says, or the default
    arena *arena;                  // where all of this is
} comparand;

// How two sides are judged.
typedef struct comparison_terms {
    schema_mode mode;     // what breaks under it has examples
    schema_policy policy; // what counts
} comparison_terms;

// The same in values of the enumerations of the wire.
comparison_terms comparison_terms_of(int mode, int policy);

// A document that was not refused.
comparand comparand_of_document(const contract_document *document, arena *a);
// A stored contract, of which the id and the format are read.
comparand comparand_of_contract(db *d, schema_cache *cache, const struct contract *contract, arena *a);
// A contract whose schema and source, a text (TEXT_NONE: none is kept), are at hand.
comparand comparand_of_text(schema_cache *cache, int format, text source, const compiled_schema *schema, arena *a);

// What changed, by the rules of the language that both are written in; else, or where it has none, between the JSON Schemas that
// they are told as. Where a side is too large to be compared the only change says so, and is breaking. What breaks under the mode
// has an example, or the reason why it has none.
schema_changes comparand_diff(comparand *old, comparand *new, comparison_terms terms, arena *a);
// Gives changes from comparand_diff examples under another mode than they were found under.
void comparand_explain(comparand *old, comparand *new, schema_changes changes, schema_mode mode, arena *a);
// Ways to make the breaking ones of those changes without breaking readers: in that language, else as JSON Schemas.
remedies comparand_suggest(comparand *old, comparand *new, schema_changes breaking, schema_mode mode, arena *a);
// Whether comparand_diff compares the JSON Schemas.
bool comparand_is_by_schema(const comparand *old, const comparand *new);

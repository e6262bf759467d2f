// Apache Avro schemas (specification 1.11) checked, told as JSON Schema, and compared as Avro. Pure: no I/O, no global state,
// safe from any thread. Everything returned is in the arena and borrows from the document.
#pragma once
#include "schema/schema.h"

#define AVRO_DEPTH_MAX 64     // types inside types
#define AVRO_TYPES_MAX 100000 // types of one document, references included
#define AVRO_NAME_MAX 500     // bytes of a full name

// What is wrong with the outermost type, one sentence each, at most SCHEMA_ERRORS_MAX. None: avro_read may have it; what
// is wrong further inside is found there.
schema_errors avro_validate(arena *a, const json_value *document);

// A schema whose names are resolved, immutable.
typedef struct avro_schema avro_schema;

typedef struct avro_reading {
    const avro_schema *schema; // NULL: the document is no Avro schema
    const char *message;       // then why, and
    const char *path;          // where: "order.lines.items[1]", "" for the outermost type
} avro_reading;

// Reads a schema by the rules of "Schema Declaration": every type that it uses is defined before and once, names are names,
// symbols and fields are told apart, unions hold each type once and no unions, and every default fits the type of its field (of
// a union the first branch). A reference that matches no name exactly also finds the only type of which it is a dotted end, or
// which is one of it. Documentation is text, and an alias of a field is that of no other field of the record, nor its name.
// Accepts any document.
avro_reading avro_read(arena *a, const json_value *document);
// The same of a schema that was read before, if only by a release that did not hold it to the rules of the last sentence, which
// comparisons do without. NULL: it is no Avro schema.
const avro_schema *avro_read_kept(arena *a, const json_value *document);

// The JSON Schema of what the schema describes. The first occurrence of a named type stands in place; wherever else it is
// meant stands a `$ref` into `$defs`.
const json_value *avro_to_json_schema(arena *a, const avro_schema *schema);

// What changed from one schema to another, by the rules of "Schema Resolution". Paths begin with the name of the outermost type.
// A visit of the budget pays for two types, fields, branches or symbols.
schema_changes avro_diff_within(arena *a, const schema_budget *budget, const avro_schema *old, const avro_schema *new);
// As avro_diff_within, with the default budget.
schema_changes avro_diff(arena *a, const avro_schema *old, const avro_schema *new);

// Whether a document looks like Avro rather than JSON Schema: a record with fields, or a `type` that only Avro knows or both do.
bool avro_is_likely(const json_value *document);

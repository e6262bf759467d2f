// What a language of schemas brings along. Each reads its own documents, tells them as JSON Schema, and may compare two of them
// by its own rules; whoever has a document asks the table. Pure: no I/O, no global state, safe from any thread. Everything
// returned is in the arena and borrows from the document.
#pragma once
#include "schema/advise/remedy.h"
#include "schema/schema.h"

typedef enum format_id {
#define FORMAT(name) FORMAT_##name,
#include "formats/formats.def"
#undef FORMAT
    FORMATS
} format_id;

typedef struct format_reading {
    const json_value *schema; // a valid JSON Schema; NULL: the document is refused
    const char *message;      // then why in general, "Invalid Avro schema"; NULL: it is no valid JSON Schema
    schema_errors errors;     // and what is wrong, one by one; or, where there are none,
    const char *path;         // where
} format_reading;

typedef struct format {
    const char *name; // "avro"
    // Whether JSON values other than objects are documents too.
    bool takes_any;
    format_reading (*read)(arena *a, const json_value *document);
    // Prepares a document that was read for `compare`, which knows what `prepare` gives. NULL: too large to be compared. Both
    // are NULL where documents are compared as the JSON Schemas that they are told as.
    const void *(*prepare)(arena *a, const json_value *document);
    schema_changes (*compare)(arena *a, const schema_budget *budget, const void *old, const void *new);
    // Why no document shows what breaks by those rules. Where `compare` is.
    const char *unshown;
    // Ways to make the breaking ones of those changes without breaking readers, as documents of the language. Where `compare` is.
    remedies (*suggest)(arena *a, const void *old, const void *new, schema_changes breaking, schema_mode mode);
} format;

const format *format_get(format_id id);
// Tells of the changes that `compare` found, and that break under the mode, that no document shows them.
void format_explain(const format *language, schema_changes changes, schema_mode mode);

// Apache Avro schemas (specification 1.11, "Schema Declaration") checked and told as JSON Schema. Pure: no I/O, no global
// state, safe from any thread. Everything returned is in the arena and borrows from the document.
#pragma once
#include "schema/schema.h"

#define AVRO_DEPTH_MAX 64     // types inside types
#define AVRO_TYPES_MAX 100000 // types of one document, references included
#define AVRO_NAME_MAX 500     // bytes of a full name

// What is wrong with the outermost type, one sentence each, at most SCHEMA_ERRORS_MAX. None: avro_convert may have it; what
// is wrong further inside is found there.
schema_errors avro_validate(arena *a, const json_value *document);

typedef struct avro_conversion {
    const json_value *schema; // JSON Schema; NULL: the document cannot be converted
    const char *message;      // then why, and
    const char *path;         // where: "order.lines.items[1]", "" for the outermost type
} avro_conversion;

// The JSON Schema of what the Avro schema describes. The first occurrence of a named type stands in place; wherever else it
// is meant stands a `$ref` into `$defs`. Names are those of the specification (namespaces are inherited); a reference that
// matches none also finds the only type of which it is a dotted end, or which is one of it. Accepts any document.
avro_conversion avro_convert(arena *a, const json_value *document);

// Whether a document looks like Avro rather than JSON Schema: a record with fields, or a `type` that only Avro knows or both do.
bool avro_is_likely(const json_value *document);

// Finds what a `$ref` means inside one document. Private to src/schema.
#pragma once
#include "base/arena.h"
#include "base/json.h"
#include "base/map.h"

typedef struct reference_target {
    const json_value *schema;   // NULL: not in this document
    const json_value *resource; // the document, or the embedded resource that holds the schema
    bool dynamic;               // which schema is meant depends on the way that evaluation took
} reference_target;

typedef struct references {
    arena *a;
    const json_value *document;
    unsigned drafts;        // as draft_named has it
    const char *identifier; // the keyword that names resources: "$id", in Draft 4 "id"
    map *marks;             // identifiers and anchors, found on first need
} references;

references references_of(arena *a, const json_value *document);
// `from`: the resource that holds the reference. Names are taken literally in the top-level `$defs` and `definitions`
// first, then by JSON Pointer (RFC 6901), `$anchor` and `$id`.
reference_target reference_find(references *r, const json_value *from, text reference);
// As reference_find for `$dynamicRef` and `$recursiveRef`.
reference_target reference_find_dynamic(references *r, const json_value *from, text reference, bool recursive);
// The identifier by which a schema starts a resource of its own, or TEXT_NONE.
text reference_identifier(const references *r, const json_value *schema);

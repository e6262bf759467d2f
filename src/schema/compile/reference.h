// Finds what a `$ref` means inside one document. Private to src/schema.
#pragma once
#include "base/arena.h"
#include "base/json.h"
#include "base/map.h"

typedef struct reference_target {
    const json_value *schema;   // NULL: not in this document
    const json_value *resource; // the document, or the embedded resource that holds the schema
} reference_target;

// A schema that dynamic references may mean.
typedef struct dynamic_anchor {
    struct dynamic_anchor *next;
    text name; // empty: it is the resource itself, marked by `$recursiveAnchor`
    reference_target target;
    bool several; // several resources have the name
} dynamic_anchor;

typedef struct references {
    arena *a;
    const json_value *document;
    unsigned drafts;        // as draft_named has it
    const char *identifier; // the keyword that names resources: "$id", in Draft 4 "id"
    map *marks;             // identifiers and anchors, found on first need, and with them:
    map *dynamic_anchors;   // by resource and name
    dynamic_anchor *anchors;
    bool dynamic; // some reference is
    // Names that several resources have, where some reference is dynamic:
    text *names;
    size_t name_count;
    // scope.c:
    struct scope *root;
    map *scopes;        // the first of each resource
    size_t more_scopes; // beyond those
} references;

references references_of(arena *a, const json_value *document);
// `from`: the resource that holds the reference. Names are taken literally in the top-level `$defs` and `definitions`
// first, then by JSON Pointer (RFC 6901), `$anchor` and `$id`.
reference_target reference_find(references *r, const json_value *from, text reference);
// Finds identifiers and anchors, unless they are known.
void reference_collect(references *r);
// The one of that name in a resource, or NULL.
const dynamic_anchor *reference_dynamic_anchor(references *r, const json_value *resource, text name);
// The identifier by which a schema starts a resource of its own, or TEXT_NONE.
text reference_identifier(const references *r, const json_value *schema);

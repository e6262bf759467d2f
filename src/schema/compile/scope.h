// The dynamic scope of JSON Schema 2019-09 and 2020-12 (core, section 7.1): which resources evaluation came through decides
// what a dynamic reference means. Private to src/schema.
#pragma once
#include "schema/compile/reference.h"

// Where evaluation is, and what dynamic references mean there. Equal ones are one and the same.
typedef struct scope {
    struct scope *next; // of the same resource
    const json_value *resource;
    bool first;  // of its resource
    bool unsure; // too many ways lead here: what dynamic references mean is not known
    const dynamic_anchor **
        bound; // by the place of a name in references.names: the first resource with it on the way; NULL where there was none
} scope;

// The scope of the document itself.
const scope *scope_of(references *r);
// The scope behind a step into that resource, which may be the same one.
const scope *scope_enter(references *r, const scope *from, const json_value *resource);
// The scope to go on in where copies are too many: what dynamic references mean is not known.
const scope *scope_unsure(references *r, const scope *from);
// As reference_find for `$dynamicRef` and, `recursive`, `$recursiveRef`. `unsure`: it depends on the way, which is not known.
reference_target scope_find(references *r, const scope *from, text reference, bool recursive, bool *unsure);

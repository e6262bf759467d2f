// Replies into structs. The text is decoded in place: strings of the result point into it.
#pragma once
#include "tessera/reflect.h"

// Decodes `length` bytes of JSON at `body` (heap memory of at least one byte more). On success returns the result,
// which owns `body`. On failure returns NULL, `body` is still the caller's (its text is spoilt) and `problem` says why.
void *decode_reply(tessera_shape shape, const tessera_reflect_model *model, char *body, size_t length, char *problem,
                   size_t problem_size);

typedef struct decode_terms {
    bool strict;      // fields that the API promises must be there, and ids must be UUIDs
    int64_t deadline; // monotonic_now() time, behind which decoding ends without a result
    bool late;        // set when it has
} decode_terms;
// The same for a body of `capacity` bytes: what stands behind the text is the result's first memory.
void *decode_reply_behind(tessera_shape shape, const tessera_reflect_model *model, char *body, size_t length,
                          size_t capacity, decode_terms *terms, char *problem, size_t problem_size);

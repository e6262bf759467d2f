// Inputs into requests: path, query and body, with the checks that need no server.
#pragma once
#include "base/buffer.h"
#include "tessera/reflect.h"

// What was wrong with an input.
typedef struct encode_problems {
    buffer list;     // the elements of a JSON array, in the form of the API's own `detail`
    unsigned count;  // at most ENCODE_PROBLEMS are listed
    char first[256]; // the first one, for people
} encode_problems;

#define ENCODE_PROBLEMS 32

void encode_problems_init(encode_problems *problems);
void encode_problems_done(encode_problems *problems);

// Appends the call's path with its parameters, percent-encoded (RFC 3986); ids are checked and put into canonical form.
void encode_path(const tessera_reflect_call *call, const char *const *values, buffer *path, encode_problems *problems);
// Appends the query string (without a question mark) and, where the call takes one, the body. `input` may be NULL.
void encode_input(const tessera_reflect_call *call, const void *input, buffer *query, buffer *body,
                  encode_problems *problems);
// Appends a whole record, as the API writes it.
void encode_record(const tessera_reflect_model *model, const void *record, buffer *out);

// How calls and fields are spelt in C.
#pragma once
#include "tables.h"
#include "write.h"

#define C_WIDTH 120 // columns of a line

// The C type of a struct's member, without the space before its name.
name_text c_field_type(const field *f);
// One of the three functions of a call: `start`, its prototype, `end`.
enum prototype { PROTOTYPE_SYNC, PROTOTYPE_ASYNC, PROTOTYPE_RESULT };
void write_prototype(FILE *out, const route *r, enum prototype which, const char *start, const char *end);

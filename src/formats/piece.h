// A JSON Schema in the making: a few members, set one after the other.
#pragma once
#include "base/json.h"

#define PIECE_MEMBERS 8

typedef struct piece {
    json_member members[PIECE_MEMBERS];
    size_t count;
} piece;

// Sets a member, in the place of one of that name. `name` must outlive the schema; more than PIECE_MEMBERS end the process.
void piece_put(piece *p, const char *name, json_value value);
void piece_put_string(piece *p, const char *name, const char *value);
// Sets nothing when the value is NULL.
void piece_put_optional(piece *p, const char *name, const json_value *value);
// The schema, in the arena.
json_value piece_value(arena *a, const piece *p);

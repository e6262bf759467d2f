// The kinds of lines that files of --import and --export have, in the order in which they refer to one another.
#pragma once
#include "model/model.h"

typedef enum line_kind {
    LINE_TEAM,
    LINE_USER,
    LINE_ASSET,
    LINE_CONTRACT,
    LINE_REGISTRATION,
    line_kind_count,
} line_kind;

// A line is {"team": {…}}: what the API shows of such a thing, as far as the table holds it.
typedef struct line_kind_row {
    const char *name, *table;
    const record_type *shown, *created;
    const char *extra;    // a column that is no field
    const char *left_out; // a field that an export leaves out, since it refers to what no line tells of; NULL: none
} line_kind_row;

extern const line_kind_row line_kinds[line_kind_count];

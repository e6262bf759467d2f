// From what others say of a caller, a token or a certificate, to the team and the scopes that it has here: by settings of rows
// "value=meaning".
#pragma once
#include "server/config.h"
#include "server/request.h"

typedef struct mapping_row {
    text value;          // as the others say it
    const char *meaning; // a team's name or id, or words of scopes
    unsigned scopes;     // that the words stand for
} mapping_row;

typedef struct mapping {
    mapping_row *rows;
    size_t count;
} mapping;

// The scopes, a bit for each route_scope, that words stand for: those of keys and roles of users, apart by blanks or "+". False:
// one is neither, or there is none.
bool mapping_scopes(text words, unsigned *scopes);
// Reads the rows of a list. What stands behind the last "=" is the meaning; `scoped`: it is words of scopes. In `a`. NULL: fine;
// else the row that is none.
const char *mapping_read(const config_list *list, bool scoped, arena *a, mapping *out);

// The active team of that id, or else of that name; none: there is none.
uuid mapping_team(db *reader, const char *named, arena *a);

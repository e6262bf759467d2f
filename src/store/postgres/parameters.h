// The parameters of a statement, from SQLite's form to PostgreSQL's.
#pragma once

// The text of a statement as PostgreSQL takes it: ?1 and :name become $1, $2, ..., numbered as SQLite does. `*names` gets an
// array of `*count` names, NULL where a parameter has none. The text, the array and its strings are the caller's, to be freed.
char *parameters_number(const char *sql, char ***names, int *count);

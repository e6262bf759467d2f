// The functions that statements call where databases differ. SQLite gets them here, in C; another database has them made by its
// migrations. Statements use no other function that differs between databases.
#pragma once
#include <sqlite3.h>

// Registers with the connection:
//   tessera_contains(subject, part)  whether the text contains the part, in any case; % and _ in the part stand for any run of
//                                    characters and for any one, and a backslash before them for themselves
//   tessera_has(subject, part)       whether the text contains the part as it is, in any case
//   tessera_equal(one, other)        whether the texts are equal but for the case of ASCII letters
//   tessera_count(list)              how many members a JSON array has
//   tessera_holds(list, wanted)      whether a JSON array of strings holds every member of another
//   tessera_now(later)               the time of the database, and so many microseconds after it
// and the table of ids.h. Each function gives null when an argument is null. An SQLite code.
int functions_register(sqlite3 *handle);

// The tables of a database file, for whoever goes through all of them.
#pragma once
#include "store/move.h"
#include "store/sqlite/sqlite.h"

// Names of all tables that hold data, in order.
extern const char catalogue_tables[];

// The texts of the first column of what the statement gives, in `a`. `parameter` is bound to ?1; NULL: it has none. False on
// failure.
bool catalogue_list(sqlite3 *handle, const char *sql, const char *parameter, arena *a, const char ***items,
                    size_t *count);
// Fills in columns and parents of the table of that name.
bool catalogue_table(sqlite3 *handle, move_table *table, arena *a);

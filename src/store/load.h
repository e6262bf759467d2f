// Many rows at once into one table, from records: what the model and the table both have by one name goes into it, the table's
// other columns get their defaults.
#pragma once
#include "base/record.h"
#include "store/move.h"

typedef struct load_table {
    move_table table;            // the columns that are filled
    const record_field **fields; // of each column; NULL: whoever fills the row gives the cell
    const char *insert;          // a statement that adds one row
    const char *find;            // one that finds the row of an id
    const char *find_many;       // and one that finds the rows of many
} load_table;

// Of the table that the migrations make, for records of that type. `extra` (may be NULL) names a column that no field has. In
// `a`, which must outlive every connection that it is used with. False: `message` says why.
bool load_table_make(load_table *out, const char *name, const record_type *type, const char *extra, arena *a,
                     char *message, size_t message_size);
// The cells of a record, in the order of the table's columns; that of `extra` is left null. Texts that are not the record's own
// are made in `a`.
void load_row(const load_table *table, const void *record, cell *row, arena *a);

// Adds `count` rows, whose cells lie side by side. Stops at the first that is refused: the transaction is then to be taken back.
db_status store_load(db *d, const load_table *table, const cell *rows, size_t count);
// Whether the table has a row of that id.
bool store_load_has(db *d, const load_table *table, const uuid *id);
// The same of many, in one question: sets the places in `has` of those that it has.
void store_load_find(db *d, const load_table *table, const uuid *ids, size_t count, bool *has, arena *a);

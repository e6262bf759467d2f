// Whole databases, table by table, from one engine to another. Rows travel as cells in the five forms that SQLite stores: what
// another database has as a time, an id or a boolean is microseconds, 16 bytes, 0 or 1 on the way, so that the same row is the
// same cells, and has the same hash, wherever it lies. Which tables and columns there are is asked of the migrations.
#pragma once
#include "base/arena.h"
#include "store/refuse.h"
#include "store/store.h"
#include <stdbool.h>
#include <stdint.h>

typedef enum cell_kind { CELL_NULL, CELL_INTEGER, CELL_REAL, CELL_TEXT, CELL_BYTES } cell_kind;

typedef struct cell {
    cell_kind kind;
    int64_t integer;
    double real;
    text bytes; // of a text or of bytes; borrowed until the next row
} cell;

typedef struct move_column {
    const char *name;
    cell_kind kind; // of what is not null
} move_column;

typedef struct move_table {
    const char *name;
    move_column *columns;
    size_t width;
    bool by_id;           // rows are read in the order of their ids, else in any
    const char **parents; // tables that its rows refer to, without itself
    size_t parent_count;
} move_table;

// Parents come before those that refer to them.
typedef struct move_tables {
    move_table *items;
    size_t count;
} move_tables;

// The tables that the migrations of SQLite make, in memory of `a`; those of every other engine are named alike. False on failure.
bool move_catalogue(move_tables *out, arena *a, char *message, size_t message_size);

// One database on the way: of a source a view of one moment, of a target what is kept as a whole or not at all.
typedef struct move_side move_side;

// False: refused, and the side's message says why.
typedef bool move_take(const cell *row, void *data);

typedef struct move_engine {
    // Opens what exists, at this program's schema. NULL: refused, `message` says why.
    move_side *(*open_source)(const char *url, arena *a, char *message, size_t message_size);
    // Opens what is empty or not there, brings it to this program's schema and keeps servers away until it is closed.
    move_side *(*open_target)(const char *url, const move_tables *tables, arena *a, char *message, size_t message_size);
    // Whether the table has exactly those columns; to be asked of each table first.
    bool (*check)(move_side *s, const move_table *table);
    int64_t (*count)(move_side *s, const move_table *table); // -1: refused
    // Every row.
    bool (*read)(move_side *s, const move_table *table, move_take *take, void *data);
    // A connection that reads what the source shows, until the source is closed.
    db *(*connection)(move_side *s);
    // Before the first row, and after the last: what is dear to keep up while rows come, such as indexes.
    bool (*fill_begin)(move_side *s, const move_tables *tables);
    bool (*fill_end)(move_side *s, const move_tables *tables);
    bool (*table_begin)(move_side *s, const move_table *table);
    bool (*table_add)(move_side *s, const move_table *table, const cell *row);
    bool (*table_end)(move_side *s, const move_table *table);
    // Keeps what was filled.
    bool (*keep)(move_side *s);
    // Closes; what was not kept is taken back.
    void (*close)(move_side *s);
} move_engine;

// An engine's own struct begins with this.
struct move_side {
    const move_engine *engine;
    char *message;
    size_t message_size;
};

extern const move_engine move_sqlite;
extern const move_engine move_postgres;

// As store_copy, between two engines.
bool move_run(const move_engine *from, const char *from_url, const move_engine *to, const char *to_url,
              const store_copy_watch *watch, char *message, size_t message_size);

// Who is given the rows of a database. Each is false to end the reading, having said why in its `message`.
typedef struct move_reading {
    // Before the rows of a table: its columns, and how many rows will come.
    bool (*begin)(const move_table *table, int64_t rows, void *data);
    move_take *take;
    void *data;
} move_reading;

// Reads tables of a database one after the other, each in the order of its ids, all as they are at one moment, whether or not a
// server uses it. False on failure, `message` says why.
bool store_read_tables(const char *url, const char *const *names, size_t count, const move_reading *reading,
                       char *message, size_t message_size);
// The same of an engine.
bool move_read(const move_engine *from, const char *url, const char *const *names, size_t count,
               const move_reading *reading, char *message, size_t message_size);

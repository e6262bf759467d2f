// What the files of this folder share about SQLite connections. Nobody outside includes it.
#pragma once
#include "store/db.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    DB_STATEMENTS_MAXIMUM = 256, // kept per connection; the one not used for longest goes first
    DB_BUCKETS = 128,
    DB_IDS = 8,                  // parameters of a statement for which an id has its place
    DB_BUSY_MILLISECONDS = 5000, // how long a foreign program may hold the file before a statement fails
};

// How columns or parameters of a statement go with the fields of a record type.
typedef struct db_mapping {
    const record_type *type;
    int width; // columns or parameters of the statement when the mapping was made
    int count;
    struct db_mapping_pair {
        int number; // column from 0, parameter from 1
        const record_field *field;
    } * pairs;
    void *blank; // columns only: a record with none in every field
} db_mapping;

struct db_query {
    db *connection;
    sqlite3_stmt *statement; // NULL when it could not be prepared
    const char *sql;
    db_query *next; // in its bucket
    uint64_t last_use;
    bool cached;
    bool busy;  // between db_prepare and db_end
    bool ended; // no more rows: SQLite would start over
    db_status status;
    db_mapping columns, parameters;
    unsigned char ids[DB_IDS][16]; // bound to the first parameters
};

struct db {
    sqlite3 *handle;
    db_query *buckets[DB_BUCKETS];
    unsigned cached;
    uint64_t uses;
    bool failed;
    char constraint[256];
    // A reader's view: a read transaction is open, and what the store's counter said before it was.
    bool viewing;
    uint64_t seen;
    // The store found its file damaged after the start (see check.h); set from another thread.
    const _Atomic(bool) *damaged;
};

typedef enum db_role {
    DB_READER,         // reads only; the file must exist
    DB_WRITER,         // an existing file (which may be empty); changes nothing in it before db_setup_writer
    DB_DURABLE_WRITER, // the same, to be made durable; log_file_register must have run
} db_role;

// Opens a connection to the file. NULL on failure; `message` then says why.
db *db_connect(const char *path, db_role role, char *message, size_t message_size);
// Makes a writer's connection ready: write-ahead log, a sync at every commit (unless not `durable`), foreign keys. Only
// after the file was found to be one of ours, because the log's mode is kept in the file.
bool db_setup_writer(db *connection, const char *path, bool durable, char *message, size_t message_size);
// Closes it with all its statements. Accepts NULL; returns NULL.
db *db_disconnect(db *connection);

// Executes statements that give no rows and take no parameters: transactions and pragmas. False on failure (logged).
bool db_execute(db *connection, const char *sql);
// True while a transaction is open. SQLite ends one by itself after some failures (a full disk, for one).
bool db_in_transaction(const db *connection);

// The text for people of a failure of SQLite on the file.
void db_describe(const char *path, sqlite3 *handle, int code, char *message, size_t message_size);
// Writes the message; always returns false.
bool db_refuse(char *message, size_t message_size, const char *format, ...) __attribute__((format(printf, 3, 4)));

// Marks the query as failed with SQLite's code and logs what cannot be answered otherwise.
void db_query_fail(db_query *q, int code);
// Releases what a mapping holds.
void db_mapping_done(db_mapping *mapping);

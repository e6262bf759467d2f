// What the files of this folder share about SQLite connections. Nobody outside includes it.
#pragma once
#include "store/db_engine.h"
#include "store/refuse.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BUSY_MILLISECONDS = 5000 }; // how long a foreign program may hold the file before a statement fails

typedef struct sqlite_db {
    db base; // first
    sqlite3 *handle;
    // A reader's view: a read transaction is open, and what the store's counter said before it was.
    bool viewing;
    uint64_t seen;
    uint64_t view; // its number
    // The last failure of the disk, set by sqlite_note_fault and cleared by whoever deals with it: SQLite's code (SQLITE_OK:
    // none) and the system's.
    int fault, fault_errno;
} sqlite_db;

static inline sqlite_db *sqlite_of(db *d) {
    return (sqlite_db *)d;
}

typedef enum sqlite_role {
    SQLITE_READER,         // reads only; the file must exist
    SQLITE_FIXED,          // the same, of a file that nobody changes meanwhile: needs no right to write beside it
    SQLITE_WRITER,         // an existing file (which may be empty); changes nothing in it before sqlite_setup_writer
    SQLITE_DURABLE_WRITER, // the same, to be made durable; log_file_register must have run
} sqlite_role;

// Opens a connection to the file. NULL on failure; `message` then says why.
sqlite_db *sqlite_connect(const char *path, sqlite_role role, char *message, size_t message_size);
// Makes a writer's connection ready: write-ahead log, a sync at every commit (unless not `durable`), foreign keys. Only
// after the file was found to be one of ours, because the log's mode is kept in the file.
bool sqlite_setup_writer(sqlite_db *connection, const char *path, bool durable, char *message, size_t message_size);
// Closes it with all its statements. Accepts NULL; returns NULL.
sqlite_db *sqlite_disconnect(sqlite_db *connection);
// Remembers the failure of a call if it is one of the disk.
static inline void sqlite_note_fault(sqlite_db *connection, int code) {
    int kind = code & 0xff;
    if (kind != SQLITE_FULL && kind != SQLITE_IOERR && kind != SQLITE_READONLY && kind != SQLITE_CANTOPEN)
        return;
    connection->fault = code;
    connection->fault_errno = sqlite3_system_errno(connection->handle);
}
// True while a transaction is open. SQLite ends one by itself after some failures (a full disk, for one).
bool sqlite_in_transaction(const sqlite_db *connection);
// The text for people of a failure of SQLite on the file; returns false.
bool sqlite_refuse(const char *path, sqlite3 *handle, int code, char *message, size_t message_size);

// What a connection does behind db.h (statement.c).
extern const db_engine sqlite_statements;

// How a database gets to the newest of the schema's steps.
#pragma once
#include "store/migration.h"
#include "store/sqlite/sqlite.h"

// Marks a SQLite file as one of Tessera's (PRAGMA application_id): "Tess".
#define APPLICATION_ID 0x54657373

// Reads the number of the newest step of the database; 0 for an empty file. Refuses a file that is no database, is
// damaged in its first pages, belongs to another program or is newer than `newest`; `message` then says so.
bool migrate_inspect(sqlite3 *handle, const char *path, int newest, int *version, char *message, size_t message_size);

// The steps, and what all of them make of an empty database; NULL: it takes the steps as well.
typedef struct migrate_steps {
    const migration *items;
    int count;
    const char *schema;
} migrate_steps;

// Those of this program.
migrate_steps migrate_own_steps(void);

// Applies the steps after number `version`, all in one transaction. False on failure; nothing was changed then.
bool migrate_apply(sqlite3 *handle, const char *path, const migrate_steps *steps, int version, char *message,
                   size_t message_size);

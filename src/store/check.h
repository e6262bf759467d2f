// Looking for damage in a database file.
#pragma once
#include "store/sqlite.h"

typedef enum check_depth {
    CHECK_QUICK, // the form of every page and row (PRAGMA quick_check)
    CHECK_FULL,  // and that indexes and references agree with the tables (PRAGMA integrity_check, foreign_key_check)
} check_depth;

// Looks through the whole file. False when it is damaged, or when it could not be read; `message` then says where.
bool check_run(sqlite3 *handle, const char *path, check_depth depth, char *message, size_t message_size);

// A quick check that runs beside the work, for files too large to be checked before the first reply.
typedef struct check_watch check_watch;

// Starts it on a connection of its own. NULL when it cannot be started (logged). When it finds damage, it logs so and
// sets
// `*damaged`.
check_watch *check_watch_start(const char *path, _Atomic(bool) *damaged);
// Breaks it off if it still runs. Accepts NULL; returns NULL.
check_watch *check_watch_stop(check_watch *watch);

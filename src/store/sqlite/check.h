// Looking for damage in a database file.
#pragma once
#include "store/sqlite/sqlite.h"

typedef enum check_depth {
    CHECK_QUICK, // the form of every page and row (PRAGMA quick_check)
    CHECK_FULL,  // and that indexes and references agree with the tables (PRAGMA integrity_check, foreign_key_check)
} check_depth;

// Looks through the whole file. False when it is damaged, or when it could not be read; `message` then says where.
bool check_run(sqlite3 *handle, const char *path, check_depth depth, char *message, size_t message_size);

// A quick check on a thread of its own, so that the size of a file does not delay the first reply.
typedef struct check_watch check_watch;

// Starts it on a connection of its own. When it finds damage, it logs so and sets `*damaged`, which must outlive the
// watch. NULL when it cannot be started; `message` then says why.
check_watch *check_watch_start(const char *path, _Atomic(bool) *damaged, char *message, size_t message_size);
// Waits for its end, at most `microseconds` (negative: without limit). False when damage was found by then; `message`
// says where. True when all is well so far.
bool check_watch_wait(check_watch *watch, int64_t microseconds, char *message, size_t message_size);
// True once the check has ended.
bool check_watch_has_ended(check_watch *watch);
// Breaks it off if it still runs. Accepts NULL; returns NULL.
check_watch *check_watch_stop(check_watch *watch);

// How the write-ahead log is written: gathered, in one piece for each sync.
#pragma once
#include <sqlite3.h>
#include <stdbool.h>

// Name of the VFS for connections that sync at every commit (PRAGMA synchronous = FULL): SQLite's own, except that what it
// writes to the write-ahead log, two small pieces for each page, stays in memory until the log is synced. Nothing is
// readable for others before that anyway. Without the sync, other connections would look for frames that are not there.
#define LOG_FILE_VFS "tessera"

// Registers the VFS with SQLite. Once in a process, before the first connection. An SQLite code.
int log_file_register(void);

// Whether the last write or sync of the connection's log failed and could not be taken back for certain: what it held may show
// after a restart, and only then. `handle` may have another VFS.
bool log_file_is_uncertain(sqlite3 *handle);

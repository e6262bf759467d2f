// Where a database lies: from the URL that people write to the path that SQLite opens.
#pragma once
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct location {
    bool memory;         // lives no longer than the process
    char path[PATH_MAX]; // absolute, without symbolic links; the file may not exist yet. Empty for memory
} location;

// Understands a file name, sqlite:///FILE and sqlite:///:memory: (a "+driver" part and a "?query" part of a URL are
// ignored). False on failure: another database, a folder that does not exist, a dangling link; `message` says which.
bool location_resolve(const char *url, location *where, char *message, size_t message_size);

// Where a database lies: from the URL that people write to the file that SQLite opens.
#pragma once
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct location {
    bool memory; // lives no longer than the process
    char path
        [PATH_MAX]; // absolute, without symbolic links; the file may not exist yet. Empty for memory without a folder
} location;

// Understands a file name, sqlite:///FILE and sqlite:///:memory: (a "+driver" part and a "?query" part of a URL are
// ignored). False on failure: a host, a folder that does not exist, a dangling link; `message` says which.
bool location_resolve(const char *url, location *where, char *message, size_t message_size);

// Makes the file where it is missing, readable for its owner only (it holds password hashes), and tells its size, or why it
// cannot be used. Called under the lock: closing a file that SQLite has open in this process would undo SQLite's own locks.
bool location_make_file(const location *where, off_t *size, char *message, size_t message_size);

// Gives a database in memory a private folder: it is a file that nobody else finds, because several connections see one
// another's commits only through a file. False on failure; `message` says why.
bool location_make_folder(location *where, char *message, size_t message_size);
// Removes that folder and what SQLite made in it. Does nothing where there is none.
void location_remove_folder(location *where);

// A database copied into one file: what a backup and a restore have in common.
#pragma once
#include "store/sqlite/check.h"
#include "store/store.h"

// Who is told of it, and where a refusal is written.
typedef struct copy_report {
    store_progress *progress; // NULL: nobody
    void *data;
    char *message;
    size_t message_size;
} copy_report;

// A connection for reading that may recover the log of a server that was killed; where the file may not be written, one
// that only reads. NULL where there is no database of ours, or it is empty or newer than this program.
sqlite_db *copy_source_open(const char *path, char *message, size_t message_size);
// Copies what `source` (the database at `path`) holds at one moment into `target`, which is an empty file, while others go on
// working on it. What is there afterwards has no companions, was looked through and is synced. False on failure.
bool copy_make(const copy_report *report, const char *path, sqlite_db *source, const char *target, check_depth depth);
// Removes a copy with the companions that SQLite may have made.
void copy_remove(const char *target);

// Makes a file durable, and the names in a file's folder. False on failure, with errno.
bool file_sync(const char *file);
bool folder_sync(const char *file);

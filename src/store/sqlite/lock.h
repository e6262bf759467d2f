// One process per database: a lock on a companion file, FILE-lock, that holds the number of the process. The lock goes
// with the process, however it ends.
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef struct file_lock {
    int descriptor; // -1: not held
    char *path;
} file_lock;

// Takes the lock of the database at `path`. `*unclean` tells whether the last holder ended without releasing it. False
// on failure; `message` says why, with the number of the process that holds it.
bool file_lock_take(file_lock *lock, const char *path, bool *unclean, char *message, size_t message_size);
// Removes the companion file and the lock. Accepts a lock that is not held.
void file_lock_release(file_lock *lock);

// A piece of the disk that is kept beside the database for the time when nothing else is left: a file without a name, so that it
// goes with the process however that ends.
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef struct disk_reserve {
    char folder[4096];
    size_t wanted; // bytes; 0: none is kept
    size_t held;
    int descriptor; // -1: none
} disk_reserve;

// A reserve of that many bytes in the folder of the file, of which nothing is held yet. Files that exist only in memory have
// none.
void disk_reserve_init(disk_reserve *r, const char *file, size_t wanted);
// Takes what is wanted, or two thirds of what is there where that is less. Does nothing while something is held.
void disk_reserve_take(disk_reserve *r);
// Gives it back to the disk.
void disk_reserve_release(disk_reserve *r);
// Bytes that are left on the disk, without what is held. SIZE_MAX when the system does not tell.
size_t disk_reserve_free(const disk_reserve *r);

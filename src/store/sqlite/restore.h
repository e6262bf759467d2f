// A backup in the place of a database.
#pragma once
#include "store/store.h"
#include <limits.h>

// As store_restore.
bool restore_make(const char *url, const char *file, store_progress *progress, void *data, char *kept, size_t kept_size,
                  char *message, size_t message_size);

// Completes a restore of the database at `path` that a crash interrupted after it was decided, and removes what one left that
// was not. Under the database's lock, before anybody opens the file. True also where there is none. `kept` (NULL: nobody asks)
// gets the name under which the former database is kept, "" for none.
bool restore_finish(const char *path, char *kept, size_t kept_size, char *message, size_t message_size);
// Whether there is one to be completed.
bool restore_is_pending(const char *path);

// Room for a name that is put behind that of a database.
#define RESTORE_NAME_MAXIMUM (PATH_MAX + 48)
// Where what is to take the database's place grows: beside it, under a name that restore_finish removes.
void restore_partial(const char *path, char out[RESTORE_NAME_MAXIMUM]);

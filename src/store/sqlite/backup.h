// Copying a database that may be in use, by this process or another.
#pragma once
#include "store/store.h"

// As store_backup.
bool backup_make(const char *url, const char *file, store_progress *progress, void *data, char *message,
                 size_t message_size);

// Backups and copies, told to people.
#include "server/moving.h"
#include "base/log.h"
#include "server/progress.h"
#include "store/store.h"
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int fail(const char *message) {
    fprintf(stderr, "tesserad: %s\n", message);
    return 1;
}

// --- backups ---------------------------------------------------------------------------------------------------------

typedef struct backup_shown {
    const char *what;
    progress progress;
} backup_shown;

static void show_backup(int done, int total, void *data) {
    backup_shown *shown = data;
    progress_say(&shown->progress, done, total, "%s: %d%%", shown->what, progress_percent(done, total));
}

// Only who watches a terminal is told how far a backup is.
static store_progress *watched(const backup_shown *shown) {
    return shown->progress.terminal ? show_backup : NULL;
}

int moving_backup(const char *database, const char *file) {
    char message[512];
    backup_shown shown = {"backup", progress_begin()};
    bool done = store_backup(database, file, watched(&shown), &shown, message, sizeof message);
    progress_end(&shown.progress);
    if (!done)
        return fail(message);
    printf("database copied to %s\n", file);
    return 0;
}

int moving_restore(const char *database, const char *file) {
    char message[512], kept[PATH_MAX];
    backup_shown shown = {"restore", progress_begin()};
    bool done = store_restore(database, file, watched(&shown), &shown, kept, sizeof kept, message, sizeof message);
    progress_end(&shown.progress);
    if (!done)
        return fail(message);
    printf("database %s restored from %s\n", database, file);
    if (*kept != '\0')
        printf("the former database is kept as %s\n", kept);
    return 0;
}

// --- copies ----------------------------------------------------------------------------------------------------------

typedef struct copy_shown {
    bool begun; // the list of tables
    progress progress;
} copy_shown;

static void show_copy(const char *table, int64_t done, int64_t total, void *data) {
    copy_shown *shown = data;
    progress_say(&shown->progress, done, total, "copy: %d%%, %s", progress_percent(done, total), table);
}

static void show_table(const store_copy_table *table, void *data) {
    copy_shown *shown = data;
    progress_end(&shown->progress);
    if (!shown->begun)
        printf("%-20s %12s  hash, the same on both sides\n", "table", "rows");
    shown->begun = true;
    printf("%-20s %12" PRId64 "  %016" PRIx64 "%016" PRIx64 "\n", table->name, table->rows, table->hash_high,
           table->hash_low);
}

int moving_copy(const char *from, const char *into) {
    char message[512];
    log_setup(LOG_WARNING, false); // what is done to the target shows in what is said below
    copy_shown shown = {.progress = progress_begin()};
    store_copy_watch watch = {.progress = show_copy, .copied = show_table, .data = &shown};
    bool done = store_copy(from, into, &watch, message, sizeof message);
    progress_end(&shown.progress);
    if (!done)
        return fail(message);
    printf("the database is copied\n");
    return 0;
}

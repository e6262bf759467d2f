#include "server/moving.h"
#include "base/log.h"
#include "base/timestamp.h"
#include "store/store.h"
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MICROSECONDS = 10000000 }; // between two lines that say how far it is, where nobody watches

static int fail(const char *message) {
    fprintf(stderr, "tesserad: %s\n", message);
    return 1;
}

// --- backups ---------------------------------------------------------------------------------------------------------

// How far a copy is, on a terminal.
typedef struct percentage {
    const char *what;
    int last;
} percentage;

static void show_progress(int done, int total, void *data) {
    percentage *shown = data;
    int percent = total == 0 ? 100 : (int)(100LL * done / total);
    if (percent == shown->last)
        return;
    shown->last = percent;
    fprintf(stderr, "\r%s: %d%%", shown->what, percent);
    if (percent == 100)
        fputc('\n', stderr);
}

static store_progress *progress_for_terminal(void) {
    return isatty(STDERR_FILENO) == 1 ? show_progress : NULL;
}

int moving_backup(const char *database, const char *file) {
    char message[512];
    percentage shown = {.what = "backup", .last = -1};
    if (!store_backup(database, file, progress_for_terminal(), &shown, message, sizeof message))
        return fail(message);
    printf("database copied to %s\n", file);
    return 0;
}

int moving_restore(const char *database, const char *file) {
    char message[512], kept[PATH_MAX];
    percentage shown = {.what = "restore", .last = -1};
    if (!store_restore(database, file, progress_for_terminal(), &shown, kept, sizeof kept, message, sizeof message))
        return fail(message);
    printf("database %s restored from %s\n", database, file);
    if (*kept != '\0')
        printf("the former database is kept as %s\n", kept);
    return 0;
}

// --- copies ----------------------------------------------------------------------------------------------------------

typedef struct copy_shown {
    bool terminal, begun;
    int last;        // percent
    int64_t line_at; // monotonic; when the last line was written
} copy_shown;

static void show_copy(const char *table, int64_t done, int64_t total, void *data) {
    copy_shown *shown = data;
    int percent = total == 0 ? 100 : (int)(100 * done / total);
    int64_t now = monotonic_now();
    if (shown->terminal && percent != shown->last) {
        fprintf(stderr, "\rcopy: %d%%, %s\033[K%s", percent, table, percent == 100 ? "\n" : "");
    } else if (!shown->terminal && now - shown->line_at >= LINE_MICROSECONDS) {
        fprintf(stderr, "copy: %d%%, %s\n", percent, table);
        shown->line_at = now;
    }
    shown->last = percent;
}

static void show_table(const store_copy_table *table, void *data) {
    copy_shown *shown = data;
    if (!shown->begun)
        printf("%-20s %12s  hash, the same on both sides\n", "table", "rows");
    shown->begun = true;
    printf("%-20s %12" PRId64 "  %016" PRIx64 "%016" PRIx64 "\n", table->name, table->rows, table->hash_high,
           table->hash_low);
}

int moving_copy(const char *from, const char *into) {
    char message[512];
    log_setup(LOG_WARNING, false); // what is done to the target shows in what is said below
    copy_shown shown = {.terminal = isatty(STDERR_FILENO) == 1, .last = -1, .line_at = monotonic_now()};
    store_copy_watch watch = {.progress = show_copy, .copied = show_table, .data = &shown};
    if (!store_copy(from, into, &watch, message, sizeof message)) {
        if (shown.terminal && shown.last >= 0 && shown.last < 100)
            fputc('\n', stderr);
        return fail(message);
    }
    printf("the database is copied\n");
    return 0;
}

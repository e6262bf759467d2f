// A file of lines goes into the database batch by batch. While one batch is written, a thread reads the next one.
#include "base/log.h"
#include "domain/import.h"
#include "server/line_reader.h"
#include "server/moving.h"
#include "server/progress.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    // The more of them, the more rows share the pages of the indexes that a transaction writes.
    // The first ones are smaller: how far it is, and what is wrong with a file, shows soon.
    FIRST_BATCH_LINES = 1000,
    BATCH_LINES = 20000,
    BATCH_BYTES = 48 << 20,
    LINE_BYTES = 64 << 20,
};

typedef enum reading { READ_MORE, READ_END, READ_REFUSED, READ_FAILED } reading;

// What one thread fills and the other one writes, by turns.
typedef struct turn {
    import_batch *batch;
    reading end;
    int64_t at;        // bytes of the file that were read by then
    char message[512]; // why it failed, apart from that of the other turn, which may fail at the same time
    struct importing *importing;
} turn;

typedef struct importing {
    line_reader lines;
    const char *name;
    int64_t size;
    size_t line;        // the next one
    size_t batch_lines; // of the next batch
    size_t added, present;
    progress progress;
    char message[512];
} importing;

// --- reading ---------------------------------------------------------------------------------------------------------

static reading line_missing(turn *t, line_end end) {
    const importing *im = t->importing;
    if (end == LINE_NONE)
        return READ_END;
    if (end == LINE_TOO_LONG)
        snprintf(t->message, sizeof t->message, "line %zu: it is longer than %d bytes", im->line, LINE_BYTES);
    else
        snprintf(t->message, sizeof t->message, "cannot read %s: %s", im->name, strerror(errno));
    return READ_FAILED;
}

static reading batch_fill(turn *t) {
    importing *im = t->importing;
    import_batch_begin(t->batch, im->line);
    size_t lines = im->batch_lines;
    im->batch_lines = lines * 2 < BATCH_LINES ? lines * 2 : BATCH_LINES;
    for (size_t i = 0; i < lines && import_batch_size(t->batch) < BATCH_BYTES; i++) {
        text line;
        line_end end = line_reader_next(&im->lines, &line);
        if (end != LINE_GIVEN)
            return line_missing(t, end);
        if (!import_batch_add(t->batch, line)) {
            snprintf(t->message, sizeof t->message, "%s", import_batch_message(t->batch));
            return READ_REFUSED;
        }
        im->line++;
    }
    return READ_MORE;
}

static void *turn_read(void *data) {
    turn *t = data;
    t->end = batch_fill(t);
    t->at = t->importing->lines.consumed;
    return NULL;
}

// --- writing ---------------------------------------------------------------------------------------------------------

static void show(importing *im, const turn *t) {
    progress_say(&im->progress, t->at, im->size, "import: %d%%, %zu added, %zu were there",
                 progress_percent(t->at, im->size), im->added, im->present);
}

static bool turn_write(importing *im, const turn *t, store *s) {
    import_end end = import_batch_write(t->batch, s);
    if (end != IMPORT_FAILED) {
        im->added += import_batch_added(t->batch);
        im->present += import_batch_present(t->batch);
    }
    if (end == IMPORT_DONE) {
        show(im, t);
        return true;
    }
    snprintf(im->message, sizeof im->message, "%s",
             end == IMPORT_REFUSED ? import_batch_message(t->batch)
                                   : "the database failed; what was written before is kept");
    return false;
}

// What came before a line that is refused is kept.
static bool file_write(importing *im, turn turns[2], store *s) {
    turn_read(&turns[0]);
    for (size_t now = 0;; now = 1 - now) {
        turn *writes = &turns[now], *reads = &turns[1 - now];
        pthread_t thread;
        bool more = writes->end == READ_MORE, apart = more && pthread_create(&thread, NULL, turn_read, reads) == 0;
        bool written = turn_write(im, writes, s);
        if (apart)
            pthread_join(thread, NULL);
        if (!written)
            return false;
        if (!more) {
            snprintf(im->message, sizeof im->message, "%s", writes->message);
            return writes->end == READ_END;
        }
        if (!apart)
            turn_read(reads);
    }
}

static bool store_fill(importing *im, const store_options *options, const import_plan *plan) {
    store *s = store_open(options, im->message, sizeof im->message);
    if (s == NULL)
        return false;
    turn turns[2] = {{.batch = import_batch_new(plan), .importing = im},
                     {.batch = import_batch_new(plan), .importing = im}};
    bool written = file_write(im, turns, s);
    import_batch_free(turns[0].batch);
    import_batch_free(turns[1].batch);
    store_close(s);
    return written;
}

static bool file_import(importing *im, const store_options *options, const record_limits *limits, arena *a) {
    struct stat status;
    int descriptor =
        strcmp(im->name, "-") == 0 ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : open(im->name, O_RDONLY | O_CLOEXEC);
    im->lines = line_reader_on(descriptor, LINE_BYTES);
    if (descriptor < 0 || fstat(descriptor, &status) != 0) {
        snprintf(im->message, sizeof im->message, "cannot read %s: %s", im->name, strerror(errno));
        return false;
    }
    im->size = status.st_size;
    const import_plan *plan = import_plan_new(limits, a, im->message, sizeof im->message);
    return plan != NULL && store_fill(im, options, plan);
}

int moving_import(const store_options *options, const record_limits *limits, const char *file) {
    importing im = {.lines.descriptor = -1,
                    .name = file,
                    .line = 1,
                    .batch_lines = FIRST_BATCH_LINES,
                    .progress = progress_begin()};
    log_setup(LOG_WARNING, false);
    arena *a = arena_new(0);
    bool done = file_import(&im, options, limits, a);
    progress_end(&im.progress);
    if (im.added + im.present > 0 || done)
        printf("%zu added, %zu were there\n", im.added, im.present);
    if (!done)
        fprintf(stderr, "tesserad: %s\n", im.message);
    if (im.lines.descriptor >= 0)
        close(im.lines.descriptor);
    line_reader_done(&im.lines);
    arena_free(a);
    return done ? 0 : 1;
}

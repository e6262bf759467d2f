// A file of lines goes into the database batch by batch. While one batch is written, a thread reads the next one.
#include "base/log.h"
#include "base/timestamp.h"
#include "domain/import.h"
#include "server/moving.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    BATCH_LINES = 5000,
    BATCH_BYTES = 24 << 20,
    LINE_BYTES = 64 << 20,
    REPORT_MICROSECONDS = 10000000, // between two lines that say how far it is, where nobody watches
    SHOW_MICROSECONDS = 200000,     // the same on a terminal
};

typedef enum reading { READ_MORE, READ_END, READ_REFUSED, READ_FAILED } reading;

// What one thread fills and the other one writes, by turns.
typedef struct turn {
    import_batch *batch;
    reading end;
    off_t at;          // bytes of the file that were read by then
    char message[512]; // why it failed, apart from that of the other turn, which may fail at the same time
    struct importing *importing;
} turn;

typedef struct importing {
    FILE *file;
    const char *name;
    off_t size;
    size_t line; // the next one
    char *bytes;
    size_t room;
    size_t added, present;
    bool terminal;
    int64_t shown_at;
    char message[512];
} importing;

// --- reading ---------------------------------------------------------------------------------------------------------

static reading batch_fill(turn *t) {
    importing *im = t->importing;
    import_batch_begin(t->batch, im->line);
    for (size_t i = 0; i < BATCH_LINES && import_batch_size(t->batch) < BATCH_BYTES; i++) {
        ssize_t length = getline(&im->bytes, &im->room, im->file);
        if (length < 0) {
            if (ferror(im->file) == 0)
                return READ_END;
            snprintf(t->message, sizeof t->message, "cannot read %s: %s", im->name, strerror(errno));
            return READ_FAILED;
        }
        if (length > LINE_BYTES) {
            snprintf(t->message, sizeof t->message, "line %zu: it is longer than %d bytes", im->line, LINE_BYTES);
            return READ_FAILED;
        }
        if (!import_batch_add(t->batch, (text){im->bytes, (size_t)length})) {
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
    t->at = ftello(t->importing->file);
    return NULL;
}

// --- writing ---------------------------------------------------------------------------------------------------------

static void show(importing *im, const turn *t) {
    int64_t now = monotonic_now();
    int percent = im->size == 0 ? 100 : (int)(100 * t->at / im->size);
    if (now - im->shown_at < (im->terminal ? SHOW_MICROSECONDS : REPORT_MICROSECONDS))
        return;
    im->shown_at = now;
    fprintf(stderr,
            im->terminal ? "\rimport: %d%%, %zu added, %zu were there" : "import: %d%%, %zu added, %zu were there\n",
            percent, im->added, im->present);
}

static bool turn_write(importing *im, const turn *t, store *s) {
    import_end end = import_batch_write(t->batch, s);
    if (end == IMPORT_DONE) {
        im->added += import_batch_added(t->batch);
        im->present += import_batch_present(t->batch);
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
    im->file = fopen(im->name, "re");
    if (im->file == NULL || fstat(fileno(im->file), &status) != 0) {
        snprintf(im->message, sizeof im->message, "cannot read %s: %s", im->name, strerror(errno));
        return false;
    }
    im->size = status.st_size;
    const import_plan *plan = import_plan_new(limits, a, im->message, sizeof im->message);
    return plan != NULL && store_fill(im, options, plan);
}

int moving_import(const store_options *options, const record_limits *limits, const char *file) {
    importing im = {.name = file, .line = 1, .terminal = isatty(STDERR_FILENO) == 1, .shown_at = monotonic_now()};
    log_setup(LOG_WARNING, false);
    arena *a = arena_new(0);
    bool done = file_import(&im, options, limits, a);
    if (im.terminal && im.added + im.present > 0)
        fputc('\n', stderr);
    if (im.added + im.present > 0 || done)
        printf("%zu added, %zu were there\n", im.added, im.present);
    if (!done)
        fprintf(stderr, "tesserad: %s\n", im.message);
    if (im.file != NULL)
        fclose(im.file);
    free(im.bytes);
    arena_free(a);
    return done ? 0 : 1;
}

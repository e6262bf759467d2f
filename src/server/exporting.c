// A database goes into a file of lines, which is there only when it is whole, or to standard output.
#include "base/log.h"
#include "domain/export.h"
#include "server/moving.h"
#include "server/progress.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct exporting {
    const char *name; // of the file; "-": standard output
    int descriptor;
    progress progress;
    char message[512];
} exporting;

static bool fail(exporting *ex) {
    snprintf(ex->message, sizeof ex->message, "cannot write %s: %s", ex->name, strerror(errno));
    return false;
}

static bool lines_write(text lines, void *data) {
    exporting *ex = data;
    while (lines.length > 0) {
        ssize_t written = write(ex->descriptor, lines.data, lines.length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fail(ex);
        lines.data += written;
        lines.length -= (size_t)written;
    }
    return true;
}

static void show(const char *kind, int64_t done, int64_t total, void *data) {
    exporting *ex = data;
    progress_say(&ex->progress, done, total, "export: %s %" PRId64 " of %" PRId64, kind, done, total);
}

static bool lines_export(exporting *ex, const char *database, int64_t *lines) {
    export_sink sink = {.write = lines_write, .progress = show, .data = ex};
    return export_run(database, &sink, lines, ex->message, sizeof ex->message);
}

// Lines go into a file of another name beside it, which gets the name at the end: until then nothing of that name is there.
static bool file_export(exporting *ex, const char *database, int64_t *lines) {
    char partial[PATH_MAX];
    if (snprintf(partial, sizeof partial, "%s.partial", ex->name) >= (int)sizeof partial) {
        errno = ENAMETOOLONG;
        return fail(ex);
    }
    if (access(ex->name, F_OK) == 0) {
        errno = EEXIST;
        return fail(ex);
    }
    ex->descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (ex->descriptor < 0)
        return fail(ex);
    bool done = lines_export(ex, database, lines) && (fsync(ex->descriptor) == 0 || fail(ex));
    close(ex->descriptor);
    if (done && link(partial, ex->name) != 0) // which, unlike a rename, replaces nothing
        done = fail(ex);
    unlink(partial);
    return done;
}

int moving_export(const char *database, const char *file) {
    bool plain = strcmp(file, "-") == 0;
    exporting ex = {
        .name = plain ? "standard output" : file, .descriptor = STDOUT_FILENO, .progress = progress_begin()};
    int64_t lines = 0;
    log_setup(LOG_WARNING, false);
    bool done = plain ? lines_export(&ex, database, &lines) : file_export(&ex, database, &lines);
    progress_end(&ex.progress);
    if (!done)
        fprintf(stderr, "tesserad: %s\n", ex.message);
    else
        fprintf(plain ? stderr : stdout, "%" PRId64 " lines written\n", lines);
    return done ? 0 : 1;
}

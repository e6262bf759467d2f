// One line on a terminal while something takes long, taken away when it is done.
#include "cli/cli.h"
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { QUIET_MILLISECONDS = 1000, PAUSE_MILLISECONDS = 100 };

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress(cli *c, const char *what, size_t done, size_t of) {
    progress_line *line = &c->progress;
    const long long at = now();
    if (line->begun == 0) {
        line->begun = at;
        line->wanted = isatty(STDERR_FILENO) && global(c, "quiet") == NULL && global(c, "verbose") == NULL;
    }
    if (!line->wanted || at - line->begun < QUIET_MILLISECONDS || at - line->shown < PAUSE_MILLISECONDS)
        return;
    line->shown = at;
    if (of > 0)
        fprintf(stderr, "\r%s: %zu of %zu\033[K", what, done, of);
    else
        fprintf(stderr, "\r%s: %zu\033[K", what, done);
}

void progress_end(cli *c) {
    if (c->progress.shown != 0)
        fputs("\r\033[K", stderr);
    c->progress = (progress_line){0};
}

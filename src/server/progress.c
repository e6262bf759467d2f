#include "server/progress.h"
#include "base/timestamp.h"
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

enum {
    SHOWN_MICROSECONDS = 200000,  // between two times on a terminal
    TOLD_MICROSECONDS = 10000000, // between two lines, where nobody watches
    LINE_BYTES = 256,
};

progress progress_begin(void) {
    return (progress){.terminal = isatty(STDERR_FILENO) == 1, .percent = -1, .said_at = monotonic_now()};
}

int progress_percent(int64_t done, int64_t total) {
    return total == 0 ? 100 : (int)(100 * done / total);
}

void progress_say(progress *p, int64_t done, int64_t total, const char *format, ...) {
    char line[LINE_BYTES];
    int64_t now = monotonic_now();
    int percent = progress_percent(done, total);
    bool ends = p->terminal && percent == 100 && p->percent != 100;
    if (!ends && now - p->said_at < (p->terminal ? SHOWN_MICROSECONDS : TOLD_MICROSECONDS))
        return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    fprintf(stderr, p->terminal ? "\r%s\033[K" : "%s\n", line);
    p->said_at = now;
    p->percent = percent;
    p->open = p->terminal;
}

void progress_end(progress *p) {
    if (p->open)
        fputc('\n', stderr);
    p->open = false;
}

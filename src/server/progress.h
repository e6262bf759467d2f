// How far a command is that takes long, on standard error: in place where that is a terminal, else a line now and then.
#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef struct progress {
    bool terminal, open; // open: the terminal's line has to be ended
    int percent;         // that was said last
    int64_t said_at;     // monotonic
} progress;

progress progress_begin(void);
// Says it (without a line feed, at most 255 bytes), unless that was done a moment ago. A terminal is always told of the first
// time that it is all.
void progress_say(progress *p, int64_t done, int64_t total, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// How much of it is done, in percent.
int progress_percent(int64_t done, int64_t total);
// Ends the terminal's line, where one is open.
void progress_end(progress *p);

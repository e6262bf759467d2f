// Blocks are read behind one another; what is left of the last one moves to the front first, so that a line lies in one piece.
#include "server/line_reader.h"
#include "base/memory.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_BYTES = 1 << 20 };

line_reader line_reader_on(int descriptor, size_t maximum) {
    return (line_reader){.descriptor = descriptor, .maximum = maximum};
}

void line_reader_done(line_reader *r) {
    free(r->bytes);
    r->bytes = NULL;
}

// Room for one more block behind what was not given yet.
static void room_make(line_reader *r) {
    size_t held = r->end - r->begin;
    if (r->begin > 0)
        memmove(r->bytes, r->bytes + r->begin, held);
    r->begin = 0;
    r->end = held;
    if (r->room - held >= BLOCK_BYTES)
        return;
    r->room = r->room == 0 ? (size_t)2 * BLOCK_BYTES : 2 * r->room;
    r->bytes = memory_realloc(r->bytes, r->room);
}

static bool block_read(line_reader *r) {
    room_make(r);
    ssize_t got;
    do
        got = read(r->descriptor, r->bytes + r->end, BLOCK_BYTES);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return false;
    r->over = got == 0;
    r->end += (size_t)got;
    return true;
}

static line_end give(line_reader *r, size_t length, size_t with_end, text *line) {
    if (length > r->maximum)
        return LINE_TOO_LONG;
    *line = (text){r->bytes + r->begin, length};
    r->begin += with_end;
    r->consumed += (int64_t)with_end;
    return LINE_GIVEN;
}

line_end line_reader_next(line_reader *r, text *line) {
    for (size_t looked = 0;;) {
        size_t held = r->end - r->begin;
        const char *start = r->bytes + r->begin,
                   *found = held == looked ? NULL : memchr(start + looked, '\n', held - looked);
        if (found != NULL)
            return give(r, (size_t)(found - start), (size_t)(found - start) + 1, line);
        if (held > r->maximum)
            return LINE_TOO_LONG;
        if (r->over)
            return held == 0 ? LINE_NONE : give(r, held, held, line);
        looked = held;
        if (!block_read(r))
            return LINE_FAILED;
    }
}

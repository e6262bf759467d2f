// Lines of a file, of which no more is held than the longest line may have, and a block.
#pragma once
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct line_reader {
    int descriptor;   // borrowed
    size_t maximum;   // bytes of a line, without its end
    int64_t consumed; // bytes of the lines that were given
    // Its own.
    char *bytes;
    size_t room, begin, end;
    bool over; // the file is at its end
} line_reader;

typedef enum line_end {
    LINE_GIVEN,
    LINE_NONE,     // the file has ended
    LINE_TOO_LONG, // it was not read to its end
    LINE_FAILED,   // errno says why
} line_end;

line_reader line_reader_on(int descriptor, size_t maximum);
void line_reader_done(line_reader *r);
// The next line, without the newline that ends it; the last one may end without. Borrowed until the next call.
line_end line_reader_next(line_reader *r, text *line);

// Lines that are broken between words where a terminal would break them anywhere.
#include "cli/out.h"
#include <string.h>

enum { WIDTH_LEAST = 40, HANGING = 4 };

// Bytes of the sequence that sets a colour; 0: there is none.
static size_t color_length(const char *at) {
    return *at == '\033' ? strcspn(at, "m") + 1 : 0;
}

// Columns of the bytes, colours left out.
static size_t columns_of(const char *at, size_t length) {
    size_t columns = 0;
    for (const char *end = at + length; at < end;) {
        size_t color = color_length(at), bytes = 1;
        while (color == 0 && at + bytes < end && ((unsigned char)at[bytes] & 0xC0) == 0x80)
            bytes++;
        char one[8] = "";
        memcpy(one, at, bytes < 7 ? bytes : 7);
        columns += color > 0 ? 0 : text_columns(one);
        at += color > 0 ? color : bytes;
    }
    return columns;
}

static void wrap_line(out *o, const char *line, size_t length, size_t width) {
    size_t indent = strspn(line, " "), column = 0;
    if (columns_of(line, length) <= width ||
        strncmp(line + indent, "Next: ", 6) == 0) { // a command is copied as a whole
        out_bytes(o, line, length);
        return;
    }
    for (size_t at = 0; at < length;) {
        size_t word = at == 0 ? indent : 0;
        while (at + word < length && line[at + word] != ' ')
            word++;
        size_t columns = columns_of(line + at, word);
        if (column > 0 && column + 1 + columns > width) {
            out_printf(o, "\n%*s", (int)(indent + HANGING), "");
            column = indent + HANGING;
        } else if (column > 0) {
            out_text(o, " ");
            column++;
        }
        out_bytes(o, line + at, word);
        column += columns;
        at += word + 1;
    }
}

void out_wrapped(out *o, const char *text, size_t width) {
    for (const char *line = text; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        wrap_line(o, line, length, width < WIDTH_LEAST ? WIDTH_LEAST : width);
        line += length;
        if (*line == '\n')
            out_bytes(o, line++, 1);
    }
}

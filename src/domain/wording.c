// Others count in UTF-16 units, so that is counted here: whoever counts code points counts no more.
#include "domain/wording.h"
#include "base/utf8.h"

#define ELLIPSIS "\xe2\x80\xa6"

// A character of the value, and what stands for it.
typedef struct piece {
    size_t taken; // bytes of the value
    text out;
    size_t units;
} piece;

static const text entities[] = {{"&amp;", 5}, {"&lt;", 4}, {"&gt;", 4}};

static piece piece_of(text out, size_t taken) {
    return (piece){taken, out, out.length};
}

static piece next_piece(text value, unsigned how) {
    char c = value.data[0];
    if (c == '\n' && (how & WORDING_ONE_LINE) == 0)
        return piece_of(TEXT("\n"), 1);
    if ((unsigned char)c < 0x20 || c == 0x7F)
        return piece_of(TEXT(" "), 1);
    for (size_t i = 0; (how & WORDING_MARKUP) != 0 && i < sizeof entities / sizeof *entities; i++)
        if (text_starts_with(value, entities[i]))
            return piece_of(entities[i], entities[i].length);
    if ((how & WORDING_ESCAPED) != 0 && (c == '&' || c == '<' || c == '>'))
        return piece_of(c == '&' ? entities[0] : c == '<' ? entities[1] : entities[2], 1);
    size_t length = utf8_sequence(value.data, value.length);
    if (length == 0)
        return piece_of(TEXT("?"), 1);
    return (piece){length, {value.data, length}, length == 4 ? 2 : 1};
}

const char *wording(arena *a, const char *value, size_t most, unsigned how) {
    text rest = text_of(value == NULL ? "" : value);
    // What is cut is not looked at, however long it is.
    size_t room = rest.length < most ? rest.length : most;
    char *out = arena_bytes(a, room * sizeof "&amp;" + sizeof ELLIPSIS);
    size_t length = 0, units = 0, kept = 0;
    while (rest.length > 0) {
        piece next = next_piece(rest, how);
        if (units + next.units > most) {
            memcpy(out + kept, ELLIPSIS, sizeof ELLIPSIS);
            return out;
        }
        memcpy(out + length, next.out.data, next.out.length);
        length += next.out.length;
        units += next.units;
        if (units < most)
            kept = length;
        rest = (text){rest.data + next.taken, rest.length - next.taken};
    }
    out[length] = '\0';
    return out;
}

const char *wording_quote(arena *a, const char *value, const char *mark) {
    size_t lines = 1, mark_length = strlen(mark);
    for (const char *c = value; *c != '\0'; c++)
        lines += *c == '\n';
    char *out = arena_bytes(a, strlen(value) + lines * mark_length + 1), *end = out;
    bool begins = true;
    for (const char *c = value; begins || *c != '\0'; c++) {
        if (begins) {
            memcpy(end, mark, mark_length);
            end += mark_length;
        }
        if (*c == '\0')
            break;
        *end++ = *c;
        begins = *c == '\n';
    }
    *end = '\0';
    return out;
}

// The chunked coding (RFC 9112 section 7.1), read byte by byte between the pieces of the body, which are taken whole. llhttp
// reads the head only: it stumbles over a second extension. Strict where leniency helps smugglers: a line ends with CR LF, and
// no blanks stand before it or before a semicolon; those inside an extension are passed over. Extensions are checked and ignored,
// trailers are checked, counted and dropped (RFC 9110 section 6.5.1).
#include "base/ascii.h"
#include "net/http_internal.h"

enum chunk_state {
    CHUNK_SIZE_FIRST,
    CHUNK_SIZE,
    CHUNK_NAME_FIRST, // of an extension
    CHUNK_NAME,
    CHUNK_NAME_END, // blanks before its "="
    CHUNK_VALUE_FIRST,
    CHUNK_VALUE,
    CHUNK_QUOTED,
    CHUNK_ESCAPED,
    CHUNK_QUOTED_END,
    CHUNK_SIZE_LF,
    CHUNK_DATA,
    CHUNK_DATA_CR,
    CHUNK_DATA_LF,
    CHUNK_TRAILER_FIRST,
    CHUNK_TRAILER_NAME,
    CHUNK_TRAILER_VALUE,
    CHUNK_TRAILER_LF,
    CHUNK_LAST_LF,
    CHUNK_END,
};

static bool refuse(http_exchange *x, int status, const char *reason) {
    http_parse_refuse(x, status, reason);
    return false;
}

static bool is_visible_or_blank(char c) {
    return c == '\t' || ((unsigned char)c >= ' ' && c != 0x7f);
}

static bool size_digit(http_exchange *x, char c) {
    int digit = ascii_hex(c);
    if (digit < 0 || x->chunk_left > SIZE_MAX >> 4)
        return refuse(x, 400, "a chunk size is malformed");
    x->chunk_left = x->chunk_left << 4 | (unsigned)digit;
    x->chunk_state = CHUNK_SIZE;
    return true;
}

// What may follow the size, or an extension.
static bool extension_follows(http_exchange *x, char c, const char *reason) {
    if (c != ';' && c != '\r')
        return refuse(x, 400, reason);
    x->chunk_state = c == ';' ? CHUNK_NAME_FIRST : CHUNK_SIZE_LF;
    return true;
}

// The size line has ended. A chunk that cannot fit is refused by its announced size, before its bytes are waited for.
static bool size_end(http_exchange *x) {
    size_t room = x->loop->server->options.limits.body_bytes - x->body.length;
    if (x->chunk_left > room)
        return refuse(x, 413, "the request body is too large");
    x->chunk_state = x->chunk_left == 0 ? CHUNK_TRAILER_FIRST : CHUNK_DATA;
    return true;
}

static bool extension_byte(http_exchange *x, char c) {
    static const char malformed[] = "a chunk extension is malformed";
    bool token = http_token_has(c), blank = c == ' ' || c == '\t';
    switch ((enum chunk_state)x->chunk_state) {
    case CHUNK_NAME:
        if (c == '=' || blank)
            x->chunk_state = blank ? CHUNK_NAME_END : CHUNK_VALUE_FIRST;
        else if (!token)
            return extension_follows(x, c, malformed);
        return true;
    case CHUNK_NAME_END:
        if (c == '=')
            x->chunk_state = CHUNK_VALUE_FIRST;
        return c == '=' || blank || refuse(x, 400, malformed);
    case CHUNK_VALUE:
        return token || extension_follows(x, c, malformed);
    case CHUNK_QUOTED:
        if (c == '"')
            x->chunk_state = CHUNK_QUOTED_END;
        else if (c == '\\')
            x->chunk_state = CHUNK_ESCAPED;
        return is_visible_or_blank(c) || refuse(x, 400, malformed);
    case CHUNK_ESCAPED:
        x->chunk_state = CHUNK_QUOTED;
        return is_visible_or_blank(c) || refuse(x, 400, malformed);
    case CHUNK_QUOTED_END:
        return extension_follows(x, c, malformed);
    case CHUNK_VALUE_FIRST:
        if (blank)
            return true;
        x->chunk_state = c == '"' ? CHUNK_QUOTED : CHUNK_VALUE;
        return c == '"' || token || refuse(x, 400, malformed);
    default: // CHUNK_NAME_FIRST
        if (blank)
            return true;
        x->chunk_state = CHUNK_NAME;
        return token || refuse(x, 400, malformed);
    }
}

static bool trailer_byte(http_exchange *x, char c) {
    static const char malformed[] = "a trailer is malformed";
    if (!http_parse_count_header(x, 1))
        return false;
    if (x->chunk_state == CHUNK_TRAILER_VALUE) {
        if (c == '\r')
            x->chunk_state = CHUNK_TRAILER_LF;
        return c == '\r' || is_visible_or_blank(c) || refuse(x, 400, malformed);
    }
    if (c == ':' && x->chunk_state == CHUNK_TRAILER_NAME) {
        x->chunk_state = CHUNK_TRAILER_VALUE;
        return true;
    }
    x->chunk_state = CHUNK_TRAILER_NAME;
    return http_token_has(c) || refuse(x, 400, malformed);
}

static bool line_feed(http_exchange *x, char c, enum chunk_state next) {
    x->chunk_state = (uint8_t)next;
    return c == '\n' || refuse(x, 400, "a line of the chunked body is malformed");
}

static bool framing_byte(http_exchange *x, char c) {
    switch ((enum chunk_state)x->chunk_state) {
    case CHUNK_SIZE_FIRST:
        return size_digit(x, c);
    case CHUNK_SIZE:
        return ascii_hex(c) >= 0 ? size_digit(x, c) : extension_follows(x, c, "a chunk size is malformed");
    case CHUNK_SIZE_LF:
        return line_feed(x, c, CHUNK_SIZE_LF) && size_end(x);
    case CHUNK_DATA_CR:
        x->chunk_state = CHUNK_DATA_LF;
        return c == '\r' || refuse(x, 400, "a chunk is longer than its size");
    case CHUNK_DATA_LF:
        return line_feed(x, c, CHUNK_SIZE_FIRST);
    case CHUNK_TRAILER_FIRST:
        if (c != '\r')
            return trailer_byte(x, c);
        x->chunk_state = CHUNK_LAST_LF;
        return true;
    case CHUNK_TRAILER_NAME:
    case CHUNK_TRAILER_VALUE:
        return trailer_byte(x, c);
    case CHUNK_TRAILER_LF:
        return line_feed(x, c, CHUNK_TRAILER_FIRST);
    case CHUNK_LAST_LF:
        return line_feed(x, c, CHUNK_END);
    default:
        return extension_byte(x, c);
    }
}

http_parse_result http_chunked_parse(http_exchange *x, const char *bytes, size_t length, size_t *taken) {
    size_t at = 0;
    bool fine = true;
    while (fine && at < length && x->chunk_state != CHUNK_END) {
        if (x->chunk_state != CHUNK_DATA) {
            fine = framing_byte(x, bytes[at++]);
            continue;
        }
        size_t piece = length - at < x->chunk_left ? length - at : x->chunk_left;
        fine = http_parse_body(x, bytes + at, piece);
        at += piece;
        x->chunk_left -= piece;
        if (x->chunk_left == 0)
            x->chunk_state = CHUNK_DATA_CR;
    }
    *taken = at;
    if (!fine)
        return PARSE_REFUSED;
    return x->chunk_state == CHUNK_END ? PARSE_COMPLETE : PARSE_MORE;
}

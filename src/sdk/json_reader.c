// A pull reader of JSON (RFC 8259): checks as it goes, copies nothing. Its state says what may come next; whether it is
// inside an object or an array is one bit for each level, so that nesting costs no memory and no recursion.
#include "sdk/json_reader.h"
#include "base/ascii.h"
#include "base/text.h"
#include <string.h>

void tessera_json_start(tessera_json_reader *r, const char *json, size_t length) {
    *r = (tessera_json_reader){.at = json, .end = json + length, .state = AT_VALUE};
}

static tessera_json_token fail(tessera_json_reader *r) {
    r->state = FAILED;
    return (tessera_json_token){.kind = TESSERA_JSON_ERROR};
}

static void skip_blanks(tessera_json_reader *r) {
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r'))
        r->at++;
}

// The four digits of a \u escape; -1 when they are none.
static int32_t hex4(const char *at, const char *end) {
    if (end - at < 4)
        return -1;
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = ascii_hex(at[i]);
        if (digit < 0)
            return -1;
        value = value << 4 | digit;
    }
    return value;
}

// Past the escape that starts at `at`; NULL when it is none.
static const char *skip_escape(const char *at, const char *end) {
    if (end - at < 2)
        return NULL;
    if (at[1] == 'u')
        return hex4(at + 2, end) < 0 ? NULL : at + 6;
    return strchr("\"\\/bfnrt", at[1]) != NULL && at[1] != '\0' ? at + 2 : NULL;
}

// At the opening quote; leaves the reader behind the closing one. False when it is no string.
static bool read_string(tessera_json_reader *r, tessera_json_token *token) {
    const char *start = r->at + 1, *at = start;
    bool ascii = true;
    token->escaped = false;
    for (;;) {
        at = json_reader_skip_plain(at, r->end);
        if (at >= r->end)
            return false;
        if (*at == '"')
            break;
        if (*at == '\\') {
            token->escaped = true;
            at = skip_escape(at, r->end);
            if (at == NULL)
                return false;
            continue;
        }
        if ((unsigned char)*at < 0x20)
            return false;
        ascii = false;
        at++;
    }
    token->text = start;
    token->length = (size_t)(at - start);
    r->at = at + 1;
    return ascii || text_is_utf8((text){start, token->length});
}

static const char *skip_digits(const char *at, const char *end) {
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at;
}

static tessera_json_token read_number(tessera_json_reader *r) {
    const char *at = r->at, *end = r->end;
    tessera_json_kind kind = TESSERA_JSON_INTEGER;
    if (at < end && *at == '-')
        at++;
    const char *whole = at;
    at = skip_digits(at, end);
    if (at == whole || (*whole == '0' && at - whole > 1))
        return fail(r);
    if (at < end && *at == '.') {
        const char *fraction = ++at;
        at = skip_digits(at, end);
        if (at == fraction)
            return fail(r);
        kind = TESSERA_JSON_NUMBER;
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        if (at < end && (*at == '+' || *at == '-'))
            at++;
        const char *exponent = at;
        at = skip_digits(at, end);
        if (at == exponent)
            return fail(r);
        kind = TESSERA_JSON_NUMBER;
    }
    tessera_json_token token = {kind, r->at, (size_t)(at - r->at), false};
    r->at = at;
    r->state = AFTER_VALUE;
    return token;
}

static inline tessera_json_token read_word(tessera_json_reader *r, const char *word, size_t length,
                                           tessera_json_kind kind) {
    if ((size_t)(r->end - r->at) < length || memcmp(r->at, word, length) != 0)
        return fail(r);
    tessera_json_token token = {kind, r->at, length, false};
    r->at += length;
    r->state = AFTER_VALUE;
    return token;
}

static tessera_json_token open_container(tessera_json_reader *r, bool object) {
    if (r->depth == TESSERA_JSON_DEPTH)
        return fail(r);
    uint64_t bit = UINT64_C(1) << (r->depth % 64);
    if (object)
        r->objects[r->depth / 64] |= bit;
    else
        r->objects[r->depth / 64] &= ~bit;
    r->depth++;
    r->state = object ? AT_FIRST_NAME : AT_FIRST_ELEMENT;
    return (tessera_json_token){object ? TESSERA_JSON_BEGIN_OBJECT : TESSERA_JSON_BEGIN_ARRAY, r->at++, 1, false};
}

static bool in_object(const tessera_json_reader *r) {
    return r->depth > 0 && (r->objects[(r->depth - 1) / 64] >> ((r->depth - 1) % 64) & 1) != 0;
}

static tessera_json_token close_container(tessera_json_reader *r, bool object) {
    if (r->depth == 0 || in_object(r) != object)
        return fail(r);
    r->depth--;
    r->state = AFTER_VALUE;
    return (tessera_json_token){object ? TESSERA_JSON_END_OBJECT : TESSERA_JSON_END_ARRAY, r->at++, 1, false};
}

static tessera_json_token read_value(tessera_json_reader *r) {
    if (r->at >= r->end)
        return fail(r);
    switch (*r->at) {
    case '{':
        return open_container(r, true);
    case '[':
        return open_container(r, false);
    case 't':
        return read_word(r, "true", 4, TESSERA_JSON_TRUE);
    case 'f':
        return read_word(r, "false", 5, TESSERA_JSON_FALSE);
    case 'n':
        return read_word(r, "null", 4, TESSERA_JSON_NULL);
    case '"': {
        tessera_json_token token = {.kind = TESSERA_JSON_STRING};
        if (!read_string(r, &token))
            return fail(r);
        r->state = AFTER_VALUE;
        return token;
    }
    default:
        return read_number(r);
    }
}

static tessera_json_token read_name(tessera_json_reader *r) {
    tessera_json_token token = {.kind = TESSERA_JSON_NAME};
    if (r->at >= r->end || *r->at != '"' || !read_string(r, &token))
        return fail(r);
    skip_blanks(r);
    if (r->at >= r->end || *r->at != ':')
        return fail(r);
    r->at++;
    r->state = AT_VALUE;
    return token;
}

static tessera_json_token read_after_value(tessera_json_reader *r) {
    if (r->depth == 0) {
        if (r->at < r->end)
            return fail(r);
        r->state = AT_END;
        return (tessera_json_token){.kind = TESSERA_JSON_END};
    }
    if (r->at >= r->end)
        return fail(r);
    if (*r->at == '}' || *r->at == ']')
        return close_container(r, *r->at == '}');
    if (*r->at != ',')
        return fail(r);
    r->at++;
    skip_blanks(r);
    return in_object(r) ? read_name(r) : read_value(r);
}

tessera_json_token tessera_json_next(tessera_json_reader *r) {
    skip_blanks(r);
    switch (r->state) {
    case AT_VALUE:
        return read_value(r);
    case AT_FIRST_ELEMENT:
        return r->at < r->end && *r->at == ']' ? close_container(r, false) : read_value(r);
    case AT_FIRST_NAME:
        return r->at < r->end && *r->at == '}' ? close_container(r, true) : read_name(r);
    case AFTER_VALUE:
        return read_after_value(r);
    case AT_END:
        return (tessera_json_token){.kind = TESSERA_JSON_END};
    default:
        return fail(r);
    }
}

// Past the comma before the next member, where the reader is at one. NULL: it is not.
static const char *member_start(const tessera_json_reader *r) {
    if (r->state == AT_FIRST_NAME)
        return r->at;
    return r->state == AFTER_VALUE && in_object(r) && r->at < r->end && *r->at == ',' ? r->at + 1 : NULL;
}

// Passes over exactly these bytes of the next member.
static inline bool pass(tessera_json_reader *r, const char *bytes, size_t length, int state) {
    const char *at = member_start(r);
    if (at == NULL || (size_t)(r->end - at) < length || memcmp(at, bytes, length) != 0)
        return false;
    r->at = at + length;
    r->state = (uint8_t)state;
    return true;
}

bool tessera_json_expect(tessera_json_reader *r, const char *member, size_t length) {
    return pass(r, member, length, AT_VALUE);
}

bool tessera_json_repeat(tessera_json_reader *r, const char *member, size_t length) {
    return pass(r, member, length, AFTER_VALUE);
}

static char *write_utf8(char *out, uint32_t c) {
    if (c < 0x80) {
        *out++ = (char)c;
    } else if (c < 0x800) {
        *out++ = (char)(0xC0 | c >> 6);
        *out++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *out++ = (char)(0xE0 | c >> 12);
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        *out++ = (char)(0x80 | (c & 0x3F));
    } else {
        *out++ = (char)(0xF0 | c >> 18);
        *out++ = (char)(0x80 | (c >> 12 & 0x3F));
        *out++ = (char)(0x80 | (c >> 6 & 0x3F));
        *out++ = (char)(0x80 | (c & 0x3F));
    }
    return out;
}

// The character of a \u escape at `*at`, its low surrogate included; moves behind it.
static uint32_t read_unicode(const char **at, const char *end) {
    int32_t first = hex4(*at + 2, end);
    *at += 6;
    if (first < 0xD800 || first > 0xDFFF)
        return (uint32_t)first;
    if (first > 0xDBFF || end - *at < 6 || (*at)[0] != '\\' || (*at)[1] != 'u')
        return 0xFFFD;
    int32_t second = hex4(*at + 2, end);
    if (second < 0xDC00 || second > 0xDFFF)
        return 0xFFFD;
    *at += 6;
    return 0x10000 + ((uint32_t)(first - 0xD800) << 10) + (uint32_t)(second - 0xDC00);
}

// Safe in place: an escape is never shorter than what it stands for.
size_t tessera_json_unescape(const tessera_json_token *token, char *out) {
    static const char named[] = "b\bf\fn\nr\rt\t";
    const char *at = token->text, *end = at + token->length;
    char *start = out;
    while (at < end) {
        if (*at != '\\') {
            *out++ = *at++;
            continue;
        }
        if (at[1] == 'u') {
            out = write_utf8(out, read_unicode(&at, end));
            continue;
        }
        const char *name = strchr(named, at[1]);
        bool is_name = name != NULL && (name - named) % 2 == 0;
        *out++ = *(is_name ? name + 1 : at + 1);
        at += 2;
    }
    return (size_t)(out - start);
}

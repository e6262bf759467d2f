// The parser works on a padded copy of the text, which it unescapes in place and which the tree then points into.
// Open containers and the values that wait for their end lie on one stack of 16-byte slots; when a container closes,
// its items are copied side by side into the arena. Nothing recurses.
#include "base/ascii.h"
#include "base/json_internal.h"
#include "base/memory.h"
#include "base/utf8.h"
#include <assert.h>
#include <stdlib.h>

enum {
    PADDING = 32,
    FIRST_SLOTS = 256,
    // From this length of the text on memory is asked for at once: for the text itself and, mostly, twice as much for the tree.
    LARGE_TEXT = 128 << 10,
    TREE_PER_TEXT = 3,
};

typedef union slot {
    json_value value;
    struct {
        const char *text;
        uint32_t length;
        uint32_t hash;
    } name;
    struct {
        size_t parent; // slot of the container around this one
        bool object;
    } open;
} slot;

// A name slot followed by a value slot is a json_member.
static_assert(sizeof(slot) == 16 && sizeof(json_value) == 16, "slots are 16 bytes");
static_assert(sizeof(json_member) == 2 * sizeof(slot), "a member is two slots");
static_assert(offsetof(json_member, value) == sizeof(slot), "a member's value is its second slot");

typedef struct parser {
    arena *arena;
    char *start;
    char *end; // of the text; NULs follow
    slot *slots;
    size_t top;
    size_t capacity;
    size_t open;    // slot of the innermost open container
    unsigned depth; // open containers
    unsigned limit;
    uint32_t longest; // number
    bool repeats;     // a name
    uint64_t seed;
    char *terminate; // where the NUL behind a number goes, once the byte there has been read
    char sink;       // where it goes when there is no number
    json_error error;
    slot first[FIRST_SLOTS];
} parser;

static __attribute__((cold, noinline)) char *fail(parser *s, const char *at, const char *message) {
    s->error = (json_error){.offset = (size_t)(at - s->start), .message = message};
    return NULL;
}

// As fail, for a byte that is not the expected one: at the end of the text that is the better reason.
static char *fail_unexpected(parser *s, const char *at, const char *message) {
    return fail(s, at, at == s->end ? "unexpected end of the text" : message);
}

static __attribute__((cold, noinline)) char *fail_spent(parser *s, const char *at) {
    fail(s, at, "more than the memory that there is for a document");
    s->error.too_large = true;
    return NULL;
}

// False when that would pass the limit of memory.
static __attribute__((cold, noinline)) bool slots_grow(parser *s) {
    size_t bytes = s->capacity * sizeof(slot);
    if (arena_would_be_spent(s->arena, bytes * 2))
        return false;
    slot *bigger = memory_alloc(bytes * 2);
    memcpy(bigger, s->slots, bytes);
    if (s->slots != s->first)
        free(s->slots);
    s->slots = bigger;
    s->capacity *= 2;
    return true;
}

// NULL when there is no memory for it.
static inline slot *slot_push(parser *s) {
    if (s->top == s->capacity && !slots_grow(s))
        return NULL;
    return &s->slots[s->top++];
}

static char *skip_blanks_slowly(char *p) {
    for (;; p++) {
#ifdef __SSE2__
        // Indentation: a line break and a run of blanks.
        if (*p == '\n') {
            unsigned blanks;
            do {
                __m128i bytes = _mm_loadu_si128((const __m128i *)(p + 1));
                blanks = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' ')));
                p += __builtin_ctz(~blanks);
            } while (blanks == 0xFFFF);
            continue;
        }
#endif
        if (*p != ' ' && *p != '\n' && *p != '\r' && *p != '\t')
            return p;
    }
}

static inline char *skip_blanks(char *p) {
    if ((unsigned char)*p > ' ')
        return p;
    if (*p == ' ' && (unsigned char)p[1] > ' ')
        return p + 1;
    return skip_blanks_slowly(p);
}

// Four hex digits, or -1. The first that is none ends the reading, so the padding is never passed.
static int32_t read_hex4(const char *p) {
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = ascii_hex(p[i]);
        if (digit < 0)
            return -1;
        value = value << 4 | digit;
    }
    return value;
}

// Reads the escape at `p` (its backslash), writes its character at `*to`. Returns where the text goes on, or NULL.
static char *read_unicode_escape(parser *s, char *p, char **to, bool *holds_nul) {
    int32_t code_point = read_hex4(p + 2);
    char *next = p + 6;
    if (code_point < 0)
        return fail(s, p, "\\u must be followed by four hexadecimal digits");
    if (code_point >= 0xDC00 && code_point <= 0xDFFF)
        return fail(s, p, "a low surrogate without a high one before it");
    if (code_point >= 0xD800 && code_point <= 0xDBFF) {
        int32_t low = next[0] == '\\' && next[1] == 'u' ? read_hex4(next + 2) : -1;
        if (low < 0xDC00 || low > 0xDFFF)
            return fail(s, p, "a high surrogate without a low one after it");
        code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
        next += 6;
    }
    *holds_nul |= code_point == 0;
    *to += utf8_encode((uint32_t)code_point, *to);
    return next;
}

static inline char *read_escape(parser *s, char *p, char **to, bool *holds_nul) {
    char c = p[1];
    switch (c) {
    case '"':
    case '\\':
    case '/':
        break;
    case 'b':
        c = '\b';
        break;
    case 'f':
        c = '\f';
        break;
    case 'n':
        c = '\n';
        break;
    case 'r':
        c = '\r';
        break;
    case 't':
        c = '\t';
        break;
    case 'u':
        return read_unicode_escape(s, p, to, holds_nul);
    default:
        return fail(s, p, "unknown escape in a string");
    }
    *(*to)++ = c;
    return p + 2;
}

static char *fail_in_string(parser *s, const char *at) {
    if (at == s->end)
        return fail(s, at, "unterminated string");
    if ((unsigned char)*at < 0x20)
        return fail(s, at, "a control character in a string must be escaped");
    fail(s, at, "malformed UTF-8 in a string");
    s->error.not_utf8 = true;
    return NULL;
}

// Moves the plain bytes at `p` down to `*to`, as far as they go; returns the first that is not plain.
static inline char *move_plain(char *p, char **to) {
    char *from = p;
    unsigned plain;
    do {
        plain = json_first_special(p);
        p += plain;
    } while (plain == JSON_STRIDE);
    size_t length = (size_t)(p - from);
    if (*to != from)
        memmove(*to, from, length);
    *to += length;
    return p;
}

typedef struct string_span {
    const char *data;
    uint32_t length;
    bool holds_nul;
} string_span;

// The rest of a string from its first byte that is not plain ASCII.
static char *parse_string_slowly(parser *s, char *start, char *p, string_span *out) {
    char *to = p;
    *out = (string_span){.data = start};
    while (*p != '"') {
        if (*p == '\\') {
            p = read_escape(s, p, &to, &out->holds_nul);
            if (p == NULL)
                return NULL;
        }
        while ((unsigned char)*p >= 0x80) {
            size_t length = utf8_sequence(p, 4);
            if (length == 0)
                return fail_in_string(s, p);
            for (size_t i = 0; i < length; i++)
                *to++ = *p++;
        }
        p = move_plain(p, &to);
        if ((unsigned char)*p < 0x20)
            return fail_in_string(s, p);
    }
    *to = '\0';
    out->length = (uint32_t)(to - start);
    return p + 1;
}

// A string from behind its opening quote. Returns what follows the closing one, or NULL.
static inline char *parse_string(parser *s, char *p, string_span *out) {
    char *start = p;
    unsigned plain;
    do {
        plain = json_first_special(p);
        p += plain;
    } while (plain == JSON_STRIDE);
    if (*p != '"')
        return parse_string_slowly(s, start, p, out);
    *p = '\0';
    *out = (string_span){.data = start, .length = (uint32_t)(p - start)};
    return p + 1;
}

static inline char *skip_digits(char *p) {
    while (ascii_is_digit(*p))
        p++;
    return p;
}

static inline char *parse_number(parser *s, char *p, json_value *out) {
    char *start = p;
    bool integer = true;
    p += *p == '-';
    if (!ascii_is_digit(*p))
        return fail_unexpected(s, p, "a digit must follow the minus sign");
    p = *p == '0' ? p + 1 : skip_digits(p);
    if (*p == '.') {
        integer = false;
        if (!ascii_is_digit(*++p))
            return fail_unexpected(s, p, "a digit must follow the decimal point");
        p = skip_digits(p);
    }
    if ((*p | 0x20) == 'e') {
        integer = false;
        p++;
        p += *p == '+' || *p == '-';
        if (!ascii_is_digit(*p))
            return fail_unexpected(s, p, "a digit must follow in the exponent");
        p = skip_digits(p);
    }
    s->terminate = p;
    uint32_t length = (uint32_t)(p - start);
    if (length > s->longest)
        s->longest = length;
    *out = (json_value){.type = JSON_NUMBER, .integer = integer, .count = length, .number = start};
    return p;
}

static char *parse_literal(parser *s, char *p, json_value *out) {
    if (memcmp(p, "true", 4) == 0) {
        *out = (json_value){.type = JSON_BOOLEAN, .boolean = true};
        return p + 4;
    }
    if (memcmp(p, "false", 5) == 0) {
        *out = (json_value){.type = JSON_BOOLEAN};
        return p + 5;
    }
    if (memcmp(p, "null", 4) == 0) {
        *out = (json_value){.type = JSON_NULL};
        return p + 4;
    }
    return fail_unexpected(s, p, "expected a value");
}

static inline char *parse_scalar(parser *s, char *p, json_value *out) {
    if (*p == '"') {
        string_span span;
        p = parse_string(s, p + 1, &span);
        if (p != NULL)
            *out = (json_value){
                .type = JSON_STRING, .holds_nul = span.holds_nul, .count = span.length, .string = span.data};
        return p;
    }
    if (ascii_is_digit(*p) || *p == '-')
        return parse_number(s, p, out);
    return parse_literal(s, p, out);
}

// A member's name and its colon, from `p` where the name must begin. Returns where its value must begin, or NULL.
static inline char *parse_name(parser *s, char *p) {
    if (*p != '"')
        return fail_unexpected(s, p, "expected a member's name");
    string_span span;
    p = parse_string(s, p + 1, &span);
    if (p == NULL)
        return NULL;
    slot *name = slot_push(s);
    if (name == NULL)
        return fail_spent(s, p);
    name->name.text = span.data;
    name->name.length = span.length;
    name->name.hash = json_name_hash(span.data, span.length, s->seed);
    p = skip_blanks(p);
    if (*p != ':')
        return fail_unexpected(s, p, "expected a colon");
    return skip_blanks(p + 1);
}

// Opens the container at `p`. Returns what follows its bracket, or NULL when it lies too deep.
static inline char *container_open(parser *s, char *p) {
    if (s->depth == s->limit) {
        fail(s, p, "nested too deeply");
        s->error.too_deep = true;
        return NULL;
    }
    s->depth++;
    slot *opened = slot_push(s);
    if (opened == NULL || arena_is_spent(s->arena))
        return fail_spent(s, p);
    opened->open.parent = s->open;
    opened->open.object = *p == '{';
    s->open = s->top - 1;
    return skip_blanks(p + 1);
}

// Takes the innermost container off the stack and makes its value.
static inline json_value container_close(parser *s) {
    const slot *opened = &s->slots[s->open];
    size_t items = s->top - s->open - 1;
    json_value value = opened->open.object
                           ? json_object_of(s->arena, (const json_member *)(const void *)(opened + 1), items / 2)
                           : json_array_of(s->arena, (const json_value *)(const void *)(opened + 1), items);
    s->repeats |= opened->open.object && value.count != items / 2;
    s->top = s->open;
    s->open = opened->open.parent;
    s->depth--;
    return value;
}

// Whether `p`, behind an opening bracket, closes the container at once.
static inline bool container_ends(const parser *s, const char *p) {
    return *p == (s->slots[s->open].open.object ? '}' : ']');
}

// Hands a complete value to the container it lies in, and so on outwards while containers end. Returns where the next
// value begins; NULL at the end of the document (`*done` then set) or on failure.
static inline char *value_complete(parser *s, char *p, json_value value, json_value *root, bool *done) {
    while (s->depth > 0) {
        slot *place = slot_push(s);
        if (place == NULL)
            return fail_spent(s, p);
        place->value = value;
        bool object = s->slots[s->open].open.object;
        p = skip_blanks(p);
        char c = *p;
        *s->terminate = '\0';
        s->terminate = &s->sink;
        if (c == ',') {
            p = skip_blanks(p + 1);
            return object ? parse_name(s, p) : p;
        }
        if (c != (object ? '}' : ']'))
            return fail_unexpected(s, p, object ? "expected a comma or }" : "expected a comma or ]");
        value = container_close(s);
        p++;
    }
    p = skip_blanks(p);
    if (p != s->end)
        return fail(s, p, "unexpected text after the value");
    *s->terminate = '\0';
    *root = value;
    *done = true;
    return NULL;
}

static bool parse_document(parser *s, json_value *root) {
    bool done = false;
    bool marked = memcmp(s->start, "\xef\xbb\xbf", 3) == 0; // a byte order mark, which RFC 8259 lets us ignore
    char *p = skip_blanks(s->start + (marked ? 3 : 0));
    while (p != NULL) {
        json_value value;
        if (*p == '{' || *p == '[') {
            p = container_open(s, p);
            if (p == NULL)
                break;
            if (!container_ends(s, p)) {
                if (s->slots[s->open].open.object)
                    p = parse_name(s, p);
                continue;
            }
            value = container_close(s);
            p++;
        } else {
            p = parse_scalar(s, p, &value);
            if (p == NULL)
                break;
        }
        p = value_complete(s, p, value, root, &done);
    }
    return done;
}

const json_value *json_parse(arena *a, text source, unsigned depth_limit, json_error *error) {
    if (source.length > UINT32_MAX) {
        *error = (json_error){.message = "the text is longer than 4 GiB - 1"};
        return NULL;
    }
    if (source.length >= LARGE_TEXT)
        arena_reserve(a, source.length * TREE_PER_TEXT);
    parser s;
    s.arena = a;
    s.start = arena_bytes(a, source.length + PADDING);
    s.end = s.start + source.length;
    s.slots = s.first;
    s.top = s.open = 0;
    s.capacity = FIRST_SLOTS;
    s.depth = 0;
    s.longest = 0;
    s.repeats = false;
    s.limit = depth_limit < JSON_DEPTH_MAXIMUM ? depth_limit : JSON_DEPTH_MAXIMUM;
    s.seed = hash_process_seed();
    s.terminate = &s.sink;
    s.error = (json_error){0};
    if (source.length > 0)
        memcpy(s.start, source.data, source.length);
    memset(s.end, 0, PADDING);
    json_value root;
    bool parsed = parse_document(&s, &root);
    if (s.slots != s.first)
        free(s.slots);
    s.error.longest = s.longest;
    s.error.repeats = s.repeats;
    *error = s.error;
    if (!parsed)
        return NULL;
    json_value *result = arena_alloc(a, sizeof(*result));
    *result = root;
    return result;
}

// One pass over the pattern. Programs lead from place to place by distances, so that a part is repeated by copying it.
#include "schema/pattern.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "schema/regex_dialect.h"
#include <stdlib.h>

enum { NESTING_MAX = 40, SOURCE_MAX = 2000 };

typedef struct reader {
    arena *a;
    text source;
    size_t at;
    unsigned depth;
    bool failed; // not regular, or too large
    size_t count;
    instruction code[PATTERN_INSTRUCTIONS_MAX];
} reader;

// --- characters ------------------------------------------------------------------------------------------------------

// NUL past the end.
static char peek(const reader *r) {
    if (r->at >= r->source.length)
        return '\0';
    return r->source.data[r->at];
}

static bool take(reader *r, char c) {
    bool there = r->at < r->source.length && peek(r) == c;
    r->at += there;
    return there;
}

static uint32_t take_code(reader *r) {
    size_t length = utf8_sequence(r->source.data + r->at, r->source.length - r->at);
    if (length == 0) {
        r->failed = true;
        return 0;
    }
    uint32_t code = utf8_decode(r->source.data + r->at, length);
    r->at += length;
    return code;
}

// --- sets ------------------------------------------------------------------------------------------------------------

typedef struct ranges {
    size_t count;
    code_range items[PATTERN_RANGES_MAX];
} ranges;

static void ranges_add(reader *r, ranges *all, uint32_t from, uint32_t to) {
    if (all->count == PATTERN_RANGES_MAX || from > to) {
        r->failed = true;
        return;
    }
    all->items[all->count++] = (code_range){from, to};
}

static int range_order(const void *a, const void *b) {
    const code_range *left = a, *right = b;
    return left->from < right->from ? -1 : left->from > right->from;
}

// In order and apart.
static void ranges_settle(ranges *all) {
    size_t kept = 0;
    qsort(all->items, all->count, sizeof(code_range), range_order);
    for (size_t i = 0; i < all->count; i++) {
        if (kept > 0 && all->items[i].from <= all->items[kept - 1].to + 1) {
            if (all->items[i].to > all->items[kept - 1].to)
                all->items[kept - 1].to = all->items[i].to;
            continue;
        }
        all->items[kept++] = all->items[i];
    }
    all->count = kept;
}

static void ranges_turn(reader *r, ranges *all) {
    ranges others = {0};
    uint32_t next = 0;
    ranges_settle(all);
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].from > next)
            ranges_add(r, &others, next, all->items[i].from - 1);
        next = all->items[i].to + 1;
    }
    if (next <= CODE_POINT_MAX)
        ranges_add(r, &others, next, CODE_POINT_MAX);
    *all = others;
}

static void add_all(reader *r, ranges *all, const code_range *items, size_t count) {
    for (size_t i = 0; i < count; i++)
        ranges_add(r, all, items[i].from, items[i].to);
}

// The set of `\d`, `\s`, `\w` and of what they leave.
static void add_class(reader *r, ranges *all, char name) {
    static const code_range digits[] = {{'0', '9'}}, words[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}},
                            blanks[] = {{'\t', '\r'},     {' ', ' '},       {0xA0, 0xA0},     {0x1680, 0x1680},
                                        {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F},
                                        {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
    ranges own = {0};
    bool turned = name == 'D' || name == 'S' || name == 'W';
    if (name == 'd' || name == 'D')
        add_all(r, &own, digits, sizeof digits / sizeof digits[0]);
    else if (name == 's' || name == 'S')
        add_all(r, &own, blanks, sizeof blanks / sizeof blanks[0]);
    else
        add_all(r, &own, words, sizeof words / sizeof words[0]);
    if (turned)
        ranges_turn(r, &own);
    add_all(r, all, own.items, own.count);
}

static bool is_class(char name) {
    return name != '\0' && strchr("dDsSwW", name) != NULL;
}

static uint32_t take_hex(reader *r, size_t digits) {
    uint32_t code = 0;
    for (size_t i = 0; i < digits; i++) {
        char c = peek(r);
        r->failed = r->failed || ascii_hex(c) < 0;
        code = code * 16 + (uint32_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
        r->at++;
    }
    r->failed = r->failed || (code >= 0xD800 && code <= 0xDFFF); // half of a pair
    return code;
}

// The code point that an escape stands for, whose backslash is behind.
static uint32_t take_escape(reader *r, bool in_class) {
    static const char names[] = "nrtf", codes[] = "\n\r\t\f";
    char c = peek(r);
    const char *found = c == '\0' ? NULL : strchr(names, c);
    if ((c & 0x80) == 0)
        r->at++;
    if (found != NULL)
        return (uint32_t)codes[found - names];
    if (c == 'x')
        return take_hex(r, 2);
    if (c == 'u')
        return take_hex(r, 4);
    if (c == 'b' && in_class)
        return '\b';
    // The rest are characters that mean themselves, but for letters and digits.
    r->failed =
        r->failed || c == '\0' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c & 0x80) != 0;
    return (uint32_t)(unsigned char)c;
}

static void emit(reader *r, instruction i) {
    if (r->count == PATTERN_INSTRUCTIONS_MAX)
        r->failed = true;
    else
        r->code[r->count++] = i;
}

// What a range has of the 64 code points from `first` on, a bit for each.
static uint64_t bits_of(code_range range, uint32_t first) {
    if (range.to < first || range.from > first + 63)
        return 0;
    unsigned from = range.from < first ? 0 : range.from - first, to = range.to > first + 63 ? 63 : range.to - first;
    return UINT64_MAX >> (63 - to) & UINT64_MAX << from;
}

static void emit_set(reader *r, ranges *all) {
    ranges_settle(all);
    code_range *items = arena_array(r->a, all->count + 1, sizeof *items);
    memcpy(items, all->items, all->count * sizeof *items);
    code_set *set = arena_new_of(r->a, code_set);
    *set = (code_set){.count = all->count, .items = items};
    for (unsigned half = 0; half < 2; half++)
        for (size_t i = 0; i < all->count; i++)
            set->ascii[half] |= bits_of(items[i], 64 * half);
    emit(r, (instruction){.op = PATTERN_SET, .set = set});
}

// One end of a range; a class of its own is added at once: false.
static bool take_member(reader *r, ranges *all, uint32_t *code) {
    if (!take(r, '\\')) {
        *code = take_code(r);
        return true;
    }
    if (is_class(peek(r))) {
        add_class(r, all, peek(r));
        r->at++;
        return false;
    }
    *code = take_escape(r, true);
    return true;
}

// A class, whose bracket is behind.
static void read_class(reader *r) {
    ranges all = {0};
    bool turned = take(r, '^');
    if (!turned && peek(r) == ']') // PCRE2 does not heed what repeats an empty class
        r->failed = true;
    while (!r->failed && !take(r, ']')) {
        uint32_t from, to;
        bool single = take_member(r, &all, &from);
        bool ranged = r->at + 1 < r->source.length && peek(r) == '-' && r->source.data[r->at + 1] != ']';
        if (ranged) {
            r->at++;
            if (!single || !take_member(r, &all, &to))
                r->failed = true;
        }
        if (single && !r->failed)
            ranges_add(r, &all, from, ranged ? to : from);
    }
    if (turned && !r->failed)
        ranges_turn(r, &all);
    if (!r->failed)
        emit_set(r, &all);
}

// --- programs --------------------------------------------------------------------------------------------------------

// Makes room for one instruction before those that begin there.
static void insert(reader *r, size_t begin, instruction i) {
    emit(r, i);
    if (r->failed)
        return;
    memmove(r->code + begin + 1, r->code + begin, (r->count - 1 - begin) * sizeof *r->code);
    r->code[begin] = i;
}

static void repeat_code(reader *r, const instruction *code, size_t count) {
    for (size_t i = 0; i < count && !r->failed; i++)
        emit(r, code[i]);
}

static bool take_number(reader *r, size_t *number) {
    bool some = false;
    *number = 0;
    for (; peek(r) >= '0' && peek(r) <= '9'; r->at++, some = true) {
        *number = *number * 10 + (size_t)(peek(r) - '0');
        if (*number > PATTERN_INSTRUCTIONS_MAX)
            r->failed = true;
    }
    return some && !r->failed;
}

// How often what is before is repeated; `*most` SIZE_MAX: any number of times. False: once.
static bool take_quantifier(reader *r, size_t *least, size_t *most) {
    *least = 0;
    *most = SIZE_MAX;
    if (take(r, '+')) {
        *least = 1;
    } else if (take(r, '?')) {
        *most = 1;
    } else if (take(r, '{')) {
        r->failed = r->failed || !take_number(r, least);
        *most = *least;
        if (take(r, ',')) {
            *most = SIZE_MAX;
            if (peek(r) != '}')
                r->failed = r->failed || !take_number(r, most);
        }
        r->failed = r->failed || !take(r, '}') || *least > *most;
    } else if (!take(r, '*')) {
        return false;
    }
    take(r, '?'); // the same strings, found in another order
    char next = peek(r);
    r->failed = r->failed || (next != '\0' && strchr("*+?{", next) != NULL);
    return true;
}

// Repeats the part that begins there.
static void repeat(reader *r, size_t begin, size_t least, size_t most) {
    size_t count = r->count - begin;
    instruction *code = arena_array(r->a, count + 1, sizeof *code);
    memcpy(code, r->code + begin, count * sizeof *code);
    r->count = begin;
    for (size_t i = 0; i < least && !r->failed; i++)
        repeat_code(r, code, count);
    if (most == SIZE_MAX) {
        emit(r, (instruction){.op = PATTERN_FORK, .first = 1, .second = (int16_t)(count + 2)});
        repeat_code(r, code, count);
        emit(r, (instruction){.op = PATTERN_JUMP, .first = (int16_t)(-(int32_t)count - 1)});
        return;
    }
    for (size_t left = most - least; left > 0 && !r->failed; left--) { // each may end all
        emit(r, (instruction){.op = PATTERN_FORK, .first = 1, .second = (int16_t)(count * left + left)});
        repeat_code(r, code, count);
    }
}

// A dot, an escape, or a character that means itself.
static void read_single(reader *r) {
    static const code_range ends[] = {{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}};
    ranges all = {0};
    if (take(r, '.')) {
        add_all(r, &all, ends, sizeof ends / sizeof ends[0]);
        ranges_turn(r, &all);
    } else if (take(r, '\\')) {
        if (is_class(peek(r))) {
            add_class(r, &all, peek(r));
            r->at++;
        } else {
            uint32_t code = take_escape(r, false);
            ranges_add(r, &all, code, code);
        }
    } else {
        if (peek(r) != '\0' && strchr("*+?{}]", peek(r)) != NULL) // dialects differ about these
            r->failed = true;
        uint32_t code = take_code(r);
        ranges_add(r, &all, code, code);
    }
    if (!r->failed)
        emit_set(r, &all);
}

static void read_choices(reader *r);

// A group, whose parenthesis is behind.
static void read_group(reader *r) {
    if (take(r, '?')) {
        if (!take(r, ':'))
            r->failed = true; // a look around, flags, a name
    }
    if (++r->depth > NESTING_MAX)
        r->failed = true;
    if (!r->failed)
        read_choices(r);
    r->depth--;
    if (!take(r, ')'))
        r->failed = true;
}

// One part of a sequence, up to what repeats it.
static void read_part(reader *r) {
    size_t begin = r->count, least, most;
    if (take(r, '^') || take(r, '$')) {
        emit(r, (instruction){.op = r->source.data[r->at - 1] == '^' ? PATTERN_BEGIN : PATTERN_END});
        char next = peek(r);
        r->failed = r->failed || (next != '\0' && strchr("*+?{", next) != NULL);
        return;
    }
    if (take(r, '('))
        read_group(r);
    else if (take(r, '['))
        read_class(r);
    else
        read_single(r);
    if (!r->failed && take_quantifier(r, &least, &most) && !r->failed)
        repeat(r, begin, least, most);
}

static void read_sequence(reader *r) {
    while (!r->failed && r->at < r->source.length && peek(r) != '|' && peek(r) != ')')
        read_part(r);
}

static void read_choices(reader *r) {
    size_t begin = r->count;
    read_sequence(r);
    while (!r->failed && take(r, '|')) {
        size_t jump = r->count + 1;
        insert(r, begin, (instruction){.op = PATTERN_FORK, .first = 1, .second = (int16_t)(jump + 1 - begin)});
        emit(r, (instruction){.op = PATTERN_JUMP});
        read_sequence(r);
        if (!r->failed)
            r->code[jump].first = (int16_t)(r->count - jump);
    }
}

const pattern *pattern_of(arena *a, text source) {
    if (source.length > SOURCE_MAX || !regex_is_common(source))
        return NULL;
    reader r;
    r.a = a;
    r.source = source;
    r.at = r.count = 0;
    r.depth = 0;
    r.failed = false;
    read_choices(&r);
    emit(&r, (instruction){.op = PATTERN_FOUND});
    if (r.failed || r.at < source.length)
        return NULL;
    instruction *code = arena_array(a, r.count, sizeof *code);
    memcpy(code, r.code, r.count * sizeof *code);
    pattern *made = arena_new_of(a, pattern);
    *made = (pattern){r.count, code};
    return made;
}

bool code_set_holds_wide(const code_set *set, uint32_t code) {
    size_t low = 0, high = set->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (set->items[middle].to < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low < set->count && set->items[low].from <= code;
}

// All ways through the program are gone at once: the places that wait for a character, each once, however many ways lead there
// (Thompson's construction). The program begins anew behind every character, since a pattern may occur anywhere.
#include "schema/pattern_run.h"
#include "base/utf8.h"

typedef struct places {
    size_t count;
    uint16_t items[PATTERN_INSTRUCTIONS_MAX];
} places;

// Where the program gets to without a character.
typedef struct run {
    const pattern *pattern;
    size_t visits;   // made
    bool begin, end; // of the text
    bool found;
    uint32_t now;                            // the step that is made
    uint32_t seen[PATTERN_INSTRUCTIONS_MAX]; // the step in which it was last got to
    places *waiting;                         // for the next character
    uint16_t later[PATTERN_INSTRUCTIONS_MAX];
} run;

static void begin_step(run *r, places *waiting, bool begin, bool end) {
    r->begin = begin;
    r->end = end;
    if (++r->now == 0) {
        memset(r->seen, 0, r->pattern->count * sizeof r->seen[0]);
        r->now = 1;
    }
    r->waiting = waiting;
    waiting->count = 0;
}

// Each fork is met once in a step, and leaves one of its two ways for later.
static void reach(run *r, size_t at) {
    const instruction *code = r->pattern->code;
    const uint32_t now = r->now;
    places *waiting = r->waiting;
    size_t later = 0, visits = 0;
    for (;;) {
        if (r->seen[at] != now) {
            const instruction *i = &code[at];
            r->seen[at] = now;
            visits++;
            switch (i->op) {
            case PATTERN_SET:
                waiting->items[waiting->count++] = (uint16_t)at;
                break;
            case PATTERN_FORK:
                r->later[later++] = (uint16_t)((int64_t)at + i->second);
                at = (size_t)((int64_t)at + i->first);
                continue;
            case PATTERN_JUMP:
                at = (size_t)((int64_t)at + i->first);
                continue;
            case PATTERN_FOUND:
                r->found = true;
                break;
            default: // BEGIN, END
                if (i->op == PATTERN_BEGIN ? r->begin : r->end) {
                    at++;
                    continue;
                }
            }
        }
        if (later == 0)
            break;
        at = r->later[--later];
    }
    r->visits += visits;
}

static void run_begin(run *r, const pattern *p) {
    r->pattern = p;
    r->visits = 0;
    r->found = false;
    r->now = 0;
    memset(r->seen, 0, p->count * sizeof r->seen[0]);
}

pattern_start pattern_start_of(const pattern *p) {
    places waiting;
    run r;
    run_begin(&r, p);
    begin_step(&r, &waiting, false, true);
    reach(&r, 0);
    pattern_start start = {.anchored = waiting.count == 0 && !r.found, .only = -1};
    begin_step(&r, &waiting, false, false);
    reach(&r, 0);
    start.count = waiting.count;
    for (size_t i = 0; i < waiting.count; i++) {
        const code_set *set = p->code[waiting.items[i]].set;
        start.ascii[0] |= set->ascii[0];
        start.ascii[1] |= set->ascii[1];
        start.wide = start.wide || (set->count > 0 && set->items[set->count - 1].to >= 128);
    }
    if (!start.wide && __builtin_popcountll(start.ascii[0]) + __builtin_popcountll(start.ascii[1]) == 1)
        start.only = start.ascii[0] != 0 ? __builtin_ctzll(start.ascii[0]) : 64 + __builtin_ctzll(start.ascii[1]);
    return start;
}

static bool may_begin(const pattern_start *start, unsigned char byte) {
    return byte < 128 ? (start->ascii[byte / 64] >> byte % 64 & 1) != 0 : start->wide;
}

// To the next character that the pattern may begin with, or to one of the last, which are left for the end of the text.
static size_t pass_idle(const pattern_start *start, text subject, size_t at) {
    enum { CHARACTER_BYTES = 4 };
    size_t begin = at, end = subject.length - at > CHARACTER_BYTES ? subject.length - CHARACTER_BYTES : at;
    const char *found = NULL;
    if (start->only >= 0) {
        found = memchr(subject.data + at, start->only, end - at);
        at = found != NULL ? (size_t)(found - subject.data) : end;
    } else {
        while (at < end && !may_begin(start, (unsigned char)subject.data[at]))
            at++;
    }
    while (at > begin && utf8_is_continuation((unsigned char)subject.data[at]))
        at--;
    return at;
}

// All that follows one character.
static void step(run *r, const pattern_start *start, const places *from, uint32_t code) {
    const instruction *program = r->pattern->code;
    if (!start->anchored)
        reach(r, 0);
    for (size_t i = 0; i < from->count; i++)
        if (code_set_holds(program[from->items[i]].set, code))
            reach(r, (size_t)from->items[i] + 1);
    r->visits++;
}

answer pattern_occurs(const pattern *p, const pattern_start *start, text subject, size_t *visits) {
    places sets[2];
    run r;
    run_begin(&r, p);
    size_t at = 0;
    begin_step(&r, &sets[0], true, subject.length == 0);
    reach(&r, 0);
    while (!r.found && at < subject.length && r.visits <= *visits && (!start->anchored || r.waiting->count > 0)) {
        if (r.waiting->count == start->count) { // nothing of the pattern was met
            size_t next = pass_idle(start, subject, at);
            r.visits += next - at;
            at = next;
        }
        uint32_t code = (unsigned char)subject.data[at];
        size_t length = code < 128 ? 1 : utf8_sequence(subject.data + at, subject.length - at);
        if (length == 0)
            return ANSWER_UNKNOWN;
        if (length > 1)
            code = utf8_decode(subject.data + at, length);
        at += length;
        const places *from = r.waiting;
        begin_step(&r, from == &sets[0] ? &sets[1] : &sets[0], false, at == subject.length);
        step(&r, start, from, code);
    }
    bool lasted = r.visits <= *visits;
    *visits -= lasted ? r.visits : *visits;
    if (r.found)
        return ANSWER_YES;
    return lasted ? ANSWER_NO : ANSWER_UNKNOWN;
}

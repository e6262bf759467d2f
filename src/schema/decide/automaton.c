// Sets of places in the program, each set once. The program begins anew behind every character, since a pattern may occur
// anywhere.
#include "schema/decide/automaton.h"
#include "base/hash.h"
#include <stdlib.h>

enum { SPOT_SLOTS = 64, SPOTS_MAX = 1500, BEGINS_MAX = 1000 };

// Where a program gets to without a character.
typedef struct walk {
    const pattern *pattern;
    bool begin, end; // of the text
    bool found;
    size_t waiting;
    uint16_t stack[PATTERN_INSTRUCTIONS_MAX];
    uint8_t seen[PATTERN_INSTRUCTIONS_MAX];
} walk;

static void walk_begin(walk *w, const pattern *p, bool begin, bool end) {
    w->pattern = p;
    w->begin = begin;
    w->end = end;
    w->found = false;
    w->waiting = 0;
    memset(w->seen, 0, p->count);
}

static void push(walk *w, size_t at) {
    if (w->seen[at] != 0)
        return;
    w->seen[at] = 1;
    w->stack[w->waiting++] = (uint16_t)at;
}

static void reach(walk *w, size_t from) {
    push(w, from);
    while (w->waiting > 0) {
        size_t at = w->stack[--w->waiting];
        const instruction *i = &w->pattern->code[at];
        if (i->op == PATTERN_FOUND)
            w->found = true;
        if (i->op == PATTERN_FORK)
            push(w, (size_t)((int64_t)at + i->second));
        if (i->op == PATTERN_FORK || i->op == PATTERN_JUMP)
            push(w, (size_t)((int64_t)at + i->first));
        if ((i->op == PATTERN_BEGIN && w->begin) || (i->op == PATTERN_END && w->end))
            push(w, at + 1);
    }
}

// Whether the pattern occurs when the text ends where the walk got to.
static bool occurs_at_end(const walk *w) {
    walk end;
    walk_begin(&end, w->pattern, w->begin, true);
    for (size_t i = 0; i < w->pattern->count; i++)
        if (w->seen[i] != 0 && w->pattern->code[i].op == PATTERN_END)
            reach(&end, i);
    return end.found;
}

static spot *spot_of(decider *d, automaton *m, const walk *w) {
    uint16_t places[PATTERN_INSTRUCTIONS_MAX];
    size_t count = 0;
    for (size_t i = 0; !w->found && i < m->pattern->count; i++)
        if (w->seen[i] != 0 && (m->pattern->code[i].op == PATTERN_SET || m->pattern->code[i].op == PATTERN_END))
            places[count++] = (uint16_t)i;
    work_charge(d->work, 1 + m->pattern->count / 32);
    bool ends = w->found || occurs_at_end(w);
    uint64_t hash = hash_bytes((const char *)places, count * sizeof places[0], (uint64_t)w->found * 2 + ends);
    spot **slot = &m->table[hash % SPOT_SLOTS];
    for (spot *s = *slot; s != NULL; s = s->next)
        if (s->hash == hash && s->count == count && s->found == w->found && s->ends == ends &&
            memcmp(s->places, places, count * sizeof places[0]) == 0)
            return s;
    if (m->spots >= SPOTS_MAX)
        return NULL;
    m->spots++;
    uint16_t *kept = arena_array(d->a, count + 1, sizeof *kept);
    memcpy(kept, places, count * sizeof *kept);
    spot *s = arena_new_of(d->a, spot);
    *s = (spot){.next = *slot, .hash = hash, .count = count, .places = kept, .found = w->found, .ends = ends};
    s->steps = arena_zalloc(d->a, m->class_count * sizeof *s->steps);
    *slot = s;
    return s;
}

static int code_order(const void *a, const void *b) {
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return left < right ? -1 : left > right;
}

static size_t settle_codes(uint32_t *codes, size_t count) {
    size_t kept = 0;
    qsort(codes, count, sizeof *codes, code_order);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || codes[kept - 1] != codes[i])
            codes[kept++] = codes[i];
    return kept;
}

// Characters are told apart where some set begins or ends. False: in too many places.
static bool find_classes(decider *d, automaton *m) {
    enum { SET_BEGINS_MAX = 2 * PATTERN_RANGES_MAX };
    uint32_t begins[BEGINS_MAX + SET_BEGINS_MAX] = {0};
    size_t count = 1;
    for (size_t i = 0; i < m->pattern->count; i++) {
        const code_set *set = m->pattern->code[i].op == PATTERN_SET ? m->pattern->code[i].set : NULL;
        if (count > BEGINS_MAX)
            count = settle_codes(begins, count); // copies of one part have the same
        if (count > BEGINS_MAX)
            return false;
        for (size_t j = 0; set != NULL && j < set->count; j++) {
            begins[count++] = set->items[j].from;
            if (set->items[j].to < CODE_POINT_MAX)
                begins[count++] = set->items[j].to + 1;
        }
    }
    m->class_count = settle_codes(begins, count);
    uint32_t *kept = arena_array(d->a, m->class_count, sizeof *kept);
    memcpy(kept, begins, m->class_count * sizeof *kept);
    m->begins = kept;
    return true;
}

automaton *automaton_of(decider *d, text source) {
    for (automaton *m = d->automata; m != NULL; m = m->next)
        if (text_equal(m->source, source))
            return m;
    automaton *m = arena_new_of(d->a, automaton);
    *m = (automaton){.next = d->automata, .source = source, .pattern = pattern_of(d->a, source)};
    d->automata = m;
    work_charge(d->work, 10 + source.length / 8);
    if (m->pattern == NULL)
        return m;
    if (!find_classes(d, m)) {
        m->pattern = NULL;
        return m;
    }
    walk w;
    m->table = arena_zalloc(d->a, SPOT_SLOTS * sizeof *m->table);
    walk_begin(&w, m->pattern, true, false);
    reach(&w, 0);
    m->begin = spot_of(d, m, &w);
    return m;
}

size_t automaton_class(const automaton *m, uint32_t code) {
    size_t low = 0, high = m->class_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (m->begins[middle] <= code)
            low = middle;
        else
            high = middle;
    }
    return low;
}

spot *automaton_step(decider *d, automaton *m, spot *from, size_t class) {
    if (from->found)
        return from;
    if (from->steps[class] != NULL)
        return from->steps[class];
    walk w;
    walk_begin(&w, m->pattern, false, false);
    reach(&w, 0);
    for (size_t i = 0; i < from->count; i++) {
        const instruction *at = &m->pattern->code[from->places[i]];
        if (at->op == PATTERN_SET && code_set_holds(at->set, m->begins[class]))
            reach(&w, (size_t)from->places[i] + 1);
    }
    from->steps[class] = spot_of(d, m, &w);
    return from->steps[class];
}

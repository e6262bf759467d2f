// The automata of all patterns side by side, and the number of characters as far as it matters: what they can reach is looked
// through breadth first. Nothing is reached where a pattern that must occur cannot any more, or one that must not has.
#include "schema/decide/language.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "schema/decide/automaton.h"
#include <stdlib.h>

enum {
    STANDS_MAX = 2500,
    STAND_SLOTS = 256,
    CLASSES_MAX = 400,
    TRIES_MAX = 24,
    LISTED_MAX = 64,
    WORDS_MAX = 64, // that are remembered
    LISTED_LENGTH_MAX = 32,
    LISTED_STANDS_MAX = 300,
    CODES_SURROGATE = 0xD800,
    CODES_BEHIND = 0xE000
};

// Where all automata are after some characters.
typedef struct stand {
    struct stand *next;
    uint64_t hash;
    const struct stand *before; // the way here: from there, by that character
    uint32_t code;
    size_t length;
    int64_t counted; // characters, as far as they matter
    bool alive;      // what suits can be reached
    spot *spots[];
} stand;

// A wording whose words were listed before.
typedef struct listed_wording {
    struct listed_wording *next;
    wording wording;
    const word_list *words;
} listed_wording;

typedef struct asked_wording {
    struct asked_wording *next;
    wording wording;
    outcome empty;
} asked_wording;

typedef struct lookout {
    decider *d;
    const wording *w;
    size_t count; // of automata
    automaton *machines[WORDING_MAX];
    bool negative[WORDING_MAX];
    size_t class_count;
    code_range classes[CLASSES_MAX]; // of characters that are alike to all, those that read well first
    stand **table;
    stand **all;
    size_t made;
    bool cut; // something was left out
} lookout;

void wording_add(wording *w, text pattern, bool negative) {
    if (w->count == WORDING_MAX)
        return;
    w->items[w->count].pattern = pattern;
    w->items[w->count++].negative = negative;
}

// --- characters ------------------------------------------------------------------------------------------------------

static int code_order(const void *a, const void *b) {
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return left < right ? -1 : left > right;
}

// How late a class comes.
static unsigned rank_of(uint32_t code) {
    if (code >= 'a' && code <= 'z')
        return 0;
    if (code >= '0' && code <= '9')
        return 1;
    if (code >= 'A' && code <= 'Z')
        return 2;
    if (code > ' ' && code < 0x7F)
        return 3;
    return code == ' ' ? 4 : 5;
}

static bool find_classes(lookout *l) {
    static const uint32_t always[] = {0,       ' ', '!',     '0',  '9' + 1,         'A',
                                      'Z' + 1, 'a', 'z' + 1, 0x7F, CODES_SURROGATE, CODES_BEHIND};
    uint32_t begins[CLASSES_MAX];
    size_t count = sizeof always / sizeof always[0], kept = 0;
    memcpy(begins, always, sizeof always);
    for (size_t i = 0; i < l->count; i++) {
        if (count + l->machines[i]->class_count > CLASSES_MAX)
            return false;
        memcpy(begins + count, l->machines[i]->begins, l->machines[i]->class_count * sizeof begins[0]);
        count += l->machines[i]->class_count;
    }
    qsort(begins, count, sizeof begins[0], code_order);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || begins[kept - 1] != begins[i])
            begins[kept++] = begins[i];
    for (unsigned rank = 0; rank <= 5; rank++)
        for (size_t i = 0; i < kept; i++)
            if (rank_of(begins[i]) == rank && (begins[i] < CODES_SURROGATE || begins[i] >= CODES_BEHIND))
                l->classes[l->class_count++] =
                    (code_range){begins[i], i + 1 < kept ? begins[i + 1] - 1 : CODE_POINT_MAX};
    return true;
}

// --- stands ----------------------------------------------------------------------------------------------------------

static bool suits_wording(const lookout *l, const stand *s) {
    if (s->counted < l->w->least)
        return false;
    for (size_t i = 0; i < l->count; i++)
        if (s->spots[i]->ends == l->negative[i])
            return false;
    return true;
}

// The stand of that kind, which is made unless it is known. NULL: there are too many.
static stand *stand_of(lookout *l, const stand *like) {
    uint64_t hash = hash_bytes(like->spots, l->count * sizeof like->spots[0], (uint64_t)like->counted);
    stand **slot = &l->table[hash % STAND_SLOTS];
    for (stand *s = *slot; s != NULL; s = s->next)
        if (s->hash == hash && s->counted == like->counted &&
            memcmp(s->spots, like->spots, l->count * sizeof like->spots[0]) == 0)
            return s;
    if (l->made == STANDS_MAX) {
        l->cut = true;
        return NULL;
    }
    size_t size = sizeof(stand) + l->count * sizeof like->spots[0];
    stand *made = arena_alloc(l->d->a, size);
    memcpy(made, like, size);
    made->hash = hash;
    made->next = *slot;
    *slot = made;
    l->all[l->made++] = made;
    return made;
}

// Where a character leads. NULL: to nothing that suits, or there are too many.
static stand *stand_after(lookout *l, const stand *from, uint32_t code, stand *scratch) {
    if (l->w->most >= 0 && from->counted >= l->w->most)
        return NULL;
    *scratch = (stand){.before = from, .code = code, .length = from->length + 1};
    scratch->counted = from->counted + (l->w->most >= 0 || from->counted < l->w->least);
    for (size_t i = 0; i < l->count; i++) {
        automaton *m = l->machines[i];
        spot *to = automaton_step(l->d, m, from->spots[i], automaton_class(m, code));
        l->cut = l->cut || to == NULL;
        if (to == NULL || (l->negative[i] ? to->found : spot_is_dead(to)))
            return NULL;
        scratch->spots[i] = to;
    }
    return stand_of(l, scratch);
}

static text word_of(lookout *l, const stand *s) {
    uint32_t *codes = arena_array(l->d->a, s->length + 1, sizeof *codes);
    char *bytes = arena_bytes(l->d->a, 4 * s->length + 1);
    size_t length = 0, count = s->length;
    for (size_t i = count; i > 0; i--, s = s->before)
        codes[i - 1] = s->code;
    for (size_t i = 0; i < count; i++)
        length += utf8_encode(codes[i], bytes + length);
    bytes[length] = '\0';
    return (text){bytes, length};
}

// --- looking ---------------------------------------------------------------------------------------------------------

typedef struct offer {
    outcome (*suits)(void *to, text word);
    void *to;
    size_t tries;
    outcome found; // EMPTY as long as nothing suited and nothing was unsure
    bool some;     // there are words
} offer;

// True: this is the end of it.
static bool offer_stand(lookout *l, const stand *s, offer *o) {
    if (!suits_wording(l, s))
        return false;
    o->some = true;
    if (o->suits == NULL || o->tries++ == TRIES_MAX) {
        l->cut = true;
        return true;
    }
    o->found = either_outcome(o->found, o->suits(o->to, word_of(l, s)));
    return o->found == OUTCOME_INHABITED;
}

static void look(lookout *l, stand *scratch, offer *o) {
    stand *first = stand_of(l, scratch);
    if (first == NULL || offer_stand(l, first, o))
        return;
    for (size_t i = 0; i < l->made; i++) {
        work_charge(l->d->work, l->class_count / 8);
        if (!decider_step(l->d)) {
            l->cut = true;
            return;
        }
        for (size_t j = 0; j < l->class_count; j++) {
            size_t before = l->made;
            stand *next = stand_after(l, l->all[i], l->classes[j].from, scratch);
            if (next != NULL && l->made > before && offer_stand(l, next, o))
                return;
        }
    }
}

static void find_alive(lookout *l, stand *scratch) {
    for (bool again = true; again;) {
        again = false;
        for (size_t i = l->made; i > 0; i--) {
            stand *s = l->all[i - 1];
            if (s->alive)
                continue;
            s->alive = suits_wording(l, s);
            for (size_t j = 0; !s->alive && j < l->class_count; j++) {
                const stand *next = stand_after(l, s, l->classes[j].from, scratch);
                s->alive = next != NULL && next->alive;
            }
            again = again || s->alive;
        }
        work_charge(l->d->work, l->made * l->class_count / 8);
    }
}

// Offers all words that go on from there. False: they are too many, or there is nothing more to ask.
static bool list_all(lookout *l, const stand *from, stand *scratch, offer *o) {
    if (from->length > LISTED_LENGTH_MAX || !decider_step(l->d))
        return false;
    if (suits_wording(l, from)) {
        if (o->tries++ == LISTED_MAX)
            return false;
        o->found = either_outcome(o->found, o->suits(o->to, word_of(l, from)));
        if (o->found != OUTCOME_EMPTY)
            return false;
    }
    for (size_t i = 0; i < l->class_count; i++) {
        const stand *next = stand_after(l, from, l->classes[i].from, scratch);
        if (next == NULL || !next->alive)
            continue;
        if (l->classes[i].to - l->classes[i].from >= LISTED_MAX)
            return false;
        for (uint32_t code = l->classes[i].from; code <= l->classes[i].to; code++) {
            size_t size = sizeof(stand) + l->count * sizeof(spot *);
            stand *here = arena_alloc(l->d->a, size);
            memcpy(here, next, size);
            here->before = from;
            here->code = code;
            here->length = from->length + 1;
            if (!list_all(l, here, scratch, o))
                return false;
        }
    }
    return true;
}

static outcome look_through(decider *d, const wording *w, offer *o) {
    lookout *l = arena_new_of(d->a, lookout);
    l->d = d;
    l->w = w;
    for (size_t i = 0; i < w->count; i++) {
        automaton *m = automaton_of(d, w->items[i].pattern);
        if (m->pattern == NULL || m->begin == NULL) // whatever it takes in: that only lets more pass
            continue;
        l->machines[l->count] = m;
        l->negative[l->count++] = w->items[i].negative;
    }
    if (l->count == 0 || (w->most >= 0 && w->least > w->most) || !find_classes(l))
        return OUTCOME_UNSURE;
    l->table = arena_zalloc(d->a, STAND_SLOTS * sizeof *l->table);
    l->all = arena_array(d->a, STANDS_MAX, sizeof *l->all);
    stand *scratch = arena_zalloc(d->a, sizeof(stand) + l->count * sizeof(spot *));
    for (size_t i = 0; i < l->count; i++) {
        scratch->spots[i] = l->machines[i]->begin;
        if (l->negative[i] ? scratch->spots[i]->found : spot_is_dead(scratch->spots[i]))
            return OUTCOME_EMPTY;
    }
    look(l, scratch, o);
    if (d->work->exhausted || o->found == OUTCOME_INHABITED)
        return d->work->exhausted ? OUTCOME_UNSURE : o->found;
    if (!o->some)
        return l->cut ? OUTCOME_UNSURE : OUTCOME_EMPTY;
    if (l->cut || o->found != OUTCOME_EMPTY || l->made > LISTED_STANDS_MAX)
        return OUTCOME_UNSURE;
    o->tries = 0;
    find_alive(l, scratch);
    bool all = list_all(l, l->all[0], scratch, o) && !d->work->exhausted;
    return all || o->found == OUTCOME_INHABITED ? o->found : OUTCOME_UNSURE;
}

static bool same_wording(const wording *a, const wording *b) {
    if (a->count != b->count || a->least != b->least || a->most != b->most)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i].negative != b->items[i].negative || !text_equal(a->items[i].pattern, b->items[i].pattern))
            return false;
    return true;
}

outcome language_is_empty(decider *d, const wording *w) {
    if (w->count == 0)
        return OUTCOME_UNSURE;
    for (const asked_wording *a = d->wordings; a != NULL; a = a->next)
        if (same_wording(&a->wording, w))
            return a->empty;
    // What patterns rule out by themselves is found soon, however long texts may be.
    const bool bounded = w->least > 0 || w->most >= 0;
    wording any = *w;
    any.least = 0;
    any.most = -1;
    if (bounded && language_is_empty(d, &any) == OUTCOME_EMPTY)
        return OUTCOME_EMPTY;
    offer o = {.found = OUTCOME_EMPTY};
    asked_wording *a = arena_new_of(d->a, asked_wording);
    *a = (asked_wording){.next = d->wordings, .wording = *w, .empty = look_through(d, w, &o)};
    if (!d->work->exhausted && d->steps > 0)
        d->wordings = a;
    return a->empty;
}

outcome language_find(decider *d, const wording *w, outcome (*suits)(void *to, text word), void *to) {
    offer o = {.suits = suits, .to = to, .found = OUTCOME_EMPTY};
    return look_through(d, w, &o);
}

// Words in the making.
typedef struct collection {
    bool many;
    size_t count;
    text items[WORDS_MAX];
} collection;

static outcome collect(void *to, text word) {
    collection *c = to;
    bool known = false;
    for (size_t i = 0; i < c->count && !known; i++)
        known = text_equal(c->items[i], word);
    c->many = c->many || (!known && c->count == WORDS_MAX);
    if (!known && !c->many)
        c->items[c->count++] = word;
    return c->many ? OUTCOME_INHABITED : OUTCOME_EMPTY; // the next one, please
}

static const word_list *list_words(decider *d, const wording *w) {
    collection *c = arena_zalloc(d->a, sizeof *c);
    word_list *list = arena_new_of(d->a, word_list);
    if (w->count == 0 && w->most == 0)
        c->items[c->count++] = TEXT("");
    else if (w->count == 0 || language_find(d, w, collect, c) != OUTCOME_EMPTY)
        return NULL;
    *list = (word_list){.count = c->count, .items = c->items};
    return list;
}

const word_list *language_words(decider *d, const wording *w) {
    for (const listed_wording *l = d->listed; l != NULL; l = l->next)
        if (same_wording(&l->wording, w))
            return l->words;
    listed_wording *l = arena_new_of(d->a, listed_wording);
    *l = (listed_wording){.next = d->listed, .wording = *w, .words = list_words(d, w)};
    d->listed = l;
    return l->words;
}

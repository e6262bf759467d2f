// Strings by their length and their patterns. Regular patterns are worked out (language.h); for the others candidates are made
// from what they begin with and from what the schemas name.
#include "base/buffer.h"
#include "schema/decide/language.h"
#include "schema/work.h"

enum { CANDIDATE_BYTES = 200 };

static const json_value *string_of(decider *d, const char *bytes, size_t length) {
    json_value *made = arena_new_of(d->a, json_value);
    *made = json_make_string((text){arena_text(d->a, (text){bytes, length}), length});
    return made;
}

// The letters that a pattern asks for at its beginning, with what it may hold up to the first choice.
static size_t literal_part(text pattern, char *out, bool *whole) {
    size_t length = 0, i = pattern.length > 0 && pattern.data[0] == '^';
    for (; i < pattern.length && length < CANDIDATE_BYTES; i++) {
        char c = pattern.data[i];
        if (c == '\\' && i + 1 < pattern.length && strchr(".-/_+*?()[]{}^$|\\", pattern.data[i + 1]) != NULL)
            c = pattern.data[++i];
        else if (strchr(".+*?()[]{}^$|\\", c) != NULL)
            break;
        bool counted = i + 1 < pattern.length && strchr("*?+{", pattern.data[i + 1]) != NULL;
        if (counted && pattern.data[i + 1] != '+')
            break;
        out[length++] = c;
    }
    *whole = pattern.length > 1 && pattern.data[0] == '^' && i + 1 == pattern.length && pattern.data[i] == '$';
    return length;
}

// The text before, filled with letters to the length that is wanted.
static bool try_filled(decider *d, goal *g, const state *s, const char *begin, size_t length, char with) {
    size_t wanted = s->least > (int64_t)length ? (size_t)s->least : length, size = 0;
    if (wanted > (s->words == NULL ? WITNESS_CHARACTERS : WITNESS_MATCHED) ||
        (s->most >= 0 && wanted > (size_t)s->most))
        return false;
    char *bytes = arena_bytes(d->a, wanted + 1);
    memcpy(bytes, begin, length);
    memset(bytes + length, with, wanted - length);
    bytes[wanted] = '\0';
    json_value *made = arena_new_of(d->a, json_value);
    *made = json_make_string((text){bytes, wanted});
    return witness_grows(d, &size, wanted) && goal_try(d, g, made) == OUTCOME_INHABITED;
}

static bool try_fillings(decider *d, goal *g, const state *s, const char *begin, size_t length) {
    static const char letters[] = "a0A-. _zx";
    for (size_t i = 0; i < sizeof letters - 1; i++) {
        char more[CANDIDATE_BYTES + 2];
        if (try_filled(d, g, s, begin, length, letters[i]))
            return true;
        memcpy(more, begin, length);
        more[length] = letters[i];
        if (try_filled(d, g, s, more, length + 1, letters[i]))
            return true;
    }
    return false;
}

static bool try_words(decider *d, goal *g, const state *s) {
    char bytes[CANDIDATE_BYTES];
    bool whole;
    for (const atom_cell *c = s->words; c != NULL; c = c->next) {
        if (c->atom->kind != ATOM_PATTERN)
            continue;
        size_t length = literal_part(json_text_of(c->atom->value), bytes, &whole);
        if (length > 0 && length < CANDIDATE_BYTES && try_fillings(d, g, s, bytes, length))
            return true;
    }
    return false;
}

static wording wording_of(const state *s) {
    wording w = {.least = s->least, .most = s->most};
    for (const atom_cell *c = s->words; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_PATTERN)
            wording_add(&w, json_text_of(c->atom->value), c->atom->negative);
    return w;
}

typedef struct trial {
    decider *d;
    goal *g;
} trial;

static outcome try_word(void *to, text word) {
    const trial *t = to;
    return goal_try(t->d, t->g, string_of(t->d, word.data, word.length));
}

outcome solve_strings(decider *d, goal *g, const state *s, bool last) {
    if (s->most == 0)
        return goal_try(d, g, string_of(d, "", 0));
    const wording w = wording_of(s);
    if (!last)
        return language_is_empty(d, &w);
    outcome o = language_is_empty(d, &w);
    if (o == OUTCOME_UNSURE && w.count > 0)
        o = language_find(d, &w, try_word, &(trial){d, g});
    if (o != OUTCOME_UNSURE)
        return o;
    return try_fillings(d, g, s, "", 0) || try_words(d, g, s) || goal_try_examples(d, g) == OUTCOME_INHABITED
               ? OUTCOME_INHABITED
               : OUTCOME_UNSURE;
}

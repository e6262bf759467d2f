// Strings by their length and their patterns. What a pattern takes in is not worked out: a text with opposite signs was found
// when it was added, and candidates are made from what patterns begin with and from what the schemas name.
#include "base/buffer.h"
#include "schema/decide/goal.h"
#include "schema/work.h"

enum { LENGTH_MAX = 1000, CANDIDATE_BYTES = 200 };

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

// A pattern without choices between both anchors is one string.
static outcome solve_literal(decider *d, goal *g, const state *s) {
    char bytes[CANDIDATE_BYTES];
    bool whole;
    for (const atom_cell *c = s->words; c != NULL; c = c->next) {
        if (c->atom->kind != ATOM_PATTERN || c->atom->negative)
            continue;
        size_t length = literal_part(json_text_of(c->atom->value), bytes, &whole);
        if (whole)
            return goal_try(d, g, string_of(d, bytes, length));
    }
    return OUTCOME_UNSURE;
}

// The text before, filled with letters to the length that is wanted.
static bool try_filled(decider *d, goal *g, const state *s, const char *begin, size_t length, char with) {
    char bytes[LENGTH_MAX + CANDIDATE_BYTES];
    size_t wanted = s->least > (int64_t)length ? (size_t)s->least : length;
    if (wanted > LENGTH_MAX || (s->most >= 0 && wanted > (size_t)s->most))
        return false;
    memcpy(bytes, begin, length);
    memset(bytes + length, with, wanted - length);
    return goal_try(d, g, string_of(d, bytes, wanted)) == OUTCOME_INHABITED;
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

outcome solve_strings(decider *d, goal *g, const state *s, bool last) {
    if (s->most == 0)
        return goal_try(d, g, string_of(d, "", 0));
    outcome o = solve_literal(d, g, s);
    if (o != OUTCOME_UNSURE || !last)
        return o;
    return try_fillings(d, g, s, "", 0) || try_words(d, g, s) || goal_try_examples(d, g) == OUTCOME_INHABITED
               ? OUTCOME_INHABITED
               : OUTCOME_UNSURE;
}

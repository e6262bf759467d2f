// "^(?=A)(?!B)C": at the beginning A is found, B is not, and C is. Each of them alone is mostly regular, so automata tell of
// them, as they do not of the whole.
#include "schema/decide/ahead.h"
#include "schema/decide/automaton.h"

// The length of the group that begins there, with its parentheses; 0: it does not end.
static size_t group_length(text t, size_t at) {
    size_t depth = 0;
    bool in_class = false;
    for (size_t i = at; i < t.length; i++) {
        char c = t.data[i];
        if (c == '\\')
            i++;
        else if (in_class)
            in_class = c != ']';
        else if (c == '[')
            in_class = true;
        else if (c == '(')
            depth++;
        else if (c == ')' && --depth == 0)
            return i + 1 - at;
    }
    return 0;
}

// Whether there are alternatives outside of groups.
static bool has_choices(text t, size_t at) {
    for (size_t i = at; i < t.length; i++) {
        char c = t.data[i];
        if (c == '|')
            return true;
        if (c == '\\') {
            i++;
        } else if (c == '(') {
            size_t length = group_length(t, i);
            if (length == 0)
                return true;
            i += length - 1;
        } else if (c == '[') {
            for (i++; i < t.length && t.data[i] != ']'; i++)
                i += t.data[i] == '\\';
        }
    }
    return false;
}

// Adds what is found at the beginning. False: that is not regular, or there are too many.
static bool add(decider *d, ahead *a, text inner, bool negative) {
    if (a->count == AHEAD_PARTS_MAX)
        return false;
    const char *whole = arena_printf(d->a, "^(?:%.*s)", (int)inner.length, inner.data);
    json_value *pattern = arena_new_of(d->a, json_value);
    *pattern = json_make_string(text_of(whole));
    a->parts[a->count].pattern = pattern;
    a->parts[a->count++].negative = negative;
    return automaton_of(d, text_of(whole))->pattern != NULL;
}

static bool take_apart(decider *d, ahead *a) {
    enum { OPENING = 3 }; // "(?="
    text t = a->source;
    size_t at = 1;
    if (t.length < OPENING || t.data[0] != '^')
        return false;
    while (at + OPENING < t.length && t.data[at] == '(' && t.data[at + 1] == '?' &&
           strchr("=!", t.data[at + 2]) != NULL) {
        size_t length = group_length(t, at);
        if (length == 0 || !add(d, a, (text){t.data + at + OPENING, length - OPENING - 1}, t.data[at + 2] == '!'))
            return false;
        at += length;
        if (at < t.length && strchr("*+?{", t.data[at]) != NULL)
            return false; // it need not be there
    }
    return a->count > 0 && !has_choices(t, at) && add(d, a, (text){t.data + at, t.length - at}, false);
}

const ahead *ahead_of(decider *d, text source) {
    for (const ahead *a = d->aheads; a != NULL; a = a->next)
        if (text_equal(a->source, source))
            return a;
    ahead *a = arena_new_of(d->a, ahead);
    *a = (ahead){.next = d->aheads, .source = source};
    if (memchr(source.data, '\0', source.length) != NULL || !take_apart(d, a))
        a->count = 0;
    d->aheads = a;
    return a;
}

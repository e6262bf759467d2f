// One walk over the pattern, which tells classes from what is outside of them. What is not well formed is left to PCRE2's
// compiler.
#include "schema/regex_dialect.h"
#include "base/ascii.h"

typedef struct walk {
    text pattern;
    size_t at; // of the next byte
    bool in_class;
    unsigned groups; // that capture, in all of the pattern
} walk;

// NUL past the end.
static char byte_at(text t, size_t at) {
    if (at >= t.length)
        return 0;
    return t.data[at];
}

static char peek(const walk *w, size_t ahead) {
    return byte_at(w->pattern, w->at + ahead);
}

static bool is_any_of(char c, const char *characters) {
    return c != '\0' && strchr(characters, c) != NULL;
}

static bool has_hex_digits(const walk *w, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ascii_hex(peek(w, i)) < 0)
            return false;
    return true;
}

// "{Lu}", "{Script=Greek}"; PCRE2 also has names of its own, which begin with X.
static bool is_property(const walk *w) {
    size_t i = 1;
    while (ascii_is_letter(peek(w, i)) || ascii_is_digit(peek(w, i)) || is_any_of(peek(w, i), "_="))
        i++;
    return peek(w, 0) == '{' && i > 1 && peek(w, i) == '}' && peek(w, 1) != 'X';
}

// A reference to a group that is there; anything else may be an octal number. The first digit is behind.
static bool is_reference(const walk *w, char first) {
    unsigned number = (unsigned)(first - '0');
    for (size_t i = 0; ascii_is_digit(peek(w, i)); i++) {
        number = number * 10 + (unsigned)(peek(w, i) - '0');
        if (number > w->groups)
            return false;
    }
    return !w->in_class && number <= w->groups;
}

// What follows a backslash, which is behind.
static bool pass_escape(walk *w) {
    char c = peek(w, 0);
    w->at++;
    if (c == '0')
        return !ascii_is_digit(peek(w, 0));
    if (ascii_is_digit(c))
        return is_reference(w, c);
    if (!ascii_is_letter(c))
        return true; // itself
    switch (c) {
    case 'x':
        return has_hex_digits(w, 2);
    case 'u':
        return has_hex_digits(w, 4);
    case 'c':
        return ascii_is_letter(peek(w, 0));
    case 'p':
    case 'P':
        return is_property(w);
    case 'k':
        return !w->in_class && peek(w, 0) == '<';
    case 'B':
        return !w->in_class;
    default:
        return is_any_of(c, "bdDfnrstSwW");
    }
}

// What follows a parenthesis, which is behind: nothing of a kind, a look around, a name, or flags that mean the same to all who
// know them.
static bool pass_group(walk *w) {
    if (peek(w, 0) == '*')
        return false;
    if (peek(w, 0) != '?')
        return true;
    size_t i = 1;
    if (is_any_of(peek(w, 1), ":=!<>#"))
        return true;
    if (peek(w, 1) == 'P')
        return is_any_of(peek(w, 2), "<=");
    while (is_any_of(peek(w, i), "ims-"))
        i++;
    return i > 1 && is_any_of(peek(w, i), ":)");
}

// Without an opening number "{,3}" is text to ECMA-262, and "at most three" to others.
static bool pass_brace(const walk *w) {
    return peek(w, 0) != ',' || !ascii_is_digit(peek(w, 1));
}

static bool pass(walk *w) {
    char c = peek(w, 0);
    w->at++;
    if (c == '\\')
        return pass_escape(w);
    if (w->in_class) {
        w->in_class = c != ']';
        return c != '[' || !is_any_of(peek(w, 0), ":.=");
    }
    w->in_class = c == '[';
    if (w->in_class && peek(w, 0) == '^') // a class may be empty, negated too
        w->at++;
    return c == '(' ? pass_group(w) : c != '{' || pass_brace(w);
}

// Every parenthesis that captures, but for those in escapes and classes.
static unsigned count_groups(text pattern) {
    unsigned count = 0;
    bool in_class = false;
    for (size_t i = 0; i < pattern.length; i++) {
        char c = pattern.data[i], next = byte_at(pattern, i + 1), third = byte_at(pattern, i + 2),
             fourth = byte_at(pattern, i + 3);
        if (c == '\\')
            i++;
        else if (in_class)
            in_class = c != ']';
        else if (c == '[')
            in_class = true;
        else if (c == '(')
            count += next != '?' || (third == '<' && fourth != '=' && fourth != '!') || (third == 'P' && fourth == '<');
    }
    return count;
}

bool regex_is_common(text pattern) {
    walk w = {.pattern = pattern, .groups = count_groups(pattern)};
    while (w.at < pattern.length)
        if (!pass(&w))
            return false;
    return true;
}

bool regex_is_everywhere(text pattern) {
    static const char *const all[] = {"", "^", "$", ".*", "^.*", ".*$"};
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        if (text_is(pattern, all[i]))
            return true;
    return false;
}

// One text serves all databases, so its parameters are written as SQLite has them and numbered here, once for each statement.
// What stands in quotes is left alone, and the cast a::b is no parameter.
#include "store/postgres/parameters.h"
#include "base/buffer.h"
#include "base/memory.h"
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum { PARAMETERS_MAXIMUM = 100 };

typedef struct numbering {
    buffer out;
    char *names[PARAMETERS_MAXIMUM];
    int count;
} numbering;

static bool is_name(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

static int number_of_name(numbering *n, text name) {
    for (int i = 0; i < n->count; i++)
        if (n->names[i] != NULL && text_is(name, n->names[i]))
            return i + 1;
    if (n->count == PARAMETERS_MAXIMUM)
        return 0;
    char *copy = memory_zalloc(name.length + 1);
    memcpy(copy, name.data, name.length);
    n->names[n->count] = copy;
    return ++n->count;
}

// Writes the number of the parameter that begins here and gives its end.
static const char *parameter_write(numbering *n, const char *at) {
    const char *end = at + 1;
    while (is_name(*end))
        end++;
    int number = *at == '?' ? (int)strtol(at + 1, NULL, 10) : number_of_name(n, (text){at + 1, (size_t)(end - at - 1)});
    if (number > n->count && number <= PARAMETERS_MAXIMUM)
        n->count = number;
    buffer_printf(&n->out, "$%d", number);
    return end;
}

// Where what begins here ends: a quoted text, a cast's colons, or a character.
static const char *plain_end(const char *at) {
    if (at[0] == ':' && at[1] == ':')
        return at + 2;
    if (*at != '\'' && *at != '"')
        return at + 1;
    const char *end = strchr(at + 1, *at); // a doubled quote begins another quoted text, which does as well
    return end == NULL ? at + strlen(at) : end + 1;
}

char *parameters_number(const char *sql, char ***names, int *count) {
    numbering n = {.count = 0};
    buffer_init(&n.out, SIZE_MAX);
    for (const char *at = sql, *end; *at != '\0'; at = end) {
        if ((*at == ':' || *at == '?') && is_name(at[1])) {
            end = parameter_write(&n, at);
            continue;
        }
        end = plain_end(at);
        buffer_append_text(&n.out, (text){at, (size_t)(end - at)});
    }
    *count = n.count;
    *names = memory_zalloc(((size_t)n.count + 1) * sizeof **names);
    memcpy(*names, n.names, (size_t)n.count * sizeof **names);
    size_t length;
    return buffer_take(&n.out, &length);
}

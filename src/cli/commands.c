#include "cli/commands.h"
#include "cli/arguments.h"
#include <stdlib.h>
#include <string.h>

#define COMMAND(function, ...) static const option options_##function[] = {
#define OPTION(name, letter, meta, doc) {name, letter, meta, doc},
#define COMMAND_END(function)                                                                                          \
    { NULL, '\0', NULL, NULL }                                                                                         \
    }                                                                                                                  \
    ;
#include "cli/commands.def"
#undef COMMAND
#undef OPTION
#undef COMMAND_END

static const command by_hand[] = {
#define COMMAND(function, name, kind, takes, doc, examples)                                                            \
    {name, kind, takes, doc, examples, options_##function, run_##function, -1},
#define OPTION(...)
#define COMMAND_END(function)
#include "cli/commands.def"
#undef COMMAND
#undef OPTION
#undef COMMAND_END
};

enum { BY_HAND = sizeof by_hand / sizeof by_hand[0] };

const command *commands_all(cli *c) {
    command *list = NULL;
    size_t count = 0;
    if (c->commands != NULL)
        return c->commands;
    for (; count < BY_HAND; count++) {
        list = pool_grow(c->memory, list, count, sizeof *list);
        list[count] = by_hand[count];
    }
    list = mirror_commands(c, list, &count);
    list = pool_grow(c->memory, list, count, sizeof *list);
    list[count] = (command){0};
    return c->commands = list;
}

// Words that a command's name begins with, as many as it has; 0: it is another one.
static size_t words_of(const command *k, char **given, size_t count) {
    size_t words = 0;
    for (const char *at = k->name; *at != '\0'; at += strcspn(at, " "), at += *at == ' ', words++) {
        size_t length = strcspn(at, " ");
        if (words >= count || strlen(given[words]) != length || strncmp(given[words], at, length) != 0)
            return 0;
    }
    return words;
}

const command *commands_find(cli *c, char **given, size_t count, size_t *words) {
    for (size_t i = 0; i < BY_HAND; i++) // most of the time the tables of the API are not needed
        if ((*words = words_of(&by_hand[i], given, count)) > 0)
            return &by_hand[i];
    for (const command *k = commands_all(c) + BY_HAND; k->name != NULL; k++)
        if ((*words = words_of(k, given, count)) > 0)
            return k;
    return NULL;
}

bool is_group(cli *c, const char *word) {
    size_t length = strlen(word);
    for (const command *k = commands_all(c); k->name != NULL; k++)
        if (strncmp(k->name, word, length) == 0 && k->name[length] == ' ')
            return true;
    return false;
}

int commands_refuse(cli *c, const char *word) {
    const char *words[512];
    size_t count = 0;
    for (const command *k = commands_all(c); k->name != NULL && count < 511; k++)
        words[count++] = strchr(k->name, ' ') == NULL ? k->name : pool_copy(c->memory, k->name, strcspn(k->name, " "));
    words[count] = NULL;
    const char *near = nearest(word, words);
    return usage(c, "No such command: %s%s%s%s", word, near == NULL ? "" : " (did you mean ", near == NULL ? "" : near,
                 near == NULL ? "" : "?)");
}

#include "cli/commands.h"

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

const command *commands_find(cli *c, char **given, size_t count, size_t *words) {
    const command *found = command_among(by_hand, BY_HAND, given, count, words);
    // Most of the time the tables of the API are not needed.
    return found != NULL ? found : command_among(commands_all(c) + BY_HAND, SIZE_MAX, given, count, words);
}

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

// --- help ------------------------------------------------------------------------------------------------------------

enum { LEFT_COLUMNS = 31, WIDTH_LEAST = 50 };

// A name, and behind it what it is, in lines that fit the width.
static void say_entry(cli *c, const char *name, const char *doc) {
    size_t width = c->width < WIDTH_LEAST ? WIDTH_LEAST : c->width, column = LEFT_COLUMNS;
    say(c, "  %-*s", LEFT_COLUMNS - 2, name);
    if (strlen(name) > LEFT_COLUMNS - 4)
        say(c, "\n%*s", LEFT_COLUMNS, "");
    for (size_t length; *doc != '\0'; doc += length + (doc[length] == ' ')) {
        length = strcspn(doc, " ");
        bool first = column == LEFT_COLUMNS;
        if (!first && column + 1 + length > width) {
            say(c, "\n%*s", LEFT_COLUMNS, "");
            column = LEFT_COLUMNS;
            first = true;
        }
        say(c, "%s%.*s", first ? "" : " ", (int)length, doc);
        column += length + !first;
    }
    say(c, "\n");
}

static void say_options(cli *c, const option *o) {
    for (; o->name != NULL; o++) {
        const char letter[] = {'-', o->letter, ',', '\0'};
        const char *name = pool_printf(c->memory, "%s --%s%s%s", o->letter == '\0' ? "   " : letter, o->name,
                                       o->meta == NULL ? "" : " ", o->meta == NULL ? "" : o->meta);
        say_entry(c, name, o->doc);
    }
}

void help_command(cli *c, const command *of) {
    const char *at = of->examples == NULL ? "" : of->examples;
    if (*at != '\0')
        say(c, "Examples:\n");
    for (; *at != '\0'; at += strcspn(at, "\n"), at += *at == '\n')
        say(c, "  %s\n", pool_copy(c->memory, at, strcspn(at, "\n")));
    if (of->examples != NULL)
        say(c, "\n");
    say(c, "Usage: tessera %s [OPTIONS]%s%s\n\n%s\n", of->name, of->takes[0] == '\0' ? "" : " ", of->takes, of->doc);
    if (of->kind != ACTION)
        say(c, "\nEnds with 0 for yes, 1 for no, 2 where it could not tell, 3 for not yet.\n");
    if (of->options->name != NULL) {
        say(c, "\nOptions:\n");
        say_options(c, of->options);
    }
    say(c, "\nOptions of all commands:\n");
    say_options(c, global_options);
}

void help_group(cli *c, const char *group) {
    size_t length = group == NULL ? 0 : strlen(group);
    if (group == NULL)
        say(c, "Examples:\n  tessera check schemas/ --against git:main\n  tessera diff old.json new.json\n\n");
    say(c, "Usage: tessera %s%sCOMMAND [OPTIONS] [ARGUMENTS]\n\n%s\n\nCommands:\n", group == NULL ? "" : group,
        group == NULL ? "" : " ",
        group == NULL ? "Service contract coordination: schemas as contracts between teams"
                      : "The commands of this group");
    for (const command *k = commands_all(c); k->name != NULL; k++)
        if (group == NULL || (strncmp(k->name, group, length) == 0 && k->name[length] == ' '))
            say_entry(c, k->name + (group == NULL ? 0 : length + 1), k->doc);
    if (group == NULL) {
        say(c, "\nOptions of all commands:\n");
        say_options(c, global_options);
        say_entry(c, "    --version", "Print the version");
        say_entry(c, "    --install-completion", "Install completion for the shell that $SHELL names");
        say_entry(c, "    --show-completion", "Print it");
    }
}

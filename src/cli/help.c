#include "cli/help.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include <stdlib.h>
#include <string.h>

enum { LEFT_COLUMNS = 31, WIDTH_LEAST = 50 };

// Words in lines that fit the width, those behind the first one indented; the first one begins there already.
static void say_words(cli *c, const char *text, size_t indent) {
    size_t width = c->width < WIDTH_LEAST ? WIDTH_LEAST : c->width, column = indent;
    for (size_t length; *text != '\0'; text += length + (text[length] == ' ')) {
        length = strcspn(text, " ");
        bool first = column == indent;
        if (!first && column + 1 + length > width) {
            say(c, "\n%*s", (int)indent, "");
            column = indent;
            first = true;
        }
        say(c, "%s%.*s", first ? "" : " ", (int)length, text);
        column += length + !first;
    }
    say(c, "\n");
}

// A name, and behind it what it is.
static void say_entry(cli *c, const char *name, const char *doc) {
    if (strlen(name) > LEFT_COLUMNS - 4)
        say(c, "  %s\n%*s", name, LEFT_COLUMNS, "");
    else
        say(c, "  %-*s", LEFT_COLUMNS - 2, name);
    say_words(c, doc, LEFT_COLUMNS);
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
    say(c, "Usage: tessera %s [OPTIONS]%s%s\n\n", of->name, of->takes[0] == '\0' ? "" : " ", of->takes);
    say_words(c, of->doc, 0);
    if (of->kind != ACTION)
        say(c, "\nEnds with 0 for yes, 1 for no, 2 where it could not tell, 3 for not yet.\n");
    if (of->options->name != NULL) {
        say(c, "\nOptions:\n");
        say_options(c, of->options);
    }
    say(c, "\nOptions of all commands:\n");
    say_options(c, global_options);
}

// What a group can do, in the order of the table: "create, list, get".
static const char *words_of_group(cli *c, const char *group, size_t length) {
    out text = {0};
    for (const command *k = c->commands; k->name != NULL; k++)
        if (strncmp(k->name, group, length) == 0 && k->name[length] == ' ')
            out_printf(&text, "%s%s", text.length == 0 ? "" : ", ", k->name + length + 1);
    const char *words = pool_copy(c->memory, text.data, text.length);
    out_done(&text);
    return words;
}

static bool is_first_of_group(cli *c, const command *of, size_t length) {
    for (const command *k = c->commands; k != of; k++)
        if (strncmp(k->name, of->name, length + 1) == 0)
            return false;
    return true;
}

static void help_all(cli *c) {
    say(c, "Examples:\n  tessera check schemas/ --against git:main\n  tessera diff old.json new.json\n\n"
           "Usage: tessera COMMAND [OPTIONS] [ARGUMENTS]\n\n"
           "Service contract coordination: schemas as contracts between teams\n\nCommands:\n");
    for (const command *k = c->commands; k->name != NULL; k++)
        if (strchr(k->name, ' ') == NULL)
            say_entry(c, k->name, k->doc);
    say(c, "\nGroups (tessera GROUP --help tells more):\n");
    for (const command *k = c->commands; k->name != NULL; k++) {
        size_t length = strcspn(k->name, " ");
        if (k->name[length] == ' ' && is_first_of_group(c, k, length))
            say_entry(c, pool_copy(c->memory, k->name, length), words_of_group(c, k->name, length));
    }
    say(c, "\nOptions of all commands:\n");
    say_options(c, global_options);
    say_entry(c, "    --version", "Print the version");
    say_entry(c, "    --install-completion", "Install completion for the shell that $SHELL names");
    say_entry(c, "    --show-completion", "Print it");
}

void help_group(cli *c, const char *group) {
    if (group == NULL) {
        help_all(c);
        return;
    }
    size_t length = strlen(group);
    say(c, "Usage: tessera %s COMMAND [OPTIONS] [ARGUMENTS]\n\nThe commands of this group\n\nCommands:\n", group);
    for (const command *k = c->commands; k->name != NULL; k++)
        if (strncmp(k->name, group, length) == 0 && k->name[length] == ' ')
            say_entry(c, k->name + length + 1, k->doc);
    say(c, "\ntessera %s COMMAND --help tells one with its options.\n", group);
}

// --- for programs ----------------------------------------------------------------------------------------------------

static const value *options_value(pool *p, const option *o) {
    value *list = value_new(p, VALUE_ARRAY);
    for (; o->name != NULL; o++) {
        const char letter[] = {o->letter, '\0'};
        value *v = value_new(p, VALUE_OBJECT);
        value_put(p, v, "name", value_string(p, o->name));
        value_put(p, v, "letter", value_string(p, o->letter == '\0' ? NULL : letter));
        value_put(p, v, "value", value_string(p, o->meta));
        value_put(p, v, "doc", value_string(p, o->doc));
        value_append(p, list, v);
    }
    return list;
}

// The table of commands as a document.
static void say_commands(cli *c) {
    static const char *const kinds[] = {[ACTION] = "action", [QUESTION] = "question", [REPORT] = "report"};
    pool *p = c->memory;
    value *all = value_new(p, VALUE_OBJECT), *list = value_new(p, VALUE_ARRAY);
    for (const command *k = c->commands; k->name != NULL; k++) {
        value *v = value_new(p, VALUE_OBJECT);
        value_put(p, v, "name", value_string(p, k->name));
        value_put(p, v, "kind", value_string(p, kinds[k->kind]));
        value_put(p, v, "arguments", value_string(p, k->takes));
        value_put(p, v, "doc", value_string(p, k->doc));
        value_put(p, v, "examples", value_string(p, k->examples));
        value_put(p, v, "options", options_value(p, k->options));
        value_append(p, list, v);
    }
    value_put(p, all, "tessera", value_string(p, TESSERA_CLI_VERSION));
    value_put(p, all, "options", options_value(p, global_options));
    value_put(p, all, "commands", list);
    say_value(c, all);
}

int run_help(cli *c, const arguments *a, const command *self) {
    size_t taken;
    (void)self;
    if (a->count == 0)
        return help_group(c, NULL), EXIT_YES;
    if (a->count == 1 && strcmp(a->values[0], "json") == 0)
        return say(c, "%s", report_schema), EXIT_YES;
    if (a->count == 1 && strcmp(a->values[0], "commands") == 0)
        return say_commands(c), EXIT_YES;
    const command *of = command_among(c->commands, SIZE_MAX, (char **)(uintptr_t)a->values, a->count, &taken);
    if (of != NULL)
        return help_command(c, of), EXIT_YES;
    if (!is_group(c, a->values[0]))
        return commands_refuse(c, NULL, a->values[0]);
    help_group(c, a->values[0]);
    return EXIT_YES;
}

// The command line: settings, and commands that do one thing and end.
#include "base/timestamp.h"
#include "server/config_internal.h"
#include <assert.h>
#include <stdio.h>

// Those with values are done one at a time.
typedef struct command_flag {
    const char *flag;
    config_command command;
    unsigned values;
    const char *shown, *doc;
} command_flag;

static const command_flag commands[] = {
    {"--backup", COMMAND_BACKUP, 1, "--backup     FILE",
     "Copy the database into FILE, also while a server runs on it, and exit"},
    {"--restore", COMMAND_RESTORE, 1, "--restore    FILE",
     "Put the backup FILE in the database's place, and exit; no server may run on it"},
    {"--import", COMMAND_IMPORT, 1, "--import     FILE",
     "Add the teams, users, assets, contracts and registrations of FILE, and exit"},
    {"--export", COMMAND_EXPORT, 1, "--export     FILE",
     "Write those of the database into FILE (-: standard output) as --import reads them, and exit"},
    {"--copy-database", COMMAND_COPY, 2, "--copy-database FROM TO",
     "Copy the database FROM into the empty one TO, each a file name or URL, and exit"},
    {"--verify-audit", COMMAND_VERIFY_AUDIT, 0, "--verify-audit",
     "Verify the audit trail of the database, also while a server runs on it, and exit"},
    {"--archive-audit", COMMAND_ARCHIVE_AUDIT, 1, "--archive-audit FILE --before TIME",
     "Take the sealed events of the audit trail of before that time, at least two days ago, out of the database into "
     "FILE, and "
     "exit"},
    {"--health", COMMAND_HEALTH, 1, "--health     URL",
     "Ask the server at URL (http://127.0.0.1:8000) whether it is ready, and exit: 0 if it is"},
    {"--help", COMMAND_HELP, 0, "--help", "Print this text"},
    {"-h", COMMAND_HELP, 0, NULL, NULL},
    {"--version", COMMAND_VERSION, 0, "--version", "Print the version"},
    {"--routes", COMMAND_ROUTES, 0, "--routes", "Print every route with its scope"},
    {"--config-help", COMMAND_CONFIG_HELP, 0, "--config-help", "Print every setting with its default"},
    {"--check-config", COMMAND_CHECK_CONFIG, 0, "--check-config",
     "Check the settings and the files that they name, say all that is wrong, and exit with status 0 or 1"},
    {"--print-config", COMMAND_PRINT_CONFIG, 0, "--print-config",
     "Print the settings that are in force and where each came from, without secrets, and exit"},
};

// The value of an option given as "--flag value" or "--flag=value"; NULL when the argument is another one.
static const char *option_value(loading *l, const char *flag, int count, char *const *arguments, int *i) {
    const char *argument = arguments[*i];
    assert(argument != NULL); // only the one at `count` is
    size_t length = strlen(flag);
    if (strncmp(argument, flag, length) != 0 || (argument[length] != '\0' && argument[length] != '='))
        return NULL;
    if (argument[length] == '=')
        return argument + length + 1;
    if (*i + 1 < count)
        return arguments[++*i];
    config_complain(l, "%s needs a value", flag);
    return "";
}

static bool take_command(loading *l, int count, char *const *arguments, int *i) {
    config_result *result = l->result;
    const char *argument = arguments[*i];
    for (const command_flag *c = commands; c < commands + sizeof commands / sizeof *commands; c++) {
        bool named = strcmp(argument, c->flag) == 0;
        const char *value = c->values == 1 ? option_value(l, c->flag, count, arguments, i) : NULL;
        if (!named && value == NULL)
            continue;
        if (c->values > 0 && result->values[0] != NULL)
            config_complain(
                l,
                "one command at a time: --backup, --restore, --import, --export, --copy-database, --archive-audit or "
                "--health, once");
        result->command = c->command;
        if (c->values == 1) {
            result->values[0] = value;
        } else if (c->values == 2 && *i + 2 >= count) {
            config_complain(l, "%s needs two values", c->flag);
            *i = count;
        } else if (c->values == 2) {
            result->values[0] = arguments[++*i];
            result->values[1] = arguments[++*i];
        }
        return true;
    }
    return false;
}

static bool take_setting(loading *l, int count, char *const *arguments, int *i) {
    for (size_t s = 0; s < setting_count; s++) {
        if (config_settings[s].flag == NULL)
            continue;
        const char *value = option_value(l, config_settings[s].flag, count, arguments, i);
        if (value == NULL)
            continue;
        if (config_settings[s].kind == KIND_LIST && l->sources[s].origin == FROM_FLAG)
            config_append_value(l, s, value);
        else
            config_set_value(l, s, value, (config_source){.origin = FROM_FLAG});
        return true;
    }
    return false;
}

static bool take_other(loading *l, int count, char *const *arguments, int *i) {
    const char *value = option_value(l, "--config", count, arguments, i);
    if (value != NULL) {
        l->file = value;
        return true;
    }
    value = option_value(l, "--before", count, arguments, i);
    if (value != NULL && !timestamp_parse_iso(text_of(value), &l->result->before))
        config_complain(l, "--before must be a day or a time, as 2026-03-09 or 2026-03-09T10:11:12Z, not \"%s\"",
                        value);
    return value != NULL;
}

void config_read_arguments(loading *l, int count, char *const *arguments) {
    for (int i = 1; i < count; i++) {
        if (take_command(l, count, arguments, &i) || take_setting(l, count, arguments, &i) ||
            take_other(l, count, arguments, &i))
            continue;
        config_complain(l, "unknown option %s; see --help", arguments[i]);
    }
    if (l->result->command == COMMAND_ARCHIVE_AUDIT && l->result->before == TIMESTAMP_NONE)
        config_complain(l, "--archive-audit needs --before TIME");
}

// --- help ------------------------------------------------------------------------------------------------------------

void config_print_help(const char *program) {
    printf("Usage: %s [OPTION]...\n\n"
           "The Tessera server: data contracts between producers and consumers, as a REST API.\n"
           "Started without options it serves http://127.0.0.1:8000 from the database tessera.db in the current "
           "folder.\n\n"
           "Options:\n",
           program);
    for (size_t i = 0; i < setting_count; i++)
        if (config_settings[i].flag != NULL)
            printf("  %-12s VALUE  %s (default %s)\n", config_settings[i].flag, config_settings[i].doc,
                   config_settings[i].fallback == NULL ? "unset" : config_settings[i].fallback);
    printf("  %-12s FILE   %s\n", "--config", "Configuration file: NAME=VALUE lines; see --config-help");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (commands[i].shown != NULL)
            printf("  %-19s %s\n", commands[i].shown, commands[i].doc);
}

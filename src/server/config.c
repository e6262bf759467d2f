// A row of api/config.def says all about a setting, so that one loop each reads the file, the environment and the
// flags. Each value remembers where it came from: the stronger source wins in whatever order they are read, and a
// complaint names the place to mend.
#include "server/config.h"
#include "base/json.h"
#include "base/log.h"
#include "model/model.h"
#include "server/outgoing.h"
#include "server/rates.h"
#include "server/tokens.h"
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef enum setting_kind { KIND_TEXT, KIND_INT, KIND_NUMBER, KIND_BOOL, KIND_LIST } setting_kind;

typedef struct setting {
    const char *field;
    setting_kind kind;
    const char *environment;
    const char *flag;
    int64_t minimum, maximum;
    const char *fallback;
    const char *doc;
    size_t offset;
} setting;

static const setting settings[] = {
#define SETTING(field, kind, environment, flag, minimum, maximum, fallback, doc)                                       \
    {#field, KIND_##kind, environment, flag, minimum, maximum, fallback, doc, offsetof(config, field)},
#include "api/config.def"
#undef SETTING
};
#define SETTING_COUNT (sizeof settings / sizeof *settings)
#define CONFIG_FILE_MAXIMUM 1048576

// Where the value of a setting came from, weakest first.
typedef enum origin { FROM_DEFAULT, FROM_FILE, FROM_ENVIRONMENT, FROM_FLAG } origin;

typedef struct loading {
    arena *arena;
    config_result *result;
    origin origins[SETTING_COUNT];
    const char *file;
} loading;

static void complain(loading *l, const char *message) {
    const char *before = l->result->error;
    l->result->error = before == NULL ? message : arena_printf(l->arena, "%s\n%s", before, message);
}

// --- values ----------------------------------------------------------------------------------------------------------

static bool parse_bool(const char *value, config_switch *out) {
    static const char *const on[] = {"true", "1", "yes", "on", "t", "y"};
    static const char *const off[] = {"false", "0", "no", "off", "f", "n"};
    for (size_t i = 0; i < sizeof on / sizeof *on; i++) {
        if (text_equal_ascii_nocase(text_of(value), text_of(on[i])))
            return *out = CONFIG_ON, true;
        if (text_equal_ascii_nocase(text_of(value), text_of(off[i])))
            return *out = CONFIG_OFF, true;
    }
    return false;
}

static bool parse_json_list(arena *a, const char *value, config_list *out) {
    json_error error;
    const json_value *list = json_parse(a, text_of(value), 2, &error);
    if (list == NULL || list->type != JSON_ARRAY)
        return false;
    out->items = arena_array(a, list->count + 1, sizeof *out->items);
    out->count = list->count;
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->elements[i].type != JSON_STRING)
            return false;
        out->items[i] = list->elements[i].string;
    }
    return true;
}

static bool parse_list(arena *a, const char *value, config_list *out) {
    size_t length = strlen(value);
    bool is_json = strncmp(value, "[\"", 2) == 0 || (value[0] == '[' && value[length - 1] == ']'); // not "[::1]:8000"
    if (is_json)
        return parse_json_list(a, value, out);
    size_t most = 1;
    for (const char *c = value; *c != '\0'; c++)
        most += *c == ',';
    out->items = arena_array(a, most, sizeof *out->items);
    out->count = 0;
    for (const char *start = value;;) {
        size_t item_length = strcspn(start, ",");
        text item = text_trim((text){start, item_length});
        if (item.length > 0)
            out->items[out->count++] = arena_text(a, item);
        if (start[item_length] == '\0')
            return true;
        start += item_length + 1;
    }
}

static const char *origin_name(loading *l, const setting *s, origin from) {
    if (from == FROM_FLAG)
        return s->flag;
    if (from == FROM_FILE)
        return arena_printf(l->arena, "%s in %s", s->environment, l->file);
    return s->environment;
}

static bool in_range(const setting *s, double value) {
    return (s->minimum == 0 && s->maximum == 0) || (value >= (double)s->minimum && value <= (double)s->maximum);
}

// Takes the value unless a stronger origin gave one already.
static void set_value(loading *l, size_t index, const char *value, origin from) {
    const setting *s = &settings[index];
    if (from < l->origins[index])
        return;
    void *slot = (char *)&l->result->config + s->offset;
    const char *fault = NULL;
    long long number = 0;
    char *end = NULL;
    switch (s->kind) {
    case KIND_TEXT:
        *(const char **)slot = value;
        if (s->maximum > 0 && !in_range(s, (double)text_code_points(text_of(value))))
            fault = arena_printf(l->arena, "must have %lld to %lld characters", (long long)s->minimum,
                                 (long long)s->maximum);
        break;
    case KIND_INT:
        if (!text_to_int64(text_trim(text_of(value)), &number))
            fault = "must be a whole number";
        else if (!in_range(s, (double)number))
            fault = arena_printf(l->arena, "must be from %lld to %lld", (long long)s->minimum, (long long)s->maximum);
        *(int64_t *)slot = number;
        break;
    case KIND_NUMBER:
        *(double *)slot = strtod(value, &end);
        if (end == value || *end != '\0')
            fault = "must be a number";
        else if (!in_range(s, *(double *)slot))
            fault = arena_printf(l->arena, "must be from %lld to %lld", (long long)s->minimum, (long long)s->maximum);
        break;
    case KIND_BOOL:
        if (!parse_bool(value, slot))
            fault = "must be true or false";
        break;
    case KIND_LIST:
        if (!parse_list(l->arena, value, slot))
            fault = "must be a JSON array of strings or a comma-separated list";
        break;
    }
    l->origins[index] = from;
    if (fault != NULL)
        complain(l, arena_printf(l->arena, "%s %s, not \"%s\"", origin_name(l, s, from), fault, value));
}

static void append_to_list(loading *l, size_t index, const char *value) {
    config_list *list = (config_list *)((char *)&l->result->config + settings[index].offset);
    config_list more;
    parse_list(l->arena, value, &more);
    const char **items = arena_array(l->arena, list->count + more.count + 1, sizeof *items);
    memcpy(items, list->items, list->count * sizeof *items);
    memcpy(items + list->count, more.items, more.count * sizeof *items);
    *list = (config_list){items, list->count + more.count};
}

// --- file ------------------------------------------------------------------------------------------------------------

static text unquote(text value) {
    bool quoted = value.length >= 2 && (value.data[0] == '"' || value.data[0] == '\'') &&
                  value.data[value.length - 1] == value.data[0];
    return quoted ? (text){value.data + 1, value.length - 2} : value;
}

static void take_line(loading *l, text line, unsigned number) {
    line = text_trim(line);
    if (line.length == 0 || line.data[0] == '#')
        return;
    const char *equals = memchr(line.data, '=', line.length);
    if (equals == NULL) {
        complain(l, arena_printf(l->arena, "%s line %u is not NAME=VALUE", l->file, number));
        return;
    }
    text name = text_trim((text){line.data, (size_t)(equals - line.data)});
    text value = unquote(text_trim((text){equals + 1, (size_t)(line.data + line.length - equals - 1)}));
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (text_equal_ascii_nocase(name, text_of(settings[i].environment))) {
            set_value(l, i, arena_text(l->arena, value), FROM_FILE);
            return;
        }
    fprintf(stderr, "tesserad: %s line %u names the unknown setting %.*s; it is ignored\n", l->file, number,
            (int)name.length, name.data);
}

static void read_file(loading *l, bool must_exist) {
    FILE *file = fopen(l->file, "re");
    if (file == NULL) {
        if (must_exist || errno != ENOENT)
            complain(l, arena_printf(l->arena, "cannot read %s: %s", l->file, strerror(errno)));
        return;
    }
    char *line = NULL;
    size_t capacity = 0, total = 0;
    ssize_t length;
    for (unsigned number = 1; (length = getline(&line, &capacity, file)) >= 0; number++) {
        total += (size_t)length;
        if (total > CONFIG_FILE_MAXIMUM) {
            complain(l, arena_printf(l->arena, "%s is larger than %d bytes", l->file, CONFIG_FILE_MAXIMUM));
            break;
        }
        text whole = {line, (size_t)length};
        size_t mark = number == 1 && text_starts_with(whole, TEXT("\xef\xbb\xbf")) ? 3 : 0; // that editors put first
        take_line(l, (text){whole.data + mark, whole.length - mark}, number);
    }
    if (ferror(file))
        complain(l, arena_printf(l->arena, "cannot read %s: %s", l->file, strerror(errno)));
    free(line);
    fclose(file);
}

// --- command line ----------------------------------------------------------------------------------------------------

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
    {"--health", COMMAND_HEALTH, 1, "--health     URL",
     "Ask the server at URL (http://127.0.0.1:8000) whether it is ready, and exit: 0 if it is"},
    {"--help", COMMAND_HELP, 0, "--help", "Print this text"},
    {"-h", COMMAND_HELP, 0, NULL, NULL},
    {"--version", COMMAND_VERSION, 0, "--version", "Print the version"},
    {"--routes", COMMAND_ROUTES, 0, "--routes", "Print every route with its scope"},
    {"--config-help", COMMAND_CONFIG_HELP, 0, "--config-help", "Print every setting with its default"},
    {"--check-config", COMMAND_CHECK_CONFIG, 0, "--check-config", "Check the settings and exit"},
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
    complain(l, arena_printf(l->arena, "%s needs a value", flag));
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
            complain(
                l, "one command at a time: --backup, --restore, --import, --export, --copy-database or --health, once");
        result->command = c->command;
        if (c->values == 1) {
            result->values[0] = value;
        } else if (c->values == 2 && *i + 2 >= count) {
            complain(l, arena_printf(l->arena, "%s needs two values", c->flag));
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
    for (size_t s = 0; s < SETTING_COUNT; s++) {
        if (settings[s].flag == NULL)
            continue;
        const char *value = option_value(l, settings[s].flag, count, arguments, i);
        if (value == NULL)
            continue;
        if (settings[s].kind == KIND_LIST && l->origins[s] == FROM_FLAG)
            append_to_list(l, s, value);
        else
            set_value(l, s, value, FROM_FLAG);
        return true;
    }
    return false;
}

static void read_arguments(loading *l, int count, char *const *arguments) {
    for (int i = 1; i < count; i++) {
        if (take_command(l, count, arguments, &i) || take_setting(l, count, arguments, &i))
            continue;
        const char *value = option_value(l, "--config", count, arguments, &i);
        if (value != NULL) {
            l->file = value;
            continue;
        }
        complain(l, arena_printf(l->arena, "unknown option %s; see --help", arguments[i]));
    }
}

static void read_environment(loading *l, char *const *environment) {
    for (; *environment != NULL; environment++) {
        const char *equals = strchr(*environment, '=');
        if (equals == NULL)
            continue;
        text name = {*environment, (size_t)(equals - *environment)};
        for (size_t i = 0; i < SETTING_COUNT; i++)
            if (text_equal_ascii_nocase(name, text_of(settings[i].environment)))
                set_value(l, i, equals + 1, FROM_ENVIRONMENT);
    }
}

// --- rules between settings ------------------------------------------------------------------------------------------

static size_t index_of(size_t offset) {
    size_t i = 0;
    while (settings[i].offset != offset)
        i++;
    return i;
}

// A setting by the name that it was given under.
static const char *given_name(loading *l, size_t offset) {
    size_t i = index_of(offset);
    return origin_name(l, &settings[i], l->origins[i]);
}

static void check_addresses(loading *l) {
    const config *c = &l->result->config;
    const char *name = given_name(l, offsetof(config, listen));
    for (size_t i = 0; i < c->listen.count; i++)
        if (!config_is_address(c->listen.items[i]))
            complain(l, arena_printf(l->arena,
                                     "%s must be HOST:PORT, [V6]:PORT or unix:PATH, the first two also behind http:// "
                                     "or https://, not \"%s\"",
                                     name, c->listen.items[i]));
    if (l->result->error == NULL && config_stays_local(c) && !config_listens_locally(c))
        complain(l, config_stays_local_why);
}

static bool is_sendable(const char *key) {
    for (; *key != '\0'; key++)
        if (*key <= 0x20 || *key >= 0x7f)
            return false;
    return true;
}

static void check_rules(loading *l) {
    const config *c = &l->result->config;
    log_level level;
    if (c->listen.count == 0)
        complain(l, arena_printf(l->arena, "%s names no address", given_name(l, offsetof(config, listen))));
    if (!log_level_parse(c->log_level, &level))
        complain(l, arena_printf(l->arena, "%s must be DEBUG, INFO, WARNING, ERROR or CRITICAL, not \"%s\"",
                                 given_name(l, offsetof(config, log_level)), c->log_level));
    if (c->pagination_limit_default > c->pagination_limit_max)
        complain(l, "PAGINATION_LIMIT_DEFAULT must not be larger than PAGINATION_LIMIT_MAX");
    if (strcmp(c->environment, "production") == 0 && c->auth_disabled == CONFIG_ON)
        complain(l, "AUTH_DISABLED must be false where ENVIRONMENT is production");
    if (c->bootstrap_api_key != NULL && !is_sendable(c->bootstrap_api_key)) // which is not repeated
        complain(l, arena_printf(l->arena, "%s must be of visible ASCII characters, as it is sent in a header",
                                 given_name(l, offsetof(config, bootstrap_api_key))));
    if (strcmp(c->environment, "production") == 0 && c->rate_limit_enabled == CONFIG_OFF)
        complain(l, "RATE_LIMIT_ENABLED must be true where ENVIRONMENT is production");
    size_t rate = rates_fault(c);
    if (rate != RATES_FINE)
        complain(l, arena_printf(l->arena,
                                 "%s must be limits as \"100/minute\" or \"10 per 2 seconds; 500/hour\", not \"%s\"",
                                 given_name(l, rate), *(const char *const *)((const char *)c + rate)));
    const char *scheme_end = strstr(c->database_url, "://");
    // The rest may hold a password: it is not repeated.
    if (scheme_end != NULL && strncmp(c->database_url, "sqlite", 6) != 0 &&
        strncmp(c->database_url, "postgres", 8) != 0)
        complain(l,
                 arena_printf(l->arena,
                              "%s must be a file name, sqlite:///FILE or postgresql://..., not a database of the kind "
                              "\"%.*s\"",
                              given_name(l, offsetof(config, database_url)), (int)(scheme_end - c->database_url),
                              c->database_url));
    check_addresses(l);
    const char *fault = config_listening_fault(c, l->arena);
    if (fault != NULL)
        complain(l, fault);
    fault = tokens_fault(c, l->arena);
    if (fault != NULL)
        complain(l, fault);
    fault = outgoing_fault(c, l->arena);
    if (fault != NULL)
        complain(l, fault);
}

config_result config_load(arena *a, int argument_count, char *const *arguments, char *const *environment) {
    config_result result = {.command = COMMAND_SERVE};
    loading l = {.arena = a, .result = &result, .file = NULL};
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        if (settings[i].kind == KIND_BOOL)
            *(config_switch *)((char *)&result.config + settings[i].offset) = CONFIG_UNSET;
        if (settings[i].fallback != NULL)
            set_value(&l, i, settings[i].fallback, FROM_DEFAULT);
    }
    read_arguments(&l, argument_count, arguments);
    bool named = l.file != NULL;
    if (!named)
        l.file = ".env";
    read_file(&l, named);
    read_environment(&l, environment);
    result.listen_given = l.origins[index_of(offsetof(config, listen))] != FROM_DEFAULT;
    if (result.command != COMMAND_HELP && result.command != COMMAND_VERSION && result.command != COMMAND_HEALTH)
        check_rules(&l);
    return result;
}

record_limits config_limits(const config *c, arena *a) {
    static_assert(SETTING_COUNT == setting_count, "both are made of the same table");
    int64_t *values = arena_array(a, SETTING_COUNT, sizeof *values);
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const void *slot = (const char *)c + settings[i].offset;
        values[i] = settings[i].kind == KIND_INT ? *(const int64_t *)slot : RECORD_INT_NONE;
    }
    return (record_limits){values, SETTING_COUNT};
}

// --- help ------------------------------------------------------------------------------------------------------------

void config_print_settings(void) {
    printf("Settings, by environment variable. The same names are keys of the configuration file (NAME=VALUE lines; "
           "--config\n"
           "FILE, else .env in the current folder where there is one). An option beats the environment, which beats "
           "the file.\n");
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const setting *s = &settings[i];
        printf("\n%s%s%s\n    %s.\n    Default: %s\n", s->environment, s->flag == NULL ? "" : ", option ",
               s->flag == NULL ? "" : s->flag, s->doc, s->fallback == NULL ? "unset" : s->fallback);
        if (s->minimum != 0 || s->maximum != 0)
            printf("    From %lld to %lld\n", (long long)s->minimum, (long long)s->maximum);
    }
}

void config_print_help(const char *program) {
    printf("Usage: %s [OPTION]...\n\n"
           "The Tessera server: data contracts between producers and consumers, as a REST API.\n"
           "Started without options it serves http://127.0.0.1:8000 from the database tessera.db in the current "
           "folder.\n\n"
           "Options:\n",
           program);
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (settings[i].flag != NULL)
            printf("  %-12s VALUE  %s (default %s)\n", settings[i].flag, settings[i].doc,
                   settings[i].fallback == NULL ? "unset" : settings[i].fallback);
    printf("  %-12s FILE   %s\n", "--config", "Configuration file: NAME=VALUE lines; see --config-help");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (commands[i].shown != NULL)
            printf("  %-19s %s\n", commands[i].shown, commands[i].doc);
}

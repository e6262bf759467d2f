// What the files that read the settings share.
#pragma once
#include "model/model.h"
#include "server/config.h"

typedef enum setting_kind {
    KIND_TEXT,
    KIND_INT,
    KIND_NUMBER,
    KIND_BOOL,
    KIND_LIST,
    KIND_SECRET,  // a text that nobody is shown
    KIND_SECRETS, // a list of such
    KIND_URL,     // a text that may have a password in it, which nobody is shown
} setting_kind;

// A row of api/config.def.
typedef struct setting {
    const char *field;
    setting_kind kind;
    const char *environment;
    const char *flag;
    int64_t minimum, maximum;
    const char *fallback;
    const char *doc;
    size_t offset; // of its value in config
} setting;

extern const setting config_settings[setting_count];

// Where the value of a setting came from, weakest first.
typedef enum origin { FROM_DEFAULT, FROM_FILE, FROM_ENVIRONMENT, FROM_FLAG } origin;

// Where one value came from.
typedef struct config_source {
    origin origin;
    unsigned
        line; // of the configuration file, where the value or the name of its file stands; 0: it came from elsewhere
    const char *secret; // the file that holds the value; NULL: it was given itself
    const char *given;  // the value as text; NULL: unset
} config_source;

typedef struct loading {
    arena *arena;
    config_result *result;
    config_source *sources;    // of each setting
    const char *file;          // the configuration file
    bool file_holds_a_secret;  // and whether it was found to
    unsigned ignored;          // settings without a meaning that were given
    const char *ignored_names; // with commas
} loading;

// --- config_value.c --------------------------------------------------------------------------------------------------

// Notes a problem, and what somebody should know although nothing is wrong.
void config_complain(loading *l, const char *format, ...) __attribute__((format(printf, 2, 3)));
void config_warn(loading *l, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Whether only some may know it, so that it may come from a file of its own and is in no message.
bool config_is_secret(const setting *s);
// A value by the name that it was given under, and where: "LOG_LEVEL in tessera.conf line 3".
const char *config_source_name(loading *l, size_t index, const config_source *from);
// The same of the setting at that offset of config, as it is in force.
const char *config_given_name(loading *l, size_t offset);
// Takes a value, unless a stronger origin gave one already. `value` lives as long as the arena.
void config_set_value(loading *l, size_t index, const char *value, config_source from);
// Adds what a repeated option gives.
void config_append_value(loading *l, size_t index, const char *value);

// --- config_file.c ---------------------------------------------------------------------------------------------------

// Takes NAME=VALUE from the environment (`from.line` 0) or the configuration file. False: there is no such setting.
bool config_take_name(loading *l, text name, const char *value, config_source from);
// Reads the file of the name in `l`. One that need not exist may be missing.
void config_read_file(loading *l, bool must_exist);
// Reads the environment, and tells what in it looks like a setting and is none.
void config_read_environment(loading *l, char *const *environment);

// --- config_arguments.c ----------------------------------------------------------------------------------------------

void config_read_arguments(loading *l, int count, char *const *arguments);

// --- config_rules.c --------------------------------------------------------------------------------------------------

// What settings demand of one another.
void config_check_rules(loading *l);

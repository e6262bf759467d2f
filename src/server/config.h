// Settings: from api/config.def, filled from command line, environment and configuration file (in this order of precedence).
#pragma once
#include "base/arena.h"
#include "base/record.h"
#include "base/text.h"
#include "net/http.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct config_list {
    const char **items;
    size_t count;
} config_list;

// A switch that may also be unset.
typedef enum config_switch { CONFIG_UNSET = -1, CONFIG_OFF, CONFIG_ON } config_switch;

typedef struct config {
#define CONFIG_C_TEXT const char *
#define CONFIG_C_INT int64_t
#define CONFIG_C_NUMBER double
#define CONFIG_C_BOOL config_switch
#define CONFIG_C_LIST config_list
#define CONFIG_C_SECRET const char *
#define CONFIG_C_SECRETS config_list
#define CONFIG_C_URL const char *
#define SETTING(field, kind, environment, flag, minimum, maximum, fallback, doc) CONFIG_C_##kind field;
#include "api/config.def"
#undef SETTING
} config;

// What the command line asks for besides settings.
typedef enum config_command {
    COMMAND_SERVE,
    COMMAND_HELP,
    COMMAND_VERSION,
    COMMAND_ROUTES,
    COMMAND_CONFIG_HELP,
    COMMAND_CHECK_CONFIG,
    COMMAND_PRINT_CONFIG,
    COMMAND_BACKUP,
    COMMAND_RESTORE,
    COMMAND_COPY,
    COMMAND_IMPORT,
    COMMAND_EXPORT,
    COMMAND_VERIFY_AUDIT,
    COMMAND_HEALTH,
    COMMAND_ARCHIVE_AUDIT,
} config_command;

typedef struct config_result {
    config_command command;
    const char *values[2]; // of the command: a file, or two databases; NULL: it has none
    int64_t before;        // of COMMAND_ARCHIVE_AUDIT
    config config;
    bool listen_given; // somewhere else than by default
    // NULL: fine. Else what is wrong, naming the setting and where it came from; several lines when several.
    const char *error;
    config_list warnings;          // what somebody should know, although nothing is wrong
    const char *file;              // the configuration file, whether or not there is one
    struct config_source *sources; // where the value of each setting came from
} config_result;

// Reads everything. `environment` is a NULL-terminated list of NAME=VALUE. All memory is in `a`.
config_result config_load(arena *a, int argument_count, char *const *arguments, char *const *environment);

// The names of the settings whose values differ, with commas, without that one; NULL: none does. In `a`.
const char *config_changed(const config_result *before, const config_result *after, const char *but, arena *a);

// Writes the manual of the settings, the help text of the program, or what is in force and where it came from, without secrets,
// to standard output.
void config_print_settings(void);
void config_print_help(const char *program);
void config_print(const config_result *result, arena *a);
// The numbers among the settings, by model_setting, for the fields that they bound. In `a`.
record_limits config_limits(const config *c, arena *a);

// --- config_listening.c ----------------------------------------------------------------------------------------------

// Whether callers are known by credentials, and who has none is refused.
bool config_authenticates(const config *c);
// True for HOST:PORT, [V6]:PORT and unix:PATH, the first two also behind a scheme.
bool config_is_address(const char *address);
// True where every listener is on loopback or a unix socket; of one address, which may be the URL of a listener.
bool config_listens_locally(const config *c);
bool config_is_local(const char *address);
// Whether addresses beyond this machine are refused: nothing says whether callers are known, so that nobody would be. And the
// words for that.
bool config_stays_local(const config *c);
extern const char config_stays_local_why[];
// What is wrong with the settings of TLS and of proxies, files aside; NULL: nothing.
const char *config_listening_fault(const config *c, arena *a);
// The options of the HTTP server that come of settings without a fault. In `a`. No certificate: its count is 0.
http_tls_options config_tls_options(const config *c, arena *a);
http_proxies config_proxies(const config *c, arena *a);

// A row of api/config.def says all about a setting, so that one loop each reads the file, the environment and the
// flags. Each value remembers where it came from: the stronger source wins in whatever order they are read, and a
// complaint names the place to mend.
#include "server/config.h"
#include "base/timestamp.h"
#include "server/config_internal.h"

config_result config_load(arena *a, int argument_count, char *const *arguments, char *const *environment) {
    config_result result = {.command = COMMAND_SERVE,
                            .before = TIMESTAMP_NONE,
                            .sources = arena_array(a, setting_count, sizeof *result.sources)};
    loading l = {.arena = a, .result = &result, .sources = result.sources};
    for (size_t i = 0; i < setting_count; i++) {
        result.sources[i] = (config_source){.origin = FROM_DEFAULT};
        if (config_settings[i].kind == KIND_BOOL)
            *(config_switch *)((char *)&result.config + config_settings[i].offset) = CONFIG_UNSET;
        if (config_settings[i].fallback != NULL)
            config_set_value(&l, i, config_settings[i].fallback, (config_source){.origin = FROM_DEFAULT});
    }
    config_read_arguments(&l, argument_count, arguments);
    bool named = l.file != NULL;
    if (!named)
        l.file = ".env";
    config_read_file(&l, named);
    config_read_environment(&l, environment);
    result.file = l.file;
    result.listen_given = result.sources[setting_listen].origin != FROM_DEFAULT;
    if (l.ignored > 0)
        config_warn(&l, "without a meaning here, and ignored: %s", l.ignored_names);
    if (result.command != COMMAND_HELP && result.command != COMMAND_VERSION && result.command != COMMAND_HEALTH)
        config_check_rules(&l);
    return result;
}

record_limits config_limits(const config *c, arena *a) {
    int64_t *values = arena_array(a, setting_count, sizeof *values);
    for (size_t i = 0; i < setting_count; i++) {
        const void *slot = (const char *)c + config_settings[i].offset;
        values[i] = config_settings[i].kind == KIND_INT ? *(const int64_t *)slot : RECORD_INT_NONE;
    }
    return (record_limits){values, setting_count};
}

const char *config_changed(const config_result *before, const config_result *after, const char *but, arena *a) {
    const char *names = NULL;
    for (size_t i = 0; i < setting_count; i++) {
        const char *former = before->sources[i].given, *now = after->sources[i].given;
        bool same = former == NULL || now == NULL ? former == now : strcmp(former, now) == 0;
        const char *name = config_settings[i].environment;
        if (!same && strcmp(name, but) != 0)
            names = names == NULL ? name : arena_printf(a, "%s, %s", names, name);
    }
    return names;
}

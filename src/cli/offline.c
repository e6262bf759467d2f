// `diff`, `version-for` and `migrate`: two schemas, and what the engine says of them.
#include "cli/check.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/nouns.h"
#include "cli/server.h"
#include "cli/settings.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The mode of --compat; NULL: it is none, and standard error says so.
static const char *mode_of(cli *c, const arguments *a) {
    const char *mode = argument(a, "compat");
    if (mode == NULL)
        return "backward";
    if (tessera_compatibility_mode_parse(mode) != TESSERA_COMPATIBILITY_MODE_UNKNOWN)
        return mode;
    usage(c, "--compat: '%s' is no mode of compatibility", mode);
    return NULL;
}

static bool language_fits(cli *c, const arguments *a) {
    const char *language = argument(a, "format");
    if (language == NULL || tessera_schema_format_parse(language) != TESSERA_SCHEMA_FORMAT_UNKNOWN)
        return true;
    usage(c, "--format: '%s' is no language of schemas", language);
    return false;
}

static bool read_schema(cli *c, const arguments *a, const char *path, document *d) {
    const char *problem = NULL;
    if (document_read(c->memory, path, argument(a, "format"), d, &problem))
        return true;
    fail(c, "%s: %s", path, problem);
    return false;
}

static tessera_schema_options options_of(const char *mode, const char *language) {
    return (tessera_schema_options){
        .struct_size = sizeof(tessera_schema_options),
        .compatibility_mode = tessera_compatibility_mode_parse(mode),
        .schema_format = tessera_schema_format_parse(language),
    };
}

// --- diff ------------------------------------------------------------------------------------------------------------

static void print_changes(cli *c, const report *r, out *o, bool colors) {
    const checked *k = &r->items[0];
    const arguments *a = r->own;
    if (k->suggested != NULL && k->from != NULL)
        out_printf(o, "%s -> %s\n", k->from, k->suggested);
    for (size_t i = 0; i < k->count; i++) {
        const finding *f = &k->findings[i];
        const char *modes = finding_modes(c->memory, f);
        out_colored(o, colors, f->breaking ? "31" : "2", f->breaking ? "!" : "~");
        out_printf(o, " %s: %s [%s]", pool_plain(c->memory, f->path), pool_plain(c->memory, f->message), f->kind);
        if (argument(a, "all-modes") != NULL)
            out_printf(o, " breaks %s", modes[0] == '\0' ? "none" : modes);
        out_text(o, "\n");
    }
    if (k->count == 0 && global(c, "quiet") == NULL)
        out_text(o, "No changes\n");
}

static int say_diff(cli *c, const arguments *a, report *r) {
    report_count(r);
    return report_say(c, r) ? report_status(a, r) : EXIT_UNKNOWN;
}

static bool is_among(const value *changes, const value *change) {
    const char *path = value_get_text(change, "path"), *type = value_get_text(change, "type");
    for (size_t i = 0; changes != NULL && i < changes->count; i++)
        if (value_has_text(changes->items[i].value, "path", path) &&
            value_has_text(changes->items[i].value, "type", type))
            return true;
    return false;
}

static int diff_versions(cli *c, const arguments *a) {
    int status;
    const char *asset = server_asset(c, a->values[0], &status);
    const value *result =
        asset == NULL ? NULL : contract_diff(c, asset, argument(a, "from"), argument(a, "to"), &status);
    if (result == NULL)
        return status;
    const value *changes = value_get(result, "all_changes"), *breaking = value_get(result, "breaking_changes");
    const char *mode = value_get_text(result, "compatibility_mode");
    checked k = {
        .file = a->values[0],
        .asset = a->values[0],
        .mode = mode == NULL ? "backward" : mode,
        .from = value_get_text(result, "from_version"),
        .suggested = value_get_text(result, "to_version"),
        .count = changes == NULL ? 0 : changes->count,
    };
    k.findings = pool_bytes(c->memory, (k.count + 1) * sizeof *k.findings);
    for (size_t i = 0; i < k.count; i++) {
        const value *change = changes->items[i].value;
        k.findings[i] = finding_of_change(c, &k, change, is_among(breaking, change));
        k.breaking += k.findings[i].breaking;
    }
    findings_sort(c->memory, &k);
    k.verdict = !value_is_true(value_get(result, "is_compatible")) ? VERDICT_BREAKING
                : k.count > 0                                      ? VERDICT_COMPATIBLE
                                                                   : VERDICT_UNCHANGED;
    report r = {.title = "tessera diff",
                .against = pool_printf(c->memory, "version %s", k.from),
                .text = print_changes,
                .own = a,
                .items = &k,
                .count = 1,
                .by_hand = true};
    return say_diff(c, a, &r);
}

static int diff_files(cli *c, const arguments *a, const char *mode) {
    document old, new;
    checked k = {.file = a->values[1], .mode = mode};
    if (!read_schema(c, a, a->values[0], &old) || !read_schema(c, a, a->values[1], &new))
        return EXIT_UNKNOWN;
    findings_compare(c, &k, &old, &new);
    if (k.verdict == VERDICT_ERROR)
        return fail(c, "%s", k.problem);
    report r = {.title = "tessera diff",
                .against = pool_printf(c->memory, "file %s", a->values[0]),
                .text = print_changes,
                .own = a,
                .items = &k,
                .count = 1,
                .by_hand = true};
    return say_diff(c, a, &r);
}

int run_diff(cli *c, const arguments *a, const command *self) {
    const char *mode = mode_of(c, a), *fail_on = argument(a, "fail-on");
    (void)self;
    if (mode == NULL || !language_fits(c, a) || !report_formats(c) || !settings_read(c))
        return EXIT_USAGE;
    if (fail_on != NULL && strcmp(fail_on, "breaking") != 0 && strcmp(fail_on, "any") != 0 &&
        strcmp(fail_on, "never") != 0)
        return usage(c, "--fail-on: '%s' is none of breaking, any, never", fail_on);
    if (a->count == 2)
        return diff_files(c, a, mode);
    if (access(a->values[0], F_OK) == 0)
        return usage(c, "Missing argument: NEW (%s is a file)", a->values[0]);
    return diff_versions(c, a);
}

// --- version-for -----------------------------------------------------------------------------------------------------

static int say_version(cli *c, const char *version, const char *reason, const char *type) {
    if (c->format != FORMAT_TEXT) {
        value *v = value_new(c->memory, VALUE_OBJECT);
        value_put(c->memory, v, "suggested_version", value_string(c->memory, version));
        value_put(c->memory, v, "reason", value_string(c->memory, reason));
        value_put(c->memory, v, "change_type", value_string(c->memory, type));
        say_value(c, v);
    } else if (global(c, "quiet") != NULL) {
        say(c, "%s\n", version);
    } else {
        say(c, "%s: %s\n", version, reason);
    }
    return EXIT_YES;
}

static int version_of_asset(cli *c, const arguments *a, const document *new) {
    int status;
    const char *asset = server_asset(c, a->values[0], &status);
    value *body = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, body, "schema", new->tree);
    value_put(c->memory, body, "schema_format", value_string(c->memory, new->language));
    const value *told =
        asset == NULL ? NULL
                      : server_ask(c, "POST", pool_printf(c->memory, "/api/v1/assets/%s/version-suggestion", asset),
                                   NULL, body, &status, NULL);
    told = server_expect(c, told, "suggested_version", &status);
    if (told == NULL)
        return status;
    return say_version(c, value_get_text(told, "suggested_version"), value_get_text(told, "reason"),
                       value_get_text(told, "change_type"));
}

int run_version_for(cli *c, const arguments *a, const command *self) {
    const char *mode = mode_of(c, a), *path = argument(a, "schema"), *current = argument(a, "current");
    document old, new;
    (void)self;
    if (mode == NULL || !language_fits(c, a) || !settings_read(c))
        return EXIT_USAGE;
    if (path == NULL)
        return usage(c, "Missing option: --schema FILE");
    if (!read_schema(c, a, path, &new))
        return EXIT_UNKNOWN;
    if (access(a->values[0], F_OK) != 0)
        return version_of_asset(c, a, &new);
    if (!read_schema(c, a, a->values[0], &old))
        return EXIT_UNKNOWN;
    tessera_error error;
    const tessera_schema_options options = options_of(mode, new.language);
    TESSERA_AUTO(tessera_version_suggestion) found = NULL;
    if (tessera_schema_suggest_version(old.json, new.json, current == NULL ? "1.0.0" : current, &options, &found,
                                       &error) != TESSERA_OK)
        return fail(c, "%s", error.message);
    return say_version(c, pool_text(c->memory, found->suggested_version), pool_text(c->memory, found->reason),
                       tessera_change_type_text(found->change_type));
}

// --- migrate ---------------------------------------------------------------------------------------------------------

static int write_way(cli *c, const arguments *a, const tessera_schema_migration *found) {
    const char *number = argument(a, "way"), *path = argument(a, "write"), *problem = NULL;
    size_t way = number == NULL ? 1 : strtoul(number, NULL, 10);
    if (way < 1 || way > found->migration_suggestions.count)
        return fail(c, "There is no way %s: there are %zu", number == NULL ? "1" : number,
                    found->migration_suggestions.count);
    const char *json = found->migration_suggestions.items[way - 1]->suggested_schema;
    const value *schema = value_parse_json(c->memory, json, strlen(json), &problem);
    out text = {0};
    size_t length = strlen(path);
    if ((length > 5 && strcmp(path + length - 5, ".yaml") == 0) ||
        (length > 4 && strcmp(path + length - 4, ".yml") == 0))
        value_write_yaml(&text, schema);
    else {
        value_write_json(&text, schema, 2);
        out_text(&text, "\n");
    }
    bool fine = file_write(c->memory, path, text.data, text.length, 0644, &problem);
    out_done(&text);
    if (!fine)
        return fail(c, "%s: %s", path, problem);
    say(c, "Written: %s\n", path);
    return EXIT_YES;
}

static void say_ways(cli *c, const tessera_schema_migration *found) {
    const char *problem;
    value *list = value_new(c->memory, VALUE_ARRAY);
    for (size_t i = 0; i < found->migration_suggestions.count; i++) {
        const tessera_migration_suggestion *way = found->migration_suggestions.items[i];
        const value *schema =
            value_parse_json(c->memory, way->suggested_schema, strlen(way->suggested_schema), &problem);
        if (c->format == FORMAT_TEXT) {
            say(c, "%zu. %s\n", i + 1, way->description);
            for (size_t j = 0; j < way->changes_made.count; j++)
                say(c, "   - %s\n", way->changes_made.items[j]);
            value_write_json(&c->answer, schema, 2);
            say(c, "\n");
            continue;
        }
        value *v = value_new(c->memory, VALUE_OBJECT), *changes = value_new(c->memory, VALUE_ARRAY);
        for (size_t j = 0; j < way->changes_made.count; j++)
            value_append(c->memory, changes, value_string(c->memory, way->changes_made.items[j]));
        value_put(c->memory, v, "strategy", value_string(c->memory, way->strategy));
        value_put(c->memory, v, "description", value_string(c->memory, way->description));
        value_put(c->memory, v, "changes_made", changes);
        value_put(c->memory, v, "suggested_schema", schema);
        value_append(c->memory, list, v);
    }
    if (c->format != FORMAT_TEXT)
        say_value(c, list);
}

int run_migrate(cli *c, const arguments *a, const command *self) {
    const char *mode = mode_of(c, a);
    document old, new;
    (void)self;
    if (mode == NULL || !language_fits(c, a))
        return EXIT_USAGE;
    if (!read_schema(c, a, a->values[0], &old) || !read_schema(c, a, a->values[1], &new))
        return EXIT_UNKNOWN;
    tessera_error error;
    const tessera_schema_options options = options_of(mode, new.language);
    TESSERA_AUTO(tessera_schema_compatibility) verdict = NULL;
    TESSERA_AUTO(tessera_schema_migration) found = NULL;
    if (tessera_schema_check_compatibility(old.json, new.json, &options, &verdict, &error) != TESSERA_OK ||
        tessera_schema_suggest_migration(old.json, new.json, &options, &found, &error) != TESSERA_OK)
        return fail(c, "%s", error.message);
    if (argument(a, "write") != NULL && !verdict->is_compatible)
        return write_way(c, a, found);
    if (verdict->is_compatible && c->format == FORMAT_TEXT)
        say(c, "Nothing breaks %s: no way out is needed\n", mode);
    else if (found->migration_suggestions.count == 0 && c->format == FORMAT_TEXT)
        say(c, "No compatible way was found\n");
    else
        say_ways(c, found);
    return verdict->is_compatible || found->migration_suggestions.count > 0 ? EXIT_YES : EXIT_NO;
}

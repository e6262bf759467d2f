// `pull`: what the server says holds now, in files that checks without a server are made against.
#include "cli/collect.h"
#include "cli/commands.h"
#include "cli/document.h"
#include "cli/files.h"
#include "cli/server.h"
#include "cli/settings.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *now_text(pool *p) {
    time_t now = time(NULL);
    struct tm t;
    gmtime_r(&now, &t);
    return pool_printf(p, "%04d-%02d-%02dT%02d:%02d:%02dZ", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour,
                       t.tm_min, t.tm_sec);
}

static bool is_listed(const value *list, const char *name) {
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].value->text, name) == 0)
            return true;
    return false;
}

// The assets that are meant: those named, those of tessera.yaml, also by the files there are, else those of the lock.
static const value *wanted(cli *c, const arguments *a, const value *lock) {
    value *list = value_new(c->memory, VALUE_ARRAY);
    for (size_t i = 0; i < a->count; i++)
        value_append(c->memory, list, value_string(c->memory, a->values[i]));
    const value *contracts = value_get(c->project, "contracts"), *assets = value_get(lock, "assets");
    for (size_t i = 0; a->count == 0 && contracts != NULL && i < contracts->count; i++) {
        const char *asset = value_get_text(contracts->items[i].value, "asset");
        if (asset != NULL && strchr(asset, '{') == NULL)
            value_append(c->memory, list, value_string(c->memory, asset));
    }
    report files = {0}; // whose names fill the patterns
    for (size_t i = 0; a->count == 0 && contracts != NULL && i < contracts->count; i++)
        collect_pattern(c, a, &files, contracts->items[i].value);
    for (size_t i = 0; i < files.warning_count; i++)
        note(c, "%s", files.warnings[i]);
    for (size_t i = 0; i < files.count; i++)
        if (files.items[i].asset != NULL && !is_listed(list, files.items[i].asset))
            value_append(c->memory, list, value_string(c->memory, files.items[i].asset));
    for (size_t i = 0; a->count == 0 && list->count == 0 && assets != NULL && i < assets->count; i++)
        value_append(c->memory, list, value_string(c->memory, assets->items[i].name));
    return list;
}

static bool write_text(cli *c, const char *path, const value *v, char *digest) {
    out text = {0};
    const char *problem = NULL;
    value_write_json(&text, v, 2);
    if (digest != NULL)
        tessera_json_digest(text.data, text.length, digest);
    out_text(&text, "\n");
    bool fine = file_write(c->memory, path, text.data, text.length, 0644, &problem);
    out_done(&text);
    if (!fine)
        fail(c, "%s: %s", path, problem);
    return fine;
}

static const value *consumer_names(cli *c, const value *consumers) {
    value *names = value_new(c->memory, VALUE_ARRAY);
    for (size_t i = 0; consumers != NULL && i < consumers->count; i++)
        value_append(c->memory, names,
                     value_string(c->memory, value_get_text(consumers->items[i].value, "consumer_team_name")));
    return names;
}

// The entry of the lock, its schema written. NULL: standard error says why not, or with `missing` that says that there is no
// such asset or contract.
static const value *pull_one(cli *c, const char *fqn, const char *base, const char *folder, bool *missing,
                             int *status) {
    out query = {0};
    out_text(&query, "fqn=");
    out_percent(&query, fqn, false);
    const value *context = server_ask(c, "GET", "/api/v1/assets/context", query.data, NULL, status, missing);
    out_done(&query);
    const char *id = value_get_text(value_get(context, "current_contract"), "id");
    if (context != NULL && id == NULL && missing != NULL)
        *missing = true;
    else if (context != NULL && id == NULL)
        *status = fail(c, "%s: it has no active contract", fqn);
    const value *contract =
        id == NULL ? NULL : server_get(c, pool_printf(c->memory, "/api/v1/contracts/%s", id), NULL, status);
    if (contract == NULL)
        return NULL;
    const value *source = value_get(contract, "schema_source");
    if (source == NULL || source->kind == VALUE_NULL)
        source = value_get(contract, "schema_def");
    char *name = pool_text(c->memory, fqn), digest[TESSERA_DIGEST_LENGTH + 1] = "";
    for (char *at = name; *at != '\0'; at++)
        if (*at == '/')
            *at = '_';
    const char *file = pool_printf(c->memory, "%s/%s.json", folder, name);
    if (!write_text(c, file[0] == '/' ? file : pool_printf(c->memory, "%s/%s", base, file), source, digest)) {
        *status = EXIT_NO;
        return NULL;
    }
    value *entry = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, entry, "version", value_string(c->memory, value_get_text(contract, "version")));
    value_put(c->memory, entry, "sha256", value_string(c->memory, digest));
    value_put(c->memory, entry, "file", value_string(c->memory, file));
    value_put(c->memory, entry, "schema_format", value_string(c->memory, value_get_text(contract, "schema_format")));
    value_put(c->memory, entry, "compatibility_mode",
              value_string(c->memory, value_get_text(contract, "compatibility_mode")));
    value_put(c->memory, entry, "consumers", consumer_names(c, value_get(context, "consumers")));
    return entry;
}

static void say_pulled(cli *c, const char *fqn, const value *before, const value *entry) {
    const char *version = value_get_text(entry, "version"), *earlier = value_get_text(before, "version");
    if (earlier == NULL)
        say(c, "New: %s %s\n", fqn, version);
    else if (strcmp(earlier, version) != 0)
        say(c, "Changed: %s %s -> %s\n", fqn, earlier, version);
    else
        say(c, "Unchanged: %s %s\n", fqn, version);
}

int run_pull(cli *c, const arguments *a, const command *self) {
    int status = EXIT_NO;
    size_t length;
    const char *problem = NULL, *path = argument(a, "lock"), *folder = argument(a, "folder");
    (void)self;
    if (!settings_read(c))
        return EXIT_USAGE;
    if (path == NULL)
        path = pool_printf(c->memory, "%s/tessera.lock", c->project_folder == NULL ? "." : c->project_folder);
    char *base = pool_text(c->memory, path), *slash = strrchr(base, '/');
    if (slash != NULL)
        *slash = '\0';
    base = slash == NULL ? pool_text(c->memory, ".") : base;
    folder = folder == NULL ? ".tessera" : folder;
    const char *text = file_read(c->memory, path, &length, &problem);
    const value *lock = text == NULL ? NULL : value_parse_json(c->memory, text, length, &problem);
    if (lock == NULL && access(path, F_OK) == 0) // what it holds of other assets would be lost
        return fail(c, "%s: %s", path, problem);
    const value *list = wanted(c, a, lock), *before = value_get(lock, "assets");
    if (list->count == 0)
        return usage(c, "Nothing to pull: name assets, or list contracts in tessera.yaml");
    const char *whole = folder[0] == '/' ? folder : pool_printf(c->memory, "%s/%s", base, folder);
    if (mkdir(whole, 0777) != 0 && errno != EEXIST)
        return fail(c, "%s: %s", whole, strerror(errno));
    value *made = value_new(c->memory, VALUE_OBJECT), *assets = value_new(c->memory, VALUE_OBJECT);
    for (size_t i = 0; before != NULL && i < before->count; i++) // those that were not named stay
        value_put(c->memory, assets, before->items[i].name, before->items[i].value);
    for (size_t i = 0; i < list->count; i++) {
        const char *fqn = list->items[i].value->text;
        progress(c, "Pulling", i, list->count);
        bool missing = false;
        const value *entry = pull_one(c, fqn, base, folder, a->count == 0 ? &missing : NULL, &status);
        if (entry == NULL && missing) { // a file whose asset is not there yet
            if (c->format == FORMAT_TEXT)
                say(c, "Not there yet: %s\n", fqn);
            continue;
        }
        if (entry == NULL)
            return status;
        if (c->format == FORMAT_TEXT)
            say_pulled(c, fqn, value_get(before, fqn), entry);
        value_put(c->memory, assets, fqn, entry);
    }
    value_put(c->memory, made, "format", value_number(c->memory, 1));
    value_put(c->memory, made, "server", value_string(c->memory, settings_url(c, NULL)));
    value_put(c->memory, made, "pulled_at", value_string(c->memory, now_text(c->memory)));
    value_put(c->memory, made, "assets", assets);
    if (!write_text(c, path, made, NULL))
        return EXIT_NO;
    if (c->format != FORMAT_TEXT)
        say_value(c, made);
    return EXIT_YES;
}

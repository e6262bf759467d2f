#include "cli/settings.h"
#include "cli/files.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_URL "http://localhost:8000"

static const char *environment(const char *name) {
    const char *found = getenv(name);
    return found == NULL || found[0] == '\0' ? NULL : found;
}

const char *settings_folder(cli *c) {
    const char *base = environment("XDG_CONFIG_HOME"), *home = environment("HOME");
    return base != NULL ? pool_printf(c->memory, "%s/tessera", base)
                        : pool_printf(c->memory, "%s/.config/tessera", home == NULL ? "." : home);
}

// --- files -----------------------------------------------------------------------------------------------------------

// Whether nothing but comments and blank lines is there, which is a mapping without members.
static bool is_empty(const char *text) {
    for (text += strspn(text, " \t\r\n"); *text == '#'; text += strspn(text, " \t\r\n"))
        text += strcspn(text, "\n");
    return *text == '\0';
}

static bool read_file(cli *c, const char *path, value **into) {
    size_t length;
    const char *problem = NULL;
    char *text = file_read(c->memory, path, &length, &problem);
    value *v = text == NULL                               ? NULL
               : strlen(text) == length && is_empty(text) ? value_new(c->memory, VALUE_OBJECT)
                                                          : document_parse(c->memory, path, text, length, &problem);
    if (v != NULL && v->kind != VALUE_OBJECT)
        problem = "it is no mapping";
    if (problem == NULL)
        *into = v;
    else
        usage(c, "%s: %s", path, problem);
    return problem == NULL;
}

// The project's file, looked for from the working folder up to the one that holds .git. NULL: there is none.
static const char *find_project(cli *c) {
    char *folder = realpath(".", NULL);
    const char *found = NULL;
    while (folder != NULL && found == NULL) {
        static const char *const names[] = {"tessera.yaml", "tessera.yml", "tessera.json"};
        for (size_t i = 0; i < 3 && found == NULL; i++) {
            const char *path = pool_printf(c->memory, "%s/%s", folder, names[i]);
            found = access(path, F_OK) == 0 ? path : NULL;
        }
        bool last = access(pool_printf(c->memory, "%s/.git", folder), F_OK) == 0;
        char *slash = strrchr(folder, '/');
        if (last || slash == NULL || slash == folder)
            break;
        *slash = '\0';
    }
    free(folder);
    return found;
}

bool settings_read(cli *c) {
    if (c->settings_read || global(c, "no-config") != NULL)
        return true;
    c->settings_read = true;
    const char *project = global(c, "config");
    if (project == NULL)
        project = environment("TESSERA_CONFIG");
    if (project == NULL)
        project = find_project(c);
    const char *user = pool_printf(c->memory, "%s/config.yaml", settings_folder(c));
    if (project != NULL) {
        value *held = NULL;
        if (!read_file(c, project, &held) || !settings_shaped(c, project, held, true))
            return false;
        c->project = held;
        if (value_integer(value_get(c->project, "version"), 1) != 1)
            return usage(c, "%s: version: this program reads version 1", project), false;
        char *folder = pool_text(c->memory, project), *slash = strrchr(folder, '/');
        if (slash != NULL)
            *slash = '\0';
        c->project_folder = slash == NULL ? "." : folder;
    }
    value *own = NULL;
    if (access(user, F_OK) == 0 && (!read_file(c, user, &own) || !settings_shaped(c, user, own, false)))
        return false;
    c->user = own;
    const char *context = settings_context(c);
    bool mends = c->command != NULL && strcmp(c->command->name, "context use") == 0;
    bool known = context == NULL || settings_has_context(c, context) || mends;
    return known || (usage(c, "There is no context '%s' in %s", context, user), false);
}

const char *settings_output(cli *c) {
    size_t length;
    const char *ignored, *path = pool_printf(c->memory, "%s/config.yaml", settings_folder(c));
    if (global(c, "no-config") != NULL || access(path, F_OK) != 0)
        return NULL;
    // Whatever is wrong with the file, a command that needs it tells.
    char *text = file_read(c->memory, path, &length, &ignored);
    return text == NULL ? NULL : value_get_text(document_parse(c->memory, path, text, length, &ignored), "output");
}

// --- values ----------------------------------------------------------------------------------------------------------

const char *settings_context(cli *c) {
    const char *name = global(c, "context");
    if (name == NULL)
        name = environment("TESSERA_CONTEXT");
    return name != NULL ? name : value_get_text(c->user, "context");
}

static const value *context_named(cli *c, const char *name) {
    const value *contexts = value_get(c->user, "contexts");
    for (size_t i = 0; name != NULL && contexts != NULL && i < contexts->count; i++) {
        const char *own = value_get_text(contexts->items[i].value, "name");
        if (own != NULL && strcmp(own, name) == 0)
            return contexts->items[i].value;
    }
    return NULL;
}

static const value *context_of(cli *c) {
    return context_named(c, settings_context(c));
}

bool settings_has_context(cli *c, const char *name) {
    return context_named(c, name) != NULL;
}

const char *settings_url_of_context(cli *c, const char *name) {
    const char *url = value_get_text(context_named(c, name), "url");
    return url == NULL ? DEFAULT_URL : url;
}

static const char *from(const char **source, const char *where, const char *text) {
    if (text != NULL && source != NULL)
        *source = where;
    return text;
}

static const char *setting(cli *c, const char *option, const char *variable, const char *of_project,
                           const char *of_context, const char **source) {
    const char *found = from(source, option, global(c, option + 2));
    if (found == NULL)
        found = from(source, variable, environment(variable));
    if (found == NULL && global(c, "context") != NULL) // named by hand, it goes before the project's
        found = from(source, "--context", value_get_text(context_of(c), of_context));
    if (found == NULL)
        found = from(source, "tessera.yaml", value_get_text(c->project, of_project));
    if (found == NULL)
        found = from(source, "config.yaml", value_get_text(context_of(c), of_context));
    return found;
}

const char *settings_url(cli *c, const char **source) {
    const char *found = setting(c, "--url", "TESSERA_URL", "server", "url", source);
    return found != NULL ? found : from(source, "default", DEFAULT_URL);
}

const char *settings_page(cli *c, const char *noun, const char *id) {
    const char *url = settings_url(c, NULL);
    size_t length = strlen(url);
    while (length > 0 && url[length - 1] == '/')
        length--;
    return pool_printf(c->memory, "%.*s/%s/%s", (int)length, url, noun, id);
}

bool settings_name_server(cli *c) {
    const char *source = "default";
    settings_url(c, &source);
    return strcmp(source, "default") != 0;
}

const char *settings_team(cli *c, const char **source) {
    return setting(c, "--team", "TESSERA_TEAM_ID", "team", "team", source);
}

long settings_timeout(cli *c) {
    const char *text = global(c, "timeout");
    return text == NULL ? 0 : settings_time(c, "timeout", text);
}

long settings_time(cli *c, const char *option, const char *text) {
    char *end;
    double number = strtod(text, &end);
    double unit = strcmp(end, "ms") == 0                  ? 1
                  : *end == '\0' || strcmp(end, "s") == 0 ? 1000
                  : strcmp(end, "m") == 0                 ? 60000
                                                          : 0;
    if (end != text && unit > 0 && number * unit >= 1 && number * unit < 1e9)
        return (long)(number * unit);
    usage(c, "--%s: '%s' is no time like 30s, 2m or 500ms", option, text);
    return -1;
}

// --- keys ------------------------------------------------------------------------------------------------------------

static const char *trimmed(pool *p, const char *text) {
    text += strspn(text, " \t\r\n");
    char *copy = pool_text(p, text);
    for (size_t length = strlen(copy); length > 0 && strchr(" \t\r\n", copy[length - 1]) != NULL;)
        copy[--length] = '\0';
    return copy;
}

static const char *credentials_path(cli *c) {
    return pool_printf(c->memory, "%s/credentials", settings_folder(c));
}

// The stored keys by their servers; NULL: there are none, or they cannot be had.
static const value *stored_keys(cli *c, bool *fine) {
    struct stat about;
    const char *path = credentials_path(c);
    value *keys = NULL;
    *fine = true;
    if (stat(path, &about) != 0)
        return NULL;
    if ((about.st_mode & 077) != 0) {
        fail(c, "%s: others may read it (mode %04o): chmod 600 it", path, (unsigned)about.st_mode & 07777);
        *fine = false;
        return NULL;
    }
    *fine = read_file(c, path, &keys);
    return keys;
}

static size_t length_of_url(const char *url) {
    size_t length = strlen(url);
    while (length > 0 && url[length - 1] == '/')
        length--;
    return length;
}

// A slash behind it makes no other server of it.
static bool is_same_server(const char *one, const char *other) {
    size_t length = length_of_url(one);
    return length == length_of_url(other) && strncmp(one, other, length) == 0;
}

static const char *from_command(cli *c, const char **problem) {
    const value *command = value_get(c->user, "credential_command");
    const char *words[17] = {NULL};
    size_t length;
    if (command == NULL)
        return NULL;
    if (command->kind == VALUE_STRING) {
        words[0] = "/bin/sh";
        words[1] = "-c";
        words[2] = command->text;
    }
    for (size_t i = 0; command->kind == VALUE_ARRAY && i < command->count && i < 16; i++)
        words[i] = command->items[i].value->text;
    return words[0] == NULL ? NULL : program_output(c->memory, words, -1, &length, problem);
}

// What a desktop's keyring knows of the server, where there is one; NULL: nothing. `secret-tool store --label=tessera service
// tessera server URL` puts it there.
static const char *from_keyring(cli *c, const char *url) {
    const char *const words[] = {"secret-tool", "lookup", "service", "tessera", "server", url, NULL};
    size_t length;
    const char *ignored;
    if (environment("DBUS_SESSION_BUS_ADDRESS") == NULL)
        return NULL;
    const char *found = program_output(c->memory, words, -1, &length, &ignored);
    return found == NULL || length == 0 ? NULL : trimmed(c->memory, found);
}

const char *settings_key(cli *c, const char **source) {
    const char *of_url = "default", *url = settings_url(c, &of_url), *problem = NULL;
    const char *file = environment("TESSERA_API_KEY_FILE");
    bool fine;
    if (strncmp(of_url, "tessera.", 8) != 0) {
        const char *key = from(source, "TESSERA_API_KEY", environment("TESSERA_API_KEY"));
        size_t length;
        if (key != NULL)
            return key;
        if (file != NULL) {
            key = from(source, "TESSERA_API_KEY_FILE", file_read(c->memory, file, &length, &problem));
            return key != NULL ? trimmed(c->memory, key)
                               : (fail(c, "TESSERA_API_KEY_FILE: %s: %s", file, problem), NULL);
        }
        key = from(source, "credential_command", from_command(c, &problem));
        if (problem != NULL)
            return fail(c, "credential_command: %s", problem), NULL;
        if (key != NULL)
            return trimmed(c->memory, key);
    } else if (environment("TESSERA_API_KEY") != NULL) {
        note(c, "The server is named by tessera.yaml: TESSERA_API_KEY is not sent to it (store its key with tessera "
                "auth login, or name it with TESSERA_URL)");
    }
    const char *key = from(source, "secret-tool", from_keyring(c, url));
    if (key != NULL)
        return key;
    const value *stored = stored_keys(c, &fine);
    for (size_t i = 0; stored != NULL && i < stored->count && key == NULL; i++)
        if (is_same_server(stored->items[i].name, url))
            key = from(source, "credentials", value_get_text(stored, stored->items[i].name));
    return !fine ? NULL : key != NULL ? key : "";
}

bool settings_store_key(cli *c, const char *url, const char *key) {
    bool fine;
    const char *problem = NULL, *folder = settings_folder(c);
    const value *before = stored_keys(c, &fine);
    value *keys = value_new(c->memory, VALUE_OBJECT);
    if (!fine)
        return false;
    for (size_t i = 0; before != NULL && i < before->count; i++)
        if (!is_same_server(before->items[i].name, url))
            value_put(c->memory, keys, before->items[i].name, before->items[i].value);
    if (key != NULL)
        value_put(c->memory, keys, url, value_string(c->memory, key));
    char *above = pool_text(c->memory, folder), *slash = strrchr(above, '/');
    if (slash != NULL)
        *slash = '\0';
    out text = {0};
    value_write_json(&text, keys, 2);
    mkdir(above, 0700);
    fine = (mkdir(folder, 0700) == 0 || errno == EEXIST) &&
           file_write(c->memory, credentials_path(c), text.data, text.length, 0600, &problem);
    out_done(&text);
    if (!fine)
        fail(c, "%s: %s", credentials_path(c), problem == NULL ? strerror(errno) : problem);
    return fine;
}

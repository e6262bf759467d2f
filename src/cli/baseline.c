// What a schema is held against: what git, a folder, tessera.lock or the server says holds now.
#include "cli/check.h"
#include "cli/collect.h"
#include "cli/files.h"
#include "cli/git.h"
#include "cli/server.h"
#include "cli/settings.h"
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum source { FROM_GIT, FROM_PATH, FROM_LOCK, FROM_SERVER } source;

struct baseline {
    source source;
    const char *name;
    const char *place; // reference, path, or file of the lock
    bool folder;
    const value *lock;
    git_blob *blobs; // of git, one for each file
};

const char *baseline_name(const baseline *b) {
    return b->name;
}

bool baseline_is_server(const baseline *b) {
    return b->source == FROM_SERVER;
}

static baseline *from_git(cli *c, baseline *b, const char *reference, int *status) {
    const char *problem = NULL, *commit = git_commit(c->memory, reference, &problem);
    if (commit == NULL) {
        *status = fail(c, "git: %s", problem);
        return NULL;
    }
    b->source = FROM_GIT;
    b->place = commit;
    b->name = pool_printf(c->memory, "git %s (%.8s)", reference == NULL ? "merge base" : reference, commit);
    return b;
}

static baseline *from_lock(cli *c, baseline *b, const char *path, int *status) {
    const char *problem = NULL;
    size_t length;
    char *text = file_read(c->memory, path, &length, &problem);
    b->source = FROM_LOCK;
    b->place = path;
    b->lock = text == NULL ? NULL : value_parse_json(c->memory, text, length, &problem);
    const char *pulled = value_get_text(b->lock, "pulled_at");
    b->name =
        pool_printf(c->memory, "lock %s%s%s", path, pulled == NULL ? "" : ", pulled ", pulled == NULL ? "" : pulled);
    if (b->lock != NULL && value_integer(value_get(b->lock, "format"), 0) == 1)
        return b;
    *status = fail(c, "%s: %s (tessera pull writes it)", path, problem != NULL ? problem : "not of format 1");
    return NULL;
}

static const char *lock_path(cli *c) {
    return pool_printf(c->memory, "%s/tessera.lock", c->project_folder == NULL ? "." : c->project_folder);
}

// Whether the server answers; false says nothing yet.
static bool is_reachable(cli *c) {
    tessera_client *client = server_client(c);
    tessera_reply *reply = NULL;
    tessera_error error;
    bool there =
        client != NULL && (tessera_request(client, "GET", "/health/live", NULL, NULL, &reply, &error) == TESSERA_OK ||
                           error.http_status > 0);
    tessera_reply_free(reply);
    return there;
}

baseline *baseline_new(cli *c, const char *against, bool fall_back, int *status) {
    baseline *b = pool_bytes(c->memory, sizeof *b);
    struct stat about;
    *status = EXIT_UNKNOWN;
    if (against == NULL && global(c, "offline") != NULL && access(lock_path(c), F_OK) == 0)
        against = "lock";
    if (against == NULL && global(c, "offline") == NULL && settings_name_server(c))
        against = "server";
    if (against == NULL || strcmp(against, "git") == 0)
        return from_git(c, b, NULL, status);
    if (strncmp(against, "git:", 4) == 0)
        return from_git(c, b, against + 4, status);
    if (strcmp(against, "lock") == 0)
        return from_lock(c, b, lock_path(c), status);
    if (strcmp(against, "server") == 0) {
        if (server_client(c) == NULL)
            return NULL;
        bool there = is_reachable(c);
        if (!there && fall_back) {
            note(c, "The server %s is not reached: tessera.lock serves", settings_url(c, NULL));
            return from_lock(c, b, lock_path(c), status);
        }
        if (!there) {
            *status = fail(c, "The server %s is not reached", settings_url(c, NULL));
            return NULL;
        }
        b->source = FROM_SERVER;
        b->name = pool_printf(c->memory, "server %s", settings_url(c, NULL));
        return b;
    }
    if (stat(against, &about) != 0) {
        *status = usage(c, "--against: '%s' is none of server, git:REF, lock, nor a file or folder", against);
        return NULL;
    }
    b->source = FROM_PATH;
    b->place = against;
    b->folder = S_ISDIR(about.st_mode);
    b->name = pool_printf(c->memory, "%s %s", b->folder ? "folder" : "file", against);
    return b;
}

static bool is_same_asset(const char *one, const char *other) {
    return one == NULL || other == NULL ? one == other : strcmp(one, other) == 0;
}

// A path as git takes it. NULL: the file is in no place that git knows.
static const char *path_in_git(cli *c, const char *file) {
    const char *place = repository_place(c, file);
    if (c->top[0] == '\0') // git finds its own way to the repository: GIT_DIR, or one without a checkout
        return place[0] == '/' ? NULL : pool_printf(c->memory, "./%s", place);
    return place[0] == '/' || strncmp(place, "../", 3) == 0 ? NULL : place;
}

// A file that was renamed follows what it was, where it is the same asset's. What is gone is told: nothing else would.
static void follow(cli *c, baseline *b, const arguments *a, report *r) {
    size_t count;
    const char *ignored;
    const git_move *moves = git_moves(c->memory, b->place, &count);
    for (size_t i = 0; i < count; i++) {
        const char *old = pool_printf(c->memory, "%s%s", c->top, moves[i].old_path);
        const char *asset = collect_asset(c, a, old);
        checked *k = NULL;
        for (size_t j = 0; j < r->count && moves[i].new_path != NULL; j++)
            if (b->blobs[j].text == NULL && strcmp(repository_place(c, r->items[j].file), moves[i].new_path) == 0 &&
                is_same_asset(r->items[j].asset, asset))
                k = &r->items[j];
        git_blob *blob = k == NULL ? NULL : git_read(c->memory, b->place, &moves[i].old_path, 1, &ignored);
        if (blob != NULL && blob->text != NULL) {
            b->blobs[k - r->items] = *blob;
            k->was = moves[i].old_path;
        } else if (collect_covers(c, a, old)) {
            report_warn(c, r, pool_printf(c->memory, "%s is gone, which was there at %s", moves[i].old_path, b->name));
        }
    }
}

bool baseline_fetch(cli *c, baseline *b, const arguments *a, report *r, int *status) {
    const char *problem = NULL;
    if (b->source != FROM_GIT || r->count == 0)
        return true;
    const char **paths = pool_bytes(c->memory, (r->count + 1) * sizeof *paths);
    for (size_t i = 0; i < r->count; i++)
        paths[i] = path_in_git(c, r->items[i].file);
    b->blobs = git_read(c->memory, b->place, paths, r->count, &problem);
    if (b->blobs == NULL)
        *status = fail(c, "git: %s", problem);
    else if (c->top[0] != '\0')
        follow(c, b, a, r);
    return b->blobs != NULL;
}

// --- one file --------------------------------------------------------------------------------------------------------

static const char *read_path(cli *c, const baseline *b, const checked *k, size_t *length, const char **problem) {
    if (!b->folder)
        return file_read(c->memory, b->place, length, problem);
    const char *relative = k->file, *slash = strrchr(k->file, '/');
    while (strncmp(relative, "./", 2) == 0)
        relative += 2;
    const char *path = pool_printf(c->memory, "%s/%s", b->place, relative);
    if (access(path, F_OK) != 0 && slash != NULL)
        path = pool_printf(c->memory, "%s%s", b->place, slash);
    return access(path, F_OK) != 0 ? NULL : file_read(c->memory, path, length, problem);
}

static bool needs_asset(const checked *k, const char **problem) {
    if (k->asset == NULL)
        *problem = "its asset is not known: --asset FQN, or contracts in tessera.yaml";
    return k->asset != NULL;
}

// Those entries of a list that are texts.
static const value *texts_of(cli *c, const value *list) {
    value *texts = value_new(c->memory, VALUE_ARRAY);
    for (size_t i = 0; list != NULL && i < list->count; i++)
        if (list->items[i].value->kind == VALUE_STRING)
            value_append(c->memory, texts, list->items[i].value);
    return texts;
}

static const char *read_lock(cli *c, const baseline *b, checked *k, size_t *length, const char **problem) {
    if (!needs_asset(k, problem))
        return NULL;
    const value *entry = value_get(value_get(b->lock, "assets"), k->asset);
    const char *file = value_get_text(entry, "file");
    if (entry != NULL && file == NULL)
        *problem = pool_printf(c->memory, "%s: what it says of %s has no file", b->place, k->asset);
    if (file == NULL)
        return NULL;
    k->from = value_get_text(entry, "version");
    k->consumers = texts_of(c, value_get(entry, "consumers"));
    if (k->mode == NULL)
        k->mode = value_get_text(entry, "compatibility_mode");
    char *folder = pool_text(c->memory, b->place), *slash = strrchr(folder, '/');
    *slash = '\0';
    const char *text =
        file_read(c->memory, file[0] == '/' ? file : pool_printf(c->memory, "%s/%s", folder, file), length, problem);
    const char *pulled = value_get_text(entry, "sha256");
    char digest[TESSERA_DIGEST_LENGTH + 1];
    if (text != NULL &&
        (pulled == NULL || !tessera_json_digest(text, *length, digest) || strcmp(digest, pulled) != 0)) {
        *problem = pool_printf(c->memory, "%s is not what was pulled", file);
        return NULL;
    }
    return text;
}

static const value *names_of(cli *c, const value *list, const char *member) {
    value *names = value_new(c->memory, VALUE_ARRAY);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const char *name = value_get_text(list->items[i].value, member);
        if (name != NULL)
            value_append(c->memory, names, value_string(c->memory, name));
    }
    return names;
}

// What the server says of the asset: NULL where it knows none, or nothing active.
static const char *read_server(cli *c, checked *k, size_t *length, const char **problem) {
    int status;
    if (!needs_asset(k, problem))
        return NULL;
    out query = {0};
    out_text(&query, "fqn=");
    out_percent(&query, k->asset, false);
    bool missing = false;
    const value *context = server_ask(c, "GET", "/api/v1/assets/context", query.data, NULL, &status, &missing);
    out_done(&query);
    const char *id = value_get_text(value_get(context, "asset"), "id"),
               *contract = value_get_text(value_get(context, "current_contract"), "id");
    const value *active = contract == NULL
                              ? NULL
                              : server_get(c, pool_printf(c->memory, "/api/v1/contracts/%s", contract), NULL, &status);
    if ((context == NULL && !missing) || (contract != NULL && active == NULL))
        *problem = "the server could not be asked";
    else if (context != NULL && id == NULL)
        *problem = "the server's answer has no asset: is that a server of Tessera?";
    if (active == NULL || id == NULL)
        return NULL;
    const value *source = value_get(active, "schema_source");
    const char *language = value_get_text(active, "schema_format");
    if (source == NULL || source->kind == VALUE_NULL)
        source = value_get(active, "schema_def");
    k->from = value_get_text(active, "version");
    k->consumers = names_of(c, value_get(context, "consumers"), "consumer_team_name");
    if (k->mode == NULL)
        k->mode = value_get_text(active, "compatibility_mode");
    if (k->language == NULL && language != NULL)
        k->language = language;
    document d;
    document_of_tree(c->memory, k->asset, source, k->language, &d);
    *length = d.length;
    return d.json;
}

// Whether git knows for certain that it does not have a file. False: `*problem` says why not.
static bool is_askable(cli *c, const char *file, const char **problem) {
    if (strcmp(file, "-") == 0 || strchr(file, '\n') != NULL) {
        *problem = "git is not asked for standard input, nor for a name with a line break: --against FILE is";
        return false;
    }
    if (path_in_git(c, file) == NULL)
        return *problem = "it is outside of the repository: --against FILE says what holds now", false;
    for (const char *slash = strchr(file, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        const char *folder = pool_copy(c->memory, file, (size_t)(slash - file));
        if (folder[0] != '\0' && file[0] != '/' && strncmp(file, "../", 3) != 0 && strcmp(folder, ".") != 0 &&
            access(pool_printf(c->memory, "%s/.git", folder), F_OK) == 0) {
            *problem = pool_printf(c->memory, "it is in another repository, %s: check it there", folder);
            return false;
        }
    }
    return true;
}

const char *baseline_text(cli *c, baseline *b, size_t index, checked *k, size_t *length, const char **problem) {
    switch (b->source) {
    case FROM_GIT:
        if (b->blobs[index].text == NULL && !is_askable(c, k->file, problem))
            return NULL;
        *length = b->blobs[index].length;
        return b->blobs[index].text;
    case FROM_PATH:
        return read_path(c, b, k, length, problem);
    case FROM_LOCK:
        return read_lock(c, b, k, length, problem);
    default:
        return read_server(c, k, length, problem);
    }
}

void baseline_ask_proposal(cli *c, baseline *b, checked *k, const document *d) {
    int status;
    if (b->source != FROM_SERVER)
        return;
    const char *asset = server_asset(c, k->asset, &status);
    if (asset == NULL)
        return;
    value *body = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, body, "schema", d->tree);
    value_put(c->memory, body, "schema_format", value_string(c->memory, d->language));
    value_put(c->memory, body, "compatibility_mode", value_string(c->memory, k->mode));
    const value *answer = server_ask(c, "POST", pool_printf(c->memory, "/api/v1/assets/%s/can-publish", asset), NULL,
                                     body, &status, NULL);
    const char *word = value_get_text(answer, "can_publish"), *state = value_get_text(answer, "proposal_status");
    k->waiting_for = names_of(c, value_get(answer, "waiting_for"), "team_name");
    k->proposal = value_get_text(answer, "proposal_id");
    if (k->proposal != NULL && word != NULL && strcmp(word, "yes") == 0) {
        const value *told =
            server_get(c, pool_printf(c->memory, "/api/v1/proposals/%s/status", k->proposal), NULL, &status);
        k->agreed = names_of(c, value_get(told, "acknowledgments"), "consumer_team_name");
    }
    k->proposal_state = k->proposal == NULL ? NULL : word != NULL && strcmp(word, "yes") == 0 ? "approved" : state;
}

// Commands about the program itself, and any request.
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/server.h"
#include "cli/settings.h"
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

int run_version(cli *c, const arguments *a, const command *self) {
    (void)self;
    say(c, "tessera %s\n", TESSERA_CLI_VERSION);
    if (argument(a, "server") == NULL)
        return EXIT_YES;
    int status;
    const value *health = server_get(c, "/health", NULL, &status);
    if (health == NULL)
        return status;
    say(c, "server %s (%s)\n", value_get_text(health, "version") == NULL ? "dev" : value_get_text(health, "version"),
        settings_url(c, NULL));
    return EXIT_YES;
}

int run_serve(cli *c, const arguments *a, const command *self) {
    const char *host = argument(a, "host"), *port = argument(a, "port"), *slash = strrchr(c->program, '/');
    (void)self;
    const char *listen =
        pool_printf(c->memory, "%s:%s", host == NULL ? "127.0.0.1" : host, port == NULL ? "8000" : port);
    const char *words[] = {"tesserad", "--listen", listen, NULL};
    say_flush(c);
    if (slash != NULL) // the one beside this program goes first
        execv(pool_printf(c->memory, "%.*s/tesserad", (int)(slash - c->program), c->program),
              (char *const *)(uintptr_t)words);
    execvp("tesserad", (char *const *)(uintptr_t)words);
    return fail(c, "tesserad: %s", strerror(errno));
}

// --- any request -----------------------------------------------------------------------------------------------------

// Members of -f NAME=VALUE: a value that is JSON counts as such, any other is a text.
static bool read_fields(cli *c, const arguments *a, bool in_query, value *body, out *query) {
    for (size_t i = 0; i < a->option_count; i++) {
        if (strcmp(a->options[i].option->name, "field") != 0)
            continue;
        const char *text = a->options[i].value, *equals = strchr(text, '='), *problem;
        if (equals == NULL)
            return usage(c, "--field: '%s' is not NAME=VALUE", text), false;
        const char *name = pool_copy(c->memory, text, (size_t)(equals - text));
        if (in_query) {
            out_text(query, query->length == 0 ? "" : "&");
            out_percent(query, name, false);
            out_text(query, "=");
            out_percent(query, equals + 1, false);
            continue;
        }
        const value *v = value_parse_json(c->memory, equals + 1, strlen(equals + 1), &problem);
        value_put(c->memory, body, name, v != NULL ? v : value_string(c->memory, equals + 1));
    }
    return true;
}

int run_api(cli *c, const arguments *a, const command *self) {
    int status = EXIT_USAGE;
    char *method = pool_text(c->memory, a->values[0]);
    const char *path = a->values[1], *input = argument(a, "input"), *problem = NULL;
    (void)self;
    for (char *at = method; *at != '\0'; at++)
        *at = (char)toupper((unsigned char)*at);
    if (path[0] != '/')
        return usage(c, "'%s': a path begins with a slash", path);
    static const char *const outside[] = {"/api/", "/health", "/openapi.json", "/docs", "/metrics"};
    bool whole = false;
    for (size_t i = 0; i < 5; i++)
        whole = whole || strncmp(path, outside[i], strlen(outside[i])) == 0;
    bool bodiless = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0 || strcmp(method, "DELETE") == 0;
    const value *body = bodiless ? NULL : value_new(c->memory, VALUE_OBJECT);
    out query = {0};
    size_t length;
    const char *mark = strchr(path, '?');
    if (mark != NULL)
        out_text(&query, mark + 1);
    const char *text = input == NULL ? NULL : file_read(c->memory, input, &length, &problem);
    if (input != NULL &&
        (body = text == NULL ? NULL : document_parse(c->memory, input, text, length, &problem)) == NULL)
        return out_done(&query), fail(c, "%s: %s", input, problem);
    value *made = value_new(c->memory, VALUE_OBJECT);
    if (read_fields(c, a, bodiless, made, &query)) {
        const char *below = pool_copy(c->memory, path, strcspn(path, "?"));
        bool all = argument(a, "paginate") != NULL && strcmp(method, "GET") == 0;
        const value *answer =
            all ? server_list(c, whole ? below : pool_printf(c->memory, "/api/v1%s", below), query.data, SIZE_MAX,
                              &status)
                : server_ask(c, method, whole ? below : pool_printf(c->memory, "/api/v1%s", below), query.data,
                             input != NULL     ? body
                             : made->count > 0 ? made
                                               : NULL,
                             &status, NULL);
        if (answer != NULL && answer->kind != VALUE_NULL)
            say_value(c, answer);
        if (answer != NULL)
            status = EXIT_YES;
    }
    out_done(&query);
    return status;
}

// --- keys ------------------------------------------------------------------------------------------------------------

// A line of standard input, not shown where a terminal would.
static bool read_secret(char *line, size_t size) {
    struct termios before, quiet;
    bool terminal = tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        fputs("API key: ", stderr);
        quiet = before;
        quiet.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    bool got = fgets(line, (int)size, stdin) != NULL;
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        fputs("\n", stderr);
    }
    line[got ? strcspn(line, "\r\n") : 0] = '\0';
    return got && line[0] != '\0';
}

int run_auth_login(cli *c, const arguments *a, const command *self) {
    char key[512];
    (void)a;
    (void)self;
    if (!settings_read(c))
        return EXIT_USAGE;
    if (global(c, "no-input") != NULL && isatty(STDIN_FILENO))
        return usage(c, "--no-input: the key is read from standard input");
    if (!read_secret(key, sizeof key))
        return fail(c, "No key was given");
    bool fine = settings_store_key(c, settings_url(c, NULL), key);
    explicit_bzero(key, sizeof key);
    if (fine)
        say(c, "Kept the key of %s\n", settings_url(c, NULL));
    return fine ? EXIT_YES : EXIT_NO;
}

int run_auth_logout(cli *c, const arguments *a, const command *self) {
    (void)a;
    (void)self;
    if (!settings_read(c))
        return EXIT_USAGE;
    if (!settings_store_key(c, settings_url(c, NULL), NULL))
        return EXIT_NO;
    say(c, "Forgot the key of %s\n", settings_url(c, NULL));
    return EXIT_YES;
}

int run_auth_status(cli *c, const arguments *a, const command *self) {
    const char *source = "none", *key = settings_read(c) ? settings_key(c, &source) : NULL;
    int status = EXIT_NO;
    (void)a;
    (void)self;
    if (key == NULL)
        return EXIT_USAGE;
    const value *me = server_get(c, "/api/v1/me", NULL, &status);
    if (me == NULL)
        return EXIT_NO;
    if (c->format != FORMAT_TEXT)
        return say_value(c, me), EXIT_YES;
    const char *context = settings_context(c);
    say(c, "Server: %s%s%s%s\nKey: %s\n", settings_url(c, NULL), context == NULL ? "" : " (context ",
        context == NULL ? "" : context, context == NULL ? "" : ")", key[0] == '\0' ? "none" : source);
    say_fields(c, me);
    return EXIT_YES;
}

int run_auth_token(cli *c, const arguments *a, const command *self) {
    const char *key = settings_read(c) ? settings_key(c, NULL) : NULL;
    (void)a;
    (void)self;
    if (key == NULL)
        return EXIT_USAGE;
    if (key[0] == '\0')
        return fail(c, "No key is known for %s: tessera auth login keeps one", settings_url(c, NULL));
    say(c, "%s\n", key);
    return EXIT_YES;
}

int run_config_show(cli *c, const arguments *a, const command *self) {
    static const char *const names[] = {"Setting", "Value", "From"};
    const char *of_url = "default", *of_team = "none", *of_key = "none";
    (void)a;
    (void)self;
    if (!settings_read(c))
        return EXIT_USAGE;
    const char *url = settings_url(c, &of_url), *team = settings_team(c, &of_team), *key = settings_key(c, &of_key);
    if (key == NULL)
        return EXIT_NO;
    const char *const rows[][3] = {
        {"url", url, of_url},
        {"team", team == NULL ? "" : team, of_team},
        {"key", key[0] == '\0' ? "" : "(set)", of_key},
        {"project", c->project == NULL ? "" : c->project_folder, c->project == NULL ? "none" : "tessera.yaml"},
    };
    table t = {.names = names, .columns = 3};
    value *all = value_new(c->memory, VALUE_OBJECT);
    for (size_t i = 0; i < 4; i++) {
        value *v = value_new(c->memory, VALUE_OBJECT);
        value_put(c->memory, v, "value", value_string(c->memory, rows[i][1]));
        value_put(c->memory, v, "from", value_string(c->memory, rows[i][2]));
        value_put(c->memory, all, rows[i][0], v);
        for (size_t j = 0; j < 3; j++)
            table_add(c->memory, &t, rows[i][j]);
    }
    c->format == FORMAT_TEXT ? say_table(c, &t, NULL) : say_value(c, all);
    return EXIT_YES;
}

// --- admin -----------------------------------------------------------------------------------------------------------

typedef struct backfill {
    long long created, existing, unresolved;
    size_t assets;
} backfill;

static const char *id_by_fqn(const value *assets, const char *fqn) {
    for (size_t i = 0; i < assets->count; i++)
        if (value_has_text(assets->items[i].value, "fqn", fqn))
            return value_get_text(assets->items[i].value, "id");
    return NULL;
}

static bool depends_already(const value *list, const char *id) {
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const char *own = value_get_text(list->items[i].value, "dependency_asset_id");
        if (own != NULL && strcmp(own, id) == 0)
            return true;
    }
    return false;
}

// One asset's dependencies. False: the server refused, and standard error says so.
static bool backfill_one(cli *c, backfill *b, const value *all, const value *asset, bool dry, int *status) {
    const value *wanted = value_get(value_get(asset, "metadata"), "depends_on");
    if (wanted == NULL || wanted->kind != VALUE_ARRAY)
        return true;
    b->assets++;
    const char *path = pool_printf(c->memory, "/api/v1/assets/%s/dependencies", value_get_text(asset, "id"));
    const value *there = server_list(c, path, NULL, SIZE_MAX, status);
    for (size_t i = 0; there != NULL && i < wanted->count; i++) {
        const value *name = wanted->items[i].value;
        const char *id = name->kind == VALUE_STRING ? id_by_fqn(all, name->text) : NULL;
        if (id == NULL) {
            b->unresolved++;
        } else if (depends_already(there, id)) {
            b->existing++;
        } else {
            value *body = value_new(c->memory, VALUE_OBJECT);
            value_put(c->memory, body, "depends_on_asset_id", value_string(c->memory, id));
            value_put(c->memory, body, "dependency_type", value_string(c->memory, "consumes"));
            if (!dry && server_ask(c, "POST", path, NULL, body, status, NULL) == NULL)
                return false;
            b->created++;
        }
    }
    return there != NULL;
}

int run_admin_backfill(cli *c, const arguments *a, const command *self) {
    int status = EXIT_NO;
    bool dry = argument(a, "dry-run") != NULL;
    backfill b = {0};
    (void)self;
    const value *all = server_list(c, "/api/v1/assets", NULL, SIZE_MAX, &status);
    if (all == NULL)
        return status;
    if (dry)
        say(c, "Dry run: nothing is written\n");
    for (size_t i = 0; i < all->count; i++)
        if (!backfill_one(c, &b, all, all->items[i].value, dry, &status))
            return status;
    if (b.assets == 0)
        say(c, "No asset has metadata.depends_on\n");
    else
        say(c, "%s: %lld\nAlready existing: %lld\nUnresolved: %lld\n", dry ? "Would create" : "Created", b.created,
            b.existing, b.unresolved);
    return EXIT_YES;
}

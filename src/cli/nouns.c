// Teams and assets.
#include "cli/nouns.h"
#include "cli/commands.h"
#include "cli/server.h"
#include <stdlib.h>
#include <string.h>

static const char *name_of_kind(value_kind kind) {
    static const char *const names[] = {"null", "bool", "bool", "number", "str", "list", "dict"};
    return names[kind];
}

// Puts what --metadata holds. False: it is no JSON object, and standard error says so.
static bool put_metadata(cli *c, const arguments *a, value *body) {
    const char *given = argument(a, "metadata"), *problem;
    if (given == NULL)
        return true;
    const value *v = value_parse_json(c->memory, given, strlen(given), &problem);
    if (v == NULL)
        fail(c, "Invalid JSON in --metadata: %s", problem);
    else if (v->kind != VALUE_OBJECT)
        fail(c, "Invalid --metadata: expected a JSON object, got %s", name_of_kind(v->kind));
    else
        value_put(c->memory, body, "metadata", v);
    return v != NULL && v->kind == VALUE_OBJECT;
}

static void put_text(cli *c, const arguments *a, value *body, const char *name) {
    if (argument(a, name) != NULL)
        value_put(c->memory, body, name, value_string(c->memory, argument(a, name)));
}

size_t limit_of(const arguments *a, size_t otherwise) {
    const char *given = argument(a, "limit");
    char *end;
    unsigned long long number = given == NULL ? 0 : strtoull(given, &end, 10);
    return number == 0 ? otherwise : (size_t)number;
}

// The list as a table with those names on top of those members, or as a document. `none` where it is empty.
int say_list(cli *c, const value *list, const char *const *names, const char *const *members, size_t columns,
             const char *title, const char *none) {
    if (c->format != FORMAT_TEXT) {
        say_value(c, list);
        return EXIT_YES;
    }
    if (list->count == 0) {
        say(c, "%s\n", none);
        return EXIT_YES;
    }
    table t = {.names = names, .columns = columns};
    for (size_t i = 0; i < list->count; i++)
        for (size_t j = 0; j < columns; j++) {
            const char *cell = value_get_text(list->items[i].value, members[j]);
            bool date =
                cell != NULL && strlen(members[j]) > 3 && strcmp(members[j] + strlen(members[j]) - 3, "_at") == 0;
            table_add(c->memory, &t, date ? pool_copy(c->memory, cell, strcspn(cell, "T")) : cell);
        }
    say_table(c, &t, title);
    return EXIT_YES;
}

int say_made(cli *c, const value *made, const char *text) {
    if (c->format != FORMAT_TEXT)
        say_value(c, made);
    else
        say(c, "%s\n", text);
    return EXIT_YES;
}

// --- teams -----------------------------------------------------------------------------------------------------------

int run_team_create(cli *c, const arguments *a, const command *self) {
    int status = EXIT_NO;
    (void)self;
    value *body = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, body, "name", value_string(c->memory, a->values[0]));
    put_text(c, a, body, "description");
    if (!put_metadata(c, a, body))
        return EXIT_NO;
    const value *team = server_ask(c, "POST", "/api/v1/teams", NULL, body, &status, NULL);
    if (team == NULL)
        return status;
    return say_made(
        c, team,
        pool_printf(c->memory, "Created team: %s (id: %s)", value_get_text(team, "name"), value_get_text(team, "id")));
}

int run_team_list(cli *c, const arguments *a, const command *self) {
    static const char *const names[] = {"ID", "Name", "Created"}, *const members[] = {"id", "name", "created_at"};
    int status;
    (void)self;
    const value *list = server_list(c, "/api/v1/teams", NULL, limit_of(a, SIZE_MAX), &status);
    return list == NULL ? status : say_list(c, list, names, members, 3, NULL, "No teams found");
}

int run_team_get(cli *c, const arguments *a, const command *self) {
    int status;
    (void)self;
    const char *id = server_team(c, a->values[0], &status);
    const value *team =
        id == NULL ? NULL : server_get(c, pool_printf(c->memory, "/api/v1/teams/%s", id), NULL, &status);
    if (team == NULL)
        return status;
    say_value(c, team);
    return EXIT_YES;
}

// --- assets ----------------------------------------------------------------------------------------------------------

int run_asset_create(cli *c, const arguments *a, const command *self) {
    int status = EXIT_NO;
    (void)self;
    value *body = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, body, "fqn", value_string(c->memory, a->values[0]));
    if (!put_metadata(c, a, body))
        return EXIT_NO;
    const char *team = server_own_team(c, &status);
    if (team == NULL)
        return status;
    value_put(c->memory, body, "owner_team_id", value_string(c->memory, team));
    put_text(c, a, body, "description");
    put_text(c, a, body, "environment");
    const value *asset = server_ask(c, "POST", "/api/v1/assets", NULL, body, &status, NULL);
    if (asset == NULL)
        return status;
    return say_made(c, asset,
                    pool_printf(c->memory, "Created asset: %s (id: %s)", value_get_text(asset, "fqn"),
                                value_get_text(asset, "id")));
}

int run_asset_list(cli *c, const arguments *a, const command *self) {
    static const char *const names[] = {"ID", "FQN", "Owner Team"}, *const members[] = {"id", "fqn", "owner_team_id"};
    int status;
    (void)self;
    // The team of the settings is who acts, not what is looked for.
    const char *team = global(c, "team") == NULL ? "" : server_team(c, global(c, "team"), &status);
    if (team == NULL)
        return status;
    const value *list =
        server_list(c, "/api/v1/assets", team[0] == '\0' ? NULL : pool_printf(c->memory, "owner=%s", team),
                    limit_of(a, 50), &status);
    return list == NULL ? status : say_list(c, list, names, members, 3, NULL, "No assets found");
}

int run_asset_get(cli *c, const arguments *a, const command *self) {
    int status;
    (void)self;
    const char *id = server_asset(c, a->values[0], &status);
    const value *asset =
        id == NULL ? NULL : server_get(c, pool_printf(c->memory, "/api/v1/assets/%s", id), NULL, &status);
    if (asset == NULL)
        return status;
    say_value(c, asset);
    return EXIT_YES;
}

int run_asset_context(cli *c, const arguments *a, const command *self) {
    int status;
    (void)self;
    const char *id = server_asset(c, a->values[0], &status);
    const value *context =
        id == NULL ? NULL : server_get(c, pool_printf(c->memory, "/api/v1/assets/%s/context", id), NULL, &status);
    if (context == NULL)
        return status;
    c->format == FORMAT_TEXT ? say_fields(c, context) : say_value(c, context);
    return EXIT_YES;
}

int run_asset_search(cli *c, const arguments *a, const command *self) {
    static const char *const names[] = {"ID", "FQN"}, *const members[] = {"id", "fqn"};
    int status;
    out query = {0};
    (void)self;
    out_text(&query, "q=");
    out_percent(&query, a->values[0], false);
    const value *list = server_list(c, "/api/v1/assets/search", query.data, limit_of(a, 20), &status);
    out_done(&query);
    return list == NULL
               ? status
               : say_list(c, list, names, members, 2, pool_printf(c->memory, "Assets matching '%s'", a->values[0]),
                          pool_printf(c->memory, "No assets matching '%s'", a->values[0]));
}

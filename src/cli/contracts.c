// Contracts: publishing, lists, what changed, whom it reaches.
#include "cli/commands.h"
#include "cli/document.h"
#include "cli/nouns.h"
#include "cli/server.h"
#include "cli/settings.h"
#include <string.h>
#include <unistd.h>

const value *schema_option(cli *c, const arguments *a, const char **language, int *status) {
    const char *path = argument(a, "schema"), *problem = NULL;
    document d;
    if (path == NULL) {
        *status = usage(c, "Missing option: --schema FILE");
        return NULL;
    }
    if (strcmp(path, "-") != 0 && access(path, F_OK) != 0) {
        *status = fail(c, "Schema file not found: %s", path);
        return NULL;
    }
    if (!document_read(c->memory, path, argument(a, "format"), &d, &problem)) {
        *status = fail(c, "%s: %s", path, problem);
        return NULL;
    }
    *language = d.language;
    return d.tree;
}

static void say_breaking(cli *c, const value *changes) {
    for (size_t i = 0; changes != NULL && i < changes->count; i++) {
        const value *change = changes->items[i].value;
        say(c, "  - ");
        say_colored(c, "31", value_get_text(change, "type"));
        say(c, ": %s\n", pool_plain(c->memory, value_get_text(change, "message")));
    }
}

static const char *or_none(const char *text) {
    return text == NULL ? "none" : text;
}

// What a publish or a proposal takes of the options.
static value *publish_body(cli *c, const arguments *a, int *status) {
    const char *language = NULL;
    const value *schema = schema_option(c, a, &language, status);
    if (schema == NULL)
        return NULL;
    value *body = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, body, "schema", schema);
    value_put(c->memory, body, "schema_format", value_string(c->memory, language));
    if (argument(a, "compat") != NULL)
        value_put(c->memory, body, "compatibility_mode", value_string(c->memory, argument(a, "compat")));
    static const char *const names[] = {"version", "reason"};
    for (size_t i = 0; i < 2; i++)
        if (argument(a, names[i]) != NULL)
            value_put(c->memory, body, names[i], value_string(c->memory, argument(a, names[i])));
    const char *date = argument(a, "deadline");
    if (date != NULL) // a day ends with its last second
        value_put(
            c->memory, body, "deadline",
            value_string(c->memory, strchr(date, 'T') == NULL ? pool_printf(c->memory, "%sT23:59:59Z", date) : date));
    return body;
}

// ": 1 property added, 2 x type changed"; "" where nothing changed, or that is not known.
static const char *kinds_of(cli *c, const value *changes) {
    out text = {0};
    for (size_t i = 0; changes != NULL && i < changes->count; i++) {
        const char *kind = value_get_text(changes->items[i].value, "type");
        size_t times = 0, before = 0;
        for (size_t j = 0; kind != NULL && j < changes->count; j++)
            if (value_has_text(changes->items[j].value, "type", kind)) {
                before += j < i;
                times++;
            }
        if (kind == NULL || before > 0)
            continue;
        out_printf(&text, times == 1 ? "%s%zu " : "%s%zu x ", text.length == 0 ? ": " : ", ", times);
        for (const char *at = kind; *at != '\0'; at++)
            out_bytes(&text, *at == '_' ? " " : at, 1);
    }
    const char *kinds = pool_copy(c->memory, text.data == NULL ? "" : text.data, text.length);
    out_done(&text);
    return kinds;
}

// The kinds of changes that a version just published has made, as far as the server tells.
static const char *kinds_published(cli *c, const value *contract) {
    const char *asset = value_get_text(contract, "asset_id"), *version = value_get_text(contract, "version");
    const value *page =
        asset == NULL ? NULL
                      : server_quietly(c, pool_printf(c->memory, "/api/v1/assets/%s/contracts", asset), "limit=2");
    const value *list = value_get(page, "results");
    if (version == NULL || list == NULL || list->count < 2 || value_get_text(list->items[1].value, "version") == NULL)
        return "";
    out query = {0};
    out_text(&query, "from_version=");
    out_percent(&query, value_get_text(list->items[1].value, "version"), false);
    out_text(&query, "&to_version=");
    out_percent(&query, version, false);
    const value *diff =
        server_quietly(c, pool_printf(c->memory, "/api/v1/assets/%s/contracts/diff", asset), query.data);
    out_done(&query);
    return kinds_of(c, value_get(diff, "all_changes"));
}

static int say_published(cli *c, const value *result) {
    const value *contract = value_get(result, "contract"), *proposal = value_get(result, "proposal");
    const value *changes = value_get(result, "breaking_changes");
    const char *warning = value_get_text(result, "warning"), *message = value_get_text(result, "message");
    bool planned = value_is_true(value_get(result, "dry_run"));
    if (c->format != FORMAT_TEXT) {
        say_value(c, result);
        return EXIT_YES;
    }
    if (planned)
        say(c, "Planned: nothing was written\n");
    if (proposal != NULL && proposal->kind == VALUE_OBJECT) {
        const char *id = or_none(value_get_text(proposal, "id"));
        say_colored(c, "31", "Breaking change detected!");
        if (planned)
            say(c, "\nWould propose it:\n");
        else
            say(c, "\nProposal: %s (%s)\n  %s\n", id, or_none(value_get_text(proposal, "status")),
                settings_page(c, "proposals", id));
        say_breaking(c, changes);
        const value *consumers = value_get(result, "consumers");
        for (size_t i = 0; consumers != NULL && i < consumers->count; i++)
            if (value_is_true(value_get(consumers->items[i].value, "waited_for")))
                say(c, "Waits for: %s\n", value_get_text(consumers->items[i].value, "team_name"));
    } else if (contract != NULL && contract->kind == VALUE_OBJECT) {
        const char *type = value_get_text(result, "change_type"), *kinds = planned ? "" : kinds_published(c, contract);
        say(c, planned ? "Would publish: v%s" : "Published contract: v%s", value_get_text(contract, "version"));
        say(c, "%s%s%s%s\n", type == NULL ? "" : " (", type == NULL ? "" : type, type == NULL ? "" : kinds,
            type == NULL ? "" : ")");
        say_breaking(c, changes);
    } else if (message != NULL) {
        say(c, "%s\n", message);
        say_breaking(c, changes);
    }
    if (warning != NULL)
        note(c, "Warning: %s", warning);
    return EXIT_YES;
}

int run_contract_publish(cli *c, const arguments *a, const command *self) {
    int status = EXIT_NO;
    (void)self;
    bool force = argument(a, "force") != NULL;
    if (argument(a, "asset") == NULL)
        return usage(c, "Missing option: --asset ASSET");
    value *body = publish_body(c, a, &status);
    if (body == NULL)
        return status;
    if (force && (argument(a, "force-reason") == NULL || strlen(argument(a, "force-reason")) < 10))
        return usage(c, "--force needs --force-reason, of 10 to 500 characters");
    const char *team = server_any_team(c, &status);
    const char *asset = team == NULL ? NULL : server_asset(c, argument(a, "asset"), &status);
    if (asset == NULL)
        return status;
    out query = {0};
    if (team[0] != '\0')
        out_printf(&query, "published_by=%s&", team);
    if (force) {
        out_text(&query, "force=true&force_reason=");
        out_percent(&query, argument(a, "force-reason"), false);
        out_text(&query, "&");
    }
    out_printf(&query, "dry_run=%s", argument(a, "dry-run") != NULL ? "true" : "false");
    const value *result = server_ask(c, "POST", pool_printf(c->memory, "/api/v1/assets/%s/publish", asset), query.data,
                                     body, &status, NULL);
    out_done(&query);
    result = server_expect(c, result, "action contract proposal message", &status);
    return result == NULL ? status : say_published(c, result);
}

int run_propose(cli *c, const arguments *a, const command *self) {
    int status = EXIT_NO;
    (void)self;
    value *body = publish_body(c, a, &status);
    const char *team = body == NULL ? NULL : server_any_team(c, &status);
    const char *asset = team == NULL ? NULL : server_asset(c, a->values[0], &status);
    if (asset == NULL)
        return status;
    const char *query = pool_printf(c->memory, "dry_run=%s%s%s", argument(a, "dry-run") != NULL ? "true" : "false",
                                    team[0] == '\0' ? "" : "&published_by=", team);
    const value *result =
        server_ask(c, "POST", pool_printf(c->memory, "/api/v1/assets/%s/propose", asset), query, body, &status, NULL);
    result = server_expect(c, result, "action contract proposal message", &status);
    return result == NULL ? status : say_published(c, result);
}

int run_contract_list(cli *c, const arguments *a, const command *self) {
    static const char *const names[] = {"ID", "Version", "Status", "Published"}, *const members[] = {"id", "version",
                                                                                                     "status",
                                                                                                     "published_at"};
    int status;
    (void)self;
    const char *asset = server_asset(c, a->values[0], &status);
    const value *list = asset == NULL ? NULL
                                      : server_list(c, pool_printf(c->memory, "/api/v1/assets/%s/contracts", asset),
                                                    NULL, limit_of(a, SIZE_MAX), &status);
    return list == NULL ? status : say_list(c, list, names, members, 4, NULL, "No contracts found");
}

const value *contract_diff(cli *c, const char *asset, const char *from, const char *to, int *status) {
    const char *path = pool_printf(c->memory, "/api/v1/assets/%s/contracts", asset);
    if (from == NULL || to == NULL) {
        const value *list = server_list(c, path, NULL, 1000, status); // newest first
        if (list == NULL)
            return NULL;
        size_t at = 0;
        if (to == NULL && list->count > 0)
            to = value_get_text(list->items[0].value, "version");
        while (from == NULL && to != NULL && at < list->count && !value_has_text(list->items[at].value, "version", to))
            at++;
        if (from == NULL && at + 1 < list->count)
            from = value_get_text(list->items[at + 1].value, "version");
        if (from == NULL || to == NULL) {
            *status = fail(c, "There are no two versions to compare");
            return NULL;
        }
    }
    out query = {0};
    out_text(&query, "from_version=");
    out_percent(&query, from, false);
    out_text(&query, "&to_version=");
    out_percent(&query, to, false);
    const value *result = server_get(c, pool_printf(c->memory, "%s/diff", path), query.data, status);
    out_done(&query);
    return server_expect(c, result, "is_compatible change_type", status);
}

int run_contract_history(cli *c, const arguments *a, const command *self) {
    static const char *const names[] = {"Version", "Status", "Change", "Published"}, *const members[] = {
                                                                                         "version", "status",
                                                                                         "change_type", "published_at"};
    int status;
    (void)self;
    const char *asset = server_asset(c, a->values[0], &status);
    const value *answer =
        asset == NULL
            ? NULL
            : server_get(c, pool_printf(c->memory, "/api/v1/assets/%s/contracts/history", asset), NULL, &status);
    if (answer == NULL)
        return status;
    const value *list = value_get(answer, "contracts");
    return say_list(c, list == NULL ? value_new(c->memory, VALUE_ARRAY) : list, names, members, 4, NULL,
                    "No contracts found");
}

int run_contract_diff(cli *c, const arguments *a, const command *self) {
    int status;
    (void)self;
    const char *asset = server_asset(c, a->values[0], &status);
    const value *result =
        asset == NULL ? NULL : contract_diff(c, asset, argument(a, "from"), argument(a, "to"), &status);
    if (result == NULL)
        return status;
    if (c->format != FORMAT_TEXT)
        return say_value(c, result), EXIT_YES;
    const value *changes = value_get(result, "all_changes");
    say(c, "Comparing: v%s -> v%s\n", value_get_text(result, "from_version"), value_get_text(result, "to_version"));
    say(c, "Change type: %s\n", value_get_text(result, "change_type"));
    say(c, "Is breaking: %s\n", value_is_true(value_get(result, "is_compatible")) ? "False" : "True");
    say_breaking(c, changes);
    return EXIT_YES;
}

static int say_impact(cli *c, const arguments *a, const char *given) {
    int status;
    const char *language = NULL;
    const value *schema = schema_option(c, a, &language, &status);
    const char *asset = schema == NULL ? NULL : server_asset(c, given, &status);
    const value *result = asset == NULL
                              ? NULL
                              : server_ask(c, "POST", pool_printf(c->memory, "/api/v1/assets/%s/impact", asset), NULL,
                                           schema, &status, NULL);
    result = server_expect(c, result, "safe_to_publish change_type", &status);
    if (result == NULL)
        return status;
    bool safe = value_is_true(value_get(result, "safe_to_publish"));
    if (c->format != FORMAT_TEXT)
        say_value(c, result);
    else {
        const value *consumers = value_get(result, "impacted_consumers");
        say(c, "Change type: %s\n", or_none(value_get_text(result, "change_type")));
        say_colored(c, safe ? "32" : "31", safe ? "Not breaking: safe to publish\n" : "Breaking changes:\n");
        say_breaking(c, value_get(result, "breaking_changes"));
        if (consumers != NULL && consumers->count > 0)
            say(c, "Impacted consumers:\n");
        for (size_t i = 0; consumers != NULL && i < consumers->count; i++) {
            const char *pin = value_get_text(consumers->items[i].value, "pinned_version");
            say(c, "  - %s%s%s\n", value_get_text(consumers->items[i].value, "team_name"),
                pin == NULL ? "" : ", pinned to v", pin == NULL ? "" : pin);
        }
    }
    return is_question(c) && !safe ? EXIT_NO : EXIT_YES;
}

int run_contract_impact(cli *c, const arguments *a, const command *self) {
    (void)self;
    return say_impact(c, a, a->values[0]);
}

int run_impact(cli *c, const arguments *a, const command *self) {
    (void)self;
    return say_impact(c, a, a->values[0]);
}

// --- registrations ---------------------------------------------------------------------------------------------------

static const char *active_contract(cli *c, const char *asset, int *status) {
    const value *list =
        server_list(c, pool_printf(c->memory, "/api/v1/assets/%s/contracts", asset), "status=active", 1, status);
    if (list != NULL && list->count == 0)
        *status = fail(c, "The asset has no active contract");
    return list == NULL || list->count == 0 ? NULL : value_get_text(list->items[0].value, "id");
}

// Registers the team for the asset's active contract. NULL: standard error says why not.
static const value *register_for(cli *c, const char *asset, const char *team, const char *pin, int *status) {
    const char *contract = active_contract(c, asset, status);
    if (contract == NULL)
        return NULL;
    value *body = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, body, "contract_id", value_string(c->memory, contract));
    value_put(c->memory, body, "consumer_team_id", value_string(c->memory, team));
    if (pin != NULL)
        value_put(c->memory, body, "pinned_version", value_string(c->memory, pin));
    return server_ask(c, "POST", "/api/v1/registrations", NULL, body, status, NULL);
}

int run_register(cli *c, const arguments *a, const command *self) {
    int status;
    (void)self;
    if (argument(a, "asset") == NULL)
        return usage(c, "Missing option: --asset ASSET");
    const char *pin = argument(a, "pin"), *team = server_own_team(c, &status);
    const char *asset = team == NULL ? NULL : server_asset(c, argument(a, "asset"), &status);
    const value *made = asset == NULL ? NULL : register_for(c, asset, team, pin, &status);
    if (made == NULL)
        return status;
    return say_made(c, made,
                    pool_printf(c->memory, "Registered: %s%s%s", value_get_text(made, "id"),
                                pin == NULL ? "" : "\nPinned to: v", pin == NULL ? "" : pin));
}

int run_unregister(cli *c, const arguments *a, const command *self) {
    int status;
    (void)self;
    if (argument(a, "asset") == NULL)
        return usage(c, "Missing option: --asset ASSET");
    const char *team = server_own_team(c, &status);
    const char *asset = team == NULL ? NULL : server_asset(c, argument(a, "asset"), &status);
    const char *contract = asset == NULL ? NULL : active_contract(c, asset, &status);
    const value *list =
        contract == NULL
            ? NULL
            : server_list(c, "/api/v1/registrations",
                          pool_printf(c->memory, "contract_id=%s&team_id=%s", contract, team), SIZE_MAX, &status);
    if (list == NULL)
        return status;
    if (list->count == 0)
        return say(c, "Nothing to do: the team is not registered\n"), EXIT_YES;
    if (!confirm(c, a, pool_printf(c->memory, "%zu registration(s) will end. Are you sure?", list->count)))
        return EXIT_NO;
    for (size_t i = 0; i < list->count; i++) {
        const char *id = value_get_text(list->items[i].value, "id");
        if (server_ask(c, "DELETE", pool_printf(c->memory, "/api/v1/registrations/%s", id), NULL, NULL, &status,
                       NULL) == NULL)
            return status;
        say(c, "Unregistered: %s\n", id);
    }
    return EXIT_YES;
}

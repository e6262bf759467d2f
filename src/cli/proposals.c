// Proposals and answers to them.
#include "cli/commands.h"
#include "cli/nouns.h"
#include "cli/server.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WAIT_PAUSE_SECONDS = 5 };

int run_proposal_list(cli *c, const arguments *a, const command *self) {
    static const char *const names[] = {"ID", "Status", "Proposed", "Asset"};
    int status;
    (void)self;
    if (argument(a, "mine") != NULL)
        return run_inbox(c, a, self);
    out query = {0};
    if (argument(a, "status") != NULL) {
        out_text(&query, "status=");
        out_percent(&query, argument(a, "status"), false);
    }
    if (argument(a, "asset") != NULL) {
        const char *asset = server_asset(c, argument(a, "asset"), &status);
        if (asset == NULL)
            return out_done(&query), status;
        out_printf(&query, "%sasset_id=%s", query.length == 0 ? "" : "&", asset);
    }
    const value *list = server_list(c, "/api/v1/proposals", query.data, limit_of(a, 50), &status);
    out_done(&query);
    if (list == NULL)
        return status;
    if (c->format != FORMAT_TEXT)
        return say_value(c, list), EXIT_YES;
    if (list->count == 0)
        return say(c, "No proposals found\n"), EXIT_YES;
    table t = {.names = names, .columns = 4};
    for (size_t i = 0; i < list->count; i++) {
        const value *p = list->items[i].value;
        const char *id = value_get_text(p, "id"), *at = value_get_text(p, "proposed_at");
        table_add(c->memory, &t, c->terminal ? pool_printf(c->memory, "%.8s...", id) : id);
        table_add(c->memory, &t, value_get_text(p, "status"));
        table_add(c->memory, &t, at == NULL ? "" : pool_copy(c->memory, at, strcspn(at, "T")));
        table_add(c->memory, &t, value_get_text(p, "asset_fqn"));
    }
    return say_table(c, &t, NULL), EXIT_YES;
}

static const char *path_of(cli *c, const arguments *a, const char *rest, int *status) {
    const char *id = server_proposal(c, a->values[0], status);
    return id == NULL ? NULL : pool_printf(c->memory, "/api/v1/proposals/%s%s", id, rest);
}

int run_proposal_get(cli *c, const arguments *a, const command *self) {
    int status;
    (void)self;
    const char *path = path_of(c, a, "", &status);
    const value *proposal = path == NULL ? NULL : server_get(c, path, NULL, &status);
    if (proposal == NULL)
        return status;
    return say_value(c, proposal), EXIT_YES;
}

int run_proposal_status(cli *c, const arguments *a, const command *self) {
    int status;
    (void)self;
    const char *path = path_of(c, a, "/status", &status);
    const value *p = path == NULL ? NULL : server_expect(c, server_get(c, path, NULL, &status), "status", &status);
    if (p == NULL)
        return status;
    const char *state = value_get_text(p, "status");
    const value *counts = value_get(p, "consumers"), *answers = value_get(p, "acknowledgments"),
                *missing = value_get(p, "pending_consumers");
    bool approved = value_has_text(p, "status", "approved"), done = value_has_text(p, "status", "published"),
         pending = value_has_text(p, "status", "pending");
    if (c->format != FORMAT_TEXT)
        say_value(c, p);
    else {
        say(c, "Proposal: %s\nAsset: %s\nStatus: %s\n", value_get_text(p, "proposal_id"),
            value_get_text(p, "asset_fqn"), state);
        say(c, "Pending: %lld\nAcknowledged: %lld\nBlocked: %lld\n", value_integer(value_get(counts, "pending"), 0),
            value_integer(value_get(counts, "acknowledged"), 0), value_integer(value_get(counts, "blocked"), 0));
        say(c, "Can publish: %s\n", approved ? "yes" : "no");
        for (size_t i = 0; answers != NULL && i < answers->count; i++) {
            const char *notes = value_get_text(answers->items[i].value, "notes");
            say(c, "  %s: %s%s%s\n", value_get_text(answers->items[i].value, "consumer_team_name"),
                value_get_text(answers->items[i].value, "response"), notes == NULL ? "" : " - ",
                pool_plain(c->memory, notes));
        }
        for (size_t i = 0; missing != NULL && i < missing->count; i++)
            say(c, "  %s: no answer yet\n", value_get_text(missing->items[i].value, "team_name"));
    }
    if (argument(a, "exit-code") == NULL)
        return EXIT_YES;
    return approved || done ? EXIT_YES : pending ? EXIT_NOT_YET : EXIT_NO;
}

int run_proposal_acknowledge(cli *c, const arguments *a, const command *self) {
    int status;
    (void)self;
    const char *response = argument(a, "response"), *date = argument(a, "deadline");
    const char *team = server_own_team(c, &status),
               *path = team == NULL ? NULL : path_of(c, a, "/acknowledge", &status);
    if (path == NULL)
        return status;
    value *body = value_new(c->memory, VALUE_OBJECT);
    response = response == NULL ? "approved" : response;
    value_put(c->memory, body, "consumer_team_id", value_string(c->memory, team));
    value_put(c->memory, body, "response", value_string(c->memory, response));
    if (argument(a, "notes") != NULL)
        value_put(c->memory, body, "notes", value_string(c->memory, argument(a, "notes")));
    if (date != NULL)
        value_put(
            c->memory, body, "migration_deadline",
            value_string(c->memory, strchr(date, 'T') == NULL ? pool_printf(c->memory, "%sT23:59:59Z", date) : date));
    const value *made = server_ask(c, "POST", path, NULL, body, &status, NULL);
    return made == NULL ? status : say_made(c, made, pool_printf(c->memory, "Acknowledged: %s", response));
}

int run_proposal_object(cli *c, const arguments *a, const command *self) {
    int status;
    (void)self;
    if (argument(a, "reason") == NULL)
        return usage(c, "Missing option: --reason TEXT");
    const char *team = server_own_team(c, &status), *path = team == NULL ? NULL : path_of(c, a, "/object", &status);
    if (path == NULL)
        return status;
    value *body = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, body, "reason", value_string(c->memory, argument(a, "reason")));
    const value *made =
        server_ask(c, "POST", path, pool_printf(c->memory, "objector_team_id=%s", team), body, &status, NULL);
    return made == NULL ? status : say_made(c, made, pool_printf(c->memory, "Objected: %s", a->values[0]));
}

int run_proposal_withdraw(cli *c, const arguments *a, const command *self) {
    int status;
    (void)self;
    const char *id = server_proposal(c, a->values[0], &status);
    if (id == NULL)
        return status;
    if (argument(a, "dry-run") != NULL)
        return proposal_plan(c, id, "withdraw");
    if (!proposal_confirm(c, a, id, "withdraw", "The proposal will be withdrawn. Are you sure?"))
        return EXIT_NO;
    const value *made =
        server_ask(c, "POST", pool_printf(c->memory, "/api/v1/proposals/%s/withdraw", id), NULL, NULL, &status, NULL);
    return made == NULL ? status
                        : say_made(c, made, pool_printf(c->memory, "Withdrawn: %s", value_get_text(made, "id")));
}

int run_proposal_force(cli *c, const arguments *a, const command *self) {
    int status;
    (void)self;
    const char *team = server_own_team(c, &status),
               *id = team == NULL ? NULL : server_proposal(c, a->values[0], &status);
    if (id == NULL)
        return status;
    if (argument(a, "dry-run") != NULL)
        return proposal_plan(c, id, "approve");
    if (!proposal_confirm(c, a, id, "approve", "Warning: this bypasses consumer acknowledgment. Are you sure?"))
        return EXIT_NO;
    out query = {0};
    out_printf(&query, "actor_id=%s", team);
    if (argument(a, "reason") != NULL) {
        out_text(&query, "&reason=");
        out_percent(&query, argument(a, "reason"), false);
    }
    const value *made = server_ask(c, "POST", pool_printf(c->memory, "/api/v1/proposals/%s/force", id), query.data,
                                   NULL, &status, NULL);
    out_done(&query);
    return made == NULL ? status
                        : say_made(c, made, pool_printf(c->memory, "Force approved: %s", value_get_text(made, "id")));
}

int run_proposal_publish(cli *c, const arguments *a, const command *self) {
    int status;
    (void)self;
    const char *team = server_own_team(c, &status), *path = team == NULL ? NULL : path_of(c, a, "/publish", &status);
    if (path == NULL)
        return status;
    value *body = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, body, "published_by", value_string(c->memory, team));
    if (argument(a, "version") != NULL)
        value_put(c->memory, body, "version", value_string(c->memory, argument(a, "version")));
    const value *made = server_ask(c, "POST", path, NULL, body, &status, NULL);
    return made == NULL ? status
                        : say_made(c, made,
                                   pool_printf(c->memory, "Published: v%s",
                                               value_get_text(value_get(made, "contract"), "version")));
}

// --- can-publish -----------------------------------------------------------------------------------------------------

static void say_names(cli *c, const value *list, const char *member) {
    for (size_t i = 0; i < list->count; i++)
        say(c, "%s%s", i == 0 ? "" : ", ", value_get_text(list->items[i].value, member));
}

// Says it, and gives the status.
static int say_answer(cli *c, const value *answer) {
    const char *word = value_get_text(answer, "can_publish"), *until = value_get_text(answer, "until");
    const value *waiting = value_get(answer, "waiting_for"), *reasons = value_get(answer, "reasons");
    bool yes = word != NULL && strcmp(word, "yes") == 0, not_yet = word != NULL && strcmp(word, "not_yet") == 0;
    if (c->format != FORMAT_TEXT)
        say_value(c, answer);
    else if (not_yet && waiting != NULL && waiting->count > 0) {
        say_colored(c, "35", "not yet");
        say(c, ": waiting for ");
        say_names(c, waiting, "team_name");
        say(c, until == NULL ? "\n" : " (due %.10s)\n", until);
    } else {
        say_colored(c, yes ? "32" : not_yet ? "35" : "31", yes ? "yes" : not_yet ? "not yet" : "no");
        const char *sign = ": ";
        for (size_t i = 0; reasons != NULL && i < reasons->count; i++)
            if (yes || value_is_true(value_get(reasons->items[i].value, "blocking"))) {
                say(c, "%s%s", sign, value_get_text(reasons->items[i].value, "message"));
                sign = "; ";
            }
        say(c, "\n");
    }
    return yes ? EXIT_YES : not_yet ? EXIT_NOT_YET : EXIT_NO;
}

// Seconds of "15m"; 0: none, -1: it is no time.
static double seconds_of(cli *c, const char *text) {
    if (text == NULL)
        return 0;
    char *end;
    double number = strtod(text, &end);
    double unit = *end == '\0' || strcmp(end, "s") == 0 ? 1
                  : strcmp(end, "m") == 0               ? 60
                  : strcmp(end, "h") == 0               ? 3600
                                                        : 0;
    if (end == text || unit == 0 || !(number >= 0) || number * unit > 86400 * 7)
        return usage(c, "--wait: '%s' is no time like 30s, 15m or 2h, of a week at most", text), -1;
    return number * unit;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int run_can_publish(cli *c, const arguments *a, const command *self) {
    int status = EXIT_UNKNOWN;
    const char *language = NULL, *environment = argument(a, "environment");
    double wait = seconds_of(c, argument(a, "wait")), end = now() + wait;
    value *body = NULL;
    (void)self;
    if (wait < 0)
        return EXIT_USAGE;
    if (argument(a, "schema") != NULL) {
        const value *schema = schema_option(c, a, &language, &status);
        if (schema == NULL)
            return status;
        body = value_new(c->memory, VALUE_OBJECT);
        value_put(c->memory, body, "schema", schema);
        value_put(c->memory, body, "schema_format", value_string(c->memory, language));
        if (argument(a, "compat") != NULL)
            value_put(c->memory, body, "compatibility_mode", value_string(c->memory, argument(a, "compat")));
    }
    const char *asset = server_asset(c, a->values[0], &status);
    if (asset == NULL)
        return status;
    out query = {0};
    if (environment != NULL) {
        out_text(&query, "environment=");
        out_percent(&query, environment, false);
    }
    for (;;) {
        const value *answer =
            server_ask(c, body == NULL ? "GET" : "POST", pool_printf(c->memory, "/api/v1/assets/%s/can-publish", asset),
                       query.data, body, &status, NULL);
        answer = server_expect(c, answer, "can_publish", &status);
        const char *word = value_get_text(answer, "can_publish");
        double left = end - now();
        if (word == NULL || strcmp(word, "not_yet") != 0 || left <= 0) {
            if (answer != NULL)
                status = say_answer(c, answer);
            break;
        }
        double pause = left < WAIT_PAUSE_SECONDS ? left : WAIT_PAUSE_SECONDS;
        const struct timespec t = {.tv_sec = (time_t)pause, .tv_nsec = (long)((pause - (double)(time_t)pause) * 1e9)};
        nanosleep(&t, NULL);
    }
    out_done(&query);
    return status;
}

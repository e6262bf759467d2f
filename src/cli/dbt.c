// `dbt sync` and `dbt register`: what a manifest names is created, published or registered for, and counted.
#include "cli/dbt.h"
#include "cli/commands.h"
#include "cli/server.h"
#include <string.h>

typedef enum outcome { CREATED, PUBLISHED, SKIPPED, REGISTERED, NOT_FOUND, FAILED, OUTCOMES } outcome;

static const struct {
    const char *member; // of the document
    const char *title;  // of the total and of each line; lines of what was skipped would tell nothing
    bool said;
} outcomes[OUTCOMES] = {
    [CREATED] = {"created", "Created", true},       [PUBLISHED] = {"published", "Published", true},
    [SKIPPED] = {"skipped", "Skipped", false},      [REGISTERED] = {"registered", "Registered", true},
    [NOT_FOUND] = {"not_found", "Not found", true}, [FAILED] = {"errors", "Errors", false},
};

typedef struct run {
    cli *c;
    const arguments *a;
    const char *team;
    value *done[OUTCOMES]; // each with its fqn, and what else is known
    value *missing;        // models that are to be created
    size_t models;
} run;

// What became of a model or source; `detail` is its version or, of a failure, the reason. NULL: there is nothing to add.
static void record(run *r, outcome o, const char *fqn, const char *detail) {
    pool *p = r->c->memory;
    value *v = value_new(p, VALUE_OBJECT);
    value_put(p, v, "fqn", value_string(p, fqn));
    if (detail != NULL)
        value_put(p, v, o == FAILED ? "error" : "version", value_string(p, detail));
    value_append(p, r->done[o], v);
    progress_end(r->c);
    if (o == FAILED)
        fprintf(stderr, "Error: %s: %s\n", pool_plain(p, fqn), pool_plain(p, detail));
    else if (outcomes[o].said && r->c->format == FORMAT_TEXT)
        say(r->c, "%s: %s%s%s\n", outcomes[o].title, pool_plain(p, fqn), detail == NULL ? "" : " v",
            detail == NULL ? "" : detail);
}

static void start(run *r) {
    for (outcome o = 0; o < OUTCOMES; o++)
        r->done[o] = value_new(r->c->memory, VALUE_ARRAY);
    r->missing = value_new(r->c->memory, VALUE_ARRAY);
}

// The totals, or the lists as one document.
static int say_outcomes(run *r, const outcome *wanted, size_t count) {
    cli *c = r->c;
    value *v = value_new(c->memory, VALUE_OBJECT);
    progress_end(c);
    for (size_t i = 0; i < count; i++) {
        const outcome o = wanted[i];
        value_put(c->memory, v, outcomes[o].member, r->done[o]);
        if (c->format == FORMAT_TEXT)
            say(c, "%s: %zu\n", outcomes[o].title, r->done[o]->count);
    }
    if (c->format != FORMAT_TEXT)
        say_value(c, v);
    return EXIT_YES;
}

// --- sync ------------------------------------------------------------------------------------------------------------

static const char *version_of(const value *answer) {
    return value_is_true(value_get(answer, "published")) ? value_get_text(value_get(answer, "contract"), "version")
                                                         : NULL;
}

static void sync_known(run *r, const dbt_node *n, const char *id) {
    const char *problem = NULL;
    const value *impact =
        argument(r->a, "publish-compatible") == NULL ? NULL : dbt_impact(r->c, id, n->schema, &problem);
    bool safe = impact != NULL && value_is_true(value_get(impact, "safe_to_publish")) && !dbt_is_unchanged(impact);
    const char *version =
        safe ? version_of(dbt_publish(r->c, r->team, id, n->schema, NULL, "publish", &problem)) : NULL;
    if (problem != NULL)
        record(r, FAILED, n->fqn, problem);
    else if (version != NULL)
        record(r, PUBLISHED, n->fqn, version);
    else
        record(r, SKIPPED, n->fqn, NULL);
}

static bool sync_model(const dbt_node *n, pool *p, void *user) {
    run *r = user;
    const char *problem = NULL;
    (void)p;
    progress(r->c, "Models", r->models++, 0);
    if (n->columns == 0)
        return true;
    const char *id = dbt_find(r->c, n->fqn, &problem);
    if (id == NULL)
        record(r, FAILED, n->fqn, problem);
    else if (id[0] != '\0')
        sync_known(r, n, id);
    else if (argument(r->a, "create-assets") != NULL)
        value_append(r->c->memory, r->missing, dbt_entry(r->c, n));
    else
        record(r, SKIPPED, n->fqn, NULL);
    return true;
}

static void create_one(run *r, const value *entry) {
    static const char *const kept[] = {"description", "tags"};
    pool *p = r->c->memory;
    const char *fqn = value_get_text(entry, "fqn"), *problem = NULL;
    value *body = value_new(p, VALUE_OBJECT), *metadata = value_new(p, VALUE_OBJECT);
    value_put(p, body, "fqn", value_string(p, fqn));
    value_put(p, body, "owner_team_id", value_string(p, r->team));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (value_get(entry, kept[i]) != NULL)
            value_put(p, metadata, kept[i], value_get(entry, kept[i]));
    value_put(p, metadata, "dbt_node_id", value_get(entry, "node_id"));
    value_put(p, body, "metadata", metadata);
    const value *asset = dbt_ask(r->c, "POST", "/api/v1/assets", NULL, body, "It was not created", &problem);
    if (asset == NULL) {
        record(r, FAILED, fqn, problem);
        return;
    }
    record(r, CREATED, fqn, NULL);
    const char *version = version_of(dbt_publish(r->c, r->team, value_get_text(asset, "id"), value_get(entry, "schema"),
                                                 "1.0.0", "publish", &problem));
    if (version != NULL)
        value_append(p, r->done[PUBLISHED], asset);
    else
        record(r, FAILED, fqn, problem == NULL ? "it was not published" : problem);
}

// The plan; the question comes after it.
static void say_plan(run *r) {
    cli *c = r->c;
    out plan = {0};
    out_printf(&plan, "%zu new asset(s) will be created\n", r->missing->count);
    for (size_t i = 0; i < r->missing->count; i++)
        out_printf(&plan, "  %s\n", pool_plain(c->memory, value_get_text(r->missing->items[i].value, "fqn")));
    if (c->format == FORMAT_TEXT)
        out_bytes(&c->answer, plan.data, plan.length);
    else
        fputs(plan.data, stderr);
    out_done(&plan);
}

int run_dbt_sync(cli *c, const arguments *a, const command *self) {
    static const outcome wanted[] = {CREATED, PUBLISHED, SKIPPED, FAILED};
    run r = {.c = c, .a = a};
    int status;
    (void)self;
    start(&r);
    if ((r.team = server_own_team(c, &status)) == NULL || !dbt_each(c, dbt_manifest(a), "nodes", sync_model, &r))
        return EXIT_NO;
    progress_end(c);
    if (r.models == 0 && c->format == FORMAT_TEXT)
        return say(c, "No models found in manifest\n"), EXIT_YES;
    if (r.missing->count > 0) {
        say_plan(&r);
        if (!confirm(c, a, "Create them?"))
            return EXIT_NO;
    }
    for (size_t i = 0; i < r.missing->count; i++) {
        progress(c, "Creating", i, r.missing->count);
        create_one(&r, r.missing->items[i].value);
    }
    return say_outcomes(&r, wanted, sizeof wanted / sizeof *wanted);
}

// --- register --------------------------------------------------------------------------------------------------------

// Registers the team for the asset's active contract. False: `*problem` says why not.
static bool register_team(run *r, const char *asset, const char **problem) {
    pool *p = r->c->memory;
    const value *page = dbt_ask(r->c, "GET", pool_printf(p, "/api/v1/assets/%s/contracts", asset),
                                "status=active&limit=1", NULL, "API error", problem);
    const value *list = value_get(page, "results");
    if (page != NULL && (list == NULL || list->count == 0))
        *problem = "it has no active contract";
    if (list == NULL || list->count == 0)
        return false;
    value *body = value_new(p, VALUE_OBJECT);
    value_put(p, body, "contract_id", value_get(list->items[0].value, "id"));
    value_put(p, body, "consumer_team_id", value_string(p, r->team));
    return dbt_ask(r->c, "POST", "/api/v1/registrations", NULL, body, "It was not registered", problem) != NULL;
}

static bool register_source(const dbt_node *n, pool *p, void *user) {
    run *r = user;
    const char *problem = NULL, *id = dbt_find(r->c, n->fqn, &problem);
    (void)p;
    progress(r->c, "Sources", r->models++, 0);
    if (id != NULL && id[0] == '\0')
        record(r, NOT_FOUND, n->fqn, NULL);
    else if (id != NULL && register_team(r, id, &problem))
        record(r, REGISTERED, n->fqn, NULL);
    else
        record(r, FAILED, n->fqn, problem);
    return true;
}

int run_dbt_register(cli *c, const arguments *a, const command *self) {
    static const outcome wanted[] = {REGISTERED, NOT_FOUND, FAILED};
    run r = {.c = c, .a = a};
    int status;
    (void)self;
    start(&r);
    if ((r.team = server_own_team(c, &status)) == NULL || !dbt_each(c, dbt_manifest(a), "sources", register_source, &r))
        return EXIT_NO;
    bool failed = r.done[FAILED]->count > 0 || c->format != FORMAT_TEXT;
    return say_outcomes(&r, wanted, failed ? 3 : 2);
}

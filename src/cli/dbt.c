// `dbt check`, `sync` and `register`: the models and sources of a manifest against the server.
#include "cli/commands.h"
#include "cli/dbt_manifest.h"
#include "cli/nouns.h"
#include "cli/server.h"
#include "cli/settings.h"
#include <string.h>
#include <unistd.h>

static const char *manifest_of(const arguments *a) {
    const char *given = argument(a, "manifest");
    return given == NULL ? "target/manifest.json" : given;
}

// A copy that outlives the node.
static const value *kept(cli *c, const value *v) {
    out text = {0};
    const char *problem;
    value_write_json(&text, v, 0);
    const value *copy = value_parse_json(c->memory, text.data, text.length, &problem);
    out_done(&text);
    return copy;
}

// The asset with exactly that name: its id, "" where there is none; NULL: the server did not say, `*problem` tells why.
static const char *find_asset(cli *c, const char *fqn, const char **problem) {
    out query = {0};
    tessera_error error;
    tessera_reply *reply = NULL;
    tessera_client *client = server_client(c);
    const char *id = NULL, *ignored;
    out_text(&query, "limit=100&fqn=");
    out_percent(&query, fqn, false);
    if (client == NULL)
        *problem = "no server";
    else if (tessera_request(client, "GET", "/api/v1/assets", query.data, NULL, &reply, &error) != TESSERA_OK)
        *problem = error.http_status > 0 ? pool_printf(c->memory, "API error: %d", error.http_status)
                                         : pool_text(c->memory, error.message);
    else {
        const value *list = value_get(value_parse_json(c->memory, reply->body, reply->length, &ignored), "results");
        id = "";
        for (size_t i = 0; list != NULL && i < list->count; i++)
            if (strcmp(value_get_text(list->items[i].value, "fqn"), fqn) == 0)
                id = value_get_text(list->items[i].value, "id");
    }
    tessera_reply_free(reply);
    out_done(&query);
    return id;
}

static const value *impact_of(cli *c, const char *id, const value *schema, const char **problem) {
    tessera_error error;
    tessera_reply *reply = NULL;
    out body = {0};
    const char *ignored;
    const value *answer = NULL;
    value_write_json(&body, schema, 0);
    if (tessera_request(c->client, "POST", pool_printf(c->memory, "/api/v1/assets/%s/impact", id), NULL, body.data,
                        &reply, &error) == TESSERA_OK)
        answer = value_parse_json(c->memory, reply->body, reply->length, &ignored);
    else
        *problem = error.http_status > 0 ? pool_printf(c->memory, "Impact check failed: %d", error.http_status)
                                         : pool_text(c->memory, error.message);
    tessera_reply_free(reply);
    out_done(&body);
    return answer;
}

typedef enum group { GROUP_NEW, GROUP_COMPATIBLE, GROUP_BREAKING, GROUP_UNCHANGED, GROUP_ERRORS, GROUPS } group;
static const char *const group_names[] = {"new", "compatible", "breaking", "unchanged", "errors"};

typedef struct run {
    cli *c;
    const arguments *a;
    value *groups[GROUPS];
    size_t models;
    const char *team; // NULL: none
    value *created;   // of sync
    size_t created_count, published, skipped, errors, registered, missing;
} run;

static bool is_unchanged(const value *impact) {
    const char *type = value_get_text(impact, "change_type");
    const value *changes = value_get(impact, "breaking_changes");
    return type != NULL && strcmp(type, "patch") == 0 && (changes == NULL || changes->count == 0);
}

static value *entry_of(cli *c, const dbt_node *n) {
    static const char *const names[] = {"description", "columns", "meta", "tags"};
    value *entry = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, entry, "node_id", value_string(c->memory, n->id));
    value_put(c->memory, entry, "name", value_string(c->memory, value_get_text(n->node, "name")));
    value_put(c->memory, entry, "fqn", value_string(c->memory, n->fqn));
    value_put(c->memory, entry, "schema", kept(c, n->schema));
    for (size_t i = 0; i < 4; i++)
        if (value_get(n->node, names[i]) != NULL)
            value_put(c->memory, entry, names[i], kept(c, value_get(n->node, names[i])));
    return entry;
}

static void put_error(run *r, const dbt_node *n, const char *problem) {
    cli *c = r->c;
    value *entry = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, entry, "model", value_string(c->memory, value_get_text(n->node, "name")));
    value_put(c->memory, entry, "fqn", value_string(c->memory, n->fqn));
    value_put(c->memory, entry, "error", value_string(c->memory, problem));
    value_append(c->memory, r->groups[GROUP_ERRORS], entry);
}

// Publishes; a breaking change becomes a proposal. The answer; NULL: refused, `*problem` tells why.
static const value *publish(run *r, const char *id, const value *schema, const char *version, const char *verb,
                            const char **problem) {
    cli *c = r->c;
    tessera_error error;
    tessera_reply *reply = NULL;
    const char *ignored;
    value *body = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, body, "schema", schema);
    if (version != NULL)
        value_put(c->memory, body, "version", value_string(c->memory, version));
    out text = {0};
    value_write_json(&text, body, 0);
    const value *answer = NULL;
    if (tessera_request(c->client, "POST", pool_printf(c->memory, "/api/v1/assets/%s/%s", id, verb),
                        pool_printf(c->memory, "published_by=%s", r->team), text.data, &reply, &error) == TESSERA_OK)
        answer = value_parse_json(c->memory, reply->body, reply->length, &ignored);
    else
        *problem = pool_text(c->memory, error.message);
    tessera_reply_free(reply);
    out_done(&text);
    return answer;
}

static void check_known(run *r, const dbt_node *n, const char *id) {
    cli *c = r->c;
    const char *problem = NULL;
    const value *impact = impact_of(c, id, n->schema, &problem);
    if (impact == NULL) {
        put_error(r, n, problem);
        return;
    }
    bool breaking = !value_is_true(value_get(impact, "safe_to_publish"));
    value *entry = entry_of(c, n);
    if (breaking) {
        value_put(c->memory, entry, "breaking_changes", value_get(impact, "breaking_changes"));
        value_put(c->memory, entry, "impacted_consumers", value_get(impact, "impacted_consumers"));
        value_put(c->memory, entry, "asset_id", value_string(c->memory, id));
    }
    if (breaking && argument(r->a, "create-proposals") != NULL) {
        const value *answer = publish(r, id, value_get(entry, "schema"), NULL, "propose", &problem);
        const char *proposal = value_get_text(value_get(answer, "proposal"), "id");
        if (proposal != NULL)
            value_put(c->memory, entry, "proposal_id", value_string(c->memory, proposal));
        else
            put_error(r, n, problem == NULL ? "No proposal was made" : problem);
    }
    value_append(c->memory,
                 r->groups[breaking               ? GROUP_BREAKING
                           : is_unchanged(impact) ? GROUP_UNCHANGED
                                                  : GROUP_COMPATIBLE],
                 entry);
}

static bool check_model(const dbt_node *n, pool *p, void *user) {
    run *r = user;
    const char *problem = NULL;
    (void)p;
    r->models++;
    if (n->columns == 0)
        return true;
    const char *id = find_asset(r->c, n->fqn, &problem);
    if (id == NULL)
        put_error(r, n, problem);
    else if (id[0] == '\0')
        value_append(r->c->memory, r->groups[GROUP_NEW], entry_of(r->c, n));
    else
        check_known(r, n, id);
    return true;
}

static void say_check(run *r) {
    static const char *const titles[] = {"New", "Compatible", "Breaking", "Unchanged", "Errors"};
    cli *c = r->c;
    for (size_t i = 0; i < GROUPS; i++)
        say(c, "%-11s %zu\n", titles[i], r->groups[i]->count);
    for (size_t i = 0; i < r->groups[GROUP_BREAKING]->count; i++) {
        const value *entry = r->groups[GROUP_BREAKING]->items[i].value, *changes = value_get(entry, "breaking_changes"),
                    *consumers = value_get(entry, "impacted_consumers");
        say(c, "\n");
        say_colored(c, "31", value_get_text(entry, "fqn"));
        say(c, "\n");
        for (size_t j = 0; changes != NULL && j < changes->count; j++)
            say(c, "  ! %s [%s]\n", value_get_text(changes->items[j].value, "message"),
                value_get_text(changes->items[j].value, "type"));
        for (size_t j = 0; consumers != NULL && j < consumers->count; j++)
            say(c, "  read by %s\n", value_get_text(consumers->items[j].value, "team_name"));
        if (value_get_text(entry, "proposal_id") != NULL)
            say(c, "  Proposal: %s\n", value_get_text(entry, "proposal_id"));
    }
    for (size_t i = 0; i < r->groups[GROUP_NEW]->count; i++)
        say(c, "new %s\n", value_get_text(r->groups[GROUP_NEW]->items[i].value, "fqn"));
    for (size_t i = 0; i < r->groups[GROUP_COMPATIBLE]->count; i++)
        say(c, "compatible %s\n", value_get_text(r->groups[GROUP_COMPATIBLE]->items[i].value, "fqn"));
    for (size_t i = 0; i < r->groups[GROUP_ERRORS]->count; i++)
        say(c, "error %s: %s\n", value_get_text(r->groups[GROUP_ERRORS]->items[i].value, "fqn"),
            value_get_text(r->groups[GROUP_ERRORS]->items[i].value, "error"));
}

int run_dbt_check(cli *c, const arguments *a, const command *self) {
    run r = {.c = c, .a = a};
    const char *fail_on = argument(a, "fail-on");
    int status;
    (void)self;
    if (argument(a, "json") != NULL)
        c->format = FORMAT_JSON;
    if (fail_on != NULL && strcmp(fail_on, "breaking") != 0 && strcmp(fail_on, "any") != 0 &&
        strcmp(fail_on, "never") != 0)
        return usage(c, "--fail-on: '%s' is none of breaking, any, never", fail_on);
    for (size_t i = 0; i < GROUPS; i++)
        r.groups[i] = value_new(c->memory, VALUE_ARRAY);
    if (access(manifest_of(a), F_OK) == 0 && argument(a, "create-proposals") != NULL &&
        (r.team = server_own_team(c, &status)) == NULL)
        return EXIT_NO;
    if (!dbt_each(c, manifest_of(a), "nodes", check_model, &r))
        return access(manifest_of(a), F_OK) != 0 ? EXIT_NO : EXIT_UNKNOWN;
    if (r.models == 0 && c->format == FORMAT_TEXT)
        return say(c, "No models found in manifest\n"), EXIT_YES;
    if (c->format == FORMAT_TEXT)
        say_check(&r);
    else {
        value *all = value_new(c->memory, VALUE_OBJECT);
        for (size_t i = 0; i < GROUPS; i++)
            value_put(c->memory, all, group_names[i], r.groups[i]);
        say_value(c, all);
    }
    bool any = fail_on != NULL && strcmp(fail_on, "any") == 0, never = fail_on != NULL && strcmp(fail_on, "never") == 0;
    if ((r.groups[GROUP_BREAKING]->count > 0 && !never) || (any && r.groups[GROUP_COMPATIBLE]->count > 0))
        return EXIT_NO;
    return r.groups[GROUP_ERRORS]->count > 0 ? EXIT_UNKNOWN : EXIT_YES;
}

// --- sync ------------------------------------------------------------------------------------------------------------

static void sync_known(run *r, const dbt_node *n, const char *id) {
    const char *problem = NULL;
    const value *impact =
        argument(r->a, "publish-compatible") == NULL ? NULL : impact_of(r->c, id, n->schema, &problem);
    bool safe = impact != NULL && value_is_true(value_get(impact, "safe_to_publish")) && !is_unchanged(impact);
    const value *answer = safe ? publish(r, id, n->schema, NULL, "publish", &problem) : NULL;
    if (problem != NULL) {
        fprintf(stderr, "Error: %s: %s\n", n->fqn, problem);
        r->errors++;
    } else if (answer != NULL && value_is_true(value_get(answer, "published"))) {
        say(r->c, "Published: %s v%s\n", n->fqn, value_get_text(value_get(answer, "contract"), "version"));
        r->published++;
    } else {
        r->skipped++;
    }
}

static bool sync_model(const dbt_node *n, pool *p, void *user) {
    run *r = user;
    const char *problem = NULL;
    (void)p;
    r->models++;
    if (n->columns == 0)
        return true;
    const char *id = find_asset(r->c, n->fqn, &problem);
    if (id == NULL) {
        fprintf(stderr, "Error: %s: %s\n", n->fqn, problem);
        r->errors++;
    } else if (id[0] != '\0') {
        sync_known(r, n, id);
    } else if (argument(r->a, "create-assets") != NULL) {
        value_append(r->c->memory, r->created, entry_of(r->c, n));
    } else {
        r->skipped++;
    }
    return true;
}

static void create_one(run *r, const value *entry) {
    cli *c = r->c;
    int status;
    const char *fqn = value_get_text(entry, "fqn"), *problem = NULL;
    value *body = value_new(c->memory, VALUE_OBJECT), *metadata = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, body, "fqn", value_string(c->memory, fqn));
    value_put(c->memory, body, "owner_team_id", value_string(c->memory, r->team));
    if (value_get(entry, "description") != NULL)
        value_put(c->memory, metadata, "description", value_get(entry, "description"));
    if (value_get(entry, "tags") != NULL)
        value_put(c->memory, metadata, "tags", value_get(entry, "tags"));
    value_put(c->memory, metadata, "dbt_node_id", value_get(entry, "node_id"));
    value_put(c->memory, body, "metadata", metadata);
    const value *asset = server_ask(c, "POST", "/api/v1/assets", NULL, body, &status, NULL);
    if (asset == NULL) {
        r->errors++;
        return;
    }
    say(c, "Created: %s\n", fqn);
    r->created_count++;
    const value *answer =
        publish(r, value_get_text(asset, "id"), value_get(entry, "schema"), "1.0.0", "publish", &problem);
    if (answer != NULL && value_is_true(value_get(answer, "published"))) {
        r->published++;
    } else {
        fprintf(stderr, "Error: %s: %s\n", fqn, problem == NULL ? "it was not published" : problem);
        r->errors++;
    }
}

int run_dbt_sync(cli *c, const arguments *a, const command *self) {
    run r = {.c = c, .a = a, .created = value_new(c->memory, VALUE_ARRAY)};
    int status;
    (void)self;
    if ((r.team = server_own_team(c, &status)) == NULL || !dbt_each(c, manifest_of(a), "nodes", sync_model, &r))
        return EXIT_NO;
    if (r.models == 0)
        return say(c, "No models found in manifest\n"), EXIT_YES;
    if (r.created->count > 0) {
        say(c, "%zu new asset(s) will be created\n", r.created->count);
        for (size_t i = 0; i < r.created->count; i++)
            say(c, "  %s\n", value_get_text(r.created->items[i].value, "fqn"));
        if (!confirm(c, a, "Create them?"))
            return EXIT_NO;
    }
    for (size_t i = 0; i < r.created->count; i++)
        create_one(&r, r.created->items[i].value);
    say(c, "Created: %zu\nPublished: %zu\nSkipped: %zu\nErrors: %zu\n", r.created_count, r.published, r.skipped,
        r.errors);
    return EXIT_YES;
}

// --- register --------------------------------------------------------------------------------------------------------

static bool register_source(const dbt_node *n, pool *p, void *user) {
    run *r = user;
    const char *problem = NULL, *id = find_asset(r->c, n->fqn, &problem);
    int status;
    (void)p;
    r->models++;
    if (id == NULL || id[0] == '\0') {
        say(r->c, id == NULL ? "Error: %s: %s\n" : "Not found: %s\n", n->fqn, problem);
        r->missing++;
    } else if (register_for(r->c, id, r->team, NULL, &status) != NULL) {
        say(r->c, "Registered: %s\n", n->fqn);
        r->registered++;
    } else {
        r->errors++;
    }
    return true;
}

int run_dbt_register(cli *c, const arguments *a, const command *self) {
    run r = {.c = c, .a = a};
    int status;
    (void)self;
    if ((r.team = server_own_team(c, &status)) == NULL || !dbt_each(c, manifest_of(a), "sources", register_source, &r))
        return EXIT_NO;
    say(c, "Registered: %zu\nNot found: %zu\n", r.registered, r.missing);
    if (r.errors > 0)
        say(c, "Errors: %zu\n", r.errors);
    return EXIT_YES;
}

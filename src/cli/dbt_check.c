// `dbt check`: each model of a manifest against its contract, in the formats of `check`.
#include "cli/arguments.h"
#include "cli/check.h"
#include "cli/commands.h"
#include "cli/dbt.h"
#include "cli/server.h"
#include "cli/settings.h"
#include <string.h>
#include <unistd.h>

static const char *const group_names[VERDICTS] = {"new", "unchanged", "compatible", "breaking", "errors"};
// In which they are told.
static const verdict order[VERDICTS] = {VERDICT_NEW, VERDICT_COMPATIBLE, VERDICT_BREAKING, VERDICT_UNCHANGED,
                                        VERDICT_ERROR};

typedef struct run {
    cli *c;
    const arguments *a;
    const char *team; // NULL: none
    report report;
    value *groups[VERDICTS];
    size_t models;
} run;

// The file that a model is written in; else the manifest's.
static const char *file_of(run *r, const dbt_node *n) {
    const char *path = value_get_text(n->node, "original_file_path");
    return path == NULL || path[0] == '\0' ? dbt_manifest(r->a) : pool_text(r->c->memory, path);
}

static checked *add(run *r, const dbt_node *n) {
    report *all = &r->report;
    pool *p = r->c->memory;
    all->items = pool_grow(p, all->items, all->count, sizeof *all->items);
    checked *k = &all->items[all->count++];
    *k = (checked){.file = file_of(r, n), .asset = pool_text(p, n->fqn), .language = "json_schema", .mode = "backward"};
    return k;
}

static void put_problem(run *r, const dbt_node *n, const char *problem) {
    cli *c = r->c;
    value *entry = value_new(c->memory, VALUE_OBJECT);
    value_put(c->memory, entry, "model", value_string(c->memory, value_get_text(n->node, "name")));
    value_put(c->memory, entry, "fqn", value_string(c->memory, n->fqn));
    value_put(c->memory, entry, "error", value_string(c->memory, problem));
    value_append(c->memory, r->groups[VERDICT_ERROR], entry);
}

static void fill_breaking(cli *c, checked *k, const value *impact) {
    const value *changes = value_get(impact, "breaking_changes"), *consumers = value_get(impact, "impacted_consumers");
    value *names = value_new(c->memory, VALUE_ARRAY);
    k->count = k->breaking = changes == NULL ? 0 : changes->count;
    k->findings = pool_bytes(c->memory, (k->count + 1) * sizeof *k->findings);
    for (size_t i = 0; i < k->count; i++)
        k->findings[i] = finding_of_change(c, k, changes->items[i].value, true);
    for (size_t i = 0; consumers != NULL && i < consumers->count; i++)
        value_append(c->memory, names, value_string(c->memory, value_get_text(consumers->items[i].value, "team_name")));
    k->consumers = names;
}

static void propose(run *r, const dbt_node *n, checked *k, value *entry, const char *id) {
    cli *c = r->c;
    const char *problem = NULL;
    const value *answer = dbt_publish(c, r->team, id, value_get(entry, "schema"), NULL, "propose", &problem);
    const value *proposal = value_get(answer, "proposal");
    k->proposal = value_get_text(proposal, "id");
    if (k->proposal == NULL) {
        put_problem(r, n, problem == NULL ? "No proposal was made" : problem);
        return;
    }
    k->proposal_state = value_get_text(proposal, "status");
    value_put(c->memory, entry, "proposal_id", value_string(c->memory, k->proposal));
}

static void check_known(run *r, const dbt_node *n, checked *k, const char *id) {
    cli *c = r->c;
    const char *problem = NULL;
    const value *impact = dbt_impact(c, id, n->schema, &problem);
    if (impact == NULL) {
        k->verdict = VERDICT_ERROR;
        k->problem = problem;
        put_problem(r, n, problem);
        return;
    }
    value *entry = dbt_entry(c, n);
    bool breaking = !value_is_true(value_get(impact, "safe_to_publish"));
    k->verdict = breaking ? VERDICT_BREAKING : dbt_is_unchanged(impact) ? VERDICT_UNCHANGED : VERDICT_COMPATIBLE;
    if (breaking) {
        fill_breaking(c, k, impact);
        value_put(c->memory, entry, "breaking_changes", value_get(impact, "breaking_changes"));
        value_put(c->memory, entry, "impacted_consumers", value_get(impact, "impacted_consumers"));
        value_put(c->memory, entry, "asset_id", value_string(c->memory, id));
        if (argument(r->a, "create-proposals") != NULL)
            propose(r, n, k, entry, id);
        else
            findings_waive(c, &r->report, k);
    }
    value_append(c->memory, r->groups[k->verdict], entry);
}

static bool check_model(const dbt_node *n, pool *p, void *user) {
    run *r = user;
    const char *problem = NULL;
    (void)p;
    progress(r->c, "Models", r->models++, 0);
    if (n->columns == 0)
        return true;
    const char *id = dbt_find(r->c, n->fqn, &problem);
    checked *k = add(r, n);
    if (id == NULL) {
        k->verdict = VERDICT_ERROR;
        k->problem = problem;
        put_problem(r, n, problem);
    } else if (id[0] == '\0') {
        k->verdict = VERDICT_NEW;
        value_append(r->c->memory, r->groups[VERDICT_NEW], dbt_entry(r->c, n));
    } else {
        check_known(r, n, k, id);
    }
    if (report_streams(r->c))
        report_stream(r->c, &r->report, k);
    return true;
}

// --- what is said ----------------------------------------------------------------------------------------------------

static void print_breaking(cli *c, const checked *k, out *o, bool colors) {
    out_text(o, "\n");
    out_colored(o, colors, "31", pool_plain(c->memory, k->asset));
    out_text(o, "\n");
    for (size_t i = 0; i < k->count; i++)
        out_printf(o, "  ! %s [%s]%s\n", pool_plain(c->memory, k->findings[i].message), k->findings[i].kind,
                   k->findings[i].waiver != NULL ? " (waived)" : "");
    for (size_t i = 0; i < k->consumers->count; i++)
        out_printf(o, "  read by %s\n", pool_plain(c->memory, k->consumers->items[i].value->text));
    if (k->proposal != NULL)
        out_printf(o, "  Proposal: %s\n", k->proposal);
}

static void print_models(cli *c, const report *all, out *o, bool colors) {
    static const char *const titles[VERDICTS] = {"New", "Unchanged", "Compatible", "Breaking", "Errors"};
    const run *r = all->own;
    if (r->models == 0) {
        out_text(o, "No models found in manifest\n");
        return;
    }
    for (size_t i = 0; i < VERDICTS; i++)
        out_printf(o, "%-11s %zu\n", titles[order[i]], r->groups[order[i]]->count);
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].verdict == VERDICT_BREAKING)
            print_breaking(c, &all->items[i], o, colors);
    for (size_t i = 0; i < VERDICTS; i++) {
        const verdict v = order[i];
        for (size_t j = 0; v != VERDICT_BREAKING && v != VERDICT_UNCHANGED && j < r->groups[v]->count; j++) {
            const value *entry = r->groups[v]->items[j].value;
            const char *problem = value_get_text(entry, "error");
            out_printf(o, "%s %s%s%s\n", verdict_name(all, v), pool_plain(c->memory, value_get_text(entry, "fqn")),
                       problem == NULL ? "" : ": ", pool_plain(c->memory, problem));
        }
    }
}

static const value *tree_of_groups(cli *c, const report *all) {
    const run *r = all->own;
    value *v = value_new(c->memory, VALUE_OBJECT);
    for (size_t i = 0; i < VERDICTS; i++)
        value_put(c->memory, v, group_names[order[i]], r->groups[order[i]]);
    return v;
}

int run_dbt_check(cli *c, const arguments *a, const command *self) {
    run r = {.c = c, .a = a};
    const char *fail_on = argument(a, "fail-on"), *manifest = dbt_manifest(a);
    int status;
    (void)self;
    if (argument(a, "json") != NULL)
        arguments_add(c, "output", "json");
    if (fail_on != NULL && strcmp(fail_on, "breaking") != 0 && strcmp(fail_on, "any") != 0 &&
        strcmp(fail_on, "never") != 0)
        return usage(c, "--fail-on: '%s' is none of breaking, any, never", fail_on);
    if (!report_formats(c) || !settings_read(c))
        return EXIT_USAGE;
    for (size_t i = 0; i < VERDICTS; i++)
        r.groups[i] = value_new(c->memory, VALUE_ARRAY);
    if (access(manifest, F_OK) == 0 && argument(a, "create-proposals") != NULL &&
        (r.team = server_own_team(c, &status)) == NULL)
        return EXIT_NO;
    r.report = (report){
        .title = "tessera dbt check",
        .against = pool_printf(c->memory, "server %s", settings_url(c, NULL)),
        .text = print_models,
        .tree = tree_of_groups,
        .own = &r,
    };
    if (!dbt_each(c, manifest, "nodes", check_model, &r))
        return access(manifest, F_OK) != 0 ? EXIT_NO : EXIT_UNKNOWN;
    progress_end(c);
    report_count(&r.report);
    if (!report_say(c, &r.report))
        return EXIT_UNKNOWN;
    status = report_status(a, &r.report);
    return status == EXIT_YES && r.groups[VERDICT_ERROR]->count > 0 ? EXIT_UNKNOWN : status;
}

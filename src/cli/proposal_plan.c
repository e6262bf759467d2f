// What an action on a proposal would do, told before it is done: which proposal, who has answered what, and who is passed over.
#include "cli/commands.h"
#include "cli/nouns.h"
#include "cli/server.h"
#include <string.h>

static const char *text_or(const value *v, const char *name, const char *otherwise) {
    const char *text = value_get_text(v, name);
    return text == NULL ? otherwise : text;
}

static size_t entries(const value *v) {
    return v != NULL && v->kind == VALUE_ARRAY ? v->count : 0;
}

static bool is_open(const value *state) {
    return strcmp(text_or(state, "status", ""), "pending") == 0;
}

static void write_plan(pool *p, out *o, const value *state, const char *verb) {
    const value *answers = value_get(state, "acknowledgments"), *missing = value_get(state, "pending_consumers");
    size_t answered = entries(answers), silent = entries(missing);
    out_printf(o, "Would %s the proposal %s about %s: ", verb, pool_plain(p, text_or(state, "proposal_id", "?")),
               pool_plain(p, text_or(state, "asset_fqn", "?")));
    if (!is_open(state))
        out_printf(o, "not possible, it is %s\n", pool_plain(p, text_or(state, "status", "of no known status")));
    else
        out_printf(o, "%zu of %zu readers have answered\n", answered, answered + silent);
    for (size_t i = 0; i < answered; i++)
        out_printf(o, "  %s: %s\n", pool_plain(p, text_or(answers->items[i].value, "consumer_team_name", "?")),
                   pool_plain(p, text_or(answers->items[i].value, "response", "?")));
    for (size_t i = 0; i < silent; i++)
        out_printf(o, "  %s: no answer yet\n", pool_plain(p, text_or(missing->items[i].value, "team_name", "?")));
}

int proposal_plan(cli *c, const char *id, const char *verb) {
    int status;
    const value *state = server_get(c, pool_printf(c->memory, "/api/v1/proposals/%s/status", id), NULL, &status);
    if (state == NULL)
        return status;
    if (c->format != FORMAT_TEXT) {
        value *plan = value_new(c->memory, VALUE_OBJECT);
        value_put(c->memory, plan, "dry_run", value_bool(c->memory, true));
        value_put(c->memory, plan, "action", value_string(c->memory, verb));
        value_put(c->memory, plan, "possible", value_bool(c->memory, is_open(state)));
        value_put(c->memory, plan, "proposal", state);
        say_value(c, plan);
    } else {
        say(c, "Planned: nothing was written\n");
        write_plan(c->memory, &c->answer, state, verb);
    }
    return is_open(state) ? EXIT_YES : EXIT_NO;
}

bool proposal_confirm(cli *c, const arguments *a, const char *id, const char *verb, const char *question) {
    // Nobody reads it where nothing is asked.
    bool asks = global(c, "yes") == NULL && global(c, "no-input") == NULL;
    const value *state = asks && server_client(c) != NULL
                             ? server_quietly(c, pool_printf(c->memory, "/api/v1/proposals/%s/status", id), NULL)
                             : NULL;
    out plan = {0};
    if (state != NULL)
        write_plan(c->memory, &plan, state, verb);
    if (state != NULL && c->format == FORMAT_TEXT)
        say(c, "%s", plan.data);
    else if (state != NULL)
        fputs(plan.data, stderr);
    out_done(&plan);
    return confirm(c, a, question);
}

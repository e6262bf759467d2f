// `inbox`: the proposals that wait for a team, once or for as long as somebody looks.
#include "cli/commands.h"
#include "cli/nouns.h"
#include "cli/server.h"
#include "cli/settings.h"
#include <string.h>
#include <time.h>

// One sorts before the other: what is due first, then the oldest.
static bool is_before(const value *a, const value *b) {
    const char *due = value_get_text(a, "expires_at"), *other = value_get_text(b, "expires_at");
    if (due != NULL && other != NULL && strcmp(due, other) != 0)
        return strcmp(due, other) < 0;
    if ((due == NULL) != (other == NULL))
        return due != NULL;
    const char *one = value_get_text(a, "proposed_at"), *another = value_get_text(b, "proposed_at");
    return one != NULL && (another == NULL || strcmp(one, another) < 0);
}

static void sort(const value *list) {
    for (size_t i = 1; i < list->count; i++)
        for (size_t j = i; j > 0 && is_before(list->items[j].value, list->items[j - 1].value); j--) {
            member swapped = list->items[j];
            list->items[j] = list->items[j - 1];
            list->items[j - 1] = swapped;
        }
}

// NULL: standard error says why not.
static const value *fetch(cli *c, const char *team, int *status) {
    value *all = value_new(c->memory, VALUE_ARRAY);
    for (size_t offset = 0;;) {
        const value *page = server_get(c, pool_printf(c->memory, "/api/v1/proposals/pending/%s", team),
                                       pool_printf(c->memory, "limit=100&offset=%zu", offset), status);
        if (page == NULL)
            return NULL;
        const value *list = value_get(page, "pending_proposals");
        for (size_t i = 0; list != NULL && i < list->count; i++)
            value_append(c->memory, all, list->items[i].value);
        if (list == NULL || list->count < 100)
            break;
        offset += list->count;
    }
    sort(all);
    return all;
}

static void say_inbox(cli *c, const value *all) {
    static const char *const names[] = {"Proposal", "Asset", "From", "Due", "Answers", "What"};
    table t = {.names = names, .columns = 6};
    if (c->format != FORMAT_TEXT) {
        say_value(c, all);
        return;
    }
    if (all->count == 0) {
        say(c, "Nothing waits for you\n");
        return;
    }
    for (size_t i = 0; i < all->count; i++) {
        const value *p = all->items[i].value, *summary = value_get(p, "breaking_changes_summary");
        const char *due = value_get_text(p, "expires_at"), *id = value_get_text(p, "proposal_id");
        table_add(c->memory, &t, c->terminal ? pool_printf(c->memory, "%.8s", id) : id);
        table_add(c->memory, &t, value_get_text(p, "asset_fqn"));
        table_add(c->memory, &t, value_get_text(p, "proposed_by_team"));
        table_add(c->memory, &t, due == NULL ? "" : pool_copy(c->memory, due, strcspn(due, "T")));
        table_add(c->memory, &t,
                  pool_printf(c->memory, "%lld of %lld", value_integer(value_get(p, "acknowledged_count"), 0),
                              value_integer(value_get(p, "total_consumers"), 0)));
        table_add(c->memory, &t, summary == NULL || summary->count == 0 ? "" : summary->items[0].value->text);
    }
    say_table(c, &t, NULL);
}

// --- watching --------------------------------------------------------------------------------------------------------

static bool holds(const value *list, const char *id) {
    for (size_t i = 0; i < list->count; i++)
        if (value_has_text(list->items[i].value, "proposal_id", id))
            return true;
    return false;
}

// Those of one list that the other does not have, a line each.
static void say_difference(cli *c, const value *of, const value *without, const char *word) {
    for (size_t i = 0; i < of->count; i++) {
        const value *p = of->items[i].value;
        const char *id = value_get_text(p, "proposal_id"), *fqn = value_get_text(p, "asset_fqn");
        if (holds(without, id))
            continue;
        if (c->format == FORMAT_TEXT) {
            say(c, "%s: %s %s, from %s\n", word, id, pool_plain(c->memory, fqn),
                pool_plain(c->memory, value_get_text(p, "proposed_by_team")));
            continue;
        }
        value *v = value_new(c->memory, VALUE_OBJECT);
        value_put(c->memory, v, "event", value_string(c->memory, word));
        value_put(c->memory, v, "proposal", p);
        value_write_json(&c->answer, v, 0);
        out_text(&c->answer, "\n");
    }
    say_flush(c);
}

// Until it is interrupted. What is fetched lives in memory of its own for two rounds: there may be many.
static _Noreturn void watch(cli *c, const char *team, long pause, const value *before, pool *of_before) {
    pool *lasting = c->memory;
    const struct timespec while_nothing = {pause / 1000, pause % 1000 * 1000000};
    for (;;) {
        int status;
        nanosleep(&while_nothing, NULL);
        pool *round = c->memory = pool_new();
        const value *now = fetch(c, team, &status); // where it cannot be had, standard error says so, and the next may
        if (now != NULL) {
            say_difference(c, now, before, c->format == FORMAT_TEXT ? "New" : "new");
            say_difference(c, before, now, c->format == FORMAT_TEXT ? "Gone" : "gone");
            pool_free(of_before);
            of_before = round;
            before = now;
        } else {
            pool_free(round);
        }
        c->memory = lasting;
    }
}

int run_inbox(cli *c, const arguments *a, const command *self) {
    int status;
    (void)self;
    const char *interval = argument(a, "interval");
    long pause = interval == NULL ? 30000 : settings_time(c, "interval", interval);
    const char *team = pause < 0 ? NULL : server_own_team(c, &status);
    if (pause < 0)
        return EXIT_USAGE;
    if (team == NULL)
        return status;
    const value *all = fetch(c, team, &status);
    if (all == NULL)
        return status;
    if (argument(a, "watch") == NULL) {
        say_inbox(c, all);
        return EXIT_YES;
    }
    if (c->format == FORMAT_TEXT)
        say_inbox(c, all);
    else
        say_difference(c, all, value_new(c->memory, VALUE_ARRAY), "new");
    say_flush(c);
    watch(c, team, pause, all, NULL);
}

// To one destination goes one message at a time. Slack and mail have slots of their own, of which what failed before gets half: a
// server for mails that hangs, or channels that do, hold up neither the other nor those who can be told.
#include "server/notifier.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "domain/mail_format.h"
#include "domain/notifications.h"
#include "model/model.h"
#include "net/outbound.h"
#include "server/dispatcher.h"
#include "server/notification_send.h"
#include "store/users.h"
#include <assert.h>
#include <stdlib.h>

#define SECOND INT64_C(1000000)

enum {
    SLOTS_SLACK = 8,
    SLOTS_MAIL = 4,
    SLOTS = SLOTS_SLACK + SLOTS_MAIL,
    TURN_MESSAGES = 10, // of the outbox: each may be for many
    MAIL_MILLISECONDS = 20000,
};

static_assert((int)SLOTS <= (int)DISPATCH_SLOTS_MAXIMUM, "the dispatcher has a slot for each");

static const unsigned shares[] = {[notification_kind_slack] = SLOTS_SLACK, [notification_kind_mail] = SLOTS_MAIL};

struct notifier {
    notification_means means;
    notification_ways ways;
    notification_rules rules;
    dispatcher *engine;
};

// What a turn works with.
typedef struct outcome {
    notification_state settled[SLOTS];
    size_t count;
} outcome;

// --- settings --------------------------------------------------------------------------------------------------------

bool notifier_tells(const config *c) {
    return c->slack_enabled == CONFIG_ON || c->smtp_url != NULL;
}

static unsigned mail_events(const config *c) {
    unsigned events = 0;
    for (size_t i = 0; i < c->mail_events.count; i++) {
        int event = model_enum_parse(&enum_chat_event, text_of(c->mail_events.items[i]));
        events |= event == RECORD_ENUM_NONE ? 0 : 1U << event;
    }
    return events;
}

const char *notifier_fault(const config *c, arena *a) {
    for (size_t i = 0; i < c->mail_events.count; i++)
        if (model_enum_parse(&enum_chat_event, text_of(c->mail_events.items[i])) == RECORD_ENUM_NONE)
            return arena_printf(a, "TESSERA_MAIL_EVENTS: there is no event \"%s\"", c->mail_events.items[i]);
    if (c->smtp_url == NULL)
        return NULL;
    if (!mail_url_is_fine(c->smtp_url)) // which may hold a password, so that it is not repeated
        return "SMTP_URL must be smtp://HOST:PORT or smtps://HOST:PORT, without a user";
    if (c->smtp_from == NULL || !mail_address_is_plain(c->smtp_from))
        return "SMTP_FROM must be an address as tessera@example.com";
    if (strcmp(c->smtp_tls, "required") != 0 && strcmp(c->smtp_tls, "off") != 0)
        return arena_printf(a, "SMTP_TLS must be required or off, not \"%s\"", c->smtp_tls);
    return NULL;
}

// --- on the engine's thread ------------------------------------------------------------------------------------------

static void look(dispatch_turn *t) {
    t->own = arena_new_of(t->arena, outcome);
}

static void settle(dispatch_turn *t, dispatch_slot *slot) {
    const notifier *n = t->data;
    outcome *o = t->own;
    const notification_sending *s = slot->item;
    o->settled[o->count++] = notification_decide(&n->rules, &s->due, &s->attempt);
}

static void write_turn(dispatch_turn *t, db *d) {
    const notifier *n = t->data;
    const outcome *o = t->own;
    for (size_t i = 0; i < o->count; i++)
        store_notifications_settle(d, &o->settled[i]);
    t->taken = notifications_fan_out(d, &n->ways, t->messages, timestamp_now(), t->arena);
}

static int64_t next(dispatch_turn *t, int64_t after) {
    return store_notifications_next(t->reader, after);
}

// --- handing out -----------------------------------------------------------------------------------------------------

// What shares a bound.
static unsigned lane_of(enum notification_kind kind, bool tried) {
    return (unsigned)kind * 2 + tried;
}

static size_t count_in(unsigned lane, const dispatch_glance *busy, size_t count) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += busy[i].lane == lane;
    return found;
}

// Finds where it goes. Gives why that is nowhere any more, or not from this server; NULL: it is known.
static const char *find_destination(const notifier *n, db *reader, notification_sending *s, arena *a) {
    static const char gone[] = "The destination is gone or disabled";
    const uuid *id = &s->due.destination_id;
    struct user user;
    if (s->due.kind == notification_kind_slack) {
        bool found =
            n->ways.slack && store_slack_configs_destination(reader, id, &s->to, a) && s->to.config.enabled == 1;
        return found ? NULL : gone;
    }
    if (n->means.mailer == NULL || !store_users_get(reader, id, &user, a) || user.email == NULL)
        return gone;
    s->address = user.email;
    return mail_address_is_plain(user.email) ? NULL : "The address is not one of ASCII that mail can be sent to";
}

static void hand_out_some(dispatch_turn *t, enum notification_kind kind, bool tried) {
    const notifier *n = t->data;
    dispatch_glance busy[DISPATCH_SLOTS_MAXIMUM];
    notification_due due[2 * SLOTS];
    size_t busy_count = dispatcher_under_way(t, busy), before = count_in(lane_of(kind, true), busy, busy_count),
           in_all = before + count_in(lane_of(kind, false), busy, busy_count);
    size_t taken = tried ? before : in_all, most = tried ? shares[kind] / 2 : shares[kind];
    if (taken >= most || in_all >= shares[kind])
        return;
    size_t room = most - taken < shares[kind] - in_all ? most - taken : shares[kind] - in_all;
    size_t count = store_notifications_due(t->reader, kind, tried, t->now, due, room + busy_count, t->arena);
    for (size_t i = 0; i < count && room > 0; i++) {
        dispatch_slot *slot = dispatch_is_among(&due[i].id, busy, busy_count) ? NULL : dispatcher_slot(t);
        if (slot == NULL)
            continue;
        notification_sending *s = notification_put(slot, &due[i]);
        s->refused = find_destination(n, t->reader, s, slot->arena);
        slot->lane = lane_of(kind, tried);
        dispatcher_send(t, slot);
        room--;
    }
}

static void hand_out(dispatch_turn *t) {
    for (int kind = notification_kind_slack; kind <= notification_kind_mail; kind++) {
        hand_out_some(t, (enum notification_kind)kind, true);
        hand_out_some(t, (enum notification_kind)kind, false);
    }
}

// --- on the threads that send ----------------------------------------------------------------------------------------

static void *line_open(void *data) {
    (void)data;
    return notification_line_new();
}

static void line_close(void *line, void *data) {
    (void)data;
    notification_line_free(line);
}

static void send_one(dispatch_slot *slot, void *line, void *data) {
    const notifier *n = data;
    notification_send(slot, line, &n->means);
}

static void cut(void *data) {
    const notifier *n = data;
    outbound_stop(n->means.app->posts);
    outbound_stop(n->means.app->api);
    mailer_stop(n->means.mailer);
}

// --- life ------------------------------------------------------------------------------------------------------------

static mailer *mailer_of(const config *c) {
    return mailer_new(&(mail_options){.url = c->smtp_url,
                                      .user = c->smtp_user,
                                      .password = c->smtp_password,
                                      .ca_file = c->smtp_ca_file,
                                      .tls = strcmp(c->smtp_tls, "off") != 0,
                                      .milliseconds = MAIL_MILLISECONDS});
}

notifier *notifier_start(app *app) {
    const config *c = app->config;
    if (!notifier_tells(c))
        return NULL;
    notifier *n = memory_zalloc(sizeof *n);
    n->means = (notification_means){app, c->smtp_url == NULL ? NULL : mailer_of(c)};
    n->ways = (notification_ways){.slack = c->slack_enabled == CONFIG_ON,
                                  .mail = c->smtp_url != NULL,
                                  .mail_events = mail_events(c),
                                  .pace = SECOND / c->slack_rate_limit_per_second};
    n->rules = (notification_rules){.pace = n->ways.pace,
                                    .retry = (int64_t)(c->notification_retry_hours * 3600 * (double)SECOND)};
    n->engine = dispatcher_start(app->store, &(dispatch_steps){
                                                 .lease = NOTIFIER_LEASE,
                                                 .thread = "notifications",
                                                 .outbox = OUTBOX_CHAT,
                                                 .messages = TURN_MESSAGES,
                                                 .alive = store_notifications_alive,
                                                 .slots = SLOTS,
                                                 .data = n,
                                                 .look = look,
                                                 .settle = settle,
                                                 .write = write_turn,
                                                 .hand_out = hand_out,
                                                 .next = next,
                                                 .cut = cut,
                                                 .sending = {"notification", line_open, line_close, send_one, n},
                                             });
    return n;
}

void notifier_wake(notifier *n) {
    if (n != NULL)
        dispatcher_wake(n->engine);
}

void notifier_end(notifier *n) {
    if (n != NULL)
        dispatcher_end(n->engine);
}

void notifier_stop(notifier *n) {
    if (n != NULL)
        dispatcher_stop(n->engine);
}

notifier *notifier_free(notifier *n) {
    if (n == NULL)
        return NULL;
    dispatcher_free(n->engine);
    mailer_free(n->means.mailer);
    free(n);
    return NULL;
}

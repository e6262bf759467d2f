#include "server/notification_send.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "domain/bulletin.h"
#include "domain/mail_format.h"
#include "server/slack_send.h"
#include <stdlib.h>

#define LOGGER "tessera.server"
#define SECOND INT64_C(1000000)

enum { RETRY_AFTER_MOST = 3600 };

// Made with the first message to Slack: threads that send mails need none.
struct notification_line {
    outbound_sender *posts, *api;
};

notification_line *notification_line_new(void) {
    return memory_zalloc(sizeof(notification_line));
}

notification_line *notification_line_free(notification_line *l) {
    if (l == NULL)
        return NULL;
    outbound_sender_free(l->posts);
    outbound_sender_free(l->api);
    free(l);
    return NULL;
}

notification_sending *notification_put(dispatch_slot *slot, const notification_due *due) {
    notification_sending *s = arena_new_of(slot->arena, notification_sending);
    s->due = *due;
    s->due.payload = (text){arena_text(slot->arena, due->payload), due->payload.length};
    slot->id = due->id;
    slot->destination = due->destination_id;
    slot->item = s;
    return s;
}

// What the outbox holds, as people are told it. False: nothing that they are told.
static bool read_news(const app *app, const notification_due *due, arena *a, bulletin *out) {
    json_error error;
    const json_value *told = json_parse(a, due->payload, JSON_DEPTH_MAXIMUM, &error);
    const json_value *name = told == NULL ? NULL : json_get(told, "event");
    return name != NULL && name->type == JSON_STRING &&
           bulletin_read(name->string, json_get(told, "data"), bulletin_base_url(app->config->base_url), a, out);
}

static void send_to_slack(notification_sending *s, notification_line *l, const app *app, const bulletin *news,
                          dispatch_slot *slot) {
    if (l->posts == NULL) {
        l->posts = outbound_sender_new(app->posts);
        l->api = outbound_sender_new(app->api);
    }
    slack_line line = {l->posts, l->api, app->secrets, bulletin_base_url(app->config->slack_api_url)};
    slack_message message = slack_message_of(news, slot->arena);
    slack_outcome outcome = slack_send(&line, &s->to, &message, slot->arena);
    int64_t wait = outcome.retry_after < RETRY_AFTER_MOST ? outcome.retry_after : RETRY_AFTER_MOST;
    slot->stopped = outcome.stopped;
    s->attempt.error = outcome.error;
    s->attempt.may_pass = outcome.may_pass;
    s->attempt.retry_after = outcome.may_pass ? wait * SECOND : 0;
}

static void send_by_mail(notification_sending *s, const notification_means *means, const bulletin *news,
                         dispatch_slot *slot) {
    char reason[MAIL_REASON];
    const char *from = means->app->config->smtp_from;
    mail_message message = mail_message_of(news, slot->arena);
    mail_envelope envelope = {from, s->address, &s->due.id, timestamp_now()};
    size_t length = 0;
    const char *text_of_mail = mail_format(&envelope, &message, slot->arena, &length);
    mail_end end = mail_send(means->mailer, from, s->address, (text){text_of_mail, length}, reason);
    slot->stopped = end == MAIL_STOPPED;
    s->attempt.may_pass = end == MAIL_FAILED;
    if (end != MAIL_SENT)
        s->attempt.error = arena_printf(slot->arena, "The mail was not taken: %s", reason);
}

void notification_send(dispatch_slot *slot, notification_line *line, const notification_means *means) {
    notification_sending *s = slot->item;
    bulletin news;
    if (s->refused != NULL)
        s->attempt.error = s->refused;
    else if (!read_news(means->app, &s->due, slot->arena, &news))
        s->attempt.error = "The message cannot be read";
    else if (s->due.kind == notification_kind_slack)
        send_to_slack(s, line, means->app, &news, slot);
    else
        send_by_mail(s, means, &news, slot);
    s->attempt.at = timestamp_now();
    if (s->attempt.error != NULL && !slot->stopped)
        log_warning(LOGGER, "a notification was not delivered: %s", s->attempt.error);
}

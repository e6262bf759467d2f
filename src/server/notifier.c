// A round: under the lease messages are taken from the outbox and become notifications of those who are told (one transaction);
// what is due is sent by a few threads, at most one to each destination; what came of it is kept (another transaction), and the
// lease is given back. The lease is longer than a round may take.
#include "server/notifier.h"
#include "base/container.h"
#include "base/log.h"
#include "base/memory.h"
#include "domain/bulletin.h"
#include "domain/mail_format.h"
#include "domain/notifications.h"
#include "model/model.h"
#include "net/mail.h"
#include "net/thread_signals.h"
#include "server/slack_send.h"
#include "store/jobs.h"
#include "store/outbox.h"
#include "store/users.h"
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <time.h>

#define LOGGER "tessera.server"
#define SECOND INT64_C(1000000)

enum {
    ROUND_MESSAGES = 10, // of the outbox
    ROUND_SENT = 8,
    THREADS = 4,
    PAYLOAD_DEPTH = 64,
    RETRY_AFTER_MOST = 3600,
    MAIL_MILLISECONDS = 20000,
    LEASE_SECONDS = 60, // more than what the threads may take for a round
    LOOK_MICROSECONDS = 500000,
};

struct notifier {
    app *app;
    notification_ways ways;
    notification_rules rules;
    uuid holder; // this server
    db *reader;  // the thread's
    worker_pool *senders;
    mailer *mailer; // NULL: there are no mails
    pthread_t thread;
    pthread_mutex_t mutex; // guards what follows
    pthread_cond_t changed;
    bool ending;
};

// A notification under way.
typedef struct sending {
    worker_task task;
    notifier *n;
    arena *arena; // its own: threads share none
    const notification_due *due;
    bool known;           // the destination is there still, and wants to be told
    slack_destination to; // of Slack
    const char *address;  // of a mail
    notification_attempt attempt;
    sem_t *sent;
} sending;

typedef struct round_write round_write;
struct round_write {
    store_write write;
    void (*run)(round_write *w, db *d);
    sem_t ended;
    bool committed;
    notifier *n;
    arena *arena;
    int64_t run_number;
    size_t taken; // messages
    const sending *sendings;
    size_t count;
};

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

// --- writes that are waited for --------------------------------------------------------------------------------------

static bool write_run(store_write *write, db *d) {
    round_write *w = container_of(write, round_write, write);
    w->run(w, d);
    return true;
}

static void write_done(store_write *write, store_outcome outcome) {
    round_write *w = container_of(write, round_write, write);
    w->committed = outcome == STORE_KEPT;
    sem_post(&w->ended);
}

static bool write_through(round_write *w, void (*run)(round_write *w, db *d)) {
    w->write = (store_write){.run = write_run, .done = write_done};
    w->run = run;
    w->committed = false;
    sem_init(&w->ended, 0, 0);
    if (store_submit(w->n->app->store, &w->write))
        while (sem_wait(&w->ended) != 0)
            ;
    sem_destroy(&w->ended);
    return w->committed;
}

static void add_job(round_write *w, db *d) {
    (void)w;
    store_jobs_add(d, NOTIFIER_LEASE, 0);
}

static void begin_round(round_write *w, db *d) {
    w->taken = 0;
    w->run_number = store_jobs_take(d, NOTIFIER_LEASE, &w->n->holder, LEASE_SECONDS * SECOND);
    if (w->run_number > 0)
        w->taken = notifications_fan_out(d, &w->n->ways, ROUND_MESSAGES, timestamp_now(), w->arena);
}

static void end_round(round_write *w, db *d) {
    for (size_t i = 0; i < w->count; i++) {
        notification_state state = notification_decide(&w->n->rules, w->sendings[i].due, &w->sendings[i].attempt);
        store_notifications_settle(d, &state);
    }
    job_end end = {.handled = (int64_t)w->count};
    store_jobs_end(d, NOTIFIER_LEASE, w->run_number, &end);
}

// --- sending ---------------------------------------------------------------------------------------------------------

// The lines of a sending thread.
typedef struct lines {
    outbound_sender *posts, *api;
} lines;

static void *lines_open(unsigned index, void *data) {
    (void)index;
    const notifier *n = data;
    lines *l = memory_zalloc(sizeof *l);
    l->posts = outbound_sender_new(n->app->posts);
    l->api = outbound_sender_new(n->app->api);
    return l;
}

static void lines_close(void *thread_data, void *data) {
    (void)data;
    lines *l = thread_data;
    outbound_sender_free(l->posts);
    outbound_sender_free(l->api);
    free(l);
}

// What the outbox holds, as people are told it. False: nothing that they are told.
static bool read_news(const notifier *n, const notification_due *due, arena *a, bulletin *out) {
    json_error error;
    const json_value *told = json_parse(a, due->payload, PAYLOAD_DEPTH, &error);
    const json_value *name = told == NULL ? NULL : json_get(told, "event");
    return name != NULL && name->type == JSON_STRING &&
           bulletin_read(name->string, json_get(told, "data"), bulletin_base_url(n->app->config->base_url), a, out);
}

static void send_to_slack(sending *s, const lines *l, const bulletin *news) {
    const app *app = s->n->app;
    slack_line line = {l->posts, l->api, app->secrets, bulletin_base_url(app->config->slack_api_url)};
    slack_message message = slack_message_of(news, s->arena);
    slack_outcome outcome = slack_send(&line, &s->to, &message, s->arena);
    int64_t wait = outcome.retry_after < RETRY_AFTER_MOST ? outcome.retry_after : RETRY_AFTER_MOST;
    s->attempt.error = outcome.error;
    s->attempt.may_pass = outcome.may_pass;
    s->attempt.retry_after = outcome.may_pass ? wait * SECOND : 0;
}

static void send_by_mail(sending *s, const bulletin *news) {
    char reason[MAIL_REASON];
    const char *from = s->n->app->config->smtp_from;
    mail_message message = mail_message_of(news, s->arena);
    mail_envelope envelope = {from, s->address, &s->due->id, timestamp_now()};
    size_t length = 0;
    const char *text_of_mail = mail_format(&envelope, &message, s->arena, &length);
    mail_end end = mail_send(s->n->mailer, from, s->address, (text){text_of_mail, length}, reason);
    s->attempt.may_pass = end == MAIL_FAILED;
    if (end != MAIL_SENT)
        s->attempt.error = arena_printf(s->arena, "The mail was not taken: %s", reason);
}

static void send_one(worker_task *task, void *thread_data) {
    sending *s = container_of(task, sending, task);
    bulletin news;
    s->attempt = (notification_attempt){.error = NULL};
    if (!s->known)
        s->attempt.error = "The destination is gone or disabled";
    else if (!read_news(s->n, s->due, s->arena, &news))
        s->attempt.error = "The message cannot be read";
    else if (s->due->kind == NOTIFICATION_SLACK)
        send_to_slack(s, thread_data, &news);
    else
        send_by_mail(s, &news);
    s->attempt.at = timestamp_now();
    if (s->attempt.error != NULL)
        log_warning(LOGGER, "a notification was not delivered: %s", s->attempt.error);
    sem_post(s->sent);
}

// --- rounds ----------------------------------------------------------------------------------------------------------

// Where it goes. False: nowhere any more, or not by this server.
static bool find_destination(notifier *n, sending *s, arena *a) {
    const uuid *id = &s->due->destination_id;
    if (s->due->kind == NOTIFICATION_SLACK)
        return n->ways.slack && store_slack_configs_destination(n->reader, id, &s->to, a) && s->to.config.enabled == 1;
    struct user user;
    if (n->mailer == NULL || !store_users_get(n->reader, id, &user, a) || user.email == NULL ||
        !mail_address_is_plain(user.email))
        return false;
    s->address = user.email;
    return true;
}

// What is due, with where it goes. Gives how many.
static size_t read_due(notifier *n, sending *out, arena *a) {
    notification_due *due = arena_array(a, ROUND_SENT, sizeof *due);
    store_reader_refresh(n->app->store, n->reader);
    db_clear_failure(n->reader);
    size_t count = store_notifications_due(n->reader, timestamp_now(), due, ROUND_SENT, a);
    for (size_t i = 0; i < count; i++) {
        out[i] = (sending){.task = {.run = send_one}, .n = n, .due = &due[i]};
        out[i].known = find_destination(n, &out[i], a);
    }
    bool failed = db_has_failed(n->reader);
    store_reader_rest(n->app->store, n->reader);
    return failed ? 0 : count;
}

static void send_all(notifier *n, sending *all, size_t count) {
    sem_t sent;
    sem_init(&sent, 0, 0);
    for (size_t i = 0; i < count; i++) {
        all[i].sent = &sent;
        all[i].arena = arena_new(0);
        all[i].attempt = (notification_attempt){timestamp_now(), "The server stops", .may_pass = true};
        if (!worker_pool_submit(n->senders, 0, &all[i].task))
            sem_post(&sent);
    }
    for (size_t i = 0; i < count; i++)
        while (sem_wait(&sent) != 0)
            ;
    sem_destroy(&sent);
}

// False: there was nothing to do, or another server does it.
static bool round_run(notifier *n) {
    arena *a = arena_new(0);
    round_write w = {.n = n, .arena = a};
    sending *all = arena_array(a, ROUND_SENT, sizeof *all);
    bool began = write_through(&w, begin_round) && w.run_number > 0;
    if (began) {
        w.count = read_due(n, all, a);
        send_all(n, all, w.count);
        w.sendings = all;
        write_through(&w, end_round);
        for (size_t i = 0; i < w.count; i++)
            arena_free(all[i].arena);
    }
    bool worked = began && w.committed && w.taken + w.count > 0;
    arena_free(a);
    return worked;
}

// Whether a round has anything to do.
static bool is_due(notifier *n) {
    store_reader_refresh(n->app->store, n->reader);
    db_clear_failure(n->reader);
    int64_t next = store_notifications_next(n->reader);
    bool due =
        (next != TIMESTAMP_NONE && next <= timestamp_now()) || store_outbox_waits(n->reader, NOTIFICATIONS_OUTBOX);
    due = due && !db_has_failed(n->reader);
    store_reader_rest(n->app->store, n->reader);
    return due;
}

// --- the thread ------------------------------------------------------------------------------------------------------

static bool is_ending(notifier *n) {
    pthread_mutex_lock(&n->mutex);
    bool ending = n->ending;
    pthread_mutex_unlock(&n->mutex);
    return ending;
}

static void pause_for(notifier *n, int64_t wait) {
    int64_t until = monotonic_now() + wait;
    struct timespec end = {.tv_sec = until / SECOND, .tv_nsec = until % SECOND * 1000};
    int waited = 0;
    pthread_mutex_lock(&n->mutex);
    while (!n->ending && waited == 0)
        waited = pthread_cond_timedwait(&n->changed, &n->mutex, &end);
    pthread_mutex_unlock(&n->mutex);
}

static void *notifier_main(void *data) {
    notifier *n = data;
    thread_block_signals();
    pthread_setname_np(pthread_self(), "notifier");
    n->reader = store_reader_open(n->app->store);
    if (n->reader == NULL)
        return NULL;
    round_write w = {.n = n};
    while (!is_ending(n) && !write_through(&w, add_job))
        pause_for(n, SECOND);
    while (!is_ending(n))
        if (!is_due(n) || !round_run(n))
            pause_for(n, LOOK_MICROSECONDS);
    store_reader_close(n->reader);
    return NULL;
}

notifier *notifier_start(app *app) {
    const config *c = app->config;
    if (!notifier_tells(c))
        return NULL;
    notifier *n = memory_zalloc(sizeof *n);
    n->app = app;
    n->ways = (notification_ways){
        .slack = c->slack_enabled == CONFIG_ON, .mail = c->smtp_url != NULL, .mail_events = mail_events(c)};
    if (c->smtp_url != NULL)
        n->mailer = mailer_new(&(mail_options){.url = c->smtp_url,
                                               .user = c->smtp_user,
                                               .password = c->smtp_password,
                                               .ca_file = c->smtp_ca_file,
                                               .tls = strcmp(c->smtp_tls, "off") != 0,
                                               .milliseconds = MAIL_MILLISECONDS});
    n->ways.pace = SECOND / c->slack_rate_limit_per_second;
    n->rules = (notification_rules){.pace = n->ways.pace,
                                    .retry = (int64_t)(c->notification_retry_hours * 3600 * (double)SECOND)};
    n->holder = uuid_new();
    worker_options senders = {.threads = THREADS,
                              .lanes = {{.queue_maximum = ROUND_SENT}},
                              .thread_start = lines_open,
                              .thread_end = lines_close,
                              .data = n};
    n->senders = worker_pool_new(&senders);
    pthread_mutex_init(&n->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC); // as monotonic_now
    pthread_cond_init(&n->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    if (pthread_create(&n->thread, NULL, notifier_main, n) == 0)
        return n;
    // As with the jobs: a machine that cannot give a few threads at the start cannot serve.
    log_critical(LOGGER, "the thread of the notifications could not start");
    abort();
}

notifier *notifier_stop(notifier *n) {
    if (n == NULL)
        return NULL;
    pthread_mutex_lock(&n->mutex);
    n->ending = true;
    pthread_mutex_unlock(&n->mutex);
    pthread_cond_signal(&n->changed);
    mailer_stop(n->mailer);
    pthread_join(n->thread, NULL);
    worker_pool_free(n->senders);
    mailer_free(n->mailer);
    pthread_cond_destroy(&n->changed);
    pthread_mutex_destroy(&n->mutex);
    free(n);
    return NULL;
}

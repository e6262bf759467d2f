// A key is looked for in a table of the loop's own by a hash under a secret of the process, which costs a tenth of the SHA-256
// that the database knows it by. A hash has one place: who comes later takes it over. An entry counts as long as nothing has
// changed on this server that may concern it, and for a few seconds at most. What is not a key is not kept, so that wrong keys
// push no others out.
#include "base/container.h"
#include "base/memory.h"
#include "server/app.h"
#include "server/auth_question.h"
#include "server/caller.h"
#include "server/certificates.h"
#include "server/metrics.h"
#include "server/sessions.h"
#include "server/tokens.h"
#include "server/trouble.h"
#include "store/api_keys.h"
#include <openssl/rand.h>
#include <stdlib.h>

#define SECOND INT64_C(1000000)
#define USE_TOLD_EVERY (60 * SECOND) // how exact the last use of a key is

enum { SLOTS = 2048 };

typedef struct known_key {
    siphash_tag tag;
    uint64_t changes; // of access, when it was learnt; 0: the slot is empty
    int64_t until;    // monotonic
    int64_t expires_at;
    caller caller; // its subject is the slot's
    char *subject;
} known_key;

struct auth {
    loop_counts *counts;
    known_key slots[SLOTS];
};

auth *auth_new(loop_counts *counts) {
    auth *own = memory_zalloc(sizeof *own);
    own->counts = counts;
    return own;
}

auth *auth_free(auth *own) {
    for (size_t i = 0; own != NULL && i < SLOTS; i++)
        free(own->slots[i].subject);
    free(own);
    return NULL;
}

bool auth_set_up(app *app, const char **message) {
    const char *key = app->config->bootstrap_api_key;
    app->authenticates = config_authenticates(app->config);
    app->has_bootstrap_key = app->authenticates && key != NULL && *key != '\0';
    atomic_init(&app->access_changes, 1);
    *message = "no random numbers for the recognition of credentials";
    if (RAND_bytes((unsigned char *)&app->credential_key, sizeof app->credential_key) != 1 ||
        RAND_bytes((unsigned char *)&app->session_key, sizeof app->session_key) != 1 ||
        RAND_bytes((unsigned char *)&app->certificate_key, sizeof app->certificate_key) != 1)
        return false;
    if (app->has_bootstrap_key)
        app->bootstrap_tag = siphash(&app->credential_key, text_of(key));
    return true;
}

// --- what the request carries ----------------------------------------------------------------------------------------

static auth_step refuse(request *rq, error_code code, const char *message) {
    rq->course.guessed = code != ERROR_MISSING_API_KEY;
    if (error_at(code)->status == 401)
        http_reply_header(rq->exchange, TEXT("WWW-Authenticate"), TEXT("Bearer"));
    reply_error(rq, code, message, NULL);
    return AUTH_REFUSED;
}

// The value of the Authorization header; how many there are is given.
static unsigned find_authorization(const http_request *http, text *value) {
    unsigned count = 0;
    for (size_t i = 0; i < http->header_count; i++)
        if (text_equal_ascii_nocase(http->headers[i].name, TEXT("Authorization")) && count++ == 0)
            *value = http->headers[i].value;
    return count;
}

// --- scopes ----------------------------------------------------------------------------------------------------------

static unsigned scopes_of(record_ints granted) {
    unsigned scopes = 0;
    for (size_t i = 0; i < granted.count; i++)
        scopes |= 1u << caller_scope_of(granted.items[i]);
    return caller_every_scope(scopes);
}

bool auth_scope_or_reply(request *rq) {
    route_scope wanted = rq->route->scope;
    if (wanted == SCOPE_PUBLIC || wanted == SCOPE_ANY || rq->caller.scopes & 1u << wanted)
        return true;
    const char *name = route_scope_name(wanted);
    reply_error(rq, ERROR_INSUFFICIENT_SCOPE, arena_printf(rq->arena, "This operation requires the '%s' scope", name),
                detail(rq, "required_scope", json_make_string(text_of(name))));
    return false;
}

// --- keys ------------------------------------------------------------------------------------------------------------

static bool has_expired(int64_t expires_at) {
    return expires_at != TIMESTAMP_NONE && expires_at <= timestamp_now();
}

static bool is_known(const known_key *slot, const request *rq, const siphash_tag *tag) {
    return slot->changes == atomic_load(&rq->app->access_changes) && slot->until > rq->began &&
           siphash_equal(&slot->tag, tag) && !has_expired(slot->expires_at);
}

// Whether the slot of the tag knows the caller, who is then the request's.
static bool take_known(const auth *own, request *rq, const siphash_tag *tag) {
    const known_key *slot = &own->slots[tag->words[0] % SLOTS];
    bool known = is_known(slot, rq, tag);
    metrics_cache_look(own->counts, METRIC_CACHE_CREDENTIALS, known);
    if (!known)
        return false;
    rq->caller = slot->caller;
    rq->caller.subject = slot->subject == NULL ? NULL : arena_strdup(rq->arena, slot->subject);
    return true;
}

static bool find_key(request *rq, db *reader);

// The question is what the database has under the hash of the secret.
static auth_step ask_of(request *rq, text secret) {
    if (key_hash(secret, rq->course.question->hash))
        return AUTH_ASKS;
    reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
    return AUTH_REFUSED;
}

static auth_step begin_key(auth *own, request *rq, text key) {
    const app *app = rq->app;
    const siphash_tag tag = siphash(&app->credential_key, key);
    if (app->has_bootstrap_key && siphash_equal(&tag, &app->bootstrap_tag)) {
        rq->caller =
            (caller){.kind = CALLER_BOOTSTRAP, .scopes = caller_every_scope(1u << SCOPE_ADMIN), .is_admin = true};
        return AUTH_KNOWN;
    }
    if (take_known(own, rq, &tag))
        return AUTH_KNOWN;
    auth_question *question = arena_new_of(rq->arena, auth_question);
    question->tag = tag;
    question->refusal = ERROR_INVALID_API_KEY;
    rq->course.question = question;
    if (tokens_begin(rq, key))
        return AUTH_ASKS;
    if (!key_has_form(key))
        return refuse(rq, ERROR_INVALID_API_KEY, NULL);
    question->find = find_key;
    return ask_of(rq, key);
}

static bool find_session(request *rq, db *reader) {
    auth_question *question = rq->course.question;
    return sessions_find(rq, reader, question->hash, &question->caller, &question->expires_at);
}

// The same text sent as a key is not the same credential, so it is known under another secret.
static auth_step begin_session(auth *own, request *rq, text token) {
    const siphash_tag tag = siphash(&rq->app->session_key, token);
    if (take_known(own, rq, &tag))
        return AUTH_KNOWN;
    auth_question *question = arena_new_of(rq->arena, auth_question);
    question->tag = tag;
    question->refusal = ERROR_MISSING_API_KEY;
    question->find = find_session;
    rq->course.question = question;
    return ask_of(rq, token);
}

// Who sends no credential may have shown one: a certificate, when the connection was made.
static auth_step begin_certificate(auth *own, request *rq) {
    const http_certificate *shown = rq->http->certificate;
    if (rq->app->certificates == NULL || shown == NULL)
        return refuse(rq, ERROR_MISSING_API_KEY, NULL);
    // Under another secret than what is sent, which could else be the fingerprint of somebody's certificate.
    const text fingerprint = {(const char *)shown->fingerprint, sizeof shown->fingerprint};
    const siphash_tag tag = siphash(&rq->app->certificate_key, fingerprint);
    if (take_known(own, rq, &tag))
        return AUTH_KNOWN;
    auth_question *question = arena_new_of(rq->arena, auth_question);
    question->tag = tag;
    rq->course.question = question;
    return certificates_begin(rq) ? AUTH_ASKS : refuse(rq, question->refusal, question->message);
}

auth_step auth_begin(auth *own, request *rq) {
    if (rq->route->scope == SCOPE_PUBLIC)
        return AUTH_KNOWN;
    if (!rq->app->authenticates) {
        rq->caller = (caller){.kind = CALLER_OPEN, .scopes = caller_every_scope(1u << SCOPE_ADMIN), .is_admin = true};
        return AUTH_KNOWN;
    }
    text value = TEXT_NONE;
    unsigned count = find_authorization(rq->http, &value);
    if (count > 1)
        return refuse(rq, ERROR_INVALID_AUTH_HEADER, "Authorization was sent more than once");
    text token;
    if (value.length == 0 && sessions_cookie(rq->http, &token) && session_token_has_form(token))
        return begin_session(own, rq, token);
    if (value.length == 0)
        return begin_certificate(own, rq);
    text scheme = TEXT("Bearer ");
    if (!text_starts_with(value, scheme))
        return refuse(rq, ERROR_INVALID_AUTH_HEADER, NULL);
    return begin_key(own, rq, (text){value.data + scheme.length, value.length - scheme.length});
}

// --- asking the database ---------------------------------------------------------------------------------------------

// A use that is told to the database: behind the request, which does not wait for it where writes have a thread of their own.
typedef struct key_use {
    store_write write;
    uuid id;
    int64_t at;
} key_use;

static bool use_write(store_write *write, db *d) {
    const key_use *use = container_of(write, key_use, write);
    return store_api_keys_touch(d, &use->id, use->at, use->at - USE_TOLD_EVERY) == DB_OK;
}

static void use_done(store_write *write, store_outcome outcome) {
    (void)outcome; // it is told anew with one of the next requests
    free(container_of(write, key_use, write));
}

static void tell_use(store *s, const api_key_grant *grant, int64_t now) {
    if (grant->last_used_at != TIMESTAMP_NONE && grant->last_used_at > now - USE_TOLD_EVERY)
        return;
    key_use *use = memory_zalloc(sizeof *use);
    *use = (key_use){.write = {.run = use_write, .done = use_done}, .id = grant->id, .at = now};
    if (!store_submit(s, &use->write))
        free(use);
}

static bool find_key(request *rq, db *reader) {
    auth_question *question = rq->course.question;
    const text hash = {(const char *)question->hash, sizeof question->hash};
    api_key_grant grant;
    if (!store_api_keys_find(reader, hash, &grant, rq->arena) || has_expired(grant.expires_at))
        return false;
    unsigned scopes = scopes_of(grant.scopes);
    question->expires_at = grant.expires_at;
    question->caller = (caller){
        .kind = CALLER_KEY,
        .scopes = scopes,
        .is_admin = (scopes & 1u << SCOPE_ADMIN) != 0,
        .is_agent = grant.agent_name != NULL,
        .team_id = grant.team_id,
        .user_id = grant.user_id,
        .key_id = grant.id,
    };
    tell_use(rq->app->store, &grant, timestamp_now());
    return true;
}

bool auth_is_slow(const request *rq) {
    return rq->course.question->verify != NULL;
}

bool auth_wait(request *rq, http_task *task) {
    return tokens_wait(rq, task);
}

static void ask_database(request *rq, db *reader) {
    auth_question *question = rq->course.question;
    store_reader_refresh(rq->app->store, reader);
    db_clear_failure(reader);
    rq->db = reader;
    question->found = question->find(rq, reader);
    // A connection that was kept may have been closed by the other side.
    if (db_failure_passes(reader) && !db_failure_recurs(reader)) {
        db_clear_failure(reader);
        store_reader_refresh(rq->app->store, reader);
        question->found = question->find(rq, reader);
    }
    question->failed = db_has_failed(reader);
    if (question->failed)
        rq->status = trouble_reply(rq);
    rq->db = NULL;
}

bool auth_ask(request *rq, db *reader) {
    auth_question *question = rq->course.question;
    question->changes = atomic_load(&rq->app->access_changes);
    auth_step step = question->verify != NULL ? question->verify(rq) : AUTH_KNOWN;
    if (step == AUTH_KNOWN)
        ask_database(rq, reader);
    return step != AUTH_ASKS;
}

void auth_no_database(request *rq) {
    auth_question *question = rq->course.question;
    question->failed = true;
    reply_unavailable(rq, 1, "The database cannot be opened");
}

auth_step auth_settle(auth *own, request *rq) {
    const auth_question *question = rq->course.question;
    if (question->failed)
        return AUTH_REFUSED;
    if (!question->found && question->retry_after > 0) {
        reply_unavailable(rq, question->retry_after, question->message);
        return AUTH_REFUSED;
    }
    if (!question->found && question->find == find_session && rq->http->certificate != NULL)
        return begin_certificate(own, rq); // a session that counts no more is as none
    if (!question->found)
        return refuse(rq, question->refusal, question->message);
    rq->caller = question->caller;
    known_key *slot = &own->slots[question->tag.words[0] % SLOTS];
    free(slot->subject);
    *slot = (known_key){
        .tag = question->tag,
        .changes = question->changes,
        .until = rq->began + rq->app->config->auth_cache_seconds * SECOND,
        .expires_at = question->expires_at,
        .caller = question->caller,
        .subject = question->caller.subject == NULL ? NULL : memory_strdup(question->caller.subject),
    };
    return AUTH_KNOWN;
}

// A cookie goes along with whatever any site makes a browser send, so that it alone says nothing of who wanted the request: a
// header does that only scripts of this site can add, and Origin, which no script can. A token is replaced on the way of some
// request of its session, through the writer and before the handler, so that the cookie is not told before it counts.
#include "server/sessions.h"
#include "base/container.h"
#include "base/memory.h"
#include "server/app.h"
#include "server/cors.h"
#include "server/job_plans.h"
#include <stdlib.h>

#define SECOND INT64_C(1000000)
#define SEEN_EVERY (60 * SECOND) // how exact the last use of a session is
#define COOKIE "session"
#define ATTRIBUTES "; Path=/; HttpOnly; SameSite=Lax"

session_terms sessions_terms(const config *c) {
    return (session_terms){.idle = c->session_idle * SECOND,
                           .life = c->session_lifetime * SECOND,
                           .rotation = c->session_rotation * SECOND,
                           .most = c->sessions_per_user};
}

// --- the cookie ------------------------------------------------------------------------------------------------------

// Counts the session's cookies in one header "a=1; b=2".
static unsigned count_cookies(text header, text *value) {
    unsigned count = 0;
    for (size_t start = 0; start < header.length;) {
        const char *semicolon = memchr(header.data + start, ';', header.length - start);
        size_t end = semicolon == NULL ? header.length : (size_t)(semicolon - header.data);
        text pair = text_trim((text){header.data + start, end - start}), name = TEXT(COOKIE "=");
        if (text_starts_with(pair, name) && count++ == 0)
            *value = (text){pair.data + name.length, pair.length - name.length};
        start = end + 1;
    }
    return count;
}

bool sessions_cookie(const http_request *http, text *token) {
    unsigned count = 0;
    for (size_t i = 0; i < http->header_count; i++)
        if (text_equal_ascii_nocase(http->headers[i].name, TEXT("Cookie")))
            count += count_cookies(http->headers[i].value, token);
    return count == 1;
}

text sessions_cookie_hash(request *rq) {
    text token;
    unsigned char *hash = arena_alloc(rq->arena, KEY_HASH_BYTES);
    bool known = sessions_cookie(rq->http, &token) && session_token_has_form(token) && key_hash(token, hash);
    return known ? (text){(const char *)hash, KEY_HASH_BYTES} : TEXT_NONE;
}

static bool is_secure(const request *rq) {
    return rq->http->secure || strcmp(rq->app->config->environment, "production") == 0;
}

static void add_cookie(request *rq, const char *cookie) {
    http_reply_header(rq->exchange, TEXT("Set-Cookie"),
                      text_of(arena_printf(rq->arena, "%s" ATTRIBUTES "%s", cookie, is_secure(rq) ? "; Secure" : "")));
    http_reply_header(rq->exchange, TEXT("Cache-Control"), TEXT("no-store"));
}

void sessions_set_cookie(request *rq, const char *token, int64_t life) {
    add_cookie(rq, arena_printf(rq->arena, COOKIE "=%s; Max-Age=%lld", token, (long long)(life / SECOND)));
}

void sessions_clear_cookie(request *rq) {
    add_cookie(rq, COOKIE "=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0");
}

// --- who holds it ----------------------------------------------------------------------------------------------------

static unsigned scopes_of(int role) {
    unsigned read = 1u << SCOPE_READ, write = 1u << SCOPE_WRITE;
    return role == user_role_admin        ? read | write | 1u << SCOPE_ADMIN
           : role == user_role_team_admin ? read | write
                                          : read;
}

// A use that is told to the database behind the request.
typedef struct session_use {
    store_write write;
    uuid id;
    int64_t at, ends_at;
    bool confirms;
} session_use;

static bool use_write(store_write *write, db *d) {
    const session_use *use = container_of(write, session_use, write);
    return store_sessions_touch(d, &use->id, use->at, use->ends_at, use->confirms) == DB_OK;
}

static void use_done(store_write *write, store_outcome outcome) {
    (void)outcome; // it is told anew with one of the next requests
    free(container_of(write, session_use, write));
}

static void tell_use(const app *app, const session_terms *terms, const session_grant *session, int64_t now) {
    bool confirms = !session->previous && session->confirmed_at == TIMESTAMP_NONE;
    int64_t exact = terms->idle / 4 < SEEN_EVERY ? terms->idle / 4 : SEEN_EVERY;
    if (!confirms && session->last_seen_at > now - exact)
        return;
    session_use *use = memory_zalloc(sizeof *use);
    *use = (session_use){.write = {.run = use_write, .done = use_done},
                         .id = session->id,
                         .at = now,
                         .ends_at = session_end_at(terms, now, session->expires_at),
                         .confirms = confirms};
    if (!store_submit(app->store, &use->write))
        free(use);
}

// A token that takes the place of another.
struct session_turn {
    session_grant session;
    unsigned char former[KEY_HASH_BYTES];
    session_token token;
    bool turned;
    void (*then)(http_task *task);
};

bool sessions_find(request *rq, db *reader, const unsigned char *hash, caller *out, int64_t *expires_at) {
    session_terms terms = sessions_terms(rq->app->config);
    session_grant session;
    int64_t now = timestamp_now();
    if (!store_sessions_find(reader, (text){(const char *)hash, KEY_HASH_BYTES}, now, &session))
        return false;
    *expires_at = session_token_end(&session);
    if (*expires_at != TIMESTAMP_NONE && *expires_at <= now)
        return false;
    if (*expires_at == TIMESTAMP_NONE || *expires_at > session.ends_at)
        *expires_at = session.ends_at;
    *out = (caller){.kind = CALLER_SESSION,
                    .scopes = scopes_of(session.role),
                    .is_admin = session.role == user_role_admin,
                    .team_id = session.team_id,
                    .user_id = session.user_id,
                    .session_id = session.id};
    tell_use(rq->app, &terms, &session, now);
    if (session_is_due(&terms, &session, now)) {
        rq->course.turn = arena_new_of(rq->arena, struct session_turn);
        rq->course.turn->session = session;
        memcpy(rq->course.turn->former, hash, KEY_HASH_BYTES);
    }
    return true;
}

// --- another token ---------------------------------------------------------------------------------------------------

static bool turn_write(store_write *write, db *d) {
    struct session_turn *turn = container_of(write, request, course.write)->course.turn;
    const text former = {(const char *)turn->former, KEY_HASH_BYTES};
    const text hash = {(const char *)turn->token.hash, KEY_HASH_BYTES};
    turn->turned = store_sessions_rotate(d, &turn->session, former, hash, timestamp_now());
    return turn->turned;
}

static void turn_done(store_write *write, store_outcome outcome) {
    request *rq = container_of(write, request, course.write);
    struct session_turn *turn = rq->course.turn;
    turn->turned = turn->turned && outcome == STORE_KEPT;
    rq->course.finishing = (http_task){.run = turn->then};
    http_loop_post(http_exchange_loop(rq->exchange), &rq->course.finishing);
}

bool sessions_rotate(request *rq, void (*then)(http_task *task)) {
    struct session_turn *turn = rq->course.turn;
    if (turn == NULL || !session_token_make(&turn->token))
        return false;
    turn->then = then;
    rq->course.write = (store_write){.run = turn_write, .done = turn_done};
    return store_submit(rq->app->store, &rq->course.write);
}

void sessions_tell(request *rq) {
    const struct session_turn *turn = rq->course.turn;
    if (rq->caller.kind == CALLER_SESSION) // what only Authorization implies (RFC 9111, section 3.5)
        http_reply_header(rq->exchange, TEXT("Cache-Control"), TEXT("private, no-cache"));
    if (turn == NULL || !turn->turned)
        return;
    session_terms terms = sessions_terms(rq->app->config);
    int64_t now = timestamp_now();
    sessions_set_cookie(rq, turn->token.secret, session_end_at(&terms, now, turn->session.expires_at) - now);
}

// --- other sites -----------------------------------------------------------------------------------------------------

static bool has_scheme(text origin, text scheme, text *rest) {
    if (!text_starts_with(origin, scheme))
        return false;
    *rest = (text){origin.data + scheme.length, origin.length - scheme.length};
    return true;
}

// Without the port that the scheme implies, as an origin never has it (RFC 6454, section 6.1).
static text without_port(text host, text port) {
    return text_ends_with(host, port) ? (text){host.data, host.length - port.length} : host;
}

// Where the connection is not known to be encrypted, a proxy that was not named may do that: then either scheme will do.
static bool is_own(const request *rq, text origin) {
    text host = rq->http->host.data != NULL ? rq->http->host : http_request_header(rq->http, "Host"), rest;
    if (host.data == NULL)
        return false;
    if (has_scheme(origin, TEXT("https://"), &rest))
        return text_equal_ascii_nocase(rest, without_port(host, TEXT(":443")));
    return !rq->http->secure && has_scheme(origin, TEXT("http://"), &rest) &&
           text_equal_ascii_nocase(rest, without_port(host, TEXT(":80")));
}

static bool reply_refused(request *rq, const char *message) {
    reply_error(rq, ERROR_CROSS_SITE_REQUEST, message, NULL);
    return false;
}

// Browsers send Origin with all that may change something (Fetch standard, section 3.1), "null" where it is not to be told; older
// ones may leave it out, who tell Sec-Fetch-Site (Fetch Metadata, section 2.2) or nothing. Programs send none.
bool sessions_origin_or_reply(request *rq) {
    text origin = http_request_header(rq->http, "Origin"), site = http_request_header(rq->http, "Sec-Fetch-Site");
    if (origin.data != NULL) {
        if (is_own(rq, origin) || cors_names(rq->app, origin))
            return true;
        return reply_refused(rq, "The request comes from another site: its Origin is neither this server's nor in "
                                 "CORS_ORIGINS");
    }
    if (site.data == NULL || text_is(site, "same-origin") || text_is(site, "none"))
        return true;
    return reply_refused(rq, "The request comes from another site, as its Sec-Fetch-Site tells");
}

bool sessions_meant_or_reply(request *rq) {
    if (rq->route->method == HTTP_GET && rq->route->run != RUN_WRITE)
        return true;
    if (rq->caller.kind == CALLER_CERTIFICATE) // which browsers show to every site's requests, too
        return sessions_origin_or_reply(rq);
    if (rq->caller.kind != CALLER_SESSION)
        return true;
    if (http_request_header(rq->http, "X-Requested-With").length == 0)
        return reply_refused(rq, "With a session, what changes something needs the header X-Requested-With, with any "
                                 "value");
    return sessions_origin_or_reply(rq);
}

int64_t job_sessions(const job_context *context, db *d, const void *prepared, int64_t most) {
    (void)prepared;
    (void)context;
    return store_sessions_sweep(d, most);
}

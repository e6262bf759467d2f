// The page to log in with, logging in and logging out. A password is compared before the transaction, in the lane of hashes,
// which takes as long whoever the user is; what it fitted is looked at again inside. A wrong one counts against the address that
// sent it and against nobody else, so that no user can be locked out from elsewhere.
#include "server/sessions.h"
#include "base/ascii.h"
#include "base/log.h"
#include "base/memory.h"
#include "domain/passwords.h"
#include "server/app.h"
#include "server/describe.h"
#include "server/rates.h"
#include "store/users.h"

#define LOGGER "tessera.server"

enum { NEXT_MAXIMUM = 2000 };

// --- where to go -----------------------------------------------------------------------------------------------------

static bool names_page(text path, const char *page) {
    size_t length = strlen(page);
    return text_starts_with(path, text_of(page)) && (path.length == length || strchr("/?#", path.data[length]) != NULL);
}

// A path of this server, which no browser takes for an address elsewhere: these read "//", "/\" and what control characters hide
// as the beginning of a host (URL standard, section 4.4). NULL: it is none.
static const char *own_path(const char *next) {
    text path = text_of(next);
    if (path.length == 0 || path.length > NEXT_MAXIMUM || next[0] != '/')
        return NULL;
    for (size_t i = 0; i < path.length; i++)
        if (next[i] <= ' ' || next[i] > '~' || next[i] == '\\')
            return NULL;
    size_t head = strcspn(next, "?#");
    if (memmem(next, head, "//", 2) != NULL || names_page(path, "/login") || names_page(path, "/logout"))
        return NULL;
    return next;
}

static const char *percent_encode(arena *a, const char *plain) {
    char *out = arena_bytes(a, 3 * strlen(plain) + 1), *at = out;
    for (; *plain != '\0'; plain++) {
        unsigned char c = (unsigned char)*plain;
        bool kept = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || strchr("-._~/", c) != NULL;
        if (kept) {
            *at++ = (char)c;
            continue;
        }
        *at++ = '%';
        *at++ = "0123456789ABCDEF"[c >> 4];
        *at++ = "0123456789ABCDEF"[c & 15];
    }
    *at = '\0';
    return out;
}

static int reply_see(request *rq, const char *path) {
    http_reply_header(rq->exchange, TEXT("Location"), text_of(path));
    return reply_empty(rq);
}

// --- the page --------------------------------------------------------------------------------------------------------

int sessions_page(request *rq) {
    const struct login_query *in = rq->query;
    bool invalid = in->error != NULL && strcmp(in->error, "invalid") == 0;
    const char *next = in->next != NULL ? own_path(in->next) : NULL;
    text page = login_page(next, invalid ? "The user name or the password is wrong." : NULL, rq->arena);
    rq->page_headers = rq->app->login_headers;
    http_reply_header(rq->exchange, TEXT("Cache-Control"), TEXT("no-store"));
    return reply_text(rq, TEXT("text/html; charset=utf-8"), page);
}

// --- log-in ----------------------------------------------------------------------------------------------------------

// A password that fits.
typedef struct checked_login {
    uuid user_id;
    const char *verified, *renewed;
} checked_login;

static checked_login *check_password(request *rq, text password) {
    const struct login *in = rq->body;
    uuid user_id = UUID_NONE;
    const char *hash = store_users_password_hash(rq->db, in->username, &user_id, rq->arena);
    if (db_has_failed(rq->db))
        return NULL;
    store_reader_rest(rq->app->store, rq->db); // for a tenth of a second it is not needed
    if (!password_fits(hash, password)) {
        log_info(LOGGER, "a log-in was refused, request %s, from %s", rq->request_id,
                 arena_text(rq->arena, rq->http->client));
        return NULL;
    }
    checked_login *checked = arena_new_of(rq->arena, checked_login);
    checked->user_id = user_id;
    checked->verified = hash;
    if (!password_is_current(hash))
        checked->renewed = password_hash(rq->arena, password);
    return checked;
}

int sessions_login_prepare(request *rq) {
    text password = text_of(((const struct login *)rq->body)->password);
    if (rq->db == NULL)
        return reply_unavailable(rq, 1, "The database cannot be opened");
    if (!sessions_origin_or_reply(rq) || !rates_attempt_or_reply(rq))
        return rq->status;
    rq->prepared = check_password(rq, password);
    memory_wipe(password.data, password.length);
    if (rq->prepared != NULL || db_has_failed(rq->db))
        rates_give_back_attempt(rq);
    rq->course.only_reads = rq->prepared == NULL;
    return 0;
}

static int reply_invalid(request *rq, const char *next) {
    http_reply_header(rq->exchange, TEXT("Cache-Control"), TEXT("no-store"));
    return reply_see(
        rq, next == NULL ? "/login?error=invalid"
                         : arena_printf(rq->arena, "/login?error=invalid&next=%s", percent_encode(rq->arena, next)));
}

int sessions_login(request *rq) {
    const struct login *in = rq->body;
    const checked_login *checked = rq->prepared;
    const char *next = in->next != NULL ? own_path(in->next) : NULL;
    if (checked == NULL)
        return reply_invalid(rq, next);
    session_terms terms = sessions_terms(rq->app->config);
    session_token token;
    session_order order = {.user_id = checked->user_id,
                           .verified = checked->verified,
                           .renewed = checked->renewed,
                           .former = sessions_cookie_hash(rq),
                           .ended = &rq->course.changes_access};
    if (!session_begin(rq->db, &terms, &order, &token, rq->arena))
        return reply_invalid(rq, next);
    sessions_set_cookie(rq, token.secret, terms.idle < terms.life ? terms.idle : terms.life);
    explicit_bzero(&token, sizeof token);
    return reply_see(rq, next == NULL ? "/" : next);
}

// --- log-out ---------------------------------------------------------------------------------------------------------

// A link or a picture on another site ends no session, nor does a question about the route (RFC 9110, section 9.3.2).
int sessions_logout(request *rq) {
    text site = http_request_header(rq->http, "Sec-Fetch-Site"), hash = sessions_cookie_hash(rq);
    bool from_here = site.data == NULL || text_is(site, "same-origin") || text_is(site, "none");
    if (from_here && rq->http->method != HTTP_HEAD) {
        rq->course.changes_access = hash.data != NULL && session_end(rq->db, hash, rq->arena);
        rq->course.take_back = !rq->course.changes_access; // nothing was written
        sessions_clear_cookie(rq);
    }
    return reply_see(rq, "/login");
}

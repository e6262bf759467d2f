// What every reply carries beside its body: what it is, how browsers are to treat it, and its name in the logs.
#include "server/dress.h"
#include "server/app.h"
#include "server/cors.h"
#include "server/rates.h"
#include "server/sessions.h"
#include <string.h>

#define SECURITY_LINES                                                                                                 \
    "Vary: Origin\r\n"                                                                                                 \
    "X-Frame-Options: DENY\r\n"                                                                                        \
    "X-Content-Type-Options: nosniff\r\n"                                                                              \
    "X-XSS-Protection: 1; mode=block\r\n"                                                                              \
    "Referrer-Policy: strict-origin-when-cross-origin\r\n"                                                             \
    "Permissions-Policy: geolocation=(), microphone=(), camera=(), payment=()\r\n"
#define STRICT_POLICY_LINE "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
#define STRICT_TRANSPORT_LINE "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n"

static bool is_production(const app *app) {
    return strcmp(app->config->environment, "production") == 0;
}

text dress_page_headers(const app *app, const char *policy, arena *a) {
    return text_of(arena_printf(a, SECURITY_LINES "Content-Security-Policy: %s\r\n%s", policy,
                                is_production(app) ? STRICT_TRANSPORT_LINE : ""));
}

static text security_lines(const request *rq) {
    if (text_starts_with(rq->content_type, TEXT("text/html")))
        return rq->page_headers.data != NULL ? rq->page_headers : rq->app->page_headers;
    return is_production(rq->app) ? TEXT(SECURITY_LINES STRICT_POLICY_LINE STRICT_TRANSPORT_LINE)
                                  : TEXT(SECURITY_LINES STRICT_POLICY_LINE);
}

void dress_reply(request *rq) {
    if (rq->content_type.data != NULL)
        http_reply_header(rq->exchange, TEXT("Content-Type"), rq->content_type);
    if (rq->entity_tag.data != NULL)
        http_reply_header(rq->exchange, TEXT("ETag"), rq->entity_tag);
    http_reply_header_lines(rq->exchange, security_lines(rq));
    http_reply_header(rq->exchange, TEXT("X-Request-ID"), text_of(rq->request_id));
    rates_tell(rq);
    sessions_tell(rq);
    cors_headers(rq->exchange, rq->app);
}

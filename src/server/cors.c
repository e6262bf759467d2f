// Browsers of other origins (Fetch standard, section 3.2). Replies differ by origin, which `Vary` says on all of them (dress.c).
#include "server/cors.h"

// What scripts may read of a reply beside what all may.
#define EXPOSED                                                                                                        \
    "ETag, Idempotency-Replayed, RateLimit-Limit, RateLimit-Policy, RateLimit-Remaining, RateLimit-Reset, "            \
    "Retry-After, X-Request-ID, X-Total-Count"

static bool is_production(const app *app) {
    return strcmp(app->config->environment, "production") == 0;
}

// Any site may call, but none of them with the cookies of the user (Fetch standard, section 3.2.5).
static bool all_allowed(const app *app) {
    const config_list *origins = &app->config->cors_origins;
    return origins->count == 1 && strcmp(origins->items[0], "*") == 0;
}

bool cors_names(const app *app, text origin) {
    const config_list *origins = &app->config->cors_origins;
    for (size_t i = 0; i < origins->count; i++)
        if (text_is(origin, origins->items[i]) && !text_is(origin, "*"))
            return true;
    return false;
}

// What the origin is told that may call; TEXT_NONE: nothing, as it may not.
static text allowed_origin(const app *app, text origin) {
    if (all_allowed(app))
        return TEXT("*");
    return cors_names(app, origin) ? origin : TEXT_NONE;
}

static text allowed_methods(const app *app, arena *a) {
    if (!is_production(app))
        return TEXT("DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
    const config_list *methods = &app->config->cors_allow_methods;
    const char *list = "";
    for (size_t i = 0; i < methods->count; i++)
        list = arena_printf(a, "%s%s%s", list, i == 0 ? "" : ", ", methods->items[i]);
    return text_of(list);
}

static bool method_allowed(text list, text method) {
    size_t start = 0;
    for (size_t i = 0; i <= list.length; i++) {
        if (i < list.length && list.data[i] != ',')
            continue;
        if (text_equal(text_trim((text){list.data + start, i - start}), method))
            return true;
        start = i + 1;
    }
    return false;
}

bool cors_preflight(http_exchange *exchange, const app *app) {
    const http_request *http = http_exchange_request(exchange);
    text origin = http_request_header(http, "Origin");
    text method = http_request_header(http, "Access-Control-Request-Method");
    if (http->method != HTTP_OPTIONS || origin.data == NULL || method.data == NULL)
        return false;
    text methods = allowed_methods(app, http_exchange_arena(exchange));
    text allowed = allowed_origin(app, origin);
    bool origin_fine = allowed.data != NULL, method_fine = method_allowed(methods, method);
    http_reply_header(exchange, TEXT("Vary"), TEXT("Origin"));
    http_reply_header(exchange, TEXT("Access-Control-Allow-Methods"), methods);
    http_reply_header(exchange, TEXT("Access-Control-Max-Age"), TEXT("600"));
    if (!all_allowed(app))
        http_reply_header(exchange, TEXT("Access-Control-Allow-Credentials"), TEXT("true"));
    if (origin_fine)
        http_reply_header(exchange, TEXT("Access-Control-Allow-Origin"), allowed);
    text asked = http_request_header(http, "Access-Control-Request-Headers");
    if (asked.data != NULL)
        http_reply_header(exchange, TEXT("Access-Control-Allow-Headers"), asked);
    http_reply_header(exchange, TEXT("Content-Type"), TEXT("text/plain; charset=utf-8"));
    buffer *body = http_reply_body(exchange);
    if (origin_fine && method_fine) {
        buffer_append_string(body, "OK");
        return true;
    }
    http_reply_status(exchange, 400);
    buffer_append_string(body, "Disallowed CORS ");
    buffer_append_string(body, origin_fine ? "method" : method_fine ? "origin" : "origin, method");
    return true;
}

void cors_headers(http_exchange *exchange, const app *app) {
    text origin = http_request_header(http_exchange_request(exchange), "Origin");
    if (origin.data == NULL)
        return;
    if (!all_allowed(app))
        http_reply_header(exchange, TEXT("Access-Control-Allow-Credentials"), TEXT("true"));
    text allowed = allowed_origin(app, origin);
    if (allowed.data == NULL)
        return;
    http_reply_header(exchange, TEXT("Access-Control-Allow-Origin"), allowed);
    http_reply_header(exchange, TEXT("Access-Control-Expose-Headers"), TEXT(EXPOSED));
}

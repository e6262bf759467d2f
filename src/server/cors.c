#include "server/cors.h"

static bool is_production(const app *app) {
    return strcmp(app->config->environment, "production") == 0;
}

static bool origin_allowed(const app *app, text origin) {
    const config_list *origins = &app->config->cors_origins;
    for (size_t i = 0; i < origins->count; i++)
        if (text_is(origin, origins->items[i]) || (origins->count == 1 && strcmp(origins->items[0], "*") == 0))
            return true;
    return false;
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
    bool origin_fine = origin_allowed(app, origin), method_fine = method_allowed(methods, method);
    http_reply_header(exchange, TEXT("Vary"), TEXT("Origin"));
    http_reply_header(exchange, TEXT("Access-Control-Allow-Methods"), methods);
    http_reply_header(exchange, TEXT("Access-Control-Max-Age"), TEXT("600"));
    http_reply_header(exchange, TEXT("Access-Control-Allow-Credentials"), TEXT("true"));
    if (origin_fine)
        http_reply_header(exchange, TEXT("Access-Control-Allow-Origin"), origin);
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
    http_reply_header(exchange, TEXT("Access-Control-Allow-Credentials"), TEXT("true"));
    if (!origin_allowed(app, origin))
        return;
    http_reply_header(exchange, TEXT("Access-Control-Allow-Origin"), origin);
    http_reply_header(exchange, TEXT("Vary"), TEXT("Origin"));
}

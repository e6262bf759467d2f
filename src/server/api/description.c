#include "net/http_accept.h"
#include "server/app.h"
#include "server/request.h"

// Browsers would rather have HTML; who takes JSON as well can do with that, and so can who takes neither.
static bool is_browser(const request *rq) {
    return http_accept_weight(rq->http, TEXT("text/html")) > http_accept_weight(rq->http, TEXT("application/json"));
}

int description_index(request *rq) {
    http_reply_header(rq->exchange, TEXT("Vary"), TEXT("Accept"));
    return is_browser(rq) ? description_docs(rq) : reply_text(rq, TEXT("application/json"), rq->app->index);
}

int description_openapi(request *rq) {
    return reply_text(rq, TEXT("application/json"), rq->app->openapi);
}

int description_docs(request *rq) {
    return reply_text(rq, TEXT("text/html; charset=utf-8"), rq->app->docs);
}

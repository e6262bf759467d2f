#include "server/app.h"
#include "server/request.h"

static bool is_browser(const request *rq) {
    text accepted = http_request_header(rq->http, "Accept");
    return accepted.data != NULL && memmem(accepted.data, accepted.length, "text/html", strlen("text/html")) != NULL;
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

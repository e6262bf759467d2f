#include "server/app.h"
#include "server/request.h"

// Whether a list of media types names one, in any case.
static bool media_listed(text list, text type) {
    for (size_t i = 0; i + type.length <= list.length; i++)
        if (text_equal_ascii_nocase((text){list.data + i, type.length}, type))
            return true;
    return false;
}

// Browsers ask for HTML; who asks for JSON as well can do with that.
static bool is_browser(const request *rq) {
    text accepted = http_request_header(rq->http, "Accept");
    return media_listed(accepted, TEXT("text/html")) && !media_listed(accepted, TEXT("application/json"));
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

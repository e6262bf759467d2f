#include "server/app.h"
#include "server/request.h"

int description_openapi(request *rq) {
    return reply_text(rq, TEXT("application/json"), rq->app->openapi);
}

int description_docs(request *rq) {
    return reply_text(rq, TEXT("text/html; charset=utf-8"), rq->app->docs);
}

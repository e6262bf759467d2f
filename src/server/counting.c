#include "server/counting.h"
#include "base/timestamp.h"
#include "server/access_log.h"
#include "server/app.h"
#include "server/metrics.h"

void counting_begin(request *rq, loop_counts *counts) {
    const request *former = http_exchange_context(rq->exchange);
    http_exchange_set_context(rq->exchange, rq);
    if (former != NULL) {
        rq->course.counts = former->course.counts;
        rq->course.row = former->course.row;
        rq->began = former->began;
        return;
    }
    if (counts == NULL || (rq->route != NULL && rq->route->shape == SHAPE_TEXT)) // metrics do not count themselves
        return;
    rq->course.counts = counts;
    rq->course.row = metrics_row(rq->app->metrics, rq->route, rq->http->method);
    metrics_begin(counts, rq->course.row);
}

void counting_on_finished(http_exchange *exchange, size_t bytes, void *data) {
    (void)data;
    const request *rq = http_exchange_context(exchange);
    int64_t time = monotonic_now() - rq->began;
    if (rq->course.counts != NULL)
        metrics_end(rq->course.counts, rq->course.row, &(metrics_reply){http_reply_get_status(exchange), bytes, time});
    access_log_reply(rq, bytes, time);
}

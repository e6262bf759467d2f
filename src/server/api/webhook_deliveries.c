// Deliveries of events, for people, and what consumers say of them.
#include "domain/audit.h"
#include "domain/delivery.h"
#include "server/caller.h"
#include "server/request.h"
#include "store/webhooks.h"

static int reply_no_delivery(request *rq, const uuid *id) {
    return reply_error(rq, ERROR_NOT_FOUND,
                       arena_printf(rq->arena, "Webhook delivery with ID '%s' not found", detail_uuid(rq, id).string),
                       NULL);
}

int webhooks_deliveries(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_deliveries_newest, &page))
        return rq->status;
    record_list deliveries = store_deliveries_list(rq->db, rq->query, &page, rq->arena);
    return reply_page(rq, &type_webhook_delivery, deliveries, &page);
}

int webhooks_delivery(request *rq) {
    struct webhook_delivery delivery;
    db_expect_one(rq->db);
    if (!store_deliveries_get(rq->db, &rq->ids[0], &delivery, rq->arena))
        return reply_no_delivery(rq, &rq->ids[0]);
    return reply_record(rq, &type_webhook_delivery, &delivery);
}

int webhooks_redeliver(request *rq) {
    struct webhook_delivery former, delivery;
    struct webhook_endpoint endpoint;
    if (!store_deliveries_get(rq->db, &rq->ids[0], &former, rq->arena))
        return reply_no_delivery(rq, &rq->ids[0]);
    if (!store_webhooks_get(rq->db, &former.endpoint_id, &endpoint, rq->arena))
        return reply_error(rq, ERROR_NOT_FOUND, "The destination of this delivery was deleted", NULL);
    uuid id = delivery_begin(rq->db, &endpoint, former.event_id, former.event_type, former.id, timestamp_now());
    json_builder payload = json_builder_on(rq->arena);
    json_put_uuid(&payload, "delivery_id", &id);
    json_put_uuid(&payload, "redelivery_of", &former.id);
    json_put_string(&payload, "event_type", former.event_type);
    audit_record(rq->db, AUDIT_webhook_redelivered, &endpoint.id, &request_caller(rq)->team_id, json_built(&payload),
                 rq->arena);
    rq->course.changes_webhooks = true;
    if (!store_deliveries_get(rq->db, &id, &delivery, rq->arena))
        return reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
    return reply_record(rq, &type_webhook_delivery, &delivery);
}

int webhooks_receive(request *rq) {
    const struct webhook_receipt_create *in = rq->body;
    struct webhook_delivery delivery;
    bool first = store_deliveries_receive(rq->db, &in->delivery_id, in->note, timestamp_now());
    if (!store_deliveries_get(rq->db, &in->delivery_id, &delivery, rq->arena))
        return reply_no_delivery(rq, &in->delivery_id);
    struct webhook_receipt receipt = {
        .delivery_id = delivery.id, .received_at = delivery.received_at, .note = delivery.receipt_note};
    int status = reply_record(rq, &type_webhook_receipt, &receipt);
    return first ? status : reply_also(rq);
}

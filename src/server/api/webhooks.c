// Destinations of events. A secret leaves with the reply to its making, and is kept encrypted.
#include "store/webhooks.h"
#include "domain/audit.h"
#include "domain/delivery.h"
#include "domain/keys.h"
#include "net/outbound.h"
#include "server/app.h"
#include "server/caller.h"
#include "server/conditions.h"
#include "server/request.h"
#include "store/outbox.h"

#define SECOND INT64_C(1000000)
#define SECRET_COLUMN "webhook_endpoints.secret"

static bool endpoint_or_reply(request *rq, struct webhook_endpoint *endpoint) {
    if (store_webhooks_get(rq->db, &rq->ids[0], endpoint, rq->arena))
        return true;
    const char *id = detail_uuid(rq, &rq->ids[0]).string;
    reply_error(rq, ERROR_NOT_FOUND, arena_printf(rq->arena, "Webhook endpoint with ID '%s' not found", id), NULL);
    return false;
}

// Of the settings it is not changed here.
static bool own_or_reply(request *rq, struct webhook_endpoint *endpoint) {
    if (!endpoint_or_reply(rq, endpoint))
        return false;
    if (endpoint->origin == webhook_origin_route)
        return true;
    reply_error(rq, ERROR_ENDPOINT_OF_SETTINGS, NULL, NULL);
    return false;
}

static bool url_or_reply(request *rq, const char *url) {
    char reason[OUTBOUND_REASON];
    if (url == NULL || outbound_url_is_allowed(rq->app->post_rules, url, reason))
        return true;
    json_value given = json_make_string(text_of(url));
    record_problem_add(&rq->problems, "value_error", arena_printf(rq->arena, "Value error, %s", reason), "body", "url",
                       &given, NULL);
    reply_problems(rq);
    return false;
}

static void tell(request *rq, audit_action event, const struct webhook_endpoint *endpoint) {
    json_builder payload = json_builder_on(rq->arena);
    const json_value *told = record_tree(&type_webhook_endpoint, endpoint, rq->arena);
    json_put_string(&payload, "url", endpoint->url);
    json_put_value(&payload, "events", json_get(told, "events"));
    json_put_boolean(&payload, "enabled", endpoint->enabled == 1);
    audit_record(rq->db, event, &endpoint->id, &request_caller(rq)->team_id, json_built(&payload), rq->arena);
    rq->course.changes_webhooks = true;
}

// --- secrets ---------------------------------------------------------------------------------------------------------

// The secret that was given, or a fresh one; sealed for the row. False: the error reply is written.
static bool secret_or_reply(request *rq, const uuid *row, const char *given, const char **secret, text *sealed) {
    char digits[KEY_DIGITS + 1];
    if (!secret_box_can_seal(rq->app->secrets)) {
        reply_error(rq, ERROR_SECRETS_NOT_KEPT, NULL, NULL);
        return false;
    }
    *secret = given;
    if (given == NULL && key_random_digits(digits))
        *secret = arena_printf(rq->arena, "whsec_%s", digits);
    *sealed = TEXT_NONE;
    if (*secret != NULL)
        *sealed = secret_box_seal(rq->app->secrets, (secret_place){SECRET_COLUMN, row}, text_of(*secret), rq->arena);
    if (sealed->data != NULL)
        return true;
    reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
    return false;
}

static int reply_secret(request *rq, const struct webhook_endpoint *endpoint, const char *secret) {
    struct webhook_endpoint_secret told;
    record_defaults(&type_webhook_endpoint_secret, rq->arena, &told);
    record_update(&type_webhook_endpoint_secret, &told, &type_webhook_endpoint, endpoint, rq->arena);
    told.secret = secret;
    http_reply_header(rq->exchange, TEXT("Cache-Control"), TEXT("no-store"));
    return reply_record(rq, &type_webhook_endpoint_secret, &told);
}

// --- handlers --------------------------------------------------------------------------------------------------------

static record_ints events_or_all(record_ints events) {
    return events.count == 0 ? (record_ints){0} : events;
}

int webhooks_create(request *rq) {
    const struct webhook_endpoint_create *in = rq->body;
    struct webhook_endpoint endpoint;
    const char *secret;
    text sealed;
    record_defaults(&type_webhook_endpoint, rq->arena, &endpoint);
    record_update(&type_webhook_endpoint, &endpoint, &type_webhook_endpoint_create, in, rq->arena);
    endpoint.id = uuid_new();
    endpoint.events = events_or_all(in->events);
    endpoint.origin = webhook_origin_route;
    endpoint.failures = 0;
    endpoint.created_at = timestamp_now();
    if (!url_or_reply(rq, in->url) || !secret_or_reply(rq, &endpoint.id, in->secret, &secret, &sealed))
        return rq->status;
    if (store_webhooks_count(rq->db) >= WEBHOOK_ENDPOINTS_MAXIMUM)
        return reply_error(rq, ERROR_TOO_MANY_ENDPOINTS, NULL, NULL);
    store_webhooks_insert(rq->db, &endpoint, sealed, rq->arena);
    tell(rq, AUDIT_webhook_created, &endpoint);
    return reply_secret(rq, &endpoint, secret);
}

int webhooks_list(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_endpoints_newest, &page))
        return rq->status;
    record_list endpoints = store_webhooks_list(rq->db, rq->query, &page, rq->arena);
    return reply_page(rq, &type_webhook_endpoint, endpoints, &page);
}

int webhooks_get(request *rq) {
    struct webhook_endpoint endpoint;
    db_expect_one(rq->db);
    if (!endpoint_or_reply(rq, &endpoint))
        return rq->status;
    return reply_record(rq, &type_webhook_endpoint, &endpoint);
}

// The noun shows two resources, whose ids are never the same.
text webhooks_tag(request *rq) {
    struct webhook_endpoint endpoint;
    struct webhook_delivery delivery;
    if (store_webhooks_get(rq->db, &rq->ids[0], &endpoint, rq->arena))
        return conditions_tag_of(rq, &type_webhook_endpoint, &endpoint);
    bool found = store_deliveries_get(rq->db, &rq->ids[0], &delivery, rq->arena);
    return found ? conditions_tag_of(rq, &type_webhook_delivery, &delivery) : TEXT_NONE;
}

int webhooks_update(request *rq) {
    const struct webhook_endpoint_update *in = rq->body;
    struct webhook_endpoint endpoint;
    if (!own_or_reply(rq, &endpoint) || !url_or_reply(rq, in->url))
        return rq->status;
    record_update(&type_webhook_endpoint, &endpoint, &type_webhook_endpoint_update, in, rq->arena);
    endpoint.events = events_or_all(endpoint.events);
    endpoint.updated_at = timestamp_now();
    store_webhooks_update(rq->db, &endpoint, rq->arena);
    tell(rq, AUDIT_webhook_updated, &endpoint);
    return reply_record(rq, &type_webhook_endpoint, &endpoint);
}

int webhooks_delete(request *rq) {
    struct webhook_endpoint endpoint;
    if (!own_or_reply(rq, &endpoint))
        return rq->status;
    store_webhooks_delete(rq->db, &endpoint.id, timestamp_now());
    tell(rq, AUDIT_webhook_deleted, &endpoint);
    return reply_empty(rq);
}

// The former secret as it is kept besides: under the present key, so that the one before can be taken away. None where its key is
// gone: it can sign nothing any more.
static text former_kept(request *rq, const uuid *row, text sealed) {
    const secret_box *box = rq->app->secrets;
    const secret_place place = {SECRET_COLUMN, row};
    text secret;
    if (secret_box_open(box, place, sealed, &secret, rq->arena) != SECRET_OPENED)
        return TEXT_NONE;
    return secret_box_key_of(box, sealed) == 0 ? sealed : secret_box_seal(box, place, secret, rq->arena);
}

int webhooks_rotate(request *rq) {
    const struct webhook_rotation *in = rq->body;
    struct webhook_endpoint endpoint;
    webhook_secrets secrets;
    const char *secret;
    text sealed;
    if (!own_or_reply(rq, &endpoint) || !secret_or_reply(rq, &endpoint.id, in->secret, &secret, &sealed))
        return rq->status;
    store_webhooks_secrets(rq->db, &endpoint.id, &secrets, rq->arena);
    endpoint.updated_at = timestamp_now();
    secrets.previous = in->overlap_seconds > 0 ? former_kept(rq, &endpoint.id, secrets.current) : TEXT_NONE;
    bool overlaps = secrets.previous.data != NULL;
    endpoint.previous_secret_until = overlaps ? endpoint.updated_at + in->overlap_seconds * SECOND : TIMESTAMP_NONE;
    secrets.current = sealed;
    store_webhooks_rotate(rq->db, &endpoint, &secrets);
    tell(rq, AUDIT_webhook_secret_rotated, &endpoint);
    return reply_secret(rq, &endpoint, secret);
}

int webhooks_try(request *rq) {
    struct webhook_endpoint endpoint;
    struct webhook_delivery delivery;
    if (!endpoint_or_reply(rq, &endpoint))
        return rq->status;
    int64_t now = timestamp_now();
    json_builder message = json_builder_on(rq->arena), payload = json_builder_on(rq->arena);
    json_put_uuid(&payload, "endpoint_id", &endpoint.id);
    json_put_string(&message, "event", "webhook.test");
    json_put_time(&message, "timestamp", now);
    json_put_value(&message, "payload", json_built(&payload));
    size_t length = 0;
    const char *body = json_print(rq->arena, json_built(&message), &length);
    uuid event = store_outbox_keep(rq->db, OUTBOX_WEBHOOK, (text){body, length}, now);
    uuid id = delivery_begin(rq->db, &endpoint, event, "webhook.test", UUID_NONE, now);
    tell(rq, AUDIT_webhook_tested, &endpoint);
    if (!store_deliveries_get(rq->db, &id, &delivery, rq->arena))
        return reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
    return reply_record(rq, &type_webhook_delivery, &delivery);
}

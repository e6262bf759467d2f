// The running server: what every request can reach. Made by main, handed down; there is no other global.
#pragma once
#include "base/siphash.h"
#include "domain/notices.h"
#include "net/http.h"
#include "net/worker.h"
#include "schema/cache.h"
#include "server/config.h"
#include "server/route.h"
#include "store/names.h"
#include "store/store.h"
#include <stdatomic.h>

typedef struct app {
    const config *config;
    store *store;
    struct rates *rates;               // NULL: there are no limits
    struct tokens *tokens;             // NULL: there is no identity provider
    struct certificates *certificates; // NULL: they stand for nobody
    struct event_hub *events;
    worker_pool *workers;
    worker_pool *outward;   // for what waits for other servers (load.h)
    struct outbound *posts; // to URLs that requests give, by these rules
    const struct outbound_rules *post_rules;
    struct outbound *api;       // to those that settings give
    struct secret_box *secrets; // keys for what is kept encrypted
    struct metrics *metrics;
    struct watch *watch;
    schema_cache *schemas;
    asset_names *names;
    _Atomic notice_targets notices; // changes with the destinations of events
    struct deliveries *deliveries;  // telling.h
    struct notifier *notifier;      // NULL: nobody is told
    store_listener told;
    http_server *server;
    struct service_manager *manager;
    const router *router;
    record_limits limits; // what settings bound in requests
    // Of auth.h. Without credentials everybody is an admin. The counter grows with what may change who may do what.
    bool authenticates, has_bootstrap_key;
    siphash_key credential_key, session_key, certificate_key; // under which credentials are recognised
    siphash_tag bootstrap_tag;
    atomic_uint_fast64_t access_changes;
    int64_t started_at; // monotonic microseconds
    // Of load.h: memory of large requests under way, that of those which ended since it was last given back, and giving it back.
    atomic_size_t memory_counted, memory_ended;
    atomic_bool trimming;
    http_task before_trim;
    worker_task trim;
    text openapi;       // the OpenAPI document, JSON
    text docs;          // the reference page, HTML
    text index;         // what the root says, JSON
    text page_headers;  // what every HTML reply carries, in wire form
    text login_headers; // the same of the page to log in with
} app;

// The transport: HTTP/1.1 exchanges over a pool of kept-alive connections. libcurl's multi interface resolves,
// connects, passes proxies and does TLS; the requests and replies on an established connection are framed here, because
// that costs a third of what a whole libcurl transfer does.
#pragma once
#include "sdk/http_reply.h"
#include "sdk/link.h"
#include "sdk/mux.h"
#include "sdk/settings.h"
#include <curl/curl.h>

typedef struct pool pool;
typedef struct connection connection;
typedef struct exchange exchange;

// One request and its reply. The owner keeps it, and the request's bytes, until it has finished or was cancelled.
struct exchange {
    const char *request; // complete, from the request line to the end of the body
    size_t length;
    bool head;       // the method is HEAD
    bool repeatable; // may be sent again when a kept-alive connection turns out to be dead (RFC 9110 section 9.2.2)

    // private
    bool replayed;
    link_node link;         // in the queue, while it waits for a connection
    connection *connection; // that carries it
};

// An exchange has finished: with a reply, which is the callee's to look at and take the body from until it returns, or
// with a failure and its text. Runs inside mux_turn, pool_submit and pool_cancel; it must not submit.
typedef void (*pool_finished)(exchange *x, tessera_status failure, const char *message, http_reply *reply);

struct pool {
    mux *mux;
    const settings *settings;
    pool_finished finished;
    CURLSH *share;   // names and TLS sessions outlive a connection
    link_node queue; // exchanges without a connection
    size_t queued;
    link_node idle;    // connections, the last used first
    link_node busy;    // connections that carry an exchange
    link_node opening; // connections that libcurl is setting up
    unsigned count, opening_count;
    bool closed, replenishing;
    char *scratch; // where received bytes land first
};

bool pool_init(pool *p, mux *m, const settings *s, pool_finished finished);
// Closes every connection. Exchanges are forgotten, not finished.
void pool_done(pool *p);
void pool_submit(pool *p, exchange *x);
// The watch of the one connection that carries an exchange; NULL when none does, or several do.
watch *pool_only_watch(const pool *p);
// Forgets the exchange: it does not finish any more.
void pool_cancel(pool *p, exchange *x);

// The transport of real clients: HTTP/1.1 exchanges over a pool of kept-alive connections. libcurl's multi interface
// resolves, connects, passes proxies and does TLS; the requests and replies on an established connection are framed
// here, because that costs a third of what a whole libcurl transfer does.
#pragma once
#include "sdk/transport.h"
#include <curl/curl.h>

typedef struct pool pool;
typedef struct connection connection;

struct pool {
    transport transport; // first
    CURLSH *share;       // names and TLS sessions outlive a connection
    link_node queue;     // exchanges without a connection
    size_t queued;
    link_node idle;    // connections, the last used first
    link_node busy;    // connections that carry an exchange
    link_node opening; // connections that libcurl is setting up
    unsigned count, opening_count;
    bool replenishing;
    char *scratch; // where received bytes land first
};

// A transport_open. It is made from nothing.
transport *pool_open(mux *m, const settings *s, transport_finished finished, void *origin);

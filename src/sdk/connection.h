// Connections of the pool: setting up, by libcurl where there is more to it than connecting, then bytes.
#pragma once
#include "sdk/pool.h"

typedef struct curl_watch curl_watch;

struct connection {
    watch watch; // first: of the established socket
    pool *pool;
    link_node link; // in one of the pool's lists
    exchange *exchange;
    size_t sent; // bytes of its request
    http_reply reply;
    int fd;       // -1 until established, but for one that is set up without libcurl
    bool used;    // it has carried an exchange before
    bool writing; // waits for room to send
    bool established;
    bool deaf; // the peer takes no more of the request; a reply may still come
    int64_t idle_since;

    CURLM *multi; // while setting up; with TLS for good, because libcurl holds the session
    CURL *easy;
    timer timer;         // libcurl's
    curl_watch *watches; // sockets that libcurl has us watch meanwhile
    char problem[CURL_ERROR_SIZE];
};

// Starts setting one up; the pool hears of the outcome by connection_opened and connection_failed, perhaps before this
// returns.
void connection_open(pool *p);
// Sends the exchange's request on an idle connection.
void connection_start(connection *c, exchange *x);
// False when an idle connection is seen to be dead.
bool connection_is_alive(connection *c);
// Closes it and frees it; its exchange is forgotten.
void connection_close(connection *c);

// What the connection tells the pool. Each of the last two frees the connection, or puts it to use again.
void pool_opened(pool *p, connection *c);
void pool_replied(pool *p, connection *c);
void pool_broken(pool *p, connection *c, tessera_status failure, const char *message);

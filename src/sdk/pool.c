// A request takes the idle connection that was used last, or waits in a queue for which as many connections are set up
// as there are requests in it, within the limit. A connection that is set up is nobody's in particular: it takes
// whatever waits longest. Requests that met a kept-alive connection which the peer had already closed are sent again,
// once and where that is safe, on a new one.
#include "sdk/pool.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "sdk/connection.h"
#include <stdlib.h>

enum { SCRATCH = 64 * 1024 };
// Middle boxes forget connections that rest; a new one costs less than finding that out.
#define IDLE_LIMIT ((int64_t)60 * 1000 * 1000)

static void close_all(link_node *list) {
    for (link_node *node = list_first(list); node != NULL; node = list_first(list))
        connection_close(LINK_OWNER(node, connection, link));
}

static exchange *queue_take(pool *p) {
    link_node *node = list_first(&p->queue);
    if (node == NULL)
        return NULL;
    list_remove(node);
    p->queued--;
    return LINK_OWNER(node, exchange, link);
}

// As many connections are being set up as there are exchanges that wait, within the limit. One that fails at once fails
// an exchange, and comes back here: the outermost call goes on.
static void replenish(pool *p) {
    if (p->replenishing)
        return;
    p->replenishing = true;
    while (!p->transport.closed && p->queued > p->opening_count && p->count < p->transport.settings->max_connections)
        connection_open(p);
    p->replenishing = false;
}

// Gives a free connection its next exchange, or lays it by.
static void put_to_use(pool *p, connection *c) {
    exchange *x = queue_take(p);
    list_remove(&c->link);
    if (x == NULL) {
        c->idle_since = p->transport.mux->now;
        list_prepend(&p->idle, &c->link);
        return;
    }
    list_append(&p->busy, &c->link);
    connection_start(c, x);
}

void pool_opened(pool *p, connection *c) {
    put_to_use(p, c);
}

void pool_replied(pool *p, connection *c) {
    exchange *x = c->exchange;
    c->exchange = NULL;
    x->carrier = NULL;
    p->transport.finished(x, TESSERA_OK, NULL, &c->reply);
    http_reply_done(&c->reply);
    c->used = true;
    if (c->reply.keep_alive) {
        put_to_use(p, c);
        return;
    }
    connection_close(c);
    replenish(p);
}

// A kept-alive connection that ended without a byte of a reply was closed while the request was under way. The others
// that rest are likely to be as dead, so a new one is used.
static bool replay(pool *p, connection *c, exchange *x) {
    if (!c->used || c->reply.started || x->replayed || (!x->repeatable && c->sent > 0))
        return false;
    x->replayed = true;
    close_all(&p->idle);
    list_prepend(&p->queue, &x->link);
    p->queued++;
    return true;
}

void pool_broken(pool *p, connection *c, tessera_status failure, const char *message) {
    exchange *x = c->exchange;
    bool again = x != NULL && failure == TESSERA_E_CONNECTION && replay(p, c, x);
    // Out of the lists first: what `finished` cancels must not find it there.
    list_remove(&c->link);
    // The attempt was made for whichever exchange waits longest.
    if (x == NULL && !c->established)
        x = queue_take(p);
    if (x != NULL && !again) {
        x->carrier = NULL;
        c->exchange = NULL;
        p->transport.finished(x, failure, message, NULL);
    }
    connection_close(c);
    replenish(p);
}

// The connection used last, if it can be trusted with this exchange.
static connection *take_idle(pool *p, const exchange *x) {
    for (link_node *node = list_first(&p->idle); node != NULL; node = list_first(&p->idle)) {
        connection *c = LINK_OWNER(node, connection, link);
        bool fresh = p->transport.mux->now - c->idle_since < IDLE_LIMIT;
        // What must not be sent twice is not sent to a peer that has hung up.
        if (fresh && (x->repeatable || connection_is_alive(c))) {
            list_remove(node);
            return c;
        }
        connection_close(c);
    }
    return NULL;
}

static void pool_submit(transport *t, exchange *x) {
    pool *p = (pool *)(void *)t;
    connection *c = list_is_empty(&p->queue) ? take_idle(p, x) : NULL;
    if (c != NULL) {
        list_append(&p->busy, &c->link);
        connection_start(c, x);
        return;
    }
    list_append(&p->queue, &x->link);
    p->queued++;
    replenish(p);
}

static watch *pool_likely(const transport *t) {
    const pool *p = (const pool *)(const void *)t;
    link_node *node = list_only(&p->busy);
    return node == NULL ? NULL : &LINK_OWNER(node, connection, link)->watch;
}

// What nobody waits for any more is not set up to the end: an attempt that hangs would be in the way of those that
// come.
static void drop_surplus(pool *p) {
    link_node *oldest = list_first(&p->opening);
    if (p->opening_count > p->queued && oldest != NULL)
        connection_close(LINK_OWNER(oldest, connection, link));
}

static void pool_cancel(transport *t, exchange *x) {
    pool *p = (pool *)(void *)t;
    connection *c = x->carrier;
    if (c != NULL) {
        // Its reply would come between those of later exchanges.
        c->exchange = NULL;
        x->carrier = NULL;
        connection_close(c);
        replenish(p);
        return;
    }
    if (x->link.next == NULL)
        return;
    list_remove(&x->link);
    p->queued--;
    drop_surplus(p);
}

static void pool_free(transport *t) {
    pool *p = (pool *)(void *)t;
    t->closed = true;
    for (link_node *node = list_first(&p->queue); node != NULL; node = list_first(&p->queue))
        list_remove(node);
    close_all(&p->opening);
    close_all(&p->busy);
    close_all(&p->idle);
    curl_share_cleanup(p->share);
    free(p->scratch);
    free(p);
}

transport *pool_open(mux *m, const settings *s, transport_finished finished, void *origin) {
    static const transport_kind kind = {
        .submit = pool_submit, .cancel = pool_cancel, .likely = pool_likely, .free = pool_free};
    (void)origin;
    CURLSH *share = curl_share_init();
    if (share == NULL)
        return NULL;
    curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
    curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    pool *p = memory_zalloc(sizeof *p);
    p->transport = (transport){.kind = &kind, .mux = m, .settings = s, .finished = finished};
    p->share = share;
    list_init(&p->queue);
    list_init(&p->idle);
    list_init(&p->busy);
    list_init(&p->opening);
    p->scratch = memory_alloc(SCRATCH);
    return &p->transport;
}

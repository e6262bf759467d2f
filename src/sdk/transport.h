// The seam between calls and what carries them: a transport takes requests, complete in bytes, and tells of their
// replies. The pool of connections (pool.h) is one, the mock (mock.h) another.
#pragma once
#include "sdk/http_reply.h"
#include "sdk/link.h"
#include "sdk/mux.h"
#include "sdk/settings.h"

typedef struct transport transport;
typedef struct exchange exchange;

// One request and its reply. The owner keeps it, and the request's bytes, until it has finished or was cancelled.
struct exchange {
    const char *request; // complete, from the request line to the end of the body
    size_t length;
    size_t room;     // bytes to be left free behind the reply's body
    bool head;       // the method is HEAD
    bool repeatable; // may be sent again when a kept-alive connection turns out to be dead (RFC 9110 section 9.2.2)

    // the transport's
    bool replayed;
    link_node link; // while it waits for a carrier
    void *carrier;  // of it; NULL: none yet
};

// An exchange has finished: with a reply, which is the callee's to look at and take the body from until it returns, or
// with a failure and its text. Runs inside mux_turn, transport_submit and transport_cancel; it must not submit.
typedef void (*transport_finished)(exchange *x, tessera_status failure, const char *message, http_reply *reply);

typedef struct transport_kind {
    void (*submit)(transport *t, exchange *x);
    void (*cancel)(transport *t, exchange *x);
    watch *(*likely)(const transport *t); // NULL: it never knows
    void (*free)(transport *t);
} transport_kind;

// The first member of every transport.
struct transport {
    const transport_kind *kind;
    mux *mux;
    const settings *settings;
    transport_finished finished;
    bool closed; // starts nothing more, because the client goes away
};

// Makes one, `origin` being what it is made from. NULL on failure.
typedef transport *(*transport_open)(mux *m, const settings *s, transport_finished finished, void *origin);

static inline void transport_submit(transport *t, exchange *x) {
    x->replayed = false;
    x->carrier = NULL;
    t->kind->submit(t, x);
}

// Forgets the exchange: it does not finish any more.
static inline void transport_cancel(transport *t, exchange *x) {
    t->kind->cancel(t, x);
}

// The watch of the one descriptor from which something is expected; NULL when there is none, or several are.
static inline watch *transport_likely(const transport *t) {
    return t->kind->likely == NULL ? NULL : t->kind->likely(t);
}

// Frees the transport. Exchanges are forgotten, not finished. Accepts NULL.
static inline void transport_free(transport *t) {
    if (t != NULL)
        t->kind->free(t);
}

// The failure that the end of reading a reply stands for, and its text; TESSERA_OK when the reply is whole.
tessera_status transport_failure(reply_progress progress, const http_reply *reply, const char **message);

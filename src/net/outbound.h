// Posting to URLs that somebody gave (libcurl): to addresses that are checked when the socket opens, bounded in time and in what
// is read of a reply, from threads that may wait, never from a loop, a worker or the writer, and never inside a transaction.
// Redirects are not followed, and no proxy of the environment is used, since that would connect to where nobody has looked.
#pragma once
#include "base/arena.h"
#include "net/outbound_lookup.h"

#define OUTBOUND_URL_MAXIMUM 2000 // bytes
#define OUTBOUND_REASON 256       // bytes of a reason, NUL included
#define OUTBOUND_KEEP_MAXIMUM 65536

// What a server posts to.
typedef struct outbound_rules {
    bool https_only;
    const char *const *domains; // the hosts that alone may be named, and those beneath them; none: all may
    size_t domain_count;
    const http_network *networks; // allowed although they are not public: one's own
    size_t network_count;
} outbound_rules;

// True when nothing speaks against the URL that can be told without asking for its host; else why, for people.
bool outbound_url_is_allowed(const outbound_rules *rules, const char *url, char reason[OUTBOUND_REASON]);

typedef struct outbound_options {
    outbound_rules rules;
    unsigned lookup_milliseconds;
    const char *ca_file; // NULL: the system's authorities
    lookup_ask *ask;     // NULL: the resolver of the system
} outbound_options;

// What all senders share. What `options` points to must outlive it. Never NULL.
typedef struct outbound outbound;
outbound *outbound_new(const outbound_options *options);
// After its senders. Accepts NULL; returns NULL.
outbound *outbound_free(outbound *o);
// From any thread: ends what is being posted, and all that would be afterwards.
void outbound_stop(outbound *o);

// The connections of one thread; that many posts at a time. Never NULL.
typedef struct outbound_sender outbound_sender;
outbound_sender *outbound_sender_new(outbound *o);
// Accepts NULL; returns NULL.
outbound_sender *outbound_sender_free(outbound_sender *s);

// Neither may hold control characters: a post with such a one is refused.
typedef struct outbound_header {
    const char *name, *value;
} outbound_header;

typedef struct outbound_post {
    const char *url;
    const outbound_header *headers;
    size_t header_count;
    text body;
    unsigned milliseconds; // for all of it
    size_t keep;           // bytes of the reply's body that are wanted, at most OUTBOUND_KEEP_MAXIMUM
} outbound_post;

typedef enum outbound_end {
    OUTBOUND_ANSWERED,  // with `status`, which may be any
    OUTBOUND_REFUSED,   // by the rules: nothing was sent
    OUTBOUND_TIMED_OUT, // perhaps after it was received
    OUTBOUND_FAILED,    // likewise
    OUTBOUND_STOPPED,   // likewise
} outbound_end;

typedef struct outbound_reply {
    outbound_end end;
    int status;
    int64_t retry_after;          // seconds for which it asks to be left alone; 0: it does not
    text body;                    // its first bytes, any bytes, in the arena
    char reason[OUTBOUND_REASON]; // why there is no answer, for people; else empty
} outbound_reply;

// Posts and waits. A reply that is longer than what is wanted counts by its status; its rest is not waited for.
void outbound_send(outbound_sender *s, const outbound_post *post, outbound_reply *out, arena *a);

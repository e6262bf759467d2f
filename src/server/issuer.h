// The keys of an identity provider (OpenID Connect Discovery 1.0): fetched by a thread of its own, kept while the provider is
// away, and fetched anew from time to time and when a token names a key that is not known, but not more often than is allowed.
#pragma once
#include "domain/key_set.h"
#include "net/http.h"
#include <stdatomic.h>

typedef struct issuer issuer;

typedef struct issuer_options {
    const char *name;              // the URL by which tokens name it
    const char *ca_file;           // NULL: the system's authorities
    unsigned timeout;              // seconds for a document
    int64_t refresh;               // seconds after which the keys are fetched anew
    int64_t refetch;               // least seconds between two fetches because of keys that are not known
    int64_t stale;                 // seconds for which keys count that could not be fetched anew
    atomic_uint_fast64_t *changes; // grows when other keys count from now on
} issuer_options;

typedef enum issuer_answer {
    ISSUER_FETCHES, // the keys are being fetched: issuer_wait
    ISSUER_LATELY,  // they were, and will not be for a while
    ISSUER_AWAY,    // they could not be, and will be tried after a while
} issuer_answer;

// Begins to fetch. Never NULL. The strings must outlive it.
issuer *issuer_start(const issuer_options *options);
// Ends the thread, and posts what waits. Requests may go on to ask, and learn that it is away.
void issuer_stop(issuer *i);
// After issuer_stop. Accepts NULL; returns NULL.
issuer *issuer_free(issuer *i);

// The keys that count now, to be released; NULL: none do. `*fetched` is how often they had been asked for, and may be NULL. From
// any thread, as all that follows.
key_set *issuer_keys(issuer *i, uint64_t *fetched);
// Grows with each change of the keys; 0: none count.
uint64_t issuer_generation(issuer *i);
// Asks for them anew, since one is missing.
issuer_answer issuer_ask(issuer *i);
// Whether the last try failed.
bool issuer_is_away(issuer *i);
// Posts the task to the loop when they have been asked for more often than `fetched`. False: too many wait already.
bool issuer_wait(issuer *i, uint64_t fetched, http_loop *loop, http_task *task);

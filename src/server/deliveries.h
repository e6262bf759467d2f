// The engine of deliveries: takes what the outbox holds, posts it to the destinations, keeps what came of it. Of several servers
// on one database one does it at a time, by a lease. A network call is made outside of every transaction: what a server had
// begun when it was killed the next one sends again.
#pragma once
#include "domain/notices.h"
#include "domain/secret_box.h"
#include "net/outbound.h"
#include "server/config.h"
#include "store/store.h"
#include <stdatomic.h>

#define DELIVERIES_AT_ONCE 10       // posts of a process
#define DELIVERIES_LEASE "webhooks" // the row of jobs that the lease is on

typedef struct deliveries deliveries;

typedef struct deliveries_options {
    const config *config;
    store *store;
    const secret_box *secrets;
    outbound *outbound;
    _Atomic notice_targets *notices; // is told whether there are destinations
} deliveries_options;

// Starts its thread; the others come when there is something to post. Never NULL.
deliveries *deliveries_start(const deliveries_options *options);
// From any thread, after a commit: there may be something to do.
void deliveries_wake(deliveries *d);
// The same where destinations were changed: from here on this server queues events for them.
void deliveries_change(deliveries *d);
// Ends what is under way, for which it waits a little, and the threads. Accepts NULL; returns NULL.
deliveries *deliveries_stop(deliveries *d);

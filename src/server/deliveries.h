// Webhooks: the steps by which the dispatcher posts events to destinations.
#pragma once
#include "domain/notices.h"
#include "domain/secret_box.h"
#include "net/outbound.h"
#include "server/config.h"
#include "store/store.h"
#include <stdatomic.h>

#define DELIVERIES_LEASE "webhooks" // the row of jobs that the lease is on

typedef struct deliveries deliveries;

typedef struct deliveries_options {
    const config *config;
    store *store;
    const secret_box *secrets;
    outbound *outbound;
    _Atomic notice_targets *notices; // is told whether there are destinations
} deliveries_options;

// Starts its threads. From here on events are queued for the destinations that there are. Never NULL.
deliveries *deliveries_start(const deliveries_options *options);
// As their namesakes in dispatcher.h.
void deliveries_wake(deliveries *d);
void deliveries_end(deliveries *d);
void deliveries_stop(deliveries *d);
deliveries *deliveries_free(deliveries *d);
// Destinations were changed, which is committed: from here on this server queues events for them. From any thread.
void deliveries_change(deliveries *d);

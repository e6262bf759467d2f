// The one thread that writes: it gathers what is queued into one transaction and commits once for all of it.
#pragma once
#include "store/sqlite/sqlite.h"
#include "store/store.h"
#include <stdatomic.h>

typedef struct writer writer;

// Starts the thread on the connection, which stays the caller's and is used by the writer alone until writer_stop.
// `commits` is raised after every commit, before anybody hears of it; the store's measures are the writer's to add to. NULL when
// no thread can be started.
writer *writer_start(store *s, db *connection, const store_options *options, _Atomic(uint64_t) *commits);
// As store_submit.
bool writer_submit(writer *w, store_write *write);
// Runs what is queued, ends the thread. Accepts NULL; returns NULL.
writer *writer_stop(writer *w);
store_statistics writer_statistics(writer *w);

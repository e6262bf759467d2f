// What the server needs to post to others: who may be posted to, and the keys of secrets that say where.
#pragma once
#include "server/app.h"

// By settings that have no fault (server/outgoing.h); `a` must outlive it.
void outward_set_up(app *app, arena *a);
// From any thread: ends what is being posted, and all that would be afterwards.
void outward_stop(app *app);
// Accepts what was not set up.
void outward_free(app *app);

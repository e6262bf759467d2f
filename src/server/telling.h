// Who is told of what happens besides those who ask: the engines for webhooks and for people, and that commits wake them.
#pragma once
#include "server/app.h"

// With an open store, before anybody writes to it.
void telling_start(app *app);
// Keeps what was sent, within a bounded time, and ends the threads. Commits go on.
void telling_stop(app *app);
// When the store is closed.
void telling_free(app *app);

// What the server needs to post to others: who may be posted to, and the keys of secrets that say where.
#pragma once
#include "server/app.h"

// By the settings; `a` must outlive it. False: `*fault` says what is wrong with them.
bool outward_set_up(app *app, arena *a, const char **fault);
// From any thread: ends what is being posted, and all that would be afterwards.
void outward_stop(app *app);
// Accepts what was not set up.
void outward_free(app *app);

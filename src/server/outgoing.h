// Where the server may post to, as its settings say, and the keys of secrets that it posts with or to.
#pragma once
#include "net/outbound.h"
#include "server/app.h"

// What is wrong with the settings, naming the one; NULL: nothing.
const char *outgoing_fault(const config *c, arena *a);
// The rules that URLs of requests, and that of the setting WEBHOOK_URL, are held against. In `a`. The settings have no fault.
outbound_rules outgoing_rules(const config *c, arena *a);

// Sets up what the app posts with, and its keys. The settings have no fault; `a` must outlive it.
void outgoing_set_up(app *app, arena *a);
// From any thread: ends what is being posted, and all that would be afterwards.
void outgoing_stop(app *app);
// Accepts what was not set up.
void outgoing_free(app *app);

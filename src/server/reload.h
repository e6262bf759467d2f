// SIGHUP: what can be read again while the server serves is, and what cannot is told.
#pragma once
#include "server/app.h"

typedef struct reload reload;

// Starts the thread that reads. What main was given, the settings in force and the app must outlive it. NULL: no thread could be
// had (logged).
reload *reload_start(app *app, const config_result *settings, int argument_count, char *const *arguments,
                     char *const *environment);
// Asks it to read once more. Safe in a signal handler. Accepts NULL.
void reload_ask(reload *r);
// Ends it. Accepts NULL; returns NULL.
reload *reload_stop(reload *r);

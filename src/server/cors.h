// Cross-origin requests (the Fetch standard, section 3.2).
#pragma once
#include "server/app.h"

// Whether the settings name the origin, not counting that they may allow any.
bool cors_names(const app *app, text origin);
// True when the request was a pre-flight: its whole reply is written and no other header belongs on it.
bool cors_preflight(http_exchange *exchange, const app *app);
// Adds the headers of an ordinary reply to a request with an Origin.
void cors_headers(http_exchange *exchange, const app *app);

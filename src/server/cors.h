// Cross-origin requests (the Fetch standard, section 3.2): chapter 05 of the specification, section 1.4.
#pragma once
#include "server/app.h"

// True when the request was a pre-flight: its whole reply is written and no other header belongs on it.
bool cors_preflight(http_exchange *exchange, const app *app);
// Adds the headers of an ordinary reply to a request with an Origin.
void cors_headers(http_exchange *exchange, const app *app);

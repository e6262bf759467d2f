// The API described from its own tables: for programs (OpenAPI 3.1) and for people (one HTML page).
#pragma once
#include "server/route.h"

// The OpenAPI document as JSON, in the arena. `limits` are those of requests.
text describe_openapi(const router *r, const record_limits *limits, bool authenticates, arena *a);
// The reference page: one document, nothing from other hosts. With authentication it asks for a key to try calls with.
text describe_page(const router *r, const record_limits *limits, bool authenticates, arena *a);
// The Content-Security-Policy under which that page works, and no more.
const char *describe_page_policy(arena *a);
// The page to log in with: it goes on to `next`, a path of this server, NULL for "/", and says what was wrong before, NULL for
// nothing. HTML, in the arena.
text login_page(const char *next, const char *fault, arena *a);
// The policy under which that page works: no scripts.
const char *login_page_policy(arena *a);
// An example of a body or a query of that model: what is required, and what api/examples.def has values for.
const json_value *describe_example(const record_type *type, arena *a);
// What the root of the server says: where the rest is. JSON, in the arena.
text describe_index(arena *a);

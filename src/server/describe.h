// The API described from its own tables: for programs (OpenAPI 3.1) and for people (one HTML page).
#pragma once
#include "server/route.h"

// The OpenAPI document as JSON, in the arena. `limits` are those of requests.
text describe_openapi(const router *r, const record_limits *limits, arena *a);
// The reference page: one document, nothing from other hosts.
text describe_page(const router *r, const record_limits *limits, arena *a);
// The Content-Security-Policy under which that page works, and no more.
const char *describe_page_policy(arena *a);
// An example of a body or a query of that model: what is required, and what api/examples.def has values for.
const json_value *describe_example(const record_type *type, arena *a);
// What the root of the server says: where the rest is. JSON, in the arena.
text describe_index(arena *a);

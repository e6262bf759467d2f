// The API described from its own tables: for programs (OpenAPI 3.1) and for people (one HTML page).
#pragma once
#include "server/route.h"

// The OpenAPI document as JSON, in the arena. `limits` are those of requests.
text describe_openapi(const router *r, const record_limits *limits, arena *a);
// The reference page: no script, nothing from other hosts.
text describe_page(const router *r, const record_limits *limits, arena *a);

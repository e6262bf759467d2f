// The headers that every reply carries.
#pragma once
#include "server/request.h"

// Those of every HTML reply, in their wire form: pages may load what `policy` allows.
text dress_page_headers(const app *app, const char *policy, arena *a);
// Adds those of this reply, which is complete otherwise, and logs it.
void dress_reply(request *rq);

// Replies when the database fails.
#pragma once
#include "server/request.h"

// The reply to a request under which the database failed, in place of whatever was written; returns the status.
int trouble_reply(request *rq);
// The reply to a write whose transaction did not end well.
void trouble_reply_write(request *rq, store_outcome outcome);

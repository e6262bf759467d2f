// A line of the log for each request.
#pragma once
#include "server/request.h"

// Logs the reply that is about to leave: method, path, status, duration, bytes and request id, the peer, what the caller is known
// by, the route, and the trace. Neither query nor headers nor bodies, which may hold credentials. The level follows the status
// and the setting. `time` in microseconds.
void access_log_reply(const request *rq, size_t bytes, int64_t time);

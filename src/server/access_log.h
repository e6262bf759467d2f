// A line of the log for each request.
#pragma once
#include "server/request.h"

// Logs the reply that is about to leave: method, path, status, duration and request id, and the peer. Neither query nor headers
// nor bodies, which may hold credentials. The level follows the status and the setting.
void access_log_reply(const request *rq);

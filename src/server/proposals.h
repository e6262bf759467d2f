// What the routes that do something to a proposal have in common.
#pragma once
#include "domain/proposal_states.h"
#include "server/request.h"

// Who calls, for the rights of events.
proposal_actor request_actor(request *rq);

// 403: the caller has not the right.
int reply_forbidden(request *rq, const char *message);
// 400: not in this state (a proposal_status). Message NULL: the usual one.
int reply_wrong_state(request *rq, const char *message, int status);

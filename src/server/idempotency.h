// Idempotency keys, shared by every route that writes.
#pragma once
#include "server/request.h"

// Reads the Idempotency-Key header into rq->idempotency_key. False: the error reply is written.
bool idempotency_read_or_reply(request *rq);
// Before a write, in its transaction. True when the key was used: the stored reply, or 422, is written and the write must not run.
bool idempotency_replay(request *rq);
// After a write, in its transaction: keeps the reply for 24 hours.
void idempotency_keep(request *rq);

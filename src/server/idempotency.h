// Idempotency keys, shared by every route that writes.
#pragma once
#include "server/request.h"

// Reads the Idempotency-Key header into rq->idempotency_key. False: the error reply is written.
bool idempotency_read_or_reply(request *rq);
// Before a write, in its transaction. True when the key was used: the stored reply, or 422, is written and the write must not
// run.
bool idempotency_replay(request *rq);
// After a write, in its transaction: keeps the reply for 24 hours. False: it cannot be kept (the error reply is written), or
// there is one under an automatic key. True, too, where the database failed, which then keeps nothing of the write.
bool idempotency_keep(request *rq);

// Notes what tells requests with different passwords under one key apart, in the lane of hashes: as dear as a hash, and nothing
// without a key. False: out of memory.
bool idempotency_mark(request *rq, text password);

// Entity tags, conditional requests (RFC 9110 section 13) and idempotency keys: shared by every route.
#pragma once
#include "server/request.h"

// Sets rq->entity_tag from the reply body where the route shows or writes a single resource.
void conditions_tag(request *rq);
// True when If-None-Match holds the reply's tag: the caller answers 304. rq->entity_tag becomes the tag as the client gave it.
bool conditions_not_modified(request *rq);
// Before a write, in its transaction: false when If-Match names another state than the current one (412 is written).
bool conditions_match_or_reply(request *rq);

// Reads the Idempotency-Key header into rq->idempotency_key. False: the error reply is written.
bool idempotency_read_or_reply(request *rq);
// Before a write, in its transaction. True when the key was used: the stored reply, or 422, is written and the write must not run.
bool idempotency_replay(request *rq);
// After a write, in its transaction: keeps the reply for 24 hours.
void idempotency_keep(request *rq);

// Writes under the keys that client libraries make for the tries of one call: "auto-" and a version 7 UUID.
//
// Such a key costs next to nothing. The first event of the audit trail that the write records gets an id that follows from the
// key and its caller, and carries what tells the reply: a reference to what was created, and the rest of the reply where that
// tells more. So a repetition is found by the events' own index, and a second write under the key is refused by it. Where the
// reply tells no creation it is kept whole in a table, as it is where the write recorded nothing. A dry run keeps nothing,
// since it may as well be run again. Nor is the key looked for before the write, as it is nearly always new: the write runs,
// and where it turns out to be a repetition, since the key is there or the write is refused, it is taken back and answered
// from what is kept.
#pragma once
#include "server/creation.h"
#include "store/automatic_keys.h"

// The first key of that moment.
uuid automatic_key_of_time(int64_t micros);
// The UUID of a key that a client library made in the last `life` microseconds by its clock, which may be `ahead` of ours. None
// of other keys, whatever they look like.
uuid automatic_read(text key, int64_t life, int64_t ahead);
// A fingerprint of AUTOMATIC_FINGERPRINT bytes over the parts, each with its length, in the request's arena.
text automatic_fingerprint(request *rq, const text *parts, size_t count);

// Before a run of the write: where the first event is kept. NULL: the request has no such key.
audit_event_row *automatic_begin(request *rq);
// What is kept under the request's key for this caller. False: nothing. `created_at` is not filled.
bool automatic_find(request *rq, text caller, idempotent_reply *out);
// Keeps the reply of the write, and its first event. `made` set, in the reply: it is all of the reply, or all but `body`.
automatic_keeping automatic_keep(request *rq, text caller, const idempotent_reply *reply);
// Shows what a kept reply refers to, as it is now. False: it is not there any more.
bool automatic_show(request *rq, const idempotent_reply *kept);

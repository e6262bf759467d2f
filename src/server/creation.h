// What the reply of a write says of a creation, noted while its record is at hand: for writes under the keys of client libraries
// (automatic.h), which keep a reference instead of the reply.
#pragma once
#include "server/request.h"
#include "store/audit_events.h"

// What a run of such a write leaves.
typedef struct automatic_write {
    audit_event_row first; // the event that it recorded first, kept until the reply is known; its id not set: none
    uuid made;             // what it created, where the reply holds that; not set: nothing
    text rest;             // the reply without that, as JSON
} automatic_write;

// Notes what the reply's record, of the route's own type, says of a creation, where the request has such a key and the route
// creates what its reply holds (`made_in`).
void creation_note(request *rq, const void *record);

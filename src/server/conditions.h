// Entity tags and conditional requests (RFC 9110 section 13).
#pragma once
#include "server/request.h"

// Sets rq->entity_tag from the reply body where the route shows or writes a single resource.
void conditions_tag(request *rq);
// The tag that a reply with this record as its body has, in the request's arena.
text conditions_tag_of(request *rq, const record_type *type, const void *record);
// Replies with the resource of that id as the route shows it, in its present state, under a status that the caller sets; for a
// request of which nothing else will be asked: its first id becomes this one. False: it is not there, and nothing of use is
// written.
bool conditions_show(request *rq, const route *row, const uuid *id);
// True when If-None-Match holds the reply's tag: the caller answers 304. rq->entity_tag becomes the tag as the client gave it.
bool conditions_not_modified(request *rq);
// Before a write, in its transaction: false when If-Match names another state than the current one (412 is written).
bool conditions_match_or_reply(request *rq);

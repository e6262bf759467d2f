// The streams of events of a loop thread: each is a request whose reply goes on for as long as its client and its credential do.
// A stream holds its request and its place, and while the socket is full one piece of at most about 32 KiB, or one event that is
// larger; no thread, and nothing for events that it has yet to send.
#pragma once
#include "server/event_hub.h"
#include "server/request.h"

typedef struct event_loop event_loop; // the streams of one loop thread

// Begins a stream, which has been counted for this caller (event_hub_enter), behind that position. It ends with the first events,
// or after `wait` seconds without any; negative: it goes on. It is answered from here on, whatever happens. On the loop thread.
void event_stream_start(request *rq, const siphash_tag *caller, const event_view *view, int64_t position, int64_t wait);
// The head of the reply, but for what all replies carry.
void event_stream_head(request *rq);

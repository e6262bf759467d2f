// Reads a stream of server-sent events (HTML standard, section 9.2.6) from bytes as they come, cut anywhere.
#pragma once
#include "base/buffer.h"

typedef struct event_parser {
    buffer line, data, type;
    buffer next_id; // of the event that is being read
    buffer id;      // of the last event, or of the last block without one, whose id counts as well
    bool begun;     // a line was read: a byte order mark means nothing any more
    bool after_return;
    bool has_data;
    bool spent; // the event was handed out: data and type begin anew
} event_parser;

// `maximum`: bytes of a line, and of an event's data.
void event_parser_init(event_parser *p, size_t maximum);
void event_parser_done(event_parser *p);
// Reads until an event is complete, and moves `*bytes` on to what follows: true. Its data, type (empty: "message") and id are
// then in the parser until the next call. False: all was read, or the maximum was passed (event_parser_failed).
bool event_parser_feed(event_parser *p, text *bytes);
bool event_parser_failed(const event_parser *p);

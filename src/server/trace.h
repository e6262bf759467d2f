// W3C Trace Context (Recommendation of 23 November 2021), the header traceparent: of which trace a request is a part.
#pragma once
#include "base/arena.h"
#include "net/http.h"

enum { TRACE_ID_LENGTH = 32, SPAN_ID_LENGTH = 16, TRACEPARENT_LENGTH = 55 };

typedef struct trace {
    char trace_id[TRACE_ID_LENGTH + 1];
    char span_id[SPAN_ID_LENGTH + 1];    // of what the server does for the request
    char parent[TRACEPARENT_LENGTH + 1]; // the header for what is sent on account of it
} trace;

// The trace that the value of the header names, with a new span of it, in `a`. NULL: it is not valid, and counts as none.
trace *trace_begin(text traceparent, arena *a);
// The same of a request. Two headers that say something say nothing.
trace *trace_of(const http_request *http, arena *a);

// Reads one HTTP/1.1 reply (RFC 9112) from bytes as they come.
#pragma once
#include "base/buffer.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REPLY_HEAD_BYTES ((size_t)64 * 1024) // status line and headers, and what frames chunks
#define REPLY_INTERIM 8                      // most 1xx replies before the real one

typedef enum reply_progress {
    REPLY_MORE,      // not all there
    REPLY_COMPLETE,  // whole
    REPLY_MALFORMED, // not HTTP
    REPLY_TOO_LARGE, // larger than the maximum
    REPLY_CUT,       // the connection ended before it was whole
} reply_progress;

typedef struct http_reply {
    int status;
    char content_type[96];
    char request_id[64];
    char etag[128];     // "": none
    char location[256]; // where a redirection leads, as much of it as fits; "": not said
    double retry_after; // seconds; negative: not said
    char *body;         // heap, NUL-terminated; NULL: empty
    size_t length;
    bool keep_alive;     // the connection may carry another request
    const char *problem; // after REPLY_MALFORMED and REPLY_CUT
    bool keeps_head;     // to be set after http_reply_begin: the head stays as it came
    buffer head;         // empty unless it is kept

    // private
    uint8_t state;
    bool head_only; // answers HEAD
    bool version_1_1;
    bool closes; // the peer does, after this reply
    bool chunked;
    bool sized; // by Content-Length
    uint8_t interim;
    bool started;  // bytes were read
    uint64_t left; // of the body or of the chunk
    size_t capacity, maximum, room;
    size_t framing; // bytes that are no body
    buffer line;    // what came of the line that is being read
} http_reply;

// Ready for the reply to a request; `head_only` when that is a HEAD. The body is refused when larger than `maximum`.
// Its memory gets `room` bytes more than it needs, if its length is known beforehand.
void http_reply_begin(http_reply *r, bool head_only, size_t maximum, size_t room);
void http_reply_done(http_reply *r);
// Reads `length` bytes; `*used` tells how many belonged to this reply.
reply_progress http_reply_feed(http_reply *r, const char *bytes, size_t length, size_t *used);
// The connection has ended: complete where only that could end the body, else REPLY_CUT.
reply_progress http_reply_end(http_reply *r);
// The body, which is the caller's to free() then; `*capacity` (may be NULL) gets the bytes of its memory.
char *http_reply_take(http_reply *r, size_t *capacity);

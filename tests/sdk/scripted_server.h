// An HTTP server whose every reply is scripted, in a thread of its own: canned, slow, cut, dribbled, garbled or none at
// all.
#pragma once
#include <stdbool.h>
#include <stddef.h>

// What is done about one request.
typedef struct scripted_reply {
    int status;          // 0: `raw` is sent as it is
    const char *headers; // further header lines, each ended by \r\n; NULL: none
    const char *body;    // NULL: none
    const char *raw;     // instead of all that: bytes to send; NULL with status 0: nothing is ever sent
    size_t raw_length;   // 0: strlen(raw)
    unsigned delay_ms;   // before the first byte
    size_t cut_after;    // close after so many bytes; 0: send all
    size_t piece;        // send so many bytes at a time, each in its own turn; 0: all at once
    bool close;          // close the connection after the reply
    bool reset;          // close it at once, by a reset
} scripted_reply;

#define SCRIPTED_REQUEST_BYTES 65536

typedef struct scripted_server scripted_server;

// A server on a free loopback port that answers the n-th request with the n-th reply, and all further ones with the
// last.
scripted_server *scripted_server_start(const scripted_reply *replies, size_t count);
// Starts the script and the counts anew, with other replies.
void scripted_server_script(scripted_server *s, const scripted_reply *replies, size_t count);
void scripted_server_stop(scripted_server *s);
int scripted_server_port(const scripted_server *s);
// "http://127.0.0.1:<port>"
const char *scripted_server_url(const scripted_server *s);
// Requests that came, connections that were made, since the script began.
size_t scripted_server_requests(scripted_server *s);
size_t scripted_server_connections(scripted_server *s);
// The text of the last request, head and body, copied.
void scripted_server_last(scripted_server *s, char out[SCRIPTED_REQUEST_BYTES]);
// Closes every connection that is open.
void scripted_server_drop(scripted_server *s);

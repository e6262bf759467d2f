// Replies that have no end of their own: sent piece by piece for as long as the connection lasts, chunked (RFC 9112 section 7.1),
// or to a client of HTTP/1.0 until the connection is closed. The exchange stays as it is meanwhile, with its request and its
// arena. Everything here is called on the exchange's loop thread.
#pragma once
#include "net/http.h"

typedef struct http_stream {
    // What was sent has left for the client: there is room for the next piece.
    void (*on_room)(http_exchange *exchange, void *data);
    // The stream is to be ended by http_exchange_finish, now or soon. `gone`: its client has closed, or was cut off, and gets
    // nothing of what is still sent; else the server is about to stop. Runs from the loop, never inside a function below, and may
    // come once for each reason.
    void (*on_close)(http_exchange *exchange, bool gone, void *data);
    void *data;
    bool keeps; // the connection may carry another request behind it, where the client can tell its end
} http_stream;

// Sends the head of the reply, which was filled as any other's but has no body. http_exchange_finish ends the reply later on.
void http_stream_begin(http_exchange *exchange, const http_stream *stream);
// For HEAD in its place: the reply, which is finished as any other, tells no length.
void http_stream_only_head(http_exchange *exchange);
// Whether all that was sent has left for the client.
bool http_stream_has_room(const http_exchange *exchange);
// Sends the piece, which has at least a byte, and empties it; its memory may be taken over. To be called where there is room: one
// piece of a stream waits at a time. A client that takes no byte of it for http_limits.write_seconds is cut off.
void http_stream_send(http_exchange *exchange, buffer *piece);
// Cuts the client off, dropping what has not left for it.
void http_stream_cut(http_exchange *exchange);

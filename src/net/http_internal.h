// What the files of the HTTP server share.
//
// Ownership: a loop owns its connections, a connection owns the exchange that it is reading or running. While an
// exchange runs, its connection's memory stays even when the client has gone, so that the exchange can always end.
// Everything here belongs to the loop thread, except an exchange's request, reply and arena while it runs.
#pragma once
#include "base/histogram.h"
#include "net/http.h"
#include "net/http_grammar.h"
#include "net/http_gzip.h"
#include "net/http_llhttp.h"
#include "net/http_stream.h"
#include "net/http_tls.h"
#include <stdatomic.h>
#include <sys/types.h>
#include <uv.h>

enum {
    READ_SIZE = 64 * 1024,         // the one read buffer of a loop
    INPUT_MAXIMUM = 3 * READ_SIZE, // more than can come at once: of one read, or of what came during a TLS handshake
    PENDING_HIGH = 16 * 1024,      // pipelined bytes kept for a busy connection before reading stops
    OUT_HIGH = 64 * 1024,          // rendered replies that are sent before more are made
    WAITING_MAXIMUM = 16,          // connections that wait to be settled together
    OUT_MAXIMUM = 8 << 20,         // the same with the largest reply head
    BODY_COPIED = 32 * 1024,       // reply bodies up to this size are sent in one piece with their head
    GZIP_ON_LOOP = 64 * 1024,      // larger bodies are compressed on a thread of their own
    LINGER_MILLISECONDS = 2000,    // to let a client read the last reply before its unread bytes reset the connection
    SWEEP_MILLISECONDS = 250,      // grain of all time limits
    SHORTAGE_PAUSE_NANOSECONDS = 1000000,
    COMPLAINT_MICROSECONDS = 1000000, // between two lines of the log about the same trouble
    IDLE_MILLISECONDS = 5,            // between a request and the call of loop_idle
    HEAD_INLINE = 1024,               // bytes of a request head kept in the exchange itself
    HEADERS_INLINE = 24,
    REPLY_HEADERS_INLINE = 12,
    REPLY_HEADERS_MAXIMUM = 200,
    KEEP_ARENA = 16 * 1024, // memory that an exchange keeps for its next use
    KEEP_BODY = 16 * 1024,
    FREE_EXCHANGES = 128, // kept for reuse by each loop
    FREE_CONNECTIONS = 256,
    REFUSED_CONNECTIONS = 64, // connections above the limit that may be told so at one time
    LISTENERS_MAXIMUM = 16,
};

typedef struct http_connection http_connection;
typedef struct http_tls_session http_tls_session; // of http_tls.c

typedef struct http_tls_list {
    http_tls_session *first, *last;
    size_t count;
} http_tls_list;

typedef enum http_phase {
    PHASE_IDLE,      // between requests
    PHASE_HEAD,      // inside a request line or headers
    PHASE_BODY,      // inside a body
    PHASE_RUNNING,   // a request was handed to on_request and is not finished
    PHASE_HANDSHAKE, // of TLS
    PHASE_LINGER,    // the last reply was sent; input is dropped until the client closes
    PHASE_CLOSED,
} http_phase;

struct http_exchange {
    http_loop *loop;
    http_connection *connection;
    http_exchange *previous, *next; // among the loop's live exchanges; `next` also links free ones
    http_task finish_task;
    void *context;
    arena *arena;
    bool dispatching; // inside on_request or on_refusal
    bool finished;

    // The request. `head` holds its target, names and values one behind the other; the headers point into it.
    http_request request;
    http_header *headers;
    size_t header_count, header_capacity;
    char *head;
    size_t head_length, head_capacity;
    text target;
    buffer body;

    // Parsing.
    llhttp_t parser;
    size_t header_bytes; // names, values and separators so far, trailers included
    size_t head_wire;    // bytes of the head so far, as sent
    size_t wire_bytes;   // bytes of the request so far, as sent
    uint64_t body_deadline;
    bool in_value;      // the last header has its name
    bool after_newline; // the last head byte was LF
    bool head_scanned;  // the empty line was seen
    bool head_complete;
    bool keep_alive;
    bool expects_continue;
    bool version_1_0;
    bool method_complete; // so is the blank behind it
    char method[64];      // what came of it before the read that ended it
    size_t method_length;
    bool chunked;        // the body comes in chunks
    uint8_t chunk_state; // of http_chunked.c
    size_t chunk_left;   // bytes of the chunk that are still to come; while its size is read: the size so far
    int refusal;         // status of the problem that a parser callback found, 0: none
    const char *refusal_reason;

    // The reply.
    int status;
    bool reply_close;
    bool gzip_considered, gzip_varies, gzip_wanted, gzip_applied;
    uv_work_t gzip_work;
    http_header *reply_headers;
    size_t reply_header_count, reply_header_capacity;
    text reply_header_lines;
    buffer reply_body;
    const http_stream *stream; // NULL: the reply is an ordinary one
    http_task stream_task;     // tells of what follows
    size_t stream_bytes;       // of its body that were sent so far
    bool stream_telling;       // which it is about to
    bool stream_ending;        // it is ended as soon as that is told
    bool stream_gone;          // the client has gone
    bool reply_endless;        // the reply is a head alone and tells no length

    http_header headers_inline[HEADERS_INLINE];
    http_header reply_headers_inline[REPLY_HEADERS_INLINE];
    char head_inline[HEAD_INLINE];
};

struct http_connection {
    union {
        uv_handle_t handle;
        uv_stream_t stream;
        uv_tcp_t tcp;
        uv_pipe_t pipe;
    };
    http_connection *previous, *next; // among the loop's connections; `next` also links free ones
    http_loop *loop;
    http_exchange *exchange;
    http_phase phase;
    bool reading;       // uv_read_start is in force
    bool end_of_input;  // the client has sent its last byte
    bool close_after;   // nothing more is read; close when all is written
    bool handle_closed; // libuv has let go of the handle
    bool waiting;       // among the loop's that wait to be settled
    bool has_out;       // a part of the loop's output is its own
    size_t out_start;   // where that part begins
    size_t out_length;  // and how long it is, once another connection's follows
    unsigned requests;
    unsigned writes_pending; // queued in libuv
    uint64_t deadline;       // of the phase, in loop milliseconds; unused while running
    uint64_t write_deadline; // for the next progress of queued writes
    size_t outstanding_seen; // bytes that the client had not taken at the last sweep
    buffer pending;          // input that came while the connection was busy, from pending_offset on
    size_t pending_offset;
    uv_shutdown_t shutdown;
    http_tls_session *tls; // NULL: in clear
    char peer[64];
    text client;          // the part of `peer` that names the host
    http_address address; // of the peer
    bool from_proxy;      // the peer is one of the named proxies
};

typedef struct http_listener {
    int *descriptors; // one for each loop; -1 once given to the loop
    char *url;
    bool tls; // clients speak it
    bool is_unix;
    char *path;   // of a unix socket's file that is this server's, else NULL
    dev_t device; // of the socket file, so that a successor's file is not removed
    ino_t inode;
} http_listener;

struct http_loop {
    http_server *server;
    unsigned index;
    uv_loop_t uv;
    uv_thread_t thread;
    uv_async_t wakeup;
    uv_prepare_t before_poll;
    uv_check_t after_poll;
    uv_timer_t sweep;
    uv_timer_t idle;             // runs out IDLE_MILLISECONDS after the first request of a while
    uv_pipe_t *listener_handles; // uv_tcp_t is smaller than uv_pipe_t; each slot holds either
    size_t listener_count;
    uv_sem_t *started;
    _Atomic(http_task *) tasks; // newest first
    void *data;
    http_connection *connections;
    size_t connection_count;
    shared_count accepted, closed; // connections so far, for other threads to read
    size_t held_bytes;             // of request bodies, complete or not
    size_t unsent_bytes;           // of replies that sockets did not take at once
    size_t running;                // exchanges handed to on_request and not finished
    http_exchange *live;
    http_exchange *free_exchanges;
    size_t free_exchange_count;
    http_connection *free_connections;
    size_t free_connection_count;
    char *read_buffer;
    char *plain;                      // what was decrypted last; NULL before the first TLS connection
    buffer cipher;                    // what was encrypted, until it is sent, which is at once
    http_tls_list handshakes_waiting; // for their next step
    http_tls_list handshakes_begun;   // and those that wait for their client, oldest first
    unsigned handshakes_running;      // whose step runs in a thread of libuv's pool
    buffer out;       // rendered replies that are not sent yet, one part for each connection that has some
    size_t out_parts; // their number
    http_connection *out_connection;           // whose part is the last one and still grows; NULL: nobody's
    http_connection *waiting[WAITING_MAXIMUM]; // to be settled, in the order in which they came; NULL: gone meanwhile
    size_t waiting_count;
    long long date_second;
    char date[32]; // "Sun, 06 Nov 1994 08:49:37 GMT"
    uint64_t drain_deadline;
    bool idle_due;          // the idle timer runs
    int64_t next_complaint; // when the log may tell again that connections cannot be accepted
    bool draining;          // http_server_stop was called; the steps of the drain follow
    bool drain_begun;       // no more listeners
    bool idle_closed;       // no more idle connections
    bool ended;             // the loop does not turn any more
    bool failed;            // could not start
};

struct http_server {
    http_options options;
    http_loop *loops;
    http_listener listeners[LISTENERS_MAXIMUM];
    size_t listener_count;
    http_gzip_pool *gzip;
    http_tls *tls;     // NULL: none
    atomic_uint stops; // calls of http_server_stop
};

// --- http_listen.c ---------------------------------------------------------------------------------------------------
// Removes the file of a unix socket, if it is still ours.
void http_listener_unlink(http_listener *listener);
// The same, and closes what was not given to a loop.
void http_listener_done(http_listener *listener, unsigned loops);

// --- http_loop.c -----------------------------------------------------------------------------------------------------
// Prepares a loop that is not running.
void http_loop_init(http_loop *loop, http_server *server, unsigned index);
// Frees a loop whose thread has ended, with the exchanges that never did.
void http_loop_done(http_loop *loop);
// Body of a loop's thread: accepts and serves until drained. Posts `started` when it accepts or has failed.
void http_loop_run(void *loop);
// The loop's time, in milliseconds, `seconds` from now.
uint64_t http_loop_deadline(const http_loop *loop, unsigned seconds);
// Ends a draining loop that has nothing left to do.
void http_loop_end_if_drained(http_loop *loop);
// A request is about to run: loop_idle is to follow.
void http_loop_note_request(http_loop *loop);

// --- http_exchange.c -------------------------------------------------------------------------------------------------
// An empty exchange for the connection, and its return to the loop's store.
http_exchange *http_exchange_take(http_loop *loop, http_connection *connection);
void http_exchange_release(http_exchange *exchange);
// Frees the memory of one that is in no list.
void http_exchange_destroy(http_exchange *exchange);

// --- http_parse.c ----------------------------------------------------------------------------------------------------
typedef enum http_parse_result {
    PARSE_MORE,     // all bytes were taken, the request is not complete
    PARSE_COMPLETE, // a request is complete in connection->exchange
    PARSE_REFUSED,  // connection->exchange->refusal says why
} http_parse_result;
// Parses the bytes of one request at most; takes an exchange when a request begins. `*taken` gets the number of bytes
// used.
http_parse_result http_parse(http_connection *connection, const char *bytes, size_t length, size_t *taken);
// Notes why the request is refused; the first reason stays.
void http_parse_refuse(http_exchange *exchange, int status, const char *reason);
// Takes a piece of the body; counts bytes of headers or trailers. False when that is too much: the exchange is then refused.
bool http_parse_body(http_exchange *exchange, const char *bytes, size_t length);
bool http_parse_count_header(http_exchange *exchange, size_t length);
// Fills in the method and target of a refused request as far as they were read.
void http_parse_salvage(http_exchange *exchange);

// --- http_chunked.c --------------------------------------------------------------------------------------------------
// Goes on with the chunked body of a request whose head is complete; results as those of http_parse.
http_parse_result http_chunked_parse(http_exchange *exchange, const char *bytes, size_t length, size_t *taken);

// --- http_reply.c ----------------------------------------------------------------------------------------------------
// 1xx, 204 and 304 have no body and, to be sure, no length (RFC 9110 section 8.6).
static inline bool http_reply_is_bodiless(const http_exchange *exchange) {
    return exchange->status < 200 || exchange->status == 204 || exchange->status == 304;
}
// Appends the status line and headers of the exchange's reply; the body too when it is small and belongs to the reply.
// Returns the body that the caller must send behind it, or TEXT_NONE.
text http_reply_render(http_exchange *exchange, bool close, buffer *out);

// --- http_write.c ----------------------------------------------------------------------------------------------------
// The loop's output: what is appended, until the next call, is this connection's.
buffer *http_write_out(http_connection *connection);
// Sends the connection's part of the output, if it has one. May close the connection.
void http_write_flush(http_connection *connection);
// The same for one that has a part, and `body` behind it, whose memory it takes over if the socket is full. NULL: no body.
void http_write_body(http_connection *connection, buffer *body);
// Drops the connection's part of the output.
void http_write_forget(http_connection *connection);
// Counts bytes that wait for the client, and a write of them. False: they are more than may wait, and the connection was reset.
bool http_write_count(http_connection *connection, size_t length);
// Applies the time limit of queued writes; the connection has some.
void http_write_sweep(http_connection *connection, uint64_t now);

// --- http_stream.c ---------------------------------------------------------------------------------------------------
// Of a running exchange with a stream: its connection was closed; the server is to end; there is room.
void http_stream_lost(http_exchange *exchange);
void http_stream_drain(http_exchange *exchange);
void http_stream_room(http_exchange *exchange);
// Appends the end of the reply to the loop's output; the exchange has no stream any more.
void http_stream_finish(http_exchange *exchange);

// --- text of the wire ------------------------------------------------------------------------------------------------
// Without the spaces and tabs at both ends (OWS of RFC 9110 section 5.6.3). The result borrows from `t`.
static inline text http_blanks_trimmed(text t) {
    while (t.length > 0 && (t.data[0] == ' ' || t.data[0] == '\t')) {
        t.data++;
        t.length--;
    }
    while (t.length > 0 && (t.data[t.length - 1] == ' ' || t.data[t.length - 1] == '\t'))
        t.length--;
    return t;
}

// --- http_life.c -----------------------------------------------------------------------------------------------------
static inline const http_limits *http_limits_of(const http_connection *connection) {
    return &connection->loop->server->options.limits;
}
// Serves an accepted connection of the listener handle, or a connected socket (which it then owns).
void http_connection_accept(http_loop *loop, uv_stream_t *listener);
void http_connection_adopt(http_loop *loop, uv_os_sock_t socket);
// Closes at once, whatever is running.
void http_connection_abort(http_connection *connection);
// The same without sending what the kernel still holds, so that a client that takes nothing does not keep that memory.
void http_connection_reset(http_connection *connection);
// Gives back the memory of a closed connection: libuv has let go of it, and no exchange holds it.
void http_connection_recycle(http_connection *connection);

// --- http_connection.c -----------------------------------------------------------------------------------------------
// Input has come, in clear: parses and runs what it can.
void http_connection_input(http_connection *connection, const char *bytes, size_t length);
void http_connection_end_of_input(http_connection *connection);
void http_connection_start_reading(http_connection *connection);
// Answers with an error of this layer, the last reply of the connection, which is to be settled then.
void http_connection_refuse(http_connection *connection, int status, const char *reason);
// Sends what was rendered and decides how the connection goes on.
void http_connection_settle(http_connection *connection);
// The connection is free again: uses the input that was kept meanwhile.
void http_connection_resume(http_connection *connection);
// Settles all that wait for it: to be called before the loop sleeps, and before connections are closed for others' sake.
void http_connection_settle_waiting(http_loop *loop);
// Applies the time limits.
void http_connection_sweep(http_connection *connection, uint64_t now);
// The reply of a running exchange is ready (not inside on_request).
void http_connection_finish(http_exchange *exchange);
// Closes the connection if it waits between requests; otherwise it closes after the request that it is at.
void http_connection_drain(http_connection *connection);
// Closes a connection of the loop that waits for its client. False when there is none.
bool http_connection_shed(http_loop *loop);

// The text of a request.
#pragma once
#include "sdk/core.h"

typedef struct request_parts {
    const char *method;
    text path;  // below the base URL
    text query; // without a question mark; empty: none
    text body;
    bool has_body;
    bool safe;                           // changes nothing: may be tried again
    bool idempotent;                     // may be done twice
    const char *headers;                 // the client's, as far as the call has none of that name
    const tessera_call_options *options; // never NULL
} request_parts;

// The options of a caller of any release; NULL: all of them default.
void request_read_options(tessera_call_options *out, const tessera_call_options *given);
// Bytes that request_write needs at most.
size_t request_size(const tessera_client *client, const request_parts *parts, size_t extra_headers);
// Writes the whole request (RFC 9112 section 3). `extra` are complete header lines. Returns its length.
size_t request_write(const tessera_client *client, const request_parts *parts, text extra, char *out);
// The client's header lines without those that the options have too, in `out` unless they are all of them.
const char *request_client_headers(const tessera_client *client, const tessera_call_options *options, buffer *out);
// Appends the credential that the client's key function gives, unless the options have one. What is wrong, static text;
// NULL: nothing.
const char *request_append_key(buffer *out, const tessera_client *client, const tessera_call_options *options);
// Appends the header lines of a call's options. False when one of them cannot be sent, `*problem` then says why.
bool request_append_options(buffer *out, const tessera_call_options *options, const char **problem);

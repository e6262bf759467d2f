// A client's settings, checked and brought into the forms in which they are used.
#pragma once
#include "base/buffer.h"
#include "tessera/client.h"
#include <sys/socket.h>

#define SETTINGS_BAD_KEY "the API key cannot be sent" // never with the key, since errors end up in logs
enum { SETTINGS_KEY_BYTES = 4096 };                   // of "Bearer " and a key, with a NUL

typedef struct settings {
    char *base_url;    // without slashes at its end
    char *connect_url; // scheme and authority of the peer: the server, or a proxy that forwards
    char *prefix;      // of every request target: the path of the base URL, or all of it towards a forwarding proxy
    char *headers;     // complete header lines of every request
    char *proxy;       // that libcurl tunnels through; "": none
    char *socket_path; // of the server; NULL: it has a host and a port
    struct sockaddr_storage address;     // of the server, where it is known without asking anybody and there is no TLS
    socklen_t address_length;            // 0: it is not
    char *ca_file, *ca_folder, *ca_text; // authorities; NULL: the system's
    char *cert_file, *key_file, *key_password; // the client's own certificate; NULL: none
    int64_t timeout;                           // microseconds; negative: none
    unsigned max_connections, max_pending, retries;
    size_t max_reply;
    bool undecoded, keep_heads;
    tessera_trace_function trace; // NULL: nobody listens
    void *trace_user;
    tessera_key_function key; // asked for the credential of a request; NULL: the headers have it, or there is none
    void *key_user;
    bool skip_verify, secure;
    bool named_authorities; // the client's options name them: no others are trusted
    bool lenient;           // replies may lack what the API promises: those of mocks
    bool keyed;             // its headers hold an idempotency key, of all calls
    bool typed;             // its headers tell the type of bodies
} settings;

// False when a setting is malformed, `problem` then filled.
bool settings_read(settings *s, const tessera_client_options *options, char *problem, size_t problem_size);
void settings_done(settings *s);

// Appends the caller's header lines. False when one is malformed, which `problem` then names.
bool settings_append_headers(buffer *out, const char *const *headers, const char **problem);
// Whether the list (may be NULL) has a header of that name.
bool settings_list_has(const char *const *headers, const char *name);
// Fills `problem` with what is said of such a line; false.
bool settings_refuse_header(char *problem, size_t size, const char *line);
// True for text that may stand in a header's value (RFC 9110 section 5.5).
bool settings_is_field_value(const char *value);

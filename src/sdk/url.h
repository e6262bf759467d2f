// URLs as a client is given them: taken apart, checked, and shown without what is secret in them.
#pragma once
#include "base/buffer.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct url_parts {
    char *scheme, *user, *password, *host, *port, *path, *query, *fragment; // NULL: not there
} url_parts;

// False when it is malformed. The parts are to be done away with in either case.
bool url_parse(const char *url, url_parts *out);
void url_parts_done(url_parts *parts);

// The four texts, one behind the other. Free it.
char *url_join(const char *a, const char *b, const char *c, const char *d);
// The authority as it stands in Host: without the scheme's own port. Free it.
char *url_authority(const url_parts *parts);
// True when it is of visible ASCII: requests are written from it as it is.
bool url_is_plain(const char *url);
// True when a user or a password stands before the host, even an empty one (RFC 3986 section 3.2.1).
bool url_has_credentials(const char *url);
// The URL for a message: without all that stands before an "@", without query and fragment. Free it.
char *url_shown(const char *url);

// Socket files: "unix:PATH", as the server announces it, or "http+unix://PATH/prefix" with the path percent-encoded.
bool url_is_unix(const char *url);
// False when the path is empty, too long for a socket, or not encoded well; else the path and the prefix of all targets, both to
// be freed.
bool url_read_unix(const char *url, char **path, char **prefix);

// --- proxy.c ---------------------------------------------------------------------------------------------------------

// The proxy that the environment names for the URL; "": none.
const char *proxy_of_environment(const url_parts *url);
// Whether `list`, as in no_proxy, names the host (an IPv6 address in brackets). NULL names nothing.
bool proxy_exempts(const char *list, const char *host);
// Appends the header that gives the proxy its user and password, where its URL has them.
void proxy_authorize(buffer *headers, const url_parts *proxy);

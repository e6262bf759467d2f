// Compression of replies with gzip (RFC 1952, RFC 9110 section 12.5.3).
#pragma once
#include "net/http.h"

// Deflate states that are kept for reuse, safe from any thread.
typedef struct http_gzip_pool http_gzip_pool;
http_gzip_pool *http_gzip_pool_new(void);
http_gzip_pool *http_gzip_pool_free(http_gzip_pool *pool);

// True when the request accepts gzip: quality above 0 for "gzip", "x-gzip" or "*".
bool http_gzip_accepted(const http_request *request);

// True when the exchange's finished reply is to be compressed and is not yet: its type and size deserve it and the client
// accepts it. On whichever thread runs the exchange, as the next one.
bool http_gzip_wanted(http_exchange *exchange);
// Compresses it if it is wanted. A body that would not become smaller stays as it is.
void http_gzip_apply(http_exchange *exchange);

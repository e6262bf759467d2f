// Who asks, where proxies stand between.
#pragma once
#include "base/arena.h"
#include "net/http.h"

// True when a peer is one of the proxies.
bool http_forwarded_believes(const http_proxies *proxies, bool by_unix_socket, const http_address *peer);
// Fills in who asks, of a request that has come from one of them: `client`, `client_address`, `secure`, `forwarded` and `host`,
// as far as its headers say so. What is printed for it is in `a`.
void http_forwarded_apply(const http_proxies *proxies, http_request *request, arena *a);

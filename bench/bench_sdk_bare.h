// The least that a client can be: sockets, epoll, one request in bytes, replies that are counted and not looked at.
// What the SDK takes beyond it is the SDK's own.
#pragma once
#include <stddef.h>

typedef struct bare bare;

// Connects so many times to `host` (an IPv4 address) and exchanges `request` once on each, which tells how long a reply
// is. NULL, and a line on standard error, on failure. The request is borrowed.
bare *bare_open(const char *host, unsigned port, const char *request, size_t length, size_t connections);
// Sends the request `calls` times, on each connection again as soon as its reply is whole. Returns how many failed.
size_t bare_run(bare *b, size_t calls);
void bare_close(bare *b);

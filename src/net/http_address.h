// Addresses of the Internet Protocol, and networks of them.
#pragma once
#include "base/text.h"
#include <netinet/in.h>
#include <stdint.h>

// One form for both families: IPv4 as ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2), so that a client is the same however it is
// written.
typedef struct http_address {
    bool known; // false: there is none
    uint8_t bytes[16];
} http_address;

// All addresses whose first bits are those of `address`.
typedef struct http_network {
    http_address address;
    unsigned bits; // 0 to 128
} http_network;

enum { HTTP_ADDRESS_TEXT = INET6_ADDRSTRLEN };

http_address http_address_of(const struct sockaddr *socket_address);
// "192.0.2.7" or "2001:db8::7". False when it is neither.
bool http_address_parse(text given, http_address *out);
// An address, or one and the length of its prefix: "10.0.0.0/8". False when it is neither, or has bits beyond its prefix.
bool http_network_parse(text given, http_network *out);
bool http_network_has(const http_network *network, const http_address *address);
bool http_address_is_v4(const http_address *address);
// As http_address_parse reads it (RFC 5952). Returns the length.
size_t http_address_print(const http_address *address, char out[HTTP_ADDRESS_TEXT]);

// Which addresses a server may post to on somebody else's word: those that are reached from everywhere (IANA's registries of
// special-purpose addresses), so that a URL cannot be used to ask what stands beside the server.
#pragma once
#include "net/http_address.h"

// Whether the address is globally reachable, whichever way it is written: loopback, private, shared, link-local, site-local,
// multicast, documentation, reserved and metadata addresses are not, nor what translates to or tunnels into one of them.
bool outbound_address_is_public(const http_address *address);

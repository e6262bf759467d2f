// URLs to post to, as libcurl reads them: what was checked is what it is given, so that no two readers differ.
#pragma once
#include "net/outbound.h"
#include <curl/curl.h>

typedef struct outbound_url {
    CURLU *handle;
    char *host; // without brackets
    char *port; // digits
    bool is_address;
    http_address address; // the host, where that is one
} outbound_url;

// False: `reason` says why, and there is nothing to free. An address in place of a host is checked, too.
bool outbound_url_open(const outbound_rules *rules, const char *given, outbound_url *out, char reason[OUTBOUND_REASON]);
void outbound_url_done(outbound_url *url);

// Whether the rules let anybody connect there.
bool outbound_rules_allow(const outbound_rules *rules, const http_address *address);
#define OUTBOUND_BLOCKED "Webhook URL resolves to blocked IP range"

// Who asks, where proxies stand between: Forwarded (RFC 7239), or X-Forwarded-For, -Proto and -Host. Each proxy appends what it
// saw, so the list is walked from its right end, where our own proxy wrote, as long as those who wrote are named ones. The first
// address that is none of theirs is the client; what stands left of it is the client's own claim and is not looked at. What
// cannot be read ends the walk: the client is then the last one known.
#include "net/http_forwarded.h"
#include "net/http_accept.h"
#include "net/http_grammar.h"

enum { HOPS_MAXIMUM = 32 };

// What a proxy says of a hop. Texts are TEXT_NONE where it says nothing.
typedef struct hop {
    text address, scheme, host;
} hop;

bool http_forwarded_believes(const http_proxies *proxies, bool by_unix_socket, const http_address *peer) {
    if (by_unix_socket)
        return proxies->unix_sockets;
    for (size_t i = 0; i < proxies->count; i++)
        if (http_network_has(&proxies->networks[i], peer))
            return true;
    return false;
}

// --- values ----------------------------------------------------------------------------------------------------------

// What may stand behind an address: nothing, or a colon and a port.
static bool port_fits(text rest) {
    if (rest.length == 0)
        return true;
    if (rest.data[0] != ':' || rest.length < 2 || rest.length > 6)
        return false;
    for (size_t i = 1; i < rest.length; i++)
        if (rest.data[i] < '0' || rest.data[i] > '9')
            return false;
    return true;
}

// node of RFC 7239 section 6: an address, IPv6 in brackets, with or without a port. X-Forwarded-For has IPv6 also without
// brackets.
static bool read_node(text node, http_address *out) {
    if (node.length == 0)
        return false;
    bool bracketed = node.data[0] == '[';
    const char *end = memchr(node.data, bracketed ? ']' : ':', node.length);
    if (http_address_parse(node, out))
        return true;
    if (end == NULL)
        return false;
    text address = {node.data + bracketed, (size_t)(end - node.data) - bracketed};
    text rest = {end + bracketed, (size_t)(node.data + node.length - end) - bracketed};
    bool long_form = memchr(address.data, ':', address.length) != NULL;
    return long_form == bracketed && port_fits(rest) && http_address_parse(address, out);
}

static void take_scheme(http_request *request, text scheme) {
    bool secure = text_equal_ascii_nocase(scheme, TEXT("https"));
    if (secure || text_equal_ascii_nocase(scheme, TEXT("http")))
        request->secure = secure;
}

static void take_host(http_request *request, text host) {
    if (host.length > 0 && http_host_valid(host))
        request->host = host;
}

// --- lists -----------------------------------------------------------------------------------------------------------

// The members of all headers of a name from the last one on, newest first, at most as many as fit. A quoted string may hold a
// comma.
static size_t last_members(const http_request *request, text name, text members[HOPS_MAXIMUM]) {
    size_t count = 0;
    for (size_t i = request->header_count; i-- > 0 && count < HOPS_MAXIMUM;) {
        if (!text_equal_ascii_nocase(request->headers[i].name, name))
            continue;
        text line[HOPS_MAXIMUM], rest = request->headers[i].value, part;
        size_t seen = 0;
        while (http_next_part(&rest, ',', &part))
            if (part.length > 0) // RFC 9110 section 5.6.1.2
                line[seen++ % HOPS_MAXIMUM] = part;
        for (size_t back = 0; back < seen && back < HOPS_MAXIMUM && count < HOPS_MAXIMUM; back++)
            members[count++] = line[(seen - 1 - back) % HOPS_MAXIMUM];
    }
    return count;
}

// A token or a quoted string without its quotes and escapes. TEXT_NONE: it is neither.
static text unquoted(text value, arena *a) {
    if (value.length == 0 || value.data[0] != '"') {
        for (size_t i = 0; i < value.length; i++)
            if (!http_token_has(value.data[i]))
                return TEXT_NONE;
        return value.length == 0 ? TEXT_NONE : value;
    }
    char *out = arena_bytes(a, value.length);
    size_t length = 0, i = 1;
    for (; i < value.length && value.data[i] != '"'; i++) {
        i += value.data[i] == '\\' && i + 1 < value.length;
        out[length++] = value.data[i];
    }
    return i + 1 == value.length ? (text){out, length} : TEXT_NONE;
}

// forwarded-element of RFC 7239 section 4. False: it is malformed, or names a parameter twice.
static bool read_element(text element, hop *out, arena *a) {
    text pair;
    while (http_next_part(&element, ';', &pair)) {
        const char *equals = pair.length == 0 ? NULL : memchr(pair.data, '=', pair.length);
        if (equals == NULL)
            return false;
        text name = {pair.data, (size_t)(equals - pair.data)};
        text value = unquoted((text){equals + 1, pair.length - name.length - 1}, a);
        text *slot = text_equal_ascii_nocase(name, TEXT("for"))     ? &out->address
                     : text_equal_ascii_nocase(name, TEXT("proto")) ? &out->scheme
                     : text_equal_ascii_nocase(name, TEXT("host"))  ? &out->host
                                                                    : NULL;
        if (value.data == NULL || (slot != NULL && slot->data != NULL))
            return false;
        if (slot != NULL)
            *slot = value;
    }
    return true;
}

// --- all of it -------------------------------------------------------------------------------------------------------

// Goes one hop further. False: the walk ends, at this hop or before it.
static bool walk(const http_proxies *proxies, http_request *request, text node) {
    http_address address;
    if (!read_node(node, &address))
        return false;
    request->client_address = address;
    request->forwarded = true;
    return http_forwarded_believes(proxies, false, &address);
}

static void apply_forwarded(const http_proxies *proxies, http_request *request, arena *a) {
    text members[HOPS_MAXIMUM];
    size_t count = last_members(request, TEXT("forwarded"), members);
    for (size_t i = 0; i < count; i++) {
        hop seen = {0};
        if (!read_element(members[i], &seen, a))
            return;
        take_scheme(request, seen.scheme);
        take_host(request, seen.host);
        if (!walk(proxies, request, seen.address))
            return;
    }
}

static void apply_x_forwarded(const http_proxies *proxies, http_request *request) {
    text members[HOPS_MAXIMUM];
    size_t count = last_members(request, TEXT("x-forwarded-for"), members);
    for (size_t i = 0; i < count && walk(proxies, request, members[i]); i++)
        ;
    // Of these the nearest proxy's word counts.
    if (last_members(request, TEXT("x-forwarded-proto"), members) > 0)
        take_scheme(request, members[0]);
    if (last_members(request, TEXT("x-forwarded-host"), members) > 0)
        take_host(request, members[0]);
}

void http_forwarded_apply(const http_proxies *proxies, http_request *request, arena *a) {
    if (proxies->forwarded)
        apply_forwarded(proxies, request, a);
    else
        apply_x_forwarded(proxies, request);
    if (!request->forwarded)
        return;
    char *shown = arena_bytes(a, HTTP_ADDRESS_TEXT);
    request->client = (text){shown, http_address_print(&request->client_address, shown)};
}

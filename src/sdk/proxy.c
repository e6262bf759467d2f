// Which proxy the environment wants for a server, and for which servers none, as curl reads it: names and domains, addresses,
// and networks in CIDR notation.
#include "base/text.h"
#include "sdk/url.h"
#include <arpa/inet.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { ADDRESS_TEXT = INET6_ADDRSTRLEN + 4 }; // of an address and the length of its prefix

// --- exceptions ------------------------------------------------------------------------------------------------------

typedef struct address {
    int family;
    unsigned char bytes[16];
} address;

static bool address_read(const char *text, address *out) {
    out->family = strchr(text, ':') != NULL ? AF_INET6 : AF_INET;
    return inet_pton(out->family, text, out->bytes) == 1;
}

// Copies the text without brackets round it. False when it is longer than any address.
static bool without_brackets(text t, char out[ADDRESS_TEXT]) {
    if (t.length >= 2 && t.data[0] == '[' && t.data[t.length - 1] == ']')
        t = (text){t.data + 1, t.length - 2};
    if (t.length >= ADDRESS_TEXT)
        return false;
    memcpy(out, t.data, t.length);
    out[t.length] = '\0';
    return true;
}

// Takes "/24" off the entry. False when that is no length of a prefix.
static bool prefix_take(text *entry, unsigned *bits) {
    const char *slash = memchr(entry->data, '/', entry->length);
    if (slash == NULL)
        return true;
    size_t digits = entry->length - (size_t)(slash + 1 - entry->data);
    *bits = 0;
    for (size_t i = 1; i <= digits && digits <= 3; i++) {
        if (slash[i] < '0' || slash[i] > '9')
            return false;
        *bits = *bits * 10 + (unsigned)(slash[i] - '0');
    }
    entry->length = (size_t)(slash - entry->data);
    return digits > 0 && digits <= 3;
}

static bool entry_holds(text entry, const address *host) {
    char digits[ADDRESS_TEXT];
    address network;
    unsigned all = host->family == AF_INET6 ? 128 : 32, bits = all;
    if (!prefix_take(&entry, &bits) || bits > all || !without_brackets(entry, digits) ||
        !address_read(digits, &network) || network.family != host->family)
        return false;
    unsigned whole = bits / 8, rest = bits % 8;
    return memcmp(network.bytes, host->bytes, whole) == 0 &&
           (rest == 0 || ((network.bytes[whole] ^ host->bytes[whole]) & (0xFF00 >> rest) & 0xFF) == 0);
}

// Dots that begin an entry or end a name say nothing.
static bool entry_names(text entry, text host) {
    if (entry.length > 0 && entry.data[0] == '.')
        entry = (text){entry.data + 1, entry.length - 1};
    if (entry.length > 0 && entry.data[entry.length - 1] == '.')
        entry.length--;
    if (host.length > 0 && host.data[host.length - 1] == '.')
        host.length--;
    if (entry.length == 0 || entry.length > host.length)
        return false;
    text end = {host.data + host.length - entry.length, entry.length};
    return text_equal_ascii_nocase(end, entry) && (end.data == host.data || end.data[-1] == '.');
}

bool proxy_exempts(const char *list, const char *host) {
    char digits[ADDRESS_TEXT];
    address numeric;
    bool is_numeric = without_brackets(text_of(host), digits) && address_read(digits, &numeric);
    while (list != NULL && *list != '\0') {
        text entry = {list, strcspn(list, ", \t")};
        if (text_is(entry, "*") || (is_numeric ? entry_holds(entry, &numeric) : entry_names(entry, text_of(host))))
            return true;
        list += entry.length;
        list += strspn(list, ", \t");
    }
    return false;
}

// --- the proxy -------------------------------------------------------------------------------------------------------

// As other clients do: only the lower-case name for plain HTTP, because CGI sets HTTP_PROXY from a request's header.
const char *proxy_of_environment(const url_parts *u) {
    const char *proxy = strcasecmp(u->scheme, "https") == 0 ? getenv("https_proxy") : getenv("http_proxy");
    if (proxy == NULL && strcasecmp(u->scheme, "https") == 0)
        proxy = getenv("HTTPS_PROXY");
    if (proxy == NULL)
        proxy = getenv("all_proxy");
    if (proxy == NULL)
        proxy = getenv("ALL_PROXY");
    const char *exceptions = getenv("no_proxy");
    if (exceptions == NULL)
        exceptions = getenv("NO_PROXY");
    return proxy == NULL || proxy_exempts(exceptions, u->host) ? "" : proxy;
}

void proxy_authorize(buffer *headers, const url_parts *proxy) {
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="; // the last one fills up
    if (proxy->user == NULL)
        return;
    char *pair = url_join(proxy->user, ":", proxy->password == NULL ? "" : proxy->password, "");
    size_t length = strlen(pair);
    buffer_append_string(headers, "Proxy-Authorization: Basic ");
    for (size_t i = 0; i < length; i += 3) {
        uint32_t group = (uint32_t)(unsigned char)pair[i] << 16;
        group |= i + 1 < length ? (uint32_t)(unsigned char)pair[i + 1] << 8 : 0;
        group |= i + 2 < length ? (uint32_t)(unsigned char)pair[i + 2] : 0;
        buffer_append_byte(headers, digits[group >> 18]);
        buffer_append_byte(headers, digits[group >> 12 & 63]);
        buffer_append_byte(headers, digits[i + 1 < length ? group >> 6 & 63 : 64]);
        buffer_append_byte(headers, digits[i + 2 < length ? group & 63 : 64]);
    }
    buffer_append(headers, "\r\n", 2);
    free(pair);
}

#include "net/http_address.h"
#include <arpa/inet.h>

enum { V4_PREFIX = 12, V4_BITS = 96 };

static const uint8_t v4_prefix[V4_PREFIX] = {[10] = 0xff, [11] = 0xff};

static http_address address_v4(const void *bytes) {
    http_address address = {.known = true};
    memcpy(address.bytes, v4_prefix, V4_PREFIX);
    memcpy(address.bytes + V4_PREFIX, bytes, 4);
    return address;
}

static http_address address_v6(const void *bytes) {
    http_address address = {.known = true};
    memcpy(address.bytes, bytes, sizeof address.bytes);
    return address;
}

http_address http_address_of(const struct sockaddr *from) {
    if (from->sa_family == AF_INET)
        return address_v4(&((const struct sockaddr_in *)(const void *)from)->sin_addr);
    if (from->sa_family == AF_INET6)
        return address_v6(&((const struct sockaddr_in6 *)(const void *)from)->sin6_addr);
    return (http_address){0};
}

bool http_address_parse(text given, http_address *out) {
    char copy[HTTP_ADDRESS_TEXT];
    unsigned char bytes[16];
    if (given.length == 0 || given.length >= sizeof copy || memchr(given.data, '\0', given.length) != NULL)
        return false;
    memcpy(copy, given.data, given.length);
    copy[given.length] = '\0';
    if (inet_pton(AF_INET, copy, bytes) == 1)
        *out = address_v4(bytes);
    else if (inet_pton(AF_INET6, copy, bytes) == 1)
        *out = address_v6(bytes);
    else
        return false;
    return true;
}

static bool bit_of(const http_address *address, unsigned index) {
    return (address->bytes[index / 8] >> (7 - index % 8) & 1) != 0;
}

bool http_network_parse(text given, http_network *out) {
    const char *slash = given.length == 0 ? NULL : memchr(given.data, '/', given.length);
    text address = slash == NULL ? given : (text){given.data, (size_t)(slash - given.data)};
    if (!http_address_parse(address, &out->address))
        return false;
    bool short_form = memchr(address.data, ':', address.length) == NULL;
    out->bits = 128;
    if (slash != NULL) {
        text digits = {slash + 1, given.length - address.length - 1};
        long long bits;
        if (digits.length > 3 || !text_to_int64(digits, &bits) || bits < 0 || bits > (short_form ? 32 : 128))
            return false;
        out->bits = (unsigned)bits + (short_form ? V4_BITS : 0);
    }
    for (unsigned i = out->bits; i < 128; i++)
        if (bit_of(&out->address, i))
            return false;
    return true;
}

bool http_network_has(const http_network *network, const http_address *address) {
    size_t whole = network->bits / 8;
    unsigned rest = network->bits % 8;
    if (!address->known || memcmp(network->address.bytes, address->bytes, whole) != 0)
        return false;
    return rest == 0 || (network->address.bytes[whole] ^ address->bytes[whole]) >> (8 - rest) == 0;
}

bool http_address_is_v4(const http_address *address) {
    return memcmp(address->bytes, v4_prefix, V4_PREFIX) == 0;
}

size_t http_address_print(const http_address *address, char out[HTTP_ADDRESS_TEXT]) {
    bool v4 = http_address_is_v4(address);
    const uint8_t *bytes = v4 ? address->bytes + V4_PREFIX : address->bytes;
    if (inet_ntop(v4 ? AF_INET : AF_INET6, bytes, out, HTTP_ADDRESS_TEXT) == NULL)
        out[0] = '\0';
    return strlen(out);
}

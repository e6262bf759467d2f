// A list from the narrow to the wide: the first network that has the address decides. IPv4 is judged in its mapped form
// (http_address.h), so a mapped address is what it maps to.
#include "net/outbound_address.h"

typedef struct range {
    uint8_t bytes[16];
    unsigned bits;
    bool is_public;
} range;

#define V4(a, b, c, d, prefix, is_public)                                                                              \
    { {[10] = 0xff, [11] = 0xff, [12] = (a), [13] = (b), [14] = (c), [15] = (d)}, 96 + (prefix), is_public }

static const range v4_ranges[] = {
    V4(192, 0, 0, 9, 32, true),        // Port Control Protocol anycast
    V4(192, 0, 0, 10, 32, true),       // TURN anycast
    V4(168, 63, 129, 16, 32, false),   // the metadata service of a cloud, in a public network
    V4(255, 255, 255, 255, 32, false), // broadcast
    V4(192, 0, 0, 0, 24, false),       // protocol assignments, metadata of a cloud
    V4(192, 0, 2, 0, 24, false),       // documentation
    V4(192, 88, 99, 0, 24, false),     // 6to4 relays, withdrawn
    V4(198, 51, 100, 0, 24, false),    // documentation
    V4(203, 0, 113, 0, 24, false),     // documentation
    V4(169, 254, 0, 0, 16, false),     // link-local, metadata
    V4(192, 168, 0, 0, 16, false),     // private
    V4(198, 18, 0, 0, 15, false),      // measurements
    V4(172, 16, 0, 0, 12, false),      // private
    V4(100, 64, 0, 0, 10, false),      // shared by customers of a carrier, metadata
    V4(0, 0, 0, 0, 8, false),          // this network
    V4(10, 0, 0, 0, 8, false),         // private
    V4(127, 0, 0, 0, 8, false),        // loopback
    V4(224, 0, 0, 0, 4, false),        // multicast
    V4(240, 0, 0, 0, 4, false),        // reserved
    V4(0, 0, 0, 0, 0, true),
};
#undef V4

// What is not within 2000::/3 is not handed out: loopback, translation, unique local, link-local, site-local, multicast.
static const range v6_ranges[] = {
    {{0x20, 0x01, 0x00, 0x01, [15] = 0x01}, 128, true}, // Port Control Protocol anycast
    {{0x20, 0x01, 0x00, 0x01, [15] = 0x02}, 128, true}, // TURN anycast
    {{0x20, 0x01, 0x00, 0x01, [15] = 0x03}, 128, true}, // service registration anycast
    {{0x20, 0x01, 0x00, 0x04, 0x01, 0x12}, 48, true},   // AS112
    {{0x20, 0x01, 0x00, 0x03}, 32, true},               // automatic multicast tunnels
    {{0x20, 0x01, 0x0d, 0xb8}, 32, false},              // documentation
    {{0x20, 0x01, 0x00, 0x20}, 28, true},               // ORCHIDv2
    {{0x20, 0x01, 0x00, 0x30}, 28, true},               // remote identification of drones
    {{0x20, 0x01}, 23, false},                          // protocol assignments, Teredo
    {{0x3f, 0xff}, 20, false},                          // documentation
    {{0x20, 0x02}, 16, false},                          // 6to4
    {{0x20}, 3, true},
    {{0}, 0, false},
};

// 64:ff9b::/96 (RFC 6052): a translator sends on to the IPv4 address in the last four bytes.
static const http_network translated = {{true, {0x00, 0x64, 0xff, 0x9b}}, 96};

static bool decide(const range *ranges, const http_address *address) {
    for (;; ranges++) {
        http_network network = {{.known = true}, ranges->bits};
        memcpy(network.address.bytes, ranges->bytes, sizeof ranges->bytes);
        if (http_network_has(&network, address))
            return ranges->is_public;
    }
}

bool outbound_address_is_public(const http_address *address) {
    if (!address->known)
        return false;
    if (http_address_is_v4(address))
        return decide(v4_ranges, address);
    if (!http_network_has(&translated, address))
        return decide(v6_ranges, address);
    http_address behind = {true, {[10] = 0xff, [11] = 0xff}};
    memcpy(behind.bytes + 12, address->bytes + 12, 4);
    return decide(v4_ranges, &behind);
}

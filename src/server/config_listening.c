// The settings that say where the server listens, for whom, with which certificates, and whom it believes about its clients.
#include "server/config.h"
#include <arpa/inet.h>

#define X_FORWARDED_FOR "X-Forwarded-For"
#define FORWARDED "Forwarded"
#define UNIX_SOCKETS "unix"

// --- addresses -------------------------------------------------------------------------------------------------------

static const char *without_scheme(const char *address) {
    if (strncmp(address, "http://", 7) == 0)
        return address + 7;
    return strncmp(address, "https://", 8) == 0 ? address + 8 : address;
}

// Whether the host is this machine's alone, by its number: a name that begins with "127." may be anybody's.
static bool is_loopback(const char *host) {
    struct in_addr v4;
    struct in6_addr v6;
    if (strcmp(host, "localhost") == 0)
        return true;
    if (inet_pton(AF_INET, host, &v4) == 1)
        return (ntohl(v4.s_addr) >> 24) == 127;
    if (inet_pton(AF_INET6, host, &v6) != 1)
        return false;
    return IN6_IS_ADDR_LOOPBACK(&v6) || (IN6_IS_ADDR_V4MAPPED(&v6) && v6.s6_addr[12] == 127);
}

bool config_is_local(const char *address) {
    char host[256];
    if (strncmp(address, "unix:", 5) == 0)
        return true;
    address = without_scheme(address);
    const char *colon = strrchr(address, ':');
    size_t length = colon == NULL ? 0 : (size_t)(colon - address);
    if (length >= 2 && address[0] == '[' && address[length - 1] == ']') {
        address++;
        length -= 2;
    }
    if (length == 0 || length >= sizeof host)
        return false;
    memcpy(host, address, length);
    host[length] = '\0';
    return is_loopback(host);
}

bool config_listens_locally(const config *c) {
    for (size_t i = 0; i < c->listen.count; i++)
        if (!config_is_local(c->listen.items[i]))
            return false;
    return true;
}

bool config_is_address(const char *address) {
    if (strncmp(address, "unix:", 5) == 0)
        return address[5] != '\0';
    address = without_scheme(address);
    const char *colon = strrchr(address, ':');
    long long port = -1;
    return colon != NULL && colon != address && strchr(address, '/') == NULL &&
           text_to_int64(text_of(colon + 1), &port) && port >= 0 && port <= 65535;
}

static bool is_named(const char *setting) {
    return setting != NULL && *setting != '\0';
}

bool config_authenticates(const config *c) {
    if (c->auth_disabled != CONFIG_UNSET)
        return c->auth_disabled == CONFIG_OFF;
    return is_named(c->bootstrap_api_key) || is_named(c->oidc_issuer) || is_named(c->certificate_teams) ||
           strcmp(c->environment, "production") == 0;
}

const char config_stays_local_why[] =
    "refusing to listen beyond this machine with authentication off: every caller would be an admin. Set "
    "BOOTSTRAP_API_KEY or AUTH_DISABLED=false to have authentication, listen on 127.0.0.1, or set "
    "AUTH_DISABLED=true to do it all the same";

bool config_stays_local(const config *c) {
    return !config_authenticates(c) && c->auth_disabled == CONFIG_UNSET;
}

// --- TLS -------------------------------------------------------------------------------------------------------------

static bool wants_tls(const config *c) {
    for (size_t i = 0; i < c->listen.count; i++)
        if (strncmp(c->listen.items[i], "https://", 8) == 0)
            return true;
    return false;
}

static const char *tls_fault(const config *c, arena *a) {
    size_t certificates = c->tls_certificate.count, keys = c->tls_key.count;
    if (certificates == 0 && wants_tls(c))
        return "an address that begins with https:// needs TESSERA_TLS_CERTIFICATE and TESSERA_TLS_KEY";
    if (certificates == 0 && (keys > 0 || c->tls_client_ca != NULL))
        return arena_printf(a, "%s needs TESSERA_TLS_CERTIFICATE",
                            keys > 0 ? "TESSERA_TLS_KEY" : "TESSERA_TLS_CLIENT_CA");
    if (is_named(c->certificate_teams) && c->tls_client_ca == NULL)
        return "TESSERA_CERTIFICATE_TEAMS needs TESSERA_TLS_CLIENT_CA: else no client is asked for a certificate";
    if (keys != 0 && keys != certificates)
        return arena_printf(
            a,
            "TESSERA_TLS_KEY must name a file for each one of TESSERA_TLS_CERTIFICATE, in their order, or none "
            "where keys stand with their certificates; it names %zu, for %zu",
            keys, certificates);
    if (strcmp(c->tls_minimum, "1.2") != 0 && strcmp(c->tls_minimum, "1.3") != 0)
        return arena_printf(a, "TESSERA_TLS_MINIMUM must be 1.2 or 1.3, not \"%s\"", c->tls_minimum);
    if (strcmp(c->tls_client, "required") != 0 && strcmp(c->tls_client, "requested") != 0)
        return arena_printf(a, "TESSERA_TLS_CLIENT must be required or requested, not \"%s\"", c->tls_client);
    return NULL;
}

http_tls_options config_tls_options(const config *c, arena *a) {
    size_t count = c->tls_certificate.count;
    http_tls_certificate *files = arena_array(a, count + 1, sizeof *files);
    for (size_t i = 0; i < count; i++) {
        const char *file = c->tls_certificate.items[i];
        files[i] = (http_tls_certificate){file, c->tls_key.count == 0 ? file : c->tls_key.items[i]};
    }
    return (http_tls_options){.certificates = files,
                              .count = count,
                              .client_ca_file = c->tls_client_ca,
                              .client_required = strcmp(c->tls_client, "required") == 0,
                              .only_1_3 = strcmp(c->tls_minimum, "1.3") == 0};
}

// --- proxies ---------------------------------------------------------------------------------------------------------

static const char *proxies_fault(const config *c, arena *a) {
    http_network network;
    for (size_t i = 0; i < c->trusted_proxies.count; i++) {
        const char *given = c->trusted_proxies.items[i];
        if (strcmp(given, UNIX_SOCKETS) != 0 && !http_network_parse(text_of(given), &network))
            return arena_printf(
                a,
                "TESSERA_TRUSTED_PROXIES must name addresses, networks as 10.0.0.0/8 without bits behind the prefix, "
                "or unix, not \"%s\"",
                given);
    }
    text header = text_of(c->proxy_header);
    if (text_equal_ascii_nocase(header, TEXT(X_FORWARDED_FOR)) || text_equal_ascii_nocase(header, TEXT(FORWARDED)))
        return NULL;
    return arena_printf(a, "TESSERA_PROXY_HEADER must be " X_FORWARDED_FOR " or " FORWARDED ", not \"%s\"",
                        c->proxy_header);
}

http_proxies config_proxies(const config *c, arena *a) {
    http_network *networks = arena_array(a, c->trusted_proxies.count + 1, sizeof *networks);
    http_proxies proxies = {.networks = networks,
                            .forwarded = text_equal_ascii_nocase(text_of(c->proxy_header), TEXT(FORWARDED))};
    for (size_t i = 0; i < c->trusted_proxies.count; i++)
        if (strcmp(c->trusted_proxies.items[i], UNIX_SOCKETS) == 0)
            proxies.unix_sockets = true;
        else if (http_network_parse(text_of(c->trusted_proxies.items[i]), &networks[proxies.count]))
            proxies.count++;
    return proxies;
}

const char *config_listening_fault(const config *c, arena *a) {
    const char *fault = tls_fault(c, a);
    return fault != NULL ? fault : proxies_fault(c, a);
}

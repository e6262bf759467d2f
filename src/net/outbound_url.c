#include "net/outbound_url.h"
#include "base/ascii.h"
#include "net/outbound_address.h"
#include <stdio.h>

enum { SCHEME_SHOWN = 32 };

static bool refuse(char reason[OUTBOUND_REASON], const char *words) {
    snprintf(reason, OUTBOUND_REASON, "%s", words);
    return false;
}

// --- by hand: what clients are told in these words -------------------------------------------------------------------

// The text before the first colon where that is a scheme (RFC 3986 section 3.1), else empty.
static text scheme_of(const char *given) {
    size_t length = 0;
    while (ascii_is_letter(given[length]) ||
           (length > 0 && given[length] != '\0' && (ascii_is_digit(given[length]) || strchr("+-.", given[length]))))
        length++;
    return (text){given, given[length] == ':' ? length : 0};
}

static bool names_host(const char *given, text scheme) {
    const char *rest = given + scheme.length + 1;
    if (strncmp(rest, "//", 2) != 0)
        return false;
    text authority = {rest + 2, strcspn(rest + 2, "/?#\\")};
    const char *at = authority.length == 0 ? NULL : memrchr(authority.data, '@', authority.length);
    if (at != NULL)
        authority = (text){at + 1, authority.length - (size_t)(at + 1 - authority.data)};
    return authority.length > 0 && authority.data[0] != ':';
}

static bool begins_well(const outbound_rules *rules, const char *given, char reason[OUTBOUND_REASON]) {
    text scheme = scheme_of(given);
    bool secure = text_equal_ascii_nocase(scheme, TEXT("https"));
    if (rules->https_only && !secure)
        return refuse(reason, "Webhook URL must use HTTPS in production");
    if (!secure && !text_equal_ascii_nocase(scheme, TEXT("http"))) {
        int shown = scheme.length > SCHEME_SHOWN ? SCHEME_SHOWN : (int)scheme.length;
        snprintf(reason, OUTBOUND_REASON, "Invalid URL scheme: %.*s", shown, scheme.data);
        return false;
    }
    return names_host(given, scheme) || refuse(reason, "Webhook URL must have a hostname");
}

// --- hosts -----------------------------------------------------------------------------------------------------------

static text without_last_dots(text name) {
    while (name.length > 0 && name.data[name.length - 1] == '.')
        name.length--;
    return name;
}

static bool is_within(text host, text domain) {
    if (text_equal_ascii_nocase(host, domain))
        return true;
    if (domain.length == 0 || host.length <= domain.length + 1)
        return false;
    text end = {host.data + host.length - domain.length, domain.length};
    return end.data[-1] == '.' && text_equal_ascii_nocase(end, domain);
}

static bool is_listed(const outbound_rules *rules, const char *host) {
    text name = without_last_dots(text_of(host));
    for (size_t i = 0; i < rules->domain_count; i++)
        if (is_within(name, without_last_dots(text_of(rules->domains[i]))))
            return true;
    return rules->domain_count == 0;
}

bool outbound_rules_allow(const outbound_rules *rules, const http_address *address) {
    for (size_t i = 0; i < rules->network_count; i++)
        if (http_network_has(&rules->networks[i], address))
            return true;
    return outbound_address_is_public(address);
}

// --- by libcurl ------------------------------------------------------------------------------------------------------

static bool has_part(CURLU *url, CURLUPart part) {
    char *value = NULL;
    bool there = curl_url_get(url, part, &value, 0) == CURLUE_OK;
    curl_free(value);
    return there;
}

// False, with the reason, when it cannot be read. The caller frees what is in `out` in either case.
static bool read_url(const char *given, outbound_url *out, char reason[OUTBOUND_REASON]) {
    out->handle = curl_url();
    if (out->handle == NULL)
        return refuse(reason, "Invalid URL: out of memory");
    if (strlen(given) > OUTBOUND_URL_MAXIMUM)
        return refuse(reason, "Invalid URL: it is longer than 2000 bytes");
    for (const char *c = given; *c != '\0'; c++)
        if (*c <= 0x20 || *c >= 0x7f || *c == '\\')
            return refuse(reason, "Invalid URL: it holds a character that must be escaped");
    CURLUcode code = curl_url_set(out->handle, CURLUPART_URL, given, 0);
    if (code == CURLUE_OK)
        code = curl_url_get(out->handle, CURLUPART_HOST, &out->host, 0);
    if (code == CURLUE_OK)
        code = curl_url_get(out->handle, CURLUPART_PORT, &out->port, CURLU_DEFAULT_PORT);
    if (code != CURLUE_OK) {
        snprintf(reason, OUTBOUND_REASON, "Invalid URL: %s", curl_url_strerror(code));
        return false;
    }
    // These would stand in lists of deliveries and in logs for all to read.
    if (has_part(out->handle, CURLUPART_USER) || has_part(out->handle, CURLUPART_PASSWORD))
        return refuse(reason, "Invalid URL: it must not hold a user or a password");
    if (has_part(out->handle, CURLUPART_ZONEID))
        return refuse(reason, "Invalid URL: an address must not name a zone");
    size_t length = strlen(out->host);
    if (out->host[0] == '[' && out->host[length - 1] == ']') {
        memmove(out->host, out->host + 1, length - 2);
        out->host[length - 2] = '\0';
    }
    out->is_address = http_address_parse(text_of(out->host), &out->address);
    return true;
}

// Names that lead to the machine itself whatever a resolver says (RFC 6761 section 6.3).
static bool is_local(const char *host) {
    text name = text_of(host), local = TEXT("localhost");
    while (name.length > 0 && name.data[name.length - 1] == '.')
        name.length--;
    if (name.length < local.length)
        return false;
    size_t before = name.length - local.length;
    return text_equal_ascii_nocase((text){name.data + before, local.length}, local) &&
           (before == 0 || name.data[before - 1] == '.');
}

static bool allows_loopback(const outbound_rules *rules) {
    http_address v4, v6;
    return (http_address_parse(TEXT("127.0.0.1"), &v4) && outbound_rules_allow(rules, &v4)) ||
           (http_address_parse(TEXT("::1"), &v6) && outbound_rules_allow(rules, &v6));
}

bool outbound_url_open(const outbound_rules *rules, const char *given, outbound_url *out,
                       char reason[OUTBOUND_REASON]) {
    *out = (outbound_url){.handle = NULL};
    reason[0] = '\0';
    if (!begins_well(rules, given, reason))
        return false;
    bool good = read_url(given, out, reason);
    if (good && !is_listed(rules, out->host))
        good = refuse(reason, "Webhook URL hostname is not in allowlist");
    if (good && out->is_address && !outbound_rules_allow(rules, &out->address))
        good = refuse(reason, OUTBOUND_BLOCKED);
    if (good && is_local(out->host) && !allows_loopback(rules))
        good = refuse(reason, OUTBOUND_BLOCKED);
    if (!good)
        outbound_url_done(out);
    return good;
}

void outbound_url_done(outbound_url *url) {
    curl_free(url->host);
    curl_free(url->port);
    curl_url_cleanup(url->handle);
    *url = (outbound_url){.handle = NULL};
}

bool outbound_url_is_allowed(const outbound_rules *rules, const char *url, char reason[OUTBOUND_REASON]) {
    outbound_url opened;
    if (!outbound_url_open(rules, url, &opened, reason))
        return false;
    outbound_url_done(&opened);
    return true;
}

// Options are checked once, when a client is made, and kept as the texts that requests are made of: complete header
// lines, the prefix of the request target, the URL to connect to. Plain HTTP through a proxy is only another prefix and
// another peer; with TLS libcurl makes the tunnel.
#include "sdk/settings.h"
#include "base/memory.h"
#include "base/text.h"
#include "sdk/versioned.h"
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    HEADER_BYTES = 64 * 1024,
    DEFAULT_TIMEOUT = 30 * 1000 * 1000,
    DEFAULT_CONNECTIONS = 100,
    DEFAULT_PENDING = 100000,
    MOST_CONNECTIONS = 10000,
};
#define DEFAULT_REPLY ((size_t)64 * 1024 * 1024)
#define DEFAULT_URL "http://localhost:8000"

static bool refuse(char *problem, size_t size, const char *format, const char *value)
    __attribute__((format(printf, 3, 0)));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static bool refuse(char *problem, size_t size, const char *format, const char *value) {
    snprintf(problem, size, format, value);
    return false;
}
#pragma GCC diagnostic pop

// --- headers ---------------------------------------------------------------------------------------------------------

bool settings_is_field_value(const char *value) {
    for (const unsigned char *at = (const unsigned char *)value; *at != '\0'; at++)
        if ((*at < 0x20 && *at != '\t') || *at == 0x7F)
            return false;
    return true;
}

// A token of RFC 9110 section 5.6.2 before the colon.
static size_t field_name_length(const char *line) {
    static const char others[] = "!#$%&'*+-.^_`|~";
    const char *at = line;
    while ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') ||
           (*at != '\0' && strchr(others, *at) != NULL))
        at++;
    return *at == ':' ? (size_t)(at - line) : 0;
}

static bool line_has_name(const char *line, const char *name) {
    size_t length = strlen(name);
    return strncasecmp(line, name, length) == 0 && line[length] == ':';
}

// These are the library's own: they frame the message.
static bool is_framing(const char *line) {
    static const char *const names[] = {"Content-Length", "Transfer-Encoding", "Connection", "Expect",
                                        "Upgrade",        "Trailer",           "TE"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (line_has_name(line, names[i]))
            return true;
    return false;
}

bool settings_append_headers(buffer *out, const char *const *headers, const char **problem) {
    for (; headers != NULL && *headers != NULL; headers++) {
        if (field_name_length(*headers) == 0 || !settings_is_field_value(*headers) || is_framing(*headers)) {
            *problem = *headers;
            return false;
        }
        buffer_append_string(out, *headers);
        buffer_append(out, "\r\n", 2);
    }
    return !out->failed;
}

static bool is_given(const char *const *headers, const char *name) {
    for (; headers != NULL && *headers != NULL; headers++)
        if (line_has_name(*headers, name))
            return true;
    return false;
}

static void add_header(buffer *out, const char *const *given, const char *name, const char *value) {
    if (value == NULL || is_given(given, name))
        return;
    buffer_append_string(out, name);
    buffer_append(out, ": ", 2);
    buffer_append_string(out, value);
    buffer_append(out, "\r\n", 2);
}

// --- URL and proxy ---------------------------------------------------------------------------------------------------

typedef struct parsed_url {
    char *scheme, *user, *password, *host, *port, *path, *query, *fragment;
} parsed_url;

static void parsed_url_done(parsed_url *u) {
    char *all[] = {u->scheme, u->user, u->password, u->host, u->port, u->path, u->query, u->fragment};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        curl_free(all[i]);
}

static bool parse_url(const char *url, parsed_url *u) {
    CURLU *handle = curl_url();
    if (handle == NULL)
        return false;
    bool fine = curl_url_set(handle, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK;
    if (fine) {
        curl_url_get(handle, CURLUPART_SCHEME, &u->scheme, 0);
        curl_url_get(handle, CURLUPART_USER, &u->user, CURLU_URLDECODE);
        curl_url_get(handle, CURLUPART_PASSWORD, &u->password, CURLU_URLDECODE);
        curl_url_get(handle, CURLUPART_HOST, &u->host, 0);
        curl_url_get(handle, CURLUPART_PORT, &u->port, CURLU_DEFAULT_PORT);
        curl_url_get(handle, CURLUPART_PATH, &u->path, 0);
        curl_url_get(handle, CURLUPART_QUERY, &u->query, 0);
        curl_url_get(handle, CURLUPART_FRAGMENT, &u->fragment, 0);
    }
    curl_url_cleanup(handle);
    return fine && u->scheme != NULL && u->host != NULL;
}

static char *join(const char *a, const char *b, const char *c, const char *d) {
    size_t size = strlen(a) + strlen(b) + strlen(c) + strlen(d) + 1;
    char *out = memory_alloc(size);
    snprintf(out, size, "%s%s%s%s", a, b, c, d);
    return out;
}

// The authority as it stands in Host: without the scheme's own port.
static char *authority_of(const parsed_url *u) {
    bool usual = u->port == NULL || strcmp(u->port, strcasecmp(u->scheme, "https") == 0 ? "443" : "80") == 0;
    return join(u->host, usual ? "" : ":", usual ? "" : u->port, "");
}

static bool name_ends_with(const char *host, const char *suffix, size_t length) {
    size_t whole = strlen(host);
    if (length == 0 || length > whole || strncasecmp(host + whole - length, suffix, length) != 0)
        return false;
    return length == whole || host[whole - length - 1] == '.';
}

// Whether no_proxy, a list of names and domains or "*", names the host.
static bool is_exempt(const char *host) {
    const char *list = getenv("no_proxy");
    if (list == NULL)
        list = getenv("NO_PROXY");
    while (list != NULL && *list != '\0') {
        size_t length = strcspn(list, ", ");
        size_t dot = length > 0 && list[0] == '.' ? 1 : 0;
        if ((length == 1 && list[0] == '*') || name_ends_with(host, list + dot, length - dot))
            return true;
        list += length;
        list += strspn(list, ", ");
    }
    return false;
}

// As other clients do: only the lower-case name for plain HTTP, because CGI sets HTTP_PROXY from a request's header.
static const char *proxy_of_environment(const parsed_url *u) {
    const char *proxy = strcasecmp(u->scheme, "https") == 0 ? getenv("https_proxy") : getenv("http_proxy");
    if (proxy == NULL && strcasecmp(u->scheme, "https") == 0)
        proxy = getenv("HTTPS_PROXY");
    if (proxy == NULL)
        proxy = getenv("all_proxy");
    if (proxy == NULL)
        proxy = getenv("ALL_PROXY");
    return proxy == NULL || is_exempt(u->host) ? "" : proxy;
}

static void add_proxy_authorization(buffer *headers, const parsed_url *proxy) {
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="; // the last one fills up
    if (proxy->user == NULL)
        return;
    char *pair = join(proxy->user, ":", proxy->password == NULL ? "" : proxy->password, "");
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

// Plain HTTP goes to an HTTP proxy as requests with absolute targets (RFC 9112 section 3.2.2); everything else tunnels.
static bool choose_proxy(settings *s, const char *url, const parsed_url *target, buffer *headers, char *problem,
                         size_t size) {
    parsed_url proxy = {0};
    if (url == NULL)
        url = proxy_of_environment(target);
    if (url[0] == '\0') {
        s->proxy = memory_strdup("");
        return true;
    }
    char *complete = strstr(url, "://") == NULL ? join("http://", url, "", "") : memory_strdup(url);
    bool fine = parse_url(complete, &proxy);
    bool http = fine && strcasecmp(proxy.scheme, "http") == 0;
    if (fine && http && !s->secure) {
        char *authority = join(proxy.host, ":", proxy.port, "");
        free(s->connect_url);
        free(s->prefix);
        s->connect_url = join("http://", authority, "/", "");
        s->prefix = memory_strdup(s->base_url);
        s->proxy = memory_strdup("");
        add_proxy_authorization(headers, &proxy);
        free(authority);
    } else if (fine) {
        s->proxy = memory_strdup(complete);
    }
    parsed_url_done(&proxy);
    free(complete);
    return fine || refuse(problem, size, "the proxy's URL '%s' is malformed", url);
}

// Requests are written from it as it is, so it must not hold what would end a request line.
static bool is_plain(const char *url) {
    for (const unsigned char *at = (const unsigned char *)url; *at != '\0'; at++)
        if (*at <= 0x20 || *at >= 0x7F)
            return false;
    return true;
}

static bool read_url(settings *s, const tessera_client_options *o, buffer *headers, char *problem, size_t size) {
    parsed_url u = {0};
    const char *url = o->base_url != NULL ? o->base_url : getenv("TESSERA_URL");
    if (url == NULL || url[0] == '\0')
        url = DEFAULT_URL;
    s->base_url = memory_strdup(url);
    for (size_t length = strlen(s->base_url); length > 0 && s->base_url[length - 1] == '/'; length--)
        s->base_url[length - 1] = '\0';
    bool fine = is_plain(s->base_url) && parse_url(s->base_url, &u) &&
                (strcasecmp(u.scheme, "http") == 0 || strcasecmp(u.scheme, "https") == 0) && u.query == NULL &&
                u.fragment == NULL && u.user == NULL;
    if (fine) {
        char *authority = authority_of(&u);
        s->secure = strcasecmp(u.scheme, "https") == 0;
        s->connect_url = join(u.scheme, "://", authority, "/");
        s->prefix = memory_strdup(u.path == NULL || strcmp(u.path, "/") == 0 ? "" : u.path);
        add_header(headers, o->headers, "Host", authority);
        free(authority);
        fine = choose_proxy(s, o->proxy, &u, headers, problem, size);
    } else {
        refuse(problem, size, "the URL '%s' is not an http or https URL of a server", url);
    }
    parsed_url_done(&u);
    return fine;
}

// --- all of it -------------------------------------------------------------------------------------------------------

static bool read_headers(const tessera_client_options *o, buffer *headers, char *problem, size_t size) {
    char authorization[4096];
    const char *key = o->api_key != NULL ? o->api_key : getenv("TESSERA_API_KEY");
    const char *agent = o->user_agent != NULL ? o->user_agent : "libtessera/" TESSERA_VERSION;
    const char *bad = NULL;
    add_header(headers, o->headers, "User-Agent", agent);
    add_header(headers, o->headers, "Accept", "application/json");
    if (key != NULL && key[0] != '\0') {
        int length = snprintf(authorization, sizeof authorization, "Bearer %s", key);
        if (length >= (int)sizeof authorization || !settings_is_field_value(key))
            return refuse(problem, size, "the API key cannot be sent%s", "");
        add_header(headers, o->headers, "Authorization", authorization);
    }
    if (!settings_is_field_value(agent))
        return refuse(problem, size, "the user agent cannot be sent%s", "");
    if (!settings_append_headers(headers, o->headers, &bad))
        return refuse(problem, size, "the header '%s' cannot be sent", bad == NULL ? "" : bad);
    return true;
}

static void read_numbers(settings *s, const tessera_client_options *o) {
    s->timeout = o->timeout_ms == 0 ? DEFAULT_TIMEOUT : o->timeout_ms < 0 ? -1 : o->timeout_ms;
    if (o->timeout_ms > 0)
        s->timeout = o->timeout_ms > INT64_MAX / 2000 ? -1 : o->timeout_ms * 1000;
    s->max_connections = o->max_connections == 0 ? DEFAULT_CONNECTIONS : o->max_connections;
    if (s->max_connections > MOST_CONNECTIONS)
        s->max_connections = MOST_CONNECTIONS;
    s->max_pending = o->max_pending == 0 ? DEFAULT_PENDING : o->max_pending;
    s->retries = o->retries;
    s->undecoded = o->undecoded;
    s->max_reply = o->max_reply_bytes == 0 ? DEFAULT_REPLY : o->max_reply_bytes;
    s->skip_verify = o->skip_verify;
}

bool settings_read(settings *s, const tessera_client_options *given, char *problem, size_t problem_size) {
    tessera_client_options o;
    buffer headers;
    *s = (settings){0};
    VERSIONED_READ(&o, given, user_agent);
    buffer_init(&headers, HEADER_BYTES);
    read_numbers(s, &o);
    s->ca_file = o.ca_file == NULL ? NULL : memory_strdup(o.ca_file);
    bool fine = read_url(s, &o, &headers, problem, problem_size) && read_headers(&o, &headers, problem, problem_size);
    if (fine) {
        s->headers = buffer_take(&headers, NULL);
        if (s->headers == NULL)
            fine = refuse(problem, problem_size, "the headers are too long%s", "");
    }
    buffer_done(&headers);
    if (!fine)
        settings_done(s);
    return fine;
}

void settings_done(settings *s) {
    free(s->base_url);
    free(s->connect_url);
    free(s->prefix);
    free(s->headers);
    free(s->proxy);
    free(s->ca_file);
    *s = (settings){0};
}

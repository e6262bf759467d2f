// Options are checked once, when a client is made, and kept as the texts that requests are made of: complete header
// lines, the prefix of the request target, the URL to connect to. Plain HTTP through a proxy is only another prefix and
// another peer; with TLS libcurl makes the tunnel.
#include "sdk/settings.h"
#include "base/memory.h"
#include "base/text.h"
#include "sdk/url.h"
#include "sdk/versioned.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum {
    HEADER_BYTES = 64 * 1024,
    DEFAULT_TIMEOUT = 30 * 1000 * 1000,
    DEFAULT_CONNECTIONS = 100,
    DEFAULT_RETRIES = 2,
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

// Without the value, which may be a credential.
bool settings_refuse_header(char *problem, size_t size, const char *line) {
    const char *colon = line == NULL ? NULL : strchr(line, ':');
    snprintf(problem, size, "the header '%.*s' cannot be sent", colon == NULL ? 0 : (int)(colon - line), line);
    return false;
}

bool settings_list_has(const char *const *headers, const char *name) {
    for (; headers != NULL && *headers != NULL; headers++)
        if (line_has_name(*headers, name))
            return true;
    return false;
}

static void add_header(buffer *out, const char *const *given, const char *name, const char *value) {
    if (value == NULL || settings_list_has(given, name))
        return;
    buffer_append_string(out, name);
    buffer_append(out, ": ", 2);
    buffer_append_string(out, value);
    buffer_append(out, "\r\n", 2);
}

// --- where the server is ---------------------------------------------------------------------------------------------

// Of another libcurl would tell the whole URL, password included, when it connects.
static bool is_proxy_scheme(const char *scheme) {
    static const char *const known[] = {"http", "https", "socks4", "socks4a", "socks5", "socks5h"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcasecmp(scheme, known[i]) == 0)
            return true;
    return false;
}

// Plain HTTP goes to an HTTP proxy as requests with absolute targets (RFC 9112 section 3.2.2); everything else tunnels.
static bool choose_proxy(settings *s, const char *url, const url_parts *target, buffer *headers, char *problem,
                         size_t size) {
    url_parts proxy = {0};
    if (url == NULL)
        url = proxy_of_environment(target);
    if (url[0] == '\0') {
        s->proxy = memory_strdup("");
        return true;
    }
    char *complete = strstr(url, "://") == NULL ? url_join("http://", url, "", "") : memory_strdup(url);
    bool fine = url_parse(complete, &proxy) && is_proxy_scheme(proxy.scheme);
    bool http = fine && strcasecmp(proxy.scheme, "http") == 0;
    if (fine && http && !s->secure) {
        char *authority = url_join(proxy.host, ":", proxy.port, "");
        free(s->connect_url);
        free(s->prefix);
        s->connect_url = url_join("http://", authority, "/", "");
        s->prefix = memory_strdup(s->base_url);
        s->proxy = memory_strdup("");
        proxy_authorize(headers, &proxy);
        free(authority);
    } else if (fine) {
        s->proxy = memory_strdup(complete);
    }
    if (!fine) {
        char *shown = url_shown(url);
        refuse(problem, size, "the URL '%s' is not that of an HTTP or SOCKS proxy", shown);
        free(shown);
    }
    url_parts_done(&proxy);
    free(complete);
    return fine;
}

// A socket file: no proxy leads there, and the server is called localhost.
static bool read_unix_url(settings *s, const tessera_client_options *o, buffer *headers, char *problem, size_t size) {
    if (!url_read_unix(s->base_url, &s->socket_path, &s->prefix))
        return refuse(problem, size, "the URL '%s' names no path of 1 to 107 bytes of a unix socket", s->base_url);
    s->connect_url = memory_strdup("http://localhost/");
    s->proxy = memory_strdup("");
    add_header(headers, o->headers, "Host", "localhost");
    return true;
}

static bool read_http_url(settings *s, const tessera_client_options *o, buffer *headers, char *problem, size_t size) {
    url_parts u = {0};
    bool fine = url_is_plain(s->base_url) && url_parse(s->base_url, &u) &&
                (strcasecmp(u.scheme, "http") == 0 || strcasecmp(u.scheme, "https") == 0) && u.query == NULL &&
                u.fragment == NULL;
    if (fine) {
        char *authority = url_authority(&u);
        s->secure = strcasecmp(u.scheme, "https") == 0;
        s->connect_url = url_join(u.scheme, "://", authority, "/");
        s->prefix = memory_strdup(u.path == NULL || strcmp(u.path, "/") == 0 ? "" : u.path);
        add_header(headers, o->headers, "Host", authority);
        free(authority);
        fine = choose_proxy(s, o->proxy, &u, headers, problem, size);
    } else {
        char *shown = url_shown(s->base_url);
        refuse(problem, size, "the URL '%s' is not an http or https URL of a server", shown);
        free(shown);
    }
    url_parts_done(&u);
    return fine;
}

static bool read_url(settings *s, const tessera_client_options *o, buffer *headers, char *problem, size_t size) {
    const char *url = o->base_url != NULL ? o->base_url : getenv("TESSERA_URL");
    if (url == NULL || url[0] == '\0')
        url = DEFAULT_URL;
    s->base_url = memory_strdup(url);
    for (size_t length = strlen(s->base_url); length > 0 && s->base_url[length - 1] == '/'; length--)
        s->base_url[length - 1] = '\0';
    bool is_unix = url_is_unix(s->base_url);
    if (is_unix && strstr(s->base_url, "://") == NULL)
        return read_unix_url(s, o, headers, problem, size);
    if (url_has_credentials(s->base_url))
        return refuse(
            problem, size,
            "the server's URL must not hold a user or a password, which would end up in logs; a credential is "
            "given as the API key or as a header%s",
            "");
    return is_unix ? read_unix_url(s, o, headers, problem, size) : read_http_url(s, o, headers, problem, size);
}

// --- TLS -------------------------------------------------------------------------------------------------------------

static char *copy_of(const char *value) {
    return value == NULL || value[0] == '\0' ? NULL : memory_strdup(value);
}

static bool is_readable(const char *file, char *problem, size_t size) {
    return file == NULL || access(file, R_OK) == 0 || refuse(problem, size, "the file '%s' cannot be read", file);
}

// Authorities that are named take the place of the environment's, and those that of the system's.
static bool read_tls(settings *s, const tessera_client_options *o, char *problem, size_t size) {
    bool named = o->ca_file != NULL || o->ca_text != NULL;
    s->skip_verify = o->skip_verify;
    s->ca_file = copy_of(named ? o->ca_file : getenv("SSL_CERT_FILE"));
    s->ca_folder = copy_of(named ? NULL : getenv("SSL_CERT_DIR"));
    s->ca_text = copy_of(o->ca_text);
    s->cert_file = copy_of(o->cert_file);
    s->key_file = copy_of(o->key_file != NULL ? o->key_file : o->cert_file);
    s->key_password = copy_of(o->key_password);
    return is_readable(o->ca_file, problem, size) && is_readable(o->cert_file, problem, size) &&
           is_readable(o->key_file, problem, size);
}

// --- all of it -------------------------------------------------------------------------------------------------------

static bool read_headers(const tessera_client_options *o, buffer *headers, char *problem, size_t size) {
    char authorization[4096], whole[1024];
    const char *key = o->api_key != NULL ? o->api_key : getenv("TESSERA_API_KEY");
    const char *agent = o->user_agent != NULL ? o->user_agent : "libtessera/" TESSERA_VERSION;
    const char *bad = NULL;
    if (o->user_agent_suffix != NULL && o->user_agent_suffix[0] != '\0') {
        int length = snprintf(whole, sizeof whole, "%s %s", agent, o->user_agent_suffix);
        if (length >= (int)sizeof whole)
            return refuse(problem, size, "the user agent is too long%s", "");
        agent = whole;
    }
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
        return settings_refuse_header(problem, size, bad);
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
    s->retries = o->retries == 0 ? DEFAULT_RETRIES : o->retries < 0 ? 0 : (unsigned)o->retries;
    s->keyed = settings_list_has(o->headers, "Idempotency-Key");
    s->undecoded = o->undecoded;
    s->keep_heads = o->keep_heads;
    s->trace = o->trace;
    s->trace_user = o->trace_user;
    s->max_reply = o->max_reply_bytes == 0 ? DEFAULT_REPLY : o->max_reply_bytes;
}

bool settings_read(settings *s, const tessera_client_options *given, char *problem, size_t problem_size) {
    tessera_client_options o;
    buffer headers;
    *s = (settings){0};
    VERSIONED_READ(&o, given, user_agent);
    buffer_init(&headers, HEADER_BYTES);
    read_numbers(s, &o);
    bool fine = read_tls(s, &o, problem, problem_size) && read_url(s, &o, &headers, problem, problem_size) &&
                read_headers(&o, &headers, problem, problem_size);
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
    char *all[] = {s->socket_path, s->ca_file, s->ca_folder, s->ca_text, s->cert_file, s->key_file, s->key_password};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    *s = (settings){0};
}

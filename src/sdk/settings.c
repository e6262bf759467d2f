// Options are checked once, when a client is made, and kept as the texts that requests are made of: complete header
// lines, the prefix of the request target, the URL to connect to. Plain HTTP through a proxy is only another prefix and
// another peer; with TLS libcurl makes the tunnel.
#include "sdk/settings.h"
#include "base/memory.h"
#include "base/text.h"
#include "sdk/pem.h"
#include "sdk/url.h"
#include "sdk/versioned.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/un.h>
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
        s->address_length = 0;
        s->connect_url = url_join("http://", authority, "/", "");
        s->prefix = memory_strdup(s->base_url);
        s->proxy = memory_strdup("");
        proxy_authorize(headers, &proxy);
        free(authority);
    } else if (fine) {
        s->address_length = 0;
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

// The address of a host that is one, of plain HTTP.
static void read_address(settings *s, const url_parts *u) {
    struct sockaddr_in *four = (struct sockaddr_in *)&s->address;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&s->address;
    char host[INET6_ADDRSTRLEN + 2];
    in_port_t port = htons((in_port_t)strtoul(u->port, NULL, 10));
    size_t length = strlen(u->host), bracket = u->host[0] == '[' ? 1 : 0;
    if (s->secure || length >= sizeof host || length < 2 * bracket)
        return;
    memcpy(host, u->host + bracket, length - 2 * bracket);
    host[length - 2 * bracket] = '\0';
    if (bracket == 0 && inet_pton(AF_INET, host, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = port;
        s->address_length = sizeof *four;
    } else if (bracket == 1 && inet_pton(AF_INET6, host, &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = port;
        s->address_length = sizeof *six;
    }
}

static void take_socket_path(settings *s) {
    struct sockaddr_un *file = (struct sockaddr_un *)&s->address;
    file->sun_family = AF_UNIX;
    memcpy(file->sun_path, s->socket_path, strlen(s->socket_path) + 1);
    s->address_length = sizeof *file;
}

// A socket file: no proxy leads there, and the server is called localhost.
static bool read_unix_url(settings *s, const tessera_client_options *o, buffer *headers, char *problem, size_t size) {
    if (!url_read_unix(s->base_url, &s->socket_path, &s->prefix))
        return refuse(problem, size, "the URL '%s' names no path of 1 to 107 bytes of a unix socket", s->base_url);
    take_socket_path(s);
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
        read_address(s, &u);
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

static bool check_file(const char *file, const char *label, char *problem, size_t size) {
    return file == NULL || pem_check_file(file, label, problem, size);
}

// Authorities that are named are the only ones. A file or folder of the environment stands for the system's file or folder, as it
// does for OpenSSL.
static bool read_tls(settings *s, const tessera_client_options *o, char *problem, size_t size) {
    const char *key_file = o->key_file != NULL ? o->key_file : o->cert_file;
    bool folder = o->ca_file != NULL && pem_is_folder(o->ca_file);
    s->named_authorities = o->ca_file != NULL || o->ca_text != NULL;
    s->skip_verify = o->skip_verify;
    s->ca_file = copy_of(s->named_authorities ? folder ? NULL : o->ca_file : getenv("SSL_CERT_FILE"));
    s->ca_folder = copy_of(s->named_authorities ? folder ? o->ca_file : NULL : getenv("SSL_CERT_DIR"));
    s->ca_text = copy_of(o->ca_text);
    s->cert_file = copy_of(o->cert_file);
    s->key_file = copy_of(key_file);
    s->key_password = copy_of(o->key_password);
    return (folder ? pem_check_folder(o->ca_file, problem, size)
                   : check_file(o->ca_file, "CERTIFICATE", problem, size)) &&
           check_file(o->cert_file, "CERTIFICATE", problem, size) &&
           (key_file == NULL || pem_check_key(key_file, s->key_password != NULL, problem, size));
}

// --- all of it -------------------------------------------------------------------------------------------------------

static bool read_headers(const tessera_client_options *o, buffer *headers, char *problem, size_t size) {
    char authorization[SETTINGS_KEY_BYTES], whole[1024];
    const char *key = o->api_key_function != NULL ? NULL : o->api_key != NULL ? o->api_key : getenv("TESSERA_API_KEY");
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
            return refuse(problem, size, SETTINGS_BAD_KEY "%s", "");
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
    s->typed = settings_list_has(o->headers, "Content-Type");
    s->undecoded = o->undecoded;
    s->keep_heads = o->keep_heads;
    s->trace = o->trace;
    s->trace_user = o->trace_user;
    // A header of that name is what the program means by it, as with a key that stays the same.
    s->key = settings_list_has(o->headers, "Authorization") ? NULL : o->api_key_function;
    s->key_user = o->api_key_user;
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

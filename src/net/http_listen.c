// Listening sockets: addresses, errors that name them, one socket for each loop.
#include "base/memory.h"
#include "net/http_internal.h"
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 1024, HOST_MAXIMUM = 256 };

// Where the reason of a failure goes.
typedef struct complaint {
    const char *address;
    char *message;
    size_t size;
} complaint;

static bool complain(const complaint *to, const char *why) {
    snprintf(to->message, to->size, "cannot listen on %s: %s", to->address, why);
    return false;
}

static bool complain_errno(const complaint *to, int error) {
    return complain(to, uv_strerror(uv_translate_sys_error(error)));
}

static int socket_open(int family) {
    return socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

static bool socket_set(int descriptor, int level, int option) {
    int on = 1;
    return setsockopt(descriptor, level, option, &on, sizeof(on)) == 0;
}

// A listening TCP socket, or -1 with errno set. `shared` joins sockets of this process that listen there already.
static int tcp_open(const struct sockaddr *address, socklen_t length, bool shared) {
    int descriptor = socket_open(address->sa_family);
    if (descriptor < 0)
        return -1;
    // Accepted sockets inherit TCP_NODELAY: replies are written whole, so nothing is gained by waiting.
    bool good = socket_set(descriptor, SOL_SOCKET, SO_REUSEADDR) && socket_set(descriptor, IPPROTO_TCP, TCP_NODELAY);
    if (good && address->sa_family == AF_INET6)
        good = socket_set(descriptor, IPPROTO_IPV6, IPV6_V6ONLY);
    if (good && shared)
        good = socket_set(descriptor, SOL_SOCKET, SO_REUSEPORT);
    if (good && bind(descriptor, address, length) == 0 && listen(descriptor, BACKLOG) == 0)
        return descriptor;
    int error = errno;
    close(descriptor);
    errno = error;
    return -1;
}

// One socket for each loop. The first one claims the port without SO_REUSEPORT, so that a second server on the same
// port fails; only then it is opened to the others, which the kernel then gives a share of the connections. False with
// errno set.
static bool tcp_open_all(http_listener *listener, unsigned loops, const struct addrinfo *at,
                         struct sockaddr_storage *bound) {
    socklen_t length = sizeof(*bound);
    int first = tcp_open(at->ai_addr, at->ai_addrlen, false);
    listener->descriptors[0] = first;
    if (first < 0 || getsockname(first, (struct sockaddr *)bound, &length) != 0)
        return false;
    if (loops > 1 && !socket_set(first, SOL_SOCKET, SO_REUSEPORT))
        return false;
    for (unsigned i = 1; i < loops; i++) {
        listener->descriptors[i] = tcp_open((struct sockaddr *)bound, length, true);
        if (listener->descriptors[i] < 0)
            return false;
    }
    return true;
}

static void descriptors_close(http_listener *listener, unsigned loops) {
    for (unsigned i = 0; i < loops; i++) {
        if (listener->descriptors[i] >= 0)
            close(listener->descriptors[i]);
        listener->descriptors[i] = -1;
    }
}

// Gives every loop the first one's socket: they share one queue. False with errno set.
static bool share(http_listener *listener, unsigned loops) {
    for (unsigned i = 1; i < loops; i++) {
        listener->descriptors[i] = fcntl(listener->descriptors[0], F_DUPFD_CLOEXEC, 0);
        if (listener->descriptors[i] < 0)
            return false;
    }
    return true;
}

static char *url_of(const struct sockaddr_storage *bound, bool tls) {
    const char *scheme = tls ? "https" : "http";
    char host[INET6_ADDRSTRLEN] = "";
    char url[INET6_ADDRSTRLEN + 32];
    if (bound->ss_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)bound;
        uv_ip6_name(v6, host, sizeof(host));
        snprintf(url, sizeof(url), "%s://[%s]:%u", scheme, host, (unsigned)ntohs(v6->sin6_port));
    } else {
        const struct sockaddr_in *v4 = (const struct sockaddr_in *)bound;
        uv_ip4_name(v4, host, sizeof(host));
        snprintf(url, sizeof(url), "%s://%s:%u", scheme, host, (unsigned)ntohs(v4->sin_port));
    }
    return memory_strdup(url);
}

// Splits "HOST:PORT" or "[V6]:PORT"; false when it is neither.
static bool address_split(const char *address, char host[HOST_MAXIMUM], char port[6]) {
    const char *colon = strrchr(address, ':');
    if (colon == NULL || strlen(colon + 1) == 0 || strlen(colon + 1) > 5 ||
        strspn(colon + 1, "0123456789") != strlen(colon + 1) || strtol(colon + 1, NULL, 10) > 65535)
        return false;
    const char *begin = address;
    const char *end = colon;
    if (*begin == '[') {
        begin++;
        if (end == address || *--end != ']')
            return false;
    } else if (memchr(begin, ':', (size_t)(end - begin)) != NULL) {
        return false;
    }
    if (end <= begin || end - begin >= HOST_MAXIMUM)
        return false;
    snprintf(host, HOST_MAXIMUM, "%.*s", (int)(end - begin), begin);
    snprintf(port, 6, "%s", colon + 1);
    return true;
}

static bool listen_tcp(http_listener *listener, unsigned loops, const char *address, const complaint *to) {
    char host[HOST_MAXIMUM];
    char port[6];
    if (!address_split(address, host, port))
        return complain(to, "the address must be HOST:PORT, [V6]:PORT or unix:PATH");
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV};
    struct addrinfo *found = NULL;
    int status = getaddrinfo(host, port, &hints, &found);
    if (status != 0)
        return complain(to, gai_strerror(status));
    // A name with addresses of both families ("localhost") means the IPv4 one.
    const struct addrinfo *at = found;
    while (at->ai_family != AF_INET && at->ai_next != NULL)
        at = at->ai_next;
    if (at->ai_family != AF_INET)
        at = found;
    struct sockaddr_storage bound;
    memset(&bound, 0, sizeof(bound));
    bool open = tcp_open_all(listener, loops, at, &bound);
    int error = errno;
    freeaddrinfo(found);
    if (!open) {
        descriptors_close(listener, loops);
        return complain_errno(to, error);
    }
    listener->url = url_of(&bound, listener->tls);
    return true;
}

// True when a process accepts connections on the socket file.
static bool unix_is_alive(const struct sockaddr_un *name) {
    int probe = socket_open(AF_UNIX);
    if (probe < 0)
        return true;
    bool refused = connect(probe, (const struct sockaddr *)name, sizeof(*name)) != 0 && errno == ECONNREFUSED;
    close(probe);
    return !refused;
}

// Makes way for the socket file: a stale one is removed.
static bool unix_clear(const struct sockaddr_un *name, const complaint *to) {
    struct stat file;
    if (lstat(name->sun_path, &file) != 0)
        return errno == ENOENT || complain_errno(to, errno);
    if (!S_ISSOCK(file.st_mode))
        return complain(to, "the file exists and is not a socket");
    if (unix_is_alive(name))
        return complain_errno(to, EADDRINUSE);
    return unlink(name->sun_path) == 0 || errno == ENOENT || complain_errno(to, errno);
}

static bool listen_unix(http_listener *listener, unsigned loops, const char *path, const complaint *to) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    struct stat file;
    if (strlen(path) == 0 || strlen(path) >= sizeof(name.sun_path))
        return complain(to, "the path of a unix socket has 1 to 107 bytes");
    snprintf(name.sun_path, sizeof(name.sun_path), "%s", path);
    if (!unix_clear(&name, to))
        return false;
    int descriptor = listener->descriptors[0] = socket_open(AF_UNIX);
    if (descriptor < 0 || bind(descriptor, (struct sockaddr *)&name, sizeof(name)) != 0) {
        int error = errno;
        descriptors_close(listener, loops);
        return complain_errno(to, error);
    }
    listener->is_unix = true;
    listener->path = memory_strdup(path);
    bool good = lstat(path, &file) == 0 && listen(descriptor, BACKLOG) == 0;
    if (good) {
        listener->device = file.st_dev;
        listener->inode = file.st_ino;
    }
    // Unix sockets have no SO_REUSEPORT.
    if (!good || !share(listener, loops))
        return complain_errno(to, errno);
    char url[sizeof(name.sun_path) + 8];
    snprintf(url, sizeof(url), "unix:%s", path);
    listener->url = memory_strdup(url);
    return true;
}

// Cuts the scheme off the address. False: it wants TLS, and there are no certificates.
static bool take_scheme(const http_server *server, const char **address, bool *tls) {
    static const char clear[] = "http://", encrypted[] = "https://";
    bool wants = strncmp(*address, encrypted, strlen(encrypted)) == 0;
    bool refuses = strncmp(*address, clear, strlen(clear)) == 0;
    *address += wants ? strlen(encrypted) : refuses ? strlen(clear) : 0;
    *tls = server->tls != NULL && !refuses;
    return *tls || !wants;
}

// The place of one more listener, without sockets; NULL where there is none.
static http_listener *listener_new(http_server *server) {
    if (server->listener_count == LISTENERS_MAXIMUM)
        return NULL;
    unsigned loops = server->options.threads;
    http_listener *listener = &server->listeners[server->listener_count];
    *listener = (http_listener){.descriptors = memory_alloc(loops * sizeof(int))};
    for (unsigned i = 0; i < loops; i++)
        listener->descriptors[i] = -1;
    return listener;
}

// Gives what was said of it.
static bool listener_keep(http_server *server, http_listener *listener, bool good) {
    if (good)
        server->listener_count++;
    else
        http_listener_done(listener, server->options.threads);
    return good;
}

bool http_server_listen(http_server *server, const char *address, char *message, size_t message_size) {
    complaint to = {address, message, message_size};
    http_listener *listener = listener_new(server);
    if (listener == NULL)
        return complain(&to, "there are too many listeners");
    unsigned loops = server->options.threads;
    bool good;
    if (strncmp(address, "unix:", 5) == 0)
        good = listen_unix(listener, loops, address + 5, &to);
    else if (take_scheme(server, &address, &listener->tls))
        good = listen_tcp(listener, loops, address, &to);
    else
        good = complain(&to, "there is no certificate");
    return listener_keep(server, listener, good);
}

// --- sockets that came from outside ----------------------------------------------------------------------------------

static bool option_is(int descriptor, int option, int wanted) {
    int value = 0;
    socklen_t length = sizeof(value);
    return getsockopt(descriptor, SOL_SOCKET, option, &value, &length) == 0 && value == wanted;
}

// A path, or after "@" a name of Linux's, whose first byte is zero.
static char *unix_url_of(const struct sockaddr_un *name, size_t length) {
    char url[sizeof(name->sun_path) + sizeof("unix:")];
    size_t bytes =
        length > offsetof(struct sockaddr_un, sun_path) ? length - offsetof(struct sockaddr_un, sun_path) : 0;
    bool is_path = bytes > 0 && name->sun_path[0] != '\0';
    if (is_path)
        bytes = strnlen(name->sun_path, bytes);
    snprintf(url, sizeof(url), "unix:%.*s", (int)bytes, name->sun_path);
    if (!is_path && bytes > 0)
        snprintf(url, sizeof(url), "unix:@%.*s", (int)bytes - 1, name->sun_path + 1);
    return memory_strdup(url);
}

static bool adopt(const http_server *server, http_listener *listener, http_cover cover, const complaint *to) {
    int descriptor = listener->descriptors[0];
    union {
        struct sockaddr any;
        struct sockaddr_un local;
        struct sockaddr_storage storage;
    } bound = {0};
    socklen_t length = sizeof(bound);
    if (!option_is(descriptor, SO_TYPE, SOCK_STREAM) || !option_is(descriptor, SO_ACCEPTCONN, 1) ||
        getsockname(descriptor, &bound.any, &length) != 0)
        return complain(to, "it is no stream socket that listens");
    listener->is_unix = bound.any.sa_family == AF_UNIX;
    if (!listener->is_unix && bound.any.sa_family != AF_INET && bound.any.sa_family != AF_INET6)
        return complain(to, "it is a socket of another kind than IPv4, IPv6 and unix");
    if (cover == HTTP_COVER_TLS && listener->is_unix)
        return complain(to, "unix sockets do not speak TLS");
    if (cover == HTTP_COVER_TLS && server->tls == NULL)
        return complain(to, "there is no certificate");
    listener->tls = server->tls != NULL && cover != HTTP_COVER_NONE && !listener->is_unix;
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0 || fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) != 0 ||
        (!listener->is_unix && !socket_set(descriptor, IPPROTO_TCP, TCP_NODELAY)) ||
        !share(listener, server->options.threads))
        return complain_errno(to, errno);
    listener->url = listener->is_unix ? unix_url_of(&bound.local, length) : url_of(&bound.storage, listener->tls);
    return true;
}

bool http_server_adopt(http_server *server, int descriptor, http_cover cover, char *message, size_t message_size) {
    char name[32];
    snprintf(name, sizeof(name), "descriptor %d", descriptor);
    complaint to = {name, message, message_size};
    http_listener *listener = listener_new(server);
    if (listener == NULL) {
        close(descriptor);
        return complain(&to, "there are too many listeners");
    }
    listener->descriptors[0] = descriptor;
    return listener_keep(server, listener, adopt(server, listener, cover, &to));
}

// --- the end ---------------------------------------------------------------------------------------------------------

void http_listener_unlink(http_listener *listener) {
    struct stat file;
    if (listener->path == NULL || listener->inode == 0)
        return;
    // Not another server's, which may have taken the place.
    if (lstat(listener->path, &file) == 0 && file.st_dev == listener->device && file.st_ino == listener->inode)
        unlink(listener->path);
    listener->inode = 0;
}

void http_listener_done(http_listener *listener, unsigned loops) {
    descriptors_close(listener, loops);
    http_listener_unlink(listener);
    free(listener->descriptors);
    free(listener->url);
    free(listener->path);
    *listener = (http_listener){0};
}

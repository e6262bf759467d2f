// The watchdog is a thread that has each loop run a task, and tells the manager once all have: a loop that hangs keeps it silent,
// and the manager starts the server anew. It asks four times in the manager's time, so that a loop has half of it to answer.
// What waits for the disk or for the database is not asked: starting anew would not help it.
#include "server/service_manager.h"
#include "base/container.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "net/thread_signals.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define LOGGER "tessera.server"

enum {
    FIRST_DESCRIPTOR = 3, // SD_LISTEN_FDS_START
    SOCKETS_MAXIMUM = 16,
    NAME_MAXIMUM = 255,
    TELL_SECONDS = 2, // for the manager to take a message
    ASKED_PER_PERIOD = 4,
    PERIOD_LEAST = 1000, // microseconds
};

// What one loop was asked last.
typedef struct question {
    http_task task;
    atomic_bool answered;
} question;

struct service_manager {
    int socket; // -1: nobody wants to know
    struct sockaddr_un address;
    socklen_t address_length;
    long long period; // in which the manager wants to hear of the server, in microseconds; 0: it does not
    question *questions;
    http_server *server;
    size_t loops;
    atomic_bool stopping;

    bool watching; // the thread runs
    pthread_t thread;
    pthread_mutex_t mutex; // guards what follows
    pthread_cond_t changed;
    bool ending;
};

// A whole number from the environment that is at least 0; -1: there is none.
static long long number_from(const char *variable) {
    const char *value = getenv(variable);
    long long number;
    return value != NULL && text_to_int64(text_of(value), &number) && number >= 0 ? number : -1;
}

// --- sockets ---------------------------------------------------------------------------------------------------------

static http_cover cover_of(const char *name) {
    if (strcmp(name, "https") == 0)
        return HTTP_COVER_TLS;
    return strcmp(name, "http") == 0 ? HTTP_COVER_NONE : HTTP_COVER_DEFAULT;
}

// Splits "a:b:c" into `count` names; false where it has another number of them. Without names each is "unknown", as with systemd.
static bool names_take(service_socket *sockets, size_t count, arena *a) {
    const char *names = getenv("LISTEN_FDNAMES");
    for (size_t i = 0; i < count; i++) {
        size_t length = names == NULL ? 0 : strcspn(names, ":");
        if (length > NAME_MAXIMUM || (names != NULL && (names[length] == ':') != (i + 1 < count)))
            return false;
        sockets[i].name = names == NULL ? "unknown" : arena_text(a, (text){names, length});
        sockets[i].cover = cover_of(sockets[i].name);
        names = names == NULL ? NULL : names + length + 1;
    }
    return true;
}

service_sockets service_sockets_take(arena *a) {
    service_sockets taken = {0};
    if (getenv("LISTEN_FDS") == NULL || number_from("LISTEN_PID") != getpid())
        return taken;
    long long count = number_from("LISTEN_FDS");
    if (count < 0 || count > SOCKETS_MAXIMUM) {
        taken.fault =
            arena_printf(a, "LISTEN_FDS must be from 0 to %d, not \"%s\"", SOCKETS_MAXIMUM, getenv("LISTEN_FDS"));
        return taken;
    }
    service_socket *sockets = arena_array(a, SOCKETS_MAXIMUM, sizeof *sockets);
    for (int i = 0; i < (int)count; i++) {
        int descriptor = sockets[i].descriptor = FIRST_DESCRIPTOR + i;
        int flags = fcntl(descriptor, F_GETFD);
        if (flags < 0 || fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC) != 0) {
            taken.fault = arena_printf(a, "LISTEN_FDS is %lld, but descriptor %d is not open", count, descriptor);
            return taken;
        }
    }
    if (!names_take(sockets, (size_t)count, a))
        taken.fault =
            arena_printf(a, "LISTEN_FDNAMES must have %lld names, of at most %d bytes each, with colons between", count,
                         NAME_MAXIMUM);
    taken.items = sockets;
    taken.count = (size_t)count;
    return taken;
}

// --- messages --------------------------------------------------------------------------------------------------------

// False where the address is of no kind that is known here: a path, or a name of Linux's that begins with "@".
static bool address_take(service_manager *m, const char *given) {
    size_t length = strlen(given);
    if ((given[0] != '/' && given[0] != '@') || length < 2 || length >= sizeof m->address.sun_path)
        return false;
    m->address = (struct sockaddr_un){.sun_family = AF_UNIX};
    memcpy(m->address.sun_path, given, length);
    bool named = given[0] == '@';
    if (named)
        m->address.sun_path[0] = '\0';
    // The name is all bytes that are given; a path ends with a zero.
    m->address_length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + (named ? 0 : 1));
    return true;
}

static void tell(service_manager *m, const char *message) {
    if (m->socket < 0)
        return;
    ssize_t sent;
    do {
        sent = sendto(m->socket, message, strlen(message), MSG_NOSIGNAL, (const struct sockaddr *)&m->address,
                      m->address_length);
    } while (sent < 0 && errno == EINTR);
    if (sent < 0)
        log_warning(LOGGER, "the service manager could not be told \"%.*s\": %s", (int)strcspn(message, "\n"), message,
                    strerror(errno));
}

service_manager *service_manager_new(void) {
    service_manager *m = memory_zalloc(sizeof *m);
    const char *given = getenv("NOTIFY_SOCKET");
    m->socket = -1;
    pthread_mutex_init(&m->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC); // as monotonic_now
    pthread_cond_init(&m->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    if (given == NULL || *given == '\0')
        return m;
    if (!address_take(m, given)) {
        log_warning(LOGGER,
                    "NOTIFY_SOCKET is neither a path nor a name that begins with @: nobody is told of the server");
        return m;
    }
    m->socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct timeval most = {.tv_sec = TELL_SECONDS};
    if (m->socket >= 0)
        setsockopt(m->socket, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
    long long period = number_from("WATCHDOG_USEC");
    bool meant = getenv("WATCHDOG_PID") == NULL || number_from("WATCHDOG_PID") == getpid();
    m->period = meant && period >= PERIOD_LEAST ? period : 0;
    return m;
}

// --- the watchdog ----------------------------------------------------------------------------------------------------

static void answer(http_task *task) {
    atomic_store(&container_of(task, question, task)->answered, true);
}

static bool all_answered(service_manager *m) {
    for (size_t i = 0; i < m->loops; i++)
        if (!atomic_load(&m->questions[i].answered))
            return false;
    return true;
}

static void ask_all(service_manager *m) {
    for (size_t i = 0; i < m->loops; i++) {
        atomic_store(&m->questions[i].answered, false);
        m->questions[i].task = (http_task){.run = answer};
        http_loop_post(http_server_loop(m->server, (unsigned)i), &m->questions[i].task);
    }
}

static void look(service_manager *m) {
    if (atomic_load(&m->stopping)) {
        tell(m, "WATCHDOG=1");
    } else if (all_answered(m)) {
        tell(m, "WATCHDOG=1");
        ask_all(m);
    }
}

static void *watch(void *data) {
    service_manager *m = data;
    thread_block_signals();
    pthread_setname_np(pthread_self(), "watchdog");
    pthread_mutex_lock(&m->mutex);
    while (!m->ending) {
        pthread_mutex_unlock(&m->mutex);
        look(m);
        pthread_mutex_lock(&m->mutex);
        int64_t until = monotonic_now() + m->period / ASKED_PER_PERIOD;
        struct timespec end = {.tv_sec = until / 1000000, .tv_nsec = until % 1000000 * 1000};
        int waited = 0;
        while (!m->ending && waited == 0)
            waited = pthread_cond_timedwait(&m->changed, &m->mutex, &end);
    }
    pthread_mutex_unlock(&m->mutex);
    return NULL;
}

void service_manager_tell_ready(service_manager *m, http_server *server) {
    char message[512];
    const char *first = http_server_address(server, 0);
    snprintf(message, sizeof message, "READY=1\nSTATUS=listening on %s%s", first == NULL ? "nothing" : first,
             http_server_address(server, 1) == NULL ? "" : " and others");
    tell(m, message);
    if (m->socket < 0 || m->period == 0)
        return;
    m->server = server;
    while (http_server_loop(server, (unsigned)m->loops) != NULL)
        m->loops++;
    m->questions = memory_zalloc(m->loops * sizeof *m->questions);
    for (size_t i = 0; i < m->loops; i++)
        atomic_init(&m->questions[i].answered, true);
    int error = pthread_create(&m->thread, NULL, watch, m);
    m->watching = error == 0;
    if (error != 0)
        log_error(LOGGER, "the watchdog could not start: %s", strerror(error));
}

void service_manager_tell_stopping(service_manager *m) {
    atomic_store(&m->stopping, true);
    tell(m, "STOPPING=1");
}

void service_manager_end(service_manager *m) {
    if (!m->watching)
        return;
    pthread_mutex_lock(&m->mutex);
    m->ending = true;
    pthread_mutex_unlock(&m->mutex);
    pthread_cond_signal(&m->changed);
    pthread_join(m->thread, NULL);
    m->watching = false;
}

service_manager *service_manager_free(service_manager *m) {
    if (m == NULL)
        return NULL;
    if (m->socket >= 0)
        close(m->socket);
    pthread_cond_destroy(&m->changed);
    pthread_mutex_destroy(&m->mutex);
    free(m->questions);
    free(m);
    return NULL;
}

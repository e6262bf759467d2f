// What the server and the service manager that started it tell one another, by the protocols of systemd: sockets that listen
// already (sd_listen_fds(3)), and how the server does (sd_notify(3)). Without such a manager all of this does nothing.
#pragma once
#include "base/arena.h"
#include "net/http.h"
#include <stdbool.h>
#include <stddef.h>

// A socket that was handed over, which is the caller's from here on.
typedef struct service_socket {
    int descriptor; // close-on-exec
    const char *name;
    http_cover cover; // by its name: "https" and "http" say it, any other leaves it to the settings
} service_socket;

typedef struct service_sockets {
    const service_socket *items; // in the order of the manager's
    size_t count;                // 0: none were handed to this process
    const char *fault;           // what is wrong with what the environment says of them; NULL: nothing
} service_sockets;

// Takes what LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES tell of, where the process is the one that they mean. In `a`. Once.
service_sockets service_sockets_take(arena *a);

typedef struct service_manager service_manager;

// Reads where messages go (NOTIFY_SOCKET), and how often the manager wants to hear of the server (WATCHDOG_USEC, WATCHDOG_PID).
// Never NULL.
service_manager *service_manager_new(void);
// Tells that the server accepts requests. From then on the manager hears in time that all loops of the server turn, as long as
// they do. Once.
void service_manager_tell_ready(service_manager *m, http_server *server);
// Tells that the server is about to end. It is given its time for that: no more is asked of the loops. From any thread.
void service_manager_tell_stopping(service_manager *m);
// Ends the thread that asks the loops.
void service_manager_end(service_manager *m);
// Behind http_server_free, whose loops may hold what they were asked. Accepts NULL; returns NULL.
service_manager *service_manager_free(service_manager *m);

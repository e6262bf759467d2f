// A TCP proxy, in a thread of its own, that passes some connections on and spoils others: it cuts, dribbles, garbles,
// falls silent.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef enum proxy_fault {
    PROXY_NONE,
    PROXY_REFUSE,  // closes at once
    PROXY_CUT,     // closes after `at` bytes of replies
    PROXY_RESET,   // the same by a reset
    PROXY_SWALLOW, // closes after `at` bytes of requests, which the server gets
    PROXY_GARBLE,  // writes what is not text over three bytes of the replies, from `at` on
    PROXY_SILENT,  // passes nothing on after `at` bytes of replies
    PROXY_SLOW,    // passes `at` bytes of replies at a time
} proxy_fault;

typedef struct proxy_plan {
    proxy_fault fault;
    size_t at;
} proxy_plan;

// What becomes of the connection with that number, from 0. Called in the proxy's thread.
typedef proxy_plan (*proxy_planner)(size_t number, void *user);

typedef struct faulty_proxy faulty_proxy;

// A proxy on a free loopback port for the server on that loopback port.
faulty_proxy *faulty_proxy_start(int port, proxy_planner planner, void *user);
void faulty_proxy_stop(faulty_proxy *p);
// "http://127.0.0.1:<port>"
const char *faulty_proxy_url(const faulty_proxy *p);

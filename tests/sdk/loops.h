// Every event loop that there is an adapter for, behind one interface.
#pragma once
#include "sdk_unit.h"

// A loop, and the client in it.
typedef struct loop {
    const char *name;
    void *(*open)(void);
    void *(*attach)(void *loop, tessera_client *client);
    void (*turn)(void *loop, tessera_client *client); // waits for something and handles it
    void (*pass)(void *loop);                         // handles what there is, without waiting
    void (*detach)(void *attached);
    void (*close)(void *loop);
} loop;

extern const loop loops[];
extern const size_t loop_count;

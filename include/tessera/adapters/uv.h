// A client in a libuv loop.
//
//     tessera_uv *attached = tessera_uv_attach(loop, client);
//     tessera_uv_detach(attached); // before tessera_client_free; in callbacks, too
#pragma once
#include <stdlib.h>
#include <tessera/client.h>
#include <uv.h>

typedef struct tessera_uv {
    uv_poll_t poll; // first: libuv gives it back to be freed
    tessera_client *client;
} tessera_uv;

static inline void tessera_uv_ready(uv_poll_t *poll, int status, int events) {
    (void)status, (void)events;
    tessera_client_dispatch(((tessera_uv *)poll)->client);
}

static inline void tessera_uv_closed(uv_handle_t *handle) {
    free(handle);
}

// Watches the client from the loop's thread until it is detached. NULL when there is no memory or libuv refuses.
static inline tessera_uv *tessera_uv_attach(uv_loop_t *loop, tessera_client *client) {
    tessera_uv *attached = (tessera_uv *)calloc(1, sizeof *attached);
    if (attached == NULL || uv_poll_init(loop, &attached->poll, tessera_client_fd(client)) != 0) {
        free(attached);
        return NULL;
    }
    attached->client = client;
    uv_poll_start(&attached->poll, UV_READABLE, tessera_uv_ready);
    return attached;
}

// The loop must turn once more for libuv to let go of the memory.
static inline void tessera_uv_detach(tessera_uv *attached) {
    uv_close((uv_handle_t *)&attached->poll, tessera_uv_closed);
}

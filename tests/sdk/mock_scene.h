// What the tests of the mock share: a mock with a client, and requests of it.
#pragma once
#include "loops.h"
#include <tessera/mock.h>
#include <unistd.h>

typedef struct scene {
    tessera_mock *mock;
    tessera_client *client;
    tessera_error error;
    tally tally;
    const loop *loop; // that the client is attached to
    void *attached;
} scene;

// A client with these options, on a fresh mock; what hangs ends after 100 seconds.
static inline scene begin(tessera_client_options options) {
    scene s = {.mock = tessera_mock_new()};
    options.retries = options.retries == 0 ? TESSERA_NO_RETRIES : options.retries; // each reply is to be seen
    options.base_url = options.base_url == NULL ? "http://server.test/base" : options.base_url;
    s.client = tessera_mock_client(s.mock, &options, &s.error);
    if (s.client == NULL)
        fail_msg("%s", s.error.message);
    alarm(100);
    return s;
}

static inline void end(scene *s) {
    tessera_client_free(s->client);
    tessera_mock_free(s->mock);
    alarm(0);
}

// A call that the tally counts.
static inline tessera_future *get(scene *s) {
    tessera_future *f = tessera_teams_get_async(s->client, TEAM_ID);
    tessera_future_on_done(f, tally_done, &s->tally);
    return f;
}

// The HTTP status of the reply, or the status of the error, negative.
static inline int ask(scene *s, const char *path, const char *query) {
    TESSERA_AUTO(tessera_reply) reply = NULL;
    int status = tessera_request(s->client, "GET", path, query, NULL, &reply, &s->error);
    return status == TESSERA_OK ? reply->http_status : -status;
}

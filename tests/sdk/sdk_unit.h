// What the tests of the SDK share.
#pragma once
#include "scripted_server.h"
#include "tessera.h"
#include "tessera/reflect.h"
#include "unit.h"
#include <sys/wait.h>

#define ASSET_ID "0192f3a1-7c1e-7b3a-9d55-1f0a2b3c4d5e"
#define TEAM_ID "0192f3a1-7c1e-7b3a-9d55-1f0a2b3c4d5f"
#define TEAM_JSON                                                                                                      \
    "{\"id\":\"" TEAM_ID "\",\"name\":\"data-platform\",\"description\":null,\"metadata\":{\"a\":1},"                  \
    "\"created_at\":\"2026-01-02T03:04:05.000006Z\",\"updated_at\":null}"
#define TEAM_REPLY                                                                                                     \
    (scripted_reply) {                                                                                                 \
        .status = 200, .body = TEAM_JSON                                                                               \
    }

// A client of that server; fails the test when there is none.
static inline tessera_client *client_of(scripted_server *server, tessera_client_options options) {
    tessera_error error;
    options.base_url = scripted_server_url(server);
    options.retries = options.retries == 0 ? TESSERA_NO_RETRIES : options.retries; // each fault is to be seen
    tessera_client *client = tessera_client_new(&options, &error);
    if (client == NULL)
        fail_msg("%s", error.message);
    return client;
}

// Checks a status, and shows the error where it is another.
#define assert_status(actual, wanted, error)                                                                           \
    do {                                                                                                               \
        int status_ = (int)(actual), wanted_ = (int)(wanted);                                                          \
        if (status_ != wanted_)                                                                                        \
            fail_msg("%s instead of %s: %s", tessera_status_name(status_), tessera_status_name(wanted_),               \
                     status_ == TESSERA_OK ? "" : (error)->message);                                                   \
    } while (0)

// Runs an example (with its arguments, as the shell takes them) and reads what it prints. Returns its exit status.
static inline int run_example(const char *command, char *output, size_t size) {
    char line[1024];
    snprintf(line, sizeof line, "%s/%s", getenv("TESSERA_EXAMPLES"), command);
    FILE *in = popen(line, "r"); // NOLINT(cert-env33-c): the tests write the command themselves
    assert_non_null(in);
    output[fread(output, 1, size - 1, in)] = '\0';
    int status = pclose(in);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

// Counts the completions that callbacks tell of.
typedef struct tally {
    size_t done, succeeded;
    tessera_status last;
} tally;

static inline void tally_done(tessera_future *future, void *user) {
    tally *t = user;
    t->done++;
    t->last = tessera_future_status(future);
    t->succeeded += t->last == TESSERA_OK;
}

// Dispatches until nothing is under way and all has been told; fails the test when that takes over 20 seconds.
void drive(tessera_client *client);
// Steps the client, without callbacks, until the server has had so many requests; fails the test when that takes 20
// seconds.
void await_requests(tessera_client *client, scripted_server *server, size_t count);

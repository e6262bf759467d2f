#include "sdk_unit.h"
#include <time.h>

// Only what hangs takes as long, also on a machine that is busy with other things.
enum { LIMIT_SECONDS = 60 };

void drive(tessera_client *client) {
    time_t limit = time(NULL) + LIMIT_SECONDS;
    while (tessera_client_pending(client) > 0) {
        tessera_client_poll(client, 1000);
        if (time(NULL) > limit)
            fail_msg("%zu calls have not completed", tessera_client_pending(client));
    }
    // What completed in the last callbacks is told of in the next round.
    while (tessera_client_dispatch(client) > 0)
        ;
}

void await_requests(tessera_client *client, scripted_server *server, size_t count) {
    time_t limit = time(NULL) + LIMIT_SECONDS;
    while (scripted_server_requests(server) < count) {
        tessera_client_wait(client, 10);
        if (time(NULL) > limit)
            fail_msg("the server has had %zu requests", scripted_server_requests(server));
    }
}

#include "sdk_unit.h"
#include <time.h>

void drive(tessera_client *client) {
    time_t limit = time(NULL) + 20;
    while (tessera_client_pending(client) > 0) {
        tessera_client_poll(client, 1000);
        if (time(NULL) > limit)
            fail_msg("%zu calls have not completed", tessera_client_pending(client));
    }
    // What completed in the last callbacks is told of in the next round.
    while (tessera_client_dispatch(client) > 0)
        ;
}

// What becomes of a pursuit between its requests. It must not submit where a request is finished, and so has a timer for it,
// which is due at once: it fires at the end of the same turn.
#include "sdk/pursuit.h"
#include <stdlib.h>

bool pursuit_goes_on(tessera_future *f, pursuit_news *news) {
    pursuit *p = f->pursuit;
    if (p == NULL || f->client->closing)
        return false;
    news->number = f->number;
    if (p->heard(p, news) == PURSUIT_STANDS)
        return false;
    p->tries = f->response.tries;
    mux_timer_set(&f->client->mux, &p->timer, f->client->mux.now);
    return true;
}

void pursuit_end(tessera_future *f) {
    pursuit *p = f->pursuit;
    if (p == NULL)
        return;
    f->pursuit = NULL;
    f->number = p->result;
    mux_timer_clear(&f->client->mux, &p->timer);
    buffer_done(&p->body);
    free(p->storage);
    p->free(p);
}

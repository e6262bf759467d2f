#include "server/telling.h"
#include "server/deliveries.h"
#include "server/notifier.h"
#include "store/outbox.h"

// In the thread that committed, and so for nobody who leaves nothing in the outbox.
static void wake(void *data, unsigned marks) {
    const app *app = data;
    if ((marks & OUTBOX_MARK(OUTBOX_WEBHOOK)) != 0)
        deliveries_wake(app->deliveries);
    if ((marks & OUTBOX_MARK(OUTBOX_CHAT)) != 0)
        notifier_wake(app->notifier);
}

void telling_start(app *app) {
    app->deliveries = deliveries_start(&(deliveries_options){.config = app->config,
                                                             .store = app->store,
                                                             .secrets = app->secrets,
                                                             .outbound = app->posts,
                                                             .notices = &app->notices});
    app->notifier = notifier_start(app);
    app->told = (store_listener){wake, app};
    store_listen(app->store, &app->told);
}

void telling_stop(app *app) {
    deliveries_end(app->deliveries);
    notifier_end(app->notifier);
    deliveries_stop(app->deliveries);
    notifier_stop(app->notifier);
}

void telling_free(app *app) {
    app->deliveries = deliveries_free(app->deliveries);
    app->notifier = notifier_free(app->notifier);
}

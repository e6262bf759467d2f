// URLs that requests give are posted to under the rules of the settings. Those that the settings themselves give are the
// operator's, who may name any address.
#include "server/outward.h"
#include "base/log.h"
#include "domain/secret_box.h"
#include "net/outbound.h"
#include "server/outgoing.h"

#define LOGGER "tessera.server"

void outward_set_up(app *app, arena *a) {
    const config *c = app->config;
    const char *fault;
    app->secrets = outgoing_secrets(c, &fault);
    if (secret_box_is_open(app->secrets))
        log_debug(LOGGER, "TESSERA_ENCRYPTION_KEY is not set: secrets are encrypted under a key that everybody knows");
    outbound_options *posts = arena_new_of(a, outbound_options), *api = arena_new_of(a, outbound_options);
    *posts = outgoing_options(c, a);
    static const text everywhere[] = {{"0.0.0.0/0", 9}, {"::/0", 4}};
    http_network *all = arena_array(a, 2, sizeof *all);
    for (size_t i = 0; i < 2; i++)
        http_network_parse(everywhere[i], &all[i]);
    *api = (outbound_options){.rules = {.networks = all, .network_count = 2},
                              .lookup_milliseconds = posts->lookup_milliseconds,
                              .ca_file = c->outbound_ca_file};
    app->post_rules = &posts->rules;
    app->posts = outbound_new(posts);
    app->api = outbound_new(api);
}

void outward_stop(app *app) {
    outbound_stop(app->posts);
    outbound_stop(app->api);
}

void outward_free(app *app) {
    app->posts = outbound_free(app->posts);
    app->api = outbound_free(app->api);
    app->secrets = secret_box_free(app->secrets);
}

// URLs that requests give are posted to under the rules of the settings. Those that the settings themselves give are the
// operator's, who may name any address.
#include "server/outward.h"
#include "base/log.h"
#include "domain/secret_box.h"
#include "net/outbound.h"

#define LOGGER "tessera.server"

static bool is_production(const config *c) {
    return strcmp(c->environment, "production") == 0;
}

static bool is_development(const config *c) {
    return strcmp(c->environment, "development") == 0 || strcmp(c->environment, "test") == 0;
}

static bool read_networks(config_list given, http_network *out, arena *a, const char **fault) {
    for (size_t i = 0; i < given.count; i++)
        if (!http_network_parse(text_of(given.items[i]), &out[i])) {
            *fault = arena_printf(a, "TESSERA_OUTBOUND_NETWORKS: '%s' is no network", given.items[i]);
            return false;
        }
    return true;
}

bool outward_set_up(app *app, arena *a, const char **fault) {
    const config *c = app->config;
    http_network *networks = arena_array(a, c->outbound_networks.count + 1, sizeof *networks);
    if (!read_networks(c->outbound_networks, networks, a, fault))
        return false;
    const char *wrong;
    app->secrets = secret_box_new(c->encryption_key.items, c->encryption_key.count, is_development(c), &wrong);
    if (app->secrets == NULL) {
        *fault = arena_printf(a, "TESSERA_ENCRYPTION_KEY: %s", wrong);
        return false;
    }
    if (secret_box_is_open(app->secrets))
        log_debug(LOGGER, "TESSERA_ENCRYPTION_KEY is not set: secrets are encrypted under a key that everybody knows");
    outbound_options *posts = arena_new_of(a, outbound_options), *api = arena_new_of(a, outbound_options);
    *posts = (outbound_options){
        .rules = {.https_only = is_production(c),
                  .domains = c->webhook_allowed_domains.items,
                  .domain_count = c->webhook_allowed_domains.count,
                  .networks = networks,
                  .network_count = c->outbound_networks.count},
        .lookup_milliseconds = (unsigned)(c->webhook_dns_timeout * 1000),
        .ca_file = c->outbound_ca_file,
    };
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
    return true;
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

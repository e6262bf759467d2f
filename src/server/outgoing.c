// URLs that requests give are posted to under the rules of the settings. Those that the settings themselves give are the
// operator's, who may name any address.
#include "server/outgoing.h"
#include "base/log.h"
#include "domain/secret_box.h"
#include "net/outbound.h"

#define LOGGER "tessera.server"

static bool is_for_development(const config *c) {
    return strcmp(c->environment, "development") == 0 || strcmp(c->environment, "test") == 0;
}

static secret_box *secrets_of(const config *c, const char **fault) {
    return secret_box_new(c->encryption_key.items, c->encryption_key.count, is_for_development(c), fault);
}

const char *outgoing_fault(const config *c, arena *a) {
    const char *fault = NULL;
    http_network network;
    for (size_t i = 0; i < c->outbound_networks.count; i++)
        if (!http_network_parse(text_of(c->outbound_networks.items[i]), &network))
            return arena_printf(a, "TESSERA_OUTBOUND_NETWORKS must be addresses or networks as 10.0.0.0/8, not \"%s\"",
                                c->outbound_networks.items[i]);
    secret_box *box = secrets_of(c, &fault);
    if (box == NULL)
        return arena_printf(a, "TESSERA_ENCRYPTION_KEY %s", fault); // which is not repeated
    secret_box_free(box);
    return NULL;
}

static outbound_rules rules_of(const char *const *networks, size_t count, arena *a) {
    http_network *parsed = arena_array(a, count + 1, sizeof *parsed);
    for (size_t i = 0; i < count; i++)
        http_network_parse(text_of(networks[i]), &parsed[i]);
    return (outbound_rules){.networks = parsed, .network_count = count};
}

outbound_rules outgoing_rules(const config *c, arena *a) {
    outbound_rules rules = rules_of(c->outbound_networks.items, c->outbound_networks.count, a);
    rules.https_only = strcmp(c->environment, "production") == 0;
    rules.domains = c->webhook_allowed_domains.items;
    rules.domain_count = c->webhook_allowed_domains.count;
    return rules;
}

static outbound *outbound_under(const config *c, const outbound_rules *rules, arena *a) {
    outbound_options *options = arena_new_of(a, outbound_options);
    *options = (outbound_options){.rules = *rules,
                                  .lookup_milliseconds = (unsigned)(c->webhook_dns_timeout * 1000),
                                  .ca_file = c->outbound_ca_file};
    return outbound_new(options);
}

void outgoing_set_up(app *app, arena *a) {
    static const char *const everywhere[] = {"0.0.0.0/0", "::/0"};
    const config *c = app->config;
    const char *fault;
    app->secrets = secrets_of(c, &fault);
    if (secret_box_is_open(app->secrets))
        log_debug(LOGGER, "TESSERA_ENCRYPTION_KEY is not set: secrets are encrypted under a key that everybody knows");
    outbound_rules *rules = arena_new_of(a, outbound_rules), all = rules_of(everywhere, 2, a);
    *rules = outgoing_rules(c, a);
    app->post_rules = rules;
    app->posts = outbound_under(c, rules, a);
    app->api = outbound_under(c, &all, a);
}

void outgoing_stop(app *app) {
    outbound_stop(app->posts);
    outbound_stop(app->api);
}

void outgoing_free(app *app) {
    app->posts = outbound_free(app->posts);
    app->api = outbound_free(app->api);
    app->secrets = secret_box_free(app->secrets);
}

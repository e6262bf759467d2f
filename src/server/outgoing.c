#include "server/outgoing.h"

static bool is_for_development(const config *c) {
    return strcmp(c->environment, "development") == 0 || strcmp(c->environment, "test") == 0;
}

secret_box *outgoing_secrets(const config *c, const char **fault) {
    return secret_box_new(c->encryption_key.items, c->encryption_key.count, is_for_development(c), fault);
}

const char *outgoing_fault(const config *c, arena *a) {
    const char *fault = NULL;
    http_network network;
    for (size_t i = 0; i < c->outbound_networks.count; i++)
        if (!http_network_parse(text_of(c->outbound_networks.items[i]), &network))
            return arena_printf(a, "TESSERA_OUTBOUND_NETWORKS must be addresses or networks as 10.0.0.0/8, not \"%s\"",
                                c->outbound_networks.items[i]);
    secret_box *box = outgoing_secrets(c, &fault);
    if (box == NULL)
        return arena_printf(a, "TESSERA_ENCRYPTION_KEY %s", fault); // which is not repeated
    secret_box_free(box);
    return NULL;
}

outbound_options outgoing_options(const config *c, arena *a) {
    http_network *networks = arena_array(a, c->outbound_networks.count + 1, sizeof *networks);
    for (size_t i = 0; i < c->outbound_networks.count; i++)
        http_network_parse(text_of(c->outbound_networks.items[i]), &networks[i]);
    return (outbound_options){
        .rules = {.https_only = strcmp(c->environment, "production") == 0,
                  .domains = c->webhook_allowed_domains.items,
                  .domain_count = c->webhook_allowed_domains.count,
                  .networks = networks,
                  .network_count = c->outbound_networks.count},
        .lookup_milliseconds = (unsigned)(c->webhook_dns_timeout * 1000),
        .ca_file = c->outbound_ca_file,
    };
}

// What settings demand of one another, and of the environment that the server is for.
#include "base/log.h"
#include "server/config_internal.h"
#include "server/notifier.h"
#include "server/outgoing.h"
#include "server/rates.h"
#include "server/tokens.h"

#define GIVEN(field) config_given_name(l, offsetof(config, field))

static bool addresses_are_fine(loading *l) {
    const config_list *listen = &l->result->config.listen;
    bool fine = listen->count > 0;
    if (!fine)
        config_complain(l, "%s names no address", GIVEN(listen));
    for (size_t i = 0; i < listen->count; i++) {
        if (config_is_address(listen->items[i]))
            continue;
        config_complain(l,
                        "%s must be HOST:PORT, [V6]:PORT or unix:PATH, the first two also behind http:// or https://, "
                        "not \"%s\"",
                        GIVEN(listen), listen->items[i]);
        fine = false;
    }
    return fine;
}

static void check_addresses(loading *l) {
    const config *c = &l->result->config;
    if (addresses_are_fine(l) && config_stays_local(c) && !config_listens_locally(c))
        config_complain(l, "%s", config_stays_local_why);
}

static bool is_sendable(const char *key) {
    for (; *key != '\0'; key++)
        if (*key <= 0x20 || *key >= 0x7f)
            return false;
    return true;
}

static bool begins_with(const char *given, const char *start) {
    return strncmp(given, start, strlen(start)) == 0;
}

// Words of another form in which a database server may be named: as the name of a file they would be logged.
static bool names_server(const char *given) {
    return begins_with(given, "postgres:") || begins_with(given, "postgresql:") || begins_with(given, "host=") ||
           begins_with(given, "dbname=") || strstr(given, "password=") != NULL;
}

// Whether a user's password has a / or an @ in it, so that a part of it is read as a host or a port, and told of.
static bool is_cut(const char *authority) {
    const text whole = {authority, strcspn(authority, "?")};
    const char *first = memchr(whole.data, '@', whole.length), *last = memrchr(whole.data, '@', whole.length),
               *slash = memchr(whole.data, '/', whole.length);
    if (last == NULL ||
        (slash != NULL && last > slash && memchr(whole.data, ':', (size_t)(slash - whole.data)) == NULL))
        return false;
    return first != last || (slash != NULL && last > slash);
}

// The URL may hold a password: it is not repeated.
static void check_database(loading *l) {
    const char *url = l->result->config.database_url, *scheme_end = strstr(url, "://");
    if (scheme_end == NULL && names_server(url))
        config_complain(l, "%s must be a file name or a URL as postgresql://USER@HOST/NAME", GIVEN(database_url));
    if (scheme_end != NULL && begins_with(url, "postgres") && is_cut(scheme_end + strlen("://")))
        config_complain(l, "%s: in a user's name or password / is written %%2F, and @ is written %%40",
                        GIVEN(database_url));
    if (scheme_end == NULL || begins_with(url, "sqlite") || begins_with(url, "postgres"))
        return;
    config_complain(l,
                    "%s must be a file name, sqlite:///FILE or postgresql://..., not a database of the kind \"%.*s\"",
                    GIVEN(database_url), (int)(scheme_end - url), url);
}

static void check_production(loading *l) {
    const config *c = &l->result->config;
    if (strcmp(c->environment, "production") != 0)
        return;
    if (c->auto_create_tables == CONFIG_ON)
        config_complain(l, "%s must be false where ENVIRONMENT is production", GIVEN(auto_create_tables));
    if (c->auth_disabled == CONFIG_ON)
        config_complain(l, "%s must be false where ENVIRONMENT is production", GIVEN(auth_disabled));
    if (c->rate_limit_enabled == CONFIG_OFF)
        config_complain(l, "%s must be true where ENVIRONMENT is production", GIVEN(rate_limit_enabled));
}

// Without any time nothing would arrive.
static void check_times(loading *l) {
    const config *c = &l->result->config;
    if (c->webhook_timeout <= 0)
        config_complain(l, "%s must be greater than 0", GIVEN(webhook_timeout));
    if (c->webhook_dns_timeout <= 0)
        config_complain(l, "%s must be greater than 0", GIVEN(webhook_dns_timeout));
}

// A warning, since all else can be served. The URL may hold what lets anybody post there: it is not repeated.
static void check_webhook(loading *l) {
    const config *c = &l->result->config;
    char reason[OUTBOUND_REASON];
    const outbound_rules rules = outgoing_rules(c, l->arena);
    if (c->webhook_url != NULL && *c->webhook_url != '\0' && !outbound_url_is_allowed(&rules, c->webhook_url, reason))
        config_warn(l, "%s: nothing will be posted there: %s", GIVEN(webhook_url), reason);
}

// Links that are none have Slack refuse the whole message.
static void check_links(loading *l) {
    const char *url = l->result->config.base_url;
    if (strncmp(url, "http://", strlen("http://")) != 0 && strncmp(url, "https://", strlen("https://")) != 0)
        config_warn(l, "%s must begin with http:// or https:// for links in messages to work, unlike \"%s\"",
                    GIVEN(base_url), url);
}

void config_check_rules(loading *l) {
    const config *c = &l->result->config;
    log_level level;
    if (!log_level_parse(c->log_level, &level))
        config_complain(l, "%s must be DEBUG, INFO, WARNING, ERROR or CRITICAL, not \"%s\"", GIVEN(log_level),
                        c->log_level);
    if (c->pagination_limit_default > c->pagination_limit_max)
        config_complain(l, "%s must not be larger than %s", GIVEN(pagination_limit_default),
                        GIVEN(pagination_limit_max));
    if (c->db_pool_minimum > c->db_pool_size)
        config_complain(l, "%s must not be larger than %s", GIVEN(db_pool_minimum), GIVEN(db_pool_size));
    if (c->bootstrap_api_key != NULL && !is_sendable(c->bootstrap_api_key))
        config_complain(l, "%s must be of visible ASCII characters, as it is sent in a header",
                        GIVEN(bootstrap_api_key));
    if (c->metrics_token != NULL && !is_sendable(c->metrics_token))
        config_complain(l, "%s must be of visible ASCII characters, as it is sent in a header", GIVEN(metrics_token));
    size_t rate = rates_fault(c);
    if (rate != RATES_FINE)
        config_complain(l, "%s must be limits as \"100/minute\" or \"10 per 2 seconds; 500/hour\", not \"%s\"",
                        config_given_name(l, rate), *(const char *const *)((const char *)c + rate));
    check_production(l);
    check_database(l);
    check_addresses(l);
    const char *fault = config_listening_fault(c, l->arena);
    if (fault != NULL)
        config_complain(l, "%s", fault);
    fault = tokens_fault(c, l->arena);
    if (fault != NULL)
        config_complain(l, "%s", fault);
    fault = outgoing_fault(c, l->arena);
    if (fault != NULL)
        config_complain(l, "%s", fault);
    else
        check_webhook(l);
    check_links(l);
    check_times(l);
    fault = notifier_fault(c, l->arena);
    if (fault != NULL)
        config_complain(l, "%s", fault);
}

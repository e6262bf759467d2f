// Classes are counted by key, by user where there is no key, and by address where nobody is known, of IPv6 by the /64 that a
// subscriber has (RFC 6177); what is dear by team. Of credentials only those are counted that are refused, by address: who has a
// key is never kept out by the failures of a neighbour.
#include "server/rates.h"
#include "base/hash.h"
#include "base/memory.h"
#include "server/app.h"
#include <stdlib.h>

#define SECOND INT64_C(1000000)

typedef enum rate_class {
    CLASS_READ,
    CLASS_WRITE,
    CLASS_ADMIN,
    CLASS_EXPENSIVE,
    CLASS_BULK,
    CLASS_GLOBAL,
    CLASS_AUTH,
    CLASS_COUNT
} rate_class;

// The settings of each class: those of people and programs, and those of agents.
static const struct {
    const char *name;
    size_t usual, agents;
} classes[CLASS_COUNT] = {
#define CLASS(class, name, usual, agents) [class] = {name, offsetof(config, usual), offsetof(config, agents)}
    CLASS(CLASS_READ, "read", rate_limit_read, rate_limit_agent_read),
    CLASS(CLASS_WRITE, "write", rate_limit_write, rate_limit_agent_write),
    CLASS(CLASS_ADMIN, "admin", rate_limit_admin, rate_limit_agent_admin),
    CLASS(CLASS_EXPENSIVE, "expensive", rate_limit_expensive, rate_limit_expensive),
    CLASS(CLASS_BULK, "bulk", rate_limit_bulk, rate_limit_bulk),
    CLASS(CLASS_GLOBAL, "global", rate_limit_global, rate_limit_global),
    CLASS(CLASS_AUTH, "auth", rate_limit_auth, rate_limit_auth),
#undef CLASS
};

struct rates {
    rate_table *table;
    rate_rule rules[CLASS_COUNT][2]; // usual, agents
};

// --- settings --------------------------------------------------------------------------------------------------------

bool rates_enabled(const config *c) {
    return c->rate_limit_enabled == CONFIG_UNSET ? config_authenticates(c) : c->rate_limit_enabled == CONFIG_ON;
}

static size_t setting_of(size_t class, bool agents) {
    return agents ? classes[class].agents : classes[class].usual;
}

static bool read_rule(const config *c, size_t setting, rate_rule *out) {
    return rate_rule_parse(text_of(*(const char *const *)((const char *)c + setting)), out);
}

size_t rates_fault(const config *c) {
    rate_rule rule;
    for (size_t class = 0; class < CLASS_COUNT; class ++)
        for (int agents = 0; agents < 2; agents++)
            if (!read_rule(c, setting_of(class, agents), &rule))
                return setting_of(class, agents);
    return RATES_FINE;
}

rates *rates_new(const config *c) {
    if (!rates_enabled(c))
        return NULL;
    rates *r = memory_zalloc(sizeof *r);
    r->table = rate_table_new((size_t)c->rate_limit_callers);
    for (size_t class = 0; class < CLASS_COUNT; class ++)
        for (int agents = 0; agents < 2; agents++)
            read_rule(c, setting_of(class, agents), &r->rules[class][agents]);
    return r;
}

rates *rates_free(rates *r) {
    if (r == NULL)
        return NULL;
    rate_table_free(r->table);
    free(r);
    return NULL;
}

// --- who is counted --------------------------------------------------------------------------------------------------

// Who is counted, of what kind, in what class: without padding, since all of it is hashed.
typedef struct counted {
    uint8_t class, kind, bytes[16];
} counted;

enum { BY_KEY, BY_USER, BY_TEAM, BY_ADDRESS, BY_NAME, BY_TOKEN, BY_CERTIFICATE };

static counted by_id(rate_class class, uint8_t kind, const uuid *id) {
    counted who = {.class = class, .kind = kind};
    memcpy(who.bytes, id->bytes, sizeof who.bytes);
    return who;
}

// The client may be one for whom a named proxy asks. Those on unix sockets are one.
static counted by_address(rate_class class, const http_address *client) {
    counted who = {.class = class, .kind = BY_ADDRESS};
    if (!client->known)
        return who;
    memcpy(who.bytes, client->bytes, http_address_is_v4(client) ? sizeof who.bytes : sizeof who.bytes / 2);
    return who;
}

// By whom a token or a certificate names: one may have a new token with each call.
static counted by_subject(rate_class class, const request *rq) {
    counted who = {.class = class, .kind = rq->caller.kind == CALLER_TOKEN ? BY_TOKEN : BY_CERTIFICATE};
    siphash_tag tag = siphash(&rq->app->credential_key, text_of(rq->caller.subject));
    memcpy(who.bytes, &tag, sizeof who.bytes);
    return who;
}

static counted of_caller(rate_class class, const request *rq) {
    const caller *who = &rq->caller;
    bool dear = class == CLASS_EXPENSIVE || class == CLASS_BULK;
    if (dear && who->team_id.set)
        return by_id(class, BY_TEAM, &who->team_id);
    if (who->key_id.set)
        return by_id(class, BY_KEY, &who->key_id);
    if (who->user_id.set)
        return by_id(class, BY_USER, &who->user_id);
    if (who->subject != NULL)
        return by_subject(class, rq);
    if (who->kind == CALLER_BOOTSTRAP)
        return (counted){.class = class, .kind = BY_NAME};
    return by_address(class, &rq->http->client_address);
}

static rate_left take(const request *rq, rate_class class, const counted *who) {
    const rates *r = rq->app->rates;
    uint64_t hash = hash_bytes(who, sizeof *who, hash_process_seed());
    return rate_take(r->table, &r->rules[class][rq->caller.is_agent], hash, rq->began);
}

// --- replies ---------------------------------------------------------------------------------------------------------

static int64_t seconds_of(int64_t micros) {
    return (micros + SECOND - 1) / SECOND;
}

enum { DIGITS = 20 };

// By hand, since every reply carries three of them.
static void add_header(request *rq, text name, int64_t number) {
    char *end = (char *)arena_bytes(rq->arena, DIGITS) + DIGITS, *at = end;
    for (uint64_t rest = (uint64_t)number; at == end || rest > 0; rest /= 10)
        *--at = (char)('0' + rest % 10);
    http_reply_header(rq->exchange, name, (text){at, (size_t)(end - at)});
}

// Of draft-ietf-httpapi-ratelimit-headers-03, the form that clients know.
void rates_tell(request *rq) {
    const rate_left *left = &rq->course.rate;
    if (left->limit == NULL)
        return;
    add_header(rq, TEXT("RateLimit-Limit"), left->limit->count);
    add_header(rq, TEXT("RateLimit-Remaining"), left->remaining);
    add_header(rq, TEXT("RateLimit-Reset"), seconds_of(left->reset));
}

static const char *limit_in_words(request *rq, const rate_limit *limit) {
    static const struct {
        const char *name;
        int64_t seconds;
    } units[] = {{"day", 86400}, {"hour", 3600}, {"minute", 60}, {"second", 1}};
    int64_t seconds = limit->period / SECOND;
    size_t i = 0;
    while (seconds % units[i].seconds != 0)
        i++;
    int64_t times = seconds / units[i].seconds;
    return arena_printf(rq->arena, "%lld per %lld %s%s", (long long)limit->count, (long long)times, units[i].name,
                        times == 1 ? "" : "s");
}

static void reply_too_many(request *rq, rate_class class, const rate_left *left) {
    int64_t retry = seconds_of(left->retry);
    json_member members[] = {
        json_make_member("class", json_make_string(text_of(classes[class].name))),
        json_make_member("limit", json_make_string(text_of(limit_in_words(rq, left->limit)))),
    };
    rq->course.rate = *left;
    add_header(rq, TEXT("Retry-After"), retry < 1 ? 1 : retry);
    reply_error(rq, ERROR_RATE_LIMIT_EXCEEDED, NULL, json_make_object(rq->arena, members, 2));
}

// Counts in one more class.
static bool count(request *rq, rate_class class) {
    const counted who = of_caller(class, rq);
    rate_left left = take(rq, class, &who), *least = &rq->course.rate;
    if (!left.allowed) {
        reply_too_many(rq, class, &left);
        return false;
    }
    if (least->limit == NULL || left.remaining < least->remaining)
        *least = left;
    return true;
}

bool rates_allow_or_reply(request *rq) {
    if (rq->app->rates == NULL || rq->route->scope == SCOPE_PUBLIC)
        return true;
    bool fine = true;
    switch (rq->route->rate) {
    case RATE_NONE:
        break;
    case RATE_READ:
        fine = count(rq, CLASS_READ);
        break;
    case RATE_WRITE:
        fine = count(rq, CLASS_WRITE);
        break;
    case RATE_ADMIN:
        fine = count(rq, CLASS_ADMIN);
        break;
    case RATE_EXPENSIVE:
        fine = count(rq, CLASS_EXPENSIVE) && count(rq, CLASS_READ);
        break;
    case RATE_BULK:
        fine = count(rq, CLASS_BULK) && count(rq, CLASS_WRITE);
        break;
    }
    return fine && count(rq, CLASS_GLOBAL);
}

void rates_count_refusal(request *rq) {
    // Who sends none guesses nothing: any page can make a browser ask, and its user could then not log in.
    if (rq->app->rates == NULL || rq->status != 401 || !rq->course.guessed)
        return;
    const counted who = by_address(CLASS_AUTH, &rq->http->client_address);
    rate_left left = take(rq, CLASS_AUTH, &who);
    if (left.allowed)
        return;
    http_reply_reset(rq->exchange);
    reply_too_many(rq, CLASS_AUTH, &left);
}

bool rates_attempt_or_reply(request *rq) {
    if (rq->app->rates == NULL)
        return true;
    const counted who = by_address(CLASS_AUTH, &rq->http->client_address);
    rate_left left = take(rq, CLASS_AUTH, &who);
    if (!left.allowed)
        reply_too_many(rq, CLASS_AUTH, &left);
    return left.allowed;
}

void rates_give_back_attempt(request *rq) {
    const rates *r = rq->app->rates;
    if (r == NULL)
        return;
    const counted who = by_address(CLASS_AUTH, &rq->http->client_address);
    rate_give_back(r->table, &r->rules[CLASS_AUTH][0], hash_bytes(&who, sizeof who, hash_process_seed()));
}

// A token is told from a key by its form, and taken for what it says once its signature is verified. What it gives is then kept
// until it expires or the keys change, so that the database alone is asked about its team, as it is for a key's.
#include "server/tokens.h"
#include "base/memory.h"
#include "net/fetch.h"
#include "server/app.h"
#include "server/auth_question.h"
#include "server/issuer.h"
#include "server/token_cache.h"
#include <stdlib.h>
#include <unistd.h>

struct tokens {
    arena *arena; // of the rules
    token_rules rules;
    issuer *issuer;
    token_cache *verified;
};

// --- life ------------------------------------------------------------------------------------------------------------

static bool is_named(const char *setting) {
    return setting != NULL && *setting != '\0';
}

const char *tokens_fault(const config *c, arena *a) {
    token_rules rules;
    if (!is_named(c->oidc_issuer))
        return c->oidc_audience.count == 0 ? NULL : "TESSERA_OIDC_AUDIENCE needs TESSERA_OIDC_ISSUER";
    if (!fetch_is_trusted(c->oidc_issuer) || strchr(c->oidc_issuer, '?') != NULL)
        return arena_printf(
            a,
            "TESSERA_OIDC_ISSUER must be a URL that begins with https://, or with http:// and this machine's "
            "loopback, without a query, not \"%s\"",
            c->oidc_issuer);
    if (is_named(c->oidc_ca_file) && access(c->oidc_ca_file, R_OK) != 0)
        return arena_printf(a, "TESSERA_OIDC_CA_FILE cannot be read: \"%s\"", c->oidc_ca_file);
    return token_rules_read(c, a, &rules);
}

tokens *tokens_start(const config *c, atomic_uint_fast64_t *changes) {
    if (!is_named(c->oidc_issuer) || !config_authenticates(c))
        return NULL;
    tokens *t = memory_zalloc(sizeof *t);
    t->arena = arena_new(0);
    token_rules_read(c, t->arena, &t->rules);
    t->verified = token_cache_new((size_t)c->oidc_tokens);
    t->issuer = issuer_start(&(issuer_options){
        .name = c->oidc_issuer,
        .ca_file = is_named(c->oidc_ca_file) ? c->oidc_ca_file : NULL,
        .timeout = (unsigned)c->oidc_timeout,
        .refresh = c->oidc_refresh,
        .refetch = c->oidc_refetch,
        .stale = c->oidc_stale,
        .changes = changes,
    });
    return t;
}

void tokens_stop(tokens *t) {
    if (t != NULL)
        issuer_stop(t->issuer);
}

tokens *tokens_free(tokens *t) {
    if (t == NULL)
        return NULL;
    issuer_free(t->issuer);
    token_cache_free(t->verified);
    arena_free(t->arena);
    free(t);
    return NULL;
}

// --- verifying -------------------------------------------------------------------------------------------------------

static auth_step refuse(auth_question *question, arena *a, const char *fault) {
    question->refusal = ERROR_INVALID_TOKEN;
    question->message = arena_printf(a, "Invalid or expired token: %s", fault);
    return AUTH_REFUSED;
}

// Nobody can say at the moment whether the token is good.
static auth_step put_off(auth_question *question, const char *message) {
    question->message = message;
    question->retry_after = 1;
    return AUTH_REFUSED;
}

// No key that counts is the one that the token names.
static auth_step look_for_key(tokens *t, auth_question *question, arena *a, bool has_keys) {
    bool away = issuer_is_away(t->issuer);
    if (!question->waited) {
        issuer_answer answer = issuer_ask(t->issuer);
        question->waited = true;
        if (answer == ISSUER_FETCHES)
            return AUTH_ASKS;
        away = answer == ISSUER_AWAY;
    }
    if (away || !has_keys)
        return put_off(question, "The keys of the identity provider cannot be fetched at the moment");
    return refuse(question, a, "it is signed by a key that the issuer does not have");
}

static auth_step grant_token(tokens *t, request *rq, const token *read, uint64_t generation) {
    auth_question *question = rq->course.question;
    if (!token_rules_apply(&t->rules, read->claims, rq->arena, question->grant, &question->message)) {
        question->refusal = ERROR_UNKNOWN_TEAM;
        return AUTH_REFUSED;
    }
    token_cache_keep(t->verified, &question->tag, generation, question->grant);
    return AUTH_KNOWN;
}

// On a worker.
static auth_step verify(request *rq) {
    tokens *t = rq->app->tokens;
    auth_question *question = rq->course.question;
    token_grant *grant = question->grant = arena_new_of(rq->arena, token_grant);
    const char *fault;
    token read;
    if (!token_read(question->token, rq->arena, &read, &fault) ||
        !token_meets(&read, &t->rules.demand, timestamp_now(), &grant->expires_at, &grant->subject, &fault))
        return refuse(question, rq->arena, fault);
    uint64_t generation = issuer_generation(t->issuer); // before the keys, which may be newer
    key_set *keys = issuer_keys(t->issuer, &question->fetched);
    key_verdict verdict = keys == NULL ? KEY_UNKNOWN : key_set_verify(keys, &read);
    bool has_keys = keys != NULL;
    key_set_release(keys);
    switch (verdict) {
    case KEY_VERIFIED:
        return grant_token(t, rq, &read, generation);
    case KEY_UNKNOWN:
        return look_for_key(t, question, rq->arena, has_keys);
    case KEY_FAILED:
        return put_off(question, "The token cannot be verified at the moment");
    case KEY_REFUSED:
        break;
    }
    return refuse(question, rq->arena, "its signature is not of the key that it names");
}

// --- requests --------------------------------------------------------------------------------------------------------

static bool find(request *rq, db *reader) {
    auth_question *question = rq->course.question;
    const token_grant *grant = question->grant;
    uuid team = mapping_team(reader, grant->team, rq->arena);
    if (!team.set) {
        question->refusal = ERROR_UNKNOWN_TEAM;
        question->message = arena_printf(rq->arena, "The token's team '%s' does not exist", grant->team);
        return false;
    }
    question->expires_at = grant->expires_at;
    question->caller = (caller){
        .kind = CALLER_TOKEN,
        .scopes = grant->scopes,
        .is_admin = (grant->scopes & 1u << SCOPE_ADMIN) != 0,
        .is_agent = grant->is_agent,
        .team_id = team,
        .subject = grant->subject,
        .expires_at = grant->expires_at,
    };
    return true;
}

bool tokens_begin(request *rq, text credential) {
    tokens *t = rq->app->tokens;
    auth_question *question = rq->course.question;
    if (t == NULL || !token_has_form(credential))
        return false;
    question->token = credential;
    question->find = find;
    question->grant =
        token_cache_find(t->verified, &question->tag, issuer_generation(t->issuer), timestamp_now(), rq->arena);
    if (question->grant == NULL)
        question->verify = verify;
    return true;
}

bool tokens_wait(request *rq, http_task *task) {
    return issuer_wait(rq->app->tokens->issuer, rq->course.question->fetched, http_exchange_loop(rq->exchange), task);
}

#include "server/token_rules.h"
#include "server/caller.h"

#define SECOND INT64_C(1000000)

enum { TEAM_LENGTH_MAXIMUM = 1024 };

// --- settings --------------------------------------------------------------------------------------------------------

static bool read_algorithms(const config_list *list, unsigned *out) {
    *out = 0;
    for (size_t i = 0; i < list->count; i++) {
        token_algorithm algorithm = 0;
        while (algorithm < TOKEN_ALGORITHMS && strcmp(list->items[i], token_algorithm_name(algorithm)) != 0)
            algorithm++;
        if (algorithm == TOKEN_ALGORITHMS)
            return false;
        *out |= 1u << algorithm;
    }
    return *out != 0;
}

const char *token_rules_read(const config *c, arena *a, token_rules *out) {
    *out = (token_rules){
        .demand = {.issuer = c->oidc_issuer,
                   .audiences = c->oidc_audience.items,
                   .audience_count = c->oidc_audience.count,
                   .skew = c->oidc_skew * SECOND},
        .team_claim = c->oidc_team_claim,
        .scope_claim = c->oidc_scope_claim,
        .agent_claim = c->oidc_agent_claim,
    };
    if (c->oidc_audience.count == 0)
        return "TESSERA_OIDC_ISSUER needs TESSERA_OIDC_AUDIENCE: else a token for any other server would count here";
    if (!read_algorithms(&c->oidc_algorithms, &out->demand.algorithms))
        return "TESSERA_OIDC_ALGORITHMS must be of RS256, ES256 and EdDSA";
    const char *row = mapping_read(&c->oidc_teams, false, a, &out->teams);
    if (row != NULL)
        return arena_printf(a, "TESSERA_OIDC_TEAMS must have rows VALUE=TEAM, not \"%s\"", row);
    row = mapping_read(&c->oidc_scopes, true, a, &out->scopes);
    if (row != NULL)
        return arena_printf(
            a,
            "TESSERA_OIDC_SCOPES must have rows VALUE=SCOPES, of read, write, admin, team_admin and user "
            "with + between, not \"%s\"",
            row);
    return NULL;
}

// --- claims ----------------------------------------------------------------------------------------------------------

static bool is_word_of(text words, text word) {
    for (size_t start = 0, i = 0; i <= words.length; i++) {
        if (i < words.length && words.data[i] != ' ')
            continue;
        if (text_equal((text){words.data + start, i - start}, word))
            return true;
        start = i + 1;
    }
    return false;
}

// Whether the claim, a string or a list of strings, has the value. `worded`: a string is words with blanks between (RFC 8693
// section 4.2).
static bool claim_has(const json_value *claim, text value, bool worded) {
    if (claim == NULL)
        return false;
    if (claim->type == JSON_STRING)
        return text_equal(json_text_of(claim), value) || (worded && is_word_of(json_text_of(claim), value));
    for (uint32_t i = 0; claim->type == JSON_ARRAY && i < claim->count; i++)
        if (claim->elements[i].type == JSON_STRING && text_equal(json_text_of(&claim->elements[i]), value))
            return true;
    return false;
}

static unsigned scopes_of(const token_rules *rules, const json_value *claims) {
    const json_value *claim = token_claim(claims, rules->scope_claim);
    unsigned scopes = 0;
    for (size_t i = 0; i < rules->scopes.count; i++)
        if (claim_has(claim, rules->scopes.rows[i].value, true))
            scopes |= rules->scopes.rows[i].scopes;
    return caller_every_scope(scopes);
}

// The team that the claim names itself: a string, or a list of one.
static bool named_team(const json_value *claim, arena *a, const char **team) {
    const json_value *name = claim->type == JSON_ARRAY && claim->count == 1 ? &claim->elements[0] : claim;
    if (name->type != JSON_STRING || name->holds_nul || name->count == 0 || name->count > TEAM_LENGTH_MAXIMUM)
        return false;
    *team = arena_text(a, json_text_of(name));
    return true;
}

static bool is_agent(const token_rules *rules, const json_value *claims) {
    const json_value *claim = rules->agent_claim == NULL ? NULL : token_claim(claims, rules->agent_claim);
    return claim != NULL &&
           ((claim->type == JSON_BOOLEAN && claim->boolean) || (claim->type == JSON_STRING && claim->count > 0));
}

bool token_rules_apply(const token_rules *rules, const json_value *claims, arena *a, token_grant *grant,
                       const char **fault) {
    const json_value *claim = token_claim(claims, rules->team_claim);
    grant->scopes = scopes_of(rules, claims);
    grant->is_agent = is_agent(rules, claims);
    if (claim == NULL) {
        *fault = arena_printf(a, "The token has no claim '%s', which names its team", rules->team_claim);
        return false;
    }
    for (size_t i = 0; i < rules->teams.count; i++)
        if (claim_has(claim, rules->teams.rows[i].value, false)) {
            grant->team = rules->teams.rows[i].meaning;
            return true;
        }
    if (rules->teams.count == 0 && named_team(claim, a, &grant->team))
        return true;
    *fault = rules->teams.count > 0
                 ? arena_printf(a, "No value of the token's claim '%s' stands for a team", rules->team_claim)
                 : arena_printf(a, "The token's claim '%s' is not the name or the id of one team", rules->team_claim);
    return false;
}

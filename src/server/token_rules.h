// What the settings say of tokens: which count, and what their claims give.
#pragma once
#include "domain/token.h"
#include "server/mapping.h"

// What a verified token gives. Its strings are in the arena of whoever asked.
typedef struct token_grant {
    const char *subject;
    const char *team; // name or id
    unsigned scopes;
    bool is_agent;
    int64_t expires_at;
} token_grant;

typedef struct token_rules {
    token_demand demand;
    const char *team_claim, *scope_claim;
    const char *agent_claim; // NULL: tokens are never agents'
    mapping teams;           // none: the claim names the team itself
    mapping scopes;
} token_rules;

// Reads the settings of an identity provider; there is one. In `a`. NULL: they are fine; else what is wrong.
const char *token_rules_read(const config *c, arena *a, token_rules *out);

// Fills team, scopes and agent from the claims. False: they name no team, and `*fault` says so.
bool token_rules_apply(const token_rules *rules, const json_value *claims, arena *a, token_grant *grant,
                       const char **fault);

#include "server/caller.h"
#include "domain/assets.h"
#include "store/teams.h"
#include "store/users.h"

static bool acts_for_first_team(const request *rq) {
    return rq->caller.kind == CALLER_OPEN || rq->caller.kind == CALLER_BOOTSTRAP;
}

const caller *request_caller(request *rq) {
    rq->course.asked_caller = true;
    if (!rq->caller.team_id.set && acts_for_first_team(rq))
        store_teams_first(rq->db, &rq->caller.team_id);
    return &rq->caller;
}

bool request_is_admin(request *rq) {
    rq->course.asked_caller = true;
    return rq->caller.is_admin;
}

route_scope caller_scope_of(int granted) {
    static const route_scope meant[] = {
        [api_key_scope_read] = SCOPE_READ, [api_key_scope_write] = SCOPE_WRITE, [api_key_scope_admin] = SCOPE_ADMIN};
    return meant[granted];
}

unsigned caller_every_scope(unsigned scopes) {
    return scopes & 1u << SCOPE_ADMIN ? 1u << SCOPE_READ | 1u << SCOPE_WRITE | 1u << SCOPE_ADMIN : scopes;
}

bool request_acts_for(request *rq, const uuid *team) {
    const caller *who = request_caller(rq);
    return asset_may_write(&who->team_id, who->is_admin, team);
}

bool acts_for_or_reply(request *rq, const uuid *team, const char *message) {
    if (request_acts_for(rq, team))
        return true;
    reply_error(rq, ERROR_UNAUTHORIZED_TEAM, message, NULL);
    return false;
}

bool request_speaks_for(request *rq, const uuid *user) {
    const caller *who = request_caller(rq);
    struct user named;
    if (!user->set || who->is_admin || !store_users_get(rq->db, user, &named, rq->arena))
        return true;
    return who->kind == CALLER_SESSION ? uuid_equal(user, &who->user_id) : uuid_equal(&named.team_id, &who->team_id);
}

bool speaks_for_or_reply(request *rq, const uuid *user) {
    if (request_speaks_for(rq, user))
        return true;
    reply_error(rq, ERROR_UNAUTHORIZED_TEAM, "You cannot act in the name of that user", NULL);
    return false;
}

static const char *team_name(request *rq, const uuid *id) {
    const char *name = id->set ? store_teams_name(rq->db, id, rq->arena) : NULL;
    return name != NULL ? name : "unknown";
}

bool may_or_reply(request *rq, const char *verb, const char *kind, const char *name, const uuid *owner_team) {
    if (request_acts_for(rq, owner_team))
        return true;
    const char *owner = team_name(rq, owner_team), *own = team_name(rq, &request_caller(rq)->team_id);
    const char *message =
        name == NULL ? arena_printf(rq->arena, "Cannot %s %s for team '%s': your team is '%s'", verb, kind, owner, own)
                     : arena_printf(rq->arena, "Cannot %s %s '%s': it is owned by team '%s', and your team is '%s'",
                                    verb, kind, name, owner, own);
    reply_error(rq, ERROR_UNAUTHORIZED_TEAM, message, NULL);
    return false;
}

void request_forget_caller(request *rq) {
    if (acts_for_first_team(rq))
        rq->caller.team_id = UUID_NONE;
}

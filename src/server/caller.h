// Who calls.
#pragma once
#include "server/request.h"

// The caller, with the team for ownership and the audit trail. That of who acts for the first team is read from the database at
// the first call of a request.
const caller *request_caller(request *rq);
// Whether an admin calls. Reads nothing.
bool request_is_admin(request *rq);
// The scope of routes that a scope of keys (of enum_api_key_scope) stands for.
route_scope caller_scope_of(int granted);
// The scopes, a bit for each route_scope, that these bring: `admin` brings them all.
unsigned caller_every_scope(unsigned scopes);
// Whether the caller may do what is this team's to do.
bool request_acts_for(request *rq, const uuid *team);
// The same; false: the reply is 403 with the message.
bool acts_for_or_reply(request *rq, const uuid *team, const char *message);
// Whether the caller may do that ("update") to a thing of that kind ("asset") and name which the team owns, or with no name make
// one for it; false: the reply is 403 and names both teams.
bool may_or_reply(request *rq, const char *verb, const char *kind, const char *name, const uuid *owner_team);
// Whether the caller may name that user as who does it: an admin anybody, who has a session himself alone, others people of the
// team. None, and one who is not there, are for the handler to refuse.
bool request_speaks_for(request *rq, const uuid *user);
// The same; false: the reply is 403.
bool speaks_for_or_reply(request *rq, const uuid *user);
// Forgets what request_caller has read: the handler runs once more.
void request_forget_caller(request *rq);

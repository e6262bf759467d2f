#include "server/caller.h"
#include "store/teams.h"

const caller *request_caller(request *rq) {
    if (rq->caller.team_id.set)
        return &rq->caller;
    rq->caller.is_admin = true;
    store_teams_first(rq->db, &rq->caller.team_id);
    return &rq->caller;
}

#include "domain/assets.h"
#include "store/users.h"

asset_owner_fault asset_check_owner_user(db *d, const uuid *user, const uuid *team, arena *a) {
    struct user owner;
    if (!user->set)
        return ASSET_OWNER_FINE;
    if (!store_users_get(d, user, &owner, a))
        return ASSET_OWNER_USER_MISSING;
    return uuid_equal(&owner.team_id, team) ? ASSET_OWNER_FINE : ASSET_OWNER_USER_ELSEWHERE;
}

bool asset_may_write(const uuid *caller_team, bool is_admin, const uuid *owner_team) {
    return is_admin || (caller_team->set && uuid_equal(caller_team, owner_team));
}

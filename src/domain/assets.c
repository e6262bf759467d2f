#include "domain/assets.h"
#include "domain/audit.h"
#include "store/assets.h"
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

db_status asset_add(db *d, struct asset *asset, bool bulk, arena *a) {
    asset->id = uuid_new();
    asset->created_at = timestamp_now();
    db_status status = store_assets_insert(d, asset, a);
    if (status != DB_OK)
        return status;
    json_builder payload = json_builder_on(a);
    json_put_string(&payload, "fqn", asset->fqn);
    json_put_string(&payload, "environment", asset->environment);
    if (bulk)
        json_put_boolean(&payload, "bulk_operation", true);
    return audit_record(d, AUDIT_asset_created, &asset->id, &asset->owner_team_id, json_built(&payload), a);
}

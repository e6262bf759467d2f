#include "domain/first_admin.h"
#include "domain/audit.h"
#include "store/sessions.h"
#include "store/teams.h"
#include "store/users.h"

#define TEAM "admin"

bool first_admin_find(db *d, const first_admin *wanted, struct user *out, const char **hash, arena *a) {
    uuid id = store_users_find_by_username(d, wanted->username, &UUID_NONE);
    if (!id.set)
        id = store_users_find_deactivated(d, wanted->username);
    *hash = id.set ? store_users_password_hash_of(d, &id, a) : NULL;
    return id.set && store_users_get_any(d, &id, out, a);
}

bool first_admin_is(const first_admin *wanted, const struct user *user) {
    bool addressed = wanted->email == NULL || (user->email != NULL && strcmp(user->email, wanted->email) == 0);
    return addressed && user->deactivated_at == TIMESTAMP_NONE && user->role == user_role_admin &&
           user->user_type == user_type_human && strcmp(user->name, wanted->name) == 0;
}

static void audit(db *d, audit_action event, const struct user *user, arena *a) {
    json_builder payload = json_builder_on(a);
    json_put_string(&payload, "username", user->username);
    json_put_string(&payload, "name", user->name);
    json_put_boolean(&payload, "bootstrap", true);
    audit_record(d, event, &user->id, NULL, json_built(&payload), a);
}

// The id of the team, which may be new; none: another server makes it at this moment.
static uuid team_of_admins(db *d, arena *a) {
    struct team team;
    uuid id = store_teams_find_by_name(d, TEAM);
    if (id.set)
        return id;
    record_defaults(&type_team, a, &team);
    team.id = uuid_new();
    team.name = TEAM;
    team.metadata.raw = TEXT("{\"bootstrap\":true}");
    team.created_at = timestamp_now();
    if (store_teams_insert(d, &team, a) != DB_OK)
        return UUID_NONE;
    json_builder payload = json_builder_on(a);
    json_put_string(&payload, "name", team.name);
    audit_record(d, AUDIT_team_created, &team.id, NULL, json_built(&payload), a);
    return team.id;
}

static void fill(const first_admin *wanted, struct user *user) {
    user->name = wanted->name;
    user->role = user_role_admin;
    user->user_type = user_type_human;
    if (wanted->email != NULL)
        user->email = wanted->email;
}

static first_admin_outcome why_not(db *d, const first_admin *wanted, const struct user *user) {
    bool taken = wanted->email != NULL && store_users_find_by_email(d, wanted->email, &user->id).set;
    return taken ? FIRST_ADMIN_EMAIL_TAKEN : FIRST_ADMIN_OVERTAKEN;
}

static first_admin_outcome create(db *d, const first_admin *wanted, const char *hash, arena *a) {
    struct user user;
    record_defaults(&type_user, a, &user);
    user.id = uuid_new();
    user.username = wanted->username;
    user.team_id = team_of_admins(d, a);
    user.metadata.raw = user.notification_preferences.raw = TEXT("{}");
    user.created_at = timestamp_now();
    fill(wanted, &user);
    if (!user.team_id.set)
        return FIRST_ADMIN_OVERTAKEN;
    if (store_users_insert(d, &user, a) == DB_UNIQUE)
        return why_not(d, wanted, &user);
    store_users_set_password_hash(d, &user.id, hash);
    audit(d, AUDIT_user_created, &user, a);
    return FIRST_ADMIN_CREATED;
}

first_admin_outcome first_admin_write(db *d, const first_admin *wanted, const char *hash, arena *a) {
    struct user user;
    const char *present;
    if (!first_admin_find(d, wanted, &user, &present, a))
        return hash == NULL ? FIRST_ADMIN_OVERTAKEN : create(d, wanted, hash, a);
    int64_t now = timestamp_now();
    fill(wanted, &user);
    user.updated_at = now;
    if ((user.deactivated_at != TIMESTAMP_NONE &&
         store_users_set_deactivated(d, &user.id, TIMESTAMP_NONE, now) == DB_UNIQUE) ||
        store_users_update(d, &user, a) == DB_UNIQUE)
        return why_not(d, wanted, &user);
    if (hash != NULL) {
        store_users_set_password_hash(d, &user.id, hash);
        store_sessions_end_of_user(d, &user.id);
    }
    audit(d, AUDIT_user_updated, &user, a);
    return FIRST_ADMIN_UPDATED;
}

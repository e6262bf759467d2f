// A password's hash is slow by intent, so it is made before the transaction, in the worker pool; what was sent is
// wiped.
#include "store/users.h"
#include "base/memory.h"
#include "domain/audit.h"
#include "domain/passwords.h"
#include "domain/sessions.h"
#include "server/caller.h"
#include "server/conditions.h"
#include "server/idempotency.h"
#include "server/request.h"
#include "store/sessions.h"
#include "store/teams.h"

static bool user_or_reply(request *rq, struct user *user) {
    if (store_users_get(rq->db, &rq->ids[0], user, rq->arena))
        return true;
    reply_not_found(rq, ERROR_USER_NOT_FOUND, NULL, "user_id", &rq->ids[0]);
    return false;
}

static bool team_or_reply(request *rq, const uuid *id) {
    struct team team;
    if (!id->set || store_teams_get(rq->db, id, &team, rq->arena))
        return true;
    reply_not_found(rq, ERROR_TEAM_NOT_FOUND, NULL, "team_id", id);
    return false;
}

// The user as GET shows it, read back so that every route gives the same bytes for the same state.
static int reply_user(request *rq, const uuid *id) {
    struct user user;
    if (!store_users_get(rq->db, id, &user, rq->arena))
        return reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
    user.asset_count = store_users_asset_count(rq->db, id);
    return reply_record(rq, &type_user, &user);
}

static int reply_taken(request *rq, const struct user *user) {
    uuid holder = store_users_find_by_username(rq->db, user->username, &user->id);
    if (holder.set)
        return reply_duplicate(rq, ERROR_DUPLICATE_USER,
                               arena_printf(rq->arena, "User with username '%s' already exists", user->username),
                               &holder);
    const char *email = user->email != NULL ? user->email : "";
    holder = store_users_find_by_email(rq->db, email, &user->id);
    return reply_duplicate(rq, ERROR_DUPLICATE_USER,
                           arena_printf(rq->arena, "User with e-mail address '%s' already exists", email), &holder);
}

// --- passwords -------------------------------------------------------------------------------------------------------

static void wipe_body(void *data) {
    const request *rq = data;
    memory_wipe(rq->http->body.data, rq->http->body.length);
}

// Leaves the hash in rq->prepared and no copy of the password behind: the decoded one goes at once, the body as it was
// sent, which tells requests under one idempotency key apart, with the request.
static int prepare_password(request *rq, const char *password) {
    if (password == NULL)
        return 0;
    arena_defer(rq->arena, wipe_body, rq);
    text secret = text_of(password);
    bool marked = idempotency_mark(rq, secret);
    rq->prepared = password_hash(rq->arena, secret);
    memory_wipe(secret.data, secret.length);
    return marked && rq->prepared != NULL ? 0 : reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
}

int users_create_prepare(request *rq) {
    return prepare_password(rq, ((const struct user_create *)rq->body)->password);
}

int users_update_prepare(request *rq) {
    return prepare_password(rq, ((const struct user_update *)rq->body)->password);
}

// --- handlers --------------------------------------------------------------------------------------------------------

int users_create(request *rq) {
    const struct user_create *in = rq->body;
    struct user user;
    if (!team_or_reply(rq, &in->team_id))
        return rq->status;
    record_defaults(&type_user, rq->arena, &user);
    record_update(&type_user, &user, &type_user_create, in, rq->arena);
    user.id = uuid_new();
    user.notification_preferences.raw = TEXT("{}");
    user.created_at = timestamp_now();
    if (store_users_insert(rq->db, &user, rq->arena) == DB_UNIQUE)
        return reply_taken(rq, &user);
    if (rq->prepared != NULL)
        store_users_set_password_hash(rq->db, &user.id, rq->prepared);
    json_builder payload = json_builder_on(rq->arena);
    json_put_string(&payload, "username", user.username);
    json_put_string(&payload, "user_type", enum_user_type.values[user.user_type]);
    json_put_string(&payload, "name", user.name);
    json_put_uuid(&payload, "team_id", &user.team_id);
    json_put_string(&payload, "role", enum_user_role.values[user.role]);
    audit_record(rq->db, AUDIT_user_created, &user.id, &request_caller(rq)->team_id, json_built(&payload), rq->arena);
    return reply_user(rq, &user.id);
}

int users_list(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_users_by_name, &page))
        return rq->status;
    record_list users = store_users_list(rq->db, rq->query, &page, rq->arena);
    return reply_page(rq, &type_user, users, &page);
}

int users_get(request *rq) {
    struct user user;
    if (!user_or_reply(rq, &user))
        return rq->status;
    user.asset_count = store_users_asset_count(rq->db, &user.id);
    return reply_record(rq, &type_user, &user);
}

text users_tag(request *rq) {
    struct user user;
    bool found = store_users_get(rq->db, &rq->ids[0], &user, rq->arena);
    user.asset_count = store_users_asset_count(rq->db, &rq->ids[0]);
    return found ? conditions_tag_of(rq, &type_user, &user) : TEXT_NONE;
}

static void audit_update(request *rq, const uuid *id) {
    const struct user_update *in = rq->body;
    json_builder payload = json_builder_on(rq->arena);
    json_put_boolean(&payload, "username_changed", in->username != NULL);
    json_put_boolean(&payload, "email_changed", in->email != NULL);
    json_put_boolean(&payload, "name_changed", in->name != NULL);
    json_put_boolean(&payload, "team_changed", in->team_id.set);
    json_put_boolean(&payload, "role_changed", in->role != RECORD_ENUM_NONE);
    json_put_boolean(&payload, "user_type_changed", in->user_type != RECORD_ENUM_NONE);
    json_put_boolean(&payload, "credential_changed", rq->prepared != NULL);
    if (in->role != RECORD_ENUM_NONE)
        json_put_string(&payload, "role", enum_user_role.values[in->role]);
    audit_record(rq->db, AUDIT_user_updated, id, &request_caller(rq)->team_id, json_built(&payload), rq->arena);
}

// With another password the user logs in anew, everywhere. With other rights, which count at once, the tokens are replaced.
static void follow_with_sessions(request *rq, const struct user *before, const struct user *now, bool other_password) {
    bool other_rights = before->role != now->role || !uuid_equal(&before->team_id, &now->team_id);
    if (other_password)
        store_sessions_end_of_user(rq->db, &now->id);
    else if (other_rights)
        store_sessions_age(rq->db, &now->id);
    rq->course.changes_access = other_password || other_rights;
}

int users_update(request *rq) {
    const struct user_update *in = rq->body;
    struct user user;
    if (!user_or_reply(rq, &user))
        return rq->status;
    const struct user before = user;
    bool changed = record_update(&type_user, &user, &type_user_update, in, rq->arena) || rq->prepared != NULL;
    if (rq->prepared != NULL && user.user_type == user_type_bot)
        return reply_error_status(rq, ERROR_VALIDATION_ERROR, 400, "Bot users cannot have passwords", NULL);
    if (!team_or_reply(rq, &in->team_id))
        return rq->status;
    if (changed) {
        user.updated_at = timestamp_now();
        if (store_users_update(rq->db, &user, rq->arena) == DB_UNIQUE)
            return reply_taken(rq, &user);
    }
    bool robbed = before.user_type == user_type_human && user.user_type == user_type_bot;
    if (rq->prepared != NULL || robbed)
        store_users_set_password_hash(rq->db, &user.id, rq->prepared);
    follow_with_sessions(rq, &before, &user, rq->prepared != NULL || robbed);
    audit_update(rq, &user.id);
    return reply_user(rq, &user.id);
}

static const json_value *audit_names(request *rq, const struct user *user) {
    json_builder payload = json_builder_on(rq->arena);
    json_put_string(&payload, "username", user->username);
    json_put_string(&payload, "name", user->name);
    return json_built(&payload);
}

int users_delete(request *rq) {
    struct user user;
    if (!user_or_reply(rq, &user))
        return rq->status;
    int64_t now = timestamp_now();
    store_users_set_deactivated(rq->db, &user.id, now, now);
    store_sessions_end_of_user(rq->db, &user.id);
    rq->course.changes_access = true;
    audit_record(rq->db, AUDIT_user_deleted, &user.id, &request_caller(rq)->team_id, audit_names(rq, &user), rq->arena);
    return reply_empty(rq);
}

int users_reactivate(request *rq) {
    struct user user;
    if (!store_users_get_any(rq->db, &rq->ids[0], &user, rq->arena))
        return reply_not_found(rq, ERROR_USER_NOT_FOUND, NULL, "user_id", &rq->ids[0]);
    if (user.deactivated_at == TIMESTAMP_NONE)
        return reply_user(rq, &user.id);
    if (store_users_set_deactivated(rq->db, &user.id, TIMESTAMP_NONE, timestamp_now()) == DB_UNIQUE)
        return reply_taken(rq, &user);
    audit_record(rq->db, AUDIT_user_reactivated, &user.id, &request_caller(rq)->team_id, audit_names(rq, &user),
                 rq->arena);
    return reply_user(rq, &user.id);
}

int users_end_sessions(request *rq) {
    struct user user;
    if (!user_or_reply(rq, &user))
        return rq->status;
    rq->course.changes_access = session_end_all(rq->db, &user.id, &request_caller(rq)->team_id, rq->arena) > 0;
    return reply_empty(rq);
}

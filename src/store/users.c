// As teams: a user who is deactivated stays as a row.
#include "store/users.h"

#define USER_COLUMNS                                                                                                   \
    "u.id, u.username, u.email, u.name, u.user_type, u.role, u.team_id, u.metadata, u.notification_preferences, "      \
    "u.created_at, u.updated_at, u.deactivated_at, t.name AS team_name"

#define ASSET_COUNT                                                                                                    \
    "(SELECT count(*) FROM assets s WHERE s.owner_user_id = u.id AND s.deleted_at IS NULL) AS asset_count"

// Every filter of the list but the team, which an index serves.
#define USER_FILTERS                                                                                                   \
    "(:include_deactivated OR u.deactivated_at IS NULL) AND "                                                          \
    "(:username IS NULL OR tessera_contains(u.username, :username)) AND "                                              \
    "(:email IS NULL OR tessera_contains(u.email, :email)) AND (:name IS NULL OR tessera_contains(u.name, :name)) "    \
    "AND (:user_type IS NULL OR u.user_type = :user_type)"

// Assets are counted of the users that are shown, not of those that are skipped.
#define USER_PAGE(filter, place)                                                                                       \
    "SELECT " USER_COLUMNS ", " ASSET_COUNT " FROM (SELECT u.id FROM users u WHERE " filter place                      \
    " ORDER BY u.name, u.id LIMIT :limit OFFSET :offset) page JOIN users u ON u.id = page.id "                         \
    "LEFT JOIN teams t ON t.id = u.team_id ORDER BY u.name, u.id"

#define USER_COUNT(filter) "SELECT count(*) FROM users u WHERE " filter
#define USER_LIST(filter)                                                                                              \
    { USER_COUNT(filter), USER_PAGE(filter, ""), USER_PAGE(filter, PAGE_UPWARDS(text, "u.name", "u.id")) }

db_status store_users_insert(db *d, const struct user *user, arena *a) {
    db_query *q = db_prepare(d, "INSERT INTO users (id, username, email, name, user_type, role, team_id, metadata, "
                                "notification_preferences, created_at, updated_at) VALUES (:id, :username, :email, "
                                ":name, :user_type, :role, :team_id, :metadata, :notification_preferences, "
                                ":created_at, :updated_at)");
    db_bind_record(q, &type_user, user, a);
    return db_attempt(q);
}

db_status store_users_update(db *d, const struct user *user, arena *a) {
    db_query *q = db_prepare(d, "UPDATE users SET username = :username, email = :email, name = :name, "
                                "user_type = :user_type, role = :role, team_id = :team_id, metadata = :metadata, "
                                "notification_preferences = :notification_preferences, updated_at = :updated_at "
                                "WHERE id = :id");
    db_bind_record(q, &type_user, user, a);
    return db_attempt(q);
}

db_status store_users_set_deactivated(db *d, const uuid *id, int64_t deactivated_at, int64_t updated_at) {
    db_query *q = db_prepare(d, "UPDATE users SET deactivated_at = ?2, updated_at = ?3 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, deactivated_at);
    db_bind_time(q, 3, updated_at);
    return db_attempt(q);
}

db_status store_users_set_password_hash(db *d, const uuid *id, const char *hash) {
    db_query *q = db_prepare(d, "UPDATE users SET password_hash = ?2 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_text(q, 2, hash);
    return db_queue(q);
}

static const char *read_hash(db_query *q, uuid *id, arena *a) {
    const char *hash = NULL;
    if (db_step(q) && !db_column_is_null(q, 1)) {
        *id = db_column_uuid(q, 0);
        hash = arena_text(a, db_column_text(q, 1));
    }
    db_end(q);
    return hash;
}

const char *store_users_password_hash(db *d, const char *username, uuid *id, arena *a) {
    db_query *q = db_prepare(d, "SELECT id, password_hash FROM users WHERE username = ?1 AND deactivated_at IS NULL "
                                "AND user_type = 'human'");
    db_bind_text(q, 1, username);
    return read_hash(q, id, a);
}

const char *store_users_password_hash_of(db *d, const uuid *id, arena *a) {
    db_query *q = db_prepare(d, "SELECT id, password_hash FROM users WHERE id = ?1");
    uuid same;
    db_bind_uuid(q, 1, id);
    return read_hash(q, &same, a);
}

bool store_users_get(db *d, const uuid *id, struct user *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " USER_COLUMNS " FROM users u LEFT JOIN teams t ON t.id = u.team_id "
                                "WHERE u.id = ?1 AND u.deactivated_at IS NULL");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_user, out, a);
}

bool store_users_get_any(db *d, const uuid *id, struct user *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " USER_COLUMNS " FROM users u LEFT JOIN teams t ON t.id = u.team_id "
                                "WHERE u.id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_user, out, a);
}

const char *store_users_name(db *d, const uuid *id, arena *a) {
    db_query *q = db_prepare(d, "SELECT name FROM users WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    const char *name = db_step(q) ? arena_text(a, db_column_text(q, 0)) : NULL;
    db_end(q);
    return name;
}

int64_t store_users_asset_count(db *d, const uuid *id) {
    db_query *q = db_prepare(d, "SELECT count(*) FROM assets WHERE owner_user_id = ?1 AND deleted_at IS NULL");
    db_bind_uuid(q, 1, id);
    return db_run_int(q);
}

// Runs a query for the id of another user than `except`.
static uuid find_other(db *d, const char *sql, const char *value, const uuid *except) {
    db_query *q = db_prepare(d, sql);
    db_bind_text(q, 1, value);
    uuid found = db_run_uuid(q);
    return uuid_equal(&found, except) ? UUID_NONE : found;
}

uuid store_users_find_by_username(db *d, const char *username, const uuid *except) {
    return find_other(d, "SELECT id FROM users WHERE username = ?1 AND deactivated_at IS NULL", username, except);
}

uuid store_users_find_by_email(db *d, const char *email, const uuid *except) {
    return find_other(d, "SELECT id FROM users WHERE email = ?1 AND deactivated_at IS NULL", email, except);
}

uuid store_users_find_deactivated(db *d, const char *username) {
    db_query *q = db_prepare(d, "SELECT id FROM users WHERE username = ?1 AND deactivated_at IS NOT NULL "
                                "ORDER BY deactivated_at DESC, id LIMIT 1");
    db_bind_text(q, 1, username);
    return db_run_uuid(q);
}

record_list store_users_list(db *d, const struct user_list_query *query, list_page *page, arena *a) {
    static const page_statements all = USER_LIST(USER_FILTERS),
                                 of_team = USER_LIST("u.team_id = :team_id AND " USER_FILTERS);
    return page_read(d, query->team_id.set ? &of_team : &all, &type_user_list_query, query, &type_user, page, a);
}

record_list store_users_of_team(db *d, const uuid *team, list_page *page, arena *a) {
    static const page_statements members = USER_LIST("u.team_id = :team_id AND u.deactivated_at IS NULL");
    struct user_list_query query = {.team_id = *team};
    return page_read(d, &members, &type_user_list_query, &query, &type_user, page, a);
}

static bool wants_mail(text preferences, arena *a) {
    json_error error;
    const json_value *tree = json_parse(a, preferences, JSON_DEPTH_BODY, &error);
    const json_value *email = tree == NULL ? NULL : json_get(tree, "email");
    return email == NULL || email->type != JSON_BOOLEAN || email->boolean;
}

record_uuids store_users_mailed(db *d, const uuid *team, size_t maximum, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT id, notification_preferences FROM users WHERE team_id = ?1 AND deactivated_at IS NULL "
                      "AND user_type = 'human' AND email IS NOT NULL ORDER BY name, id LIMIT ?2");
    record_uuids users = {.items = arena_array(a, maximum + 1, sizeof *users.items)};
    db_bind_uuid(q, 1, team);
    db_bind_int(q, 2, (int64_t)maximum);
    while (users.count < maximum && db_step(q)) {
        uuid id = db_column_uuid(q, 0);
        if (wants_mail(db_column_text(q, 1), a))
            users.items[users.count++] = id;
    }
    db_end(q);
    return users;
}

// A team that is deleted stays as a row, so that what names it can still be told; its name is free for another.
#include "store/teams.h"
#include "store/ids.h"

#define TEAM_COLUMNS "t.id, t.name, t.description, t.metadata, t.created_at, t.updated_at"

db_status store_teams_insert(db *d, const struct team *team, arena *a) {
    db_query *q = db_prepare(d, "INSERT INTO teams (id, name, description, metadata, created_at, updated_at) "
                                "VALUES (:id, :name, :description, :metadata, :created_at, :updated_at)");
    db_bind_record(q, &type_team, team, a);
    return db_attempt(q);
}

db_status store_teams_update(db *d, const struct team *team, arena *a) {
    db_query *q = db_prepare(d, "UPDATE teams SET name = :name, description = :description, metadata = :metadata, "
                                "updated_at = :updated_at WHERE id = :id");
    db_bind_record(q, &type_team, team, a);
    return db_attempt(q);
}

db_status store_teams_set_deleted(db *d, const uuid *id, int64_t deleted_at, int64_t updated_at) {
    db_query *q = db_prepare(d, "UPDATE teams SET deleted_at = ?2, updated_at = ?3 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, deleted_at);
    db_bind_time(q, 3, updated_at);
    return db_attempt(q);
}

bool store_teams_get(db *d, const uuid *id, struct team *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " TEAM_COLUMNS " FROM teams t WHERE t.id = ?1 AND t.deleted_at IS NULL");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_team, out, a);
}

bool store_teams_get_any(db *d, const uuid *id, struct team *out, bool *deleted, arena *a) {
    db_query *q = db_prepare(d, "SELECT " TEAM_COLUMNS ", t.deleted_at FROM teams t WHERE t.id = ?1");
    db_bind_uuid(q, 1, id);
    bool found = db_step(q);
    if (found) {
        db_read_record(q, &type_team, out, a);
        *deleted = !db_column_is_null(q, 6);
    }
    return db_end(q) == DB_OK && found;
}

uuid store_teams_find_by_name(db *d, const char *name) {
    db_query *q = db_prepare(d, "SELECT id FROM teams WHERE name = ?1 AND deleted_at IS NULL");
    db_bind_text(q, 1, name);
    return db_run_uuid(q);
}

bool store_teams_first(db *d, uuid *out) {
    db_query *q = db_prepare(d, "SELECT id FROM teams WHERE deleted_at IS NULL ORDER BY id LIMIT 1");
    *out = db_step(q) ? db_column_uuid(q, 0) : UUID_NONE;
    return db_end(q) == DB_OK && out->set;
}

const char *store_teams_name(db *d, const uuid *id, arena *a) {
    db_query *q = db_prepare(d, "SELECT name FROM teams WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    const char *name = db_step(q) ? arena_text(a, db_column_text(q, 0)) : NULL;
    db_end(q);
    return name;
}

map *store_teams_names(db *d, const uuid *ids, size_t count, arena *a) {
    map *names = map_new(a, count);
    db_query *q = db_prepare(d, "SELECT t.id, t.name FROM tessera_ids(?1) i JOIN teams t ON t.id = i.id");
    db_bind_blob(q, 1, store_ids(ids, count, a));
    while (db_step(q)) {
        uuid id = db_column_uuid(q, 0);
        const char *key = memcpy(arena_bytes(a, sizeof id.bytes), id.bytes, sizeof id.bytes);
        map_put(names, (text){key, sizeof id.bytes}, arena_text(a, db_column_text(q, 1)));
    }
    db_end(q);
    return names;
}

#define TEAM_FILTERS "t.deleted_at IS NULL AND (:name IS NULL OR tessera_contains(t.name, :name))"
// Assets are counted of the teams that are shown, not of those that are skipped.
#define TEAM_PAGE(place)                                                                                               \
    "SELECT " TEAM_COLUMNS ", (SELECT count(*) FROM assets s WHERE s.owner_team_id = t.id AND "                        \
    "s.deleted_at IS NULL) AS asset_count FROM (SELECT t.id FROM teams t WHERE " TEAM_FILTERS place                    \
    " ORDER BY t.name, t.id LIMIT :limit OFFSET :offset) page JOIN teams t ON t.id = page.id ORDER BY t.name, t.id"

record_list store_teams_list(db *d, const struct team_list_query *query, list_page *page, arena *a) {
    static const page_statements statements = {"SELECT count(*) FROM teams t WHERE " TEAM_FILTERS, TEAM_PAGE(""),
                                               TEAM_PAGE(PAGE_UPWARDS(text, "t.name", "t.id"))};
    return page_read(d, &statements, &type_team_list_query, query, &type_team, page, a);
}

int64_t store_teams_asset_count(db *d, const uuid *id) {
    db_query *q = db_prepare(d, "SELECT count(*) FROM assets WHERE owner_team_id = ?1 AND deleted_at IS NULL");
    db_bind_uuid(q, 1, id);
    return db_run_int(q);
}

static void append_uuid(record_uuids *list, size_t *capacity, uuid id, arena *a) {
    if (list->count == *capacity) {
        *capacity = *capacity == 0 ? 16 : *capacity * 2;
        uuid *grown = arena_array(a, *capacity, sizeof *grown);
        if (list->count > 0)
            memcpy(grown, list->items, list->count * sizeof *grown);
        list->items = grown;
    }
    list->items[list->count++] = id;
}

static record_uuids reassign_all(db *d, const uuid *from, const uuid *to, int64_t now, arena *a) {
    record_uuids moved = {0};
    size_t capacity = 0;
    db_query *q = db_prepare(d, "UPDATE assets SET owner_team_id = ?2, updated_at = ?3 WHERE owner_team_id = ?1 AND "
                                "deleted_at IS NULL RETURNING id");
    db_bind_uuid(q, 1, from);
    db_bind_uuid(q, 2, to);
    db_bind_time(q, 3, now);
    while (db_step(q))
        append_uuid(&moved, &capacity, db_column_uuid(q, 0), a);
    db_end(q);
    return moved;
}

record_uuids store_teams_reassign_assets(db *d, const uuid *from, const uuid *to, const record_uuids *only, int64_t now,
                                         arena *a) {
    if (only->items == NULL || only->count == 0)
        return reassign_all(d, from, to, now, a);
    record_uuids moved = {0};
    size_t capacity = 0;
    for (size_t i = 0; i < only->count; i++) {
        int64_t changed = 0;
        db_query *q =
            db_prepare(d, "UPDATE assets SET owner_team_id = ?2, updated_at = ?3 WHERE id = ?4 AND owner_team_id = ?1 "
                          "AND deleted_at IS NULL");
        db_bind_uuid(q, 1, from);
        db_bind_uuid(q, 2, to);
        db_bind_time(q, 3, now);
        db_bind_uuid(q, 4, &only->items[i]);
        if (db_run(q, &changed) == DB_OK && changed > 0)
            append_uuid(&moved, &capacity, only->items[i], a);
    }
    return moved;
}

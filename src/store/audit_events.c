// The list has a statement for each filter that an index serves; the others are asked of its rows. How many events of a kind
// there are is known of those that are sealed, so that only the few that are not are counted.
#include "store/audit_events.h"
#include "store/ids.h"

// Between which every event lies: 1970 and the end of 9999.
#define EARLIEST INT64_C(0)
#define LATEST INT64_C(253402300799999999)

#define EVENT_COLUMNS                                                                                                  \
    "e.id, e.entity_type, e.entity_id, e.action, e.actor_id, e.actor_type, e.actor_key_id, e.actor_user_id, "          \
    "e.actor_subject, e.payload, e.occurred_at"

db_status store_audit_events_insert(db *d, const audit_event_row *row) {
    db_query *q =
        db_prepare(d, "INSERT INTO audit_events (id, entity_type, entity_id, action, actor_id, actor_type, payload, "
                      "occurred_at, actor_key_id, actor_user_id, actor_subject, replay) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    db_bind_uuid(q, 1, &row->id);
    db_bind_text(q, 2, row->entity_type);
    db_bind_uuid(q, 3, &row->entity_id);
    db_bind_text(q, 4, row->action);
    db_bind_uuid(q, 5, &row->actor_id);
    db_bind_text(q, 6, row->actor_type);
    db_bind_json(q, 7, text_of(row->payload));
    db_bind_time(q, 8, row->occurred_at);
    db_bind_uuid(q, 9, &row->actor_key_id);
    db_bind_uuid(q, 10, &row->actor_user_id);
    db_bind_text(q, 11, row->actor_subject);
    db_bind_blob(q, 12, row->replay);
    db_status status = db_queue(q);
    if (status != DB_OK)
        return status;
    q = db_prepare(d, "INSERT INTO audit_unsealed (event_id) VALUES (?1)");
    db_bind_uuid(q, 1, &row->id);
    return db_queue(q);
}

bool store_audit_events_replay(db *d, const uuid *id, text *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT replay FROM audit_events WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    bool found = db_step(q);
    if (found) {
        text replay = db_column_text(q, 0);
        *out = replay.data == NULL ? TEXT_NONE : (text){arena_text(a, replay), replay.length};
    }
    return db_end(q) == DB_OK && found;
}

bool store_audit_events_get(db *d, const uuid *id, struct audit_event *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " EVENT_COLUMNS " FROM audit_events e WHERE e.id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_audit_event, out, a);
}

struct audit_event *store_audit_events_of(db *d, const uuid *ids, size_t count, arena *a) {
    struct audit_event *events = arena_zalloc(a, (count + 1) * sizeof *events);
    db_query *q =
        db_prepare(d, "SELECT " EVENT_COLUMNS ", i.place FROM tessera_ids(?1) i JOIN audit_events e ON e.id = i.id");
    db_bind_blob(q, 1, store_ids(ids, count, a));
    while (db_step(q))
        db_read_record(q, &type_audit_event, &events[db_column_int(q, 11)], a);
    db_end(q);
    return events;
}

int64_t store_audit_events_count(db *d) {
    return db_run_int(db_prepare(d, "SELECT count(*) FROM audit_events"));
}

record_uuids store_audit_events_ids(db *d, const uuid *after, size_t most, arena *a) {
    db_query *q = db_prepare(d, "SELECT id FROM audit_events WHERE id > ?1 ORDER BY id LIMIT ?2");
    db_bind_uuid(q, 1, after);
    db_bind_int(q, 2, (int64_t)most);
    return db_run_uuids(q, most, a);
}

// --- the list --------------------------------------------------------------------------------------------------------

#define OF_KIND(row)                                                                                                   \
    " (:entity_type IS NULL OR " row ".entity_type = :entity_type) AND (:action IS NULL OR " row                       \
    ".action = :action) AND (:actor_type IS NULL OR " row ".actor_type = :actor_type)"
#define FOUND(filter)                                                                                                  \
    " FROM audit_events e WHERE " filter " AND e.occurred_at >= :from AND e.occurred_at <= :to AND" OF_KIND(           \
        "e") " AND (:actor_id IS NULL OR e.actor_id = :actor_id)"
#define COUNT(filter) "SELECT count(*)" FOUND(filter)
#define KEPT                                                                                                           \
    "SELECT CAST(coalesce((SELECT sum(t.events) FROM audit_tallies t WHERE" OF_KIND(                                   \
        "t") "), 0) + (SELECT count(*) FROM audit_unsealed u CROSS JOIN audit_events e WHERE e.id = u.event_id "       \
             "AND" OF_KIND("e") ") AS bigint)"
#define NEWEST "e.occurred_at DESC, e.id DESC"
#define PAGE(filter, place, order)                                                                                     \
    "SELECT " EVENT_COLUMNS FOUND(filter) place " ORDER BY " order " LIMIT :limit OFFSET :offset"
#define BACK(filter)                                                                                                   \
    "SELECT * FROM (" PAGE(filter, "",                                                                                 \
                           "e.occurred_at, e.id") ") AS found ORDER BY found.occurred_at DESC, found.id DESC"
#define LIST(rows, filter)                                                                                             \
    {                                                                                                                  \
        .count = rows, .page = PAGE(filter, "", NEWEST),                                                               \
        .after = PAGE(filter, PAGE_DOWNWARDS(time, "e.occurred_at", "e.id"), NEWEST), .back = BACK(filter)             \
    }

#define OF_ENTITY "e.entity_id = :entity_id"
#define OF_ACTOR "e.actor_id = :actor_id"
#define OF_ACTION "e.action = :action"
#define OF_TYPE "e.entity_type = :entity_type"
#define OF_AGENTS "e.actor_type = 'agent'"

enum { COUNTED, TALLIED };

static const page_statements by_entity = LIST(COUNT(OF_ENTITY), OF_ENTITY), by_actor = LIST(COUNT(OF_ACTOR), OF_ACTOR),
                             by_action[] = {LIST(COUNT(OF_ACTION), OF_ACTION), LIST(KEPT, OF_ACTION)},
                             by_type[] = {LIST(COUNT(OF_TYPE), OF_TYPE), LIST(KEPT, OF_TYPE)},
                             by_agents[] = {LIST(COUNT(OF_AGENTS), OF_AGENTS), LIST(KEPT, OF_AGENTS)},
                             all[] = {LIST(COUNT("TRUE"), "TRUE"), LIST(KEPT, "TRUE")};

static const page_statements *statements_for(const struct audit_event_query *query) {
    int way = query->from == TIMESTAMP_NONE && query->to == TIMESTAMP_NONE ? TALLIED : COUNTED;
    if (query->entity_id.set)
        return &by_entity;
    if (query->actor_id.set)
        return &by_actor;
    if (query->action != NULL)
        return &by_action[way];
    if (query->entity_type != NULL)
        return &by_type[way];
    return query->actor_type != NULL && strcmp(query->actor_type, "agent") == 0 ? &by_agents[way] : &all[way];
}

record_list store_audit_events_list(db *d, const struct audit_event_query *query, list_page *page, arena *a) {
    struct audit_event_query bounded = *query;
    bounded.from = query->from == TIMESTAMP_NONE ? EARLIEST : query->from;
    bounded.to = query->to == TIMESTAMP_NONE ? LATEST : query->to;
    return page_read(d, statements_for(query), &type_audit_event_query, &bounded, &type_audit_event, page, a);
}

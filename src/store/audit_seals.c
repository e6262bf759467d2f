#include "store/audit_seals.h"
#include "store/ids.h"

#define SEAL_COLUMNS "number, last_sequence, hash, sealed_at"

db_status store_audit_seals_insert(db *d, const audit_seal *seal) {
    db_query *q = db_prepare(d, "INSERT INTO audit_seals (" SEAL_COLUMNS ", links) VALUES (?1, ?2, ?3, ?4, ?5)");
    db_bind_int(q, 1, seal->number);
    db_bind_int(q, 2, seal->last_sequence);
    db_bind_blob(q, 3, (text){(const char *)seal->hash, sizeof seal->hash});
    db_bind_time(q, 4, seal->sealed_at);
    db_bind_blob(q, 5, seal->links);
    return db_attempt(q);
}

static text bytes_keep(text bytes, arena *a) {
    char *kept = arena_bytes(a, bytes.length + 1);
    if (bytes.length > 0)
        memcpy(kept, bytes.data, bytes.length);
    return (text){kept, bytes.length};
}

// Reads the first row and ends. `a` NULL: the links are not among the columns.
static bool read_one(db_query *q, audit_seal *out, arena *a) {
    *out = (audit_seal){.number = 0};
    bool found = db_step(q);
    if (found) {
        out->number = db_column_int(q, 0);
        out->last_sequence = db_column_int(q, 1);
        text hash = db_column_text(q, 2);
        memcpy(out->hash, hash.data, hash.length < sizeof out->hash ? hash.length : sizeof out->hash);
        out->sealed_at = db_column_time(q, 3);
        text links = a == NULL ? TEXT_NONE : db_column_text(q, 4);
        if (a != NULL)
            out->links = bytes_keep(links, a);
    }
    return db_end(q) == DB_OK && found;
}

bool store_audit_seals_last(db *d, audit_seal *out) {
    return read_one(db_prepare(d, "SELECT " SEAL_COLUMNS " FROM audit_seals ORDER BY number DESC LIMIT 1"), out, NULL);
}

bool store_audit_seals_holding(db *d, int64_t sequence, audit_seal *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " SEAL_COLUMNS ", links FROM audit_seals WHERE last_sequence >= ?1 "
                                "ORDER BY last_sequence LIMIT 1");
    db_bind_int(q, 1, sequence);
    return read_one(q, out, a);
}

bool store_audit_seals_get(db *d, int64_t number, audit_seal *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " SEAL_COLUMNS ", links FROM audit_seals WHERE number = ?1");
    db_bind_int(q, 1, number);
    return read_one(q, out, a);
}

enum { SEALS_AT_ONCE = 32 };

// The ids among the links, but for the first `skipped`.
static void links_ids(text links, int64_t skipped, size_t most, record_uuids *out) {
    size_t count = links.length / AUDIT_LINK_BYTES;
    for (size_t i = skipped > 0 ? (size_t)skipped : 0; i < count && out->count < most; i++) {
        uuid *id = &out->items[out->count++];
        memcpy(id->bytes, links.data + i * AUDIT_LINK_BYTES, sizeof id->bytes);
        id->set = true;
    }
}

record_uuids store_audit_seals_ids(db *d, int64_t *sequence, size_t most, arena *a) {
    record_uuids found = {arena_array(a, most + 1, sizeof *found.items), 0};
    db_query *q = db_prepare(d, "SELECT last_sequence, links FROM audit_seals WHERE last_sequence >= ?1 "
                                "ORDER BY last_sequence LIMIT ?2");
    db_bind_int(q, 1, *sequence);
    db_bind_int(q, 2, SEALS_AT_ONCE);
    while (found.count < most && db_step(q)) {
        text links = db_column_text(q, 1);
        int64_t first = db_column_int(q, 0) - (int64_t)(links.length / AUDIT_LINK_BYTES) + 1;
        if (found.count == 0 && first > *sequence)
            *sequence = first;
        links_ids(links, *sequence - first, most, &found);
    }
    db_end(q);
    return found;
}

record_list store_audit_unsealed_list(db *d, size_t most, audit_places *places, arena *a) {
    struct audit_event *events = arena_zalloc(a, (most + 1) * sizeof *events);
    record_list found = {events, 0};
    db_query *q =
        db_prepare(d, "SELECT e.id, e.entity_type, e.entity_id, e.action, e.actor_id, e.actor_type, e.actor_key_id, "
                      "e.actor_user_id, e.actor_subject, e.payload, e.occurred_at, u.place FROM audit_unsealed u JOIN "
                      "audit_events e ON e.id = u.event_id "
                      "ORDER BY u.place, u.event_id LIMIT ?1");
    db_bind_int(q, 1, (int64_t)most);
    while (found.count < most && db_step(q)) {
        db_read_record(q, &type_audit_event, &events[found.count], a);
        places->last = db_column_int(q, 11);
        if (found.count++ == 0)
            places->first = places->last;
    }
    db_end(q);
    return found;
}

int64_t store_audit_unsealed_count(db *d) {
    return db_run_int(db_prepare(d, "SELECT count(*) FROM audit_unsealed"));
}

record_uuids store_audit_unsealed_ids(db *d, size_t most, arena *a) {
    db_query *q = db_prepare(d, "SELECT event_id FROM audit_unsealed ORDER BY place, event_id LIMIT ?1");
    db_bind_int(q, 1, (int64_t)most);
    return db_run_uuids(q, most, a);
}

record_uuids store_audit_unsealed_lost(db *d, size_t most, arena *a) {
    db_query *q = db_prepare(d, "SELECT u.event_id FROM audit_unsealed u LEFT JOIN audit_events e ON e.id = u.event_id "
                                "WHERE e.id IS NULL ORDER BY u.place, u.event_id LIMIT ?1");
    db_bind_int(q, 1, (int64_t)most);
    return db_run_uuids(q, most, a);
}

db_status store_audit_unsealed_delete(db *d, const uuid *ids, size_t count, audit_places places, arena *a) {
    db_query *q = db_prepare(d, "DELETE FROM audit_unsealed WHERE place >= ?1 AND place <= ?2 AND event_id IN "
                                "(SELECT i.id FROM tessera_ids(?3) i)");
    db_bind_int(q, 1, places.first);
    db_bind_int(q, 2, places.last);
    db_bind_blob(q, 3, store_ids(ids, count, a));
    return db_run(q, NULL);
}

db_status store_audit_tallies_add(db *d, const char *entity_type, const char *action, const char *actor_type,
                                  int64_t events) {
    db_query *q =
        db_prepare(d, "INSERT INTO audit_tallies (entity_type, action, actor_type, events) VALUES (?1, ?2, ?3, ?4) ON "
                      "CONFLICT (entity_type, action, actor_type) DO UPDATE SET events = audit_tallies.events + ?4");
    db_bind_text(q, 1, entity_type);
    db_bind_text(q, 2, action);
    db_bind_text(q, 3, actor_type);
    db_bind_int(q, 4, events);
    return db_queue(q);
}

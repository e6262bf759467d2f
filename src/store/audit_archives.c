// The database refuses to delete events, but for those that this transaction has listed in audit_archiving, which it empties
// before it ends.
#include "store/audit_archives.h"
#include "store/ids.h"

static void hash_read(db_query *q, int column, unsigned char out[AUDIT_HASH_BYTES]) {
    text hash = db_column_text(q, column);
    memcpy(out, hash.data, hash.length < AUDIT_HASH_BYTES ? hash.length : AUDIT_HASH_BYTES);
}

bool store_audit_archives_last(db *d, audit_archive *out) {
    *out = (audit_archive){.number = 0};
    db_query *q =
        db_prepare(d, "SELECT number, last_seal, last_sequence, hash, file_hash, archived_at FROM audit_archives "
                      "ORDER BY number DESC LIMIT 1");
    bool found = db_step(q);
    if (found) {
        out->number = db_column_int(q, 0);
        out->last_seal = db_column_int(q, 1);
        out->last_sequence = db_column_int(q, 2);
        hash_read(q, 3, out->hash);
        hash_read(q, 4, out->file_hash);
        out->archived_at = db_column_time(q, 5);
    }
    return db_end(q) == DB_OK && found;
}

void store_audit_hash_before(db *d, const audit_seal *seal, unsigned char out[AUDIT_HASH_BYTES], arena *a) {
    audit_seal before = {.number = 0};
    audit_archive archive = {.number = 0};
    bool there = seal->number > 1 && store_audit_seals_get(d, seal->number - 1, &before, a);
    if (seal->number > 1 && !there)
        store_audit_archives_last(d, &archive);
    memcpy(out, there ? before.hash : archive.hash, AUDIT_HASH_BYTES);
}

db_status store_audit_archives_insert(db *d, const audit_archive *archive) {
    db_query *q =
        db_prepare(d, "INSERT INTO audit_archives (number, last_seal, last_sequence, hash, file_hash, archived_at) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    db_bind_int(q, 1, archive->number);
    db_bind_int(q, 2, archive->last_seal);
    db_bind_int(q, 3, archive->last_sequence);
    db_bind_blob(q, 4, (text){(const char *)archive->hash, sizeof archive->hash});
    db_bind_blob(q, 5, (text){(const char *)archive->file_hash, sizeof archive->file_hash});
    db_bind_time(q, 6, archive->archived_at);
    return db_attempt(q);
}

static db_status run_of(db *d, const char *sql, text ids, int64_t *changed) {
    db_query *q = db_prepare(d, sql);
    db_bind_blob(q, 1, ids);
    return db_run(q, changed);
}

db_status store_audit_archives_take_events(db *d, const uuid *ids, size_t count, arena *a) {
    text list = store_ids(ids, count, a);
    int64_t deleted = 0;
    db_status status =
        run_of(d, "INSERT INTO audit_archiving (event_id) SELECT i.id FROM tessera_ids(?1) i", list, NULL);
    if (status == DB_OK)
        status = run_of(d,
                        "UPDATE audit_tallies SET events = events - (SELECT count(*) FROM tessera_ids(?1) i CROSS JOIN "
                        "audit_events e WHERE e.id = i.id AND e.entity_type = audit_tallies.entity_type AND e.action = "
                        "audit_tallies.action AND e.actor_type = audit_tallies.actor_type)",
                        list, NULL);
    if (status == DB_OK)
        status = run_of(d, "DELETE FROM audit_events WHERE id IN (SELECT i.id FROM tessera_ids(?1) i)", list, &deleted);
    if (status == DB_OK)
        status =
            run_of(d, "DELETE FROM audit_archiving WHERE event_id IN (SELECT i.id FROM tessera_ids(?1) i)", list, NULL);
    return status == DB_OK && deleted != (int64_t)count ? DB_FAILED : status;
}

db_status store_audit_archives_take_seal(db *d, int64_t number) {
    db_query *q = db_prepare(d, "DELETE FROM audit_seals WHERE number = ?1");
    db_bind_int(q, 1, number);
    return db_run(q, NULL);
}

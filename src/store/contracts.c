#include "store/contracts.h"

#define CONTRACT_COLUMNS                                                                                               \
    "c.id, c.asset_id, c.version, c.schema_format, c.compatibility_mode, c.guarantees, "       \
    "c.field_descriptions, c.field_tags, c.status, c.published_at, c.published_by, c.published_by_user_id, c.updated_at"

db_status store_contracts_insert(db *d, const struct contract *contract, arena *a) {
    db_query *q = db_prepare(
        d, "INSERT INTO contracts (id, asset_id, version, schema, schema_format, compatibility_mode, guarantees, "
           "field_descriptions, field_tags, status, published_at, published_by, published_by_user_id, updated_at) VALUES "
           "(:id, :asset_id, :version, :schema_def, :schema_format, :compatibility_mode, :guarantees, :field_descriptions, "
           ":field_tags, :status, :published_at, :published_by, :published_by_user_id, :updated_at)");
    db_bind_record(q, &type_contract, contract, a);
    return db_run(q, NULL);
}

db_status store_contracts_deprecate(db *d, const uuid *id, int64_t now) {
    db_query *q = db_prepare(d, "UPDATE contracts SET status = 'deprecated', updated_at = ?2 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_int(q, 2, now);
    return db_run(q, NULL);
}

bool store_contracts_active(db *d, const uuid *asset, struct contract *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " CONTRACT_COLUMNS " FROM contracts c WHERE c.asset_id = ?1 AND c.status = 'active'");
    db_bind_uuid(q, 1, asset);
    return db_run_record(q, &type_contract, out, a);
}

text store_contracts_schema(db *d, const uuid *id, arena *a) {
    db_query *q = db_prepare(d, "SELECT schema FROM contracts WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    text schema = TEXT_NONE;
    if (db_step(q)) {
        text column = db_column_text(q, 0);
        schema = (text){arena_text(a, column), column.length};
    }
    db_end(q);
    return schema;
}

static uuid run_id(db_query *q) {
    uuid id = db_step(q) ? db_column_uuid(q, 0) : UUID_NONE;
    db_end(q);
    return id;
}

uuid store_contracts_find_version(db *d, const uuid *asset, const char *version) {
    db_query *q = db_prepare(d, "SELECT id FROM contracts WHERE asset_id = ?1 AND version = ?2");
    db_bind_uuid(q, 1, asset);
    db_bind_text(q, 2, version);
    return run_id(q);
}

db_status store_contracts_move_registrations(db *d, const uuid *from, const uuid *to, int64_t now) {
    db_query *q = db_prepare(d, "UPDATE registrations SET contract_id = ?2, updated_at = ?3 WHERE contract_id = ?1 AND "
                                "deleted_at IS NULL AND pinned_version IS NULL");
    db_bind_uuid(q, 1, from);
    db_bind_uuid(q, 2, to);
    db_bind_int(q, 3, now);
    return db_run(q, NULL);
}

#include "store/preflight.h"

bool store_preflight_contract(db *d, const uuid *asset, struct preflight *out, bool *deprecated, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT status = 'deprecated', version AS contract_version, compatibility_mode, schema_format, "
                      "guarantees FROM contracts WHERE asset_id = ?1 AND status <> 'retired' ORDER BY CASE status WHEN "
                      "'active' THEN 0 ELSE 1 END, published_at DESC, id DESC LIMIT 1");
    db_bind_uuid(q, 1, asset);
    bool found = db_step(q);
    if (found) {
        *deprecated = db_column_int(q, 0) == 1;
        db_read_record(q, &type_preflight, out, a);
    }
    return db_end(q) == DB_OK && found;
}

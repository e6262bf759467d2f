#include "store/event_concerns.h"

static bool concern_read(db_query *q, const uuid *id, asset_concern *out) {
    db_bind_uuid(q, 1, id);
    bool found = db_step(q);
    if (found)
        *out = (asset_concern){.asset_id = db_column_uuid(q, 0), .owner_team_id = db_column_uuid(q, 1)};
    return db_end(q) == DB_OK && found;
}

bool store_concern_of_asset(db *d, const uuid *id, asset_concern *out) {
    return concern_read(db_prepare(d, "SELECT a.id, a.owner_team_id FROM assets a WHERE a.id = ?1"), id, out);
}

bool store_concern_of_contract(db *d, const uuid *id, asset_concern *out) {
    return concern_read(db_prepare(d,
                                   "SELECT a.id, a.owner_team_id FROM contracts c JOIN assets a ON a.id = c.asset_id "
                                   "WHERE c.id = ?1"),
                        id, out);
}

bool store_concern_of_proposal(db *d, const uuid *id, asset_concern *out) {
    return concern_read(db_prepare(d,
                                   "SELECT a.id, a.owner_team_id FROM proposals p JOIN assets a ON a.id = p.asset_id "
                                   "WHERE p.id = ?1"),
                        id, out);
}

bool store_concern_of_registration(db *d, const uuid *id, asset_concern *out) {
    return concern_read(db_prepare(d, "SELECT a.id, a.owner_team_id FROM registrations r "
                                      "JOIN contracts c ON c.id = r.contract_id JOIN assets a ON a.id = c.asset_id "
                                      "WHERE r.id = ?1"),
                        id, out);
}

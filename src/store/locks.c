#include "store/locks.h"
#include "store/assets.h"

void store_lock_named(db *d, text name, const uuid *id) {
    static const struct {
        const char *name, *sql;
    } locks[] = {
        {"asset_id", STORE_ASSET_LOCK},
        {"contract_id", "SELECT id FROM assets WHERE id = (SELECT asset_id FROM contracts WHERE id = ?1) FOR UPDATE"},
        {"proposal_id", "SELECT id FROM assets WHERE id = (SELECT asset_id FROM proposals WHERE id = ?1) FOR UPDATE"},
        {"registration_id", "SELECT id FROM assets WHERE id = (SELECT c.asset_id FROM registrations r JOIN contracts c "
                            "ON c.id = r.contract_id WHERE r.id = ?1) FOR UPDATE"},
        {"inference_id",
         "SELECT id FROM assets WHERE id = (SELECT asset_id FROM inferred_dependencies WHERE id = ?1) FOR UPDATE"},
        {"delivery_id", "SELECT id FROM webhook_deliveries WHERE id = ?1 FOR UPDATE"},
        {"key_id", "SELECT id FROM api_keys WHERE id = ?1 FOR UPDATE"},
        {"repo_id", "SELECT id FROM repos WHERE id = ?1 FOR UPDATE"},
        {"slack_config_id", "SELECT id FROM slack_configs WHERE id = ?1 FOR UPDATE"},
        {"service_id", "SELECT id FROM services WHERE id = ?1 FOR UPDATE"},
        {"team_id", "SELECT id FROM teams WHERE id = ?1 FOR UPDATE"},
        {"user_id", "SELECT id FROM users WHERE id = ?1 FOR UPDATE"},
    };
    if (!db_writers_meet(d))
        return;
    for (size_t i = 0; i < sizeof locks / sizeof *locks; i++)
        if (text_is(name, locks[i].name)) {
            db_lock(d, locks[i].sql, id);
            return;
        }
}

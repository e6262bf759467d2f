#include "domain/registrations.h"
#include "domain/audit.h"
#include "store/registrations.h"

db_status registration_add(db *d, const uuid *contract, const uuid *team, const char *pinned_version, bool bulk,
                           struct registration *registration, arena *a) {
    store_registrations_lock_asset(d, contract);
    record_defaults(&type_registration, a, registration);
    registration->id = uuid_new();
    registration->contract_id = *contract;
    registration->consumer_team_id = *team;
    registration->pinned_version = pinned_version;
    registration->status = registration_status_active;
    registration->registered_at = timestamp_now();
    db_status status = store_registrations_insert(d, registration, a);
    if (status != DB_OK)
        return status;
    json_builder payload = json_builder_on(a);
    json_put_uuid(&payload, "contract_id", contract);
    if (bulk)
        json_put_boolean(&payload, "bulk_operation", true);
    return audit_record(d, AUDIT_registration_created, &registration->id, team, json_built(&payload), a);
}

#include "domain/registrations.h"
#include "domain/audit.h"
#include "domain/compiled_cache.h"
#include "domain/proposal_waits.h"
#include "store/registrations.h"

db_status registration_add(db *d, const uuid *contract, const uuid *team, const registration_wish *wish, bool bulk,
                           struct registration *registration, arena *a) {
    uuid asset = store_registrations_lock_asset(d, contract);
    record_defaults(&type_registration, a, registration);
    registration->id = uuid_new();
    registration->contract_id = *contract;
    registration->consumer_team_id = *team;
    registration->pinned_version = wish->pinned_version;
    if (wish->fields.count > 0)
        registration->fields = wish->fields;
    registration->mode = wish->mode;
    registration->status = registration_status_active;
    registration->registered_at = timestamp_now();
    db_status status = store_registrations_insert(d, registration, a);
    if (status != DB_OK)
        return status;
    proposal_wait_begin(d, &asset, team, a);
    json_builder payload = json_builder_on(a);
    json_put_uuid(&payload, "contract_id", contract);
    if (bulk)
        json_put_boolean(&payload, "bulk_operation", true);
    return audit_record(d, AUDIT_registration_created, &registration->id, team, json_built(&payload), a);
}

size_t registration_unknown_field(db *d, schema_cache *cache, const uuid *contract, record_strings fields, arena *a) {
    const compiled_schema *schema = fields.count == 0 ? NULL : compiled_cache_get(cache, d, contract, a);
    for (size_t i = 0; schema != NULL && i < fields.count; i++)
        if (!schema_has_field(schema, field_path_read(text_of(fields.items[i]), a)))
            return i;
    return fields.count;
}

const char *registration_refusal(const char *field, arena *a) {
    return arena_printf(a, "the contract's schema has no field '%s'", field);
}

// One statement for each part of the context, whatever the asset has of it.
#include "store/context.h"
#include "store/registrations.h"

// Assets that programs made are described in their free data.
static const char *described_by_metadata(db *d, const uuid *asset, arena *a) {
    const char *description = NULL;
    db_query *q = db_prepare(d, "SELECT metadata FROM assets WHERE id = ?1");
    db_bind_uuid(q, 1, asset);
    if (db_step(q)) {
        json_error error;
        const json_value *found =
            json_get(json_parse(a, db_column_text(q, 0), JSON_DEPTH_MAXIMUM, &error), "description");
        description = found != NULL && found->type == JSON_STRING ? found->string : NULL;
    }
    db_end(q);
    return description;
}

static bool read_asset(db *d, const uuid *asset, struct context_asset *out, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT a.id, a.fqn, a.description, a.tags, a.resource_type, a.environment, a.owner_team_id, "
                      "t.name AS owner_team_name, a.owner_user_id, c.compatibility_mode, a.guarantee_mode "
                      "FROM assets a LEFT JOIN teams t ON t.id = a.owner_team_id LEFT JOIN contracts c "
                      "ON c.asset_id = a.id AND c.status = 'active' WHERE a.id = ?1 AND a.deleted_at IS NULL");
    db_bind_uuid(q, 1, asset);
    if (!db_run_record(q, &type_context_asset, out, a))
        return false;
    if (out->description == NULL)
        out->description = described_by_metadata(d, asset, a);
    return true;
}

static bool read_contract(db *d, const uuid *asset, struct context_contract *out, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT id, version, schema, field_descriptions, field_tags, guarantees, status, published_at "
                      "FROM contracts WHERE asset_id = ?1 AND status = 'active'");
    db_bind_uuid(q, 1, asset);
    if (!db_run_record(q, &type_context_contract, out, a))
        return false;
    out->schema_def = out->schema;
    return true;
}

static record_list read_consumers(db *d, const uuid *asset, arena *a) {
    record_list registrations = store_registrations_consumers(d, asset, CONTEXT_LIST_MAXIMUM + 1, a);
    const struct registration *from = registrations.items;
    struct context_consumer *items = arena_array(a, registrations.count + 1, sizeof *items);
    for (size_t i = 0; i < registrations.count; i++)
        items[i] = (struct context_consumer){
            .registration_id = from[i].id,
            .consumer_team_id = from[i].consumer_team_id,
            .consumer_team_name = from[i].consumer_team_name,
            .pinned_version = from[i].pinned_version,
            .status = from[i].status,
            .registered_at = from[i].registered_at,
        };
    return (record_list){items, registrations.count};
}

static record_list read_list(db *d, const char *sql, const uuid *asset, const record_type *type, arena *a) {
    db_query *q = db_prepare(d, sql);
    db_bind_uuid(q, 1, asset);
    return db_run_records(q, type, CONTEXT_LIST_MAXIMUM + 1, a);
}

// What was declared and observed is one dependency to whoever reads this.
#define NEIGHBOURS(of, other)                                                                                          \
    "SELECT o.id AS asset_id, o.fqn, o.resource_type, d.dependency_type FROM dependencies d JOIN assets o ON o.id = "  \
    "d." other " WHERE d." of " = ?1 AND d.deleted_at IS NULL AND o.deleted_at IS NULL GROUP BY o.id, o.fqn, "         \
    "o.resource_type, d.dependency_type ORDER BY min(d.created_at), o.id, d.dependency_type"
static const char upstream[] = NEIGHBOURS("dependent_asset_id", "dependency_asset_id");
static const char downstream[] = NEIGHBOURS("dependency_asset_id", "dependent_asset_id");

static const char proposals[] =
    "SELECT id, change_type, status, proposed_at, tessera_count(breaking_changes) AS breaking_changes_count "
    "FROM proposals WHERE asset_id = ?1 AND status = 'pending' ORDER BY proposed_at DESC, id DESC";

static const char audits[] =
    "SELECT id, status, guarantees_checked, guarantees_passed, guarantees_failed, triggered_by, run_at FROM audit_runs "
    "WHERE asset_id = ?1 ORDER BY run_at DESC, id DESC LIMIT 5";

static void cut(record_list *list, struct asset_context *of) {
    if (record_list_cut(list, CONTEXT_LIST_MAXIMUM))
        of->truncated = true;
}

bool store_context_get(db *d, const uuid *asset, struct asset_context *out, arena *a) {
    out->asset = arena_new_of(a, struct context_asset);
    if (!read_asset(d, asset, out->asset, a))
        return false;
    struct context_contract *contract = arena_new_of(a, struct context_contract);
    out->current_contract = read_contract(d, asset, contract, a) ? contract : NULL;
    out->consumers = read_consumers(d, asset, a);
    out->upstream_dependencies = read_list(d, upstream, asset, &type_context_dependency, a);
    out->downstream_dependents = read_list(d, downstream, asset, &type_context_dependency, a);
    out->active_proposals = read_list(d, proposals, asset, &type_context_proposal, a);
    out->recent_audits = read_list(d, audits, asset, &type_context_audit, a);
    cut(&out->consumers, out);
    cut(&out->upstream_dependencies, out);
    cut(&out->downstream_dependents, out);
    db_query *count = db_prepare(d, "SELECT count(*) FROM contracts WHERE asset_id = ?1");
    db_bind_uuid(count, 1, asset);
    out->contract_history_count = db_run_int(count);
    return true;
}

record_list store_context_find(db *d, const char *fqn, const char *environment, arena *a) {
    db_query *q =
        db_prepare(d, environment == NULL ? "SELECT id, environment FROM assets WHERE fqn = ?1 AND deleted_at IS NULL "
                                            "ORDER BY environment, id"
                                          : "SELECT id, environment FROM assets WHERE fqn = ?1 AND environment = ?2 "
                                            "AND deleted_at IS NULL");
    db_bind_text(q, 1, fqn);
    if (environment != NULL)
        db_bind_text(q, 2, environment);
    return db_run_records(q, &type_asset_match, CONTEXT_ENVIRONMENTS_MAXIMUM, a);
}

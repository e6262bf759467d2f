#include "domain/comparison.h"
#include "domain/guarantees.h"
#include "domain/publishing.h"
#include "store/audit_runs.h"
#include "store/contracts.h"

enum { VERSION_TRIES = 1000 };

// --- comparison ------------------------------------------------------------------------------------------------------

publish_draft publish_prepare(db *reader, schema_cache *cache, const uuid *asset, contract_document source, arena *a) {
    publish_draft draft = {.source = source, .document = source.schema, .cache = cache};
    if (source.schema == NULL || source.excess != NULL)
        return draft;
    draft.printed.data = json_print(a, source.schema, &draft.printed.length);
    draft.compiled = schema_compile(a, source.schema);
    struct contract current;
    if (reader != NULL && store_contracts_active(reader, asset, &current, a)) {
        draft.against = current.id;
        draft.changes = comparison_between(compiled_cache_get(cache, reader, &current.id, a), draft.compiled, a);
    }
    return draft;
}

static void load_current(publishing *p) {
    const publish_draft *draft = p->order->draft;
    p->has_current = store_contracts_active(p->db, &p->order->asset->id, &p->current, p->arena);
    p->mode = p->order->in->compatibility_mode;
    if (p->mode == RECORD_ENUM_NONE)
        p->mode = p->has_current ? p->current.compatibility_mode : compatibility_mode_backward;
    if (!p->has_current)
        return;
    schema_changes changes = draft->changes;
    if (!uuid_equal(&draft->against, &p->current.id))
        changes = comparison_between(compiled_cache_get(draft->cache, p->db, &p->current.id, p->arena), draft->compiled,
                                     p->arena);
    p->verdict = verdict_reach(p->arena, changes, p->mode, guarantees_tree(p->arena, p->current.guarantees),
                               guarantees_tree(p->arena, p->order->in->guarantees), p->order->asset->guarantee_mode);
    if (p->now <= p->current.published_at) // the order of publication is the history, whatever the clock does
        p->now = p->current.published_at + 1;
}

static version_suggestion suggest(publishing *p, int mode) {
    text current = p->has_current ? text_of(p->current.version) : TEXT_NONE;
    return verdict_suggest(p->arena, current, &p->verdict, mode);
}

// --- refusals --------------------------------------------------------------------------------------------------------

bool publishing_refuse(publishing *p, publish_refusal refusal, const char *message, const json_value *details) {
    p->outcome.refusal = refusal;
    p->outcome.message = message;
    p->outcome.details = details;
    return false;
}

bool publishing_refuse_version(publishing *p, const uuid *existing, const char *more) {
    json_value id = json_make_uuid(p->arena, existing);
    json_member members[] = {json_make_member("existing_contract_id", id), json_make_member("existing_id", id)};
    return publishing_refuse(
        p, PUBLISH_VERSION_EXISTS,
        arena_printf(p->arena, "Contract version %s already exists for this asset%s", p->version, more),
        json_make_object(p->arena, members, 2));
}

// --- versions (checks 8 to 10) ---------------------------------------------------------------------------------------

static bool check_enforced(publishing *p) {
    version_suggestion suggestion = suggest(p, p->current.compatibility_mode);
    const char *fault =
        version_enforce(p->arena, text_of(p->current.version), text_of(p->version), suggestion.change_type);
    if (fault == NULL)
        return true;
    const json_value *tree =
        record_tree(&type_version_suggestion, comparison_suggestion(p->arena, &suggestion), p->arena);
    json_member members[] = {
        json_make_member("provided_version", json_make_string(text_of(p->version))),
        json_make_member("version_suggestion", tree == NULL ? json_make_null() : *tree),
    };
    return publishing_refuse(p, PUBLISH_INVALID_VERSION, fault, json_make_object(p->arena, members, 2));
}

const char *publishing_generate_version(publishing *p) {
    const char *candidate = suggest(p, p->mode).suggested;
    // One that is still taken after so many tries is refused like a version that was asked for.
    for (int tries = 0; tries < VERSION_TRIES; tries++) {
        if (!store_contracts_find_version(p->db, &p->order->asset->id, candidate).set)
            break;
        candidate =
            version_format(p->arena, version_bump(version_parse_lenient(text_of(candidate), NULL), SCHEMA_PATCH));
    }
    return candidate;
}

// Settles p->version. False: the outcome is complete (refused, or a version is required).
static bool settle_version(publishing *p) {
    const struct asset *asset = p->order->asset;
    p->version = p->order->in->version;
    if (p->version == NULL && asset->semver_mode == semver_mode_suggest) {
        version_suggestion suggestion = suggest(p, p->has_current ? p->current.compatibility_mode : p->mode);
        p->outcome.result.action = publish_action_version_required;
        p->outcome.result.published = false;
        p->outcome.result.message =
            "Version not provided. Please review the suggested version and re-submit with an explicit version.";
        p->outcome.result.version_suggestion = comparison_suggestion(p->arena, &suggestion);
        return false;
    }
    if (p->version == NULL) {
        p->version = publishing_generate_version(p);
        p->version_generated = true;
        return true;
    }
    if (asset->semver_mode == semver_mode_enforce && p->has_current && !check_enforced(p))
        return false;
    uuid existing = store_contracts_find_version(p->db, &asset->id, p->version);
    return !existing.set || publishing_refuse_version(p, &existing, "");
}

// --- the decision ----------------------------------------------------------------------------------------------------

static bool decide(publishing *p) {
    if (!p->has_current || verdict_breaking(&p->verdict) == 0) // A, B
        return publishing_write_contract(p, PUBLISHING_PLAINLY);
    text version = text_of(p->version);
    bool forced = p->order->query->force == 1, prerelease = version_is_prerelease(version);
    bool graduates = version_graduates(text_of(p->current.version), version);
    if (!forced && (p->version_generated || (!prerelease && !graduates)))
        return publishing_write_proposal(p); // F, G
    p->outcome.result.breaking_changes = verdict_breaking_records(p->arena, &p->verdict);
    if (forced) { // C
        p->outcome.result.warning = "Breaking change was force-published. Consumers may be affected.";
        return publishing_write_contract(p, PUBLISHING_BY_FORCE);
    }
    p->outcome.result.message = // D, E
        prerelease ? "Pre-release version published. Breaking changes allowed without ack."
                   : arena_printf(p->arena, "Graduated from %s to stable release.", p->current.version);
    return publishing_write_contract(p, prerelease ? PUBLISHING_PRERELEASE : PUBLISHING_PLAINLY);
}

static void warn_of_audit(publishing *p) {
    struct context_audit latest;
    if (!store_audit_runs_latest(p->db, &p->order->asset->id, &latest, p->arena) ||
        latest.status == audit_run_status_passed)
        return;
    p->outcome.result.audit_warning =
        arena_printf(p->arena, "Warning: Most recent audit %s with %lld guarantee(s) failing",
                     enum_audit_run_status.values[latest.status], (long long)latest.guarantees_failed);
}

publishing publishing_begin(db *d, const publish_order *order, arena *a) {
    publishing p = {.db = d, .arena = a, .order = order, .now = timestamp_now()};
    record_defaults(&type_publish_result, a, &p.outcome.result);
    load_current(&p);
    return p;
}

publish_outcome publish_run(db *d, const publish_order *order, arena *a) {
    publishing p = publishing_begin(d, order, a);
    if (settle_version(&p) && decide(&p)) {
        warn_of_audit(&p);
        if (p.verdict.guarantees.count > 0)
            p.outcome.result.guarantee_changes = verdict_guarantee_records(a, &p.verdict);
        if (p.version_generated)
            p.outcome.result.version_auto_generated = true;
        if (order->in->schema_format == schema_format_avro)
            p.outcome.result.schema_converted_from = enum_schema_format.values[schema_format_avro];
    }
    if (order->query->dry_run == 1) {
        p.outcome.result.dry_run = true;
        p.outcome.result.published = false;
    }
    return p.outcome;
}

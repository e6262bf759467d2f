#include "domain/impact.h"
#include "domain/comparison.h"
#include "domain/guarantees.h"
#include "domain/notices.h"
#include "domain/verdict.h"
#include "schema/advise/remedy.h"
#include "store/proposals.h"
#include "store/registrations.h"
#include <assert.h>
#include <stdlib.h>

static_assert((int)impact_change_type_MAJOR == (int)SCHEMA_MAJOR, "change types are in one order");

static record_list not_breaking(schema_changes changes, schema_mode mode, arena *a) {
    schema_change *others = arena_array(a, changes.count + 1, sizeof *others);
    size_t count = 0;
    for (size_t i = 0; i < changes.count; i++)
        if (!schema_breaks(changes.items[i].kind, mode))
            others[count++] = changes.items[i];
    return comparison_records(a, (schema_changes){others, count});
}

static record_list consumers_of(db *d, const uuid *asset, arena *a) {
    record_list registrations = store_registrations_consumers(d, asset, NOTICE_CONSUMERS_MAXIMUM, a);
    const struct registration *from = registrations.items;
    struct impact_consumer *items = arena_array(a, registrations.count + 1, sizeof *items);
    for (size_t i = 0; i < registrations.count; i++)
        items[i] = (struct impact_consumer){
            .registration_id = from[i].id,
            .consumer_team_id = from[i].consumer_team_id,
            .consumer_team_name = from[i].consumer_team_name,
            .contract_id = from[i].contract_id,
            .pinned_version = from[i].pinned_version,
            .status = from[i].status,
        };
    return (record_list){items, registrations.count};
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The teams' names, sorted, each once.
static record_strings names_of(record_list consumers, record_list downstream, arena *a) {
    record_strings names = {arena_array(a, consumers.count + downstream.count + 1, sizeof *names.items), 0};
    for (size_t i = 0; i < consumers.count; i++)
        names.items[names.count++] = ((const struct impact_consumer *)consumers.items)[i].consumer_team_name;
    for (size_t i = 0; i < downstream.count; i++) {
        const char *name = ((const struct impact_downstream *)downstream.items)[i].owner_team_name;
        if (name != NULL)
            names.items[names.count++] = name;
    }
    qsort(names.items, names.count, sizeof *names.items, by_text);
    size_t kept = 0;
    for (size_t i = 0; i < names.count; i++)
        if (kept == 0 || strcmp(names.items[kept - 1], names.items[i]) != 0)
            names.items[kept++] = names.items[i];
    names.count = kept;
    return names;
}

static record_list suggestions_of(const compiled_schema *old, const json_value *new, schema_changes breaking,
                                  schema_mode mode, arena *a) {
    remedies made = {0};
    if (old != NULL)
        made = remedies_suggest(a, schema_document(old), new, breaking, mode);
    struct migration_suggestion *items = arena_array(a, made.count + 1, sizeof *items);
    for (size_t i = 0; i < made.count; i++) {
        const remedy *from = &made.items[i];
        record_strings changes = {arena_array(a, from->changes_count + 1, sizeof *changes.items), from->changes_count};
        for (size_t c = 0; c < from->changes_count; c++)
            changes.items[c] = from->changes_made[c];
        items[i] = (struct migration_suggestion){
            .strategy = from->strategy,
            .description = from->description,
            .confidence = from->confidence,
            .suggested_schema.tree = from->suggested_schema,
            .changes_made = changes,
        };
    }
    return (record_list){items, made.count};
}

void impact_preview(db *d, schema_cache *cache, const struct asset *asset, const struct contract *current,
                    const struct impact_preview_request *in, struct impact_preview *out, arena *a) {
    int mode = in->compatibility_mode_override;
    if (mode == RECORD_ENUM_NONE)
        mode = current->compatibility_mode;
    const json_value *proposed = in->proposed_schema.tree, *before = guarantees_tree(a, current->guarantees);
    const compiled_schema *old = compiled_cache_get(cache, d, &current->id, a);
    // Guarantees that are not proposed are left out, not taken away.
    const json_value *after = in->proposed_guarantees.tree != NULL ? in->proposed_guarantees.tree : before;
    contract_verdict verdict = verdict_reach(a, comparison_between(old, schema_compile(a, proposed), a), mode, before,
                                             after, asset->guarantee_mode);
    version_suggestion version = verdict_suggest(a, text_of(current->version), &verdict, mode);
    out->is_breaking = verdict_breaking(&verdict) > 0;
    out->change_type = (int)verdict_change_type(&verdict);
    out->breaking_changes = verdict_breaking_records(a, &verdict);
    out->non_breaking_changes = not_breaking(verdict.changes, (schema_mode)mode, a);
    out->guarantee_changes = verdict_guarantee_records(a, &verdict);
    out->affected_consumers = consumers_of(d, &asset->id, a);
    out->affected_downstream = store_proposals_affected_downstream(d, &asset->id, &asset->owner_team_id, a);
    // Consumers are only known where they are registered: nothing infers them yet.
    out->unconfirmed_consumers = (record_list){arena_array(a, 1, sizeof(struct impact_unconfirmed)), 0};
    out->suggested_version = version.suggested;
    out->version_reason = version.reason;
    out->would_create_proposal = out->is_breaking && out->affected_consumers.count > 0;
    out->proposal_would_notify = names_of(out->affected_consumers, out->affected_downstream, a);
    out->migration_suggestions = suggestions_of(old, proposed, verdict.breaking, (schema_mode)mode, a);
    out->current_version = current->version;
    out->compatibility_mode = mode;
}

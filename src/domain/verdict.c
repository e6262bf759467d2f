// A change of schema breaks by the compatibility mode, a change of guarantees by the asset's guarantee mode, and both count
// alike. The schema's own suggestion of a version is raised to a major one where only guarantees break.
#include "domain/verdict.h"
#include "store/contracts.h"
#include <assert.h>

static_assert((int)guarantee_mode_ignore == (int)GUARANTEE_IGNORE &&
                  (int)guarantee_mode_strict == (int)GUARANTEE_STRICT,
              "modes are in one order");
static_assert((int)guarantee_severity_breaking == (int)GUARANTEE_BREAKING, "severities are in one order");

static schema_changes joined(arena *a, schema_changes one, schema_changes other) {
    if (other.count == 0)
        return one;
    schema_change *items = arena_array(a, one.count + other.count, sizeof *items);
    if (one.count > 0)
        memcpy(items, one.items, one.count * sizeof *items);
    memcpy(items + one.count, other.items, other.count * sizeof *items);
    return (schema_changes){.items = items, .count = one.count + other.count};
}

contract_verdict verdict_reach(arena *a, const candidate_changes *found, int compatibility_mode,
                               const json_value *old_guarantees, const json_value *new_guarantees, int guarantee_mode) {
    schema_changes breaking = schema_breaking(a, found->changes, (schema_mode)compatibility_mode);
    contract_verdict verdict = {
        .changes = found->changes, .earlier = found->earlier, .breaking = joined(a, breaking, found->earlier)};
    if (guarantee_mode == guarantee_mode_ignore)
        return verdict;
    verdict.guarantees = guarantee_diff(a, old_guarantees, new_guarantees);
    verdict.guarantees_breaking = guarantee_breaking(a, verdict.guarantees, (guarantee_policy)guarantee_mode);
    return verdict;
}

size_t verdict_breaking(const contract_verdict *verdict) {
    return verdict->breaking.count + verdict->guarantees_breaking.count;
}

schema_change_type verdict_change_type(const contract_verdict *verdict) {
    if (verdict->guarantees_breaking.count > 0)
        return SCHEMA_MAJOR;
    schema_change_type type = schema_change_type_of(verdict->changes),
                       earlier = schema_change_type_of(verdict->earlier);
    return earlier > type ? earlier : type;
}

version_suggestion verdict_suggest(arena *a, text current, const contract_verdict *verdict, int compatibility_mode) {
    version_suggestion suggestion = version_suggest(a, current, verdict->changes, (schema_mode)compatibility_mode);
    bool more = verdict->guarantees_breaking.count > 0 || verdict->earlier.count > 0;
    suggestion.breaking = joined(a, suggestion.breaking, verdict->earlier);
    if (!more || suggestion.first || suggestion.change_type == SCHEMA_MAJOR)
        return suggestion;
    suggestion.change_type = SCHEMA_MAJOR;
    suggestion.suggested = version_format(a, version_bump(version_parse_lenient(current, NULL), SCHEMA_MAJOR));
    suggestion.reason = verdict->earlier.count > 0
                            ? "Breaking change from an earlier version detected - major version bump required"
                            : "Breaking change of guarantees detected - major version bump required";
    return suggestion;
}

version_suggestion verdict_suggest_next(db *d, schema_cache *cache, const uuid *asset,
                                        const contract_document *document, arena *a) {
    struct contract current;
    candidate_changes found = {0};
    text version = TEXT_NONE;
    judging how = {.mode = compatibility_mode_backward};
    if (store_contracts_active_judged(d, asset, &current, &how.policy, &how.scope, a)) {
        comparand after = comparand_of_document(document, a);
        version = text_of(current.version);
        how.mode = current.compatibility_mode;
        found = candidate_compare(d, cache, &current, &after, &how, NULL, a);
    }
    contract_verdict verdict = verdict_reach(a, &found, how.mode, NULL, NULL, guarantee_mode_ignore);
    return verdict_suggest(a, version, &verdict, how.mode);
}

record_list verdict_breaking_records_within(arena *a, const contract_verdict *verdict, comparison_room *room) {
    record_list of_schema = comparison_records_within(a, verdict->breaking, room);
    size_t more = verdict->guarantees_breaking.count;
    if (more > room->changes)
        more = room->changes;
    if (more == 0)
        return of_schema;
    room->changes -= more;
    struct breaking_change *items = arena_array(a, of_schema.count + more, sizeof *items);
    memcpy(items, of_schema.items, of_schema.count * sizeof *items);
    for (size_t i = 0; i < more; i++) {
        const guarantee_change *change = &verdict->guarantees_breaking.items[i];
        items[of_schema.count + i] = (struct breaking_change){
            .type = guarantee_change_kind_name(change->kind),
            .path = change->path,
            .message = change->message,
            .old_value.tree = change->old_value,
            .new_value.tree = change->new_value,
            .accepted_by = RECORD_ENUM_NONE,
            .reason = "A guarantee is a promise about the data, which no single document breaks",
        };
    }
    return (record_list){items, of_schema.count + more};
}

record_list verdict_breaking_records(arena *a, const contract_verdict *verdict) {
    comparison_room room = {.changes = verdict_breaking(verdict), .values = COMPARISON_ROOM.values};
    return verdict_breaking_records_within(a, verdict, &room);
}

// The paths as texts; of very many, that it is everything.
static record_strings told(field_paths paths, arena *a) {
    enum { PATHS_TOLD = 20 };
    if (paths.count > PATHS_TOLD)
        paths = field_paths_of((field_path){0}, NULL, a);
    record_strings names = {arena_array(a, paths.count + 1, sizeof *names.items), paths.count};
    for (size_t i = 0; i < paths.count; i++)
        names.items[i] = field_path_text(paths.items[i], a);
    return names;
}

record_list verdict_touching_records(arena *a, const contract_verdict *verdict) {
    record_list records = verdict_breaking_records(a, verdict);
    struct breaking_change *items = records.items;
    for (size_t i = 0; i < records.count; i++) {
        field_path at = {0};
        const field_echoes *echoes = NULL;
        if (i < verdict->breaking.count) {
            at = verdict->breaking.items[i].at;
            echoes = verdict->breaking.items[i].echoes;
        }
        items[i].touched_fields = told(field_paths_of(at, echoes, a), a);
    }
    return records;
}

record_list verdict_guarantee_records(arena *a, const contract_verdict *verdict) {
    struct guarantee_change *items = arena_array(a, verdict->guarantees.count + 1, sizeof *items);
    for (size_t i = 0; i < verdict->guarantees.count; i++) {
        const guarantee_change *change = &verdict->guarantees.items[i];
        items[i] = (struct guarantee_change){
            .type = guarantee_change_kind_name(change->kind),
            .path = change->path,
            .message = change->message,
            .severity = (int)guarantee_change_severity(change->kind),
            .old_value.tree = change->old_value,
            .new_value.tree = change->new_value,
        };
    }
    return (record_list){items, verdict->guarantees.count};
}

// A change of schema breaks by the compatibility mode, a change of guarantees by the asset's guarantee mode, and both count alike.
// The schema's own suggestion of a version is raised to a major one where only guarantees break.
#include "domain/verdict.h"
#include <assert.h>

static_assert((int)guarantee_mode_ignore == (int)GUARANTEE_IGNORE &&
                  (int)guarantee_mode_strict == (int)GUARANTEE_STRICT,
              "modes are in one order");
static_assert((int)guarantee_severity_breaking == (int)GUARANTEE_BREAKING, "severities are in one order");

contract_verdict verdict_reach(arena *a, schema_changes changes, int compatibility_mode,
                               const json_value *old_guarantees, const json_value *new_guarantees, int guarantee_mode) {
    contract_verdict verdict = {.changes = changes,
                                .breaking = schema_breaking(a, changes, (schema_mode)compatibility_mode)};
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
    return verdict->guarantees_breaking.count > 0 ? SCHEMA_MAJOR : schema_change_type_of(verdict->changes);
}

version_suggestion verdict_suggest(arena *a, text current, const contract_verdict *verdict, int compatibility_mode) {
    version_suggestion suggestion = version_suggest(a, current, verdict->changes, (schema_mode)compatibility_mode);
    if (verdict->guarantees_breaking.count == 0 || suggestion.first || suggestion.change_type == SCHEMA_MAJOR)
        return suggestion;
    suggestion.change_type = SCHEMA_MAJOR;
    suggestion.suggested = version_format(a, version_bump(version_parse_lenient(current, NULL), SCHEMA_MAJOR));
    suggestion.reason = "Breaking change of guarantees detected - major version bump required";
    return suggestion;
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
        };
    }
    return (record_list){items, of_schema.count + more};
}

record_list verdict_breaking_records(arena *a, const contract_verdict *verdict) {
    comparison_room room = {.changes = verdict_breaking(verdict), .values = COMPARISON_ROOM.values};
    return verdict_breaking_records_within(a, verdict, &room);
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

// The same comparison and verdict as of a publish, and around it whom they would concern: registered consumers, and the owners of
// assets one dependency downstream.
#include "domain/impact.h"
#include "domain/comparison.h"
#include "domain/guarantees.h"
#include "store/inferred.h"
#include "store/proposals.h"
#include "store/registrations.h"
#include <stdlib.h>

static schema_changes compatible_ones(schema_changes changes, schema_mode mode, arena *a) {
    schema_change *others = arena_array(a, changes.count + 1, sizeof *others);
    size_t count = 0;
    for (size_t i = 0; i < changes.count; i++)
        if (!schema_breaks(changes.items[i].kind, mode))
            others[count++] = changes.items[i];
    return (schema_changes){.items = others, .count = count};
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static record_strings names_of(record_list consumers, record_list downstream, arena *a) {
    record_strings names = {arena_array(a, consumers.count + downstream.count + 1, sizeof *names.items), 0};
    for (size_t i = 0; i < consumers.count; i++)
        names.items[names.count++] = ((const struct registration *)consumers.items)[i].consumer_team_name;
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

field_paths impact_touched(schema_changes breaking, arena *a) {
    field_paths touched = {0};
    for (size_t i = 0; i < breaking.count; i++) {
        field_paths parts = field_paths_of(breaking.items[i].at, breaking.items[i].echoes, a);
        for (size_t j = 0; j < parts.count; j++)
            field_paths_add(&touched, parts.items[j], a);
    }
    return touched;
}

record_strings impact_paths_told(const field_paths *paths, arena *a) {
    record_strings told = {arena_array(a, paths->count + 1, sizeof *told.items), paths->count};
    for (size_t i = 0; i < paths->count; i++)
        told.items[i] = field_path_text(paths->items[i], a);
    return told;
}

static void read_concerned(db *d, const struct asset *asset, impact *found, arena *a) {
    enum { MOST = IMPACT_LIST_MAXIMUM + 1 };
    found->consumers = store_registrations_consumers(d, &asset->id, MOST, a);
    found->downstream = store_proposals_affected_downstream(d, &asset->id, &asset->owner_team_id, MOST, a);
    found->unconfirmed = store_inferred_unconfirmed(d, &asset->id, MOST, a);
    record_list *lists[] = {&found->consumers, &found->downstream, &found->unconfirmed};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (record_list_cut(lists[i], IMPACT_LIST_MAXIMUM))
            found->truncated = true;
}

impact impact_preview(db *d, schema_cache *cache, const impact_question *question, arena *a) {
    const struct asset *asset = question->asset;
    const struct contract *current = question->current;
    int mode = question->compatibility_mode;
    if (mode == RECORD_ENUM_NONE)
        mode = current->compatibility_mode;
    int policy = question->compatibility_policy;
    if (policy == RECORD_ENUM_NONE)
        policy = asset->compatibility_policy;
    const judging how = {.mode = mode, .policy = policy, .scope = asset->transitive_scope};
    comparand old = comparand_of_contract(d, cache, current, a), new = comparand_of_document(question->document, a);
    const json_value *before = guarantees_tree(a, current->guarantees);
    impact found = {.compatibility_mode = mode, .compatibility_policy = policy};
    candidate_changes compared = candidate_compare(d, cache, current, &new, &how, NULL, a);
    found.verdict = verdict_reach(a, &compared, mode, before,
                                  question->guarantees != NULL ? question->guarantees : before, asset->guarantee_mode);
    found.compatible = compatible_ones(found.verdict.changes, (schema_mode)mode, a);
    found.version = verdict_suggest(a, text_of(current->version), &found.verdict, mode);
    read_concerned(d, asset, &found, a);
    found.proposes = verdict_breaking(&found.verdict) > 0 && found.consumers.count > 0;
    found.teams = names_of(found.consumers, found.downstream, a);
    field_paths touched = impact_touched(found.verdict.breaking, a);
    found.touched = impact_paths_told(&touched, a);
    found.remedies = comparand_suggest(&old, &new, found.verdict.breaking, (schema_mode)mode, a);
    return found;
}

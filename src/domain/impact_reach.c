// The breaking changes say which fields are touched; from there dependencies that say which fields come from which pass on no
// more than those. A change that breaks nothing has no such fields, and reaches whatever is downstream.
#include "domain/impact_reach.h"
#include "domain/guarantees.h"

static record_list consumers_of(db *d, impact_reach *reach, arena *a) {
    uuid *ids = arena_array(a, reach->assets.count, sizeof *ids);
    for (size_t i = 0; i < reach->assets.count; i++)
        ids[i] = reach->assets.items[i]->id;
    size_t *places = NULL;
    record_list consumers =
        store_dependencies_consumers(d, ids, reach->assets.count, IMPACT_LIST_MAXIMUM + 1, &places, a);
    reach->places = places;
    reach->consumers_cut = record_list_cut(&consumers, IMPACT_LIST_MAXIMUM);
    return consumers;
}

impact_reach impact_follow(db *d, schema_cache *cache, const impact_question *question, int depth, arena *a) {
    const struct asset *asset = question->asset;
    const struct contract *current = question->current;
    comparand new = comparand_of_document(question->document, a);
    const judging how = {
        .mode = current->compatibility_mode, .policy = asset->compatibility_policy, .scope = asset->transitive_scope};
    candidate_changes found = candidate_compare(d, cache, current, &new, &how, NULL, a);
    const json_value *guarantees = guarantees_tree(a, current->guarantees);
    impact_reach reach = {0};
    reach.verdict =
        verdict_reach(a, &found, current->compatibility_mode, guarantees, guarantees, asset->guarantee_mode);
    reach.touched = impact_touched(reach.verdict.breaking, a);
    const traversal_order order = {
        .way = DEPENDENCY_DOWNSTREAM,
        .depth = depth,
        .maximum = IMPACT_ASSETS_MAXIMUM,
        .touched = reach.touched.count > 0 ? &reach.touched : NULL,
    };
    reached *start = arena_new_of(a, reached);
    *start = (reached){.id = asset->id, .fqn = asset->fqn, .owner_team_id = asset->owner_team_id};
    reach.assets = traverse(d, start, &order, a);
    reach.consumers = consumers_of(d, &reach, a);
    return reach;
}

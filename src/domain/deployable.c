// A candidate is compared with each version that runs, once however many teams read it. Comparisons are bounded one by one and
// together.
#include "domain/deployable.h"
#include "domain/verdict.h"
#include "store/contracts.h"
#include "store/deployments.h"

enum { VERSIONS_MAXIMUM = 10 }; // published ones that are looked at

struct deployable {
    db *db;
    schema_cache *cache;
    arena *arena;
    uuid asset;
    int policy;
    int64_t until;
    record_list running; // records `deployment`, by contract
};

deployable *deployable_in(db *d, schema_cache *cache, const uuid *asset, const char *environment, int policy,
                          int64_t until, arena *a) {
    deployable *in = arena_new_of(a, deployable);
    *in = (deployable){.db = d, .cache = cache, .arena = a, .asset = *asset, .policy = policy, .until = until};
    in->running = store_deployments_in(d, asset, environment, DEPLOYMENTS_MAXIMUM + 1, a);
    return in;
}

// --- one candidate ---------------------------------------------------------------------------------------------------

typedef struct finding {
    bool compared;
    size_t breaking; // changes
} finding;

static finding compare(deployable *d, const struct deployment *running, comparand *candidate, int mode) {
    struct contract contract;
    if (monotonic_now() > d->until || !store_contracts_get_short(d->db, &running->contract_id, &contract, d->arena))
        return (finding){.compared = false};
    comparand before = comparand_of_contract(d->db, d->cache, &contract, d->arena);
    // They are counted, not told: no examples.
    candidate_changes changes = {
        .changes = comparand_diff(&before, candidate, comparison_terms_of(SCHEMA_NONE, d->policy), d->arena)};
    contract_verdict verdict = verdict_reach(d->arena, &changes, mode, NULL, NULL, guarantee_mode_ignore);
    return (finding){.compared = true, .breaking = verdict_breaking(&verdict)};
}

static struct publish_reason reason_of(deployable *d, const struct deployment *running, const finding *found) {
    struct publish_reason reason = {
        .code = publish_ground_deployed,
        .blocking = true,
        .team_id = running->team_id,
        .team_name = running->team_name,
        .version = running->version,
    };
    reason.message =
        found->compared
            ? arena_printf(d->arena, "Team '%s' reads %s in '%s', and the change from it breaks %zu thing%s",
                           running->team_name, running->version, running->environment, found->breaking,
                           found->breaking == 1 ? "" : "s")
            : arena_printf(d->arena, "Team '%s' reads %s in '%s', which could not be compared in time",
                           running->team_name, running->version, running->environment);
    return reason;
}

record_list deployable_breaks(deployable *d, comparand *candidate, const uuid *contract, int compatibility_mode) {
    const struct deployment *running = d->running.items;
    size_t count = d->running.count;
    struct publish_reason *reasons = arena_array(d->arena, count + 1, sizeof *reasons);
    record_list list = {reasons, 0};
    finding found = {.compared = false};
    for (size_t i = 0; i < count; i++) {
        bool same = i > 0 && uuid_equal(&running[i].contract_id, &running[i - 1].contract_id);
        if (contract != NULL && uuid_equal(contract, &running[i].contract_id))
            found = (finding){.compared = true};
        else if (i == DEPLOYMENTS_MAXIMUM)
            found = (finding){.compared = false};
        else if (!same)
            found = compare(d, &running[i], candidate, compatibility_mode);
        if (!found.compared || found.breaking > 0)
            reasons[list.count++] = reason_of(d, &running[i], &found);
    }
    return list;
}

// --- published versions ----------------------------------------------------------------------------------------------

record_list deployable_versions(deployable *d) {
    struct asset_contracts_query all = {.status = RECORD_ENUM_NONE};
    list_page page = {.order = order_contracts_newest, .limit = VERSIONS_MAXIMUM};
    record_list contracts = store_contracts_of_asset(d->db, &d->asset, &all, &page, d->arena);
    const struct contract *from = contracts.items;
    struct deployable_version *versions = arena_array(d->arena, contracts.count + 1, sizeof *versions);
    record_list list = {versions, 0};
    for (size_t i = 0; i < contracts.count; i++) {
        if (from[i].status == contract_status_retired)
            continue;
        comparand candidate = comparand_of_contract(d->db, d->cache, &from[i], d->arena);
        struct deployable_version *version = &versions[list.count++];
        *version = (struct deployable_version){
            .contract_id = from[i].id,
            .version = from[i].version,
            .status = from[i].status,
            .reasons = deployable_breaks(d, &candidate, &from[i].id, from[i].compatibility_mode),
        };
        version->can_deploy = (int8_t)(version->reasons.count == 0);
    }
    return list;
}

// A report says how many checks ran and failed, or lists them, or both: the counts follow from the list where there is one. The
// newest run alone feeds the gate of a publish, by the asset's mode.
#include "domain/quality.h"
#include "base/json_build.h"
#include "store/audit_runs.h"
#include "store/contracts.h"

// --- recording -------------------------------------------------------------------------------------------------------

// The results as JSON: those that were reported, or what a reporter put into the details itself.
static const json_value *results_of(const struct audit_run *run, const json_value *details, arena *a) {
    const json_value *whole = run->guarantee_results.count == 0 ? details : record_tree(&type_audit_run, run, a);
    return whole == NULL ? NULL : json_get(whole, "guarantee_results");
}

static record_strings failed_among(const json_value *results, arena *a) {
    bool is_list = results != NULL && results->type == JSON_ARRAY;
    record_strings failed = {arena_array(a, is_list ? results->count + 1 : 1, sizeof *failed.items), 0};
    for (uint32_t i = 0; is_list && i < results->count; i++) {
        const json_value *passed = json_get(&results->elements[i], "passed");
        const json_value *name = json_get(&results->elements[i], "guarantee_id");
        if (passed != NULL && passed->type == JSON_BOOLEAN && !passed->boolean)
            failed.items[failed.count++] = name != NULL && name->type == JSON_STRING ? name->string : "unknown";
    }
    return failed;
}

static void count_results(struct audit_run *run) {
    const struct guarantee_result *results = run->guarantee_results.items;
    if (run->guarantee_results.count == 0 || run->guarantees_checked != 0)
        return;
    run->guarantees_passed = run->guarantees_failed = 0;
    for (size_t i = 0; i < run->guarantee_results.count; i++)
        *(results[i].passed ? &run->guarantees_passed : &run->guarantees_failed) += 1;
    run->guarantees_checked = (int64_t)run->guarantee_results.count;
}

static text details_told(const struct audit_run *run, const json_value *given, const json_value *results, arena *a) {
    json_builder details = json_builder_on(a);
    for (uint32_t i = 0; given != NULL && i < given->count; i++)
        json_put_member(&details, given->members[i]);
    if (run->guarantee_results.count > 0)
        json_put_value(&details, "guarantee_results", results);
    size_t length = 0;
    const char *compact = json_print(a, json_built(&details), &length);
    return (text){compact, length};
}

db_status quality_record(db *d, const struct asset *asset, struct audit_run *run, const json_value *details, arena *a) {
    struct contract active;
    run->id = uuid_new();
    run->asset_id = asset->id;
    run->asset_fqn = asset->fqn;
    if (store_contracts_active(d, &asset->id, &active, a)) {
        run->contract_id = active.id;
        run->contract_version = active.version;
    }
    if (run->run_at == TIMESTAMP_NONE)
        run->run_at = timestamp_now();
    if (run->guarantee_results.items == NULL)
        run->guarantee_results.items = arena_alloc(a, 1);
    count_results(run);
    const json_value *results = results_of(run, details, a);
    return store_audit_runs_insert(d, run, details_told(run, details, results, a), failed_among(results, a), a);
}

// --- trends ----------------------------------------------------------------------------------------------------------

static struct audit_window *window_of(db *d, const struct asset *asset, int64_t since, arena *a) {
    struct audit_window *window = arena_new_of(a, struct audit_window);
    store_audit_runs_window(d, &asset->id, since, window, a);
    return window;
}

static void alert(record_strings *alerts, const char *message) {
    alerts->items[alerts->count++] = message;
}

static record_strings alerts_of(const struct audit_trends *trends, arena *a) {
    const struct audit_window *day = trends->last_24h, *week = trends->last_7d, *month = trends->last_30d;
    const struct failed_guarantee *worst = week->most_failed_guarantees.items;
    record_strings alerts = {arena_array(a, 4, sizeof *alerts.items), 0};
    if (day->failure_rate > 0.5 && day->total_runs >= 3)
        alert(&alerts,
              arena_printf(a, "High failure rate in last 24h: %.0f%% (%lld/%lld runs failed)", day->failure_rate * 100,
                           (long long)day->failed + (long long)day->partial, (long long)day->total_runs));
    if (week->total_runs >= 5 && month->total_runs >= 10 && week->failure_rate > 1.5 * month->failure_rate)
        alert(&alerts, arena_printf(a, "Failure rate trending up: %.0f%% (7d) vs %.0f%% (30d)",
                                    week->failure_rate * 100, month->failure_rate * 100));
    if (week->most_failed_guarantees.count > 0 && worst->failure_count >= 5)
        alert(&alerts, arena_printf(a, "Guarantee '%s' failed %lld times in last 7 days", worst->guarantee_id,
                                    (long long)worst->failure_count));
    if (trends->last_run != NULL && trends->last_run->status == audit_run_status_failed)
        alert(&alerts, "Most recent audit run failed");
    return alerts;
}

struct audit_trends quality_trends(db *d, const struct asset *asset, int64_t now, arena *a) {
    struct context_audit latest;
    struct audit_trends trends = {.asset_id = asset->id, .asset_fqn = asset->fqn};
    trends.last_24h = window_of(d, asset, now - TIMESTAMP_DAY, a);
    trends.last_7d = window_of(d, asset, now - 7 * TIMESTAMP_DAY, a);
    trends.last_30d = window_of(d, asset, now - 30 * TIMESTAMP_DAY, a);
    if (store_audit_runs_latest(d, &asset->id, &latest, a) && latest.run_at >= now - 30 * TIMESTAMP_DAY) {
        trends.last_run = arena_new_of(a, struct trend_run);
        *trends.last_run = (struct trend_run){.id = latest.id,
                                              .status = latest.status,
                                              .run_at = latest.run_at,
                                              .triggered_by = latest.triggered_by,
                                              .guarantees_failed = latest.guarantees_failed};
    }
    trends.alerts = alerts_of(&trends, a);
    return trends;
}

// --- the gate --------------------------------------------------------------------------------------------------------

quality_verdict quality_gate(db *d, const struct asset *asset, struct context_audit *latest, arena *a) {
    if (asset->guarantee_mode == guarantee_mode_ignore || !store_audit_runs_latest(d, &asset->id, latest, a) ||
        latest->status == audit_run_status_passed)
        return QUALITY_FINE;
    return asset->guarantee_mode == guarantee_mode_strict ? QUALITY_REFUSE : QUALITY_WARN;
}

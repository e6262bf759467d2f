// A scan reads the preflights once, in the order of time, and adds them up by asset and team; what it concludes is decided in the
// transaction that writes it, against who is registered and what people said by then.
#include "domain/discovery.h"
#include "base/map.h"
#include "domain/audit.h"
#include "domain/registrations.h"
#include "store/contracts.h"
#include "store/inferred.h"
#include "store/registrations.h"
#include <math.h>

enum { KEY_LENGTH = 32 };

static text pair_key(const uuid *asset, const uuid *team, char key[KEY_LENGTH]) {
    memcpy(key, asset->bytes, sizeof asset->bytes);
    memcpy(key + sizeof asset->bytes, team->bytes, sizeof team->bytes);
    return (text){key, KEY_LENGTH};
}

static text kept_key(const uuid *asset, const uuid *team, arena *a) {
    return pair_key(asset, team, arena_bytes(a, KEY_LENGTH));
}

// --- signals ---------------------------------------------------------------------------------------------------------

static use_signal *signal_new(use_signals *signals, size_t *room, const preflight_event *event, arena *a) {
    if (signals->count == *room) {
        *room = *room == 0 ? 64 : *room * 2;
        use_signal **more = arena_array(a, *room, sizeof *more);
        if (signals->count > 0)
            memcpy(more, signals->items, signals->count * sizeof *more);
        signals->items = more;
    }
    use_signal *fresh = arena_new_of(a, use_signal);
    *fresh = (use_signal){.asset = event->asset, .team = event->team, .last_day = INT64_MIN};
    return signals->items[signals->count++] = fresh;
}

static void add_call(use_signal *signal, const preflight_event *event) {
    signal->calls++;
    signal->agent_calls += event->by_agent;
    signal->latest = event->occurred_at;
    if (event->occurred_at / TIMESTAMP_DAY != signal->last_day) {
        signal->last_day = event->occurred_at / TIMESTAMP_DAY;
        signal->days++;
    }
}

use_signals discovery_signals(db *d, int64_t since, arena *a) {
    use_signals signals = {0};
    size_t room = 0;
    char key[KEY_LENGTH];
    preflight_event event;
    map *known = map_new(a, 64);
    preflight_events *events = store_inferred_events(d, since, a);
    for (; store_inferred_events_next(events, &event); signals.events++) {
        use_signal *signal = map_get(known, pair_key(&event.asset, &event.team, key));
        if (signal == NULL) {
            signal = signal_new(&signals, &room, &event, a);
            map_put(known, kept_key(&event.asset, &event.team, a), signal);
        }
        add_call(signal, &event);
    }
    store_inferred_events_end(events);
    return signals;
}

double discovery_confidence(int64_t calls, int64_t days, int64_t days_since_last_call, bool agent,
                            int64_t lookback_days) {
    if (lookback_days <= 0 || calls <= 0)
        return 0;
    double span = (double)lookback_days;
    double score = 0.35 * fmin((double)calls / span, 1) + 0.30 * fmin((double)days / span, 1) +
                   0.25 * fmax(1 - (double)days_since_last_call / span, 0) + (agent ? 0.10 : 0);
    return round(fmin(score, 1) * 10000) / 10000;
}

// --- conclusions -----------------------------------------------------------------------------------------------------

typedef struct conclusion {
    db *db;
    const discovery_terms *terms;
    int64_t now;
    map *registered, *known; // pair -> inferred_pair
    struct discovery_result *result;
    arena *arena;
} conclusion;

static map *mapped(inferred_pairs pairs, arena *a) {
    map *by_pair = map_new(a, pairs.count);
    for (size_t i = 0; i < pairs.count; i++)
        map_put(by_pair, kept_key(&pairs.items[i].asset, &pairs.items[i].team, a), &pairs.items[i]);
    return by_pair;
}

static struct inferred_dependency row_of(const conclusion *c, const use_signal *signal, double confidence,
                                         int64_t since) {
    struct inference_evidence *evidence = arena_new_of(c->arena, struct inference_evidence);
    *evidence = (struct inference_evidence){
        .preflight_calls_30d = signal->calls,
        .distinct_days = signal->days,
        .days_since_last_call = since,
        .actor_type = 2 * signal->agent_calls > signal->calls ? "agent" : "human",
    };
    return (struct inferred_dependency){
        .asset_id = signal->asset,
        .consumer_team_id = signal->team,
        .dependency_type = dependency_type_consumes,
        .confidence = confidence,
        .source = DISCOVERY_SOURCE,
        .status = inference_status_pending,
        .evidence = evidence,
        .first_observed_at = c->now,
        .last_observed_at = c->now,
    };
}

// What another scan adds at the same time, or what is no asset or team any more, is left alone.
static void keep(const conclusion *c, const inferred_pair *known, struct inferred_dependency *row) {
    if (known == NULL) {
        row->id = uuid_new();
        if (store_inferred_insert(c->db, row, c->arena) == DB_OK)
            c->result->inferred_new++;
    } else if (known->status == inference_status_pending || known->status == inference_status_expired) {
        row->id = known->id;
        if (store_inferred_observe(c->db, row, c->arena) == DB_OK)
            c->result->inferred_updated++;
    }
}

static void conclude(const conclusion *c, const use_signal *signal) {
    char key[KEY_LENGTH];
    text pair = pair_key(&signal->asset, &signal->team, key);
    const inferred_pair *known = map_get(c->known, pair);
    if (map_get(c->registered, pair) != NULL) {
        c->result->skipped_already_registered++;
        return;
    }
    if (known != NULL && known->status == inference_status_rejected) {
        c->result->skipped_previously_rejected++;
        return;
    }
    int64_t since = c->now > signal->latest ? (c->now - signal->latest) / TIMESTAMP_DAY : 0;
    double confidence = discovery_confidence(signal->calls, signal->days, since,
                                             2 * signal->agent_calls > signal->calls, c->terms->lookback_days);
    if (signal->calls < c->terms->min_calls || confidence < c->terms->min_confidence)
        return;
    struct inferred_dependency row = row_of(c, signal, confidence, since);
    keep(c, known, &row);
}

void discovery_conclude(db *d, const discovery_terms *terms, const use_signals *signals, int64_t now,
                        struct discovery_result *result, arena *a) {
    result->events_scanned = signals->events;
    result->pairs_evaluated = (int64_t)signals->count;
    result->inferred_expired =
        store_inferred_expire(d, DISCOVERY_SOURCE, now - 2 * terms->lookback_days * TIMESTAMP_DAY);
    if (signals->count == 0)
        return;
    uuid *assets = arena_array(a, signals->count, sizeof *assets);
    size_t count = 0;
    map *seen = map_new(a, signals->count);
    for (size_t i = 0; i < signals->count; i++) {
        use_signal *signal = signals->items[i];
        text key = {(const char *)signal->asset.bytes, sizeof signal->asset.bytes};
        if (map_put(seen, key, signal) == NULL)
            assets[count++] = signal->asset;
    }
    const conclusion c = {.db = d,
                          .terms = terms,
                          .now = now,
                          .registered = mapped(store_inferred_registered(d, assets, count, a), a),
                          .known = mapped(store_inferred_known(d, assets, count, DISCOVERY_SOURCE, a), a),
                          .result = result,
                          .arena = a};
    for (size_t i = 0; i < signals->count; i++)
        conclude(&c, signals->items[i]);
}

// --- what people say -------------------------------------------------------------------------------------------------

static json_builder payload_of(const struct inferred_dependency *found, arena *a) {
    json_builder payload = json_builder_on(a);
    json_put_uuid(&payload, "asset_id", &found->asset_id);
    json_put_uuid(&payload, "consumer_team_id", &found->consumer_team_id);
    return payload;
}

// The team's registration for the active contract: the one that it has, or a new one. None without an active contract.
static db_status promote(db *d, const struct inferred_dependency *found, const char *pinned_version,
                         struct registration *registration, arena *a) {
    struct contract active;
    record_blank(&type_registration, registration);
    if (!store_contracts_active(d, &found->asset_id, &active, a))
        return DB_OK;
    uuid existing = store_registrations_find(d, &active.id, &found->consumer_team_id);
    if (existing.set)
        return store_registrations_get(d, &existing, registration, a) ? DB_OK : DB_FAILED;
    const registration_wish wish = {.pinned_version = pinned_version, .mode = RECORD_ENUM_NONE};
    return registration_add(d, &active.id, &found->consumer_team_id, &wish, false, registration, a);
}

db_status discovery_promote(db *d, const struct inferred_dependency *found, const discovery_agreement *agreed,
                            const uuid *by, struct registration *registration, arena *a) {
    int type = agreed->dependency_type != RECORD_ENUM_NONE ? agreed->dependency_type : found->dependency_type;
    db_status status = promote(d, found, agreed->pinned_version, registration, a);
    if (status == DB_OK)
        status = store_inferred_settle(d, &found->id, inference_status_confirmed, type, timestamp_now(), by,
                                       &registration->id);
    if (status != DB_OK)
        return status;
    json_builder payload = payload_of(found, a);
    json_put_number(&payload, "confidence", found->confidence);
    json_put_uuid(&payload, "promoted_registration_id", &registration->id);
    return audit_record(d, AUDIT_discovery_confirmed, &found->id, by, json_built(&payload), a);
}

db_status discovery_dismiss(db *d, const struct inferred_dependency *found, const char *reason, const uuid *by,
                            arena *a) {
    db_status status = store_inferred_settle(d, &found->id, inference_status_rejected, found->dependency_type,
                                             TIMESTAMP_NONE, &UUID_NONE, &UUID_NONE);
    if (status != DB_OK)
        return status;
    json_builder payload = payload_of(found, a);
    json_put_string(&payload, "reason", reason);
    return audit_record(d, AUDIT_discovery_rejected, &found->id, by, json_built(&payload), a);
}

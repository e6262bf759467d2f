// Histories may be long, and most of what they break is what the active contract breaks too. They are read in one walk with one
// schema in memory at a time; only those that break something new stay. Time and bytes are bounded, since each comparison is only
// by itself.
#include "domain/candidate.h"
#include "base/map.h"
#include "schema/advise/version.h"
#include "store/contracts.h"
#include <openssl/evp.h>

#define EARLIER_MICROSECONDS (INT64_C(10) * 1000000)

enum {
    EARLIER_BYTES = 64 << 20, // of schemas that are looked at
    VERSIONS_TOLD = 20,       // that break something which no newer one breaks; then the verdict is clear
    DIGEST_BYTES = 32,
};

bool judging_is_same(const judging *one, const judging *other) {
    bool scoped = schema_mode_is_transitive((schema_mode)one->mode);
    return one->mode == other->mode && one->policy == other->policy && (!scoped || one->scope == other->scope);
}

typedef struct walk {
    schema_cache *cache;
    const struct contract *active;
    comparand *candidate;
    const judging *how;
    arena *a;
    map *seen;            // schemas, by their digests
    map *told;            // changes, by their words
    schema_change *items; // what breaks
    size_t count, capacity, versions, compared, bytes;
    int64_t until;
} walk;

// --- what is told ----------------------------------------------------------------------------------------------------

static text words_of(const schema_change *change, arena *a) {
    return text_of(arena_printf(a, "%s %s\n%s", schema_change_kind_name(change->kind), change->path, change->message));
}

static void add(walk *w, const schema_change *change, const char *version) {
    if (w->count == w->capacity) {
        w->capacity = w->capacity == 0 ? 8 : 2 * w->capacity;
        schema_change *grown = arena_array(w->a, w->capacity, sizeof *grown);
        if (w->count > 0)
            memcpy(grown, w->items, w->count * sizeof *grown);
        w->items = grown;
    }
    w->items[w->count] = *change;
    w->items[w->count++].against = version;
}

static void add_undecided(walk *w, const char *version) {
    const schema_change undecided = {
        .kind = SCHEMA_UNDECIDED,
        .path = "root",
        .message = arena_printf(w->a,
                                "Only the newest %zu of the earlier versions were compared, down to and without %s: "
                                "there are more, or they are larger, than one comparison may look at",
                                w->compared, version),
    };
    add(w, &undecided, version);
    w->items[w->count - 1].example.reason = undecided.message;
}

// Puts those of the changes on record that break and that no newer version told. False: there are none.
static bool add_new(walk *w, schema_changes changes, const char *version, arena *inner) {
    size_t before = w->count;
    for (size_t i = 0; i < changes.count; i++) {
        schema_change *change = &changes.items[i];
        if (!schema_breaks(change->kind, (schema_mode)w->how->mode))
            continue;
        text words = words_of(change, inner);
        if (map_get(w->told, words) != NULL)
            continue;
        map_put(w->told, words, w);
        add(w, change, version);
    }
    return w->count > before;
}

// --- one version -----------------------------------------------------------------------------------------------------

static comparand earlier_of(walk *w, store_history *rows, const uuid *contract, arena *inner) {
    size_t length;
    text source = store_history_source(rows);
    const compiled_schema *schema = compiled_cache_peek(w->cache, contract, &length, inner);
    if (schema == NULL) {
        json_error error;
        const json_value *document = json_parse(inner, store_history_schema(rows), JSON_DEPTH_MAXIMUM, &error);
        schema = document == NULL ? NULL : schema_compile(inner, document);
    }
    return comparand_of_text(w->cache, store_history_format(rows), source, schema, inner);
}

static void free_arena(void *inner) {
    arena_free(inner);
}

static void compare_one(walk *w, store_history *rows, const struct contract_history_entry *entry) {
    arena *inner = arena_new(0);
    comparand older = earlier_of(w, rows, &entry->id, inner);
    schema_changes changes =
        comparand_diff(&older, w->candidate, comparison_terms_of(SCHEMA_NONE, w->how->policy), inner);
    size_t before = w->count;
    w->compared++;
    if (!add_new(w, changes, entry->version, inner)) {
        arena_free(inner);
        return;
    }
    w->versions++;
    arena_defer(w->a, free_arena, inner);
    const schema_changes added = {.items = w->items + before, .count = w->count - before};
    comparand_explain(&older, w->candidate, added, (schema_mode)w->how->mode, inner);
}

// --- all -------------------------------------------------------------------------------------------------------------

// Whether the schema was not met before.
static bool is_new(walk *w, store_history *rows) {
    text schema = store_history_schema(rows), source = store_history_source(rows);
    w->bytes += schema.length + source.length;
    unsigned char *digest = arena_alloc(w->a, DIGEST_BYTES);
    text whole = source.data == NULL ? schema : source; // the schema was made from the source
    if (EVP_Digest(whole.data, whole.length, digest, NULL, EVP_sha256(), NULL) != 1)
        return true;
    return map_put(w->seen, (text){(const char *)digest, DIGEST_BYTES}, w) == NULL;
}

// How the version counts: negative, it and all before it are out of scope; 0, it is; positive: it is to be compared.
static int scope_of(const walk *w, const struct contract_history_entry *entry) {
    text version = text_of(entry->version);
    long long major = version_parse_lenient(version, NULL).major,
              active = version_parse_lenient(text_of(w->active->version), NULL).major;
    bool whole = w->how->scope == transitive_scope_all;
    if (!whole && major < active)
        return -1;
    return uuid_equal(&entry->id, &w->active->id) || entry->status == contract_status_retired ||
                   version_is_prerelease(version) || (!whole && major > active)
               ? 0
               : 1;
}

static void walk_history(walk *w, db *d) {
    const schema_budget *budget = schema_cache_budget(w->cache);
    struct contract_history_entry entry;
    // The active one and one more, to know whether there are more.
    store_history *rows = store_contracts_history(d, &w->active->asset_id, (int64_t)budget->versions + 2, 0, w->a);
    for (size_t read = 0; w->versions < VERSIONS_TOLD && store_history_next(rows, &entry, w->a); read++) {
        int scope = scope_of(w, &entry);
        if (scope < 0)
            break;
        if (scope == 0)
            continue;
        if (read > budget->versions || w->bytes > EARLIER_BYTES || w->count > budget->changes ||
            monotonic_now() > w->until) {
            add_undecided(w, entry.version);
            break;
        }
        if (is_new(w, rows))
            compare_one(w, rows, &entry);
    }
    store_history_end(rows);
}

static schema_changes earlier_breaks(walk *w, db *d, schema_changes known) {
    schema_mode mode = (schema_mode)w->how->mode;
    for (size_t i = 0; i < known.count; i++) {
        if (!schema_breaks(known.items[i].kind, mode))
            continue;
        known.items[i].against = w->active->version;
        map_put(w->told, words_of(&known.items[i], w->a), w);
    }
    walk_history(w, d);
    return (schema_changes){.items = w->items, .count = w->count};
}

candidate_changes candidate_compare(db *d, schema_cache *cache, const struct contract *active, comparand *candidate,
                                    const judging *how, const schema_budget *budget, arena *a) {
    comparand before = comparand_of_contract(d, cache, active, a);
    if (budget != NULL)
        before.budget = budget;
    candidate_changes found = {.changes =
                                   comparand_diff(&before, candidate, comparison_terms_of(how->mode, how->policy), a)};
    if (!schema_mode_is_transitive((schema_mode)how->mode))
        return found;
    walk w = {.cache = cache,
              .active = active,
              .candidate = candidate,
              .how = how,
              .a = a,
              .seen = map_new(a, 64),
              .told = map_new(a, 64),
              .until = monotonic_now() + EARLIER_MICROSECONDS};
    found.earlier = earlier_breaks(&w, d, found.changes);
    return found;
}

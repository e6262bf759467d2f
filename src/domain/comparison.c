// A pair of schemas is compared by the engine; here stored contracts become such pairs, and changes become records. A history is
// the costly one: it may hold hundreds of large schemas, so it is walked with two of them in memory and a budget of bytes.
#include "domain/comparison.h"
#include "schema/value.h"
#include "store/contracts.h"
#include <assert.h>

enum { ENTRIES_FIRST = 16, ARENA_KEPT = 1 << 20 };

static_assert((int)certainty_undecided == (int)SCHEMA_NOT_DECIDED, "certainties are in one order");
static_assert((int)change_type_major == (int)SCHEMA_MAJOR, "change types are in one order");
static_assert((int)history_change_type_major == (int)SCHEMA_MAJOR, "change types are in one order");

schema_changes comparison_of_contracts(db *d, schema_cache *cache, const struct contract *old,
                                       const struct contract *new, int mode, int policy, arena *a) {
    comparand before = comparand_of_contract(d, cache, old, a), after = comparand_of_contract(d, cache, new, a);
    return comparand_diff(&before, &after, comparison_terms_of(mode, policy), a);
}

record_list comparison_records_within(arena *a, schema_changes changes, comparison_room *room) {
    if (changes.count > room->changes)
        changes.count = room->changes;
    room->changes -= changes.count;
    schema_changes told = schema_changes_within(a, changes, &room->values);
    struct breaking_change *items = arena_array(a, told.count + 1, sizeof *items);
    for (size_t i = 0; i < told.count; i++) {
        const schema_change *change = &told.items[i];
        const schema_example *example = &change->example;
        items[i] = (struct breaking_change){
            .type = schema_change_kind_name(change->kind),
            .path = change->path,
            .message = change->message,
            .old_value.tree = change->old_value,
            .new_value.tree = change->new_value,
            // Null is told where a document was looked for.
            .example.tree = example->document == NULL && example->reason != NULL ? &value_null : example->document,
            .accepted_by = example->document == NULL ? RECORD_ENUM_NONE
                           : example->old_accepts    ? schema_side_old
                                                     : schema_side_new,
            .rejected_part = example->rejected_part,
            .reason = example->reason,
            .against_version = change->against,
        };
    }
    return (record_list){items, told.count};
}

record_list comparison_records(arena *a, schema_changes changes) {
    comparison_room room = {.changes = changes.count, .values = COMPARISON_ROOM.values};
    return comparison_records_within(a, changes, &room);
}

// --- history ---------------------------------------------------------------------------------------------------------

// A walk from the newest contract to the oldest. Two schemas are held at a time: the newer one of a pair goes when the next
// older one comes.
typedef struct walk {
    schema_cache *cache;
    arena *arenas[2]; // of the newer and the older schema, in turns
    unsigned turn;
    comparand newer;
    size_t bytes; // of schemas that may still be looked at
    int policy;
} walk;

// Without a schema once the budget is spent. Schemas at hand count as well, so that equal requests give equal replies.
static comparand walk_read(walk *w, store_history *rows, const uuid *contract) {
    if (w->bytes == 0)
        return (comparand){0};
    arena *a = w->arenas[w->turn ^= 1];
    arena_reset(a, ARENA_KEPT);
    size_t length = 0;
    const compiled_schema *schema = compiled_cache_peek(w->cache, contract, &length, a);
    if (schema == NULL) {
        json_error error;
        text stored = store_history_schema(rows);
        length = stored.length;
        const json_value *document = json_parse(a, stored, JSON_DEPTH_MAXIMUM, &error);
        schema = document == NULL ? NULL : schema_compile(a, document);
    }
    text source = store_history_source(rows);
    length += source.length;
    w->bytes = length < w->bytes ? w->bytes - length : 0;
    return comparand_of_text(w->cache, store_history_format(rows), source, schema, a);
}

static void compare_entry(walk *w, struct contract_history_entry *newer, comparand *older, int older_mode) {
    if (w->newer.schema == NULL || older->schema == NULL)
        return;
    arena *scratch = arena_new(0);
    schema_changes changes = comparand_diff(older, &w->newer, comparison_terms_of(SCHEMA_NONE, w->policy), scratch);
    newer->change_type = (int)schema_change_type_of(changes);
    newer->breaking_changes_count = (int64_t)schema_breaking(scratch, changes, (schema_mode)older_mode).count;
    arena_free(scratch);
}

static struct contract_history_entry *grown(struct contract_history_entry *items, size_t count, size_t *room,
                                            arena *a) {
    if (count < *room)
        return items;
    *room *= 2;
    struct contract_history_entry *more = arena_array(a, *room, sizeof *more);
    memcpy(more, items, count * sizeof *more);
    return more;
}

record_list comparison_history(db *d, schema_cache *cache, const uuid *asset, int policy, int64_t limit, int64_t offset,
                               size_t bytes_maximum, arena *a) {
    walk w = {.cache = cache, .policy = policy, .arenas = {arena_new(0), arena_new(0)}, .bytes = bytes_maximum};
    size_t room = ENTRIES_FIRST, count = 0;
    struct contract_history_entry *items = arena_array(a, room, sizeof *items), entry;
    store_history *rows =
        store_contracts_history(d, asset, limit + 1, offset, a); // one more, for the last to compare with
    while (store_history_next(rows, &entry, a)) {
        comparand older = walk_read(&w, rows, &entry.id);
        if (count > 0)
            compare_entry(&w, &items[count - 1], &older, entry.compatibility_mode);
        w.newer = older;
        items = grown(items, count, &room, a);
        items[count++] = entry;
    }
    store_history_end(rows);
    if (count > (size_t)limit) {
        count--;
    } else if (count > 0) {
        items[count - 1].change_type = history_change_type_initial;
        items[count - 1].breaking_changes_count = 0;
    }
    arena_free(w.arenas[0]);
    arena_free(w.arenas[1]);
    return (record_list){items, count};
}

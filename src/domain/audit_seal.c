#include "domain/audit_seal.h"
#include "domain/audit_chain.h"

typedef struct tally {
    const char *entity_type, *action, *actor_type;
    int64_t events;
} tally;

struct audit_seal_draft {
    arena *arena;
    int64_t behind; // the seal after which it comes
    audit_seal seal;
    uuid *ids;
    size_t count;
    audit_places places;
    tally *tallies; // events by kind
    size_t tally_count;
};

static void count_one(audit_seal_draft *draft, const struct audit_event *event) {
    size_t i = 0;
    for (; i < draft->tally_count; i++) {
        tally *t = &draft->tallies[i];
        if (strcmp(t->action, event->action) == 0 && strcmp(t->entity_type, event->entity_type) == 0 &&
            strcmp(t->actor_type, event->actor_type) == 0)
            break;
    }
    if (i == draft->tally_count)
        draft->tallies[draft->tally_count++] = (tally){event->entity_type, event->action, event->actor_type, 0};
    draft->tallies[i].events++;
}

static void links_make(audit_seal_draft *draft, const struct audit_event *events, arena *a) {
    char *links = arena_bytes(a, draft->count * AUDIT_LINK_BYTES);
    draft->seal.links = (text){links, draft->count * AUDIT_LINK_BYTES};
    buffer scratch;
    buffer_init(&scratch, SIZE_MAX);
    for (size_t i = 0; i < draft->count; i++, links += AUDIT_LINK_BYTES) {
        unsigned char *digest = (unsigned char *)links + sizeof events[i].id.bytes;
        memcpy(links, events[i].id.bytes, sizeof events[i].id.bytes);
        audit_digest(&events[i], &scratch, a, digest);
        audit_advance(draft->seal.hash, digest);
        draft->ids[i] = events[i].id;
        count_one(draft, &events[i]);
    }
    buffer_done(&scratch);
}

const audit_seal_draft *audit_seal_prepare(db *reader, size_t most, arena *a) {
    audit_seal last;
    store_audit_seals_last(reader, &last);
    audit_places places = {0, 0};
    record_list events = store_audit_unsealed_list(reader, most, &places, a);
    if (events.count == 0 || db_has_failed(reader))
        return NULL;
    audit_seal_draft *draft = arena_zalloc(a, sizeof *draft);
    draft->arena = a;
    draft->behind = last.number;
    draft->count = events.count;
    draft->places = places;
    draft->ids = arena_array(a, events.count, sizeof *draft->ids);
    draft->tallies = arena_array(a, events.count, sizeof *draft->tallies);
    draft->seal = (audit_seal){
        .number = last.number + 1,
        .last_sequence = last.last_sequence + (int64_t)events.count,
        .sealed_at = timestamp_now(),
    };
    memcpy(draft->seal.hash, last.hash, sizeof last.hash);
    links_make(draft, events.items, a);
    return draft;
}

size_t audit_seal_keep(db *d, const audit_seal_draft *draft) {
    audit_seal last;
    store_audit_seals_last(d, &last);
    if (last.number != draft->behind || db_has_failed(d))
        return 0;
    if (store_audit_seals_insert(d, &draft->seal) != DB_OK)
        return 0;
    store_audit_unsealed_delete(d, draft->ids, draft->count, draft->places, draft->arena);
    for (size_t i = 0; i < draft->tally_count; i++) {
        const tally *t = &draft->tallies[i];
        store_audit_tallies_add(d, t->entity_type, t->action, t->actor_type, t->events);
    }
    return draft->count;
}

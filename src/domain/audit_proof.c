// Parts of the chain are read one after the other, each with its events in one query, so that memory does not grow with it. That
// chain and trail have the same events, each once, two sums over their ids tell, which nobody can choose ids for. Only where
// these differ are all ids put in order, to name one.
#include "domain/audit_proof.h"
#include "base/ascii.h"
#include "base/memory.h"
#include "base/siphash.h"
#include "store/audit_archives.h"
#include "store/audit_events.h"
#include <inttypes.h>
#include <openssl/rand.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { PROGRESS_SEALS = 64, IDS_AT_ONCE = 1000, ARENA_KEEP = 1 << 20 };

// The sum of the tags of ids: in any order the same.
typedef struct id_sum {
    uint64_t words[2];
} id_sum;

typedef struct proving {
    db *db;
    siphash_key key; // of the tags: fresh for each proof
    id_sum chained;  // ids of the chain
    const audit_anchor *anchors;
    size_t anchor_count;
    size_t next_anchor;
    audit_archive archive; // behind which the database begins
    buffer scratch;
    audit_proof *out;
} proving;

bool audit_anchor_parse(text given, audit_anchor *out) {
    const char *colon = given.length == 0 ? NULL : memchr(given.data, ':', given.length);
    if (colon == NULL)
        return false;
    size_t length = (size_t)(colon - given.data);
    long long sequence = 0;
    if (!text_to_int64((text){given.data, length}, &sequence) || sequence < 1)
        return false;
    out->sequence = sequence;
    return audit_hex_parse((text){colon + 1, given.length - length - 1}, out->hash);
}

static bool fault(const proving *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool fault(const proving *p, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(p->out->fault, sizeof p->out->fault, format, arguments);
    va_end(arguments);
    return false;
}

static const char *id_text(const uuid *id, char out[UUID_LENGTH + 1]) {
    uuid_format(id, out);
    return out;
}

static void sum_add(const proving *p, id_sum *sum, const uuid *id) {
    siphash_tag tag = siphash(&p->key, (text){(const char *)id->bytes, sizeof id->bytes});
    sum->words[0] += tag.words[0];
    sum->words[1] += tag.words[1];
}

// --- the chain -------------------------------------------------------------------------------------------------------

// Anchors at the event that was passed last have to be the hash behind it.
static bool anchors_prove(proving *p) {
    audit_proof *out = p->out;
    for (; p->next_anchor < p->anchor_count && p->anchors[p->next_anchor].sequence == out->sealed; p->next_anchor++)
        if (memcmp(p->anchors[p->next_anchor].hash, out->head, sizeof out->head) != 0)
            return fault(p,
                         "the hash behind event %" PRId64 " is not the anchor's: the chain was made anew from there or "
                         "from an earlier event on",
                         out->sealed);
    return true;
}

static bool link_prove(proving *p, const unsigned char *digest) {
    audit_advance(p->out->head, digest);
    p->out->sealed++;
    return anchors_prove(p);
}

// Where the database begins. Its own word for that is an anchor as good as the database is, which an archive can be held against.
static bool beginning_prove(proving *p) {
    audit_proof *out = p->out;
    if (!store_audit_archives_last(p->db, &p->archive))
        return !db_has_failed(p->db);
    out->archived = out->sealed = p->archive.last_sequence;
    out->seals = p->archive.last_seal;
    memcpy(out->head, p->archive.hash, sizeof out->head);
    while (p->next_anchor < p->anchor_count && p->anchors[p->next_anchor].sequence < out->sealed)
        p->next_anchor++;
    return anchors_prove(p);
}

static bool links_prove(proving *p, const audit_seal *seal) {
    audit_proof *out = p->out;
    size_t length = audit_seal_length(seal);
    if (length == 0 || audit_seal_first(seal) != out->sealed + 1)
        return fault(p, "part %" PRId64 " of the chain begins with event %" PRId64 " instead of %" PRId64, seal->number,
                     audit_seal_first(seal), out->sealed + 1);
    for (size_t i = 0; i < length; i++)
        if (!link_prove(p, audit_seal_digest(seal, i)))
            return false;
    if (memcmp(out->head, seal->hash, sizeof out->head) == 0)
        return true;
    return fault(p, "part %" PRId64 " of the chain was changed: its hash is not that of events %" PRId64 " to %" PRId64,
                 seal->number, audit_seal_first(seal), seal->last_sequence);
}

// Whether it can be read in one way alone: of a name that it has twice the digest knows one value, and somebody else may read the
// other one.
static bool payload_is_plain(record_json *payload, arena *a) {
    json_error error;
    payload->tree = json_parse(a, payload->raw, JSON_DEPTH_MAXIMUM, &error);
    return payload->tree != NULL && !error.repeats;
}

static bool events_prove(proving *p, const audit_seal *seal, arena *a) {
    size_t length = audit_seal_length(seal);
    char id[UUID_LENGTH + 1];
    uuid *ids = arena_array(a, length, sizeof *ids);
    for (size_t i = 0; i < length; i++) {
        ids[i] = audit_seal_event(seal, i);
        sum_add(p, &p->chained, &ids[i]);
    }
    struct audit_event *events = store_audit_events_of(p->db, ids, length, a);
    if (db_has_failed(p->db))
        return false;
    for (size_t i = 0; i < length; i++) {
        int64_t sequence = audit_seal_first(seal) + (int64_t)i;
        unsigned char digest[AUDIT_HASH_BYTES];
        if (!events[i].id.set)
            return fault(p, "event %" PRId64 " (%s) was removed", sequence, id_text(&ids[i], id));
        bool plain = payload_is_plain(&events[i].payload, a);
        audit_digest(&events[i], &p->scratch, a, digest);
        if (!plain || memcmp(digest, audit_seal_digest(seal, i), sizeof digest) != 0)
            return fault(p, "event %" PRId64 " (%s) was changed", sequence, id_text(&ids[i], id));
    }
    return true;
}

static bool chain_prove(proving *p, audit_progress *progress, void *data) {
    audit_seal last, seal;
    store_audit_seals_last(p->db, &last);
    arena *a = arena_new(0);
    bool good = beginning_prove(p);
    for (int64_t number = p->out->seals + 1; good && number <= last.number; number++) {
        arena_reset(a, ARENA_KEEP);
        if (!store_audit_seals_get(p->db, number, &seal, a))
            good = !db_has_failed(p->db) &&
                   fault(p, "part %" PRId64 " of the chain is missing, after event %" PRId64, number, p->out->sealed);
        else
            good = links_prove(p, &seal) && events_prove(p, &seal, a);
        p->out->seals = number;
        if (progress != NULL && number % PROGRESS_SEALS == 0)
            progress(p->out->sealed, last.last_sequence, data);
    }
    arena_free(a);
    if (good && p->next_anchor < p->anchor_count)
        return fault(p,
                     "the chain ends at event %" PRId64 ", before the anchor of event %" PRId64 ": its end was cut off",
                     p->out->sealed, p->anchors[p->next_anchor].sequence);
    return good && !db_has_failed(p->db);
}

// --- what is in no part of it ----------------------------------------------------------------------------------------

typedef struct id_list {
    uuid *items;
    size_t count, room;
} id_list;

static void id_add(id_list *list, const uuid *id) {
    if (list->count == list->room) {
        list->room = list->room == 0 ? IDS_AT_ONCE : 2 * list->room;
        list->items = memory_realloc(list->items, list->room * sizeof *list->items);
    }
    list->items[list->count++] = *id;
}

static int id_compare(const void *a, const void *b) {
    return memcmp(((const uuid *)a)->bytes, ((const uuid *)b)->bytes, sizeof((const uuid *)a)->bytes);
}

// Those of the chain and those that wait for it, in order.
static void known_ids(proving *p, id_list *known) {
    arena *a = arena_new(0);
    audit_seal seal;
    for (int64_t number = p->archive.last_seal + 1; number <= p->out->seals; number++) {
        arena_reset(a, ARENA_KEEP);
        if (!store_audit_seals_get(p->db, number, &seal, a))
            break;
        for (size_t i = 0; i < audit_seal_length(&seal); i++) {
            uuid id = audit_seal_event(&seal, i);
            id_add(known, &id);
        }
    }
    arena_reset(a, ARENA_KEEP);
    record_uuids waiting = store_audit_unsealed_ids(p->db, (size_t)p->out->unsealed, a);
    for (size_t i = 0; i < waiting.count; i++)
        id_add(known, &waiting.items[i]);
    arena_free(a);
    if (known->count > 0)
        qsort(known->items, known->count, sizeof *known->items, id_compare);
}

static bool stranger_name(proving *p) {
    id_list known = {0};
    known_ids(p, &known);
    arena *a = arena_new(0);
    uuid after = {.set = true}, stranger = UUID_NONE;
    record_uuids some;
    do {
        arena_reset(a, ARENA_KEEP);
        some = store_audit_events_ids(p->db, &after, IDS_AT_ONCE, a);
        for (size_t i = 0; i < some.count && !stranger.set; i++)
            if (known.count == 0 ||
                bsearch(&some.items[i], known.items, known.count, sizeof *known.items, id_compare) == NULL)
                stranger = some.items[i];
        if (some.count > 0)
            after = some.items[some.count - 1];
    } while (!stranger.set && some.count == IDS_AT_ONCE);
    arena_free(a);
    free(known.items);
    char id[UUID_LENGTH + 1];
    return stranger.set ? fault(p, "event %s was inserted: it is in no part of the chain, nor does it wait for it",
                                id_text(&stranger, id))
                        : fault(p, "the chain has an event more than once");
}

// Whether the events of the trail are those of the chain and those that wait for it, each once. Their number alone does not tell:
// one that is sealed may stand among those that wait, in the place of one that was put in.
static bool ids_agree(const proving *p, arena *a) {
    id_sum known = p->chained, there = {{0}};
    if (store_audit_events_count(p->db) != p->out->sealed - p->out->archived + p->out->unsealed)
        return false;
    record_uuids some = store_audit_unsealed_ids(p->db, (size_t)p->out->unsealed, a);
    for (size_t i = 0; i < some.count; i++)
        sum_add(p, &known, &some.items[i]);
    uuid after = {.set = true};
    do {
        arena_reset(a, ARENA_KEEP);
        some = store_audit_events_ids(p->db, &after, IDS_AT_ONCE, a);
        for (size_t i = 0; i < some.count; i++)
            sum_add(p, &there, &some.items[i]);
        if (some.count > 0)
            after = some.items[some.count - 1];
    } while (some.count == IDS_AT_ONCE);
    return memcmp(&known, &there, sizeof known) == 0;
}

static bool rest_prove(proving *p) {
    arena *a = arena_new(0);
    char id[UUID_LENGTH + 1];
    p->out->unsealed = store_audit_unsealed_count(p->db);
    record_uuids lost = store_audit_unsealed_lost(p->db, 1, a);
    bool good = lost.count == 0 || fault(p, "event %s was removed before it was sealed", id_text(lost.items, id));
    if (good)
        good = ids_agree(p, a) || (!db_has_failed(p->db) && stranger_name(p));
    arena_free(a);
    return good && !db_has_failed(p->db);
}

// --- the whole -------------------------------------------------------------------------------------------------------

static int anchor_compare(const void *a, const void *b) {
    int64_t first = ((const audit_anchor *)a)->sequence, second = ((const audit_anchor *)b)->sequence;
    return (first > second) - (first < second);
}

bool audit_prove(db *d, audit_anchor *anchors, size_t anchor_count, audit_progress *progress, void *data,
                 audit_proof *out) {
    if (anchor_count > 0)
        qsort(anchors, anchor_count, sizeof *anchors, anchor_compare);
    *out = (audit_proof){.seals = 0};
    proving p = {.db = d, .anchors = anchors, .anchor_count = anchor_count, .out = out};
    if (RAND_bytes((unsigned char *)&p.key, sizeof p.key) != 1)
        return false;
    buffer_init(&p.scratch, SIZE_MAX);
    bool good = chain_prove(&p, progress, data) && rest_prove(&p);
    buffer_done(&p.scratch);
    return good;
}

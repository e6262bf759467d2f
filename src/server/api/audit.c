// The audit trail, and the chain that seals it.
#include "domain/audit_chain.h"
#include "server/request.h"
#include "store/audit_archives.h"
#include "store/audit_events.h"

static const char *text_or_none(const char *given) {
    return given == NULL || *given == '\0' ? NULL : given;
}

// Nobody else acts.
static bool is_actor_type(const char *given) {
    return given == NULL || strcmp(given, "human") == 0 || strcmp(given, "agent") == 0;
}

static int reply_events(request *rq, const struct audit_event_query *query, list_page *page) {
    record_list events = {0};
    if (is_actor_type(query->actor_type))
        events = store_audit_events_list(rq->db, query, page, rq->arena);
    return reply_page(rq, &type_audit_event, events, page);
}

int audit_events(request *rq) {
    struct audit_event_query query = *(const struct audit_event_query *)rq->query;
    list_page page;
    if (!page_or_reply(rq, order_audit_newest, &page))
        return rq->status;
    query.entity_type = text_or_none(query.entity_type);
    query.action = text_or_none(query.action);
    query.actor_type = text_or_none(query.actor_type);
    return reply_events(rq, &query, &page);
}

int audit_history(request *rq) {
    struct audit_event_query query;
    list_page page;
    record_blank(&type_audit_event_query, &query);
    if (!page_or_reply(rq, order_audit_newest, &page))
        return rq->status;
    query.entity_type = rq->texts[0];
    query.entity_id = rq->ids[1];
    return reply_events(rq, &query, &page);
}

int audit_event(request *rq) {
    struct audit_event event;
    db_expect_one(rq->db);
    if (store_audit_events_get(rq->db, &rq->ids[0], &event, rq->arena))
        return reply_record(rq, &type_audit_event, &event);
    char id[UUID_LENGTH + 1];
    uuid_format(&rq->ids[0], id);
    return reply_error(rq, ERROR_NOT_FOUND, arena_printf(rq->arena, "Audit event with ID '%s' not found", id), NULL);
}

// --- the chain -------------------------------------------------------------------------------------------------------

static const char *hex(request *rq, const unsigned char hash[AUDIT_HASH_BYTES]) {
    char *digits = arena_bytes(rq->arena, AUDIT_HEX_LENGTH + 1);
    audit_hex(hash, digits);
    return digits;
}

int audit_head(request *rq) {
    audit_seal last;
    bool sealed = store_audit_seals_last(rq->db, &last);
    struct audit_head head = {
        .sequence = last.last_sequence,
        .hash = hex(rq, last.hash),
        .sealed_at = sealed ? last.sealed_at : TIMESTAMP_NONE,
        .unsealed = store_audit_unsealed_count(rq->db),
    };
    return reply_record(rq, &type_audit_head, &head);
}

typedef struct range {
    request *rq;
    int64_t first, behind; // numbers of events
    size_t most;           // links, also of a chain that somebody changed, where parts may overlap
    unsigned char hash[AUDIT_HASH_BYTES];
    struct audit_range *told;
} range;

static void links_add(range *r, const audit_seal *seal) {
    request *rq = r->rq;
    size_t length = audit_seal_length(seal);
    uuid *ids = arena_array(rq->arena, length + 1, sizeof *ids);
    for (size_t i = 0; i < length; i++)
        ids[i] = audit_seal_event(seal, i);
    struct audit_event *events = store_audit_events_of(rq->db, ids, length, rq->arena);
    struct audit_link *links = r->told->links.items;
    for (size_t i = 0; i < length; i++) {
        int64_t sequence = audit_seal_first(seal) + (int64_t)i;
        if (sequence == r->first)
            r->told->previous = hex(rq, r->hash);
        audit_advance(r->hash, audit_seal_digest(seal, i));
        if (sequence < r->first || sequence >= r->behind || r->told->links.count == r->most)
            continue;
        links[r->told->links.count++] = (struct audit_link){
            .sequence = sequence,
            .event_id = ids[i],
            .digest = hex(rq, audit_seal_digest(seal, i)),
            .hash = hex(rq, r->hash),
            .event = events[i].id.set ? &events[i] : NULL,
        };
    }
}

int audit_links(request *rq) {
    const struct audit_range_query *query = rq->query;
    audit_seal last, seal;
    store_audit_seals_last(rq->db, &last);
    struct audit_range told = {.previous = hex(rq, last.hash), .next = RECORD_INT_NONE};
    told.links.items = arena_array(rq->arena, (size_t)query->limit, sizeof(struct audit_link));
    int64_t first = query->first;
    bool more = first <= last.last_sequence && store_audit_seals_holding(rq->db, first, &seal, rq->arena);
    if (more && first < audit_seal_first(&seal)) // what comes before was archived
        first = audit_seal_first(&seal);
    int64_t end = last.last_sequence - first < query->limit ? last.last_sequence + 1 : first + query->limit;
    range r = {.rq = rq, .first = first, .behind = end, .most = (size_t)query->limit, .told = &told};
    if (more)
        store_audit_hash_before(rq->db, &seal, r.hash, rq->arena);
    while (more) {
        links_add(&r, &seal);
        more = seal.last_sequence + 1 < end && store_audit_seals_get(rq->db, seal.number + 1, &seal, rq->arena);
    }
    if (end <= last.last_sequence)
        told.next = end;
    return reply_record(rq, &type_audit_range, &told);
}

// Sealed events in the order of the chain: a number that was given once stays, and what comes later has a greater one, so that an
// export which goes on where the last one ended has every event once, whatever happened between. A reply holds so many lines, and
// so many bytes, and looks at so many events, that its memory and its time are bounded.
#include "domain/audit_archive.h"
#include "server/request.h"
#include "store/audit_archives.h"
#include "store/audit_events.h"

enum { BYTES_MAXIMUM = 8 << 20, EVENTS_MAXIMUM = 100000, ARENA_KEEP = 1 << 20 };

typedef struct exporting {
    request *rq;
    const struct audit_export_query *query;
    buffer *lines, scratch;
    unsigned char hash[AUDIT_HASH_BYTES];
    int64_t last; // number of the event that was looked at last
    int64_t written, looked;
} exporting;

static bool is_asked(const char *wanted, const char *has) {
    return wanted == NULL || *wanted == '\0' || strcmp(wanted, has) == 0;
}

static bool is_wanted(const struct audit_export_query *query, const struct audit_event *event) {
    return is_asked(query->entity_type, event->entity_type) && is_asked(query->action, event->action) &&
           is_asked(query->actor_type, event->actor_type) &&
           (!query->entity_id.set || uuid_equal(&query->entity_id, &event->entity_id)) &&
           (!query->actor_id.set || uuid_equal(&query->actor_id, &event->actor_id)) &&
           (query->from == TIMESTAMP_NONE || event->occurred_at >= query->from) &&
           (query->to == TIMESTAMP_NONE || event->occurred_at <= query->to);
}

static bool is_full(const exporting *ex) {
    return ex->written >= ex->query->limit || ex->looked >= EVENTS_MAXIMUM || ex->lines->length >= BYTES_MAXIMUM;
}

// An event that is gone is left out here; the chain's own route and --verify-audit name it.
static void part_export(exporting *ex, const audit_seal *seal, arena *a) {
    size_t length = audit_seal_length(seal);
    uuid *ids = arena_array(a, length + 1, sizeof *ids);
    for (size_t i = 0; i < length; i++)
        ids[i] = audit_seal_event(seal, i);
    const struct audit_event *events = store_audit_events_of(ex->rq->db, ids, length, a);
    for (size_t i = 0; i < length && !is_full(ex); i++) {
        int64_t sequence = audit_seal_first(seal) + (int64_t)i;
        audit_advance(ex->hash, audit_seal_digest(seal, i));
        if (sequence <= ex->query->after)
            continue;
        ex->last = sequence;
        ex->looked++;
        if (!events[i].id.set || !is_wanted(ex->query, &events[i]))
            continue;
        buffer_clear(&ex->scratch, SIZE_MAX);
        audit_event_write(&ex->scratch, &events[i], a);
        audit_line_write(ex->lines, sequence, audit_seal_digest(seal, i), ex->hash, buffer_text(&ex->scratch));
        ex->written++;
    }
}

static void number_header(request *rq, text name, int64_t number) {
    http_reply_header(rq->exchange, name, text_of(arena_printf(rq->arena, "%lld", (long long)number)));
}

int audit_export(request *rq) {
    audit_seal last, seal;
    exporting ex = {.rq = rq, .query = rq->query, .lines = http_reply_body(rq->exchange)};
    arena *a = arena_new(0);
    buffer_init(&ex.scratch, SIZE_MAX);
    buffer_clear(ex.lines, SIZE_MAX);
    store_audit_seals_last(rq->db, &last);
    ex.last = ex.query->after;
    bool more =
        ex.query->after < last.last_sequence && store_audit_seals_holding(rq->db, ex.query->after + 1, &seal, a);
    if (more)
        store_audit_hash_before(rq->db, &seal, ex.hash, a);
    while (more && !is_full(&ex)) {
        part_export(&ex, &seal, a);
        int64_t next = seal.number + 1;
        arena_reset(a, ARENA_KEEP);
        more = store_audit_seals_get(rq->db, next, &seal, a);
    }
    buffer_done(&ex.scratch);
    arena_free(a);
    number_header(rq, TEXT("X-Audit-Last"), ex.last);
    number_header(rq, TEXT("X-Audit-Head"), last.last_sequence);
    http_reply_status(rq->exchange, rq->route->status);
    rq->content_type = TEXT("application/x-ndjson");
    return rq->status = rq->route->status;
}

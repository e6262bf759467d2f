// A team's inbox: the proposals that wait for it are read along the index of their rows, so that a page costs about a page
// however many there are, and only what the page shows is joined. In another state than pending nobody waits: there they are
// found along the team's registrations.
#include "store/inbox.h"
#include "store/registrations.h"

#define UNANSWERED                                                                                                     \
    "FROM (SELECT DISTINCT c.asset_id FROM " STORE_CONSUMERS "AND r.consumer_team_id = :of_team) consumed "            \
    "JOIN proposals p ON p.asset_id = consumed.asset_id WHERE p.status = :status AND (p.expires_at IS NULL OR "        \
    "p.expires_at > :now) AND NOT EXISTS (SELECT 1 FROM acknowledgments k WHERE k.proposal_id = p.id AND "             \
    "k.void_since IS NULL AND k.consumer_team_id = :of_team) "

#define PAGE(rows)                                                                                                     \
    "WITH page AS MATERIALIZED (" rows "LIMIT :limit OFFSET :offset) "                                                 \
    "SELECT p.id AS proposal_id, p.asset_id, s.fqn AS asset_fqn, coalesce(t.name, 'unknown') AS proposed_by_team, "    \
    "p.proposed_at, p.expires_at, p.reason, p.breaking_changes, coalesce(n.consumers, 0) AS total_consumers, "         \
    "(SELECT count(*) FROM acknowledgments k WHERE k.proposal_id = p.id AND k.void_since IS NULL) AS "                 \
    "acknowledged_count FROM page JOIN proposals p ON p.id = page.id JOIN assets s ON s.id = p.asset_id "              \
    "LEFT JOIN teams t ON t.id = p.proposed_by LEFT JOIN " STORE_CONSUMERS_COUNTED(                                    \
        "SELECT i.asset_id FROM page JOIN proposals i ON i.id = page.id") " n ON n.asset_id = p.asset_id "             \
                                                                          "ORDER BY p.proposed_at DESC, p.id DESC"

#define AWAITED                                                                                                        \
    "FROM awaited_consumers w WHERE w.consumer_team_id = :of_team AND (w.expires_at IS NULL OR w.expires_at > :now) "
#define AWAITED_PAGE(behind)                                                                                           \
    PAGE("SELECT w.proposal_id AS id " AWAITED behind "ORDER BY w.proposed_at DESC, w.proposal_id DESC ")
#define UNANSWERED_PAGE(behind) PAGE("SELECT p.id " UNANSWERED behind "ORDER BY p.proposed_at DESC, p.id DESC ")
static const page_statements awaited = {"SELECT count(*) " AWAITED, AWAITED_PAGE(""),
                                        AWAITED_PAGE(PAGE_DOWNWARDS(time, "w.proposed_at", "w.proposal_id") " "), NULL,
                                        NULL};
static const page_statements unanswered = {"SELECT count(*) " UNANSWERED, UNANSWERED_PAGE(""),
                                           UNANSWERED_PAGE(PAGE_DOWNWARDS(time, "p.proposed_at", "p.id") " "), NULL,
                                           NULL};

static db_query *prepare(db *d, const char *sql, const uuid *team, const struct pending_proposals_query *query,
                         int64_t now) {
    db_query *q = db_prepare(d, sql);
    if (query->status != proposal_status_pending)
        db_bind_text(q, db_parameter(q, "status"), enum_proposal_status.values[query->status]);
    db_bind_time(q, db_parameter(q, "now"), now);
    db_bind_uuid(q, db_parameter(q, "of_team"), team);
    return q;
}

static record_strings changes_in_words(record_list changes, arena *a) {
    const struct breaking_change *from = changes.items;
    record_strings words = {arena_array(a, changes.count + 1, sizeof *words.items), changes.count};
    for (size_t i = 0; i < changes.count; i++)
        words.items[i] = from[i].message != NULL && from[i].message[0] != '\0' ? from[i].message
                         : from[i].type != NULL                                ? from[i].type
                                                                               : "unknown";
    return words;
}

// One row more than wanted tells whether more follow.
static db_query *prepare_page(db *d, const page_statements *statements, const uuid *team,
                              const struct pending_proposals_query *query, int64_t now, const list_page *page) {
    db_query *q = prepare(d, page_statement(statements, page), team, query, now);
    db_bind_int(q, db_parameter(q, "limit"), page->limit + 1);
    db_bind_int(q, db_parameter(q, "offset"), page->offset);
    if (page->after != NULL)
        page_bind_after(q, page);
    return q;
}

record_list store_inbox_read(db *d, const uuid *team, const struct pending_proposals_query *query, int64_t now,
                             list_page *page, record_list **changes, arena *a) {
    const page_statements *statements = query->status == proposal_status_pending ? &awaited : &unanswered;
    struct pending_proposal *items = arena_array(a, (size_t)page->limit + 1, sizeof *items);
    record_list entries = {items, 0};
    *changes = arena_array(a, (size_t)page->limit + 1, sizeof **changes);
    db_query *q = prepare_page(d, statements, team, query, now, page);
    while (db_step(q)) {
        if (entries.count == (size_t)page->limit) {
            page->more = true;
            break;
        }
        struct pending_proposal *entry = &items[entries.count++];
        struct proposal proposal;
        db_read_record(q, &type_pending_proposal, entry, a);
        db_read_record(q, &type_proposal, &proposal, a);
        (*changes)[entry - items] = proposal.breaking_changes;
        entry->breaking_changes_summary = changes_in_words(proposal.breaking_changes, a);
        entry->your_team_status = "AWAITING_RESPONSE";
    }
    db_end(q);
    bool counted =
        page->after == NULL && entries.count > 0 && !page->more; // it is the last one, counted from the start
    page->total =
        counted ? page->offset + (int64_t)entries.count : db_run_int(prepare(d, statements->count, team, query, now));
    return entries;
}

// Proposals in the database; at most one of an asset is pending.
#pragma once
#include "model/model.h"
#include "store/page.h"

// What a proposal becomes when it is published.
typedef struct proposal_content {
    struct proposal proposal; // id, asset, breaking changes, base, language, version, schema and source
    struct contract
        contract; // guarantees, descriptions and tags of fields, and the mode that the change was judged under, which
                  // of old proposals is RECORD_ENUM_NONE
} proposal_content;

// Inserts a pending proposal. Of its content what it does not hold itself is read. DB_UNIQUE: the asset has one already.
db_status store_proposals_insert(db *d, const struct proposal *proposal, const proposal_content *content, arena *a);
// The content of the proposal of that id. False when there is none.
bool store_proposals_content(db *d, const uuid *id, proposal_content *out, arena *a);
// Replaces what a proposal is about: its base, its changes and their size.
db_status store_proposals_reopen(db *d, const struct proposal *proposal, arena *a);
// What decisions about a proposal need of it.
typedef struct proposal_head {
    uuid id, asset_id, proposed_by;
    uuid owner_team_id; // of the asset
    const char *asset_fqn;
    int status;         // a proposal_status
    bool asset_deleted; // the asset is
    bool auto_expire;
    int64_t expires_at; // TIMESTAMP_NONE: never
} proposal_head;

// The same of the proposal of that id, its asset locked as by store_assets_lock. False when there is none.
bool store_proposals_lock(db *d, const uuid *id, proposal_head *out, arena *a);
// Brings a proposal from one status to another (proposal_status) at the time `now`, which is that of its resolution as well where it
// is not pending any more. `*moved` is false, and nothing changed, when its status is another than `from`.
db_status store_proposals_move(db *d, const uuid *id, int from, int to, int64_t now, bool *moved);
// Replaces the objections (records `objection`).
db_status store_proposals_set_objections(db *d, const uuid *id, record_list objections, int64_t now, arena *a);
// Pending proposals whose time ran out before `now`: that of their own, or where they expire by it the last migration deadline of
// their answers; by asset. At most `maximum`.
record_uuids store_proposals_due(db *d, int64_t now, size_t maximum, arena *a);
// Pending proposals that wait for the team's answer, by asset. At most `maximum`.
record_uuids store_proposals_awaiting(db *d, const uuid *team, size_t maximum, arena *a);

// The proposal of that id, of deleted assets too. False when there is none.
bool store_proposals_get(db *d, const uuid *id, struct proposal *out, arena *a);
// The same with names, answers and the consumers that have yet to answer; `audit_status` and `warnings` stay empty.
bool store_proposals_get_status(db *d, const uuid *id, struct proposal_status_response *out, arena *a);
// The teams whose assets it touched when it was made (records `affected_team`).
record_list store_proposals_affected_teams(db *d, const uuid *id, arena *a);
// The proposals of that state that the team has not answered, of the assets that it consumes, those left out whose time has run out;
// newest first. `out` gets the page with its names and counts and the total.
void store_proposals_unanswered(db *d, const uuid *team, const struct pending_proposals_query *query, int64_t now,
                                struct pending_proposals *out, arena *a);
// Proposals that pass the filters, newest first (records `proposal_entry`).
record_list store_proposals_list(db *d, const struct proposal_list_query *query, list_page *page, arena *a);
// The id of the asset's pending proposal; none when there is none.
uuid store_proposals_pending_id(db *d, const uuid *asset);
// Live assets one live dependency downstream of the asset, those of its own owner team left out; by name, then id.
record_list store_proposals_affected_assets(db *d, const uuid *asset, const uuid *owner_team, arena *a);
// The same assets with the kind of their dependency (records `impact_downstream`); by name, id, then kind.
record_list store_proposals_affected_downstream(db *d, const uuid *asset, const uuid *owner_team, arena *a);

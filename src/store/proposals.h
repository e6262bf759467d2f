// Proposals in the database; at most one of an asset is pending.
#pragma once
#include "model/model.h"
#include "store/page.h"

// What a proposal becomes when it is published.
typedef struct proposal_content {
    struct proposal proposal; // id, asset, breaking changes, base, language, version, schema and source
    // Guarantees, descriptions and tags of fields, and the mode that the change was judged under, which of old proposals is
    // RECORD_ENUM_NONE.
    struct contract contract;
    const char *fingerprint; // of what is proposed (store_proposals_open); NULL: not known. Written, not read
} proposal_content;

// Inserts a pending proposal. Of its content what it does not hold itself is read. DB_UNIQUE: the asset has one already.
db_status store_proposals_insert(db *d, const struct proposal *proposal, const proposal_content *content, arena *a);
// The content of the proposal of that id. False when there is none.
bool store_proposals_content(db *d, const uuid *id, proposal_content *out, arena *a);
// Replaces what a proposal is about: its base, its changes and their size, and when it expires. It is to be reminded of anew.
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

// The same of the proposal of that id. False when there is none.
bool store_proposals_head(db *d, const uuid *id, proposal_head *out, arena *a);
// The same, its asset locked as by store_assets_lock.
bool store_proposals_lock(db *d, const uuid *id, proposal_head *out, arena *a);
// Brings a proposal from one status to another (proposal_status) at the time `now`, which is that of its resolution as well where
// it is not pending any more. `*moved` is false, and nothing changed, when its status is another than `from`.
db_status store_proposals_move(db *d, const uuid *id, int from, int to, int64_t now, bool *moved);
// Replaces the objections (records `objection`).
db_status store_proposals_set_objections(db *d, const uuid *id, record_list objections, int64_t now, arena *a);
// Pending proposals whose time ran out before `now`: that of their own, or where they expire by it the last migration deadline of
// their answers; by asset. At most `maximum`.
record_uuids store_proposals_due(db *d, int64_t now, size_t maximum, arena *a);
// Whether the proposal is one of those.
bool store_proposals_is_due(db *d, const uuid *id, int64_t now);
// Pending proposals that nobody was reminded of and whose own time runs out from `now` on and before `until`; by asset. At most
// `maximum`.
record_uuids store_proposals_expiring(db *d, int64_t now, int64_t until, size_t maximum, arena *a);
// Remembers that those who have yet to answer were reminded. False, and nothing changed, where they had been, or it is not
// pending.
bool store_proposals_set_reminded(db *d, const uuid *id, int64_t now);
// Pending proposals of assets that the team consumes which it has not answered, whether or not they wait for it, by asset: id,
// asset_id and breaking_changes of each. `*out` gets them, at most `maximum`; returns how many.
size_t store_proposals_to_answer(db *d, const uuid *team, size_t maximum, struct proposal **out, arena *a);

// The proposal of that id, of deleted assets too. False when there is none.
bool store_proposals_get(db *d, const uuid *id, struct proposal *out, arena *a);
// A proposal with names, and how far it has come.
typedef struct proposal_progress {
    struct proposal proposal;
    struct proposal_author author;
    const char *asset_fqn;
    uuid superseded_by;          // none: no other took its place
    int64_t consumers;           // teams that consume the asset now
    record_list answers;         // records `acknowledgment_summary`, oldest first
    record_list earlier_answers; // records `earlier_acknowledgment`: those that count no more, oldest first
    record_list awaited;         // records `pending_consumer`; none where it is not pending
} proposal_progress;

// The same of the proposal of that id. False when there is none.
bool store_proposals_progress(db *d, const uuid *id, proposal_progress *out, arena *a);
// The teams whose assets it touched when it was made (records `affected_team`).
record_list store_proposals_affected_teams(db *d, const uuid *id, arena *a);
// Proposals that pass the filters, newest first (records `proposal_entry`).
record_list store_proposals_list(db *d, const struct proposal_list_query *query, list_page *page, arena *a);
// A proposal of an asset that is pending or approved.
typedef struct open_proposal {
    uuid id;
    int status;              // a proposal_status
    const char *fingerprint; // equal where the same is proposed; NULL: not known
    const char *version;     // that is proposed; NULL: not known
    int64_t proposed_at;
} open_proposal;

#define OPEN_PROPOSALS_MAXIMUM 100
// Those of the asset, of very many the newest, in no order; gives how many there are in `out`, which has room for
// OPEN_PROPOSALS_MAXIMUM.
size_t store_proposals_open(db *d, const uuid *asset, open_proposal *out, arena *a);
// The newest proposal of the asset, in any state, that has the fingerprint (NULL: none); none when there is none.
uuid store_proposals_last_same(db *d, const uuid *asset, const char *fingerprint);
// What the asset has proposed: its pending proposal, else the newest approved one, else the newest; none when there is none.
uuid store_proposals_decisive(db *d, const uuid *asset);
// The id of the asset's pending proposal; none when there is none.
uuid store_proposals_pending_id(db *d, const uuid *asset);
// Live assets one live dependency downstream of the asset, those of its own owner team left out; by name, then id.
record_list store_proposals_affected_assets(db *d, const uuid *asset, const uuid *owner_team, arena *a);
// The same assets with the kind of their dependency (records `impact_downstream`), at most `maximum`; by name, id, then kind.
record_list store_proposals_affected_downstream(db *d, const uuid *asset, const uuid *owner_team, size_t maximum,
                                                arena *a);

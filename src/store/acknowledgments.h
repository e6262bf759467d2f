// What consumers answered to proposals, in the database: one answer of a team to a proposal, which never changes. Where a
// proposal is reopened its answers are void: kept, and told apart from those that count, which all functions but one are about.
#pragma once
#include "model/model.h"
#include "store/db.h"

// A row of the table.
typedef struct acknowledgment_row {
    uuid id, proposal_id, consumer_team_id;
    uuid user_id;               // none: no user is named
    int response;               // an acknowledgment_response
    int64_t migration_deadline; // TIMESTAMP_NONE: none
    int64_t responded_at;
    const char *notes; // NULL: none
} acknowledgment_row;

// DB_UNIQUE: the team has answered already. DB_FOREIGN_KEY: there is no such proposal, team or user.
db_status store_acknowledgments_insert(db *d, const acknowledgment_row *row);
// The id of the team's answer to the proposal; none when there is none.
uuid store_acknowledgments_find(db *d, const uuid *proposal, const uuid *team);
// How many teams have answered.
int64_t store_acknowledgments_count(db *d, const uuid *proposal);

// Makes the answers of the proposal void.
db_status store_acknowledgments_void(db *d, const uuid *proposal, int64_t now);
// Void answers with names, oldest first (records `earlier_acknowledgment`).
record_list store_acknowledgments_earlier(db *d, const uuid *proposal, arena *a);

// The answers with names, oldest first (records `acknowledgment_summary`).
record_list store_acknowledgments_of_proposal(db *d, const uuid *proposal, arena *a);

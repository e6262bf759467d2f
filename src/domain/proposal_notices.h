// What is told of a proposal's life: ids and names to webhooks, words for people to chats. Written with the change itself.
#pragma once
#include "domain/notices.h"
#include "store/proposals.h"

// A proposal that something happened to.
typedef struct proposal_news {
    db *db;
    arena *arena;
    const proposal_head *proposal;
    notice_targets targets; // nothing is queued for others
    int64_t now;
} proposal_news;

// A consumer answered.
typedef struct proposal_answer {
    uuid team_id;
    const char *team_name;
    int response;               // an acknowledgment_response
    int64_t migration_deadline; // TIMESTAMP_NONE: none
    const char *notes;          // NULL: none
    int64_t answered, awaited;  // teams that have answered, this one too, and consumers that have yet to
} proposal_answer;

// An answer; of a blocking one webhooks are told as the rejection that it is.
void proposal_tell_answer(const proposal_news *news, const proposal_answer *answer);

// The proposal has another state.
typedef struct proposal_turn {
    const char *event;     // "proposal.approved", ...
    const char *status;    // what it is called: "approved", "force_approved", ...
    uuid team_id;          // that acted; none: nobody is named
    const char *team_name; // NULL: unknown
    const char *reason;    // that it gave; NULL: none
} proposal_turn;

void proposal_tell_turn(const proposal_news *news, const proposal_turn *turn);

// It ends soon: those who have yet to answer (records `pending_consumer`) and who proposed are told.
void proposal_tell_reminder(const proposal_news *news, record_list awaited, int64_t pending);

// A team downstream objected.
void proposal_tell_objection(const proposal_news *news, const struct objection *objection);

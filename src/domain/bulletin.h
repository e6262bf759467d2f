// What people are told of an event, by chat or by mail: read from what the outbox holds of it (domain/notices.h).
#pragma once
#include "base/json.h"

typedef enum bulletin_kind {
    BULLETIN_proposal_created,      // a change waits for those who are told
    BULLETIN_proposal_informed,     // a change does not wait for them
    BULLETIN_proposal_acknowledged, // a consumer answered
    BULLETIN_proposal_resolved,     // the proposal has another state
    BULLETIN_proposal_expiring,     // it ends soon
    BULLETIN_force_publish,         // a breaking contract was published by force
    BULLETIN_contract_published,
    BULLETIN_repo_sync_failed,
    BULLETIN_KIND_COUNT
} bulletin_kind;

enum {
    BULLETIN_CONSUMERS = 5, // of the teams that a change affects these are named, of the others the number
    BULLETIN_CHANGES = 5,   // likewise
};

typedef struct bulletin_change {
    const char *path, *message;
} bulletin_change;

// Texts are NULL where nothing is known; none is empty. They are borrowed from the JSON.
typedef struct bulletin {
    bulletin_kind kind;
    const char *subject;    // name of the asset, of the repository
    const char *version;    // of the contract, without v
    const char *team;       // who acts: proposes, publishes, answers, blocks
    const char *user;       // that acts for it
    const char *status;     // of the proposal; the answer
    const char *reason;     // that was given for it, notes; why the sync failed
    const char *summary;    // of the change
    const char *expires_at; // a time of the wire, when the proposal ends
    const char *last_sync;  // likewise, when one succeeded
    const char *link;       // a URL
    int64_t awaited;        // consumers that have yet to answer
    const char *consumers[BULLETIN_CONSUMERS];
    size_t consumer_count; // all of them
    bulletin_change changes[BULLETIN_CHANGES];
    size_t change_count; // all of them
} bulletin;

// Reads the data of an event; links begin with `base_url`, without a slash at its end. False: people are not told of such an
// event, or it is not what an event is.
bool bulletin_read(const char *event, const json_value *data, text base_url, arena *a, bulletin *out);
// The address of the page without slashes at its end.
text bulletin_base_url(const char *url);

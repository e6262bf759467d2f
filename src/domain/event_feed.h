// The events of the audit trail in one order for everybody who follows them: that of the chain which seals it, where each event
// has a number, from 1, without gaps.
//
// Why this order loses nothing and repeats nothing. The number of an event is given by the transaction that seals it, behind the
// commit of the one that wrote it, and whoever seals continues the last seal: `audit_seals.number` is unique, so of two that
// seal at once one is refused and has written nothing. So numbers become visible in their order, in one piece, and a number
// never means another event later. Who has read up to N asks for what is behind N, however late an earlier id or time became
// visible. And an event that was written behind another's commit has the greater number, since events wait to be sealed in the
// order in which they were written (audit_unsealed.place), and whoever sees the later one sees the earlier one.
#pragma once
#include "model/model.h"
#include "store/db.h"

enum { FEED_TEAMS = 8, FEED_ASSETS = 4 };

// Who is told of it, beside admins.
typedef enum feed_sight { SIGHT_ADMINS, SIGHT_CONCERNED, SIGHT_READERS } feed_sight;

typedef struct feed_event {
    int64_t sequence;
    struct audit_event event;
    int action; // place in api/events.def; FEED_UNKNOWN: none of its rows
    feed_sight sight;
    // What it concerns, as far as the event and the asset say; of many assets (`listed`) all.
    uuid teams[FEED_TEAMS], assets[FEED_ASSETS];
    size_t team_count, asset_count;
    record_uuids listed;
} feed_event;

enum { FEED_UNKNOWN = -1 };

// The number of the last event that has one; 0: none has, or the database failed.
int64_t event_feed_head(db *reader);
// The number of the first event that is not archived, as far as that is known: 1 where none is.
int64_t event_feed_first(db *reader);
// The events from that number on, at most so many; `out` has room for them. In `a`. Gives how many numbers were read: an event
// that is not there any more has no id. `*sequence` becomes the number of the first that was read, which is greater where those
// before it were archived.
size_t event_feed_read(db *reader, int64_t *sequence, size_t most, feed_event *out, arena *a);

// The place in api/events.def of an action; FEED_UNKNOWN: none has it.
int event_feed_action(text name);
// The action at a place; NULL: behind the last one.
const char *event_feed_action_name(size_t place);

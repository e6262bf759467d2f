// Verifying the audit trail: every event is held against its link, every link against the one before, and the chain against
// anchors that somebody kept elsewhere. Told is the first thing that is not as it was sealed.
#pragma once
#include "domain/audit_chain.h"

// The hash behind an event, as it was once.
typedef struct audit_anchor {
    int64_t sequence;
    unsigned char hash[AUDIT_HASH_BYTES];
} audit_anchor;

// Reads SEQUENCE:HASH. False: the text is no anchor.
bool audit_anchor_parse(text given, audit_anchor *out);

typedef struct audit_proof {
    int64_t archived;                     // events at the beginning of the chain that the database has no more
    int64_t seals, sealed, unsealed;      // parts of the chain, events in it, both with archived ones, and behind it
    unsigned char head[AUDIT_HASH_BYTES]; // hash behind the last of them
    char fault[400];                      // what is wrong, as a sentence; "": nothing
} audit_proof;

// Told now and then how many events were verified of how many. May be NULL.
typedef void audit_progress(int64_t done, int64_t total, void *data);

// Verifies what the database has of it in the connection's view. `anchors` are put in order. False on a fault, and when the
// database fails (logged; `fault` is "").
bool audit_prove(db *d, audit_anchor *anchors, size_t anchor_count, audit_progress *progress, void *data,
                 audit_proof *out);

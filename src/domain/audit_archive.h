// Taking the beginning of the audit trail out of the database, whole parts of its chain, into a file of lines that proves itself;
// the database keeps the hash behind it as the anchor that the rest begins behind (docs/audit.md).
//
// The lines are JSON objects: {"archive": ...} with where it begins and the hash before; for each event its number, digest, hash
// and the event itself; behind the events of a part {"part": ...}; at the end {"anchor": ...}, so that a file that was cut off
// shows.
#pragma once
#include "domain/audit_proof.h"
#include "store/audit_archives.h"

// Where lines go. False from `write` ends it; the message is the caller's.
typedef struct audit_archive_sink {
    bool (*write)(text lines, void *data); // whole lines, many at a time
    audit_progress *progress;              // may be NULL
    void *data;
} audit_archive_sink;

// Appends the line of an event: its number, digest, the hash behind it, and itself as canonical JSON.
void audit_line_write(buffer *out, int64_t sequence, const unsigned char digest[AUDIT_HASH_BYTES],
                      const unsigned char hash[AUDIT_HASH_BYTES], text event);

// What an archive takes out.
typedef struct audit_taking {
    audit_archive archive; // the row that the database gets; its file_hash is the caller's
    int64_t first_seal, first_sequence;
    int64_t events;  // 0: there is nothing to take
    char fault[400]; // what is wrong with the chain, as a sentence; "": nothing
} audit_taking;

// Writes the sealed events from the beginning on, as long as all of a part are of before that time. The last part of the chain
// always stays, since the next one is sealed behind it. False on a fault, where `write` said so, and when the database fails.
bool audit_archive_write(db *reader, int64_t before, const audit_archive_sink *sink, audit_taking *out);

// Takes out of the database what was written, in the transaction of the connection. False: nothing may be kept of it, since the
// database has another beginning by now, or failed.
bool audit_archive_take(db *d, const audit_taking *taking);

// --- audit_archive_proof.c -------------------------------------------------------------------------------------------

typedef struct audit_archive_proof {
    int64_t first, last;                                              // numbers of its events
    int64_t part;                                                     // the last part that was passed
    unsigned char previous[AUDIT_HASH_BYTES], head[AUDIT_HASH_BYTES]; // hashes before the first and behind the last
    int64_t line;
    bool ended;
    char fault[400];
} audit_archive_proof;

// Goes over the next line of an archive, which is held against `anchors`. False: the fault says what is wrong.
bool audit_archive_line(audit_archive_proof *proof, text line, const audit_anchor *anchors, size_t anchor_count,
                        buffer *scratch, arena *a);
// After the last line. False when it is not whole.
bool audit_archive_end(audit_archive_proof *proof);

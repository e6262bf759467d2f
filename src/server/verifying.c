// The audit trail is verified in one view of the database, beside a server that goes on. Archives come before it: each has to go
// on where the one before ends, and the database where the last one does.
#include "base/log.h"
#include "server/archive_reading.h"
#include "server/moving.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct verifying {
    audit_anchor *anchors;
    size_t anchor_count;
    audit_archive_proof *archives;
    size_t archive_count;
    audit_proof proof;
    progress progress;
} verifying;

static void show(int64_t done, int64_t total, void *data) {
    verifying *v = data;
    progress_say(&v->progress, done, total, "verify: event %" PRId64 " of %" PRId64, done, total);
}

static bool anchors_read(verifying *v, const config_list *given) {
    for (size_t i = 0; i < given->count; i++) {
        if (!audit_anchor_parse(text_of(given->items[i]), &v->anchors[i])) {
            fprintf(stderr,
                    "tesserad: '%s' is no anchor: it takes the number of an event, a colon and 64 hexadecimal digits\n",
                    given->items[i]);
            return false;
        }
    }
    v->anchor_count = given->count;
    return true;
}

// --- archives --------------------------------------------------------------------------------------------------------

static int archive_compare(const void *a, const void *b) {
    int64_t first = ((const audit_archive_proof *)a)->first, second = ((const audit_archive_proof *)b)->first;
    return (first > second) - (first < second);
}

static bool archives_prove(verifying *v, const config_list *files, char *message, size_t message_size) {
    unsigned char file_hash[AUDIT_HASH_BYTES];
    for (size_t i = 0; i < files->count; i++) {
        audit_archive_proof *proof = &v->archives[i];
        if (!archive_read(files->items[i], v->anchors, v->anchor_count, proof, file_hash)) {
            snprintf(message, message_size, "%s", proof->fault);
            return false;
        }
    }
    v->archive_count = files->count;
    if (files->count > 0)
        qsort(v->archives, files->count, sizeof *v->archives, archive_compare);
    for (size_t i = 1; i < files->count; i++) {
        const audit_archive_proof *before = &v->archives[i - 1], *proof = &v->archives[i];
        if (proof->first == before->last + 1 && memcmp(proof->previous, before->head, sizeof before->head) == 0)
            continue;
        snprintf(message, message_size,
                 "the archive from event %" PRId64
                 " on does not go on where the one before it ends, behind event %" PRId64,
                 proof->first, before->last);
        return false;
    }
    return true;
}

// Whether the database goes on where the archives end.
static bool archives_meet(verifying *v, db *view) {
    audit_archive archive;
    store_audit_archives_last(view, &archive);
    if (v->archive_count == 0 || db_has_failed(view))
        return !db_has_failed(view);
    const audit_archive_proof *last = &v->archives[v->archive_count - 1];
    if (last->last == archive.last_sequence && memcmp(last->head, archive.hash, sizeof archive.hash) == 0)
        return true;
    snprintf(v->proof.fault, sizeof v->proof.fault,
             "the archives end behind event %" PRId64
             ", and the database does not go on there: it begins behind event %" PRId64,
             last->last, archive.last_sequence);
    return false;
}

static bool prove(db *view, void *data) {
    verifying *v = data;
    return archives_meet(v, view) && audit_prove(view, v->anchors, v->anchor_count, show, v, &v->proof);
}

// Of the anchors those that something was held against: nothing else is wrong once the report is good.
static size_t anchors_held(const verifying *v) {
    size_t held = 0;
    int64_t first = v->archive_count > 0 ? v->archives[0].first : v->proof.archived;
    for (size_t i = 0; i < v->anchor_count; i++)
        held += v->anchors[i].sequence >= first;
    return held;
}

static int report(const verifying *v, const char *message) {
    const audit_proof *proof = &v->proof;
    if (proof->fault[0] != '\0' || message[0] != '\0') {
        fprintf(stderr, "tesserad: %s\n", proof->fault[0] != '\0' ? proof->fault : message);
        return 1;
    }
    char head[AUDIT_HEX_LENGTH + 1];
    audit_hex(proof->head, head);
    printf("the audit trail is as it was sealed: %" PRId64 " events in %" PRId64 " parts, %" PRId64
           " not sealed yet, %zu anchors held\n",
           proof->sealed - proof->archived, proof->seals, proof->unsealed, anchors_held(v));
    if (v->archive_count > 0)
        printf("%zu archives are whole, with events %" PRId64 " to %" PRId64 "\n", v->archive_count,
               v->archives[0].first, proof->archived);
    else if (proof->archived > 0)
        printf("events 1 to %" PRId64 " are archived, and were not verified\n", proof->archived);
    if (proof->sealed > 0)
        printf("%" PRId64 ":%s\n", proof->sealed, head);
    return 0;
}

int moving_verify_audit(const config *settings) {
    char message[512] = "";
    verifying v = {.anchors = calloc(settings->audit_anchors.count + 1, sizeof *v.anchors),
                   .progress = progress_begin()};
    log_setup(LOG_WARNING, false);
    int status = 2;
    v.archives = calloc(settings->audit_archives.count + 1, sizeof *v.archives);
    if (v.anchors != NULL && v.archives != NULL && anchors_read(&v, &settings->audit_anchors)) {
        bool good = archives_prove(&v, &settings->audit_archives, message, sizeof message) &&
                    store_view(settings->database_url, prove, &v, message, sizeof message);
        progress_end(&v.progress);
        if (!good && message[0] == '\0' && v.proof.fault[0] == '\0')
            snprintf(message, sizeof message, "the database failed; nothing is said of the audit trail");
        status = report(&v, message);
    }
    free(v.archives);
    free(v.anchors);
    return status;
}

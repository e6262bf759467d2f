// The audit trail is verified in one view of the database, beside a server that goes on.
#include "base/log.h"
#include "domain/audit_proof.h"
#include "server/moving.h"
#include "server/progress.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct verifying {
    audit_anchor *anchors;
    size_t anchor_count;
    audit_proof proof;
    progress progress;
} verifying;

static void show(int64_t done, int64_t total, void *data) {
    verifying *v = data;
    progress_say(&v->progress, done, total, "verify: event %" PRId64 " of %" PRId64, done, total);
}

static bool prove(db *view, void *data) {
    verifying *v = data;
    return audit_prove(view, v->anchors, v->anchor_count, show, v, &v->proof);
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
           proof->sealed, proof->seals, proof->unsealed, proof->anchors);
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
    if (v.anchors != NULL && anchors_read(&v, &settings->audit_anchors)) {
        bool good = store_view(settings->database_url, prove, &v, message, sizeof message);
        progress_end(&v.progress);
        if (!good && message[0] == '\0' && v.proof.fault[0] == '\0')
            snprintf(message, sizeof message, "the database failed; nothing is said of the audit trail");
        status = report(&v, message);
    }
    free(v.anchors);
    return status;
}

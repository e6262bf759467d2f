// Which keys are still needed is told at the start, and by the metrics; what lies under an older one is sealed anew by a job.
#include "server/secrets_job.h"
#include "base/log.h"
#include "domain/secret_renewal.h"
#include "server/job_plans.h"

#define LOGGER "tessera.server"

int64_t job_secrets(const job_context *context, db *d, const void *prepared, int64_t most) {
    (void)prepared;
    arena *a = arena_new(0);
    int64_t renewed = secrets_renew(d, context->secrets, most, a);
    arena_free(a);
    if (renewed > 0)
        log_info(LOGGER, "secrets encrypted anew under the first key of TESSERA_ENCRYPTION_KEY: %lld",
                 (long long)renewed);
    return renewed;
}

static void tell(const secret_tally *tally) {
    if (tally->missing > 0)
        log_error(LOGGER,
                  "secrets of webhooks and of Slack that are encrypted under a key which is not among those of "
                  "TESSERA_ENCRYPTION_KEY: %lld; what they are for fails until that key is given again",
                  (long long)tally->missing);
    if (tally->other > 0)
        log_info(LOGGER,
                 "secrets that are encrypted under another key of TESSERA_ENCRYPTION_KEY than its first: %lld; the "
                 "job `secrets` encrypts them anew",
                 (long long)tally->other);
}

void secrets_tell(store *s, const secret_box *box) {
    secret_tally tally;
    db *reader = store_reader_open(s);
    if (reader == NULL)
        return;
    store_reader_refresh(s, reader);
    if (secret_tally_read(reader, box, &tally))
        tell(&tally);
    store_reader_rest(s, reader);
    store_reader_close(reader);
}

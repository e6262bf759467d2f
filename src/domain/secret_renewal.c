// A secret is looked for by the key that it lies under, so that those which nobody here can open are not looked at each time.
#include "domain/secret_renewal.h"
#include "base/memory.h"
#include "store/sealed.h"

enum { HEADS_MAXIMUM = 1000, READ_AT_ONCE = 100 };

// As they were sealed; the two secrets of a webhook stand for one another.
static const char *const columns[SEALED_COLUMN_COUNT] = {
    [SEALED_WEBHOOK] = "webhook_endpoints.secret",
    [SEALED_WEBHOOK_PREVIOUS] = "webhook_endpoints.secret",
    [SEALED_SLACK_URL] = "slack_configs.webhook_url",
    [SEALED_SLACK_BOT] = "slack_configs.bot_token",
};

bool secret_tally_read(db *d, const secret_box *box, secret_tally *out) {
    sealed_count counts[HEADS_MAXIMUM];
    *out = (secret_tally){0};
    db_clear_failure(d);
    size_t count = store_sealed_count(d, counts, HEADS_MAXIMUM);
    for (size_t i = 0; i < count; i++) {
        int key = secret_box_key_of(box, (text){counts[i].head, sizeof counts[i].head});
        int64_t *which = key < 0 ? &out->missing : key == 0 ? &out->first : &out->other;
        *which += counts[i].secrets;
    }
    return !db_has_failed(d);
}

static bool renew(db *d, const secret_box *box, sealed_column column, const sealed_secret *sealed, arena *a) {
    secret_place place = {columns[column], &sealed->row};
    text secret;
    if (secret_box_open(box, place, sealed->bytes, &secret, a) != SECRET_OPENED)
        return false;
    text anew = secret_box_seal(box, place, secret, a);
    memory_wipe(secret.data, secret.length);
    if (anew.data != NULL)
        store_sealed_replace(d, column, sealed, anew);
    return anew.data != NULL;
}

// Those of one column and one key.
static int64_t renew_all(db *d, const secret_box *box, sealed_column column, size_t key, int64_t most, arena *a) {
    sealed_secret found[READ_AT_ONCE];
    char head[SECRET_HEAD_BYTES];
    uuid after = {.set = true};
    int64_t renewed = 0;
    size_t count = READ_AT_ONCE;
    secret_box_head(box, key, head);
    if (secret_box_key_of(box, (text){head, sizeof head}) != (int)key) // the settings name it twice
        return 0;
    while (renewed < most && count == READ_AT_ONCE) {
        count = store_sealed_list(d, column, (text){head, sizeof head}, &after, found, READ_AT_ONCE, a);
        for (size_t i = 0; i < count && renewed < most; i++)
            renewed += renew(d, box, column, &found[i], a);
        if (count > 0)
            after = found[count - 1].row;
    }
    return renewed;
}

int64_t secrets_renew(db *d, const secret_box *box, int64_t most, arena *a) {
    int64_t renewed = 0;
    for (size_t key = 1; key < secret_box_key_count(box); key++)
        for (sealed_column column = 0; column < SEALED_COLUMN_COUNT && renewed < most; column++)
            renewed += renew_all(d, box, column, key, most - renewed, a);
    return renewed;
}

// Each column has the same statements. A secret that is replaced is compared with what was read, so that one which its owner
// changed in the meantime stays, without a lock.
#include "store/sealed.h"

#define HEAD(column) "substr(" column ", 1, 9)" // of SEALED_HEAD_BYTES
#define LIST(table, column)                                                                                            \
    "SELECT s.id, s." column " FROM " table " s WHERE s.id > ?1 AND " HEAD("s." column) " = ?2 ORDER BY s.id LIMIT ?3"
#define REPLACE(table, column) "UPDATE " table " SET " column " = ?3 WHERE id = ?1 AND " column " = ?2"
#define STATEMENTS(table, column)                                                                                      \
    { LIST(table, column), REPLACE(table, column) }

static const struct {
    const char *list, *replace;
} statements[SEALED_COLUMN_COUNT] = {
    [SEALED_WEBHOOK] = STATEMENTS("webhook_endpoints", "secret"),
    [SEALED_WEBHOOK_PREVIOUS] = STATEMENTS("webhook_endpoints", "previous_secret"),
    [SEALED_SLACK_URL] = STATEMENTS("slack_configs", "webhook_url"),
    [SEALED_SLACK_BOT] = STATEMENTS("slack_configs", "bot_token"),
};

size_t store_sealed_list(db *d, sealed_column column, text head, const uuid *after, sealed_secret *out, size_t most,
                         arena *a) {
    db_query *q = db_prepare(d, statements[column].list);
    size_t count = 0;
    db_bind_uuid(q, 1, after);
    db_bind_blob(q, 2, head);
    db_bind_int(q, 3, (int64_t)most);
    while (count < most && db_step(q)) {
        out[count].row = db_column_uuid(q, 0);
        text bytes = db_column_text(q, 1);
        out[count++].bytes = (text){arena_text(a, bytes), bytes.length};
    }
    return db_end(q) == DB_OK ? count : 0;
}

void store_sealed_replace(db *d, sealed_column column, const sealed_secret *was, text now) {
    db_query *q = db_prepare(d, statements[column].replace);
    db_bind_uuid(q, 1, &was->row);
    db_bind_blob(q, 2, was->bytes);
    db_bind_blob(q, 3, now);
    db_queue(q);
}

// A secret whose time has run out is not in use, nor is one of a channel that was deleted.
static const char count_by_head[] =
    "SELECT s.head, count(*) FROM ("
    "SELECT " HEAD(
        "secret") " AS head FROM webhook_endpoints WHERE secret IS NOT NULL UNION ALL "
                  "SELECT " HEAD(
                      "previous_secret") " FROM webhook_endpoints WHERE previous_secret IS NOT NULL AND "
                                         "previous_secret_until > tessera_now(0) UNION ALL "
                                         "SELECT " HEAD(
                                             "webhook_url") " FROM slack_configs WHERE webhook_url IS NOT NULL AND "
                                                            "deleted_at IS NULL UNION ALL "
                                                            "SELECT " HEAD(
                                                                "bot_token") " FROM slack_configs WHERE bot_token IS "
                                                                             "NOT NULL AND deleted_at IS NULL"
                                                                             ") s GROUP BY s.head ORDER BY s.head "
                                                                             "LIMIT ?1";

size_t store_sealed_count(db *d, sealed_count *out, size_t most) {
    db_query *q = db_prepare(d, count_by_head);
    size_t count = 0;
    db_bind_int(q, 1, (int64_t)most);
    while (count < most && db_step(q)) {
        text head = db_column_text(q, 0);
        sealed_count *found = &out[count++];
        *found = (sealed_count){.secrets = db_column_int(q, 1)};
        memcpy(found->head, head.data, head.length < sizeof found->head ? head.length : sizeof found->head);
    }
    return db_end(q) == DB_OK ? count : 0;
}

// In a database with several writers a row of counts would make them wait for one another until each has committed, so a
// connection has a part of its own, or shares it with few.
#include "store/counts.h"
#include <stdio.h>
#include <string.h>

enum { PARTS = 32 };

static const struct {
    const char *name, *row;
} lists[] = {
    [COUNTED_ASSETS] = {"assets", "SELECT environment, resource_type FROM assets WHERE id = ?1 AND deleted_at IS NULL"},
    [COUNTED_REGISTRATIONS] = {"registrations",
                               "SELECT status, '' FROM registrations WHERE id = ?1 AND deleted_at IS NULL"},
    [COUNTED_PROPOSALS] = {"proposals", "SELECT status, change_type FROM proposals WHERE id = ?1"},
};

int64_t store_counts_part(const db *d) {
    return db_part(d) % PARTS;
}

db_status store_counts_add(db *d, counted_list list, text first, text second, int64_t by) {
    db_query *q = db_prepare(d, "INSERT INTO list_counts (list, first, second, part, live) VALUES (?1, ?2, ?3, ?4, ?5) "
                                "ON CONFLICT (list, first, second, part) DO UPDATE SET live = list_counts.live + ?5");
    db_bind_text(q, 1, lists[list].name);
    db_bind_slice(q, 2, first);
    db_bind_slice(q, 3, second);
    db_bind_int(q, 4, store_counts_part(d));
    db_bind_int(q, 5, by);
    return db_queue(q);
}

static void column_copy(db_query *q, int column, char *out, size_t size) {
    text value = db_column_text(q, column);
    snprintf(out, size, "%.*s", (int)value.length, value.data);
}

counted_row store_counts_find(db *d, counted_list list, const uuid *id) {
    counted_row row = {.live = false};
    db_query *q = db_prepare(d, lists[list].row);
    db_bind_uuid(q, 1, id);
    row.live = db_step(q);
    if (row.live) {
        column_copy(q, 0, row.first, sizeof row.first);
        column_copy(q, 1, row.second, sizeof row.second);
    }
    db_end(q);
    return row;
}

static bool same(const counted_row *a, const counted_row *b) {
    return a->live == b->live && (!a->live || (strcmp(a->first, b->first) == 0 && strcmp(a->second, b->second) == 0));
}

void store_counts_change(db *d, counted_list list, const uuid *id, const counted_row *before) {
    counted_row after = store_counts_find(d, list, id);
    if (same(before, &after))
        return;
    if (before->live)
        store_counts_add(d, list, text_of(before->first), text_of(before->second), -1);
    if (after.live)
        store_counts_add(d, list, text_of(after.first), text_of(after.second), 1);
}

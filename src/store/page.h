// A page of a list: counted from the start or, in time that does not grow with the place, behind a row that was shown.
#pragma once
#include "model/cursor.h"
#include "store/db.h"

typedef struct list_page {
    list_order order;    // of the list
    int64_t limit;       // most rows
    int64_t offset;      // rows to skip, from the start or from there
    const cursor *after; // behind which row it begins, of the same order; NULL: at the start
    // What reading it tells.
    int64_t total; // rows of the whole list
    bool more;     // rows follow
} list_page;

// The statements of a list, of which `after` takes :after_id, and :after_text or :after_time, besides what `page` takes: limit
// and offset, and what the query has fields for.
typedef struct page_statements {
    const char *count, *page, *after;
    // Counts the rows behind a row, as `after` begins there. Where it is given, a page from the start is read first and the rows
    // behind it are counted then: for a list in which every row is looked at, so that each is looked at once. NULL: they are
    // counted first.
    const char *rest;
    // As `page`, but skips from the other end of the list, in the order that it then turns round: for what lies in the second
    // half. NULL: there is none.
    const char *back;
} page_statements;

// The condition for the rows behind a page's `after` in an order by `key`, a `text` or a `time`, and `id`, both upwards or both
// downwards.
#define PAGE_UPWARDS(kind, key, id) " AND (" key ", " id ") > (:after_" #kind ", :after_id)"
#define PAGE_DOWNWARDS(kind, key, id) " AND (" key ", " id ") < (:after_" #kind ", :after_id)"

// Reads the rows (records `type`) of a list whose query is a record `query_type`. The items may be NULL where there are none.
record_list page_read(db *d, const page_statements *statements, const record_type *query_type, const void *query,
                      const record_type *type, list_page *page, arena *a);
// The same for a list that an id alone narrows: :of in its statements.
record_list page_read_of(db *d, const page_statements *statements, const uuid *of, const record_type *type,
                         list_page *page, arena *a);
// The same in two steps, for a list that counts in a way of its own: page->total is set, q is prepared from the statement that
// page_statement names, and has its parameters bound.
// Binds the row behind which a page begins; it has one.
void page_bind_after(db_query *q, const list_page *page);
// Whether that is `back`.
bool page_is_counted_back(const page_statements *statements, const list_page *page);
const char *page_statement(const page_statements *statements, const list_page *page);
record_list page_rows(db_query *q, const page_statements *statements, const record_type *type, list_page *page,
                      arena *a);

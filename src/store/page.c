// A place is a row's key in the order of the list: what comes behind it is found by an index, however far down it is. An offset
// has to be counted, from whichever end is nearer.
#include "store/page.h"

static void bind_after(db_query *q, const cursor *after) {
    db_bind_uuid(q, db_parameter(q, "after_id"), &after->id);
    if (cursor_is_by_time(after->order))
        db_bind_time(q, db_parameter(q, "after_time"), after->time);
    else
        db_bind_text(q, db_parameter(q, "after_text"), after->string);
}

void page_bind_after(db_query *q, const list_page *page) {
    bind_after(q, page->after);
}

bool page_is_counted_back(const page_statements *statements, const list_page *page) {
    return statements->back != NULL && page->after == NULL && page->offset > page->total / 2;
}

const char *page_statement(const page_statements *statements, const list_page *page) {
    if (page->after != NULL)
        return statements->after;
    return page_is_counted_back(statements, page) ? statements->back : statements->page;
}

static void bind_span(db_query *q, int64_t limit, int64_t offset) {
    db_bind_int(q, db_parameter(q, "limit"), limit);
    db_bind_int(q, db_parameter(q, "offset"), offset);
}

record_list page_rows(db_query *q, const page_statements *statements, const record_type *type, list_page *page,
                      arena *a) {
    size_t wanted = (size_t)page->limit;
    if (page->after == NULL) {
        int64_t left = page->total - page->offset, span = left < page->limit ? left : page->limit;
        if (page_is_counted_back(statements, page))
            bind_span(q, span, left - span);
        else
            bind_span(q, page->limit, page->offset);
        record_list rows = db_run_records(q, type, wanted, a);
        page->more = page->offset + (int64_t)rows.count < page->total;
        return rows;
    }
    // How many rows are behind it is not known, so one more than wanted tells whether there are.
    bind_span(q, page->limit + 1, page->offset);
    bind_after(q, page->after);
    record_list rows = db_run_records(q, type, wanted + 1, a);
    page->more = rows.count > wanted;
    rows.count = page->more ? wanted : rows.count;
    return rows;
}

static int64_t count(db *d, const char *sql, const record_type *query_type, const void *query, const cursor *behind,
                     arena *a) {
    db_query *q = db_prepare(d, sql);
    db_bind_record(q, query_type, query, a);
    if (behind != NULL)
        bind_after(q, behind);
    return db_run_int(q);
}

// The page before the total.
static record_list read_then_count(db *d, const page_statements *statements, const record_type *query_type,
                                   const void *query, const record_type *type, list_page *page, arena *a) {
    db_query *q = db_prepare(d, statements->page);
    db_bind_record(q, query_type, query, a);
    page->total = 0;
    record_list rows = page_rows(q, statements, type, page, a);
    page->total = page->offset + (int64_t)rows.count;
    if (rows.count == 0) {
        page->total = page->offset == 0 ? 0 : count(d, statements->count, query_type, query, NULL, a);
    } else if ((int64_t)rows.count == page->limit) {
        const char *last = (const char *)rows.items + (rows.count - 1) * type->size;
        cursor behind = cursor_behind(page->order, type, last);
        page->total += count(d, statements->rest, query_type, query, &behind, a);
    }
    page->more = page->offset + (int64_t)rows.count < page->total;
    return rows;
}

record_list page_read(db *d, const page_statements *statements, const record_type *query_type, const void *query,
                      const record_type *type, list_page *page, arena *a) {
    if (statements->rest != NULL && page->after == NULL)
        return read_then_count(d, statements, query_type, query, type, page, a);
    page->total = count(d, statements->count, query_type, query, NULL, a);
    if (page->offset >= page->total)
        return (record_list){0};
    db_query *q = db_prepare(d, page_statement(statements, page));
    db_bind_record(q, query_type, query, a);
    return page_rows(q, statements, type, page, a);
}

record_list page_read_of(db *d, const page_statements *statements, const uuid *of, const record_type *type,
                         list_page *page, arena *a) {
    db_query *count = db_prepare(d, statements->count);
    db_bind_uuid(count, db_parameter(count, "of"), of);
    page->total = db_run_int(count);
    if (page->offset >= page->total)
        return (record_list){0};
    db_query *q = db_prepare(d, page_statement(statements, page));
    db_bind_uuid(q, db_parameter(q, "of"), of);
    return page_rows(q, statements, type, page, a);
}

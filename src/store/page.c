#include "store/page.h"

record_list page_rows(db_query *q, const record_type *type, list_page *page, arena *a) {
    size_t wanted = (size_t)page->limit;
    db_bind_int(q, db_parameter(q, "offset"), page->offset);
    if (page->after == NULL) {
        db_bind_int(q, db_parameter(q, "limit"), page->limit);
        record_list rows = db_run_records(q, type, wanted, a);
        page->more = page->offset + (int64_t)rows.count < page->total;
        return rows;
    }
    // How many rows are behind it is not known, so one more than wanted tells whether there are.
    db_bind_int(q, db_parameter(q, "limit"), page->limit + 1);
    db_bind_uuid(q, db_parameter(q, "after_id"), &page->after->id);
    if (cursor_is_by_time(page->order))
        db_bind_time(q, db_parameter(q, "after_time"), page->after->time);
    else
        db_bind_text(q, db_parameter(q, "after_text"), page->after->string);
    record_list rows = db_run_records(q, type, wanted + 1, a);
    page->more = rows.count > wanted;
    rows.count = page->more ? wanted : rows.count;
    return rows;
}

static db_query *begin(db *d, const page_statements *statements, const list_page *page) {
    return db_prepare(d, page->after == NULL ? statements->page : statements->after);
}

record_list page_read(db *d, const page_statements *statements, const record_type *query_type, const void *query,
                      const record_type *type, list_page *page, arena *a) {
    db_query *count = db_prepare(d, statements->count);
    db_bind_record(count, query_type, query, a);
    page->total = db_run_int(count);
    if (page->offset >= page->total)
        return (record_list){0};
    db_query *q = begin(d, statements, page);
    db_bind_record(q, query_type, query, a);
    return page_rows(q, type, page, a);
}

record_list page_read_of(db *d, const page_statements *statements, const uuid *of, const record_type *type,
                         list_page *page, arena *a) {
    db_query *count = db_prepare(d, statements->count);
    db_bind_uuid(count, db_parameter(count, "of"), of);
    page->total = db_run_int(count);
    if (page->offset >= page->total)
        return (record_list){0};
    db_query *q = begin(d, statements, page);
    db_bind_uuid(q, db_parameter(q, "of"), of);
    return page_rows(q, type, page, a);
}

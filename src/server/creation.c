#include "server/creation.h"

// Bytes of a reply beside what was created that are kept in the audit trail; longer ones go to the table, which is swept.
enum { REST_MAXIMUM = 2000 };

static const void *record_in(const void *record, const record_field *field) {
    return *(const void *const *)(const void *)((const char *)record + field->offset);
}

void creation_note(request *rq, const void *record) {
    const record_type *type = rq->route->reply;
    const record_field *in = rq->route->made_in;
    if (rq->automatic == NULL || in == NULL)
        return;
    const record_field *id = record_field_find(in->reference, TEXT("id"));
    const void *made = record_in(record, in);
    if (made == NULL || id == NULL || id->kind != RECORD_UUID)
        return;
    void *others = arena_alloc(rq->arena, type->size);
    memcpy(others, record, type->size);
    memcpy((char *)others + in->offset, &(const void *){NULL}, sizeof(void *));
    buffer out;
    buffer_init(&out, REST_MAXIMUM);
    json_writer w = json_writer_on(&out);
    record_encode(type, others, &w);
    if (!out.failed) {
        rq->automatic->made = *(const uuid *)(const void *)((const char *)made + id->offset);
        rq->automatic->rest = (text){arena_text(rq->arena, buffer_text(&out)), out.length};
    }
    buffer_done(&out);
}

// A resource's tag is a hash of what its GET shows, so it changes with all of that, names of others included, and the
// database keeps no version. A write is held against the tag inside its own transaction, so that nothing comes in
// between.
#include "server/conditions.h"
#include "base/hash.h"

#define TAG_SEED 0x7465737365726121ULL
#define TAG_LENGTH 18

// --- entity tags -----------------------------------------------------------------------------------------------------

// A write's reply is tagged where it is the resource itself, as its GET shows it.
static bool is_tagged(const request *rq) {
    const route *row = rq->route;
    if (row->shape != SHAPE_ONE || row->scope == SCOPE_PUBLIC || rq->status < 200 || rq->status > 299)
        return false;
    if (row->method == HTTP_GET)
        return true;
    if (row->resource != NULL)
        return row->resource->reply == row->reply;
    return row->status == 201;
}

// Sixteen hexadecimal digits in quotes. Made for almost every reply, so without the detour over printf.
static text tag_of(arena *a, uint64_t hash) {
    char *tag = arena_bytes(a, TAG_LENGTH);
    tag[0] = tag[TAG_LENGTH - 1] = '"';
    for (size_t i = TAG_LENGTH - 2; i > 0; i--, hash >>= 4)
        tag[i] = "0123456789abcdef"[hash & 15];
    return (text){tag, TAG_LENGTH};
}

static text tag_of_body(request *rq, const buffer *body) {
    return tag_of(rq->arena, hash_bytes(body->data, body->length, TAG_SEED));
}

void conditions_tag(request *rq) {
    if (is_tagged(rq))
        rq->entity_tag = tag_of_body(rq, http_reply_body(rq->exchange));
}

text conditions_tag_of(request *rq, const record_type *type, const void *record) {
    buffer body, *shown = rq->course.shown;
    if (shown != NULL) {
        json_writer on_reply = json_writer_on(shown);
        record_encode(type, record, &on_reply);
        return tag_of_body(rq, shown);
    }
    buffer_init(&body, SIZE_MAX);
    json_writer w = json_writer_on(&body);
    record_encode(type, record, &w);
    text tag = tag_of_body(rq, &body);
    buffer_done(&body);
    return tag;
}

bool conditions_show(request *rq, const route *row, const uuid *id) {
    rq->ids[0] = *id;
    rq->course.shown = http_reply_body(rq->exchange);
    buffer_clear(rq->course.shown, SIZE_MAX);
    rq->entity_tag = row->tag(rq);
    rq->course.shown = NULL;
    rq->content_type = TEXT("application/json");
    return rq->entity_tag.data != NULL;
}

// The member of a header's list of tags that names the state of `tag`: `tag` itself for "*", TEXT_NONE: none does. A "-gzip"
// ending names the compressed form of the same state.
static text list_find(text list, text tag, bool weak_counts) {
    size_t i = 0;
    text core = {tag.data + 1, tag.length - 2};
    while (i < list.length) {
        if (list.data[i] == '*')
            return tag;
        bool weak = i + 2 < list.length && list.data[i] == 'W' && list.data[i + 1] == '/';
        if (weak)
            i += 2;
        if (list.data[i] != '"') {
            i++;
            continue;
        }
        const char *start = list.data + i + 1;
        const char *end = memchr(start, '"', list.length - i - 1);
        if (end == NULL)
            return TEXT_NONE;
        text given = {start, (size_t)(end - start)};
        if (text_ends_with(given, TEXT("-gzip")))
            given.length -= 5;
        if (text_equal(given, core) && (weak_counts || !weak))
            return (text){start - 1, (size_t)(end - start) + 2};
        i = (size_t)(end - list.data) + 1;
    }
    return TEXT_NONE;
}

bool conditions_not_modified(request *rq) {
    text header = http_request_header(rq->http, "If-None-Match");
    if (header.data == NULL || rq->entity_tag.data == NULL)
        return false;
    text named = list_find(header, rq->entity_tag, true);
    if (named.data == NULL)
        return false;
    // The reply names the form that the client has, which may be the compressed one.
    rq->entity_tag = named;
    return true;
}

bool conditions_match_or_reply(request *rq) {
    text header = http_request_header(rq->http, "If-Match");
    if (header.data == NULL || rq->route->resource == NULL)
        return true;
    text current = rq->route->resource->tag(rq);
    // A missing resource is the handler's to report.
    if (current.data == NULL || list_find(header, current, false).data != NULL)
        return true;
    reply_error(rq, ERROR_PRECONDITION_FAILED, NULL, detail(rq, "current_etag", json_make_string(current)));
    return false;
}

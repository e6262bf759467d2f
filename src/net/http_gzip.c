// Whether a reply is compressed is settled once, by what it is and what the client accepts; where it may be, the reply says so,
// so that caches keep both forms apart. A compressor is large and slow to set up, so a few are kept for whichever thread comes
// next.
#include "net/http_gzip.h"
#include "base/memory.h"
#include "net/http_accept.h"
#include "net/http_internal.h"
#include <stdlib.h>
#include <zlib.h>

enum {
    POOL_MAXIMUM = 8,      // idle states kept; each is some 270 kB
    LEVEL = 4,             // measured on JSON lists: close to the size of level 6 in half its time
    GZIP_WINDOW = 15 + 16, // zlib: a gzip wrapper around a 32 KiB window
    MEMORY_LEVEL = 8,
};

struct http_gzip_pool {
    uv_mutex_t mutex;
    z_stream *idle[POOL_MAXIMUM];
    size_t count;
};

http_gzip_pool *http_gzip_pool_new(void) {
    http_gzip_pool *pool = memory_zalloc(sizeof(*pool));
    if (uv_mutex_init(&pool->mutex) != 0)
        abort();
    return pool;
}

static void stream_free(z_stream *stream) {
    deflateEnd(stream);
    free(stream);
}

http_gzip_pool *http_gzip_pool_free(http_gzip_pool *pool) {
    if (pool == NULL)
        return NULL;
    while (pool->count > 0)
        stream_free(pool->idle[--pool->count]);
    uv_mutex_destroy(&pool->mutex);
    free(pool);
    return NULL;
}

// A state ready for a new body; NULL when memory runs out.
static z_stream *pool_take(http_gzip_pool *pool) {
    uv_mutex_lock(&pool->mutex);
    z_stream *stream = pool->count > 0 ? pool->idle[--pool->count] : NULL;
    uv_mutex_unlock(&pool->mutex);
    if (stream != NULL)
        return stream;
    stream = memory_zalloc(sizeof(*stream));
    if (deflateInit2(stream, LEVEL, Z_DEFLATED, GZIP_WINDOW, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) == Z_OK)
        return stream;
    free(stream);
    return NULL;
}

static void pool_give(http_gzip_pool *pool, z_stream *stream) {
    bool kept = false;
    if (deflateReset(stream) == Z_OK) {
        uv_mutex_lock(&pool->mutex);
        kept = pool->count < POOL_MAXIMUM;
        if (kept)
            pool->idle[pool->count++] = stream;
        uv_mutex_unlock(&pool->mutex);
    }
    if (!kept)
        stream_free(stream);
}

bool http_gzip_accepted(const http_request *request) {
    bool any = false;
    for (size_t i = 0; i < request->header_count; i++) {
        if (!text_equal_ascii_nocase(request->headers[i].name, TEXT("accept-encoding")))
            continue;
        text rest = request->headers[i].value;
        text member;
        while (http_next_part(&rest, ',', &member)) {
            text coding;
            if (!http_next_part(&member, ';', &coding))
                continue;
            // What is said of gzip itself counts more than what is said of all.
            if (text_equal_ascii_nocase(coding, TEXT("gzip")) || text_equal_ascii_nocase(coding, TEXT("x-gzip")))
                return http_weight(member) > 0;
            if (text_is(coding, "*"))
                any = http_weight(member) > 0;
        }
    }
    return any;
}

static const http_header *reply_header_find(const http_exchange *x, text name) {
    for (size_t i = 0; i < x->reply_header_count; i++)
        if (text_equal_ascii_nocase(x->reply_headers[i].name, name))
            return &x->reply_headers[i];
    return NULL;
}

// True for media types whose content is text.
static bool type_is_textual(text type) {
    text essence;
    if (!http_next_part(&type, ';', &essence))
        return false;
    if (essence.length > 5 && text_equal_ascii_nocase((text){essence.data, 5}, TEXT("text/")))
        return true;
    static const char *const suffixes[] = {"/json", "+json",       "/xml",      "+xml",    "/yaml",
                                           "+yaml", "/javascript", "/x-ndjson", "/x-yaml", "/graphql"};
    for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
        text suffix = text_of(suffixes[i]);
        if (essence.length > suffix.length &&
            text_equal_ascii_nocase((text){essence.data + essence.length - suffix.length, suffix.length}, suffix))
            return true;
    }
    return false;
}

// Compresses the whole body at once; false when it would not become smaller.
static bool body_deflate(http_gzip_pool *pool, const buffer *body, buffer *packed) {
    if (body->length > UINT32_MAX / 2) // zlib counts in unsigned int
        return false;
    z_stream *stream = pool_take(pool);
    if (stream == NULL)
        return false;
    buffer_init(packed, body->length);
    char *space = buffer_reserve(packed, body->length);
    stream->next_in = (Bytef *)body->data;
    stream->avail_in = (uInt)body->length;
    stream->next_out = (Bytef *)space;
    stream->avail_out = (uInt)body->length;
    bool smaller = deflate(stream, Z_FINISH) == Z_STREAM_END;
    if (smaller)
        buffer_commit(packed, body->length - stream->avail_out);
    else
        buffer_done(packed);
    pool_give(pool, stream);
    return smaller;
}

// A strong entity tag names one representation: "abc" becomes "abc-gzip".
static void entity_tag_mark(http_exchange *x) {
    http_header *header = (http_header *)reply_header_find(x, TEXT("etag"));
    static const text mark = TEXT("-gzip\"");
    if (header == NULL || header->value.length < 2 || header->value.data[header->value.length - 1] != '"')
        return;
    size_t kept = header->value.length - 1;
    char *marked = arena_bytes(x->arena, kept + mark.length);
    memcpy(marked, header->value.data, kept);
    memcpy(marked + kept, mark.data, mark.length);
    header->value = (text){marked, kept + mark.length};
}

static bool body_deserves_gzip(const http_exchange *x) {
    const buffer *body = &x->reply_body;
    if (body->failed || body->length < x->loop->server->options.gzip_minimum || x->status < 200 || x->status == 204 ||
        x->status == 304)
        return false;
    const http_header *type = reply_header_find(x, TEXT("content-type"));
    return type != NULL && type_is_textual(type->value) && reply_header_find(x, TEXT("content-encoding")) == NULL;
}

bool http_gzip_wanted(http_exchange *x) {
    if (!x->gzip_considered) {
        x->gzip_considered = true;
        x->gzip_varies = body_deserves_gzip(x);
        x->gzip_wanted = x->gzip_varies && http_gzip_accepted(&x->request);
    }
    return x->gzip_wanted;
}

void http_gzip_apply(http_exchange *x) {
    buffer packed;
    if (!http_gzip_wanted(x))
        return;
    x->gzip_wanted = false; // once
    if (!body_deflate(x->loop->server->gzip, &x->reply_body, &packed))
        return;
    packed.maximum = x->reply_body.maximum;
    buffer_done(&x->reply_body);
    x->reply_body = packed;
    x->gzip_applied = true;
    entity_tag_mark(x);
}

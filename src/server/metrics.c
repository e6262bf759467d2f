// A page has a row for each route and method; memory of rows that nobody asks for is never touched. A count is a load and a store
// without order: a reader may see a request begun and not yet ended that has ended, and is none the worse for it.
#include "server/metrics.h"
#include "base/memory.h"
#include "store/store.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum { LINE = 64, STATUS_END = 600, ENDPOINT_MAXIMUM = 200 };

// By their places; what else there may be is at the first.
static const int statuses[] = {0,   200, 201, 204, 207, 302, 304, 400, 401, 403, 404, 405, 406, 408, 409,
                               410, 411, 412, 413, 414, 415, 417, 422, 428, 429, 431, 500, 501, 503, 505};
#define PLACE_COUNT (sizeof statuses / sizeof *statuses)
static_assert(PLACE_COUNT <= METRIC_STATUSES_MAXIMUM, "there is room for every status");

const histogram_scale metrics_duration_scale = {
    11, {5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000, 2500000, 5000000, 10000000}};

typedef struct row_counts {
    _Alignas(LINE) shared_count begun;
    histogram duration;
    shared_count statuses[PLACE_COUNT];
} row_counts;

struct loop_counts {
    _Alignas(LINE) const uint8_t *places; // of statuses: the metrics' own
    shared_count reply_bytes;
    shared_count looks[METRIC_CACHE_COUNT][2];
    row_counts rows[];
};

typedef struct row_name {
    const char *method;
    char endpoint[ENDPOINT_MAXIMUM];
} row_name;

// Rows: each route by its method; again for HEAD; and by each method what no route has.
struct metrics {
    const route *first;
    unsigned routes, rows, loops;
    row_name *names;
    uint8_t places[STATUS_END];
    size_t page_size;
    char *memory, *pages; // as it was given, and from a line's beginning
    shared_count tallies[TALLY_COUNT];
    histogram reads;
};

// --- names -----------------------------------------------------------------------------------------------------------

static bool is_id(text parameter) {
    return text_equal(parameter, TEXT("id")) || text_ends_with(parameter, TEXT("_id"));
}

// "/assets/{asset_id}/publish" -> "/assets/{id}/publish"
static void endpoint_of(const char *path, char out[ENDPOINT_MAXIMUM]) {
    size_t length = 0;
    while (*path != '\0' && length + 1 < ENDPOINT_MAXIMUM) {
        size_t name = *path == '{' ? strcspn(path + 1, "}") : 0;
        if (name > 0 && is_id((text){path + 1, name}) && length + 4 < ENDPOINT_MAXIMUM) {
            length += (size_t)snprintf(out + length, ENDPOINT_MAXIMUM - length, "{id}");
            path += name + 2;
        } else {
            out[length++] = *path++;
        }
    }
    out[length] = '\0';
}

static void name_rows(metrics *m) {
    for (unsigned i = 0; i < m->routes; i++) {
        m->names[i].method = http_method_name(m->first[i].method);
        m->names[m->routes + i].method = http_method_name(HTTP_HEAD);
        endpoint_of(m->first[i].path, m->names[i].endpoint);
        endpoint_of(m->first[i].path, m->names[m->routes + i].endpoint);
    }
    for (unsigned method = 0; method <= HTTP_OTHER; method++) {
        row_name *name = &m->names[2 * m->routes + method];
        name->method = http_method_name(method);
        snprintf(name->endpoint, sizeof name->endpoint, "unmatched");
    }
}

// --- life ------------------------------------------------------------------------------------------------------------

static loop_counts *page_at(const metrics *m, unsigned index) {
    return (loop_counts *)(void *)(m->pages + index * m->page_size);
}

metrics *metrics_new(const route *first, unsigned routes, unsigned loops) {
    metrics *m = memory_zalloc(sizeof *m);
    m->first = first;
    m->routes = routes;
    m->rows = 2 * m->routes + HTTP_OTHER + 1;
    m->loops = loops;
    m->names = memory_zalloc(m->rows * sizeof *m->names);
    name_rows(m);
    m->page_size = sizeof(loop_counts) + m->rows * sizeof(row_counts);
    m->memory = memory_zalloc(loops * m->page_size + LINE);
    m->pages = m->memory + (LINE - (uintptr_t)m->memory % LINE) % LINE;
    for (unsigned place = 1; place < PLACE_COUNT; place++)
        m->places[statuses[place]] = (uint8_t)place;
    for (unsigned i = 0; i < loops; i++)
        page_at(m, i)->places = m->places;
    return m;
}

metrics *metrics_free(metrics *m) {
    if (m == NULL)
        return NULL;
    free(m->names);
    free(m->memory);
    free(m);
    return NULL;
}

loop_counts *metrics_of_loop(metrics *m, unsigned index) {
    assert(index < m->loops);
    return page_at(m, index);
}

// --- counting --------------------------------------------------------------------------------------------------------

unsigned metrics_row(const metrics *m, const route *row, http_method method) {
    if (row == NULL)
        return 2 * m->routes + (method < HTTP_OTHER ? method : HTTP_OTHER);
    return (unsigned)(row - m->first) + (method == HTTP_HEAD ? m->routes : 0);
}

void metrics_begin(loop_counts *counts, unsigned row) {
    counter_add_alone(&counts->rows[row].begun, 1);
}

void metrics_end(loop_counts *counts, unsigned row, const metrics_reply *reply) {
    row_counts *r = &counts->rows[row];
    bool known = reply->status >= 0 && reply->status < STATUS_END;
    counter_add_alone(&r->statuses[known ? counts->places[reply->status] : 0], 1);
    histogram_add_alone(&r->duration, &metrics_duration_scale, reply->microseconds);
    counter_add_alone(&counts->reply_bytes, reply->bytes);
}

void metrics_cache_look(loop_counts *counts, metric_cache cache, bool hit) {
    counter_add_alone(&counts->looks[cache][hit], 1);
}

void metrics_tell(metrics *m, const uint32_t tallies[TALLY_COUNT]) {
    for (size_t i = 0; i < TALLY_COUNT; i++)
        if (tallies[i] > 0)
            counter_add(&m->tallies[i], tallies[i]);
}

void metrics_read_took(metrics *m, int64_t time) {
    histogram_add(&m->reads, &store_time_scale, time);
}

// --- reading ---------------------------------------------------------------------------------------------------------

bool metrics_requests_at(const metrics *m, unsigned row, request_counts *out) {
    if (row >= m->rows)
        return false;
    *out = (request_counts){.method = m->names[row].method, .endpoint = m->names[row].endpoint};
    uint64_t begun = 0;
    for (unsigned i = 0; i < m->loops; i++) {
        const row_counts *r = &page_at(m, i)->rows[row];
        histogram_read(&r->duration, &out->duration);
        for (unsigned place = 0; place < PLACE_COUNT; place++)
            out->statuses[place] += counter_read(&r->statuses[place]);
        begun += counter_read(&r->begun);
    }
    out->running = begun > out->duration.count ? begun - out->duration.count : 0;
    return true;
}

int metrics_status_at(unsigned place) {
    return place < PLACE_COUNT ? statuses[place] : 0;
}

uint64_t metrics_reply_bytes(const metrics *m) {
    uint64_t bytes = 0;
    for (unsigned i = 0; i < m->loops; i++)
        bytes += counter_read(&page_at(m, i)->reply_bytes);
    return bytes;
}

uint64_t metrics_cache_looks(const metrics *m, metric_cache cache, bool hit) {
    uint64_t looks = 0;
    for (unsigned i = 0; i < m->loops; i++)
        looks += counter_read(&page_at(m, i)->looks[cache][hit]);
    return looks;
}

uint64_t metrics_tallied(const metrics *m, unsigned tally) {
    return counter_read(&m->tallies[tally]);
}

void metrics_reads(const metrics *m, histogram_total *out) {
    histogram_read(&m->reads, out);
}

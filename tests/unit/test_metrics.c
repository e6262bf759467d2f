// Counting by several threads, each on its page, while another reads; and how what was counted is told.
#include "server/exposition.h"
#include "server/metrics.h"
#include "unit.h"
#include <pthread.h>
#include <stdlib.h>

enum { LOOPS = 3, ROUNDS = 20000 };

// Stands in for api/routes.def.
static const route rows[] = {
    {.method = HTTP_GET, .path = "/api/v1/teams/{team_id}"},
    {.method = HTTP_POST, .path = "/api/v1/assets/{asset_id}/contracts/{contract_id}/by/{name}"},
};

#define ROWS (sizeof rows / sizeof *rows)

const char *http_method_name(http_method method) {
    static const char *const names[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"};
    return names[method];
}

const histogram_scale store_time_scale = {2, {1000, 1000000}};

static request_counts counts_at(const metrics *m, unsigned row) {
    request_counts counts;
    assert_true(metrics_requests_at(m, row, &counts));
    return counts;
}

// --- counting --------------------------------------------------------------------------------------------------------

typedef struct loop_thread {
    metrics *m;
    unsigned index;
    pthread_t thread;
} loop_thread;

static void *loop_run(void *data) {
    loop_thread *t = data;
    loop_counts *counts = metrics_of_loop(t->m, t->index);
    unsigned row = metrics_row(t->m, &rows[0], HTTP_GET);
    for (int i = 0; i < ROUNDS; i++) {
        metrics_begin(counts, row);
        metrics_cache_look(counts, METRIC_CACHE_REPLIES, i % 4 == 0);
        metrics_end(counts, row, &(metrics_reply){i % 10 == 0 ? 404 : 200, 7, i % 2 == 0 ? 10 : 6000});
        metrics_tell(t->m, (uint32_t[TALLY_COUNT]){[TALLY_PROPOSED] = 1});
        metrics_read_took(t->m, 5000);
    }
    return NULL;
}

static void test_threads(void **state) {
    (void)state;
    metrics *m = metrics_new(rows, ROWS, LOOPS);
    loop_thread threads[LOOPS];
    for (unsigned i = 0; i < LOOPS; i++) {
        threads[i] = (loop_thread){.m = m, .index = i};
        assert_int_equal(pthread_create(&threads[i].thread, NULL, loop_run, &threads[i]), 0);
    }
    unsigned row = metrics_row(m, &rows[0], HTTP_GET);
    for (uint64_t before = 0; before < (uint64_t)LOOPS * ROUNDS / 2;) { // a counter never goes back
        uint64_t now = counts_at(m, row).duration.count;
        assert_true(now >= before);
        before = now;
    }
    for (unsigned i = 0; i < LOOPS; i++)
        pthread_join(threads[i].thread, NULL);
    request_counts all = counts_at(m, row);
    uint64_t total = (uint64_t)LOOPS * ROUNDS, not_found = 0, fine = 0;
    for (unsigned place = 0; place < METRIC_STATUSES_MAXIMUM; place++) {
        fine += metrics_status_at(place) == 200 ? all.statuses[place] : 0;
        not_found += metrics_status_at(place) == 404 ? all.statuses[place] : 0;
    }
    assert_int_equal(all.running, 0);
    assert_int_equal(all.duration.count, total);
    assert_int_equal(all.duration.buckets[0], total / 2);
    assert_int_equal(all.duration.buckets[1], total / 2);
    assert_int_equal(all.duration.sum, total / 2 * 6010);
    assert_int_equal(not_found, total / 10);
    assert_int_equal(fine, total - total / 10);
    assert_int_equal(metrics_reply_bytes(m), total * 7);
    assert_int_equal(metrics_cache_looks(m, METRIC_CACHE_REPLIES, true), total / 4);
    assert_int_equal(metrics_tallied(m, TALLY_PROPOSED), total);
    histogram_total reads = {0};
    metrics_reads(m, &reads);
    assert_int_equal(reads.count, total);
    metrics_free(m);
}

static void test_running(void **state) {
    (void)state;
    metrics *m = metrics_new(rows, ROWS, 1);
    loop_counts *counts = metrics_of_loop(m, 0);
    unsigned row = metrics_row(m, &rows[1], HTTP_POST);
    metrics_begin(counts, row);
    metrics_begin(counts, row);
    metrics_end(counts, row,
                &(metrics_reply){777, 0, 99000000}); // a status that nobody knows, after longer than the last bound
    request_counts now = counts_at(m, row);
    assert_int_equal(now.running, 1);
    assert_int_equal(now.statuses[0], 1);
    assert_int_equal(now.duration.buckets[metrics_duration_scale.count], 1);
    metrics_free(m);
}

static void test_rows(void **state) {
    (void)state;
    metrics *m = metrics_new(rows, ROWS, 1);
    request_counts counts = counts_at(m, metrics_row(m, &rows[0], HTTP_HEAD));
    assert_string_equal(counts.method, "HEAD");
    assert_string_equal(counts.endpoint, "/api/v1/teams/{id}");
    counts = counts_at(m, metrics_row(m, &rows[1], HTTP_POST));
    assert_string_equal(counts.endpoint, "/api/v1/assets/{id}/contracts/{id}/by/{name}");
    for (http_method method = HTTP_GET; method <= HTTP_UNKNOWN; method++) {
        counts = counts_at(m, metrics_row(m, NULL, method));
        assert_string_equal(counts.endpoint, "unmatched");
        assert_string_equal(counts.method, method == HTTP_UNKNOWN ? "OTHER" : http_method_name(method));
    }
    assert_false(metrics_requests_at(m, metrics_row(m, NULL, HTTP_OTHER) + 1, &counts));
    metrics_free(m);
}

// --- telling ---------------------------------------------------------------------------------------------------------

static void assert_told(const buffer *out, const char *lines) {
    assert_true(!out->failed && out->length == strlen(lines));
    assert_memory_equal(out->data, lines, out->length);
}

static void test_values(void **state) {
    (void)state;
    buffer out;
    buffer_init(&out, 1 << 16);
    exposition e = exposition_on(&out, INT64_C(1500000000500000));
    exposition_begin(&e, METRIC_proposals_acknowledged);
    exposition_value(&e, (const char *[]){"a\"b\\c\nd"}, 3);
    exposition_one(&e, METRIC_app_uptime, 0.25);
    exposition_end(&e);
    assert_told(&out, "# HELP tessera_proposals_acknowledged_total Answers to proposals: `approved`, `blocked`, "
                      "`migrating`\n"
                      "# TYPE tessera_proposals_acknowledged_total counter\n"
                      "tessera_proposals_acknowledged_total{response=\"a\\\"b\\\\c\\nd\"} 3\n"
                      "# HELP tessera_proposals_acknowledged_created Since when it counts, in seconds since 1970\n"
                      "# TYPE tessera_proposals_acknowledged_created gauge\n"
                      "tessera_proposals_acknowledged_created{response=\"a\\\"b\\\\c\\nd\"} 1500000000.5\n"
                      "# HELP tessera_app_uptime_seconds Time since the start\n"
                      "# TYPE tessera_app_uptime_seconds gauge\n"
                      "tessera_app_uptime_seconds 0.25\n");
    buffer_done(&out);
}

static void test_distributions(void **state) {
    (void)state;
    static const histogram_scale scale = {3, {5000, 1000000, 2500000}};
    buffer out;
    histogram h = {0};
    histogram_total total = {0};
    histogram_add(&h, &scale, 5000); // a bound belongs to its bucket
    histogram_add(&h, &scale, 5001);
    histogram_add(&h, &scale, 3000000);
    histogram_read(&h, &total);
    buffer_init(&out, 1 << 16);
    exposition e = exposition_on(&out, 0);
    exposition_begin(&e, METRIC_database_commit);
    exposition_histogram(&e, NULL, &total, &scale, 1e6);
    exposition_end(&e);
    assert_told(&out, "# HELP tessera_database_commit_seconds Time of a commit, until it was synced\n"
                      "# TYPE tessera_database_commit_seconds histogram\n"
                      "tessera_database_commit_seconds_bucket{le=\"0.005\"} 1\n"
                      "tessera_database_commit_seconds_bucket{le=\"1.0\"} 2\n"
                      "tessera_database_commit_seconds_bucket{le=\"2.5\"} 2\n"
                      "tessera_database_commit_seconds_bucket{le=\"+Inf\"} 3\n"
                      "tessera_database_commit_seconds_count 3\n"
                      "tessera_database_commit_seconds_sum 3.010001\n");
    buffer_done(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads), cmocka_unit_test(test_running),       cmocka_unit_test(test_rows),
        cmocka_unit_test(test_values),  cmocka_unit_test(test_distributions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

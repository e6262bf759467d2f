// Readers beside the writer: when their view is renewed, and what they do to the write-ahead log.
#include "store_fixture.h"

#include <stdatomic.h>

static void test_view_is_renewed_when_needed(void **state) {
    store *s = fixture_open(*state);
    db *reader = store_reader_open(s);
    uint64_t first = store_reader_refresh(s, reader);
    assert_int_equal(count_teams(reader, "one"), 0);
    assert_int_equal(store_reader_refresh(s, reader), first);
    assert_true(fixture_write(s, insert_team, "one"));
    assert_int_equal(count_teams(reader, "one"), 0); // one view for all of a piece of work
    uint64_t second = store_reader_refresh(s, reader);
    assert_int_not_equal(second, first);
    assert_int_equal(count_teams(reader, "one"), 1);
    assert_int_equal(store_reader_refresh(s, reader), second);
    assert_true(sqlite_in_transaction(sqlite_of(reader)));
    store_reader_rest(s, reader);
    assert_false(sqlite_in_transaction(sqlite_of(reader)));
    store_reader_rest(s, reader);
    assert_true(fixture_write(s, insert_team, "two"));
    assert_int_equal(count_teams(reader, "two"), 1); // without a view, what is newest
    uint64_t third = store_reader_refresh(s, reader);
    assert_true(third != first && third != second);
    assert_int_equal(count_teams(reader, "two"), 1);
    assert_true(store_probe(s, reader) >= 0);
    assert_false(db_has_failed(reader));
    store_reader_close(reader);
    store_close(s);
}

typedef struct client {
    store *store;
    pthread_t thread;
    int number;
    int missing;
    _Atomic(bool) *stop;
    int64_t reads;
} client;

// Writes, hears of the commit, and must find it on its own reader.
static void *client_main(void *data) {
    client *c = data;
    db *reader = store_reader_open(c->store);
    for (int i = 0; i < 50; i++) {
        char name[32];
        snprintf(name, sizeof name, "client %d write %d", c->number, i);
        if (!fixture_write(c->store, insert_team, name))
            c->missing++;
        store_reader_refresh(c->store, reader);
        c->missing += count_teams(reader, name) != 1;
    }
    store_reader_close(reader);
    return NULL;
}

static void test_clients_read_their_writes(void **state) {
    store *s = fixture_open(*state);
    enum { CLIENTS = 8 };
    client clients[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = (client){.store = s, .number = i};
        assert_int_equal(pthread_create(&clients[i].thread, NULL, client_main, &clients[i]), 0);
    }
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(clients[i].thread, NULL);
        assert_int_equal(clients[i].missing, 0);
    }
    assert_int_equal(teams_in(s), CLIENTS * 50);
    store_statistics statistics = store_get_statistics(s);
    assert_int_equal(statistics.writes, CLIENTS * 50);
    assert_true(statistics.commits <= statistics.writes);
    store_close(s);
}

static void *busy_reader(void *data) {
    client *c = data;
    db *reader = store_reader_open(c->store);
    while (!atomic_load(c->stop)) {
        store_reader_refresh(c->store, reader);
        c->missing += db_run_int(db_prepare(reader, "SELECT count(*) FROM teams")) < 0;
        c->reads++;
    }
    store_reader_close(reader);
    return NULL;
}

// Readers that never rest must not let the write-ahead log grow without end.
static void test_log_stays_bounded(void **state) {
    fixture *f = *state;
    store *s = fixture_open(f);
    assert_true(fixture_write(s, insert_team, "one"));
    _Atomic(bool) stop = false;
    client readers[2];
    for (int i = 0; i < 2; i++) {
        readers[i] = (client){.store = s, .stop = &stop};
        assert_int_equal(pthread_create(&readers[i].thread, NULL, busy_reader, &readers[i]), 0);
    }
    // 300 times half a megabyte.
    long long largest = 0;
    for (int i = 0; i < 300; i++) {
        assert_true(fixture_write(
            s, run_sql,
            "UPDATE teams SET metadata = hex(randomblob(250000)), updated_at = coalesce(updated_at, 0) + 1"));
        long long size = fixture_file_size(f, "-wal");
        largest = size > largest ? size : largest;
    }
    atomic_store(&stop, true);
    for (int i = 0; i < 2; i++) {
        pthread_join(readers[i].thread, NULL);
        assert_true(readers[i].reads > 0);
        assert_int_equal(readers[i].missing, 0);
    }
    assert_in_range(largest, 1 << 20, 96 << 20);
    store_close(s);
    assert_int_equal(fixture_file_size(f, "-wal"), -1);
}

static void write_half_megabytes(store *s, int count) {
    for (int i = 0; i < count; i++)
        assert_true(fixture_write(s, run_sql, "UPDATE teams SET metadata = hex(randomblob(250000))"));
}

// One reader that holds its view for long lets the log grow; once it rests, the log is used again from its start.
static void test_long_view_is_survived(void **state) {
    fixture *f = *state;
    store *s = fixture_open(f);
    assert_true(fixture_write(s, insert_team, "one"));
    db *reader = store_reader_open(s);
    store_reader_refresh(s, reader);
    assert_int_equal(count_teams(reader, "one"), 1);
    write_half_megabytes(s, 80);
    long long grown = fixture_file_size(f, "-wal");
    assert_true(grown > 80LL * 500000);
    assert_int_equal(db_run_int(db_prepare(reader, "SELECT length(metadata) FROM teams")), 2);
    store_reader_rest(s, reader);
    write_half_megabytes(s, 80);
    assert_true(fixture_file_size(f, "-wal") < grown + 20LL * 500000);
    store_reader_refresh(s, reader);
    assert_int_equal(db_run_int(db_prepare(reader, "SELECT length(metadata) FROM teams")), 500000);
    store_reader_close(reader);
    store_close(s);
}
int main(void) {
    const struct CMUnitTest tests[] = {
        with_folder(test_view_is_renewed_when_needed),
        with_folder(test_clients_read_their_writes),
        with_folder(test_log_stays_bounded),
        with_folder(test_long_view_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// Messages of the outbox: whom each is for, and how long it stays.
#include "store_fixture.h"

#include "base/json_build.h"
#include "base/timestamp.h"
#include "store/outbox.h"

enum { MOST = 8 };

static const json_value *saying(const char *word, arena *a) {
    json_builder b = json_builder_on(a);
    json_put_string(&b, "says", word);
    return json_built(&b);
}

static bool leave_for_both(db *d, const void *data) {
    arena *a = arena_new(0);
    (void)data;
    bool good = store_outbox_insert_both(d, saying("hook", a), saying("chat", a), timestamp_now(), a) == DB_OK;
    arena_free(a);
    return good;
}

static bool leave_for_one(db *d, const void *data) {
    arena *a = arena_new(0);
    const outbox_kind *kind = data;
    bool good = store_outbox_insert(d, *kind, saying("alone", a), timestamp_now(), a) == DB_OK;
    arena_free(a);
    return good;
}

typedef struct taking {
    outbox_kind kind;
    bool told;
} taking;

// Takes the first message of a kind.
static bool take_first(db *d, const void *data) {
    const taking *t = data;
    outbox_message first;
    arena *a = arena_new(0);
    size_t count = store_outbox_waiting(d, t->kind, &first, 1, a);
    bool good = count == 1 && store_outbox_take(d, t->kind, &first.id, t->told, timestamp_now()) == DB_OK;
    arena_free(a);
    return good;
}

static bool sweep(db *d, const void *data) {
    (void)data;
    store_outbox_sweep(d, INT64_MAX, MOST);
    return true;
}

// The words that wait for a kind, in order, each followed by a space.
static void expect_waiting(store *s, outbox_kind kind, const char *words) {
    outbox_message waiting[MOST];
    arena *a = arena_new(0);
    char found[256] = "";
    db *reader = store_reader_open(s);
    store_reader_refresh(s, reader);
    size_t count = store_outbox_waiting(reader, kind, waiting, MOST, a);
    assert_int_equal(store_outbox_waits(reader, kind), count > 0);
    for (size_t i = 0; i < count; i++) {
        json_error error;
        const json_value *said = json_get(json_parse(a, waiting[i].payload, 8, &error), "says");
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s ", said->string);
    }
    assert_string_equal(found, words);
    store_reader_close(reader);
    arena_free(a);
}

static void count_marks(void *data, unsigned marks) {
    *(unsigned *)data |= marks;
}

static void test_each_kind_has_its_own(void **state) {
    store *s = fixture_open(*state);
    const outbox_kind webhook = OUTBOX_WEBHOOK, chat = OUTBOX_CHAT;
    unsigned marks = 0;
    store_listener listener = {count_marks, &marks};
    store_listen(s, &listener);
    expect_waiting(s, webhook, "");
    assert_true(fixture_write(s, leave_for_both, NULL));
    assert_int_equal(marks, OUTBOX_MARK(OUTBOX_WEBHOOK) | OUTBOX_MARK(OUTBOX_CHAT));
    assert_true(fixture_write(s, leave_for_one, &chat));
    assert_true(fixture_write(s, leave_for_one, &webhook));
    assert_true(fixture_write(s, leave_for_both, NULL));
    expect_waiting(s, webhook, "hook alone hook ");
    expect_waiting(s, chat, "chat alone chat ");
    assert_true(fixture_write(s, take_first, &(taking){webhook, true}));
    expect_waiting(s, webhook, "alone hook ");
    expect_waiting(s, chat, "chat alone chat ");
    for (int i = 0; i < 3; i++)
        assert_true(fixture_write(s, take_first, &(taking){chat, true}));
    expect_waiting(s, webhook, "alone hook ");
    expect_waiting(s, chat, "");
    assert_int_equal(fixture_number(s, "SELECT count(*) FROM outbox WHERE delivered_at IS NOT NULL"), 2);
    store_close(s);
}

static void test_what_nobody_was_told_is_swept(void **state) {
    store *s = fixture_open(*state);
    const outbox_kind webhook = OUTBOX_WEBHOOK, chat = OUTBOX_CHAT;
    assert_true(fixture_write(s, leave_for_both, NULL));
    assert_true(fixture_write(s, take_first, &(taking){webhook, false}));
    assert_true(fixture_write(s, sweep, NULL));
    expect_waiting(s, chat, "chat "); // whose turn it still is
    assert_true(fixture_write(s, take_first, &(taking){chat, false}));
    assert_true(fixture_write(s, sweep, NULL));
    assert_int_equal(fixture_number(s, "SELECT count(*) FROM outbox"), 0);
    assert_true(fixture_write(s, leave_for_both, NULL));
    assert_true(fixture_write(s, take_first, &(taking){webhook, false}));
    assert_true(fixture_write(s, take_first, &(taking){chat, true}));
    assert_true(fixture_write(s, sweep, NULL));
    assert_int_equal(fixture_number(s, "SELECT count(*) FROM outbox"), 1); // until what was made of it has gone
    store_close(s);
}

// The one kind told somebody, of which a row is there yet, the other did not.
static void test_what_is_used_is_not_swept(void **state) {
    store *s = fixture_open(*state);
    assert_true(fixture_write(s, leave_for_both, NULL));
    assert_true(fixture_write(s, run_sql,
                              "INSERT INTO notifications (id, event_id, kind, destination_id, queued_at, alive, "
                              "created_at) SELECT id, id, 'slack', id, 1, 0, 1 FROM outbox"));
    assert_true(fixture_write(s, take_first, &(taking){OUTBOX_CHAT, true}));
    assert_true(fixture_write(s, take_first, &(taking){OUTBOX_WEBHOOK, false}));
    assert_true(fixture_write(s, sweep, NULL));
    assert_int_equal(fixture_number(s, "SELECT count(*) FROM outbox"), 1);
    assert_true(fixture_write(s, run_sql, "DELETE FROM notifications"));
    assert_true(fixture_write(s, sweep, NULL));
    assert_int_equal(fixture_number(s, "SELECT count(*) FROM outbox"), 0);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_folder(test_each_kind_has_its_own),
        with_folder(test_what_nobody_was_told_is_swept),
        with_folder(test_what_is_used_is_not_swept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

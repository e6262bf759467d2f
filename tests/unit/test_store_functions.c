// The functions that statements call where databases differ, through SQL.
#include "store_fixture.h"

// The result, or -1 for null.
static int64_t call(db *d, const char *sql, const char *one, const char *other) {
    db_query *q = db_prepare(d, sql);
    db_bind_text(q, 1, one);
    if (other != NULL)
        db_bind_text(q, 2, other);
    assert_true(db_step(q));
    int64_t result = db_column_is_null(q, 0) ? -1 : db_column_int(q, 0);
    assert_int_equal(db_end(q), DB_OK);
    return result;
}

typedef struct two_texts {
    const char *one, *other;
    int64_t result;
} two_texts;

static void check(db *d, const char *sql, const two_texts *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        int64_t result = call(d, sql, rows[i].one, rows[i].other);
        if (result != rows[i].result)
            fail_msg("%s of '%s' and '%s' is %lld", sql, rows[i].one, rows[i].other, (long long)result);
    }
}

#define check_rows(d, sql, rows) check(d, sql, rows, sizeof(rows) / sizeof *(rows))

static void test_contains(void **state) {
    store *s = fixture_open(*state);
    db *d = store_reader_open(s);
    static const two_texts rows[] = {
        {"École", "é", 1}, {"abc", "a%c", 1}, {"abc", "", 1}, {"", "a", 0}, {NULL, "a", -1}};
    static const two_texts literally[] = {{"a%c", "A%", 1}, {"abc", "a%c", 0}, {NULL, "a", -1}};
    check_rows(d, "SELECT tessera_contains(?1, ?2)", rows);
    check_rows(d, "SELECT tessera_has(?1, ?2)", literally);
    assert_int_equal(call(d, "SELECT tessera_contains('a', ?1)", NULL, NULL), -1);
    assert_int_equal(db_run(db_prepare(d, "SELECT tessera_contains('a', hex(zeroblob(26000)))"), NULL), DB_FAILED);
    store_reader_close(d);
    store_close(s);
}

static void test_ids(void **state) {
    store *s = fixture_open(*state);
    db *d = store_reader_open(s);
    static const char sql[] =
        "SELECT count(*), coalesce(sum(place), -1), min(hex(id)), max(hex(id)) FROM tessera_ids(?1)";
    static const struct {
        text list;
        int64_t count, places;
        const char *least, *most;
    } rows[] = {
        {TEXT("abcdefghijklmnopABCDEFGHIJKLMNOPabcdefghijklmnop"), 3, 3, "4142434445464748494A4B4C4D4E4F50",
         "6162636465666768696A6B6C6D6E6F70"},
        {TEXT("abcdefghijklmnopABC"), 1, 0, "6162636465666768696A6B6C6D6E6F70", "6162636465666768696A6B6C6D6E6F70"},
        {TEXT("short"), 0, -1, NULL, NULL},
        {TEXT(""), 0, -1, NULL, NULL},
        {TEXT_NONE, 0, -1, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        db_query *q = db_prepare(d, sql);
        db_bind_blob(q, 1, rows[i].list);
        assert_true(db_step(q));
        assert_int_equal(db_column_int(q, 0), rows[i].count);
        assert_int_equal(db_column_int(q, 1), rows[i].places);
        assert_int_equal(db_column_is_null(q, 2), rows[i].least == NULL);
        assert_true(rows[i].least == NULL ||
                    (text_is(db_column_text(q, 2), rows[i].least) && text_is(db_column_text(q, 3), rows[i].most)));
        assert_int_equal(db_end(q), DB_OK);
    }
    assert_int_equal(db_run_int(db_prepare(d, "SELECT count(*) FROM tessera_ids")), 0);
    store_reader_close(d);
    store_close(s);
}

static void test_equal(void **state) {
    store *s = fixture_open(*state);
    db *d = store_reader_open(s);
    static const two_texts rows[] = {
        {"Orders", "oRDERS", 1}, {"É", "é", 0}, {"a", "ab", 0}, {"", "", 1}, {NULL, "a", -1}};
    check_rows(d, "SELECT tessera_equal(?1, ?2)", rows);
    store_reader_close(d);
    store_close(s);
}

static void test_count(void **state) {
    store *s = fixture_open(*state);
    db *d = store_reader_open(s);
    static const two_texts rows[] = {
        {"[]", NULL, 0},
        {" [ ] ", NULL, 0},
        {"[1]", NULL, 1},
        {"[[1,2],[3]]", NULL, 2},
        {"[\"a,b]\",\"\\\\\",\"\\\"]\",null]", NULL, 4},
        {"[{\"a\":[1,2,{\"b\":\"}\"}]}, {}]", NULL, 2},
        {"{\"a\":[1,2]}", NULL, 0},
        {"", NULL, 0},
        {"[\"cut", NULL, 1},
        {"[\"cut\\", NULL, 1},
        {NULL, NULL, -1},
    };
    check_rows(d, "SELECT tessera_count(?1)", rows);
    store_reader_close(d);
    store_close(s);
}

static void test_holds(void **state) {
    store *s = fixture_open(*state);
    db *d = store_reader_open(s);
    static const two_texts rows[] = {
        {"[\"pii\",\"finance\"]", "[\"finance\"]", 1},
        {"[\"pii\",\"finance\"]", "[\"finance\",\"pii\",\"finance\"]", 1},
        {"[\"pii\",\"finance\"]", "[\"finance\",\"other\"]", 0},
        {"[\"pii\",\"finance\"]", "[\"fin\"]", 0},
        {"[\"pii,finance\"]", "[\"pii\"]", 0},
        {"[\"a\\\"b\",\"é\"]", "[\"é\",\"a\\\"b\"]", 1},
        {"[ \"pii\" , \"finance\" ]", "[\"finance\"]", 1},
        {"[]", "[\"pii\"]", 0},
        {"[]", "[]", 1},
        {NULL, "[]", -1},
    };
    check_rows(d, "SELECT tessera_holds(?1, ?2)", rows);
    store_reader_close(d);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_folder(test_contains), with_folder(test_equal), with_folder(test_ids),
        with_folder(test_count),    with_folder(test_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// Records to rows and back, with a field of every kind.
#include "store_fixture.h"

#include "base/record.h"
#include <math.h>

typedef struct child {
    const char *name;
    int64_t size;
} child;

static const char *const color_values[] = {"red", "green", "blue"};
static const record_enum color_enum = {.name = "color", .values = color_values, .count = 3};

#define FIELD(type, field, kind_, reference_)                                                                          \
    {                                                                                                                  \
        .name = #field, .name_length = sizeof #field - 1, .kind = kind_, .flags = RECORD_NULLABLE,                     \
        .offset = offsetof(type, field), .reference = reference_, .minimum = RECORD_INT_NONE,                          \
        .maximum = RECORD_INT_NONE                                                                                     \
    }

static const record_field child_fields[] = {
    FIELD(child, name, RECORD_STRING, NULL),
    FIELD(child, size, RECORD_INT, NULL),
};
static const record_type child_type = {
    .name = "child", .title = "Child", .fields = child_fields, .field_count = 2, .size = sizeof(child)};

typedef struct every {
    const char *string;
    uuid id;
    int64_t time;
    int64_t integer;
    double number;
    int8_t boolean;
    int color;
    record_json object, any, array, textmap, listmap;
    record_strings strings;
    record_uuids uuids;
    record_ints colors;
    child *one;
    record_list many;
} every;

static const record_field every_fields[] = {
    FIELD(every, string, RECORD_STRING, NULL),
    FIELD(every, id, RECORD_UUID, NULL),
    FIELD(every, time, RECORD_TIME, NULL),
    FIELD(every, integer, RECORD_INT, NULL),
    FIELD(every, number, RECORD_NUMBER, NULL),
    FIELD(every, boolean, RECORD_BOOL, NULL),
    FIELD(every, color, RECORD_ENUM, &color_enum),
    FIELD(every, object, RECORD_OBJECT, NULL),
    FIELD(every, any, RECORD_ANY, NULL),
    FIELD(every, array, RECORD_ARRAY, NULL),
    FIELD(every, textmap, RECORD_TEXTMAP, NULL),
    FIELD(every, listmap, RECORD_LISTMAP, NULL),
    FIELD(every, strings, RECORD_STRINGS, NULL),
    FIELD(every, uuids, RECORD_UUIDS, NULL),
    FIELD(every, colors, RECORD_ENUMS, &color_enum),
    FIELD(every, one, RECORD_RECORD, &child_type),
    FIELD(every, many, RECORD_RECORDS, &child_type),
};
static const record_type every_type = {.name = "every",
                                       .title = "Every",
                                       .fields = every_fields,
                                       .field_count = sizeof every_fields / sizeof *every_fields,
                                       .size = sizeof(every)};

#define TABLE                                                                                                          \
    "CREATE TABLE every (string TEXT, id BLOB, time INTEGER, integer INTEGER, number REAL, boolean INTEGER, color "    \
    "TEXT, "                                                                                                           \
    "object TEXT, any TEXT, array TEXT, textmap TEXT, listmap TEXT, strings TEXT, uuids TEXT, colors TEXT, one TEXT, " \
    "many TEXT) STRICT"
#define INSERT                                                                                                         \
    "INSERT INTO every VALUES (:string, :id, :time, :integer, :number, :boolean, :color, :object, :any, :array, "      \
    ":textmap, "                                                                                                       \
    ":listmap, :strings, :uuids, :colors, :one, :many)"

typedef struct place {
    store *store;
    db *connection;
    arena *arena;
} place;

static place place_make(fixture *f) {
    place p = {.store = fixture_open(f), .arena = arena_new(0)};
    p.connection = &fixture_connect(f)->base;
    assert_true(db_execute(p.connection, TABLE));
    return p;
}

static void place_close(place *p) {
    arena_free(p->arena);
    db_close(p->connection);
    store_close(p->store);
}

static record_json tree_of(arena *a, const char *source) {
    json_error error;
    const json_value *tree = json_parse(a, text_of(source), 100, &error);
    assert_non_null(tree);
    return (record_json){.tree = tree};
}

static void assert_raw(record_json json, const char *expected) {
    assert_null(json.tree);
    assert_non_null(json.raw.data);
    assert_int_equal(json.raw.length, strlen(expected));
    assert_string_equal(json.raw.data, expected);
}

static every example(arena *a) {
    static const char *strings[] = {"a", "\"quoted\" \\ é\n", ""};
    static int colors[] = {2, 0};
    uuid *ids = arena_array(a, 2, sizeof *ids);
    ids[0] = uuid_new();
    ids[1] = uuid_new();
    child *children = arena_array(a, 2, sizeof *children);
    children[0] = (child){.name = "x", .size = 1};
    children[1] = (child){.name = NULL, .size = RECORD_INT_NONE};
    return (every){
        .string = "text with é",
        .id = uuid_new(),
        .time = 1741079702004512,
        .integer = INT64_MAX,
        .number = 0.1,
        .boolean = 1,
        .color = 1,
        .object = tree_of(a, "{\"b\": 1.50, \"a\": [18446744073709551615]}"),
        .any = tree_of(a, "\"text\""),
        .array = {.raw = TEXT("[1,2]")},
        .textmap = tree_of(a, "{}"),
        .listmap = tree_of(a, "{\"k\":[\"v\"]}"),
        .strings = {strings, 3},
        .uuids = {ids, 2},
        .colors = {colors, 2},
        .one = &children[0],
        .many = {children, 2},
    };
}

static void assert_example(const every *out, const every *in) {
    assert_string_equal(out->string, in->string);
    assert_true(uuid_equal(&out->id, &in->id));
    assert_true(out->time == in->time);
    assert_true(out->integer == in->integer);
    assert_true(out->number == in->number);
    assert_int_equal(out->boolean, in->boolean);
    assert_int_equal(out->color, in->color);
    assert_raw(out->object, "{\"b\":1.50,\"a\":[18446744073709551615]}");
    assert_raw(out->any, "\"text\"");
    assert_raw(out->array, "[1,2]");
    assert_raw(out->textmap, "{}");
    assert_raw(out->listmap, "{\"k\":[\"v\"]}");
    assert_int_equal(out->strings.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(out->strings.items[i], in->strings.items[i]);
    assert_int_equal(out->uuids.count, 2);
    for (size_t i = 0; i < 2; i++)
        assert_true(uuid_equal(&out->uuids.items[i], &in->uuids.items[i]));
    assert_int_equal(out->colors.count, 2);
    assert_int_equal(out->colors.items[0], 2);
    assert_int_equal(out->colors.items[1], 0);
    assert_string_equal(out->one->name, "x");
    assert_true(out->one->size == 1);
    assert_int_equal(out->many.count, 2);
    const child *children = out->many.items;
    assert_string_equal(children[0].name, "x");
    assert_null(children[1].name);
    assert_true(children[1].size == RECORD_INT_NONE);
}

static void insert(place *p, const every *in) {
    db_query *q = db_prepare(p->connection, INSERT);
    db_bind_record(q, &every_type, in, p->arena);
    assert_int_equal(db_run(q, NULL), DB_OK);
}

static void test_round_trip(void **state) {
    place p = place_make(*state);
    every in = example(p.arena), out;
    insert(&p, &in);
    assert_true(db_run_record(db_prepare(p.connection, "SELECT * FROM every"), &every_type, &out, p.arena));
    assert_example(&out, &in);
    // In the forms of the columns.
    assert_int_equal(
        db_run_int(db_prepare(p.connection,
                              "SELECT count(*) FROM every WHERE color = 'green' AND boolean = 1 AND "
                              "length(id) = 16 AND time = 1741079702004512 AND colors = '[\"blue\",\"red\"]'")),
        1);
    place_close(&p);
}

static void assert_none(const every *out) {
    assert_null(out->string);
    assert_false(out->id.set);
    assert_true(out->time == TIMESTAMP_NONE);
    assert_true(out->integer == RECORD_INT_NONE);
    assert_true(isnan(out->number));
    assert_int_equal(out->boolean, RECORD_BOOL_NONE);
    assert_int_equal(out->color, RECORD_ENUM_NONE);
    const record_json *values[] = {&out->object, &out->any, &out->array, &out->textmap, &out->listmap};
    for (size_t i = 0; i < 5; i++)
        assert_true(values[i]->tree == NULL && values[i]->raw.data == NULL);
    assert_null(out->strings.items);
    assert_null(out->uuids.items);
    assert_null(out->colors.items);
    assert_null(out->one);
    assert_null(out->many.items);
}

static every nothing(void) {
    return (every){.time = TIMESTAMP_NONE,
                   .integer = RECORD_INT_NONE,
                   .number = NAN,
                   .boolean = RECORD_BOOL_NONE,
                   .color = RECORD_ENUM_NONE};
}

static void test_null_round_trip(void **state) {
    place p = place_make(*state);
    every in = nothing(), out;
    insert(&p, &in);
    assert_int_equal(
        db_run_int(db_prepare(
            p.connection, "SELECT count(*) FROM every WHERE coalesce(string, id, time, integer, number, boolean, "
                          "color, object, any, array, textmap, listmap, strings, uuids, colors, one, many) IS NULL")),
        1);
    assert_true(db_run_record(db_prepare(p.connection, "SELECT * FROM every"), &every_type, &out, p.arena));
    assert_none(&out);
    place_close(&p);
}

// Fields without a column are none; columns without a field are left alone; an empty list is not a null list.
static void test_partial_rows(void **state) {
    place p = place_make(*state);
    every out;
    memset(&out, 0x55, sizeof out);
    db_query *q = db_prepare(p.connection, "SELECT 'x' AS string, 1 AS other, '[]' AS strings, '[]' AS many");
    assert_true(db_run_record(q, &every_type, &out, p.arena));
    assert_string_equal(out.string, "x");
    assert_true(out.strings.items != NULL && out.strings.count == 0);
    assert_true(out.many.items != NULL && out.many.count == 0);
    out.string = NULL;
    out.strings.items = NULL;
    out.many.items = NULL;
    assert_none(&out);
    place_close(&p);
}

// Parameters without a field keep what was bound by hand.
static void test_binding_leaves_other_parameters(void **state) {
    place p = place_make(*state);
    every in = example(p.arena);
    const char *sql = "SELECT :string || :own || ?9";
    for (int round = 0; round < 2; round++) {
        db_query *q = db_prepare(p.connection, sql);
        db_bind_text(q, db_parameter(q, "own"), "-mine-");
        db_bind_text(q, 9, "nine");
        db_bind_record(q, &every_type, &in, p.arena);
        assert_true(db_step(q));
        assert_true(text_is(db_column_text(q, 0), "text with é-mine-nine"));
        assert_int_equal(db_end(q), DB_OK);
    }
    place_close(&p);
}

// One statement may serve two types in turn.
static void test_mapping_follows_the_type(void **state) {
    place p = place_make(*state);
    const char *sql = "SELECT 'n' AS name, 5 AS size, 'n' AS string, 6 AS integer";
    for (int round = 0; round < 3; round++) {
        child small;
        every large;
        assert_true(db_run_record(db_prepare(p.connection, sql), &child_type, &small, p.arena));
        assert_true(small.size == 5);
        assert_true(db_run_record(db_prepare(p.connection, sql), &every_type, &large, p.arena));
        assert_true(large.integer == 6);
        assert_string_equal(large.string, "n");
    }
    place_close(&p);
}

static void test_lists_of_rows(void **state) {
    place p = place_make(*state);
    const char *sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) "
                      "SELECT 'name ' || i AS name, i AS size FROM n";
    const struct {
        int64_t rows;
        size_t maximum, expected;
    } cases[] = {{100, 1000, 100}, {100, 37, 37}, {1, 1, 1}, {100, 0, 0}, {16, 16, 16}, {17, 100, 17}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        db_query *q = db_prepare(p.connection, sql);
        db_bind_int(q, 1, cases[i].rows);
        record_list rows = db_run_records(q, &child_type, cases[i].maximum, p.arena);
        assert_non_null(rows.items);
        assert_int_equal(rows.count, cases[i].expected);
        for (size_t k = 0; k < rows.count; k++)
            assert_true(((const child *)rows.items)[k].size == (int64_t)k + 1);
    }
    record_list none = db_run_records(db_prepare(p.connection, "SELECT * FROM every"), &every_type, 10, p.arena);
    assert_true(none.items != NULL && none.count == 0);
    every out;
    assert_false(db_run_record(db_prepare(p.connection, "SELECT * FROM every"), &every_type, &out, p.arena));
    assert_false(db_has_failed(p.connection));
    place_close(&p);
}

// Damage in a column must not do more than lose that column.
static void test_malformed_columns(void **state) {
    place p = place_make(*state);
    every out;
    db_query *q = db_prepare(p.connection,
                             "SELECT 'kept' AS string, 'purple' AS color, x'0102' AS id, '{' AS strings, '5' AS uuids, "
                             "'[\"red\", \"purple\", 7]' AS colors, '[]' AS one, '[{\"name\": 5}]' AS many");
    assert_true(db_run_record(q, &every_type, &out, p.arena));
    assert_string_equal(out.string, "kept");
    assert_int_equal(out.color, RECORD_ENUM_NONE);
    assert_false(out.id.set);
    assert_null(out.strings.items);
    assert_null(out.uuids.items);
    assert_int_equal(out.colors.count, 1);
    assert_null(out.one);
    assert_int_equal(out.many.count, 0);
    place_close(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_folder(test_round_trip),
        with_folder(test_null_round_trip),
        with_folder(test_partial_rows),
        with_folder(test_binding_leaves_other_parameters),
        with_folder(test_mapping_follows_the_type),
        with_folder(test_lists_of_rows),
        with_folder(test_malformed_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

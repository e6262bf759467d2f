#include "json_unit.h"

static void members_are_found(void **state) {
    (void)state;
    for (int count = 0; count <= 300; count += count < 40 ? 1 : 37) {
        arena *a = arena_new(0);
        buffer out;
        buffer_init(&out, 1 << 16);
        json_writer w = json_writer_on(&out);
        json_begin_object(&w);
        for (int i = 0; i < count; i++) {
            json_name(&w, arena_printf(a, "name_%d", i * 7));
            json_integer(&w, i);
        }
        json_end_object(&w);
        const json_value *object = parse_text(a, buffer_text(&out));
        assert_int_equal(object->count, count);
        for (int i = 0; i < count; i++) {
            int64_t value;
            const char *name = arena_printf(a, "name_%d", i * 7);
            assert_string_equal(object->members[i].name, name);
            assert_true(json_to_int64(json_get(object, name), &value));
            assert_int_equal(value, i);
        }
        assert_null(json_get(object, "name_1"));
        assert_null(json_get(object, ""));
        assert_null(json_get_text(object, TEXT_NONE));
        buffer_done(&out);
        arena_free(a);
    }
    arena *a = arena_new(0);
    assert_null(json_get(NULL, "x"));
    assert_null(json_get(parse(a, "[1]"), "x"));
    assert_non_null(json_get(parse(a, "{\"\":1}"), ""));
    arena_free(a);
}

static void the_last_duplicate_wins_at_the_first_place(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_string_equal(json_print(a, parse(a, "{\"a\":1,\"b\":2,\"a\":3,\"c\":4,\"\\u0062\":5}"), NULL),
                        "{\"a\":3,\"b\":5,\"c\":4}");
    for (int count = 2; count <= 400; count = count * 3 / 2) {
        for (int distinct = 1; distinct <= count; distinct += distinct / 3 + 1) {
            buffer out;
            buffer_init(&out, 1 << 16);
            json_writer w = json_writer_on(&out);
            json_begin_object(&w);
            for (int i = 0; i < count; i++) {
                json_name(&w, arena_printf(a, "k%d", i % distinct));
                json_integer(&w, i);
            }
            json_end_object(&w);
            const json_value *object = parse_text(a, buffer_text(&out));
            assert_int_equal(object->count, distinct);
            for (int i = 0; i < distinct; i++) {
                int64_t value;
                const char *name = arena_printf(a, "k%d", i);
                assert_string_equal(object->members[i].name, name);
                assert_true(json_to_int64(json_get(object, name), &value));
                assert_int_equal(value % distinct, i);
                assert_true(value >= count - distinct);
            }
            assert_null(json_get(object, "k"));
            buffer_done(&out);
        }
        arena_reset(a, 1 << 20);
    }
    arena_free(a);
}

// Linear time also for a hundred thousand names and for as many times the same name; a quadratic parser would not end.
static void large_objects_take_linear_time(void **state) {
    (void)state;
    enum { MANY = 200000 };
    static const int distinct_counts[] = {1, MANY};
    for (int round = 0; round < 2; round++) {
        int distinct = distinct_counts[round];
        arena *a = arena_new(0);
        buffer out;
        buffer_init(&out, 1 << 23);
        json_writer w = json_writer_on(&out);
        json_begin_object(&w);
        for (int i = 0; i < MANY; i++) {
            char name[16];
            snprintf(name, sizeof(name), "%d", i % distinct);
            json_name(&w, name);
            json_null(&w);
        }
        json_end_object(&w);
        assert_false(out.failed);
        assert_int_equal(parse_text(a, buffer_text(&out))->count, distinct);
        buffer_done(&out);
        arena_free(a);
    }
}

static void equality(void **state) {
    (void)state;
    static const struct {
        const char *a;
        const char *b;
        bool equal;
    } rows[] = {
        {"null", "null", true},
        {"null", "false", false},
        {"true", "true", true},
        {"true", "false", false},
        {"true", "1", false},
        {"0", "false", false},
        {"\"a\"", "\"\\u0061\"", true},
        {"\"a\"", "\"b\"", false},
        {"\"a\\u0000b\"", "\"a\\u0000c\"", false},
        {"\"1\"", "1", false},
        {"\"\"", "null", false},
        {"[]", "{}", false},
        {"[1,2]", "[1.0,2.0]", true},
        {"[1,2]", "[2,1]", false},
        {"[1,2]", "[1,2,3]", false},
        {"{\"a\":1,\"b\":2}", "{\"b\":2.0,\"a\":1e0}", true},
        {"{\"a\":1,\"b\":2}", "{\"a\":1,\"c\":2}", false},
        {"{\"a\":1}", "{\"a\":1,\"b\":2}", false},
        {"{\"a\":{\"b\":[{}]}}", "{\"a\":{\"b\":[{}]}}", true},
        {"{\"a\":{\"b\":[{}]}}", "{\"a\":{\"b\":[[]]}}", false},
        {"{\"a\":1,\"a\":2}", "{\"a\":2}", true},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        arena *a = arena_new(0);
        const json_value *left = parse(a, rows[i].a);
        const json_value *right = parse(a, rows[i].b);
        if (json_equal(left, right) != rows[i].equal || json_equal(right, left) != rows[i].equal)
            fail_msg("%s and %s", rows[i].a, rows[i].b);
        if ((json_hash(left) == json_hash(right)) != rows[i].equal)
            fail_msg("hashes of %s and %s", rows[i].a, rows[i].b);
        arena_free(a);
    }
}

static void order_does_not_matter_in_large_objects(void **state) {
    (void)state;
    enum { COUNT = 100 };
    arena *a = arena_new(0);
    json_member forward[COUNT];
    json_member backward[COUNT];
    for (int i = 0; i < COUNT; i++)
        forward[i] = backward[COUNT - 1 - i] = json_make_member(arena_printf(a, "m%d", i), json_make_integer(a, i));
    const json_value *one = json_make_object(a, forward, COUNT);
    const json_value *two = json_make_object(a, backward, COUNT);
    assert_true(json_equal(one, two));
    assert_true(json_hash(one) == json_hash(two));
    backward[50].value = json_make_null();
    two = json_make_object(a, backward, COUNT);
    assert_false(json_equal(one, two));
    assert_true(json_hash(one) != json_hash(two));
    arena_free(a);
}

static void builders(void **state) {
    (void)state;
    arena *a = arena_new(0);
    json_value elements[] = {
        json_make_integer(a, INT64_MIN), json_make_integer(a, INT64_MAX),
        json_make_boolean(true),         json_make_null(),
        json_make_string(TEXT("a\"b")),  json_make_string(TEXT_NONE),
        *json_make_object(a, NULL, 0),   *json_make_array(a, NULL, 0),
    };
    const json_value *array = json_make_array(a, elements, 8);
    elements[2] = json_make_null(); // copied: nothing changes
    json_member members[] = {json_make_member("list", *array), json_make_member("x", json_make_boolean(false)),
                             json_make_member("x", json_make_integer(a, 1))};
    const json_value *object = json_make_object(a, members, 3);
    static const char expected[] =
        "{\"list\":[-9223372036854775808,9223372036854775807,true,null,\"a\\\"b\",null,{},[]],\"x\":1}";
    size_t length;
    assert_string_equal(json_print(a, object, &length), expected);
    assert_int_equal(length, strlen(expected));
    assert_true(json_equal(object, parse(a, expected)));
    assert_true(json_make_string(TEXT("\0")).holds_nul);
    int64_t value;
    assert_true(json_to_int64(&elements[0], &value));
    assert_true(value == INT64_MIN);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_found),
        cmocka_unit_test(the_last_duplicate_wins_at_the_first_place),
        cmocka_unit_test(large_objects_take_linear_time),
        cmocka_unit_test(equality),
        cmocka_unit_test(order_does_not_matter_in_large_objects),
        cmocka_unit_test(builders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

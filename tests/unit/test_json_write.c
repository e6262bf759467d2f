#include "json_unit.h"

static void assert_written(buffer *out, const char *expected) {
    assert_false(out->failed);
    if (!text_is(buffer_text(out), expected))
        fail_msg("wrote %.*s instead of %s", (int)out->length, out->data, expected);
    buffer_clear(out, 1 << 12);
}

static void strings(void **state) {
    (void)state;
    static const struct {
        const char *utf8;
        const char *literal;
    } rows[] = {
        {"", "\"\""},
        {"plain", "\"plain\""},
        {"\"\\/\b\f\n\r\t", "\"\\\"\\\\/\\b\\f\\n\\r\\t\""},
        {"\x01\x1F\x7F", "\"\\u0001\\u001f\x7F\""},
        {"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", "\"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\""},
        {"a\xFFz", "\"a\xEF\xBF\xBDz\""},
        {"a\xC3", "\"a\xEF\xBF\xBD\""},
        {"\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
        {"sixteen bytes...\"sixteen more....\\", "\"sixteen bytes...\\\"sixteen more....\\\\\""},
    };
    buffer out;
    buffer_init(&out, 1 << 12);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t length = strlen(rows[i].utf8);
        char *copy = malloc(length == 0 ? 1 : length); // the sanitizer watches the end
        memcpy(copy, rows[i].utf8, length);
        json_write_string(&out, (text){copy, length});
        free(copy);
        assert_written(&out, rows[i].literal);
    }
    json_write_string(&out, TEXT("a\0b"));
    assert_written(&out, "\"a\\u0000b\"");
    json_write_string(&out, TEXT_NONE);
    assert_written(&out, "\"\"");
    buffer_done(&out);
}

static void round_trips_keep_text_and_order(void **state) {
    (void)state;
    static const char *const rows[] = {
        "null",
        "-0",
        "1.50e+3",
        "18446744073709551615",
        "\"\"",
        "[]",
        "{}",
        "[[],{},[{}]]",
        "{\"z\":1,\"a\":{\"y\":[1,2.0,3e0],\"\":null},\"m\":[true,false]}",
        "{\"\xC3\xA4\":\"\xE2\x82\xAC\",\"n\\u0000\":\"\\u0000\"}",
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_string_equal(json_print(a, parse(a, rows[i]), NULL), rows[i]);
    arena_free(a);
}

static void canonical_form(void **state) {
    (void)state;
    static const struct {
        const char *source;
        const char *canonical;
    } rows[] = {
        {"{\"b\":1,\"a\":{\"d\":2,\"c\":[{\"z\":1,\"y\":2}]}}", "{\"a\":{\"c\":[{\"y\":2,\"z\":1}],\"d\":2},\"b\":1}"},
        {"{\"ab\":1,\"a\":2,\"\":3,\"B\":4}", "{\"\":3,\"B\":4,\"a\":2,\"ab\":1}"},
        {"{\"\xF0\x9F\x98\x80\":1,\"\xEF\xBF\xBD\":2}", "{\"\\ufffd\":2,\"\\ud83d\\ude00\":1}"},
        {"\"\xC3\xA4\\u20AC\\n\\u001F\x7F\"", "\"\\u00e4\\u20ac\\n\\u001f\x7F\""},
        {"[1.0,1e2, 7 ]", "[1.0,1e2,7]"},
    };
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 1 << 12);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        json_write_canonical(&out, parse(a, rows[i].source));
        assert_written(&out, rows[i].canonical);
    }
    json_value malformed = json_make_string(TEXT("\xFF"));
    json_write_canonical(&out, &malformed);
    assert_written(&out, "\"\\ufffd\"");
    buffer_done(&out);
    arena_free(a);
}

static void the_streaming_writer(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 1 << 12);
    json_writer w = json_writer_on(&out);
    json_begin_object(&w);
    json_name(&w, "empty");
    json_begin_array(&w);
    json_end_array(&w);
    json_name(&w, "list");
    json_begin_array(&w);
    json_integer(&w, 0);
    json_integer(&w, INT64_MIN);
    json_integer(&w, INT64_MAX);
    json_double(&w, 0.5);
    json_begin_object(&w);
    json_end_object(&w);
    json_boolean(&w, true);
    json_boolean(&w, false);
    json_null(&w);
    json_string(&w, TEXT("s"));
    json_string(&w, TEXT_NONE);
    json_raw(&w, TEXT("{\"raw\": 1}"));
    json_value_out(&w, parse(a, "[1, {\"a\": 2}]"));
    json_end_array(&w);
    json_name_text(&w, TEXT("na\"me"));
    json_null(&w);
    json_end_object(&w);
    assert_written(&out,
                   "{\"empty\":[],\"list\":[0,-9223372036854775808,9223372036854775807,0.5,{},true,false,null,\"s\","
                   "null,{\"raw\": 1},[1,{\"a\":2}]],\"na\\\"me\":null}");
    buffer_done(&out);
    arena_free(a);
}

static void a_full_buffer_fails(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const json_value *value = parse(a, "{\"a\":[1,2,3],\"b\":\"text\"}");
    size_t length;
    json_print(a, value, &length);
    for (size_t maximum = 0; maximum <= length; maximum++) {
        buffer out;
        buffer_init(&out, maximum);
        json_write(&out, value);
        assert_int_equal(out.failed, maximum < length);
        assert_true(out.length <= maximum);
        buffer_clear(&out, 0);
        json_write_canonical(&out, value);
        assert_int_equal(out.failed, maximum < length);
        buffer_done(&out);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings),
        cmocka_unit_test(round_trips_keep_text_and_order),
        cmocka_unit_test(canonical_form),
        cmocka_unit_test(the_streaming_writer),
        cmocka_unit_test(a_full_buffer_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

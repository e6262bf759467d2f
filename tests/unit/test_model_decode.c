// Requests decoded by the declared models: types, bounds, defaults, rules, and every problem reported at once.
#include "model/model.h"
#include "unit.h"

typedef struct decoded {
    arena *arena;
    record_problems problems;
    void *record;
    bool fine;
} decoded;

// The settings as they are when nobody sets them.
static const int64_t usual_values[setting_count] = {
    [setting_pagination_limit_default] = 50,
    [setting_pagination_limit_max] = 100,
    [setting_max_team_name_length] = 255,
    [setting_max_fqn_length] = 1000,
    [setting_max_schema_size_bytes] = 1000000,
    [setting_max_schema_properties] = 1000,
    [setting_max_schema_nesting_depth] = 10,
    [setting_max_tags] = 1000,
    [setting_max_tag_length] = 255,
    [setting_max_tags_bytes] = 100000,
    [setting_max_metadata_bytes] = 1000000,
    [setting_max_field_metadata_bytes] = 1000000,
    [setting_max_guarantees_bytes] = 250000,
    [setting_max_filter_length] = 4000,
    [setting_max_filter_wildcards] = 50,
};
static const record_limits usual = {usual_values, setting_count};

static decoded decode_within(const record_type *type, const record_limits *limits, const char *body) {
    decoded d = {.arena = arena_new(0)};
    json_error error;
    d.problems.arena = d.arena;
    d.record = arena_alloc(d.arena, type->size);
    const json_value *tree = json_parse(d.arena, text_of(body), 100, &error);
    assert_non_null(tree);
    d.fine = record_decode(type, limits, tree, d.arena, &d.problems, d.record);
    assert_int_equal(d.fine, d.problems.count == 0);
    return d;
}

static decoded decode(const record_type *type, const char *body) {
    return decode_within(type, &usual, body);
}

static decoded decode_query_within(const record_type *type, const record_limits *limits,
                                   const record_parameter *parameters, size_t count) {
    decoded d = {.arena = arena_new(0)};
    d.problems.arena = d.arena;
    d.record = arena_alloc(d.arena, type->size);
    bool first = record_decode_query(type, limits, parameters, count, true, d.arena, &d.problems, d.record);
    bool others = record_decode_query(type, limits, parameters, count, false, d.arena, &d.problems, d.record);
    d.fine = first && others;
    return d;
}

static decoded decode_query(const record_type *type, const record_parameter *parameters, size_t count) {
    return decode_query_within(type, &usual, parameters, count);
}

// The one problem has this type and this place ("body/tags/0"), and its message holds this text.
static void assert_problem(const decoded *d, const char *type, const char *place, const char *message) {
    assert_int_equal(d->problems.count, 1);
    const record_problem *p = d->problems.first;
    const char *at = "";
    for (uint32_t i = 0; i < p->location->count; i++)
        at = arena_printf(d->arena, "%s%s%s", at, i == 0 ? "" : "/",
                          p->location->elements[i].string); // numbers are text too
    assert_string_equal(p->type, type);
    assert_string_equal(at, place);
    assert_non_null(strstr(p->message, message));
}

static void expect_refused(const record_type *type, const char *body, const char *kind, const char *place,
                           const char *message) {
    decoded d = decode(type, body);
    assert_false(d.fine);
    assert_problem(&d, kind, place, message);
    arena_free(d.arena);
}

static void test_defaults(void **state) {
    (void)state;
    decoded d =
        decode(&type_asset_create, "{\"fqn\":\"a.b\",\"owner_team_id\":\"urn:uuid:0123456789ABCDEF0123456789ABCDEF\"}");
    const struct asset_create *in = d.record;
    assert_true(d.fine);
    assert_string_equal(in->fqn, "a.b");
    assert_true(in->owner_team_id.set);
    assert_null(in->description);
    assert_null(in->environment);
    assert_int_equal(in->resource_type, resource_type_other);
    assert_int_equal(in->semver_mode, semver_mode_auto);
    assert_non_null(in->tags.items);
    assert_int_equal(in->tags.count, 0);
    assert_true(text_is(in->metadata.raw, "{}"));
    arena_free(d.arena);
}

static void test_given_values_replace_defaults(void **state) {
    (void)state;
    decoded d = decode(&type_asset_create,
                       "{\"fqn\":\"a.b\",\"owner_team_id\":\"0123456789abcdef0123456789abcdef\",\"metadata\":"
                       "{\"x\":18446744073709551615},\"tags\":[\"b\",\"a\",\"b\"],\"unknown\":1}");
    const struct asset_create *in = d.record;
    assert_true(d.fine);
    assert_null(in->metadata.raw.data);
    assert_string_equal(json_get(in->metadata.tree, "x")->number, "18446744073709551615");
    assert_int_equal(in->tags.count, 3);
    assert_string_equal(in->tags.items[2], "b");
    arena_free(d.arena);
}

static void test_every_problem_is_told(void **state) {
    (void)state;
    decoded d =
        decode(&type_asset_create, "{\"fqn\":5,\"resource_type\":\"table\",\"tags\":[1,\"a\",null],\"metadata\":null,"
                                   "\"environment\":\"\"}");
    assert_false(d.fine);
    const char *const types[] = {"string_type", "missing",     "dict_type",  "string_too_short",
                                 "enum",        "string_type", "string_type"};
    const record_problem *p = d.problems.first;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++, p = p->next) {
        assert_non_null(p);
        assert_string_equal(p->type, types[i]);
    }
    assert_null(p);
    arena_free(d.arena);
}

static void test_wrong_types(void **state) {
    (void)state;
    expect_refused(&type_team_create, "{\"name\":null}", "string_type", "body/name", "valid string");
    expect_refused(&type_team_create, "[]", "model_attributes_type", "body", "dictionary or object");
    expect_refused(&type_team_create, "{\"name\":\"a\\u0000b\"}", "value_error", "body/name", "U+0000");
    expect_refused(&type_reassign_assets, "{\"target_team_id\":7}", "uuid_type", "body/target_team_id",
                   "UUID input should be");
    expect_refused(&type_reassign_assets, "{\"target_team_id\":\"7\"}", "uuid_parsing", "body/target_team_id",
                   "valid UUID, ");
    expect_refused(&type_bulk_assign, "{\"asset_ids\":[]}", "too_short", "body/asset_ids",
                   "at least 1 item after validation, not 0");
    expect_refused(&type_user_create, "{\"username\":\"a\",\"name\":\"A\",\"user_type\":\"Human\"}", "enum",
                   "body/user_type", "Input should be 'human' or 'bot'");
    expect_refused(&type_publish, "{\"schema\":{},\"field_tags\":{\"a\":[\"x\",1]}}", "string_type",
                   "body/field_tags/a/1", "");
}

static void test_lengths_count_code_points(void **state) {
    (void)state;
    char body[512];
    const char *fifty = "ääääääääääääääääääääääääääääääääääääääääääääääääää"; // 50 characters, 100 bytes
    snprintf(body, sizeof body, "{\"environment\":\"%s\"}", fifty);
    decoded d = decode(&type_asset_update, body);
    assert_true(d.fine);
    arena_free(d.arena);
    snprintf(body, sizeof body, "{\"environment\":\"%sä\"}", fifty);
    expect_refused(&type_asset_update, body, "string_too_long", "body/environment", "at most 50 characters");
}

static void test_team_names(void **state) {
    (void)state;
    const char *const fine[] = {"analytics", "Data Engineering", "data_platform", "team123", "A", "  trimmed  "};
    const char *const wrong[] = {"-analytics", "analytics-", "a@b", "   ", "é"};
    char body[128];
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        snprintf(body, sizeof body, "{\"name\":\"%s\"}", fine[i]);
        decoded d = decode(&type_team_create, body);
        assert_true(d.fine);
        if (fine[i][0] == ' ')
            assert_string_equal(((struct team_create *)d.record)->name, "trimmed");
        arena_free(d.arena);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(body, sizeof body, "{\"name\":\"%s\"}", wrong[i]);
        expect_refused(&type_team_create, body, "value_error", "body/name", "Value error, ");
    }
    expect_refused(&type_team_create, "{\"name\":\"\"}", "string_too_short", "body/name", "at least 1 character");
}

static void test_names_of_assets(void **state) {
    (void)state;
    const char *const wrong[] = {"just_a_table", "a.b c", "a.b-c", "a.1b", "a..b", ".a.b", "a.b.", "a.b\\n"};
    char body[128];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(body, sizeof body, "{\"fqn\":\"%s\"}", wrong[i]);
        expect_refused(&type_asset_update, body, "value_error", "body/fqn", "dot-separated");
    }
    decoded d = decode(&type_asset_update, "{\"fqn\":\"_private.schema._hidden\"}");
    assert_true(d.fine);
    arena_free(d.arena);
}

static void test_addresses(void **state) {
    (void)state;
    const char *const wrong[] = {"a",       "a@b",         "@b.de",          "a@b@c.de", "a..b@c.de", ".a@c.de",
                                 "a.@c.de", "a@c.test",    "a@-c.de",        "a@c-.de",  "a@c.d3",    "a b@c.de",
                                 "a@c..de", "a@[1.2.3.4]", "\\\"a\\\"@c.de", ""};
    char body[128];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(body, sizeof body, "{\"email\":\"%s\"}", wrong[i]);
        expect_refused(&type_user_update, body, "value_error", "body/email", "value is not a valid email address: ");
    }
    decoded d = decode(&type_user_update, "{\"email\":\" Mara Kline <Mara.K@Corp.Example> \"}");
    assert_true(d.fine);
    assert_string_equal(((struct user_update *)d.record)->email, "mara.k@corp.example");
    arena_free(d.arena);
}

static void test_versions(void **state) {
    (void)state;
    const char *const wrong[] = {"1.0.0-", "1.0.0+", "1.0.0 ", "v1.0.0", "1.0.x", "1.0.0.0", "10.00"};
    char body[128];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(body, sizeof body, "{\"schema\":{},\"version\":\"%s\"}", wrong[i]);
        expect_refused(&type_publish, body, "string_pattern_mismatch", "body/version", "should be MAJOR.MINOR.PATCH");
    }
    decoded d = decode(&type_publish, "{\"schema\":{},\"version\":\"01.2.3-a.b+c-d\"}");
    assert_true(d.fine);
    arena_free(d.arena);
}

static void test_secrets_are_not_repeated(void **state) {
    (void)state;
    const char *const bodies[] = {
        "{\"username\":\"a\",\"name\":\"A\",\"password\":\"hunter2\"}", // too short
        "{\"name\":\"A\",\"password\":\"hunter2hunter2\"}",             // another field is missing
        "{\"username\":\"a\",\"name\":\"A\",\"user_type\":\"bot\",\"password\":\"hunter2hunter2\"}", // the rule of the whole
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        decoded d = decode(&type_user_create, bodies[i]);
        assert_false(d.fine);
        for (const record_problem *p = d.problems.first; p != NULL; p = p->next)
            assert_null(strstr(json_print(d.arena, p->input, NULL), "hunter2"));
        arena_free(d.arena);
    }
}

static void test_a_whole_body(void **state) {
    (void)state;
    assert_true(record_is_whole(&type_schema_to_check));
    assert_false(record_is_whole(&type_guarantees_update)); // one field, but in an object
    decoded d = decode(&type_schema_to_check, "{\"schema\":{\"type\":\"x\"},\"type\":\"object\"}");
    const struct schema_to_check *in = d.record;
    assert_true(d.fine);
    assert_int_equal(in->schema.tree->count, 2);
    assert_string_equal(json_get(in->schema.tree, "type")->string, "object");
    arena_free(d.arena);
    expect_refused(&type_schema_to_check, "[]", "dict_type", "body", "valid dictionary");
    expect_refused(&type_schema_to_check, "\"x\"", "dict_type", "body", "valid dictionary");
}

static void test_query_numbers(void **state) {
    (void)state;
    static const struct {
        const char *given;
        int64_t value; // -1: refused
        const char *type;
    } cases[] = {
        {"10", 10, NULL},
        {" 10 ", 10, NULL},
        {"+10", 10, NULL},
        {"1_0", 10, NULL},
        {"10.0", 10, NULL},
        {"0010", 10, NULL},
        {"0", -1, "greater_than_equal"},
        {"101", -1, "less_than_equal"},
        {"", -1, "int_parsing"},
        {"1.", -1, "int_parsing"},
        {"1.5", -1, "int_parsing"},
        {"_1", -1, "int_parsing"},
        {"1__0", -1, "int_parsing"},
        {"1e1", -1, "int_parsing"},
        {"0x10", -1, "int_parsing"},
        {"-", -1, "int_parsing"},
        {"99999999999999999999", -1, "less_than_equal"},
        {"-99999999999999999999", -1, "greater_than_equal"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        record_parameter p = {TEXT("limit"), text_of(cases[i].given)};
        decoded d = decode_query(&type_page_query, &p, 1);
        assert_int_equal(d.fine, cases[i].type == NULL);
        if (d.fine)
            assert_int_equal(((struct page_query *)d.record)->limit, cases[i].value);
        else
            assert_problem(&d, cases[i].type, "query/limit", "");
        arena_free(d.arena);
    }
}

static void test_queries(void **state) {
    (void)state;
    record_parameter given[] = {{TEXT("unowned"), TEXT("YES")}, {TEXT("fqn"), TEXT("")},
                                {TEXT("owner"), TEXT("x")},     {TEXT("limit"), TEXT("7")},
                                {TEXT("limit"), TEXT("0")},     {TEXT("environment"), TEXT("a\xff")},
                                {TEXT("sort_by"), TEXT("fqn")}, {TEXT("unknown"), TEXT("1")}};
    decoded d = decode_query(&type_asset_list_query, given, sizeof given / sizeof *given);
    const struct asset_list_query *query = d.record;
    assert_int_equal(query->unowned, 1);
    assert_null(query->fqn); // an empty optional text is absent
    assert_int_equal(d.problems.count, 3);
    assert_string_equal(d.problems.first->type, "greater_than_equal"); // of two, the last counts; pages come first
    assert_string_equal(d.problems.first->next->type, "uuid_parsing");
    assert_string_equal(d.problems.last->type, "string_unicode");
    arena_free(d.arena);
    record_parameter kinds[] = {
        {TEXT("q"), TEXT("a")}, {TEXT("types"), TEXT("teams")}, {TEXT("types"), TEXT("teams,users")}};
    d = decode_query(&type_search_query, kinds, 3);
    assert_int_equal(d.problems.count, 1);
    assert_string_equal(d.problems.first->type, "enum");
    assert_int_equal(d.problems.first->location->count, 3);
    arena_free(d.arena);
}

// --- limits ----------------------------------------------------------------------------------------------------------

static const char two_properties[] = "{\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{},\"b\":{}}}}";

static void test_limits_are_given(void **state) {
    (void)state;
    static const int64_t values[setting_count] = {
        [setting_pagination_limit_default] = 3, [setting_pagination_limit_max] = 5,
        [setting_max_team_name_length] = 4,     [setting_max_schema_size_bytes] = 1000,
        [setting_max_schema_properties] = 1,    [setting_max_schema_nesting_depth] = 10,
    };
    static const record_limits narrow = {values, setting_count};
    decoded d = decode_within(&type_team_create, &narrow, "{\"name\":\"abcde\"}");
    assert_problem(&d, "string_too_long", "body/name", "at most 4 characters");
    arena_free(d.arena);
    d = decode_within(&type_publish, &narrow, two_properties);
    assert_problem(&d, "value_error", "body/schema", "propert");
    arena_free(d.arena);
    d = decode_query_within(&type_page_query, &narrow, NULL, 0);
    assert_int_equal(((struct page_query *)d.record)->limit, 3);
    arena_free(d.arena);
    record_parameter six = {TEXT("limit"), TEXT("6")};
    d = decode_query_within(&type_page_query, &narrow, &six, 1);
    assert_problem(&d, "less_than_equal", "query/limit", "less than or equal to 5");
    arena_free(d.arena);
}

static void test_without_limits_nothing_is_bounded(void **state) {
    (void)state;
    char body[4096];
    snprintf(body, sizeof body, "{\"name\":\"a%02000da\"}", 7);
    decoded d = decode_within(&type_team_create, NULL, body);
    assert_true(d.fine);
    arena_free(d.arena);
    d = decode_within(&type_publish, NULL, two_properties);
    assert_true(d.fine);
    arena_free(d.arena);
    d = decode_query_within(&type_page_query, NULL, NULL, 0);
    assert_int_equal(((struct page_query *)d.record)->limit, RECORD_INT_NONE);
    assert_int_equal(((struct page_query *)d.record)->offset, 0);
    arena_free(d.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_given_values_replace_defaults),
        cmocka_unit_test(test_every_problem_is_told),
        cmocka_unit_test(test_wrong_types),
        cmocka_unit_test(test_lengths_count_code_points),
        cmocka_unit_test(test_team_names),
        cmocka_unit_test(test_names_of_assets),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_secrets_are_not_repeated),
        cmocka_unit_test(test_a_whole_body),
        cmocka_unit_test(test_query_numbers),
        cmocka_unit_test(test_queries),
        cmocka_unit_test(test_limits_are_given),
        cmocka_unit_test(test_without_limits_nothing_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

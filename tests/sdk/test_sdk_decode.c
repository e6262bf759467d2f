// JSON into structs.
#include "base/buffer.h"
#include "base/timestamp.h"
#include "sdk/block.h"
#include "sdk/decode.h"
#include "sdk_unit.h"

// As the server writes it: every member, in the order of the model, without blanks.
#define ASSET_JSON                                                                                                     \
    "{\"id\":\"" ASSET_ID                                                                                              \
    "\",\"fqn\":\"warehouse.sales.table_1\",\"description\":\"One row each\",\"owner_team_id\":\"" TEAM_ID             \
    "\",\"owner_user_id\":null,\"service_id\":null,\"environment\":\"production\",\"resource_type\":\"model\","        \
    "\"guarantee_mode\":\"notify\",\"semver_mode\":\"auto\",\"compatibility_policy\":null,"                            \
    "\"transitive_scope\":null,\"metadata\":{\"tier\":\"gold\",\"n\":[1,true,null]},"                                  \
    "\"tags\":[\"pii\",\"finance\",\"eu\"],\"created_at\":\"2026-11-30T09:08:53.737205Z\",\"updated_at\":null,"        \
    "\"owner_team_name\":\"data-platform\",\"owner_user_name\":null,\"owner_user_email\":null,\"service_name\":null,"  \
    "\"repo_id\":null,\"repo_name\":null,\"active_contract_version\":null}"

static void *from_json(const char *model, const char *json, tessera_error *error) {
    return tessera_record_from_json(tessera_reflect_model_find(model), json, strlen(json), error);
}

static void test_decode(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_asset)
    asset = from_json(
        "asset",
        "{ \"id\" : \"" ASSET_ID "\", \"fqn\": \"a.b\\u0063\", \"unknown\": {\"x\": [1, {\"y\": \"\\\"]}\"}]}, "
        "\"resource_type\": \"model\", \"guarantee_mode\": \"brand_new\", \"tags\": [ \"x\", \"y\\nz\" ], "
        "\"metadata\": { \"k\" : \"v w\" , \"n\": [ 1, 2 ] }, \"created_at\": \"2026-01-02T03:04:05.000006Z\", "
        "\"updated_at\": null, \"description\": null}",
        &error);
    assert_non_null(asset);
    assert_string_equal(asset->id, ASSET_ID);
    assert_string_equal(asset->fqn, "a.bc");
    assert_int_equal(asset->resource_type, TESSERA_RESOURCE_TYPE_MODEL);
    assert_int_equal(asset->guarantee_mode, TESSERA_GUARANTEE_MODE_UNKNOWN);
    assert_int_equal(asset->semver_mode, TESSERA_SEMVER_MODE_UNSET);
    assert_int_equal(asset->tags.count, 2);
    assert_string_equal(asset->tags.items[1], "y\nz");
    assert_string_equal(asset->metadata, "{\"k\":\"v w\",\"n\":[1,2]}");
    assert_int_equal(asset->created_at, INT64_C(1767323045000006));
    assert_true(TESSERA_HAS(asset, asset, created_at));
    assert_false(TESSERA_HAS(asset, asset, updated_at));
    assert_false(TESSERA_HAS(asset, asset, description));
    assert_null(asset->description);
    assert_null(asset->environment);
}

static void test_nested(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_publish_result)
    result = from_json(
        "publish_result",
        "{\"action\":\"force.published\",\"published\":true,\"contract\":{\"id\":\"" ASSET_ID
        "\",\"version\":\"1.0.0\","
        "\"schema_def\":{\"type\":\"object\"},\"guarantees\":{\"freshness\":{\"max\":5},\"nullability\":null}},"
        "\"breaking_changes\":[{\"type\":\"a\",\"path\":\"b\",\"message\":\"c\",\"old_value\":[1, "
        "2],\"new_value\":\"x\"},"
        "{\"type\":\"d\",\"old_value\":null,\"new_value\": 5 }],\"dry_run\":false}",
        &error);
    assert_non_null(result);
    assert_int_equal(result->action, TESSERA_PUBLISH_ACTION_FORCE_PUBLISHED);
    assert_true(result->published);
    assert_string_equal(result->contract->version, "1.0.0");
    assert_string_equal(result->contract->guarantees->freshness, "{\"max\":5}");
    assert_null(result->contract->guarantees->nullability);
    assert_int_equal(result->breaking_changes.count, 2);
    assert_string_equal(result->breaking_changes.items[0]->old_value, "[1,2]");
    assert_string_equal(result->breaking_changes.items[0]->new_value, "\"x\"");
    assert_null(result->breaking_changes.items[1]->old_value);
    assert_string_equal(result->breaking_changes.items[1]->new_value, "5");
    assert_true(TESSERA_HAS(result, publish_result, dry_run));
    assert_false(TESSERA_HAS(result, publish_result, warning));
    assert_null(result->proposal);
}

static void test_refused(void **state) {
    static const char *const bad[] = {
        "",
        "[]",
        "null",
        "{",
        "{\"id\": 5}",
        "{\"id\": \"x\"} x",
        "{\"tags\": {}}",
        "{\"tags\": [1]}",
        "{\"metadata\": []}",
        "{\"metadata\": \"{}\"}",
        "{\"created_at\": \"yesterday\"}",
        "{\"created_at\": 5}",
        "{\"resource_type\": 1}",
        "{\"metadata\": {\"a\": }}",
        "{\"fqn\": \"\xFF\"}",
        "{\"unknown\": [}",
    };
    tessera_error error;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (from_json("asset", bad[i], &error) != NULL)
            fail_msg("accepted: %s", bad[i]);
        assert_int_equal(error.status, TESSERA_E_PROTOCOL);
    }
    assert_null(from_json("team", "{\"asset_count\": 1.5}", &error));
    assert_null(from_json("team", "{\"asset_count\": 99999999999999999999}", &error));
    assert_null(from_json("publish_result", "{\"published\": 1}", &error));
    assert_null(from_json("publish_result", "{\"contract\": []}", &error));
    assert_null(from_json("publish_result", "{\"breaking_changes\": {}}", &error));
    assert_null(from_json("publish_result", "{\"breaking_changes\": [[]]}", &error));
    assert_non_null(strstr(error.message, "breaking_change"));
}

static void test_round_trip(void **state) {
    static const char json[] =
        "{\"id\":\"" TEAM_ID "\",\"name\":\"a\\\"b\",\"description\":null,\"metadata\":{\"x\":[1.50,2]},"
        "\"created_at\":\"2026-01-02T03:04:05.000006Z\",\"updated_at\":null,\"asset_count\":0}";
    tessera_error error;
    size_t length;
    (void)state;
    TESSERA_AUTO(tessera_team) team = from_json("team", json, &error);
    assert_non_null(team);
    char *text = tessera_record_to_json(tessera_reflect_model_find("team"), team, &length);
    assert_string_equal(text, json);
    assert_int_equal(length, sizeof json - 1);
    tessera_text_free(text);
}

static void expect_asset(const void *asset) {
    assert_non_null(asset);
    char *text = tessera_record_to_json(tessera_reflect_model_find("asset"), asset, NULL);
    assert_string_equal(text, ASSET_JSON);
    tessera_text_free(text);
}

// What is usual is read in shorter ways, which must not be seen: a blank anywhere between tokens changes nothing.
static void test_blanks(void **state) {
    static const char json[] = ASSET_JSON;
    tessera_error error;
    bool quoted = false;
    (void)state;
    for (size_t at = 0; at < sizeof json; at++) {
        char spaced[sizeof json + 1];
        bool inside = at > 0 && json[at - 1] >= 'a' && json[at - 1] <= 'z'; // true, null
        quoted ^= at > 0 && json[at - 1] == '"';
        if (quoted || inside)
            continue;
        memcpy(spaced, json, at);
        spaced[at] = '\n';
        memcpy(spaced + at + 1, json + at, sizeof json - at);
        TESSERA_AUTO(tessera_asset) asset = from_json("asset", spaced, &error);
        expect_asset(asset);
    }
}

// The same with a letter of any text as an escape, in names and values.
static void test_escapes(void **state) {
    static const char json[] = ASSET_JSON;
    tessera_error error;
    bool quoted = false;
    (void)state;
    for (size_t at = 0; at < sizeof json - 1; at++) {
        char escaped[sizeof json + 8];
        quoted ^= json[at] == '"';
        bool metadata = at > (size_t)(strstr(json, ":{") - json) && at < (size_t)(strchr(json, '}') - json);
        bool letter = (json[at] >= 'a' && json[at] <= 'z') || json[at] == '_';
        if (!quoted || !letter || metadata) // metadata stays as it was written
            continue;
        memcpy(escaped, json, at);
        snprintf(escaped + at, 7, "\\u%04x", (unsigned char)json[at]);
        memcpy(escaped + at + 6, json + at + 1, sizeof json - at - 1);
        TESSERA_AUTO(tessera_asset) asset = from_json("asset", escaped, &error);
        assert_non_null(asset);
        bool enumeration = strstr(json, "\"resource_type") < json + at && json + at < strstr(json, "\"metadata");
        bool name = strchr(json + at, '"')[1] == ':';
        if (name || !enumeration)
            expect_asset(asset);
    }
}

// Members in another order, and one more of them.
static void test_order(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_team)
    team = from_json("team",
                     "{\"more\":{},\"asset_count\":3,\"metadata\":{\"a\":1},\"name\":\"n\",\"id\":\"" TEAM_ID
                     "\",\"name\":\"last\"}",
                     &error);
    assert_non_null(team);
    assert_string_equal(team->id, TEAM_ID);
    assert_string_equal(team->name, "last");
    assert_string_equal(team->metadata, "{\"a\":1}");
    assert_int_equal(team->asset_count, 3);
}

// A result stands behind its text as far as there is room. The body is exactly as large as it says.
static void test_room(void **state) {
    static const char json[] = ASSET_JSON;
    const tessera_reflect_model *model = tessera_reflect_model_find("asset");
    size_t length = sizeof json - 1;
    char problem[128];
    decode_terms strict = {.strict = true, .deadline = INT64_MAX};
    (void)state;
    for (size_t room = 0; room < block_room(model->size) + 64; room += 7) {
        char *body = malloc(length + 1 + room);
        memcpy(body, json, length + 1);
        TESSERA_AUTO(tessera_asset)
        asset = decode_reply_behind(TESSERA_SHAPE_ONE, model, body, length, length + 1 + room, &strict, problem,
                                    sizeof problem);
        expect_asset(asset);
        const char *tag = block_strdup(block_of(asset), "\"a tag\"");
        expect_asset(asset);
        assert_string_equal(tag, "\"a tag\"");
        bool behind = (char *)asset > body && (char *)asset < body + length + 1 + room;
        assert_true(behind ? room >= model->size : room < block_room(model->size));
        // What does not fit is refused without its body, wherever the result was to be.
        char *bad = malloc(length + room);
        memcpy(bad, json, length - 1);
        bad[length - 1] = '\0';
        assert_null(decode_reply_behind(TESSERA_SHAPE_ONE, model, bad, length - 1, length + room, &strict, problem,
                                        sizeof problem));
        free(bad);
    }
}

// A text of many parts: `before`, the part so often that it is long, `after`.
static char *long_text(const char *before, const char *part, const char *after, size_t *length) {
    buffer text;
    buffer_init(&text, SIZE_MAX);
    buffer_append_string(&text, before);
    for (size_t parts = (size_t)512 * 1024 / strlen(part); parts > 0; parts--)
        buffer_append_string(&text, part);
    buffer_append(&text, after, strlen(after) + 1);
    char *taken = buffer_take(&text, length);
    --*length; // without the NUL
    buffer_done(&text);
    return taken;
}

// Whatever it is that makes a reply large, decoding it ends when the call's time is over, and not before.
static void test_late(void **state) {
    static const char row[] = "{\"fqn\":\"a.b\",\"tags\":[]},";
    const struct {
        tessera_shape shape;
        const char *model, *before, *part, *after;
    } cases[] = {
        {TESSERA_SHAPE_PAGE, "asset", "{\"results\":[", row, "{}],\"total\":1}"},
        {TESSERA_SHAPE_PAGE, "asset", "{\"results\":[]", ",\"total\":1", "}"},
        {TESSERA_SHAPE_PAGE, "asset", "{", "\"results\":[],", "\"results\":[]}"},
        {TESSERA_SHAPE_ONE, "asset", "{\"tags\":[", "\"tag\",", "\"tag\"]}"},
        {TESSERA_SHAPE_ONE, "asset", "{\"tags\":[", "\"\\u0061\" ,", "\"tag\"]}"},
        {TESSERA_SHAPE_ONE, "asset", "{\"metadata\":{\"a\":[", "[],", "[]]}}"},
        {TESSERA_SHAPE_ONE, "asset", "{\"later\":[", "1,", "1]}"},
        {TESSERA_SHAPE_ONE, "asset", "{\"fqn\":\"a\"", ",\"later\":1", "}"},
        {TESSERA_SHAPE_ONE, "asset", "{\"fqn\":\"a\"", ",\"fqn\":\"b\"", "}"},
    };
    char problem[128];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const tessera_reflect_model *model = tessera_reflect_model_find(cases[i].model);
        size_t length;
        for (int late = 0; late < 2; late++) {
            char *body = long_text(cases[i].before, cases[i].part, cases[i].after, &length);
            decode_terms terms = {.deadline = late ? monotonic_now() - 1 : INT64_MAX};
            void *record =
                decode_reply_behind(cases[i].shape, model, body, length, length + 1, &terms, problem, sizeof problem);
            if (terms.late != (late == 1) || (record == NULL) != (late == 1))
                fail_msg("case %zu, late %d: %s", i, late, problem);
            tessera_record_free(record);
            if (record == NULL)
                free(body);
        }
    }
    // What is small needs no clock.
    static const char small[] = "{\"fqn\":\"a\",\"tags\":[\"b\"]}";
    decode_terms terms = {.deadline = monotonic_now() - 1};
    void *record = decode_reply_behind(TESSERA_SHAPE_ONE, tessera_reflect_model_find("asset"), strdup(small),
                                       sizeof small - 1, sizeof small, &terms, problem, sizeof problem);
    assert_non_null(record);
    tessera_record_free(record);
}

// Cutting a reply anywhere must be seen, and read nothing beyond.
static void test_every_prefix(void **state) {
    static const char team[] =
        "{\"id\":\"" TEAM_ID "\",\"name\":\"\\u00e9\",\"metadata\":{\"a\":[true,null,\"x\"]},\"asset_count\":12}";
    static const char asset[] = ASSET_JSON;
    tessera_error error;
    (void)state;
    for (size_t length = 0; length < sizeof team - 1; length++)
        assert_null(tessera_record_from_json(tessera_reflect_model_find("team"), team, length, &error));
    for (size_t length = 0; length < sizeof asset - 1; length++)
        assert_null(tessera_record_from_json(tessera_reflect_model_find("asset"), asset, length, &error));
}

static void test_page(void **state) {
    static const char json[] =
        "{\"total\":7,\"results\":[" TEAM_JSON "," TEAM_JSON "],\"limit\":2,\"offset\":4,\"more\":[{}]}";
    static const char *const bad[] = {"{}", "{\"results\":5}", "{\"results\":[5]}", "{\"results\":[],\"total\":\"x\"}",
                                      "[]"};
    const tessera_reflect_model *model = tessera_reflect_model_find("team");
    char problem[128];
    (void)state;
    TESSERA_AUTO(tessera_team_page)
    page = decode_reply(TESSERA_SHAPE_PAGE, model, strdup(json), sizeof json - 1, problem, sizeof problem);
    assert_non_null(page);
    assert_int_equal(page->total, 7);
    assert_int_equal(page->limit, 2);
    assert_int_equal(page->offset, 4);
    assert_int_equal(page->count, 2);
    assert_string_equal(page->items[1]->name, "data-platform");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char *body = strdup(bad[i]);
        assert_null(decode_reply(TESSERA_SHAPE_PAGE, model, body, strlen(body), problem, sizeof problem));
        assert_true(problem[0] != '\0');
        free(body);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decode),     cmocka_unit_test(test_nested),       cmocka_unit_test(test_refused),
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_every_prefix), cmocka_unit_test(test_page),
        cmocka_unit_test(test_blanks),     cmocka_unit_test(test_escapes),      cmocka_unit_test(test_order),
        cmocka_unit_test(test_room),       cmocka_unit_test(test_late),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

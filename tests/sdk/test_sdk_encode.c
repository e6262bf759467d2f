// Inputs as requests, and the tables that tell how.
#include "sdk/encode.h"
#include "sdk_unit.h"

typedef struct encoded {
    char query[512], body[1024], problems[2048];
    unsigned count;
    char first[256];
} encoded;

static encoded encode(tessera_call number, const void *input) {
    encoded e = {0};
    buffer query, body;
    encode_problems problems;
    buffer_init(&query, 4096);
    buffer_init(&body, 4096);
    encode_problems_init(&problems);
    encode_input(tessera_reflect_call_at(number), input, &query, &body, &problems);
    snprintf(e.query, sizeof e.query, "%.*s", (int)query.length, buffer_text(&query).data);
    snprintf(e.body, sizeof e.body, "%.*s", (int)body.length, buffer_text(&body).data);
    snprintf(e.problems, sizeof e.problems, "%.*s", (int)problems.list.length, buffer_text(&problems.list).data);
    snprintf(e.first, sizeof e.first, "%s", problems.first);
    e.count = problems.count;
    buffer_done(&query);
    buffer_done(&body);
    encode_problems_done(&problems);
    return e;
}

static void test_body(void **state) {
    (void)state;
    encoded e = encode(TESSERA_CALL_TEAMS_CREATE, &(tessera_team_create){.name = "a\"b"});
    assert_int_equal(e.count, 0);
    assert_string_equal(e.body, "{\"name\":\"a\\\"b\"}");
    tessera_team_update update = {.name = "x"};
    TESSERA_SET(&update, team_update, description, NULL);
    e = encode(TESSERA_CALL_TEAMS_UPDATE, &update);
    assert_string_equal(e.body, "{\"name\":\"x\",\"description\":null}");
    e = encode(TESSERA_CALL_TEAMS_UPDATE, NULL);
    assert_string_equal(e.body, "{}");
    tessera_asset_create asset = {.fqn = "a.b",
                                  .owner_team_id = "{" TEAM_ID "}",
                                  .metadata = "{ \"k\": 1 }",
                                  .resource_type = TESSERA_RESOURCE_TYPE_SEED,
                                  .tags = {2, (const char *const[]){"x", "y"}}};
    e = encode(TESSERA_CALL_ASSETS_CREATE, &asset);
    assert_string_equal(e.body, "{\"fqn\":\"a.b\",\"owner_team_id\":\"" TEAM_ID
                                "\",\"metadata\":{ \"k\": 1 },\"resource_type\":\"seed\",\"tags\":[\"x\",\"y\"]}");
    tessera_asset_update no_tags = {0};
    TESSERA_SET(&no_tags, asset_update, tags, (tessera_strings){0});
    e = encode(TESSERA_CALL_ASSETS_UPDATE, &no_tags);
    assert_string_equal(e.body, "{\"tags\":[]}");
}

static void test_query(void **state) {
    (void)state;
    encoded e = encode(TESSERA_CALL_TEAMS_LIST, &(tessera_team_list_query){.offset = 20, .name = "ä b&c=d"});
    assert_string_equal(e.query, "limit=100&offset=20&name=%C3%A4%20b%26c%3Dd");
    e = encode(TESSERA_CALL_TEAMS_LIST, NULL);
    assert_string_equal(e.query, "limit=100");
    tessera_team_list_query zero = {0};
    TESSERA_SET(&zero, team_list_query, limit, 0);
    e = encode(TESSERA_CALL_TEAMS_LIST, &zero);
    assert_string_equal(e.query, "limit=0");
    tessera_search_query search = {.q = "x",
                                   .types = {2, (const int[]){TESSERA_SEARCH_KIND_TEAMS, TESSERA_SEARCH_KIND_ASSETS}}};
    e = encode(TESSERA_CALL_SEARCH_EVERYTHING, &search);
    assert_string_equal(e.query, "q=x&types=teams&types=assets");
    e = encode(TESSERA_CALL_TEAMS_DELETE, &(tessera_team_delete_query){.force = true});
    assert_string_equal(e.query, "force=true");
    e = encode(TESSERA_CALL_TEAMS_DELETE, NULL);
    assert_string_equal(e.query, "");
}

static void test_own_input(void **state) {
    (void)state;
    tessera_assets_publish_contract_input publish = {.schema = "{}",
                                                     .version = "1.0.0",
                                                     .force = true,
                                                     .force_reason = "because it must be",
                                                     .published_by = TEAM_ID,
                                                     .guarantees = &(tessera_guarantees){.freshness = "{\"max\":1}"},
                                                     .compatibility_mode = TESSERA_COMPATIBILITY_MODE_NONE};
    encoded e = encode(TESSERA_CALL_ASSETS_PUBLISH_CONTRACT, &publish);
    assert_int_equal(e.count, 0);
    assert_string_equal(e.query, "force=true&force_reason=because%20it%20must%20be&published_by=" TEAM_ID);
    assert_string_equal(e.body, "{\"schema\":{},\"version\":\"1.0.0\",\"compatibility_mode\":\"none\","
                                "\"guarantees\":{\"freshness\":{\"max\":1}}}");
}

static void test_synonyms(void **state) {
    (void)state;
    encoded e = encode(TESSERA_CALL_ASSETS_LIST, &(tessera_assets_list_input){.team_id = TEAM_ID});
    assert_string_equal(e.query, "limit=100&owner=" TEAM_ID);
    e = encode(TESSERA_CALL_ASSETS_LIST, &(tessera_assets_list_input){.team_id = TEAM_ID, .owner_team_id = TEAM_ID});
    assert_string_equal(e.query, "limit=100&owner=" TEAM_ID);
    assert_int_equal(e.count, 0);
    e = encode(TESSERA_CALL_ASSETS_LIST, &(tessera_assets_list_input){.team_id = TEAM_ID, .owner_team_id = ASSET_ID});
    assert_int_equal(e.count, 1);
}

static void expect_problem(tessera_call number, const void *input, const char *first) {
    encoded e = encode(number, input);
    assert_true(e.count >= 1);
    assert_string_equal(e.first, first);
}

static void test_problems(void **state) {
    (void)state;
    expect_problem(TESSERA_CALL_TEAMS_CREATE, NULL, "body.name: Field required");
    expect_problem(TESSERA_CALL_TEAMS_CREATE, &(tessera_team_create){.name = ""},
                   "body.name: String should have at least 1 character");
    expect_problem(TESSERA_CALL_TEAMS_CREATE, &(tessera_team_create){.name = "\xFF"},
                   "body.name: Input should be a valid string: it is not UTF-8");
    expect_problem(TESSERA_CALL_TEAMS_CREATE, &(tessera_team_create){.name = "a", .metadata = "[]"},
                   "body.metadata: Input should be a JSON object");
    expect_problem(TESSERA_CALL_TEAMS_CREATE,
                   &(tessera_team_create){.name = "a", .metadata = "{\"a\":1} , \"name\":\"b\""},
                   "body.metadata: Input should be JSON text");
    expect_problem(
        TESSERA_CALL_ASSETS_CREATE,
        &(tessera_asset_create){.fqn = "a.b", .owner_team_id = TEAM_ID, .tags = {1, (const char *const[]){NULL}}},
        "body.tags[0]: Input should be a valid string");
    expect_problem(
        TESSERA_CALL_ASSETS_CREATE,
        &(tessera_asset_create){.fqn = "a.b", .owner_team_id = TEAM_ID, .resource_type = (tessera_resource_type)99},
        "body.resource_type: Input should be a value of the enumeration");
    expect_problem(
        TESSERA_CALL_ASSETS_PUBLISH_CONTRACT,
        &(tessera_assets_publish_contract_input){.schema = "{}", .guarantees = &(tessera_guarantees){.volume = "1"}},
        "body.guarantees.volume: Input should be a JSON object");
    // What schemas may be is not refused beside what is.
    expect_problem(TESSERA_CALL_ASSETS_PUBLISH_CONTRACT,
                   &(tessera_assets_publish_contract_input){.schema = "true", .published_by = "x"},
                   "query.published_by: Input should be a valid UUID, it must have 32 hexadecimal digits, or 36 "
                   "characters with hyphens");
    expect_problem(TESSERA_CALL_ASSETS_PUBLISH_CONTRACT,
                   &(tessera_assets_publish_contract_input){.schema = "\"string\"", .published_by = "x"},
                   "query.published_by: Input should be a valid UUID, it must have 32 hexadecimal digits, or 36 "
                   "characters with hyphens");
    expect_problem(TESSERA_CALL_SEARCH_EVERYTHING, &(tessera_search_query){.q = ""},
                   "query.q: String should have at least 1 character");
    encoded e = encode(TESSERA_CALL_ASSETS_CREATE, &(tessera_asset_create){.owner_team_id = "nonsense"});
    assert_int_equal(e.count, 2);
    assert_non_null(
        strstr(e.problems, "{\"type\":\"missing\",\"loc\":[\"body\",\"fqn\"],\"msg\":\"Field required\"},"));
    assert_non_null(strstr(e.problems, "\"type\":\"uuid_parsing\",\"loc\":[\"body\",\"owner_team_id\"]"));
}

// Ids are sent in canonical form, whatever form they are given in; what is none is refused wherever it is wrong.
static void test_ids(void **state) {
    char id[] = ASSET_ID;
    (void)state;
    for (size_t at = 0; at < sizeof id - 1; at++)
        for (const char *wrong = "g-/:`@\xFF"; *wrong != '\0'; wrong++) {
            if (*wrong == id[at])
                continue;
            id[at] = *wrong;
            encoded e = encode(TESSERA_CALL_ASSETS_LIST, &(tessera_assets_list_input){.team_id = id});
            assert_int_equal(e.count, 1);
            memcpy(id, ASSET_ID, sizeof id);
        }
    static const char *const forms[] = {ASSET_ID, "0192F3A1-7C1E-7B3A-9D55-1F0A2B3C4D5E",
                                        "0192f3a17c1e7b3a9d551f0a2b3c4d5e", "{" ASSET_ID "}"};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        encoded e = encode(TESSERA_CALL_ASSETS_LIST, &(tessera_assets_list_input){.team_id = forms[i]});
        assert_string_equal(e.query, "limit=100&owner=" ASSET_ID);
    }
    encoded longer = encode(TESSERA_CALL_ASSETS_LIST, &(tessera_assets_list_input){.team_id = ASSET_ID "0"});
    assert_int_equal(longer.count, 1);
}

// What is listed of the problems has a limit.
static void test_many_problems(void **state) {
    const char *ids[100];
    (void)state;
    for (size_t i = 0; i < 100; i++)
        ids[i] = "bad";
    encoded e = encode(TESSERA_CALL_ASSETS_BULK_ASSIGN, &(tessera_bulk_assign){.asset_ids = {100, ids}});
    assert_int_equal(e.count, 100);
    size_t listed = 0;
    for (const char *at = strstr(e.problems, "uuid_parsing"); at != NULL; at = strstr(at + 1, "uuid_parsing"))
        listed++;
    assert_true(listed <= ENCODE_PROBLEMS);
}

// --- tables ----------------------------------------------------------------------------------------------------------

static void test_tables(void **state) {
    (void)state;
    assert_int_equal(tessera_reflect_call_find("assets.get"), TESSERA_CALL_ASSETS_GET);
    assert_int_equal(tessera_reflect_call_find("assets.publish_contract"), TESSERA_CALL_ASSETS_PUBLISH_CONTRACT);
    assert_int_equal(tessera_reflect_call_find("assets"), -1);
    assert_int_equal(tessera_reflect_call_find("asset.get"), -1);
    assert_null(tessera_reflect_call_at(TESSERA_CALL_COUNT));
    assert_null(tessera_reflect_model_at(100000));
    assert_null(tessera_reflect_enum_at(100000));
    assert_null(tessera_reflect_model_find("nonsense"));
    for (size_t i = 0; tessera_reflect_model_at(i) != NULL; i++) {
        const tessera_reflect_model *model = tessera_reflect_model_at(i);
        assert_ptr_equal(tessera_reflect_model_find(model->name), model);
        assert_true(model->size >= sizeof(uint64_t) && model->field_count <= 64);
        for (size_t j = 0; j < model->field_count; j++) {
            const tessera_reflect_field *f = &model->fields[j];
            assert_int_equal(f->index, j);
            assert_int_equal(f->name_length, strlen(f->name));
            assert_int_equal(f->wire_length, strlen(f->wire));
            assert_true(f->offset >= sizeof(uint64_t) && f->offset < model->size);
        }
    }
    assert_int_equal(tessera_publish_action_parse("force.published"), TESSERA_PUBLISH_ACTION_FORCE_PUBLISHED);
    assert_int_equal(tessera_publish_action_parse("x"), TESSERA_ENUM_UNKNOWN);
    assert_string_equal(tessera_publish_action_text(TESSERA_PUBLISH_ACTION_FORCE_PUBLISHED), "force.published");
    assert_null(tessera_publish_action_text(TESSERA_PUBLISH_ACTION_UNSET));
    assert_null(tessera_publish_action_text(TESSERA_PUBLISH_ACTION_UNKNOWN));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_body),     cmocka_unit_test(test_query),    cmocka_unit_test(test_own_input),
        cmocka_unit_test(test_synonyms), cmocka_unit_test(test_problems), cmocka_unit_test(test_many_problems),
        cmocka_unit_test(test_tables),   cmocka_unit_test(test_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

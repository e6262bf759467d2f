// Changes taken over from one record into another by the names of their fields.
#include "base/record.h"
#include "model/model.h"
#include "unit.h"

typedef struct fixture {
    arena *arena;
    struct asset asset;
} fixture;

static int begin(void **state) {
    fixture *f = calloc(1, sizeof *f);
    const char **tags = NULL;
    if (f == NULL)
        return -1;
    f->arena = arena_new(0);
    record_defaults(&type_asset, f->arena, &f->asset);
    tags = arena_array(f->arena, 2, sizeof *tags);
    tags[0] = "pii";
    tags[1] = "gold";
    f->asset.fqn = "lake.orders";
    f->asset.environment = "production";
    f->asset.resource_type = resource_type_model;
    f->asset.owner_team_id = uuid_new();
    f->asset.metadata.raw = TEXT("{\"a\":1}");
    f->asset.tags = (record_strings){tags, 2};
    *state = f;
    return 0;
}

static int end(void **state) {
    fixture *f = *state;
    arena_free(f->arena);
    free(f);
    return 0;
}

// Applies the body to the fixture's asset as a request would.
static bool apply(fixture *f, const char *body) {
    struct asset_update update;
    record_problems problems = {.arena = f->arena};
    json_error error;
    const json_value *tree = json_parse(f->arena, text_of(body), 100, &error);
    assert_non_null(tree);
    assert_true(record_decode(&type_asset_update, NULL, tree, f->arena, &problems, &update));
    return record_update(&type_asset, &f->asset, &type_asset_update, &update, f->arena);
}

static void test_nothing(void **state) {
    fixture *f = *state;
    struct asset before = f->asset;
    assert_false(apply(f, "{}"));
    assert_false(apply(f, "{\"fqn\":null,\"tags\":null,\"metadata\":null,\"owner_user_id\":null}"));
    assert_memory_equal(&before, &f->asset, sizeof before);
}

static void test_equal_values(void **state) {
    fixture *f = *state;
    assert_false(apply(f, "{\"fqn\":\"lake.orders\",\"environment\":\"production\",\"resource_type\":\"model\"}"));
    assert_false(apply(f, "{\"metadata\":{ \"a\" : 1 },\"tags\":[\"pii\",\"gold\"]}"));
    char body[100], id[UUID_LENGTH + 1];
    uuid_format(&f->asset.owner_team_id, id);
    snprintf(body, sizeof body, "{\"owner_team_id\":\"%s\"}", id);
    assert_false(apply(f, body));
}

static void test_each_kind(void **state) {
    fixture *f = *state;
    assert_true(apply(f, "{\"description\":\"\"}"));
    assert_string_equal(f->asset.description, "");
    assert_true(apply(f, "{\"resource_type\":\"seed\"}"));
    assert_int_equal(f->asset.resource_type, resource_type_seed);
    assert_true(apply(f, "{\"metadata\":{\"a\":1.0}}"));
    assert_true(text_is(f->asset.metadata.raw, "{\"a\":1.0}") && f->asset.metadata.tree == NULL);
    assert_true(apply(f, "{\"tags\":[\"gold\",\"pii\"]}"));
    assert_string_equal(f->asset.tags.items[0], "gold");
    assert_true(apply(f, "{\"tags\":[\"gold\"]}"));
    assert_true(apply(f, "{\"tags\":[]}"));
    assert_true(f->asset.tags.items != NULL && f->asset.tags.count == 0);
    assert_false(apply(f, "{\"tags\":[]}"));
    assert_true(apply(f, "{\"owner_user_id\":\"0d9d4b0e-6b0a-4c62-9c64-0a6b6a1c1e01\"}"));
    assert_true(f->asset.owner_user_id.set);
    assert_string_equal(f->asset.fqn, "lake.orders");
}

static void test_fields_without_a_partner(void **state) {
    fixture *f = *state;
    struct user_update update;
    struct user user;
    record_defaults(&type_user_update, f->arena, &update);
    record_defaults(&type_user, f->arena, &user);
    update.password = "a secret of mine"; // no field of a user
    assert_false(record_update(&type_user, &user, &type_user_update, &update, f->arena));
    update.name = "Mara";
    assert_true(record_update(&type_user, &user, &type_user_update, &update, f->arena));
    assert_string_equal(user.name, "Mara");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nothing, begin, end),
        cmocka_unit_test_setup_teardown(test_equal_values, begin, end),
        cmocka_unit_test_setup_teardown(test_each_kind, begin, end),
        cmocka_unit_test_setup_teardown(test_fields_without_a_partner, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

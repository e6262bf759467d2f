// The schema engine through libtessera's interface: results, refusals, limits, threads.
#include "offline_schemas.h"
#include "schema_unit.h"
#include "sdk_unit.h"
#include <pthread.h>
#include <unistd.h>

static const tessera_schema_options forward = {.compatibility_mode = TESSERA_COMPATIBILITY_MODE_FORWARD};

static void test_diff(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_schema_comparison) found = NULL;
    assert_status(tessera_schema_diff(old_schema, new_schema, NULL, &found, &error), TESSERA_OK, &error);
    assert_int_equal(found->change_type, TESSERA_CHANGE_TYPE_MAJOR);
    assert_int_equal(found->compatibility_mode, TESSERA_COMPATIBILITY_MODE_BACKWARD);
    assert_false(found->is_compatible);
    assert_int_equal(found->breaking_changes.count, 1);
    assert_string_equal(found->breaking_changes.items[0]->type, "property_removed");
    assert_int_equal(found->all_changes.count, 2);
    const tessera_schema_change *removed = found->all_changes.items[0], *added = found->all_changes.items[1];
    assert_string_equal(added->type, "property_added");
    assert_string_equal(added->path, "properties.note");
    assert_null(added->old_value);
    assert_string_equal(added->new_value, quoted(kept, "{'type':'string'}"));
    assert_true(!added->breaks_backward && added->breaks_forward && added->breaks_full);
    assert_string_equal(removed->type, "property_removed");
    assert_string_equal(removed->message, "Property 'name' was removed");
    assert_string_equal(removed->old_value, quoted(kept, "{'type':'string'}"));
    assert_true(removed->breaks_backward && !removed->breaks_forward && removed->breaks_full);
}

static void test_diff_of_equals(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_schema_comparison) found = NULL;
    assert_status(tessera_schema_diff(old_schema, old_schema, NULL, &found, &error), TESSERA_OK, &error);
    assert_int_equal(found->change_type, TESSERA_CHANGE_TYPE_PATCH);
    assert_true(found->is_compatible);
    assert_int_equal(found->all_changes.count + found->breaking_changes.count, 0);
}

static void test_modes(void **state) {
    static const struct {
        tessera_compatibility_mode mode;
        const char *breaking; // kinds
    } cases[] = {
        {TESSERA_COMPATIBILITY_MODE_UNSET, "property_removed "},
        {TESSERA_COMPATIBILITY_MODE_BACKWARD, "property_removed "},
        {TESSERA_COMPATIBILITY_MODE_FORWARD, "property_added "},
        {TESSERA_COMPATIBILITY_MODE_FULL, "property_removed property_added "},
        {TESSERA_COMPATIBILITY_MODE_NONE, ""},
    };
    tessera_error error;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char kinds[256] = "";
        size_t used = 0;
        tessera_schema_options options = {sizeof options, cases[i].mode};
        TESSERA_AUTO(tessera_schema_compatibility) found = NULL;
        assert_status(tessera_schema_check_compatibility(old_schema, new_schema, &options, &found, &error), TESSERA_OK,
                      &error);
        for (size_t j = 0; j < found->breaking_changes.count; j++)
            used += (size_t)snprintf(kinds + used, sizeof kinds - used, "%s ", found->breaking_changes.items[j]->type);
        assert_string_equal(kinds, cases[i].breaking);
        assert_int_equal(found->is_compatible, cases[i].breaking[0] == '\0');
        if (cases[i].mode != TESSERA_COMPATIBILITY_MODE_UNSET)
            assert_int_equal(found->compatibility_mode, cases[i].mode);
    }
}

static void test_validate(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_schema_validity) valid = NULL;
    TESSERA_AUTO(tessera_schema_validity) wrong = NULL;
    TESSERA_AUTO(tessera_schema_validity) by_draft = NULL;
    assert_status(tessera_schema_validate(old_schema, &valid, &error), TESSERA_OK, &error);
    assert_true(valid->valid);
    assert_int_equal(valid->errors.count, 0);
    assert_status(
        tessera_schema_validate(quoted(kept, "{'properties':{'a':{'type':'zzz'}},'required':'id'}"), &wrong, &error),
        TESSERA_OK, &error);
    assert_false(wrong->valid);
    assert_int_equal(wrong->errors.count, 2);
    assert_string_equal(wrong->errors.items[0], "required: 'id' is not of type 'array'");
    assert_string_equal(wrong->errors.items[1], "properties.a.type: 'zzz' is not valid under any of the given schemas");
    // Draft 4 has a boolean there, Draft 7 a number.
    assert_status(tessera_schema_validate(quoted(kept, "{'$schema':'http://json-schema.org/draft-04/schema#',"
                                                       "'maximum':1,'exclusiveMaximum':true}"),
                                          &by_draft, &error),
                  TESSERA_OK, &error);
    assert_true(by_draft->valid);
}

static void test_version(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_version_suggestion) next = NULL;
    TESSERA_AUTO(tessera_version_suggestion) mirrored = NULL;
    TESSERA_AUTO(tessera_version_suggestion) first = NULL;
    assert_status(tessera_schema_suggest_version(old_schema, new_schema, "2.4.1", NULL, &next, &error), TESSERA_OK,
                  &error);
    assert_string_equal(next->suggested_version, "3.0.0");
    assert_string_equal(next->current_version, "2.4.1");
    assert_string_equal(next->reason, "Breaking change detected - major version bump required");
    assert_int_equal(next->breaking_changes.count, 1);
    assert_false(next->is_first_contract);
    assert_status(tessera_schema_suggest_version(old_schema, old_schema, "1.0.0-alpha", &forward, &mirrored, &error),
                  TESSERA_OK, &error);
    assert_string_equal(mirrored->suggested_version, "1.0.1");
    assert_status(tessera_schema_suggest_version(NULL, new_schema, NULL, NULL, &first, &error), TESSERA_OK, &error);
    assert_string_equal(first->suggested_version, "1.0.0");
    assert_true(first->is_first_contract);
    assert_null(first->current_version);
}

static void test_migration(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_schema_migration) found = NULL;
    TESSERA_AUTO(tessera_schema_migration) none = NULL;
    assert_status(tessera_schema_suggest_migration(old_schema, new_schema, NULL, &found, &error), TESSERA_OK, &error);
    assert_int_equal(found->migration_suggestions.count, 1);
    const tessera_migration_suggestion *way = found->migration_suggestions.items[0];
    assert_string_equal(way->strategy, "deprecate");
    assert_string_equal(way->confidence, "high");
    assert_int_equal(way->changes_made.count, 1);
    TESSERA_AUTO(tessera_schema_compatibility) after = NULL;
    assert_status(tessera_schema_check_compatibility(old_schema, way->suggested_schema, NULL, &after, &error),
                  TESSERA_OK, &error);
    assert_true(after->is_compatible);
    assert_status(tessera_schema_suggest_migration(old_schema, old_schema, NULL, &none, &error), TESSERA_OK, &error);
    assert_int_equal(none->migration_suggestions.count, 0);
}

static void test_avro(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_schema_conversion) made = NULL;
    assert_status(tessera_schema_from_avro(quoted(kept, "{'type':'record','name':'order',"
                                                        "'fields':[{'name':'id','type':'long'}]}"),
                                           &made, &error),
                  TESSERA_OK, &error);
    assert_string_equal(made->schema,
                        quoted(kept, "{'type':'object','properties':{'id':{'type':'integer'}},'required':['id']}"));
    assert_int_equal(tessera_schema_from_avro(quoted(kept, "{'type':'record'}"), NULL, &error), TESSERA_E_VALIDATION);
    assert_string_equal(error.message, "schema: Invalid Avro schema: Record must have a 'name' field (and 1 more)");
    assert_int_equal(tessera_schema_from_avro(quoted(kept, "{'type':'record','name':'order',"
                                                           "'fields':[{'name':'id','type':'nothing'}]}"),
                                              NULL, &error),
                     TESSERA_E_VALIDATION);
    assert_string_equal(error.message, "schema: Failed to convert Avro schema: Unknown Avro type: nothing, at id");
}

// --- refusals --------------------------------------------------------------------------------------------------------

static void test_refusals(void **state) {
    static const struct {
        const char *old, *new, *message;
    } cases[] = {
        {"{'type':", "{}", "old_schema: it is not JSON: "},
        {"{}", "", "new_schema: it is not JSON: "},
        {"[]", "{}", "old_schema: it is not a JSON object"},
        {"{}", "5", "new_schema: it is not a JSON object"},
        {"{'minLength':-1}", "{}", "old_schema: minLength: -1 is less than the minimum of 0"},
        {"{}", "{'type':5,'title':5}", "new_schema: title: 5 is not of type 'string' (and 1 more)"},
    };
    tessera_error error;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        tessera_schema_comparison *found = NULL;
        assert_int_equal(
            tessera_schema_diff(quoted(kept, cases[i].old), quoted(kept, cases[i].new), NULL, &found, &error),
            TESSERA_E_VALIDATION);
        assert_null(found);
        assert_int_equal(error.status, TESSERA_E_VALIDATION);
        assert_int_equal(error.http_status, 0);
        assert_memory_equal(error.message, cases[i].message, strlen(cases[i].message));
    }
    assert_int_equal(tessera_schema_validate("[]", NULL, &error), TESSERA_E_VALIDATION);
    assert_string_equal(error.message, "schema: it is not a JSON object");
}

static void test_wrong_use(void **state) {
    tessera_error error;
    tessera_schema_options none_such = {.compatibility_mode = (tessera_compatibility_mode)77};
    (void)state;
    assert_int_equal(tessera_schema_diff(NULL, "{}", NULL, NULL, &error), TESSERA_E_USAGE);
    assert_string_equal(error.message, "old_schema: none is given");
    assert_int_equal(tessera_schema_diff("{}", NULL, NULL, NULL, NULL), TESSERA_E_USAGE);
    assert_int_equal(tessera_schema_validate(NULL, NULL, &error), TESSERA_E_USAGE);
    assert_int_equal(tessera_schema_from_avro(NULL, NULL, &error), TESSERA_E_USAGE);
    assert_int_equal(tessera_schema_diff("{}", "{}", &none_such, NULL, &error), TESSERA_E_VALIDATION);
    assert_string_equal(error.message, "compatibility_mode: 77 is no mode");
    assert_null(tessera_schema_answer(TESSERA_SCHEMA_DIFF, NULL, NULL, &error));
    assert_int_equal(error.status, TESSERA_E_USAGE);
    assert_null(tessera_schema_answer((tessera_schema_question)99, &(tessera_schema_input){0}, NULL, NULL));
    // What is not wanted is not kept.
    assert_int_equal(tessera_schema_diff("{}", "{}", NULL, NULL, &error), TESSERA_OK);
    assert_null(tessera_schema_comparison_free(NULL));
}

static void test_versions_refused(void **state) {
    tessera_error error;
    (void)state;
    static const char *const wrong[] = {"",
                                        "1",
                                        "1.0",
                                        "1.0.x",
                                        "1.0.0-",
                                        "v1.0.0",
                                        "1.0.0-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(tessera_schema_suggest_version("{}", "{}", wrong[i], NULL, NULL, &error),
                         TESSERA_E_VALIDATION);
        assert_memory_equal(error.message, "current_version: '", 18);
    }
    assert_int_equal(tessera_schema_suggest_version("{}", "{}", NULL, NULL, NULL, &error), TESSERA_E_VALIDATION);
    assert_string_equal(error.message, "current_version: none is given, although old_schema is");
    assert_int_equal(tessera_schema_suggest_version(NULL, "{}", "1.0.0", NULL, NULL, &error), TESSERA_E_VALIDATION);
    assert_string_equal(error.message, "old_schema: none is given, although current_version is");
}

// --- limits ----------------------------------------------------------------------------------------------------------

// What a buffer holds, which then is done.
static const char *taken(buffer *out) {
    assert_false(out->failed);
    const char *result = arena_text(kept, buffer_text(out));
    buffer_done(out);
    return result;
}

// `count` times `opening`, then `middle`, then `count` times `closing`.
static const char *nested(size_t count, const char *opening, const char *middle, const char *closing) {
    buffer out;
    buffer_init(&out, 64 << 20);
    for (size_t i = 0; i < count; i++)
        append_quoted(&out, "%s", opening);
    append_quoted(&out, "%s", middle);
    for (size_t i = 0; i < count; i++)
        append_quoted(&out, "%s", closing);
    return taken(&out);
}

static void test_depth(void **state) {
    tessera_error error;
    (void)state;
    const char *fits = nested(TESSERA_SCHEMA_NESTING - 1, "{'not':", "{}", "}");
    const char *deeper = nested(TESSERA_SCHEMA_NESTING, "{'not':", "{}", "}");
    TESSERA_AUTO(tessera_schema_comparison) found = NULL;
    assert_status(tessera_schema_diff(fits, "{}", NULL, &found, &error), TESSERA_OK, &error);
    assert_int_equal(tessera_schema_diff(deeper, "{}", NULL, NULL, &error), TESSERA_E_VALIDATION);
    assert_string_equal(error.message, "old_schema: it is nested deeper than 400 levels");
}

// The deepest result: what is deepest in the input, carried along by a conversion that itself adds levels.
static void test_depth_of_conversions(void **state) {
    tessera_error error;
    (void)state;
    const char *lists = nested(30, "[", "", "]"), *type = nested(30, "{'type':'array','items':", "'int'", "}");
    const char *field =
        arena_printf(kept, "{'type':'record','name':'r','fields':[{'name':'f','type':%s,'default':%s}]}", type, lists);
    const char *avro = nested(16, "{'type':'array','items':['null',", field, "]}");
    TESSERA_AUTO(tessera_schema_conversion) made = NULL;
    assert_status(tessera_schema_from_avro(avro, &made, &error), TESSERA_OK, &error);
    assert_non_null(strstr(made->schema, lists));
}

static void test_size(void **state) {
    tessera_error error;
    (void)state;
    char *blanks = malloc(TESSERA_SCHEMA_BYTES + 2);
    memset(blanks, ' ', TESSERA_SCHEMA_BYTES);
    memcpy(blanks, "{}", 2);
    blanks[TESSERA_SCHEMA_BYTES] = '\0';
    assert_status(tessera_schema_validate(blanks, NULL, &error), TESSERA_OK, &error);
    memcpy(blanks + TESSERA_SCHEMA_BYTES, " ", 2);
    assert_int_equal(tessera_schema_validate(blanks, NULL, &error), TESSERA_E_VALIDATION);
    assert_string_equal(error.message, "schema: it is longer than 16777216 bytes");
    free(blanks);
}

static void test_nodes(void **state) {
    tessera_error error;
    (void)state;
    const char *many = nested(TESSERA_SCHEMA_NODES, "{},", "{}", "");
    const char *schema = quoted(kept, arena_printf(kept, "{'allOf':[%s]}", many));
    assert_int_equal(tessera_schema_diff("{}", schema, NULL, NULL, &error), TESSERA_E_VALIDATION);
    assert_string_equal(error.message, "new_schema: it holds more than 1000000 subschemas");
}

// Changes that all tell one large value again.
static void test_large_result(void **state) {
    enum { PROPERTIES = 50 };
    tessera_error error;
    (void)state;
    size_t size = TESSERA_SCHEMA_BYTES - (size_t)PROPERTIES * 64;
    buffer old, new;
    buffer_init(&old, TESSERA_SCHEMA_BYTES);
    buffer_init(&new, TESSERA_SCHEMA_BYTES);
    append_quoted(&old, "{'$defs':{'a':{'default':'");
    size -= old.length;
    memset(buffer_reserve(&old, size), 'x', size);
    buffer_commit(&old, size);
    append_quoted(&old, "'}},'properties':{");
    append_quoted(&new, "{'properties':{");
    for (int i = 0; i < PROPERTIES; i++) {
        append_quoted(&old, "%s'p%d':{'$ref':'#/$defs/a'}", i == 0 ? "" : ",", i);
        append_quoted(&new, "%s'p%d':{}", i == 0 ? "" : ",", i);
    }
    append_quoted(&old, "}}");
    append_quoted(&new, "}}");
    assert_int_equal(tessera_schema_diff(taken(&old), taken(&new), NULL, NULL, &error), TESSERA_E_TOO_LARGE);
    assert_string_equal(error.message, "the result is larger than 67108864 bytes");
}

// Every pair of subschemas of two graphs without end would have to be looked at.
static void test_hostile(void **state) {
    enum { DEFINITIONS = 1500 };
    tessera_error error;
    (void)state;
    const char *texts[2];
    for (int side = 0; side < 2; side++) {
        buffer out;
        buffer_init(&out, 1 << 20);
        int count = DEFINITIONS - side; // without a common divisor: the walk meets all pairs
        append_quoted(&out, "{'$ref':'#/$defs/d0','$defs':{");
        for (int i = 0; i < count; i++)
            append_quoted(&out, "%s'd%d':{'properties':{'a':{'$ref':'#/$defs/d%d'}}%s}", i == 0 ? "" : ",", i,
                          (i + 1) % count, i == count - 1 ? ",'minProperties':1" : "");
        append_quoted(&out, "}}");
        texts[side] = taken(&out);
    }
    TESSERA_AUTO(tessera_schema_compatibility) found = NULL;
    assert_status(tessera_schema_check_compatibility(texts[0], texts[1], NULL, &found, &error), TESSERA_OK, &error);
    assert_false(found->is_compatible);
}

// --- bindings --------------------------------------------------------------------------------------------------------

static void test_answer(void **state) {
    tessera_error error;
    const tessera_reflect_model *model = NULL;
    tessera_schema_input input = {.new_schema = "{} and more", .new_length = 2};
    (void)state;
    TESSERA_AUTO(tessera_reply) reply = tessera_schema_answer(TESSERA_SCHEMA_VALIDATE, &input, &model, &error);
    assert_non_null(reply);
    assert_string_equal(model->name, "schema_validity");
    assert_string_equal(reply->body, quoted(kept, "{'valid':true,'errors':[]}"));
    assert_int_equal(reply->length, strlen(reply->body));
    input = (tessera_schema_input){.old_schema = "{}\0", .old_length = 3, .new_schema = "{}", .new_length = 2};
    assert_null(tessera_schema_answer(TESSERA_SCHEMA_DIFF, &input, &model, &error));
    assert_memory_equal(error.message, "old_schema: it is not JSON", 26);
}

static void *compare_often(void *unused) {
    enum { TIMES = 300 };
    (void)unused;
    for (int i = 0; i < TIMES; i++) {
        tessera_schema_comparison *found = NULL;
        if (tessera_schema_diff(old_schema, new_schema, &forward, &found, NULL) != TESSERA_OK ||
            found->all_changes.count != 2 || found->breaking_changes.count != 1)
            return (void *)"wrong";
        tessera_schema_comparison_free(found);
    }
    return NULL;
}

static void test_threads(void **state) {
    pthread_t threads[4];
    (void)state;
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, compare_often, NULL), 0);
    for (size_t i = 0; i < 4; i++) {
        void *problem = NULL;
        assert_int_equal(pthread_join(threads[i], &problem), 0);
        assert_null(problem);
    }
}

// --- the example -----------------------------------------------------------------------------------------------------

static void write_text(const char *path, const char *text) {
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    assert_int_equal(fclose(out), 0);
}

static void test_example(void **state) {
    char folder[] = "/tmp/test_schema_XXXXXX", old[64], new[64], command[256], output[1024];
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(old, sizeof old, "%s/old.json", folder);
    snprintf(new, sizeof new, "%s/new.json", folder);
    snprintf(command, sizeof command, "example_compare_schemas %s %s 2>&1", old, new);
    write_text(old, old_schema);
    write_text(new, new_schema);
    assert_int_equal(run_example(command, output, sizeof output), 1);
    assert_string_equal(output, "! properties.name: Property 'name' was removed\n"
                                "  properties.note: Property 'note' was added\n"
                                "2.0.0: Breaking change detected - major version bump required\n");
    write_text(new, old_schema);
    assert_int_equal(run_example(command, output, sizeof output), 0);
    assert_string_equal(output, "1.0.1: No breaking schema changes - patch version bump\n");
    write_text(new, "{");
    assert_int_equal(run_example(command, output, sizeof output), 2);
    unlink(new);
    assert_int_equal(run_example(command, output, sizeof output), 2);
    unlink(old);
    assert_int_equal(rmdir(folder), 0);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_diff),         cmocka_unit_test(test_diff_of_equals),
        cmocka_unit_test(test_modes),        cmocka_unit_test(test_validate),
        cmocka_unit_test(test_version),      cmocka_unit_test(test_migration),
        cmocka_unit_test(test_avro),         cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_wrong_use),    cmocka_unit_test(test_versions_refused),
        cmocka_unit_test(test_depth),        cmocka_unit_test(test_depth_of_conversions),
        cmocka_unit_test(test_size),         cmocka_unit_test(test_nodes),
        cmocka_unit_test(test_large_result), cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_answer),       cmocka_unit_test(test_threads),
        cmocka_unit_test(test_example),
    };
    return cmocka_run_group_tests(tests, offline_setup, offline_teardown);
}

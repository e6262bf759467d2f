// Structs that begin with their size, of callers that were compiled with another release: fields are appended to the
// library's struct, or to the caller's. Each caller's struct is a piece of heap of exactly its size, so that
// AddressSanitizer sees every byte that is read past its end.
#include "mock_scene.h"
#include "sdk/versioned.h"

// The caller's struct: `size` bytes that begin as `current`, which has `known`; what a later release has more is not 0.
static void *caller_struct(const void *current, size_t known, size_t size, size_t struct_size) {
    char *given = malloc(size);
    assert_non_null(given);
    memset(given, 0xA5, size);
    memcpy(given, current, size < known ? size : known);
    memcpy(given, &struct_size, sizeof struct_size);
    return given;
}

// --- the reader ------------------------------------------------------------------------------------------------------

// The library's struct in its first release, and in two later ones.
typedef struct first_release {
    size_t struct_size;
    const char *name;
    int64_t count;
    int mode;
} first_release;

typedef struct second_release {
    size_t struct_size;
    const char *name;
    int64_t count;
    int mode;
    int64_t limit;
} second_release;

typedef struct third_release {
    size_t struct_size;
    const char *name;
    int64_t count;
    int mode;
    int64_t limit;
    const char *label;
} third_release;

static second_release read_second(void *given) {
    second_release out;
    memset(&out, 0x5A, sizeof out);
    VERSIONED_READ(&out, given, mode);
    assert_int_equal(out.struct_size, sizeof out);
    free(given);
    return out;
}

static void test_appended_fields(void **state) {
    const second_release current = {.name = "n", .count = 7, .mode = 3, .limit = 9};
    const size_t ends[] = {offsetof(first_release, mode) + sizeof(int), sizeof(first_release)};
    (void)state;
    // A caller of the first release, who says so by zero, or by a size, has no limit.
    for (size_t i = 0; i < 2; i++) {
        second_release old = read_second(caller_struct(&current, sizeof current, ends[i], i == 0 ? 0 : ends[i]));
        assert_string_equal(old.name, "n");
        assert_int_equal(old.count, 7);
        assert_int_equal(old.mode, 3);
        assert_int_equal(old.limit, 0);
    }
    // Who leaves the size at zero means the first release, whatever else there is.
    assert_int_equal(read_second(caller_struct(&current, sizeof current, sizeof current, 0)).limit, 0);
    assert_int_equal(read_second(caller_struct(&current, sizeof current, sizeof current, sizeof current)).limit, 9);
    // A caller of a later release: what it has beyond is not looked at.
    second_release new =
        read_second(caller_struct(&current, sizeof current, sizeof(third_release), sizeof(third_release)));
    assert_int_equal(new.mode, 3);
    assert_int_equal(new.limit, 9);
    // Fewer fields than there ever were, and none at all.
    size_t few = offsetof(first_release, count);
    second_release short_one = read_second(caller_struct(&current, sizeof current, few, few));
    assert_string_equal(short_one.name, "n");
    assert_int_equal(short_one.count, 0);
    second_release none = read_second(NULL);
    assert_null(none.name);
    assert_int_equal(none.limit, 0);
}

// --- the public structs ----------------------------------------------------------------------------------------------

// Each takes a caller's struct and checks its effect: all fields of `current` are seen, or all but the last.
typedef void (*user)(const void *given, bool all);

static void use_client_options(const void *given, bool all) {
    TESSERA_AUTO(tessera_mock) mock = tessera_mock_new();
    TESSERA_AUTO(tessera_client) client = tessera_mock_client(mock, given, NULL);
    assert_non_null(client);
    assert_string_equal(tessera_client_base_url(client), "http://server.test");
    tessera_mock_on(mock, NULL, "**");
    tessera_error error;
    assert_status(tessera_request(client, "GET", "/x", NULL, NULL, NULL, &error), TESSERA_OK, &error);
    const char *agent = tessera_mock_request_header(tessera_mock_request_at(mock, NULL, NULL, 0), "User-Agent");
    assert_int_equal(strcmp(agent, "of the caller") == 0, all);
}

static void check_call(scene *s, bool all) {
    const tessera_mock_request *sent = tessera_mock_request_at(s->mock, NULL, NULL, 0);
    assert_string_equal(tessera_mock_request_header(sent, "Idempotency-Key"), "once");
    assert_int_equal(tessera_mock_count(s->mock, NULL, NULL), all ? 3 : 1); // two retries
}

static void use_call_options(const void *given, bool all, bool next) {
    scene s = begin((tessera_client_options){0});
    tessera_mock_skip_waits(s.mock, true);
    tessera_mock_reply_with(tessera_mock_on(s.mock, NULL, "**"),
                            &(tessera_mock_reply){.failure = TESSERA_MOCK_REFUSED});
    if (next)
        tessera_client_next_call(s.client, given);
    TESSERA_AUTO(tessera_future) f = tessera_submit(s.client, TESSERA_CALL_TEAMS_LIST, NULL, NULL, next ? NULL : given);
    assert_int_equal(tessera_future_wait(f, -1), TESSERA_OK);
    assert_int_equal(tessera_future_status(f), TESSERA_E_CONNECTION);
    check_call(&s, all);
    end(&s);
}

static void use_next_call(const void *given, bool all) {
    use_call_options(given, all, true);
}

static void use_submit(const void *given, bool all) {
    use_call_options(given, all, false);
}

static void use_mock_reply(const void *given, bool all) {
    scene s = begin((tessera_client_options){0});
    tessera_mock_reply_with(tessera_mock_on(s.mock, NULL, "**"), given);
    assert_int_equal(ask(&s, "/x", NULL), all ? -TESSERA_E_CONNECTION : 203);
    end(&s);
}

#define OLD_SCHEMA "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}"
#define NEW_SCHEMA "{\"type\":\"object\",\"properties\":{}}"

// Taking a property away breaks readers, not writers.
static void use_schema_options(const void *given, bool all) {
    tessera_error error;
    TESSERA_AUTO(tessera_schema_compatibility) out = NULL;
    assert_status(tessera_schema_check_compatibility(OLD_SCHEMA, NEW_SCHEMA, given, &out, &error), TESSERA_OK, &error);
    assert_int_equal(out->is_compatible, all);
}

static void use_schema_input(const void *given, bool all) {
    tessera_error error;
    TESSERA_AUTO(tessera_reply) reply = tessera_schema_answer(TESSERA_SCHEMA_CHECK_COMPATIBILITY, given, NULL, &error);
    if (reply == NULL) {
        fail_msg("%s", error.message);
        return;
    }
    assert_int_equal(strstr(reply->body, "\"is_compatible\":true") != NULL, all);
}

static const tessera_client_options client_options = {
    .struct_size = sizeof client_options, .base_url = "http://server.test", .user_agent = "of the caller"};
static const tessera_call_options call_options = {
    .struct_size = sizeof call_options, .idempotency_key = "once", .retries = 2};
static const tessera_mock_reply mock_reply = {
    .struct_size = sizeof mock_reply, .status = 203, .failure = TESSERA_MOCK_REFUSED};
static const tessera_schema_options schema_options = {.struct_size = sizeof schema_options,
                                                      .compatibility_mode = TESSERA_COMPATIBILITY_MODE_NONE};
static const tessera_schema_input schema_input = {.struct_size = sizeof schema_input,
                                                  .old_schema = OLD_SCHEMA,
                                                  .old_length = sizeof OLD_SCHEMA - 1,
                                                  .new_schema = NEW_SCHEMA,
                                                  .new_length = sizeof NEW_SCHEMA - 1,
                                                  .compatibility_mode = TESSERA_COMPATIBILITY_MODE_NONE};

// `last` is the last field of the first release, on which the effect depends.
#define ROW(use, current, last)                                                                                        \
    { use, &(current), sizeof(current), offsetof(__typeof__(current), last), sizeof((current).last) }
static const struct {
    user use;
    const void *current;
    size_t size, last_at, last_size;
} rows[] = {
    ROW(use_client_options, client_options, user_agent),
    ROW(use_next_call, call_options, retries),
    ROW(use_submit, call_options, retries),
    ROW(use_mock_reply, mock_reply, failure),
    ROW(use_schema_options, schema_options, compatibility_mode),
    ROW(use_schema_input, schema_input, compatibility_mode),
};

static void use_as(size_t row, size_t size, size_t struct_size, bool all) {
    void *given = caller_struct(rows[row].current, rows[row].size, size, struct_size);
    rows[row].use(given, all);
    free(given);
}

static void test_public_structs(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t first = rows[i].last_at + rows[i].last_size;
        use_as(i, rows[i].size, rows[i].size, true);
        use_as(i, first, 0, true);                             // of the first release
        use_as(i, first, first, true);                         // the same, and it says so
        use_as(i, rows[i].size + 24, rows[i].size + 24, true); // of a later one
        use_as(i, rows[i].last_at, rows[i].last_at, false);    // of one without the last field
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_appended_fields),
        cmocka_unit_test(test_public_structs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// The JSON parsing test suite: y_ files must be accepted, n_ files refused, i_ files only handled.
#include "unit.h"

#include "base/json.h"
#include <dirent.h>

enum { FILE_LIMIT = 1 << 20 };

static text read_file(arena *a, const char *folder, const char *name) {
    FILE *file = fopen(arena_printf(a, "%s/%s", folder, name), "rb");
    assert_non_null(file);
    char *bytes = arena_bytes(a, FILE_LIMIT);
    size_t length = fread(bytes, 1, FILE_LIMIT, file);
    assert_true(feof(file));
    fclose(file);
    return (text){bytes, length};
}

// What was accepted must print, read back equal, and hash alike.
static void check_round_trip(arena *a, const json_value *value) {
    size_t length;
    const char *printed = json_print(a, value, &length);
    json_error error;
    const json_value *again = json_parse(a, (text){printed, length}, JSON_DEPTH_DEFAULT, &error);
    assert_non_null(again);
    assert_true(json_equal(value, again));
    assert_true(json_hash(value) == json_hash(again));
}

static void check_file(const char *folder, const char *name, unsigned counts[3]) {
    arena *a = arena_new(0);
    text source = read_file(a, folder, name);
    json_error error = {0};
    const json_value *value = json_parse(a, source, JSON_DEPTH_DEFAULT, &error);
    if (name[0] == 'y' && value == NULL)
        fail_msg("%s refused at byte %zu: %s", name, error.offset, error.message);
    if (name[0] == 'n' && value != NULL)
        fail_msg("%s accepted", name);
    if (value != NULL)
        check_round_trip(a, value);
    else
        assert_true(error.message != NULL && error.offset <= source.length);
    counts[name[0] == 'y' ? 0 : name[0] == 'n' ? 1 : 2]++;
    arena_free(a);
}

static void parsing_suite(void **state) {
    (void)state;
    char folder[1024];
    assert_true(unit_shared_path("data/json-test-suite/test_parsing", folder, sizeof(folder)));
    DIR *directory = opendir(folder);
    if (directory == NULL) {
        print_message("skipped: %s is absent (set TESSERA_SHARED)\n", folder);
        skip();
        return;
    }
    unsigned counts[3] = {0};
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory))
        if (strchr("yni", entry->d_name[0]) != NULL && entry->d_name[1] == '_')
            check_file(folder, entry->d_name, counts);
    closedir(directory);
    print_message("accepted %u of y_, refused %u of n_, handled %u of i_\n", counts[0], counts[1], counts[2]);
    assert_true(counts[0] >= 90 && counts[1] >= 180 && counts[2] >= 30);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(parsing_suite)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

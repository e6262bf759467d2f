// A folder of cases is read as a whole before any of them runs, and the first thing that is wrong with it ends the test:
// a case that is skipped over silently would be a test that cannot fail.
#include "cases.h"

#include <dirent.h>
#include <sys/stat.h>

// --- reading ---------------------------------------------------------------------------------------------------------

typedef struct reader {
    arena *a;
    const json_value *shapes;
    const char *folder;
    const char *file;    // within the root
    const char *name;    // of the case that is looked at; NULL: none yet
    const char *problem; // NULL: none so far
    test_cases *out;
    size_t capacity;
} reader;

__attribute__((format(printf, 2, 3))) static bool complain(reader *r, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *sentence = arena_vprintf(r->a, format, arguments);
    va_end(arguments);
    r->problem = r->name == NULL ? arena_printf(r->a, "%s: %s", r->file, sentence)
                                 : arena_printf(r->a, "%s: '%s': %s", r->file, r->name, sentence);
    return false;
}

static const json_value *read_json(reader *r, const char *root) {
    size_t length = 0;
    char *bytes = NULL;
    FILE *in = fopen(arena_printf(r->a, "%s/%s", root, r->file), "rb");
    struct stat status;
    if (in != NULL && fstat(fileno(in), &status) == 0 && S_ISREG(status.st_mode)) {
        bytes = arena_bytes(r->a, (size_t)status.st_size + 1);
        length = fread(bytes, 1, (size_t)status.st_size, in);
    }
    if (in != NULL)
        fclose(in);
    if (bytes == NULL) {
        complain(r, "it cannot be read");
        return NULL;
    }
    json_error error;
    const json_value *value = json_parse(r->a, (text){bytes, length}, JSON_DEPTH_DEFAULT, &error);
    size_t line = 1;
    for (size_t i = 0; value == NULL && i < error.offset; i++)
        line += bytes[i] == '\n';
    if (value == NULL)
        complain(r, "line %zu: %s", line, error.message);
    return value;
}

// Whether an entry of a shape, "name" or "name?", is of that member.
static bool is_entry_of(text entry, text name) {
    entry.length -= text_ends_with(entry, TEXT("?"));
    return entry.length == name.length && text_starts_with(entry, name);
}

static bool check_members(reader *r, const char *shape, const json_value *names, const json_value *object) {
    for (uint32_t i = 0; i < names->count; i++) {
        text entry = json_text_of(&names->elements[i]);
        if (!text_ends_with(entry, TEXT("?")) && json_get_text(object, entry) == NULL)
            return complain(r, "'%s' is missing in '%s'", entry.data, shape);
    }
    for (uint32_t i = 0; i < object->count; i++) {
        text name = text_of(object->members[i].name);
        bool known = false;
        for (uint32_t j = 0; !known && j < names->count; j++)
            known = is_entry_of(json_text_of(&names->elements[j]), name);
        if (!known)
            return complain(r, "'%s' is unknown in '%s'", name.data, shape);
    }
    return true;
}

// Whether an object has the members of its shape and no others, and so have the objects inside it that have a shape.
static bool check_shape(reader *r, const char *shape, const json_value *object) {
    const json_value *names = json_get(r->shapes, shape);
    if (names == NULL)
        return complain(r, "shapes.json says nothing of '%s'", shape);
    if (object->type != JSON_OBJECT)
        return complain(r, "what should be a '%s' is no object", shape);
    if (!check_members(r, shape, names, object))
        return false;
    for (uint32_t i = 0; i < object->count; i++) {
        const json_value *member = &object->members[i].value;
        const char *inner = arena_printf(r->a, "%s.%s", shape, object->members[i].name);
        bool list = member->type == JSON_ARRAY;
        if (json_get(r->shapes, inner) == NULL)
            continue;
        for (uint32_t j = 0; j < (list ? member->count : 1); j++)
            if (!check_shape(r, inner, list ? &member->elements[j] : member))
                return false;
    }
    return true;
}

static const char *sentence_of(const json_value *object, const char *name) {
    const json_value *value = json_get(object, name);
    return value != NULL && value->type == JSON_STRING && value->count > 0 ? value->string : NULL;
}

static bool add_case(reader *r, const json_value *members, size_t first) {
    test_case c = {.file = r->file, .name = sentence_of(members, "name"), .why = sentence_of(members, "why")};
    c.members = members;
    r->name = c.name;
    if (c.name == NULL)
        return complain(r, "case %zu has no name", r->out->count - first + 1);
    if (c.why == NULL)
        return complain(r, "it does not say why");
    for (size_t i = first; i < r->out->count; i++)
        if (strcmp(r->out->items[i].name, c.name) == 0)
            return complain(r, "another case of the file has the name");
    if (!check_shape(r, r->folder, members))
        return false;
    if (r->out->count == r->capacity) {
        r->capacity = r->capacity == 0 ? 64 : 2 * r->capacity;
        test_case *grown = arena_array(r->a, r->capacity, sizeof *grown);
        if (r->out->count > 0)
            memcpy(grown, r->out->items, r->out->count * sizeof *grown);
        r->out->items = grown;
    }
    r->out->items[r->out->count++] = c;
    r->name = NULL;
    return true;
}

static bool read_file(reader *r, const char *root) {
    const json_value *file = read_json(r, root);
    if (file == NULL)
        return false;
    const json_value *cases = json_get(file, "cases");
    if (sentence_of(file, "about") == NULL || cases == NULL || file->count != 2)
        return complain(r, "a file has the members 'about', a sentence, and 'cases'");
    if (cases->type != JSON_ARRAY || cases->count == 0)
        return complain(r, "it holds no cases");
    size_t first = r->out->count;
    for (uint32_t i = 0; i < cases->count; i++)
        if (!add_case(r, &cases->elements[i], first))
            return false;
    return true;
}

static int not_hidden(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

const char *cases_read(arena *a, const char *root, const char *folder, test_cases *out) {
    reader r = {.a = a, .folder = folder, .file = "shapes.json", .out = out};
    *out = (test_cases){0};
    r.shapes = read_json(&r, root);
    if (r.shapes == NULL)
        return r.problem;
    struct dirent **entries = NULL;
    int count = scandir(arena_printf(a, "%s/%s", root, folder), &entries, not_hidden, alphasort);
    for (int i = 0; i < count; i++) {
        r.file = arena_printf(a, "%s/%s", folder, entries[i]->d_name);
        if (r.problem == NULL && !text_ends_with(text_of(r.file), TEXT(".json")))
            complain(&r, "its name does not end with .json");
        if (r.problem == NULL)
            read_file(&r, root);
        free(entries[i]);
    }
    free(entries);
    if (count < 0)
        return arena_printf(a, "%s/%s: there is no such folder", root, folder);
    if (count == 0)
        return arena_printf(a, "%s/%s: the folder is empty", root, folder);
    return r.problem;
}

const char *cases_root(arena *a) {
    const char *checkout = getenv("TESSERA_CHECKOUT");
    return arena_printf(a, "%s/tests/cases", checkout == NULL ? "." : checkout);
}

// --- running ---------------------------------------------------------------------------------------------------------

// cmocka cuts its messages short, so that they go to standard error by themselves.
static test_cases read_or_fail(arena *a, const char *folder) {
    test_cases cases;
    const char *problem = cases_read(a, cases_root(a), folder, &cases);
    if (problem != NULL) {
        fprintf(stderr, "%s\n", problem);
        fail_msg("the cases cannot be read");
    }
    return cases;
}

void cases_run(const char *folder, case_check *check) {
    arena *kept = arena_new(0);
    test_cases cases = read_or_fail(kept, folder);
    size_t failed = 0;
    for (size_t i = 0; i < cases.count; i++) {
        arena *a = arena_new(0);
        check(a, &cases.items[i]);
        failed += cases.items[i].failures > 0;
        arena_free(a);
    }
    print_message("%zu cases of %s, %zu failed\n", cases.count, folder, failed);
    arena_free(kept);
    assert_int_equal(failed, 0);
}

const json_value *cases_find(arena *a, const char *file, const char *name) {
    const char *slash = strchr(file, '/');
    assert_non_null(slash);
    test_cases cases = read_or_fail(a, arena_text(a, (text){file, (size_t)(slash - file)}));
    for (size_t i = 0; i < cases.count; i++)
        if (strcmp(cases.items[i].file, file) == 0 && strcmp(cases.items[i].name, name) == 0)
            return cases.items[i].members;
    fail_msg("%s has no case '%s'", file, name);
    return NULL;
}

const char *case_text(const test_case *c, const char *name) {
    const json_value *value = json_get(c->members, name);
    if (value == NULL || value->type == JSON_NULL)
        return NULL;
    if (value->type != JSON_STRING)
        fail_msg("%s: '%s': '%s' is no text", c->file, c->name, name);
    return value->string;
}

// --- expectations ----------------------------------------------------------------------------------------------------

static void report(test_case *c, const char *what, const char *expected, const char *actual) {
    if (c->failures++ == 0)
        fprintf(stderr, "tests/cases/%s: '%s'\n  why: %s\n", c->file, c->name, c->why);
    fprintf(stderr, "  %s\n    expected: %s\n    actual:   %s\n", what, expected, actual);
}

void case_expect_text(test_case *c, const char *what, const char *expected, const char *actual) {
    expected = expected == NULL ? "null" : expected;
    actual = actual == NULL ? "null" : actual;
    if (strcmp(expected, actual) != 0)
        report(c, what, expected, actual);
}

void case_expect_true(test_case *c, const char *what, bool actual) {
    if (!actual)
        report(c, what, "true", "false");
}

static const char *print(arena *a, const json_value *value) {
    return value == NULL ? "null" : json_print(a, value, NULL);
}

void case_expect_json(test_case *c, const char *what, const json_value *expected, const json_value *actual) {
    arena *a = arena_new(0);
    case_expect_text(c, what, print(a, expected), print(a, actual));
    arena_free(a);
}

static bool tells(arena *a, const json_value *expected, const json_value *actual) {
    for (uint32_t i = 0; i < expected->count; i++) {
        const json_member *member = &expected->members[i];
        if (strcmp(print(a, &member->value), print(a, json_get(actual, member->name))) != 0)
            return false;
    }
    return true;
}

void case_expect_listed(test_case *c, const char *what, const json_value *expected, const json_value *actual) {
    arena *a = arena_new(0);
    bool same = expected->type == JSON_ARRAY && expected->count == actual->count;
    for (uint32_t i = 0; same && i < expected->count; i++)
        same = tells(a, &expected->elements[i], &actual->elements[i]);
    if (!same)
        report(c, what, print(a, expected), print(a, actual));
    arena_free(a);
}

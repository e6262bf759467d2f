// What is found in a block of names is what a matcher of single names finds among them, one after the other.
#include "store/like.h"
#include "store/name_block.h"
#include "unit.h"
#include <stdio.h>

enum { ROWS = 400, ROUNDS = 3000, NAME = 16 };

static const char *const letters[] = {"a", "B", "b", "_", "%", ".", "\\", "É", "é", "Ⱥ", "ⱥ", "K", "k", "語"};
static const char *const environments[] = {"production", "staging", "test"};

typedef struct known {
    char name[NAME * 4 + 1];
    uuid id;
    const char *environment;
    int kind;
} known;

static unsigned draw(uint64_t *seed, unsigned below) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*seed >> 33) % below;
}

static void name_make(uint64_t *seed, char *out, unsigned most, bool any) {
    for (unsigned length = draw(seed, most) + 1; length > 0; length--) {
        const char *letter = letters[draw(seed, any ? sizeof letters / sizeof *letters : 3)];
        size_t bytes = strlen(letter);
        memcpy(out, letter, bytes);
        out += bytes;
    }
    *out = '\0';
}

static int in_order(const void *left, const void *right) {
    const known *one = left, *other = right;
    int order = strcmp(one->name, other->name);
    return order != 0 ? order : memcmp(one->id.bytes, other->id.bytes, sizeof one->id.bytes);
}

static void rows_make(uint64_t *seed, known *rows) {
    for (size_t i = 0; i < ROWS; i++) {
        name_make(seed, rows[i].name, NAME, i % 3 != 0);
        rows[i].id = uuid_new();
        rows[i].environment = environments[draw(seed, 3)];
        rows[i].kind = (int)draw(seed, 2);
    }
    qsort(rows, ROWS, sizeof *rows, in_order);
}

static name_block *block_make(const known *rows) {
    name_builder *b = name_builder_new();
    for (size_t i = 0; i < ROWS; i++)
        name_builder_add(b, &(name_row){.id = rows[i].id,
                                        .name = text_of(rows[i].name),
                                        .environment = text_of(rows[i].environment),
                                        .resource_type = rows[i].kind});
    assert_true(name_builder_size(b) > sizeof(known));
    return name_builder_end(b);
}

static bool wants(const name_wanted *w, const known *row) {
    bool (*matches)(text, text) = w->literal ? like_has : like_contains;
    return (w->environment == NULL || strcmp(w->environment, row->environment) == 0) &&
           (w->resource_type < 0 || w->resource_type == row->kind) && matches(text_of(row->name), w->part);
}

static void test_parts_at_random(void **state) {
    (void)state;
    static known rows[ROWS];
    uint64_t gone[ROWS / 64 + 1];
    uint32_t found[ROWS];
    size_t all = 0;
    uint64_t seed = 20251130;
    rows_make(&seed, rows);
    name_block *b = block_make(rows);
    for (int round = 0; round < ROUNDS; round++) {
        char part[NAME * 4 + 1];
        name_make(&seed, part, round % 50 == 0 ? NAME : 4, true);
        name_wanted wanted = {.part = text_of(part),
                              .literal = draw(&seed, 2) == 0,
                              .environment = draw(&seed, 2) == 0 ? environments[draw(&seed, 3)] : NULL,
                              .resource_type = (int)draw(&seed, 3) - 1};
        for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
            gone[i] = (uint64_t)draw(&seed, UINT32_MAX) << 32 | draw(&seed, UINT32_MAX);
        name_matcher *m = name_matcher_new(&wanted);
        bool some_gone = round % 2 == 0;
        size_t count = name_block_match(b, m, some_gone ? gone : NULL, found), next = 0;
        for (size_t i = 0; i < ROWS; i++) {
            bool there = next < count && found[next] == i;
            bool expected = wants(&wanted, &rows[i]) && !(some_gone && (gone[i / 64] >> i % 64 & 1) != 0);
            if (there != expected)
                fail_msg("'%s' in '%s', literal %d", part, rows[i].name, wanted.literal);
            next += there;
        }
        assert_int_equal(next, count);
        all += count;
        name_matcher_free(m);
    }
    assert_true(all > ROUNDS);
    name_block_release(b);
}

static void test_rows(void **state) {
    (void)state;
    static known rows[ROWS];
    uint64_t seed = 8;
    rows_make(&seed, rows);
    name_block *b = name_block_keep(block_make(rows));
    name_block_release(b);
    assert_int_equal(name_block_count(b), ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        name_row row = name_block_row(b, i);
        assert_true(text_is(row.name, rows[i].name) && text_is(row.environment, rows[i].environment));
        assert_true(uuid_equal(&row.id, &rows[i].id) && row.resource_type == rows[i].kind);
        assert_int_equal(name_block_find(b, &row.id), i);
        assert_int_equal(name_block_compare(b, i, row.name, &row.id), 0);
        if (i > 0) {
            assert_true(name_block_compare(b, i - 1, row.name, &row.id) < 0);
            name_row before = name_block_row(b, i - 1);
            assert_true(name_block_compare(b, i, before.name, &before.id) > 0);
        }
    }
    uuid other = uuid_new();
    assert_int_equal(name_block_find(b, &other), NAME_NOWHERE);
    name_block_release(b);
}

static void test_many_environments(void **state) {
    (void)state;
    name_builder *b = name_builder_new();
    char names[300][8];
    for (int i = 0; i < 300; i++) {
        snprintf(names[i], sizeof names[i], "e%03d", i % 150);
        name_builder_add(b, &(name_row){.id = uuid_new(), .name = TEXT("same"), .environment = text_of(names[i])});
    }
    name_block *block = name_builder_end(b);
    uint32_t found[300];
    name_wanted wanted = {.part = TEXT("AM"), .literal = true, .environment = "e149", .resource_type = -1};
    name_matcher *m = name_matcher_new(&wanted);
    assert_int_equal(name_block_match(block, m, NULL, found), 2);
    assert_int_equal(found[0], 149);
    assert_int_equal(found[1], 299);
    name_matcher_free(m);
    name_block_release(block);
}

static void test_nothing(void **state) {
    (void)state;
    name_block *b = name_builder_end(name_builder_new());
    name_wanted wanted = {.part = TEXT("a"), .resource_type = -1};
    name_matcher *m = name_matcher_new(&wanted);
    assert_int_equal(name_block_match(b, m, NULL, NULL), 0);
    uuid id = uuid_new();
    assert_int_equal(name_block_find(b, &id), NAME_NOWHERE);
    name_matcher_free(m);
    name_block_release(b);
    name_block_release(NULL);
    name_builder_free(name_builder_new());
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_at_random),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_many_environments),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include "base/timestamp.h"
#include "base/uuid.h"
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

static void format_and_parse(void **state) {
    (void)state;
    static const char wire[] = "0190a5c2-7e1f-7abc-8def-0123456789ab";
    static const char *const accepted[] = {
        wire,
        "0190A5C2-7E1F-7ABC-8DEF-0123456789AB",
        "0190a5c27e1f7abc8def0123456789ab",
        "urn:uuid:0190a5c2-7e1f-7abc-8def-0123456789ab",
        "URN:UUID:0190a5c2-7e1f-7abc-8def-0123456789ab",
        "urn:uuid:0190a5c27e1f7abc8def0123456789ab",
        "{0190a5c2-7e1f-7abc-8def-0123456789ab}",
        "{0190a5c27e1f7abc8def0123456789ab}",
    };
    for (size_t i = 0; i < sizeof(accepted) / sizeof(accepted[0]); i++) {
        uuid id = UUID_NONE;
        char out[UUID_LENGTH + 1];
        if (!uuid_parse(text_of(accepted[i]), &id, NULL))
            fail_msg("refused %s", accepted[i]);
        assert_true(id.set);
        uuid_format(&id, out);
        assert_string_equal(out, wire);
    }
}

static void refused_texts(void **state) {
    (void)state;
    static const char *const refused[] = {
        "",
        "{}",
        "{",
        "urn:uuid:",
        "0190a5c2-7e1f-7abc-8def-0123456789a",
        "0190a5c2-7e1f-7abc-8def-0123456789abc",
        "0190a5c27e1f-7abc-8def-01234567-89ab",
        "0190a5c2-7e1f-7abc-8def-0123456789ag",
        "0190a5c2-7e1f-7abc-8def-0123456789a\xC3",
        "{0190a5c2-7e1f-7abc-8def-0123456789ab",
        "0190a5c2-7e1f-7abc-8def-0123456789ab}",
        "{urn:uuid:0190a5c2-7e1f-7abc-8def-0123456789ab}",
        " 0190a5c2-7e1f-7abc-8def-0123456789ab",
        "0190a5c2_7e1f_7abc_8def_0123456789ab",
        "------------------------------------",
    };
    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        uuid id = UUID_NONE;
        const char *reason = NULL;
        size_t length = strlen(refused[i]);
        char *copy = malloc(length == 0 ? 1 : length);
        memcpy(copy, refused[i], length);
        if (uuid_parse((text){copy, length}, &id, &reason))
            fail_msg("accepted %s", refused[i]);
        assert_non_null(reason);
        assert_false(id.set);
        free(copy);
    }
    uuid id;
    assert_false(uuid_parse(TEXT_NONE, &id, NULL));
}

static void none_and_nil(void **state) {
    (void)state;
    uuid none = UUID_NONE;
    uuid nil;
    char out[UUID_LENGTH + 1];
    uuid_format(&none, out);
    assert_string_equal(out, "00000000-0000-0000-0000-000000000000");
    assert_true(uuid_parse(text_of(out), &nil, NULL));
    assert_false(uuid_equal(&none, &nil));
    assert_true(uuid_equal(&none, &UUID_NONE));
    none.bytes[3] = 1; // of what is not set the bytes do not count
    assert_true(uuid_equal(&none, &UUID_NONE));
    uuid_format(&none, out);
    assert_string_equal(out, "00000000-0000-0000-0000-000000000000");
}

enum { PER_THREAD = 20000, THREADS = 4 };

static void *make_many(void *data) {
    uuid *ids = data;
    for (int i = 0; i < PER_THREAD; i++)
        ids[i] = uuid_new();
    return NULL;
}

static int compare_ids(const void *a, const void *b) {
    return memcmp(((const uuid *)a)->bytes, ((const uuid *)b)->bytes, 16);
}

static void new_ids_grow_and_differ(void **state) {
    (void)state;
    uuid *ids = malloc(sizeof(uuid) * PER_THREAD * THREADS);
    pthread_t threads[THREADS];
    int64_t before = timestamp_now() / 1000;
    for (int t = 0; t < THREADS; t++)
        assert_int_equal(pthread_create(&threads[t], NULL, make_many, ids + (size_t)t * PER_THREAD), 0);
    for (int t = 0; t < THREADS; t++)
        pthread_join(threads[t], NULL);
    int64_t after = timestamp_now() / 1000;
    for (int i = 0; i < PER_THREAD * THREADS; i++) {
        const uint8_t *bytes = ids[i].bytes;
        assert_true(ids[i].set && bytes[6] >> 4 == 7 && bytes[8] >> 6 == 2);
        if (i % PER_THREAD > 0)
            assert_true(compare_ids(&ids[i - 1], &ids[i]) < 0);
        int64_t millis = 0;
        for (int k = 0; k < 6; k++)
            millis = millis << 8 | bytes[k];
        // A burst beyond 2048 ids in a millisecond borrows from the next ones.
        assert_true(millis >= before && millis <= after + PER_THREAD / 2048 + 1);
    }
    qsort(ids, (size_t)PER_THREAD * THREADS, sizeof(uuid), compare_ids);
    for (int i = 1; i < PER_THREAD * THREADS; i++)
        assert_false(uuid_equal(&ids[i - 1], &ids[i]));
    free(ids);
}

// Parent and child of a fork share no random bytes.
static void forked_processes_differ(void **state) {
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    (void)uuid_new();
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        uuid id = uuid_new();
        ssize_t written = write(ends[1], id.bytes, 16);
        _exit(written == 16 ? 0 : 1);
    }
    uuid mine = uuid_new();
    uint8_t theirs[16];
    assert_int_equal(read(ends[0], theirs, 16), 16);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_true(memcmp(mine.bytes + 8, theirs + 8, 8) != 0);
    close(ends[0]);
    close(ends[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(format_and_parse),
        cmocka_unit_test(refused_texts),
        cmocka_unit_test(none_and_nil),
        cmocka_unit_test(new_ids_grow_and_differ),
        cmocka_unit_test(forked_processes_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "unit.h"

#include "base/json.h"
#include "base/log.h"
#include "base/timestamp.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

static int saved_stderr = -1;
static int captured = -1;

static void capture_begin(void) {
    fflush(stderr);
    saved_stderr = dup(STDERR_FILENO);
    captured = memfd_create("log", MFD_CLOEXEC);
    assert_true(saved_stderr >= 0 && captured >= 0);
    assert_true(dup2(captured, STDERR_FILENO) >= 0);
    // One position shared by all writes, as with a terminal or a pipe.
}

// What was written since, NUL-terminated; the caller frees it.
static char *capture_end(void) {
    dup2(saved_stderr, STDERR_FILENO);
    close(saved_stderr);
    off_t size = lseek(captured, 0, SEEK_END);
    char *bytes = malloc((size_t)size + 1);
    assert_int_equal(pread(captured, bytes, (size_t)size, 0), size);
    bytes[size] = '\0';
    close(captured);
    return bytes;
}

static void text_form(void **state) {
    (void)state;
    log_setup(LOG_INFO, false);
    capture_begin();
    log_debug("tessera.test", "too little");
    log_info("tessera.test", "started %d of %s", 1, "two");
    log_critical("tessera.test", "a\nb\rc\x1b[31m\x7f\td \xC3\xA4 \xC2\x9B \xFF");
    char *lines = capture_end();
    char *second = strchr(lines, '\n') + 1;
    assert_true(strlen(lines) > 40);
    // YYYY-MM-DD HH:MM:SS
    for (int i = 0; i < 19; i++)
        assert_int_equal(lines[i], i == 4 || i == 7     ? '-'
                                   : i == 10            ? ' '
                                   : i == 13 || i == 16 ? ':'
                                                        : (lines[i] >= '0' && lines[i] <= '9' ? lines[i] : 'd'));
    assert_memory_equal(lines + 19, " INFO     tessera.test  started 1 of two\n", 40);
    assert_string_equal(second + 19, " CRITICAL tessera.test  a\\nb\\rc\\x1b[31m\\x7f\td \xC3\xA4 \\xc2\\x9b \\xff\n");
    free(lines);
}

// Of a reader that takes nothing.
static void stalled_reader(void **state) {
    (void)state;
    int ends[2], saved = dup(STDERR_FILENO);
    static char bytes[1 << 20];
    log_setup(LOG_INFO, false);
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
    for (int i = 0; i < 100; i++)
        log_info("tessera.test", "%01500d", i);
    ssize_t length = read(ends[0], bytes, sizeof bytes - 1);
    log_info("tessera.test", "the end");
    ssize_t more = read(ends[0], bytes, sizeof bytes - 1);
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(ends[0]);
    close(ends[1]);
    assert_true(length > 1500 && more > 0);
    bytes[more] = '\0';
    assert_non_null(strstr(bytes, "lines of the log were lost: nobody took them\n"));
    assert_non_null(strstr(bytes, "the end\n"));
}

static size_t lines_in(const char *text) {
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

static off_t captured_size(void) {
    return lseek(captured, 0, SEEK_END);
}

static void gathered_lines(void **state) {
    (void)state;
    log_setup(LOG_INFO, false);
    capture_begin();
    log_gather();
    log_warning("tessera.test", "first");
    off_t first = captured_size();
    assert_true(first > 0);
    for (int i = 0; i < 3; i++)
        log_warning("tessera.test", "waiting %d", i);
    assert_int_equal(captured_size(), first);
    log_flush();
    assert_true(captured_size() > first);
    log_flush(); // there is nothing
    log_info("tessera.test", "first again");
    off_t flushed = captured_size();
    log_info("tessera.test", "before what is wrong");
    assert_int_equal(captured_size(), flushed);
    log_error("tessera.test", "wrong");
    off_t told = captured_size();
    for (int i = 0; captured_size() == told; i++) { // they do not wait for ever
        assert_true(i < 200);
        log_info("tessera.test", "%01000d", i);
    }
    log_info("tessera.test", "last");
    log_scatter();
    log_info("tessera.test", "at once");
    char *lines = capture_end();
    const char *last = strstr(lines, "last\n"), *wrong = strstr(lines, "  wrong\n");
    assert_true(wrong != NULL && strstr(lines, "before what is wrong\n") < wrong && last > wrong);
    assert_non_null(strstr(last, "at once\n"));
    assert_int_equal(lines_in(strstr(lines, "waiting 0")) + 1, lines_in(lines));
    free(lines);
}

// Of a pipe with room for a part of what was gathered.
static void gathered_for_a_stalled_reader(void **state) {
    (void)state;
    enum { LINES = 300, LENGTH = 250 };
    int ends[2], saved = dup(STDERR_FILENO);
    static char bytes[1 << 20];
    log_setup(LOG_INFO, false);
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
    log_gather();
    for (int i = 0; i < LINES; i++)
        log_info("tessera.test", "%0*d", LENGTH, i);
    log_flush();
    ssize_t length = read(ends[0], bytes, sizeof bytes - 1);
    log_info("tessera.test", "the end");
    log_scatter();
    ssize_t more = read(ends[0], bytes + length, sizeof bytes - 1 - (size_t)length);
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(ends[0]);
    close(ends[1]);
    assert_true(length > 0 && more > 0);
    bytes[length + more] = '\0';
    const char *notice = strstr(bytes, " lines of the log were lost");
    assert_non_null(notice);
    while (notice[-1] != ' ')
        notice--;
    size_t whole = lines_in(bytes) - 2; // the notice and the last one
    assert_int_equal(whole + strtoul(notice, NULL, 10), LINES);
    assert_string_equal(bytes + length + more - strlen("the end\n"), "the end\n");
}

static void json_form(void **state) {
    (void)state;
    log_setup(LOG_WARNING, true);
    capture_begin();
    log_info("tessera.test", "too little");
    log_error("tessera.test", "line\nbreak \"quoted\" %s", "\xFF");
    log_setup(LOG_INFO, false);
    char *line = capture_end();
    arena *a = arena_new(0);
    json_error error;
    assert_int_equal(strchr(line, '\n') - line, strlen(line) - 1);
    const json_value *object = json_parse(a, text_of(line), 8, &error);
    assert_non_null(object);
    static const char *const keys[] = {"timestamp", "level", "logger", "message"};
    assert_int_equal(object->count, 4);
    for (int i = 0; i < 4; i++)
        assert_string_equal(object->members[i].name, keys[i]);
    int64_t micros;
    text stamp = json_text_of(&object->members[0].value);
    assert_int_equal(stamp.length, TIMESTAMP_LENGTH);
    assert_int_equal(stamp.data[26], 'Z');
    assert_true(timestamp_parse(stamp, &micros));
    assert_true(timestamp_now() - micros < 60 * INT64_C(1000000));
    assert_string_equal(object->members[1].value.string, "ERROR");
    assert_string_equal(object->members[2].value.string, "tessera.test");
    assert_string_equal(object->members[3].value.string, "line\nbreak \"quoted\" \xEF\xBF\xBD");
    arena_free(a);
    free(line);
}

static void long_messages_are_cut_between_characters(void **state) {
    (void)state;
    enum { LENGTH = 30000 };
    char *message = malloc(LENGTH + 1);
    for (int shift = 0; shift < 3; shift++) {
        memset(message, 'x', LENGTH);
        for (int i = shift; i + 3 <= LENGTH; i += 3)
            memcpy(message + i, "\xE2\x82\xAC", 3);
        message[LENGTH] = '\0';
        capture_begin();
        log_error("t", "%s", message);
        char *line = capture_end();
        size_t length = strlen(line);
        assert_in_range(length, 8000, 8300);
        assert_string_equal(line + length - 4, "...\n");
        assert_true(text_is_utf8(text_of(line)));
        free(line);
    }
    free(message);
}

static void errno_survives(void **state) {
    (void)state;
    capture_begin();
    errno = ENOENT;
    log_error("t", "%m");
    int after = errno;
    char *line = capture_end();
    assert_int_equal(after, ENOENT);
    assert_non_null(strstr(line, "No such file or directory"));
    free(line);
}

static void *log_many(void *data) {
    for (int i = 0; i < 500; i++)
        log_info("tessera.thread", "%s %d", (const char *)data, i);
    return NULL;
}

static void lines_of_threads_stay_whole(void **state) {
    (void)state;
    pthread_t threads[4];
    char names[4][64];
    capture_begin();
    // Appending keeps one write apart from another.
    fcntl(captured, F_SETFL, O_APPEND);
    for (int i = 0; i < 4; i++) {
        memset(names[i], 'a' + i, 63);
        names[i][63] = '\0';
        assert_int_equal(pthread_create(&threads[i], NULL, log_many, names[i]), 0);
    }
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    char *lines = capture_end();
    int count = 0;
    for (char *line = lines; *line != '\0'; count++) {
        char *end = strchr(line, '\n');
        assert_non_null(end);
        const char *name = strstr(line, "tessera.thread  ") + 16;
        for (int i = 1; i < 63; i++)
            assert_int_equal(name[i], name[0]);
        assert_int_equal(name[63], ' ');
        line = end + 1;
    }
    assert_int_equal(count, 2000);
    free(lines);
}

static void levels(void **state) {
    (void)state;
    static const char *const names[] = {"DEBUG", "info", "Warning", "ERROR", "critical"};
    log_level level;
    for (int i = 0; i < 5; i++) {
        assert_true(log_level_parse(names[i], &level));
        assert_int_equal(level, i);
    }
    assert_false(log_level_parse("", &level));
    assert_false(log_level_parse("WARN", &level));
    assert_false(log_level_parse("INFO ", &level));
    log_setup(LOG_ERROR, false);
    assert_true(log_enabled(LOG_CRITICAL) && log_enabled(LOG_ERROR) && !log_enabled(LOG_WARNING));
    log_setup(LOG_INFO, false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_form),
        cmocka_unit_test(stalled_reader),
        cmocka_unit_test(json_form),
        cmocka_unit_test(long_messages_are_cut_between_characters),
        cmocka_unit_test(errno_survives),
        cmocka_unit_test(lines_of_threads_stay_whole),
        cmocka_unit_test(levels),
        cmocka_unit_test(gathered_lines),
        cmocka_unit_test(gathered_for_a_stalled_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

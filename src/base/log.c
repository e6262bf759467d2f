// A line is put together in memory and written with one call, alone or with others of its thread, so that lines of several
// threads never mix and a reader never sees half of one. A reader that takes nothing holds up the program once, for a moment, and
// no more: what it has no room for is lost, and counted.
#include "base/log.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/timestamp.h"
#include "base/utf8.h"
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <strings.h>
#include <unistd.h>

enum {
    MESSAGE_LIMIT = 8192,
    LINE_LIMIT = 8 * MESSAGE_LIMIT,
    STALL_MILLISECONDS = 250,
    GATHERED_LIMIT = 32768, // of lines that wait
    PAGE = 4096,            // for which there is room in a pipe that can be written to (pipe(7))
    PIECE = PAGE - 256,     // of lines that are written together, so that there is room to say what was lost, too
};

static const char *const level_names[] = {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"};

// The registry: how the process logs. Read by all threads; the form is written before they start, the level at any time.
static struct {
    _Atomic(log_level) minimum;
    bool json;
    pthread_mutex_t mutex; // guards standard error and what follows: whoever finds room has it
    bool stalled;          // the reader took nothing when it was last looked at
    unsigned lost;         // lines since
} setup = {.minimum = LOG_INFO, .mutex = PTHREAD_MUTEX_INITIALIZER};

// Lines of this thread that wait to be written, where it gathers them.
static _Thread_local struct {
    bool on;
    bool told; // a line since the last flush
    buffer lines;
} gathered;

void log_setup(log_level minimum, bool json) {
    log_set_level(minimum);
    setup.json = json;
}

void log_set_level(log_level minimum) {
    atomic_store_explicit(&setup.minimum, minimum, memory_order_relaxed);
}

bool log_level_parse(const char *name, log_level *out) {
    for (int level = LOG_DEBUG; level <= LOG_CRITICAL; level++) {
        if (strcasecmp(name, level_names[level]) == 0) {
            *out = (log_level)level;
            return true;
        }
    }
    return false;
}

bool log_enabled(log_level level) {
    return level >= atomic_load_explicit(&setup.minimum, memory_order_relaxed);
}

static bool is_plain(unsigned char c) {
    return (c >= 0x20 && c < 0x7F) || c == '\t';
}

// Control characters are escaped, those of ISO 6429 beyond ASCII and bytes that are no text as well, so that a message can
// neither forge a line nor command a terminal.
static size_t append_special(buffer *line, const char *at, size_t left) {
    size_t length = utf8_sequence(at, left);
    if (length > 1 && utf8_decode(at, length) > 0x9F) {
        buffer_append(line, at, length);
        return length;
    }
    if (*at == '\n')
        buffer_append_string(line, "\\n");
    else if (*at == '\r')
        buffer_append_string(line, "\\r");
    else
        buffer_printf(line, "\\x%02x", (unsigned char)*at);
    return 1;
}

static void append_escaped(buffer *line, text message) {
    for (size_t i = 0; i < message.length;) {
        size_t start = i;
        while (i < message.length && is_plain((unsigned char)message.data[i]))
            i++;
        buffer_append(line, message.data + start, i - start);
        if (i < message.length)
            i += append_special(line, message.data + i, message.length - i);
    }
}

static void write_text_form(buffer *line, log_level level, const char *logger, text message) {
    char now[TIMESTAMP_LENGTH + 1];
    timestamp_format(timestamp_now(), now);
    buffer_printf(line, "%.10s %.8s %-8s ", now, now + 11, level_names[level]);
    append_escaped(line, text_of(logger));
    buffer_append_string(line, "  ");
    append_escaped(line, message);
}

static void write_json_form(buffer *line, log_level level, const char *logger, text message, const log_member *members,
                            size_t count) {
    char now[TIMESTAMP_LENGTH + 1];
    timestamp_format(timestamp_now(), now);
    json_writer w = json_writer_on(line);
    json_begin_object(&w);
    json_name(&w, "timestamp");
    json_string(&w, text_of(now));
    json_name(&w, "level");
    json_string(&w, text_of(level_names[level]));
    json_name(&w, "logger");
    json_string(&w, text_of(logger));
    json_name(&w, "message");
    json_string(&w, message);
    for (size_t i = 0; i < count; i++) {
        json_name(&w, members[i].name);
        if (members[i].string != NULL)
            json_string(&w, text_of(members[i].string));
        else
            json_double(&w, members[i].number);
    }
    json_end_object(&w);
}

// Formats into `space`; what does not fit is cut at a character's border and marked.
static text format_message(char space[MESSAGE_LIMIT], const char *format, va_list arguments) {
    static const char mark[] = "...";
    int length = vsnprintf(space, MESSAGE_LIMIT, format, arguments);
    if (length < 0)
        return TEXT("(a message that could not be formatted)");
    if (length < MESSAGE_LIMIT)
        return (text){space, (size_t)length};
    size_t end = MESSAGE_LIMIT - sizeof(mark);
    while (end > 0 && utf8_is_continuation((unsigned char)space[end]))
        end--;
    memcpy(space + end, mark, sizeof(mark));
    return (text){space, end + sizeof(mark) - 1};
}

static void write_form(buffer *line, log_level level, const char *logger, text message, const log_member *members,
                       size_t count) {
    if (setup.json)
        write_json_form(line, level, logger, message, members, count);
    else
        write_text_form(line, level, logger, message);
    buffer_append_byte(line, '\n');
}

// Whether standard error has room, for a page at least.
static bool has_room(void) {
    struct pollfd writable = {.fd = STDERR_FILENO, .events = POLLOUT};
    setup.stalled = poll(&writable, 1, setup.stalled ? 0 : STALL_MILLISECONDS) == 0;
    return !setup.stalled;
}

// Whole lines for one write: as many as there is room for, one at least.
static text first_piece(text lines) {
    size_t end = lines.length < PIECE ? lines.length : PIECE;
    while (end > 0 && lines.data[end - 1] != '\n')
        end--;
    if (end > 0)
        return (text){lines.data, end};
    const char *found = memchr(lines.data, '\n', lines.length);
    return (text){lines.data, (size_t)(found - lines.data) + 1};
}

static unsigned count_lines(text lines) {
    unsigned count = 0;
    for (size_t i = 0; i < lines.length; i++)
        count += lines.data[i] == '\n';
    return count;
}

// The lines, and before them how many were lost.
static void put_piece(text piece) {
    char message[80];
    buffer both;
    buffer_init(&both, (size_t)2 * LINE_LIMIT);
    if (setup.lost > 0) {
        int length = snprintf(message, sizeof message, "%u lines of the log were lost: nobody took them", setup.lost);
        write_form(&both, LOG_WARNING, "tessera.log", (text){message, (size_t)length}, NULL, 0);
        buffer_append_text(&both, piece);
        piece = buffer_text(&both);
    }
    setup.lost = 0;
    ssize_t written = write(STDERR_FILENO, piece.data, piece.length);
    (void)written; // there is nowhere left to report it
    buffer_done(&both);
}

static void put_lines(text lines) {
    pthread_mutex_lock(&setup.mutex);
    while (lines.length > 0) {
        text piece = first_piece(lines);
        if (has_room())
            put_piece(piece);
        else
            setup.lost += count_lines(piece);
        lines = (text){lines.data + piece.length, lines.length - piece.length};
    }
    pthread_mutex_unlock(&setup.mutex);
}

void log_gather(void) {
    gathered.on = true;
    buffer_init(&gathered.lines, GATHERED_LIMIT + LINE_LIMIT);
}

void log_flush(void) {
    gathered.told = false;
    if (gathered.lines.length == 0)
        return;
    put_lines(buffer_text(&gathered.lines));
    buffer_clear(&gathered.lines, GATHERED_LIMIT);
}

void log_scatter(void) {
    log_flush();
    buffer_done(&gathered.lines);
    gathered.on = false;
}

// What is wrong is told at once, behind what came before it.
static void gather(log_level level, const char *logger, text message, const log_member *members, size_t count) {
    buffer *lines = &gathered.lines;
    size_t before = lines->length;
    write_form(lines, level, logger, message, members, count);
    if (lines->failed) { // no memory: as if there had been no such line
        lines->failed = false;
        lines->length = before;
    }
    if (level >= LOG_ERROR || lines->length >= GATHERED_LIMIT)
        log_flush();
}

static void write_line(log_level level, const char *logger, const log_member *members, size_t count, const char *format,
                       va_list arguments) {
    int saved = errno; // callers log before they look at it, and %m needs it
    char space[MESSAGE_LIMIT];
    text message = format_message(space, format, arguments);
    if (gathered.told) {
        gather(level, logger, message, members, count);
        errno = saved;
        return;
    }
    gathered.told = gathered.on;
    buffer line;
    buffer_init(&line, LINE_LIMIT);
    write_form(&line, level, logger, message, members, count);
    if (!line.failed)
        put_lines(buffer_text(&line));
    buffer_done(&line);
    errno = saved;
}

void log_line(log_level level, const char *logger, const char *format, ...) {
    if (!log_enabled(level))
        return;
    va_list arguments;
    va_start(arguments, format);
    write_line(level, logger, NULL, 0, format, arguments);
    va_end(arguments);
}

void log_members(log_level level, const char *logger, const log_member *members, size_t count, const char *format,
                 ...) {
    if (!log_enabled(level))
        return;
    va_list arguments;
    va_start(arguments, format);
    write_line(level, logger, members, count, format, arguments);
    va_end(arguments);
}

// Logging to standard error, as text or as one JSON object a line. The one global registry of base.
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR, LOG_CRITICAL } log_level;

// Level and form for the whole process. Call before threads start. Text lines read "YYYY-MM-DD HH:MM:SS LEVEL    logger
// message" (UTC); JSON lines have timestamp, level, logger and message, in this order.
void log_setup(log_level minimum, bool json);
// Another level, from any thread at any time.
void log_set_level(log_level minimum);
// False when `name` is none of DEBUG INFO WARNING ERROR CRITICAL (any case).
bool log_level_parse(const char *name, log_level *out);
bool log_enabled(log_level level);

// One line: `logger` is the dotted name of the component ("tessera.store"). Line breaks and other control characters in
// the message are escaped; of a message longer than 8 KiB the rest is dropped, which "..." marks. Written at once, with one
// write, unless the thread gathers its lines; safe from any thread; errno is kept. Never pass secrets.
void log_line(log_level level, const char *logger, const char *format, ...) __attribute__((format(printf, 3, 4)));

// For a thread that does its work in turns, each of which ends with log_flush: from here on the first line of a turn is written
// at once, and the others wait for its end, where as many as possible are written together. They do not wait when there are more
// than 32 KiB of them, nor does an ERROR and what comes before it.
void log_gather(void);
// Writes what waits in this thread.
void log_flush(void);
// The same, and ends gathering: before the thread ends.
void log_scatter(void);

// What a JSON line says besides, as members of their own. `string` NULL: the number.
typedef struct log_member {
    const char *name;
    const char *string;
    double number;
} log_member;
// As log_line; a text line is the message alone, a JSON line has the members behind it.
void log_members(log_level level, const char *logger, const log_member *members, size_t count, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#define log_debug(logger, ...) log_line(LOG_DEBUG, (logger), __VA_ARGS__)
#define log_info(logger, ...) log_line(LOG_INFO, (logger), __VA_ARGS__)
#define log_warning(logger, ...) log_line(LOG_WARNING, (logger), __VA_ARGS__)
#define log_error(logger, ...) log_line(LOG_ERROR, (logger), __VA_ARGS__)
#define log_critical(logger, ...) log_line(LOG_CRITICAL, (logger), __VA_ARGS__)

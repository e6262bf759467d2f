// What the program says: the answer on standard output, everything else on standard error.
#include "cli/cli.h"
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void complain(cli *c, const char *what, const char *format, va_list arguments) {
    out text = {0}, line = {0};
    bool is_note = strcmp(what, "note") == 0, colored = c->color_err && !is_note;
    out_vprintf(&text, format, arguments);
    const char *shown = pool_plain(c->memory, text.data);
    if (c->format == FORMAT_JSON && !is_note) { // one document, also of a failure
        c->answer.length = 0;
        out_text(&c->answer, "{\"error\": {\"message\": ");
        out_json_string(&c->answer, text.data, text.length);
        out_text(&c->answer, "}}\n");
    }
    progress_end(c);
    out_printf(&line, "%s%s%s%s\n", colored ? "\033[31m" : "", is_note ? "" : what, colored ? "\033[0m" : "", shown);
    say_flush(c);
    fwrite(line.data, 1, line.length, stderr);
    out_done(&line);
    out_done(&text);
}

int fail(cli *c, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    complain(c, "Error: ", format, arguments);
    va_end(arguments);
    return is_question(c) ? EXIT_UNKNOWN : EXIT_NO;
}

int usage(cli *c, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    complain(c, "Error: ", format, arguments);
    va_end(arguments);
    if (c->command != NULL)
        fprintf(stderr, "Try 'tessera %s --help'.\n", c->command->name);
    return EXIT_USAGE;
}

void note(cli *c, const char *format, ...) {
    if (global(c, "quiet") != NULL)
        return;
    va_list arguments;
    va_start(arguments, format);
    complain(c, "note", format, arguments);
    va_end(arguments);
}

void say(cli *c, const char *format, ...) {
    va_list arguments;
    out text = {0};
    va_start(arguments, format);
    out_vprintf(&text, format, arguments);
    va_end(arguments);
    // Much of it is what others wrote: names, notes, reasons.
    out_text(&c->answer, pool_shown(c->memory, text.data, "\n\t"));
    out_done(&text);
}

void say_colored(cli *c, const char *color, const char *text) {
    out_colored(&c->answer, c->color_out, color, pool_shown(c->memory, text == NULL ? "" : text, "\n\t"));
}

void say_flush(cli *c) {
    const char *at = c->answer.data;
    for (size_t left = c->answer.length; left > 0;) {
        ssize_t written = write(STDOUT_FILENO, at, left);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EPIPE) { // nobody reads any more: as quietly as who never asked
            signal(SIGPIPE, SIG_DFL);
            raise(SIGPIPE);
            _exit(EXIT_NO);
        }
        if (written < 0) {
            fprintf(stderr, "Error: standard output: %s\n", strerror(errno));
            _exit(is_question(c) ? EXIT_UNKNOWN : EXIT_NO);
        }
        at += written;
        left -= (size_t)written;
    }
    c->answer.length = 0;
}

bool confirm(cli *c, const arguments *a, const char *question) {
    char line[64] = "";
    if (global(c, "yes") != NULL || argument(a, "yes") != NULL)
        return true;
    if (global(c, "no-input") != NULL) {
        say_flush(c);
        fprintf(stderr, "Error: %s needs an answer: --yes gives it\n", pool_plain(c->memory, question));
        return false;
    }
    if (c->format == FORMAT_TEXT)
        say(c, "%s [y/N]: ", question);
    else // one document on standard output, and nothing else
        fprintf(stderr, "%s [y/N]: ", pool_plain(c->memory, question));
    say_flush(c);
    bool answered = fgets(line, sizeof line, stdin) != NULL;
    line[strcspn(line, "\r\n")] = '\0';
    if (strcasecmp(line, "y") == 0 || strcasecmp(line, "yes") == 0)
        return true;
    fprintf(stderr, answered ? "Aborted.\n" : "\nAborted. --yes answers without being asked.\n");
    return false;
}

// --- tables ----------------------------------------------------------------------------------------------------------

enum { COLUMNS_MAX = 12, NARROW = 8 };

void table_add(pool *p, table *t, const char *cell) {
    t->cells = pool_grow(p, t->cells, t->count, sizeof *t->cells);
    t->cells[t->count++] = pool_plain(p, cell);
}

static void say_cell(cli *c, const char *text, size_t width) {
    size_t columns = text_columns(text);
    if (columns <= width) {
        say(c, " %s%*s ", text, (int)(width - columns), "");
        return;
    }
    size_t bytes = 0, taken = 0;
    while (taken + 1 < width && text[bytes] != '\0') { // by characters of one column; wide ones are cut earlier
        size_t length = 1;
        while (((unsigned char)text[bytes + length] & 0xC0) == 0x80)
            length++;
        char one[8] = "";
        memcpy(one, text + bytes, length < 7 ? length : 7);
        if (taken + text_columns(one) + 1 > width)
            break;
        taken += text_columns(one);
        bytes += length;
    }
    say(c, " %.*s…%*s ", (int)bytes, text, (int)(width - taken - 1), "");
}

static void say_rule(cli *c, const size_t *widths, size_t columns, const char *left, const char *middle,
                     const char *right) {
    out_text(&c->answer, left);
    for (size_t i = 0; i < columns; i++) {
        for (size_t j = 0; j < widths[i] + 2; j++)
            out_text(&c->answer, "─");
        out_text(&c->answer, i + 1 < columns ? middle : right);
    }
    out_text(&c->answer, "\n");
}

// Widths of columns such that a row fits: the widest give first.
static void fit(const cli *c, const table *t, size_t *widths) {
    size_t total = 1;
    for (size_t i = 0; i < t->columns; i++) {
        widths[i] = text_columns(t->names[i]);
        for (size_t j = i; j < t->count; j += t->columns) {
            size_t columns = text_columns(t->cells[j]);
            widths[i] = columns > widths[i] ? columns : widths[i];
        }
        total += widths[i] + 3;
    }
    while (total > c->width) {
        size_t widest = 0;
        for (size_t i = 1; i < t->columns; i++)
            widest = widths[i] > widths[widest] ? i : widest;
        if (widths[widest] <= NARROW)
            return;
        widths[widest]--;
        total--;
    }
}

static void say_row(cli *c, const table *t, const char *const *cells, const size_t *widths) {
    for (size_t i = 0; i < t->columns; i++) {
        out_text(&c->answer, "│");
        say_cell(c, cells[i], widths[i]);
    }
    out_text(&c->answer, "│\n");
}

static void say_plain_row(cli *c, const table *t, const char *const *cells) {
    for (size_t i = 0; i < t->columns; i++) {
        for (const char *at = cells[i]; *at != '\0'; at++)
            out_bytes(&c->answer, *at == '\t' || *at == '\n' ? " " : at, 1);
        out_text(&c->answer, i + 1 < t->columns ? "\t" : "\n");
    }
}

void say_table(cli *c, const table *t, const char *title) {
    size_t widths[COLUMNS_MAX];
    bool header = global(c, "no-header") == NULL;
    if (!c->terminal) {
        if (header)
            say_plain_row(c, t, t->names);
        for (size_t i = 0; i < t->count; i += t->columns)
            say_plain_row(c, t, t->cells + i);
        return;
    }
    fit(c, t, widths);
    if (title != NULL)
        say(c, "%s\n", title);
    say_rule(c, widths, t->columns, "┌", "┬", "┐");
    if (header) {
        say_row(c, t, t->names, widths);
        say_rule(c, widths, t->columns, "├", "┼", "┤");
    }
    for (size_t i = 0; i < t->count; i += t->columns)
        say_row(c, t, t->cells + i, widths);
    say_rule(c, widths, t->columns, "└", "┴", "┘");
}

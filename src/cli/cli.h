// One run of the program: what was asked for, where answers go, and how commands are declared.
#pragma once
#include "cli/out.h"
#include "cli/pool.h"
#include "cli/value.h"
#include <stdint.h>
#include <tessera.h>
#include <tessera/json.h>

// Exit statuses. Questions answer like diff(1): "no" is never the number of "could not tell".
enum { EXIT_YES = 0, EXIT_NO = 1, EXIT_UNKNOWN = 2, EXIT_USAGE = 2, EXIT_NOT_YET = 3, EXIT_INTERRUPTED = 130 };

// REPORT is a question whose answer has the formats of `check`.
typedef enum command_kind { ACTION, QUESTION, REPORT } command_kind;

typedef struct option {
    const char *name; // without its dashes; NULL ends a list
    char letter;      // '\0': none
    const char *meta; // name of its value; NULL: a switch
    const char *doc;
} option;

typedef struct cli cli;

typedef struct given_option {
    const option *option;
    const char *value;
} given_option;

typedef struct arguments {
    const char **values;
    size_t count;
    given_option *options;
    size_t option_count;
} arguments;

typedef struct command {
    const char *name; // "team create"
    command_kind kind;
    const char
        *takes; // "NAME", "[FILE...]", "" for nothing: brackets for what may be left out, dots for what may be many
    const char *doc;
    const char *examples; // two lines, or NULL
    const option *options;
    int (*run)(cli *c, const arguments *a, const struct command *self);
    int call; // of commands that mirror a route: its number; else -1
} command;

typedef enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_YAML, FORMAT_NDJSON, FORMAT_CSV, FORMAT_NAME, FORMATS } format;

// The line of progress on standard error (progress.c); times in milliseconds of a clock that only runs on.
typedef struct progress_line {
    long long begun, shown; // 0: it was not
    bool wanted;
} progress_line;

struct cli {
    pool *memory;
    const char *program;
    const command *command; // that runs; NULL: none yet
    arguments globals;      // options that every command takes
    out answer;             // for standard output
    format format;
    bool color_out, color_err;
    bool terminal; // standard output is one
    unsigned width;
    tessera_client *client; // once it was asked for
    const char *asked;      // of it last: "GET /api/v1/teams"; NULL: nothing was
    const value *project;   // tessera.yaml, or NULL
    const char *project_folder;
    const value *user; // config.yaml, or NULL
    bool settings_read;
    const char *top;         // of the repository, with a slash behind it; "": there is none, NULL: nobody asked
    const command *commands; // once they were asked for
    progress_line progress;
};

// Whether the command that runs is a question: then "no" and "could not tell" differ.
bool is_question(const cli *c);
// The last value given for an option, "" for a switch; NULL: it was not given.
const char *argument(const arguments *a, const char *name);
// The same of the options that every command takes.
const char *global(const cli *c, const char *name);

// --- what is said ----------------------------------------------------------------------------------------------------

// "Error: ..." on standard error. Returns the status of a failure of the command that runs: EXIT_UNKNOWN of a question, else
// EXIT_NO.
int fail(cli *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
// The same of wrong use. Returns EXIT_USAGE.
int usage(cli *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Hints and progress: standard error, not where --quiet was given.
void note(cli *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
// `text` in a colour of ECMA-48 ("31", "1"), where standard output takes colours.
void say_colored(cli *c, const char *color, const char *text);
void say(cli *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
// The document in the format asked for; in text form, JSON indented by two. Of a list, lines, rows and names are its entries.
void say_value(cli *c, const value *v);
// The same for people, in lines (fields.c).
void say_fields(cli *c, const value *v);
// Writes what was said so far.
void say_flush(cli *c);

// Rows of cells with names on top. On a terminal boxed and cut to its width; else tab-separated.
typedef struct table {
    const char *const *names;
    size_t columns;
    const char **cells;
    size_t count; // of cells
} table;
void table_add(pool *p, table *t, const char *cell);
void say_table(cli *c, const table *t, const char *title);

// Asks "<question> [y/N]: " and reads the answer. True with --yes. False, and "Aborted.", for another one.
bool confirm(cli *c, const arguments *a, const char *question);

// Tells on a terminal how far something has come, once that takes a second. `of` 0: nobody knows how much it is.
void progress(cli *c, const char *what, size_t done, size_t of);
// Takes the line away, before anything else is written there.
void progress_end(cli *c);

// Shows an answer that is longer than the terminal page by page (pager.c). False: it is not for a pager, or there is none.
bool answer_page(cli *c);

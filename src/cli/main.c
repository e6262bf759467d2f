// `tessera`: a client of libtessera's public headers. A line of words is one command; its answer is gathered and written at the
// end, so that a failure leaves one document behind and no half of one.
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/settings.h"
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_USUAL = 80 };

static void interrupted(int signal) {
    (void)signal;
    _exit(EXIT_INTERRUPTED);
}

static bool given(const char *variable) {
    const char *text = getenv(variable);
    return text != NULL && text[0] != '\0';
}

// Colours where a terminal shows them, unless somebody decided (no-color.org, CLICOLOR_FORCE).
static bool colors_on(const cli *c, int fd) {
    const char *when = global(c, "color"), *terminal = getenv("TERM");
    if (when != NULL && strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    if (given("NO_COLOR"))
        return false;
    if (given("CLICOLOR_FORCE") && strcmp(getenv("CLICOLOR_FORCE"), "0") != 0)
        return true;
    return isatty(fd) && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

// Columns of the terminal, or what is usual where there is none.
static unsigned width_of(bool terminal) {
    struct winsize window;
    const char *columns = getenv("COLUMNS");
    unsigned long told = columns == NULL ? 0 : strtoul(columns, NULL, 10);
    if (told > 0 && told < 10000)
        return (unsigned)told;
    if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
        return window.ws_col;
    return WIDTH_USUAL;
}

// FORMATS: there is none of that name.
static format format_named(const char *name) {
    static const char *const names[FORMATS] = {"text", "json", "yaml", "ndjson", "csv", "name"};
    for (format f = 0; f < FORMATS; f++)
        if (strcmp(name, names[f]) == 0)
            return f;
    return FORMATS;
}

static bool set_up(cli *c) {
    const char *format = global(c, "output"), *when = global(c, "color");
    if (when != NULL && strcmp(when, "auto") != 0 && strcmp(when, "always") != 0 && strcmp(when, "never") != 0)
        return usage(c, "--color: '%s' is none of auto, always, never", when), false;
    c->color_out = colors_on(c, STDOUT_FILENO);
    c->color_err = colors_on(c, STDERR_FILENO);
    if (c->command->kind == REPORT) // which has formats of its own, several at once
        return true;
    if (format == NULL && (format = settings_output(c)) == NULL)
        return true;
    c->format = format_named(format);
    if (c->format != FORMATS)
        return true;
    c->format = FORMAT_TEXT;
    usage(c, "--output: '%s' is none of text, json, yaml, ndjson, csv, name", format);
    return false;
}

// Words that are no command by themselves.
static int run_bare(cli *c, char **words, size_t count) {
    commands_all(c);
    if (count == 0)
        return help_group(c, NULL), EXIT_USAGE;
    if (strcmp(words[0], "--version") == 0)
        return run_version(c, &(arguments){0}, NULL);
    if (strcmp(words[0], "--show-completion") == 0 || strcmp(words[0], "--install-completion") == 0)
        return completion_for_shell(c, words[0][2] == 'i');
    if (strcmp(words[0], "--help") == 0 || strcmp(words[0], "-h") == 0)
        return help_group(c, NULL), EXIT_YES;
    if (words[0][0] == '-')
        return usage(c, "A command comes first, then its options: %s", words[0]);
    if (!is_group(c, words[0]))
        return commands_refuse(c, NULL, words[0]);
    if (count == 1 || strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0)
        return help_group(c, words[0]), count == 1 ? EXIT_USAGE : EXIT_YES;
    return commands_refuse(c, words[0], words[1]);
}

static bool asks_for_json(char **words, size_t count) {
    for (size_t i = 0; i < count && strcmp(words[i], "--") != 0; i++)
        if (strcmp(words[i], "--output=json") == 0 || strcmp(words[i], "-ojson") == 0 ||
            ((strcmp(words[i], "-o") == 0 || strcmp(words[i], "--output") == 0) && i + 1 < count &&
             strcmp(words[i + 1], "json") == 0))
            return true;
    return false;
}

static int run(cli *c, char **words, size_t count) {
    size_t taken = 0;
    const command *k = count == 0 ? NULL : commands_find(c, words, count, &taken);
    if (k == NULL)
        return run_bare(c, words, count);
    arguments a = {0};
    c->command = k;
    c->format = asks_for_json(words, count) ? FORMAT_JSON : FORMAT_TEXT; // for what is wrong with the words themselves
    if (!arguments_read(c, k, words + taken, count - taken, &a))
        return EXIT_USAGE;
    if (k->kind != REPORT) // whose formats are looked at with its other options
        c->format = FORMAT_TEXT;
    if (global(c, "help") != NULL)
        return help_command(c, k), EXIT_YES;
    if (k->run == run_completion || k->run == run_help)
        commands_all(c);
    return set_up(c) ? k->run(c, &a, k) : EXIT_USAGE;
}

int main(int count, char **words) {
    const char *locale = setlocale(LC_CTYPE, "");
    if (locale == NULL || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        setlocale(LC_CTYPE, "C.UTF-8"); // texts are UTF-8 wherever they are shown
    signal(SIGINT, interrupted);
    signal(SIGPIPE, SIG_IGN);
    cli c = {.memory = pool_new(), .program = words[0], .terminal = isatty(STDOUT_FILENO)};
    c.width = width_of(c.terminal);
    int status = run(&c, words + 1, count < 1 ? 0 : (size_t)count - 1);
    if (!answer_page(&c))
        say_flush(&c);
    tessera_client_free(c.client);
    out_done(&c.answer);
    pool_free(c.memory);
    return status;
}

// A report goes where --output says, in several formats at once, and where a pipeline looks for it.
#include "cli/check.h"
#include "cli/files.h"
#include "cli/settings.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SUMMARY_BYTES = 900 * 1000, COMMENT_BYTES = 60 * 1000 };

// --- formats ---------------------------------------------------------------------------------------------------------

static const value *tree_of(cli *c, const report *r) {
    return r->tree == NULL ? report_value(c, r) : r->tree(c, r);
}

static void print_plain(cli *c, const report *r, out *o) {
    void (*print)(cli *, const report *, out *, bool) = r->text == NULL ? print_text : r->text;
    if (o != &c->answer || !c->terminal) {
        print(c, r, o, o == &c->answer && c->color_out);
        return;
    }
    out text = {0};
    print(c, r, &text, c->color_out);
    if (text.data != NULL)
        out_wrapped(o, text.data, c->width);
    out_done(&text);
}

static void print_json(cli *c, const report *r, out *o) {
    value_write_json(o, tree_of(c, r), 2);
    out_text(o, "\n");
}

static void print_yaml(cli *c, const report *r, out *o) {
    value_write_yaml(o, tree_of(c, r));
}

static void print_comment(cli *c, const report *r, out *o) {
    print_markdown(c, r, o, COMMENT_BYTES);
}

static const struct {
    const char *name;
    void (*print)(cli *c, const report *r, out *o);
} formats[] = {
    {"text", print_plain},  {"json", print_json},     {"yaml", print_yaml},        {"ndjson", print_ndjson},
    {"csv", print_csv},     {"github", print_github}, {"azure", print_azure},      {"sarif", print_sarif},
    {"junit", print_junit}, {"gitlab", print_gitlab}, {"markdown", print_comment}, {"html", print_html},
};

enum { REPORT_FORMATS = sizeof formats / sizeof formats[0] };

static size_t format_of(const char *name) {
    for (size_t i = 0; i < REPORT_FORMATS; i++)
        if (strcmp(formats[i].name, name) == 0)
            return i;
    return REPORT_FORMATS;
}

bool report_formats(cli *c) {
    size_t plain = 0;
    for (size_t i = 0; i < c->globals.option_count; i++) {
        const char *wanted = c->globals.options[i].value;
        if (strcmp(c->globals.options[i].option->name, "output") != 0)
            continue;
        const char *name = pool_copy(c->memory, wanted, strcspn(wanted, "="));
        if (format_of(name) == REPORT_FORMATS) {
            out known = {0};
            for (size_t j = 0; j < REPORT_FORMATS; j++)
                out_printf(&known, "%s%s", j == 0 ? "" : ", ", formats[j].name);
            usage(c, "--output: '%s' is none of %s", name, known.data);
            out_done(&known);
            return false;
        }
        plain += strchr(wanted, '=') == NULL;
        if (strcmp(wanted, "json") == 0)
            c->format = FORMAT_JSON;
    }
    return plain < 2 || (usage(c, "--output: one format goes to standard output; the others are FORMAT=FILE"), false);
}

bool report_streams(cli *c) {
    for (size_t i = 0; i < c->globals.option_count; i++)
        if (strcmp(c->globals.options[i].option->name, "output") == 0 &&
            strcmp(c->globals.options[i].value, "ndjson") == 0)
            return true;
    return false;
}

void report_stream(cli *c, report *r, const checked *k) {
    r->streamed = true;
    print_ndjson_file(c, r, k, &c->answer);
    say_flush(c);
}

// --- where it goes ---------------------------------------------------------------------------------------------------

static void append_file(cli *c, const char *path, const out *text) {
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    bool fine = fd >= 0 && write(fd, text->data, text->length) == (ssize_t)text->length;
    if (fd >= 0)
        close(fd);
    if (!fine)
        note(c, "Warning: %s cannot be written", path);
}

static const char *named(const char *variable) {
    const char *text = getenv(variable);
    return text == NULL || text[0] == '\0' ? NULL : text;
}

// What a GitHub workflow is told beside the answer.
static void tell_github(cli *c, const report *r) {
    const char *summary = named("GITHUB_STEP_SUMMARY"), *outputs = named("GITHUB_OUTPUT"), *proposal = NULL;
    size_t breaking = 0;
    out text = {0};
    if (summary != NULL) {
        print_markdown(c, r, &text, SUMMARY_BYTES);
        append_file(c, summary, &text);
        text.length = 0;
    }
    for (size_t i = 0; i < r->count; i++) {
        breaking += r->items[i].breaking - r->items[i].waived;
        proposal = r->items[i].proposal != NULL ? r->items[i].proposal : proposal;
    }
    out_printf(&text, "verdict=%s\nbreaking=%zu\nwarnings=%zu\nproposal_url=%s\n", report_verdict(r), breaking,
               r->warning_count, proposal == NULL ? "" : settings_page(c, "proposals", proposal));
    if (outputs != NULL)
        append_file(c, outputs, &text);
    out_done(&text);
}

// One of -o FORMAT or -o FORMAT=FILE. False: it cannot be written.
static bool print_to(cli *c, const report *r, const char *wanted) {
    const char *equals = strchr(wanted, '='), *problem = NULL;
    size_t format = format_of(pool_copy(c->memory, wanted, strcspn(wanted, "=")));
    if (equals == NULL) {
        if (!r->streamed)
            formats[format].print(c, r, &c->answer);
        return true;
    }
    out text = {0};
    formats[format].print(c, r, &text);
    bool fine = file_write(c->memory, equals + 1, text.data == NULL ? "" : text.data, text.length, 0644, &problem);
    out_done(&text);
    if (!fine)
        fail(c, "%s: %s", equals + 1, problem);
    return fine;
}

bool report_say(cli *c, const report *r) {
    const char *github = named("GITHUB_ACTIONS");
    bool any = false, plain = false, fine = true;
    bool on_github = !r->by_hand && github != NULL && strcmp(github, "true") == 0;
    for (size_t i = 0; i < c->globals.option_count; i++)
        if (strcmp(c->globals.options[i].option->name, "output") == 0) {
            any = true;
            plain = plain || strchr(c->globals.options[i].value, '=') == NULL;
            fine = print_to(c, r, c->globals.options[i].value) && fine;
        }
    if (!plain) {
        print_plain(c, r, &c->answer);
        if (on_github)
            print_github(c, r, &c->answer);
        else if (!r->by_hand && named("TF_BUILD") != NULL)
            print_azure(c, r, &c->answer);
        else if (!r->by_hand && named("GITLAB_CI") != NULL && !any)
            note(c, "Hint: -o gitlab=gl-code-quality-report.json, kept as reports:codequality, shows this in the merge "
                    "request");
    }
    if (on_github)
        tell_github(c, r);
    return fine;
}

// `check`: the files that are meant, each against its baseline, and one answer about all of them, in as many formats as were
// asked for.
#include "cli/check.h"
#include "cli/collect.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/settings.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { SUMMARY_BYTES = 900 * 1000 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void check_one(cli *c, baseline *b, report *r, size_t index) {
    checked *k = &r->items[index];
    document new, old;
    const char *problem = NULL;
    double begun = now();
    size_t length = 0;
    const format told = c->format; // what a server says of one file is no document of its own
    c->format = FORMAT_TEXT;
    const char *before = baseline_text(c, b, index, k, &length, &problem);
    if (k->mode == NULL)
        k->mode = "backward";
    if (problem == NULL && !document_read(c->memory, k->file, k->language, &new, &problem))
        problem = problem == NULL ? "it cannot be read" : problem;
    if (problem == NULL && before != NULL &&
        !document_make(c->memory, baseline_is_server(b) ? "server.json" : k->file, before, length, k->language, &old,
                       &problem))
        problem = pool_printf(c->memory, "what it follows: %s", problem);
    if (problem != NULL) {
        k->verdict = VERDICT_ERROR;
        k->problem = problem;
    } else {
        findings_compare(c, k, before == NULL ? NULL : &old, &new);
        if (k->verdict == VERDICT_BREAKING)
            baseline_ask_proposal(c, b, k, &new);
    }
    c->format = told;
    k->seconds = now() - begun;
}

static bool is_approved(const checked *k) {
    return k->proposal_state != NULL && strcmp(k->proposal_state, "approved") == 0;
}

static void count(report *r) {
    for (size_t i = 0; i < r->count; i++) {
        const checked *k = &r->items[i];
        r->counts[k->verdict]++;
        r->breaking = r->breaking || (k->verdict == VERDICT_BREAKING && k->breaking > k->waived && !is_approved(k));
    }
}

// Leaves out what did not change.
static void keep_changed(report *r) {
    size_t kept = 0;
    for (size_t i = 0; i < r->count; i++)
        if (r->items[i].verdict != VERDICT_UNCHANGED)
            r->items[kept++] = r->items[i];
    r->count = kept;
}

// --- where it goes ---------------------------------------------------------------------------------------------------

static bool append_file(cli *c, const char *path, const out *text) {
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    bool fine = fd >= 0 && write(fd, text->data, text->length) == (ssize_t)text->length;
    if (fd >= 0)
        close(fd);
    if (!fine)
        note(c, "Warning: %s cannot be written", path);
    return fine;
}

// What a GitHub workflow is told beside the answer.
static void tell_github(cli *c, const report *r) {
    const char *summary = getenv("GITHUB_STEP_SUMMARY"), *outputs = getenv("GITHUB_OUTPUT");
    out text = {0};
    if (summary != NULL && summary[0] != '\0') {
        print_markdown(c, r, &text, SUMMARY_BYTES);
        append_file(c, summary, &text);
        text.length = 0;
    }
    if (outputs != NULL && outputs[0] != '\0') {
        size_t breaking = 0;
        const char *proposal = "";
        for (size_t i = 0; i < r->count; i++) {
            breaking += r->items[i].breaking - r->items[i].waived;
            if (r->items[i].proposal != NULL)
                proposal = r->items[i].proposal;
        }
        out_printf(&text, "verdict=%s\nbreaking=%zu\nwarnings=%zu\nproposal_url=%s%s\n",
                   r->breaking                    ? "breaking"
                   : r->counts[VERDICT_ERROR] > 0 ? "error"
                                                  : "compatible",
                   breaking, r->warning_count,
                   proposal[0] == '\0' ? "" : pool_printf(c->memory, "%s/proposals/", settings_url(c, NULL)), proposal);
        append_file(c, outputs, &text);
    }
    out_done(&text);
}

// One of -o FORMAT or -o FORMAT=FILE. Returns false where it is wrong or cannot be written.
static bool print_to(cli *c, const report *r, const char *wanted) {
    const char *equals = strchr(wanted, '='), *problem = NULL;
    const char *format = equals == NULL ? wanted : pool_copy(c->memory, wanted, (size_t)(equals - wanted));
    out text = {0};
    print_report(c, r, format, equals == NULL ? &c->answer : &text);
    bool fine = equals == NULL || file_write(c->memory, equals + 1, text.data == NULL ? "" : text.data, text.length,
                                             0666 & ~022, &problem);
    out_done(&text);
    if (!fine)
        fail(c, "%s: %s", equals + 1, problem);
    return fine;
}

static bool check_formats(cli *c) {
    size_t plain = 0;
    for (size_t i = 0; i < c->globals.option_count; i++) {
        const char *wanted = c->globals.options[i].value;
        if (strcmp(c->globals.options[i].option->name, "output") != 0)
            continue;
        const char *format = pool_copy(c->memory, wanted, strcspn(wanted, "="));
        if (!is_print_format(format))
            return usage(c, "--output: '%s' is none of text, json, yaml, github, azure, sarif, junit, gitlab, markdown",
                         format),
                   false;
        plain += strchr(wanted, '=') == NULL;
        if (strcmp(wanted, "json") == 0)
            c->format = FORMAT_JSON;
    }
    return plain < 2 || (usage(c, "--output: one format goes to standard output; the others are FORMAT=FILE"), false);
}

static bool say_report(cli *c, const report *r) {
    const char *github = getenv("GITHUB_ACTIONS"), *azure = getenv("TF_BUILD");
    bool any = false, plain = false, fine = true;
    for (size_t i = 0; i < c->globals.option_count; i++)
        if (strcmp(c->globals.options[i].option->name, "output") == 0) {
            any = true;
            plain = plain || strchr(c->globals.options[i].value, '=') == NULL;
            fine = print_to(c, r, c->globals.options[i].value) && fine;
        }
    if (!any || !plain) {
        print_text(c, r, &c->answer, c->color_out);
        if (github != NULL && strcmp(github, "true") == 0)
            print_github(c, r, &c->answer);
        else if (azure != NULL && azure[0] != '\0')
            print_azure(c, r, &c->answer);
        else if (getenv("GITLAB_CI") != NULL && !any)
            note(c, "Hint: -o gitlab=gl-code-quality-report.json, kept as reports:codequality, shows this in the merge "
                    "request");
    }
    if (github != NULL && strcmp(github, "true") == 0)
        tell_github(c, r);
    return fine;
}

// --- the command -----------------------------------------------------------------------------------------------------

static bool is_one_of(const char *text, const char *a, const char *b, const char *d) {
    return text == NULL || strcmp(text, a) == 0 || strcmp(text, b) == 0 || strcmp(text, d) == 0;
}

static bool check_options(cli *c, const arguments *a) {
    const char *fail_on = argument(a, "fail-on"), *mode = argument(a, "compat"), *language = argument(a, "format"),
               *lost = argument(a, "on-unreachable");
    if (!is_one_of(fail_on, "breaking", "any", "never"))
        return usage(c, "--fail-on: '%s' is none of breaking, any, never", fail_on), false;
    if (!is_one_of(lost, "fail", "offline", "fail"))
        return usage(c, "--on-unreachable: '%s' is none of fail, offline", lost), false;
    if (mode != NULL && tessera_compatibility_mode_parse(mode) == TESSERA_COMPATIBILITY_MODE_UNKNOWN)
        return usage(c, "--compat: '%s' is no mode of compatibility", mode), false;
    if (language != NULL && tessera_schema_format_parse(language) == TESSERA_SCHEMA_FORMAT_UNKNOWN)
        return usage(c, "--format: '%s' is no language of schemas", language), false;
    return check_formats(c);
}

// Whether something of the project's settings is no mode.
static bool check_modes(cli *c, const report *r) {
    for (size_t i = 0; i < r->count; i++) {
        const char *mode = r->items[i].mode, *language = r->items[i].language;
        if (mode != NULL && tessera_compatibility_mode_parse(mode) == TESSERA_COMPATIBILITY_MODE_UNKNOWN)
            return usage(c, "tessera.yaml: mode: '%s' is no mode of compatibility", mode), false;
        if (language != NULL && tessera_schema_format_parse(language) == TESSERA_SCHEMA_FORMAT_UNKNOWN)
            return usage(c, "tessera.yaml: format: '%s' is no language of schemas", language), false;
    }
    return true;
}

static int verdict_status(const arguments *a, const report *r) {
    const char *fail_on = argument(a, "fail-on");
    bool never = fail_on != NULL && strcmp(fail_on, "never") == 0, any = fail_on != NULL && strcmp(fail_on, "any") == 0;
    bool changed = r->counts[VERDICT_BREAKING] + r->counts[VERDICT_COMPATIBLE] > 0;
    bool unknown = argument(a, "require-known") != NULL && r->counts[VERDICT_NEW] > 0;
    if ((r->breaking && !never) || (any && changed) || unknown)
        return EXIT_NO;
    return r->counts[VERDICT_ERROR] > 0 ? EXIT_UNKNOWN : EXIT_YES;
}

int run_check(cli *c, const arguments *a, const command *self) {
    report r = {0};
    int status = EXIT_USAGE;
    (void)self;
    double begun = now();
    if (!check_options(c, a) || !settings_read(c) || !collect(c, a, &r) || !check_modes(c, &r))
        return EXIT_USAGE;
    const char *lost = argument(a, "on-unreachable");
    baseline *b = baseline_new(c, argument(a, "against"), lost != NULL && strcmp(lost, "offline") == 0, &status);
    if (b == NULL || !baseline_fetch(c, b, &r, &status))
        return status;
    r.against = baseline_name(b);
    for (size_t i = 0; i < r.count; i++)
        check_one(c, b, &r, i);
    findings_waive(c, &r);
    if (argument(a, "changed") != NULL)
        keep_changed(&r);
    count(&r);
    r.seconds = now() - begun;
    if (!say_report(c, &r))
        return EXIT_UNKNOWN;
    return verdict_status(a, &r);
}

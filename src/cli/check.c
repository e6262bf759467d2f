// `check`: the files that are meant, each against its baseline, and one answer about all of them, in as many formats as were
// asked for.
#include "cli/check.h"
#include "cli/collect.h"
#include "cli/commands.h"
#include "cli/settings.h"
#include <string.h>
#include <time.h>

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
    if (problem == NULL && tessera_compatibility_mode_parse(k->mode) == TESSERA_COMPATIBILITY_MODE_UNKNOWN)
        problem = pool_printf(c->memory, "what it follows has '%s' for a mode of compatibility", k->mode);
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
        k->language = new.language;
        findings_compare(c, k, before == NULL ? NULL : &old, &new);
        if (k->verdict == VERDICT_BREAKING)
            baseline_ask_proposal(c, b, k, &new);
    }
    c->format = told;
    k->seconds = now() - begun;
}

// Leaves out what did not change.
static void keep_changed(report *r) {
    size_t kept = 0;
    for (size_t i = 0; i < r->count; i++)
        if (r->items[i].verdict != VERDICT_UNCHANGED)
            r->items[kept++] = r->items[i];
    r->count = kept;
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
    return report_formats(c);
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

int run_check(cli *c, const arguments *a, const command *self) {
    report r = {.title = "tessera check"};
    int status = EXIT_USAGE;
    (void)self;
    double begun = now();
    if (!check_options(c, a) || !settings_read(c) || !collect(c, a, &r) || !check_modes(c, &r))
        return EXIT_USAGE;
    const char *lost = argument(a, "on-unreachable");
    bool changed = argument(a, "changed") != NULL, streams = report_streams(c);
    baseline *b = baseline_new(c, argument(a, "against"), lost != NULL && strcmp(lost, "offline") == 0, &status);
    if (b == NULL || !baseline_fetch(c, b, a, &r, &status))
        return status;
    r.against = baseline_name(b);
    for (size_t i = 0; i < r.count; i++) {
        progress(c, "Checking", i, r.count);
        check_one(c, b, &r, i);
        findings_waive(c, &r, &r.items[i]);
        if (streams && !(changed && r.items[i].verdict == VERDICT_UNCHANGED))
            report_stream(c, &r, &r.items[i]);
    }
    progress_end(c);
    waivers_judge(c, &r);
    if (changed)
        keep_changed(&r);
    report_count(&r);
    r.seconds = now() - begun;
    if (!report_say(c, &r))
        return EXIT_UNKNOWN;
    return argument(a, "require-known") != NULL && r.counts[VERDICT_NEW] > 0 ? EXIT_NO : report_status(a, &r);
}

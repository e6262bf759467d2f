// The report as pipelines read it: GitHub's and Azure's workflow commands, SARIF 2.1.0, JUnit, GitLab's code quality, Markdown.
#include "cli/check.h"
#include <string.h>

enum { ANNOTATIONS_MAX = 9 };

static bool counts(const finding *f) {
    return f->severity != SEVERITY_NOTE && f->waiver == NULL;
}

// What a finding of a file weighs in the end: an approved change breaks nobody who did not agree.
static severity weight(const checked *k, const finding *f) {
    return f->breaking && is_approved(k) ? SEVERITY_NOTE : f->severity;
}

// --- workflow commands -----------------------------------------------------------------------------------------------

// Percent-encodes what a command of GitHub's would end at; in properties more than in messages.
static void escape(cli *c, out *o, const char *text, const char *which) {
    for (text = pool_shown(c->memory, text, "\r\n"); *text != '\0'; text++)
        if (strchr(which, *text) != NULL)
            out_printf(o, "%%%02X", (unsigned char)*text);
        else
            out_bytes(o, text, 1);
}

#define IN_MESSAGE "%\r\n"
#define IN_PROPERTY "%\r\n:,"

static void annotate(cli *c, const checked *k, const finding *f, out *o) {
    out_printf(o, "::%s file=", f->severity == SEVERITY_ERROR ? "error" : "warning");
    escape(c, o, repository_place(c, k->file), IN_PROPERTY);
    out_printf(o, ",line=%u,col=%u,title=", f->line, f->column);
    escape(c, o, pool_printf(c->memory, "%s %s", f->kind, checked_name(k)), IN_PROPERTY);
    out_text(o, "::");
    escape(c, o, f->message, IN_MESSAGE);
    if (f->breaking) {
        escape(c, o, pool_printf(c->memory, ". Breaks %s", finding_modes(c->memory, f)), IN_MESSAGE);
        for (size_t i = 0; k->consumers != NULL && i < k->consumers->count; i++)
            escape(c, o, pool_printf(c->memory, "%s%s", i == 0 ? " for " : ", ", k->consumers->items[i].value->text),
                   IN_MESSAGE);
        out_text(o, ".");
        if (k->asset != NULL && k->proposal == NULL)
            escape(c, o,
                   pool_printf(c->memory, "\nNext: tessera propose %s -s %s", pool_word(c->memory, k->asset),
                               pool_word(c->memory, k->file)),
                   IN_MESSAGE);
    }
    out_text(o, "\n");
}

static void annotate_error(cli *c, const checked *k, out *o) {
    out_text(o, "::error file=");
    escape(c, o, repository_place(c, k->file), IN_PROPERTY);
    out_text(o, "::");
    escape(c, o, k->problem, IN_MESSAGE);
    out_text(o, "\n");
}

void print_github(cli *c, const report *r, out *o) {
    size_t told[3] = {0}, rest[3] = {0};
    for (size_t i = 0; i < r->count; i++) {
        const checked *k = &r->items[i];
        if (k->verdict == VERDICT_ERROR)
            told[SEVERITY_ERROR]++ < ANNOTATIONS_MAX ? annotate_error(c, k, o) : (void)rest[SEVERITY_ERROR]++;
        for (size_t j = 0; j < k->count; j++) {
            severity s = weight(k, &k->findings[j]);
            if (!counts(&k->findings[j]) || s == SEVERITY_NOTE)
                continue;
            told[s]++ < ANNOTATIONS_MAX ? annotate(c, k, &k->findings[j], o) : (void)rest[s]++;
        }
    }
    for (int s = SEVERITY_ERROR; s > SEVERITY_NOTE; s--)
        if (rest[s] > 0)
            out_printf(o, "::%s::%zu more findings are in the log\n", s == SEVERITY_ERROR ? "error" : "warning",
                       rest[s]);
}

static void escape_azure(cli *c, out *o, const char *text, bool property) {
    for (text = pool_shown(c->memory, text, "\r\n"); *text != '\0'; text++)
        if (*text == '%')
            out_text(o, "%AZP25");
        else if (strchr(property ? "\r\n;]" : "\r\n", *text) != NULL)
            out_printf(o, "%%%02X", (unsigned char)*text);
        else
            out_bytes(o, text, 1);
}

static void log_issue(cli *c, const checked *k, const char *kind, const char *message, out *o) {
    out_printf(o, "##vso[task.logissue type=%s;sourcepath=", kind);
    escape_azure(c, o, repository_place(c, k->file), true);
    out_text(o, message);
}

void print_azure(cli *c, const report *r, out *o) {
    for (size_t i = 0; i < r->count; i++) {
        const checked *k = &r->items[i];
        if (k->verdict == VERDICT_ERROR) {
            log_issue(c, k, "error", ";code=could_not_tell]", o);
            escape_azure(c, o, k->problem, false);
            out_text(o, "\n");
        }
        for (size_t j = 0; j < k->count; j++) {
            const finding *f = &k->findings[j];
            if (!counts(f) || weight(k, f) == SEVERITY_NOTE)
                continue;
            log_issue(c, k, f->severity == SEVERITY_ERROR ? "error" : "warning",
                      pool_printf(c->memory, ";linenumber=%u;columnnumber=%u;code=%s]", f->line, f->column, f->kind),
                      o);
            escape_azure(c, o, f->message, false);
            out_text(o, "\n");
        }
    }
}

// --- SARIF -----------------------------------------------------------------------------------------------------------

static void put_text(pool *p, value *v, const char *name, const char *text) {
    value *inner = value_new(p, VALUE_OBJECT);
    value_put(p, inner, "text", value_string(p, text));
    value_put(p, v, name, inner);
}

// The index of the rule, which is added when it is new.
static size_t rule_of(pool *p, value *rules, const char *kind, const char *level) {
    for (size_t i = 0; i < rules->count; i++)
        if (strcmp(value_get_text(rules->items[i].value, "id"), kind) == 0)
            return i;
    value *rule = value_new(p, VALUE_OBJECT), *usual = value_new(p, VALUE_OBJECT);
    value_put(p, rule, "id", value_string(p, kind));
    char *text = pool_text(p, kind);
    for (char *at = text; *at != '\0'; at++)
        if (*at == '_')
            *at = ' ';
    put_text(p, rule, "shortDescription", text);
    value_put(p, usual, "level", value_string(p, level));
    value_put(p, rule, "defaultConfiguration", usual);
    value_append(p, rules, rule);
    return rules->count - 1;
}

static const value *location_of(cli *c, const checked *k, const finding *f) {
    pool *p = c->memory;
    value *location = value_new(p, VALUE_OBJECT), *physical = value_new(p, VALUE_OBJECT),
          *artifact = value_new(p, VALUE_OBJECT);
    out uri = {0};
    out_percent(&uri, repository_place(c, k->file), true);
    value_put(p, artifact, "uri", value_string(p, uri.data == NULL ? "" : uri.data));
    out_done(&uri);
    value_put(p, physical, "artifactLocation", artifact);
    if (f != NULL) {
        value *region = value_new(p, VALUE_OBJECT), *logical = value_new(p, VALUE_OBJECT),
              *list = value_new(p, VALUE_ARRAY);
        value_put(p, region, "startLine", value_number(p, f->line));
        value_put(p, region, "startColumn", value_number(p, f->column));
        value_put(p, physical, "region", region);
        value_put(p, logical, "fullyQualifiedName",
                  value_string(p, pool_printf(p, "%s#%s", checked_name(k), f->pointer == NULL ? f->path : f->pointer)));
        value_append(p, list, logical);
        value_put(p, location, "physicalLocation", physical);
        value_put(p, location, "logicalLocations", list);
    } else {
        value_put(p, location, "physicalLocation", physical);
    }
    value *list = value_new(p, VALUE_ARRAY);
    value_append(p, list, location);
    return list;
}

static void put_suppression(pool *p, value *result, const checked *k, const finding *f) {
    if (f->waiver == NULL && !(f->breaking && is_approved(k)))
        return;
    value *suppression = value_new(p, VALUE_OBJECT), *list = value_new(p, VALUE_ARRAY);
    value_put(p, suppression, "kind", value_string(p, "external"));
    value_put(p, suppression, "status", value_string(p, "accepted"));
    value_put(p, suppression, "justification",
              value_string(p, f->waiver != NULL ? value_get_text(f->waiver, "reason")
                                                : pool_printf(p, "Approved by proposal %s", k->proposal)));
    value_append(p, list, suppression);
    value_put(p, result, "suppressions", list);
}

static const value *result_of(cli *c, value *rules, const checked *k, const finding *f) {
    pool *p = c->memory;
    value *result = value_new(p, VALUE_OBJECT), *prints = value_new(p, VALUE_OBJECT);
    size_t rule = rule_of(p, rules, f->kind, severity_name(f->severity));
    value_put(p, result, "ruleId", value_string(p, f->kind));
    value_put(p, result, "ruleIndex", value_number(p, (long long)rule));
    value_put(p, result, "level", value_string(p, severity_name(f->severity)));
    put_text(p, result, "message",
             pool_printf(p, "%s: %s%s%s%s", checked_name(k), f->message, f->breaking ? " (breaks " : "",
                         f->breaking ? finding_modes(p, f) : "", f->breaking ? ")" : ""));
    value_put(p, result, "locations", location_of(c, k, f));
    value_put(p, prints, "tesseraChange/v1", value_string(p, f->fingerprint));
    value_put(p, result, "partialFingerprints", prints);
    put_suppression(p, result, k, f);
    return result;
}

static const value *result_of_error(cli *c, value *rules, const checked *k) {
    pool *p = c->memory;
    value *result = value_new(p, VALUE_OBJECT);
    value_put(p, result, "ruleId", value_string(p, "could_not_tell"));
    value_put(p, result, "ruleIndex", value_number(p, (long long)rule_of(p, rules, "could_not_tell", "error")));
    value_put(p, result, "level", value_string(p, "error"));
    put_text(p, result, "message", pool_printf(p, "%s: %s", k->file, k->problem));
    value_put(p, result, "locations", location_of(c, k, NULL));
    return result;
}

void print_sarif(cli *c, const report *r, out *o) {
    pool *p = c->memory;
    value *log = value_new(p, VALUE_OBJECT), *runs = value_new(p, VALUE_ARRAY), *run = value_new(p, VALUE_OBJECT),
          *tool = value_new(p, VALUE_OBJECT);
    value *driver = value_new(p, VALUE_OBJECT), *rules = value_new(p, VALUE_ARRAY),
          *results = value_new(p, VALUE_ARRAY);
    for (size_t i = 0; i < r->count; i++) {
        if (r->items[i].verdict == VERDICT_ERROR)
            value_append(p, results, result_of_error(c, rules, &r->items[i]));
        for (size_t j = 0; j < r->items[i].count; j++)
            value_append(p, results, result_of(c, rules, &r->items[i], &r->items[i].findings[j]));
    }
    value_put(p, driver, "name", value_string(p, "tessera"));
    value_put(p, driver, "version", value_string(p, TESSERA_CLI_VERSION));
    value_put(p, driver, "rules", rules);
    value_put(p, tool, "driver", driver);
    value_put(p, run, "tool", tool);
    value_put(p, run, "columnKind", value_string(p, "unicodeCodePoints"));
    value_put(p, run, "results", results);
    value_append(p, runs, run);
    value_put(p, log, "$schema", value_string(p, "https://json.schemastore.org/sarif-2.1.0.json"));
    value_put(p, log, "version", value_string(p, "2.1.0"));
    value_put(p, log, "runs", runs);
    value_write_json(o, log, 2);
    out_text(o, "\n");
}

// --- JUnit -----------------------------------------------------------------------------------------------------------

static bool is_failed(const checked *k) {
    return (k->verdict == VERDICT_BREAKING && k->breaking > k->waived && !is_approved(k)) || is_refused(k);
}

static bool is_skipped(const checked *k) {
    return k->verdict == VERDICT_BREAKING && !is_failed(k);
}

static void put_attribute(out *o, const char *name, const char *text) {
    out_printf(o, " %s=\"", name);
    out_xml(o, text);
    out_text(o, "\"");
}

static const char *case_name(pool *p, const report *r, const checked *k) {
    if (r->against == NULL)
        return "the rules of the house";
    return k->verdict == VERDICT_NEW
               ? "new"
               : pool_printf(p, "compatible with %s (%s)", k->from == NULL ? "the baseline" : k->from, k->mode);
}

static void print_failures(cli *c, const checked *k, out *o) {
    for (size_t i = 0; i < k->count; i++) {
        const finding *f = &k->findings[i];
        if (f->severity != SEVERITY_ERROR || f->waiver != NULL)
            continue;
        out_text(o, "      <failure");
        put_attribute(o, "type", f->kind);
        put_attribute(o, "message", f->message);
        out_text(o, ">");
        out_xml(o, pool_printf(c->memory, "%s:%u:%u %s %s", k->file, f->line, f->column, f->path, f->fingerprint));
        out_text(o, "</failure>\n");
    }
}

static void begin_case(const checked *k, const char *name, out *o) {
    out_text(o, "    <testcase");
    put_attribute(o, "classname", checked_name(k));
    put_attribute(o, "name", name);
    put_attribute(o, "file", k->file);
}

static void print_case(cli *c, const report *r, const checked *k, out *o) {
    bool by_itself = r->against == NULL; // then what fails is validity
    begin_case(k, case_name(c->memory, r, k), o);
    if (k->count > 0)
        out_printf(o, " line=\"%u\"", k->findings[0].line);
    out_printf(o, " time=\"%.3f\"", k->seconds);
    if (by_itself || (!is_failed(k) && !is_skipped(k))) {
        out_text(o, "/>\n");
        return;
    }
    out_text(o, ">\n");
    if (is_skipped(k)) {
        out_text(o, "      <skipped");
        put_attribute(o, "message",
                      is_approved(k) ? pool_printf(c->memory, "approved by proposal %s", k->proposal) : "waived");
        out_text(o, "/>\n");
    } else {
        print_failures(c, k, o);
    }
    out_text(o, "    </testcase>\n");
}

static void print_validity(cli *c, const report *r, const checked *k, out *o) {
    bool avro = k->language != NULL && strcmp(k->language, "avro") == 0;
    begin_case(k, avro ? "valid Avro schema" : "valid JSON Schema", o);
    out_text(o, " time=\"0.000\"");
    if (k->verdict != VERDICT_ERROR && (r->against != NULL || !is_failed(k))) {
        out_text(o, "/>\n");
        return;
    }
    out_text(o, ">\n");
    if (k->verdict == VERDICT_ERROR) {
        out_text(o, "      <error type=\"could_not_tell\"");
        put_attribute(o, "message", k->problem);
        out_text(o, "/>\n");
    } else {
        print_failures(c, k, o);
    }
    out_text(o, "    </testcase>\n");
}

void print_junit(cli *c, const report *r, out *o) {
    size_t failed = 0, skipped = 0, errors = r->counts[VERDICT_ERROR];
    for (size_t i = 0; i < r->count; i++) {
        failed += is_failed(&r->items[i]);
        skipped += is_skipped(&r->items[i]);
    }
    out_printf(o,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"%s\" tests=\"%zu\" "
               "failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" time=\"%.3f\">\n",
               r->title, 2 * r->count - errors, failed, errors, skipped, r->seconds);
    for (size_t i = 0; i < r->count; i++) {
        const checked *k = &r->items[i];
        bool error = k->verdict == VERDICT_ERROR;
        out_text(o, "  <testsuite");
        put_attribute(o, "name", k->file);
        out_printf(o, " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%.3f\">\n", error ? 1 : 2,
                   is_failed(k), error, is_skipped(k), k->seconds);
        if (!error)
            print_case(c, r, k, o);
        print_validity(c, r, k, o);
        out_text(o, "  </testsuite>\n");
    }
    out_text(o, "</testsuites>\n");
}

// --- GitLab ----------------------------------------------------------------------------------------------------------

static const value *issue(pool *p, const char *description, const char *rule, const char *print, const char *level,
                          const char *file, uint32_t line) {
    value *v = value_new(p, VALUE_OBJECT), *location = value_new(p, VALUE_OBJECT), *lines = value_new(p, VALUE_OBJECT);
    value_put(p, v, "description", value_string(p, description));
    value_put(p, v, "check_name", value_string(p, rule));
    value_put(p, v, "fingerprint", value_string(p, print));
    value_put(p, v, "severity", value_string(p, level));
    value_put(p, lines, "begin", value_number(p, line));
    value_put(p, location, "path", value_string(p, file));
    value_put(p, location, "lines", lines);
    value_put(p, v, "location", location);
    return v;
}

void print_gitlab(cli *c, const report *r, out *o) {
    pool *p = c->memory;
    value *list = value_new(p, VALUE_ARRAY);
    for (size_t i = 0; i < r->count; i++) {
        const checked *k = &r->items[i];
        if (k->verdict == VERDICT_ERROR)
            value_append(p, list,
                         issue(p, pool_printf(p, "%s: %s", checked_name(k), k->problem), "tessera/could_not_tell",
                               pool_printf(p, "could_not_tell:%s", k->file), "major", repository_place(c, k->file), 1));
        for (size_t j = 0; j < k->count; j++) {
            const finding *f = &k->findings[j];
            bool read = k->consumers != NULL && k->consumers->count > 0;
            severity s = weight(k, f);
            if (f->waiver != NULL)
                continue;
            value_append(
                p, list,
                issue(p,
                      pool_printf(p, "%s: %s%s%s%s", checked_name(k), f->message, f->breaking ? " (breaks " : "",
                                  f->breaking ? finding_modes(p, f) : "", f->breaking ? ")" : ""),
                      pool_printf(p, "tessera/%s", f->kind), f->fingerprint,
                      s == SEVERITY_ERROR     ? (f->breaking && read ? "critical" : "major")
                      : s == SEVERITY_WARNING ? "minor"
                                              : "info",
                      repository_place(c, k->file), f->line));
        }
    }
    value_write_json(o, list, 2);
    out_text(o, "\n");
}

// --- Markdown --------------------------------------------------------------------------------------------------------

// Text that stays text: no markup, no entity, no link that makes itself, and nobody is called by name.
static void escape_markdown(out *o, const char *text) {
    for (; *text != '\0'; text++)
        if (strchr("\\`*_{}[]<>#|&~", *text) != NULL || strncmp(text, "://", 3) == 0)
            out_printf(o, "\\%c", *text);
        else if (strncasecmp(text, "www.", 4) == 0)
            out_printf(o, "%.3s\\", text), text += 2;
        else if (*text == '@')
            out_text(o, "@\xE2\x80\x8B"); // a space without width
        else
            out_bytes(o, *text == '\n' || *text == '\r' ? " " : text, 1);
}

static void print_section(const report *r, const checked *k, out *o) {
    out_printf(o, "\n<details%s><summary>%s: <code>", is_failed(k) || k->verdict == VERDICT_ERROR ? " open" : "",
               verdict_name(r, k->verdict));
    out_xml(o, k->file);
    out_text(o, "</code>");
    if (k->asset != NULL) {
        out_text(o, " (");
        out_xml(o, k->asset);
        out_text(o, ")");
    }
    out_text(o, "</summary>\n\n");
    if (k->problem != NULL) {
        escape_markdown(o, k->problem);
        out_text(o, "\n");
    }
    for (size_t i = 0; i < k->count; i++) {
        const finding *f = &k->findings[i];
        out_printf(o, "- %s%s line %u: ", f->breaking ? "**breaking**" : severity_name(f->severity),
                   f->waiver != NULL ? " (waived)" : "", f->line);
        escape_markdown(o, f->message);
        out_printf(o, " `%s`\n", f->fingerprint);
    }
    if (k->way_out != NULL && is_failed(k)) {
        out_text(o, "\nA compatible way: ");
        escape_markdown(o, k->way_out);
        out_text(o, "\n");
    }
    out_text(o, "\n</details>\n");
}

void print_markdown(cli *c, const report *r, out *o, size_t most) {
    size_t begun = o->length;
    char *mark = pool_text(c->memory, r->title); // "tessera-check": whoever replaces a comment finds it by that
    for (char *at = mark; *at != '\0'; at++)
        if (*at == ' ')
            *at = '-';
    out_printf(o, "<!-- %s -->\n", mark);
    out_printf(o, "**%s: %s**", r->title, report_verdict(r));
    if (r->against != NULL) {
        out_text(o, " against ");
        escape_markdown(o, r->against);
    }
    out_printf(o, "\n\n%s\n", report_counts(c->memory, r));
    static const verdict order[] = {VERDICT_BREAKING, VERDICT_ERROR, VERDICT_COMPATIBLE, VERDICT_NEW};
    for (size_t v = 0; v < sizeof order / sizeof order[0]; v++)
        for (size_t i = 0; i < r->count; i++) {
            size_t before = o->length;
            if (r->items[i].verdict != order[v])
                continue;
            print_section(r, &r->items[i], o);
            if (o->length - begun > most - 100) {
                o->length = before;
                out_text(o, "\n…and more: the log has all of it.\n");
                return;
            }
        }
}

// Two documents as a list of findings: the engine's changes, with their place in the file, a fingerprint, and who decided that
// they may stay.
#include "cli/check.h"
#include <string.h>
#include <time.h>

const char *severity_name(severity s) {
    static const char *const names[] = {"note", "warning", "error"};
    return names[s];
}

const char *checked_name(const checked *k) {
    return k->asset != NULL ? k->asset : k->file;
}

const char *finding_modes(pool *p, const finding *f) {
    return pool_printf(p, "%s%s%s%s%s", f->breaks_backward ? "backward" : "",
                       f->breaks_backward && (f->breaks_forward || f->breaks_full) ? ", " : "",
                       f->breaks_forward ? "forward" : "", f->breaks_forward && f->breaks_full ? ", " : "",
                       f->breaks_full ? "full" : "");
}

// SHA-256 over what makes the finding that finding: no wording, no line.
static void fingerprint(finding *f, const char *name, const char *old_value, const char *new_value) {
    const char *where = f->pointer != NULL ? f->pointer : f->path;
    char digest[TESSERA_DIGEST_LENGTH + 1] = "";
    out text = {0};
    out_text(&text, "[");
    out_json_string(&text, f->kind, strlen(f->kind));
    out_text(&text, ",");
    out_json_string(&text, name, strlen(name));
    out_text(&text, ",");
    out_json_string(&text, where, strlen(where));
    out_printf(&text, ",%s,%s]", old_value == NULL ? "null" : old_value, new_value == NULL ? "null" : new_value);
    tessera_json_digest(text.data, text.length, digest);
    snprintf(f->fingerprint, sizeof f->fingerprint, "%.16s", digest);
    out_done(&text);
}

static bool breaks_under(const char *mode, const char *kind) {
    return strncmp(mode, kind, strlen(kind)) == 0;
}

static bool breaks(const finding *f, const char *mode) {
    return (breaks_under(mode, "backward") && f->breaks_backward) ||
           (breaks_under(mode, "forward") && f->breaks_forward) || (breaks_under(mode, "full") && f->breaks_full);
}

static severity severity_of(cli *c, const finding *f) {
    const char *told = value_get_text(value_get(c->project, "severity"), f->kind);
    if (f->breaking) // what breaks is an error, whatever somebody would like
        return SEVERITY_ERROR;
    return told == NULL                   ? SEVERITY_NOTE
           : strcmp(told, "error") == 0   ? SEVERITY_ERROR
           : strcmp(told, "warning") == 0 ? SEVERITY_WARNING
                                          : SEVERITY_NOTE;
}

static const value *parsed(cli *c, const char *json) {
    const char *problem;
    return json == NULL ? NULL : value_parse_json(c->memory, json, strlen(json), &problem);
}

static void fill(cli *c, checked *k, finding *f, const tessera_schema_change *from, const value *tree) {
    *f = (finding){
        .kind = pool_text(c->memory, from->type),
        .path = pool_text(c->memory, from->path),
        .pointer = from->pointer == NULL ? NULL : pool_text(c->memory, from->pointer),
        .message = pool_text(c->memory, from->message),
        .old_value = parsed(c, from->old_value),
        .new_value = parsed(c, from->new_value),
        .breaks_backward = from->breaks_backward,
        .breaks_forward = from->breaks_forward,
        .breaks_full = from->breaks_full,
    };
    const value *place = f->pointer == NULL ? avro_locate(tree, f->path) : value_locate(tree, f->pointer, NULL);
    f->line = place->line == 0 ? 1 : place->line;
    f->column = place->column == 0 ? 1 : place->column;
    f->breaking = breaks(f, k->mode);
    finding_judge(c, k, f, from->old_value, from->new_value);
}

void finding_judge(cli *c, const checked *k, finding *f, const char *old_value, const char *new_value) {
    f->severity = severity_of(c, f);
    // Without an asset it is the file, by a name that it has wherever the program runs.
    fingerprint(f, k->asset != NULL ? k->asset : repository_place(c, k->file), old_value, new_value);
}

static const char *compact(pool *p, const value *v) {
    out text = {0};
    if (v == NULL || v->kind == VALUE_NULL)
        return NULL;
    value_write_json(&text, v, 0);
    const char *copy = pool_copy(p, text.data, text.length);
    out_done(&text);
    return copy;
}

finding finding_of_change(cli *c, const checked *k, const value *change, bool breaking) {
    const char *kind = value_get_text(change, "type"), *path = value_get_text(change, "path");
    const char *message = value_get_text(change, "message");
    finding f = {
        .kind = kind == NULL ? "change" : kind,
        .path = path == NULL ? "" : path,
        .pointer = value_get_text(change, "pointer"),
        .message = message == NULL ? "" : message,
        .old_value = value_get(change, "old_value"),
        .new_value = value_get(change, "new_value"),
        .breaks_backward = breaking && breaks_under(k->mode, "backward"),
        .breaks_forward = breaking && breaks_under(k->mode, "forward"),
        .breaks_full = breaking,
        .breaking = breaking,
        .line = 1,
        .column = 1,
    };
    finding_judge(c, k, &f, compact(c->memory, f.old_value), compact(c->memory, f.new_value));
    return f;
}

static int rank(const finding *f) {
    return f->breaking ? 3 : (int)f->severity;
}

// A stable sort by few ranks.
void findings_sort(pool *p, checked *k) {
    finding *sorted = pool_bytes(p, (k->count + 1) * sizeof *sorted);
    size_t at = 0;
    for (int wanted = 3; wanted >= 0; wanted--)
        for (size_t i = 0; i < k->count; i++)
            if (rank(&k->findings[i]) == wanted)
                sorted[at++] = k->findings[i];
    k->findings = sorted;
}

static void refuse(cli *c, checked *k, const char *message) {
    k->verdict = VERDICT_ERROR;
    k->problem = pool_text(c->memory, message);
}

static tessera_schema_options options_of(const checked *k, const char *language) {
    return (tessera_schema_options){
        .struct_size = sizeof(tessera_schema_options),
        .compatibility_mode = tessera_compatibility_mode_parse(k->mode),
        .schema_format = tessera_schema_format_parse(language),
    };
}

// A first version is valid, or refused.
static void compare_first(cli *c, checked *k, const document *new) {
    tessera_error error;
    const tessera_schema_options options = options_of(k, new->language);
    TESSERA_AUTO(tessera_document_digest) digest = NULL;
    k->verdict = VERDICT_NEW;
    k->suggested = "1.0.0";
    if (tessera_schema_digest(new->json, &options, &digest, &error) != TESSERA_OK)
        refuse(c, k, error.message);
}

static void suggest(cli *c, checked *k, const document *old, const document *new,
                    const tessera_schema_options *options) {
    TESSERA_AUTO(tessera_version_suggestion) version = NULL;
    if (k->from != NULL &&
        tessera_schema_suggest_version(old->json, new->json, k->from, options, &version, NULL) == TESSERA_OK)
        k->suggested = pool_text(c->memory, version->suggested_version);
}

// What the first of the engine's ways does, in one line.
static void look_for_way_out(cli *c, checked *k, const document *old, const document *new,
                             const tessera_schema_options *options) {
    TESSERA_AUTO(tessera_schema_migration) found = NULL;
    if (tessera_schema_suggest_migration(old->json, new->json, options, &found, NULL) != TESSERA_OK ||
        found->migration_suggestions.count == 0)
        return;
    const tessera_migration_suggestion *way = found->migration_suggestions.items[0];
    out text = {0};
    for (size_t i = 0; i < way->changes_made.count; i++)
        out_printf(&text, "%s%s", i == 0 ? "" : "; ", way->changes_made.items[i]);
    k->way_out =
        text.length == 0 ? pool_text(c->memory, way->description) : pool_copy(c->memory, text.data, text.length);
    out_done(&text);
}

void findings_compare(cli *c, checked *k, const document *old, const document *new) {
    tessera_error error;
    if (old == NULL) {
        compare_first(c, k, new);
        return;
    }
    if (strcmp(old->language, new->language) != 0) {
        refuse(c, k, pool_printf(c->memory, "it is %s, and what it follows is %s", new->language, old->language));
        return;
    }
    const tessera_schema_options options = options_of(k, new->language);
    TESSERA_AUTO(tessera_schema_comparison) found = NULL;
    if (tessera_schema_diff(old->json, new->json, &options, &found, &error) != TESSERA_OK) {
        refuse(c, k, error.message);
        return;
    }
    k->count = found->all_changes.count;
    k->findings = pool_bytes(c->memory, (k->count + 1) * sizeof *k->findings);
    for (size_t i = 0; i < k->count; i++) {
        fill(c, k, &k->findings[i], found->all_changes.items[i], new->tree);
        k->breaking += k->findings[i].breaking;
    }
    findings_sort(c->memory, k);
    k->verdict = k->breaking > 0 ? VERDICT_BREAKING : k->count > 0 ? VERDICT_COMPATIBLE : VERDICT_UNCHANGED;
    if (k->breaking > 0)
        look_for_way_out(c, k, old, new, &options);
    if (k->count > 0)
        suggest(c, k, old, new, &options);
    else
        k->suggested = k->from;
}

// --- waivers ---------------------------------------------------------------------------------------------------------

void report_warn(cli *c, report *r, const char *text) {
    r->warnings = pool_grow(c->memory, r->warnings, r->warning_count, sizeof *r->warnings);
    r->warnings[r->warning_count++] = text;
}

static bool covers(const value *waiver, const checked *k, const finding *f) {
    const char *change = value_get_text(waiver, "change"), *asset = value_get_text(waiver, "asset");
    return change != NULL && strcmp(change, f->fingerprint) == 0 &&
           (asset == NULL || strcmp(asset, checked_name(k)) == 0);
}

static const char *today(pool *p) {
    time_t now = time(NULL);
    struct tm day;
    gmtime_r(&now, &day);
    return pool_printf(p, "%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

static bool is_date(const char *text) {
    if (text == NULL || strlen(text) != 10)
        return false;
    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

static bool is_whole(const value *waiver) {
    return value_get_text(waiver, "change") != NULL && value_get_text(waiver, "reason") != NULL &&
           value_get_text(waiver, "by") != NULL && is_date(value_get_text(waiver, "until"));
}

static bool is_over(pool *p, const value *waiver) {
    return strcmp(value_get_text(waiver, "until"), today(p)) < 0;
}

void findings_waive(cli *c, report *r, checked *k) {
    const value *waivers = value_get(c->project, "waivers");
    for (size_t i = 0; k->count > 0 && waivers != NULL && i < waivers->count; i++) {
        const value *waiver = waivers->items[i].value;
        if (!is_whole(waiver) || is_over(c->memory, waiver))
            continue;
        for (size_t j = 0; j < k->count; j++) {
            finding *f = &k->findings[j];
            if (!covers(waiver, k, f) || f->waiver != NULL)
                continue;
            f->waiver = waiver;
            k->waived += f->breaking;
            r->waived++;
        }
    }
}

static bool covers_any(const report *r, const value *waiver) {
    for (size_t i = 0; i < r->count; i++)
        for (size_t j = 0; j < r->items[i].count; j++)
            if (covers(waiver, &r->items[i], &r->items[i].findings[j]))
                return true;
    return false;
}

void waivers_judge(cli *c, report *r) {
    const value *waivers = value_get(c->project, "waivers");
    for (size_t i = 0; waivers != NULL && i < waivers->count; i++) {
        const value *waiver = waivers->items[i].value;
        const char *change = value_get_text(waiver, "change"), *until = value_get_text(waiver, "until");
        if (!is_whole(waiver))
            report_warn(c, r,
                        pool_printf(c->memory,
                                    "Waiver %zu does not count: it needs change, reason, by, and until (YYYY-MM-DD)",
                                    i + 1));
        else if (!covers_any(r, waiver))
            report_warn(c, r, pool_printf(c->memory, "The waiver of %s covers nothing", change));
        else if (is_over(c->memory, waiver))
            report_warn(c, r, pool_printf(c->memory, "The waiver of %s ended on %s", change, until));
    }
}

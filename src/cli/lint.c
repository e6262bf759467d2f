// `lint`: validity, and the rules of the house, each with an id.
#include "cli/check.h"
#include "cli/collect.h"
#include "cli/commands.h"
#include "cli/settings.h"
#include <string.h>

typedef struct lint {
    cli *c;
    const arguments *a;
    checked *file; // that is read
} lint;

static bool is_disabled(const lint *l, const char *rule) {
    for (size_t i = 0; i < l->a->option_count; i++)
        if (strcmp(l->a->options[i].option->name, "disable") == 0 && strcmp(l->a->options[i].value, rule) == 0)
            return true;
    const value *disabled = value_get(value_get(l->c->project, "lint"), "disable");
    if (disabled != NULL && disabled->kind == VALUE_STRING && strcmp(disabled->text, rule) == 0)
        return true;
    for (size_t i = 0; disabled != NULL && i < disabled->count; i++)
        if (disabled->items[i].value->kind == VALUE_STRING && strcmp(disabled->items[i].value->text, rule) == 0)
            return true;
    return false;
}

// `path`: where in the schema, as far as that is known.
static void found(lint *l, const value *at, const char *path, const char *rule, bool error, const char *message) {
    pool *p = l->c->memory;
    checked *k = l->file;
    if (is_disabled(l, rule))
        return;
    k->findings = pool_grow(p, k->findings, k->count, sizeof *k->findings);
    finding *f = &k->findings[k->count++];
    *f = (finding){
        .kind = rule,
        .path = path,
        .message = pool_text(p, message),
        .line = at == NULL || at->line == 0 ? 1 : at->line,
        .column = at == NULL || at->column == 0 ? 1 : at->column,
    };
    out wording = {0}; // what is invalid has no values that tell it from its neighbours
    out_json_string(&wording, message, error ? strlen(message) : 0);
    finding_judge(l->c, k, f, NULL, wording.data);
    out_done(&wording);
    f->severity = error ? SEVERITY_ERROR : SEVERITY_WARNING;
    k->breaking += error;
}

// "properties.age.type: 'int' is ..." as a place: the dotted path step by step, as far as it leads.
static const value *place_of(pool *p, const value *tree, const char *error) {
    const char *colon = strstr(error, ": ");
    const value *at = tree;
    char *path = pool_copy(p, error, colon == NULL ? 0 : (size_t)(colon - error)), *rest = path;
    for (char *step; at != NULL && (step = strsep(&rest, ".")) != NULL;) {
        const char *pointer = pool_printf(p, "/%s", step);
        bool exact;
        const value *next = strpbrk(step, "/~") == NULL ? value_locate(at, pointer, &exact) : at;
        if (next == at)
            break;
        at = next;
    }
    return at;
}

static void found_invalid(lint *l, const value *tree, const char *error) {
    const char *colon = strstr(error, ": ");
    found(l, place_of(l->c->memory, tree, error),
          pool_copy(l->c->memory, error, colon == NULL ? 0 : (size_t)(colon - error)), "invalid", true, error);
}

static bool names_type(const value *v, const char *wanted) {
    const value *type = value_get(v, "type");
    if (type != NULL && type->kind == VALUE_STRING)
        return strcmp(type->text, wanted) == 0;
    for (size_t i = 0; type != NULL && i < type->count; i++)
        if (type->items[i].value->kind == VALUE_STRING && strcmp(type->items[i].value->text, wanted) == 0)
            return true;
    return false;
}

// Objects that say nothing of their members, wherever they are declared.
static void walk(lint *l, const value *v, const char *path, unsigned depth) {
    static const char *const saying[] = {"properties",
                                         "additionalProperties",
                                         "patternProperties",
                                         "$ref",
                                         "allOf",
                                         "anyOf",
                                         "oneOf",
                                         "propertyNames",
                                         "const",
                                         "enum"};
    bool bare = v->kind == VALUE_OBJECT && names_type(v, "object");
    for (size_t i = 0; bare && i < sizeof saying / sizeof saying[0]; i++)
        bare = value_get(v, saying[i]) == NULL;
    if (bare)
        found(l, v, path, "bare-object", false, "an object of which nothing more is said");
    const value *properties = value_get(v, "properties");
    for (size_t i = 0; properties != NULL && properties->kind == VALUE_OBJECT && i < properties->count && depth < 50;
         i++)
        walk(l, properties->items[i].value,
             pool_printf(l->c->memory, "%s/properties/%s", path, properties->items[i].name), depth + 1);
    const value *items = value_get(v, "items");
    if (items != NULL && items->kind == VALUE_OBJECT && depth < 50)
        walk(l, items, pool_printf(l->c->memory, "%s/items", path), depth + 1);
}

static void lint_json_schema(lint *l, const document *d) {
    tessera_error error;
    TESSERA_AUTO(tessera_schema_validity) validity = NULL;
    if (tessera_schema_validate(d->json, &validity, &error) != TESSERA_OK) {
        found(l, d->tree, "", "invalid", true, error.message);
        return;
    }
    for (size_t i = 0; i < validity->errors.count; i++)
        found_invalid(l, d->tree, validity->errors.items[i]);
    if (d->tree->kind != VALUE_OBJECT)
        return;
    if (value_get_text(d->tree, "description") == NULL)
        found(l, d->tree, "", "no-description", false, "the schema has no description");
    if (value_get_text(d->tree, "$id") == NULL && value_get_text(d->tree, "id") == NULL)
        found(l, d->tree, "", "no-id", false, "the schema has no $id");
    if (value_get_text(d->tree, "x-owner") == NULL)
        found(l, d->tree, "", "no-owner", false, "the schema names no owner (x-owner)");
    walk(l, d->tree, "", 0);
}

static void lint_avro(lint *l, const document *d) {
    tessera_error error;
    TESSERA_AUTO(tessera_schema_conversion) converted = NULL;
    if (tessera_schema_from_avro(d->json, &converted, &error) != TESSERA_OK)
        found(l, d->tree, "", "invalid", true, error.message);
    else if (d->tree->kind == VALUE_OBJECT && value_get_text(d->tree, "doc") == NULL)
        found(l, d->tree, "", "no-description", false, "the schema has no doc");
}

// --- the command -----------------------------------------------------------------------------------------------------

static void print_findings(cli *c, const report *r, out *o, bool colors) {
    for (size_t i = 0; i < r->count; i++)
        for (size_t j = 0; j < r->items[i].count; j++) {
            const finding *f = &r->items[i].findings[j];
            out_printf(o, "%s:%u:%u: ", pool_plain(c->memory, r->items[i].file), f->line, f->column);
            out_colored(o, colors, f->severity == SEVERITY_ERROR ? "31" : "35", f->kind);
            out_printf(o, ": %s\n", pool_plain(c->memory, f->message));
        }
}

// A list of what was found.
static const value *list_findings(cli *c, const report *r) {
    pool *p = c->memory;
    value *list = value_new(p, VALUE_ARRAY);
    for (size_t i = 0; i < r->count; i++)
        for (size_t j = 0; j < r->items[i].count; j++) {
            const finding *f = &r->items[i].findings[j];
            value *v = value_new(p, VALUE_OBJECT);
            value_put(p, v, "file", value_string(p, r->items[i].file));
            value_put(p, v, "line", value_number(p, f->line));
            value_put(p, v, "column", value_number(p, f->column));
            value_put(p, v, "rule", value_string(p, f->kind));
            value_put(p, v, "severity", value_string(p, severity_name(f->severity)));
            value_put(p, v, "message", value_string(p, f->message));
            value_put(p, v, "fingerprint", value_string(p, f->fingerprint));
            value_append(p, list, v);
        }
    return list;
}

static void lint_file(lint *l) {
    document d;
    const char *problem = NULL;
    checked *k = l->file;
    if (!document_read(l->c->memory, k->file, k->language, &d, &problem)) {
        k->verdict = VERDICT_ERROR;
        k->problem = problem;
        progress_end(l->c);
        fprintf(stderr, "Error: %s: %s\n", pool_plain(l->c->memory, k->file), pool_plain(l->c->memory, problem));
        return;
    }
    k->language = d.language;
    strcmp(d.language, "avro") == 0 ? lint_avro(l, &d) : lint_json_schema(l, &d);
    findings_sort(l->c->memory, k);
    k->verdict = k->breaking > 0 ? VERDICT_BREAKING : k->count > 0 ? VERDICT_COMPATIBLE : VERDICT_UNCHANGED;
}

int run_lint(cli *c, const arguments *a, const command *self) {
    static const char *const words[VERDICTS] = {NULL, "clean", "valid", "invalid", "error"};
    const char *fail_on = argument(a, "fail-on"), *language = argument(a, "format");
    report r = {.title = "tessera lint", .words = words, .text = print_findings, .tree = list_findings};
    (void)self;
    if (fail_on != NULL && strcmp(fail_on, "error") != 0 && strcmp(fail_on, "any") != 0 &&
        strcmp(fail_on, "never") != 0)
        return usage(c, "--fail-on: '%s' is none of error, any, never", fail_on);
    if (language != NULL && tessera_schema_format_parse(language) == TESSERA_SCHEMA_FORMAT_UNKNOWN)
        return usage(c, "--format: '%s' is no language of schemas", language);
    if (!report_formats(c) || !settings_read(c) || !collect(c, a, &r))
        return EXIT_USAGE;
    for (size_t i = 0; i < r.count; i++) {
        progress(c, "Reading", i, r.count);
        lint_file(&(lint){.c = c, .a = a, .file = &r.items[i]});
        if (report_streams(c))
            report_stream(c, &r, &r.items[i]);
    }
    progress_end(c);
    report_count(&r);
    if (!report_say(c, &r) || r.counts[VERDICT_ERROR] > 0)
        return EXIT_UNKNOWN;
    return report_status(a, &r);
}

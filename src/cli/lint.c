// `lint`: validity, and the rules of the house, each with an id.
#include "cli/check.h"
#include "cli/collect.h"
#include "cli/commands.h"
#include "cli/settings.h"
#include <string.h>

typedef struct lint {
    cli *c;
    const arguments *a;
    value *list; // of what was found
    const char *file;
    size_t errors;
} lint;

static bool is_disabled(const lint *l, const char *rule) {
    for (size_t i = 0; i < l->a->option_count; i++)
        if (strcmp(l->a->options[i].option->name, "disable") == 0 && strcmp(l->a->options[i].value, rule) == 0)
            return true;
    const value *disabled = value_get(value_get(l->c->project, "lint"), "disable");
    for (size_t i = 0; disabled != NULL && i < disabled->count; i++)
        if (disabled->items[i].value->kind == VALUE_STRING && strcmp(disabled->items[i].value->text, rule) == 0)
            return true;
    return false;
}

static void found(lint *l, const value *at, const char *rule, bool error, const char *message) {
    pool *p = l->c->memory;
    if (is_disabled(l, rule))
        return;
    value *v = value_new(p, VALUE_OBJECT);
    uint32_t line = at == NULL || at->line == 0 ? 1 : at->line, column = at == NULL || at->column == 0 ? 1 : at->column;
    value_put(p, v, "file", value_string(p, l->file));
    value_put(p, v, "line", value_number(p, line));
    value_put(p, v, "column", value_number(p, column));
    value_put(p, v, "rule", value_string(p, rule));
    value_put(p, v, "severity", value_string(p, error ? "error" : "warning"));
    value_put(p, v, "message", value_string(p, message));
    value_append(p, l->list, v);
    l->errors += error;
    if (l->c->format == FORMAT_TEXT)
        say(l->c, "%s:%u:%u: %s: %s\n", pool_plain(p, l->file), line, column, rule, pool_plain(p, message));
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
static void walk(lint *l, const value *v, unsigned depth) {
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
        found(l, v, "bare-object", false, "an object of which nothing more is said");
    const value *properties = value_get(v, "properties");
    for (size_t i = 0; properties != NULL && properties->kind == VALUE_OBJECT && i < properties->count && depth < 50;
         i++)
        walk(l, properties->items[i].value, depth + 1);
    const value *items = value_get(v, "items");
    if (items != NULL && items->kind == VALUE_OBJECT && depth < 50)
        walk(l, items, depth + 1);
}

static void lint_json_schema(lint *l, const document *d) {
    tessera_error error;
    TESSERA_AUTO(tessera_schema_validity) validity = NULL;
    if (tessera_schema_validate(d->json, &validity, &error) != TESSERA_OK) {
        found(l, d->tree, "invalid", true, error.message);
        return;
    }
    for (size_t i = 0; i < validity->errors.count; i++)
        found(l, place_of(l->c->memory, d->tree, validity->errors.items[i]), "invalid", true,
              validity->errors.items[i]);
    if (d->tree->kind != VALUE_OBJECT)
        return;
    if (value_get_text(d->tree, "description") == NULL)
        found(l, d->tree, "no-description", false, "the schema has no description");
    if (value_get_text(d->tree, "$id") == NULL && value_get_text(d->tree, "id") == NULL)
        found(l, d->tree, "no-id", false, "the schema has no $id");
    if (value_get_text(d->tree, "x-owner") == NULL)
        found(l, d->tree, "no-owner", false, "the schema names no owner (x-owner)");
    walk(l, d->tree, 0);
}

static void lint_avro(lint *l, const document *d) {
    tessera_error error;
    TESSERA_AUTO(tessera_schema_conversion) converted = NULL;
    if (tessera_schema_from_avro(d->json, &converted, &error) != TESSERA_OK)
        found(l, d->tree, "invalid", true, error.message);
    else if (d->tree->kind == VALUE_OBJECT && value_get_text(d->tree, "doc") == NULL)
        found(l, d->tree, "no-description", false, "the schema has no doc");
}

int run_lint(cli *c, const arguments *a, const command *self) {
    const char *fail_on = argument(a, "fail-on"), *language = argument(a, "format");
    report r = {0};
    (void)self;
    if (fail_on != NULL && strcmp(fail_on, "error") != 0 && strcmp(fail_on, "any") != 0 &&
        strcmp(fail_on, "never") != 0)
        return usage(c, "--fail-on: '%s' is none of error, any, never", fail_on);
    if (language != NULL && tessera_schema_format_parse(language) == TESSERA_SCHEMA_FORMAT_UNKNOWN)
        return usage(c, "--format: '%s' is no language of schemas", language);
    if (!settings_read(c) || !collect(c, a, &r))
        return EXIT_USAGE;
    lint l = {.c = c, .a = a, .list = value_new(c->memory, VALUE_ARRAY)};
    bool unread = false;
    for (size_t i = 0; i < r.count; i++) {
        document d;
        const char *problem = NULL;
        l.file = r.items[i].file;
        if (document_read(c->memory, l.file, r.items[i].language, &d, &problem))
            strcmp(d.language, "avro") == 0 ? lint_avro(&l, &d) : lint_json_schema(&l, &d);
        else {
            fprintf(stderr, "Error: %s: %s\n", l.file, problem);
            unread = true;
        }
    }
    if (c->format != FORMAT_TEXT)
        say_value(c, l.list);
    if (unread)
        return EXIT_UNKNOWN;
    bool any = fail_on != NULL && strcmp(fail_on, "any") == 0, never = fail_on != NULL && strcmp(fail_on, "never") == 0;
    return !never && (l.errors > 0 || (any && l.list->count > 0)) ? EXIT_NO : EXIT_YES;
}

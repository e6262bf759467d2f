// What files of settings may hold. A value of another kind is refused, a name that is not known is told: what was meant would be
// left out without a word.
#include "cli/arguments.h"
#include "cli/settings.h"
#include <string.h>

// TEXT takes numbers as they were written, since a fingerprint may look like one; TEXTS one text or several; LIST mappings of
// `inner`; WORDS any names, each with one of `words`.
typedef enum shape_kind { TEXT, NUMBER, TEXTS, LIST, MAPPING, WORDS } shape_kind;

typedef struct shape {
    const char *name; // NULL ends a list
    shape_kind kind;
    const struct shape *inner;
    const char *words;
} shape;

static const shape contract[] = {{"files", TEXT, NULL, NULL},
                                 {"asset", TEXT, NULL, NULL},
                                 {"mode", TEXT, NULL, NULL},
                                 {"format", TEXT, NULL, NULL},
                                 {0}};
static const shape waiver[] = {{"change", TEXT, NULL, NULL}, {"asset", TEXT, NULL, NULL}, {"reason", TEXT, NULL, NULL},
                               {"by", TEXT, NULL, NULL},     {"until", TEXT, NULL, NULL}, {0}};
static const shape lint[] = {{"disable", TEXTS, NULL, NULL}, {0}};
static const shape context[] = {{"name", TEXT, NULL, NULL}, {"url", TEXT, NULL, NULL}, {"team", TEXT, NULL, NULL}, {0}};
static const shape project[] = {{"version", NUMBER, NULL, NULL},
                                {"server", TEXT, NULL, NULL},
                                {"team", TEXT, NULL, NULL},
                                {"mode", TEXT, NULL, NULL},
                                {"contracts", LIST, contract, NULL},
                                {"severity", WORDS, NULL, "error, warning, note"},
                                {"lint", MAPPING, lint, NULL},
                                {"waivers", LIST, waiver, NULL},
                                {0}};
static const shape user[] = {
    {"version", NUMBER, NULL, NULL}, {"contexts", LIST, context, NULL},         {"context", TEXT, NULL, NULL},
    {"output", TEXT, NULL, NULL},    {"credential_command", TEXTS, NULL, NULL}, {0}};

typedef struct look {
    cli *c;
    const char *path; // of the file
} look;

static bool refuse(const look *l, const value *v, const char *name, const char *wanted) {
    usage(l->c, "%s:%u: %s: %s is wanted here", l->path, v->line, name, wanted);
    return false;
}

static void tell_unknown(const look *l, const value *v, const char *name, const shape *known) {
    const char *words[16];
    size_t count = 0;
    for (; known[count].name != NULL; count++)
        words[count] = known[count].name;
    words[count] = NULL;
    const char *near = nearest(name, words);
    note(l->c, "Warning: %s:%u: '%s' is not known here, and left out%s%s%s", l->path, v->line, name,
         near == NULL ? "" : " (did you mean ", near == NULL ? "" : near, near == NULL ? "" : "?)");
}

static bool is_scalar(const value *v) {
    return v->kind != VALUE_NULL && v->kind != VALUE_ARRAY && v->kind != VALUE_OBJECT;
}

// A scalar as the text that it was written as.
static const value *as_text(cli *c, const value *v) {
    static const char *const words[] = {NULL, "false", "true"};
    const char *text = v->source != NULL ? v->source : v->kind <= VALUE_TRUE ? words[v->kind] : v->text;
    value *made = value_string(c->memory, text);
    made->line = v->line;
    made->column = v->column;
    return v->kind == VALUE_STRING ? v : made;
}

static bool look_at(const look *l, value *v, const shape *known);

static bool look_at_items(const look *l, const value *v, const shape *s) {
    for (size_t i = 0; i < v->count; i++) {
        const value *item = v->items[i].value;
        if (s->kind == TEXTS && !is_scalar(item))
            return refuse(l, item, s->name, "a text");
        if (s->kind == TEXTS)
            v->items[i].value = as_text(l->c, item);
        else if (item->kind != VALUE_OBJECT)
            return refuse(l, item, s->name, "a list of mappings");
        else if (!look_at(l, (value *)(uintptr_t)item, s->inner))
            return false;
    }
    return true;
}

static bool look_at_words(const look *l, const value *v, const shape *s) {
    for (size_t i = 0; i < v->count; i++) {
        const value *word = v->items[i].value;
        const char *found =
            word->kind != VALUE_STRING || strchr(word->text, ',') != NULL ? NULL : strstr(s->words, word->text);
        size_t length = found == NULL ? 0 : strlen(word->text);
        if (length == 0 || (found[length] != ',' && found[length] != '\0') || (found > s->words && found[-1] != ' '))
            return refuse(l, word, v->items[i].name, pool_printf(l->c->memory, "one of %s", s->words));
    }
    return true;
}

// The member as its shape wants it. NULL: it is of another kind, and standard error says so.
static const value *shaped(const look *l, const value *v, const shape *s) {
    bool fine = true;
    switch (s->kind) {
    case NUMBER:
        return v->kind == VALUE_NUMBER ? v : (refuse(l, v, s->name, "a number"), NULL);
    case TEXT:
        return is_scalar(v) ? as_text(l->c, v) : (refuse(l, v, s->name, "a text"), NULL);
    case TEXTS:
        if (is_scalar(v))
            return as_text(l->c, v);
        fine = v->kind == VALUE_ARRAY ? look_at_items(l, v, s) : refuse(l, v, s->name, "a text or a list of texts");
        break;
    case LIST:
        fine = v->kind == VALUE_ARRAY ? look_at_items(l, v, s) : refuse(l, v, s->name, "a list");
        break;
    case MAPPING:
        fine =
            v->kind == VALUE_OBJECT ? look_at(l, (value *)(uintptr_t)v, s->inner) : refuse(l, v, s->name, "a mapping");
        break;
    case WORDS:
        fine = v->kind == VALUE_OBJECT ? look_at_words(l, v, s) : refuse(l, v, s->name, "a mapping");
        break;
    }
    return fine ? v : NULL;
}

static bool look_at(const look *l, value *v, const shape *known) {
    for (size_t i = 0; i < v->count; i++) {
        member *m = &v->items[i];
        const shape *s = known;
        while (s->name != NULL && strcmp(s->name, m->name) != 0)
            s++;
        if (s->name == NULL)
            tell_unknown(l, m->value, m->name, known);
        else if (m->value->kind != VALUE_NULL && (m->value = shaped(l, m->value, s)) == NULL)
            return false;
    }
    return true;
}

bool settings_shaped(cli *c, const char *path, value *v, bool of_project) {
    return look_at(&(look){c, path}, v, of_project ? project : user);
}

// Commands that are routes: `tessera service create --name NAME`. Path parameters are words, the fields of query and body
// options; either may name what has a name, an asset or a team, as people do.
#include "cli/commands.h"
#include "cli/server.h"
#include <ctype.h>
#include <string.h>
#include <tessera/reflect.h>

// "api_keys" -> "key", "registrations" -> "registration", "repos" -> "repo"; what is no plural stays.
static const char *noun_of(cli *c, const char *noun) {
    if (strcmp(noun, "api_keys") == 0)
        return "key";
    size_t length = strlen(noun);
    bool plural = noun[length - 1] == 's' && strcmp(noun, "bulk") != 0;
    return pool_copy(c->memory, noun, plural ? length - 1 : length);
}

static const char *dashed(cli *c, const char *name) {
    char *text = pool_text(c->memory, name);
    for (char *at = text; *at != '\0'; at++)
        if (*at == '_')
            *at = '-';
    return text;
}

static const char *meta_of(cli *c, const tessera_reflect_field *f) {
    const char *noun = server_noun(f->wire);
    switch (f->kind) {
    case TESSERA_KIND_ID:
        return noun == NULL ? "ID" : noun;
    case TESSERA_KIND_TIME:
        return "TIME";
    case TESSERA_KIND_INT:
    case TESSERA_KIND_NUMBER:
        return "N";
    case TESSERA_KIND_BOOL:
        return "true|false";
    case TESSERA_KIND_STRING:
        return "TEXT";
    case TESSERA_KIND_ENUM: {
        out text = {0};
        for (size_t i = 0; i < f->enumeration->count && text.length < 60; i++)
            out_printf(&text, "%s%s", i == 0 ? "" : "|", f->enumeration->values[i]);
        const char *meta = pool_copy(c->memory, text.data, text.length);
        out_done(&text);
        return meta;
    }
    default:
        return "JSON";
    }
}

static const option *options_of(cli *c, const tessera_reflect_call *call) {
    option *list = NULL;
    size_t count = 0;
    for (size_t i = 0; call->input != NULL && i < call->input->field_count; i++) {
        const tessera_reflect_field *f = &call->input->fields[i];
        list = pool_grow(c->memory, list, count, sizeof *list);
        list[count++] =
            (option){dashed(c, f->name), '\0', meta_of(c, f),
                     pool_printf(c->memory, "%s%s", f->doc, f->flags & TESSERA_FLAG_REQUIRED ? " (required)" : "")};
    }
    list = pool_grow(c->memory, list, count, sizeof *list);
    list[count] = (option){0};
    return list;
}

static const char *takes_of(cli *c, const tessera_reflect_call *call) {
    out text = {0};
    for (size_t i = 0; i < call->path_count; i++) {
        const char *noun = server_noun(call->path_parameters[i]);
        out_text(&text, i == 0 ? "" : " ");
        for (const char *at = noun == NULL ? call->path_parameters[i] : noun; *at != '\0'; at++)
            out_bytes(&text, (char[]){(char)toupper((unsigned char)*at)}, 1);
    }
    const char *takes = pool_copy(c->memory, text.data, text.length);
    out_done(&text);
    return takes;
}

// --- what is sent ----------------------------------------------------------------------------------------------------

static bool is_text(const tessera_reflect_field *f) {
    return f->kind == TESSERA_KIND_STRING || f->kind == TESSERA_KIND_ID || f->kind == TESSERA_KIND_TIME ||
           f->kind == TESSERA_KIND_ENUM;
}

// A list of ids, where entries may be names. NULL: one is not to be found.
static const value *ids_of(cli *c, const tessera_reflect_field *f, const value *given, int *status) {
    value *ids = value_new(c->memory, VALUE_ARRAY);
    for (size_t i = 0; i < given->count; i++) {
        const value *entry = given->items[i].value;
        const char *id = entry->kind == VALUE_STRING ? server_id(c, f->wire, entry->text, status) : "";
        if (id == NULL)
            return NULL;
        value_append(c->memory, ids, entry->kind == VALUE_STRING ? value_string(c->memory, id) : entry);
    }
    return ids;
}

// The option's value as the field has it; NULL: it is none.
static const value *field_value(cli *c, const tessera_reflect_field *f, const char *given, int *status) {
    if (f->kind == TESSERA_KIND_ID) {
        const char *id = server_id(c, f->wire, given, status);
        return id == NULL ? NULL : value_string(c->memory, id);
    }
    if (is_text(f))
        return value_string(c->memory, given);
    const char *problem;
    const value *v = value_parse_json(c->memory, given, strlen(given), &problem);
    if (v == NULL)
        usage(c, "--%s: '%s' is not JSON", dashed(c, f->name), given);
    return v == NULL || f->kind != TESSERA_KIND_IDS || v->kind != VALUE_ARRAY ? v : ids_of(c, f, v, status);
}

// False: something is wrong or not to be found, and standard error says so.
static bool fill(cli *c, const arguments *a, const tessera_reflect_call *call, out *query, const value **body,
                 int *status) {
    value *object = call->takes_body ? value_new(c->memory, VALUE_OBJECT) : NULL;
    *body = object;
    for (size_t i = 0; call->input != NULL && i < call->input->field_count; i++) {
        const tessera_reflect_field *f = &call->input->fields[i];
        const char *name = dashed(c, f->name), *given = argument(a, name);
        if (given == NULL && (f->flags & TESSERA_FLAG_REQUIRED))
            return usage(c, "Missing option: --%s", name), false;
        if (given == NULL)
            continue;
        if (f->place == TESSERA_PLACE_QUERY) {
            if (f->kind == TESSERA_KIND_ID && (given = server_id(c, f->wire, given, status)) == NULL)
                return false;
            out_text(query, query->length == 0 ? "" : "&");
            out_percent(query, f->wire, false);
            out_text(query, "=");
            out_percent(query, given, false);
            continue;
        }
        const value *v = field_value(c, f, given, status);
        if (v == NULL)
            return false;
        if (f->place == TESSERA_PLACE_WHOLE)
            *body = v;
        else
            value_put(c->memory, object, f->wire, v);
    }
    return true;
}

// NULL: what a parameter names is not to be found, and standard error says so.
static const char *path_of(cli *c, const arguments *a, const tessera_reflect_call *call, int *status) {
    out path = {0};
    size_t next = 0;
    for (const char *at = call->path; *at != '\0';) {
        if (*at != '{') {
            out_bytes(&path, at++, 1);
            continue;
        }
        const char *id = server_id(c, call->path_parameters[next], a->values[next], status);
        if (id == NULL) {
            out_done(&path);
            return NULL;
        }
        next++;
        out_percent(&path, id, false);
        at += strcspn(at, "}") + 1;
    }
    const char *text = pool_copy(c->memory, path.data, path.length);
    out_done(&path);
    return text;
}

// A page as a table of those members that are no lists or objects, at most six of them.
static void say_page(cli *c, const value *list) {
    const char *names[6];
    table t = {.names = names};
    const value *first = list->count == 0 ? NULL : list->items[0].value;
    for (size_t i = 0; first != NULL && first->kind == VALUE_OBJECT && i < first->count && t.columns < 6; i++)
        if (first->items[i].value->kind != VALUE_OBJECT && first->items[i].value->kind != VALUE_ARRAY)
            names[t.columns++] = first->items[i].name;
    for (size_t i = 0; i < list->count; i++)
        for (size_t j = 0; j < t.columns; j++) {
            const value *cell = value_get(list->items[i].value, names[j]);
            out text = {0};
            if (cell != NULL && cell->kind == VALUE_STRING)
                out_text(&text, cell->text);
            else if (cell != NULL && cell->kind != VALUE_NULL)
                value_write_json(&text, cell, 0);
            table_add(c->memory, &t, pool_copy(c->memory, text.data, text.length));
            out_done(&text);
        }
    if (t.columns > 0)
        say_table(c, &t, NULL);
}

// What is taken away is named before, and asked for.
static bool is_meant(cli *c, const arguments *a, const command *self) {
    if (strcmp(tessera_reflect_call_at((size_t)self->call)->method, "DELETE") != 0)
        return true;
    return confirm(c, a, pool_printf(c->memory, "%s: %s. Are you sure?", a->values[a->count - 1], self->doc));
}

static void say_reply(cli *c, const value *answer, bool list) {
    if (list && answer->kind == VALUE_OBJECT)
        answer = value_get(answer, "results");
    if (list && c->format == FORMAT_TEXT && answer->count == 0)
        note(c, "Nothing was found");
    else if (list && c->format == FORMAT_TEXT)
        say_page(c, answer);
    else if (answer->kind != VALUE_NULL)
        say_value(c, answer);
    else if (c->format == FORMAT_TEXT)
        say(c, "Done\n");
}

static int run_mirror(cli *c, const arguments *a, const command *self) {
    const tessera_reflect_call *call = tessera_reflect_call_at((size_t)self->call);
    bool list = call->shape == TESSERA_SHAPE_PAGE;
    bool whole = list && argument(a, "limit") == NULL && argument(a, "offset") == NULL && argument(a, "after") == NULL;
    const value *body, *answer = NULL;
    const char *path = NULL;
    out query = {0};
    int status = EXIT_USAGE;
    if (fill(c, a, call, &query, &body, &status))
        path = path_of(c, a, call, &status);
    if (path != NULL && !is_meant(c, a, self))
        status = EXIT_NO;
    else if (path != NULL)
        answer = whole ? server_list(c, path, query.data, SIZE_MAX, &status)
                       : server_ask(c, call->method, path, query.data, body, &status, NULL);
    out_done(&query);
    if (answer == NULL)
        return status;
    say_reply(c, answer, list);
    return EXIT_YES;
}

// Two lines as they may be typed: with what must be given, and for programs.
static const char *examples_of(cli *c, const char *name, const char *takes, const option *options) {
    out text = {0};
    for (int line = 0; line < 2; line++) {
        out_printf(&text, "%stessera %s%s%s", line == 0 ? "" : "\n", name, takes[0] == '\0' ? "" : " ", takes);
        for (const option *o = options; o->name != NULL; o++)
            if (strstr(o->doc, " (required)") != NULL)
                out_printf(&text, " --%s %s", o->name, o->meta);
        out_text(&text, line == 0 ? "" : " -o json");
    }
    const char *examples = pool_copy(c->memory, text.data, text.length);
    out_done(&text);
    return examples;
}

command *mirror_commands(cli *c, command *list, size_t *count) {
    size_t by_hand = *count;
    const tessera_reflect_call *call;
    for (size_t i = 0; (call = tessera_reflect_call_at(i)) != NULL; i++) {
        const char *name = pool_printf(c->memory, "%s %s", noun_of(c, call->noun), dashed(c, call->name));
        bool known = strcmp(call->noun, "description") == 0;
        for (size_t j = 0; j < by_hand && !known; j++)
            known = strcmp(list[j].name, name) == 0;
        if (known)
            continue;
        list = pool_grow(c->memory, list, *count, sizeof *list);
        const char *takes = takes_of(c, call);
        const option *options = options_of(c, call);
        list[(*count)++] = (command){name,    ACTION,     takes, call->doc, examples_of(c, name, takes, options),
                                     options, run_mirror, (int)i};
    }
    return list;
}

// A document for people: a line for each member, lists of objects as lines of what tells their entries apart.
#include "cli/cli.h"
#include <ctype.h>
#include <string.h>

enum { DEPTH_MAX = 4, CELLS_MAX = 5 };

// "owner_team_name" -> "Owner team name".
static const char *label_of(pool *p, const char *name) {
    char *label = pool_text(p, name);
    for (char *at = label; *at != '\0'; at++)
        if (*at == '_')
            *at = ' ';
    label[0] = (char)toupper((unsigned char)label[0]);
    return label;
}

static bool is_plain(const value *v) {
    return v->kind != VALUE_OBJECT && v->kind != VALUE_ARRAY && v->kind != VALUE_NULL;
}

static const char *text_of(pool *p, const value *v) {
    static const char *const words[] = {"", "no", "yes"};
    if (v->kind <= VALUE_TRUE)
        return words[v->kind];
    return v->kind == VALUE_STRING ? pool_plain(p, v->text) : v->text;
}

static bool is_id(const char *name) {
    size_t length = strlen(name);
    return strcmp(name, "id") == 0 || (length > 3 && strcmp(name + length - 3, "_id") == 0);
}

// An entry of a list in one line; ids are left out where there is something that people would rather read.
static void say_entry(cli *c, const value *entry, unsigned depth) {
    say(c, "%*s- ", (int)depth * 2, "");
    if (entry->kind != VALUE_OBJECT) {
        say(c, "%s\n", is_plain(entry) ? text_of(c->memory, entry) : "...");
        return;
    }
    size_t said = 0;
    for (int ids = 0; ids < 2 && said == 0; ids++)
        for (size_t i = 0; i < entry->count && said < CELLS_MAX; i++)
            if (is_plain(entry->items[i].value) && is_id(entry->items[i].name) == (ids == 1))
                say(c, "%s%s", said++ == 0 ? "" : ", ", text_of(c->memory, entry->items[i].value));
    say(c, "\n");
}

static bool is_document(const char *name) {
    return strncmp(name, "schema", 6) == 0 || strcmp(name, "metadata") == 0 || strcmp(name, "guarantees") == 0;
}

// Whether it says what another member says for people: the id of what has its name beside it, a schema again.
static bool is_named(const value *v, const char *name) {
    char beside[64];
    size_t length = strlen(name);
    if (strcmp(name, "schema_def") == 0)
        return value_get(v, "schema") != NULL;
    if (length < 4 || length > 50 || strcmp(name + length - 3, "_id") != 0)
        return false;
    snprintf(beside, sizeof beside, "%.*s_name", (int)length - 3, name);
    return value_get_text(v, beside) != NULL;
}

static void say_members(cli *c, const value *v, unsigned depth) {
    for (size_t i = 0; i < v->count; i++) {
        const value *inner = v->items[i].value;
        const char *label = label_of(c->memory, v->items[i].name);
        if (inner->kind == VALUE_NULL)
            continue;
        if (is_named(v, v->items[i].name))
            continue;
        say(c, "%*s%s:", (int)depth * 2, "", label);
        if (is_plain(inner)) {
            say(c, " %s\n", text_of(c->memory, inner));
        } else if (inner->count == 0) {
            say(c, " none\n");
        } else if (is_document(v->items[i].name)) { // names in it are somebody's, to be shown as they are
            say(c, " ");
            value_write_json(&c->answer, inner, 2);
            say(c, "\n");
        } else if (inner->kind == VALUE_OBJECT) {
            say(c, "\n");
            if (depth < DEPTH_MAX)
                say_members(c, inner, depth + 1);
        } else {
            say(c, " %zu\n", inner->count);
            for (size_t j = 0; j < inner->count; j++)
                say_entry(c, inner->items[j].value, depth + 1);
        }
    }
}

void say_fields(cli *c, const value *v) {
    if (v->kind == VALUE_OBJECT)
        say_members(c, v, 0);
    else
        say_value(c, v);
}

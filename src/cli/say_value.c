// A document in the format that was asked for. Of a list, lines, rows and names are those of its entries.
#include "cli/cli.h"
#include <string.h>

static bool is_list(const value *v) {
    return v->kind == VALUE_ARRAY;
}

static size_t entries(const value *v) {
    return is_list(v) ? v->count : 1;
}

static const value *entry_at(const value *v, size_t index) {
    return is_list(v) ? v->items[index].value : v;
}

static void say_lines(cli *c, const value *v) {
    for (size_t i = 0; i < entries(v); i++) {
        value_write_json(&c->answer, entry_at(v, i), 0);
        out_text(&c->answer, "\n");
    }
}

// What one would name it by.
static void say_names(cli *c, const value *v) {
    static const char *const members[] = {"fqn", "name", "id", "proposal_id"};
    for (size_t i = 0; i < entries(v); i++) {
        const char *name = NULL;
        for (size_t j = 0; j < sizeof members / sizeof *members && name == NULL; j++)
            name = value_get_text(entry_at(v, i), members[j]);
        if (name != NULL)
            say(c, "%s\n", pool_plain(c->memory, name));
    }
}

// A column for each member that some entry has, in the order in which they come up.
static const value *columns_of(cli *c, const value *v) {
    value *columns = value_new(c->memory, VALUE_OBJECT);
    for (size_t i = 0; i < entries(v); i++) {
        const value *entry = entry_at(v, i);
        for (size_t j = 0; entry->kind == VALUE_OBJECT && j < entry->count; j++)
            if (value_get(columns, entry->items[j].name) == NULL)
                value_put(c->memory, columns, entry->items[j].name, entry);
    }
    return columns;
}

static void say_cell(cli *c, const value *cell) {
    out text = {0};
    if (cell != NULL && cell->kind == VALUE_STRING)
        out_bytes(&text, cell->text, cell->length);
    else if (cell != NULL && cell->kind != VALUE_NULL)
        value_write_json(&text, cell, 0);
    out_csv(&c->answer, text.data == NULL ? "" : text.data);
    out_done(&text);
}

static void say_rows(cli *c, const value *v) {
    const value *columns = columns_of(c, v);
    for (size_t i = 0; i < columns->count && global(c, "no-header") == NULL; i++) {
        out_text(&c->answer, i == 0 ? "" : ",");
        out_csv(&c->answer, columns->items[i].name);
    }
    out_text(&c->answer, columns->count > 0 && global(c, "no-header") == NULL ? "\n" : "");
    for (size_t i = 0; i < entries(v) && columns->count > 0; i++) {
        for (size_t j = 0; j < columns->count; j++) {
            out_text(&c->answer, j == 0 ? "" : ",");
            say_cell(c, value_get(entry_at(v, i), columns->items[j].name));
        }
        out_text(&c->answer, "\n");
    }
}

void say_value(cli *c, const value *v) {
    switch (c->format) {
    case FORMAT_YAML:
        value_write_yaml(&c->answer, v);
        break;
    case FORMAT_NDJSON:
        say_lines(c, v);
        break;
    case FORMAT_CSV:
        say_rows(c, v);
        break;
    case FORMAT_NAME:
        say_names(c, v);
        break;
    default:
        value_write_json(&c->answer, v, 2);
        out_text(&c->answer, "\n");
    }
}

// The tables of parameters and fields in docs/reference/.
#include "c_names.h"
#include "fail.h"
#include "python.h"
#include "reference.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

// Beside the languages it matters that these are JSON's.
static const char *kind_prefix(enum field_kind kind) {
    return kind == KIND_OBJECT || kind == KIND_ARRAY ? "JSON " : "";
}

void reference_anchor(FILE *out, const char *heading) {
    for (const char *c = heading; *c != '\0'; c++)
        if (isalnum((unsigned char)*c) || *c == '_' || *c == '-')
            fputc(tolower((unsigned char)*c), out);
        else if (*c == ' ')
            fputc('-', out);
}

void reference_text(FILE *out, const char *text) {
    for (const char *c = text; *c != '\0'; c++) {
        if (strchr("|<*\\", *c) != NULL)
            fputc('\\', out);
        fputc(*c, out);
    }
}

void reference_model(FILE *out, const model *m, const char *from) {
    if (m->home == NULL)
        generator_fail("no page shows the model '%s'", m->name);
    fprintf(out, "[%s](", m->title);
    if (strcmp(m->home, from) != 0)
        fprintf(out, "%s.md", m->home);
    fputc('#', out);
    reference_anchor(out, m->title);
    fputc(')', out);
}

static void write_enum_link(FILE *out, const enumeration *e) {
    fprintf(out, "[%s](enums.md#", e->title);
    reference_anchor(out, e->title);
    fputc(')', out);
}

static void write_type(FILE *out, const field *f, const char *from) {
    switch (f->kind) {
    case KIND_ENUM:
        write_enum_link(out, f->enumeration);
        return;
    case KIND_ENUMS:
        fputs("list of ", out);
        write_enum_link(out, f->enumeration);
        return;
    case KIND_RECORDS:
        fputs("list of ", out);
        reference_model(out, f->model, from);
        return;
    case KIND_RECORD:
        reference_model(out, f->model, from);
        return;
    default:
        fprintf(out, "%s%s%s", kind_prefix(f->kind), kind_rows[f->kind].words,
                (f->flags & FLAG_SCHEMA) != 0 ? " or boolean" : "");
    }
}

// --- limits ----------------------------------------------------------------------------------------------------------

static const char *unit_of(enum field_kind kind) {
    switch (kind) {
    case KIND_STRING:
        return " characters";
    case KIND_INT:
    case KIND_NUMBER:
        return "";
    default:
        return " entries";
    }
}

static void write_limits(FILE *out, const field *f) {
    const char *unit = unit_of(f->kind), *separator = "";
    char maximum[32] = "";
    if (f->bound != NULL)
        snprintf(maximum, sizeof maximum, "%s", f->bound->fallback);
    else if (f->maximum != UNBOUNDED)
        snprintf(maximum, sizeof maximum, "%lld", (long long)f->maximum);
    if ((f->flags & FLAG_TRIM) != 0) {
        fputs("blanks around it are cut", out);
        separator = "; ";
    }
    if ((f->flags & FLAG_LOWER) != 0) {
        fprintf(out, "%smade lower case", separator);
        separator = "; ";
    }
    if (f->minimum != UNBOUNDED && maximum[0] != '\0')
        fprintf(out, "%s%lld to %s%s", separator, (long long)f->minimum, maximum, unit);
    else if (f->minimum != UNBOUNDED)
        fprintf(out, "%sat least %lld%s", separator, (long long)f->minimum, unit);
    else if (maximum[0] != '\0')
        fprintf(out, "%sat most %s%s", separator, maximum, unit);
    if (f->bound != NULL)
        fprintf(out, " (`%s`)", f->bound->variable);
}

// --- parameters ------------------------------------------------------------------------------------------------------

static void write_default(FILE *out, const parameter *p) {
    const char *fallback = p->fallback != NULL ? p->fallback : p->field == NULL ? NULL : p->field->fallback;
    if (p->required)
        fputs("required", out);
    else if (fallback != NULL)
        fprintf(out, "`%s`", fallback);
}

static void write_parameter_row(FILE *out, const route *r, const parameter *p) {
    const field *f = p->field;
    fprintf(out, "| `%s` | ", p->name);
    if (f == NULL)
        fputs(p->id ? "UUID" : "text", out);
    else
        write_type(out, f, r->noun);
    fputs(" | ", out);
    write_default(out, p);
    fputs(" | ", out);
    if (f != NULL)
        write_limits(out, f);
    fputs(" | ", out);
    if (f == NULL && p->id)
        fprintf(out, "Id of the %.*s", (int)strlen(p->name) - 3, p->name);
    else
        reference_text(out, f == NULL ? "Part of the path" : f->doc);
    if (strcmp(p->name, p->wire) != 0)
        fprintf(out, "; `%s` on the wire", p->wire);
    fputs(" |\n", out);
}

void reference_parameters(FILE *out, const route *r) {
    if (r->parameter_count == 0)
        return;
    fputs("\n| parameter | type | default | limits | meaning |\n|---|---|---|---|---|\n", out);
    for (int optional = 0; optional < 2; optional++)
        for (size_t i = 0; i < r->parameter_count; i++)
            if (r->parameters[i].required != (optional == 1))
                write_parameter_row(out, r, &r->parameters[i]);
}

// --- models ----------------------------------------------------------------------------------------------------------

void reference_model_section(FILE *out, const model *m, const char *from) {
    fprintf(out, "\n### %s\n\n", m->title);
    reference_text(out, m->doc);
    fprintf(out, ". In C `tessera_%s`%s", m->c_name, m->paged ? ", a page of them " : "");
    if (m->paged)
        fprintf(out, "`tessera_%s_page`", m->c_name);
    fputs(".\n\n| field | type | meaning |\n|---|---|---|\n", out);
    for (size_t i = 0; i < m->count; i++) {
        const field *f = &m->fields[i];
        fprintf(out, "| `%s` | ", f->name);
        write_type(out, f, from);
        fputs((f->flags & FLAG_NULLABLE) != 0 ? " or null" : "", out);
        fputs((f->flags & FLAG_OMIT) != 0 ? ", may be absent" : "", out);
        fputs(" | ", out);
        reference_text(out, f->doc);
        fputs(" |\n", out);
    }
}

static bool kind_is_linked(enum field_kind kind) {
    return kind == KIND_ENUM || kind == KIND_ENUMS || kind == KIND_RECORD || kind == KIND_RECORDS;
}

void reference_kinds(FILE *out) {
    const enumeration enumeration = {.name = "<name>", .title = "<Name>"};
    const model model = {.name = "<name>", .title = "<Name>", .c_name = "<name>"};
    fputs("| type | in C | given in Python | got in Python |\n|---|---|---|---|\n", out);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const field f = {.kind = (enum field_kind)kind, .enumeration = &enumeration, .model = &model};
        const parameter p = {.field = &f};
        const char *linked = kind_is_linked(f.kind) ? ", named by a link" : "";
        fprintf(out, "| %s%s%s | `%s` | `", kind_prefix(f.kind), kind_rows[kind].words, linked, c_field_type(&f).text);
        // A bar inside a cell is escaped, also inside code.
        char *python = NULL;
        size_t length = 0;
        FILE *text = memory_open(&python, &length);
        python_parameter_type(text, &p);
        fclose(text);
        for (const char *c = python; *c != '\0'; c++)
            fprintf(out, *c == '|' ? "\\%c" : "%c", *c);
        free(python);
        fputs("` | `", out);
        python_field_type(out, &f);
        fputs("` |\n", out);
    }
}

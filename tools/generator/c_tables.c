// The SDK's own tables: what enumerations, structs and calls look like.
#include "modules.h"
#include "write.h"
#include "writers.h"
#include <inttypes.h>
#include <string.h>

static const char *const place_names[] = {"PATH", "QUERY", "BODY", "WHOLE"};
static const char *const shape_names[] = {"ONE", "PAGE", "EMPTY", "REPLY", "REPLY"};

static void write_bound(FILE *out, int64_t bound) {
    if (bound == UNBOUNDED)
        fputs("INT64_MIN, ", out);
    else
        fprintf(out, "%lld, ", (long long)bound);
}

static void write_flags(FILE *out, unsigned flags) {
    static const struct {
        unsigned flag;
        const char *name;
    } names[] = {{FLAG_REQUIRED, "REQUIRED"}, {FLAG_NULLABLE, "NULLABLE"},   {FLAG_OMIT, "OMIT"},
                 {FLAG_SECRET, "SECRET"},     {FLAG_FORMATTED, "FORMATTED"}, {FLAG_SCHEMA, "SCHEMA"}};
    const char *separator = "";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if ((flags & names[i].flag) == 0)
            continue;
        fprintf(out, "%sTESSERA_FLAG_%s", separator, names[i].name);
        separator = " | ";
    }
    fprintf(out, "%s, ", separator[0] == '\0' ? "0" : "");
}

typedef struct field_row {
    const char *name, *wire, *type, *fallback;
    const field *field;
    enum parameter_place place;
    bool required;
    size_t index;
} field_row;

static void write_field_row(FILE *out, const field_row *row) {
    const field *f = row->field;
    unsigned flags = (f->flags & ~(unsigned)FLAG_REQUIRED) | (row->required ? FLAG_REQUIRED : 0);
    fprintf(out, "    {\"%s\", \"%s\", TESSERA_KIND_%s, ", row->name, row->wire, kind_rows[f->kind].sdk);
    write_flags(out, flags);
    fprintf(out, "TESSERA_PLACE_%s, %zu, offsetof(tessera_%s, %s), %zu, %zu, ", place_names[row->place], row->index,
            row->type, row->name, strlen(row->name), strlen(row->wire));
    write_bound(out, f->minimum);
    write_bound(out, f->maximum);
    if (f->enumeration != NULL)
        fprintf(out, "&table_enum_%s, ", f->enumeration->name);
    else
        fputs("NULL, ", out);
    if (f->model != NULL)
        fprintf(out, "&table_model_%s, ", f->model->c_name);
    else
        fputs("NULL, ", out);
    write_literal(out, row->fallback);
    fputs(", ", out);
    write_literal(out, f->doc);
    fputs("},\n", out);
}

// `promised`: the fields that a result must have, a bit for each.
static void write_model_row(FILE *out, const char *name, const char *type, const char *title, size_t count,
                            const char *doc, uint64_t promised) {
    fprintf(out, "const tessera_reflect_model table_model_%s = {\"%s\", \"tessera_%s\", \"%s\", sizeof(tessera_%s), ",
            type, name, type, title, type);
    fprintf(out, "%zu, ", count);
    if (count > 0)
        fprintf(out, "fields_%s, ", type);
    else
        fputs("NULL, ", out);
    write_literal(out, doc);
    fprintf(out, ", 0x%" PRIx64 "};\n", promised);
}

static uint64_t promised_fields(const model *m) {
    uint64_t promised = 0;
    for (size_t i = 0; i < m->count; i++)
        if ((m->fields[i].flags & FLAG_REQUIRED) != 0 && (m->fields[i].flags & FLAG_NULLABLE) == 0)
            promised |= UINT64_C(1) << i;
    return promised;
}

static void write_enum_table(FILE *out, const enumeration *e) {
    fprintf(out, "static const char *const values_%s[] = {", e->name);
    for (size_t i = 0; i < e->count; i++)
        fprintf(out, "%s\"%s\"", i == 0 ? "" : ", ", e->values[i].wire);
    fprintf(out, "};\nconst tessera_reflect_enum table_enum_%s = {\"%s\", \"%s\", %zu, values_%s, ", e->name, e->name,
            e->title, e->count, e->name);
    write_literal(out, e->doc);
    fputs("};\n", out);
}

// Where the fields of a model travel when a call takes it as its input.
static enum parameter_place model_place(const tables *t, const model *m) {
    for (size_t i = 0; i < t->route_count; i++)
        if (t->routes[i].query == m)
            return PLACE_QUERY;
    return PLACE_BODY;
}

static void write_model_table(FILE *out, const tables *t, const model *m) {
    if (m->count > 0)
        fprintf(out, "static const tessera_reflect_field fields_%s[] = {\n", m->c_name);
    for (size_t i = 0; i < m->count; i++) {
        const field *f = &m->fields[i];
        field_row row = {.name = f->name,
                         .wire = f->name,
                         .type = m->c_name,
                         .fallback = f->sent,
                         .field = f,
                         .place = (f->flags & FLAG_WHOLE) != 0 ? PLACE_WHOLE : model_place(t, m),
                         .required = (f->flags & FLAG_REQUIRED) != 0,
                         .index = i};
        write_field_row(out, &row);
    }
    if (m->count > 0)
        fputs("};\n", out);
    write_model_row(out, m->name, m->c_name, m->title, m->count, m->doc, promised_fields(m));
}

static void write_input_table(FILE *out, const route *r) {
    const char *type = r->input_name;
    size_t index = 0;
    fprintf(out, "static const tessera_reflect_field fields_%s[] = {\n", type);
    for (size_t i = 0; i < r->parameter_count; i++) {
        const parameter *p = &r->parameters[i];
        if (p->place == PLACE_PATH)
            continue;
        field_row row = {.name = p->name,
                         .wire = p->wire,
                         .type = type,
                         .fallback = p->fallback,
                         .field = p->field,
                         .place = p->place,
                         .required = p->required,
                         .index = index++};
        write_field_row(out, &row);
    }
    fputs("};\n", out);
    write_model_row(out, type, type, type, index, r->summary, 0);
}

// --- calls -----------------------------------------------------------------------------------------------------------

static void write_index_includes(const tables *t, FILE *out) {
    const char *module;
    for (size_t i = 0; (module = module_at(t, i)) != NULL; i++)
        fprintf(out, "#include \"sdk/generated/models_%s.h\"\n", module);
    fputs("#include \"sdk/tables.h\"\n", out);
}

static void write_call_row(FILE *out, const route *r) {
    const char *input = r->input_name;
    bool body = false;
    fprintf(out, "    {\"%s\", \"%s\", \"%s\", \"%s\", {", r->noun, r->sdk, r->method, r->path);
    for (size_t i = 0; i < r->path_count; i++)
        fprintf(out, "%s\"%s\"", i == 0 ? "" : ", ", r->path_names[i]);
    fprintf(out, "%s}, %zu, {", r->path_count == 0 ? "NULL" : "", r->path_count);
    for (size_t i = 0; i < r->path_count; i++)
        fprintf(out, "%s%s", i == 0 ? "" : ", ", r->parameters[i].id ? "true" : "false");
    fprintf(out, "%s}, TESSERA_SHAPE_%s, %s, %d, %d, ", r->path_count == 0 ? "false" : "", shape_names[r->shape],
            r->idempotent ? "true" : "false", r->status, r->also);
    fprintf(out, "%s%s, ", input == NULL ? "NULL" : "&table_model_", input == NULL ? "" : input);
    fprintf(out, "%s%s, ", r->reply == NULL ? "NULL" : "&table_model_", r->reply == NULL ? "" : r->reply->c_name);
    write_literal(out, r->summary);
    for (size_t i = 0; i < r->parameter_count; i++)
        body |= r->parameters[i].place == PLACE_BODY || r->parameters[i].place == PLACE_WHOLE;
    bool keyed =
        strcmp(r->method, "POST") == 0 && (strcmp(r->sdk, "create") == 0 || strcmp(r->sdk, "publish_contract") == 0);
    fprintf(out, ", %s, %s},\n", body ? "true" : "false", keyed ? "true" : "false");
}

void write_c_call_table(const tables *t, FILE *out) {
    write_source_top(out, "A row for each call of the API, in the order of enum tessera_call.");
    write_index_includes(t, out);
    fputs("\nconst tessera_reflect_call table_calls[] = {\n", out);
    for (size_t i = 0; i < t->route_count; i++)
        write_call_row(out, &t->routes[i]);
    fputs("};\n", out);
}

// --- enumerations ----------------------------------------------------------------------------------------------------

void write_c_enum_declarations(const tables *t, FILE *out) {
    write_header_top(out, "What the enumerations of the interface look like.");
    fputs("#include \"tessera/reflect.h\"\n\n", out);
    for (size_t i = 0; i < t->enum_count; i++)
        fprintf(out, "extern const tessera_reflect_enum table_enum_%s;\n", t->enums[i].name);
}

void write_c_enum_tables(const tables *t, FILE *out) {
    write_source_top(out, "What the enumerations of the interface look like.");
    fputs("#include \"sdk/generated/enums.h\"\n#include \"sdk/tables.h\"\n\n", out);
    for (size_t i = 0; i < t->enum_count; i++)
        write_enum_table(out, &t->enums[i]);
    fputs("\nconst tessera_reflect_enum *const table_enums[] = {\n", out);
    for (size_t i = 0; i < t->enum_count; i++)
        fprintf(out, "    &table_enum_%s,\n", t->enums[i].name);
    fputs("    NULL};\n\n", out);
    for (size_t i = 0; i < t->enum_count; i++) {
        const char *name = t->enums[i].name;
        fprintf(out,
                "const char *tessera_%s_text(tessera_%s value) {\n"
                "    return tessera_reflect_enum_text(&table_enum_%s, value);\n}\n"
                "tessera_%s tessera_%s_parse(const char *wire) {\n"
                "    return (tessera_%s)tessera_reflect_enum_parse(&table_enum_%s, wire);\n}\n",
                name, name, name, name, name, name, name);
    }
}

// --- models ----------------------------------------------------------------------------------------------------------

static bool is_own_input_of(const route *r, const char *module) {
    return r->own_input && strcmp(r->noun, module) == 0;
}

bool write_c_model_declarations(const tables *t, size_t index, char *path, size_t size, FILE *out) {
    const char *module = module_at(t, index);
    if (module == NULL)
        return false;
    char title[128];
    snprintf(path, size, "src/sdk/generated/models_%s.h", module);
    snprintf(title, sizeof title, "What the structs of tessera/models/%s.h look like.", module);
    write_header_top(out, title);
    fputs("#include \"tessera/reflect.h\"\n\n", out);
    for (size_t i = 0; i < t->model_count; i++)
        if (is_in_module(t, &t->models[i], module))
            fprintf(out, "extern const tessera_reflect_model table_model_%s;\n", t->models[i].c_name);
    for (size_t i = 0; i < t->route_count; i++)
        if (is_own_input_of(&t->routes[i], module))
            fprintf(out, "extern const tessera_reflect_model table_model_%s;\n", t->routes[i].input_name);
    return true;
}

bool write_c_model_tables(const tables *t, size_t index, char *path, size_t size, FILE *out) {
    const char *module = module_at(t, index), *other;
    if (module == NULL)
        return false;
    char title[128];
    snprintf(path, size, "src/sdk/generated/models_%s.c", module);
    snprintf(title, sizeof title, "What the structs of tessera/models/%s.h look like.", module);
    write_source_top(out, title);
    fputs("#include \"sdk/generated/enums.h\"\n", out);
    for (size_t i = 0; (other = module_at(t, i)) != NULL; i++)
        if (strcmp(other, module) == 0 || module_needs(t, module, other))
            fprintf(out, "#include \"sdk/generated/models_%s.h\"\n", other);
    fprintf(out, "#include \"tessera/models/%s.h\"\n\n", module);
    for (size_t i = 0; i < t->model_count; i++)
        if (is_in_module(t, &t->models[i], module))
            write_model_table(out, t, &t->models[i]);
    for (size_t i = 0; i < t->route_count; i++)
        if (is_own_input_of(&t->routes[i], module))
            write_input_table(out, &t->routes[i]);
    return true;
}

void write_c_model_index(const tables *t, FILE *out) {
    write_source_top(out, "Every struct of the interface.");
    write_index_includes(t, out);
    fputs("\nconst tessera_reflect_model *const table_models[] = {\n", out);
    for (size_t i = 0; i < t->model_count; i++)
        if (t->models[i].shown)
            fprintf(out, "    &table_model_%s,\n", t->models[i].c_name);
    for (size_t i = 0; i < t->route_count; i++)
        if (t->routes[i].own_input)
            fprintf(out, "    &table_model_%s,\n", t->routes[i].input_name);
    fputs("    NULL};\n", out);
}

// --- the build -------------------------------------------------------------------------------------------------------

void write_meson_lists(const tables *t, FILE *out) {
    const char *name;
    fputs("# Generated from api/*.def; `make generate` writes it anew.\n"
          "generated_sources = files(\n  'call_table.c', 'enums.c', 'model_index.c',\n",
          out);
    for (size_t i = 0; (name = noun_at(t, i)) != NULL; i++)
        fprintf(out, "  'calls_%s.c',\n", name);
    for (size_t i = 0; (name = module_at(t, i)) != NULL; i++)
        fprintf(out, "  'models_%s.c',\n", name);
    fputs(")\n# Public headers, below include/tessera.\ngenerated_headers = {\n  'calls': [\n", out);
    for (size_t i = 0; (name = noun_at(t, i)) != NULL; i++)
        fprintf(out, "    '%s.h',\n", name);
    fputs("  ],\n  'models': [\n", out);
    for (size_t i = 0; (name = module_at(t, i)) != NULL; i++)
        fprintf(out, "    '%s.h',\n", name);
    fputs("  ],\n}\n", out);
}

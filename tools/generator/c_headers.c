// The public headers of enumerations and structs.
#include "generator.h"
#include "modules.h"
#include <string.h>

#define WIDTH 120 // columns of a line

static const char *const field_types[] = {
    [KIND_STRING] = "const char *",    [KIND_UUID] = "const char *",    [KIND_TIME] = "int64_t ",
    [KIND_INT] = "int64_t ",           [KIND_NUMBER] = "double ",       [KIND_BOOL] = "bool ",
    [KIND_OBJECT] = "const char *",    [KIND_ANY] = "const char *",     [KIND_ARRAY] = "const char *",
    [KIND_TEXTMAP] = "const char *",   [KIND_LISTMAP] = "const char *", [KIND_STRINGS] = "tessera_strings ",
    [KIND_UUIDS] = "tessera_strings ", [KIND_ENUMS] = "tessera_enums ",
};

static const char *const field_notes[] = {
    [KIND_TIME] = " (microseconds since 1970)",
    [KIND_OBJECT] = " (JSON object)",
    [KIND_ANY] = " (any JSON value)",
    [KIND_ARRAY] = " (JSON array)",
    [KIND_TEXTMAP] = " (JSON object of strings)",
    [KIND_LISTMAP] = " (JSON object of lists of strings)",
    [KIND_RECORDS] = "",
};

// Words that cannot name a member in C or in C++.
static const char *const reserved[] = {
    "asm",      "auto",     "bool",     "break",     "case",     "catch",     "char",     "class",
    "const",    "continue", "default",  "delete",    "do",       "double",    "else",     "enum",
    "explicit", "export",   "extern",   "false",     "float",    "for",       "friend",   "goto",
    "if",       "inline",   "int",      "long",      "mutable",  "namespace", "new",      "not",
    "operator", "or",       "private",  "protected", "public",   "register",  "requires", "return",
    "short",    "signed",   "sizeof",   "static",    "struct",   "switch",    "template", "this",
    "throw",    "true",     "try",      "typedef",   "typename", "union",     "unsigned", "using",
    "virtual",  "void",     "volatile", "while",     "and",      "xor",       "concept",  "present",
};

static void check_name(const char *name) {
    for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
        if (strcmp(name, reserved[i]) == 0)
            generator_fail("'%s' cannot name a member: give it a PARAMETER row", name);
}

void write_header_top(FILE *out, const char *title) {
    fprintf(out,
            "// %s\n"
            "// Generated from api/*.def; `make generate` writes it anew.\n"
            "// clang-format off\n"
            "#pragma once\n",
            title);
}

void write_header_start(FILE *out) {
    fputs("\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n", out);
}

void write_header_end(FILE *out) {
    fputs("\n#ifdef __cplusplus\n}\n#endif\n", out);
}

// --- enums.h ---------------------------------------------------------------------------------------------------------

static void write_enum(FILE *out, const enumeration *e) {
    fprintf(out, "\n// %s.\ntypedef enum tessera_%s {\n", e->doc, e->name);
    fprintf(out, "    TESSERA_%s_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library\n", upper(e->name));
    fprintf(out, "    TESSERA_%s_UNSET = 0, // none given\n", upper(e->name));
    for (size_t i = 0; i < e->count; i++)
        fprintf(out, "    TESSERA_%s_%s, // %s: %s\n", upper(e->name), upper(e->values[i].name), e->values[i].wire,
                e->values[i].doc);
    fprintf(out, "} tessera_%s;\n", e->name);
    fprintf(out,
            "// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_%s_UNKNOWN: no such.\n",
            upper(e->name));
    fprintf(out, "TESSERA_API const char *tessera_%s_text(tessera_%s value);\n", e->name, e->name);
    fprintf(out, "TESSERA_API tessera_%s tessera_%s_parse(const char *wire);\n", e->name, e->name);
}

void write_c_enums(const tables *t, FILE *out) {
    write_header_top(out, "The enumerations of the API. Zero is \"unset\" in each of them.");
    fputs("#include \"tessera/common.h\"\n", out);
    write_header_start(out);
    for (size_t i = 0; i < t->enum_count; i++)
        write_enum(out, &t->enums[i]);
    write_header_end(out);
}

// --- models.h --------------------------------------------------------------------------------------------------------

void c_field_type(const field *f, char *type, size_t size) {
    if (f->kind == KIND_ENUM)
        snprintf(type, size, "tessera_%s ", f->enumeration->name);
    else if (f->kind == KIND_RECORD)
        snprintf(type, size, "const tessera_%s *", f->model->c_name);
    else if (f->kind == KIND_RECORDS)
        snprintf(type, size, "tessera_%s_array ", f->model->c_name);
    else
        snprintf(type, size, "%s", field_types[f->kind]);
}

// The declaration, and its documentation behind it or, where that is too long, above it.
static void write_member(FILE *out, const char *name, const field *f, bool required, const char *fallback) {
    char type[256], note[512];
    check_name(name);
    c_field_type(f, type, sizeof type);
    const char *of = f->kind == KIND_ENUMS ? f->enumeration->name : "";
    int length = snprintf(
        note, sizeof note, "%s%s%s%s%s%s%s%s", f->doc, field_notes[f->kind] == NULL ? "" : field_notes[f->kind],
        of[0] != '\0' ? " (of tessera_" : "", of, of[0] != '\0' ? ")" : "", required ? "; required" : "",
        fallback != NULL ? "; default " : "", fallback != NULL ? fallback : "");
    if (length >= (int)sizeof note)
        generator_fail("documentation of '%s' is too long", name);
    if (strlen(type) + strlen(name) + (size_t)length + 9 > WIDTH)
        fprintf(out, "    // %s\n    %s%s;\n", note, type, name);
    else
        fprintf(out, "    %s%s; // %s\n", type, name, note);
}

static void write_field_numbers(FILE *out, const char *type, const char *const *names, size_t count) {
    if (count == 0)
        return;
    int column = fprintf(out, "enum {");
    for (size_t i = 0; i < count; i++) {
        if ((size_t)column + strlen(type) + strlen(names[i]) + 20 > WIDTH) {
            fputs("\n   ", out);
            column = 3;
        }
        column += fprintf(out, " TESSERA_FIELD_%s_%s,", type, names[i]);
    }
    fputs(" };\n", out);
}

// What the SDK sends for a field when none is given. Calls that share an input share its defaults.
const char *field_default(const tables *t, const field *f) {
    const parameter *found = NULL;
    for (size_t i = 0; i < t->route_count; i++)
        for (size_t j = 0; !t->routes[i].own_input && j < t->routes[i].parameter_count; j++) {
            const parameter *p = &t->routes[i].parameters[j];
            if (p->field != f)
                continue;
            if (found != NULL && (found->fallback == NULL) != (p->fallback == NULL))
                generator_fail("%s.%s differs in its default of '%s'", t->routes[i].noun, t->routes[i].sdk, p->name);
            found = p;
        }
    return found == NULL ? NULL : found->fallback;
}

static void write_struct(FILE *out, const tables *t, const model *m, bool input) {
    const char *names[LIMIT_FIELDS];
    fprintf(out, "\n// %s.\nstruct tessera_%s {\n    uint64_t present;\n", m->doc, m->c_name);
    for (size_t i = 0; i < m->count; i++) {
        const field *f = &m->fields[i];
        names[i] = f->name;
        write_member(out, f->name, f, input && (f->flags & FLAG_REQUIRED) != 0, field_default(t, f));
    }
    fputs("};\n", out);
    write_field_numbers(out, m->c_name, names, m->count);
    if (m->replied)
        fprintf(out, "TESSERA_RECORD_FUNCTIONS(tessera_%s)\n", m->c_name);
    if (!m->paged)
        return;
    fprintf(out,
            "// A page of them, laid out as tessera_page.\n"
            "typedef struct tessera_%s_page {\n    int64_t total;\n    int64_t limit;\n    int64_t offset;\n"
            "    size_t count;\n    const tessera_%s *const *items;\n} tessera_%s_page;\n"
            "TESSERA_RECORD_FUNCTIONS(tessera_%s_page)\n",
            m->c_name, m->c_name, m->c_name, m->c_name);
}

static void write_own_input(FILE *out, const route *r) {
    const char *names[LIMIT_FIELDS];
    size_t count = 0;
    fprintf(out, "\n// %s: what tessera_%s_%s takes.\ntypedef struct tessera_%s {\n    uint64_t present;\n", r->summary,
            r->noun, r->sdk, input_name(r));
    for (size_t i = 0; i < r->parameter_count; i++) {
        const parameter *p = &r->parameters[i];
        if (p->place == PLACE_PATH)
            continue;
        write_member(out, p->name, p->field, p->required, p->fallback);
        names[count++] = p->name;
    }
    fprintf(out, "} tessera_%s;\n", input_name(r));
    write_field_numbers(out, input_name(r), names, count);
}

static bool is_input(const tables *t, const model *m) {
    for (size_t i = 0; i < t->route_count; i++)
        if (t->routes[i].query == m || t->routes[i].body == m)
            return true;
    return false;
}

static bool is_in(const tables *t, const model *m, const char *module) {
    return m->shown && strcmp(model_module(t, m), module) == 0;
}

// Written first, so that records can hold lists of one another.
static void write_module_names(FILE *out, const tables *t, const char *module) {
    fputc('\n', out);
    for (size_t i = 0; i < t->model_count; i++)
        if (is_in(t, &t->models[i], module))
            fprintf(out, "typedef struct tessera_%s tessera_%s;\n", t->models[i].c_name, t->models[i].c_name);
    const char *title = "\n// Lists inside records.\n";
    for (size_t i = 0; i < t->model_count; i++) {
        const char *name = t->models[i].c_name;
        if (!is_in(t, &t->models[i], module) || !t->models[i].listed)
            continue;
        fprintf(out,
                "%stypedef struct tessera_%s_array {\n    size_t count;\n    const tessera_%s *const *items;\n"
                "} tessera_%s_array;\n",
                title, name, name, name);
        title = "";
    }
}

bool write_c_model_header(const tables *t, size_t index, char *path, size_t size, FILE *out) {
    const char *module = module_at(t, index), *other;
    if (module == NULL)
        return false;
    char title[128];
    snprintf(path, size, "include/tessera/models/%s.h", module);
    snprintf(title, sizeof title, "The models of the API as structs: %s.", module);
    write_header_top(out, title);
    fputs("#include \"tessera/enums.h\"\n", out);
    for (size_t i = 0; (other = module_at(t, i)) != NULL; i++)
        if (module_needs(t, module, other))
            fprintf(out, "#include \"tessera/models/%s.h\"\n", other);
    fputs("#include \"tessera/record.h\"\n", out);
    write_header_start(out);
    write_module_names(out, t, module);
    for (size_t i = 0; i < t->model_count; i++)
        if (is_in(t, &t->models[i], module))
            write_struct(out, t, &t->models[i], is_input(t, &t->models[i]));
    for (size_t i = 0; i < t->route_count; i++)
        if (t->routes[i].own_input && strcmp(t->routes[i].noun, module) == 0)
            write_own_input(out, &t->routes[i]);
    write_header_end(out);
    return true;
}

void write_c_models(const tables *t, FILE *out) {
    const char *module;
    write_header_top(out, "The models of the API as structs.");
    for (size_t i = 0; (module = module_at(t, i)) != NULL; i++)
        fprintf(out, "#include \"tessera/models/%s.h\"\n", module);
    fputs("#include \"tessera/record.h\"\n", out);
}

// The public headers of enumerations and structs.
#include "c_names.h"
#include "fail.h"
#include "modules.h"
#include "writers.h"
#include <stdlib.h>
#include <string.h>

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

// --- enums.h ---------------------------------------------------------------------------------------------------------

static void write_enum(FILE *out, const enumeration *e) {
    fprintf(out, "\n// %s.\ntypedef enum tessera_%s {\n", e->doc, e->name);
    fprintf(out, "    TESSERA_%s_UNKNOWN = TESSERA_ENUM_UNKNOWN, // a value newer than this library\n",
            name_upper(e->name).text);
    fprintf(out, "    TESSERA_%s_UNSET = 0, // none given\n", name_upper(e->name).text);
    for (size_t i = 0; i < e->count; i++)
        fprintf(out, "    TESSERA_%s_%s, // %s: %s\n", name_upper(e->name).text, name_upper(e->values[i].name).text,
                e->values[i].wire, e->values[i].doc);
    fprintf(out, "} tessera_%s;\n", e->name);
    fprintf(out,
            "// The wire text; NULL for unset and unknown. The value of a wire text; TESSERA_%s_UNKNOWN: no such.\n",
            name_upper(e->name).text);
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

// --- kinds.h ---------------------------------------------------------------------------------------------------------

void write_c_kinds(const tables *t, FILE *out) {
    (void)t;
    int widest = 0;
    for (size_t i = 0; i < KIND_COUNT; i++)
        widest = (int)strlen(kind_rows[i].sdk) > widest ? (int)strlen(kind_rows[i].sdk) : widest;
    write_header_top(out, "The kinds of fields, for tessera/reflect.h.");
    write_header_start(out);
    fputs("\n// Kind of a field and the C type that holds it. Zero with the present bit clear is null in every kind.\n"
          "typedef enum tessera_kind {\n",
          out);
    for (size_t i = 0; i < KIND_COUNT; i++)
        fprintf(out, "    TESSERA_KIND_%s,%*s // %s\n", kind_rows[i].sdk, widest - (int)strlen(kind_rows[i].sdk), "",
                kind_rows[i].sdk_form);
    fputs("} tessera_kind;\n", out);
    write_header_end(out);
}

// --- models.h --------------------------------------------------------------------------------------------------------

// The documentation of a member: what its field means, then what its type does not say.
static void write_note(FILE *out, const field *f, bool required, const char *fallback) {
    const char *note = kind_rows[f->kind].note;
    fputs(f->doc, out);
    if (note != NULL && (f->flags & FLAG_FORMATTED) != 0)
        fputs(" (any JSON value that is one)", out);
    else if (note != NULL && (f->flags & FLAG_SCHEMA) != 0)
        fprintf(out, " (%s, true or false)", note);
    else if (note != NULL)
        fprintf(out, " (%s)", name_within(note, f->enumeration != NULL ? f->enumeration->name : "").text);
    if (required)
        fputs("; required", out);
    if (fallback != NULL)
        fprintf(out, "; default %s", fallback);
}

// The declaration, and its documentation behind it or, where that is too long, above it.
static void write_member(FILE *out, const char *name, const field *f, bool required, const char *fallback) {
    char *note = NULL;
    size_t length = 0;
    FILE *text = memory_open(&note, &length);
    write_note(text, f, required, fallback);
    fclose(text);
    check_name(name);
    name_text type = c_field_type(f);
    bool pointer = type.text[strlen(type.text) - 1] == '*';
    name_text member = name_print("%s%s%s;", type.text, pointer ? "" : " ", name);
    if (strlen(member.text) + length + 8 > C_WIDTH)
        fprintf(out, "    // %s\n    %s\n", note, member.text);
    else
        fprintf(out, "    %s // %s\n", member.text, note);
    free(note);
}

static void write_field_numbers(FILE *out, const char *type, const char *const *names, size_t count) {
    if (count == 0)
        return;
    int column = fprintf(out, "enum {");
    for (size_t i = 0; i < count; i++) {
        if ((size_t)column + strlen(type) + strlen(names[i]) + 20 > C_WIDTH) {
            fputs("\n   ", out);
            column = 3;
        }
        column += fprintf(out, " TESSERA_FIELD_%s_%s,", type, names[i]);
    }
    fputs(" };\n", out);
}

static void write_struct(FILE *out, const model *m, bool input) {
    const char *names[LIMIT_FIELDS];
    fprintf(out, "\n// %s.\nstruct tessera_%s {\n    uint64_t present;\n", m->doc, m->c_name);
    for (size_t i = 0; i < m->count; i++) {
        const field *f = &m->fields[i];
        names[i] = f->name;
        write_member(out, f->name, f, input && (f->flags & FLAG_REQUIRED) != 0, f->sent);
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
            "    size_t count;\n    const tessera_%s *const *items;\n    const char *next;\n} tessera_%s_page;\n"
            "TESSERA_RECORD_FUNCTIONS(tessera_%s_page)\n",
            m->c_name, m->c_name, m->c_name, m->c_name);
}

static void write_own_input(FILE *out, const route *r) {
    const char *names[LIMIT_FIELDS];
    size_t count = 0;
    fprintf(out, "\n// %s: what tessera_%s_%s takes.\ntypedef struct tessera_%s {\n    uint64_t present;\n", r->summary,
            r->noun, r->sdk, r->input_name);
    for (size_t i = 0; i < r->parameter_count; i++) {
        const parameter *p = &r->parameters[i];
        if (p->place == PLACE_PATH)
            continue;
        write_member(out, p->name, p->field, p->required, p->fallback);
        names[count++] = p->name;
    }
    fprintf(out, "} tessera_%s;\n", r->input_name);
    write_field_numbers(out, r->input_name, names, count);
}

static bool is_input(const tables *t, const model *m) {
    for (size_t i = 0; i < t->route_count; i++)
        if (t->routes[i].query == m || t->routes[i].body == m)
            return true;
    return false;
}

// Written first, so that records can hold lists of one another.
static void write_module_names(FILE *out, const tables *t, const char *module) {
    fputc('\n', out);
    for (size_t i = 0; i < t->model_count; i++)
        if (is_in_module(t, &t->models[i], module))
            fprintf(out, "typedef struct tessera_%s tessera_%s;\n", t->models[i].c_name, t->models[i].c_name);
    const char *title = "\n// Lists inside records.\n";
    for (size_t i = 0; i < t->model_count; i++) {
        const char *name = t->models[i].c_name;
        if (!is_in_module(t, &t->models[i], module) || !t->models[i].listed)
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
        if (is_in_module(t, &t->models[i], module))
            write_struct(out, &t->models[i], is_input(t, &t->models[i]));
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

// The public headers: enumerations, structs, calls.
#include "generator.h"
#include <string.h>

#define WIDTH 120   // columns of a line
#define LONGEST 256 // bytes of an argument's declaration

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

const char *input_name(const route *r) {
    static char names[4][128];
    static unsigned next;
    const model *m = r->body != NULL ? r->body : r->query;
    if (m == NULL)
        return NULL;
    if (!r->own_input)
        return m->c_name;
    char *out = names[next++ % 4];
    if (snprintf(out, sizeof names[0], "%s_%s_input", r->noun, r->sdk) >= (int)sizeof names[0])
        generator_fail("name too long: %s.%s", r->noun, r->sdk);
    return out;
}

static void begin_header(FILE *out, const char *title, const char *include) {
    fprintf(out,
            "// %s\n"
            "// Generated from api/*.def; `make generate` writes it anew.\n"
            "// clang-format off\n"
            "#pragma once\n"
            "#include \"%s\"\n\n"
            "#ifdef __cplusplus\n"
            "extern \"C\" {\n"
            "#endif\n",
            title, include);
}

static void end_header(FILE *out) {
    fputs("\n#ifdef __cplusplus\n}\n#endif\n", out);
}

// --- enums.h
// -------------------------------------------------------------------------------------------------------------

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
    begin_header(out, "The enumerations of the API. Zero is \"unset\" in each of them.", "tessera/common.h");
    for (size_t i = 0; i < t->enum_count; i++)
        write_enum(out, &t->enums[i]);
    end_header(out);
}

// --- models.h
// ------------------------------------------------------------------------------------------------------------

// The declaration, and its documentation behind it or, where that is too long, above it.
static void write_member(FILE *out, const char *name, const field *f, bool required, const char *fallback) {
    char type[256], note[512];
    check_name(name);
    if (f->kind == KIND_ENUM)
        snprintf(type, sizeof type, "tessera_%s ", f->enumeration->name);
    else if (f->kind == KIND_RECORD)
        snprintf(type, sizeof type, "const tessera_%s *", f->model->c_name);
    else if (f->kind == KIND_RECORDS)
        snprintf(type, sizeof type, "tessera_%s_array ", f->model->c_name);
    else
        snprintf(type, sizeof type, "%s", field_types[f->kind]);
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

static const char models_preface[] =
    "\n"
    "// Every struct begins with `present`: one bit per field.\n"
    "// In a result the bit says that the field was there and not null; where it is clear, the field is zero or NULL.\n"
    "// In an input a field is sent when it is not zero or when its bit is set; a set bit over NULL sends an explicit "
    "null.\n"
    "// So an initialiser that names the fields to send is all that most calls need; TESSERA_SET sends zeros and "
    "nulls.\n"
    "// Results are read only and belong to the block that is freed as a whole; new fields may be appended to them.\n"
    "#define TESSERA_BIT(model, field) (UINT64_C(1) << TESSERA_FIELD_##model##_##field)\n"
    "#define TESSERA_HAS(record, model, field) (((record)->present & TESSERA_BIT(model, field)) != 0)\n"
    "#define TESSERA_SET(input, model, field, value)                                                      \\\n"
    "    ((void)((input)->field = (value), (input)->present |= TESSERA_BIT(model, field)))\n"
    "\n"
    "// tessera_team_free(team) returns NULL and accepts NULL; TESSERA_AUTO(tessera_team) does it by itself.\n"
    "#define TESSERA_RECORD_FUNCTIONS(type)                                                               \\\n"
    "    static inline type *type##_free(type *record) {                                                  \\\n"
    "        tessera_record_free(record);                                                                 \\\n"
    "        return NULL;                                                                                 \\\n"
    "    }                                                                                                \\\n"
    "    TESSERA_DEFINE_AUTO(type, (void)type##_free)\n";

void write_c_models(const tables *t, FILE *out) {
    begin_header(out, "The models of the API as structs.", "tessera/client.h\"\n#include \"tessera/enums.h");
    fputs(models_preface, out);
    fputc('\n', out);
    for (size_t i = 0; i < t->model_count; i++)
        if (t->models[i].shown)
            fprintf(out, "typedef struct tessera_%s tessera_%s;\n", t->models[i].c_name, t->models[i].c_name);
    fputs("\n// Lists inside records.\n", out);
    for (size_t i = 0; i < t->model_count; i++) {
        const char *name = t->models[i].c_name;
        if (t->models[i].shown && t->models[i].listed)
            fprintf(out,
                    "typedef struct tessera_%s_array {\n    size_t count;\n    const tessera_%s *const *items;\n"
                    "} tessera_%s_array;\n",
                    name, name, name);
    }
    for (size_t i = 0; i < t->model_count; i++)
        if (t->models[i].shown)
            write_struct(out, t, &t->models[i], is_input(t, &t->models[i]));
    for (size_t i = 0; i < t->route_count; i++)
        if (t->routes[i].own_input)
            write_own_input(out, &t->routes[i]);
    end_header(out);
}

// --- calls.h
// -------------------------------------------------------------------------------------------------------------

const char *result_name(const route *r) {
    static char name[128];
    if (r->shape == SHAPE_EMPTY)
        return NULL;
    if (r->shape == SHAPE_JSON || r->shape == SHAPE_HTML)
        return "tessera_reply";
    if (snprintf(name, sizeof name, "tessera_%s%s", r->reply->c_name, r->shape == SHAPE_PAGE ? "_page" : "") >=
        (int)sizeof name)
        generator_fail("name too long: %s", r->reply->c_name);
    return name;
}

static size_t list_arguments(const route *r, enum prototype which, char arguments[][LONGEST]) {
    const char *result = result_name(r);
    size_t count = 0;
    snprintf(arguments[count++], LONGEST,
             which == PROTOTYPE_RESULT ? "tessera_future *future" : "tessera_client *client");
    for (size_t i = 0; which != PROTOTYPE_RESULT && i < r->path_count; i++)
        snprintf(arguments[count++], LONGEST, "const char *%s", r->path_names[i]);
    if (which != PROTOTYPE_RESULT && input_name(r) != NULL)
        snprintf(arguments[count++], LONGEST, "const tessera_%s *in", input_name(r));
    if (which != PROTOTYPE_ASYNC && result != NULL)
        snprintf(arguments[count++], LONGEST, "%s **out", result);
    if (which != PROTOTYPE_ASYNC)
        snprintf(arguments[count++], LONGEST, "tessera_error *error");
    return count;
}

void write_prototype(FILE *out, const route *r, enum prototype which, const char *start, const char *end) {
    static const char *const suffixes[] = {"", "_async", "_result"};
    char arguments[LIMIT_PATH + 4][LONGEST];
    size_t count = list_arguments(r, which, arguments);
    int column = fprintf(out, "%s%stessera_%s_%s%s(", start, which == PROTOTYPE_ASYNC ? "tessera_future *" : "int ",
                         r->noun, r->sdk, suffixes[which]);
    for (size_t i = 0; i < count; i++) {
        size_t tail = i + 1 == count ? 1 + strlen(end) : 1;
        if (i > 0 && (size_t)column + 1 + strlen(arguments[i]) + tail > WIDTH + 1)
            column = fprintf(out, "\n    ") - 1;
        else if (i > 0)
            column += fprintf(out, " ");
        column += fprintf(out, "%s%s", arguments[i], i + 1 == count ? ")" : ",");
    }
    fputs(end, out);
}

static const char calls_preface[] =
    "\n"
    "// Each call exists three times: tessera_x waits and gives the result, tessera_x_async gives a future at once, "
    "and\n"
    "// tessera_x_result takes the result of that future. Ids are UUIDs as text. Inputs are copied before the call "
    "returns; NULL\n"
    "// stands for an empty input. Synchronous calls return a tessera_status: TESSERA_OK, or the failure that `*error` "
    "(may be\n"
    "// NULL) describes; the result is then untouched. `out` may be NULL to drop the result. Futures are never NULL.\n";

void write_c_calls(const tables *t, FILE *out) {
    static char number[256];
    begin_header(out, "The calls of the API.", "tessera/models.h");
    fputs(calls_preface, out);
    for (size_t i = 0; i < t->route_count; i++) {
        const route *r = &t->routes[i];
        fprintf(out, "\n// %s. %s %s\n", r->summary, r->method, r->path);
        write_prototype(out, r, PROTOTYPE_SYNC, "TESSERA_API ", ";\n");
        write_prototype(out, r, PROTOTYPE_ASYNC, "TESSERA_API ", " TESSERA_MUST_USE;\n");
        write_prototype(out, r, PROTOTYPE_RESULT, "TESSERA_API ", ";\n");
    }
    fputs("\n// The calls by number, for tessera_submit (tessera/reflect.h).\ntypedef enum tessera_call {\n", out);
    for (size_t i = 0; i < t->route_count; i++) {
        if (snprintf(number, sizeof number, "%s_%s", t->routes[i].noun, t->routes[i].sdk) >= (int)sizeof number)
            generator_fail("name too long: %s", t->routes[i].sdk);
        fprintf(out, "    TESSERA_CALL_%s,\n", upper(number));
    }
    fputs("    TESSERA_CALL_COUNT\n} tessera_call;\n", out);
    end_header(out);
}

// Man pages in mdoc(7): templates of docs/man in which lines of the form @name@ stand for what the tables tell.
#include "fail.h"
#include "modules.h"
#include "tessera/common.h"
#include "write.h"
#include "writers.h"
#include <string.h>

// Text of the tables: nothing in it is a macro, an escape or a hyphenated minus, and lists may be broken.
static void write_text(FILE *out, const char *text, size_t length) {
    if (length > 0 && (text[0] == '.' || text[0] == '\''))
        fputs("\\&", out);
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\\')
            fputs("\\e", out);
        else if (text[i] == '-' && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '-'))
            fputs("\\-", out);
        else
            fputc(text[i], out);
        if (text[i] == ',')
            fputs("\\:", out);
    }
}

// Sentences, each on a line of its own as mdoc wants it, with a full stop at the end.
static void write_sentences(FILE *out, const char *text) {
    for (const char *end = strstr(text, ". "); end != NULL; end = strstr(text, ". ")) {
        write_text(out, text, (size_t)(end + 1 - text));
        fputc('\n', out);
        text = end + 2;
    }
    write_text(out, text, strlen(text));
    fputs(text[0] != '\0' && text[strlen(text) - 1] == '.' ? "\n" : ".\n", out);
}

static void write_bounds(FILE *out, const setting *s) {
    if (s->maximum == 0)
        return;
    bool text = strcmp(s->kind, "INT") != 0 && strcmp(s->kind, "NUMBER") != 0;
    fprintf(out, "From %lld to %lld%s.\n", (long long)s->minimum, (long long)s->maximum, text ? " characters" : "");
}

static void write_settings(const tables *t, FILE *out) {
    fputs(".Bl -tag -width Ds\n", out);
    for (size_t i = 0; i < t->setting_count; i++) {
        const setting *s = &t->settings[i];
        bool secret = strncmp(s->kind, "SECRET", strlen("SECRET")) == 0 || strcmp(s->kind, "URL") == 0;
        fprintf(out, ".It Ev %s\n", s->variable);
        if (secret)
            fprintf(out, ".It Ev %s_FILE\n", s->variable);
        write_sentences(out, s->doc);
        write_bounds(out, s);
        if (s->fallback == NULL) {
            fputs("Unset by default.\n", out);
        } else {
            fputs("The default is\n.Ql ", out);
            write_text(out, s->fallback, strlen(s->fallback));
            fputs(" .\n", out);
        }
    }
    fputs(".El\n", out);
}

static const char *argument_of(const setting *s) {
    if (strcmp(s->kind, "INT") == 0 || strcmp(s->kind, "NUMBER") == 0)
        return "number";
    return strcmp(s->kind, "LIST") == 0 ? "address" : "value";
}

static void write_options(const tables *t, FILE *out) {
    for (size_t i = 0; i < t->setting_count; i++) {
        const setting *s = &t->settings[i];
        if (s->flag == NULL)
            continue;
        fprintf(out, ".It Fl %s Ar %s\n", s->flag + 1, argument_of(s));
        write_sentences(out, s->doc);
        fprintf(out, "Sets\n.Ev %s .\n", s->variable);
    }
}

static void write_argument(FILE *out, const char *type, const char *name) {
    fprintf(out, " \"%s%s\"", type, name);
}

static void write_call(FILE *out, const route *r) {
    const char *result = r->result_name;
    char type[160];
    fprintf(out, ".It Xo\n.Fo tessera_%s_%s\n.Fa", r->noun, r->sdk);
    write_argument(out, "tessera_client *", "client");
    for (size_t i = 0; i < r->path_count; i++)
        write_argument(out, "const char *", r->path_names[i]);
    if (r->input_name != NULL) {
        snprintf(type, sizeof type, "const tessera_%s *", r->input_name);
        write_argument(out, type, "in");
    }
    if (result != NULL) {
        snprintf(type, sizeof type, "%s **", result);
        write_argument(out, type, "out");
    }
    write_argument(out, "tessera_error *", "error");
    fputs("\n.Fc\n.Xc\n", out);
    write_text(out, r->summary, strlen(r->summary));
    fprintf(out, ".\n.Dl %s %s\n", r->method, r->path);
}

static void write_calls(const tables *t, FILE *out) {
    const char *noun;
    for (size_t i = 0; (noun = noun_at(t, i)) != NULL; i++) {
        fprintf(out, ".Ss \\&%c%s\n.Bl -tag -width Ds\n", name_upper(noun).text[0], noun + 1);
        for (size_t j = 0; j < t->route_count; j++)
            if (strcmp(t->routes[j].noun, noun) == 0)
                write_call(out, &t->routes[j]);
        fputs(".El\n", out);
    }
}

static void write_statuses(const tables *t, FILE *out) {
    static const char *const rows[][2] = {
#define STATUS_ROW(name, text) {#name, text},
        TESSERA_STATUS_MAP(STATUS_ROW)
#undef STATUS_ROW
    };
    (void)t;
    fputs(".Bl -tag -width Ds\n", out);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fprintf(out, ".It Dv TESSERA_%s\n", rows[i][0]);
        write_text(out, rows[i][1], strlen(rows[i][1]));
        fputc('\n', out);
    }
    fputs(".El\n", out);
}

static const struct {
    const char *mark;
    void (*write)(const tables *t, FILE *out);
} parts[] = {
    {"@settings@\n", write_settings},
    {"@options@\n", write_options},
    {"@calls@\n", write_calls},
    {"@statuses@\n", write_statuses},
};

static void write_line(const tables *t, const char *line, FILE *out) {
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strcmp(line, parts[i].mark) == 0) {
            parts[i].write(t, out);
            return;
        }
    fputs(line, out);
}

bool write_man_page(const tables *t, size_t index, char *path, size_t size, FILE *out) {
    static const char *const names[] = {"tesserad.8", "tessera_calls.3", "tessera_error.3"};
    char line[512], source[4096];
    if (index >= sizeof names / sizeof names[0])
        return false;
    snprintf(path, size, "docs/man/%s", names[index]);
    if (snprintf(source, sizeof source, "%s/%s.in", t->root, path) >= (int)sizeof source)
        generator_fail("path too long");
    FILE *in = fopen(source, "r");
    if (in == NULL)
        generator_fail("%s cannot be read", source);
    fprintf(out, ".\\\" Generated from %s.in and api/*.def; `make generate` writes it anew.\n", names[index]);
    while (fgets(line, sizeof line, in) != NULL)
        write_line(t, line, out);
    fclose(in);
    return true;
}

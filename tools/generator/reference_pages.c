// The pages of docs/reference/.
#include "modules.h"
#include "python.h"
#include "reference.h"
#include "writers.h"
#include <string.h>

static void write_top(FILE *out, const char *title) {
    fprintf(out, "# %s\n\n<!-- Generated from api/*.def; `make generate` writes it anew. -->\n\n", title);
}

// --- calls and models ------------------------------------------------------------------------------------------------

static bool is_noun(const tables *t, const char *name) {
    for (size_t i = 0; noun_at(t, i) != NULL; i++)
        if (strcmp(noun_at(t, i), name) == 0)
            return true;
    return false;
}

// Nouns first, then the modules that hold models only.
static const char *page_at(const tables *t, size_t index) {
    const char *name;
    for (size_t i = 0; (name = noun_at(t, i)) != NULL; i++)
        if (index-- == 0)
            return name;
    for (size_t i = 0; (name = module_at(t, i)) != NULL; i++)
        if (!is_noun(t, name) && index-- == 0)
            return name;
    return NULL;
}

static void write_models(FILE *out, const tables *t, const char *page) {
    const char *title = "\n## Models\n";
    for (size_t i = 0; i < t->model_count; i++) {
        const model *m = &t->models[i];
        const char *home = m->shown ? m->home : NULL;
        if (home == NULL || strcmp(home, page) != 0)
            continue;
        fputs(title, out);
        reference_model_section(out, m, page);
        title = "";
    }
}

static void write_calls(FILE *out, const tables *t, const char *noun) {
    fprintf(out,
            "The calls `tessera_%s_…` of C and `client.%s%s…` of Python, and the models that they give. The\n"
            "[index](README.md) tells how to read it.\n\n## Calls\n",
            noun, noun, strcmp(noun, PYTHON_CLIENT_NOUN) == 0 ? "" : ".");
    for (size_t i = 0; i < t->route_count; i++)
        if (strcmp(t->routes[i].noun, noun) == 0)
            reference_call_section(out, t, &t->routes[i]);
}

bool write_reference_page(const tables *t, size_t index, char *path, size_t size, FILE *out) {
    const char *page = page_at(t, index);
    if (page == NULL)
        return false;
    snprintf(path, size, "docs/reference/%s.md", page);
    write_top(out, page);
    if (is_noun(t, page))
        write_calls(out, t, page);
    else
        fputs("Models that the calls of several resources give or take.\n", out);
    write_models(out, t, page);
    return true;
}

// --- index -----------------------------------------------------------------------------------------------------------

static const char index_text[] =
    "Every call, model, enumeration and error of the API, in both languages. It is written from the tables that the\n"
    "server, its clients and its OpenAPI document are made of. The guides ([Python](../python.md), [C](../c.md)) tell\n"
    "how to use them.\n"
    "\n"
    "## How to read it\n"
    "\n"
    "**In C** a call is there three times: `tessera_x` waits and fills `*out`; `tessera_x_async`, with the same\n"
    "arguments up to `in`, gives a future at once; `tessera_x_result` takes the result of that future. Ids in the "
    "path\n"
    "are arguments; every other parameter is a field of `*in`, which may be NULL when none is required. Results are\n"
    "freed with the `_free` function of their type.\n"
    "\n"
    "**In Python** the signature is that of `TesseraClient`; on `AsyncTesseraClient` the same call is awaited. Every\n"
    "parameter may be given by its name.\n"
    "\n"
    "**Defaults** are what a parameter counts as when it is not given; an empty cell means that nothing is sent. A\n"
    "limit that names a setting in brackets is that of a server with the usual settings.\n"
    "\n"
    "**Scope** is what the caller's credential must allow. A server with authentication off asks for none.\n"
    "\n"
    "**Fields** that are null or absent are `None` in Python; in C they are zero or NULL and their bit in `present` "
    "is\n"
    "clear (`TESSERA_HAS`).\n"
    "\n"
    "**Errors** that follow from a call's description are listed with it. Rules of the domain (a version that exists\n"
    "already, a schema that is not valid) have codes of their own; [errors.md](errors.md) has all codes, and\n"
    "[the guide](../errors.md) tells what to do with them.\n"
    "\n"
    "## Types\n"
    "\n";

void write_reference_index(const tables *t, FILE *out) {
    const char *noun, *module;
    write_top(out, "Reference");
    fputs(index_text, out);
    reference_kinds(out);
    fputs("\n## Calls\n", out);
    for (size_t i = 0; (noun = noun_at(t, i)) != NULL; i++) {
        fprintf(out, "\n### [%s](%s.md)\n\n| call | request | |\n|---|---|---|\n", noun, noun);
        for (size_t j = 0; j < t->route_count; j++) {
            const route *r = &t->routes[j];
            if (strcmp(r->noun, noun) != 0)
                continue;
            fprintf(out, "| [%s](%s.md#%s%s) | `%s %s` | ", r->sdk, noun, noun, r->sdk, r->method, r->path);
            reference_text(out, r->summary);
            fputs(" |\n", out);
        }
    }
    fputs("\n## More\n\n", out);
    for (size_t i = 0; (module = page_at(t, i)) != NULL; i++)
        if (!is_noun(t, module))
            fprintf(out, "- [%s.md](%s.md): models that the calls of several resources give or take.\n", module,
                    module);
    fputs("- [enums.md](enums.md): the enumerations.\n- [errors.md](errors.md): the error codes.\n"
          "- [jobs.md](jobs.md): what the server does from time to time.\n"
          "- [metrics.md](metrics.md): what it counts.\n"
          "- [settings.md](settings.md): the settings of the server.\n",
          out);
}

// --- enumerations, errors, jobs, metrics and settings ----------------------------------------------------------------

void write_reference_enums(const tables *t, FILE *out) {
    write_top(out, "Enumerations");
    fputs("The values of each enumeration: its text on the wire, the member in Python, which compares equal to that "
          "text, and the constant\nin C. A value that a client does not know yet stays a text in Python and is "
          "`TESSERA_ENUM_UNKNOWN` in C.\n",
          out);
    for (size_t i = 0; i < t->enum_count; i++) {
        const enumeration *e = &t->enums[i];
        fprintf(out, "\n## %s\n\n", e->title);
        reference_text(out, e->doc);
        fprintf(out, ". In C `tessera_%s`.\n\n| text | Python | C | meaning |\n|---|---|---|---|\n", e->name);
        for (size_t j = 0; j < e->count; j++) {
            const enumeration_value *v = &e->values[j];
            fprintf(out, "| `%s` | `%s.%s` | `TESSERA_%s_%s` | ", v->wire, e->title, name_upper(v->name).text,
                    name_upper(e->name).text, name_upper(v->name).text);
            reference_text(out, v->doc);
            fputs(" |\n", out);
        }
    }
}

void write_reference_errors(const tables *t, FILE *out) {
    write_top(out, "Error codes");
    fputs("What `error.code` of a reply with an error status may be: `code` of Python's exceptions and of C's "
          "`tessera_error`.\n[The guide](../errors.md) tells what to do with them.\n\n## Codes\n\n"
          "| code | status | message | meaning |\n|---|---|---|---|\n",
          out);
    for (size_t i = 0; i < t->error_count; i++) {
        const error_row *e = &t->errors[i];
        fprintf(out, "| `%s` | %d | ", e->code, e->status);
        reference_text(out, e->message);
        fputs(" | ", out);
        reference_text(out, e->doc);
        fputs(" |\n", out);
    }
}

void write_reference_jobs(const tables *t, FILE *out) {
    write_top(out, "Jobs");
    fputs(
        "What servers do by themselves from time to time. Of several servers on one database one does a job at a time; "
        "when it is not\nheard of for longer than the lease, another takes the job over. `jobs` of "
        "[/health](health.md#healthjob) tells how each went;\n[the guide](../operations.md#jobs) tells the rest.\n\n"
        "| job | what it does | every | lease |\n|---|---|---|---|\n",
        out);
    for (size_t i = 0; i < t->job_count; i++) {
        const job_row *j = &t->jobs[i];
        const setting *period = &t->settings[j->period];
        fprintf(out, "| `%s` | ", j->name);
        reference_text(out, j->doc);
        fprintf(out, " | %s s (`%s`) | %d s |\n", period->fallback, period->variable, j->lease);
    }
}

static void write_labels(FILE *out, const char *labels) {
    for (const char *separator = ""; *labels != '\0'; separator = ", ") {
        size_t length = strcspn(labels, ",");
        fprintf(out, "%s`%.*s`", separator, (int)length, labels);
        labels += length + (labels[length] == ',');
    }
}

static const char *type_in_words(const metric_row *m) {
    return strcmp(m->type, "COUNTER") == 0 ? "counter" : strcmp(m->type, "GAUGE") == 0 ? "gauge" : "histogram";
}

void write_reference_metrics(const tables *t, FILE *out) {
    write_top(out, "Metrics");
    fputs(
        "What `GET /metrics` tells, in the text format of Prometheus. Counters and distributions are the process's own "
        "and begin at its\nstart; what is in the database is the same on every server that shares it. With *created* "
        "marked, another series beside each\ntells since when it counts: its name ends in `_created` in place of "
        "`_total`. [The guide](../observability.md) tells the rest.\n\n"
        "| metric | type | labels | created | meaning |\n|---|---|---|---|---|\n",
        out);
    for (size_t i = 0; i < t->metric_count; i++) {
        const metric_row *m = &t->metrics[i];
        fprintf(out, "| `%s` | %s | ", m->name, type_in_words(m));
        write_labels(out, m->labels);
        fprintf(out, " | %s | ", strcmp(m->since, "CREATED") == 0 ? "yes" : "");
        reference_text(out, m->doc);
        fputs(" |\n", out);
    }
}

void write_reference_settings(const tables *t, FILE *out) {
    write_top(out, "Settings");
    fputs(
        "What `tesserad` can be told, by an option, the environment or the configuration file, the first of these that "
        "says it.\n`NAME_FILE` names a file that holds the value. [The guide](../operations.md#settings) tells the "
        "rest.\n\n"
        "| setting | default | meaning |\n|---|---|---|\n",
        out);
    for (size_t i = 0; i < t->setting_count; i++) {
        const setting *s = &t->settings[i];
        bool secret = strncmp(s->kind, "SECRET", strlen("SECRET")) == 0 || strcmp(s->kind, "URL") == 0;
        fprintf(out, "| `%s`", s->variable);
        if (secret)
            fprintf(out, ", `%s_FILE`", s->variable);
        if (s->flag != NULL)
            fprintf(out, ", `%s`", s->flag);
        fputs(" | ", out);
        if (s->fallback != NULL)
            fprintf(out, "`%s`", s->fallback);
        fputs(" | ", out);
        reference_text(out, s->doc);
        if (s->maximum != 0)
            fprintf(out, ". From %lld to %lld", (long long)s->minimum, (long long)s->maximum);
        fputs(" |\n", out);
    }
}

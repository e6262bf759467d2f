// The parts of docs/workflow.md that are tables: what each event makes of a proposal in each state, and whose each call is. The
// page around them is written by hand and goes through unchanged.
#include "fail.h"
#include "writers.h"
#include <ctype.h>
#include <errno.h>
#include <string.h>

#define PAGE "docs/workflow.md"
#define STATES_BEGIN "<!-- generated from api/workflow.def: states -->\n"
#define CALLS_BEGIN "<!-- generated from api/rights.def: calls -->\n"
#define END "<!-- end of what is generated -->\n"

enum { STATES = 6, LINE_MAXIMUM = 4096 };

static const struct {
    const char *name, *doc;
} rights[] = {
#define RIGHT(right, doc) {#right, doc},
#define EVENT(event, right, pending, approved, published, rejected, withdrawn, expired, doc)
#include "api/workflow.def"
#undef RIGHT
#undef EVENT
};

static const struct {
    const char *name, *right, *states[STATES], *doc;
} events[] = {
#define RIGHT(right, doc)
#define EVENT(event, right, pending, approved, published, rejected, withdrawn, expired, doc)                           \
    {#event, #right, {#pending, #approved, #published, #rejected, #withdrawn, #expired}, doc},
#include "api/workflow.def"
#undef RIGHT
#undef EVENT
};

static const struct {
    const char *name, *doc;
} owners[] = {
#define WHOSE(whose, doc) {#whose, doc},
#define CALL(noun, verb, whose)
#define STEP(noun, verb, event)
#include "api/rights.def"
#undef WHOSE
#undef CALL
#undef STEP
};

static const struct {
    const char *noun, *verb, *whose, *event; // one of the two is NULL
} calls[] = {
#define WHOSE(whose, doc)
#define CALL(noun, verb, whose) {#noun, #verb, #whose, NULL},
#define STEP(noun, verb, event) {#noun, #verb, NULL, #event},
#include "api/rights.def"
#undef WHOSE
#undef CALL
#undef STEP
};

enum { CALLS = sizeof calls / sizeof *calls };

static void write_states(const tables *t, FILE *out) {
    (void)t;
    fputs("\n| event | whose | pending | approved | published | rejected | withdrawn | expired | |\n"
          "|---|---|---|---|---|---|---|---|---|\n",
          out);
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        fprintf(out, "| %s | %s |", events[i].name, events[i].right);
        for (int s = 0; s < STATES; s++)
            fprintf(out, " %s |", strcmp(events[i].states[s], "no") == 0 ? "–" : events[i].states[s]);
        fprintf(out, " %s |\n", events[i].doc);
    }
    fputs("\n| whose | |\n|---|---|\n", out);
    for (size_t i = 0; i < sizeof rights / sizeof *rights; i++)
        fprintf(out, "| %s | %s |\n", rights[i].name, rights[i].doc);
    fputc('\n', out);
}

// --- whose the calls are ---------------------------------------------------------------------------------------------

static const route *route_of(const tables *t, size_t call) {
    for (size_t i = 0; i < t->route_count; i++)
        if (strcmp(t->routes[i].noun, calls[call].noun) == 0 && strcmp(t->routes[i].verb, calls[call].verb) == 0)
            return &t->routes[i];
    generator_fail("api/rights.def: there is no route %s.%s", calls[call].noun, calls[call].verb);
}

// Its owner's name, which is in one of the two tables.
static const char *whose_is(size_t call) {
    const char *name = calls[call].whose;
    for (size_t i = 0; name == NULL && i < sizeof events / sizeof *events; i++)
        if (strcmp(events[i].name, calls[call].event) == 0)
            name = events[i].right;
    for (size_t i = 0; name != NULL && i < sizeof owners / sizeof *owners; i++)
        if (strcmp(owners[i].name, name) == 0)
            return name;
    for (size_t i = 0; name != NULL && i < sizeof rights / sizeof *rights; i++)
        if (strcmp(rights[i].name, name) == 0)
            return name;
    generator_fail("api/rights.def: nobody is told whose %s.%s is", calls[call].noun, calls[call].verb);
}

static bool is_told(const route *r) {
    for (size_t i = 0; i < CALLS; i++)
        if (strcmp(r->noun, calls[i].noun) == 0 && strcmp(r->verb, calls[i].verb) == 0)
            return true;
    return false;
}

static void check_calls(const tables *t) {
    static const char *const whole[] = {"proposals", "registrations", "discovery", "graph"};
    for (size_t i = 0; i < t->route_count; i++)
        for (size_t n = 0; n < sizeof whole / sizeof *whole; n++)
            if (strcmp(t->routes[i].noun, whole[n]) == 0 && !is_told(&t->routes[i]))
                generator_fail("api/rights.def does not say whose %s.%s is", t->routes[i].noun, t->routes[i].verb);
}

static void write_calls(const tables *t, FILE *out) {
    check_calls(t);
    fputs("\n| call | scope | whose |\n|---|---|---|\n", out);
    for (size_t i = 0; i < CALLS; i++) {
        const route *r = route_of(t, i);
        const char *whose = whose_is(i);
        if (strcmp(r->scope, "ADMIN") == 0 && strcmp(whose, "admin") != 0)
            generator_fail("api/rights.def: %s.%s asks for the scope of an admin", r->noun, r->verb);
        fprintf(out, "| `%s %s` | ", r->method, r->path);
        for (const char *c = r->scope; *c != '\0'; c++)
            fputc(tolower((unsigned char)*c), out);
        fprintf(out, " | %s |\n", whose);
    }
    fputs("\nBeside those of the first table:\n\n| whose | |\n|---|---|\n", out);
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
        fprintf(out, "| %s | %s |\n", owners[i].name, owners[i].doc);
    fputc('\n', out);
}

// --- the page --------------------------------------------------------------------------------------------------------

static const struct {
    const char *begin;
    void (*write)(const tables *t, FILE *out);
} parts[] = {{STATES_BEGIN, write_states}, {CALLS_BEGIN, write_calls}};

enum { PARTS = sizeof parts / sizeof *parts };

// The part that begins with the line; PARTS: none does.
static size_t part_of(const char *line) {
    size_t part = 0;
    while (part < PARTS && strcmp(line, parts[part].begin) != 0)
        part++;
    return part;
}

void write_workflow(const tables *t, FILE *out) {
    char path[LINE_MAXIMUM], line[LINE_MAXIMUM];
    bool skipping = false;
    size_t written = 0;
    snprintf(path, sizeof path, "%s/" PAGE, t->root);
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        generator_fail("%s: %s", path, strerror(errno));
    while (fgets(line, sizeof line, in) != NULL) {
        skipping = skipping && strcmp(line, END) != 0;
        if (!skipping)
            fputs(line, out);
        size_t part = part_of(line);
        if (part == PARTS)
            continue;
        parts[part].write(t, out);
        skipping = true;
        written++;
    }
    fclose(in);
    if (written != PARTS || skipping)
        generator_fail("%s has no place for one of its tables", path);
}

// The part of docs/workflow.md that is a table: what each event makes of a proposal in each state. The page around it is written by
// hand and goes through unchanged.
#include "fail.h"
#include "writers.h"
#include <errno.h>
#include <string.h>

#define PAGE "docs/workflow.md"
#define BEGIN "<!-- generated from api/workflow.def: states -->\n"
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

static void write_states(FILE *out) {
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

void write_workflow(const tables *t, FILE *out) {
    char path[LINE_MAXIMUM], line[LINE_MAXIMUM];
    bool skipping = false, written = false;
    snprintf(path, sizeof path, "%s/" PAGE, t->root);
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        generator_fail("%s: %s", path, strerror(errno));
    while (fgets(line, sizeof line, in) != NULL) {
        skipping = skipping && strcmp(line, END) != 0;
        if (!skipping)
            fputs(line, out);
        if (strcmp(line, BEGIN) != 0)
            continue;
        write_states(out);
        skipping = written = true;
    }
    fclose(in);
    if (!written || skipping)
        generator_fail("%s has no place for the table of states", path);
}

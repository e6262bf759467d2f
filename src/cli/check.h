// What `check` finds: files held against what holds now.
#pragma once
#include "cli/document.h"

typedef enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR } severity;

typedef enum verdict {
    VERDICT_NEW,
    VERDICT_UNCHANGED,
    VERDICT_COMPATIBLE,
    VERDICT_BREAKING,
    VERDICT_ERROR,
    VERDICTS
} verdict;

typedef struct finding {
    const char *kind; // "property_removed"
    const char *path, *pointer, *message;
    const value *old_value, *new_value; // NULL: null
    bool breaks_backward, breaks_forward, breaks_full;
    bool breaking; // the mode that is judged by
    severity severity;
    uint32_t line, column;
    char fingerprint[17];
    const value *waiver; // that covers it; NULL: none
} finding;

typedef struct checked {
    const char *file;
    const char *asset;    // NULL: none is named
    const char *language; // asked for; NULL: as the content tells
    const char *mode;     // "backward"
    const char *from;     // version of the baseline; NULL: it has none
    const char *suggested;
    const char *proposal;                 // id of the proposal about that schema; NULL: none
    const char *proposal_state;           // "approved", "pending"
    const value *consumers, *waiting_for; // lists of names; NULL: not told
    verdict verdict;
    const char *problem; // of VERDICT_ERROR
    finding *findings;
    size_t count;
    size_t breaking, waived;
    double seconds;
} checked;

typedef struct report {
    const char *against; // "git main (1f0a2b3c)", for people
    checked *items;
    size_t count;
    size_t counts[VERDICTS];
    size_t waived;
    bool breaking; // something breaks that neither a waiver nor an approval covers
    const char **warnings;
    size_t warning_count;
    double seconds;
} report;

const char *severity_name(severity s);
const char *verdict_name(verdict v);
// "backward, full": the modes that it breaks; "" for none.
const char *finding_modes(pool *p, const finding *f);
// Its name for people: the asset, or the file.
const char *checked_name(const checked *k);

// --- baselines (baseline.c) ------------------------------------------------------------------------------------------

typedef struct baseline baseline;

// What --against says, or what is usual here. NULL: it is not to be had, and standard error says why, `*status` is what the
// command ends with.
baseline *baseline_new(cli *c, const char *against, bool fall_back, int *status);
const char *baseline_name(const baseline *b);
// Fetches what is needed for all files at once. False: as above.
bool baseline_fetch(cli *c, baseline *b, const report *r, int *status);
// What holds now for the file of that number, with its version, mode and consumers in `k`. NULL: nothing does, or `*problem`
// says why it cannot be told.
const char *baseline_text(cli *c, baseline *b, size_t index, checked *k, size_t *length, const char **problem);
// Asks the server about a change that breaks: is there a proposal of that schema, and how far has it come?
void baseline_ask_proposal(cli *c, baseline *b, checked *k, const document *d);
bool baseline_is_server(const baseline *b);

// --- comparisons (findings.c) ----------------------------------------------------------------------------------------

// Compares two documents and fills findings, verdict and suggested version of `k`; `old` NULL: there is none.
void findings_compare(cli *c, checked *k, const document *old, const document *new);
// The part of an Avro schema at the path of a change, or the nearest part around it (avro_place.c).
const value *avro_locate(const value *document, const char *path);
// Which findings waivers cover, and what is to be said of waivers: they are over, or cover nothing.
void findings_waive(cli *c, report *r);

// --- printing --------------------------------------------------------------------------------------------------------

// Writes the report in that format. False: there is none of that name.
bool print_report(cli *c, const report *r, const char *format, out *o);
bool is_print_format(const char *format);
void print_text(cli *c, const report *r, out *o, bool colors);
const value *report_value(cli *c, const report *r);
void print_github(cli *c, const report *r, out *o);
void print_sarif(cli *c, const report *r, out *o);
void print_junit(cli *c, const report *r, out *o);
void print_gitlab(cli *c, const report *r, out *o);
void print_markdown(cli *c, const report *r, out *o, size_t most);
void print_azure(cli *c, const report *r, out *o);

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
    const char *file;     // "-": standard input
    const char *asset;    // NULL: none is named
    const char *language; // asked for; NULL: as the content tells
    const char *mode;     // "backward"
    const char *from;     // version of the baseline; NULL: it has none
    const char *suggested;
    const char *was;                      // path that it had in git; NULL: it was not renamed
    const char *proposal;                 // id of the proposal about that schema; NULL: none
    const char *proposal_state;           // "approved", "pending"
    const value *consumers, *waiting_for; // lists of names; NULL: not told
    const value *agreed;                  // who approved; NULL: not told
    const char *way_out;                  // what would keep it compatible; NULL: nothing was found, or is needed
    verdict verdict;
    const char *problem; // of VERDICT_ERROR
    finding *findings;
    size_t count;
    size_t breaking, waived;
    double seconds;
} checked;

// What a command found out about files, for all formats. `check` holds them against something; others say so in `about`.
typedef struct report report;
struct report {
    const char *title;        // "tessera check"
    const char *against;      // "git main (1f0a2b3c)", for people; NULL: they are looked at by themselves
    const char *const *words; // for each verdict, NULL for one that does not occur; NULL: those of `check`
    // The text for people and the document of that command; NULL: those of `check`.
    void (*text)(cli *c, const report *r, out *o, bool colors);
    const value *(*tree)(cli *c, const report *r);
    const void *own; // what those two know besides
    checked *items;
    size_t count;
    size_t counts[VERDICTS];
    size_t waived;
    bool breaking; // something breaks that neither a waiver nor an approval covers
    bool refused;  // nothing may break, but there is what the project calls an error
    const char **warnings;
    size_t warning_count;
    double seconds;
    bool by_hand;  // somebody looks into something: no pipeline is told of it
    bool streamed; // as lines, file by file, to standard output
};

const char *severity_name(severity s);
// "breaking": of a file, and of them all.
const char *verdict_name(const report *r, verdict v);
const char *report_verdict(const report *r);
// "3 file(s): 1 new, ...": what was counted, in one line.
const char *report_counts(pool *p, const report *r);
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
// Fetches what is needed for all files at once, which the words of the command named. False: as above.
bool baseline_fetch(cli *c, baseline *b, const arguments *a, report *r, int *status);
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
// Fills a finding but for its place: severity, whether it breaks the mode of `k`, fingerprint. The values are JSON or NULL.
void finding_judge(cli *c, const checked *k, finding *f, const char *old_value, const char *new_value);
// A change as the server tells it, of a file whose lines are not known.
finding finding_of_change(cli *c, const checked *k, const value *change, bool breaking);
// Worst first, else as they are.
void findings_sort(pool *p, checked *k);
// Which of the file's findings waivers cover.
void findings_waive(cli *c, report *r, checked *k);
// Something that no file is to be blamed for; the text is borrowed.
void report_warn(cli *c, report *r, const char *text);
// What is to be said of waivers, once all files are known: they are over, or cover nothing.
void waivers_judge(cli *c, report *r);

// --- reports (report.c) ----------------------------------------------------------------------------------------------

// Whether --output asks for what there is, and for one document on standard output at most.
bool report_formats(cli *c);
// Whether findings are to be written as lines while files are read.
bool report_streams(cli *c);
void report_stream(cli *c, report *r, const checked *k);
// Writes the report as --output says, and what a pipeline wants to be told besides. False: a file cannot be written.
bool report_say(cli *c, const report *r);
// Counts verdicts, and whether something breaks that neither a waiver nor an approval covers.
void report_count(report *r);
// What the command ends with, by --fail-on.
int report_status(const arguments *a, const report *r);
bool is_approved(const checked *k);
// Whether the file has something that breaks nothing, and that the project calls an error all the same.
bool is_refused(const checked *k);

// The file as its repository knows it, where it is in one that the working folder is in; else as it was given (place.c).
const char *repository_place(cli *c, const char *file);

// --- printing --------------------------------------------------------------------------------------------------------

void print_text(cli *c, const report *r, out *o, bool colors);
const value *report_value(cli *c, const report *r);
const value *finding_value(cli *c, const finding *f);
void print_github(cli *c, const report *r, out *o);
void print_sarif(cli *c, const report *r, out *o);
void print_junit(cli *c, const report *r, out *o);
void print_gitlab(cli *c, const report *r, out *o);
void print_markdown(cli *c, const report *r, out *o, size_t most);
void print_azure(cli *c, const report *r, out *o);
// A finding a line, as JSON (print_lines.c); as a table with names on top.
void print_ndjson(cli *c, const report *r, out *o);
void print_ndjson_file(cli *c, const report *r, const checked *k, out *o);
void print_csv(cli *c, const report *r, out *o);
// A page by itself: no scripts, nothing from elsewhere (print_html.c).
void print_html(cli *c, const report *r, out *o);

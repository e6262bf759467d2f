// What was found, in a word, in one line, and as what the program ends with.
#include "cli/check.h"
#include <string.h>

static const char *const usual_words[VERDICTS] = {"new", "unchanged", "compatible", "breaking", "error"};

const char *verdict_name(const report *r, verdict v) {
    return (r->words == NULL ? usual_words : r->words)[v];
}

const char *report_verdict(const report *r) {
    return verdict_name(r, r->breaking                    ? VERDICT_BREAKING
                           : r->counts[VERDICT_ERROR] > 0 ? VERDICT_ERROR
                                                          : VERDICT_COMPATIBLE);
}

const char *report_counts(pool *p, const report *r) {
    out text = {0};
    out_printf(&text, "%zu file(s): ", r->count);
    const char *sign = "";
    for (verdict v = 0; v < VERDICTS; v++) {
        if (verdict_name(r, v) == NULL)
            continue;
        out_printf(&text, "%s%zu %s%s", sign, r->counts[v], verdict_name(r, v), v == VERDICT_ERROR ? "(s)" : "");
        sign = ", ";
    }
    if (r->waived > 0)
        out_printf(&text, ", %zu waived", r->waived);
    const char *line = pool_copy(p, text.data, text.length);
    out_done(&text);
    return line;
}

bool is_approved(const checked *k) {
    return k->proposal_state != NULL && strcmp(k->proposal_state, "approved") == 0;
}

bool is_refused(const checked *k) {
    for (size_t i = 0; i < k->count; i++)
        if (k->findings[i].severity == SEVERITY_ERROR && !k->findings[i].breaking && k->findings[i].waiver == NULL)
            return true;
    return false;
}

void report_count(report *r) {
    for (size_t i = 0; i < r->count; i++) {
        const checked *k = &r->items[i];
        r->counts[k->verdict]++;
        r->refused = r->refused || is_refused(k);
        r->breaking = r->breaking || (k->verdict == VERDICT_BREAKING && k->breaking > k->waived && !is_approved(k));
    }
}

int report_status(const arguments *a, const report *r) {
    const char *fail_on = argument(a, "fail-on");
    bool never = fail_on != NULL && strcmp(fail_on, "never") == 0, any = fail_on != NULL && strcmp(fail_on, "any") == 0;
    bool changed = r->counts[VERDICT_BREAKING] + r->counts[VERDICT_COMPATIBLE] > 0;
    if (((r->breaking || r->refused) && !never) || (any && changed))
        return EXIT_NO;
    return r->counts[VERDICT_ERROR] > 0 ? EXIT_UNKNOWN : EXIT_YES;
}

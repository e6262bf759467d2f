// Each question is a proof of its own, so that a hard one does not spend what the next one needs.
#include "schema/decide/proof.h"

// Enough for real compositions; a proof that needs more is not found.
enum { PROOF_STEPS = 20000 };

bool decide_within(work *w, const node *a, const node *b) {
    proof p = {.work = w, .steps = PROOF_STEPS};
    return proof_within(&p, a, b, 0);
}

bool decide_keyword(work *w, const node *a, const node *b, schema_keyword k) {
    proof p = {.work = w, .steps = PROOF_STEPS};
    return proof_keyword(&p, a, b, k);
}

bool decide_member(work *w, const node *a, text name, const node *wanted) {
    proof p = {.work = w, .steps = PROOF_STEPS};
    return proof_member_follows(&p, a, name, wanted);
}

bool decide_apart(work *w, const node *a, const node *b) {
    proof p = {.work = w, .steps = PROOF_STEPS};
    return proof_apart(&p, a, b, 0);
}

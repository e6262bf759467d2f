// Each question is a proof of its own, so that a hard one does not spend what the next one needs.
#include "schema/decide/proof.h"

// Enough for real compositions; a proof that needs more is not found.
enum { PROOF_DEPTH = 12, PROOF_STEPS = 20000 };

bool proof_step(proof *p, unsigned depth) {
    if (depth > PROOF_DEPTH || p->steps == 0 || !work_visit(p->work))
        return false;
    p->steps--;
    return true;
}

bool decide_within(work *w, const node *a, const node *b) {
    proof p = {.work = w, .steps = PROOF_STEPS};
    return proof_within(&p, a, b, 0);
}

bool decide_keyword(work *w, const node *a, const node *b, schema_keyword k) {
    proof p = {.work = w, .steps = PROOF_STEPS};
    return proof_keyword(&p, a, b, k);
}

bool decide_apart(work *w, const node *a, const node *b) {
    proof p = {.work = w, .steps = PROOF_STEPS};
    return proof_apart(&p, a, b, 0);
}

unsigned decide_types(const node *n) {
    unsigned types = n->types;
    const branch_list *list = node_branches(n);
    for (size_t i = 0; i < list->count; i++)
        types &= node_of(list->items[i].schema)->types;
    return types;
}

// The walk reports what two schemas say differently, keyword by keyword, and calls breaking what it cannot follow. Where
// something breaks, the whole question is put to the decision: are all documents of the one schema that count accepted by the
// other? If so, what was found breaks nothing in that direction, unless it is a promise that goes beyond documents: a declared
// property or pattern, a default, null as a value. That an object was open is a promise too; it is kept only when documents with
// undeclared members are accepted as well.
#include "schema/compare/compare.h"
#include "schema/decide/decide.h"

typedef enum promise {
    PROMISE_NONE,     // it is about documents that count
    PROMISE_OPENNESS, // about all documents
    PROMISE_KEPT      // about more than documents, or surely about some that count
} promise;

static promise promise_of(const schema_change *change) {
    switch (change->kind) {
    case SCHEMA_PROPERTY_ADDED:
    case SCHEMA_PROPERTY_REMOVED:
    case SCHEMA_PATTERN_PROPERTY_ADDED:
    case SCHEMA_PATTERN_PROPERTY_REMOVED:
    case SCHEMA_DEFAULT_ADDED:
    case SCHEMA_DEFAULT_REMOVED:
        return PROMISE_KEPT;
    case SCHEMA_NULLABLE_ADDED:
    case SCHEMA_NULLABLE_REMOVED:
        if (!change->restated)
            return PROMISE_KEPT;
        return change->openness ? PROMISE_OPENNESS : PROMISE_NONE;
    default:
        return change->certain ? PROMISE_KEPT : change->openness ? PROMISE_OPENNESS : PROMISE_NONE;
    }
}

// Which promises are broken in that direction, as bits; `*shown`: some document that counts surely shows one.
static unsigned broken(const change_list *list, schema_mode mode, bool *shown) {
    unsigned promises = 0;
    *shown = false;
    for (size_t i = 0; i < list->count; i++) {
        if (!schema_breaks(list->items[i].kind, mode))
            continue;
        promises |= 1u << promise_of(&list->items[i]);
        *shown = *shown || list->items[i].certain;
    }
    return promises;
}

static bool is_within(comparison *c, const node *from, const node *to, bool closed) {
    size_t visits = c->work.visits;
    c->work.visits = 0; // a budget of its own
    answer within = decide_inclusion(&c->work, c->decisions, from, to, closed).answer;
    c->unsure = c->unsure || within == ANSWER_UNKNOWN;
    c->work.exhausted = false;
    c->work.visits = visits;
    return within == ANSWER_YES;
}

// The weakest promise that stands in that direction; whatever is weaker breaks nothing after all.
static promise standing(comparison *c, const node *from, const node *to, schema_mode mode) {
    bool shown;
    unsigned promises = broken(&c->changes, mode, &shown);
    if (shown || (promises & (1u << PROMISE_NONE | 1u << PROMISE_OPENNESS)) == 0)
        return PROMISE_NONE;
    bool open = (promises & 1u << PROMISE_OPENNESS) != 0, some = (promises & 1u << PROMISE_NONE) != 0;
    if ((open || c->policy == SCHEMA_STRICT) && is_within(c, from, to, false))
        return PROMISE_KEPT;
    return some && c->policy != SCHEMA_STRICT && is_within(c, from, to, true) ? PROMISE_OPENNESS : PROMISE_NONE;
}

// What a change is that breaks in one direction less. False: none at all.
static bool lessen(arena *a, schema_change *change, schema_mode mode) {
    schema_mode other = mode == SCHEMA_BACKWARD ? SCHEMA_FORWARD : SCHEMA_BACKWARD;
    if (!schema_breaks(change->kind, other))
        return false;
    bool backward = mode == SCHEMA_BACKWARD;
    if (change->kind == SCHEMA_TYPE_CHANGED) {
        change->kind = backward ? SCHEMA_TYPE_WIDENED : SCHEMA_TYPE_NARROWED;
        return true;
    }
    if (change->kind == SCHEMA_UNDECIDED)
        change->message = arena_printf(a,
                                       backward ? "'%s' changed, and all that was accepted still is"
                                                : "'%s' changed, and nothing is accepted that was not",
                                       change->path);
    change->kind = backward ? SCHEMA_CONSTRAINT_RELAXED : SCHEMA_CONSTRAINT_TIGHTENED;
    return true;
}

static void clear(comparison *c, schema_mode mode, promise stands) {
    size_t kept = 0;
    for (size_t i = 0; i < c->changes.count; i++) {
        schema_change *change = &c->changes.items[i];
        if (!schema_breaks(change->kind, mode) || promise_of(change) >= stands || lessen(c->a, change, mode))
            c->changes.items[kept++] = *change;
    }
    c->changes.count = kept;
}

void compare_settle(comparison *c, const node *old, const node *new) {
    if (c->work.exhausted || c->changes.overflow || c->changes.count == 0)
        return;
    promise backward = standing(c, old, new, SCHEMA_BACKWARD), forward = standing(c, new, old, SCHEMA_FORWARD);
    clear(c, SCHEMA_BACKWARD, backward);
    clear(c, SCHEMA_FORWARD, forward);
}

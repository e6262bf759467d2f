// A cluster is walked over conjuncts, whose word always holds, and over alternatives and conditions, whose word may hold.
#include "schema/cluster.h"

static const uint64_t composing = KEYWORD_BIT(ALL_OF) | KEYWORD_BIT(ANY_OF) | KEYWORD_BIT(ONE_OF) | KEYWORD_BIT(IF) |
                                  KEYWORD_BIT(THEN) | KEYWORD_BIT(ELSE) | KEYWORD_BIT(DEPENDENT_SCHEMAS);

enum { CLUSTER_DEPTH = 20 };

bool cluster_is_composed(const node *n) {
    return (n->keywords & composing) != 0;
}

// The schema of members that are not declared, where it says something about them and lets some pass.
static const node *governing(const node *n) {
    schema_keyword k =
        node_has(n, KEYWORD_ADDITIONAL_PROPERTIES) ? KEYWORD_ADDITIONAL_PROPERTIES : KEYWORD_UNEVALUATED_PROPERTIES;
    const node *rest = node_child(n, k);
    return node_is_true(rest) || rest->never ? NULL : rest;
}

static void found(declaration *d, const node *schema, bool by_name, bool always) {
    d->conditional = d->conditional || !always;
    if (always && (d->schema == NULL || (by_name && !d->by_name))) {
        d->schema = node_of(schema);
        d->by_name = by_name;
    }
}

static void declares_here(work *w, const node *n, text name, bool always, declaration *d) {
    const node_entry *own = node_table_find(node_compiled(n, KEYWORD_PROPERTIES), name);
    if (own != NULL) {
        found(d, own->schema, true, always);
        return;
    }
    const node_table *patterns = node_entries(n, KEYWORD_PATTERN_PROPERTIES);
    bool matched = false;
    for (size_t i = 0; i < patterns->count && work_visit(w); i++) {
        answer occurs = work_occurs(w, patterns->items[i].name, name);
        if (occurs == ANSWER_YES)
            found(d, patterns->items[i].schema, false, always);
        d->conditional = d->conditional || occurs == ANSWER_UNKNOWN;
        matched = matched || occurs != ANSWER_NO;
    }
    if (!matched && governing(n) != NULL)
        found(d, governing(n), false, always);
}

static void declares(work *w, const node *n, text name, bool always, unsigned depth, declaration *d);

static void declares_list(work *w, const node *n, schema_keyword k, text name, unsigned depth, declaration *d) {
    const node_list *list = node_schemas(n, k);
    for (size_t i = 0; i < list->count; i++)
        declares(w, list->items[i], name, false, depth + 1, d);
}

static void declares(work *w, const node *n, text name, bool always, unsigned depth, declaration *d) {
    n = node_of(n);
    if (depth > CLUSTER_DEPTH || !work_visit(w)) {
        d->conditional = true;
        return;
    }
    declares_here(w, n, name, always, d);
    if (!cluster_is_composed(n))
        return;
    const branch_list *all = node_branches(n);
    for (size_t i = 0; i < all->count; i++)
        declares(w, all->items[i].schema, name, always, depth + 1, d);
    declares_list(w, n, KEYWORD_ANY_OF, name, depth, d);
    declares_list(w, n, KEYWORD_ONE_OF, name, depth, d);
    static const schema_keyword conditions[] = {KEYWORD_IF, KEYWORD_THEN, KEYWORD_ELSE};
    for (size_t i = 0; i < 3; i++)
        if (node_has(n, conditions[i]))
            declares(w, node_child(n, conditions[i]), name, false, depth + 1, d);
    const dependent_table *table = node_dependents(n, KEYWORD_DEPENDENT_SCHEMAS);
    for (size_t i = 0; i < table->count; i++)
        declares(w, table->items[i].schema, name, false, depth + 1, d);
}

declaration cluster_declares(work *w, const node *cluster, text name) {
    declaration d = {0};
    declares(w, cluster, name, true, 0, &d);
    return d;
}

static bool requires(work *w, const node *n, text name, unsigned depth) {
    n = node_of(n);
    if (name_set_holds(node_compiled(n, KEYWORD_REQUIRED), name))
        return true;
    const branch_list *all = node_branches(n);
    for (size_t i = 0; i < all->count && depth < CLUSTER_DEPTH && work_visit(w); i++)
        if (requires(w, all->items[i].schema, name, depth + 1))
            return true;
    return false;
}

bool cluster_requires(work *w, const node *cluster, text name) {
    return requires(w, cluster, name, 0);
}

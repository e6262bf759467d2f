// Properties, required, additionalProperties, patternProperties, dependencies.
#include "schema/cluster.h"
#include "schema/compare/compare.h"
#include "schema/decide/decide.h"
#include "schema/regex.h"
#include "schema/render.h"

// The schema of a member as people should see it: what a bare reference leads to.
static const json_value *shown(const node *n) {
    return node_of(n)->source;
}

// --- properties ------------------------------------------------------------------------------------------------------

static place property_place(const place *properties, const node_entry *entry) {
    return (place){.up = properties, .name = entry->name};
}

static void property_alone(comparison *c, const node_entry *entry, bool added, const place *here) {
    const json_value *schema = shown(entry->schema);
    if (report_wanted(c)) {
        schema_change *change = report_change(c, added ? SCHEMA_PROPERTY_ADDED : SCHEMA_PROPERTY_REMOVED, here, NULL,
                                              added ? NULL : schema, added ? schema : NULL, "Property '%.*s' was %s",
                                              (int)entry->name.length, entry->name.data, added ? "added" : "removed");
        if (change != NULL)
            change->subject = entry->name;
    }
}

// A property on one side only. `other` is the cluster on the other side: what that says of the name by different means
// (a conjunct, a pattern, the schema of a map) is what the property is held against.
static void property_moved(comparison *c, const node_entry *entry, bool added, const node *other, const place *at) {
    const place properties = {.up = at, .name = TEXT("properties")}, here = property_place(&properties, entry);
    declaration d = cluster_declares(&c->work, other, entry->name);
    if (d.schema == NULL || !d.by_name)
        property_alone(c, entry, added, &here);
    if (d.schema != NULL && added) {
        compare_pair_backward(c, d.schema, entry->schema, &here);
    } else if (d.schema != NULL) {
        compare_pair_forward(c, entry->schema, d.schema, &here);
    } else if (d.conditional && !node_is_true(node_of(entry->schema)) && report_wanted(c)) {
        report_change(c, SCHEMA_UNDECIDED, &here, NULL, added ? NULL : shown(entry->schema),
                      added ? shown(entry->schema) : NULL,
                      "Property '%.*s' is also declared under a condition or as an alternative",
                      (int)entry->name.length, entry->name.data);
    }
}

static void property_removed(comparison *c, const node_entry *entry, const node *new, const place *at) {
    (void)new;
    property_moved(c, entry, false, c->new_cluster, at);
}

static void property_added(comparison *c, const node_entry *entry, const node *old, const place *at) {
    (void)old;
    property_moved(c, entry, true, c->old_cluster, at);
}

typedef void lonely_entry(comparison *c, const node_entry *entry, const node *other, const place *at);

// Calls `alone` for every entry of `a` whose name `b` lacks. Both are sorted: one pass over each.
static void entries_alone(comparison *c, const node_table *a, const node_table *b, lonely_entry *alone,
                          const node *other, const place *at) {
    size_t j = 0;
    for (size_t i = 0; i < a->count; i++) {
        int order = -1;
        while (j < b->count && (order = text_order(a->items[i].name, b->items[j].name)) > 0)
            j++;
        if (j == b->count || order != 0)
            alone(c, &a->items[i], other, at);
    }
}

static void entries_common(comparison *c, const node_table *a, const node_table *b, const char *keyword,
                           const place *at) {
    const place inside = {.up = at, .name = text_of(keyword)};
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        int order = text_order(a->items[i].name, b->items[j].name);
        if (order == 0) {
            const place here = {.up = &inside, .name = a->items[i].name};
            compare_pair(c, a->items[i].schema, b->items[j].schema, &here);
        }
        i += order <= 0;
        j += order >= 0;
    }
}

static bool same_names(const node_table *a, const node_table *b) {
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!text_equal(a->items[i].name, b->items[i].name))
            return false;
    return true;
}

static void compare_tables(comparison *c, schema_keyword k, const node *old, const node *new, lonely_entry *removed,
                           lonely_entry *added, const place *at) {
    const node_table *before = node_entries(old, k);
    const node_table *after = node_entries(new, k);
    if (!same_names(before, after)) {
        entries_alone(c, before, after, removed, new, at);
        entries_alone(c, after, before, added, old, at);
    }
    entries_common(c, before, after, keyword_name(k), at);
}

void compare_properties(comparison *c, const node *old, const node *new, const place *at) {
    compare_tables(c, KEYWORD_PROPERTIES, old, new, property_removed, property_added, at);
}

// --- patternProperties -----------------------------------------------------------------------------------------------

static void pattern_undecided(comparison *c, const node_entry *entry, const char *why, const place *here) {
    if (report_wanted(c)) {
        report_change(c, SCHEMA_UNDECIDED, here, NULL, NULL, NULL, "Pattern property '%.*s' %s",
                      (int)entry->name.length, entry->name.data, why);
    }
}

// Reports pairs in the direction of time: `own` belongs to the side that has the pattern.
static void compare_across(comparison *c, const node *other, const node *own, bool added, const place *here) {
    if (added)
        compare_pair_backward(c, other, own, here);
    else
        compare_pair_forward(c, own, other, here);
}

// The declared properties of the other side whose names the pattern takes in.
static void pattern_meets_properties(comparison *c, const node_entry *entry, const node_table *declared, bool added,
                                     const place *here) {
    regex *r = regex_new(entry->name);
    for (size_t i = 0; i < declared->count && work_visit(&c->work); i++) {
        answer occurs = r == NULL ? ANSWER_UNKNOWN : regex_occurs(r, declared->items[i].name);
        work_charge(&c->work, regex_cost(occurs) / 10); // the pattern is compiled once for all names
        if (occurs == ANSWER_YES) {
            compare_across(c, declared->items[i].schema, entry->schema, added, here);
        } else if (occurs == ANSWER_UNKNOWN) {
            pattern_undecided(c, entry, "cannot be matched against the declared properties", here);
            break;
        }
    }
    regex_free(r);
}

// Names that another pattern of the other side takes in as well: unknown, so the one must follow from the other.
static void pattern_meets_patterns(comparison *c, const node_entry *entry, const node_table *patterns,
                                   const place *here) {
    for (size_t i = 0; i < patterns->count; i++) {
        if (!decide_within(&c->work, patterns->items[i].schema, entry->schema)) {
            pattern_undecided(c, entry, "may take in names that another pattern takes in", here);
            return;
        }
    }
}

// A pattern on one side only, held against what the other side says of the names that it takes in.
static void pattern_alone(comparison *c, const node_entry *entry, const node *other, bool added, const place *at) {
    if (!report_wanted(c))
        return;
    const place patterns = {.up = at, .name = TEXT("patternProperties")};
    const place here = {.up = &patterns, .name = entry->name};
    const json_value *schema = shown(entry->schema);
    report_change(c, added ? SCHEMA_PATTERN_PROPERTY_ADDED : SCHEMA_PATTERN_PROPERTY_REMOVED, &here, NULL,
                  added ? NULL : schema, added ? schema : NULL, "Pattern property '%.*s' was %s",
                  (int)entry->name.length, entry->name.data, added ? "added" : "removed");
    if (node_is_true(node_of(entry->schema)))
        return;
    pattern_meets_properties(c, entry, node_entries(other, KEYWORD_PROPERTIES), added, &here);
    pattern_meets_patterns(c, entry, node_entries(other, KEYWORD_PATTERN_PROPERTIES), &here);
    const node *rest = node_child(other, KEYWORD_ADDITIONAL_PROPERTIES);
    if (!node_is_true(rest) && !rest->never)
        compare_across(c, rest, entry->schema, added, &here);
    const node *cluster = added ? c->old_cluster : c->new_cluster;
    if (cluster_is_composed(cluster) || node_has(cluster, KEYWORD_UNEVALUATED_PROPERTIES))
        pattern_undecided(c, entry, "may take in names that another subschema of the same object declares", &here);
}

static void pattern_removed(comparison *c, const node_entry *entry, const node *new, const place *at) {
    pattern_alone(c, entry, new, false, at);
}

static void pattern_added(comparison *c, const node_entry *entry, const node *old, const place *at) {
    pattern_alone(c, entry, old, true, at);
}

void compare_pattern_properties(comparison *c, const node *old, const node *new, const place *at) {
    compare_tables(c, KEYWORD_PATTERN_PROPERTIES, old, new, pattern_removed, pattern_added, at);
}

// --- required --------------------------------------------------------------------------------------------------------

static void required_changed(comparison *c, text name, schema_change_kind kind, const json_value *before,
                             const json_value *after, const place *at) {
    bool added = kind == SCHEMA_REQUIRED_ADDED;
    // Another conjunct may require it: then nothing changed but the place where it is written.
    bool elsewhere = cluster_requires(&c->work, added ? c->old_cluster : c->new_cluster, name);
    if (elsewhere || !report_wanted(c))
        return;
    schema_change *change = report_change(c, kind, at, "required", before, after,
                                          added ? "Field '%.*s' is now required" : "Field '%.*s' is no longer required",
                                          (int)name.length, name.data);
    if (change != NULL)
        change->subject = name;
}

// The names of `a` that `b` lacks. Both are sorted: one pass over each.
static void required_alone(comparison *c, const name_set *a, const name_set *b, schema_change_kind kind,
                           const json_value *before, const json_value *after, const place *at) {
    size_t j = 0;
    for (size_t i = 0; i < a->count; i++) {
        int order = -1;
        while (j < b->count && (order = text_order(a->items[i], b->items[j])) > 0)
            j++;
        if (j == b->count || order != 0)
            required_changed(c, a->items[i], kind, before, after, at);
    }
}

// A missing list requires nothing: it is shown as the empty one.
static const json_value *required_list(const node *n) {
    const json_value *list = node_value(n, KEYWORD_REQUIRED);
    return list == NULL ? &value_empty_list : list;
}

void compare_required(comparison *c, const node *old, const node *new, const place *at) {
    const json_value *before = required_list(old), *after = required_list(new);
    const name_set *old_names = node_required(old);
    const name_set *new_names = node_required(new);
    required_alone(c, new_names, old_names, SCHEMA_REQUIRED_ADDED, before, after, at);
    required_alone(c, old_names, new_names, SCHEMA_REQUIRED_REMOVED, before, after, at);
}

// --- additionalProperties --------------------------------------------------------------------------------------------

static const json_value *value_or_null(const slot *s) {
    return s == NULL ? NULL : s->value;
}

void compare_additional_properties(comparison *c, const node *old, const node *new, const place *at) {
    const slot *before = node_slot(old, KEYWORD_ADDITIONAL_PROPERTIES);
    const slot *after = node_slot(new, KEYWORD_ADDITIONAL_PROPERTIES);
    const node *was = node_child(old, KEYWORD_ADDITIONAL_PROPERTIES),
               *is = node_child(new, KEYWORD_ADDITIONAL_PROPERTIES);
    bool was_true = node_is_true(was), is_true = node_is_true(is);
    if ((was_true && is_true) || (was->never && is->never))
        return;
    if (!was_true && !is_true && !was->never && !is->never) {
        const place here = {.up = at, .name = TEXT("additionalProperties")};
        compare_pair(c, was, is, &here);
        return;
    }
    if (!report_wanted(c))
        return;
    const json_value *from = before == NULL ? &value_true : before->value;
    const json_value *to = after == NULL ? &value_true : after->value;
    if (was_true && is->never) {
        report_change(c, SCHEMA_CONSTRAINT_TIGHTENED, at, "additionalProperties", from, to,
                      "additionalProperties restricted to false (unknown properties no longer permitted)");
    } else if (was->never && is_true) {
        report_change(c, SCHEMA_CONSTRAINT_RELAXED, at, "additionalProperties", from, to,
                      "additionalProperties relaxed to true (unknown properties now permitted)");
    } else {
        report_change(c, was_true || is->never ? SCHEMA_CONSTRAINT_TIGHTENED : SCHEMA_CONSTRAINT_RELAXED, at,
                      "additionalProperties", value_or_null(before), value_or_null(after),
                      "additionalProperties changed from %s to %s", value_render(c->a, from), value_render(c->a, to));
    }
    if (!was->never && !is->never) {
        const place here = {.up = at, .name = TEXT("additionalProperties")};
        compare_pair_promises(c, was, is, &here);
    }
}

// --- dependentRequired, dependentSchemas, dependencies ---------------------------------------------------------------

static void dependent_alone(comparison *c, const dependent *row, bool added, const place *at) {
    const place inside = {.up = at, .name = text_of(row->keyword)}, here = {.up = &inside, .name = row->name};
    if (row->schema != NULL && node_is_true(node_of(row->schema)))
        return;
    if (report_wanted(c)) {
        report_change(c, added ? SCHEMA_CONSTRAINT_TIGHTENED : SCHEMA_CONSTRAINT_RELAXED, &here, NULL,
                      added ? NULL : row->value, added ? row->value : NULL, "Constraint '%s' for '%.*s' was %s",
                      row->keyword, (int)row->name.length, row->name.data, added ? "added" : "removed");
    }
    if (row->schema != NULL)
        compare_promises(c, added ? &node_true : row->schema, added ? row->schema : &node_true, &here);
}

static bool subset(const name_set *a, const name_set *b) {
    for (size_t i = 0; i < a->count; i++)
        if (!name_set_holds(b, a->items[i]))
            return false;
    return true;
}

static void dependent_names(comparison *c, const dependent *before, const dependent *after, const place *at) {
    if (name_set_equal(&before->required, &after->required) || !report_wanted(c))
        return;
    schema_change_kind kind = subset(&before->required, &after->required)   ? SCHEMA_CONSTRAINT_TIGHTENED
                              : subset(&after->required, &before->required) ? SCHEMA_CONSTRAINT_RELAXED
                                                                            : SCHEMA_CONSTRAINT_CHANGED;
    const place inside = {.up = at, .name = text_of(after->keyword)}, here = {.up = &inside, .name = after->name};
    report_change(c, kind, &here, NULL, before->value, after->value,
                  "Fields required with '%.*s' changed from %s to %s", (int)after->name.length, after->name.data,
                  value_render(c->a, before->value), value_render(c->a, after->value));
}

static void dependent_common(comparison *c, const dependent *before, const dependent *after, const place *at) {
    if (before->schema == NULL) {
        dependent_names(c, before, after, at);
        return;
    }
    const place inside = {.up = at, .name = text_of(after->keyword)}, here = {.up = &inside, .name = after->name};
    compare_in_place(c, before->schema, after->schema, &here);
}

static void compare_dependent_table(comparison *c, schema_keyword k, const node *old, const node *new,
                                    const place *at) {
    const dependent_table *a = node_dependents(old, k);
    const dependent_table *b = node_dependents(new, k);
    for (size_t i = 0, j = 0; i < a->count || j < b->count;) {
        int order = i == a->count ? 1 : j == b->count ? -1 : text_order(a->items[i].name, b->items[j].name);
        if (order == 0)
            dependent_common(c, &a->items[i], &b->items[j], at);
        else
            dependent_alone(c, order < 0 ? &a->items[i] : &b->items[j], order > 0, at);
        i += order <= 0;
        j += order >= 0;
    }
}

void compare_dependents(comparison *c, const node *old, const node *new, const place *at) {
    compare_dependent_table(c, KEYWORD_DEPENDENT_REQUIRED, old, new, at);
    compare_dependent_table(c, KEYWORD_DEPENDENT_SCHEMAS, old, new, at);
}

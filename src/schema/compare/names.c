// Names of members: properties and patterns. What is on both sides is compared there. A name or a pattern that is on one side
// only is held against all that the other side says of the same members, wherever that is written: old documents may have
// such members, and what their values are follows from the old schema alone.
#include "schema/compare/compare.h"
#include "schema/decide/decide.h"
#include "schema/regex.h"
#include "schema/regex_dialect.h"

// The schema of a member as people should see it: what a bare reference leads to.
static const json_value *shown(const node *n) {
    return node_of(n)->source;
}

// An entry of `properties` or `patternProperties` that one side has and the other one lacks.
typedef struct lonely {
    const node_entry *entry;
    bool added;          // the new side has it
    side other;          // the side that lacks it
    const node *lacking; // the node there
    const node *rest;    // what that says of a property that something else declares; NULL: nothing does
    uint64_t elsewhere;  // keywords of that property that something else says
    const place *at;     // of the entry
} lonely;

typedef void lonely_entry(comparison *c, const lonely *l);

// Compares in the direction of time, as far as it counts: what the other side says of the members with what the entry says.
// What is left for a property says both what there is and what must be kept.
static void compare_across(comparison *c, const lonely *l, const node *theirs, const step *to) {
    c->masked = l->elsewhere;
    if (theirs == l->rest)
        compare_pair(c, l->added ? theirs : l->entry->schema, l->added ? l->entry->schema : theirs, l->at, to);
    else if (l->added)
        compare_pair_backward(c, theirs, l->entry->schema, l->at, to);
    else
        compare_pair_forward(c, l->entry->schema, theirs, l->at, to);
    c->masked = 0;
}

// The promises of a property that is left are kept or broken by what is left.
static void compare_promises_across(comparison *c, const lonely *l, const node *theirs, const step *to) {
    bool backward = c->backward_only, forward = c->forward_only;
    c->backward_only = backward || (l->rest != NULL && l->added);
    c->forward_only = forward || (l->rest != NULL && !l->added);
    if (l->added)
        compare_pair_promises(c, theirs, l->entry->schema, l->at, to);
    else
        compare_pair_promises(c, l->entry->schema, theirs, l->at, to);
    c->backward_only = backward;
    c->forward_only = forward;
}

static void undecided(comparison *c, const lonely *l, const char *what, const char *why) {
    const json_value *schema = shown(l->entry->schema);
    if (report_wanted(c)) {
        report_change(c, SCHEMA_UNDECIDED, l->at, NULL, l->added ? NULL : schema, l->added ? schema : NULL,
                      "%s '%.*s' %s", what, (int)l->entry->name.length, l->entry->name.data, why);
    }
}

// --- one name --------------------------------------------------------------------------------------------------------

// The subschema that always holds of the member and from which the wanted one follows, else the first that always holds.
static const node *best_of(comparison *c, const located_list *said, const node *wanted, bool *follows) {
    const node *best = NULL;
    for (size_t i = 0; i < said->count && work_visit(&c->work); i++) {
        if (!said->items[i].always)
            continue;
        best = best == NULL ? said->items[i].node : best;
        if (decide_within(&c->work, said->items[i].node, wanted)) {
            *follows = true;
            return said->items[i].node;
        }
    }
    return best;
}

// Whether each alternative, say, has its own reason why the wanted schema accepts the member.
static bool follows_by_cases(comparison *c, side s, text name, const node *wanted) {
    const located_list *list = location_nodes(&c->work, c->here, s);
    for (size_t i = 0; i < list->count && work_visit(&c->work); i++)
        if (list->items[i].always && node_is_composed(list->items[i].node) &&
            decide_member(&c->work, list->items[i].node, name, wanted))
            return true;
    return false;
}

// What is told once an entry was held against the other side.
typedef enum meeting {
    MEETING_ACROSS,    // all in the direction of time, as far as it counts
    MEETING_WHOLE,     // what is left of a property too, in the other direction
    MEETING_UNDECIDED, // that documents may break in either direction
} meeting;

// Holds the entry against what the other side says of members by one name.
static meeting name_meets(comparison *c, const lonely *l, text name, const located_list *said, const char *what) {
    const node *wanted = node_of(l->entry->schema);
    bool unknown = location_wants_unknown(&c->work, c->here, l->other);
    bool counts = said->declared || c->policy == SCHEMA_STRICT;
    const step to = {.kind = STEP_MEMBER, .name = name};
    bool follows = false;
    const node *theirs = best_of(c, said, wanted, &follows);
    if (!counts && !said->unsure && !unknown)
        return MEETING_ACROSS;
    if (theirs != NULL && said->by_name && follows)
        compare_promises_across(c, l, theirs, &to);
    if (follows || node_is_true(node_normal(wanted)) || follows_by_cases(c, l->other, name, wanted))
        return MEETING_ACROSS;
    if (theirs == NULL && said->count == 0 && !said->unsure && counts)
        theirs = &node_true;
    if (theirs != NULL) {
        compare_across(c, l, theirs, &to);
        return theirs == l->rest ? MEETING_WHOLE : MEETING_ACROSS;
    }
    undecided(c, l, what,
              unknown ? "may be about members that objects must have but that nothing declares"
                      : "is also declared under a condition or as an alternative");
    return MEETING_UNDECIDED;
}

// --- properties ------------------------------------------------------------------------------------------------------

static void property_alone(comparison *c, const lonely *l) {
    const node_entry *entry = l->entry;
    const json_value *schema = shown(entry->schema);
    if (!report_wanted(c))
        return;
    schema_change *change = report_change(c, l->added ? SCHEMA_PROPERTY_ADDED : SCHEMA_PROPERTY_REMOVED, l->at, NULL,
                                          l->added ? NULL : schema, l->added ? schema : NULL, "Property '%.*s' was %s",
                                          (int)entry->name.length, entry->name.data, l->added ? "added" : "removed");
    report_subject(c, change, entry->name);
}

// Whether the node and what always holds beside it evaluate the member by its name.
static bool evaluates(comparison *c, const node *n, text name) {
    located_list own = {0};
    located_add(&c->work, &own, n, true);
    const step to = {.kind = STEP_MEMBER, .name = name};
    return located_step(&c->work, &own, &to).by_name;
}

// What the node itself says of a member that its `properties` do not name. NULL: that cannot be told.
static const node *rest_of(comparison *c, const node *n, text name) {
    const node_table *patterns = node_entries(n, KEYWORD_PATTERN_PROPERTIES);
    answer occurs = ANSWER_NO;
    const node *rest = NULL;
    for (size_t i = 0; i < patterns->count && occurs == ANSWER_NO; i++) {
        occurs = work_occurs(&c->work, patterns->items[i].name, name);
        rest = patterns->items[i].schema;
    }
    if (occurs == ANSWER_UNKNOWN)
        return NULL;
    if (occurs == ANSWER_NO && node_has(n, KEYWORD_ADDITIONAL_PROPERTIES))
        rest = node_child(n, KEYWORD_ADDITIONAL_PROPERTIES);
    else if (occurs == ANSWER_NO)
        rest = node_has(n, KEYWORD_UNEVALUATED_PROPERTIES) && !evaluates(c, n, name)
                   ? node_child(n, KEYWORD_UNEVALUATED_PROPERTIES)
                   : &node_true;
    return node_is_true(node_normal(rest)) ? &node_true : node_of(rest);
}

static bool says_default(const located_list *said) {
    for (size_t i = 0; i < said->count; i++)
        if (node_has(said->items[i].node, KEYWORD_DEFAULT))
            return true;
    return false;
}

// What the property allowed must suit what is left for it, which must promise what it promised.
static void property_falls_to_rest(comparison *c, const lonely *l, bool promises) {
    const step to = {.kind = STEP_MEMBER, .name = l->entry->name};
    bool outer = c->promises;
    c->promises = outer || promises;
    c->masked = l->elsewhere;
    if (l->added)
        compare_pair_forward(c, l->rest, l->entry->schema, l->at, &to);
    else
        compare_pair_backward(c, l->entry->schema, l->rest, l->at, &to);
    c->masked = 0;
    c->promises = outer;
}

// Something else on the other side declares the property still.
static void property_kept(comparison *c, lonely kept, const located_list *said) {
    size_t first = c->changes.count;
    kept.rest = rest_of(c, kept.lacking, kept.entry->name);
    kept.elsewhere = says_default(said) ? KEYWORD_BIT(DEFAULT) : 0;
    meeting met = MEETING_UNDECIDED;
    if (kept.rest == NULL) {
        undecided(c, &kept, "Property", "may be one that a pattern of the same object takes in");
        kept.rest = &node_true;
    } else {
        met = name_meets(c, &kept, kept.entry->name, said, "Property");
    }
    size_t second = c->changes.count;
    if (met != MEETING_WHOLE)
        property_falls_to_rest(c, &kept, met == MEETING_UNDECIDED);
    change_list_drop_repeated(&c->changes, first, second);
}

static void property_moved(comparison *c, const lonely *l) {
    if (c->policy != SCHEMA_STRICT && location_is_silent(c->here, l->other, l->entry->name)) {
        property_alone(c, l);
        return;
    }
    const located_list said = location_member(&c->work, c->here, l->other, l->entry->name);
    if (said.declared) {
        property_kept(c, *l, &said);
        return;
    }
    property_alone(c, l);
    name_meets(c, l, l->entry->name, &said, "Property");
}

// --- patterns --------------------------------------------------------------------------------------------------------

static bool pattern_meets_name(comparison *c, const lonely *l, const regex *r, text name) {
    size_t steps = REGEX_COST_MOST;
    answer occurs = regex_occurs(r, name, &steps);
    work_charge(&c->work, (REGEX_COST_MOST - steps) / 10); // the pattern is compiled once for all names
    if (occurs == ANSWER_YES) {
        const located_list said = location_member(&c->work, c->here, l->other, name);
        name_meets(c, l, name, &said, "Pattern property");
    } else if (occurs == ANSWER_UNKNOWN) {
        undecided(c, l, "Pattern property", "cannot be matched against the declared properties");
    }
    return occurs != ANSWER_UNKNOWN;
}

// Whether one of the first subschemas of the list knows the name.
static bool known_before(comparison *c, const located_list *list, size_t count, text name) {
    for (size_t i = 0; i < count && work_visit(&c->work); i++)
        if (node_table_find(node_compiled(list->items[i].node, KEYWORD_PROPERTIES), name) != NULL ||
            node_mentioned(list->items[i].node, name, NULL))
            return true;
    return false;
}

// The names that one subschema of the other side knows, each once.
static bool pattern_meets_names(comparison *c, const lonely *l, const regex *r, const located_list *list,
                                size_t index) {
    const node *n = list->items[index].node;
    const node_table *declared = node_entries(n, KEYWORD_PROPERTIES);
    for (size_t i = 0; i < declared->count && work_visit(&c->work); i++)
        if (!known_before(c, list, index, declared->items[i].name) &&
            !pattern_meets_name(c, l, r, declared->items[i].name))
            return false;
    mention at = {0};
    for (text name; node_mentions(n, &at, &name) && work_visit(&c->work);)
        if (name.data != NULL && node_table_find(declared, name) == NULL && !node_mentioned(n, name, &at) &&
            !known_before(c, list, index, name) && !pattern_meets_name(c, l, r, name))
            return false;
    return true;
}

// Names that another pattern of the other side takes in as well: unknown, so the one must follow from the other.
static bool pattern_meets_patterns(comparison *c, const lonely *l, const located *other) {
    const node_table *patterns = node_entries(other->node, KEYWORD_PATTERN_PROPERTIES);
    for (size_t i = 0; i < patterns->count; i++) {
        bool same = text_equal(patterns->items[i].name, l->entry->name);
        if (other->always && decide_within(&c->work, patterns->items[i].schema, l->entry->schema))
            continue;
        if (!other->always || !same) {
            undecided(c, l, "Pattern property", "may take in names that another pattern takes in");
            return false;
        }
        compare_across(c, l, patterns->items[i].schema, &step_any_member);
    }
    return true;
}

// Members of a map of the other side: of every name that the pattern takes in.
static bool pattern_meets_rest(comparison *c, const lonely *l, const located *other) {
    static const schema_keyword rests[] = {KEYWORD_ADDITIONAL_PROPERTIES, KEYWORD_UNEVALUATED_PROPERTIES};
    for (size_t i = 0; i < 2; i++) {
        const node *rest = node_child(other->node, rests[i]);
        if (node_is_true(node_normal(rest)) || rest->never || decide_within(&c->work, rest, l->entry->schema))
            continue;
        if (!other->always) {
            undecided(c, l, "Pattern property", "may take in names that another subschema of the same object declares");
            return false;
        }
        compare_across(c, l, rest, &step_any_member);
    }
    return true;
}

// Names that nothing of the other side speaks of, where members count that nothing declares.
static void pattern_meets_undeclared(comparison *c, const lonely *l, const located_list *list) {
    for (size_t i = 0; i < list->count && work_visit(&c->work); i++) {
        const node *n = list->items[i].node;
        bool speaks = !node_is_true(node_normal(node_child(n, KEYWORD_ADDITIONAL_PROPERTIES))) ||
                      !node_is_true(node_normal(node_child(n, KEYWORD_UNEVALUATED_PROPERTIES)));
        if (speaks && list->items[i].always)
            return;
    }
    compare_across(c, l, &node_true, &step_any_member);
}

// Holds a pattern against all that the other side says of names that it takes in.
static void pattern_meets_all(comparison *c, const lonely *l) {
    const located_list *list = location_nodes(&c->work, c->here, l->other);
    regex *r = regex_new(l->entry->name);
    bool going = true;
    for (size_t i = 0; going && i < list->count && work_visit(&c->work); i++) {
        const located *other = &list->items[i];
        going = pattern_meets_names(c, l, r, list, i) && pattern_meets_patterns(c, l, other) &&
                pattern_meets_rest(c, l, other);
    }
    regex_free(r);
    if (going && c->policy == SCHEMA_STRICT)
        pattern_meets_undeclared(c, l, list);
    if (going && (list->unsure || location_wants_unknown(&c->work, c->here, l->other)))
        undecided(c, l, "Pattern property", "may take in names that another subschema of the same object declares");
}

// Whether what always holds beside the node evaluates the names of the pattern.
static bool evaluates_pattern(comparison *c, const node *n, text pattern) {
    located_list own = {0};
    located_add(&c->work, &own, n, true);
    for (size_t i = 0; i < own.count; i++)
        if (own.items[i].always &&
            node_table_find(node_compiled(own.items[i].node, KEYWORD_PATTERN_PROPERTIES), pattern) != NULL)
            return true;
    return false;
}

// Something else on the other side declares the names of the pattern: the node that lost it says of them what it says of names
// that it does not declare. Where that is nothing, defaults are said by what declares them.
static void pattern_falls_to_rest(comparison *c, const lonely *l) {
    const node *n = l->lacking, *rest = &node_true;
    located self = {.node = n, .always = true};
    const located_list own = {.count = 1, .items = &self};
    if (compare_names_covered(c, &own, l->entry->name))
        rest = &node_true;
    else if (node_has(n, KEYWORD_ADDITIONAL_PROPERTIES))
        rest = node_child(n, KEYWORD_ADDITIONAL_PROPERTIES);
    else if (node_has(n, KEYWORD_UNEVALUATED_PROPERTIES) && !evaluates_pattern(c, n, l->entry->name))
        rest = node_child(n, KEYWORD_UNEVALUATED_PROPERTIES);
    c->masked = node_is_true(node_normal(rest)) ? KEYWORD_BIT(DEFAULT) : 0;
    if (l->added)
        compare_pair_forward(c, rest, l->entry->schema, l->at, &step_any_member);
    else
        compare_pair_backward(c, l->entry->schema, rest, l->at, &step_any_member);
    c->masked = 0;
}

static void pattern_alone(comparison *c, const lonely *l) {
    if (!report_wanted(c))
        return;
    const json_value *schema = shown(l->entry->schema);
    const located_list *list = location_nodes(&c->work, c->here, l->other);
    bool kept = located_has_pattern(list, l->entry->name) || compare_names_covered(c, list, l->entry->name);
    size_t first = c->changes.count;
    if (kept)
        pattern_falls_to_rest(c, l);
    else
        report_change(c, l->added ? SCHEMA_PATTERN_PROPERTY_ADDED : SCHEMA_PATTERN_PROPERTY_REMOVED, l->at, NULL,
                      l->added ? NULL : schema, l->added ? schema : NULL, "Pattern property '%.*s' was %s",
                      (int)l->entry->name.length, l->entry->name.data, l->added ? "added" : "removed");
    size_t second = c->changes.count;
    if (!node_is_true(node_normal(l->entry->schema)))
        pattern_meets_all(c, l);
    if (kept)
        change_list_drop_repeated(&c->changes, first, second);
}

// --- tables ----------------------------------------------------------------------------------------------------------

// Calls `alone` for every entry of `a` whose name `b` lacks. Both are sorted: one pass over each.
static void entries_alone(comparison *c, const node_table *a, const node_table *b, lonely_entry *alone, lonely l,
                          const place *inside) {
    size_t j = 0;
    for (size_t i = 0; i < a->count; i++) {
        int order = -1;
        while (j < b->count && (order = text_order(a->items[i].name, b->items[j].name)) > 0)
            j++;
        if (j < b->count && order == 0)
            continue;
        const place here = {.up = inside, .name = a->items[i].name};
        l.entry = &a->items[i];
        l.at = &here;
        alone(c, &l);
    }
}

static void entries_common(comparison *c, const node_table *a, const node_table *b, bool named, const place *inside) {
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        int order = text_order(a->items[i].name, b->items[j].name);
        if (order == 0) {
            const place here = {.up = inside, .name = a->items[i].name};
            const step to = {.kind = STEP_MEMBER, .name = a->items[i].name};
            compare_pair(c, a->items[i].schema, b->items[j].schema, &here, named ? &to : &step_any_member);
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

static void compare_tables(comparison *c, schema_keyword k, const node *old, const node *new, lonely_entry *alone,
                           const place *at) {
    const node_table *before = node_entries(old, k);
    const node_table *after = node_entries(new, k);
    const place inside = {.up = at, .name = text_of(keyword_name(k))};
    if (!same_names(before, after)) {
        entries_alone(c, before, after, alone, (lonely){.other = SIDE_NEW, .lacking = new}, &inside);
        entries_alone(c, after, before, alone, (lonely){.added = true, .other = SIDE_OLD, .lacking = old}, &inside);
    }
    entries_common(c, before, after, k == KEYWORD_PROPERTIES, &inside);
}

void compare_properties(comparison *c, const node *old, const node *new, const place *at) {
    compare_tables(c, KEYWORD_PROPERTIES, old, new, property_moved, at);
}

void compare_pattern_properties(comparison *c, const node *old, const node *new, const place *at) {
    compare_tables(c, KEYWORD_PATTERN_PROPERTIES, old, new, pattern_alone, at);
}

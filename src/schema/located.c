// Lists of subschemas are built from the whole document down: the list of a member is what each subschema of its object says of
// it, with all that hangs on those. Conjuncts hold whenever their node does; everything else only may.
#include "schema/located.h"
#include "schema/regex_dialect.h"

enum { COMPOSITION_DEPTH = 20, LOCATED_MAX = 1000 };

// They name whole values, parts included.
static const uint64_t constants = KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM);

// --- lists -----------------------------------------------------------------------------------------------------------

static located *list_find(const located_list *list, const node *n) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].node == n)
            return &list->items[i];
    return NULL;
}

static void list_append(work *w, located_list *list, located item) {
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 4 : list->capacity * 2;
        located *grown = arena_array(work_memory(w), list->capacity, sizeof(located));
        if (list->count > 0)
            memcpy(grown, list->items, list->count * sizeof(located));
        list->items = grown;
    }
    list->items[list->count++] = item;
}

static void include(work *w, located_list *list, const node *n, bool always, unsigned depth);

static void include_list(work *w, located_list *list, const node_list *nodes, bool always, unsigned depth) {
    for (size_t i = 0; i < nodes->count; i++)
        include(w, list, nodes->items[i], always && nodes->count == 1, depth);
}

static void include_composed(work *w, located_list *list, const node *n, bool always, unsigned depth) {
    const branch_list *all = node_branches(n);
    for (size_t i = 0; i < all->count; i++)
        include(w, list, all->items[i].schema, always, depth);
    include_list(w, list, node_schemas(n, KEYWORD_ANY_OF), always, depth);
    include_list(w, list, node_schemas(n, KEYWORD_ONE_OF), always, depth);
    static const schema_keyword singles[] = {KEYWORD_NOT, KEYWORD_IF, KEYWORD_THEN, KEYWORD_ELSE};
    for (size_t i = 0; i < sizeof(singles) / sizeof(singles[0]); i++)
        if (node_has(n, singles[i]))
            include(w, list, node_child(n, singles[i]), false, depth);
    const dependent_table *table = node_dependents(n, KEYWORD_DEPENDENT_SCHEMAS);
    for (size_t i = 0; i < table->count; i++)
        include(w, list, table->items[i].schema, false, depth);
}

// Adds a node and all that hangs on it.
static void include(work *w, located_list *list, const node *n, bool always, unsigned depth) {
    n = node_of(n);
    if (node_is_true(n))
        return;
    located *known = list_find(list, n);
    if (known != NULL && (known->always || !always))
        return;
    work_charge(w, 1 + list->count / 16);
    list->unsure = list->unsure || n->open;
    if (depth > COMPOSITION_DEPTH || list->count >= LOCATED_MAX || w->exhausted) {
        list->unsure = true;
        return;
    }
    if (known != NULL)
        known->always = true;
    else
        list_append(w, list, (located){n, always});
    if (node_is_composed(n))
        include_composed(w, list, n, always, depth + 1);
}

// --- members ---------------------------------------------------------------------------------------------------------

// A node that accepts the given values and no others.
static const node *node_of_values(work *w, const json_value *values, size_t count) {
    arena *a = w->kept != NULL ? w->kept : work_memory(w);
    const json_value *array = json_make_array(a, values, count);
    node *n = arena_new_of(a, node);
    slot *slots = arena_new_of(a, slot);
    *slots = (slot){.value = array, .compiled = value_set_of(a, array)};
    *n = (node){.keywords = KEYWORD_BIT(ENUM), .slots = slots, .types = TYPE_ALL, .source = array};
    n->shape = (uint64_t)(uintptr_t)n; // equal to nothing else
    return n;
}

typedef bool part_of(const json_value *value, const step *step, const json_value **part);

static bool member_part(const json_value *value, const step *step, const json_value **part) {
    *part = value->type == JSON_OBJECT ? json_get_text(value, step->name) : NULL;
    return *part != NULL;
}

// The parts of the values that `const` and `enum` name.
static void include_parts(work *w, located_list *out, const located *l, part_of *part, const step *step) {
    const json_value *constant = node_value(l->node, KEYWORD_CONST), *found;
    if (constant != NULL && part(constant, step, &found)) {
        out->declared = true;
        include(w, out, node_of_values(w, found, 1), l->always, 0);
    }
    const value_set *set = node_compiled(l->node, KEYWORD_ENUM);
    json_value *all = NULL;
    size_t count = 0;
    for (size_t i = 0; set != NULL && i < set->count; i++) {
        if (part(set->items[i].value, step, &found)) {
            all = all == NULL ? arena_array(w->kept != NULL ? w->kept : work_memory(w), set->count, sizeof(json_value))
                              : all;
            all[count++] = *found;
        }
    }
    if (count > 0) {
        out->declared = true;
        include(w, out, node_of_values(w, all, count), l->always, 0);
    }
    if (set != NULL)
        work_charge(w, set->count / 16);
}

// The schema of members that are not declared, where it says something about them and lets some pass.
static const node *governing(const node *n, schema_keyword k) {
    const node *rest = node_child(n, k);
    return node_is_true(node_normal(rest)) || rest->never ? NULL : rest;
}

static void include_patterns(work *w, located_list *out, const located *l, text name, bool *spoken) {
    const node_table *patterns = node_entries(l->node, KEYWORD_PATTERN_PROPERTIES);
    for (size_t i = 0; i < patterns->count && work_visit(w); i++) {
        answer occurs = work_occurs(w, patterns->items[i].name, name);
        if (occurs == ANSWER_NO)
            continue;
        *spoken = true;
        out->declared = true;
        out->unsure = out->unsure || occurs == ANSWER_UNKNOWN;
        include(w, out, patterns->items[i].schema, l->always && occurs == ANSWER_YES, 0);
    }
}

bool node_mentioned(const node *n, text name, const mention *before) {
    mention at = {0};
    for (text found; node_mentions(n, &at, &found);)
        if (text_equal(found, name))
            return before == NULL || at.source != before->source || at.index != before->index ||
                   at.inner != before->inner;
    return false;
}

// What one subschema says of the member.
static void include_member(work *w, located_list *out, const located *l, const step *step) {
    const node *n = l->node;
    bool spoken = false;
    const node_entry *own = node_table_find(node_compiled(n, KEYWORD_PROPERTIES), step->name);
    if (own != NULL) {
        spoken = out->declared = out->named = true;
        out->by_name = out->by_name || l->always;
        include(w, out, own->schema, l->always, 0);
    }
    include_patterns(w, out, l, step->name, &spoken);
    if (!spoken && node_has(n, KEYWORD_ADDITIONAL_PROPERTIES)) {
        const node *rest = node_child(n, KEYWORD_ADDITIONAL_PROPERTIES);
        out->declared = out->declared || governing(n, KEYWORD_ADDITIONAL_PROPERTIES) != NULL;
        include(w, out, rest, l->always, 0);
    }
    if (governing(n, KEYWORD_UNEVALUATED_PROPERTIES) != NULL) {
        out->declared = true;
        include(w, out, governing(n, KEYWORD_UNEVALUATED_PROPERTIES), false, 0);
    }
    include_parts(w, out, l, member_part, step);
    out->declared = out->declared || node_mentioned(n, step->name, NULL);
}

// What one subschema says of members by whatever name.
static void include_any_member(work *w, located_list *out, const located *l) {
    static const schema_keyword tables[] = {KEYWORD_PROPERTIES, KEYWORD_PATTERN_PROPERTIES};
    for (size_t k = 0; k < 2; k++) {
        const node_table *table = node_entries(l->node, tables[k]);
        for (size_t i = 0; i < table->count; i++)
            include(w, out, table->items[i].schema, false, 0);
    }
    static const schema_keyword rests[] = {KEYWORD_ADDITIONAL_PROPERTIES, KEYWORD_UNEVALUATED_PROPERTIES};
    for (size_t k = 0; k < 2; k++)
        if (governing(l->node, rests[k]) != NULL)
            include(w, out, governing(l->node, rests[k]), false, 0);
    out->unsure = out->unsure || (l->node->keywords & constants) != 0;
}

// --- elements --------------------------------------------------------------------------------------------------------

static bool element_part(const json_value *value, const step *step, const json_value **part) {
    bool there = value->type == JSON_ARRAY && step->index < value->count;
    *part = there ? &value->elements[step->index] : NULL;
    return there;
}

static void include_element(work *w, located_list *out, const located *l, const step *step) {
    const node *n = l->node;
    const node_list *prefix = node_schemas(n, KEYWORD_PREFIX_ITEMS);
    bool rest = step->kind != STEP_ELEMENT;
    for (size_t i = step->index; i < prefix->count && (rest || i == step->index); i++)
        include(w, out, prefix->items[i], l->always && !rest, 0);
    if (rest || step->index >= prefix->count)
        include(w, out, node_child(n, KEYWORD_ITEMS), l->always && step->index >= prefix->count, 0);
    include(w, out, node_child(n, KEYWORD_CONTAINS), false, 0);
    include(w, out, node_child(n, KEYWORD_UNEVALUATED_ITEMS), false, 0);
    if (!rest)
        include_parts(w, out, l, element_part, step);
    out->unsure = out->unsure || (rest && (n->keywords & constants) != 0);
}

// --- from the whole document down ------------------------------------------------------------------------------------

static void include_step(work *w, located_list *out, const located *l, const step *step) {
    switch (step->kind) {
    case STEP_SAME:
        include(w, out, l->node, l->always, 0);
        return;
    case STEP_MEMBER:
        include_member(w, out, l, step);
        return;
    case STEP_ANY_MEMBER:
        include_any_member(w, out, l);
        return;
    case STEP_ELEMENT:
    case STEP_REST:
    case STEP_SOME:
        include_element(w, out, l, step);
        return;
    case STEP_APART:
        return;
    }
}

located_list located_step(work *w, const located_list *from, const step *step) {
    located_list out = {.unsure = from->unsure};
    for (size_t i = 0; i < from->count && work_visit(w); i++)
        include_step(w, &out, &from->items[i], step);
    out.unsure = out.unsure || w->exhausted;
    return out;
}

// --- names without schemas -------------------------------------------------------------------------------------------

// `const` and `enum` as one list, `const` last.
static const json_value *constant_at(const node *n, size_t index) {
    const value_set *set = node_compiled(n, KEYWORD_ENUM);
    size_t count = set == NULL ? 0 : set->count;
    return index < count ? set->items[index].value : index == count ? node_value(n, KEYWORD_CONST) : NULL;
}

static size_t constants_count(const node *n) {
    const value_set *set = node_compiled(n, KEYWORD_ENUM);
    return (set == NULL ? 0 : set->count) + (node_has(n, KEYWORD_CONST) ? 1 : 0);
}

// The names of one row of a dependency: its key, then those that it requires.
static bool dependent_name(const dependent *row, size_t inner, text *name) {
    if (inner == 0)
        *name = row->name;
    else if (row->schema == NULL && inner <= row->required.count)
        *name = row->required.items[inner - 1];
    else
        return false;
    return true;
}

static bool mention_at(const node *n, int source, size_t index, size_t inner, text *name) {
    static const schema_keyword tables[] = {KEYWORD_DEPENDENT_REQUIRED, KEYWORD_DEPENDENT_SCHEMAS};
    const node *names = node_child(n, KEYWORD_PROPERTY_NAMES);
    const name_set *required = node_required(n);
    const dependent_table *rows;
    switch (source) {
    case 0:
        if (index < required->count)
            *name = required->items[index];
        return inner == 0 && index < required->count;
    case 1:
    case 2:
        rows = node_dependents(n, tables[source - 1]);
        return index < rows->count && dependent_name(&rows->items[index], inner, name);
    case 3:
        if (inner > 0 || index >= constants_count(names))
            return false;
        const json_value *value = constant_at(names, index);
        *name = value->type == JSON_STRING ? json_text_of(value) : TEXT_NONE;
        return true;
    default:
        if (index >= constants_count(n) || constant_at(n, index)->type != JSON_OBJECT ||
            inner >= constant_at(n, index)->count)
            return false;
        const json_member *member = &constant_at(n, index)->members[inner];
        *name = (text){member->name, member->name_length};
        return true;
    }
}

enum { SOURCES = 5 };

static size_t source_count(const node *n, int source) {
    switch (source) {
    case 0:
        return node_required(n)->count;
    case 1:
        return node_dependents(n, KEYWORD_DEPENDENT_REQUIRED)->count;
    case 2:
        return node_dependents(n, KEYWORD_DEPENDENT_SCHEMAS)->count;
    case 3:
        return constants_count(node_child(n, KEYWORD_PROPERTY_NAMES));
    default:
        return constants_count(n);
    }
}

bool node_mentions(const node *n, mention *at, text *name) {
    for (; at->source < SOURCES; at->source++, at->index = 0) {
        for (; at->index < source_count(n, at->source); at->index++, at->inner = 0)
            if (mention_at(n, at->source, at->index, at->inner++, name))
                return true;
    }
    return false;
}

static bool declares_something(const node *n) {
    mention at = {0};
    text name;
    return (n->keywords & (KEYWORD_BIT(PROPERTIES) | KEYWORD_BIT(PATTERN_PROPERTIES))) != 0 ||
           governing(n, KEYWORD_ADDITIONAL_PROPERTIES) != NULL ||
           governing(n, KEYWORD_UNEVALUATED_PROPERTIES) != NULL || node_mentions(n, &at, &name);
}

bool located_want_unknown(const located_list *list) {
    bool wants = false;
    for (size_t i = 0; i < list->count; i++) {
        if (declares_something(list->items[i].node))
            return false;
        wants = wants || (list->items[i].always && node_has(list->items[i].node, KEYWORD_MIN_PROPERTIES));
    }
    return wants;
}

void located_add(work *w, located_list *list, const node *n, bool always) {
    include(w, list, n, always, 0);
}

// Whether the node declares every name.
static bool declares_all(const node *n) {
    const node_table *patterns = node_entries(n, KEYWORD_PATTERN_PROPERTIES);
    bool all =
        governing(n, KEYWORD_ADDITIONAL_PROPERTIES) != NULL || governing(n, KEYWORD_UNEVALUATED_PROPERTIES) != NULL;
    for (size_t i = 0; i < patterns->count && !all; i++)
        all = regex_is_everywhere(patterns->items[i].name);
    return all;
}

bool located_has_pattern(const located_list *list, text pattern) {
    for (size_t i = 0; i < list->count; i++)
        if (node_table_find(node_compiled(list->items[i].node, KEYWORD_PATTERN_PROPERTIES), pattern) != NULL ||
            declares_all(list->items[i].node))
            return true;
    return false;
}

bool located_is_map(const located_list *list) {
    for (size_t i = 0; i < list->count; i++)
        if (node_has(list->items[i].node, KEYWORD_PATTERN_PROPERTIES) ||
            governing(list->items[i].node, KEYWORD_ADDITIONAL_PROPERTIES) != NULL ||
            governing(list->items[i].node, KEYWORD_UNEVALUATED_PROPERTIES) != NULL)
            return true;
    return false;
}

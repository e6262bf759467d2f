// Whether a schema knows a field. All ways that the path may mean are followed at once: a name may be one of a property, or the
// first of several that one name with dots in it counts as, and elements, like names that are left out of paths, take none.
#include "schema/located.h"

enum { KNOWN_VISITS = 200000, STATES_MAX = 500 };

// Subschemas that a part of the path leads to.
typedef struct state {
    located_list at;
    size_t taken; // names of the path
} state;

typedef struct search {
    work work;
    field_path path;
    state states[STATES_MAX];
    size_t count;
    bool found; // or not known to be absent
} search;

static bool is_any(text name) {
    return text_is(name, "*");
}

static void reach(search *s, const located_list *from, const step *step, size_t taken) {
    located_list at = located_step(&s->work, from, step);
    if (at.count == 0 && step->kind != STEP_MEMBER)
        return; // there are no such elements
    s->found =
        s->found || taken >= s->path.count || at.count == 0 || at.unsure || s->count == STATES_MAX || s->work.exhausted;
    if (!s->found)
        s->states[s->count++] = (state){at, taken};
}

// How many names of the path from `taken` on the name of a member stands for; SIZE_MAX: it is not the one.
static size_t names_taken(const search *s, size_t taken, text name) {
    field_path_writer w = {.count = 0};
    field_path_into(&w, name);
    for (size_t i = 0; i < w.count && taken + i < s->path.count; i++)
        if (!text_equal(w.names[i], s->path.names[taken + i]) && !is_any(s->path.names[taken + i]))
            return SIZE_MAX;
    return w.count;
}

// Whether it may be the member that is looked for.
static bool try_name(search *s, const located_list *from, size_t taken, text name) {
    size_t names = names_taken(s, taken, name);
    const step step = {.kind = STEP_MEMBER, .name = name};
    if (names == SIZE_MAX)
        return false;
    reach(s, from, &step, taken + names);
    return names > 0;
}

// Whether objects there may have members by names that are not listed: said outright, or because none are.
static bool takes_any_name(const located_list *list) {
    bool lists = false, objects = false;
    for (size_t i = 0; i < list->count; i++) {
        const node *n = list->items[i].node;
        static const schema_keyword rests[] = {KEYWORD_ADDITIONAL_PROPERTIES, KEYWORD_UNEVALUATED_PROPERTIES};
        for (size_t k = 0; k < 2; k++)
            if (node_has(n, rests[k]) && !node_child(n, rests[k])->never)
                return true;
        if (node_has(n, KEYWORD_PATTERN_PROPERTIES) || n->open)
            return true;
        lists = lists || node_has(n, KEYWORD_PROPERTIES);
        objects = objects || (n->types & TYPE_OBJECT) != 0;
    }
    return objects && !lists;
}

static bool takes_any_element(const located_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        const node *n = list->items[i].node;
        if (node_has(n, KEYWORD_TYPE) && (n->types & TYPE_ARRAY) != 0 && !node_has(n, KEYWORD_PREFIX_ITEMS) &&
            node_is_true(node_normal(node_child(n, KEYWORD_ITEMS))))
            return true;
    }
    return false;
}

// Whether some member that is listed may be the one.
static bool try_names(search *s, const located_list *from, size_t taken) {
    bool listed = false;
    for (size_t i = 0; i < from->count && !s->found; i++) {
        const node *n = from->items[i].node;
        const node_table *own = node_entries(n, KEYWORD_PROPERTIES);
        for (size_t j = 0; j < own->count && work_visit(&s->work) && !s->found; j++)
            listed = try_name(s, from, taken, own->items[j].name) || listed;
        mention at = {0};
        for (text name; node_mentions(n, &at, &name) && work_visit(&s->work) && !s->found;)
            if (name.data != NULL)
                listed = try_name(s, from, taken, name) || listed;
    }
    return listed;
}

static void go_on(search *s, const state *from) {
    bool any = is_any(s->path.names[from->taken]), listed = try_names(s, &from->at, from->taken);
    if (((any || !listed) && takes_any_name(&from->at)) || takes_any_element(&from->at))
        s->found = true;
    if (s->found)
        return;
    const step some = {.kind = STEP_SOME};
    reach(s, &from->at, &some, from->taken);
    if (any)
        reach(s, &from->at, &some, from->taken + 1);
}

bool schema_has_field(const compiled_schema *schema, field_path path) {
    arena *a = arena_new(0);
    search *s = arena_new_of(a, search);
    s->work.most = KNOWN_VISITS;
    s->path = path;
    located_add(&s->work, &s->states[0].at, schema->root, true);
    s->found = path.count == 0 || s->states[0].at.count == 0;
    s->count = 1;
    for (size_t i = 0; i < s->count && !s->found; i++)
        go_on(s, &s->states[i]);
    bool found = s->found || s->work.exhausted;
    work_done(&s->work);
    arena_free(a);
    return found;
}

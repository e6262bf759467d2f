// Conjunctions that can be written as one schema are: the branches of `allOf` and the target of a reference with
// siblings are laid into the node that holds them. So a contract that moves a property into a base schema compares
// equal to the one before. What cannot be merged without loss stays a branch.
#include "schema/compile/compile.h"
#include "schema/number.h"

// Keywords that only make sense together: when both sides say something within one group, neither may be split.
static const uint64_t groups[] = {
    KEYWORD_BIT(PROPERTIES) | KEYWORD_BIT(PATTERN_PROPERTIES) | KEYWORD_BIT(ADDITIONAL_PROPERTIES) |
        KEYWORD_BIT(UNEVALUATED_PROPERTIES),
    KEYWORD_BIT(PREFIX_ITEMS) | KEYWORD_BIT(ITEMS) | KEYWORD_BIT(UNEVALUATED_ITEMS),
    KEYWORD_BIT(CONTAINS) | KEYWORD_BIT(MIN_CONTAINS) | KEYWORD_BIT(MAX_CONTAINS),
    KEYWORD_BIT(IF) | KEYWORD_BIT(THEN) | KEYWORD_BIT(ELSE),
};

static const uint64_t unevaluated = KEYWORD_BIT(UNEVALUATED_PROPERTIES) | KEYWORD_BIT(UNEVALUATED_ITEMS);
static const uint64_t lower_bounds = KEYWORD_BIT(MIN_LENGTH) | KEYWORD_BIT(MIN_ITEMS) | KEYWORD_BIT(MINIMUM) |
                                     KEYWORD_BIT(EXCLUSIVE_MINIMUM) | KEYWORD_BIT(MIN_PROPERTIES);
static const uint64_t upper_bounds = KEYWORD_BIT(MAX_LENGTH) | KEYWORD_BIT(MAX_ITEMS) | KEYWORD_BIT(MAXIMUM) |
                                     KEYWORD_BIT(EXCLUSIVE_MAXIMUM) | KEYWORD_BIT(MAX_PROPERTIES);

// A node under construction: what it says so far, and the conjuncts that could not be merged.
typedef struct merger {
    compiler *c;
    const node *into;
    uint64_t keywords;
    unsigned types;
    slot slots[KEYWORD_COUNT];
    slot next[KEYWORD_COUNT]; // the slots as they will be once a whole conjunct has been merged
    node_branch *kept;
    size_t kept_count;
    size_t kept_capacity;
    bool alone; // the node is nothing but one conjunct
} merger;

// Merging copies; hostile documents could make it copy the same tables again and again.
static bool spend(merger *m, size_t amount) {
    if (m->c->merged + amount > SCHEMA_NODES_MAX)
        return false;
    m->c->merged += amount;
    return true;
}

static bool groups_apart(uint64_t a, uint64_t b) {
    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
        // Two plain sets of properties have nothing between them but equal names.
        bool plain = ((a | b) & groups[i]) == KEYWORD_BIT(PROPERTIES);
        if ((a & groups[i]) != 0 && (b & groups[i]) != 0 && !plain)
            return false;
    }
    return true;
}

static bool merge_properties(merger *m, slot *out, const slot *a, const slot *b) {
    const node_table *left = a->compiled, *right = b->compiled;
    if (!spend(m, left->count + right->count))
        return false;
    node_entry *items = arena_array(m->c->a, left->count + right->count, sizeof(node_entry));
    size_t count = 0;
    for (size_t i = 0, j = 0; i < left->count || j < right->count;) {
        int order = i == left->count    ? 1
                    : j == right->count ? -1
                                        : text_order(left->items[i].name, right->items[j].name);
        if (order == 0) // even one schema for both: a copy of it must not compare otherwise
            return false;
        items[count++] = order < 0 ? left->items[i++] : right->items[j++];
    }
    node_table *table = arena_new_of(m->c->a, node_table);
    *table = (node_table){.count = count, .items = items};
    *out = (slot){.value = a->value, .compiled = table};
    return true;
}

static bool merge_required(merger *m, slot *out, const slot *a, const slot *b) {
    size_t count = (size_t)a->value->count + b->value->count;
    if (!spend(m, count))
        return false;
    json_value *names = arena_array(m->c->a, count, sizeof(json_value));
    memcpy(names, a->value->elements, a->value->count * sizeof(json_value));
    size_t used = a->value->count;
    for (uint32_t i = 0; i < b->value->count; i++)
        if (!name_set_holds(a->compiled, json_text_of(&b->value->elements[i])))
            names[used++] = b->value->elements[i];
    const json_value *all = json_make_array(m->c->a, names, used);
    *out = (slot){.value = all, .compiled = name_set_of(m->c->a, all)};
    return true;
}

// The intersection of two types, where one of the written values says it.
static bool merge_type(merger *m, const node *from, slot *out, const slot *a, const slot *b) {
    unsigned meet = m->types & from->types;
    if (meet != m->types && meet != from->types)
        return false;
    *out = meet == m->types ? *a : *b;
    return true;
}

// What both sides say under one keyword, as one; false when that cannot be written.
static bool merge_slot(merger *m, const node *from, schema_keyword k, const slot *b) {
    const slot *a = &m->slots[k];
    slot *out = &m->next[k];
    uint64_t bit = keyword_bit(k);
    *out = *a;
    switch (k) {
    case KEYWORD_PROPERTIES:
        return merge_properties(m, out, a, b);
    case KEYWORD_REQUIRED:
        return merge_required(m, out, a, b);
    case KEYWORD_TYPE:
        return merge_type(m, from, out, a, b);
    case KEYWORD_DEFAULT: // annotations: the outer one stands
    case KEYWORD_NULLABLE:
        return true;
    default:
        break;
    }
    if (((lower_bounds | upper_bounds) & bit) != 0) {
        int order = number_compare(a->value, b->value);
        *out = ((lower_bounds & bit) != 0 ? order < 0 : order > 0) ? *b : *a;
        return true;
    }
    return a->compiled == NULL && b->compiled == NULL && json_equal(a->value, b->value);
}

static void keep(merger *m, node_branch branch) {
    if (m->kept_count == m->kept_capacity) {
        m->kept_capacity = m->kept_capacity == 0 ? 4 : m->kept_capacity * 2;
        node_branch *grown = arena_array(m->c->a, m->kept_capacity, sizeof(node_branch));
        if (m->kept_count > 0)
            memcpy(grown, m->kept, m->kept_count * sizeof(node_branch));
        m->kept = grown;
    }
    m->kept[m->kept_count++] = branch;
}

static bool mergeable(const merger *m, const node *from) {
    if (from->link == LINK_BUSY || from->never || !groups_apart(m->keywords, from->keywords))
        return false;
    // The unevaluated keywords of a branch do not see what its siblings look at, so they stay apart from them; and what is
    // nullable lets null pass by what it says itself, not by what its siblings say.
    return (from->keywords & (unevaluated | KEYWORD_BIT(NULLABLE))) == 0 || m->alone;
}

// The branches that a merged conjunct could not merge itself become branches of the node.
static void inherit(merger *m, const node_branch *conjunct, const node *from) {
    const branch_list *inner = node_compiled(from, KEYWORD_ALL_OF);
    for (size_t i = 0; inner != NULL && i < inner->count; i++) {
        const char *label = arena_printf(m->c->a, "%s.%s", conjunct->label, inner->items[i].label);
        keep(m, (node_branch){.schema = inner->items[i].schema, .label = label});
    }
}

static size_t inheritance_cost(const node_branch *conjunct, const node *from) {
    const branch_list *inner = node_compiled(from, KEYWORD_ALL_OF);
    size_t cost = 0;
    for (size_t i = 0; inner != NULL && i < inner->count; i++)
        cost += 1 + (strlen(conjunct->label) + strlen(inner->items[i].label)) / 16;
    return cost;
}

static bool merge(merger *m, const node_branch *conjunct) {
    const node *from = node_of(conjunct->schema);
    if (!mergeable(m, from) || !spend(m, inheritance_cost(conjunct, from)))
        return false;
    uint64_t more = from->keywords & ~from->idle & ~KEYWORD_BIT(ALL_OF);
    memcpy(m->next, m->slots, sizeof(m->next));
    for (uint64_t rest = more; rest != 0; rest &= rest - 1) {
        schema_keyword k = (schema_keyword)__builtin_ctzll(rest);
        const slot *s = node_slot(from, k);
        if ((m->keywords & keyword_bit(k)) == 0)
            m->next[k] = *s;
        else if (!merge_slot(m, from, k, s))
            return false;
    }
    memcpy(m->slots, m->next, sizeof(m->slots));
    m->keywords |= more;
    m->types &= from->types;
    inherit(m, conjunct, from);
    return true;
}

static void store(merger *m, node *n) {
    if (m->kept_count > 0) {
        branch_list *list = arena_new_of(m->c->a, branch_list);
        *list = (branch_list){.count = m->kept_count, .items = m->kept};
        m->keywords |= KEYWORD_BIT(ALL_OF);
        m->slots[KEYWORD_ALL_OF] = (slot){.value = n->source, .compiled = list};
    }
    slot *slots = arena_array(m->c->a, keyword_count(m->keywords), sizeof(slot));
    n->slots = slots;
    n->keywords = m->keywords;
    n->types = (uint8_t)m->types;
    for (uint64_t rest = m->keywords; rest != 0; rest &= rest - 1)
        *slots++ = m->slots[__builtin_ctzll(rest)];
    n->idle = compile_idle(n); // a keyword that said nothing here may have got a conjunct's word
}

static void merge_conjuncts(compiler *c, node *n, const branch_list *conjuncts) {
    merger *m = c->merger == NULL ? arena_new_of(c->a, merger) : c->merger;
    c->merger = m;
    *m = (merger){.c = c, .into = n, .types = n->types};
    for (uint64_t rest = n->keywords & ~n->idle; rest != 0; rest &= rest - 1) {
        schema_keyword k = (schema_keyword)__builtin_ctzll(rest);
        const slot *s = node_slot(n, k);
        bool conjunct = k == KEYWORD_ALL_OF || ((compile_references & keyword_bit(k)) != 0 && s->compiled != NULL);
        if (!conjunct) {
            m->slots[k] = *s;
            m->keywords |= keyword_bit(k);
        }
    }
    m->alone = conjuncts->count == 1 && (m->keywords & ~(KEYWORD_BIT(DEFAULT) | KEYWORD_BIT(NULLABLE))) == 0;
    for (size_t i = 0; i < conjuncts->count; i++) {
        const node *from = node_of(conjuncts->items[i].schema);
        if (merge(m, &conjuncts->items[i])) {
            n->tuple = n->tuple || from->tuple;
            n->open = n->open || from->open;
            n->shared = n->shared || from->shared;
            n->nullable = n->nullable && (n->types & TYPE_NULL) != 0;
        } else {
            keep(m, conjuncts->items[i]);
        }
    }
    store(m, n);
}

void compile_merge_one(compiler *c, node *n, const node *more, const char *label) {
    const branch_list *kept = node_branches(n);
    node_branch *items = arena_array(c->a, kept->count + 1, sizeof(node_branch));
    if (kept->count > 0)
        memcpy(items, kept->items, kept->count * sizeof(node_branch));
    items[kept->count] = (node_branch){.schema = more, .label = label};
    const branch_list all = {.count = kept->count + 1, .items = items};
    merge_conjuncts(c, n, &all);
}

// The schemas that hold together with what the node itself says: targets of references, branches of allOf.
static const branch_list *conjuncts_of(compiler *c, const node *n) {
    const node_list *list = node_compiled(n, KEYWORD_ALL_OF);
    size_t count = list == NULL ? 0 : list->count;
    node_branch *items = arena_array(c->a, count + 3, sizeof(node_branch));
    branch_list *conjuncts = arena_new_of(c->a, branch_list);
    conjuncts->items = items;
    for (uint64_t rest = n->keywords & compile_references; rest != 0; rest &= rest - 1) {
        schema_keyword k = (schema_keyword)__builtin_ctzll(rest);
        node *target = node_slot(n, k)->own;
        if (target != NULL)
            items[conjuncts->count++] = (node_branch){.own = target, .label = keyword_name(k)};
    }
    for (size_t i = 0; i < count; i++) {
        const char *label = arena_printf(c->a, "allOf.%zu", i);
        items[conjuncts->count++] = (node_branch){.own = list->own[i], .label = label};
    }
    return conjuncts;
}

// A node whose conjuncts are being merged first.
typedef struct frame {
    struct frame *up;
    node *n;
    const branch_list *conjuncts;
    size_t next;
} frame;

static bool has_conjuncts(const node *n) {
    return n->target == NULL && (n->keywords & (KEYWORD_BIT(ALL_OF) | compile_references)) != 0;
}

static frame *enter(compiler *c, frame *up, node *n) {
    frame *f = arena_new_of(c->a, frame);
    *f = (frame){.up = up, .n = n, .conjuncts = conjuncts_of(c, n)};
    n->link = LINK_BUSY;
    return f;
}

// Depth first, without recursion: what a node holds is merged before the node is.
static void settle(compiler *c, node *n) {
    frame *top = enter(c, NULL, n);
    while (top != NULL) {
        if (top->next == top->conjuncts->count) {
            merge_conjuncts(c, top->n, top->conjuncts);
            top->n->link = LINK_DONE;
            top = top->up;
            continue;
        }
        node *below = compile_target(top->conjuncts->items[top->next++].own);
        if (below->link == LINK_NEW && has_conjuncts(below))
            top = enter(c, top, below);
    }
}

void compile_merge(compiler *c) {
    bool any = false;
    for (const node *n = c->first; n != NULL && !any; n = n->next)
        any = has_conjuncts(n);
    for (node *n = c->first; n != NULL && any; n = n->next)
        n->idle = compile_idle(n); // what says nothing is in nobody's way
    for (node *n = c->first; n != NULL; n = n->next)
        if (n->link == LINK_NEW && has_conjuncts(n))
            settle(c, n);
}

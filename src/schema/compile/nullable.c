// OpenAPI's `nullable` beside anything but `type`: null, or what is said beside it. Changes are told of the keyword, so the node
// keeps it and gets a second, normal node, whose alternatives are the rest of it and null.
#include "schema/compile/compile.h"
#include <assert.h>

static node *copy_with(compiler *c, const node *n, uint64_t keywords) {
    node *copy = compile_copy(c, n);
    slot *slots = copy->slots;
    copy->keywords = n->keywords & keywords;
    for (uint64_t rest = copy->keywords; rest != 0; rest &= rest - 1)
        *slots++ = *node_slot(n, (schema_keyword)__builtin_ctzll(rest));
    return copy;
}

static node *new_null(compiler *c, const node *n) {
    static const json_value word = {.type = JSON_STRING, .string = "null", .count = 4};
    const json_member type = json_make_member("type", word);
    node *null = copy_with(c, n, 0);
    null->keywords = KEYWORD_BIT(TYPE);
    null->slots[0] = (slot){.value = &word};
    null->source = json_make_object(c->a, &type, 1);
    null->types = TYPE_NULL;
    null->idle = 0;
    return null;
}

// Of nodes that do nothing but name values: null is one more of them.
static node *with_null(compiler *c, const node *n) {
    const value_set *set = node_compiled(n, KEYWORD_ENUM);
    size_t count = set == NULL ? 1 : set->count;
    json_value *items = arena_array(c->a, count + 1, sizeof(json_value));
    for (size_t i = 0; i < count; i++)
        items[i] = set == NULL ? *node_value(n, KEYWORD_CONST) : *set->items[i].value;
    items[count] = value_null;
    const json_value *all = json_make_array(c->a, items, count + 1);
    node *made = copy_with(c, n, 0);
    made->keywords = (n->keywords & KEYWORD_BIT(DEFAULT)) | KEYWORD_BIT(ENUM);
    *compile_slot(made, KEYWORD_ENUM) = (slot){.value = all, .compiled = value_set_of(c->a, all)};
    if (node_has(n, KEYWORD_DEFAULT))
        *compile_slot(made, KEYWORD_DEFAULT) = *node_slot(n, KEYWORD_DEFAULT);
    return made;
}

void compile_nullable(compiler *c, node *n) {
    enum { NODES = 3 };
    if (n->never || !node_has(n, KEYWORD_NULLABLE) || c->merged + NODES > SCHEMA_NODES_MAX)
        return;
    c->merged += NODES;
    uint64_t said = n->keywords & ~n->idle & ~(KEYWORD_BIT(NULLABLE) | KEYWORD_BIT(DEFAULT));
    if (said == KEYWORD_BIT(ENUM) || said == KEYWORD_BIT(CONST)) {
        n->normal = with_null(c, n);
        return;
    }
    node **items = arena_array(c->a, 2, sizeof(node *));
    items[0] = copy_with(c, n, ~(KEYWORD_BIT(NULLABLE) | KEYWORD_BIT(DEFAULT)));
    items[1] = new_null(c, n);
    node_list *both = arena_new_of(c->a, node_list);
    *both = (node_list){.count = 2, .own = items};
    const json_value written[] = {n->source == NULL ? value_true : *n->source, *items[1]->source};
    static_assert(KEYWORD_DEFAULT < KEYWORD_ANY_OF, "slots are in the order of keywords");
    node *either = copy_with(c, n, KEYWORD_BIT(DEFAULT));
    either->keywords |= KEYWORD_BIT(ANY_OF);
    *compile_slot(either, KEYWORD_ANY_OF) = (slot){.value = json_make_array(c->a, written, 2), .compiled = both};
    either->types = TYPE_ALL;
    either->idle = 0;
    n->normal = either;
}

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

void compile_nullable(compiler *c, node *n) {
    enum { NODES = 3 };
    if (n->never || !node_has(n, KEYWORD_NULLABLE) || c->merged + NODES > SCHEMA_NODES_MAX)
        return;
    c->merged += NODES;
    node **items = arena_array(c->a, 2, sizeof(node *));
    items[0] = copy_with(c, n, ~(KEYWORD_BIT(NULLABLE) | KEYWORD_BIT(DEFAULT)));
    items[1] = new_null(c, n);
    node_list *both = arena_new_of(c->a, node_list);
    *both = (node_list){.count = 2, .items = items};
    const json_value written[] = {n->source == NULL ? value_true : *n->source, *items[1]->source};
    static_assert(KEYWORD_DEFAULT < KEYWORD_ANY_OF, "slots are in the order of keywords");
    node *either = copy_with(c, n, KEYWORD_BIT(DEFAULT));
    either->keywords |= KEYWORD_BIT(ANY_OF);
    *(slot *)node_slot(either, KEYWORD_ANY_OF) = (slot){.value = json_make_array(c->a, written, 2), .compiled = both};
    either->types = TYPE_ALL;
    either->idle = 0;
    n->normal = either;
}

#include "schema/node.h"
#include <stdlib.h>

const node node_true = {.types = TYPE_ALL};
const node node_false = {.types = TYPE_ALL, .never = true};

const char *keyword_name(schema_keyword k) {
    static const char *const names[KEYWORD_COUNT] = {
#define KEYWORD(id, name, form, drafts) [KEYWORD_##id] = name,
#include "schema/keywords.def"
#undef KEYWORD
    };
    return names[k];
}

static int entry_order(const void *a, const void *b) {
    return text_order(((const node_entry *)a)->name, ((const node_entry *)b)->name);
}

const node_entry *node_table_find(const node_table *table, text name) {
    const node_entry key = {.name = name};
    if (table == NULL || table->count == 0)
        return NULL;
    return bsearch(&key, table->items, table->count, sizeof(node_entry), entry_order);
}

unsigned node_types(const node *n) {
    unsigned types = n->types;
    const branch_list *list = node_branches(n);
    for (size_t i = 0; i < list->count; i++)
        types &= node_of(list->items[i].schema)->types;
    return types;
}

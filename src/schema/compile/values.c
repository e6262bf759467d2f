// The compiled forms of keyword values that hold several schemas: lists, tables by name, and the rows of dependencies.
#include "base/memory.h"
#include "schema/compile/compile.h"
#include <stdlib.h>

bool compile_is_names(const json_value *value) {
    if (value->type != JSON_ARRAY)
        return false;
    for (uint32_t i = 0; i < value->count; i++)
        if (value->elements[i].type != JSON_STRING)
            return false;
    return true;
}

bool compile_is_schema(const json_value *value) {
    return value->type == JSON_OBJECT || value->type == JSON_BOOLEAN;
}

node_list *compile_list(compiler *c, const json_value *array, const scope *from) {
    node_list *list = arena_new_of(c->a, node_list);
    node **items = arena_array(c->a, array->count, sizeof(node *));
    for (uint32_t i = 0; i < array->count; i++)
        items[i] = compile_claim(c, &array->elements[i], from);
    *list = (node_list){.count = array->count, .own = items};
    return list;
}

// The names in one piece, in order.
static void names_gather(arena *a, node_entry *entries, size_t count, size_t total) {
    char *bytes = arena_bytes(a, total + 1);
    for (size_t i = 0; i < count; i++) {
        memcpy(bytes, entries[i].name.data, entries[i].name.length);
        entries[i].name.data = bytes;
        bytes += entries[i].name.length;
    }
}

// Names are gathered and nodes claimed in the order in which tables are walked: a walk then reads memory from front to
// back, and large objects cost little more per property than small ones.
node_table *compile_table(compiler *c, const json_value *object, const scope *from) {
    enum { FEW = 32 };
    uint32_t few_order[FEW], *order = few_order;
    text few[FEW], *names = few;
    if (object->count > FEW) {
        order = memory_alloc(object->count * sizeof *order);
        names = memory_alloc(object->count * sizeof *names);
    }
    size_t total = 0;
    for (uint32_t i = 0; i < object->count; i++) {
        names[i] = (text){object->members[i].name, object->members[i].name_length};
        total += names[i].length;
    }
    names_order(names, order, object->count);
    node_entry *entries = arena_array(c->a, object->count, sizeof(node_entry));
    for (uint32_t i = 0; i < object->count; i++)
        entries[i] = (node_entry){.name = names[order[i]], .value = &object->members[order[i]].value};
    if (object->count > FEW) {
        free(order);
        free(names);
    }
    names_gather(c->a, entries, object->count, total);
    node_table *table = arena_new_of(c->a, node_table);
    for (uint32_t i = 0; i < object->count; i++)
        entries[i].schema = compile_claim(c, entries[i].value, from);
    *table = (node_table){.count = object->count, .items = entries};
    return table;
}

static int dependent_order(const void *a, const void *b) {
    return text_order(((const dependent *)a)->name, ((const dependent *)b)->name);
}

// One row for a name that two keywords speak of would need both rules at once; the first one keeps the row.
static void dependent_put(compiler *c, draft_node *d, schema_keyword k, dependent row) {
    dependent_table *table = (d->keywords & keyword_bit(k)) != 0 ? d->slots[k].own : NULL;
    if (table == NULL) {
        table = arena_new_of(c->a, dependent_table);
        d->keywords |= keyword_bit(k);
        d->slots[k] = (slot){.value = row.value, .compiled = table};
    }
    dependent *items = table->items;
    if ((table->count & (table->count - 1)) == 0) { // full at each power of two
        items = arena_array(c->a, table->count == 0 ? 1 : table->count * 2, sizeof(dependent));
        if (table->count > 0)
            memcpy(items, table->items, table->count * sizeof(dependent));
    }
    items[table->count++] = row;
    table->items = items;
}

static void dependents_sort(draft_node *d, schema_keyword k) {
    if ((d->keywords & keyword_bit(k)) != 0) {
        const dependent_table *table = d->slots[k].compiled;
        qsort(table->items, table->count, sizeof(dependent), dependent_order);
    }
}

bool compile_dependents(compiler *c, draft_node *d, const json_value *object, const char *keyword) {
    bool names = strcmp(keyword, "dependentSchemas") != 0, schemas = strcmp(keyword, "dependentRequired") != 0;
    if (object->type != JSON_OBJECT)
        return false;
    for (uint32_t i = 0; i < object->count; i++) {
        const json_value *value = &object->members[i].value;
        if (!(names && compile_is_names(value)) && !(schemas && compile_is_schema(value)))
            return false;
    }
    for (uint32_t i = 0; i < object->count; i++) {
        const json_member *member = &object->members[i];
        dependent row = {.name = {member->name, member->name_length}, .value = &member->value, .keyword = keyword};
        if (member->value.type == JSON_ARRAY) {
            row.required = *name_set_of(c->a, &member->value);
            dependent_put(c, d, KEYWORD_DEPENDENT_REQUIRED, row);
        } else {
            row.schema = compile_claim(c, &member->value, d->n->scope);
            dependent_put(c, d, KEYWORD_DEPENDENT_SCHEMAS, row);
        }
    }
    dependents_sort(d, KEYWORD_DEPENDENT_REQUIRED);
    dependents_sort(d, KEYWORD_DEPENDENT_SCHEMAS);
    return true;
}

// Whether names that one pattern takes in are declared by others: by the language of the patterns, as of texts.
#include "schema/compare/compare.h"
#include "schema/decide/decide.h"
#include "schema/decide/nodes.h"

enum { OTHERS_MAX = 8, NAME_MAX_BYTES = 200, DECISION_STEPS = 2000 };

// The pattern that takes in that name alone, as ECMA-262 writes it.
static text pattern_of_name(arena *a, text name) {
    char *bytes = arena_bytes(a, name.length * 2 + 3), *at = bytes;
    *at++ = '^';
    for (size_t i = 0; i < name.length; i++) {
        if (name.data[i] != '\0' && strchr("^$\\.*+?()[]{}|/", name.data[i]) != NULL)
            *at++ = '\\';
        *at++ = name.data[i];
    }
    *at++ = '$';
    return (text){bytes, (size_t)(at - bytes)};
}

static const node *node_of_pattern(arena *a, text pattern) {
    json_value *value = arena_new_of(a, json_value);
    *value = json_make_string(pattern);
    return node_made(a, KEYWORD_BIT(PATTERN), TYPE_STRING, &(slot){.value = value});
}

// Gathers schemas of the names that the table declares. False: they are too many, or too long.
static bool gather(arena *a, const node_table *table, bool names, const node **others, size_t *count) {
    for (size_t i = 0; i < table->count; i++) {
        text name = table->items[i].name;
        if (*count == OTHERS_MAX || name.length > NAME_MAX_BYTES)
            return false;
        others[(*count)++] = node_of_pattern(a, names ? pattern_of_name(a, name) : name);
    }
    return true;
}

bool compare_names_covered(comparison *c, const located_list *list, text pattern) {
    arena *a = work_memory(&c->work);
    const node *others[OTHERS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < list->count && work_visit(&c->work); i++)
        if (!gather(a, node_entries(list->items[i].node, KEYWORD_PATTERN_PROPERTIES), false, others, &count) ||
            !gather(a, node_entries(list->items[i].node, KEYWORD_PROPERTIES), true, others, &count))
            break; // fewer of them can only cover less
    if (count == 0)
        return false;
    node_list *all = arena_new_of(a, node_list);
    *all = (node_list){.count = count,
                       .items = memcpy(arena_array(a, count, sizeof *others), others, count * sizeof *others)};
    const node *any = node_made(a, KEYWORD_BIT(ANY_OF), TYPE_ALL, &(slot){.compiled = all});
    return decide_inclusion(&c->work, DECISION_STEPS, node_of_pattern(a, pattern), any, false).answer == ANSWER_YES;
}

// The way down: from a value to a part of it that is rejected, and from a schema to a conjunct of it that rejects, until there is
// no further one.
#include "schema/failure.h"
#include "base/buffer.h"
#include "schema/instance.h"
#include "schema/render.h"

enum { STEPS_MAX = 200000, LEVELS_MAX = 200 };

typedef struct descent {
    buffer *out;
    size_t budget;
    regex_shelf *shelf;
    const node *node; // that rejects the value
    const json_value *value;
    const step *steps; // that are still to be taken
    size_t count;
    bool led; // all steps so far were taken
} descent;

static bool rejects(descent *d, const node *n, const json_value *value) {
    return instance_verdict(n, value, d->shelf, &d->budget) == SCHEMA_REJECTS;
}

// Goes to a part when the schema of it rejects it.
static bool follow(descent *d, const node *n, const json_value *value) {
    if (!rejects(d, n, value))
        return false;
    d->node = node_of(n);
    d->value = value;
    return true;
}

// "~" and "/" stand for other things in a pointer.
static void print_name(buffer *out, text name) {
    buffer_append_byte(out, '/');
    for (size_t i = 0; i < name.length; i++)
        if (name.data[i] == '~' || name.data[i] == '/')
            buffer_append_string(out, name.data[i] == '~' ? "~0" : "~1");
        else if (name.data[i] == '\0')
            buffer_append_string(out, "\\x00"); // U+0000 would end the pointer early
        else
            buffer_append_byte(out, name.data[i]);
}

static bool into_member(descent *d, const json_member *member) {
    text name = {member->name, member->name_length};
    const node *n = d->node;
    const node_entry *own = node_table_find(node_compiled(n, KEYWORD_PROPERTIES), name);
    const node_table *patterns = node_entries(n, KEYWORD_PATTERN_PROPERTIES);
    bool spoken = own != NULL, found = own != NULL && follow(d, own->schema, &member->value);
    for (size_t i = 0; i < patterns->count && !found; i++) {
        if (regex_shelf_occurs(d->shelf, patterns->items[i].name, name, &d->budget) == ANSWER_NO)
            continue;
        spoken = true;
        found = follow(d, patterns->items[i].schema, &member->value);
    }
    if (!found && !spoken)
        found = follow(d, node_child(n, KEYWORD_ADDITIONAL_PROPERTIES), &member->value);
    if (found)
        print_name(d->out, name);
    return found;
}

static bool into_element(descent *d, uint32_t index) {
    const node_list *prefix = node_schemas(d->node, KEYWORD_PREFIX_ITEMS);
    const node *n = index < prefix->count ? prefix->items[index] : node_child(d->node, KEYWORD_ITEMS);
    if (!follow(d, n, &d->value->elements[index]))
        return false;
    buffer_printf(d->out, "/%u", index);
    return true;
}

// Where the next step leads. False: nothing there is rejected.
static bool into_step(descent *d) {
    const json_value *value = d->value;
    const step *to = d->steps;
    if (to->kind == STEP_MEMBER && value->type == JSON_OBJECT)
        for (uint32_t i = 0; i < value->count; i++)
            if (value->members[i].name_length == to->name.length &&
                memcmp(value->members[i].name, to->name.data, to->name.length) == 0)
                return into_member(d, &value->members[i]);
    if (to->kind == STEP_ELEMENT && value->type == JSON_ARRAY && to->index < value->count)
        return into_element(d, (uint32_t)to->index);
    return false;
}

static bool into_any_part(descent *d) {
    const json_value *value = d->value;
    for (uint32_t i = 0; value->type == JSON_OBJECT && i < value->count; i++)
        if (into_member(d, &value->members[i]))
            return true;
    for (uint32_t i = 0; value->type == JSON_ARRAY && i < value->count; i++)
        if (into_element(d, i))
            return true;
    return false;
}

static bool into_part(descent *d) {
    if (!d->led || d->count == 0)
        return into_any_part(d);
    bool any = d->steps->kind != STEP_MEMBER && d->steps->kind != STEP_ELEMENT;
    d->led = into_step(d) || (any && into_any_part(d));
    d->steps++;
    d->count--;
    return d->led || into_any_part(d);
}

// To a conjunct, or to the branch of a condition that counts.
static bool into_conjunct(descent *d) {
    const node *n = d->node;
    const branch_list *branches = node_branches(n);
    for (size_t i = 0; i < branches->count; i++)
        if (follow(d, branches->items[i].schema, d->value))
            return true;
    if (!node_has(n, KEYWORD_IF))
        return false;
    bool condition = instance_verdict(node_child(n, KEYWORD_IF), d->value, d->shelf, &d->budget) == SCHEMA_ACCEPTS;
    return follow(d, node_child(n, condition ? KEYWORD_THEN : KEYWORD_ELSE), d->value);
}

static bool go_on(descent *d) {
    if (d->led && d->count == 0)
        return false;
    return into_part(d) || into_conjunct(d);
}

const char *failure_pointer(arena *a, const compiled_schema *schema, const json_value *value, const step *steps,
                            size_t count, bool *led) {
    buffer out;
    buffer_init(&out, SIZE_MAX / 2);
    descent d = {.out = &out,
                 .budget = STEPS_MAX,
                 .shelf = schema->shelf,
                 .node = schema->root,
                 .value = value,
                 .steps = steps,
                 .count = count,
                 .led = steps != NULL};
    for (int level = 0; level < LEVELS_MAX && go_on(&d); level++)
        continue;
    *led = d.led && d.count == 0;
    const char *pointer = text_cut(a, buffer_text(&out), SCHEMA_PATH_MAX);
    buffer_done(&out);
    return pointer;
}

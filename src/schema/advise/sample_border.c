// Borders are found in documents that are accepted: each part is held against what is said of it, and a value at the border of a
// keyword or just beyond takes its place. Which of these documents the schema accepts is left to the checker.
#include "schema/advise/sample.h"
#include "schema/instance.h"
#include "schema/number.h"
#include <stdlib.h>

enum { DOCUMENTS = 20, CHANGES_MAX = 20000, LENGTH_MAX = 4000, TOGETHER_MAX = 500 };

// A part of a document that is to be another value.
typedef struct change {
    const json_value *document;
    const char *pointer;
    const char *keyword;
    const json_value *value;
} change;

typedef struct changes {
    sampler *s;
    schema_sample_kind kind;
    const json_value *document;
    size_t count;
    change *items;
} changes;

// --- parts of documents ----------------------------------------------------------------------------------------------

// The name or index that a pointer begins with, unescaped, and what follows it.
static text first_step(arena *a, const char *pointer, const char **rest) {
    size_t length = strcspn(pointer + 1, "/"), written = 0;
    char *name = arena_bytes(a, length);
    *rest = pointer + 1 + length;
    for (const char *c = pointer + 1; c < *rest; c++) {
        bool escaped = *c == '~' && c + 1 < *rest;
        name[written++] = (char)(!escaped ? *c : c[1] == '0' ? '~' : '/');
        c += escaped;
    }
    return (text){name, written};
}

static uint32_t place_of(const json_value *value, text name) {
    if (value->type == JSON_ARRAY)
        return (uint32_t)strtoul(name.data, NULL, 10);
    for (uint32_t i = 0; i < value->count; i++)
        if (text_equal((text){value->members[i].name, value->members[i].name_length}, name))
            return i;
    return UINT32_MAX;
}

// The part where the pointer leads; NULL: there is none.
static const json_value *part_of(arena *a, const json_value *value, const char *pointer) {
    while (*pointer != '\0' && (value->type == JSON_ARRAY || value->type == JSON_OBJECT)) {
        const char *rest;
        uint32_t place = place_of(value, first_step(a, pointer, &rest));
        if (place >= value->count)
            return NULL;
        value = value->type == JSON_ARRAY ? &value->elements[place] : &value->members[place].value;
        pointer = rest;
    }
    return *pointer == '\0' ? value : NULL;
}

// The value with another part where the pointer leads.
static json_value with_part(arena *a, const json_value *value, const char *pointer, const json_value *part) {
    if (*pointer == '\0')
        return *part;
    const char *rest;
    uint32_t place = place_of(value, first_step(a, pointer, &rest));
    json_value *elements = arena_array(a, value->count + 1, sizeof *elements);
    json_member *members = arena_array(a, value->count + 1, sizeof *members);
    for (uint32_t i = 0; i < value->count; i++) {
        bool object = value->type == JSON_OBJECT;
        const json_value *old = object ? &value->members[i].value : &value->elements[i];
        elements[i] = i == place ? with_part(a, old, rest, part) : *old;
        if (object)
            members[i] =
                json_make_member_text((text){value->members[i].name, value->members[i].name_length}, elements[i]);
    }
    return value->type == JSON_OBJECT ? *json_make_object(a, members, value->count)
                                      : *json_make_array(a, elements, value->count);
}

// --- candidates ------------------------------------------------------------------------------------------------------

static arena *memory(changes *c) {
    return work_memory(&c->s->work);
}

static void add(changes *c, const char *pointer, schema_keyword k, const json_value *value) {
    if (c->count < CHANGES_MAX)
        c->items[c->count++] = (change){c->document, pointer, keyword_name(k), value};
}

static const json_value *integer(changes *c, int64_t number) {
    json_value *value = arena_new_of(memory(c), json_value);
    *value = json_make_integer(memory(c), number);
    return value;
}

static void add_number(changes *c, const spot *at, const node *n, schema_keyword k) {
    const json_value *bound = node_value(n, k);
    int64_t floor;
    bool exact, low = k == KEYWORD_MINIMUM || k == KEYWORD_EXCLUSIVE_MINIMUM;
    bool strict = k == KEYWORD_EXCLUSIVE_MINIMUM || k == KEYWORD_EXCLUSIVE_MAXIMUM;
    if (bound == NULL || bound->type != JSON_NUMBER || !number_floor(bound, &floor, &exact))
        return;
    bool beyond = c->kind == SCHEMA_SAMPLE_BEYOND;
    int64_t above = floor + 1, below = exact ? floor - 1 : floor; // the next whole numbers
    // A strict bound is itself beyond, and what is next to it inside is the border.
    add(c, at->pointer, k, strict == beyond ? bound : integer(c, low == beyond ? below : above));
}

static void add_length(changes *c, const spot *at, const node *n, schema_keyword k) {
    const json_value *bound = node_value(n, k);
    int64_t length;
    bool exact;
    if (bound == NULL || !number_floor(bound, &length, &exact))
        return;
    if (c->kind == SCHEMA_SAMPLE_BEYOND)
        length += k == KEYWORD_MIN_LENGTH ? -1 : 1;
    if (length < 0 || length > LENGTH_MAX)
        return;
    json_value *value = arena_new_of(memory(c), json_value);
    *value = sample_word(c->s, (size_t)length);
    add(c, at->pointer, k, value);
}

// Fewer elements, or the last one over and over.
static void add_size(changes *c, const spot *at, const node *n, const json_value *part, schema_keyword k) {
    const json_value *bound = node_value(n, k);
    int64_t count;
    bool exact;
    if (bound == NULL || !number_floor(bound, &count, &exact))
        return;
    if (c->kind == SCHEMA_SAMPLE_BEYOND)
        count += k == KEYWORD_MIN_ITEMS ? -1 : 1;
    if (count < 0 || count > TOGETHER_MAX)
        return;
    json_value *elements = arena_array(memory(c), (size_t)count + 1, sizeof *elements);
    for (int64_t i = 0; i < count; i++)
        elements[i] = part->count == 0 ? value_zero : part->elements[i < part->count ? i : part->count - 1];
    add(c, at->pointer, k, json_make_array(memory(c), elements, (size_t)count));
}

static void add_listed(changes *c, const spot *at, const node *n) {
    const json_value *values = node_value(n, KEYWORD_ENUM);
    json_value *other = arena_new_of(memory(c), json_value);
    *other = json_make_string(text_of("other"));
    if (c->kind == SCHEMA_SAMPLE_BEYOND && (values != NULL || node_has(n, KEYWORD_CONST)))
        add(c, at->pointer, values != NULL ? KEYWORD_ENUM : KEYWORD_CONST, other);
    if (c->kind == SCHEMA_SAMPLE_BEYOND && node_has(n, KEYWORD_PATTERN))
        add(c, at->pointer, KEYWORD_PATTERN, other);
    for (uint32_t i = 0; c->kind == SCHEMA_SAMPLE_BORDER && values != NULL && i < values->count; i++)
        add(c, at->pointer, KEYWORD_ENUM, &values->elements[i]);
}

static void add_types(changes *c, const spot *at, const node *n) {
    const json_value *const others[] = {&value_null, &value_true, &value_zero, &value_empty_list};
    if (!node_has(n, KEYWORD_TYPE) || c->kind != SCHEMA_SAMPLE_BEYOND)
        return;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if ((n->types & instance_type(others[i])) == 0) {
            add(c, at->pointer, KEYWORD_TYPE, others[i]);
            return;
        }
    json_value *word = arena_new_of(memory(c), json_value);
    *word = json_make_string(text_of("other"));
    add(c, at->pointer, KEYWORD_TYPE, word);
}

static bool holds(const json_value *object, text name) {
    return json_get_text(object, name) != NULL;
}

static void add_object(changes *c, const spot *at, const node *n, const json_value *part) {
    arena *a = memory(c);
    const name_set *required = node_required(n);
    json_member *members = arena_array(a, part->count + 1, sizeof *members);
    if (c->kind == SCHEMA_SAMPLE_BORDER) { // nothing but what must be there
        size_t count = 0;
        for (uint32_t i = 0; i < part->count; i++) {
            text name = {part->members[i].name, part->members[i].name_length};
            if (name_set_holds(required, name))
                members[count++] = json_make_member_text(name, part->members[i].value);
        }
        if (node_has(n, KEYWORD_PROPERTIES) || required->count > 0)
            add(c, at->pointer, KEYWORD_REQUIRED, json_make_object(a, members, count));
        return;
    }
    for (size_t r = 0; r < required->count; r++) {
        size_t count = 0;
        json_member *fewer = arena_array(a, part->count + 1, sizeof *fewer);
        if (!holds(part, required->items[r]))
            continue;
        for (uint32_t i = 0; i < part->count; i++) {
            text name = {part->members[i].name, part->members[i].name_length};
            if (!text_equal(name, required->items[r]))
                fewer[count++] = json_make_member_text(name, part->members[i].value);
        }
        add(c, at->pointer, KEYWORD_REQUIRED, json_make_object(a, fewer, count));
    }
    if (!node_child(n, KEYWORD_ADDITIONAL_PROPERTIES)->never || holds(part, TEXT("other")))
        return;
    for (uint32_t i = 0; i < part->count; i++)
        members[i] =
            json_make_member_text((text){part->members[i].name, part->members[i].name_length}, part->members[i].value);
    members[part->count] = json_make_member("other", value_null);
    add(c, at->pointer, KEYWORD_ADDITIONAL_PROPERTIES, json_make_object(a, members, part->count + 1));
}

static void add_array(changes *c, const spot *at, const node *n, const json_value *part) {
    add_size(c, at, n, part, KEYWORD_MIN_ITEMS);
    add_size(c, at, n, part, KEYWORD_MAX_ITEMS);
    const json_value *unique = node_value(n, KEYWORD_UNIQUE_ITEMS);
    if (c->kind != SCHEMA_SAMPLE_BEYOND || unique == NULL || part->count == 0)
        return;
    json_value *elements = arena_array(memory(c), part->count + 1, sizeof *elements);
    memcpy(elements, part->elements, part->count * sizeof *elements);
    elements[part->count] = part->elements[0];
    add(c, at->pointer, KEYWORD_UNIQUE_ITEMS, json_make_array(memory(c), elements, part->count + 1));
}

static void add_all(changes *c, const spot *at, const json_value *part) {
    static const schema_keyword bounds[] = {KEYWORD_MINIMUM, KEYWORD_MAXIMUM, KEYWORD_EXCLUSIVE_MINIMUM,
                                            KEYWORD_EXCLUSIVE_MAXIMUM};
    for (size_t i = 0; i < at->said->count && work_visit(&c->s->work); i++) {
        const node *n = at->said->items[i];
        if (part->type == JSON_NUMBER)
            for (size_t k = 0; k < 4; k++)
                add_number(c, at, n, bounds[k]);
        if (part->type == JSON_STRING) {
            add_length(c, at, n, KEYWORD_MIN_LENGTH);
            add_length(c, at, n, KEYWORD_MAX_LENGTH);
        }
        if (part->type == JSON_ARRAY)
            add_array(c, at, n, part);
        if (part->type == JSON_OBJECT)
            add_object(c, at, n, part);
        add_listed(c, at, n);
        add_types(c, at, n);
    }
}

// --- all -------------------------------------------------------------------------------------------------------------

static void gather(changes *c) {
    for (int i = 0; i < DOCUMENTS && !c->s->work.exhausted; i++) {
        c->s->whole = i % 2 == 0;
        c->document = sample_document(c->s);
        for (size_t at = 0; c->document != NULL && at < c->s->spots_count; at++) {
            spot here = c->s->spots[at];
            const json_value *part = part_of(memory(c), c->document, here.pointer);
            if (part != NULL)
                add_all(c, &here, part);
        }
    }
}

static void shuffle(changes *c) {
    for (size_t i = c->count; i > 1; i--) {
        size_t other = sample_pick(c->s, (unsigned)i);
        change kept = c->items[i - 1];
        c->items[i - 1] = c->items[other];
        c->items[other] = kept;
    }
}

schema_samples sample_borders(sampler *s, const schema_sampling *order) {
    changes c = {.s = s, .kind = order->kind, .items = arena_array(work_memory(&s->work), CHANGES_MAX, sizeof(change))};
    sample_list list = {.a = s->a,
                        .known = map_new(s->a, order->count),
                        .items = arena_array(s->a, order->count + 1, sizeof(schema_sample))};
    schema_verdict wanted = order->kind == SCHEMA_SAMPLE_BORDER ? SCHEMA_ACCEPTS : SCHEMA_REJECTS;
    map *told = map_new(work_memory(&s->work), order->count); // borders of which one document is enough at first
    s->spots = arena_array(work_memory(&s->work), SAMPLE_PARTS_MAX, sizeof *s->spots);
    gather(&c);
    shuffle(&c);
    for (int again = 0; again < 2; again++) {
        for (size_t i = 0; i < c.count && list.count < order->count && work_visit(&s->work); i++) {
            const change *one = &c.items[i];
            arena *a = work_memory(&s->work);
            text border = text_of(arena_printf(a, "%s %s", one->pointer, one->keyword));
            if (again == 0 && map_get(told, border) != NULL)
                continue;
            json_value *document = arena_new_of(a, json_value);
            *document = with_part(a, one->document, one->pointer, one->value);
            if (schema_accepts(s->schema, document) != wanted)
                continue;
            schema_sample sample = {.document = document,
                                    .kind = order->kind,
                                    .pointer = arena_text(s->a, text_of(one->pointer)),
                                    .keyword = one->keyword};
            if (sample_add(&list, sample))
                map_put(told, border, told);
        }
    }
    return (schema_samples){list.items, list.count};
}

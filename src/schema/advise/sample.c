// Documents of a schema, made by chance and checked: alternatives are chosen, members drawn, and what all chosen subschemas say
// of a part is made to hold as far as it is plain. What is not plain (patterns, multiples) the decision finds. A document that
// misses is made anew; where chance finds none at all, the decision's own witness stands in.
#include "schema/advise/sample.h"
#include "base/map.h"
#include "schema/decide/decide.h"
#include "schema/instance.h"
#include "schema/number.h"

enum {
    PARTS_MAX = SAMPLE_PARTS_MAX,
    PARTS_TOGETHER = 200000, // of all documents // of one document
    DEPTH_PLAIN = 5,         // below which only what must be there is
    DEPTH_MAX = 40,
    ELEMENTS_MAX = 5,    // unless more must be there
    ELEMENTS_LAST = 500, // arrays that must hold more are not made
    WORD_MAX = 4000,
    CHECK_STEPS = 20000,
    NEAR = 100, // how far from a bound numbers are drawn
    WIDE = 1000,
};

unsigned sample_pick(sampler *s, unsigned below) {
    uint64_t z = s->random += UINT64_C(0x9e3779b97f4a7c15); // splitmix64
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return below == 0 ? 0 : (unsigned)((z ^ (z >> 31)) % below);
}

static bool suits(sampler *s, const facets *f, const json_value *value) {
    for (size_t i = 0; i < f->count; i++) {
        size_t steps = CHECK_STEPS;
        schema_verdict verdict = instance_verdict(f->items[i], value, work_shelf(&s->work), &steps);
        work_charge(&s->work, CHECK_STEPS - steps);
        if (verdict != SCHEMA_ACCEPTS)
            return false;
    }
    return true;
}

// --- what speaks of a value ------------------------------------------------------------------------------------------

static void include(sampler *s, facets *f, const node *n) {
    n = node_of(n);
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i] == n)
            return;
    if (f->count == FACETS_MAX || node_is_true(n) || !work_visit(&s->work))
        return;
    f->items[f->count++] = n;
    const branch_list *branches = node_branches(n);
    for (size_t i = 0; i < branches->count; i++)
        include(s, f, branches->items[i].schema);
    static const schema_keyword lists[] = {KEYWORD_ANY_OF, KEYWORD_ONE_OF};
    for (size_t k = 0; k < 2; k++) {
        const node_list *list = node_schemas(n, lists[k]);
        if (list->count > 0)
            include(s, f, list->items[sample_pick(s, (unsigned)list->count)]);
    }
    if (!node_has(n, KEYWORD_IF))
        return;
    if (sample_pick(s, 2) == 0) {
        include(s, f, node_child(n, KEYWORD_IF));
        include(s, f, node_child(n, KEYWORD_THEN));
    } else {
        include(s, f, node_child(n, KEYWORD_ELSE));
    }
}

static unsigned types_of(const facets *f) {
    unsigned types = TYPE_ALL;
    for (size_t i = 0; i < f->count; i++)
        types &= f->items[i]->never ? 0 : f->items[i]->types;
    return types;
}

static const json_value *first_value(const facets *f, schema_keyword k) {
    for (size_t i = 0; i < f->count; i++)
        if (node_has(f->items[i], k))
            return node_value(f->items[i], k);
    return NULL;
}

void sample_counts(const facets *f, schema_keyword least_word, schema_keyword most_word, int64_t *least,
                   int64_t *most) {
    *least = 0;
    *most = -1;
    for (size_t i = 0; i < f->count; i++) {
        const json_value *low = node_value(f->items[i], least_word), *high = node_value(f->items[i], most_word);
        int64_t one;
        bool exact;
        if (low != NULL && number_floor(low, &one, &exact) && one > *least)
            *least = one;
        if (high != NULL && number_floor(high, &one, &exact) && (*most < 0 || one < *most))
            *most = one;
    }
}

// --- single values ---------------------------------------------------------------------------------------------------

// What the decision finds for the first two that speak of it.
static const json_value *decided(sampler *s, const facets *f) {
    if (f->count == 0)
        return NULL;
    const node *wanted = f->count > 1 ? f->items[1] : NULL;
    decision found = decide_inclusion_of(&s->work, s->decisions, f->items[0], NULL, wanted, false);
    return found.answer == ANSWER_NO ? found.witness : NULL;
}

json_value sample_word(sampler *s, size_t length) {
    char *word = arena_bytes(work_memory(&s->work), length);
    for (size_t i = 0; i < length; i++)
        word[i] = (char)('a' + sample_pick(s, 26));
    return json_make_string((text){word, length});
}

static const json_value *make_string(sampler *s, const facets *f) {
    static const struct {
        const char *format, *value;
    } formats[] = {{"date-time", "2024-02-29T12:30:00Z"},
                   {"date", "2024-02-29"},
                   {"time", "12:30:00Z"},
                   {"email", "a@example.com"},
                   {"hostname", "example.com"},
                   {"ipv4", "192.0.2.1"},
                   {"ipv6", "2001:db8::1"},
                   {"uri", "https://example.com/a"},
                   {"uuid", "00000000-0000-4000-8000-000000000000"}};
    json_value *value = arena_new_of(work_memory(&s->work), json_value);
    const json_value *format = first_value(f, KEYWORD_FORMAT);
    for (size_t i = 0; format != NULL && format->type == JSON_STRING && i < sizeof formats / sizeof formats[0]; i++) {
        *value = json_make_string(text_of(formats[i].value));
        if (strcmp(format->string, formats[i].format) == 0 && suits(s, f, value))
            return value;
    }
    if (first_value(f, KEYWORD_PATTERN) != NULL)
        return decided(s, f);
    int64_t least, most;
    sample_counts(f, KEYWORD_MIN_LENGTH, KEYWORD_MAX_LENGTH, &least, &most);
    if (least > WORD_MAX)
        return NULL;
    int64_t length = least + sample_pick(s, 8);
    *value = sample_word(s, (size_t)(most >= 0 && length > most ? most : length));
    return value;
}

// The bounds that count most, or NULL.
static void bounds_of(const facets *f, const json_value **low, const json_value **high) {
    static const schema_keyword lows[] = {KEYWORD_MINIMUM, KEYWORD_EXCLUSIVE_MINIMUM},
                                highs[] = {KEYWORD_MAXIMUM, KEYWORD_EXCLUSIVE_MAXIMUM};
    *low = *high = NULL;
    for (size_t i = 0; i < f->count; i++) {
        for (size_t k = 0; k < 2; k++) {
            const json_value *one = node_value(f->items[i], lows[k]), *other = node_value(f->items[i], highs[k]);
            if (one != NULL && (*low == NULL || number_compare(one, *low) > 0))
                *low = one;
            if (other != NULL && (*high == NULL || number_compare(other, *high) < 0))
                *high = other;
        }
    }
}

static const json_value *make_number(sampler *s, const facets *f) {
    const json_value *low, *high;
    int64_t least = 0, most = NEAR;
    bool exact;
    bounds_of(f, &low, &high);
    const json_value *multiple = first_value(f, KEYWORD_MULTIPLE_OF);
    int64_t step = 1;
    if (multiple != NULL && (!number_floor(multiple, &step, &exact) || !exact || step > WIDE))
        return decided(s, f);
    bool known =
        (low == NULL || number_floor(low, &least, &exact)) && (high == NULL || number_floor(high, &most, &exact));
    if (!known)
        return decided(s, f);
    if (low != NULL && (high == NULL || most - least > WIDE))
        most = least + NEAR * step;
    else if (low == NULL && most - least != NEAR)
        least = most - NEAR * step;
    json_value *value = arena_new_of(work_memory(&s->work), json_value);
    for (int try = 0; try < 4 && most >= least; try++) {
        int64_t number = least + sample_pick(s, (unsigned)(most - least + 1));
        *value = json_make_integer(work_memory(&s->work), number - number % step);
        if (suits(s, f, value))
            return value;
    }
    return decided(s, f);
}

// One of the listed values that suits; NULL: none does. `*listed`: there is a list.
static const json_value *make_listed(sampler *s, const facets *f, bool *listed) {
    const json_value *constant = first_value(f, KEYWORD_CONST), *values = first_value(f, KEYWORD_ENUM);
    *listed = constant != NULL || values != NULL;
    if (constant != NULL)
        return constant;
    if (values == NULL || values->type != JSON_ARRAY || values->count == 0)
        return NULL;
    unsigned first = sample_pick(s, values->count);
    for (uint32_t i = 0; i < values->count && work_visit(&s->work); i++) {
        const json_value *value = &values->elements[(first + i) % values->count];
        if (suits(s, f, value))
            return value;
    }
    return NULL;
}

// --- parts -----------------------------------------------------------------------------------------------------------

static const json_value *make(sampler *s, const facets *f, const char *pointer, unsigned depth);

static const facets *kept(sampler *s, const facets *f) {
    facets *copy = arena_new_of(work_memory(&s->work), facets);
    *copy = *f;
    return copy;
}

static const char *inside(sampler *s, const char *pointer, text name) {
    buffer out;
    buffer_init(&out, SIZE_MAX);
    buffer_printf(&out, "%s/", pointer);
    for (size_t i = 0; i < name.length; i++) // RFC 6901, section 3
        if (name.data[i] == '~' || name.data[i] == '/')
            buffer_append_string(&out, name.data[i] == '~' ? "~0" : "~1");
        else
            buffer_append_byte(&out, name.data[i]);
    const char *result = arena_text(work_memory(&s->work), buffer_text(&out));
    buffer_done(&out);
    return result;
}

static facets member_of(sampler *s, const facets *f, text name) {
    facets said = {0};
    for (size_t i = 0; i < f->count; i++) {
        const node *n = f->items[i];
        const node_entry *own = node_table_find(node_compiled(n, KEYWORD_PROPERTIES), name);
        const node_table *patterns = node_entries(n, KEYWORD_PATTERN_PROPERTIES);
        bool spoken = own != NULL;
        if (own != NULL)
            include(s, &said, own->schema);
        for (size_t p = 0; p < patterns->count; p++) {
            if (work_occurs(&s->work, patterns->items[p].name, name) != ANSWER_YES)
                continue;
            spoken = true;
            include(s, &said, patterns->items[p].schema);
        }
        if (!spoken)
            include(s, &said, node_child(n, KEYWORD_ADDITIONAL_PROPERTIES));
    }
    return said;
}

static bool is_required(const facets *f, text name) {
    for (size_t i = 0; i < f->count; i++)
        if (name_set_holds(node_compiled(f->items[i], KEYWORD_REQUIRED), name))
            return true;
    return false;
}

typedef struct members {
    json_member *items;
    size_t count, room;
    map *known;
} members;

// False: it must be there and could not be made.
static bool add_member(sampler *s, const facets *f, members *m, text name, const char *pointer, unsigned depth) {
    if (m->count == m->room || map_put(m->known, name, m) != NULL)
        return true;
    bool needed = is_required(f, name);
    bool drawn = depth < DEPTH_PLAIN && s->parts < PARTS_MAX && (s->whole || sample_pick(s, 100) < 65);
    if (!needed && !drawn)
        return true;
    facets said = member_of(s, f, name);
    size_t spots = s->spots_count;
    const json_value *value = make(s, &said, inside(s, pointer, name), depth + 1);
    if (value == NULL) {
        s->spots_count = spots;
        return !needed;
    }
    m->items[m->count++] = json_make_member_text(name, *value);
    return true;
}

// Members by names that nothing lists: where a map says what they are, and where more must be there.
static bool add_others(sampler *s, const facets *f, members *m, const char *pointer, unsigned depth) {
    int64_t least, most;
    bool map = false;
    sample_counts(f, KEYWORD_MIN_PROPERTIES, KEYWORD_MAX_PROPERTIES, &least, &most);
    for (size_t i = 0; i < f->count; i++) {
        const node *rest = node_child(f->items[i], KEYWORD_ADDITIONAL_PROPERTIES);
        map = map || (node_has(f->items[i], KEYWORD_ADDITIONAL_PROPERTIES) && !node_is_true(rest) && !rest->never);
    }
    size_t wanted = map && depth < DEPTH_PLAIN ? m->count + sample_pick(s, 3) + s->whole : m->count;
    wanted = (int64_t)wanted < least ? (size_t)least : wanted;
    for (unsigned i = 1; m->count < wanted && m->count < m->room; i++) {
        text name = text_of(arena_printf(work_memory(&s->work), "key%u", i));
        facets said = member_of(s, f, name);
        const json_value *value = make(s, &said, inside(s, pointer, name), depth + 1);
        if (value == NULL)
            return (int64_t)m->count >= least;
        if (map_put(m->known, name, m) == NULL)
            m->items[m->count++] = json_make_member_text(name, *value);
    }
    return true;
}

static const json_value *make_object(sampler *s, const facets *f, const char *pointer, unsigned depth) {
    arena *a = work_memory(&s->work);
    size_t names = 0;
    int64_t least, most;
    for (size_t i = 0; i < f->count; i++)
        names += node_entries(f->items[i], KEYWORD_PROPERTIES)->count + node_required(f->items[i])->count;
    sample_counts(f, KEYWORD_MIN_PROPERTIES, KEYWORD_MAX_PROPERTIES, &least, &most);
    if (least > ELEMENTS_LAST || names > PARTS_MAX)
        return NULL;
    members m = {.room = names + (size_t)least + ELEMENTS_MAX, .known = map_new(a, names)};
    m.items = arena_array(a, m.room, sizeof *m.items);
    for (size_t i = 0; i < f->count; i++) { // what must be there first
        const name_set *required = node_required(f->items[i]);
        for (size_t r = 0; r < required->count; r++)
            if (!add_member(s, f, &m, required->items[r], pointer, depth))
                return NULL;
    }
    for (size_t i = 0; i < f->count; i++) {
        const node_table *own = node_entries(f->items[i], KEYWORD_PROPERTIES);
        for (size_t p = 0; p < own->count && (most < 0 || (int64_t)m.count < most); p++)
            add_member(s, f, &m, own->items[p].name, pointer, depth);
    }
    return add_others(s, f, &m, pointer, depth) ? json_make_object(a, m.items, m.count) : NULL;
}

static const json_value *make_array(sampler *s, const facets *f, const char *pointer, unsigned depth) {
    arena *a = work_memory(&s->work);
    int64_t least, most;
    sample_counts(f, KEYWORD_MIN_ITEMS, KEYWORD_MAX_ITEMS, &least, &most);
    if (least == 0 && first_value(f, KEYWORD_CONTAINS) != NULL)
        least = 1;
    if (least > ELEMENTS_LAST)
        return NULL;
    size_t count = (size_t)least + (depth < DEPTH_PLAIN ? sample_pick(s, 3) + s->whole : 0);
    count = most >= 0 && count > (size_t)most ? (size_t)most : count;
    json_value *elements = arena_array(a, count + 1, sizeof *elements);
    for (size_t i = 0; i < count; i++) {
        facets said = {0};
        for (size_t n = 0; n < f->count; n++) {
            const node_list *prefix = node_schemas(f->items[n], KEYWORD_PREFIX_ITEMS);
            include(s, &said, i < prefix->count ? prefix->items[i] : node_child(f->items[n], KEYWORD_ITEMS));
            if (i == 0)
                include(s, &said, node_child(f->items[n], KEYWORD_CONTAINS));
        }
        const json_value *element = make(s, &said, arena_printf(a, "%s/%zu", pointer, i), depth + 1);
        if (element == NULL && (int64_t)i < least)
            return NULL;
        if (element == NULL)
            return json_make_array(a, elements, i);
        elements[i] = *element;
    }
    return json_make_array(a, elements, count);
}

static const json_value *make_typed(sampler *s, const facets *f, unsigned type, const char *pointer, unsigned depth) {
    switch (type) {
    case TYPE_NULL:
        return &value_null;
    case TYPE_BOOLEAN:
        return sample_pick(s, 2) == 0 ? &value_false : &value_true;
    case TYPE_STRING:
        return make_string(s, f);
    case TYPE_ARRAY:
        return make_array(s, f, pointer, depth);
    case TYPE_OBJECT:
        return make_object(s, f, pointer, depth);
    default:
        return make_number(s, f);
    }
}

// Of several types those that keywords are about, else something plain.
static unsigned likely(unsigned types, const facets *f) {
    static const struct {
        uint64_t keywords;
        unsigned types;
    } about[] = {
        {KEYWORD_BIT(PROPERTIES) | KEYWORD_BIT(REQUIRED) | KEYWORD_BIT(ADDITIONAL_PROPERTIES) |
             KEYWORD_BIT(PATTERN_PROPERTIES) | KEYWORD_BIT(MIN_PROPERTIES),
         TYPE_OBJECT},
        {KEYWORD_BIT(ITEMS) | KEYWORD_BIT(PREFIX_ITEMS) | KEYWORD_BIT(CONTAINS) | KEYWORD_BIT(MIN_ITEMS), TYPE_ARRAY},
        {KEYWORD_BIT(MIN_LENGTH) | KEYWORD_BIT(MAX_LENGTH) | KEYWORD_BIT(PATTERN) | KEYWORD_BIT(FORMAT), TYPE_STRING},
        {KEYWORD_BIT(MINIMUM) | KEYWORD_BIT(MAXIMUM) | KEYWORD_BIT(MULTIPLE_OF), TYPE_INTEGER},
    };
    unsigned hinted = 0;
    for (size_t i = 0; types == TYPE_ALL && i < f->count; i++)
        for (size_t k = 0; k < sizeof about / sizeof about[0]; k++)
            hinted |= (f->items[i]->keywords & about[k].keywords) != 0 ? about[k].types : 0;
    return hinted != 0 ? hinted : types == TYPE_ALL ? TYPE_STRING | TYPE_INTEGER | TYPE_BOOLEAN : types;
}

static const json_value *make(sampler *s, const facets *f, const char *pointer, unsigned depth) {
    if (depth > DEPTH_MAX || s->all_parts++ > PARTS_TOGETHER || !work_visit(&s->work))
        return NULL;
    if (s->spots != NULL && s->parts < PARTS_MAX)
        s->spots[s->spots_count++] = (spot){pointer, kept(s, f)};
    s->parts++;
    bool listed;
    const json_value *value = make_listed(s, f, &listed);
    if (listed)
        return value;
    unsigned types = likely(types_of(f), f), count = (unsigned)__builtin_popcount(types);
    if (count == 0)
        return NULL;
    unsigned type = types;
    for (unsigned skipped = sample_pick(s, count); skipped > 0; skipped--)
        type &= type - 1;
    return make_typed(s, f, type & -type, pointer, depth);
}

const json_value *sample_document(sampler *s) {
    s->parts = s->spots_count = 0;
    facets f = {0};
    include(s, &f, s->schema->root);
    const json_value *document = make(s, &f, "", 0);
    return document != NULL && schema_accepts(s->schema, document) == SCHEMA_ACCEPTS ? document : NULL;
}

// --- lists -----------------------------------------------------------------------------------------------------------

bool sample_add(sample_list *list, schema_sample sample) {
    json_error error;
    size_t length;
    const char *printed = json_print(list->a, sample.document, &length);
    if (map_put(list->known, (text){printed, length}, list) != NULL)
        return false;
    sample.document = json_parse(list->a, (text){printed, length}, JSON_DEPTH_MAXIMUM, &error);
    if (sample.document == NULL)
        return false;
    list->items[list->count++] = sample;
    return true;
}

const json_value *sample_witness(sampler *s) {
    const facets whole = {.count = 1, .items = {node_of(s->schema->root)}};
    const json_value *document = decided(s, &whole);
    return document != NULL && schema_accepts(s->schema, document) == SCHEMA_ACCEPTS ? document : NULL;
}

// From a document to a graph of nodes. No recursion: nodes are claimed when first met and filled from a queue, so
// neither nesting nor chains of references can exhaust the stack.
#include "schema/compile/compile.h"
#include "schema/draft.h"
#include "schema/number.h"
#include "schema/regex_shelf.h"
#include <stdlib.h>

typedef enum form {
    FORM_SCHEMA,
    FORM_SCHEMAS,
    FORM_SCHEMA_MAP,
    FORM_NUMBER,
    FORM_COUNT,
    FORM_TEXT,
    FORM_FLAG,
    FORM_TRUTHY,
    FORM_ANY,
    FORM_NAMES,
    FORM_VALUES,
    FORM_TYPE,
    FORM_ITEMS,
    FORM_DEPENDENCIES,
    FORM_DEPENDENT,
    FORM_EXCLUSIVE,
    FORM_REFERENCE,
    FORM_DYNAMIC,
    FORM_DERIVED
} form;

static const struct {
    text name;
    form form;
    unsigned drafts;
} keywords[KEYWORD_COUNT] = {
#define KEYWORD(id, name, form, drafts) [KEYWORD_##id] = {TEXT(name), FORM_##form, drafts},
#include "schema/keywords.def"
#undef KEYWORD
};

// KEYWORD_COUNT: none, in the draft of the document.
static schema_keyword keyword_find(const compiler *c, text name) {
    size_t k = name.length < sizeof c->keywords.first ? c->keywords.first[name.length] : KEYWORD_COUNT;
    while (k != KEYWORD_COUNT &&
           (keywords[k].name.data[0] != name.data[0] || memcmp(keywords[k].name.data, name.data, name.length) != 0))
        k = c->keywords.next[k];
    return (schema_keyword)k;
}

static void index_keywords(compiler *c) {
    keyword_index *index = &c->keywords;
    memset(index->first, KEYWORD_COUNT, sizeof index->first);
    for (size_t k = KEYWORD_MALFORMED; k-- > 0;) {
        size_t length = keywords[k].name.length;
        assert(length < sizeof index->first);
        if ((keywords[k].drafts & c->drafts) == 0)
            continue;
        index->next[k] = index->first[length];
        index->first[length] = (uint8_t)k;
    }
}

// --- claiming nodes --------------------------------------------------------------------------------------------------

static size_t address_slot(const compiler *c, const json_value *value, const scope *in) {
    uint64_t mixed = ((uint64_t)(uintptr_t)value + (uint64_t)(uintptr_t)in) * UINT64_C(0x9e3779b97f4a7c15);
    size_t at = (size_t)(mixed >> 32) & (c->capacity - 1);
    while (c->table[at] != NULL && (c->table[at]->source != value || c->table[at]->scope != in))
        at = (at + 1) & (c->capacity - 1);
    return at;
}

static void table_build(compiler *c) {
    c->capacity = c->capacity == 0 ? 64 : c->capacity;
    while (c->capacity < c->count * 4)
        c->capacity *= 2;
    c->table = arena_zalloc(c->a, c->capacity * sizeof(node *));
    for (node *n = c->first; n != NULL; n = n->next)
        c->table[address_slot(c, n->source, n->scope)] = n;
}

static node *node_new(compiler *c, const json_value *value, const scope *in) {
    c->overflow = c->overflow || c->count >= SCHEMA_NODES_MAX;
    node *n = arena_new_of(c->a, node);
    n->source = value;
    n->scope = in;
    n->types = TYPE_ALL;
    n->overlooks = c->drafts == DRAFT_2019;
    if (c->last != NULL)
        c->last->next = n;
    c->first = c->first == NULL ? n : c->first;
    c->last = n;
    c->count++;
    return n;
}

node *compile_claim(compiler *c, const json_value *value, const scope *from) {
    enum { COPIES_MAX = 10000 };
    references *r = &c->references;
    const scope *in = reference_identifier(r, value).data != NULL ? scope_enter(r, from, value) : from;
    if (c->table == NULL)
        return node_new(c, value, in); // only references lead to a subschema twice
    if (!in->first && c->copies >= COPIES_MAX)
        in = scope_unsure(r, in);
    if (c->count * 2 >= c->capacity)
        table_build(c);
    size_t at = address_slot(c, value, in);
    if (c->table[at] == NULL) {
        c->table[at] = node_new(c, value, in);
        c->copies += !in->first;
    }
    return c->table[at];
}

// --- filling nodes ---------------------------------------------------------------------------------------------------

static void put(draft_node *d, schema_keyword k, const json_value *value, const void *compiled) {
    d->keywords |= keyword_bit(k);
    d->slots[k] = (slot){.value = value, .compiled = compiled};
}

static bool all_schemas(const json_value *value) {
    for (uint32_t i = 0; i < value->count; i++) {
        const json_value *schema = value->type == JSON_ARRAY ? &value->elements[i] : &value->members[i].value;
        if (!compile_is_schema(schema))
            return false;
    }
    return true;
}

static bool put_list(compiler *c, draft_node *d, schema_keyword k, const json_value *value) {
    bool right = value->type == JSON_ARRAY && value->count > 0 && all_schemas(value);
    if (right)
        put(d, k, value, compile_list(c, value, d->n->scope));
    return right;
}

static bool put_table(compiler *c, draft_node *d, schema_keyword k, const json_value *value) {
    bool right = value->type == JSON_OBJECT && all_schemas(value);
    if (right && value->count > 0)
        put(d, k, value, compile_table(c, value, d->n->scope));
    return right;
}

static bool put_type(draft_node *d, const json_value *value) {
    unsigned bits = 0;
    bool array = value->type == JSON_ARRAY;
    uint32_t count = array ? value->count : 1;
    for (uint32_t i = 0; i < count; i++) {
        const json_value *name = array ? &value->elements[i] : value;
        unsigned more = name->type == JSON_STRING ? type_bits(json_text_of(name)) : 0;
        if (more == 0)
            return false;
        bits |= more;
    }
    if (count == 0)
        return false;
    d->n->types = (uint8_t)bits;
    put(d, KEYWORD_TYPE, value, NULL);
    return true;
}

static bool put_scalar(arena *a, draft_node *d, schema_keyword k, form f, const json_value *value) {
    if (value->type == JSON_NULL)
        return true;
    bool right;
    if (f == FORM_TEXT) {
        right = value->type == JSON_STRING;
    } else if (f == FORM_FLAG) {
        right = value->type == JSON_BOOLEAN;
        if (right && !value->boolean)
            return true;
    } else {
        right = value->type == JSON_NUMBER &&
                (f == FORM_NUMBER || (number_is_integer(value) && number_compare(value, &value_zero) >= 0));
    }
    if (right)
        put(d, k, value_near(a, value), NULL);
    return right;
}

// Draft 4 and OpenAPI 3.0 write `exclusiveMaximum: true` beside `maximum`; resolved once both are known.
static bool put_exclusive(arena *a, draft_node *d, schema_keyword k, const json_value *value) {
    if (value->type == JSON_BOOLEAN) {
        put(d, k, value, NULL);
        return true;
    }
    return put_scalar(a, d, k, FORM_NUMBER, value);
}

static void settle_exclusive(draft_node *d, schema_keyword exclusive, schema_keyword inclusive) {
    uint64_t bit = keyword_bit(exclusive);
    if ((d->keywords & bit) == 0 || d->slots[exclusive].value->type != JSON_BOOLEAN)
        return;
    bool moves = d->slots[exclusive].value->boolean && (d->keywords & keyword_bit(inclusive)) != 0;
    d->keywords &= ~bit;
    if (moves) {
        put(d, exclusive, d->slots[inclusive].value, NULL);
        d->keywords &= ~keyword_bit(inclusive);
    }
}

static bool put_items(compiler *c, draft_node *d, schema_keyword k, const json_value *value) {
    bool list = value->type == JSON_ARRAY;
    if (list ? k == KEYWORD_ADDITIONAL_ITEMS || !all_schemas(value) : !compile_is_schema(value))
        return false;
    if (!list && k == KEYWORD_PREFIX_ITEMS)
        return false;
    void *compiled = list ? (void *)compile_list(c, value, d->n->scope) : compile_claim(c, value, d->n->scope);
    put(d, k, value, compiled);
    return true;
}

// Both spellings of tuples become one: a prefix and a rest. `additionalItems` says nothing unless `items` is a list.
static void settle_items(draft_node *d) {
    uint64_t additional = keyword_bit(KEYWORD_ADDITIONAL_ITEMS), items = keyword_bit(KEYWORD_ITEMS);
    bool list = (d->keywords & items) != 0 && d->slots[KEYWORD_ITEMS].value->type == JSON_ARRAY;
    bool prefix = (d->keywords & keyword_bit(KEYWORD_PREFIX_ITEMS)) != 0;
    if (list && !prefix) {
        d->n->tuple = true;
        put(d, KEYWORD_PREFIX_ITEMS, d->slots[KEYWORD_ITEMS].value, d->slots[KEYWORD_ITEMS].compiled);
        d->keywords &= ~items;
        if ((d->keywords & additional) != 0) {
            put(d, KEYWORD_ITEMS, d->slots[KEYWORD_ADDITIONAL_ITEMS].value,
                d->slots[KEYWORD_ADDITIONAL_ITEMS].compiled);
        }
    } else if (list) {
        d->keywords &= ~items; // two prefixes: the newer spelling stands
    }
    d->keywords &= ~additional;
}

// Keywords that say nothing without another one are dropped.
static void settle_partners(draft_node *d) {
    if ((d->keywords & keyword_bit(KEYWORD_IF)) == 0)
        d->keywords &= ~(keyword_bit(KEYWORD_THEN) | keyword_bit(KEYWORD_ELSE));
    if ((d->keywords & keyword_bit(KEYWORD_CONTAINS)) == 0)
        d->keywords &= ~(keyword_bit(KEYWORD_MIN_CONTAINS) | keyword_bit(KEYWORD_MAX_CONTAINS));
}

static bool names_null(const draft_node *d) {
    const value_entry null = {.hash = json_hash(&value_null), .value = &value_null};
    if ((d->keywords & keyword_bit(KEYWORD_CONST)) != 0)
        return (d->keywords & keyword_bit(KEYWORD_ENUM)) == 0 && d->slots[KEYWORD_CONST].value->type == JSON_NULL;
    return (d->keywords & keyword_bit(KEYWORD_ENUM)) != 0 && value_set_holds(d->slots[KEYWORD_ENUM].compiled, &null);
}

// OpenAPI's `nullable` is one more type beside `type`, and nothing where null passes anyway. Elsewhere it stays.
static void settle_nullable(draft_node *d) {
    const uint64_t refusing = KEYWORD_BIT(ENUM) | KEYWORD_BIT(CONST) | KEYWORD_BIT(ALL_OF) | KEYWORD_BIT(ANY_OF) |
                              KEYWORD_BIT(ONE_OF) | KEYWORD_BIT(NOT) | KEYWORD_BIT(IF) | compile_references;
    uint64_t bit = keyword_bit(KEYWORD_NULLABLE);
    if ((d->keywords & bit) == 0)
        return;
    bool typed = (d->keywords & keyword_bit(KEYWORD_TYPE)) != 0;
    d->n->nullable = typed && (d->n->types & TYPE_NULL) == 0;
    d->n->types |= typed ? TYPE_NULL : 0;
    if (typed || (d->keywords & refusing) == 0 || names_null(d))
        d->keywords &= ~bit;
}

static bool put_reference(compiler *c, draft_node *d, schema_keyword k, const json_value *value) {
    if (value->type != JSON_STRING)
        return false;
    references *r = &c->references;
    const scope *from = d->n->scope;
    text reference = json_text_of(value);
    bool unsure = false;
    reference_target target = k == KEYWORD_REFERENCE
                                  ? reference_find(r, from->resource, reference)
                                  : scope_find(r, from, reference, k == KEYWORD_RECURSIVE_REFERENCE, &unsure);
    node *edge = NULL;
    if (target.schema != NULL && !unsure && compile_is_schema(target.schema)) {
        if (c->table == NULL)
            table_build(c);
        edge = compile_claim(c, target.schema, scope_enter(r, from, target.resource));
        edge->shared = true;
    }
    put(d, k, value, edge);
    return true;
}

static bool put_form(compiler *c, draft_node *d, schema_keyword k, const json_value *value) {
    const scope *from = d->n->scope;
    switch (keywords[k].form) {
    case FORM_SCHEMA:
        if (compile_is_schema(value))
            put(d, k, value, compile_claim(c, value, from));
        return compile_is_schema(value);
    case FORM_SCHEMAS:
        return put_list(c, d, k, value);
    case FORM_SCHEMA_MAP:
        return put_table(c, d, k, value);
    case FORM_NUMBER:
    case FORM_COUNT:
    case FORM_TEXT:
    case FORM_FLAG:
        return put_scalar(c->a, d, k, keywords[k].form, value);
    case FORM_TRUTHY:
        if (value_is_truthy(value))
            put(d, k, value, NULL);
        return true;
    case FORM_ANY:
        put(d, k, value_near(c->a, value), NULL);
        return true;
    case FORM_NAMES:
        if (compile_is_names(value) && value->count > 0)
            put(d, k, value, name_set_of(c->a, value));
        return compile_is_names(value);
    case FORM_VALUES:
        if (value->type == JSON_ARRAY)
            put(d, k, value, value_set_of(c->a, value));
        return value->type == JSON_ARRAY;
    case FORM_TYPE:
        return put_type(d, value);
    case FORM_ITEMS:
        return put_items(c, d, k, value);
    case FORM_DEPENDENCIES:
    case FORM_DEPENDENT:
        return compile_dependents(c, d, value, keyword_name(k));
    case FORM_EXCLUSIVE:
        return put_exclusive(c->a, d, k, value);
    case FORM_REFERENCE:
    case FORM_DYNAMIC:
        return put_reference(c, d, k, value);
    case FORM_DERIVED:
        return false;
    }
    return false;
}

static int member_order(const void *a, const void *b) {
    const json_member *left = *(const json_member *const *)a, *right = *(const json_member *const *)b;
    return strcmp(left->name, right->name);
}

static void settle_malformed(compiler *c, draft_node *d) {
    if (d->malformed_count == 0)
        return;
    qsort(d->malformed, d->malformed_count, sizeof(*d->malformed), member_order);
    json_member *members = arena_array(c->a, d->malformed_count, sizeof(json_member));
    for (size_t i = 0; i < d->malformed_count; i++)
        members[i] = *d->malformed[i];
    put(d, KEYWORD_MALFORMED, json_make_object(c->a, members, d->malformed_count), NULL);
}

static void pack(compiler *c, draft_node *d) {
    node *n = d->n;
    n->keywords = d->keywords;
    slot *slots = arena_array(c->a, keyword_count(d->keywords), sizeof(slot));
    n->slots = slots;
    for (uint64_t rest = d->keywords; rest != 0; rest &= rest - 1)
        *slots++ = d->slots[__builtin_ctzll(rest)];
}

static void fill(compiler *c, draft_node *d, node *n) {
    const uint64_t unevaluated = KEYWORD_BIT(UNEVALUATED_PROPERTIES) | KEYWORD_BIT(UNEVALUATED_ITEMS);
    const json_value *source = n->source;
    d->n = n;
    d->keywords = 0;
    d->malformed_count = 0;
    if (source->type == JSON_BOOLEAN) {
        n->never = !source->boolean;
        return;
    }
    if (source->type != JSON_OBJECT) {
        put(d, KEYWORD_MALFORMED, source, NULL);
        pack(c, d);
        return;
    }
    const json_member *malformed[KEYWORD_COUNT];
    d->malformed = malformed;
    for (uint32_t i = 0; i < source->count; i++) {
        const json_member *member = &source->members[i];
        schema_keyword k = keyword_find(c, (text){member->name, member->name_length});
        if (k != KEYWORD_COUNT && !put_form(c, d, k, &member->value))
            malformed[d->malformed_count++] = member;
    }
    settle_exclusive(d, KEYWORD_EXCLUSIVE_MINIMUM, KEYWORD_MINIMUM);
    settle_exclusive(d, KEYWORD_EXCLUSIVE_MAXIMUM, KEYWORD_MAXIMUM);
    settle_items(d);
    settle_partners(d);
    settle_nullable(d);
    settle_malformed(c, d);
    pack(c, d);
    if ((d->keywords & (KEYWORD_BIT(PATTERN) | KEYWORD_BIT(PATTERN_PROPERTIES))) != 0)
        c->patterns += node_has(n, KEYWORD_PATTERN) + node_entries(n, KEYWORD_PATTERN_PROPERTIES)->count;
    c->evaluates = c->evaluates || (d->keywords & unevaluated) != 0;
}

const compiled_schema *schema_compile(arena *a, const json_value *document) {
    compiler c = {
        .a = a, .document = document, .references = references_of(a, document), .drafts = draft_named(document)};
    index_keywords(&c);
    const node *root = compile_claim(&c, document, scope_of(&c.references));
    draft_node *d = arena_new_of(a, draft_node);
    for (node *n = c.first; n != NULL && !c.overflow; n = n->next)
        fill(&c, d, n);
    if (c.overflow)
        return NULL;
    compile_link(&c);
    compile_merge(&c);
    compile_normal(&c);
    compile_shape(&c);
    compiled_schema *s = arena_new_of(a, compiled_schema);
    *s = (compiled_schema){.document = document, .root = node_of(root), .hash = c.hash};
    s->shelf = c.patterns == 0 ? NULL : regex_shelf_new(a, c.patterns);
    return s;
}

const json_value *schema_document(const compiled_schema *s) {
    return s->document;
}

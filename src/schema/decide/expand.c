// Which keywords speak of values of certain types: keywords about values of other types say nothing of these, and so cannot fail.
#include "schema/decide/expand.h"

atom *atom_of(decider *d, atom a) {
    atom *made = arena_new_of(d->a, atom);
    *made = a;
    return made;
}

atom *schema_of(decider *d, const node *n, bool negative) {
    return atom_of(d, (atom){.kind = ATOM_SCHEMA, .node = node_of(n), .negative = negative});
}

const atom *before(atom *first, const atom *rest) {
    first->next = rest;
    return first;
}

void options_add(options *o, const atom *list) {
    if (o->count == o->capacity) {
        o->capacity = o->capacity == 0 ? 8 : o->capacity * 2;
        const atom **grown = arena_array(o->d->a, o->capacity, sizeof *grown);
        if (o->count > 0)
            memcpy(grown, o->items, o->count * sizeof *grown);
        o->items = grown;
    }
    o->items[o->count++] = list;
}

void options_add_one(options *o, atom a) {
    options_add(o, atom_of(o->d, a));
}

// --- which keywords count --------------------------------------------------------------------------------------------

static const uint64_t number_keywords = KEYWORD_BIT(MINIMUM) | KEYWORD_BIT(MAXIMUM) | KEYWORD_BIT(EXCLUSIVE_MINIMUM) |
                                        KEYWORD_BIT(EXCLUSIVE_MAXIMUM) | KEYWORD_BIT(MULTIPLE_OF);
static const uint64_t string_keywords = KEYWORD_BIT(MIN_LENGTH) | KEYWORD_BIT(MAX_LENGTH) | KEYWORD_BIT(PATTERN);
static const uint64_t array_keywords = array_parts | KEYWORD_BIT(MIN_ITEMS) | KEYWORD_BIT(MAX_ITEMS) |
                                       KEYWORD_BIT(UNIQUE_ITEMS) | KEYWORD_BIT(CONTAINS) |
                                       KEYWORD_BIT(UNEVALUATED_ITEMS);
static const uint64_t object_keywords = object_parts | KEYWORD_BIT(REQUIRED) | KEYWORD_BIT(MIN_PROPERTIES) |
                                        KEYWORD_BIT(MAX_PROPERTIES) | KEYWORD_BIT(UNEVALUATED_PROPERTIES) |
                                        KEYWORD_BIT(PROPERTY_NAMES) | KEYWORD_BIT(DEPENDENT_REQUIRED) |
                                        KEYWORD_BIT(DEPENDENT_SCHEMAS);
static const uint64_t any_keywords = KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM) | KEYWORD_BIT(FORMAT) |
                                     KEYWORD_BIT(CONTENT_ENCODING) | KEYWORD_BIT(CONTENT_MEDIA_TYPE) |
                                     KEYWORD_BIT(CONTENT_SCHEMA) | KEYWORD_BIT(DYNAMIC_REFERENCE) |
                                     KEYWORD_BIT(RECURSIVE_REFERENCE) | KEYWORD_BIT(ALL_OF) | KEYWORD_BIT(ANY_OF) |
                                     KEYWORD_BIT(ONE_OF) | KEYWORD_BIT(NOT) | KEYWORD_BIT(IF) | KEYWORD_BIT(MALFORMED);

uint64_t keywords_for(unsigned types) {
    uint64_t keywords = any_keywords;
    if ((types & (TYPE_NUMBER | TYPE_INTEGER)) != 0)
        keywords |= number_keywords;
    if ((types & TYPE_STRING) != 0)
        keywords |= string_keywords;
    if ((types & TYPE_ARRAY) != 0)
        keywords |= array_keywords;
    return (types & TYPE_OBJECT) != 0 ? keywords | object_keywords : keywords;
}

int64_t count_of(const node *n, schema_keyword k) {
    int64_t count;
    return json_to_int64(node_value(n, k), &count) && count >= 0 ? count : -1;
}

bool is_least(schema_keyword k) {
    return k == KEYWORD_MIN_LENGTH || k == KEYWORD_MIN_ITEMS || k == KEYWORD_MIN_PROPERTIES;
}

bool contained_range(const node *n, int64_t *least, int64_t *most) {
    const json_value *bound = node_value(n, KEYWORD_MAX_CONTAINS);
    *most = -1;
    return json_to_int64(node_least_contained(n), least) && (bound == NULL || json_to_int64(bound, most));
}

const evaluated *evaluated_of(decider *d, const node *written, const node *n, schema_keyword k) {
    bool as_written = node_has(written, k) && !node_has(written, KEYWORD_NULLABLE);
    return evaluated_by(d, as_written ? written : n, k);
}

const json_value *address_of(const node *n) {
    const json_value *address = node_value(n, KEYWORD_REFERENCE);
    bool alone = !node_has(n, KEYWORD_DYNAMIC_REFERENCE) && !node_has(n, KEYWORD_RECURSIVE_REFERENCE);
    return address != NULL && alone && strstr(address->string, "://") != NULL ? address : NULL;
}

// A hash of what each node says by itself. Equal schemas have equal shapes, so branches of a composition find their
// counterparts without being compared one by one.
#include "base/hash.h"
#include "schema/compile/compile.h"
#include "schema/number.h"

static uint64_t mix(uint64_t hash, uint64_t more) {
    uint64_t mixed = (hash ^ more) * UINT64_C(0xff51afd7ed558ccd);
    return mixed ^ (mixed >> 32);
}

static uint64_t text_shape(text t) {
    return hash_bytes(t.data, t.length, 0);
}

static uint64_t values_shape(const value_set *set) {
    uint64_t hash = set->count;
    for (size_t i = 0; i < set->count; i++)
        hash = mix(hash, set->items[i].hash);
    return hash;
}

// What an open dynamic reference means hangs on the whole document.
static uint64_t whole_shape(const compiler *c, const json_value *reference, schema_keyword k) {
    return mix(json_hash(reference), k == KEYWORD_REFERENCE ? 0 : json_hash(c->document));
}

static uint64_t slot_shape(const compiler *c, const node *n, schema_keyword k, const slot *s) {
    uint64_t hash = k;
    const node_table *table = s->compiled;
    const name_set *names = s->compiled;
    switch (k) {
    case KEYWORD_PROPERTIES:
    case KEYWORD_PATTERN_PROPERTIES:
        for (size_t i = 0; i < table->count; i++)
            hash = mix(hash, text_shape(table->items[i].name));
        return hash;
    case KEYWORD_REQUIRED:
        for (size_t i = 0; i < names->count; i++)
            hash = mix(hash, text_shape(names->items[i]));
        return hash;
    case KEYWORD_TYPE:
        return mix(hash, n->types);
    case KEYWORD_CONST: // as a list of one
        return mix(KEYWORD_ENUM, mix(1, json_hash(s->value)));
    case KEYWORD_ENUM:
        return mix(hash, values_shape(s->compiled));
    case KEYWORD_MINIMUM:
    case KEYWORD_MAXIMUM:
        return mix(hash, json_hash(s->value));
    case KEYWORD_ALL_OF:
        return mix(hash, ((const branch_list *)s->compiled)->count);
    case KEYWORD_ANY_OF:
    case KEYWORD_ONE_OF:
        return mix(hash, ((const node_list *)s->compiled)->count);
    case KEYWORD_REFERENCE:
    case KEYWORD_DYNAMIC_REFERENCE:
    case KEYWORD_RECURSIVE_REFERENCE:
        return s->compiled != NULL ? hash : mix(hash, whole_shape(c, s->value, k));
    case KEYWORD_DEPENDENT_REQUIRED:
    case KEYWORD_DEPENDENT_SCHEMAS:
    case KEYWORD_PREFIX_ITEMS:
        return hash;
    default:
        return s->compiled != NULL || k == KEYWORD_NULLABLE ? hash : mix(hash, json_hash(s->value));
    }
}

// A subschema that accepts everything says the same as its absence.
static bool says_nothing(schema_keyword k, const slot *s) {
    switch (k) {
    case KEYWORD_MIN_CONTAINS:
        return number_compare(s->value, &value_one) == 0;
    case KEYWORD_ADDITIONAL_PROPERTIES:
    case KEYWORD_UNEVALUATED_PROPERTIES:
    case KEYWORD_UNEVALUATED_ITEMS:
    case KEYWORD_PROPERTY_NAMES:
    case KEYWORD_CONTENT_SCHEMA:
    case KEYWORD_ITEMS:
        return node_is_true(node_normal(s->compiled));
    default:
        return false;
    }
}

void compile_shape(compiler *c) {
    bool strict = c->evaluates; // what is evaluated depends on keywords that accept everything, too
    for (node *n = c->first; n != NULL; n = n->next) {
        uint64_t hash = n->never ? 1 : 2;
        for (uint64_t rest = n->never ? 0 : n->keywords & ~n->idle; rest != 0; rest &= rest - 1) {
            schema_keyword k = (schema_keyword)__builtin_ctzll(rest);
            const slot *s = node_slot(n, k);
            hash =
                (!strict || k == KEYWORD_MIN_CONTAINS) && says_nothing(k, s) ? hash : mix(hash, slot_shape(c, n, k, s));
        }
        n->shape = n->open && !n->never ? mix(hash, 3) : hash;
        c->hash += mix(0, n->shape);
    }
}

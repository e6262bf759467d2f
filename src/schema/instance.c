// The validator. Three-valued: where a reference leads out of the document, a pattern cannot be run or the work passes
// its limit, the answer is "unknown", and it stays so unless the rest decides.
#include "schema/instance.h"
#include "schema/number.h"

enum { DEPTH_MAX = 1500, SHELF_PATTERNS = 8 };

// `seen`, below: which members or elements of a value some subschema has looked at; NULL where nobody asks.
typedef struct evaluation {
    size_t *steps;
    unsigned depth;
    arena *scratch;
    regex_shelf *shelf; // NULL until the first pattern, where nobody lent one
    bool certain;       // what readers may take in different ways is unknown
} evaluation;

static schema_verdict evaluate(evaluation *e, const node *n, const json_value *value, bool *seen);

static schema_verdict both(schema_verdict a, schema_verdict b) {
    if (a == SCHEMA_REJECTS || b == SCHEMA_REJECTS)
        return SCHEMA_REJECTS;
    return a == SCHEMA_UNKNOWN || b == SCHEMA_UNKNOWN ? SCHEMA_UNKNOWN : SCHEMA_ACCEPTS;
}

static schema_verdict either(schema_verdict a, schema_verdict b) {
    if (a == SCHEMA_ACCEPTS || b == SCHEMA_ACCEPTS)
        return SCHEMA_ACCEPTS;
    return a == SCHEMA_UNKNOWN || b == SCHEMA_UNKNOWN ? SCHEMA_UNKNOWN : SCHEMA_REJECTS;
}

static schema_verdict opposite(schema_verdict a) {
    return a == SCHEMA_UNKNOWN ? a : a == SCHEMA_ACCEPTS ? SCHEMA_REJECTS : SCHEMA_ACCEPTS;
}

static schema_verdict verdict_of(bool accepted) {
    return accepted ? SCHEMA_ACCEPTS : SCHEMA_REJECTS;
}

static schema_verdict verdict_of_answer(answer found) {
    return found == ANSWER_UNKNOWN ? SCHEMA_UNKNOWN : verdict_of(found == ANSWER_YES);
}

static bool is_container(const json_value *value) {
    return value->type == JSON_OBJECT || value->type == JSON_ARRAY;
}

// Steps that one evaluation costs: loops over long values and long keywords are not free.
static size_t cost_of(const node *n, const json_value *value) {
    size_t items = is_container(value) ? value->count : 0;
    const name_set *required = node_compiled(n, KEYWORD_REQUIRED);
    const value_set *set = node_compiled(n, KEYWORD_ENUM);
    const node_table *patterns = node_compiled(n, KEYWORD_PATTERN_PROPERTIES);
    size_t light = items + (required == NULL ? 0 : required->count) + (set == NULL ? 0 : set->count);
    return 1 + light / 16 + (patterns == NULL ? 0 : patterns->count * items);
}

// Whether the pattern occurs; ANSWER_UNKNOWN also when the steps do not last.
static answer occurs(evaluation *e, text pattern, text subject) {
    if (e->shelf == NULL)
        e->shelf = regex_shelf_new(e->scratch, SHELF_PATTERNS);
    return regex_shelf_occurs(e->shelf, pattern, subject, e->steps);
}

// --- single values ---------------------------------------------------------------------------------------------------

unsigned instance_type(const json_value *value) {
    static const uint8_t bits[] = {
        [JSON_NULL] = TYPE_NULL,     [JSON_BOOLEAN] = TYPE_BOOLEAN, [JSON_NUMBER] = TYPE_NUMBER,
        [JSON_STRING] = TYPE_STRING, [JSON_ARRAY] = TYPE_ARRAY,     [JSON_OBJECT] = TYPE_OBJECT};
    return value->type == JSON_NUMBER && number_is_integer(value) ? TYPE_INTEGER : bits[value->type];
}

static bool count_fits(size_t count, const json_value *least, const json_value *most) {
    int64_t limit;
    if (least != NULL && (!json_to_int64(least, &limit) || (uint64_t)limit > count))
        return false;
    return most == NULL || !json_to_int64(most, &limit) || (uint64_t)limit >= count;
}

static schema_verdict check_number(const node *n, const json_value *value) {
    const json_value *bound = node_value(n, KEYWORD_MINIMUM);
    if (bound != NULL && number_compare(value, bound) < 0)
        return SCHEMA_REJECTS;
    bound = node_value(n, KEYWORD_MAXIMUM);
    if (bound != NULL && number_compare(value, bound) > 0)
        return SCHEMA_REJECTS;
    bound = node_value(n, KEYWORD_EXCLUSIVE_MINIMUM);
    if (bound != NULL && number_compare(value, bound) <= 0)
        return SCHEMA_REJECTS;
    bound = node_value(n, KEYWORD_EXCLUSIVE_MAXIMUM);
    if (bound != NULL && number_compare(value, bound) >= 0)
        return SCHEMA_REJECTS;
    bound = node_value(n, KEYWORD_MULTIPLE_OF);
    return bound == NULL ? SCHEMA_ACCEPTS : verdict_of_answer(number_is_multiple(value, bound));
}

static schema_verdict check_string(evaluation *e, const node *n, const json_value *value) {
    text t = json_text_of(value);
    if (!count_fits(text_code_points(t), node_value(n, KEYWORD_MIN_LENGTH), node_value(n, KEYWORD_MAX_LENGTH)))
        return SCHEMA_REJECTS;
    const json_value *pattern = node_value(n, KEYWORD_PATTERN);
    return pattern == NULL ? SCHEMA_ACCEPTS : verdict_of_answer(occurs(e, json_text_of(pattern), t));
}

static bool set_has(const value_set *set, const json_value *value) {
    enum { FEW = 8 }; // no more than a hash costs
    if (set->count > FEW)
        return value_set_holds(set, &(value_entry){.hash = json_hash(value), .value = value});
    bool found = false;
    for (size_t i = 0; !found && i < set->count; i++)
        found = json_equal(set->items[i].value, value);
    return found;
}

static schema_verdict check_value(evaluation *e, const node *n, const json_value *value) {
    const json_value *constant = node_value(n, KEYWORD_CONST);
    if ((instance_type(value) & n->types) == 0 || (constant != NULL && !json_equal(constant, value)))
        return SCHEMA_REJECTS;
    const value_set *set = node_compiled(n, KEYWORD_ENUM);
    if (set != NULL && !set_has(set, value))
        return SCHEMA_REJECTS;
    if (value->type == JSON_NUMBER)
        return check_number(n, value);
    return value->type == JSON_STRING ? check_string(e, n, value) : SCHEMA_ACCEPTS;
}

// --- arrays ----------------------------------------------------------------------------------------------------------

static void see(bool *seen, size_t i) {
    if (seen != NULL)
        seen[i] = true;
}

static schema_verdict check_contains(evaluation *e, const node *n, const json_value *array, bool *seen) {
    const node *contains = node_child(n, KEYWORD_CONTAINS);
    const json_value *least = node_least_contained(n);
    const json_value *most = node_value(n, KEYWORD_MAX_CONTAINS);
    size_t sure = 0, possible = 0;
    for (uint32_t i = 0; i < array->count; i++) {
        schema_verdict v = evaluate(e, contains, &array->elements[i], NULL);
        sure += v == SCHEMA_ACCEPTS;
        possible += v != SCHEMA_REJECTS;
        if (v == SCHEMA_ACCEPTS && !n->overlooks)
            see(seen, i);
    }
    if (sure == possible)
        return verdict_of(count_fits(sure, least, most));
    return count_fits(possible, least, NULL) && count_fits(sure, NULL, most) ? SCHEMA_UNKNOWN : SCHEMA_REJECTS;
}

static schema_verdict check_elements(evaluation *e, const node *n, const json_value *array, bool *seen) {
    const node_list *prefix = node_compiled(n, KEYWORD_PREFIX_ITEMS);
    const node *rest = node_has(n, KEYWORD_ITEMS) ? node_child(n, KEYWORD_ITEMS) : NULL;
    schema_verdict v = SCHEMA_ACCEPTS;
    for (uint32_t i = 0; i < array->count && v != SCHEMA_REJECTS; i++) {
        const node *element = prefix != NULL && i < prefix->count ? prefix->items[i] : rest;
        if (element != NULL) {
            v = both(v, evaluate(e, element, &array->elements[i], NULL));
            see(seen, i);
        }
    }
    return v;
}

static schema_verdict check_array(evaluation *e, const node *n, const json_value *array, bool *seen) {
    if (!count_fits(array->count, node_value(n, KEYWORD_MIN_ITEMS), node_value(n, KEYWORD_MAX_ITEMS)))
        return SCHEMA_REJECTS;
    if (node_has(n, KEYWORD_UNIQUE_ITEMS) && array->count > 1 && value_set_of(e->scratch, array)->count < array->count)
        return SCHEMA_REJECTS;
    schema_verdict v = check_elements(e, n, array, seen);
    return node_has(n, KEYWORD_CONTAINS) ? both(v, check_contains(e, n, array, seen)) : v;
}

// --- objects ---------------------------------------------------------------------------------------------------------

static text name_of(const json_member *member) {
    return (text){member->name, member->name_length};
}

// The subschemas that speak of one member: its own, those of matching patterns, else that of the additional ones.
static schema_verdict check_member(evaluation *e, const node *n, const json_member *member, bool *seen) {
    const node_entry *own = node_table_find(node_compiled(n, KEYWORD_PROPERTIES), name_of(member));
    const node_table *patterns = node_compiled(n, KEYWORD_PATTERN_PROPERTIES);
    schema_verdict v = own == NULL ? SCHEMA_ACCEPTS : evaluate(e, own->schema, &member->value, NULL);
    bool spoken = own != NULL, unsure = false;
    for (size_t i = 0; patterns != NULL && i < patterns->count; i++) {
        answer found = occurs(e, patterns->items[i].name, name_of(member));
        unsure = unsure || found == ANSWER_UNKNOWN;
        if (found == ANSWER_YES) {
            spoken = true;
            v = both(v, evaluate(e, patterns->items[i].schema, &member->value, NULL));
        }
    }
    if (!spoken && !unsure && node_has(n, KEYWORD_ADDITIONAL_PROPERTIES)) {
        spoken = true;
        v = evaluate(e, node_child(n, KEYWORD_ADDITIONAL_PROPERTIES), &member->value, NULL);
    }
    *seen = spoken;
    return unsure ? both(v, SCHEMA_UNKNOWN) : v;
}

static schema_verdict check_names(evaluation *e, const node *n, const json_value *object) {
    schema_verdict v = SCHEMA_ACCEPTS;
    const name_set *required = node_compiled(n, KEYWORD_REQUIRED);
    for (size_t i = 0; required != NULL && i < required->count; i++)
        if (json_get_text(object, required->items[i]) == NULL)
            return SCHEMA_REJECTS;
    for (uint32_t i = 0; node_has(n, KEYWORD_PROPERTY_NAMES) && i < object->count; i++) {
        json_value name = json_make_string(name_of(&object->members[i]));
        v = both(v, evaluate(e, node_child(n, KEYWORD_PROPERTY_NAMES), &name, NULL));
    }
    const dependent_table *table = node_compiled(n, KEYWORD_DEPENDENT_REQUIRED);
    for (size_t i = 0; table != NULL && i < table->count; i++) {
        bool present = json_get_text(object, table->items[i].name) != NULL;
        for (size_t j = 0; present && j < table->items[i].required.count; j++)
            v = both(v, verdict_of(json_get_text(object, table->items[i].required.items[j]) != NULL));
    }
    return v;
}

static schema_verdict check_object(evaluation *e, const node *n, const json_value *object, bool *seen) {
    if (!count_fits(object->count, node_value(n, KEYWORD_MIN_PROPERTIES), node_value(n, KEYWORD_MAX_PROPERTIES)))
        return SCHEMA_REJECTS;
    schema_verdict v = check_names(e, n, object);
    for (uint32_t i = 0; i < object->count && v != SCHEMA_REJECTS; i++) {
        bool spoken = false;
        v = both(v, check_member(e, n, &object->members[i], &spoken));
        if (spoken)
            see(seen, i);
    }
    return v;
}

// --- composition -----------------------------------------------------------------------------------------------------

// A subschema of the same value. What it saw counts only when it accepts.
static schema_verdict check_branch(evaluation *e, const node *n, const json_value *value, bool *seen) {
    if (seen == NULL)
        return evaluate(e, n, value, NULL);
    bool *inner = arena_zalloc(e->scratch, value->count);
    schema_verdict v = evaluate(e, n, value, inner);
    for (uint32_t i = 0; v == SCHEMA_ACCEPTS && i < value->count; i++)
        seen[i] = seen[i] || inner[i];
    return v;
}

static schema_verdict check_any(evaluation *e, const node_list *list, const json_value *value, bool *seen) {
    schema_verdict v = SCHEMA_REJECTS;
    for (size_t i = 0; i < list->count && (seen != NULL || v != SCHEMA_ACCEPTS); i++)
        v = either(v, check_branch(e, list->items[i], value, seen));
    return v;
}

static schema_verdict check_one(evaluation *e, const node_list *list, const json_value *value, bool *seen) {
    size_t sure = 0, possible = 0;
    for (size_t i = 0; i < list->count && sure < 2; i++) {
        schema_verdict v = check_branch(e, list->items[i], value, seen);
        sure += v == SCHEMA_ACCEPTS;
        possible += v != SCHEMA_REJECTS;
    }
    if (sure > 1 || possible == 0)
        return SCHEMA_REJECTS;
    return sure == possible ? SCHEMA_ACCEPTS : SCHEMA_UNKNOWN;
}

static schema_verdict check_condition(evaluation *e, const node *n, const json_value *value, bool *seen) {
    schema_verdict condition = check_branch(e, node_child(n, KEYWORD_IF), value, seen);
    if (condition != SCHEMA_UNKNOWN)
        return check_branch(e, node_child(n, condition == SCHEMA_ACCEPTS ? KEYWORD_THEN : KEYWORD_ELSE), value, seen);
    schema_verdict then = check_branch(e, node_child(n, KEYWORD_THEN), value, seen);
    schema_verdict otherwise = check_branch(e, node_child(n, KEYWORD_ELSE), value, seen);
    return then == otherwise ? then : SCHEMA_UNKNOWN;
}

static schema_verdict check_composition(evaluation *e, const node *n, const json_value *value, bool *seen) {
    schema_verdict v = n->open ? SCHEMA_UNKNOWN : SCHEMA_ACCEPTS;
    const branch_list *branches = node_compiled(n, KEYWORD_ALL_OF);
    for (size_t i = 0; branches != NULL && i < branches->count && v != SCHEMA_REJECTS; i++)
        v = both(v, check_branch(e, branches->items[i].schema, value, seen));
    const node_list *list = node_compiled(n, KEYWORD_ANY_OF);
    v = list == NULL || v == SCHEMA_REJECTS ? v : both(v, check_any(e, list, value, seen));
    list = node_compiled(n, KEYWORD_ONE_OF);
    v = list == NULL || v == SCHEMA_REJECTS ? v : both(v, check_one(e, list, value, seen));
    if (node_has(n, KEYWORD_NOT) && v != SCHEMA_REJECTS)
        v = both(v, opposite(evaluate(e, node_child(n, KEYWORD_NOT), value, NULL)));
    if (node_has(n, KEYWORD_IF) && v != SCHEMA_REJECTS)
        v = both(v, check_condition(e, n, value, seen));
    const dependent_table *table = node_compiled(n, KEYWORD_DEPENDENT_SCHEMAS);
    for (size_t i = 0; table != NULL && i < table->count && v != SCHEMA_REJECTS; i++)
        if (json_get_text(value, table->items[i].name) != NULL)
            v = both(v, check_branch(e, table->items[i].schema, value, seen));
    return v;
}

static schema_verdict check_unevaluated(evaluation *e, const node *n, const json_value *value, bool *seen) {
    schema_keyword k = value->type == JSON_OBJECT ? KEYWORD_UNEVALUATED_PROPERTIES : KEYWORD_UNEVALUATED_ITEMS;
    if (!node_has(n, k) || !is_container(value))
        return SCHEMA_ACCEPTS;
    schema_verdict v = SCHEMA_ACCEPTS;
    for (uint32_t i = 0; i < value->count && v != SCHEMA_REJECTS; i++) {
        if (!seen[i]) {
            const json_value *inner = value->type == JSON_OBJECT ? &value->members[i].value : &value->elements[i];
            v = both(v, evaluate(e, node_child(n, k), inner, NULL));
            seen[i] = true;
        }
    }
    return v;
}

// What readers take in different ways: annotations to some. Formats are of texts and, as `int32`, of numbers.
static bool is_disputed(const node *n, const json_value *value) {
    const uint64_t of_texts = KEYWORD_BIT(FORMAT) | KEYWORD_BIT(CONTENT_ENCODING) | KEYWORD_BIT(CONTENT_MEDIA_TYPE) |
                              KEYWORD_BIT(CONTENT_SCHEMA);
    switch (value->type) {
    case JSON_NULL:
        return node_has(n, KEYWORD_NULLABLE);
    case JSON_STRING:
        return (n->keywords & of_texts) != 0;
    case JSON_NUMBER:
        return node_has(n, KEYWORD_FORMAT);
    default:
        return false;
    }
}

static schema_verdict evaluate_keywords(evaluation *e, const node *n, const json_value *value, bool *seen) {
    const uint64_t unevaluated = keyword_bit(KEYWORD_UNEVALUATED_PROPERTIES) | keyword_bit(KEYWORD_UNEVALUATED_ITEMS);
    if (seen == NULL && (n->keywords & unevaluated) != 0 && is_container(value))
        seen = arena_zalloc(e->scratch, value->count);
    schema_verdict v = check_value(e, n, value);
    if (v != SCHEMA_REJECTS && value->type == JSON_ARRAY)
        v = both(v, check_array(e, n, value, seen));
    if (v != SCHEMA_REJECTS && value->type == JSON_OBJECT)
        v = both(v, check_object(e, n, value, seen));
    if (v != SCHEMA_REJECTS)
        v = both(v, check_composition(e, n, value, seen));
    if (v != SCHEMA_REJECTS && (n->keywords & unevaluated) != 0) {
        // What an undecided branch has seen is not known, so neither is what it left.
        v = both(v, v == SCHEMA_UNKNOWN ? v : check_unevaluated(e, n, value, seen));
    }
    return node_has(n, KEYWORD_MALFORMED) ? both(v, SCHEMA_UNKNOWN) : v;
}

static schema_verdict evaluate(evaluation *e, const node *n, const json_value *value, bool *seen) {
    n = node_of(n);
    if (node_has(n, KEYWORD_NULLABLE))
        n = node_normal(n);
    if (n->never)
        return SCHEMA_REJECTS;
    if (n->keywords == 0)
        return SCHEMA_ACCEPTS;
    size_t cost = cost_of(n, value);
    if (*e->steps < cost || e->depth >= DEPTH_MAX)
        return SCHEMA_UNKNOWN;
    *e->steps -= cost;
    e->depth++;
    schema_verdict v = evaluate_keywords(e, n, value, seen);
    e->depth--;
    // A format may only refuse more, null may only pass more.
    if (e->certain && is_disputed(n, value) && v == (value->type == JSON_NULL ? SCHEMA_REJECTS : SCHEMA_ACCEPTS))
        return SCHEMA_UNKNOWN;
    return v;
}

static schema_verdict verdict(const node *n, const json_value *value, regex_shelf *shelf, size_t *steps, bool certain) {
    evaluation e = {.steps = steps, .scratch = arena_new(0), .shelf = shelf, .certain = certain};
    schema_verdict v = evaluate(&e, n, value, NULL);
    arena_free(e.scratch);
    return v;
}

schema_verdict instance_verdict(const node *n, const json_value *value, regex_shelf *shelf, size_t *steps) {
    return verdict(n, value, shelf, steps, false);
}

schema_verdict instance_certain(const node *n, const json_value *value, regex_shelf *shelf, size_t *steps) {
    return verdict(n, value, shelf, steps, true);
}

schema_verdict schema_accepts(const compiled_schema *s, const json_value *value) {
    size_t steps = SCHEMA_STEPS_MAX;
    return instance_verdict(s->root, value, s->shelf, &steps);
}

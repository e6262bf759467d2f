// Inclusion of what schemas say about single values, and of schemas that accept only a few values: those are simply tried.
#include "schema/decide/proof.h"
#include "schema/instance.h"
#include "schema/number.h"

enum { VALUE_STEPS = 10000 };

// --- finite sets -----------------------------------------------------------------------------------------------------

static bool value_has(proof *p, const node *n, const node *other, const json_value *value, schema_verdict wanted) {
    size_t steps = VALUE_STEPS;
    bool has = instance_certain(n, value, work_shelf(p->work), &steps) == SCHEMA_REJECTS ||
               instance_certain(other, value, work_shelf(p->work), &steps) == wanted;
    work_charge(p->work, VALUE_STEPS - steps);
    return has && !p->work->exhausted;
}

bool proof_values(proof *p, const node *n, const node *other, schema_verdict wanted) {
    const json_value *constant = node_value(n, KEYWORD_CONST);
    const value_set *set = node_compiled(n, KEYWORD_ENUM);
    if (constant != NULL)
        return value_has(p, n, other, constant, wanted);
    if (set != NULL) {
        for (size_t i = 0; i < set->count; i++)
            if (!proof_step(p, 0) || !value_has(p, n, other, set->items[i].value, wanted))
                return false;
        return true;
    }
    unsigned types = node_types(n);
    if ((types & ~(unsigned)(TYPE_NULL | TYPE_BOOLEAN)) != 0)
        return false;
    return ((types & TYPE_NULL) == 0 || value_has(p, n, other, &value_null, wanted)) &&
           ((types & TYPE_BOOLEAN) == 0 ||
            (value_has(p, n, other, &value_true, wanted) && value_has(p, n, other, &value_false, wanted)));
}

// --- single values ---------------------------------------------------------------------------------------------------

static bool at_least(const json_value *have, const json_value *want, bool strictly) {
    return have != NULL && number_compare(have, want) >= (strictly ? 1 : 0);
}

static bool at_most(const json_value *have, const json_value *want, bool strictly) {
    return have != NULL && number_compare(have, want) <= (strictly ? -1 : 0);
}

static bool number_follows(const node *a, schema_keyword k, const json_value *want) {
    const json_value *least = node_value(a, KEYWORD_MINIMUM), *most = node_value(a, KEYWORD_MAXIMUM);
    const json_value *above = node_value(a, KEYWORD_EXCLUSIVE_MINIMUM),
                     *below = node_value(a, KEYWORD_EXCLUSIVE_MAXIMUM);
    switch (k) {
    case KEYWORD_MINIMUM:
        return at_least(least, want, false) || at_least(above, want, false);
    case KEYWORD_EXCLUSIVE_MINIMUM:
        return at_least(least, want, true) || at_least(above, want, false);
    case KEYWORD_MAXIMUM:
        return at_most(most, want, false) || at_most(below, want, false);
    case KEYWORD_EXCLUSIVE_MAXIMUM:
        return at_most(most, want, true) || at_most(below, want, false);
    default: {
        const json_value *step = node_value(a, KEYWORD_MULTIPLE_OF);
        if (node_has(a, KEYWORD_TYPE) && (a->types & TYPE_NUMBER) == 0 &&
            number_is_multiple(&value_one, want) == ANSWER_YES)
            return true;
        return step != NULL && number_is_multiple(step, want) == ANSWER_YES;
    }
    }
}

static bool same_value(const node *a, schema_keyword k, const json_value *want) {
    const json_value *have = node_value(a, k);
    return have != NULL && json_equal(have, want);
}

static bool set_has(const value_set *set, const json_value *value) {
    const value_entry entry = {.hash = json_hash(value), .value = value};
    return value_set_holds(set, &entry);
}

// The values that `const` or `enum` of `a` name are among those that `b` names.
static bool named_values_follow(const node *a, const node *b, schema_keyword k) {
    const json_value *have = node_value(a, KEYWORD_CONST), *want = node_value(b, KEYWORD_CONST);
    const value_set *some = node_compiled(a, KEYWORD_ENUM), *all = node_compiled(b, KEYWORD_ENUM);
    if (have != NULL)
        return k == KEYWORD_ENUM ? set_has(all, have) : json_equal(have, want);
    bool follow = some != NULL;
    for (size_t i = 0; follow && i < some->count; i++) {
        const json_value *value = some->items[i].value;
        follow = k == KEYWORD_ENUM ? set_has(all, value) : json_equal(value, want);
    }
    return follow;
}

static bool types_follow(const node *a, const node *b) {
    const json_value *value = node_value(a, KEYWORD_CONST);
    const value_set *set = node_compiled(a, KEYWORD_ENUM);
    if ((a->types & ~(unsigned)b->types) == 0 || (value != NULL && (instance_type(value) & b->types) != 0))
        return true;
    bool follow = set != NULL;
    for (size_t i = 0; follow && i < set->count; i++)
        follow = (instance_type(set->items[i].value) & b->types) != 0;
    return follow;
}

bool proof_value_follows(const node *a, const node *b, schema_keyword k) {
    const slot *want = node_slot(b, k);
    switch (k) {
    case KEYWORD_TYPE:
        return types_follow(a, b);
    case KEYWORD_CONST:
    case KEYWORD_ENUM:
        return named_values_follow(a, b, k);
    case KEYWORD_MIN_LENGTH:
    case KEYWORD_MIN_ITEMS:
        return at_least(&value_zero, want->value, false) || at_least(node_value(a, k), want->value, false);
    case KEYWORD_MIN_PROPERTIES: {
        int64_t members;
        return at_least(node_value(a, k), want->value, false) ||
               (json_to_int64(want->value, &members) && (uint64_t)members <= node_required(a)->count);
    }
    case KEYWORD_PATTERN:
        return want->value->count == 0 || same_value(a, k, want->value);
    case KEYWORD_MAX_LENGTH:
    case KEYWORD_MAX_ITEMS:
    case KEYWORD_MAX_PROPERTIES:
        return at_most(node_value(a, k), want->value, false);
    case KEYWORD_MINIMUM:
    case KEYWORD_MAXIMUM:
    case KEYWORD_EXCLUSIVE_MINIMUM:
    case KEYWORD_EXCLUSIVE_MAXIMUM:
    case KEYWORD_MULTIPLE_OF:
        return number_follows(a, k, want->value);
    default:
        return want->compiled == NULL && same_value(a, k, want->value);
    }
}

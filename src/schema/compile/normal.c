// One form for what can be written in several, so that no rule has to know spellings. In place goes what changes nothing that
// is told: limits that say nothing, bounds of integers, a second bound that the first implies. Alternatives are told by their
// own words, so a node whose alternatives can be written as one schema gets that as a second, normal node beside it; so does one
// that says `nullable` without `type`.
#include "schema/compile/compile.h"
#include "schema/instance.h"
#include "schema/number.h"
#include <stdio.h>

static const uint64_t string_limits = KEYWORD_BIT(MIN_LENGTH) | KEYWORD_BIT(MAX_LENGTH) | KEYWORD_BIT(PATTERN);
static const uint64_t number_limits = KEYWORD_BIT(MINIMUM) | KEYWORD_BIT(MAXIMUM) | KEYWORD_BIT(EXCLUSIVE_MINIMUM) |
                                      KEYWORD_BIT(EXCLUSIVE_MAXIMUM) | KEYWORD_BIT(MULTIPLE_OF);
static const uint64_t array_limits = KEYWORD_BIT(MIN_ITEMS) | KEYWORD_BIT(MAX_ITEMS) | KEYWORD_BIT(UNIQUE_ITEMS);
static const uint64_t object_limits = KEYWORD_BIT(MIN_PROPERTIES) | KEYWORD_BIT(MAX_PROPERTIES);
// Keywords with subschemas or names: those of arrays, and those of objects.
static const uint64_t array_parts = KEYWORD_BIT(PREFIX_ITEMS) | KEYWORD_BIT(ITEMS) | KEYWORD_BIT(CONTAINS) |
                                    KEYWORD_BIT(MIN_CONTAINS) | KEYWORD_BIT(MAX_CONTAINS) |
                                    KEYWORD_BIT(UNEVALUATED_ITEMS);
static const uint64_t object_parts = KEYWORD_BIT(PROPERTIES) | KEYWORD_BIT(PATTERN_PROPERTIES) |
                                     KEYWORD_BIT(ADDITIONAL_PROPERTIES) | KEYWORD_BIT(UNEVALUATED_PROPERTIES) |
                                     KEYWORD_BIT(PROPERTY_NAMES) | KEYWORD_BIT(REQUIRED) |
                                     KEYWORD_BIT(DEPENDENT_REQUIRED) | KEYWORD_BIT(DEPENDENT_SCHEMAS);
static const uint64_t values = KEYWORD_BIT(TYPE) | KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM);
static const unsigned numbers = TYPE_NUMBER | TYPE_INTEGER;

// The keywords that speak of values of these types only.
static uint64_t limits_of(unsigned types) {
    return ((types & TYPE_STRING) != 0 ? string_limits : 0) | ((types & numbers) != 0 ? number_limits : 0) |
           ((types & TYPE_ARRAY) != 0 ? array_limits : 0) | ((types & TYPE_OBJECT) != 0 ? object_limits : 0);
}

static uint64_t parts_of(unsigned types) {
    return ((types & TYPE_ARRAY) != 0 ? array_parts : 0) | ((types & TYPE_OBJECT) != 0 ? object_parts : 0);
}

static uint64_t said_by(const node *n) {
    return n->keywords & ~n->idle;
}

// Neither declares anything nor looks at parts of values: what it says is all there is to it.
static bool is_scalar_below(const node *n, unsigned depth) {
    enum { EXCLUSIONS_MAX = 4 };
    if ((n->keywords & ~(limits_of(TYPE_ALL) | values | KEYWORD_BIT(NOT))) != 0 || n->open)
        return false;
    return !node_has(n, KEYWORD_NOT) ||
           (depth < EXCLUSIONS_MAX && is_scalar_below(node_normal(node_child(n, KEYWORD_NOT)), depth + 1));
}

static bool is_scalar(const node *n) {
    return is_scalar_below(n, 0);
}

// --- in place --------------------------------------------------------------------------------------------------------

static void drop(node *n, schema_keyword k) {
    slot *at = compile_slot(n, k);
    if (at == NULL)
        return;
    size_t behind = keyword_count(n->keywords & ~(keyword_bit(k) | (keyword_bit(k) - 1)));
    memmove(at, at + 1, behind * sizeof(slot));
    n->keywords &= ~keyword_bit(k);
}

static bool value_is(const node *n, schema_keyword k, const json_value *number) {
    const json_value *value = node_value(n, k);
    return value != NULL && number_compare(value, number) == 0;
}

// Of two lower bounds, or two upper ones, the one that follows from the other; 0 when there is one at most.
static uint64_t weaker(const node *n, schema_keyword inclusive, schema_keyword exclusive, bool lower) {
    if (!node_has(n, inclusive) || !node_has(n, exclusive))
        return 0;
    int order = number_compare(node_value(n, inclusive), node_value(n, exclusive));
    return keyword_bit((lower ? order > 0 : order < 0) ? exclusive : inclusive);
}

// Limits that say nothing, or nothing to values of these types, and an exclusion of nothing.
uint64_t compile_idle(const node *n) {
    static const schema_keyword least[] = {KEYWORD_MIN_LENGTH, KEYWORD_MIN_ITEMS, KEYWORD_MIN_PROPERTIES};
    const node *excluded = node_has(n, KEYWORD_NOT) ? node_normal(node_child(n, KEYWORD_NOT)) : &node_true;
    uint64_t nothing = excluded->never && is_scalar(excluded) ? KEYWORD_BIT(NOT) : 0;
    if ((n->keywords & limits_of(TYPE_ALL)) == 0)
        return nothing;
    uint64_t idle = nothing;
    idle |= node_has(n, KEYWORD_TYPE) ? n->keywords & limits_of(TYPE_ALL) & ~limits_of(n->types) : 0;
    for (size_t i = 0; i < sizeof(least) / sizeof(least[0]); i++)
        if (value_is(n, least[i], &value_zero))
            idle |= keyword_bit(least[i]);
    if (node_has(n, KEYWORD_PATTERN) && node_value(n, KEYWORD_PATTERN)->count == 0)
        idle |= KEYWORD_BIT(PATTERN);
    int64_t members;
    if (node_has(n, KEYWORD_MIN_PROPERTIES) && json_to_int64(node_value(n, KEYWORD_MIN_PROPERTIES), &members) &&
        (uint64_t)members <= node_required(n)->count)
        idle |= KEYWORD_BIT(MIN_PROPERTIES);
    const json_value *step = node_value(n, KEYWORD_MULTIPLE_OF);
    if (step != NULL && node_has(n, KEYWORD_TYPE) && (n->types & TYPE_NUMBER) == 0 &&
        number_is_multiple(&value_one, step) == ANSWER_YES)
        idle |= KEYWORD_BIT(MULTIPLE_OF);
    return idle | weaker(n, KEYWORD_MINIMUM, KEYWORD_EXCLUSIVE_MINIMUM, true) |
           weaker(n, KEYWORD_MAXIMUM, KEYWORD_EXCLUSIVE_MAXIMUM, false);
}

// Subschemas that say nothing. Where something asks what was looked at, and where they declare something, they do.
static uint64_t idle_subschemas(const node *n) {
    uint64_t idle = 0;
    if ((n->keywords & (KEYWORD_BIT(CONTAINS) | KEYWORD_BIT(IF))) == 0)
        return 0;
    if (node_has(n, KEYWORD_CONTAINS) && value_is(n, KEYWORD_MIN_CONTAINS, &value_zero) &&
        !node_has(n, KEYWORD_MAX_CONTAINS) && is_scalar(node_normal(node_child(n, KEYWORD_CONTAINS))))
        idle |= KEYWORD_BIT(CONTAINS) | KEYWORD_BIT(MIN_CONTAINS);
    if (node_has(n, KEYWORD_IF) && node_is_true(node_normal(node_child(n, KEYWORD_THEN))) &&
        node_is_true(node_normal(node_child(n, KEYWORD_ELSE))) && is_scalar(node_normal(node_child(n, KEYWORD_IF))))
        idle |= KEYWORD_BIT(IF) | KEYWORD_BIT(THEN) | KEYWORD_BIT(ELSE);
    return idle;
}

static const json_value *whole_number(compiler *c, int64_t number) {
    json_value *value = arena_new_of(c->a, json_value);
    *value = json_make_integer(c->a, number);
    return value;
}

// For integers every bound is a whole number that may be reached.
static void settle_bound(compiler *c, node *n, schema_keyword inclusive, schema_keyword exclusive, bool lower) {
    uint64_t weak = weaker(n, inclusive, exclusive, lower);
    if (weak != 0)
        drop(n, (schema_keyword)__builtin_ctzll(weak));
    schema_keyword k = node_has(n, exclusive) ? exclusive : inclusive;
    const json_value *value = node_value(n, k);
    int64_t whole;
    bool exact;
    if (value == NULL || (k == inclusive && value->integer) || !number_floor(value, &whole, &exact) ||
        (k == inclusive && exact))
        return;
    whole += lower ? 1 : exact ? -1 : 0;
    written_bound *written = compile_slot(n, k)->own;
    if (written == NULL) {
        written = arena_new_of(c->a, written_bound);
        *written = (written_bound){.keyword = k, .value = value};
    }
    // The two keywords lie one behind the other by kind, so the slot moves with its bit.
    drop(n, k);
    uint64_t bit = keyword_bit(inclusive);
    size_t at = keyword_count(n->keywords & (bit - 1)), count = keyword_count(n->keywords);
    memmove(n->slots + at + 1, n->slots + at, (count - at) * sizeof(slot));
    n->slots[at] = (slot){.value = whole_number(c, whole), .compiled = written};
    n->keywords |= bit;
}

static void settle_numbers(compiler *c, node *n) {
    if (!node_has(n, KEYWORD_TYPE) || (n->keywords & number_limits) == 0)
        return;
    const json_value *step = node_value(n, KEYWORD_MULTIPLE_OF);
    if (step != NULL && (n->types & TYPE_NUMBER) != 0 && number_is_integer(step))
        n->types &= (uint8_t)~TYPE_NUMBER; // the keyword stays: it tells of the change when it goes
    if ((n->types & numbers) == TYPE_INTEGER) {
        settle_bound(c, n, KEYWORD_MINIMUM, KEYWORD_EXCLUSIVE_MINIMUM, true);
        settle_bound(c, n, KEYWORD_MAXIMUM, KEYWORD_EXCLUSIVE_MAXIMUM, false);
    }
}

// --- what accepts nothing --------------------------------------------------------------------------------------------

static bool crossed(const node *n, schema_keyword least, schema_keyword most) {
    const json_value *low = node_value(n, least), *high = node_value(n, most);
    return low != NULL && high != NULL && number_compare(low, high) > 0;
}

static bool meets_or_crossed(const node *n, schema_keyword least, schema_keyword most) {
    const json_value *low = node_value(n, least), *high = node_value(n, most);
    return low != NULL && high != NULL && number_compare(low, high) >= 0;
}

static bool no_number(const node *n) {
    return crossed(n, KEYWORD_MINIMUM, KEYWORD_MAXIMUM) ||
           meets_or_crossed(n, KEYWORD_EXCLUSIVE_MINIMUM, KEYWORD_MAXIMUM) ||
           meets_or_crossed(n, KEYWORD_MINIMUM, KEYWORD_EXCLUSIVE_MAXIMUM) ||
           meets_or_crossed(n, KEYWORD_EXCLUSIVE_MINIMUM, KEYWORD_EXCLUSIVE_MAXIMUM);
}

static bool no_object(const node *n) {
    const name_set *required = node_required(n);
    int64_t most;
    if (crossed(n, KEYWORD_MIN_PROPERTIES, KEYWORD_MAX_PROPERTIES) ||
        (node_has(n, KEYWORD_MAX_PROPERTIES) && json_to_int64(node_value(n, KEYWORD_MAX_PROPERTIES), &most) &&
         (uint64_t)most < required->count))
        return true;
    const node_table *properties = node_entries(n, KEYWORD_PROPERTIES);
    for (size_t i = 0; properties->count > 0 && i < required->count; i++) {
        const node_entry *own = node_table_find(properties, required->items[i]);
        if (own != NULL && node_normal(own->schema)->never)
            return true;
    }
    return false;
}

static bool no_array(const node *n) {
    const json_value *least = node_least_contained(n);
    return crossed(n, KEYWORD_MIN_ITEMS, KEYWORD_MAX_ITEMS) || crossed(n, KEYWORD_MIN_CONTAINS, KEYWORD_MAX_CONTAINS) ||
           (node_has(n, KEYWORD_CONTAINS) && node_normal(node_child(n, KEYWORD_CONTAINS))->never &&
            number_compare(least, &value_zero) > 0);
}

// The types of which the node itself accepts no value.
static unsigned impossible_types(const node *n) {
    return (crossed(n, KEYWORD_MIN_LENGTH, KEYWORD_MAX_LENGTH) ? TYPE_STRING : 0) | (no_number(n) ? numbers : 0) |
           (no_array(n) ? TYPE_ARRAY : 0) | (no_object(n) ? TYPE_OBJECT : 0);
}

static bool no_value(const node *n, unsigned types) {
    const json_value *constant = node_value(n, KEYWORD_CONST);
    const value_set *set = node_compiled(n, KEYWORD_ENUM);
    if (constant != NULL &&
        ((instance_type(constant) & types) == 0 ||
         (set != NULL && !value_set_holds(set, &(value_entry){.hash = json_hash(constant), .value = constant}))))
        return true;
    bool none = set != NULL;
    for (size_t i = 0; none && i < set->count; i++)
        none = (instance_type(set->items[i].value) & types) == 0;
    return none;
}

static bool all_never(const node_list *list) {
    bool never = list->count > 0;
    for (size_t i = 0; never && i < list->count; i++)
        never = node_normal(list->items[i])->never;
    return never;
}

static bool accepts_nothing(const node *n) {
    const uint64_t telling = KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM) | KEYWORD_BIT(ALL_OF) | KEYWORD_BIT(ANY_OF) |
                             KEYWORD_BIT(ONE_OF) | KEYWORD_BIT(NOT) | KEYWORD_BIT(CONTAINS) | KEYWORD_BIT(REQUIRED);
    uint64_t limits = n->keywords & limits_of(TYPE_ALL);
    if ((n->keywords & telling) == 0 && (limits & (limits - 1)) == 0)
        return false; // one limit alone leaves something
    if (n->open || node_has(n, KEYWORD_NULLABLE) || node_has(n, KEYWORD_MALFORMED))
        return false;
    const branch_list *branches = node_branches(n);
    unsigned types = n->types & ~impossible_types(n);
    for (size_t i = 0; i < branches->count; i++) {
        const node *branch = node_normal(branches->items[i].schema);
        if (branch->never)
            return true;
        types &= branch->types & ~impossible_types(branch);
    }
    return types == 0 || no_value(n, types) || all_never(node_schemas(n, KEYWORD_ANY_OF)) ||
           all_never(node_schemas(n, KEYWORD_ONE_OF)) ||
           (node_has(n, KEYWORD_NOT) && node_is_true(node_normal(node_child(n, KEYWORD_NOT))));
}

// --- alternatives as one schema --------------------------------------------------------------------------------------

// An alternative that may be laid beside others: all that it says is about values of its own types.
static bool is_typed(const node *n) {
    return (said_by(n) & ~(limits_of(n->types) | parts_of(n->types) | values)) == 0 && node_has(n, KEYWORD_TYPE) &&
           !n->open && !n->never;
}

// An alternative that is null, in whatever spelling.
bool node_is_null(const node *n) {
    const json_value *constant = node_value(n, KEYWORD_CONST);
    const value_set *set = node_compiled(n, KEYWORD_ENUM);
    if (n->never || n->open || (said_by(n) & ~values) != 0 || (n->types & TYPE_NULL) == 0)
        return false;
    return n->types == TYPE_NULL || (constant != NULL && constant->type == JSON_NULL && set == NULL) ||
           (constant == NULL && set != NULL && set->count == 1 && set->items[0].value->type == JSON_NULL);
}

// Null alone names its value, too.
static bool is_finite(const node *n) {
    return (n->keywords & (KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM))) != 0 || node_is_null(n);
}

typedef struct alternatives {
    const node **items;
    size_t count;
    size_t values; // that they name
    unsigned types;
    bool apart;  // no two share a type
    bool finite; // each names its values
    bool whole;  // each says nothing but its types
} alternatives;

// Gathers the alternatives that accept something. False: some of them cannot be written beside others.
static bool gather(compiler *c, const node_list *list, alternatives *all) {
    *all = (alternatives){.apart = true, .finite = true, .whole = true};
    all->items = arena_array(c->a, list->count, sizeof(node *));
    bool typed = true, some_finite = false;
    for (size_t i = 0; i < list->count; i++) {
        const node *n = node_normal(list->items[i]);
        if (n->never && is_scalar(n))
            continue;
        const value_set *set = node_compiled(n, KEYWORD_ENUM);
        bool null = node_is_null(n);
        unsigned types = null ? TYPE_NULL : n->types;
        typed = typed && (null || is_typed(n));
        all->apart = all->apart && (all->types & types) == 0;
        all->types |= types;
        all->finite = all->finite && is_finite(n);
        some_finite = some_finite || (!null && (n->keywords & (KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM))) != 0);
        all->whole = all->whole && (null || said_by(n) == KEYWORD_BIT(TYPE));
        all->values += set == NULL ? 1 : set->count;
        all->items[all->count++] = n;
    }
    all->finite = all->finite && some_finite;
    return typed && (all->finite || !some_finite);
}

static const json_value *type_list(compiler *c, unsigned types) {
    static const struct {
        const char *name;
        unsigned bits;
    } names[] = {{"string", TYPE_STRING},   {"number", TYPE_NUMBER | TYPE_INTEGER},
                 {"integer", TYPE_INTEGER}, {"boolean", TYPE_BOOLEAN},
                 {"object", TYPE_OBJECT},   {"array", TYPE_ARRAY},
                 {"null", TYPE_NULL}};
    json_value *items = arena_array(c->a, sizeof(names) / sizeof(names[0]), sizeof(json_value));
    size_t count = 0;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if ((types & names[i].bits) == names[i].bits) {
            items[count++] = json_make_string(text_of(names[i].name));
            types &= ~names[i].bits;
        }
    }
    return count == 1 ? items : json_make_array(c->a, items, count);
}

// The values that the alternatives name, as one list.
static const json_value *value_list(compiler *c, const alternatives *all) {
    json_value *items = arena_array(c->a, all->values, sizeof(json_value));
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        const json_value *constant = node_value(all->items[i], KEYWORD_CONST);
        const value_set *set = node_compiled(all->items[i], KEYWORD_ENUM);
        for (size_t j = 0; set != NULL && j < set->count; j++)
            items[count++] = *set->items[j].value;
        if (set == NULL)
            items[count++] = constant == NULL ? value_null : *constant;
    }
    return json_make_array(c->a, items, count);
}

// The alternatives side by side: a value of a type is held against what its own alternative says.
static node *unite(compiler *c, const alternatives *all) {
    draft_node d = {0};
    for (size_t i = 0; i < all->count; i++) {
        const node *n = all->items[i];
        for (uint64_t rest = said_by(n) & ~values; rest != 0; rest &= rest - 1) {
            schema_keyword k = (schema_keyword)__builtin_ctzll(rest);
            d.slots[k] = *node_slot(n, k);
            d.keywords |= keyword_bit(k);
        }
    }
    const node *first = all->items[0];
    node *united = compile_copy(c, first);
    d.slots[KEYWORD_TYPE] = (slot){.value = type_list(c, all->types)};
    d.keywords |= KEYWORD_BIT(TYPE);
    if (all->finite) {
        const json_value *list = value_list(c, all);
        d.slots[KEYWORD_ENUM] = (slot){.value = list, .compiled = value_set_of(c->a, list)};
        d.keywords |= KEYWORD_BIT(ENUM);
    }
    united->types = (uint8_t)all->types;
    united->nullable = false;
    united->keywords = d.keywords;
    slot *slots = united->slots;
    for (uint64_t rest = d.keywords; rest != 0; rest &= rest - 1)
        *slots++ = d.slots[__builtin_ctzll(rest)];
    for (size_t i = 0; i < all->count; i++)
        united->tuple = united->tuple || all->items[i]->tuple;
    return united;
}

// The one schema that the alternatives are, or NULL.
static const node *united(compiler *c, const node_list *list, bool one) {
    alternatives all;
    bool typed = gather(c, list, &all);
    if (all.count == 1)
        return all.items[0];
    if (all.count == 0 || !typed || !(all.apart || (all.whole && !one)))
        return NULL;
    return unite(c, &all);
}

static bool some_accept_all(const node_list *list) {
    bool all = false;
    for (size_t i = 0; i < list->count; i++) {
        all = all || node_is_true(node_normal(list->items[i]));
        if (!is_scalar(node_normal(list->items[i])))
            return false;
    }
    return all;
}

// Takes one list of alternatives out of the normal node, where it can be written otherwise.
static void settle_list(compiler *c, node *n, schema_keyword k) {
    const node_list *list = node_schemas(n, k);
    bool one = k == KEYWORD_ONE_OF, idle = !one && some_accept_all(list);
    const node *all = idle ? NULL : united(c, list, one);
    if ((!idle && all == NULL) || all == n || c->merged + list->count > SCHEMA_NODES_MAX)
        return;
    c->merged += list->count;
    node *normal = n->normal != NULL ? n->normal : compile_copy(c, n);
    drop(normal, k);
    if (all != NULL)
        compile_merge_one(c, normal, all, keyword_name(k));
    n->normal = normal;
}

static void settle_alternatives(compiler *c, node *n) {
    if (n->never || node_has(n, KEYWORD_MALFORMED))
        return;
    if (node_has(n, KEYWORD_ANY_OF))
        settle_list(c, n, KEYWORD_ANY_OF);
    if (node_has(n, KEYWORD_ONE_OF))
        settle_list(c, n, KEYWORD_ONE_OF);
}

// --- all nodes -------------------------------------------------------------------------------------------------------

// Most nodes: nothing to be found in them.
static bool is_plain(const node *n) {
    const uint64_t silent = KEYWORD_BIT(TYPE) | KEYWORD_BIT(FORMAT) | KEYWORD_BIT(DEFAULT) | KEYWORD_BIT(PROPERTIES) |
                            KEYWORD_BIT(ITEMS) | KEYWORD_BIT(ADDITIONAL_PROPERTIES);
    const uint64_t most = KEYWORD_BIT(MAX_LENGTH) | KEYWORD_BIT(MAX_ITEMS) | KEYWORD_BIT(MAX_PROPERTIES);
    uint64_t rest = n->keywords & ~silent;
    return n->types != TYPE_ALL &&
           (rest == 0 || ((rest & (rest - 1)) == 0 && (rest & most & limits_of(n->types)) != 0));
}

// `strict`: something asks what was looked at. `depth`: of nodes beside nodes; an alternative that leads back to what holds it is
// never done.
static void settle(compiler *c, node *n, bool strict, unsigned depth) {
    enum { BESIDE_MAX = 8 };
    if (n->target != NULL || n->keywords == 0 || is_plain(n))
        return;
    if (n->types == TYPE_ALL)
        drop(n, KEYWORD_TYPE);
    settle_numbers(c, n);
    n->idle = compile_idle(n) | (strict ? 0 : idle_subschemas(n));
    n->never = n->never || accepts_nothing(n);
    settle_alternatives(c, n);
    compile_rest(c, n);
    compile_nullable(c, n);
    if (n->normal == NULL || depth >= BESIDE_MAX)
        return;
    const node_list *either = node_schemas(n->normal, KEYWORD_ANY_OF);
    if (node_has(n, KEYWORD_NULLABLE) && either->count > 0)
        settle(c, either->own[0], strict, depth + 1);
    settle(c, n->normal, strict, depth + 1);
    if (node_has(n, KEYWORD_NULLABLE) && n->normal->normal != NULL)
        n->normal = n->normal->normal;
}

// What is below comes first, as far as references allow: their targets may follow, and a second round sees those.
void compile_normal(compiler *c) {
    enum { ROUNDS = 2 };
    bool strict = c->evaluates;
    size_t count = c->count;
    node **all = arena_array(c->a, count, sizeof(node *));
    size_t i = 0;
    for (node *n = c->first; n != NULL && i < count; n = n->next)
        all[i++] = n;
    for (int round = 0; round < (c->table == NULL ? 1 : ROUNDS); round++)
        for (size_t j = i; j > 0; j--)
            if (all[j - 1]->normal == NULL)
                settle(c, all[j - 1], strict, 0);
}

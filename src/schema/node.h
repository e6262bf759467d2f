// The compiled form of a schema: a graph of nodes, one per subschema, references already edges. Private to src/schema.
#pragma once
#include "schema/schema.h"
#include "schema/set.h"
#include "schema/value.h"
#include <assert.h>

typedef enum schema_keyword {
#define KEYWORD(id, name, form, drafts) KEYWORD_##id,
#include "schema/keywords.def"
#undef KEYWORD
    KEYWORD_COUNT
} schema_keyword;

static_assert(KEYWORD_COUNT <= 64, "the keywords of a node are bits of one word");

// Bits of node.types: the JSON types that a node's `type` lets pass. An integer is a number; the bit of TYPE_NUMBER
// stands for the numbers that are not integers.
enum {
    TYPE_NULL = 1,
    TYPE_BOOLEAN = 2,
    TYPE_NUMBER = 4,
    TYPE_INTEGER = 8,
    TYPE_STRING = 16,
    TYPE_ARRAY = 32,
    TYPE_OBJECT = 64,
    TYPE_ALL = 127
};

typedef struct node node;

// One keyword of a node: its value as written and what the compiler made of it (by the form in keywords.def), read through
// node_compiled and the like. The compiler alone writes to what it made, as long as it is at it, and takes it by `own`.
typedef struct slot {
    const json_value *value;
    union {
        const void *compiled;
        void *own;
    };
} slot;

typedef enum link_state { LINK_NEW, LINK_BUSY, LINK_DONE } link_state;

struct node {
    uint64_t keywords;        // bit 1 << keyword for each slot
    uint64_t idle;            // those of them that say nothing here
    slot *slots;              // in the order of keyword
    node *target;             // a node that is nothing but a reference stands for this one; else NULL
    node *normal;             // the same without `anyOf`, `oneOf` and `nullable`, where it can be written so; else NULL
    const json_value *source; // as written; NULL for schemas that no document wrote
    uint64_t shape;           // hash of what the node says by itself; equal schemas have equal shapes
    uint8_t types;            // TYPE_ bits
    bool never;               // the schema `false`, or one that is shown to accept nothing
    bool nullable;            // the bit of null in `types` comes from `nullable`
    bool shared;              // some reference leads here, so a walk may meet it again
    bool tuple;               // its prefix is an array-form `items`, its rest `additionalItems`
    bool overlooks;           // in 2019-09 what `contains` accepts still counts as unevaluated
    bool open;                // a reference of it leads out of the document, or nowhere
    uint8_t link;             // link_state
    // While compiling:
    const struct scope *scope; // where references start from
    node *next;                // in the order of compilation
    node *up;                  // while references are followed: the node that led here
};

typedef struct node_list {
    size_t count;
    union {
        const node *const *items;
        node *const *own; // as in a slot
    };
} node_list;

// A conjunct that could not be merged into the node that holds it.
typedef struct node_branch {
    union {
        const node *schema;
        node *own; // as in a slot
    };
    const char *label; // where it stands: "allOf.0", "$ref"
} node_branch;

// The compiled form of ALL_OF once a schema is complete.
typedef struct branch_list {
    size_t count;
    const node_branch *items;
} branch_list;

typedef struct node_entry {
    text name;
    union {
        const node *schema;
        const json_value *value; // before it is claimed
    };
} node_entry;

typedef struct node_table {
    size_t count;
    const node_entry *items; // sorted by name
} node_table;

// A row of dependentRequired, dependentSchemas or dependencies.
typedef struct dependent {
    text name;
    const json_value *value;
    const char *keyword; // the one that it was written under
    name_set required;   // DEPENDENT_REQUIRED
    const node *schema;  // DEPENDENT_SCHEMAS
} dependent;

typedef struct dependent_table {
    size_t count;
    dependent *items; // sorted by name
} dependent_table;

struct compiled_schema {
    const json_value *document;
    const node *root;
    uint64_t hash;             // of what it says: equal documents have equal ones
    struct regex_shelf *shelf; // of its patterns; NULL: it has none
};

// The schema that accepts everything: what an absent subschema stands for.
extern const node node_true;
// The schema that accepts nothing.
extern const node node_false;

// A keyword as a bit of node.keywords: by its id, for constants, and as a value.
#define KEYWORD_BIT(id) (UINT64_C(1) << KEYWORD_##id)
static inline uint64_t keyword_bit(schema_keyword k) {
    return UINT64_C(1) << k;
}

// How many keywords a set of them holds: in place, since not every processor is known to count bits.
static inline size_t keyword_count(uint64_t keywords) {
    const uint64_t one_of_2 = UINT64_C(0x5555555555555555), two_of_4 = UINT64_C(0x3333333333333333),
                   four_of_8 = UINT64_C(0x0f0f0f0f0f0f0f0f), ones = UINT64_C(0x0101010101010101);
    keywords -= keywords >> 1 & one_of_2;
    keywords = (keywords & two_of_4) + (keywords >> 2 & two_of_4);
    return (size_t)(((keywords + (keywords >> 4)) & four_of_8) * ones >> 56);
}

// A bound of numbers that is another one for integers: how it was written. Compiled form of the bounds; mostly NULL.
typedef struct written_bound {
    schema_keyword keyword;
    const json_value *value;
} written_bound;

// The node that counts: the target of a bare reference, else the node itself.
static inline const node *node_of(const node *n) {
    return n->target != NULL ? n->target : n;
}

// The node in the form that is held against others: of two ways to write one schema, both have the same one.
static inline const node *node_normal(const node *n) {
    n = node_of(n);
    return n->normal != NULL ? n->normal : n;
}

static inline bool node_has(const node *n, schema_keyword k) {
    return (n->keywords & keyword_bit(k)) != 0;
}

static inline const slot *node_slot(const node *n, schema_keyword k) {
    if (!node_has(n, k))
        return NULL;
    return &n->slots[keyword_count(n->keywords & (keyword_bit(k) - 1))];
}

static inline const void *node_compiled(const node *n, schema_keyword k) {
    const slot *s = node_slot(n, k);
    return s == NULL ? NULL : s->compiled;
}

static inline const json_value *node_value(const node *n, schema_keyword k) {
    const slot *s = node_slot(n, k);
    return s == NULL ? NULL : s->value;
}

// The subschema under a keyword; node_true when the keyword is absent. Never NULL.
static inline const node *node_child(const node *n, schema_keyword k) {
    const slot *s = node_slot(n, k);
    return s == NULL ? &node_true : node_of(s->compiled);
}

// What a keyword with several subschemas, names or rows holds; the empty one where the keyword is absent. Never NULL.
static inline const node_list *node_schemas(const node *n, schema_keyword k) {
    static const node_list none = {0};
    const node_list *list = node_compiled(n, k);
    return list == NULL ? &none : list;
}

static inline const node_table *node_entries(const node *n, schema_keyword k) {
    static const node_table none = {0};
    const node_table *table = node_compiled(n, k);
    return table == NULL ? &none : table;
}

static inline const branch_list *node_branches(const node *n) {
    static const branch_list none = {0};
    const branch_list *list = node_compiled(n, KEYWORD_ALL_OF);
    return list == NULL ? &none : list;
}

static inline const name_set *node_required(const node *n) {
    static const name_set none = {0};
    const name_set *names = node_compiled(n, KEYWORD_REQUIRED);
    return names == NULL ? &none : names;
}

static inline const dependent_table *node_dependents(const node *n, schema_keyword k) {
    static const dependent_table none = {0};
    const dependent_table *table = node_compiled(n, k);
    return table == NULL ? &none : table;
}

// The list of alternatives: `anyOf`, else `oneOf`, else NULL.
static inline const node_list *node_alternatives(const node *n) {
    const node_list *any = node_compiled(n, KEYWORD_ANY_OF);
    return any != NULL ? any : node_compiled(n, KEYWORD_ONE_OF);
}

// How many elements `contains` wants: `minContains`, 1 where that is absent.
static inline const json_value *node_least_contained(const node *n) {
    const json_value *least = node_value(n, KEYWORD_MIN_CONTAINS);
    return least == NULL ? &value_one : least;
}

// Says nothing at all: accepts every value.
static inline bool node_is_true(const node *n) {
    return (n->keywords & ~n->idle) == 0 && !n->never && !n->open;
}

// The entry of that name, or NULL. `table` may be NULL.
const node_entry *node_table_find(const node_table *table, text name);

// The types that the node and all its conjuncts let pass, as TYPE_ bits.
unsigned node_types(const node *n);

// Whether it accepts null and nothing else, in whatever spelling; only of finished schemas.
bool node_is_null(const node *n);

const char *keyword_name(schema_keyword k);

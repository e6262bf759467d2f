// What the files of the compiler share. Private to src/schema.
#pragma once
#include "schema/compile/scope.h"
#include "schema/node.h"

// One subschema on its way to a node: slots by keyword, not yet packed.
typedef struct draft_node {
    node *n;
    uint64_t keywords;
    slot slots[KEYWORD_COUNT];
    const json_member **malformed; // members with values of the wrong kind, room for all
    size_t malformed_count;
} draft_node;

// Keywords by the length of their names: the first of each length, and the next one of the same. KEYWORD_COUNT: no more.
typedef struct keyword_index {
    uint8_t first[32], next[KEYWORD_COUNT];
} keyword_index;

typedef struct compiler {
    arena *a;
    keyword_index keywords; // of the draft of the document
    references references;
    const json_value *document;
    uint64_t hash;   // of all nodes, whatever their order: equal documents have equal ones
    unsigned drafts; // whose keywords count, as draft.h has them
    node *first;
    node *last;
    size_t count;
    node **table; // nodes by the address of their source, once there is a reference: open addressing, a power of two
    size_t capacity;
    size_t copies;   // nodes of sources that were met in another scope before
    bool evaluates;  // some unevaluated keyword stands in the document, so what accepts everything still looks at parts
    size_t patterns; // of texts and names
    bool overflow;   // more than SCHEMA_NODES_MAX
    size_t merged;   // entries copied by merging, at most SCHEMA_NODES_MAX
    struct merger *merger;
} compiler;

// The bits of the keywords that refer.
static const uint64_t compile_references =
    KEYWORD_BIT(REFERENCE) | KEYWORD_BIT(DYNAMIC_REFERENCE) | KEYWORD_BIT(RECURSIVE_REFERENCE);

// As node_of, for who compiles.
static inline node *compile_target(node *n) {
    return n->target != NULL ? n->target : n;
}

// As node_slot, for who compiles.
static inline slot *compile_slot(node *n, schema_keyword k) {
    const slot *s = node_slot(n, k);
    return s == NULL ? NULL : &n->slots[s - n->slots];
}

// The node for this value in a scope, or behind it, new and queued for compilation when it is met for the first time.
node *compile_claim(compiler *c, const json_value *value, const scope *from);

// Lists and tables, the latter in the order of names; values.c.
node_list *compile_list(compiler *c, const json_value *array, const scope *from);
node_table *compile_table(compiler *c, const json_value *object, const scope *from);
// Adds the rows of one of dependentRequired, dependentSchemas, dependencies to both tables. False: malformed.
bool compile_dependents(compiler *c, draft_node *d, const json_value *object, const char *keyword);
bool compile_is_names(const json_value *value);
bool compile_is_schema(const json_value *value);

// Points bare references at their targets, once every node is filled; link.c.
void compile_link(compiler *c);
// Lays conjuncts into the nodes that hold them, once references are linked; merge.c.
void compile_merge(compiler *c);
// Merges one more conjunct into a node that is merged already.
void compile_merge_one(compiler *c, node *n, const node *more, const char *label);
// Drops what says nothing, writes in one way what can be written in several, finds what accepts nothing; normal.c.
void compile_normal(compiler *c);
// Lays beside a node that says `nullable` without `type` its normal one: null, or the rest of it; nullable.c.
void compile_nullable(compiler *c, node *n);
// The limits of a node that say nothing.
uint64_t compile_idle(const node *n);
// Lays beside a node whose rest can be written in another way its normal one; rest.c.
void compile_rest(compiler *c, node *n);
// A node that no value of the document stands for: a copy, with room for all keywords; copy.c.
node *compile_copy(compiler *c, const node *n);
// Computes node.shape; shape.c.
void compile_shape(compiler *c);

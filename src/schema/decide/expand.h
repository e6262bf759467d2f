// What both sides of taking schemas apart need (must.c, fail.c): alternatives in the making, and which keywords count.
// Private to src/schema/decide.
#pragma once
#include "schema/decide/evaluated.h"

// Alternatives in the making.
typedef struct options {
    decider *d;
    size_t count, capacity;
    const atom **items;
} options;

// Keywords with parts, and with what is left of them.
static const uint64_t array_parts = KEYWORD_BIT(PREFIX_ITEMS) | KEYWORD_BIT(ITEMS);
static const uint64_t object_parts =
    KEYWORD_BIT(PROPERTIES) | KEYWORD_BIT(PATTERN_PROPERTIES) | KEYWORD_BIT(ADDITIONAL_PROPERTIES);
static const uint64_t unevaluated = KEYWORD_BIT(UNEVALUATED_PROPERTIES) | KEYWORD_BIT(UNEVALUATED_ITEMS);

atom *atom_of(decider *d, atom a);
// That the schema accepts the value; `negative`: that it does not.
atom *schema_of(decider *d, const node *n, bool negative);
// An atom that was made for this, before a list of others.
const atom *before(atom *first, const atom *rest);
// Adds an alternative: a list of atoms, or only one.
void options_add(options *o, const atom *list);
void options_add_one(options *o, atom a);

// The keywords that speak of values of these types.
uint64_t keywords_for(unsigned types);
// A count that a keyword names; -1: too large to matter.
int64_t count_of(const node *n, schema_keyword k);
bool is_least(schema_keyword k);
// How many elements `contains` wants, `*most` -1: any number. False: numbers that are too large.
bool contained_range(const node *n, int64_t *least, int64_t *most);
// What the keyword speaks of, by what holds and fails beside it. `written`: the schema that was brought into the form of `n`.
const evaluated *evaluated_of(decider *d, const node *written, const node *n, schema_keyword k);
// An address that leads out of the document means one and the same schema wherever it stands; NULL: what is open is something
// else.
const json_value *address_of(const node *n);

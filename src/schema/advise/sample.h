// Documents in the making: what both halves of schema_sample_documents share. Private to src/schema/advise.
#pragma once
#include "base/map.h"
#include "schema/node.h"
#include "schema/work.h"

enum { FACETS_MAX = 32, SAMPLE_PARTS_MAX = 2000 };

// Subschemas that all speak of one value, those of chosen alternatives among them.
typedef struct facets {
    size_t count;
    const node *items[FACETS_MAX];
} facets;

// A part of a document, and what was said of it.
typedef struct spot {
    const char *pointer; // JSON pointer (RFC 6901)
    const facets *said;
} spot;

typedef struct sampler {
    arena *a;
    work work;
    size_t decisions;
    const compiled_schema *schema;
    uint64_t random;
    bool whole;              // every member that may be there is
    size_t parts, all_parts; // of the document that is made now, and of all
    size_t spots_count;      // of the document that is made now
    spot *spots;             // NULL: nobody asks for them
} sampler;

unsigned sample_pick(sampler *s, unsigned below);
// A document that the schema accepts, in memory of the sampler; NULL: none was found this time.
const json_value *sample_document(sampler *s);
// The one that the decision finds; NULL: none.
const json_value *sample_witness(sampler *s);
// A string of that many characters.
json_value sample_word(sampler *s, size_t length);
// The smallest and the greatest count that the nodes let pass under two keywords; `*most` -1: any.
void sample_counts(const facets *f, schema_keyword least_word, schema_keyword most_word, int64_t *least, int64_t *most);

// Documents with one part at a border of the schema, or just beyond it.
schema_samples sample_borders(sampler *s, const schema_sampling *order);
// Adds a document, told as a copy in the arena, unless it is there already. False: it is.
typedef struct sample_list {
    arena *a;
    map *known;
    schema_sample *items;
    size_t count;
} sample_list;
bool sample_add(sample_list *list, schema_sample sample);

// Names of assets in memory, in the order of the lists, to be looked through for a part. A block never changes once it is made.
#pragma once
#include "base/text.h"
#include "base/uuid.h"
#include <stdint.h>

// One asset: what searches look at.
typedef struct name_row {
    uuid id;
    text name, environment;
    int resource_type;
} name_row;

typedef struct name_block name_block;

// Makes a block. Rows come in the order of (name, id), bytes compared, and none twice; texts are copied.
typedef struct name_builder name_builder;
name_builder *name_builder_new(void);
void name_builder_add(name_builder *b, const name_row *row);
// Bytes that it holds so far.
size_t name_builder_size(const name_builder *b);
// The block, with one reference, of what was added; ends the builder.
name_block *name_builder_end(name_builder *b);
// Ends the builder without a block. Accepts NULL.
void name_builder_free(name_builder *b);

// References, from any thread. Both accept NULL; the last one that is let go of frees the block.
name_block *name_block_keep(name_block *b);
void name_block_release(name_block *b);

size_t name_block_count(const name_block *b);
size_t name_block_size(const name_block *b); // bytes of memory
// The row at a place, from 0; its texts are the block's.
name_row name_block_row(const name_block *b, size_t place);
// Below 0, 0 or above: as the row at the place comes before, at or behind (name, id).
int name_block_compare(const name_block *b, size_t place, text name, const uuid *id);
enum { NAME_NOWHERE = -1 };
// The place of an id, or NAME_NOWHERE.
int64_t name_block_find(const name_block *b, const uuid *id);

// What to look for.
typedef struct name_wanted {
    text part;
    bool literal;            // the part means itself; false: with the wildcards of like_pattern_new
    const char *environment; // NULL: any
    int resource_type;       // below 0: any
} name_wanted;

typedef struct name_matcher name_matcher;
// The part made ready, for any number of blocks. Free with name_matcher_free (accepts NULL).
name_matcher *name_matcher_new(const name_wanted *wanted);
void name_matcher_free(name_matcher *m);
// Writes the places of rows that match, upwards, to `out`, which has room for all rows, and returns how many. `gone`: a bit for
// each row that is to be passed over, from the lowest of each word on; NULL: none is.
size_t name_block_match(const name_block *b, const name_matcher *m, const uint64_t *gone, uint32_t *out);

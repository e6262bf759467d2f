// All names stand behind one another, folded, so that one search goes through them at the speed of memory: the byte of the wanted
// part that is rarest among them is looked for, and around it the rest.
#include "store/name_block.h"
#include "base/hash.h"
#include "base/memory.h"
#include "store/like.h"
#include <stdatomic.h>
#include <stdlib.h>

enum { ID_BYTES = 16, BYTES = 256 };

typedef struct entry {
    uint8_t id[ID_BYTES];
    uint32_t at, length;          // in `folded`
    uint32_t as_is, as_is_length; // in `originals`; of no length where folding changes nothing
    uint32_t environment;         // in `environments`
    int32_t resource_type;
} entry;

typedef struct bytes {
    char *data;
    size_t length, room;
} bytes;

struct name_block {
    atomic_int references;
    entry *entries;
    size_t count, entry_room;
    bytes folded, originals; // each name with a NUL behind it, which no name holds
    char **environments;     // one of many may stand there more than once
    uint32_t environment_count;
    uint32_t *table; // places of entries by the hashes of their ids, and one more; 0: free
    size_t table_mask;
    size_t often[BYTES]; // how often each byte stands in `folded`
};

struct name_builder {
    name_block *block;
};

// --- making ----------------------------------------------------------------------------------------------------------

static char *bytes_reserve(bytes *b, size_t more) {
    if (b->length + more > b->room) {
        b->room = (b->length + more) * 2;
        b->data = memory_realloc(b->data, b->room);
    }
    return b->data + b->length;
}

name_builder *name_builder_new(void) {
    name_builder *b = memory_zalloc(sizeof *b);
    b->block = memory_zalloc(sizeof *b->block);
    atomic_init(&b->block->references, 1);
    return b;
}

// Environments are few, mostly, and names that follow one another are of the same.
static uint32_t environment_of(name_block *b, text name) {
    for (uint32_t i = b->environment_count; i > 0 && i + 64 > b->environment_count; i--)
        if (text_is(name, b->environments[i - 1]))
            return i - 1;
    if ((b->environment_count & (b->environment_count - 1)) == 0)
        b->environments = memory_realloc(b->environments, (b->environment_count * 2 + 1) * sizeof *b->environments);
    char *kept = memory_alloc(name.length + 1);
    memcpy(kept, name.data, name.length);
    kept[name.length] = '\0';
    b->environments[b->environment_count] = kept;
    return b->environment_count++;
}

void name_builder_add(name_builder *builder, const name_row *row) {
    name_block *b = builder->block;
    if (b->count == b->entry_room) {
        b->entry_room = b->entry_room == 0 ? 64 : b->entry_room * 2;
        b->entries = memory_realloc(b->entries, b->entry_room * sizeof *b->entries);
    }
    entry *e = &b->entries[b->count++];
    *e = (entry){.at = (uint32_t)b->folded.length, .resource_type = row->resource_type};
    memcpy(e->id, row->id.bytes, ID_BYTES);
    char *folded = bytes_reserve(&b->folded, row->name.length * LIKE_GROWTH + 1);
    e->length = (uint32_t)like_fold(row->name, folded);
    folded[e->length] = '\0';
    b->folded.length += e->length + 1;
    if (!text_equal(row->name, (text){folded, e->length})) {
        e->as_is = (uint32_t)b->originals.length;
        e->as_is_length = (uint32_t)row->name.length;
        memcpy(bytes_reserve(&b->originals, row->name.length), row->name.data, row->name.length);
        b->originals.length += row->name.length;
    }
    e->environment = environment_of(b, row->environment);
}

size_t name_builder_size(const name_builder *b) {
    return name_block_size(b->block);
}

static size_t table_start(const name_block *b, const uint8_t *id) {
    return (size_t)hash_bytes(id, ID_BYTES, hash_process_seed()) & b->table_mask;
}

static void table_make(name_block *b) {
    size_t size = 2;
    while (size < b->count * 2)
        size *= 2;
    b->table_mask = size - 1;
    b->table = memory_zalloc(size * sizeof *b->table);
    for (size_t i = 0; i < b->count; i++) {
        size_t slot = table_start(b, b->entries[i].id);
        while (b->table[slot] != 0)
            slot = (slot + 1) & b->table_mask;
        b->table[slot] = (uint32_t)i + 1;
    }
}

name_block *name_builder_end(name_builder *builder) {
    name_block *b = builder->block;
    free(builder);
    table_make(b);
    for (size_t i = 0; i < b->folded.length; i++)
        b->often[(unsigned char)b->folded.data[i]]++;
    return b;
}

void name_builder_free(name_builder *builder) {
    if (builder == NULL)
        return;
    name_block_release(builder->block);
    free(builder);
}

name_block *name_block_keep(name_block *b) {
    if (b != NULL)
        atomic_fetch_add(&b->references, 1);
    return b;
}

void name_block_release(name_block *b) {
    if (b == NULL || atomic_fetch_sub(&b->references, 1) != 1)
        return;
    for (uint32_t i = 0; i < b->environment_count; i++)
        free(b->environments[i]);
    free(b->environments);
    free(b->entries);
    free(b->folded.data);
    free(b->originals.data);
    free(b->table);
    free(b);
}

// --- rows ------------------------------------------------------------------------------------------------------------

size_t name_block_count(const name_block *b) {
    return b->count;
}

size_t name_block_size(const name_block *b) {
    return sizeof *b + b->entry_room * sizeof *b->entries + b->folded.room + b->originals.room +
           (b->table == NULL ? b->count * 2 : b->table_mask + 1) * sizeof *b->table +
           b->environment_count * sizeof *b->environments * 4;
}

static text entry_name(const name_block *b, const entry *e) {
    return e->as_is_length > 0 ? (text){b->originals.data + e->as_is, e->as_is_length}
                               : (text){b->folded.data + e->at, e->length};
}

name_row name_block_row(const name_block *b, size_t place) {
    const entry *e = &b->entries[place];
    name_row row = {.name = entry_name(b, e),
                    .environment = text_of(b->environments[e->environment]),
                    .resource_type = e->resource_type,
                    .id.set = true};
    memcpy(row.id.bytes, e->id, ID_BYTES);
    return row;
}

int name_block_compare(const name_block *b, size_t place, text name, const uuid *id) {
    text own = entry_name(b, &b->entries[place]);
    size_t common = own.length < name.length ? own.length : name.length;
    int order = common == 0 ? 0 : memcmp(own.data, name.data, common);
    if (order != 0)
        return order;
    if (own.length != name.length)
        return own.length < name.length ? -1 : 1;
    return memcmp(b->entries[place].id, id->bytes, ID_BYTES);
}

int64_t name_block_find(const name_block *b, const uuid *id) {
    for (size_t slot = table_start(b, id->bytes); b->table[slot] != 0; slot = (slot + 1) & b->table_mask)
        if (memcmp(b->entries[b->table[slot] - 1].id, id->bytes, ID_BYTES) == 0)
            return b->table[slot] - 1;
    return NAME_NOWHERE;
}

// --- looking for a part ----------------------------------------------------------------------------------------------

struct name_matcher {
    const name_wanted *wanted;
    like_pattern *pattern; // NULL: whatever holds the needle matches
    char *needle;          // the longest run of the part without a wildcard, folded
    size_t length;
};

// The run that begins at `at`, its escapes taken off, into `out`; `at` moves behind it. Bytes.
static size_t run_read(text part, size_t *at, bool literal, char *out) {
    size_t length = 0;
    while (*at < part.length) {
        char c = part.data[*at];
        if (!literal && (c == '%' || c == '_'))
            break;
        if (!literal && c == '\\' && *at + 1 < part.length)
            c = part.data[++*at];
        out[length++] = c;
        ++*at;
    }
    return length;
}

name_matcher *name_matcher_new(const name_wanted *wanted) {
    text part = wanted->part;
    name_matcher *m = memory_zalloc(sizeof *m);
    m->wanted = wanted;
    m->needle = memory_alloc(part.length * LIKE_GROWTH + 1);
    char *run = memory_alloc(part.length + 1), *longest = memory_alloc(part.length + 1);
    size_t longest_length = 0;
    bool whole = true; // the part is one run
    for (size_t at = 0; at < part.length;) {
        size_t length = run_read(part, &at, wanted->literal, run);
        whole = whole && at == part.length;
        if (length >= longest_length) // what names differ by is mostly at their ends
            memcpy(longest, run, longest_length = length);
        at++; // the wildcard
    }
    m->length = like_fold((text){longest, longest_length}, m->needle);
    if (!whole)
        m->pattern = like_pattern_new(part, wanted->literal);
    free(run);
    free(longest);
    return m;
}

void name_matcher_free(name_matcher *m) {
    if (m == NULL)
        return;
    like_pattern_free(m->pattern);
    free(m->needle);
    free(m);
}

static bool is_wanted(const name_block *b, const name_matcher *m, const entry *e) {
    const name_wanted *w = m->wanted;
    return (w->resource_type < 0 || w->resource_type == e->resource_type) &&
           (w->environment == NULL || strcmp(w->environment, b->environments[e->environment]) == 0) &&
           (m->pattern == NULL || like_matches(m->pattern, (text){b->folded.data + e->at, e->length}));
}

static bool is_gone(const uint64_t *gone, size_t place) {
    return gone != NULL && (gone[place / 64] >> place % 64 & 1) != 0;
}

// The byte of the needle that the names have least.
static size_t rarest(const name_block *b, const name_matcher *m) {
    size_t best = 0;
    for (size_t i = 1; i < m->length; i++)
        if (b->often[(unsigned char)m->needle[i]] < b->often[(unsigned char)m->needle[best]])
            best = i;
    return best;
}

// Where the needle begins next, or NULL.
static const char *needle_find(const name_matcher *m, size_t key, const char *at, const char *end) {
    while ((size_t)(end - at) >= m->length) {
        const char *hit = memchr(at + key, m->needle[key], (size_t)(end - at) - m->length + 1);
        if (hit == NULL)
            return NULL;
        if (memcmp(hit - key, m->needle, m->length) == 0)
            return hit - key;
        at = hit - key + 1;
    }
    return NULL;
}

static size_t match_all(const name_block *b, const name_matcher *m, const uint64_t *gone, uint32_t *out) {
    size_t found = 0;
    for (size_t i = 0; i < b->count; i++)
        if (!is_gone(gone, i) && is_wanted(b, m, &b->entries[i]))
            out[found++] = (uint32_t)i;
    return found;
}

size_t name_block_match(const name_block *b, const name_matcher *m, const uint64_t *gone, uint32_t *out) {
    if (m->length == 0)
        return match_all(b, m, gone, out);
    const char *start = b->folded.data, *end = start + b->folded.length, *at = start;
    size_t found = 0, place = 0, key = rarest(b, m);
    while (place < b->count && (at = needle_find(m, key, at, end)) != NULL) {
        while (place + 1 < b->count && start + b->entries[place + 1].at <= at)
            place++;
        if (!is_gone(gone, place) && is_wanted(b, m, &b->entries[place]))
            out[found++] = (uint32_t)place;
        at = start + b->entries[place].at + b->entries[place].length + 1;
        place++;
    }
    return found;
}

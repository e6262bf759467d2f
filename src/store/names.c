// Every change of a name counts in name_changes, in its transaction, and the asset bears the part and the number of its last
// change. A part's row is held until the commit, so that the numbers of a part are committed in their order, and what a view
// holds of the counts tells which changes it has. What is known of an older view is therefore made into that of a newer one by
// reading the assets that were changed since.
#include "store/names.h"
#include "base/memory.h"
#include "model/model.h"
#include "store/counts.h"
#include <pthread.h>
#include <stdlib.h>

enum {
    PARTS = 64,          // more than there are (counts.c)
    VIEWS = 8,           // that are kept: those who ask at the same time are rarely of the same view
    FRESH_MINIMUM = 512, // assets beside the large block before both are made into one
    FRESH_SHARE = 16,    // or a part of it
};

// How many changes a view has seen.
typedef struct state {
    uint64_t losses; // of db_losses
    int64_t loads;
    size_t count;
    int64_t parts[PARTS], changes[PARTS];
} state;

// The names of a view: those of `whole` without the ones that are gone, and those of `fresh`.
typedef struct names_view {
    int references;
    state seen;
    name_block *whole, *fresh; // `fresh` may be NULL
    uint64_t *gone;            // bits of `whole`
} names_view;

struct asset_names {
    size_t most_bytes;
    pthread_mutex_t mutex;    // guards what follows
    names_view *views[VIEWS]; // the newest first; NULL: none
    int64_t refused;          // so many assets were too many; 0: not known
    bool loading;             // somebody reads all names
};

asset_names *asset_names_new(size_t most_bytes) {
    asset_names *n = memory_zalloc(sizeof *n);
    n->most_bytes = most_bytes;
    pthread_mutex_init(&n->mutex, NULL);
    return n;
}

// --- views -----------------------------------------------------------------------------------------------------------

static void view_free(names_view *v) {
    name_block_release(v->whole);
    name_block_release(v->fresh);
    free(v->gone);
    free(v);
}

// Under the mutex.
static names_view *view_drop(names_view *v) {
    return v != NULL && --v->references == 0 ? v : NULL;
}

static void view_release(asset_names *n, names_view *v) {
    pthread_mutex_lock(&n->mutex);
    names_view *last = view_drop(v);
    pthread_mutex_unlock(&n->mutex);
    if (last != NULL)
        view_free(last);
}

void asset_names_free(asset_names *n) {
    if (n == NULL)
        return;
    for (size_t i = 0; i < VIEWS; i++)
        if (n->views[i] != NULL)
            view_free(n->views[i]);
    pthread_mutex_destroy(&n->mutex);
    free(n);
}

static int64_t changes_of(const state *s, int64_t part) {
    for (size_t i = 0; i < s->count; i++)
        if (s->parts[i] == part)
            return s->changes[i];
    return 0;
}

// Whether all that the older one has seen the newer one has as well, and assets that have changed since bear a number.
static bool state_includes(const state *newer, const state *older) {
    bool includes = newer->losses == older->losses && newer->loads == older->loads;
    for (size_t i = 0; i < older->count && includes; i++)
        includes = changes_of(newer, older->parts[i]) >= older->changes[i];
    return includes;
}

static int64_t changes_between(const state *older, const state *newer) {
    int64_t changes = 0;
    for (size_t i = 0; i < newer->count; i++)
        changes += newer->changes[i] - changes_of(older, newer->parts[i]);
    return changes;
}

// The newest view that the state includes, with a reference, or NULL.
static names_view *view_take(asset_names *n, const state *s) {
    names_view *found = NULL;
    pthread_mutex_lock(&n->mutex);
    for (size_t i = 0; i < VIEWS && n->views[i] != NULL && found == NULL; i++)
        if (state_includes(s, &n->views[i]->seen))
            found = n->views[i];
    if (found != NULL)
        found->references++;
    pthread_mutex_unlock(&n->mutex);
    return found;
}

// Keeps it where it is newer than all that are kept.
static void view_keep(asset_names *n, names_view *v) {
    names_view *last = NULL;
    pthread_mutex_lock(&n->mutex);
    names_view *newest = n->views[0];
    bool other = newest != NULL && (newest->seen.losses != v->seen.losses || newest->seen.loads != v->seen.loads);
    if (newest == NULL || other ||
        (state_includes(&v->seen, &newest->seen) && !state_includes(&newest->seen, &v->seen))) {
        last = view_drop(n->views[VIEWS - 1]);
        memmove(n->views + 1, n->views, (VIEWS - 1) * sizeof *n->views);
        n->views[0] = v;
        v->references++;
    }
    pthread_mutex_unlock(&n->mutex);
    if (last != NULL)
        view_free(last);
}

// --- reading ---------------------------------------------------------------------------------------------------------

static bool state_read(db *d, state *s) {
    *s = (state){.losses = db_losses(d)};
    db_query *q = db_prepare(d, "SELECT part, changes, loads FROM name_changes");
    bool fits = true;
    while (db_step(q)) {
        s->loads += db_column_int(q, 2);
        fits = fits && s->count < PARTS;
        if (!fits)
            continue;
        s->parts[s->count] = db_column_int(q, 0);
        s->changes[s->count++] = db_column_int(q, 1);
    }
    return db_end(q) == DB_OK && fits;
}

enum { COLUMN_ID, COLUMN_NAME, COLUMN_ENVIRONMENT, COLUMN_TYPE, COLUMN_DELETED };

static name_row row_read(db_query *q) {
    return (name_row){.id = db_column_uuid(q, COLUMN_ID),
                      .name = db_column_text(q, COLUMN_NAME),
                      .environment = db_column_text(q, COLUMN_ENVIRONMENT),
                      .resource_type = model_enum_parse(&enum_resource_type, db_column_text(q, COLUMN_TYPE))};
}

static name_block *all_read(db *d, size_t most_bytes) {
    name_builder *b = name_builder_new();
    db_query *q = db_prepare(d, "SELECT a.id, a.fqn, a.environment, a.resource_type FROM assets a "
                                "WHERE a.deleted_at IS NULL AND a.fqn > '' ORDER BY a.fqn, a.id");
    bool fits = true;
    while (fits && db_step(q)) {
        name_row row = row_read(q);
        name_builder_add(b, &row);
        fits = name_builder_size(b) <= most_bytes;
    }
    if (db_end(q) == DB_OK && fits)
        return name_builder_end(b);
    name_builder_free(b);
    return NULL;
}

static int64_t assets_count(db *d) {
    return db_run_int(db_prepare(d, STORE_KEPT_COUNT("assets", "NULL", "NULL")));
}

// Begins to read all names, which one does at a time. False: somebody does, or they are too many.
static bool load_begin(asset_names *n, int64_t assets) {
    pthread_mutex_lock(&n->mutex);
    bool begins = !n->loading && (n->refused == 0 || assets < n->refused);
    n->loading = n->loading || begins;
    pthread_mutex_unlock(&n->mutex);
    return begins;
}

static void load_end(asset_names *n, int64_t refused) {
    pthread_mutex_lock(&n->mutex);
    n->loading = false;
    n->refused = refused;
    pthread_mutex_unlock(&n->mutex);
}

static names_view *view_new(const state *seen, name_block *whole, name_block *fresh) {
    names_view *v = memory_zalloc(sizeof *v);
    *v = (names_view){.references = 1, .seen = *seen, .whole = whole, .fresh = fresh};
    v->gone = memory_zalloc((name_block_count(whole) / 64 + 1) * sizeof *v->gone);
    return v;
}

static names_view *view_load(asset_names *n, db *d, const state *seen) {
    int64_t assets = assets_count(d);
    if (!load_begin(n, assets))
        return NULL;
    name_block *whole = all_read(d, n->most_bytes);
    load_end(n, whole == NULL && !db_has_failed(d) ? assets : 0);
    return whole == NULL ? NULL : view_new(seen, whole, NULL);
}

// --- from an older view ----------------------------------------------------------------------------------------------

// An asset that has changed since.
typedef struct changed {
    name_row row;
    bool gone;
} changed;

typedef struct changes {
    changed *items;
    size_t count, room;
} changes;

static int row_compare(const void *left, const void *right) {
    const name_row *one = &((const changed *)left)->row, *other = &((const changed *)right)->row;
    size_t common = one->name.length < other->name.length ? one->name.length : other->name.length;
    int order = common == 0 ? 0 : memcmp(one->name.data, other->name.data, common);
    if (order == 0 && one->name.length != other->name.length)
        order = one->name.length < other->name.length ? -1 : 1;
    return order != 0 ? order : memcmp(one->id.bytes, other->id.bytes, sizeof one->id.bytes);
}

static void change_add(changes *c, db_query *q, arena *a) {
    if (c->count == c->room) {
        c->room = c->room == 0 ? 64 : c->room * 2;
        changed *grown = arena_array(a, c->room, sizeof *grown);
        if (c->count > 0)
            memcpy(grown, c->items, c->count * sizeof *grown);
        c->items = grown;
    }
    name_row row = row_read(q);
    row.name.data = arena_text(a, row.name);
    row.environment.data = arena_text(a, row.environment);
    c->items[c->count++] = (changed){row, !db_column_is_null(q, COLUMN_DELETED)};
}

// What has changed between the two, in the order of names.
static bool changes_read(db *d, const state *older, const state *newer, changes *out, arena *a) {
    for (size_t i = 0; i < newer->count; i++) {
        int64_t from = changes_of(older, newer->parts[i]);
        if (from == newer->changes[i])
            continue;
        db_query *q = db_prepare(d, "SELECT a.id, a.fqn, a.environment, a.resource_type, a.deleted_at FROM assets a "
                                    "WHERE a.name_change > 0 AND a.name_part = ?1 AND a.name_change > ?2");
        db_bind_int(q, 1, newer->parts[i]);
        db_bind_int(q, 2, from);
        while (db_step(q))
            change_add(out, q, a);
        if (db_end(q) != DB_OK)
            return false;
    }
    if (out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, row_compare);
    return true;
}

// The rows of a block that are not gone, and behind one another in the order of names those that have changed.
static name_block *blocks_merge(const name_block *old, const uint64_t *gone, const changes *c) {
    name_builder *b = name_builder_new();
    size_t next = 0, count = old == NULL ? 0 : name_block_count(old);
    for (size_t place = 0; place < count; place++) {
        if ((gone[place / 64] >> place % 64 & 1) != 0)
            continue;
        for (; next < c->count; next++) {
            const name_row *row = &c->items[next].row;
            if (!c->items[next].gone && name_block_compare(old, place, row->name, &row->id) < 0)
                break;
            if (!c->items[next].gone)
                name_builder_add(b, row);
        }
        name_row row = name_block_row(old, place);
        name_builder_add(b, &row);
    }
    for (; next < c->count; next++)
        if (!c->items[next].gone)
            name_builder_add(b, &c->items[next].row);
    return name_builder_end(b);
}

// All rows of a block as changes.
static changes changes_of_block(const name_block *b, arena *a) {
    changes all = {.count = b == NULL ? 0 : name_block_count(b)};
    all.items = arena_array(a, all.count + 1, sizeof *all.items);
    for (size_t i = 0; i < all.count; i++)
        all.items[i] = (changed){.row = name_block_row(b, i)};
    return all;
}

static void bits_set(const name_block *b, const changes *c, uint64_t *gone) {
    for (size_t i = 0; i < c->count; i++) {
        int64_t place = name_block_find(b, &c->items[i].row.id);
        if (place != NAME_NOWHERE)
            gone[place / 64] |= (uint64_t)1 << place % 64;
    }
}

// The view of `seen`, of one that it includes.
static names_view *view_renew(db *d, const names_view *old, const state *seen, arena *a) {
    changes c = {0};
    if (!changes_read(d, &old->seen, seen, &c, a))
        return NULL;
    names_view *v = view_new(seen, name_block_keep(old->whole), NULL);
    size_t count = name_block_count(v->whole), fresh_count = old->fresh == NULL ? 0 : name_block_count(old->fresh);
    memcpy(v->gone, old->gone, (count / 64 + 1) * sizeof *v->gone);
    bits_set(v->whole, &c, v->gone);
    uint64_t *fresh_gone = arena_zalloc(a, (fresh_count / 64 + 1) * sizeof *fresh_gone);
    if (old->fresh != NULL)
        bits_set(old->fresh, &c, fresh_gone);
    v->fresh = blocks_merge(old->fresh, fresh_gone, &c);
    fresh_count = name_block_count(v->fresh);
    if (fresh_count > FRESH_MINIMUM && fresh_count > count / FRESH_SHARE) {
        changes all = changes_of_block(v->fresh, a);
        name_block *whole = blocks_merge(v->whole, v->gone, &all);
        names_view *one = view_new(seen, whole, NULL);
        view_free(v);
        v = one;
    }
    return v;
}

// Forgets all: so many assets are too many.
static void views_refuse(asset_names *n, int64_t assets) {
    pthread_mutex_lock(&n->mutex);
    for (size_t i = 0; i < VIEWS; i++) {
        names_view *last = view_drop(n->views[i]);
        n->views[i] = NULL;
        if (last != NULL)
            view_free(last);
    }
    n->refused = assets;
    pthread_mutex_unlock(&n->mutex);
}

// The names in the reader's view, with a reference, or NULL.
static names_view *view_of(asset_names *n, db *d, arena *a) {
    state seen;
    if (n->most_bytes == 0 || !state_read(d, &seen))
        return NULL;
    names_view *old = view_take(n, &seen), *made;
    if (old != NULL && changes_between(&old->seen, &seen) == 0)
        return old;
    // Where much has changed all names are read sooner than those.
    bool renews =
        old != NULL && changes_between(&old->seen, &seen) <= (int64_t)name_block_count(old->whole) / 2 + FRESH_MINIMUM;
    made = renews ? view_renew(d, old, &seen, a) : view_load(n, d, &seen);
    if (old != NULL)
        view_release(n, old);
    if (made != NULL && name_block_size(made->whole) > n->most_bytes) {
        views_refuse(n, (int64_t)name_block_count(made->whole));
        view_free(made);
        return NULL;
    }
    if (made != NULL)
        view_keep(n, made);
    return made;
}

// --- finding ---------------------------------------------------------------------------------------------------------

// Places that match, in one of the blocks.
typedef struct found {
    const name_block *block;
    uint32_t *places;
    size_t count;
} found;

static found block_find(const name_block *b, const name_matcher *m, const uint64_t *gone) {
    found f = {.block = b};
    if (b == NULL)
        return f;
    f.places = memory_alloc((name_block_count(b) + 1) * sizeof *f.places);
    f.count = name_block_match(b, m, gone, f.places);
    return f;
}

// How many of them come before the place where a page goes on; with `inclusive` the row at that place as well.
static int64_t found_before(const found *f, const cursor *at, bool inclusive) {
    size_t low = 0, high = f->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (name_block_compare(f->block, f->places[middle], text_of(at->string), &at->id) < (inclusive ? 1 : 0))
            low = middle + 1;
        else
            high = middle;
    }
    return (int64_t)low;
}

// Whether the one's row at its place comes before the other's.
static bool comes_first(const found *one, size_t place, const found *other, size_t other_place) {
    if (place == one->count)
        return false;
    if (other_place == other->count)
        return true;
    name_row row = name_block_row(other->block, other->places[other_place]);
    return name_block_compare(one->block, one->places[place], row.name, &row.id) < 0;
}

// The ids from the first to before the last of both together, counted upwards.
static void ids_between(const found *whole, const found *fresh, size_t first, size_t last, uuid *out) {
    size_t i = 0, j = 0;
    if (fresh->count == 0)
        i = first;
    while (i + j < last) {
        bool takes = comes_first(whole, i, fresh, j);
        const found *from = takes ? whole : fresh;
        size_t place = takes ? i : j;
        if (i + j >= first)
            out[i + j - first] = name_block_row(from->block, from->places[place]).id;
        i += takes;
        j += !takes;
    }
}

static void turn_round(uuid *ids, size_t count) {
    for (size_t i = 0; i < count / 2; i++) {
        uuid kept = ids[i];
        ids[i] = ids[count - 1 - i];
        ids[count - 1 - i] = kept;
    }
}

// Where the page begins in the order of the list.
static int64_t skipped_rows(const found *whole, const found *fresh, bool downwards, const list_page *page) {
    if (page->offset >= page->total)
        return page->total;
    if (page->after == NULL)
        return page->offset;
    int64_t before = found_before(whole, page->after, !downwards) + found_before(fresh, page->after, !downwards);
    return (downwards ? page->total - before : before) + page->offset;
}

static void page_fill(const found *whole, const found *fresh, bool downwards, list_page *page, record_uuids *ids,
                      arena *a) {
    page->total = (int64_t)(whole->count + fresh->count);
    int64_t skipped = skipped_rows(whole, fresh, downwards, page), left = page->total - skipped,
            rows = left < 0             ? 0
                   : left < page->limit ? left
                                        : page->limit;
    *ids = (record_uuids){.items = arena_array(a, (size_t)rows + 1, sizeof(uuid)), .count = (size_t)rows};
    page->more = left > rows;
    if (rows == 0)
        return;
    int64_t first = downwards ? left - rows : skipped;
    ids_between(whole, fresh, (size_t)first, (size_t)(first + rows), ids->items);
    if (downwards)
        turn_round(ids->items, ids->count);
}

bool asset_names_find(asset_names *n, db *reader, const name_wanted *wanted, bool downwards, list_page *page,
                      record_uuids *ids, arena *a) {
    names_view *v = view_of(n, reader, a);
    if (v == NULL)
        return false;
    name_matcher *m = name_matcher_new(wanted);
    found whole = block_find(v->whole, m, v->gone), fresh = block_find(v->fresh, m, NULL);
    page_fill(&whole, &fresh, downwards, page, ids, a);
    free(whole.places);
    free(fresh.places);
    name_matcher_free(m);
    view_release(n, v);
    return true;
}

// --- changing --------------------------------------------------------------------------------------------------------

db_status asset_names_changing(db *writer) {
    db_query *q = db_prepare(writer, "INSERT INTO name_changes (part, changes, loads) VALUES (?1, 1, 0) "
                                     "ON CONFLICT (part) DO UPDATE SET changes = name_changes.changes + 1");
    db_bind_int(q, 1, store_counts_part(writer));
    return db_queue(q);
}

db_status asset_names_loading(db *writer) {
    db_query *q = db_prepare(writer, "INSERT INTO name_changes (part, changes, loads) VALUES (?1, 0, 1) "
                                     "ON CONFLICT (part) DO UPDATE SET loads = name_changes.loads + 1");
    db_bind_int(q, 1, store_counts_part(writer));
    return db_queue(q);
}

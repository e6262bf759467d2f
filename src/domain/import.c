// A line is decoded twice: as what a request may create, which has the rules and the defaults, and as what the API shows, which
// has the rest (ids, times, states). A batch is first written as if none of it were there, by whatever the database has for many
// rows. Where a rule refuses that, some of it is there, or wrong: then it is written again, row by row, and the row that is
// refused is known.
#include "domain/import.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "domain/document.h"
#include "domain/line_kinds.h"
#include "store/contracts.h"
#include "store/counts.h"
#include "store/names.h"
#include <pthread.h>
#include <stdlib.h>

enum {
    LINE_DEPTH = JSON_DEPTH_BODY + 1, // a line holds what the body of a request does, under the name of its kind
    MESSAGE_BYTES = 512,
    SCRATCH_BYTES = 64 << 10
};

struct import_plan {
    const record_limits *limits;
    load_table tables[line_kind_count];
    size_t extra_columns[line_kind_count]; // beyond the last: it has none
};

// The rows of one kind.
typedef struct pile {
    cell *cells;
    size_t count, room;
    size_t *lines; // where each row stands
    uuid *ids;
} pile;

// Rows that count as the same in a list.
typedef struct tally {
    struct tally *next;
    text first, second;
    int64_t rows;
} tally;

// How a batch is written: each way is slower than the one before, and tried where that was refused.
typedef enum pace {
    PACE_WHOLE,   // all rows at once, as if none were there
    PACE_MISSING, // all that are not there at once
    PACE_SINGLY,  // row by row, which tells the one that is refused, and knows of rows that came twice
} pace;

struct import_batch {
    const import_plan *plan;
    arena *arena, *scratch; // of the batch, and of the line that is read
    size_t line;            // the next one
    pile piles[line_kind_count];
    size_t added, present;
    pace pace;
    bool written, lost;  // by the last run; when not, the database failed rather than refused
    size_t refused_line; // which the message tells of, where the database refused it
    char message[MESSAGE_BYTES];
    store_write write;
    pthread_mutex_t mutex; // guards what follows
    pthread_cond_t ended;
    bool is_over, committed;
};

// --- plans -----------------------------------------------------------------------------------------------------------

static size_t column_find(const move_table *table, const char *name) {
    size_t i = 0;
    while (i < table->width && strcmp(table->columns[i].name, name) != 0)
        i++;
    return i;
}

import_plan *import_plan_new(const record_limits *limits, arena *a, char *message, size_t message_size) {
    import_plan *plan = arena_new_of(a, import_plan);
    plan->limits = limits;
    for (size_t i = 0; i < line_kind_count; i++)
        if (!load_table_make(&plan->tables[i], line_kinds[i].table, line_kinds[i].shown, line_kinds[i].extra, a,
                             message, message_size))
            return NULL;
    for (size_t i = 0; i < line_kind_count; i++)
        plan->extra_columns[i] = line_kinds[i].extra == NULL ? plan->tables[i].table.width
                                                             : column_find(&plan->tables[i].table, line_kinds[i].extra);
    return plan;
}

// --- batches ---------------------------------------------------------------------------------------------------------

import_batch *import_batch_new(const import_plan *plan) {
    import_batch *b = memory_zalloc(sizeof *b);
    b->plan = plan;
    b->arena = arena_new(1 << 20);
    b->scratch = arena_new(SCRATCH_BYTES);
    pthread_mutex_init(&b->mutex, NULL);
    pthread_cond_init(&b->ended, NULL);
    return b;
}

import_batch *import_batch_free(import_batch *b) {
    if (b == NULL)
        return NULL;
    for (size_t i = 0; i < line_kind_count; i++) {
        free(b->piles[i].cells);
        free(b->piles[i].lines);
        free(b->piles[i].ids);
    }
    arena_free(b->arena);
    arena_free(b->scratch);
    pthread_cond_destroy(&b->ended);
    pthread_mutex_destroy(&b->mutex);
    free(b);
    return NULL;
}

void import_batch_begin(import_batch *b, size_t line) {
    arena_reset(b->arena, 4 << 20);
    for (size_t i = 0; i < line_kind_count; i++)
        b->piles[i].count = 0;
    b->line = line;
    b->message[0] = '\0';
}

size_t import_batch_size(const import_batch *b) {
    return arena_size(b->arena);
}

size_t import_batch_added(const import_batch *b) {
    return b->added;
}

size_t import_batch_present(const import_batch *b) {
    return b->present;
}

const char *import_batch_message(const import_batch *b) {
    return b->message;
}

// The cells of one more row.
static cell *pile_add(pile *p, size_t width, size_t line, const uuid *id) {
    if (p->count == p->room) {
        p->room = p->room == 0 ? 256 : p->room * 2;
        p->cells = memory_realloc(p->cells, p->room * width * sizeof *p->cells);
        p->lines = memory_realloc(p->lines, p->room * sizeof *p->lines);
        p->ids = memory_realloc(p->ids, p->room * sizeof *p->ids);
    }
    p->lines[p->count] = line;
    p->ids[p->count] = *id;
    return &p->cells[p->count++ * width];
}

// --- lines -----------------------------------------------------------------------------------------------------------

static bool line_refuse(import_batch *b, size_t line, const char *where, const char *why) {
    return refuse(b->message, sizeof b->message, "line %zu: %s%s%s", line, where, *where == '\0' ? "" : ": ", why);
}

// "asset.tags[2]" of ["body", "tags", 2].
static const char *place_of(arena *a, line_kind k, const json_value *location) {
    buffer out;
    buffer_init(&out, MESSAGE_BYTES);
    buffer_append_string(&out, line_kinds[k].name);
    for (uint32_t i = 1; i < location->count; i++) {
        const json_value *step = &location->elements[i];
        bool index = step->type == JSON_NUMBER;
        buffer_printf(&out, index ? "[%s]" : ".%s", step->string);
    }
    const char *place = arena_text(a, buffer_text(&out));
    buffer_done(&out);
    return place;
}

static bool problem_refuse(import_batch *b, line_kind k, const record_problem *problem) {
    return line_refuse(b, b->line, place_of(b->scratch, k, problem->location), problem->message);
}

// Whether what the API shows lacks only what a request need not give, or gives under another name.
static bool problem_counts(line_kind k, const record_problem *problem, const void *created) {
    if (problem->location->count < 2 || problem->location->elements[1].type != JSON_STRING)
        return true;
    text name = json_text_of(&problem->location->elements[1]);
    if (k == LINE_CONTRACT && text_is(name, "schema_def"))
        return false;
    const record_field *field = record_field_find(line_kinds[k].created, name);
    return field == NULL || record_is_null(field, created);
}

static bool record_take(import_batch *b, line_kind k, const json_value *object, void *shown, void *created) {
    record_problems problems = {.arena = b->scratch}, more = {.arena = b->scratch};
    if (!record_decode(line_kinds[k].created, b->plan->limits, object, b->scratch, &problems, created))
        return problem_refuse(b, k, problems.first);
    record_decode(line_kinds[k].shown, b->plan->limits, object, b->scratch, &more, shown);
    for (const record_problem *problem = more.first; problem != NULL; problem = problem->next)
        if (problem_counts(k, problem, created))
            return problem_refuse(b, k, problem);
    record_update(line_kinds[k].shown, shown, line_kinds[k].created, created, b->scratch);
    return true;
}

// The schema is one that may be published, in the language that the contract says.
static bool contract_take(import_batch *b, const json_value *object, struct contract *contract, cell *source) {
    contract_document document =
        contract_document_read(b->plan->limits, b->scratch, contract->schema_format, json_get(object, "schema"));
    if (document.schema == NULL || document.excess != NULL)
        return line_refuse(b, b->line, "contract.schema",
                           document.excess != NULL    ? document.excess
                           : document.message != NULL ? document.message
                                                      : "it is not a valid schema");
    contract->schema = (record_json){.tree = document.schema};
    if (document.source != NULL) {
        source->kind = CELL_TEXT;
        source->bytes.data = json_print(b->scratch, document.source, &source->bytes.length);
    }
    return true;
}

// When the thing was deleted: it comes in as it was.
static bool deletion_take(import_batch *b, line_kind k, const json_value *object, cell *out) {
    const json_value *given = line_kinds[k].extra == NULL ? NULL : json_get(object, line_kinds[k].extra);
    if (k == LINE_CONTRACT || given == NULL || given->type == JSON_NULL)
        return true;
    out->kind = CELL_INTEGER;
    if (given->type == JSON_STRING && timestamp_parse(json_text_of(given), &out->integer))
        return true;
    return line_refuse(b, b->line, arena_printf(b->scratch, "%s.%s", line_kinds[k].name, line_kinds[k].extra),
                       "must be a time");
}

// What the cells hold, beyond the line.
static void row_keep(import_batch *b, cell *row, size_t width) {
    for (size_t i = 0; i < width; i++)
        if (row[i].kind == CELL_TEXT || row[i].kind == CELL_BYTES)
            row[i].bytes.data = arena_text(b->arena, row[i].bytes);
}

static bool object_take(import_batch *b, line_kind k, const json_value *object) {
    if (object->type != JSON_OBJECT)
        return line_refuse(b, b->line, line_kinds[k].name, "must be an object");
    const load_table *table = &b->plan->tables[k];
    void *shown = arena_alloc(b->scratch, line_kinds[k].shown->size),
         *created = arena_alloc(b->scratch, line_kinds[k].created->size);
    cell extra = {.kind = CELL_NULL};
    if (!record_take(b, k, object, shown, created) || !deletion_take(b, k, object, &extra) ||
        (k == LINE_CONTRACT && !contract_take(b, object, shown, &extra)))
        return false;
    const record_field *id = record_field_find(line_kinds[k].shown, TEXT("id"));
    cell *row = pile_add(&b->piles[k], table->table.width, b->line, (const uuid *)((const char *)shown + id->offset));
    load_row(table, shown, row, b->scratch);
    if (extra.kind != CELL_NULL)
        row[b->plan->extra_columns[k]] = extra;
    row_keep(b, row, table->table.width);
    return true;
}

static bool line_take(import_batch *b, text line) {
    json_error error;
    const json_value *value = json_parse(b->scratch, line, LINE_DEPTH, &error);
    if (value == NULL && text_starts_with(line, TEXT("\x1f\x8b")))
        return line_refuse(b, b->line, "", "is compressed (gzip): zcat FILE | tesserad --import -");
    if (value == NULL)
        return line_refuse(b, b->line, "", arena_printf(b->scratch, "%s at byte %zu", error.message, error.offset));
    if (value->type == JSON_OBJECT && value->count == 1)
        for (line_kind k = 0; k < line_kind_count; k++)
            if (strcmp(value->members[0].name, line_kinds[k].name) == 0)
                return object_take(b, k, &value->members[0].value);
    return line_refuse(b, b->line, "",
                       "must be an object with one member: team, user, asset, contract or registration");
}

bool import_batch_add(import_batch *b, text line) {
    bool taken = text_trim(line).length == 0 || line_take(b, line);
    b->line++;
    arena_reset(b->scratch, SCRATCH_BYTES);
    return taken;
}

// --- writing ---------------------------------------------------------------------------------------------------------

// Deleted rows are in no list.
static bool row_counts(const import_plan *plan, line_kind k, const cell *row) {
    size_t extra = plan->extra_columns[k];
    return k == LINE_CONTRACT || extra == plan->tables[k].table.width || row[extra].kind == CELL_NULL;
}

// How many of the rows that were added have the same values in these two columns; no second one: "".
static tally *rows_tally(import_batch *b, line_kind k, const char *first_name, const char *second_name,
                         const bool *skipped) {
    const load_table *table = &b->plan->tables[k];
    const pile *p = &b->piles[k];
    size_t first = column_find(&table->table, first_name),
           second = second_name == NULL ? 0 : column_find(&table->table, second_name);
    map *known = map_new(b->arena, 64);
    tally *all = NULL;
    for (size_t i = 0; i < p->count; i++) {
        const cell *row = &p->cells[i * table->table.width];
        if (skipped[i] || !row_counts(b->plan, k, row))
            continue;
        text one = row[first].bytes, other = second_name == NULL ? TEXT("") : row[second].bytes;
        text key =
            text_of(arena_printf(b->arena, "%.*s\n%.*s", (int)one.length, one.data, (int)other.length, other.data));
        tally *found = map_get(known, key);
        if (found == NULL) {
            found = arena_zalloc(b->arena, sizeof *found);
            *found = (tally){.next = all, .first = one, .second = other};
            all = found;
            map_put(known, key, found);
        }
        found->rows++;
    }
    return all;
}

static bool versions_count(import_batch *b, db *d, const bool *skipped) {
    for (const tally *t = rows_tally(b, LINE_CONTRACT, "version", "status", skipped); t != NULL; t = t->next) {
        int states[contract_status_count] = {0};
        states[model_enum_parse(&enum_contract_status, t->second)] = (int)t->rows;
        if (store_contracts_count(d, arena_text(b->arena, t->first), states) != DB_OK)
            return false;
    }
    return true;
}

static bool list_count(db *d, counted_list list, const tally *rows) {
    for (const tally *t = rows; t != NULL; t = t->next)
        if (store_counts_add(d, list, t->first, t->second, t->rows) != DB_OK)
            return false;
    return true;
}

static bool assets_count(db *d, const tally *rows) {
    return rows == NULL || (asset_names_loading(d) == DB_OK && list_count(d, COUNTED_ASSETS, rows));
}

// What lists count by.
static bool rows_count(import_batch *b, db *d, line_kind k, const bool *skipped) {
    switch (k) {
    case LINE_ASSET:
        return assets_count(d, rows_tally(b, k, "environment", "resource_type", skipped));
    case LINE_CONTRACT:
        return versions_count(b, d, skipped);
    case LINE_REGISTRATION:
        return list_count(d, COUNTED_REGISTRATIONS, rows_tally(b, k, "status", NULL, skipped));
    default:
        return true;
    }
}

static bool refused(import_batch *b, db *d, line_kind k, size_t row, db_status status) {
    char id[UUID_LENGTH + 1];
    uuid_format(&b->piles[k].ids[row], id);
    b->refused_line = b->piles[k].lines[row];
    if (status == DB_UNIQUE)
        return refuse(b->message, sizeof b->message, "line %zu: %s %s: another one is in the way (%s)",
                      b->piles[k].lines[row], line_kinds[k].name, id, db_constraint(d));
    if (status == DB_FOREIGN_KEY)
        return refuse(b->message, sizeof b->message,
                      "line %zu: %s %s: it refers to what is neither there nor in an earlier line",
                      b->piles[k].lines[row], line_kinds[k].name, id);
    return false;
}

static bool pile_write_whole(import_batch *b, db *d, line_kind k) {
    const pile *p = &b->piles[k];
    b->added += p->count;
    return p->count == 0 || store_load(d, &b->plan->tables[k], p->cells, p->count) == DB_OK;
}

static bool pile_write_missing(import_batch *b, db *d, line_kind k, bool *skipped) {
    const load_table *table = &b->plan->tables[k];
    const pile *p = &b->piles[k];
    size_t width = table->table.width, missing = 0;
    if (p->count == 0)
        return true;
    store_load_find(d, table, p->ids, p->count, skipped, b->arena);
    cell *rows = arena_array(b->arena, p->count * width, sizeof *rows);
    for (size_t i = 0; i < p->count; i++)
        if (!skipped[i])
            memcpy(&rows[missing++ * width], &p->cells[i * width], width * sizeof *rows);
    b->added += missing;
    b->present += p->count - missing;
    return missing == 0 ? !db_has_failed(d) : store_load(d, table, rows, missing) == DB_OK;
}

static bool pile_write_singly(import_batch *b, db *d, line_kind k, bool *skipped) {
    const load_table *table = &b->plan->tables[k];
    const pile *p = &b->piles[k];
    for (size_t i = 0; i < p->count; i++) {
        skipped[i] = store_load_has(d, table, &p->ids[i]);
        if (skipped[i]) {
            b->present++;
            continue;
        }
        db_status status = store_load(d, table, &p->cells[i * table->table.width], 1);
        if (status != DB_OK)
            return refused(b, d, k, i, status);
        b->added++;
    }
    return !db_has_failed(d);
}

static bool piles_write(import_batch *b, db *d) {
    b->added = b->present = 0;
    for (line_kind k = 0; k < line_kind_count; k++) {
        const pile *p = &b->piles[k];
        bool *skipped = arena_zalloc(b->arena, (p->count + 1) * sizeof *skipped);
        bool written = b->pace == PACE_WHOLE     ? pile_write_whole(b, d, k)
                       : b->pace == PACE_MISSING ? pile_write_missing(b, d, k, skipped)
                                                 : pile_write_singly(b, d, k, skipped);
        if (!written || !rows_count(b, d, k, skipped))
            return false;
    }
    return true;
}

static import_batch *batch_of(store_write *write) {
    return (import_batch *)((char *)write - offsetof(import_batch, write));
}

// In a transaction; it may run twice.
static bool batch_run(store_write *write, db *d) {
    import_batch *b = batch_of(write);
    b->written = piles_write(b, d);
    b->lost = db_has_failed(d);
    return b->written;
}

static void batch_done(store_write *write, store_outcome outcome) {
    import_batch *b = batch_of(write);
    pthread_mutex_lock(&b->mutex);
    b->is_over = true;
    b->committed = outcome == STORE_KEPT;
    pthread_mutex_unlock(&b->mutex);
    pthread_cond_signal(&b->ended);
}

static import_end batch_try(import_batch *b, store *s, pace pace) {
    b->pace = pace;
    b->is_over = b->written = false;
    b->lost = true; // unless it runs
    b->refused_line = SIZE_MAX;
    b->write = (store_write){.run = batch_run, .done = batch_done, .finds_out = true, .returns = true};
    if (!store_submit(s, &b->write))
        return IMPORT_FAILED;
    pthread_mutex_lock(&b->mutex);
    while (!b->is_over)
        pthread_cond_wait(&b->ended, &b->mutex);
    bool committed = b->committed;
    pthread_mutex_unlock(&b->mutex);
    if (b->written)
        return committed ? IMPORT_DONE : IMPORT_FAILED;
    return b->lost ? IMPORT_FAILED : IMPORT_REFUSED;
}

static void piles_cut(import_batch *b, size_t line) {
    for (line_kind k = 0; k < line_kind_count; k++)
        while (b->piles[k].count > 0 && b->piles[k].lines[b->piles[k].count - 1] >= line)
            b->piles[k].count--;
}

static import_end batch_write_any(import_batch *b, store *s) {
    import_end end = batch_try(b, s, PACE_WHOLE);
    if (end == IMPORT_REFUSED)
        end = batch_try(b, s, PACE_MISSING);
    return end == IMPORT_REFUSED ? batch_try(b, s, PACE_SINGLY) : end;
}

// Rows go in by their kinds, so that the one that is refused need not be the first of them, and one before it may rest on one
// behind it: what is before it is written anew.
import_end import_batch_write(import_batch *b, store *s) {
    import_end end = batch_write_any(b, s);
    bool refused = end == IMPORT_REFUSED;
    for (size_t line = SIZE_MAX; end == IMPORT_REFUSED && b->refused_line < line;) {
        line = b->refused_line;
        piles_cut(b, line);
        end = batch_write_any(b, s);
    }
    return refused && end == IMPORT_DONE ? IMPORT_REFUSED : end;
}

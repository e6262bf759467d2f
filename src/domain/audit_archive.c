// Whole parts only, so that the hashes which the chain keeps at their ends are all that has to be known of what was taken out.
// What is written is verified on the way: nothing leaves the database that is not as it was sealed.
#include "domain/audit_archive.h"
#include "store/audit_events.h"
#include <inttypes.h>
#include <stdio.h>

enum { PIECE_BYTES = 256 << 10, ARENA_KEEP = 1 << 20, PROGRESS_SEALS = 64 };

typedef struct writing {
    db *db;
    int64_t before;
    const audit_archive_sink *sink;
    audit_taking *out;
    buffer lines, scratch;
    int64_t total;
} writing;

static bool fault(audit_taking *out, int64_t sequence, const char *what) {
    snprintf(out->fault, sizeof out->fault, "event %" PRId64 " %s; nothing was archived", sequence, what);
    return false;
}

static void hash_write(json_writer *w, const char *name, const unsigned char hash[AUDIT_HASH_BYTES]) {
    char digits[AUDIT_HEX_LENGTH + 1];
    audit_hex(hash, digits);
    json_name(w, name);
    json_string_plain(w, (text){digits, AUDIT_HEX_LENGTH});
}

static void number_write(json_writer *w, const char *name, int64_t number) {
    json_name(w, name);
    json_integer(w, number);
}

void audit_line_write(buffer *out, int64_t sequence, const unsigned char digest[AUDIT_HASH_BYTES],
                      const unsigned char hash[AUDIT_HASH_BYTES], text event) {
    json_writer line = json_writer_on(out);
    json_begin_object(&line);
    number_write(&line, "sequence", sequence);
    hash_write(&line, "digest", digest);
    hash_write(&line, "hash", hash);
    json_name(&line, "event");
    json_raw(&line, event);
    json_end_object(&line);
    buffer_append_byte(out, '\n');
}

static json_writer line_begin(writing *w, const char *name) {
    json_writer line = json_writer_on(&w->lines);
    json_begin_object(&line);
    json_name(&line, name);
    json_begin_object(&line);
    return line;
}

static void line_end(writing *w, json_writer *line) {
    json_end_object(line);
    json_end_object(line);
    buffer_append_byte(&w->lines, '\n');
}

static bool piece_send(writing *w) {
    bool sent = w->lines.length == 0 || w->sink->write(buffer_text(&w->lines), w->sink->data);
    buffer_clear(&w->lines, SIZE_MAX);
    return sent;
}

static void head_write(writing *w) {
    json_writer line = line_begin(w, "archive");
    number_write(&line, "first", w->out->first_sequence);
    number_write(&line, "part", w->out->first_seal);
    hash_write(&line, "previous", w->out->archive.hash);
    line_end(w, &line);
}

static void part_write(writing *w, const audit_seal *seal) {
    char time[TIMESTAMP_LENGTH + 1];
    timestamp_format(seal->sealed_at, time);
    json_writer line = line_begin(w, "part");
    number_write(&line, "number", seal->number);
    number_write(&line, "last", seal->last_sequence);
    hash_write(&line, "hash", seal->hash);
    json_name(&line, "sealed_at");
    json_string_plain(&line, (text){time, TIMESTAMP_LENGTH});
    line_end(w, &line);
}

static void anchor_write(writing *w) {
    json_writer line = line_begin(w, "anchor");
    number_write(&line, "sequence", w->out->archive.last_sequence);
    number_write(&line, "part", w->out->archive.last_seal);
    hash_write(&line, "hash", w->out->archive.hash);
    line_end(w, &line);
}

static bool event_write(writing *w, const audit_seal *seal, size_t index, const struct audit_event *event, arena *a) {
    audit_archive *archive = &w->out->archive;
    unsigned char digest[AUDIT_HASH_BYTES];
    int64_t sequence = audit_seal_first(seal) + (int64_t)index;
    audit_digest(event, &w->scratch, a, digest);
    if (memcmp(digest, audit_seal_digest(seal, index), sizeof digest) != 0)
        return fault(w->out, sequence, "was changed");
    audit_advance(archive->hash, digest);
    audit_line_write(&w->lines, sequence, digest, archive->hash, buffer_text(&w->scratch));
    return w->lines.length < PIECE_BYTES || piece_send(w);
}

typedef enum part_end { PART_WRITTEN, PART_STAYS, PART_FAILED } part_end;

static part_end part_take(writing *w, const audit_seal *seal, arena *a) {
    audit_taking *out = w->out;
    size_t length = audit_seal_length(seal);
    uuid *ids = arena_array(a, length + 1, sizeof *ids);
    for (size_t i = 0; i < length; i++)
        ids[i] = audit_seal_event(seal, i);
    const struct audit_event *events = store_audit_events_of(w->db, ids, length, a);
    if (db_has_failed(w->db))
        return PART_FAILED;
    for (size_t i = 0; i < length; i++)
        if (!events[i].id.set)
            return fault(out, audit_seal_first(seal) + (int64_t)i, "was removed"), PART_FAILED;
        else if (events[i].occurred_at >= w->before)
            return PART_STAYS;
    for (size_t i = 0; i < length; i++)
        if (!event_write(w, seal, i, &events[i], a))
            return PART_FAILED;
    if (length == 0 || memcmp(out->archive.hash, seal->hash, sizeof seal->hash) != 0)
        return fault(out, seal->last_sequence, "ends a part of the chain whose hash was changed"), PART_FAILED;
    out->archive.last_seal = seal->number;
    out->archive.last_sequence = seal->last_sequence;
    out->events += (int64_t)length;
    part_write(w, seal);
    return PART_WRITTEN;
}

static bool parts_take(writing *w, int64_t last_seal) {
    audit_seal seal;
    arena *a = arena_new(0);
    part_end end = PART_WRITTEN;
    for (int64_t number = w->out->first_seal; end == PART_WRITTEN && number < last_seal; number++) {
        arena_reset(a, ARENA_KEEP);
        if (store_audit_seals_get(w->db, number, &seal, a))
            end = part_take(w, &seal, a);
        else
            fault(w->out, w->out->archive.last_sequence + 1, "is in no part of the chain"), end = PART_FAILED;
        if (w->sink->progress != NULL && number % PROGRESS_SEALS == 0)
            w->sink->progress(w->out->events, w->total, w->sink->data);
    }
    arena_free(a);
    return end != PART_FAILED && !db_has_failed(w->db);
}

bool audit_archive_write(db *reader, int64_t before, const audit_archive_sink *sink, audit_taking *out) {
    audit_seal last;
    *out = (audit_taking){.events = 0};
    store_audit_archives_last(reader, &out->archive);
    store_audit_seals_last(reader, &last);
    out->first_seal = out->archive.last_seal + 1;
    out->first_sequence = out->archive.last_sequence + 1;
    writing w = {.db = reader,
                 .before = before,
                 .sink = sink,
                 .out = out,
                 .total = last.last_sequence - out->archive.last_sequence};
    buffer_init(&w.lines, SIZE_MAX);
    buffer_init(&w.scratch, SIZE_MAX);
    head_write(&w);
    bool good = !db_has_failed(reader) && parts_take(&w, last.number);
    out->archive.number++;
    out->archive.archived_at = timestamp_now();
    if (good)
        anchor_write(&w);
    good = good && piece_send(&w);
    buffer_done(&w.lines);
    buffer_done(&w.scratch);
    return good;
}

static bool seal_take(db *d, const audit_seal *seal, arena *a) {
    size_t length = audit_seal_length(seal);
    uuid *ids = arena_array(a, length + 1, sizeof *ids);
    for (size_t i = 0; i < length; i++)
        ids[i] = audit_seal_event(seal, i);
    return store_audit_archives_take_events(d, ids, length, a) == DB_OK &&
           store_audit_archives_take_seal(d, seal->number) == DB_OK;
}

bool audit_archive_take(db *d, const audit_taking *taking) {
    audit_archive former;
    audit_seal seal;
    store_audit_archives_last(d, &former);
    if (former.number + 1 != taking->archive.number || former.last_seal + 1 != taking->first_seal || db_has_failed(d))
        return false;
    bool good = store_audit_archives_insert(d, &taking->archive) == DB_OK;
    arena *a = arena_new(0);
    for (int64_t number = taking->first_seal; good && number <= taking->archive.last_seal; number++) {
        arena_reset(a, ARENA_KEEP);
        good = store_audit_seals_get(d, number, &seal, a) && seal_take(d, &seal, a);
    }
    arena_free(a);
    return good && !db_has_failed(d);
}

// An archive is proved by itself, line by line: each event has the digest that the chain goes on with, each part the hash that
// the database had, and the end is told.
#include "domain/audit_archive.h"
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

static bool fault(audit_archive_proof *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool fault(audit_archive_proof *p, const char *format, ...) {
    int length = snprintf(p->fault, sizeof p->fault, "line %" PRId64 ": ", p->line);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(p->fault + length, sizeof p->fault - (size_t)length, format, arguments);
    va_end(arguments);
    return false;
}

static bool number_read(const json_value *object, const char *name, int64_t *out) {
    const json_value *value = json_get(object, name);
    return value != NULL && value->type == JSON_NUMBER && json_to_int64(value, out);
}

static bool hash_read(const json_value *object, const char *name, unsigned char out[AUDIT_HASH_BYTES]) {
    const json_value *value = json_get(object, name);
    return value != NULL && value->type == JSON_STRING && audit_hex_parse(json_text_of(value), out);
}

static bool head_take(audit_archive_proof *p, const json_value *head) {
    if (head == NULL || !number_read(head, "first", &p->first) || !number_read(head, "part", &p->part) ||
        !hash_read(head, "previous", p->previous) || p->first < 1 || p->part < 1)
        return fault(p, "this is no archive of an audit trail");
    p->last = p->first - 1;
    p->part--;
    memcpy(p->head, p->previous, sizeof p->head);
    return true;
}

static bool anchors_hold(audit_archive_proof *p, const audit_anchor *anchors, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (anchors[i].sequence != p->last)
            continue;
        if (memcmp(anchors[i].hash, p->head, sizeof p->head) != 0)
            return fault(p, "the hash behind event %" PRId64 " is not the anchor's", p->last);
    }
    return true;
}

static bool event_take(audit_archive_proof *p, const json_value *line, const json_value *event, buffer *scratch) {
    unsigned char digest[AUDIT_HASH_BYTES], told[AUDIT_HASH_BYTES];
    int64_t sequence;
    if (!number_read(line, "sequence", &sequence) || sequence != p->last + 1)
        return fault(p, "event %" PRId64 " should stand here", p->last + 1);
    audit_digest_told(event, scratch, digest);
    if (!hash_read(line, "digest", told) || memcmp(digest, told, sizeof told) != 0)
        return fault(p, "event %" PRId64 " was changed", sequence);
    audit_advance(p->head, digest);
    if (!hash_read(line, "hash", told) || memcmp(p->head, told, sizeof told) != 0)
        return fault(p, "the hash behind event %" PRId64 " is not that of the events so far", sequence);
    p->last = sequence;
    return true;
}

static bool part_take(audit_archive_proof *p, const json_value *part) {
    unsigned char hash[AUDIT_HASH_BYTES];
    int64_t number, last;
    if (!number_read(part, "number", &number) || number != p->part + 1 || !number_read(part, "last", &last) ||
        last != p->last || !hash_read(part, "hash", hash) || memcmp(hash, p->head, sizeof hash) != 0)
        return fault(p, "part %" PRId64 " of the chain does not end here", p->part + 1);
    p->part = number;
    return true;
}

static bool end_take(audit_archive_proof *p, const json_value *anchor) {
    unsigned char hash[AUDIT_HASH_BYTES];
    int64_t sequence, part;
    if (!number_read(anchor, "sequence", &sequence) || sequence != p->last || !number_read(anchor, "part", &part) ||
        part != p->part || !hash_read(anchor, "hash", hash) || memcmp(hash, p->head, sizeof hash) != 0)
        return fault(p, "the archive does not end as it says, behind event %" PRId64, p->last);
    p->ended = true;
    return true;
}

bool audit_archive_line(audit_archive_proof *p, text line, const audit_anchor *anchors, size_t anchor_count,
                        buffer *scratch, arena *a) {
    json_error error;
    p->line++;
    const json_value *tree = p->ended ? NULL : json_parse(a, line, JSON_DEPTH_MAXIMUM, &error), *member;
    if (p->ended)
        return fault(p, "something stands behind the end of the archive");
    if (tree == NULL || tree->type != JSON_OBJECT)
        return fault(p, "this is no line of an archive");
    if (error.repeats) // of which the digest knows one value, and other readers may take the other
        return fault(p, "a name stands here twice");
    if (p->line == 1)
        return head_take(p, json_get(tree, "archive"));
    if ((member = json_get(tree, "event")) != NULL)
        return event_take(p, tree, member, scratch) && anchors_hold(p, anchors, anchor_count);
    if ((member = json_get(tree, "part")) != NULL)
        return part_take(p, member);
    if ((member = json_get(tree, "anchor")) != NULL)
        return end_take(p, member);
    return fault(p, "this is no line of an archive");
}

bool audit_archive_end(audit_archive_proof *p) {
    return p->ended || fault(p, "the archive was cut off behind event %" PRId64, p->last);
}

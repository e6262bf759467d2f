#include "server/archive_reading.h"
#include "server/line_reader.h"
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINE_BYTES = 64 << 20, ARENA_KEEP = 1 << 20 };

typedef struct archive_reading {
    line_reader lines;
    EVP_MD_CTX *hash;
    buffer scratch;
    arena *arena;
} archive_reading;

static bool lines_prove(archive_reading *r, const audit_anchor *anchors, size_t anchor_count,
                        audit_archive_proof *out) {
    text line;
    line_end end;
    while ((end = line_reader_next(&r->lines, &line)) == LINE_GIVEN) {
        arena_reset(r->arena, ARENA_KEEP);
        if (EVP_DigestUpdate(r->hash, line.data, line.length) != 1 || EVP_DigestUpdate(r->hash, "\n", 1) != 1)
            return snprintf(out->fault, sizeof out->fault, "no hash can be computed"), false;
        if (!audit_archive_line(out, line, anchors, anchor_count, &r->scratch, r->arena))
            return false;
    }
    if (end == LINE_NONE)
        return audit_archive_end(out);
    snprintf(out->fault, sizeof out->fault, "%s", end == LINE_TOO_LONG ? "a line is too long" : strerror(errno));
    return false;
}

bool archive_read(const char *file, const audit_anchor *anchors, size_t anchor_count, audit_archive_proof *out,
                  unsigned char file_hash[AUDIT_HASH_BYTES]) {
    *out = (audit_archive_proof){.line = 0};
    int descriptor = open(file, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return snprintf(out->fault, sizeof out->fault, "cannot read %s: %s", file, strerror(errno)), false;
    archive_reading r = {
        .lines = line_reader_on(descriptor, LINE_BYTES), .hash = EVP_MD_CTX_new(), .arena = arena_new(0)};
    buffer_init(&r.scratch, SIZE_MAX);
    bool good = r.hash != NULL && EVP_DigestInit_ex(r.hash, EVP_sha256(), NULL) == 1 &&
                lines_prove(&r, anchors, anchor_count, out) && EVP_DigestFinal_ex(r.hash, file_hash, NULL) == 1;
    EVP_MD_CTX_free(r.hash);
    buffer_done(&r.scratch);
    arena_free(r.arena);
    line_reader_done(&r.lines);
    close(descriptor);
    if (good)
        return true;
    char why[sizeof out->fault];
    snprintf(why, sizeof why, "%s", out->fault);
    snprintf(out->fault, sizeof out->fault, "%.120s: %.270s", file, why);
    return false;
}

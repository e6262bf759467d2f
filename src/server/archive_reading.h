// Files that --archive-audit wrote, read and proved.
#pragma once
#include "domain/audit_archive.h"
#include "server/progress.h"

// Goes over the whole file, and gives the SHA-256 of its bytes. False: the proof's fault says why, with the name of the file.
bool archive_read(const char *file, const audit_anchor *anchors, size_t anchor_count, audit_archive_proof *out,
                  unsigned char file_hash[AUDIT_HASH_BYTES]);

// The chain that seals the audit trail, so that nobody can change what it told without its showing (docs/audit.md).
//
// The digest of an event is the SHA-256 of its eleven members as canonical JSON: members sorted by name at every level, no
// blanks, non-ASCII characters as \uXXXX, as Python's json.dumps(event, sort_keys=True, separators=(",", ":")) writes it. The
// hash behind an event is the SHA-256 of 64 bytes: the hash before it, which is zeros before the first, and its digest.
#pragma once
#include "base/buffer.h"
#include "model/model.h"
#include "store/audit_seals.h"

enum { AUDIT_HEX_LENGTH = 2 * AUDIT_HASH_BYTES };

// Appends the event as that JSON. Memory for the payload's tree comes from `a`.
void audit_event_write(buffer *out, const struct audit_event *event, arena *a);
// `scratch` is cleared and used. Memory for the payload's tree comes from `a`.
void audit_digest(const struct audit_event *event, buffer *scratch, arena *a, unsigned char out[AUDIT_HASH_BYTES]);
// The same of an event that was told as JSON.
void audit_digest_told(const json_value *event, buffer *scratch, unsigned char out[AUDIT_HASH_BYTES]);
// Goes on from a hash to the one behind the event of that digest.
void audit_advance(unsigned char hash[AUDIT_HASH_BYTES], const unsigned char digest[AUDIT_HASH_BYTES]);

// 64 hexadecimal digits, with a NUL.
void audit_hex(const unsigned char hash[AUDIT_HASH_BYTES], char out[AUDIT_HEX_LENGTH + 1]);
// False: the text is no such thing.
bool audit_hex_parse(text digits, unsigned char out[AUDIT_HASH_BYTES]);

// How many links a seal has, the number of its first event, and what its link of that index is of.
size_t audit_seal_length(const audit_seal *seal);
int64_t audit_seal_first(const audit_seal *seal);
uuid audit_seal_event(const audit_seal *seal, size_t index);
const unsigned char *audit_seal_digest(const audit_seal *seal, size_t index);

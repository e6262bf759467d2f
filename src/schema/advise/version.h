// Versions of contracts: MAJOR.MINOR.PATCH with optional -prerelease and +build suffixes, compared by the three
// numbers.
#pragma once
#include "schema/schema.h"

#define VERSION_LENGTH_MIN 5
#define VERSION_LENGTH_MAX 50
#define VERSION_INITIAL "1.0.0"

typedef struct version_number {
    long long major;
    long long minor;
    long long patch;
} version_number;

// Whether the text is what a client may give: three runs of digits, then -[a-zA-Z0-9.-]+ and +[a-zA-Z0-9.-]+, both
// optional. Says nothing about its length.
bool version_is_well_formed(text v);

// Reads the three numbers, suffixes ignored. On failure returns false and sets `*message` (may be NULL) to
// "Cannot parse version '…': …" in the arena.
bool version_parse(arena *a, text v, version_number *out, const char **message);
// As version_parse, but 1.0.0 when the text cannot be read; `*understood` (may be NULL) tells which.
version_number version_parse_lenient(text v, bool *understood);

// Below, equal or above zero.
int version_compare(version_number a, version_number b);
// "M.m.p" in the arena.
const char *version_format(arena *a, version_number v);
// Whether `next` comes after `current` by the precedence of Semantic Versioning 2.0.0, section 11: the numbers, then what is
// pre-released; builds do not count. Numbers that cannot be read are 1.0.0.
bool version_is_later(text current, text next);
// The next version for a change of that type. Numbers stop growing at their largest value.
version_number version_bump(version_number v, schema_change_type type);

// A '-' comes before any '+'.
bool version_is_prerelease(text v);
// `current` is a pre-release and `next` the release of the same numbers.
bool version_graduates(text current, text next);

typedef struct {
    const char *suggested;
    const char *current; // NULL: none
    schema_change_type change_type;
    const char *reason;
    bool first; // there was no contract before
    schema_changes breaking;
} version_suggestion;

// What the next version should be. `current` TEXT_NONE: there is no active contract, `changes` is ignored.
version_suggestion version_suggest(arena *a, text current, schema_changes changes, schema_mode mode);

// For assets that enforce versions: NULL when `given` is big enough for the suggestion's change type, else the sentence
// that says what is wrong, in the arena. The release of a pre-release (version_graduates) is always big enough.
const char *version_enforce(arena *a, text current, text given, schema_change_type type);

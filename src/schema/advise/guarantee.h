// Guarantees of a contract (freshness, volume, nullability, …) and what changes between two documents of them.
#pragma once
#include "base/arena.h"
#include "base/json.h"
#include <stdbool.h>
#include <stddef.h>

typedef enum guarantee_change_kind {
#define KIND(name, wire, severity) GUARANTEE_##name,
#include "schema/advise/guarantee_kinds.def"
#undef KIND
    GUARANTEE_CHANGE_KINDS
} guarantee_change_kind;

typedef enum { GUARANTEE_INFO, GUARANTEE_WARNING, GUARANTEE_BREAKING } guarantee_severity;
typedef enum { GUARANTEE_NOTIFY, GUARANTEE_STRICT, GUARANTEE_IGNORE } guarantee_policy;

typedef struct {
    guarantee_change_kind kind;
    const char *path;
    const char *message;
    const json_value *old_value; // NULL: null
    const json_value *new_value; // NULL: null
} guarantee_change;

typedef struct guarantee_changes {
    const guarantee_change *items;
    size_t count;
} guarantee_changes;

// What changed, group by group, names in byte order. Either document may be NULL or null; members that are null or
// empty count as absent, groups of the wrong kind as empty. The list and its texts are in the arena, its values
// borrowed from the documents or in the arena.
guarantee_changes guarantee_diff(arena *a, const json_value *old, const json_value *new);

// The changes that break under the mode: every warning under GUARANTEE_STRICT, none otherwise.
guarantee_changes guarantee_breaking(arena *a, guarantee_changes changes, guarantee_policy mode);

const char *guarantee_change_kind_name(guarantee_change_kind kind);
guarantee_severity guarantee_change_severity(guarantee_change_kind kind);
const char *guarantee_severity_name(guarantee_severity severity);
// False for any other name than notify, strict, ignore.
bool guarantee_mode_parse(text name, guarantee_policy *out);

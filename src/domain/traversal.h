// Walks along dependencies from an asset, level by level.
#pragma once
#include "schema/field_path.h"
#include "store/dependencies.h"

// An asset on the way.
typedef struct reached {
    uuid id;
    const char *fqn;
    uuid owner_team_id, service_id;
    int dependency_type;       // of the dependency by which it was reached
    int depth;                 // dependencies between it and the start; 0: the start itself
    const struct reached *via; // the asset before it on that way; NULL: it is the start
    bool is_deleted;
    bool touched_whole;  // where fields are followed: all of it is touched, as far as is known
    field_paths touched; // else these fields are
    // Private: the depth at which its dependencies were last asked for, what it passes on there, and the types of dependency, as
    // bits, by which it is told.
    int asked_at;
    bool passes_whole;
    size_t passes;
    unsigned types_told;
} reached;

typedef struct traversal_order {
    dependency_way way;
    int depth;      // levels
    size_t maximum; // of assets
    // Assets that are deleted are reached, but not passed; else neither.
    bool deleted_too;
    // An asset that several types of dependency lead to directly is there for each.
    bool types_apart;
    // Followed downstream: a dependency that says which fields come from which passes on what is touched, and only that. NULL:
    // fields are left alone.
    const field_paths *touched;
} traversal_order;

typedef struct traversal {
    reached **items; // by depth, then by age of the dependency; items[0] is the start
    size_t count;
    bool truncated; // there would be more than the maximum
} traversal;

// `start` gives id, fqn, owner and service; its other fields are filled in. Each asset is reached once, at its least depth, so
// that circles end by themselves. A level takes two queries, three where fields are followed.
traversal traverse(db *d, reached *start, const traversal_order *order, arena *a);

// A cluster is all the subschemas that hold for one value at once: a node, its conjuncts and its alternatives. It is named
// by its node. Private to src/schema.
#pragma once
#include "schema/node.h"
#include "schema/work.h"

// What a cluster says of a member by name.
typedef struct declaration {
    const node *schema; // NULL: nothing that always holds
    bool by_name;       // a property; else a pattern or the schema of additional ones
    bool conditional;   // some alternative or condition declares it as well, or that cannot be told
} declaration;

declaration cluster_declares(work *w, const node *cluster, text name);
// Whether some conjunct of the cluster requires the member.
bool cluster_requires(work *w, const node *cluster, text name);
// Whether further subschemas of the same values hang on the node.
bool cluster_is_composed(const node *n);

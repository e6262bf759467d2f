// The nodes of a dbt manifest, one after the other: the file is never a tree as a whole.
#pragma once
#include "cli/cli.h"

typedef struct dbt_node {
    const char *id;      // "model.shop.orders"
    const char *fqn;     // database.schema.alias
    const value *node;   // all that the manifest says of it
    const value *schema; // of its columns
    size_t columns;
} dbt_node;

// Calls `each` with every model ("nodes") or source ("sources") that has a name of three parts; what it gets is gone when it
// returns. It returns false to stop. False: the manifest cannot be read, and standard error says so, or `each` stopped.
bool dbt_each(cli *c, const char *path, const char *section, bool (*each)(const dbt_node *node, pool *p, void *user),
              void *user);

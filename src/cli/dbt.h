// What the commands of dbt ask the server, model by model, without ending at the first one that fails.
#pragma once
#include "cli/dbt_manifest.h"

// The file of --manifest.
const char *dbt_manifest(const arguments *a);
// What the server answers. NULL: `*problem` says why not: "API error: 404" with "API error" for `what`, or that it was not
// reached. `body` may be NULL.
const value *dbt_ask(cli *c, const char *method, const char *path, const char *query, const value *body,
                     const char *what, const char **problem);
// The id of the asset with exactly that name, "" where there is none. NULL: as above.
const char *dbt_find(cli *c, const char *fqn, const char **problem);
// How far the schema of a model would reach.
const value *dbt_impact(cli *c, const char *asset, const value *schema, const char **problem);
// Whether an impact says that nothing changed.
bool dbt_is_unchanged(const value *impact);
// Publishes for the team, or with the verb "propose" asks first; `version` NULL: the server finds it.
const value *dbt_publish(cli *c, const char *team, const char *asset, const value *schema, const char *version,
                         const char *verb, const char **problem);
// What is kept of a model: its names, schema, and what the manifest says of it.
value *dbt_entry(cli *c, const dbt_node *n);

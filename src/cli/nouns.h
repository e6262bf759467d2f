// What commands about nouns share.
#pragma once
#include "cli/cli.h"

// What --limit says.
size_t limit_of(const arguments *a, size_t otherwise);
// A list as a table with those names on top of those members, or as a document; `none` where it is empty. Returns EXIT_YES.
int say_list(cli *c, const value *list, const char *const *names, const char *const *members, size_t columns,
             const char *title, const char *none);
// What was done, as a sentence or as the document that came back. Returns EXIT_YES.
int say_made(cli *c, const value *made, const char *text);
// What changed between two versions of an asset: the two newest where they are not named. NULL: standard error says why not.
const value *contract_diff(cli *c, const char *asset, const char *from, const char *to, int *status);
// The schema of --schema, of any language: `*language` is told by its content. NULL: it cannot be read, and standard error says
// so, `*status` is what the command ends with.
const value *schema_option(cli *c, const arguments *a, const char **language, int *status);
// What `verb` would do to a proposal, as the answer of --dry-run. Returns EXIT_NO where it is not possible.
int proposal_plan(cli *c, const char *id, const char *verb);
// Shows that, and asks. True: it is meant.
bool proposal_confirm(cli *c, const arguments *a, const char *id, const char *verb, const char *question);

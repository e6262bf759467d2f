// Which files are meant.
#pragma once
#include "cli/check.h"

// Files of one entry of tessera.yaml's `contracts`. False: it is wrong, and standard error says so.
bool collect_pattern(cli *c, const arguments *a, report *r, const value *entry);
// The asset of a file, which need not be there any more; NULL: it is not known.
const char *collect_asset(cli *c, const arguments *a, const char *file);
// Whether a file of that whole path would be among what `collect` finds in folders or by patterns.
bool collect_covers(cli *c, const arguments *a, const char *path);
// Files of the words, folders walked, or of tessera.yaml where there are none; each with its asset and mode. False: standard
// error says what is wrong.
bool collect(cli *c, const arguments *a, report *r);

// Which files are meant.
#pragma once
#include "cli/check.h"

// Files of one entry of tessera.yaml's `contracts`. False: it is wrong, and standard error says so.
bool collect_pattern(cli *c, const arguments *a, report *r, const value *entry);
// Files of the words, folders walked, or of tessera.yaml where there are none; each with its asset and mode. False: standard
// error says what is wrong.
bool collect(cli *c, const arguments *a, report *r);

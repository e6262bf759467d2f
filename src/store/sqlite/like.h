// LIKE without regard to case beyond ASCII.
#pragma once
#include <sqlite3.h>

// Replaces SQLite's LIKE, which folds ASCII letters only, by one that folds every letter that has a simple lower case
// (so `É` matches `é`); `%`, `_` and ESCAPE keep their meaning. Gives SQLite's result code.
int like_register(sqlite3 *handle);

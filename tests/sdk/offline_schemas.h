// Two schemas that tests of the schema engine share: in the new one `name` is gone and `note` is new.
#pragma once
#include "base/arena.h"

extern const char *old_schema, *new_schema;
extern arena *kept; // what the tests' texts are in

// Of a group of tests: make them, and free them.
int offline_setup(void **state);
int offline_teardown(void **state);

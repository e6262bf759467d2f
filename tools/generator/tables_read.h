// The steps of tables_read, each of which needs those before it.
#pragma once
#include "tables.h"

// Zeroed memory that goes with the tables.
void *tables_allocate(tables *t, size_t count, size_t size);
// A copy of the name that goes with them.
const char *tables_keep(tables *t, const char *name);
// The model of that name; NULL for "nothing". Ends the program when there is none.
const model *tables_model_find(const tables *t, const char *name);

void tables_read_enums(tables *t);
void tables_read_models(tables *t);
void tables_read_routes(tables *t);

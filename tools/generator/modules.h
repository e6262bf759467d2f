// The modules that generated files are split by: one per noun, and one for what several nouns use.
#pragma once
#include "tables.h"

// Finds the home of every model. Ends the program when modules need each other: no order of inclusion would serve them.
void modules_find(tables *t);
// The module of any model that the SDKs show: its home, else the noun whose calls take it as their input.
const char *model_module(const tables *t, const model *m);
// Modules of the models by index; NULL past the end.
const char *module_at(const tables *t, size_t index);
// True when the structs of the module are in need of another's.
bool module_needs(const tables *t, const char *module, const char *other);
// Nouns of the calls by index, in the order of the routes; NULL past the end.
const char *noun_at(const tables *t, size_t index);
// Whether the model is shown in that module.
bool is_in_module(const tables *t, const model *m, const char *module);

// Shared by the writers of docs/reference/.
#pragma once
#include "tables.h"
#include <stdio.h>

// "resourcetype": what a heading is called in a link to it.
void reference_anchor(FILE *out, const char *heading);
// Text for a cell of a table.
void reference_text(FILE *out, const char *text);
// A link to a model from the page `from`. The page of a model is its home; one without has its fields shown as parameters.
void reference_model(FILE *out, const model *m, const char *from);
// The parameters of a call.
void reference_parameters(FILE *out, const route *r);
// The section of a model.
void reference_model_section(FILE *out, const model *m, const char *from);
// How the kinds of value are written on the wire, in C and in Python.
void reference_kinds(FILE *out);
// The section of a call.
void reference_call_section(FILE *out, const tables *t, const route *r);

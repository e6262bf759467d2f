// Shared by the writers of generated files.
#pragma once
#include "tables.h"
#include <stdio.h>

// Ends the program with a message.
_Noreturn void generator_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Writers of one file each.
void write_c_enums(const tables *t, FILE *out);
void write_c_models(const tables *t, FILE *out);
void write_c_calls(const tables *t, FILE *out);
void write_c_enum_declarations(const tables *t, FILE *out);
void write_c_enum_tables(const tables *t, FILE *out);
void write_c_model_index(const tables *t, FILE *out);
void write_c_call_table(const tables *t, FILE *out);
void write_meson_lists(const tables *t, FILE *out);
void write_python_enums(const tables *t, FILE *out);
void write_python_models(const tables *t, FILE *out);
void write_python_calls(const tables *t, FILE *out);
void write_python_calls_async(const tables *t, FILE *out);
void write_reference_index(const tables *t, FILE *out);
void write_reference_enums(const tables *t, FILE *out);
void write_reference_errors(const tables *t, FILE *out);

// Writers of a file per module or noun: the one at `index`, and its path below the checkout. False past the end.
bool write_c_model_header(const tables *t, size_t index, char *path, size_t size, FILE *out);
bool write_c_call_header(const tables *t, size_t index, char *path, size_t size, FILE *out);
bool write_c_model_declarations(const tables *t, size_t index, char *path, size_t size, FILE *out);
bool write_c_model_tables(const tables *t, size_t index, char *path, size_t size, FILE *out);
bool write_c_call_functions(const tables *t, size_t index, char *path, size_t size, FILE *out);
bool write_python_module(const tables *t, size_t index, char *path, size_t size, FILE *out);
bool write_man_page(const tables *t, size_t index, char *path, size_t size, FILE *out);
bool write_reference_page(const tables *t, size_t index, char *path, size_t size, FILE *out);

// The comment that a C file begins with, and what stands around the declarations of a public header.
void write_source_top(FILE *out, const char *title);
void write_header_top(FILE *out, const char *title);
void write_header_start(FILE *out);
void write_header_end(FILE *out);

// Upper-case copy in a ring of static buffers: good for the arguments of one print.
const char *upper(const char *name);
// The C type of a call's input struct, without tessera_ ("team_create"); NULL: the call takes none.
const char *input_name(const route *r);
// The C type of a call's result ("tessera_team_page"); NULL: there is none. Valid until the next call.
const char *result_name(const route *r);
// One of the three functions of a call: `start`, its prototype, `end`.
enum prototype { PROTOTYPE_SYNC, PROTOTYPE_ASYNC, PROTOTYPE_RESULT };
void write_prototype(FILE *out, const route *r, enum prototype which, const char *start, const char *end);
// The C type of a struct's member, with the space or star before its name.
void c_field_type(const field *f, char *type, size_t size);
// What the SDK sends for a field of a model when none is given, as JSON text; NULL: nothing.
const char *field_default(const tables *t, const field *f);
// A string literal, or NULL.
void write_literal(FILE *out, const char *string);

// The writers of generated files, for the list of files in main.c.
#pragma once
#include "tables.h"
#include <stdio.h>

// Writers of one file each.
void write_c_enums(const tables *t, FILE *out);
void write_c_kinds(const tables *t, FILE *out);
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
void write_reference_jobs(const tables *t, FILE *out);
void write_reference_metrics(const tables *t, FILE *out);
void write_reference_settings(const tables *t, FILE *out);
void write_workflow(const tables *t, FILE *out);

// Writers of a file per module or noun: the one at `index`, and its path below the checkout. False past the end.
bool write_c_model_header(const tables *t, size_t index, char *path, size_t size, FILE *out);
bool write_c_call_header(const tables *t, size_t index, char *path, size_t size, FILE *out);
bool write_c_model_declarations(const tables *t, size_t index, char *path, size_t size, FILE *out);
bool write_c_model_tables(const tables *t, size_t index, char *path, size_t size, FILE *out);
bool write_c_call_functions(const tables *t, size_t index, char *path, size_t size, FILE *out);
bool write_python_module(const tables *t, size_t index, char *path, size_t size, FILE *out);
bool write_man_page(const tables *t, size_t index, char *path, size_t size, FILE *out);
bool write_reference_page(const tables *t, size_t index, char *path, size_t size, FILE *out);

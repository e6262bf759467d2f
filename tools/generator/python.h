// Shared by the writers of the Python package.
#pragma once
#include "tables.h"
#include "write.h"
#include <stdio.h>

#define PYTHON_WIDTH 120
// The calls of this noun are methods of the client itself.
#define PYTHON_CLIENT_NOUN "health"

// Modules below tessera_sdk.models by index: the homes of models; NULL past the end. A model without a home has no class,
// because no reply holds it and no call takes it.
const char *python_module_at(const tables *t, size_t index);

// A triple-quoted docstring on lines of its own.
void python_docstring(FILE *out, int indent, const char *text);
// The type that a field of a model has, without its null.
void python_field_type(FILE *out, const field *f);
// The type that a parameter of a call takes, without its null.
void python_parameter_type(FILE *out, const parameter *p);
// True when the field may be None.
bool python_field_is_optional(const field *f);
// "AssetsCalls" of "assets".
void python_class_name(FILE *out, const char *noun);
// A module of model classes.
void python_model_module(const tables *t, const char *module, FILE *out);
// A call as a program writes it, with the types of its parameters and of its result, and a line feed.
void python_call(const route *r, FILE *out);
// The name of the method that walks all pages of a call, "iter".
name_text python_iterator(const route *r);
// The docstring of a method that makes the call and gives a `result` of that type.
void python_call_documentation(const route *r, const char *summary, const char *result, FILE *out);
// The methods of a noun's class.
void python_methods(const tables *t, const char *noun, bool async, FILE *out);

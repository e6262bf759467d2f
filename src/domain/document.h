// What a publisher hands in, told as JSON Schema, whatever language it is written in.
#pragma once
#include "model/model.h"

typedef struct contract_document {
    int format;                // language that it was handed in in, a schema_format
    const json_value *source;  // as it was handed in, where its language has a comparison of its own; else NULL
    const json_value *schema;  // valid JSON Schema; NULL: refused
    const char *message;       // of a refusal; NULL: that of INVALID_SCHEMA
    const json_value *details; // of a refusal: `errors`, a list of texts, or `path`
    const char *excess;        // which limit of published schemas the converted schema passes; NULL: none
} contract_document;

// Reads a document of that format (enumeration schema_format). `limits` are those of requests. Everything is in the arena and
// borrows from `submitted`.
contract_document contract_document_read(const record_limits *limits, arena *a, int format,
                                         const json_value *submitted);

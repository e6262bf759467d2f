// Schemas compared, checked and converted in this process: no server is asked and no client is needed.
//
// The rules are those of the server, which docs/schema-changes.md tells, and the results have the shape of its replies.
// A schema is the JSON text (RFC 8259) of an object, and a valid JSON Schema of the draft that its `$schema` names
// (Draft 4, 6, 7, 2019-09, 2020-12; any other or none means Draft 7); where `schema_format` says so, the JSON text of an
// Apache Avro schema (specification 1.11). Texts are read until the function returns.
// Every function may be called from any thread at any time. It returns TESSERA_OK and sets `*out`, to be freed with the
// result's own function or tessera_record_free; or it returns another status, fills `*error` and leaves `*out` alone.
// TESSERA_E_VALIDATION: an input was refused, and the message begins with its name, "old_schema: ...".
// TESSERA_E_TOO_LARGE: the result would pass TESSERA_SCHEMA_RESULT_BYTES. TESSERA_E_USAGE: a text that is needed is
// NULL. `out` and `error` may be NULL.
// What a hostile schema can cost is bounded: where the work of a comparison runs out, a change of the kind `undecided`
// says so, and it breaks every mode but `none`.
#pragma once
#include "tessera/models/assets.h"
#include "tessera/models/schemas.h"

#ifdef __cplusplus
extern "C" {
#endif

#define TESSERA_SCHEMA_BYTES ((size_t)16 * 1024 * 1024)        // longest text of a schema
#define TESSERA_SCHEMA_NESTING 400                             // deepest nesting of its arrays and objects
#define TESSERA_SCHEMA_NODES 1000000                           // most subschemas
#define TESSERA_SCHEMA_RESULT_BYTES ((size_t)64 * 1024 * 1024) // largest result, as JSON text

// How to judge; zero stands for the default.
typedef struct tessera_schema_options {
    size_t struct_size; // sizeof(tessera_schema_options), or 0: the fields of the first release
    tessera_compatibility_mode compatibility_mode; // TESSERA_COMPATIBILITY_MODE_UNSET: backward
    int reserved;                                  // was padding in the first release: not looked at
    // Not of the first release, so it counts where struct_size is set: the language that both schemas are written in, by
    // whose own rules they are compared.
    tessera_schema_format schema_format; // TESSERA_SCHEMA_FORMAT_UNSET: JSON Schema
    int reserved_too;                    // was padding in the second release: not looked at
    // Not of the second release: what counts.
    tessera_compatibility_policy compatibility_policy; // TESSERA_COMPATIBILITY_POLICY_UNSET: yardstick
} tessera_schema_options;

// Every change from the old schema to the new one, which of them break the mode, and the size of them all. `options`
// may be NULL, here and below.
TESSERA_API int tessera_schema_diff(const char *old_schema, const char *new_schema,
                                    const tessera_schema_options *options, tessera_schema_comparison **out,
                                    tessera_error *error);
// Whether the new schema may follow the old one under the mode, and if not, the changes that break it.
TESSERA_API int tessera_schema_check_compatibility(const char *old_schema, const char *new_schema,
                                                   const tessera_schema_options *options,
                                                   tessera_schema_compatibility **out, tessera_error *error);
// Whether a document is a valid JSON Schema, and if not, what is wrong with it, "<path>: <message>" each, at most 100.
// Fails only for what is no JSON object.
TESSERA_API int tessera_schema_validate(const char *schema, tessera_schema_validity **out, tessera_error *error);
// The version that the new schema should get after `current_version`, MAJOR.MINOR.PATCH with optional -prerelease and
// +build, which the old schema has. Both NULL: there is no contract yet.
TESSERA_API int tessera_schema_suggest_version(const char *old_schema, const char *new_schema,
                                               const char *current_version, const tessera_schema_options *options,
                                               tessera_version_suggestion **out, tessera_error *error);
// Ways to ship what the new schema is for without breaking the mode: one that answers as many of the breaking changes
// as go together, then one for each of the others. They are in the language of the schemas.
TESSERA_API int tessera_schema_suggest_migration(const char *old_schema, const char *new_schema,
                                                 const tessera_schema_options *options, tessera_schema_migration **out,
                                                 tessera_error *error);
// The JSON Schema of an Apache Avro schema (specification 1.11), for people and for checks of documents. It does not hold all
// that Avro tells apart: Avro schemas are compared as such, with `schema_format`.
TESSERA_API int tessera_schema_from_avro(const char *avro_schema, tessera_schema_conversion **out,
                                         tessera_error *error);

#define TESSERA_SCHEMA_EXAMPLES_MAX 1000 // documents of one answer

// Which examples; zero stands for the default.
typedef struct tessera_schema_example_options {
    size_t struct_size;        // sizeof(tessera_schema_example_options), or 0: the fields of the first release
    size_t count;              // that are wanted, at most TESSERA_SCHEMA_EXAMPLES_MAX; 0: 10
    uint64_t seed;             // another seed, other documents; the same seed, the same ones
    tessera_example_kind kind; // TESSERA_EXAMPLE_KIND_UNSET: inside
} tessera_schema_example_options;

// Documents of a JSON Schema, for tests and documentation: such that it accepts, or such with a part at the border of what it
// accepts, or just beyond it. Each was held against the schema, as by whoever checks documents; `format` does not count there.
// Fewer than are wanted where there are no more, or no more were found. The document null is NULL.
TESSERA_API int tessera_schema_examples(const char *schema, const tessera_schema_example_options *options,
                                        tessera_schema_example_list **out, tessera_error *error);

// What names a schema: two that differ in blanks, in the order of members or in how characters are escaped alone have the same
// digest, and so does what a server stored of them. It is SHA-256 of the name of the language, a blank, and the schema in the
// canonical form of tessera_json_digest. A schema that is not valid in its language is refused.
TESSERA_API int tessera_schema_digest(const char *schema, const tessera_schema_options *options,
                                      tessera_document_digest **out, tessera_error *error);
// Where in the text of a schema, or of any other JSON document, a JSON pointer leads, as a change tells it; where that is not
// there, the nearest part around it. tessera_json_locate (tessera/json.h) is the same without memory of its own.
TESSERA_API int tessera_schema_locate(const char *schema, const char *pointer, tessera_document_place **out,
                                      tessera_error *error);

#ifdef __cplusplus
}
#endif

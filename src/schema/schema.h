// The schema engine: JSON Schema documents as data contracts. Pure: no I/O, no global state, safe from any thread.
// The rules are in docs/schema-changes.md; errors and changes carry texts for people.
#pragma once
#include "base/arena.h"
#include "base/json.h"
#include "schema/field_path.h"
#include <stdbool.h>
#include <stddef.h>

// --- limits of a published document ----------------------------------------------------------------------------------

typedef struct schema_limits {
    size_t size;       // bytes of the compact text with non-ASCII escaped
    size_t properties; // declared properties, nested ones included
    unsigned depth;    // levels of nested objects
} schema_limits;

#define SCHEMA_LIMITS_DEFAULT ((schema_limits){.size = 1000000, .properties = 1000, .depth = 10})

// Whether the document stays within the limits. When it does not, `*message` gets one sentence, in the arena.
bool schema_check_limits(arena *a, const json_value *document, const schema_limits *limits, const char **message);

// --- validity --------------------------------------------------------------------------------------------------------

#define SCHEMA_ERRORS_MAX 100    // errors reported of one document
#define SCHEMA_RENDERED_MAX 4000 // bytes of one JSON value inside a message
#define SCHEMA_PATH_MAX 4000     // bytes of a path; what is longer ends with an ellipsis
#define SCHEMA_MESSAGE_MAX 12000 // bytes of a message; what is longer ends with an ellipsis
#define SCHEMA_NODES_MAX 1000000 // subschemas of one document
#define SCHEMA_DEPTH_MAX 50      // levels of subschemas that are compared one by one
#define SCHEMA_VALUES_MAX 100000 // entries of the values told with one list of changes

typedef struct schema_errors {
    const char *const *items; // "<path>: <message>", in document order of the meta-schema's keywords
    size_t count;             // 0: the document is a valid schema. At most SCHEMA_ERRORS_MAX
} schema_errors;

// Holds the document against the meta-schema that its `$schema` names (Draft 4, 6, 7, 2019-09, 2020-12); any other or
// none means Draft 7, with the exclusive bounds of Draft 4 where the rest is right in that. `true` and `false` are schemas.
// `format` of the meta-schema is not asserted. Everything returned is in the arena.
schema_errors schema_validate(arena *a, const json_value *document);

// --- compiled schemas ------------------------------------------------------------------------------------------------

// An immutable schema, references resolved, indexed for comparison. It lives in the arena it was compiled into and
// borrows the document, which must live as long.
typedef struct compiled_schema compiled_schema;

// Compiles any JSON document, also an invalid schema: keywords with values of the wrong kind are kept as they are and
// only compared for equality. NULL when the document holds more than SCHEMA_NODES_MAX subschemas.
const compiled_schema *schema_compile(arena *a, const json_value *document);
const json_value *schema_document(const compiled_schema *s);

// --- documents -------------------------------------------------------------------------------------------------------

#define SCHEMA_STEPS_MAX 1000000 // work of one verdict on one document

typedef enum schema_verdict { SCHEMA_REJECTS, SCHEMA_ACCEPTS, SCHEMA_UNKNOWN } schema_verdict;

// Whether the schema accepts a document. `format` and the content keywords are annotations; siblings of `$ref` count in
// every draft. SCHEMA_UNKNOWN: a reference leads out of the document, a pattern is not understood or too slow, or the
// work passes SCHEMA_STEPS_MAX.
schema_verdict schema_accepts(const compiled_schema *s, const json_value *document);

// --- examples --------------------------------------------------------------------------------------------------------

typedef enum schema_sample_kind {
    SCHEMA_SAMPLE_INSIDE, // accepted, drawn by chance
    SCHEMA_SAMPLE_BORDER, // accepted, with one part at the border of a keyword
    SCHEMA_SAMPLE_BEYOND  // rejected, with one part just beyond a border
} schema_sample_kind;

typedef struct schema_sample {
    const json_value *document;
    schema_sample_kind kind;
    const char *pointer; // a JSON pointer to the part at or beyond the border; NULL: inside
    const char *keyword; // that draws it; NULL: inside
} schema_sample;

typedef struct schema_samples {
    const schema_sample *items;
    size_t count;
} schema_samples;

typedef struct schema_sampling {
    size_t count; // that are wanted
    uint64_t seed;
    schema_sample_kind kind;
} schema_sampling;

typedef struct schema_budget schema_budget;

// Documents of a schema, each once, in the arena: the same for the same schema and seed. schema_accepts was asked of each. There
// may be fewer than are wanted: where there are no more, where chance did not find more, or where the budget ran out.
schema_samples schema_sample_documents(arena *a, const schema_budget *budget, const compiled_schema *schema,
                                       const schema_sampling *order);

// --- differences -----------------------------------------------------------------------------------------------------

typedef enum schema_change_kind {
#define KIND(name, wire, backward, forward, bump, meaning) SCHEMA_##name,
#include "schema/change_kinds.def"
#undef KIND
    SCHEMA_CHANGE_KINDS
} schema_change_kind;

// The transitive modes say with how many versions a schema is compared; of two schemas each judges as the mode that it is named
// after.
typedef enum schema_mode {
    SCHEMA_BACKWARD,
    SCHEMA_FORWARD,
    SCHEMA_FULL,
    SCHEMA_NONE,
    SCHEMA_BACKWARD_TRANSITIVE,
    SCHEMA_FORWARD_TRANSITIVE,
    SCHEMA_FULL_TRANSITIVE,
    SCHEMA_MODES
} schema_mode;
// What breaks at all: the yardstick, that undeclared members count as well, or what readers feel who drop what their schema does
// not declare and fill in its defaults.
typedef enum schema_policy { SCHEMA_YARDSTICK, SCHEMA_STRICT, SCHEMA_LENIENT } schema_policy;
typedef enum schema_change_type { SCHEMA_PATCH, SCHEMA_MINOR, SCHEMA_MAJOR } schema_change_type;

#define SCHEMA_EXAMPLE_MAX 4000 // bytes of an example; of a larger one it is only told that there is one

// A document that shows a change: the one schema accepts it and the other does not.
typedef struct schema_example {
    const json_value *document; // NULL: there is none to show
    bool old_accepts;           // it is the new schema that rejects the document; else the old one
    const char *rejected_part;  // a JSON pointer to the part of the document that is rejected
    const char *reason;         // why there is none; NULL where there is one, or where nobody asked
    bool unshown;               // there is one, which is too large to be shown
    bool promised;              // what breaks is a promise, or a rule, beyond documents
} schema_example;

typedef struct schema_change {
    schema_change_kind kind;
    const char *path;            // dotted, without `$`: "properties.price.type"
    const char *pointer;         // the same as a JSON pointer (RFC 6901); NULL: not told
    const char *message;         // one sentence
    const json_value *old_value; // NULL: null
    const json_value *new_value; // NULL: null
    bool openness;               // it is about members that nothing declares
    bool certain;                // some document surely shows it, the rest of the schemas notwithstanding
    bool restated;               // null came or went there, and the other schema says of the same values that it is one
    text subject;                // the property or field that it is about, for kinds that are about one; else TEXT_NONE
    const struct change_origin *origin; // where it was found; NULL: not told. Private to src/schema
    const char *keyword;                // under which; NULL: it is of the whole subschema
    schema_example example;             // once schema_explain was asked
    field_path at;                      // the part of the data that it touches; the whole where that is not certain
    const field_echoes *echoes;         // where parts are met again, for field_paths_of; NULL: nowhere
    const char *against;                // the version from which it is a change, where several were compared; else NULL
} schema_change;

typedef struct schema_changes {
    schema_change *items;
    size_t count;
    bool is_partial; // the budget ran out somewhere: a larger one might tell something else
} schema_changes;

// What one comparison may cost.
struct schema_budget {
    size_t visits;    // pairs of subschemas looked at
    size_t decisions; // steps of deciding whether documents show a change
    size_t changes;   // that are listed
    size_t versions;  // earlier ones that a schema is compared with, one by one
};

#define SCHEMA_VISITS_MAX 1000000
#define SCHEMA_DECISIONS_MAX 30000
#define SCHEMA_CHANGES_MAX 10000
#define SCHEMA_VERSIONS_MAX 1000
extern const schema_budget schema_budget_default; // those

// What changed from `old` to `new`, in a fixed order that does not depend on the order of members. The list and its
// texts are in `a`; its values are borrowed from the two documents. More changes or more visits than the budget has end the
// list with an `undecided` change that says so.
schema_changes schema_diff_within(arena *a, const schema_budget *budget, schema_policy policy,
                                  const compiled_schema *old, const compiled_schema *new);
// As schema_diff_within by the yardstick, with the default budget.
schema_changes schema_diff(arena *a, const compiled_schema *old, const compiled_schema *new);

// Turns what the lenient policy clears into kinds that break nothing, in place; of a default that fills in for a required member
// that is known of changes between JSON Schemas alone. schema_diff_within does so by itself.
void schema_be_lenient(schema_changes changes);
// Whether a change of this kind breaks compatibility under the mode.
bool schema_breaks(schema_change_kind kind, schema_mode mode);
// Whether a change of a kind by that name on the wire may break it; of other changes, always but where nothing breaks.
bool schema_name_breaks(text name, schema_mode mode);
// The breaking ones among the changes, in order, in the arena. None: the change is compatible under the mode.
schema_changes schema_breaking(arena *a, schema_changes changes, schema_mode mode);
// Gives each of the changes that break under the mode an example, or the reason why it has none; the others get neither.
// Examples are in the arena; each was checked against both schemas. `budget->visits` bounds the search for all of them together,
// `budget->decisions` for each.
void schema_explain(arena *a, const schema_budget *budget, const compiled_schema *old, const compiled_schema *new,
                    schema_changes changes, schema_mode mode);
// Whether a verdict has a proof or something that shows it.
typedef enum schema_certainty { SCHEMA_PROVED, SCHEMA_REFUTED, SCHEMA_NOT_DECIDED } schema_certainty;
// PROVED where nothing breaks; REFUTED where some change was shown by a document or breaks a promise.
schema_certainty schema_certainty_of(schema_changes breaking);
// The changes as they are told, in the arena. Each of a long list might repeat a whole list of values: once there is no
// `*room` for more entries, values are left out (NULL). Takes from it.
schema_changes schema_changes_within(arena *a, schema_changes changes, size_t *room);
// PATCH without changes; MAJOR when something breaks backward; does not depend on a mode.
schema_change_type schema_change_type_of(schema_changes changes);

// Names on the wire. The parsers return false for any other text; `mode` names are compared exactly.
const char *schema_change_kind_name(schema_change_kind kind);
const char *schema_change_type_name(schema_change_type type);
const char *schema_mode_name(schema_mode mode);
// The mode by which two schemas are judged under it.
schema_mode schema_mode_of_two(schema_mode mode);
bool schema_mode_is_transitive(schema_mode mode);
bool schema_mode_parse(text name, schema_mode *out);

// --- field metadata --------------------------------------------------------------------------------------------------

typedef struct schema_paths {
    const text *items; // "$.properties.a.properties.b", sorted by bytes, each once
    size_t count;
} schema_paths;

// The paths by which field descriptions and tags name the fields of a document. References are not followed.
schema_paths schema_field_paths(arena *a, const json_value *document);
bool schema_paths_hold(schema_paths paths, text path);

// --- fields that are read --------------------------------------------------------------------------------------------

// Whether documents may have the field as far as the schema tells: it is declared, or it is inside what takes members of any
// name. An object that lists its properties and says nothing of others knows no others here.
bool schema_has_field(const compiled_schema *schema, field_path path);

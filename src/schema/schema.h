// The schema engine: JSON Schema documents as data contracts. Pure: no I/O, no global state, safe from any thread.
// The rules are in docs/schema-changes.md; errors and changes carry texts for people.
#pragma once
#include "base/arena.h"
#include "base/json.h"
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

// --- differences -----------------------------------------------------------------------------------------------------

typedef enum schema_change_kind {
#define KIND(name, wire, backward, forward, bump, meaning) SCHEMA_##name,
#include "schema/change_kinds.def"
#undef KIND
    SCHEMA_CHANGE_KINDS
} schema_change_kind;

typedef enum schema_mode { SCHEMA_BACKWARD, SCHEMA_FORWARD, SCHEMA_FULL, SCHEMA_NONE } schema_mode;
typedef enum schema_change_type { SCHEMA_PATCH, SCHEMA_MINOR, SCHEMA_MAJOR } schema_change_type;

typedef struct schema_change {
    schema_change_kind kind;
    const char *path;            // dotted, without `$`: "properties.price.type"
    const char *message;         // one sentence
    const json_value *old_value; // NULL: null
    const json_value *new_value; // NULL: null
    bool openness;               // it is about members that nothing declares
    bool certain;                // some document surely shows it, the rest of the schemas notwithstanding
    text subject;                // the property or field that it is about, for kinds that are about one; else TEXT_NONE
} schema_change;

typedef struct schema_changes {
    const schema_change *items;
    size_t count;
    bool is_partial; // the budget ran out somewhere: a larger one might tell something else
} schema_changes;

// What one comparison may cost.
typedef struct schema_budget {
    size_t visits;    // pairs of subschemas looked at
    size_t decisions; // steps of deciding whether documents show a change
    size_t changes;   // that are listed
} schema_budget;

#define SCHEMA_VISITS_MAX 1000000
#define SCHEMA_DECISIONS_MAX 30000
#define SCHEMA_CHANGES_MAX 10000
extern const schema_budget schema_budget_default; // those

// What changed from `old` to `new`, in a fixed order that does not depend on the order of members. The list and its
// texts are in `a`; its values are borrowed from the two documents. More changes or more visits than the budget has end the
// list with an `undecided` change that says so.
schema_changes schema_diff_within(arena *a, const schema_budget *budget, const compiled_schema *old,
                                  const compiled_schema *new);
// As schema_diff_within, with the default budget.
schema_changes schema_diff(arena *a, const compiled_schema *old, const compiled_schema *new);

// Whether a change of this kind breaks compatibility under the mode.
bool schema_breaks(schema_change_kind kind, schema_mode mode);
// The breaking ones among the changes, in order, in the arena. None: the change is compatible under the mode.
schema_changes schema_breaking(arena *a, schema_changes changes, schema_mode mode);
// The changes as they are told, in the arena. Each of a long list might repeat a whole list of values: once there is no
// `*room` for more entries, values are left out (NULL). Takes from it.
schema_changes schema_changes_within(arena *a, schema_changes changes, size_t *room);
// PATCH without changes; MAJOR when something breaks backward; does not depend on a mode.
schema_change_type schema_change_type_of(schema_changes changes);

// Names on the wire. The parsers return false for any other text; `mode` names are compared exactly.
const char *schema_change_kind_name(schema_change_kind kind);
const char *schema_change_type_name(schema_change_type type);
const char *schema_mode_name(schema_mode mode);
bool schema_mode_parse(text name, schema_mode *out);

// --- field metadata --------------------------------------------------------------------------------------------------

typedef struct schema_paths {
    const text *items; // "$.properties.a.properties.b", sorted by bytes, each once
    size_t count;
} schema_paths;

// The paths by which field descriptions and tags name the fields of a document. References are not followed.
schema_paths schema_field_paths(arena *a, const json_value *document);
bool schema_paths_hold(schema_paths paths, text path);

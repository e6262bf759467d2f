// Texts are read into trees, the schema engine finds what is asked, and the public struct of the result is filled in an arena,
// where it lasts as long as the question. What leaves is its JSON text, written as every record is.
#include "sdk/inquiry.h"
#include "base/sha256.h"
#include "formats/avro/avro.h"
#include "schema/advise/remedy.h"
#include "schema/advise/version.h"
#include "sdk/core.h"
#include "sdk/encode.h"
#include "sdk/generated/models_assets.h"
#include "sdk/generated/models_schemas.h"
#include "tessera/json.h"
#include "tessera/schema.h"
#include <assert.h>

static_assert((int)TESSERA_COMPATIBILITY_MODE_BACKWARD == (int)SCHEMA_BACKWARD + 1, "modes are in one order");
static_assert((int)TESSERA_COMPATIBILITY_MODE_FULL_TRANSITIVE == (int)SCHEMA_MODES, "modes are in one order");
static_assert((int)TESSERA_COMPATIBILITY_POLICY_YARDSTICK == (int)SCHEMA_YARDSTICK + 1 &&
                  (int)TESSERA_COMPATIBILITY_POLICY_LENIENT == (int)SCHEMA_LENIENT + 1,
              "policies are in one order");
static_assert((int)TESSERA_CHANGE_TYPE_MAJOR == (int)SCHEMA_MAJOR + 1, "change types are in one order");
static_assert((int)TESSERA_SCHEMA_FORMAT_AVRO == (int)FORMAT_avro + 1 && (int)FORMATS == (int)FORMAT_avro + 1,
              "formats are in one order");
static_assert(TESSERA_SCHEMA_NODES == SCHEMA_NODES_MAX, "the interface tells the engine's limit");
// A result holds schemas a few levels further in, converted ones up to AVRO_DEPTH_MAX more.
static_assert(TESSERA_SCHEMA_NESTING + AVRO_DEPTH_MAX + 16 <= TESSERA_JSON_DEPTH, "results can be read");
static_assert((int)TESSERA_EXAMPLE_KIND_INSIDE == (int)SCHEMA_SAMPLE_INSIDE + 1 &&
                  (int)TESSERA_EXAMPLE_KIND_BEYOND == (int)SCHEMA_SAMPLE_BEYOND + 1,
              "kinds of examples are in one order");

enum { EXAMPLES_USUAL = 10 };

// Every field of a result is there, zeros included; NULL is null.
#define ALL_PRESENT UINT64_MAX

bool inquiry_refuse(inquiry *q, tessera_status status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    q->status = error_fill(q->error, status, arena_vprintf(q->memory, format, arguments));
    va_end(arguments);
    return false;
}

// --- reading ---------------------------------------------------------------------------------------------------------

// The value that a text holds, or NULL when it is refused under that name.
static const json_value *read_value(inquiry *q, const char *name, const char *source, size_t length) {
    json_error problem;
    const json_value *value = NULL;
    if (source == NULL)
        inquiry_refuse(q, TESSERA_E_USAGE, "%s: none is given", name);
    else if (length > TESSERA_SCHEMA_BYTES)
        inquiry_refuse(q, TESSERA_E_VALIDATION, "%s: it is longer than %zu bytes", name, TESSERA_SCHEMA_BYTES);
    else if ((value = json_parse(q->memory, (text){source, length}, TESSERA_SCHEMA_NESTING, &problem)) == NULL)
        problem.too_deep ? inquiry_refuse(q, TESSERA_E_VALIDATION, "%s: it is nested deeper than %d levels", name,
                                          TESSERA_SCHEMA_NESTING)
                         : inquiry_refuse(q, TESSERA_E_VALIDATION, "%s: it is not JSON: %s (at byte %zu)", name,
                                          problem.message, problem.offset);
    return value;
}

// The same of a JSON Schema, which is an object or a boolean.
static const json_value *read_object(inquiry *q, const char *name, const char *source, size_t length) {
    const json_value *value = read_value(q, name, source, length);
    if (value != NULL && value->type != JSON_OBJECT && value->type != JSON_BOOLEAN)
        inquiry_refuse(q, TESSERA_E_VALIDATION, "%s: it is not a JSON object", name);
    return q->status == TESSERA_OK ? value : NULL;
}

static void refuse_reading(inquiry *q, const char *name, const format_reading *found) {
    const char *what = found->message == NULL ? "" : found->message;
    if (found->errors.count == 0) {
        inquiry_refuse(q, TESSERA_E_VALIDATION, "%s: %s%s%s", name, what, found->path[0] == '\0' ? "" : ", at ",
                       found->path);
        return;
    }
    size_t others = found->errors.count - 1;
    const char *more = others > 0 ? arena_printf(q->memory, " (and %zu more)", others) : "";
    inquiry_refuse(q, TESSERA_E_VALIDATION, "%s: %s%s%s%s", name, what, found->message == NULL ? "" : ": ",
                   found->errors.items[0], more);
}

// What a text of that language holds, `*schema` as JSON Schema; NULL when it is refused under that name.
static const json_value *read_document(inquiry *q, const format *language, const char *name, const char *source,
                                       size_t length, const json_value **schema) {
    const json_value *value =
        language->takes_any ? read_value(q, name, source, length) : read_object(q, name, source, length);
    if (value == NULL)
        return NULL;
    format_reading found = language->read(q->memory, value);
    *schema = found.schema;
    if (found.schema != NULL)
        return value;
    refuse_reading(q, name, &found);
    return NULL;
}

static const compiled_schema *compile(inquiry *q, const char *name, const json_value *schema) {
    const compiled_schema *compiled = schema_compile(q->memory, schema);
    if (compiled == NULL)
        inquiry_refuse(q, TESSERA_E_VALIDATION, "%s: it holds more than %d subschemas", name, TESSERA_SCHEMA_NODES);
    return compiled;
}

static const void *prepare(inquiry *q, const char *name, const json_value *document) {
    const void *prepared = q->language->prepare(q->memory, document);
    if (prepared == NULL)
        inquiry_refuse(q, TESSERA_E_VALIDATION, "%s: it is too large to be compared", name);
    return prepared;
}

static bool compare_schemas(inquiry *q) {
    const compiled_schema *old = compile(q, "old_schema", q->old), *new = NULL;
    if (old == NULL || (new = compile(q, "new_schema", q->new)) == NULL)
        return false;
    q->changes = schema_diff_within(q->memory, &schema_budget_default, q->policy, old, new);
    schema_explain(q->memory, &schema_budget_default, old, new, q->changes, q->mode);
    return true;
}

static bool compare_documents(inquiry *q, const json_value *before, const json_value *after) {
    q->old_prepared = prepare(q, "old_schema", before);
    q->new_prepared = q->old_prepared == NULL ? NULL : prepare(q, "new_schema", after);
    if (q->new_prepared == NULL)
        return false;
    q->changes = q->language->compare(q->memory, &schema_budget_default, q->old_prepared, q->new_prepared);
    if (q->policy == SCHEMA_LENIENT)
        schema_be_lenient(q->changes);
    format_explain(q->language, q->changes, q->mode);
    return true;
}

// Reads both schemas and finds what changed, by the rules of their language.
static bool compare(inquiry *q) {
    const tessera_schema_input *in = &q->input;
    const json_value *after = NULL;
    const json_value *before = read_document(q, q->language, "old_schema", in->old_schema, in->old_length, &q->old);
    if (before != NULL)
        after = read_document(q, q->language, "new_schema", in->new_schema, in->new_length, &q->new);
    if (after == NULL)
        return false;
    if (!(q->language->compare == NULL ? compare_schemas(q) : compare_documents(q, before, after)))
        return false;
    q->breaking = schema_breaking(q->memory, q->changes, q->mode);
    return true;
}

// --- records ---------------------------------------------------------------------------------------------------------

static bool is_too_large(const inquiry *q) {
    return q->printed > TESSERA_SCHEMA_RESULT_BYTES;
}

// The value as JSON text; NULL gives NULL. Many changes may each tell a long value, so once the result is too large, no more
// is printed.
static const char *print(inquiry *q, const json_value *value) {
    if (value == NULL || is_too_large(q))
        return NULL;
    buffer_clear(&q->scratch, SIZE_MAX);
    json_write(&q->scratch, value);
    q->printed += q->scratch.length;
    return arena_text(q->memory, buffer_text(&q->scratch));
}

static tessera_compatibility_mode mode_told(const inquiry *q) {
    return (tessera_compatibility_mode)(q->mode + 1);
}

static tessera_compatibility_policy policy_told(const inquiry *q) {
    return (tessera_compatibility_policy)(q->policy + 1);
}

static tessera_change_type change_type_told(schema_change_type type) {
    return (tessera_change_type)(type + 1);
}

static tessera_certainty certainty_told(schema_changes breaking) {
    return (tessera_certainty)(schema_certainty_of(breaking) + 1);
}

static tessera_strings strings_told(const char *const *items, size_t count) {
    return (tessera_strings){.count = count, .items = items};
}

static schema_changes told(inquiry *q, schema_changes changes) {
    size_t room = SCHEMA_VALUES_MAX;
    return schema_changes_within(q->memory, changes, &room);
}

static tessera_schema_side accepted_by(const schema_change *change) {
    if (change->example.document == NULL)
        return TESSERA_SCHEMA_SIDE_UNSET;
    return change->example.old_accepts ? TESSERA_SCHEMA_SIDE_OLD : TESSERA_SCHEMA_SIDE_NEW;
}

static tessera_breaking_change_array changes_told(inquiry *q, schema_changes changes) {
    const uint64_t of_contracts = TESSERA_BIT(breaking_change, touched_fields) |
                                  TESSERA_BIT(breaking_change, concerned_teams) |
                                  TESSERA_BIT(breaking_change, against_version);
    changes = told(q, changes);
    tessera_breaking_change *records = arena_array(q->memory, changes.count, sizeof *records);
    const tessera_breaking_change **items = arena_array(q->memory, changes.count, sizeof *items);
    for (size_t i = 0; i < changes.count; i++) {
        const schema_change *change = &changes.items[i];
        records[i] = (tessera_breaking_change){
            .present = ALL_PRESENT & ~of_contracts,
            .type = schema_change_kind_name(change->kind),
            .path = change->path,
            .pointer = change->pointer,
            .message = change->message,
            .old_value = print(q, change->old_value),
            .new_value = print(q, change->new_value),
            .example = print(q, change->example.document),
            .accepted_by = accepted_by(change),
            .rejected_part = change->example.rejected_part,
            .reason = change->example.reason,
        };
        items[i] = &records[i];
    }
    return (tessera_breaking_change_array){.count = changes.count, .items = items};
}

static tessera_schema_change_array judged_changes_told(inquiry *q, schema_changes changes) {
    changes = told(q, changes);
    tessera_schema_change *records = arena_array(q->memory, changes.count, sizeof *records);
    const tessera_schema_change **items = arena_array(q->memory, changes.count, sizeof *items);
    for (size_t i = 0; i < changes.count; i++) {
        const schema_change *change = &changes.items[i];
        records[i] = (tessera_schema_change){
            .present = ALL_PRESENT,
            .type = schema_change_kind_name(change->kind),
            .path = change->path,
            .pointer = change->pointer,
            .message = change->message,
            .old_value = print(q, change->old_value),
            .new_value = print(q, change->new_value),
            .breaks_backward = schema_breaks(change->kind, SCHEMA_BACKWARD),
            .breaks_forward = schema_breaks(change->kind, SCHEMA_FORWARD),
            .breaks_full = schema_breaks(change->kind, SCHEMA_FULL),
        };
        items[i] = &records[i];
    }
    return (tessera_schema_change_array){.count = changes.count, .items = items};
}

static tessera_migration_suggestion_array remedies_told(inquiry *q, remedies found) {
    tessera_migration_suggestion *records = arena_array(q->memory, found.count, sizeof *records);
    const tessera_migration_suggestion **items = arena_array(q->memory, found.count, sizeof *items);
    for (size_t i = 0; i < found.count; i++) {
        const remedy *from = &found.items[i];
        records[i] = (tessera_migration_suggestion){
            .present = ALL_PRESENT,
            .strategy = from->strategy,
            .description = from->description,
            .confidence = from->confidence,
            .suggested_schema = print(q, from->suggested_schema),
            .changes_made = strings_told(from->changes_made, from->changes_count),
        };
        items[i] = &records[i];
    }
    return (tessera_migration_suggestion_array){.count = found.count, .items = items};
}

// --- questions -------------------------------------------------------------------------------------------------------

// Each gives the struct of its model, or NULL when something was refused.
static const void *answer_diff(inquiry *q) {
    if (!compare(q))
        return NULL;
    tessera_schema_comparison *result = arena_new_of(q->memory, tessera_schema_comparison);
    *result = (tessera_schema_comparison){
        .present = ALL_PRESENT,
        .change_type = change_type_told(schema_change_type_of(q->changes)),
        .is_compatible = q->breaking.count == 0,
        .certainty = certainty_told(q->breaking),
        .breaking_changes = changes_told(q, q->breaking),
        .all_changes = judged_changes_told(q, q->changes),
        .compatibility_mode = mode_told(q),
        .compatibility_policy = policy_told(q),
    };
    return result;
}

static const void *answer_compatibility(inquiry *q) {
    if (!compare(q))
        return NULL;
    tessera_schema_compatibility *result = arena_new_of(q->memory, tessera_schema_compatibility);
    *result = (tessera_schema_compatibility){
        .present = ALL_PRESENT,
        .is_compatible = q->breaking.count == 0,
        .certainty = certainty_told(q->breaking),
        .breaking_changes = changes_told(q, q->breaking),
        .compatibility_mode = mode_told(q),
        .compatibility_policy = policy_told(q),
    };
    return result;
}

static const void *answer_validity(inquiry *q) {
    const json_value *schema = read_object(q, "schema", q->input.new_schema, q->input.new_length);
    if (schema == NULL)
        return NULL;
    schema_errors errors = schema_validate(q->memory, schema);
    tessera_schema_validity *result = arena_new_of(q->memory, tessera_schema_validity);
    *result = (tessera_schema_validity){
        .present = ALL_PRESENT,
        .valid = errors.count == 0,
        .errors = strings_told(errors.items, errors.count),
    };
    return result;
}

// Reads the schemas, or of a first contract the only one, and the version.
static bool read_versioned(inquiry *q, text current, bool first) {
    if (first != (q->input.old_schema == NULL))
        return inquiry_refuse(q, TESSERA_E_VALIDATION, "%s: none is given, although %s is",
                              first ? "current_version" : "old_schema", first ? "old_schema" : "current_version");
    if (!first && (current.length > VERSION_LENGTH_MAX || !version_is_well_formed(current)))
        return inquiry_refuse(
            q, TESSERA_E_VALIDATION,
            "current_version: '%s' is not MAJOR.MINOR.PATCH with optional -prerelease and +build, of at most %d "
            "characters",
            q->input.current_version, VERSION_LENGTH_MAX);
    if (!first)
        return compare(q);
    return read_document(q, q->language, "new_schema", q->input.new_schema, q->input.new_length, &q->new) != NULL;
}

static const void *answer_version(inquiry *q) {
    text current = text_of(q->input.current_version);
    if (!read_versioned(q, current, current.data == NULL))
        return NULL;
    version_suggestion suggestion = version_suggest(q->memory, current, q->changes, q->mode);
    tessera_version_suggestion *result = arena_new_of(q->memory, tessera_version_suggestion);
    *result = (tessera_version_suggestion){
        .present = ALL_PRESENT,
        .suggested_version = suggestion.suggested,
        .current_version = suggestion.current,
        .change_type = change_type_told(suggestion.change_type),
        .reason = suggestion.reason,
        .is_first_contract = suggestion.first,
        .breaking_changes = changes_told(q, suggestion.breaking),
    };
    return result;
}

static remedies suggest(inquiry *q) {
    if (q->language->suggest != NULL)
        return q->language->suggest(q->memory, q->old_prepared, q->new_prepared, q->breaking, q->mode);
    return remedies_suggest(q->memory, q->old, q->new, q->breaking, q->mode);
}

static const void *answer_migration(inquiry *q) {
    if (!compare(q))
        return NULL;
    tessera_schema_migration *result = arena_new_of(q->memory, tessera_schema_migration);
    *result = (tessera_schema_migration){
        .present = ALL_PRESENT,
        .migration_suggestions = remedies_told(q, suggest(q)),
    };
    return result;
}

static const void *answer_avro(inquiry *q) {
    const json_value *schema;
    if (read_document(q, format_get(FORMAT_avro), "schema", q->input.new_schema, q->input.new_length, &schema) == NULL)
        return NULL;
    tessera_schema_conversion *result = arena_new_of(q->memory, tessera_schema_conversion);
    *result = (tessera_schema_conversion){.present = ALL_PRESENT, .schema = print(q, schema)};
    return result;
}

// What is asked for, or false when it is refused.
static bool read_sampling(inquiry *q, schema_sampling *order) {
    tessera_example_kind kind =
        q->input.kind == TESSERA_EXAMPLE_KIND_UNSET ? TESSERA_EXAMPLE_KIND_INSIDE : q->input.kind;
    if (tessera_example_kind_text(kind) == NULL)
        return inquiry_refuse(q, TESSERA_E_VALIDATION, "kind: %d is no kind", (int)kind);
    if (q->input.count > TESSERA_SCHEMA_EXAMPLES_MAX)
        return inquiry_refuse(q, TESSERA_E_VALIDATION, "count: it is greater than %d", TESSERA_SCHEMA_EXAMPLES_MAX);
    *order = (schema_sampling){.count = q->input.count == 0 ? EXAMPLES_USUAL : q->input.count,
                               .seed = q->input.seed,
                               .kind = (schema_sample_kind)(kind - 1)};
    return true;
}

static const void *answer_examples(inquiry *q) {
    const json_value *schema;
    schema_sampling order;
    const format *language = format_get(FORMAT_json_schema);
    if (!read_sampling(q, &order) ||
        read_document(q, language, "schema", q->input.new_schema, q->input.new_length, &schema) == NULL)
        return NULL;
    const compiled_schema *compiled = compile(q, "schema", schema);
    if (compiled == NULL)
        return NULL;
    schema_samples found = schema_sample_documents(q->memory, &schema_budget_default, compiled, &order);
    tessera_schema_example *records = arena_array(q->memory, found.count + 1, sizeof *records);
    const tessera_schema_example **items = arena_array(q->memory, found.count + 1, sizeof *items);
    for (size_t i = 0; i < found.count; i++) {
        const schema_sample *sample = &found.items[i];
        records[i] = (tessera_schema_example){
            .present = ALL_PRESENT,
            .document = print(q, sample->document),
            .kind = (tessera_example_kind)(sample->kind + 1),
            .valid = sample->kind != SCHEMA_SAMPLE_BEYOND,
            .part = sample->pointer,
            .keyword = sample->keyword,
        };
        items[i] = &records[i];
    }
    tessera_schema_example_list *result = arena_new_of(q->memory, tessera_schema_example_list);
    *result = (tessera_schema_example_list){.present = ALL_PRESENT, .examples = {.count = found.count, .items = items}};
    return result;
}

static const void *answer_digest(inquiry *q) {
    const json_value *schema;
    const json_value *document =
        read_document(q, q->language, "schema", q->input.new_schema, q->input.new_length, &schema);
    if (document == NULL)
        return NULL;
    char digest[SHA256_HEX_LENGTH + 1];
    buffer_clear(&q->scratch, SIZE_MAX);
    buffer_append_string(&q->scratch, q->language->name);
    buffer_append_byte(&q->scratch, ' ');
    json_write_canonical(&q->scratch, document);
    tessera_document_digest *result = arena_new_of(q->memory, tessera_document_digest);
    *result = (tessera_document_digest){
        .present = ALL_PRESENT,
        .sha256 = arena_text(q->memory, text_of(sha256_hex(buffer_text(&q->scratch), digest))),
        .schema_format = (tessera_schema_format)q->input.schema_format,
    };
    return result;
}

static const void *answer_place(inquiry *q) {
    if (read_value(q, "schema", q->input.new_schema, q->input.new_length) == NULL)
        return NULL;
    tessera_json_position found;
    if (!tessera_json_locate(q->input.new_schema, q->input.new_length, q->input.pointer, &found)) {
        inquiry_refuse(q, TESSERA_E_VALIDATION, "pointer: it is no JSON pointer");
        return NULL;
    }
    tessera_document_place *result = arena_new_of(q->memory, tessera_document_place);
    *result = (tessera_document_place){
        .present = ALL_PRESENT,
        .line = (int64_t)found.line,
        .column = (int64_t)found.column,
        .offset = (int64_t)found.offset,
        .pointer = arena_text(q->memory, (text){q->input.pointer, found.matched}),
        .exact = q->input.pointer[found.matched] == '\0',
    };
    return result;
}

// --- answers ---------------------------------------------------------------------------------------------------------

// The record as JSON text on the heap, or NULL when it is refused as too large.
static char *write_result(inquiry *q, const tessera_reflect_model *model, const void *record, size_t *length) {
    buffer text;
    char *json = NULL;
    buffer_init(&text, TESSERA_SCHEMA_RESULT_BYTES);
    if (!is_too_large(q)) {
        encode_record(model, record, &text);
        json = buffer_take(&text, length);
    }
    if (json == NULL)
        inquiry_refuse(q, TESSERA_E_TOO_LARGE, "the result is larger than %zu bytes", TESSERA_SCHEMA_RESULT_BYTES);
    buffer_done(&text);
    return json;
}

static const struct {
    const void *(*answer)(inquiry *q);
    const tessera_reflect_model *model;
} questions[] = {
    [TESSERA_SCHEMA_DIFF] = {answer_diff, &table_model_schema_comparison},
    [TESSERA_SCHEMA_CHECK_COMPATIBILITY] = {answer_compatibility, &table_model_schema_compatibility},
    [TESSERA_SCHEMA_VALIDATE] = {answer_validity, &table_model_schema_validity},
    [TESSERA_SCHEMA_SUGGEST_VERSION] = {answer_version, &table_model_version_suggestion},
    [TESSERA_SCHEMA_SUGGEST_MIGRATION] = {answer_migration, &table_model_schema_migration},
    [TESSERA_SCHEMA_FROM_AVRO] = {answer_avro, &table_model_schema_conversion},
    [TESSERA_SCHEMA_EXAMPLES] = {answer_examples, &table_model_schema_example_list},
    [TESSERA_SCHEMA_DIGEST] = {answer_digest, &table_model_document_digest},
    [TESSERA_SCHEMA_LOCATE] = {answer_place, &table_model_document_place},
};

bool inquiry_is_question(tessera_schema_question question) {
    return (size_t)question < sizeof questions / sizeof questions[0];
}

const tessera_reflect_model *inquiry_model(tessera_schema_question question) {
    return questions[question].model;
}

char *inquiry_answer(inquiry *q, tessera_schema_question question, size_t *length) {
    const void *record = questions[question].answer(q);
    return record == NULL ? NULL : write_result(q, questions[question].model, record, length);
}

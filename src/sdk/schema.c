// The schema engine behind tessera/schema.h: texts in, results of the API's own models out.
#include "tessera/schema.h"
#include "base/memory.h"
#include "formats/avro/avro.h"
#include "schema/advise/remedy.h"
#include "schema/advise/version.h"
#include "sdk/block.h"
#include "sdk/core.h"
#include "sdk/decode.h"
#include "tessera/json.h"
#include <assert.h>
#include <stdlib.h>

// The fields that the first release had: what a caller means who leaves struct_size at zero.
#define FIRST_OPTIONS_SIZE (offsetof(tessera_schema_options, compatibility_mode) + sizeof(tessera_compatibility_mode))
#define FIRST_INPUT_SIZE (offsetof(tessera_schema_input, compatibility_mode) + sizeof(tessera_compatibility_mode))

enum { MEMORY_AT_ONCE = 16 << 20 };

static_assert((int)TESSERA_COMPATIBILITY_MODE_BACKWARD == (int)SCHEMA_BACKWARD + 1, "modes are in one order");
static_assert((int)TESSERA_COMPATIBILITY_MODE_NONE == (int)SCHEMA_NONE + 1, "modes are in one order");
static_assert(TESSERA_SCHEMA_NODES == SCHEMA_NODES_MAX, "the interface tells the engine's limit");
// A result holds schemas a few levels further in, converted ones up to AVRO_DEPTH_MAX more.
static_assert(TESSERA_SCHEMA_NESTING + AVRO_DEPTH_MAX + 16 <= TESSERA_JSON_DEPTH, "results can be read");

typedef struct work {
    arena *memory;
    tessera_schema_input input;
    schema_mode mode;
    tessera_error *error;
    tessera_status status; // TESSERA_OK until something is refused
    const json_value *old, *new;
    schema_changes changes, breaking;
    json_writer out;
} work;

static bool refuse(work *w, tessera_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));
static bool refuse(work *w, tessera_status status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    w->status = error_fill(w->error, status, arena_vprintf(w->memory, format, arguments));
    va_end(arguments);
    return false;
}

// --- reading ---------------------------------------------------------------------------------------------------------

// The object that a text holds, or NULL when it is refused under that name.
static const json_value *read_object(work *w, const char *name, const char *source, size_t length) {
    json_error problem;
    const json_value *value = NULL;
    if (source == NULL)
        refuse(w, TESSERA_E_USAGE, "%s: none is given", name);
    else if (length > TESSERA_SCHEMA_BYTES)
        refuse(w, TESSERA_E_VALIDATION, "%s: it is longer than %zu bytes", name, TESSERA_SCHEMA_BYTES);
    else if ((value = json_parse(w->memory, (text){source, length}, TESSERA_SCHEMA_NESTING, &problem)) == NULL)
        problem.too_deep
            ? refuse(w, TESSERA_E_VALIDATION, "%s: it is nested deeper than %d levels", name, TESSERA_SCHEMA_NESTING)
            : refuse(w, TESSERA_E_VALIDATION, "%s: it is not JSON: %s (at byte %zu)", name, problem.message,
                     problem.offset);
    else if (value->type != JSON_OBJECT)
        refuse(w, TESSERA_E_VALIDATION, "%s: it is not a JSON object", name);
    return w->status == TESSERA_OK ? value : NULL;
}

static bool refuse_errors(work *w, const char *name, const char *what, schema_errors errors) {
    const char *more = errors.count > 1 ? arena_printf(w->memory, " (and %zu more)", errors.count - 1) : "";
    return refuse(w, TESSERA_E_VALIDATION, "%s: %s%s%s", name, what, errors.items[0], more);
}

// A valid JSON Schema, or NULL when the text is refused under that name.
static const json_value *read_schema(work *w, const char *name, const char *source, size_t length) {
    const json_value *value = read_object(w, name, source, length);
    if (value == NULL)
        return NULL;
    schema_errors errors = schema_validate(w->memory, value);
    if (errors.count == 0)
        return value;
    refuse_errors(w, name, "", errors);
    return NULL;
}

static const compiled_schema *compile(work *w, const char *name, const json_value *schema) {
    const compiled_schema *compiled = schema_compile(w->memory, schema);
    if (compiled == NULL)
        refuse(w, TESSERA_E_VALIDATION, "%s: it holds more than %d subschemas", name, TESSERA_SCHEMA_NODES);
    return compiled;
}

// Reads both schemas and finds what changed.
static bool compare(work *w) {
    const compiled_schema *old = NULL, *new = NULL;
    w->old = read_schema(w, "old_schema", w->input.old_schema, w->input.old_length);
    if (w->old != NULL)
        w->new = read_schema(w, "new_schema", w->input.new_schema, w->input.new_length);
    if (w->new == NULL || (old = compile(w, "old_schema", w->old)) == NULL ||
        (new = compile(w, "new_schema", w->new)) == NULL)
        return false;
    w->changes = schema_diff(w->memory, old, new);
    w->breaking = schema_breaking(w->memory, w->changes, w->mode);
    return true;
}

// --- the questions ---------------------------------------------------------------------------------------------------

static schema_changes told(work *w, schema_changes changes) {
    size_t room = SCHEMA_VALUES_MAX;
    return schema_changes_within(w->memory, changes, &room);
}

static void write_value(json_writer *out, const char *name, const json_value *value) {
    json_name(out, name);
    if (value == NULL)
        json_null(out);
    else
        json_value_out(out, value);
}

static void write_change_members(json_writer *out, const schema_change *change) {
    json_name(out, "type");
    json_string(out, text_of(schema_change_kind_name(change->kind)));
    json_name(out, "path");
    json_string(out, text_of(change->path));
    json_name(out, "message");
    json_string(out, text_of(change->message));
    write_value(out, "old_value", change->old_value);
    write_value(out, "new_value", change->new_value);
}

// Ends early when the buffer has failed.
static void write_changes(json_writer *out, schema_changes changes) {
    json_begin_array(out);
    for (size_t i = 0; i < changes.count && !out->out->failed; i++) {
        json_begin_object(out);
        write_change_members(out, &changes.items[i]);
        json_end_object(out);
    }
    json_end_array(out);
}

static void write_verdict(work *w) {
    json_name(&w->out, "is_compatible");
    json_boolean(&w->out, w->breaking.count == 0);
    json_name(&w->out, "breaking_changes");
    write_changes(&w->out, told(w, w->breaking));
}

static void write_mode(work *w) {
    json_name(&w->out, "compatibility_mode");
    json_string(&w->out, text_of(schema_mode_name(w->mode)));
}

static void write_judged(json_writer *out, const schema_change *change) {
    json_begin_object(out);
    write_change_members(out, change);
    json_name(out, "breaks_backward");
    json_boolean(out, schema_breaks(change->kind, SCHEMA_BACKWARD));
    json_name(out, "breaks_forward");
    json_boolean(out, schema_breaks(change->kind, SCHEMA_FORWARD));
    json_name(out, "breaks_full");
    json_boolean(out, schema_breaks(change->kind, SCHEMA_FULL));
    json_end_object(out);
}

static bool answer_diff(work *w) {
    if (!compare(w))
        return false;
    schema_changes all = told(w, w->changes);
    json_begin_object(&w->out);
    json_name(&w->out, "change_type");
    json_string(&w->out, text_of(schema_change_type_name(schema_change_type_of(w->changes))));
    write_verdict(w);
    json_name(&w->out, "all_changes");
    json_begin_array(&w->out);
    for (size_t i = 0; i < all.count && !w->out.out->failed; i++)
        write_judged(&w->out, &all.items[i]);
    json_end_array(&w->out);
    write_mode(w);
    json_end_object(&w->out);
    return true;
}

static bool answer_compatibility(work *w) {
    if (!compare(w))
        return false;
    json_begin_object(&w->out);
    write_verdict(w);
    write_mode(w);
    json_end_object(&w->out);
    return true;
}

static bool answer_validity(work *w) {
    const json_value *schema = read_object(w, "schema", w->input.new_schema, w->input.new_length);
    if (schema == NULL)
        return false;
    schema_errors errors = schema_validate(w->memory, schema);
    json_begin_object(&w->out);
    json_name(&w->out, "valid");
    json_boolean(&w->out, errors.count == 0);
    json_name(&w->out, "errors");
    json_begin_array(&w->out);
    for (size_t i = 0; i < errors.count; i++)
        json_string(&w->out, text_of(errors.items[i]));
    json_end_array(&w->out);
    json_end_object(&w->out);
    return true;
}

static void write_suggestion(json_writer *out, const version_suggestion *s) {
    json_begin_object(out);
    json_name(out, "suggested_version");
    json_string(out, text_of(s->suggested));
    json_name(out, "current_version");
    json_string(out, text_of(s->current));
    json_name(out, "change_type");
    json_string(out, text_of(schema_change_type_name(s->change_type)));
    json_name(out, "reason");
    json_string(out, text_of(s->reason));
    json_name(out, "is_first_contract");
    json_boolean(out, s->first);
    json_name(out, "breaking_changes");
    write_changes(out, s->breaking);
    json_end_object(out);
}

static bool answer_version(work *w) {
    text current = text_of(w->input.current_version);
    bool first = w->input.current_version == NULL;
    if (first != (w->input.old_schema == NULL))
        return refuse(w, TESSERA_E_VALIDATION, "%s: none is given, although %s is",
                      first ? "current_version" : "old_schema", first ? "old_schema" : "current_version");
    if (!first && (current.length > VERSION_LENGTH_MAX || !version_is_well_formed(current)))
        return refuse(
            w, TESSERA_E_VALIDATION,
            "current_version: '%s' is not MAJOR.MINOR.PATCH with optional -prerelease and +build, of at most %d "
            "characters",
            w->input.current_version, VERSION_LENGTH_MAX);
    if (first ? read_schema(w, "new_schema", w->input.new_schema, w->input.new_length) == NULL : !compare(w))
        return false;
    version_suggestion suggestion = version_suggest(w->memory, first ? TEXT_NONE : current, w->changes, w->mode);
    suggestion.breaking = told(w, suggestion.breaking);
    write_suggestion(&w->out, &suggestion);
    return true;
}

static void write_remedies(json_writer *out, remedies found) {
    json_begin_array(out);
    for (size_t i = 0; i < found.count; i++) {
        const remedy *r = &found.items[i];
        json_begin_object(out);
        json_name(out, "strategy");
        json_string(out, text_of(r->strategy));
        json_name(out, "description");
        json_string(out, text_of(r->description));
        json_name(out, "confidence");
        json_string(out, text_of(r->confidence));
        json_name(out, "suggested_schema");
        json_value_out(out, r->suggested_schema);
        json_name(out, "changes_made");
        json_begin_array(out);
        for (size_t j = 0; j < r->changes_count; j++)
            json_string(out, text_of(r->changes_made[j]));
        json_end_array(out);
        json_end_object(out);
    }
    json_end_array(out);
}

static bool answer_migration(work *w) {
    if (!compare(w))
        return false;
    json_begin_object(&w->out);
    json_name(&w->out, "migration_suggestions");
    write_remedies(&w->out, remedies_suggest(w->memory, w->old, w->new, w->breaking, w->mode));
    json_end_object(&w->out);
    return true;
}

static bool answer_avro(work *w) {
    const json_value *avro = read_object(w, "schema", w->input.new_schema, w->input.new_length);
    if (avro == NULL)
        return false;
    schema_errors errors = avro_validate(w->memory, avro);
    if (errors.count > 0)
        return refuse_errors(w, "schema", "Invalid Avro schema: ", errors);
    avro_conversion made = avro_convert(w->memory, avro);
    if (made.schema == NULL)
        return refuse(w, TESSERA_E_VALIDATION, "schema: Failed to convert Avro schema: %s%s%s", made.message,
                      made.path[0] == '\0' ? "" : ", at ", made.path);
    json_begin_object(&w->out);
    json_name(&w->out, "schema");
    json_value_out(&w->out, made.schema);
    json_end_object(&w->out);
    return true;
}

static const struct {
    bool (*answer)(work *w);
    const char *model;
} questions[] = {
    [TESSERA_SCHEMA_DIFF] = {answer_diff, "schema_comparison"},
    [TESSERA_SCHEMA_CHECK_COMPATIBILITY] = {answer_compatibility, "schema_compatibility"},
    [TESSERA_SCHEMA_VALIDATE] = {answer_validity, "schema_validity"},
    [TESSERA_SCHEMA_SUGGEST_VERSION] = {answer_version, "version_suggestion"},
    [TESSERA_SCHEMA_SUGGEST_MIGRATION] = {answer_migration, "schema_migration"},
    [TESSERA_SCHEMA_FROM_AVRO] = {answer_avro, "schema_conversion"},
};

// --- answering -------------------------------------------------------------------------------------------------------

static bool begin(work *w, tessera_schema_question question, const tessera_schema_input *input) {
    if ((size_t)question >= sizeof questions / sizeof questions[0] || input == NULL)
        return refuse(w, TESSERA_E_USAGE, "there is no such question, or no input");
    size_t size = input->struct_size == 0 ? FIRST_INPUT_SIZE : input->struct_size;
    memcpy(&w->input, input, size < sizeof w->input ? size : sizeof w->input);
    int mode = w->input.compatibility_mode;
    if (mode == TESSERA_COMPATIBILITY_MODE_UNSET)
        mode = TESSERA_COMPATIBILITY_MODE_BACKWARD;
    if (tessera_compatibility_mode_text(mode) == NULL)
        return refuse(w, TESSERA_E_VALIDATION, "compatibility_mode: %d is no mode", mode);
    w->mode = (schema_mode)(mode - 1);
    return true;
}

// What an arena begins with: for schemas of these lengths mostly all that is needed, in one piece. Memory that comes and goes in
// pieces is given back to the system each time, and page by page faulted in again.
static size_t memory_for(const tessera_schema_input *input) {
    size_t bytes = input == NULL ? 0 : 8 * (input->old_length + input->new_length);
    return bytes < 4096 ? 4096 : bytes < MEMORY_AT_ONCE ? bytes : MEMORY_AT_ONCE;
}

// The result as JSON text on the heap, or NULL with the status and the error.
static char *answer(tessera_schema_question question, const tessera_schema_input *input, size_t *length,
                    tessera_status *status, tessera_error *error) {
    buffer text;
    buffer_init(&text, TESSERA_SCHEMA_RESULT_BYTES);
    work w = {.memory = arena_new(memory_for(input)), .error = error, .out = json_writer_on(&text)};
    char *json = NULL;
    if (begin(&w, question, input) && questions[question].answer(&w) && (json = buffer_take(&text, length)) == NULL)
        refuse(&w, TESSERA_E_TOO_LARGE, "the result is larger than %zu bytes", TESSERA_SCHEMA_RESULT_BYTES);
    buffer_done(&text);
    arena_free(w.memory);
    *status = w.status;
    return json;
}

tessera_reply *tessera_schema_answer(tessera_schema_question question, const tessera_schema_input *input,
                                     const tessera_reflect_model **model, tessera_error *error) {
    tessera_status status;
    size_t length;
    char *json = answer(question, input, &length, &status, error);
    if (json == NULL)
        return NULL;
    if (model != NULL)
        *model = tessera_reflect_model_find(questions[question].model);
    tessera_reply *reply = block_new(sizeof *reply, json);
    *reply = (tessera_reply){.content_type = "application/json", .body = json, .length = length};
    return reply;
}

// The result as the struct of its model, into `*out`.
static int answer_record(tessera_schema_question question, tessera_schema_input *input,
                         const tessera_schema_options *options, void **out, tessera_error *error) {
    tessera_status status;
    size_t length, size = options == NULL ? 0 : options->struct_size == 0 ? FIRST_OPTIONS_SIZE : options->struct_size;
    tessera_schema_options given = {0};
    if (options != NULL)
        memcpy(&given, options, size < sizeof given ? size : sizeof given);
    input->compatibility_mode = given.compatibility_mode;
    input->struct_size = sizeof *input;
    input->old_length = input->old_schema == NULL ? 0 : strlen(input->old_schema);
    input->new_length = input->new_schema == NULL ? 0 : strlen(input->new_schema);
    char *json = answer(question, input, &length, &status, error);
    if (json == NULL)
        return status;
    char problem[256];
    void *record = decode_reply(TESSERA_SHAPE_ONE, tessera_reflect_model_find(questions[question].model), json, length,
                                problem, sizeof problem);
    if (record == NULL) {
        free(json);
        return error_fill(error, TESSERA_E_PROTOCOL, problem);
    }
    if (out != NULL)
        *out = record;
    else
        tessera_record_free(record);
    return TESSERA_OK;
}

int tessera_schema_diff(const char *old_schema, const char *new_schema, const tessera_schema_options *options,
                        tessera_schema_comparison **out, tessera_error *error) {
    tessera_schema_input input = {.old_schema = old_schema, .new_schema = new_schema};
    return answer_record(TESSERA_SCHEMA_DIFF, &input, options, (void **)out, error);
}

int tessera_schema_check_compatibility(const char *old_schema, const char *new_schema,
                                       const tessera_schema_options *options, tessera_schema_compatibility **out,
                                       tessera_error *error) {
    tessera_schema_input input = {.old_schema = old_schema, .new_schema = new_schema};
    return answer_record(TESSERA_SCHEMA_CHECK_COMPATIBILITY, &input, options, (void **)out, error);
}

int tessera_schema_validate(const char *schema, tessera_schema_validity **out, tessera_error *error) {
    tessera_schema_input input = {.new_schema = schema};
    return answer_record(TESSERA_SCHEMA_VALIDATE, &input, NULL, (void **)out, error);
}

int tessera_schema_suggest_version(const char *old_schema, const char *new_schema, const char *current_version,
                                   const tessera_schema_options *options, tessera_version_suggestion **out,
                                   tessera_error *error) {
    tessera_schema_input input = {
        .old_schema = old_schema, .new_schema = new_schema, .current_version = current_version};
    return answer_record(TESSERA_SCHEMA_SUGGEST_VERSION, &input, options, (void **)out, error);
}

int tessera_schema_suggest_migration(const char *old_schema, const char *new_schema,
                                     const tessera_schema_options *options, tessera_schema_migration **out,
                                     tessera_error *error) {
    tessera_schema_input input = {.old_schema = old_schema, .new_schema = new_schema};
    return answer_record(TESSERA_SCHEMA_SUGGEST_MIGRATION, &input, options, (void **)out, error);
}

int tessera_schema_from_avro(const char *avro_schema, tessera_schema_conversion **out, tessera_error *error) {
    tessera_schema_input input = {.new_schema = avro_schema};
    return answer_record(TESSERA_SCHEMA_FROM_AVRO, &input, NULL, (void **)out, error);
}

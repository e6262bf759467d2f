// The schema engine behind tessera/schema.h: texts in, results of the API's own models out, as JSON text or that text decoded
// into a block of its own.
#include "tessera/schema.h"
#include "sdk/block.h"
#include "sdk/core.h"
#include "sdk/decode.h"
#include "sdk/inquiry.h"
#include "sdk/versioned.h"
#include <stdlib.h>

enum { MEMORY_AT_ONCE = 16 << 20 };

static bool begin(inquiry *q, tessera_schema_question question, bool given) {
    if (!inquiry_is_question(question) || !given)
        return inquiry_refuse(q, TESSERA_E_USAGE, "there is no such question, or no input");
    int mode = q->input.compatibility_mode;
    if (mode == TESSERA_COMPATIBILITY_MODE_UNSET)
        mode = TESSERA_COMPATIBILITY_MODE_BACKWARD;
    if (tessera_compatibility_mode_text(mode) == NULL)
        return inquiry_refuse(q, TESSERA_E_VALIDATION, "compatibility_mode: %d is no mode", mode);
    q->mode = (schema_mode)(mode - 1);
    int policy = q->input.compatibility_policy;
    if (policy == TESSERA_COMPATIBILITY_POLICY_UNSET)
        policy = TESSERA_COMPATIBILITY_POLICY_YARDSTICK;
    if (tessera_compatibility_policy_text(policy) == NULL)
        return inquiry_refuse(q, TESSERA_E_VALIDATION, "compatibility_policy: %d is no policy", policy);
    q->policy = (schema_policy)(policy - 1);
    int language = q->input.schema_format;
    if (language == TESSERA_SCHEMA_FORMAT_UNSET)
        language = TESSERA_SCHEMA_FORMAT_JSON_SCHEMA;
    if (tessera_schema_format_text(language) == NULL)
        return inquiry_refuse(q, TESSERA_E_VALIDATION, "schema_format: %d is no format", language);
    q->language = format_get((format_id)(language - 1));
    q->input.schema_format = (tessera_schema_format)language;
    return true;
}

// What an arena begins with: for schemas of these lengths mostly all that is needed, in one piece. Memory that comes and goes in
// pieces is given back to the system each time, and page by page faulted in again.
static size_t memory_for(const tessera_schema_input *input) {
    size_t bytes = 8 * (input->old_length + input->new_length);
    return bytes < 4096 ? 4096 : bytes < MEMORY_AT_ONCE ? bytes : MEMORY_AT_ONCE;
}

// The result as JSON text on the heap, or NULL with the status and the error.
static char *answer(tessera_schema_question question, const tessera_schema_input *input, size_t *length,
                    tessera_status *status, tessera_error *error) {
    inquiry q = {.error = error};
    VERSIONED_READ(&q.input, input, compatibility_mode);
    q.memory = arena_new(memory_for(&q.input));
    buffer_init(&q.scratch, SIZE_MAX);
    char *json = begin(&q, question, input != NULL) ? inquiry_answer(&q, question, length) : NULL;
    buffer_done(&q.scratch);
    arena_free(q.memory);
    *status = q.status;
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
        *model = inquiry_model(question);
    tessera_reply *reply = block_new(sizeof *reply, json);
    *reply = (tessera_reply){.content_type = "application/json", .body = json, .length = length};
    return reply;
}

// The result as the struct of its model, into `*out`.
static int answer_record(tessera_schema_question question, tessera_schema_input *input,
                         const tessera_schema_options *options, void **out, tessera_error *error) {
    tessera_status status;
    size_t length;
    tessera_schema_options given;
    VERSIONED_READ(&given, options, compatibility_mode);
    input->compatibility_mode = given.compatibility_mode;
    input->schema_format = given.schema_format;
    input->compatibility_policy = given.compatibility_policy;
    input->struct_size = sizeof *input;
    input->old_length = input->old_schema == NULL ? 0 : strlen(input->old_schema);
    input->new_length = input->new_schema == NULL ? 0 : strlen(input->new_schema);
    char *json = answer(question, input, &length, &status, error);
    if (json == NULL)
        return status;
    char problem[256];
    void *record = decode_reply(TESSERA_SHAPE_ONE, inquiry_model(question), json, length, problem, sizeof problem);
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

int tessera_schema_digest(const char *schema, const tessera_schema_options *options, tessera_document_digest **out,
                          tessera_error *error) {
    tessera_schema_input input = {.new_schema = schema};
    return answer_record(TESSERA_SCHEMA_DIGEST, &input, options, (void **)out, error);
}

int tessera_schema_locate(const char *schema, const char *pointer, tessera_document_place **out, tessera_error *error) {
    tessera_schema_input input = {.new_schema = schema, .pointer = pointer};
    return answer_record(TESSERA_SCHEMA_LOCATE, &input, NULL, (void **)out, error);
}

int tessera_schema_examples(const char *schema, const tessera_schema_example_options *options,
                            tessera_schema_example_list **out, tessera_error *error) {
    tessera_schema_example_options given;
    VERSIONED_READ(&given, options, kind);
    tessera_schema_input input = {.new_schema = schema, .count = given.count, .seed = given.seed, .kind = given.kind};
    return answer_record(TESSERA_SCHEMA_EXAMPLES, &input, NULL, (void **)out, error);
}

#include "server/schemas.h"
#include "domain/comparison.h"

bool schema_valid_or_reply(request *rq, const contract_document *source) {
    if (source->schema != NULL)
        return true;
    reply_error(rq, ERROR_INVALID_SCHEMA, source->message, source->details);
    return false;
}

bool schema_within_limits_or_reply(request *rq, const contract_document *source) {
    if (source->excess == NULL)
        return true;
    rq->problems = (record_problems){.arena = rq->arena}; // the writer may run a request twice
    record_problem_add(&rq->problems, "value_error", arena_printf(rq->arena, "Value error, %s", source->excess), "body",
                       "schema", source->schema, detail(rq, "error", *json_make_object(rq->arena, NULL, 0)));
    reply_problems(rq);
    return false;
}

struct version_suggestion *suggestion_record(request *rq, const version_suggestion *suggestion) {
    struct version_suggestion *record = arena_new_of(rq->arena, struct version_suggestion);
    *record = (struct version_suggestion){
        .suggested_version = suggestion->suggested,
        .current_version = suggestion->current,
        .change_type = (int)suggestion->change_type,
        .reason = suggestion->reason,
        .is_first_contract = (int8_t)suggestion->first,
        .breaking_changes = comparison_records(rq->arena, suggestion->breaking),
    };
    return record;
}

int schemas_validate(request *rq) {
    const struct schema_to_check *in = rq->body;
    schema_errors errors = schema_validate(rq->arena, in->schema.tree);
    struct schema_validity result = {.valid = (int8_t)(errors.count == 0)};
    result.errors.items = arena_array(rq->arena, errors.count + 1, sizeof *result.errors.items); // never null
    for (result.errors.count = 0; result.errors.count < errors.count; result.errors.count++)
        result.errors.items[result.errors.count] = errors.items[result.errors.count];
    return reply_record(rq, &type_schema_validity, &result);
}

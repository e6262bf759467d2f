// Rules of reports of quality checks: their sizes, as those count who send them from Python.
#include "model/model.h"
#include "model/rules.h"

enum { DETAILS_MAXIMUM = 102400, METADATA_MAXIMUM = 10240, RESULTS_MAXIMUM = 1000 };

static bool is_within(const record_context *context, const void *slot, const char *name, size_t maximum,
                      record_failure *failure) {
    size_t size = json_text_size(((const record_json *)slot)->tree, true);
    if (size <= maximum)
        return true;
    failure->message = arena_printf(context->arena, "Value error, %s exceeds maximum size of %zu bytes (got %zu bytes)",
                                    name, maximum, size);
    return false;
}

bool rule_audit_details(const record_context *context, void *slot, record_failure *failure) {
    return is_within(context, slot, "details", DETAILS_MAXIMUM, failure);
}

bool rule_audit_metadata(const record_context *context, void *slot, record_failure *failure) {
    const json_value *metadata = ((const record_json *)slot)->tree;
    for (uint32_t i = 0; i < metadata->count; i++)
        if (metadata->members[i].value.type == JSON_ARRAY || metadata->members[i].value.type == JSON_OBJECT) {
            failure->message = arena_printf(context->arena,
                                            "Value error, metadata holds texts, numbers, true, false and null, "
                                            "but '%s' is another",
                                            metadata->members[i].name);
            return false;
        }
    return is_within(context, slot, "metadata", METADATA_MAXIMUM, failure);
}

bool rule_guarantee_results(const record_context *context, void *slot, record_failure *failure) {
    const record_list *results = slot;
    if (results->count <= RESULTS_MAXIMUM)
        return true;
    failure->message =
        arena_printf(context->arena, "Value error, guarantee_results exceeds maximum count of %d (got %zu)",
                     RESULTS_MAXIMUM, results->count);
    return false;
}

// Single values, as bodies and queries both hold them: checked against their field, taken into its slot, then given to its rule.
#include "base/record_decode.h"
#include <math.h>

bool record_apply_rule(record_decoding *d, const record_field *field, const record_place *where,
                       const json_value *input, void *slot) {
    record_failure failure = {0};
    record_context with = {d->arena, d->limits, d->list_bytes, d->text_bytes};
    if (field->rule == NULL || field->rule(&with, slot, &failure))
        return true;
    const json_value *context = failure.context;
    if (context == NULL)
        context = record_problem_context(d->arena, "error", *json_make_object(d->arena, NULL, 0));
    return record_refuse(d, where, record_shown(d, field, input), failure.type != NULL ? failure.type : "value_error",
                         failure.message, context);
}

static const char *lower_ascii(arena *a, const char *string) {
    char *copy = arena_strdup(a, string);
    for (char *c = copy; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + ('a' - 'A'));
    return copy;
}

static bool check_length(record_decoding *d, const record_field *field, const record_place *where,
                         const json_value *input, text value) {
    int64_t minimum = record_bound(d->limits, field->minimum), maximum = record_bound(d->limits, field->maximum);
    if (minimum == RECORD_INT_NONE && maximum == RECORD_INT_NONE)
        return true;
    int64_t length = (int64_t)text_code_points(value);
    if (minimum != RECORD_INT_NONE && length < minimum)
        return record_refuse(d, where, record_shown(d, field, input), "string_too_short",
                             arena_printf(d->arena, "String should have at least %lld character%s", (long long)minimum,
                                          minimum == 1 ? "" : "s"),
                             record_problem_context_integer(d->arena, "min_length", minimum));
    if (maximum != RECORD_INT_NONE && length > maximum)
        return record_refuse(d, where, record_shown(d, field, input), "string_too_long",
                             arena_printf(d->arena, "String should have at most %lld character%s", (long long)maximum,
                                          maximum == 1 ? "" : "s"),
                             record_problem_context_integer(d->arena, "max_length", maximum));
    return true;
}

// `value` is NUL-terminated valid UTF-8.
bool record_take_string(record_decoding *d, const record_field *field, const record_place *where,
                        const json_value *input, text value, bool holds_nul, const char **slot) {
    if (holds_nul)
        return record_refuse(d, where, record_shown(d, field, input), "value_error",
                             "Value error, must not contain the character U+0000",
                             record_problem_context(d->arena, "error", *json_make_object(d->arena, NULL, 0)));
    if (!check_length(d, field, where, input, value))
        return false;
    const char *result = value.data;
    d->list_bytes += value.length;
    d->text_bytes += value.length;
    if (field->flags & RECORD_TRIM) {
        text trimmed = text_trim(value);
        if (trimmed.length != value.length)
            result = arena_text(d->arena, trimmed);
    }
    if (field->flags & RECORD_LOWER)
        result = lower_ascii(d->arena, result);
    *slot = result;
    return record_apply_rule(d, field, where, input, slot);
}

bool record_take_uuid(record_decoding *d, const record_place *where, const json_value *input, text value, uuid *slot) {
    const char *reason = NULL;
    if (uuid_parse(value, slot, &reason))
        return true;
    return record_refuse(d, where, input, "uuid_parsing",
                         arena_printf(d->arena, "Input should be a valid UUID, %s", reason),
                         record_problem_context(d->arena, "error", json_make_string(text_of(reason))));
}

// "'a', 'b' or 'c'"
static const char *expected_values(arena *a, const record_enum *enumeration) {
    const char *list = "";
    for (unsigned i = 0; i < enumeration->count; i++) {
        const char *joint = i == 0 ? "" : i + 1 == enumeration->count ? " or " : ", ";
        list = arena_printf(a, "%s%s'%s'", list, joint, enumeration->values[i]);
    }
    return list;
}

bool record_take_enum(record_decoding *d, const record_field *field, const record_place *where, const json_value *input,
                      text value, int *slot) {
    const record_enum *enumeration = field->reference;
    for (unsigned i = 0; i < enumeration->count; i++)
        if (value.data != NULL && text_is(value, enumeration->values[i])) {
            *slot = (int)i;
            return true;
        }
    const char *expected = expected_values(d->arena, enumeration);
    return record_refuse(d, where, input, "enum", arena_printf(d->arena, "Input should be %s", expected),
                         record_problem_context(d->arena, "expected", json_make_string(text_of(expected))));
}

bool record_check_range(record_decoding *d, const record_field *field, const record_place *where,
                        const json_value *input, int64_t value) {
    int64_t minimum = record_bound(d->limits, field->minimum), maximum = record_bound(d->limits, field->maximum);
    if (minimum != RECORD_INT_NONE && value < minimum)
        return record_refuse(
            d, where, input, "greater_than_equal",
            arena_printf(d->arena, "Input should be greater than or equal to %lld", (long long)minimum),
            record_problem_context_integer(d->arena, "ge", minimum));
    if (maximum != RECORD_INT_NONE && value > maximum)
        return record_refuse(d, where, input, "less_than_equal",
                             arena_printf(d->arena, "Input should be less than or equal to %lld", (long long)maximum),
                             record_problem_context_integer(d->arena, "le", maximum));
    return true;
}

bool record_take_number(record_decoding *d, const record_field *field, const record_place *where,
                        const json_value *input, double value, double *slot) {
    int64_t minimum = record_bound(d->limits, field->minimum), maximum = record_bound(d->limits, field->maximum);
    if (!isfinite(value))
        return record_refuse(d, where, input, "finite_number", "Input should be a finite number", NULL);
    if (minimum != RECORD_INT_NONE && value < (double)minimum)
        return record_check_range(d, field, where, input, minimum - 1);
    if (maximum != RECORD_INT_NONE && value > (double)maximum)
        return record_check_range(d, field, where, input, maximum + 1);
    *slot = value;
    return true;
}

bool record_take_time(record_decoding *d, const record_field *field, const record_place *where, const json_value *value,
                      int64_t *slot) {
    if (value->type == JSON_STRING && timestamp_parse_iso(json_text_of(value), slot))
        return record_apply_rule(d, field, where, value, slot);
    return record_refuse(d, where, value, "datetime_parsing", "Input should be a valid datetime", NULL);
}

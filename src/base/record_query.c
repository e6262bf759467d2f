// A query string into a record. Values are texts, so numbers and switches are read as loosely as people write them; of a
// parameter given twice the last counts, unless the field is a list.
#include "base/record_decode.h"
#include <math.h>
#include <stdlib.h>

// Integers as people write them: blanks around, a sign, "_" between digits, a zero fraction.
// 0: fine, 1: malformed, 2: beyond 64 bits; `*out` is then the nearest value.
static int parse_loose_integer(text value, int64_t *out) {
    text t = text_trim(value);
    char digits[64];
    size_t length = 0, i = 0;
    if (i < t.length && (t.data[i] == '+' || t.data[i] == '-')) {
        if (t.data[i] == '-')
            digits[length++] = '-';
        i++;
    }
    size_t sign = length, first_digit = i;
    bool any = false, beyond = false;
    for (; i < t.length && t.data[i] != '.'; i++) {
        char c = t.data[i];
        bool joint = c == '_' && i > first_digit && t.data[i - 1] != '_' && i + 1 < t.length && t.data[i + 1] >= '0' &&
                     t.data[i + 1] <= '9';
        if (joint)
            continue;
        if (c < '0' || c > '9')
            return 1;
        any = true;
        if (c == '0' && length == sign)
            continue; // leading zeros
        if (length + 2 >= sizeof digits)
            beyond = true;
        else
            digits[length++] = c;
    }
    if (length == sign)
        digits[length++] = '0';
    if (!any)
        return 1;
    for (size_t fraction = i + 1; fraction < t.length; fraction++)
        if (t.data[fraction] != '0')
            return 1;
    if (i < t.length && i + 1 == t.length)
        return 1; // a point without digits behind it
    long long number = 0;
    if (!beyond && text_to_int64((text){digits, length}, &number) && number != RECORD_INT_NONE) {
        *out = number;
        return 0;
    }
    *out = digits[0] == '-' ? INT64_MIN + 1 : INT64_MAX;
    return 2;
}

static bool parse_loose_boolean(text value, int8_t *out) {
    static const char *const yes[] = {"true", "t", "yes", "y", "on", "1"};
    static const char *const no[] = {"false", "f", "no", "n", "off", "0"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (text_equal_ascii_nocase(value, text_of(yes[i])))
            return *out = 1, true;
        if (text_equal_ascii_nocase(value, text_of(no[i])))
            return *out = 0, true;
    }
    return false;
}

// A decimal number with blanks around it.
static bool parse_loose_number(arena *a, text value, double *out) {
    const char *digits = arena_text(a, text_trim(value));
    char *end = NULL;
    if (digits[0] == '\0' || digits[strspn(digits, "+-.0123456789eE")] != '\0')
        return false;
    *out = strtod(digits, &end);
    return *end == '\0';
}

// Seconds since 1970, of which there may be parts. False: it is something else, or a year beyond 9999.
static bool parse_seconds(arena *a, text value, int64_t *micros) {
    static const double latest = 253402300799.0;
    double seconds = 0;
    text t = text_trim(value);
    for (size_t i = 0; i < t.length; i++)
        if ((t.data[i] < '0' || t.data[i] > '9') && t.data[i] != '.')
            return false;
    if (!parse_loose_number(a, t, &seconds) || seconds > latest)
        return false;
    *micros = (int64_t)llround(seconds * 1e6);
    return true;
}

static bool decode_parameter(record_decoding *d, const record_field *field, text value, const record_place *where,
                             void *slot) {
    json_value *input = arena_new_of(d->arena, json_value);
    *input = json_make_string(value);
    if (!text_is_utf8(value)) {
        *input = json_make_null();
        return record_refuse(d, where, input, "string_unicode",
                             "Input should be a valid string, unable to parse raw data as a unicode string", NULL);
    }
    bool holds_nul = memchr(value.data, '\0', value.length) != NULL;
    switch ((record_kind)field->kind) {
    case RECORD_STRING:
        return record_take_string(d, field, where, input, (text){arena_text(d->arena, value), value.length}, holds_nul,
                                  slot);
    case RECORD_UUID:
        return record_take_uuid(d, where, input, value, slot);
    case RECORD_ENUM:
        return record_take_enum(d, field, where, input, value, slot);
    case RECORD_INT: {
        int outcome = parse_loose_integer(value, slot);
        if (outcome == 1)
            return record_refuse(d, where, input, "int_parsing",
                                 "Input should be a valid integer, unable to parse string as an integer", NULL);
        if (outcome == 2 && record_check_range(d, field, where, input, *(int64_t *)slot))
            return record_refuse(d, where, input, "int_parsing_size",
                                 "Input should be a valid integer, the number is too large", NULL);
        return outcome == 0 && record_check_range(d, field, where, input, *(int64_t *)slot);
    }
    case RECORD_NUMBER: {
        double number = 0;
        if (!parse_loose_number(d->arena, value, &number))
            return record_refuse(d, where, input, "float_parsing",
                                 "Input should be a valid number, unable to parse string as a number", NULL);
        return record_take_number(d, field, where, input, number, slot);
    }
    case RECORD_BOOL:
        if (parse_loose_boolean(value, slot))
            return true;
        return record_refuse(d, where, input, "bool_parsing",
                             "Input should be a valid boolean, unable to interpret input", NULL);
    case RECORD_TIME:
        if (parse_seconds(d->arena, value, slot))
            return record_apply_rule(d, field, where, input, slot);
        return record_take_time(d, field, where, input, slot);
    default:
        return record_refuse(d, where, input, "string_type", "This parameter cannot be given in a query", NULL);
    }
}

static bool decode_repeated(record_decoding *d, const record_field *field, const record_parameter *parameters,
                            size_t count, const record_place *where, record_ints *slot) {
    bool fine = true;
    text name = {field->name, field->name_length};
    record_field element = *field;
    element.kind = RECORD_ENUM;
    size_t found = 0;
    int *items = arena_array(d->arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        if (!text_equal(parameters[i].name, name))
            continue;
        record_place item = {where, NULL, found};
        fine = decode_parameter(d, &element, parameters[i].value, &item, &items[found]) && fine;
        found++;
    }
    if (found > 0)
        *slot = (record_ints){items, found};
    return fine;
}

static bool decode_query_field(record_decoding *d, const record_field *field, const record_parameter *parameters,
                               size_t count, void *record) {
    record_place top = {NULL, "query", 0}, where = {&top, field->name, 0};
    void *slot = (char *)record + field->offset;
    if (field->kind == RECORD_ENUMS)
        return decode_repeated(d, field, parameters, count, &where, slot);
    const record_parameter *given = NULL;
    for (size_t i = 0; i < count; i++)
        if (text_equal(parameters[i].name, (text){field->name, field->name_length}))
            given = &parameters[i];
    // An empty filter is an absent one. A text with a least length is no filter: when it is empty it is too short.
    bool may_be_empty = field->kind == RECORD_STRING && !(field->flags & RECORD_REQUIRED) &&
                        record_bound(d->limits, field->minimum) == RECORD_INT_NONE;
    if (given == NULL || (may_be_empty && given->value.length == 0)) {
        if (!(field->flags & RECORD_REQUIRED))
            return true;
        json_value *null = arena_new_of(d->arena, json_value);
        *null = json_make_null();
        return record_refuse(d, &where, null, "missing", "Field required", NULL);
    }
    return decode_parameter(d, field, given->value, &where, slot);
}

bool record_decode_query(const record_type *type, const record_limits *limits, const record_parameter *parameters,
                         size_t count, bool pass_first, arena *a, record_problems *problems, void *record) {
    record_decoding d = {a, problems, limits, 0};
    if (pass_first)
        record_defaults_within(type, limits, a, record);
    bool fine = true;
    for (unsigned i = 0; i < type->field_count; i++)
        if (((type->fields[i].flags & RECORD_FIRST) != 0) == pass_first)
            fine = decode_query_field(&d, &type->fields[i], parameters, count, record) && fine;
    return fine;
}

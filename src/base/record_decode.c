#include "base/record.h"
#include <limits.h>
#include <stdlib.h>

// Where in the request a value stands: a chain from the value up to "body", "query" or "path".
typedef struct place {
    const struct place *parent;
    const char *name; // NULL: an index
    size_t index;
} place;

typedef struct decoding {
    arena *arena;
    record_problems *problems;
    const record_limits *limits;
} decoding;

// --- problems --------------------------------------------------------------------------------------------------------

static const json_value *location_of(arena *a, const place *where) {
    size_t depth = 0;
    for (const place *p = where; p != NULL; p = p->parent)
        depth++;
    json_value *parts = arena_array(a, depth, sizeof *parts);
    for (const place *p = where; p != NULL; p = p->parent)
        parts[--depth] = p->name != NULL ? json_make_string(text_of(arena_strdup(a, p->name)))
                                         : json_make_integer(a, (int64_t)p->index);
    for (const place *p = where; p != NULL; p = p->parent)
        depth++;
    return json_make_array(a, parts, depth);
}

static void problem_append(record_problems *problems, const char *type, const char *message, const json_value *location,
                           const json_value *input, const json_value *context) {
    if (problems->count >= RECORD_PROBLEMS_MAXIMUM)
        return;
    record_problem *entry = arena_new_of(problems->arena, record_problem);
    *entry = (record_problem){type, message, location, input, context, NULL};
    if (problems->last == NULL)
        problems->first = entry;
    else
        problems->last->next = entry;
    problems->last = entry;
    problems->count++;
}

void record_problem_add(record_problems *problems, const char *type, const char *message, const char *root,
                        const char *field, const json_value *input, const json_value *context) {
    place top = {NULL, root, 0}, below = {&top, field, 0};
    problem_append(problems, type, message, location_of(problems->arena, field == NULL ? &top : &below), input,
                   context);
}

static bool refuse(decoding *d, const place *where, const json_value *input, const char *type, const char *message,
                   const json_value *context) {
    problem_append(d->problems, type, message, location_of(d->problems->arena, where), input, context);
    return false;
}

static const json_value *context_of(arena *a, const char *name, json_value value) {
    json_member member = json_make_member(name, value);
    return json_make_object(a, &member, 1);
}

static const json_value *context_integer(arena *a, const char *name, int64_t value) {
    return context_of(a, name, json_make_integer(a, value));
}

// A value that must not be shown again is left out of the reply.
static const json_value *shown(decoding *d, const record_field *field, const json_value *input) {
    if (!(field->flags & RECORD_SECRET))
        return input;
    json_value *hidden = arena_new_of(d->arena, json_value);
    *hidden = json_make_string(TEXT("***"));
    return hidden;
}

// A body with the values of its secret members hidden.
static const json_value *shown_body(decoding *d, const record_type *type, const json_value *body) {
    bool secret = false;
    for (unsigned i = 0; i < type->field_count; i++)
        secret = secret || ((type->fields[i].flags & RECORD_SECRET) && json_get(body, type->fields[i].name) != NULL);
    if (!secret)
        return body;
    json_member *members = arena_array(d->arena, body->count, sizeof *members);
    memcpy(members, body->members, body->count * sizeof *members);
    for (uint32_t i = 0; i < body->count; i++) {
        const record_field *field = record_field_find(type, (text){members[i].name, members[i].name_length});
        if (field != NULL && (field->flags & RECORD_SECRET))
            members[i].value = json_make_string(TEXT("***"));
    }
    return json_make_object(d->arena, members, body->count);
}

// --- scalars ---------------------------------------------------------------------------------------------------------

static bool apply_rule(decoding *d, const record_field *field, const place *where, const json_value *input,
                       void *slot) {
    record_failure failure = {0};
    record_context with = {d->arena, d->limits};
    if (field->rule == NULL || field->rule(&with, slot, &failure))
        return true;
    const json_value *context = failure.context;
    if (context == NULL)
        context = context_of(d->arena, "error", *json_make_object(d->arena, NULL, 0));
    return refuse(d, where, shown(d, field, input), failure.type != NULL ? failure.type : "value_error",
                  failure.message, context);
}

static const char *lower_ascii(arena *a, const char *string) {
    char *copy = arena_strdup(a, string);
    for (char *c = copy; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + ('a' - 'A'));
    return copy;
}

static bool check_length(decoding *d, const record_field *field, const place *where, const json_value *input,
                         text value) {
    int64_t minimum = record_bound(d->limits, field->minimum), maximum = record_bound(d->limits, field->maximum);
    if (minimum == RECORD_INT_NONE && maximum == RECORD_INT_NONE)
        return true;
    int64_t length = (int64_t)text_code_points(value);
    if (minimum != RECORD_INT_NONE && length < minimum)
        return refuse(d, where, shown(d, field, input), "string_too_short",
                      arena_printf(d->arena, "String should have at least %lld character%s", (long long)minimum,
                                   minimum == 1 ? "" : "s"),
                      context_integer(d->arena, "min_length", minimum));
    if (maximum != RECORD_INT_NONE && length > maximum)
        return refuse(d, where, shown(d, field, input), "string_too_long",
                      arena_printf(d->arena, "String should have at most %lld character%s", (long long)maximum,
                                   maximum == 1 ? "" : "s"),
                      context_integer(d->arena, "max_length", maximum));
    return true;
}

// `value` is NUL-terminated valid UTF-8.
static bool take_string(decoding *d, const record_field *field, const place *where, const json_value *input, text value,
                        bool holds_nul, const char **slot) {
    if (holds_nul)
        return refuse(d, where, shown(d, field, input), "value_error",
                      "Value error, must not contain the character U+0000",
                      context_of(d->arena, "error", *json_make_object(d->arena, NULL, 0)));
    if (!check_length(d, field, where, input, value))
        return false;
    const char *result = value.data;
    if (field->flags & RECORD_TRIM) {
        text trimmed = text_trim(value);
        if (trimmed.length != value.length)
            result = arena_text(d->arena, trimmed);
    }
    if (field->flags & RECORD_LOWER)
        result = lower_ascii(d->arena, result);
    *slot = result;
    return apply_rule(d, field, where, input, slot);
}

static bool take_uuid(decoding *d, const place *where, const json_value *input, text value, uuid *slot) {
    const char *reason = NULL;
    if (uuid_parse(value, slot, &reason))
        return true;
    return refuse(d, where, input, "uuid_parsing", arena_printf(d->arena, "Input should be a valid UUID, %s", reason),
                  context_of(d->arena, "error", json_make_string(text_of(reason))));
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

static bool take_enum(decoding *d, const record_field *field, const place *where, const json_value *input, text value,
                      int *slot) {
    const record_enum *enumeration = field->reference;
    for (unsigned i = 0; i < enumeration->count; i++)
        if (value.data != NULL && text_is(value, enumeration->values[i])) {
            *slot = (int)i;
            return true;
        }
    const char *expected = expected_values(d->arena, enumeration);
    return refuse(d, where, input, "enum", arena_printf(d->arena, "Input should be %s", expected),
                  context_of(d->arena, "expected", json_make_string(text_of(expected))));
}

static bool check_range(decoding *d, const record_field *field, const place *where, const json_value *input,
                        int64_t value) {
    int64_t minimum = record_bound(d->limits, field->minimum), maximum = record_bound(d->limits, field->maximum);
    if (minimum != RECORD_INT_NONE && value < minimum)
        return refuse(d, where, input, "greater_than_equal",
                      arena_printf(d->arena, "Input should be greater than or equal to %lld", (long long)minimum),
                      context_integer(d->arena, "ge", minimum));
    if (maximum != RECORD_INT_NONE && value > maximum)
        return refuse(d, where, input, "less_than_equal",
                      arena_printf(d->arena, "Input should be less than or equal to %lld", (long long)maximum),
                      context_integer(d->arena, "le", maximum));
    return true;
}

static bool check_items(decoding *d, const record_field *field, const place *where, const json_value *input) {
    int64_t minimum = record_bound(d->limits, field->minimum), maximum = record_bound(d->limits, field->maximum),
            count = input->count;
    bool is_short = minimum != RECORD_INT_NONE && count < minimum;
    bool is_long = maximum != RECORD_INT_NONE && count > maximum;
    if (!is_short && !is_long)
        return true;
    int64_t bound = is_short ? minimum : maximum;
    json_member members[] = {
        json_make_member("field_type", json_make_string(TEXT("List"))),
        json_make_member(is_short ? "min_length" : "max_length", json_make_integer(d->arena, bound)),
        json_make_member("actual_length", json_make_integer(d->arena, count)),
    };
    return refuse(d, where, input, is_short ? "too_short" : "too_long",
                  arena_printf(d->arena, "List should have at %s %lld item%s after validation, not %lld",
                               is_short ? "least" : "most", (long long)bound, bound == 1 ? "" : "s", (long long)count),
                  json_make_object(d->arena, members, 3));
}

// --- bodies ----------------------------------------------------------------------------------------------------------

static bool decode_members(decoding *d, const record_type *type, const json_value *body, const place *where,
                           void *record);
static bool decode_value(decoding *d, const record_field *field, const json_value *value, const place *where,
                         void *slot);

static bool string_needed(decoding *d, const json_value *value, const place *where) {
    return refuse(d, where, value, "string_type", "Input should be a valid string", NULL);
}

static bool check_text_list(decoding *d, const json_value *list, const place *where) {
    if (list->type != JSON_ARRAY)
        return refuse(d, where, list, "list_type", "Input should be a valid list", NULL);
    bool fine = true;
    for (uint32_t i = 0; i < list->count; i++) {
        place item = {where, NULL, i};
        if (list->elements[i].type != JSON_STRING)
            fine = string_needed(d, &list->elements[i], &item);
    }
    return fine;
}

static bool decode_json(decoding *d, const record_field *field, const json_value *value, const place *where,
                        record_json *slot) {
    if (field->kind == RECORD_ARRAY && value->type != JSON_ARRAY)
        return refuse(d, where, value, "list_type", "Input should be a valid list", NULL);
    if (field->kind != RECORD_ARRAY && field->kind != RECORD_ANY && value->type != JSON_OBJECT)
        return refuse(d, where, value, "dict_type", "Input should be a valid dictionary", NULL);
    bool fine = true;
    if (field->kind == RECORD_TEXTMAP || field->kind == RECORD_LISTMAP)
        for (uint32_t i = 0; i < value->count; i++) {
            const json_member *member = &value->members[i];
            place item = {where, member->name, 0};
            if (field->kind == RECORD_LISTMAP)
                fine = check_text_list(d, &member->value, &item) && fine;
            else if (member->value.type != JSON_STRING)
                fine = string_needed(d, &member->value, &item);
        }
    *slot = (record_json){.tree = value};
    return fine && apply_rule(d, field, where, value, slot);
}

static bool decode_list(decoding *d, const record_field *field, const json_value *value, const place *where,
                        void *slot) {
    if (value->type != JSON_ARRAY)
        return refuse(d, where, value, "list_type", "Input should be a valid list", NULL);
    if (!check_items(d, field, where, value))
        return false;
    record_field element = *field;
    size_t size = sizeof(uuid);
    if (field->kind == RECORD_STRINGS) {
        element.kind = RECORD_STRING;
        size = sizeof(const char *);
    } else if (field->kind == RECORD_UUIDS) {
        element.kind = RECORD_UUID;
    } else if (field->kind == RECORD_ENUMS) {
        element.kind = RECORD_ENUM;
        size = sizeof(int);
    } else {
        element.kind = RECORD_RECORD;
        size = ((const record_type *)field->reference)->size;
    }
    element.minimum = element.maximum = RECORD_INT_NONE;
    char *items = arena_zalloc(d->arena, value->count * size + 1); // never NULL, so that an empty list is not null
    bool fine = true;
    for (uint32_t i = 0; i < value->count; i++) {
        place item = {where, NULL, i};
        const json_value *entry = &value->elements[i];
        if (element.kind != RECORD_RECORD)
            fine = decode_value(d, &element, entry, &item, items + i * size) && fine;
        else
            fine = decode_members(d, field->reference, entry, &item, items + i * size) && fine;
    }
    // All list kinds share the layout of a pointer and a count.
    *(record_list *)slot = (record_list){items, value->count};
    return fine;
}

static bool decode_integer(decoding *d, const record_field *field, const json_value *value, const place *where,
                           int64_t *slot) {
    if (value->type != JSON_NUMBER)
        return refuse(d, where, value, "int_type", "Input should be a valid integer", NULL);
    int64_t number = 0;
    if (!json_to_int64(value, &number) || number == RECORD_INT_NONE)
        return refuse(d, where, value, "int_from_float",
                      "Input should be a valid integer, got a number with a fractional part or out of range", NULL);
    *slot = number;
    return check_range(d, field, where, value, number);
}

static bool decode_time(decoding *d, const json_value *value, const place *where, int64_t *slot) {
    if (value->type == JSON_STRING && timestamp_parse(json_text_of(value), slot))
        return true;
    return refuse(d, where, value, "datetime_parsing", "Input should be a valid datetime", NULL);
}

static bool decode_value(decoding *d, const record_field *field, const json_value *value, const place *where,
                         void *slot) {
    switch ((record_kind)field->kind) {
    case RECORD_STRING:
        if (value->type != JSON_STRING)
            return refuse(d, where, shown(d, field, value), "string_type", "Input should be a valid string", NULL);
        return take_string(d, field, where, value, json_text_of(value), value->holds_nul, slot);
    case RECORD_UUID:
        if (value->type != JSON_STRING)
            return refuse(d, where, value, "uuid_type", "UUID input should be a string, bytes or UUID object", NULL);
        return take_uuid(d, where, value, json_text_of(value), slot);
    case RECORD_TIME:
        return decode_time(d, value, where, slot);
    case RECORD_INT:
        return decode_integer(d, field, value, where, slot);
    case RECORD_NUMBER:
        if (value->type != JSON_NUMBER)
            return refuse(d, where, value, "float_type", "Input should be a valid number", NULL);
        *(double *)slot = json_to_double(value);
        return true;
    case RECORD_BOOL:
        if (value->type != JSON_BOOLEAN)
            return refuse(d, where, value, "bool_type", "Input should be a valid boolean", NULL);
        *(int8_t *)slot = value->boolean;
        return true;
    case RECORD_ENUM:
        return take_enum(d, field, where, value, value->type == JSON_STRING ? json_text_of(value) : TEXT_NONE, slot);
    case RECORD_OBJECT:
    case RECORD_ANY:
    case RECORD_ARRAY:
    case RECORD_TEXTMAP:
    case RECORD_LISTMAP:
        return decode_json(d, field, value, where, slot);
    case RECORD_RECORD: {
        const record_type *type = field->reference;
        void *nested = arena_alloc(d->arena, type->size);
        *(void **)slot = nested;
        return decode_members(d, type, value, where, nested);
    }
    case RECORD_STRINGS:
    case RECORD_UUIDS:
    case RECORD_ENUMS:
    case RECORD_RECORDS:
        return decode_list(d, field, value, where, slot);
    }
    return false;
}

static bool decode_members(decoding *d, const record_type *type, const json_value *body, const place *where,
                           void *record) {
    record_defaults_within(type, d->limits, d->arena, record);
    if (body->type != JSON_OBJECT)
        return refuse(d, where, body, "model_attributes_type",
                      "Input should be a valid dictionary or object to extract fields from", NULL);
    bool fine = true;
    for (unsigned i = 0; i < type->field_count; i++) {
        const record_field *field = &type->fields[i];
        place member = {where, field->name, 0};
        const json_value *value = json_get_text(body, (text){field->name, field->name_length});
        if (value == NULL) {
            if (field->flags & RECORD_REQUIRED)
                fine = refuse(d, &member, shown_body(d, type, body), "missing", "Field required", NULL);
            continue;
        }
        if (value->type == JSON_NULL && (field->flags & RECORD_NULLABLE))
            continue;
        fine = decode_value(d, field, value, &member, (char *)record + field->offset) && fine;
    }
    if (!fine || type->rule == NULL)
        return fine;
    const char *broken = type->rule(record);
    if (broken == NULL)
        return true;
    return refuse(d, where, shown_body(d, type, body), "value_error", arena_printf(d->arena, "Value error, %s", broken),
                  context_of(d->arena, "error", *json_make_object(d->arena, NULL, 0)));
}

bool record_decode(const record_type *type, const record_limits *limits, const json_value *body, arena *a,
                   record_problems *problems, void *record) {
    decoding d = {a, problems, limits};
    place top = {NULL, "body", 0};
    if (!record_is_whole(type))
        return decode_members(&d, type, body, &top, record);
    record_defaults_within(type, limits, a, record);
    return decode_value(&d, &type->fields[0], body, &top, (char *)record + type->fields[0].offset);
}

// --- queries ---------------------------------------------------------------------------------------------------------

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

static bool decode_parameter(decoding *d, const record_field *field, text value, const place *where, void *slot) {
    json_value *input = arena_new_of(d->arena, json_value);
    *input = json_make_string(value);
    if (!text_is_utf8(value)) {
        *input = json_make_null();
        return refuse(d, where, input, "string_unicode",
                      "Input should be a valid string, unable to parse raw data as a unicode string", NULL);
    }
    bool holds_nul = memchr(value.data, '\0', value.length) != NULL;
    switch ((record_kind)field->kind) {
    case RECORD_STRING:
        return take_string(d, field, where, input, (text){arena_text(d->arena, value), value.length}, holds_nul, slot);
    case RECORD_UUID:
        return take_uuid(d, where, input, value, slot);
    case RECORD_ENUM:
        return take_enum(d, field, where, input, value, slot);
    case RECORD_INT: {
        int outcome = parse_loose_integer(value, slot);
        if (outcome == 1)
            return refuse(d, where, input, "int_parsing",
                          "Input should be a valid integer, unable to parse string as an integer", NULL);
        if (outcome == 2 && check_range(d, field, where, input, *(int64_t *)slot))
            return refuse(d, where, input, "int_parsing_size",
                          "Input should be a valid integer, the number is too large", NULL);
        return outcome == 0 && check_range(d, field, where, input, *(int64_t *)slot);
    }
    case RECORD_BOOL:
        if (parse_loose_boolean(value, slot))
            return true;
        return refuse(d, where, input, "bool_parsing", "Input should be a valid boolean, unable to interpret input",
                      NULL);
    case RECORD_TIME:
        return decode_time(d, input, where, slot);
    default:
        return refuse(d, where, input, "string_type", "This parameter cannot be given in a query", NULL);
    }
}

static bool decode_repeated(decoding *d, const record_field *field, const record_parameter *parameters, size_t count,
                            const place *where, record_ints *slot) {
    bool fine = true;
    text name = {field->name, field->name_length};
    record_field element = *field;
    element.kind = RECORD_ENUM;
    size_t found = 0;
    int *items = arena_array(d->arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        if (!text_equal(parameters[i].name, name))
            continue;
        place item = {where, NULL, found};
        fine = decode_parameter(d, &element, parameters[i].value, &item, &items[found]) && fine;
        found++;
    }
    if (found > 0)
        *slot = (record_ints){items, found};
    return fine;
}

static bool decode_query_field(decoding *d, const record_field *field, const record_parameter *parameters, size_t count,
                               void *record) {
    place top = {NULL, "query", 0}, where = {&top, field->name, 0};
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
        return refuse(d, &where, null, "missing", "Field required", NULL);
    }
    return decode_parameter(d, field, given->value, &where, slot);
}

bool record_decode_query(const record_type *type, const record_limits *limits, const record_parameter *parameters,
                         size_t count, bool pass_first, arena *a, record_problems *problems, void *record) {
    decoding d = {a, problems, limits};
    if (pass_first)
        record_defaults_within(type, limits, a, record);
    bool fine = true;
    for (unsigned i = 0; i < type->field_count; i++)
        if (((type->fields[i].flags & RECORD_FIRST) != 0) == pass_first)
            fine = decode_query_field(&d, &type->fields[i], parameters, count, record) && fine;
    return fine;
}

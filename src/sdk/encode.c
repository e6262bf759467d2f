// Inputs and results as JSON, by the tables of the models. What the server would refuse without looking further (a
// missing field, a malformed id, a text too long) is found here, all of it together, and told in the API's own form.
#include "base/timestamp.h"
#include "base/uuid.h"
#include "sdk/encoder.h"
#include "tessera/json.h"
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PROBLEM_BYTES = 64 * 1024 };

void encode_problems_init(encode_problems *problems) {
    buffer_init(&problems->list, PROBLEM_BYTES);
    problems->count = 0;
    problems->first[0] = '\0';
}

void encode_problems_done(encode_problems *problems) {
    buffer_done(&problems->list);
}

void encoder_enter(encoder *e, const char *name, size_t index) {
    if (e->at.depth < LOCATION_DEPTH) {
        e->at.names[e->at.depth] = name;
        e->at.indexes[e->at.depth] = index;
    }
    e->at.depth++;
}

void encoder_leave(encoder *e) {
    e->at.depth--;
}

static void write_first(const location *at, encode_problems *problems, const char *message) {
    size_t used = 0;
    for (size_t i = 0; i < at->depth && i < LOCATION_DEPTH; i++) {
        int length = at->names[i] != NULL
                         ? snprintf(problems->first + used, sizeof problems->first - used, "%s%s", i == 0 ? "" : ".",
                                    at->names[i])
                         : snprintf(problems->first + used, sizeof problems->first - used, "[%zu]", at->indexes[i]);
        used += (size_t)length;
        if (used >= sizeof problems->first)
            return;
    }
    snprintf(problems->first + used, sizeof problems->first - used, ": %s", message);
}

static void add_problem(const location *at, encode_problems *problems, const char *type, const char *message) {
    if (problems->count++ == 0)
        write_first(at, problems, message);
    if (problems->count > ENCODE_PROBLEMS)
        return;
    if (problems->count > 1)
        buffer_append_byte(&problems->list, ',');
    json_writer w = json_writer_on(&problems->list);
    json_begin_object(&w);
    json_name(&w, "type");
    json_string(&w, text_of(type));
    json_name(&w, "loc");
    json_begin_array(&w);
    for (size_t i = 0; i < at->depth && i < LOCATION_DEPTH; i++)
        if (at->names[i] != NULL)
            json_string(&w, text_of(at->names[i]));
        else
            json_integer(&w, (int64_t)at->indexes[i]);
    json_end_array(&w);
    json_name(&w, "msg");
    json_string(&w, text_of(message));
    json_end_object(&w);
}

void encoder_complain(encoder *e, const char *type, const char *message) {
    if (e->problems != NULL)
        add_problem(&e->at, e->problems, type, message);
}

// --- checks ----------------------------------------------------------------------------------------------------------

// Whether the id is in canonical form already (RFC 9562 section 4), as those that the API gave are. The digits are
// brought together, so that they are checked many at a time.
static bool is_canonical(const char *value) {
    unsigned char digits[32], wrong = 0;
    if (strnlen(value, UUID_LENGTH + 1) != UUID_LENGTH || value[8] != '-' || value[13] != '-' || value[18] != '-' ||
        value[23] != '-')
        return false;
    memcpy(digits, value, 8);
    memcpy(digits + 8, value + 9, 4);
    memcpy(digits + 12, value + 14, 4);
    memcpy(digits + 16, value + 19, 4);
    memcpy(digits + 20, value + 24, 12);
    for (size_t i = 0; i < sizeof digits; i++) {
        unsigned char decimal = (unsigned char)(digits[i] - '0'), letter = (unsigned char)(digits[i] - 'a');
        wrong |= (decimal > 9) & (letter > 5);
    }
    return wrong == 0;
}

bool encoder_check_id(encoder *e, const char *value, char out[UUID_LENGTH + 1]) {
    if (is_canonical(value)) {
        memcpy(out, value, UUID_LENGTH + 1);
        return true;
    }
    uuid id;
    const char *reason = NULL;
    char message[160];
    if (uuid_parse(text_of(value), &id, &reason)) {
        uuid_format(&id, out);
        return true;
    }
    snprintf(message, sizeof message, "Input should be a valid UUID, %s", reason);
    encoder_complain(e, "uuid_parsing", message);
    return false;
}

bool encoder_check_string(encoder *e, const tessera_reflect_field *f, const char *value) {
    if (value[0] == '\0' && f->minimum >= 1 && f->minimum != INT64_MIN) {
        char message[96];
        snprintf(message, sizeof message, "String should have at least %" PRId64 " character%s", f->minimum,
                 f->minimum == 1 ? "" : "s");
        encoder_complain(e, "string_too_short", message);
        return false;
    }
    if (text_is_utf8(text_of(value)))
        return true;
    encoder_complain(e, "string_unicode", "Input should be a valid string: it is not UTF-8");
    return false;
}

// JSON given as text goes into the body as it is, so it must be JSON, and of the right kind.
static bool check_json(encoder *e, const tessera_reflect_field *f, const char *value) {
    tessera_json_reader reader;
    tessera_json_start(&reader, value, strlen(value));
    tessera_json_kind first = tessera_json_next(&reader).kind, kind = first;
    while (kind != TESSERA_JSON_END && kind != TESSERA_JSON_ERROR)
        kind = tessera_json_next(&reader).kind;
    if (kind == TESSERA_JSON_ERROR) {
        encoder_complain(e, "json_invalid", "Input should be JSON text");
        return false;
    }
    bool boolean = first == TESSERA_JSON_TRUE || first == TESSERA_JSON_FALSE;
    bool fits = f->kind == TESSERA_KIND_ANY || (f->flags & TESSERA_FLAG_FORMATTED) != 0 ||
                ((f->flags & TESSERA_FLAG_SCHEMA) != 0 && boolean) ||
                first == (f->kind == TESSERA_KIND_ARRAY ? TESSERA_JSON_BEGIN_ARRAY : TESSERA_JSON_BEGIN_OBJECT);
    if (!fits)
        encoder_complain(e, f->kind == TESSERA_KIND_ARRAY ? "list_type" : "dict_type",
                         f->kind == TESSERA_KIND_ARRAY ? "Input should be a JSON array"
                                                       : "Input should be a JSON object");
    return fits;
}

const char *encoder_check_enum(encoder *e, const tessera_reflect_enum *enumeration, int value) {
    const char *wire = tessera_reflect_enum_text(enumeration, value);
    if (wire == NULL)
        encoder_complain(e, "enum", "Input should be a value of the enumeration");
    return wire;
}

// --- JSON ------------------------------------------------------------------------------------------------------------

static void write_members(encoder *e, const tessera_reflect_model *model, const char *record);

static void write_string(encoder *e, const tessera_reflect_field *f, const char *value) {
    if (e->problems == NULL || encoder_check_string(e, f, value))
        json_string(&e->body, text_of(value));
}

static void write_id(encoder *e, const char *value) {
    char canonical[UUID_LENGTH + 1];
    if (e->problems == NULL)
        json_string(&e->body, text_of(value));
    else if (encoder_check_id(e, value, canonical))
        json_string(&e->body, (text){canonical, UUID_LENGTH});
}

static void write_strings(encoder *e, const tessera_reflect_field *f, const tessera_strings *list) {
    static const tessera_reflect_field element = {.minimum = INT64_MIN};
    json_begin_array(&e->body);
    for (size_t i = 0; i < list->count; i++) {
        encoder_enter(e, NULL, i);
        if (list->items[i] == NULL)
            encoder_complain(e, "string_type", "Input should be a valid string");
        else if (f->kind == TESSERA_KIND_IDS)
            write_id(e, list->items[i]);
        else
            write_string(e, &element, list->items[i]);
        encoder_leave(e);
    }
    json_end_array(&e->body);
}

static void write_enum(encoder *e, const tessera_reflect_field *f, int value) {
    const char *wire = e->problems == NULL ? tessera_reflect_enum_text(f->enumeration, value)
                                           : encoder_check_enum(e, f->enumeration, value);
    json_string(&e->body, text_of(wire));
}

static void write_enums(encoder *e, const tessera_reflect_field *f, const tessera_enums *list) {
    json_begin_array(&e->body);
    for (size_t i = 0; i < list->count; i++) {
        encoder_enter(e, NULL, i);
        write_enum(e, f, list->items[i]);
        encoder_leave(e);
    }
    json_end_array(&e->body);
}

static void write_nested(encoder *e, const tessera_reflect_model *model, const void *record) {
    if (record == NULL) {
        encoder_complain(e, "model_type", "Input should not be NULL");
        json_null(&e->body);
        return;
    }
    json_begin_object(&e->body);
    write_members(e, model, record);
    json_end_object(&e->body);
}

static void write_records(encoder *e, const tessera_reflect_model *model, const tessera_records *list) {
    json_begin_array(&e->body);
    for (size_t i = 0; i < list->count; i++) {
        encoder_enter(e, NULL, i);
        write_nested(e, model, list->items[i]);
        encoder_leave(e);
    }
    json_end_array(&e->body);
}

static void write_time(encoder *e, int64_t micros) {
    char form[TIMESTAMP_LENGTH + 1];
    timestamp_format(micros, form);
    json_string(&e->body, (text){form, TIMESTAMP_LENGTH});
}

static void write_number(encoder *e, double value) {
    if (!isfinite(value))
        encoder_complain(e, "finite_number", "Input should be a finite number");
    json_double(&e->body, value);
}

static void write_json(encoder *e, const tessera_reflect_field *f, const char *value) {
    if (e->problems == NULL || check_json(e, f, value))
        json_raw(&e->body, text_of(value));
}

// The field's value, which is not null.
void encoder_write_value(encoder *e, const tessera_reflect_field *f, const void *slot) {
    switch ((tessera_kind)f->kind) {
    case TESSERA_KIND_STRING:
        write_string(e, f, *(const char *const *)slot);
        return;
    case TESSERA_KIND_ID:
        write_id(e, *(const char *const *)slot);
        return;
    case TESSERA_KIND_TIME:
        write_time(e, *(const int64_t *)slot);
        return;
    case TESSERA_KIND_INT:
        json_integer(&e->body, *(const int64_t *)slot);
        return;
    case TESSERA_KIND_NUMBER:
        write_number(e, *(const double *)slot);
        return;
    case TESSERA_KIND_BOOL:
        json_boolean(&e->body, *(const bool *)slot);
        return;
    case TESSERA_KIND_ENUM:
        write_enum(e, f, *(const int *)slot);
        return;
    case TESSERA_KIND_OBJECT:
    case TESSERA_KIND_ANY:
    case TESSERA_KIND_ARRAY:
    case TESSERA_KIND_TEXTMAP:
    case TESSERA_KIND_LISTMAP:
        write_json(e, f, *(const char *const *)slot);
        return;
    case TESSERA_KIND_STRINGS:
    case TESSERA_KIND_IDS:
        write_strings(e, f, slot);
        return;
    case TESSERA_KIND_ENUMS:
        write_enums(e, f, slot);
        return;
    case TESSERA_KIND_RECORD:
        write_nested(e, f->model, *(const void *const *)slot);
        return;
    case TESSERA_KIND_RECORDS:
        write_records(e, f->model, slot);
        return;
    }
}

// Whether the slot is zero, which is null unless the present bit says otherwise.
bool encoder_is_zero(const tessera_reflect_field *f, const void *slot) {
    switch ((tessera_kind)f->kind) {
    case TESSERA_KIND_TIME:
    case TESSERA_KIND_INT:
        return *(const int64_t *)slot == 0;
    case TESSERA_KIND_NUMBER:
        return *(const double *)slot == 0;
    case TESSERA_KIND_BOOL:
        return !*(const bool *)slot;
    case TESSERA_KIND_ENUM:
        return *(const int *)slot == 0;
    case TESSERA_KIND_STRINGS:
    case TESSERA_KIND_IDS:
    case TESSERA_KIND_ENUMS:
    case TESSERA_KIND_RECORDS:
        return ((const tessera_records *)slot)->items == NULL && ((const tessera_records *)slot)->count == 0;
    default:
        return *(const void *const *)slot == NULL;
    }
}

// Zero is a value of these kinds; of the others it can only be null.
bool encoder_zero_is_value(const tessera_reflect_field *f) {
    return f->kind == TESSERA_KIND_TIME || f->kind == TESSERA_KIND_INT || f->kind == TESSERA_KIND_NUMBER ||
           f->kind == TESSERA_KIND_BOOL || f->kind == TESSERA_KIND_STRINGS || f->kind == TESSERA_KIND_IDS ||
           f->kind == TESSERA_KIND_ENUMS || f->kind == TESSERA_KIND_RECORDS;
}

bool encoder_is_marked(const tessera_reflect_field *f, const char *record) {
    return record != NULL && (*(const uint64_t *)(const void *)record >> f->index & 1) != 0;
}

void encoder_write_member(encoder *e, const tessera_reflect_field *f, const char *record) {
    bool marked = encoder_is_marked(f, record);
    bool zero = record == NULL || encoder_is_zero(f, record + f->offset);
    if (!zero || (marked && encoder_zero_is_value(f))) {
        json_name_plain(&e->body, (text){f->wire, f->wire_length});
        encoder_write_value(e, f, record + f->offset);
        return;
    }
    // A result is written with its nulls, an input only with those that were asked for.
    if (e->problems == NULL ? (f->flags & TESSERA_FLAG_OMIT) == 0 : marked) {
        json_name_plain(&e->body, (text){f->wire, f->wire_length});
        json_null(&e->body);
        return;
    }
    if (e->problems == NULL)
        return;
    if (f->fallback != NULL) {
        json_name_plain(&e->body, (text){f->wire, f->wire_length});
        json_raw(&e->body, text_of(f->fallback));
    } else if ((f->flags & TESSERA_FLAG_REQUIRED) != 0) {
        encoder_complain(e, "missing", "Field required");
    }
}

static void write_members(encoder *e, const tessera_reflect_model *model, const char *record) {
    for (size_t i = 0; i < model->field_count; i++) {
        encoder_enter(e, model->fields[i].name, 0);
        encoder_write_member(e, &model->fields[i], record);
        encoder_leave(e);
    }
}

void encode_record(const tessera_reflect_model *model, const void *record, buffer *out) {
    encoder e = {.body = json_writer_on(out)};
    write_nested(&e, model, record);
}

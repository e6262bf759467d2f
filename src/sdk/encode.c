#include "sdk/encode.h"
#include "base/json.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "tessera/json.h"
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PROBLEM_BYTES = 64 * 1024, LOCATION_DEPTH = 8 };

// Where a value stands: "body", "guarantees", "freshness". Indexes have no name.
typedef struct location {
    const char *names[LOCATION_DEPTH];
    size_t indexes[LOCATION_DEPTH];
    size_t depth;
} location;

typedef struct encoder {
    json_writer body;
    buffer *query;
    encode_problems *problems; // NULL: a result is written, as it is
    location at;
} encoder;

void encode_problems_init(encode_problems *problems) {
    buffer_init(&problems->list, PROBLEM_BYTES);
    problems->count = 0;
    problems->first[0] = '\0';
}

void encode_problems_done(encode_problems *problems) {
    buffer_done(&problems->list);
}

static void enter(encoder *e, const char *name, size_t index) {
    if (e->at.depth < LOCATION_DEPTH) {
        e->at.names[e->at.depth] = name;
        e->at.indexes[e->at.depth] = index;
    }
    e->at.depth++;
}

static void leave(encoder *e) {
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

static void complain(encoder *e, const char *type, const char *message) {
    if (e->problems != NULL)
        add_problem(&e->at, e->problems, type, message);
}

// --- checks --------------------------------------------------------------------------------------------------------------

static bool check_id(encoder *e, const char *value, char out[UUID_LENGTH + 1]) {
    uuid id;
    const char *reason = NULL;
    char message[160];
    if (uuid_parse(text_of(value), &id, &reason)) {
        uuid_format(&id, out);
        return true;
    }
    snprintf(message, sizeof message, "Input should be a valid UUID, %s", reason);
    complain(e, "uuid_parsing", message);
    return false;
}

static bool check_string(encoder *e, const tessera_reflect_field *f, const char *value) {
    if (value[0] == '\0' && f->minimum >= 1 && f->minimum != INT64_MIN) {
        char message[96];
        snprintf(message, sizeof message, "String should have at least %" PRId64 " character%s", f->minimum,
                 f->minimum == 1 ? "" : "s");
        complain(e, "string_too_short", message);
        return false;
    }
    if (text_is_utf8(text_of(value)))
        return true;
    complain(e, "string_unicode", "Input should be a valid string: it is not UTF-8");
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
        complain(e, "json_invalid", "Input should be JSON text");
        return false;
    }
    bool fits = f->kind == TESSERA_KIND_ANY ||
                first == (f->kind == TESSERA_KIND_ARRAY ? TESSERA_JSON_BEGIN_ARRAY : TESSERA_JSON_BEGIN_OBJECT);
    if (!fits)
        complain(e, f->kind == TESSERA_KIND_ARRAY ? "list_type" : "dict_type",
                 f->kind == TESSERA_KIND_ARRAY ? "Input should be a JSON array" : "Input should be a JSON object");
    return fits;
}

static const char *check_enum(encoder *e, const tessera_reflect_enum *enumeration, int value) {
    const char *wire = tessera_reflect_enum_text(enumeration, value);
    if (wire == NULL)
        complain(e, "enum", "Input should be a value of the enumeration");
    return wire;
}

// --- JSON ----------------------------------------------------------------------------------------------------------------

static void write_members(encoder *e, const tessera_reflect_model *model, const char *record);

static void write_string(encoder *e, const tessera_reflect_field *f, const char *value) {
    if (e->problems == NULL || check_string(e, f, value))
        json_string(&e->body, text_of(value));
}

static void write_id(encoder *e, const char *value) {
    char canonical[UUID_LENGTH + 1];
    if (e->problems == NULL)
        json_string(&e->body, text_of(value));
    else if (check_id(e, value, canonical))
        json_string(&e->body, (text){canonical, UUID_LENGTH});
}

static void write_strings(encoder *e, const tessera_reflect_field *f, const tessera_strings *list) {
    static const tessera_reflect_field element = {.minimum = INT64_MIN};
    json_begin_array(&e->body);
    for (size_t i = 0; i < list->count; i++) {
        enter(e, NULL, i);
        if (list->items[i] == NULL)
            complain(e, "string_type", "Input should be a valid string");
        else if (f->kind == TESSERA_KIND_IDS)
            write_id(e, list->items[i]);
        else
            write_string(e, &element, list->items[i]);
        leave(e);
    }
    json_end_array(&e->body);
}

static void write_enum(encoder *e, const tessera_reflect_field *f, int value) {
    const char *wire =
        e->problems == NULL ? tessera_reflect_enum_text(f->enumeration, value) : check_enum(e, f->enumeration, value);
    json_string(&e->body, text_of(wire));
}

static void write_enums(encoder *e, const tessera_reflect_field *f, const tessera_enums *list) {
    json_begin_array(&e->body);
    for (size_t i = 0; i < list->count; i++) {
        enter(e, NULL, i);
        write_enum(e, f, list->items[i]);
        leave(e);
    }
    json_end_array(&e->body);
}

static void write_nested(encoder *e, const tessera_reflect_model *model, const void *record) {
    if (record == NULL) {
        complain(e, "model_type", "Input should not be NULL");
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
        enter(e, NULL, i);
        write_nested(e, model, list->items[i]);
        leave(e);
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
        complain(e, "finite_number", "Input should be a finite number");
    json_double(&e->body, value);
}

static void write_json(encoder *e, const tessera_reflect_field *f, const char *value) {
    if (e->problems == NULL || check_json(e, f, value))
        json_raw(&e->body, text_of(value));
}

// The field's value, which is not null.
static void write_value(encoder *e, const tessera_reflect_field *f, const void *slot) {
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
static bool is_zero(const tessera_reflect_field *f, const void *slot) {
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
static bool zero_is_value(const tessera_reflect_field *f) {
    return f->kind == TESSERA_KIND_TIME || f->kind == TESSERA_KIND_INT || f->kind == TESSERA_KIND_NUMBER ||
           f->kind == TESSERA_KIND_BOOL || f->kind == TESSERA_KIND_STRINGS || f->kind == TESSERA_KIND_IDS ||
           f->kind == TESSERA_KIND_ENUMS || f->kind == TESSERA_KIND_RECORDS;
}

static bool is_marked(const tessera_reflect_field *f, const char *record) {
    return record != NULL && (*(const uint64_t *)(const void *)record >> f->index & 1) != 0;
}

static void write_member(encoder *e, const tessera_reflect_field *f, const char *record) {
    bool marked = is_marked(f, record);
    bool zero = record == NULL || is_zero(f, record + f->offset);
    if (!zero || (marked && zero_is_value(f))) {
        json_name(&e->body, f->wire);
        write_value(e, f, record + f->offset);
        return;
    }
    // A result is written with its nulls, an input only with those that were asked for.
    if (e->problems == NULL ? (f->flags & TESSERA_FLAG_OMIT) == 0 : marked) {
        json_name(&e->body, f->wire);
        json_null(&e->body);
        return;
    }
    if (e->problems == NULL)
        return;
    if (f->fallback != NULL) {
        json_name(&e->body, f->wire);
        json_raw(&e->body, text_of(f->fallback));
    } else if ((f->flags & TESSERA_FLAG_REQUIRED) != 0) {
        complain(e, "missing", "Field required");
    }
}

static void write_members(encoder *e, const tessera_reflect_model *model, const char *record) {
    for (size_t i = 0; i < model->field_count; i++) {
        enter(e, model->fields[i].name, 0);
        write_member(e, &model->fields[i], record);
        leave(e);
    }
}

// --- query ---------------------------------------------------------------------------------------------------------------

// Everything but the unreserved characters of RFC 3986 section 2.3.
static void append_encoded(buffer *out, const char *value) {
    static const char digits[] = "0123456789ABCDEF";
    for (const unsigned char *at = (const unsigned char *)value; *at != '\0'; at++) {
        bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') ||
                     *at == '-' || *at == '.' || *at == '_' || *at == '~';
        if (plain) {
            buffer_append_byte(out, (char)*at);
            continue;
        }
        buffer_append(out, (char[]){'%', digits[*at >> 4], digits[*at & 15]}, 3);
    }
}

static void add_pair(encoder *e, const char *name, const char *value) {
    if (value == NULL)
        return;
    if (e->query->length > 0)
        buffer_append_byte(e->query, '&');
    buffer_append_string(e->query, name);
    buffer_append_byte(e->query, '=');
    append_encoded(e->query, value);
}

static void add_id_pair(encoder *e, const char *name, const char *value) {
    char canonical[UUID_LENGTH + 1];
    if (check_id(e, value, canonical))
        add_pair(e, name, canonical);
}

static void add_list_pairs(encoder *e, const tessera_reflect_field *f, const tessera_strings *list) {
    for (size_t i = 0; i < list->count; i++) {
        enter(e, NULL, i);
        if (list->items[i] == NULL)
            complain(e, "string_type", "Input should be a valid string");
        else if (f->kind == TESSERA_KIND_IDS)
            add_id_pair(e, f->wire, list->items[i]);
        else
            add_pair(e, f->wire, list->items[i]);
        leave(e);
    }
}

static void add_enum_pairs(encoder *e, const tessera_reflect_field *f, const tessera_enums *list) {
    for (size_t i = 0; i < list->count; i++) {
        enter(e, NULL, i);
        add_pair(e, f->wire, check_enum(e, f->enumeration, list->items[i]));
        leave(e);
    }
}

static void add_number_pair(encoder *e, const tessera_reflect_field *f, const void *slot) {
    char form[40];
    if (f->kind == TESSERA_KIND_INT)
        snprintf(form, sizeof form, "%" PRId64, *(const int64_t *)slot);
    else if (f->kind == TESSERA_KIND_TIME)
        timestamp_format(*(const int64_t *)slot, form);
    else
        snprintf(form, sizeof form, "%.17g", *(const double *)slot);
    if (f->kind == TESSERA_KIND_NUMBER && !isfinite(*(const double *)slot))
        complain(e, "finite_number", "Input should be a finite number");
    else
        add_pair(e, f->wire, form);
}

static void add_value(encoder *e, const tessera_reflect_field *f, const void *slot) {
    switch ((tessera_kind)f->kind) {
    case TESSERA_KIND_ID:
        add_id_pair(e, f->wire, *(const char *const *)slot);
        return;
    case TESSERA_KIND_STRING:
        if (check_string(e, f, *(const char *const *)slot))
            add_pair(e, f->wire, *(const char *const *)slot);
        return;
    case TESSERA_KIND_TIME:
    case TESSERA_KIND_INT:
    case TESSERA_KIND_NUMBER:
        add_number_pair(e, f, slot);
        return;
    case TESSERA_KIND_BOOL:
        add_pair(e, f->wire, *(const bool *)slot ? "true" : "false");
        return;
    case TESSERA_KIND_ENUM:
        add_pair(e, f->wire, check_enum(e, f->enumeration, *(const int *)slot));
        return;
    case TESSERA_KIND_STRINGS:
    case TESSERA_KIND_IDS:
        add_list_pairs(e, f, slot);
        return;
    case TESSERA_KIND_ENUMS:
        add_enum_pairs(e, f, slot);
        return;
    default:
        complain(e, "value_error", "Values of this kind cannot travel in a query");
    }
}

static void add_fallback(encoder *e, const tessera_reflect_field *f) {
    char plain[64];
    size_t length = strlen(f->fallback);
    bool quoted = f->fallback[0] == '"' && length >= 2;
    snprintf(plain, sizeof plain, "%.*s", (int)(quoted ? length - 2 : length), f->fallback + quoted);
    add_pair(e, f->wire, plain);
}

// Of two names for one parameter the first that is given counts; giving both is refused.
static bool is_synonym_given(encoder *e, const tessera_reflect_model *model, size_t index, const char *record) {
    const tessera_reflect_field *f = &model->fields[index];
    for (size_t i = 0; i < index; i++) {
        const tessera_reflect_field *other = &model->fields[i];
        if (other->place != f->place || strcmp(other->wire, f->wire) != 0 || is_zero(other, record + other->offset))
            continue;
        if (strcmp(*(const char *const *)(const void *)(record + other->offset),
                   *(const char *const *)(const void *)(record + f->offset)) != 0)
            complain(e, "value_error", "Given twice, under two names");
        return true;
    }
    return false;
}

static void add_parameter(encoder *e, const tessera_reflect_model *model, size_t index, const char *record) {
    const tessera_reflect_field *f = &model->fields[index];
    bool zero = record == NULL || is_zero(f, record + f->offset);
    if (!zero || (is_marked(f, record) && zero_is_value(f))) {
        bool text_kind = f->kind == TESSERA_KIND_ID || f->kind == TESSERA_KIND_STRING;
        if (text_kind && strcmp(f->wire, f->name) != 0 && is_synonym_given(e, model, index, record))
            return;
        add_value(e, f, record + f->offset);
    } else if (f->fallback != NULL) {
        add_fallback(e, f);
    } else if ((f->flags & TESSERA_FLAG_REQUIRED) != 0) {
        complain(e, "missing", "Field required");
    }
}

// --- calls ---------------------------------------------------------------------------------------------------------------

static void encode_place(encoder *e, const tessera_reflect_model *model, const char *record, tessera_place place) {
    enter(e, place == TESSERA_PLACE_QUERY ? "query" : "body", 0);
    for (size_t i = 0; i < model->field_count; i++) {
        if (model->fields[i].place != place)
            continue;
        enter(e, model->fields[i].name, 0);
        if (place == TESSERA_PLACE_QUERY)
            add_parameter(e, model, i, record);
        else
            write_member(e, &model->fields[i], record);
        leave(e);
    }
    leave(e);
}

// The body that is the value of one parameter.
static void encode_whole(encoder *e, const tessera_reflect_field *f, const char *record) {
    enter(e, "body", 0);
    if (record == NULL || is_zero(f, record + f->offset))
        complain(e, "missing", "Field required");
    else
        write_value(e, f, record + f->offset);
    leave(e);
}

void encode_input(const tessera_reflect_call *call, const void *input, buffer *query, buffer *body,
                  encode_problems *problems) {
    encoder e = {.body = json_writer_on(body), .query = query, .problems = problems};
    if (call->input == NULL)
        return;
    encode_place(&e, call->input, input, TESSERA_PLACE_QUERY);
    if (!call->takes_body)
        return;
    for (size_t i = 0; i < call->input->field_count; i++)
        if (call->input->fields[i].place == TESSERA_PLACE_WHOLE) {
            encode_whole(&e, &call->input->fields[i], input);
            return;
        }
    json_begin_object(&e.body);
    encode_place(&e, call->input, input, TESSERA_PLACE_BODY);
    json_end_object(&e.body);
}

static void append_parameter(encoder *e, buffer *path, const char *value, bool id) {
    char canonical[UUID_LENGTH + 1];
    if (value == NULL || value[0] == '\0')
        complain(e, "missing", "Field required");
    else if (!id)
        append_encoded(path, value);
    else if (check_id(e, value, canonical))
        buffer_append(path, canonical, UUID_LENGTH);
}

void encode_path(const tessera_reflect_call *call, const char *const *values, buffer *path, encode_problems *problems) {
    encoder e = {.problems = problems};
    const char *at = call->path;
    enter(&e, "path", 0);
    for (size_t i = 0; i < call->path_count; i++) {
        const char *open = strchr(at, '{');
        buffer_append(path, at, (size_t)(open - at));
        enter(&e, call->path_parameters[i], 0);
        append_parameter(&e, path, values == NULL ? NULL : values[i], call->path_is_id[i]);
        leave(&e);
        at = strchr(open, '}') + 1;
    }
    buffer_append_string(path, at);
}

void encode_record(const tessera_reflect_model *model, const void *record, buffer *out) {
    encoder e = {.body = json_writer_on(out)};
    write_nested(&e, model, record);
}

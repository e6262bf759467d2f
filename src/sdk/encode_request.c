// Inputs as requests: the path, the query, and which field travels where.
#include "base/timestamp.h"
#include "sdk/encoder.h"
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

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
    if (encoder_check_id(e, value, canonical))
        add_pair(e, name, canonical);
}

static void add_list_pairs(encoder *e, const tessera_reflect_field *f, const tessera_strings *list) {
    for (size_t i = 0; i < list->count; i++) {
        encoder_enter(e, NULL, i);
        if (list->items[i] == NULL)
            encoder_complain(e, "string_type", "Input should be a valid string");
        else if (f->kind == TESSERA_KIND_IDS)
            add_id_pair(e, f->wire, list->items[i]);
        else
            add_pair(e, f->wire, list->items[i]);
        encoder_leave(e);
    }
}

static void add_enum_pairs(encoder *e, const tessera_reflect_field *f, const tessera_enums *list) {
    for (size_t i = 0; i < list->count; i++) {
        encoder_enter(e, NULL, i);
        add_pair(e, f->wire, encoder_check_enum(e, f->enumeration, list->items[i]));
        encoder_leave(e);
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
        encoder_complain(e, "finite_number", "Input should be a finite number");
    else
        add_pair(e, f->wire, form);
}

static void add_value(encoder *e, const tessera_reflect_field *f, const void *slot) {
    switch ((tessera_kind)f->kind) {
    case TESSERA_KIND_ID:
        add_id_pair(e, f->wire, *(const char *const *)slot);
        return;
    case TESSERA_KIND_STRING:
        if (encoder_check_string(e, f, *(const char *const *)slot))
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
        add_pair(e, f->wire, encoder_check_enum(e, f->enumeration, *(const int *)slot));
        return;
    case TESSERA_KIND_STRINGS:
    case TESSERA_KIND_IDS:
        add_list_pairs(e, f, slot);
        return;
    case TESSERA_KIND_ENUMS:
        add_enum_pairs(e, f, slot);
        return;
    default:
        encoder_complain(e, "value_error", "Values of this kind cannot travel in a query");
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
        if (other->place != f->place || strcmp(other->wire, f->wire) != 0 ||
            encoder_is_zero(other, record + other->offset))
            continue;
        if (strcmp(*(const char *const *)(const void *)(record + other->offset),
                   *(const char *const *)(const void *)(record + f->offset)) != 0)
            encoder_complain(e, "value_error", "Given twice, under two names");
        return true;
    }
    return false;
}

static void add_parameter(encoder *e, const tessera_reflect_model *model, size_t index, const char *record) {
    const tessera_reflect_field *f = &model->fields[index];
    bool given = record != NULL && (!encoder_is_zero(f, record + f->offset) ||
                                    (encoder_is_marked(f, record) && encoder_zero_is_value(f)));
    if (given) {
        bool text_kind = f->kind == TESSERA_KIND_ID || f->kind == TESSERA_KIND_STRING;
        if (text_kind && strcmp(f->wire, f->name) != 0 && is_synonym_given(e, model, index, record))
            return;
        add_value(e, f, record + f->offset);
    } else if (f->fallback != NULL) {
        add_fallback(e, f);
    } else if ((f->flags & TESSERA_FLAG_REQUIRED) != 0) {
        encoder_complain(e, "missing", "Field required");
    }
}

// --- calls -----------------------------------------------------------------------------------------------------------

static void encode_place(encoder *e, const tessera_reflect_model *model, const char *record, tessera_place place) {
    encoder_enter(e, place == TESSERA_PLACE_QUERY ? "query" : "body", 0);
    for (size_t i = 0; i < model->field_count; i++) {
        if (model->fields[i].place != place)
            continue;
        encoder_enter(e, model->fields[i].name, 0);
        if (place == TESSERA_PLACE_QUERY)
            add_parameter(e, model, i, record);
        else
            encoder_write_member(e, &model->fields[i], record);
        encoder_leave(e);
    }
    encoder_leave(e);
}

// The body that is the value of one parameter.
static void encode_whole(encoder *e, const tessera_reflect_field *f, const char *record) {
    encoder_enter(e, "body", 0);
    if (record == NULL || encoder_is_zero(f, record + f->offset))
        encoder_complain(e, "missing", "Field required");
    else
        encoder_write_value(e, f, record + f->offset);
    encoder_leave(e);
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
        encoder_complain(e, "missing", "Field required");
    else if (!id)
        append_encoded(path, value);
    else if (encoder_check_id(e, value, canonical))
        buffer_append(path, canonical, UUID_LENGTH);
}

void encode_path(const tessera_reflect_call *call, const char *const *values, buffer *path, encode_problems *problems) {
    encoder e = {.problems = problems};
    const char *at = call->path;
    encoder_enter(&e, "path", 0);
    for (size_t i = 0; i < call->path_count; i++) {
        const char *open = strchr(at, '{');
        buffer_append(path, at, (size_t)(open - at));
        encoder_enter(&e, call->path_parameters[i], 0);
        append_parameter(&e, path, values == NULL ? NULL : values[i], call->path_is_id[i]);
        encoder_leave(&e);
        at = strchr(open, '}') + 1;
    }
    buffer_append_string(path, at);
}

// A field as a JSON Schema: its kind decides the form, its flags and bounds what is allowed in it.
#include "server/describe_field.h"
#include "model/model.h"
#include <stdio.h>

void describe_pair(json_writer *w, const char *name, const char *value) {
    json_name(w, name);
    json_string(w, text_of(value));
}

void describe_reference(json_writer *w, const char *title) {
    char path[128];
    snprintf(path, sizeof path, "#/components/schemas/%s", title);
    describe_pair(w, "$ref", path);
}

static const char *enum_title(const record_enum *enumeration) {
    const model_enum_doc *doc;
    for (size_t i = 0; (doc = model_enum_at(i)) != NULL; i++)
        if (doc->enumeration == enumeration)
            return doc->title;
    return enumeration->name;
}

// `types` is one, or several with a blank between.
static void write_type(json_writer *w, const char *types, bool nullable) {
    bool list = nullable || strchr(types, ' ') != NULL;
    json_name(w, "type");
    if (list)
        json_begin_array(w);
    for (size_t length; *types != '\0'; types += length + (types[length] == ' '))
        json_string(w, (text){types, length = strcspn(types, " ")});
    if (nullable)
        json_string(w, TEXT("null"));
    if (list)
        json_end_array(w);
}

static void write_bounds(json_writer *w, const record_field *f, const char *least, const char *most) {
    if (f->minimum != RECORD_INT_NONE) {
        json_name(w, least);
        json_integer(w, f->minimum);
    }
    if (f->maximum != RECORD_INT_NONE) {
        json_name(w, most);
        json_integer(w, f->maximum);
    }
}

// A $ref, or with null beside it where the field may be null.
static void write_reference(json_writer *w, const char *title, bool nullable) {
    if (!nullable) {
        describe_reference(w, title);
        return;
    }
    json_name(w, "anyOf");
    json_begin_array(w);
    json_begin_object(w);
    describe_reference(w, title);
    json_end_object(w);
    json_begin_object(w);
    describe_pair(w, "type", "null");
    json_end_object(w);
    json_end_array(w);
}

static void write_array(json_writer *w, const record_field *f, bool nullable, const char *item_type,
                        const char *item_format, const char *item_title) {
    write_type(w, "array", nullable);
    json_name(w, "items");
    json_begin_object(w);
    if (item_title != NULL)
        describe_reference(w, item_title);
    else if (item_type != NULL)
        describe_pair(w, "type", item_type);
    if (item_format != NULL)
        describe_pair(w, "format", item_format);
    json_end_object(w);
    write_bounds(w, f, "minItems", "maxItems");
}

static void write_map(json_writer *w, bool nullable, bool of_lists) {
    write_type(w, "object", nullable);
    json_name(w, "additionalProperties");
    json_begin_object(w);
    describe_pair(w, "type", of_lists ? "array" : "string");
    if (of_lists) {
        json_name(w, "items");
        json_begin_object(w);
        describe_pair(w, "type", "string");
        json_end_object(w);
    }
    json_end_object(w);
}

// What an object may be besides.
static const char *object_types(const record_field *f) {
    if ((f->flags & RECORD_FORMATTED) != 0)
        return "object boolean array string";
    return (f->flags & RECORD_SCHEMA) != 0 ? "object boolean" : "object";
}

static void write_kind(json_writer *w, const record_field *f, bool nullable) {
    switch ((record_kind)f->kind) {
    case RECORD_STRING:
        write_type(w, "string", nullable);
        write_bounds(w, f, "minLength", "maxLength");
        return;
    case RECORD_UUID:
        write_type(w, "string", nullable);
        describe_pair(w, "format", "uuid");
        return;
    case RECORD_TIME:
        write_type(w, "string", nullable);
        describe_pair(w, "format", "date-time");
        return;
    case RECORD_INT:
        write_type(w, "integer", nullable);
        write_bounds(w, f, "minimum", "maximum");
        return;
    case RECORD_NUMBER:
        write_type(w, "number", nullable);
        write_bounds(w, f, "minimum", "maximum");
        return;
    case RECORD_BOOL:
        write_type(w, "boolean", nullable);
        return;
    case RECORD_ENUM:
        write_reference(w, enum_title(f->reference), nullable);
        return;
    case RECORD_OBJECT:
        write_type(w, object_types(f), nullable);
        return;
    case RECORD_ANY:
        return;
    case RECORD_ARRAY:
        write_array(w, f, nullable, NULL, NULL, NULL);
        return;
    case RECORD_TEXTMAP:
    case RECORD_LISTMAP:
        write_map(w, nullable, f->kind == RECORD_LISTMAP);
        return;
    case RECORD_STRINGS:
        write_array(w, f, nullable, "string", NULL, NULL);
        return;
    case RECORD_UUIDS:
        write_array(w, f, nullable, "string", "uuid", NULL);
        return;
    case RECORD_ENUMS:
        write_array(w, f, nullable, NULL, NULL, enum_title(f->reference));
        return;
    case RECORD_RECORD:
        write_reference(w, ((const record_type *)f->reference)->title, nullable);
        return;
    case RECORD_RECORDS:
        write_array(w, f, nullable, NULL, NULL, ((const record_type *)f->reference)->title);
        return;
    }
}

static void write_default(json_writer *w, const char *fallback, const record_limits *limits) {
    int64_t number = 0;
    json_name(w, "default");
    if (record_fallback_limit(limits, fallback, &number))
        json_integer(w, number);
    else
        json_raw(w, text_of(fallback));
}

void describe_field(json_writer *w, const record_field *f, const record_limits *limits, bool nullable, bool with_doc) {
    record_field bounded = *f; // by numbers alone
    bounded.minimum = record_bound(limits, f->minimum);
    bounded.maximum = record_bound(limits, f->maximum);
    json_begin_object(w);
    write_kind(w, &bounded, nullable);
    if (with_doc)
        describe_pair(w, "description", f->doc);
    if (f->fallback != NULL)
        write_default(w, f->fallback, limits);
    json_end_object(w);
}

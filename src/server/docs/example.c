// Examples come from the models themselves, so that no call is without one and none names a field that is gone: a row of
// api/examples.def gives the value, and where there is none the kind of the field does.
#include "base/json_build.h"
#include "server/describe.h"
#include "server/docs/docs.h"
#include <assert.h>

enum {
    LINE_MAXIMUM = 56, // characters of an object or array that stays on one line
    DEPTH_MAXIMUM = 8, // of models in one another
    EXAMPLE_MAXIMUM = 1 << 20,
};

static const struct {
    const char *model, *field, *json;
} values[] = {
#define EXAMPLE(model, field, ...) {#model, #field, #__VA_ARGS__},
#include "api/examples.def"
#undef EXAMPLE
};

// --- values ----------------------------------------------------------------------------------------------------------

static const char *value_find(const char *model, const char *field) {
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strcmp(values[i].model, model) == 0 && strcmp(values[i].field, field) == 0)
            return values[i].json;
    return NULL;
}

static const json_value *parsed(const char *json, arena *a) {
    json_error error;
    const json_value *value = json_parse(a, text_of(json), JSON_DEPTH_DEFAULT, &error);
    assert(value != NULL);
    return value;
}

static const json_value *model_example(const record_type *type, arena *a, unsigned depth);

static json_value list_of_one(const json_value *element, arena *a) {
    return *json_make_array(a, element, 1);
}

static json_value kind_example(const record_field *field, arena *a, unsigned depth) {
    const record_enum *enumeration = field->reference;
    json_value word;
    switch ((record_kind)field->kind) {
    case RECORD_STRING:
        return json_make_string(TEXT("text"));
    case RECORD_UUID:
        return json_make_string(TEXT(EXAMPLE_ID));
    case RECORD_TIME:
        return json_make_string(TEXT("2026-03-09T10:11:12.131415Z"));
    case RECORD_INT:
    case RECORD_NUMBER:
        return json_make_integer(a, field->minimum > 0 ? field->minimum : 1);
    case RECORD_BOOL:
        return json_make_boolean(true);
    case RECORD_ENUM:
        return json_make_string(text_of(enumeration->values[0]));
    case RECORD_ENUMS:
        word = json_make_string(text_of(enumeration->values[0]));
        return list_of_one(&word, a);
    case RECORD_OBJECT:
    case RECORD_ANY:
    case RECORD_TEXTMAP:
    case RECORD_LISTMAP:
        return *json_make_object(a, NULL, 0);
    case RECORD_ARRAY:
    case RECORD_STRINGS:
        return *json_make_array(a, NULL, 0);
    case RECORD_UUIDS:
        word = json_make_string(TEXT(EXAMPLE_ID));
        return list_of_one(&word, a);
    case RECORD_RECORD:
        return *model_example(field->reference, a, depth + 1);
    case RECORD_RECORDS:
        return list_of_one(model_example(field->reference, a, depth + 1), a);
    }
    return json_make_null();
}

static const json_value *model_example(const record_type *type, arena *a, unsigned depth) {
    json_builder object = json_builder_on(a);
    for (unsigned i = 0; i < type->field_count && depth < DEPTH_MAXIMUM; i++) {
        const record_field *field = &type->fields[i];
        const char *json = value_find(type->name, field->name);
        bool required = (field->flags & RECORD_REQUIRED) != 0;
        if (json == NULL && required)
            json = value_find("any", field->name);
        if (json != NULL)
            json_put(&object, field->name, *parsed(json, a));
        else if (required)
            json_put(&object, field->name, kind_example(field, a, depth));
    }
    return json_built(&object);
}

const json_value *describe_example(const record_type *type, arena *a) {
    const json_value *object = model_example(type, a, 0);
    return record_is_whole(type) ? json_get(object, type->fields[0].name) : object;
}

// --- printing --------------------------------------------------------------------------------------------------------

static bool has_items(const json_value *value) {
    return (value->type == JSON_OBJECT || value->type == JSON_ARRAY) && value->count > 0;
}

// The item itself, after its name in an object.
static const json_value *begin_item(buffer *out, const json_value *whole, uint32_t index) {
    if (whole->type == JSON_ARRAY)
        return &whole->elements[index];
    json_write_string(out, text_of(whole->members[index].name));
    buffer_append_string(out, ": ");
    return &whole->members[index].value;
}

// As json_write, with a blank after each comma and colon.
static void print_line(buffer *out, const json_value *value) {
    if (!has_items(value)) {
        json_write(out, value);
        return;
    }
    buffer_append_byte(out, value->type == JSON_OBJECT ? '{' : '[');
    for (uint32_t i = 0; i < value->count; i++) {
        buffer_append_string(out, i > 0 ? ", " : "");
        print_line(out, begin_item(out, value, i));
    }
    buffer_append_byte(out, value->type == JSON_OBJECT ? '}' : ']');
}

static void print(buffer *out, const json_value *value, int indent) {
    size_t before = out->length;
    print_line(out, value);
    if (!has_items(value) || out->length - before <= LINE_MAXIMUM)
        return;
    out->length = before;
    buffer_append_byte(out, value->type == JSON_OBJECT ? '{' : '[');
    for (uint32_t i = 0; i < value->count; i++) {
        buffer_printf(out, "%s\n%*s", i > 0 ? "," : "", indent + 2, "");
        print(out, begin_item(out, value, i), indent + 2);
    }
    buffer_printf(out, "\n%*s%c", indent, "", value->type == JSON_OBJECT ? '}' : ']');
}

const char *example_print(const json_value *value, arena *a) {
    buffer out;
    buffer_init(&out, EXAMPLE_MAXIMUM);
    print(&out, value, 0);
    const char *printed = arena_text(a, buffer_text(&out));
    buffer_done(&out);
    return printed;
}

// Defaults of fields as JSON, by the table of "Schema Declaration": bytes and fixed are texts of the code points 0 to 255, a
// union is written as its first branch.
#include "formats/avro/model.h"

static const json_value *misfit_of(const avro_type *type, const json_value *value, const avro_type **fault) {
    *fault = type;
    return value;
}

static bool is_integer_within(const json_value *value, int64_t low, int64_t high) {
    int64_t number;
    return value->type == JSON_NUMBER && json_to_int64(value, &number) && number >= low && number <= high;
}

// Texts of code points to 255; each is a byte. SIZE_MAX: another text.
static size_t byte_count(const json_value *value) {
    size_t bytes = 0;
    for (uint32_t i = 0; i < value->count; i++) {
        unsigned char byte = (unsigned char)value->string[i];
        if (byte > 0xc3)
            return SIZE_MAX;
        bytes += (byte & 0xc0) != 0x80;
    }
    return bytes;
}

static bool fits_primitive(avro_kind kind, const json_value *value) {
    switch (kind) {
    case AVRO_NULL:
        return value->type == JSON_NULL;
    case AVRO_BOOLEAN:
        return value->type == JSON_BOOLEAN;
    case AVRO_INT:
        return is_integer_within(value, INT32_MIN, INT32_MAX);
    case AVRO_LONG:
        return is_integer_within(value, INT64_MIN, INT64_MAX);
    case AVRO_FLOAT:
    case AVRO_DOUBLE:
        return value->type == JSON_NUMBER;
    case AVRO_BYTES:
        return value->type == JSON_STRING && byte_count(value) != SIZE_MAX;
    default:
        return value->type == JSON_STRING;
    }
}

static const json_value *misfit_of_record(const avro_type *type, const json_value *value, size_t *steps,
                                          const avro_type **fault) {
    if (value->type != JSON_OBJECT)
        return misfit_of(type, value, fault);
    for (size_t i = 0; i < type->count; i++) {
        const avro_field *field = &type->fields[i];
        const json_value *member = json_get_text(value, field->name);
        if (*steps == 0 || (member == NULL && field->fallback == NULL))
            return misfit_of(*steps == 0 ? NULL : type, value, fault);
        --*steps;
        const json_value *misfit = member == NULL ? NULL : avro_default_misfit(field->use.type, member, steps, fault);
        if (misfit != NULL)
            return misfit;
    }
    return NULL;
}

static const json_value *misfit_of_each(const avro_type *type, const json_value *value, size_t *steps,
                                        const avro_type **fault) {
    bool is_map = type->kind == AVRO_MAP;
    if (value->type != (is_map ? JSON_OBJECT : JSON_ARRAY))
        return misfit_of(type, value, fault);
    for (uint32_t i = 0; i < value->count; i++) {
        const json_value *item = is_map ? &value->members[i].value : &value->elements[i];
        const json_value *misfit = avro_default_misfit(type->uses->type, item, steps, fault);
        if (misfit != NULL)
            return misfit;
    }
    return NULL;
}

const json_value *avro_default_misfit(const avro_type *type, const json_value *value, size_t *steps,
                                      const avro_type **fault) {
    if (*steps == 0)
        return misfit_of(NULL, value, fault);
    --*steps;
    bool fits = true;
    switch (type->kind) {
    case AVRO_RECORD:
        return misfit_of_record(type, value, steps, fault);
    case AVRO_ARRAY:
    case AVRO_MAP:
        return misfit_of_each(type, value, steps, fault);
    case AVRO_UNION:
        return avro_default_misfit(type->uses[0].type, value, steps, fault);
    case AVRO_ENUM:
        fits = value->type == JSON_STRING && map_get(type->index, json_text_of(value)) != NULL;
        break;
    case AVRO_FIXED:
        fits = value->type == JSON_STRING && byte_count(value) == (size_t)type->size;
        break;
    default:
        fits = fits_primitive(type->kind, value);
    }
    return fits ? NULL : misfit_of(type, value, fault);
}

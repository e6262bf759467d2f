#include "domain/guarantees.h"

bool guarantees_hold_something(const struct guarantees *guarantees) {
    for (unsigned i = 0; guarantees != NULL && i < type_guarantees.field_count; i++)
        if (!record_is_null(&type_guarantees.fields[i], guarantees))
            return true;
    return false;
}

const json_value *guarantees_tree(arena *a, const struct guarantees *guarantees) {
    if (guarantees == NULL)
        return json_make_object(a, NULL, 0);
    buffer out;
    json_error error;
    buffer_init(&out, SIZE_MAX);
    json_writer w = json_writer_on(&out);
    record_encode(&type_guarantees, guarantees, &w);
    const json_value *tree = json_parse(a, buffer_text(&out), JSON_DEPTH_MAXIMUM, &error);
    buffer_done(&out);
    return tree;
}

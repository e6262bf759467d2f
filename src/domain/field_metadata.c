// Descriptions and tags outlive versions: what was said of a field stays said while the field is there and nobody says otherwise.
#include "domain/field_metadata.h"
#include "base/json_build.h"

static const json_value *tree_of(arena *a, const record_json *json) {
    json_error error;
    if (json->tree != NULL)
        return json->tree;
    const json_value *parsed = json->raw.data == NULL ? NULL : json_parse(a, json->raw, JSON_DEPTH_DEFAULT, &error);
    return parsed != NULL && parsed->type == JSON_OBJECT ? parsed : json_make_object(a, NULL, 0);
}

const json_value *field_metadata_merge(arena *a, schema_paths fields, const record_json *previous,
                                       const record_json *submitted) {
    const json_value *old = tree_of(a, previous), *new = tree_of(a, submitted);
    json_builder merged = json_builder_on(a);
    for (uint32_t i = 0; i < old->count; i++) {
        text name = {old->members[i].name, old->members[i].name_length};
        if (schema_paths_hold(fields, name) && json_get_text(new, name) == NULL)
            json_put_member(&merged, old->members[i]);
    }
    for (uint32_t i = 0; i < new->count; i++)
        json_put_member(&merged, new->members[i]);
    return json_built(&merged);
}

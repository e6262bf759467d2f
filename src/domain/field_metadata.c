#include "domain/field_metadata.h"

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
    json_member *members = arena_array(a, (size_t)old->count + new->count + 1, sizeof *members);
    size_t count = 0;
    for (uint32_t i = 0; i < old->count; i++) {
        text name = {old->members[i].name, old->members[i].name_length};
        if (schema_paths_hold(fields, name) && json_get_text(new, name) == NULL)
            members[count++] = old->members[i];
    }
    for (uint32_t i = 0; i < new->count; i++)
        members[count++] = new->members[i];
    return json_make_object(a, members, count);
}

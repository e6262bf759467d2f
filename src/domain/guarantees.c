#include "domain/guarantees.h"

bool guarantees_hold_something(const struct guarantees *guarantees) {
    for (unsigned i = 0; guarantees != NULL && i < type_guarantees.field_count; i++)
        if (!record_is_null(&type_guarantees.fields[i], guarantees))
            return true;
    return false;
}

const json_value *guarantees_tree(arena *a, const struct guarantees *guarantees) {
    return guarantees == NULL ? json_make_object(a, NULL, 0) : record_tree(&type_guarantees, guarantees, a);
}

// Which changes count where the walk is, and how they are told.
#include "schema/compare/compare.h"
#include "schema/render.h"

bool report_wanted(comparison *c) {
    return change_list_has_room(&c->changes);
}

// What a contract promises to readers beyond the values that pass.
static bool is_promise(schema_change_kind kind) {
    switch (kind) {
    case SCHEMA_PROPERTY_ADDED:
    case SCHEMA_PROPERTY_REMOVED:
    case SCHEMA_DEFAULT_ADDED:
    case SCHEMA_DEFAULT_REMOVED:
    case SCHEMA_NULLABLE_ADDED:
    case SCHEMA_NULLABLE_REMOVED:
        return true;
    default:
        return false;
    }
}

schema_change *report_change(comparison *c, schema_change_kind kind, const place *at, const char *keyword,
                             const json_value *old_value, const json_value *new_value, const char *format, ...) {
    if ((c->promises && !is_promise(kind)) || (c->backward_only && !schema_breaks(kind, SCHEMA_BACKWARD)) ||
        (c->forward_only && !schema_breaks(kind, SCHEMA_FORWARD)))
        return NULL;
    va_list arguments;
    va_start(arguments, format);
    schema_change *change = change_list_print(&c->changes, kind, at, keyword, format, arguments);
    va_end(arguments);
    change->old_value = old_value;
    change->new_value = new_value;
    return change;
}

void report_constraint_added(comparison *c, const place *at, const char *keyword, const json_value *value) {
    if (report_wanted(c)) {
        report_change(c, SCHEMA_CONSTRAINT_TIGHTENED, at, keyword, NULL, value,
                      "Constraint '%s' was added with value %s", keyword, value_render_plain(c->a, value));
    }
}

void report_constraint_removed(comparison *c, const place *at, const char *keyword, const json_value *value) {
    if (report_wanted(c))
        report_change(c, SCHEMA_CONSTRAINT_RELAXED, at, keyword, value, NULL, "Constraint '%s' was removed", keyword);
}

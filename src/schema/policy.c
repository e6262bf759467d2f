// What the lenient policy clears: promises beyond documents, and required members that a default fills in for. The changes stay
// in the list, as kinds that break nothing.
#include "schema/compare/location.h"

// Whether the side that asks for the member has a default for it.
static bool has_default(const schema_change *change, side asking) {
    if (change->origin == NULL || change->subject.data == NULL)
        return false;
    const node *n = change->origin->nodes[asking];
    const node_entry *entry = node_table_find(node_compiled(n, KEYWORD_PROPERTIES), change->subject);
    return entry != NULL && node_has(node_of(entry->schema), KEYWORD_DEFAULT);
}

static schema_change_kind lenient_kind(const schema_change *change) {
    switch (change->kind) {
    case SCHEMA_PROPERTY_ADDED:
        return SCHEMA_PROPERTY_ADDED_LENIENTLY;
    case SCHEMA_PROPERTY_REMOVED:
        return SCHEMA_PROPERTY_REMOVED_LENIENTLY;
    case SCHEMA_PATTERN_PROPERTY_ADDED:
        return SCHEMA_PATTERN_PROPERTY_ADDED_LENIENTLY;
    case SCHEMA_PATTERN_PROPERTY_REMOVED:
        return SCHEMA_PATTERN_PROPERTY_REMOVED_LENIENTLY;
    case SCHEMA_DEFAULT_ADDED:
        return SCHEMA_DEFAULT_ADDED_LENIENTLY;
    case SCHEMA_DEFAULT_REMOVED:
        return SCHEMA_DEFAULT_REMOVED_LENIENTLY;
    case SCHEMA_REQUIRED_ADDED:
        return has_default(change, SIDE_NEW) ? SCHEMA_REQUIRED_ADDED_LENIENTLY : change->kind;
    case SCHEMA_REQUIRED_REMOVED:
        return has_default(change, SIDE_OLD) ? SCHEMA_REQUIRED_REMOVED_LENIENTLY : change->kind;
    default:
        return change->kind;
    }
}

void schema_be_lenient(schema_changes changes) {
    for (size_t i = 0; i < changes.count; i++)
        changes.items[i].kind = lenient_kind(&changes.items[i]);
}

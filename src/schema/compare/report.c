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

// --- what is certain -------------------------------------------------------------------------------------------------
// Where neither side says anything else that could be in the way, there is a document that shows the change: nobody needs to look
// for it.

static const uint64_t unlimited = KEYWORD_BIT(TYPE) | KEYWORD_BIT(FORMAT) | KEYWORD_BIT(DEFAULT);

// Whether both sides accept values of some of these types there.
static bool both_take(const location *at, unsigned types) {
    return (at->nodes[SIDE_OLD]->types & types) != 0 && (at->nodes[SIDE_NEW]->types & types) != 0;
}

// Whether values that these nodes describe are parts of some document, as far as the objects and arrays around them go.
static bool is_within_plain(const location *at) {
    const uint64_t plain = unlimited | KEYWORD_BIT(PROPERTIES) | KEYWORD_BIT(REQUIRED) | KEYWORD_BIT(ITEMS) |
                           KEYWORD_BIT(ADDITIONAL_PROPERTIES);
    if (!at->simple[SIDE_OLD] || !at->simple[SIDE_NEW])
        return false;
    for (; at->up != NULL; at = at->up) {
        const location *around = at->up;
        bool member = at->step->kind == STEP_MEMBER || at->step->kind == STEP_ANY_MEMBER;
        if (((around->nodes[SIDE_OLD]->keywords | around->nodes[SIDE_NEW]->keywords) & ~plain) != 0 ||
            !both_take(around, member ? TYPE_OBJECT : TYPE_ARRAY))
            return false;
    }
    return true;
}

static bool some_types(const node *n, unsigned types) {
    return (n->types & types) != 0 && node_has(n, KEYWORD_TYPE);
}

static bool is_certain(const comparison *c, schema_change_kind kind) {
    const uint64_t lengths = KEYWORD_BIT(MIN_LENGTH) | KEYWORD_BIT(MAX_LENGTH);
    const uint64_t bounds = KEYWORD_BIT(MINIMUM) | KEYWORD_BIT(MAXIMUM);
    const node *old = c->here->nodes[SIDE_OLD], *new = c->here->nodes[SIDE_NEW];
    uint64_t said = (old->keywords | new->keywords) & ~(old->idle & new->idle);
    bool strings = some_types(old, TYPE_STRING) && some_types(new, TYPE_STRING);
    bool numbers = some_types(old, TYPE_INTEGER) && some_types(new, TYPE_INTEGER);
    switch (kind) {
    case SCHEMA_CONSTRAINT_TIGHTENED:
    case SCHEMA_CONSTRAINT_RELAXED:
        return (strings && (said & ~(unlimited | lengths)) == 0) || (numbers && (said & ~(unlimited | bounds)) == 0);
    case SCHEMA_TYPE_CHANGED:
    case SCHEMA_TYPE_NARROWED:
    case SCHEMA_TYPE_WIDENED:
        return (said & ~unlimited) == 0;
    case SCHEMA_REQUIRED_ADDED:
    case SCHEMA_REQUIRED_REMOVED:
        return (said & ~(unlimited | KEYWORD_BIT(PROPERTIES) | KEYWORD_BIT(REQUIRED))) == 0 &&
               both_take(c->here, TYPE_OBJECT);
    default:
        return false;
    }
}

// --- reports ---------------------------------------------------------------------------------------------------------

schema_change *report_change(comparison *c, schema_change_kind kind, const place *at, const char *keyword,
                             const json_value *old_value, const json_value *new_value, const char *format, ...) {
    if ((c->promises && !is_promise(kind)) || (c->backward_only && !schema_breaks(kind, SCHEMA_BACKWARD)) ||
        (c->forward_only && !schema_breaks(kind, SCHEMA_FORWARD)))
        return NULL;
    va_list arguments;
    va_start(arguments, format);
    schema_change *change = change_list_print(&c->changes, kind, at, keyword, format, arguments);
    va_end(arguments);
    change->openness = c->openness;
    change->certain = !c->openness && is_certain(c, kind) && is_within_plain(c->here);
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

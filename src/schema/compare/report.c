// Which changes count where the walk is, and how they are told.
#include "schema/compare/compare.h"
#include "schema/instance.h"
#include "schema/render.h"

enum { NULL_STEPS = 1000 };

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
static const uint64_t plain = KEYWORD_BIT(TYPE) | KEYWORD_BIT(FORMAT) | KEYWORD_BIT(DEFAULT) | KEYWORD_BIT(PROPERTIES) |
                              KEYWORD_BIT(REQUIRED) | KEYWORD_BIT(ITEMS) | KEYWORD_BIT(ADDITIONAL_PROPERTIES);
static const uint64_t lengths = KEYWORD_BIT(MIN_LENGTH) | KEYWORD_BIT(MAX_LENGTH);
static const uint64_t bounds = KEYWORD_BIT(MINIMUM) | KEYWORD_BIT(MAXIMUM);

// Whether both sides accept values of some of these types there.
static bool both_take(const location *at, unsigned types) {
    return (at->nodes[SIDE_OLD]->types & types) != 0 && (at->nodes[SIDE_NEW]->types & types) != 0;
}

static bool has_members(const node *n, size_t *looks);

// Whether it surely accepts some value.
static bool takes_some(const node *n, size_t *looks) {
    n = node_normal(n);
    if (*looks == 0 || n->never || n->open || (n->keywords & ~n->idle & ~(plain | lengths | bounds)) != 0)
        return false;
    --*looks;
    return (n->types & ~(unsigned)TYPE_OBJECT) != 0 || ((n->types & TYPE_OBJECT) != 0 && has_members(n, looks));
}

// Whether the members that its objects must have surely can be.
static bool has_members(const node *n, size_t *looks) {
    const name_set *required = node_required(n);
    bool some = true;
    for (size_t i = 0; i < required->count && some; i++) {
        const node_entry *own = node_table_find(node_compiled(n, KEYWORD_PROPERTIES), required->items[i]);
        some = takes_some(own != NULL ? own->schema : node_child(n, KEYWORD_ADDITIONAL_PROPERTIES), looks);
    }
    return some;
}

static bool both_have_members(const location *at, size_t *looks) {
    return has_members(at->nodes[SIDE_OLD], looks) && has_members(at->nodes[SIDE_NEW], looks);
}

// Whether values that these nodes describe are parts of some document, as far as the objects and arrays around them go.
static bool is_within_plain(const location *at, size_t *looks) {
    if (!at->simple[SIDE_OLD] || !at->simple[SIDE_NEW])
        return false;
    for (; at->up != NULL; at = at->up) {
        const location *around = at->up;
        bool member = at->step->kind == STEP_MEMBER || at->step->kind == STEP_ANY_MEMBER;
        if (((around->nodes[SIDE_OLD]->keywords | around->nodes[SIDE_NEW]->keywords) & ~plain) != 0 ||
            !both_take(around, member ? TYPE_OBJECT : TYPE_ARRAY) || (member && !both_have_members(around, looks)))
            return false;
    }
    return true;
}

// Whether the keyword says nothing on either side.
static bool is_idle(const char *keyword, uint64_t idle) {
    for (; keyword != NULL && idle != 0; idle &= idle - 1)
        if (strcmp(keyword_name((schema_keyword)__builtin_ctzll(idle)), keyword) == 0)
            return true;
    return false;
}

static bool some_types(const node *n, unsigned types) {
    return (n->types & types) != 0 && node_has(n, KEYWORD_TYPE);
}

// Whether a limit that is told under one of these keywords is all that is said there of values of these types.
static bool is_limit(const node *old, const node *new, unsigned types, uint64_t said, uint64_t limits) {
    return some_types(old, types) && some_types(new, types) && (said & limits) != 0 &&
           (said & ~(unlimited | limits)) == 0;
}

static bool is_certain(comparison *c, schema_change_kind kind, const char *keyword) {
    const node *old = c->here->nodes[SIDE_OLD], *new = c->here->nodes[SIDE_NEW];
    const uint64_t idle = old->idle & new->idle, said = (old->keywords | new->keywords) & ~idle;
    switch (kind) {
    case SCHEMA_CONSTRAINT_TIGHTENED:
    case SCHEMA_CONSTRAINT_RELAXED:
        return !is_idle(keyword, idle) &&
               (is_limit(old, new, TYPE_STRING, said, lengths) || is_limit(old, new, TYPE_INTEGER, said, bounds));
    case SCHEMA_TYPE_CHANGED:
    case SCHEMA_TYPE_NARROWED:
    case SCHEMA_TYPE_WIDENED:
        return (said & ~unlimited) == 0;
    case SCHEMA_REQUIRED_ADDED:
    case SCHEMA_REQUIRED_REMOVED:
        return (said & ~(unlimited | KEYWORD_BIT(PROPERTIES) | KEYWORD_BIT(REQUIRED))) == 0 &&
               both_take(c->here, TYPE_OBJECT) && both_have_members(c->here, &c->looks);
    default:
        return false;
    }
}

// Whether it says in so many words that null is a value, by itself or by an alternative.
static bool says_null(const node *n, size_t *looks) {
    n = node_of(n);
    if (*looks == 0 || n->never || n->open)
        return false;
    --*looks;
    if (node_has(n, KEYWORD_NULLABLE) || (node_has(n, KEYWORD_TYPE) && (n->types & TYPE_NULL) != 0))
        return true;
    const node_list *list = node_alternatives(n);
    bool says = node_is_null(n);
    for (size_t i = 0; list != NULL && i < list->count && !says; i++)
        says = says_null(list->items[i], looks);
    return says;
}

// Whether null that goes on one side is said there to be a value by something else of the same side, and is one; or, where it
// comes, was before.
static bool is_restated(comparison *c, schema_change_kind kind) {
    const location *at = c->here;
    if (kind != SCHEMA_NULLABLE_ADDED && kind != SCHEMA_NULLABLE_REMOVED)
        return false;
    while (at->up != NULL && at->step->kind == STEP_SAME)
        at = at->up;
    const node *n = at->nodes[kind == SCHEMA_NULLABLE_REMOVED ? SIDE_NEW : SIDE_OLD];
    size_t steps = NULL_STEPS;
    bool taken = says_null(n, &c->looks) && instance_certain(n, &value_null, NULL, &steps) == SCHEMA_ACCEPTS;
    work_charge(&c->work, NULL_STEPS - steps);
    return taken;
}

// --- reports ---------------------------------------------------------------------------------------------------------

static bool counts(const comparison *c, schema_change_kind kind) {
    return !(c->promises && !is_promise(kind)) && !(c->backward_only && !schema_breaks(kind, SCHEMA_BACKWARD)) &&
           !(c->forward_only && !schema_breaks(kind, SCHEMA_FORWARD));
}

schema_change *report_change(comparison *c, schema_change_kind kind, const place *at, const char *keyword,
                             const json_value *old_value, const json_value *new_value, const char *format, ...) {
    if (!counts(c, kind))
        return NULL;
    va_list arguments;
    va_start(arguments, format);
    schema_change *change = change_list_print(&c->changes, kind, at, keyword, format, arguments);
    va_end(arguments);
    change->origin = location_origin(c->a, c->here);
    change->keyword = keyword;
    change->openness = c->openness;
    change->certain = !c->openness && is_certain(c, kind, keyword) && is_within_plain(c->here, &c->looks);
    change->restated = is_restated(c, kind);
    change->old_value = old_value;
    change->new_value = new_value;
    change->at = compare_reach(c, TEXT_NONE);
    return change;
}

void report_subject(comparison *c, schema_change *change, text subject) {
    if (change == NULL)
        return;
    change->subject = subject;
    change->at = compare_reach(c, subject);
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

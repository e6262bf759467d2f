// The kinds of change: names, verdicts, and what is told of a list of them.
#include "schema/schema.h"

enum { FINE = 0, BREAKS = 1 };
#define PATCH SCHEMA_PATCH
#define MINOR SCHEMA_MINOR
#define MAJOR SCHEMA_MAJOR

static const struct {
    const char *name;
    bool backward;
    bool forward;
    schema_change_type bump;
} kinds[SCHEMA_CHANGE_KINDS] = {
#define KIND(name, wire, backward, forward, bump, meaning) [SCHEMA_##name] = {wire, backward, forward, bump},
#include "schema/change_kinds.def"
#undef KIND
};

static const char *const modes[] = {
    [SCHEMA_BACKWARD] = "backward",
    [SCHEMA_FORWARD] = "forward",
    [SCHEMA_FULL] = "full",
    [SCHEMA_NONE] = "none",
    [SCHEMA_BACKWARD_TRANSITIVE] = "backward_transitive",
    [SCHEMA_FORWARD_TRANSITIVE] = "forward_transitive",
    [SCHEMA_FULL_TRANSITIVE] = "full_transitive",
};

bool schema_mode_is_transitive(schema_mode mode) {
    return schema_mode_of_two(mode) != mode;
}

schema_mode schema_mode_of_two(schema_mode mode) {
    switch (mode) {
    case SCHEMA_BACKWARD_TRANSITIVE:
        return SCHEMA_BACKWARD;
    case SCHEMA_FORWARD_TRANSITIVE:
        return SCHEMA_FORWARD;
    case SCHEMA_FULL_TRANSITIVE:
        return SCHEMA_FULL;
    default:
        return mode;
    }
}

bool schema_breaks(schema_change_kind kind, schema_mode mode) {
    switch (schema_mode_of_two(mode)) {
    case SCHEMA_BACKWARD:
        return kinds[kind].backward;
    case SCHEMA_FORWARD:
        return kinds[kind].forward;
    case SCHEMA_FULL:
        return kinds[kind].backward || kinds[kind].forward;
    case SCHEMA_NONE:
        return false;
    default:
        return true;
    }
}

bool schema_name_breaks(text name, schema_mode mode) {
    bool known = false;
    for (size_t i = 0; i < SCHEMA_CHANGE_KINDS; i++) {
        if (!text_is(name, kinds[i].name))
            continue;
        known = true;
        if (schema_breaks((schema_change_kind)i, mode))
            return true;
    }
    return !known && mode != SCHEMA_NONE;
}

schema_changes schema_breaking(arena *a, schema_changes changes, schema_mode mode) {
    schema_change *items = arena_array(a, changes.count, sizeof(schema_change));
    size_t count = 0;
    for (size_t i = 0; i < changes.count; i++)
        if (schema_breaks(changes.items[i].kind, mode))
            items[count++] = changes.items[i];
    return (schema_changes){.items = items, .count = count};
}

// Entries of the value, which stand for its size.
static size_t weight_of(const json_value *value) {
    bool wide = value != NULL && (value->type == JSON_ARRAY || value->type == JSON_OBJECT);
    return wide ? value->count : 1;
}

schema_changes schema_changes_within(arena *a, schema_changes changes, size_t *room) {
    schema_change *items = arena_array(a, changes.count, sizeof(schema_change));
    for (size_t i = 0; i < changes.count; i++) {
        items[i] = changes.items[i];
        size_t weight = weight_of(items[i].old_value) + weight_of(items[i].new_value);
        if (weight > *room)
            items[i].old_value = items[i].new_value = NULL;
        *room -= weight > *room ? *room : weight;
    }
    return (schema_changes){.items = items, .count = changes.count};
}

schema_change_type schema_change_type_of(schema_changes changes) {
    schema_change_type type = SCHEMA_PATCH;
    for (size_t i = 0; i < changes.count; i++) {
        schema_change_type bump = kinds[changes.items[i].kind].bump;
        type = bump > type ? bump : type;
    }
    return type;
}

schema_certainty schema_certainty_of(schema_changes breaking) {
    for (size_t i = 0; i < breaking.count; i++) {
        const schema_example *example = &breaking.items[i].example;
        if (example->document != NULL || example->unshown || example->promised)
            return SCHEMA_REFUTED;
    }
    return breaking.count == 0 ? SCHEMA_PROVED : SCHEMA_NOT_DECIDED;
}

const char *schema_change_kind_name(schema_change_kind kind) {
    return kinds[kind].name;
}

const char *schema_change_type_name(schema_change_type type) {
    return type == SCHEMA_MAJOR ? "major" : type == SCHEMA_MINOR ? "minor" : "patch";
}

const char *schema_mode_name(schema_mode mode) {
    return modes[mode];
}

bool schema_mode_parse(text name, schema_mode *out) {
    for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
        if (text_is(name, modes[i])) {
            *out = (schema_mode)i;
            return true;
        }
    }
    return false;
}

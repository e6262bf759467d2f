// What the tests of schema cases share: results of the engine as the JSON that a case tells them in.
#pragma once
#include "cases.h"
#include "schema_unit.h"

#include "base/json_build.h"
#include "schema/advise/remedy.h"

static inline const json_value *listed_texts(arena *a, const char *const *items, size_t count) {
    json_value *texts = arena_array(a, count + 1, sizeof *texts);
    for (size_t i = 0; i < count; i++)
        texts[i] = json_make_string(text_of(items[i]));
    return json_make_array(a, texts, count);
}

static inline const json_value *listed_changes(arena *a, schema_changes changes) {
    json_value *items = arena_array(a, changes.count + 1, sizeof *items);
    for (size_t i = 0; i < changes.count; i++) {
        json_builder b = json_builder_on(a);
        json_put_string(&b, "type", schema_change_kind_name(changes.items[i].kind));
        json_put_string(&b, "path", changes.items[i].path);
        json_put_string(&b, "message", changes.items[i].message);
        json_put_value(&b, "old_value", changes.items[i].old_value);
        json_put_value(&b, "new_value", changes.items[i].new_value);
        items[i] = *json_built(&b);
    }
    return json_make_array(a, items, changes.count);
}

static inline const json_value *listed_remedies(arena *a, remedies found) {
    json_value *items = arena_array(a, found.count + 1, sizeof *items);
    for (size_t i = 0; i < found.count; i++) {
        const remedy *way = &found.items[i];
        json_builder b = json_builder_on(a);
        json_put_string(&b, "strategy", way->strategy);
        json_put_string(&b, "description", way->description);
        json_put_string(&b, "confidence", way->confidence);
        json_put_value(&b, "suggested_schema", way->suggested_schema);
        json_put_value(&b, "changes_made", listed_texts(a, way->changes_made, way->changes_count));
        items[i] = *json_built(&b);
    }
    return json_make_array(a, items, found.count);
}

static inline schema_mode mode_of(const test_case *c) {
    schema_mode mode;
    if (!schema_mode_parse(text_of(case_text(c, "mode")), &mode))
        fail_msg("%s: '%s': there is no such mode", c->file, c->name);
    return mode;
}

static inline bool is_compatible(arena *a, schema_changes changes, schema_mode mode) {
    return schema_breaking(a, changes, mode).count == 0;
}

static inline const char *verdict_name(bool compatible) {
    return compatible ? "compatible" : "breaking";
}

// Holds what was found to change against the verdict, change type and changes of the case.
static inline void check_changes(arena *a, test_case *c, schema_changes changes) {
    const json_value *verdict = json_get(c->members, "verdict");
    bool backward = is_compatible(a, changes, SCHEMA_BACKWARD), forward = is_compatible(a, changes, SCHEMA_FORWARD);
    case_expect_listed(c, "changes", json_get(c->members, "changes"), listed_changes(a, changes));
    case_expect_text(c, "backward", json_get(verdict, "backward")->string, verdict_name(backward));
    case_expect_text(c, "forward", json_get(verdict, "forward")->string, verdict_name(forward));
    case_expect_true(c, "full is both", is_compatible(a, changes, SCHEMA_FULL) == (backward && forward));
    case_expect_true(c, "none never breaks", is_compatible(a, changes, SCHEMA_NONE));
    case_expect_text(c, "change type", case_text(c, "change_type"),
                     schema_change_type_name(schema_change_type_of(changes)));
}

static inline void check_comparison(arena *a, test_case *c, const json_value *old, const json_value *new) {
    const compiled_schema *before = schema_compile(a, old), *after = schema_compile(a, new);
    assert_true(before != NULL && after != NULL);
    check_changes(a, c, schema_diff(a, before, after));
}

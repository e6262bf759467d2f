// The comparison: every kind of change, its message and values, and the edge cases.
#include "schema_unit.h"

typedef struct diff_case {
    const char *old;
    const char *new;
    const char *expected; // lines "<type> <path> | <message>"
    schema_change_type type;
} diff_case;

static void check_cases(const diff_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        arena *a = arena_new(0);
        schema_changes changes = diff(a, cases[i].old, cases[i].new);
        const char *got = changes_text(a, changes, true);
        if (strcmp(got, cases[i].expected) != 0)
            fail_msg("%s -> %s\nexpected:\n%sgot:\n%s", cases[i].old, cases[i].new, cases[i].expected, got);
        assert_string_equal(schema_change_type_name(schema_change_type_of(changes)),
                            schema_change_type_name(cases[i].type));
        arena_free(a);
    }
}

#define CHECK(cases) check_cases((cases), sizeof(cases) / sizeof((cases)[0]))

static void test_properties(void **state) {
    (void)state;
    static const diff_case cases[] = {
        {"{}", "{\"properties\":{\"a\":{\"type\":\"string\"}}}",
         "property_added properties.a | Property 'a' was added\n", SCHEMA_MINOR},
        {"{\"properties\":{\"a\":{}}}", "{}", "property_removed properties.a | Property 'a' was removed\n",
         SCHEMA_MAJOR},
        {"{\"properties\":{\"z\":true,\"b\":{},\"k\":{\"type\":\"null\"}}}",
         "{\"properties\":{\"y\":false,\"k\":{\"type\":\"boolean\"},\"a\":{}}}",
         "property_removed properties.b | Property 'b' was removed\n"
         "property_removed properties.z | Property 'z' was removed\n"
         "property_added properties.a | Property 'a' was added\n"
         "property_added properties.y | Property 'y' was added\n"
         "type_changed properties.k.type | Type changed from 'null' to 'boolean'\n",
         SCHEMA_MAJOR},
        {"{\"properties\":{\"a\":{\"properties\":{\"b\":{\"type\":\"number\"}}}}}",
         "{\"properties\":{\"a\":{\"properties\":{\"b\":{\"type\":\"integer\"}}}}}",
         "type_narrowed properties.a.properties.b.type | Type narrowed from 'number' to 'integer'\n", SCHEMA_MAJOR},
        {"{\"properties\":{\"a.b\":{\"type\":\"integer\"}}}", "{\"properties\":{\"a.b\":{\"type\":\"number\"}}}",
         "type_widened properties.a.b.type | Type widened from 'integer' to 'number'\n", SCHEMA_PATCH},
        {"{\"type\":\"object\"}", "{\"type\":\"object\",\"properties\":{\"a\":{}},\"required\":[\"a\"]}",
         "property_added properties.a | Property 'a' was added\n"
         "required_added required | Field 'a' is now required\n",
         SCHEMA_MAJOR},
        {"{\"properties\":{\"a\":{}},\"required\":[\"a\"]}", "{\"properties\":{}}",
         "property_removed properties.a | Property 'a' was removed\n"
         "required_removed required | Field 'a' is no longer required\n",
         SCHEMA_MAJOR},
        {"{\"required\":[\"a\",\"b\"]}", "{\"required\":[\"c\",\"b\"]}",
         "required_added required | Field 'c' is now required\n"
         "required_removed required | Field 'a' is no longer required\n",
         SCHEMA_MAJOR},
        {"{\"required\":[\"a\",\"b\"]}", "{\"required\":[\"b\",\"a\"]}", "", SCHEMA_PATCH},
        {"{\"required\":[\"a\"]}", "{\"required\":[]}", "required_removed required | Field 'a' is no longer required\n",
         SCHEMA_PATCH},
    };
    CHECK(cases);
}

static void test_types(void **state) {
    (void)state;
    static const diff_case cases[] = {
        {"{\"type\":\"string\"}", "{\"type\":\"integer\"}",
         "type_changed type | Type changed from 'string' to 'integer'\n", SCHEMA_MAJOR},
        {"{\"type\":\"string\"}", "{\"type\":[\"null\",\"string\"]}",
         "nullable_added type | Field became nullable (type widened from 'string' to ['null', 'string'])\n",
         SCHEMA_MINOR},
        {"{\"type\":[\"string\",\"null\"]}", "{\"type\":\"string\"}",
         "nullable_removed type | Field is no longer nullable (type narrowed from ['string', 'null'] to 'string')\n",
         SCHEMA_MAJOR},
        {"{\"type\":[\"null\",\"string\"]}", "{\"type\":[\"string\",\"null\"]}", "", SCHEMA_PATCH},
        {"{\"type\":\"string\"}", "{\"type\":[\"string\"]}",
         "type_changed type | Type changed from 'string' to ['string']\n", SCHEMA_MAJOR},
        {"{\"type\":[\"string\",\"integer\"]}", "{\"type\":[\"string\",\"integer\",\"null\"]}",
         "type_changed type | Type changed from ['string', 'integer'] to ['string', 'integer', 'null']\n",
         SCHEMA_MAJOR},
        {"{\"type\":\"integer\"}", "{\"type\":[\"number\",\"null\"]}",
         "type_changed type | Type changed from 'integer' to ['number', 'null']\n", SCHEMA_MAJOR},
        {"{\"type\":[\"integer\"]}", "{\"type\":[\"number\"]}",
         "type_changed type | Type changed from ['integer'] to ['number']\n", SCHEMA_MAJOR},
        {"{\"type\":[\"integer\",\"number\"]}", "{\"type\":[\"number\"]}",
         "type_changed type | Type changed from ['integer', 'number'] to ['number']\n", SCHEMA_MAJOR},
        {"{\"type\":\"number\"}", "{\"type\":[\"number\",\"null\"]}",
         "nullable_added type | Field became nullable (type widened from 'number' to ['number', 'null'])\n",
         SCHEMA_MINOR},
        // A type that appears narrows, one that disappears widens.
        {"{}", "{\"type\":\"string\"}", "type_narrowed type | Type narrowed from any type to 'string'\n", SCHEMA_MAJOR},
        {"{\"type\":\"string\"}", "{}", "type_widened type | Type widened from 'string' to any type\n", SCHEMA_PATCH},
    };
    CHECK(cases);
}

static void test_constraints(void **state) {
    (void)state;
    static const diff_case cases[] = {
        {"{\"maxLength\":5}", "{}", "constraint_relaxed maxLength | Constraint 'maxLength' was removed\n",
         SCHEMA_PATCH},
        {"{\"maxLength\":null}", "{\"maxLength\":5}",
         "constraint_tightened maxLength | Constraint 'maxLength' was added with value 5\n", SCHEMA_MAJOR},
        {"{\"maxLength\":null}", "{}", "", SCHEMA_PATCH},
        {"{\"minLength\":1,\"maxLength\":9,\"minItems\":1,\"maxItems\":9}",
         "{\"minLength\":2,\"maxLength\":8,\"minItems\":0,\"maxItems\":10}",
         "constraint_tightened minLength | Constraint 'minLength' tightened from 1 to 2\n"
         "constraint_tightened maxLength | Constraint 'maxLength' tightened from 9 to 8\n"
         "constraint_relaxed minItems | Constraint 'minItems' relaxed from 1 to 0\n"
         "constraint_relaxed maxItems | Constraint 'maxItems' relaxed from 9 to 10\n",
         SCHEMA_MAJOR},
        {"{\"minimum\":1,\"maximum\":9.5,\"exclusiveMinimum\":0,\"exclusiveMaximum\":10}",
         "{\"minimum\":-1e2,\"maximum\":9.4,\"exclusiveMinimum\":0.5,\"exclusiveMaximum\":1e1}",
         "constraint_relaxed minimum | Constraint 'minimum' relaxed from 1 to -1e2\n"
         "constraint_tightened maximum | Constraint 'maximum' tightened from 9.5 to 9.4\n"
         "constraint_tightened exclusiveMinimum | Constraint 'exclusiveMinimum' tightened from 0 to 0.5\n",
         SCHEMA_MAJOR},
        {"{\"maximum\":3}", "{\"maximum\":3.0}", "", SCHEMA_PATCH},
        {"{\"maximum\":18446744073709551615}", "{\"maximum\":18446744073709551614}",
         "constraint_tightened maximum | Constraint 'maximum' tightened from 18446744073709551615 to "
         "18446744073709551614\n",
         SCHEMA_MAJOR},
        {"{\"pattern\":\"^a\"}", "{\"pattern\":\"^b\"}",
         "constraint_tightened pattern | Pattern changed from '^a' to '^b'\n", SCHEMA_MAJOR},
        {"{\"pattern\":\"^a\"}", "{}", "constraint_relaxed pattern | Constraint 'pattern' was removed\n", SCHEMA_PATCH},
        {"{}", "{\"pattern\":\"^a\"}", "constraint_tightened pattern | Constraint 'pattern' was added with value ^a\n",
         SCHEMA_MAJOR},
        // Draft 4's boolean form is the numeric one in other words.
        {"{\"maximum\":5,\"exclusiveMaximum\":true}", "{\"exclusiveMaximum\":5}", "", SCHEMA_PATCH},
        {"{\"maximum\":5,\"exclusiveMaximum\":false}", "{\"maximum\":5}", "", SCHEMA_PATCH},
        {"{\"multipleOf\":2}", "{\"multipleOf\":6}",
         "constraint_tightened multipleOf | Constraint 'multipleOf' tightened from 2 to 6\n", SCHEMA_MAJOR},
        {"{\"multipleOf\":0.1}", "{\"multipleOf\":0.01}",
         "constraint_relaxed multipleOf | Constraint 'multipleOf' relaxed from 0.1 to 0.01\n", SCHEMA_PATCH},
        {"{\"multipleOf\":2}", "{\"multipleOf\":3}",
         "constraint_changed multipleOf | Constraint 'multipleOf' changed from 2 to 3\n", SCHEMA_MAJOR},
        {"{\"uniqueItems\":false}", "{\"uniqueItems\":true}",
         "constraint_tightened uniqueItems | Constraint 'uniqueItems' was added with value true\n", SCHEMA_MAJOR},
        {"{\"format\":\"email\"}", "{\"format\":\"uri\"}",
         "constraint_changed format | Constraint 'format' changed from email to uri\n", SCHEMA_MAJOR},
        {"{\"minProperties\":1,\"maxProperties\":3}", "{\"minProperties\":0,\"maxProperties\":2}",
         "constraint_relaxed minProperties | Constraint 'minProperties' relaxed from 1 to 0\n"
         "constraint_tightened maxProperties | Constraint 'maxProperties' tightened from 3 to 2\n",
         SCHEMA_MAJOR},
        {"{\"contentEncoding\":\"base64\"}", "{}",
         "constraint_relaxed contentEncoding | Constraint 'contentEncoding' was removed\n", SCHEMA_PATCH},
    };
    CHECK(cases);
}

static void test_values(void **state) {
    (void)state;
    static const diff_case cases[] = {
        {"{\"enum\":[\"a\",\"b\"]}", "{\"enum\":[\"b\",\"c\",\"d\"]}",
         "enum_values_added enum | Enum values added: ['c', 'd']\n"
         "enum_values_removed enum | Enum values removed: ['a']\n",
         SCHEMA_MAJOR},
        {"{\"enum\":[{\"a\":1},[1,2]]}", "{\"enum\":[[1,2],{\"a\":2}]}",
         "enum_values_added enum | Enum values added: [{'a': 2}]\n"
         "enum_values_removed enum | Enum values removed: [{'a': 1}]\n",
         SCHEMA_MAJOR},
        {"{\"enum\":[1,{\"a\":1,\"b\":2}]}", "{\"enum\":[{\"b\":2.0,\"a\":1},1.0]}", "", SCHEMA_PATCH},
        {"{\"enum\":[1]}", "{\"enum\":[1,true]}", "enum_values_added enum | Enum values added: [true]\n", SCHEMA_MINOR},
        // An enum that appears restricts, one that disappears relaxes.
        {"{}", "{\"enum\":[\"a\"]}", "constraint_tightened enum | Constraint 'enum' was added with value ['a']\n",
         SCHEMA_MAJOR},
        {"{\"enum\":[\"a\"]}", "{}", "constraint_relaxed enum | Constraint 'enum' was removed\n", SCHEMA_PATCH},
        {"{\"const\":1}", "{\"const\":1.0}", "", SCHEMA_PATCH},
        {"{\"const\":1}", "{\"const\":2}", "constraint_changed const | Constraint 'const' changed from 1 to 2\n",
         SCHEMA_MAJOR},
        {"{}", "{\"default\":null}", "default_added default | Default value added: null\n", SCHEMA_MINOR},
        {"{\"default\":null}", "{}", "default_removed default | Default value removed (was null)\n", SCHEMA_MAJOR},
        {"{\"default\":\"x\"}", "{\"default\":[\"it's\"]}",
         "default_changed default | Default value changed from x to [\"it's\"]\n", SCHEMA_PATCH},
        {"{\"default\":1}", "{\"default\":1.0}", "", SCHEMA_PATCH},
        {"{\"default\":1}", "{\"default\":true}", "default_changed default | Default value changed from 1 to true\n",
         SCHEMA_PATCH},
        {"{\"nullable\":false}", "{\"nullable\":true}", "nullable_added nullable | Field is now nullable\n",
         SCHEMA_MINOR},
        {"{\"nullable\":true}", "{}", "nullable_removed nullable | Field is no longer nullable\n", SCHEMA_MAJOR},
        {"{\"nullable\":null}", "{}", "", SCHEMA_PATCH},
        {"{}", "{\"nullable\":null}", "", SCHEMA_PATCH},
        {"{\"nullable\":true}", "{\"nullable\":\"yes\"}", "", SCHEMA_PATCH},
        {"{\"type\":\"string\",\"nullable\":true}", "{\"type\":[\"string\",\"null\"]}",
         "nullable_added type | Field became nullable (type widened from 'string' to ['string', 'null'])\n"
         "nullable_removed nullable | Field is no longer nullable\n",
         SCHEMA_MAJOR},
    };
    CHECK(cases);
}

static void test_additional_properties(void **state) {
    (void)state;
    static const diff_case cases[] = {
        {"{}", "{\"additionalProperties\":false}",
         "constraint_tightened additionalProperties | additionalProperties restricted to false (unknown properties no "
         "longer permitted)\n",
         SCHEMA_MAJOR},
        {"{\"additionalProperties\":false}", "{\"additionalProperties\":true}",
         "constraint_relaxed additionalProperties | additionalProperties relaxed to true (unknown properties now "
         "permitted)\n",
         SCHEMA_PATCH},
        {"{\"additionalProperties\":{\"type\":\"integer\"}}", "{\"additionalProperties\":{\"type\":\"number\"}}",
         "type_widened additionalProperties.type | Type widened from 'integer' to 'number'\n", SCHEMA_PATCH},
        {"{}", "{\"additionalProperties\":{\"type\":\"string\"}}",
         "constraint_tightened additionalProperties | additionalProperties changed from true to {'type': 'string'}\n",
         SCHEMA_MAJOR},
        {"{\"additionalProperties\":{\"type\":\"string\"}}", "{\"additionalProperties\":false}",
         "constraint_tightened additionalProperties | additionalProperties changed from {'type': 'string'} to false\n",
         SCHEMA_MAJOR},
        {"{\"additionalProperties\":{\"type\":\"string\"}}", "{\"additionalProperties\":true}",
         "constraint_relaxed additionalProperties | additionalProperties changed from {'type': 'string'} to true\n",
         SCHEMA_PATCH},
        {"{\"additionalProperties\":false}", "{\"additionalProperties\":{\"type\":\"string\"}}",
         "constraint_relaxed additionalProperties | additionalProperties changed from false to {'type': 'string'}\n",
         SCHEMA_PATCH},
        {"{\"additionalProperties\":{}}", "{\"additionalProperties\":true}", "", SCHEMA_PATCH},
        {"{\"additionalProperties\":true}", "{}", "", SCHEMA_PATCH},
        // A map declares every name: a property that joins it is held against the schema of the map.
        {"{\"additionalProperties\":{\"type\":\"integer\"}}",
         "{\"additionalProperties\":{\"type\":\"integer\"},\"properties\":{\"a\":{\"type\":\"string\"}}}",
         "property_added properties.a | Property 'a' was added\n"
         "type_changed properties.a.type | Type changed from 'integer' to 'string'\n",
         SCHEMA_MAJOR},
    };
    CHECK(cases);
}

static void test_items(void **state) {
    (void)state;
    static const diff_case cases[] = {
        {"{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}",
         "{\"type\":\"array\",\"items\":{\"type\":\"number\"}}",
         "type_widened items.type | Type widened from 'integer' to 'number'\n", SCHEMA_PATCH},
        {"{\"type\":[\"array\",\"null\"],\"items\":{\"minLength\":1}}",
         "{\"type\":[\"array\",\"null\"],\"items\":{\"minLength\":2}}",
         "constraint_tightened items.minLength | Constraint 'minLength' tightened from 1 to 2\n", SCHEMA_MAJOR},
        {"{\"type\":\"array\"}", "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}",
         "type_narrowed items.type | Type narrowed from any type to 'string'\n", SCHEMA_MAJOR},
        {"{\"type\":\"array\",\"items\":{}}", "{\"type\":\"array\"}", "", SCHEMA_PATCH},
        {"{\"items\":[{\"type\":\"string\"},{\"type\":\"integer\"}]}",
         "{\"items\":[{\"type\":\"string\"},{\"type\":\"number\"}]}",
         "type_widened items.1.type | Type widened from 'integer' to 'number'\n", SCHEMA_PATCH},
        {"{\"items\":[{\"type\":\"string\"}]}", "{\"prefixItems\":[{\"type\":\"string\"}]}", "", SCHEMA_PATCH},
        {"{\"prefixItems\":[{}],\"items\":false}", "{\"prefixItems\":[{},{}],\"items\":false}",
         "constraint_relaxed prefixItems.1 | Schema relaxed from false (values are permitted now)\n", SCHEMA_PATCH},
        {"{\"items\":[{}],\"additionalItems\":{\"type\":\"string\"}}", "{\"items\":[{}],\"additionalItems\":false}",
         "constraint_tightened additionalItems | Schema restricted to false (no value is permitted any more)\n",
         SCHEMA_MAJOR},
        {"{\"contains\":{\"type\":\"integer\"}}", "{\"contains\":{\"type\":\"number\"}}",
         "type_widened contains.type | Type widened from 'integer' to 'number'\n", SCHEMA_PATCH},
        {"{\"contains\":{}}", "{\"contains\":{},\"minContains\":2}",
         "constraint_tightened minContains | Constraint 'minContains' tightened from 1 to 2\n", SCHEMA_MAJOR},
        {"{\"contains\":{\"const\":1},\"maxContains\":2}", "{\"contains\":{},\"maxContains\":2}",
         "undecided contains | 'contains' changed under a 'maxContains': more matches can mean fewer accepted arrays\n",
         SCHEMA_MAJOR},
        {"{\"minContains\":2}", "{}", "", SCHEMA_PATCH},
    };
    CHECK(cases);
}

static void test_boolean_schemas(void **state) {
    (void)state;
    static const diff_case cases[] = {
        {"{\"properties\":{\"a\":true}}", "{\"properties\":{\"a\":true},\"title\":\"x\"}", "", SCHEMA_PATCH},
        {"{\"properties\":{\"a\":true}}", "{\"properties\":{\"a\":{}}}", "", SCHEMA_PATCH},
        {"{\"properties\":{\"a\":true}}", "{\"properties\":{\"a\":{\"type\":\"string\"}}}",
         "type_narrowed properties.a.type | Type narrowed from any type to 'string'\n", SCHEMA_MAJOR},
        {"{\"properties\":{\"a\":{\"type\":\"string\"}}}", "{\"properties\":{\"a\":false}}",
         "constraint_tightened properties.a | Schema restricted to false (no value is permitted any more)\n",
         SCHEMA_MAJOR},
        {"{\"properties\":{\"a\":false}}", "{\"properties\":{\"a\":true}}",
         "constraint_relaxed properties.a | Schema relaxed from false (values are permitted now)\n", SCHEMA_PATCH},
        {"{\"items\":true}", "{\"items\":false}",
         "constraint_tightened items | Schema restricted to false (no value is permitted any more)\n", SCHEMA_MAJOR},
    };
    CHECK(cases);
}

static void test_references(void **state) {
    (void)state;
    static const diff_case cases[] = {
        {"{\"$defs\":{\"A\":{\"type\":\"string\"}},\"properties\":{\"a\":{\"$ref\":\"#/$defs/A\"}}}",
         "{\"properties\":{\"a\":{\"type\":\"string\"}}}", "", SCHEMA_PATCH},
        {"{\"$defs\":{\"A\":{\"type\":\"string\"}},\"properties\":{\"a\":{\"$ref\":\"#/$defs/A\"},"
         "\"b\":{\"$ref\":\"#/$defs/A\"}}}",
         "{\"$defs\":{\"A\":{\"type\":\"integer\"}},\"properties\":{\"a\":{\"$ref\":\"#/$defs/A\"},"
         "\"b\":{\"$ref\":\"#/$defs/A\"}}}",
         "type_changed properties.a.type | Type changed from 'string' to 'integer'\n"
         "type_changed properties.b.type | Type changed from 'string' to 'integer'\n",
         SCHEMA_MAJOR},
        {"{\"$defs\":{\"a/b\":{\"minimum\":1}},\"$ref\":\"#/$defs/a/b\"}", "{\"minimum\":2}",
         "constraint_tightened minimum | Constraint 'minimum' tightened from 1 to 2\n", SCHEMA_MAJOR},
        {"{\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"$ref\":\"#/properties/a\"}}}",
         "{\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"}}}", "", SCHEMA_PATCH},
        // Recursion: the change is reported once, where it first counts.
        {"{\"$defs\":{\"N\":{\"properties\":{\"v\":{\"type\":\"integer\"},\"n\":{\"$ref\":\"#/$defs/N\"}}}},"
         "\"$ref\":\"#/$defs/N\"}",
         "{\"$defs\":{\"N\":{\"properties\":{\"v\":{\"type\":\"number\"},\"n\":{\"$ref\":\"#/$defs/N\"}}}},"
         "\"$ref\":\"#/$defs/N\"}",
         "type_widened properties.v.type | Type widened from 'integer' to 'number'\n", SCHEMA_PATCH},
        {"{\"properties\":{\"child\":{\"$ref\":\"#\"},\"v\":{\"type\":\"integer\"}}}",
         "{\"properties\":{\"child\":{\"$ref\":\"#\"},\"v\":{\"type\":\"integer\",\"minimum\":1}}}",
         "constraint_tightened properties.v.minimum | Constraint 'minimum' was added with value 1\n", SCHEMA_MAJOR},
        // References that lead nowhere the engine can look.
        {"{\"properties\":{\"a\":{\"$ref\":\"https://example.com/a.json\"}}}",
         "{\"properties\":{\"a\":{\"$ref\":\"https://example.com/a.json\"}},\"title\":\"x\"}", "", SCHEMA_PATCH},
        {"{\"properties\":{\"a\":{\"$ref\":\"https://example.com/a.json\"}}}",
         "{\"properties\":{\"a\":{\"$ref\":\"https://example.com/b.json\"}}}",
         "undecided properties.a.$ref | The reference leads out of the document, so its target cannot be compared\n",
         SCHEMA_MAJOR},
        {"{\"$defs\":{\"A\":{\"$ref\":\"#/$defs/B\"},\"B\":{\"$ref\":\"#/$defs/A\"}},\"$ref\":\"#/$defs/A\"}",
         "{\"$defs\":{\"B\":{\"$ref\":\"#/$defs/A\"},\"A\":{\"$ref\":\"#/$defs/B\"}},\"$ref\":\"#/$defs/A\"}", "",
         SCHEMA_PATCH},
        // Siblings lie over the target; where both speak of one thing, both hold.
        {"{\"$defs\":{\"A\":{\"type\":\"string\"}},\"properties\":{\"a\":{\"$ref\":\"#/$defs/A\",\"default\":\"x\"}}}",
         "{\"properties\":{\"a\":{\"type\":\"string\",\"default\":\"x\"}}}", "", SCHEMA_PATCH},
        {"{\"$defs\":{\"A\":{\"maxLength\":10}},\"properties\":{\"a\":{\"$ref\":\"#/$defs/A\",\"maxLength\":5}}}",
         "{\"$defs\":{\"A\":{\"maxLength\":4}},\"properties\":{\"a\":{\"$ref\":\"#/$defs/A\",\"maxLength\":20}}}",
         "constraint_tightened properties.a.maxLength | Constraint 'maxLength' tightened from 5 to 4\n", SCHEMA_MAJOR},
        // A property that is merely called $ref.
        {"{\"properties\":{\"$ref\":{\"type\":\"string\"}}}", "{\"properties\":{\"$ref\":{\"type\":\"integer\"}}}",
         "type_changed properties.$ref.type | Type changed from 'string' to 'integer'\n", SCHEMA_MAJOR},
        {"{\"$defs\":{\"A\":{\"$anchor\":\"here\",\"type\":\"string\"}},\"$ref\":\"#here\"}", "{\"type\":\"string\"}",
         "", SCHEMA_PATCH},
        {"{\"$id\":\"http://x/root\",\"$defs\":{\"A\":{\"$id\":\"a\",\"type\":\"string\"}},\"$ref\":\"http://x/a\"}",
         "{\"type\":\"string\"}", "", SCHEMA_PATCH},
    };
    CHECK(cases);
}

static const char *nested(arena *a, const char *open, const char *leaf, const char *close, int levels) {
    buffer out;
    buffer_init(&out, 1 << 20);
    for (int i = 0; i < levels; i++)
        buffer_append_string(&out, open);
    buffer_append_string(&out, leaf);
    for (int i = 0; i < levels; i++)
        buffer_append_string(&out, close);
    const char *result = arena_text(a, buffer_text(&out));
    buffer_done(&out);
    return result;
}

static void test_nesting(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const char *array = "{\"type\":\"array\",\"items\":", *object = "{\"type\":\"object\",\"properties\":{\"a\":";
    assert_string_equal(diff_text(a, nested(a, array, "{}", "}", 60), nested(a, array, "{\"title\":\"\"}", "}", 60)),
                        "");
    assert_string_equal(
        diff_text(a, nested(a, object, "{}", "}}", 60), nested(a, object, "{\"title\":\"\"}", "}}", 60)), "");
    schema_changes at_limit = diff(a, nested(a, array, "{\"type\":\"string\"}", "}", 50),
                                   nested(a, array, "{\"type\":\"integer\"}", "}", 50));
    assert_int_equal(at_limit.count, 1);
    assert_int_equal(at_limit.items[0].kind, SCHEMA_TYPE_CHANGED);
    // Deeper, the leaf is not looked at; that it differs is still not taken for compatible.
    schema_changes beyond = diff(a, nested(a, array, "{\"type\":\"string\"}", "}", 51),
                                 nested(a, array, "{\"type\":\"integer\"}", "}", 51));
    assert_int_equal(beyond.count, 1);
    assert_int_equal(beyond.items[0].kind, SCHEMA_UNDECIDED);
    arena_free(a);
}

static void test_values_of_changes(void **state) {
    (void)state;
    arena *a = arena_new(0);
    schema_changes changes = diff(a, "{\"properties\":{\"sku\":{\"type\":\"string\"}}}", "{}");
    assert_int_equal(changes.count, 1);
    assert_string_equal(changes_text(a, changes, true),
                        "property_removed properties.sku | Property 'sku' was removed\n");
    assert_string_equal(json_print(a, changes.items[0].old_value, NULL), "{\"type\":\"string\"}");
    assert_null(changes.items[0].new_value);
    changes = diff(a, "{\"required\":[\"a\"]}", "{\"required\":[\"b\",\"a\"]}");
    assert_string_equal(json_print(a, changes.items[0].old_value, NULL), "[\"a\"]");
    assert_string_equal(json_print(a, changes.items[0].new_value, NULL), "[\"b\",\"a\"]");
    // A missing list is the empty one.
    changes = diff(a, "{\"required\":[\"a\"]}", "{}");
    assert_string_equal(json_print(a, changes.items[0].old_value, NULL), "[\"a\"]");
    assert_string_equal(json_print(a, changes.items[0].new_value, NULL), "[]");
    changes = diff(a, "{}", "{\"required\":[\"a\"]}");
    assert_string_equal(json_print(a, changes.items[0].old_value, NULL), "[]");
    changes = diff(a, "{}", "{\"additionalProperties\":false}");
    assert_string_equal(json_print(a, changes.items[0].old_value, NULL), "true");
    changes = diff(a, "{}", "{\"additionalProperties\":{\"type\":\"null\"}}");
    assert_null(changes.items[0].old_value);
    arena_free(a);
}

static void test_room_for_values(void **state) {
    (void)state;
    arena *a = arena_new(0);
    schema_changes changes = diff(a,
                                  "{\"required\":[\"a\",\"b\",\"c\"],\"items\":{\"required\":[\"a\",\"b\"]},"
                                  "\"not\":{\"maxLength\":1}}",
                                  "{\"required\":[\"d\"],\"items\":{\"required\":[\"d\"]},\"not\":{\"maxLength\":2}}");
    assert_true(changes.count > 2);
    size_t room = 1000, needed;
    schema_changes all = schema_changes_within(a, changes, &room);
    assert_int_equal(all.count, changes.count);
    assert_memory_equal(all.items, changes.items, changes.count * sizeof(schema_change));
    needed = 1000 - room;
    room = needed;
    assert_non_null(schema_changes_within(a, changes, &room).items[changes.count - 1].new_value);
    assert_int_equal(room, 0);
    room = needed - 1;
    schema_changes most = schema_changes_within(a, changes, &room);
    assert_int_equal(most.count, changes.count);
    assert_non_null(most.items[0].old_value);
    assert_true(most.items[changes.count - 1].old_value == NULL && most.items[changes.count - 1].new_value == NULL);
    assert_non_null(changes.items[changes.count - 1].new_value); // the list itself stays
    room = 0;
    assert_null(schema_changes_within(a, changes, &room).items[0].old_value);
    arena_free(a);
}

static void test_modes(void **state) {
    (void)state;
    arena *a = arena_new(0);
    static const struct {
        const char *old, *new;
        bool backward, forward; // compatible
    } cases[] = {
        {"{}", "{\"properties\":{\"a\":{}}}", true, false},
        {"{\"properties\":{\"a\":{}}}", "{}", false, true},
        {"{\"type\":\"integer\"}", "{\"type\":\"string\"}", false, false},
        {"{\"type\":\"integer\"}", "{\"type\":\"number\"}", true, false},
        {"{}", "{\"required\":[\"a\"]}", false, true},
        {"{\"enum\":[1]}", "{\"enum\":[1,2]}", true, false},
        {"{\"maxLength\":1}", "{\"maxLength\":2}", true, false},
        {"{\"pattern\":\"a\"}", "{\"pattern\":\"b\"}", false, false},
        {"{}", "{\"default\":1}", true, false},
        {"{\"default\":2}", "{\"default\":1}", true, true},
        {"{}", "{\"nullable\":true}", true, false},
        {"{}", "{\"title\":\"x\"}", true, true},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(compatible(a, cases[i].old, cases[i].new, SCHEMA_BACKWARD), cases[i].backward);
        assert_int_equal(compatible(a, cases[i].old, cases[i].new, SCHEMA_FORWARD), cases[i].forward);
        assert_int_equal(compatible(a, cases[i].old, cases[i].new, SCHEMA_FULL), cases[i].backward && cases[i].forward);
        assert_true(compatible(a, cases[i].old, cases[i].new, SCHEMA_NONE));
    }
    schema_mode mode;
    assert_true(schema_mode_parse(TEXT("forward"), &mode) && mode == SCHEMA_FORWARD);
    assert_false(schema_mode_parse(TEXT("Forward"), &mode));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_properties),
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_constraints),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_additional_properties),
        cmocka_unit_test(test_items),
        cmocka_unit_test(test_boolean_schemas),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_values_of_changes),
        cmocka_unit_test(test_room_for_values),
        cmocka_unit_test(test_modes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

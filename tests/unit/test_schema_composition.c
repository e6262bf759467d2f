// Composition and the keywords beside it: what is shown to be compatible, what breaks, and what stays undecided.
#include "schema_unit.h"

typedef struct verdict_case {
    const char *old;
    const char *new;
    const char *kinds; // lines "<type> <path>"
    bool backward;     // compatible
    bool forward;
} verdict_case;

static void check_cases(const verdict_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        arena *a = arena_new(0);
        schema_changes changes = diff(a, cases[i].old, cases[i].new);
        const char *got = changes_text(a, changes, false);
        bool backward = schema_breaking(a, changes, SCHEMA_BACKWARD).count == 0;
        bool forward = schema_breaking(a, changes, SCHEMA_FORWARD).count == 0;
        if (strcmp(got, cases[i].kinds) != 0 || backward != cases[i].backward || forward != cases[i].forward) {
            fail_msg("%s -> %s\nexpected:\n%sgot:\n%sbackward %d forward %d", cases[i].old, cases[i].new,
                     cases[i].kinds, got, backward, forward);
        }
        arena_free(a);
    }
}

#define CHECK(cases) check_cases((cases), sizeof(cases) / sizeof((cases)[0]))
#define STRING "{\"type\":\"string\"}"
#define INTEGER "{\"type\":\"integer\"}"
#define NUMBER "{\"type\":\"number\"}"
#define NULLS "{\"type\":\"null\"}"

static void test_all_of(void **state) {
    (void)state;
    static const verdict_case cases[] = {
        // Conjuncts that can be written as one schema are one schema.
        {"{\"properties\":{\"a\":{},\"b\":{}},\"required\":[\"a\"]}",
         "{\"allOf\":[{\"properties\":{\"a\":{}},\"required\":[\"a\"]},{\"properties\":{\"b\":{}}}]}", "", true, true},
        {"{\"$defs\":{\"Base\":{\"properties\":{\"id\":" STRING "}}},\"allOf\":[{\"$ref\":\"#/$defs/Base\"}],"
         "\"properties\":{\"x\":" STRING "}}",
         "{\"$defs\":{\"Base\":{\"properties\":{\"id\":{\"type\":\"string\",\"maxLength\":5}}}},"
         "\"allOf\":[{\"$ref\":\"#/$defs/Base\"}],\"properties\":{\"x\":" STRING "}}",
         "constraint_tightened properties.id.maxLength\n", false, true},
        {"{\"minimum\":1}", "{\"allOf\":[{\"minimum\":1},{\"minimum\":0}]}", "", true, true},
        {"{\"allOf\":[" STRING "]}", "{\"allOf\":[" STRING ",{\"minLength\":1}]}", "constraint_tightened minLength\n",
         false, true},
        // Patterns cannot be merged; the branches are compared.
        {"{\"pattern\":\"a\",\"allOf\":[{\"pattern\":\"b\"}]}", "{\"pattern\":\"a\",\"allOf\":[{\"pattern\":\"c\"}]}",
         "constraint_tightened allOf.0.pattern\n", false, false},
        {"{\"pattern\":\"a\",\"allOf\":[{\"pattern\":\"b\"}]}", "{\"pattern\":\"a\"}",
         "constraint_relaxed allOf.0.pattern\n", true, false},
        {"{\"pattern\":\"a\",\"allOf\":[{\"pattern\":\"b\"},{\"pattern\":\"c\"}]}",
         "{\"pattern\":\"a\",\"allOf\":[{\"pattern\":\"c\"},{\"pattern\":\"b\"}]}", "", true, true},
        // Declared once more, with another meaning.
        {"{\"properties\":{\"a\":" STRING "}}",
         "{\"properties\":{\"a\":" STRING "},\"allOf\":[{\"properties\":{\"a\":"
         "{\"maxLength\":5}}}]}",
         "constraint_tightened allOf.0.properties.a.maxLength\n", false, true},
        {"{\"properties\":{\"a\":{\"type\":\"string\",\"maxLength\":5}}}",
         "{\"properties\":{\"a\":{\"type\":\"string\",\"maxLength\":5}},\"allOf\":[{\"properties\":{\"a\":"
         "{\"maxLength\":9}}}]}",
         "", true, true},
    };
    CHECK(cases);
}

static void test_any_of(void **state) {
    (void)state;
    static const verdict_case cases[] = {
        {"{\"anyOf\":[" STRING "," INTEGER "]}", "{\"anyOf\":[" INTEGER "," STRING "]}", "", true, true},
        {"{\"anyOf\":[" STRING "]}", "{\"anyOf\":[" STRING "," INTEGER "]}", "alternative_added anyOf.1\n", true,
         false},
        {"{\"anyOf\":[" STRING "," INTEGER "]}", "{\"anyOf\":[" STRING "]}", "alternative_removed anyOf.1\n", false,
         true},
        // Integers are numbers: nothing is lost.
        {"{\"anyOf\":[" INTEGER "," NUMBER "]}", "{\"anyOf\":[" NUMBER "]}", "", true, true},
        {"{\"anyOf\":[" INTEGER "," STRING "]}", "{\"anyOf\":[" NUMBER "," STRING "]}", "alternative_added anyOf.0\n",
         true, false},
        {"{\"anyOf\":[{\"type\":\"string\",\"maxLength\":5},{\"type\":\"boolean\"}]}",
         "{\"anyOf\":[{\"type\":\"string\",\"maxLength\":4},{\"type\":\"boolean\"}]}",
         "constraint_tightened anyOf.0.maxLength\n", false, true},
        {"{\"anyOf\":[{\"const\":1},{\"const\":2}]}", "{\"anyOf\":[{\"enum\":[2,1,3]}]}",
         "constraint_relaxed anyOf.0.const\n", true, false},
        // It came, and what held before follows from it.
        {STRING, "{\"type\":\"string\",\"anyOf\":[" STRING "," INTEGER "]}", "", true, true},
        {STRING, "{\"type\":\"string\",\"anyOf\":[{\"minLength\":1}," INTEGER "]}", "constraint_tightened anyOf\n",
         false, true},
        {"{\"enum\":[\"a\",1]}", "{\"enum\":[\"a\",1],\"anyOf\":[" STRING "," NUMBER "]}", "", true, true},
        {"{\"enum\":[\"a\",1]}", "{\"enum\":[\"a\",1],\"anyOf\":[" STRING "," NULLS "]}",
         "constraint_tightened anyOf\n", false, true},
        {"{\"type\":[\"string\",\"null\",\"integer\"]}",
         "{\"type\":[\"string\",\"null\",\"integer\"],\"anyOf\":[" NUMBER "," STRING "," NULLS "]}", "", true, true},
        // It went, and took what it declared.
        {"{\"anyOf\":[{\"properties\":{\"a\":" STRING "}},{}]}", "{}", "property_removed anyOf.0.properties.a\n", false,
         true},
        {"{\"anyOf\":[{\"properties\":{\"a\":" STRING "}},{}],\"properties\":{\"a\":" STRING "}}",
         "{\"properties\":{\"a\":" STRING "}}", "", true, true},
        // A property that another alternative declares is no new one.
        {"{\"anyOf\":[{\"properties\":{\"a\":" STRING "}},{}]}",
         "{\"anyOf\":[{\"properties\":{\"a\":" STRING "}},{}],\"properties\":{\"a\":{\"maxLength\":5}}}",
         "property_added properties.a\nundecided properties.a\n", false, false},
    };
    CHECK(cases);
}

static void test_nullable_unions(void **state) {
    (void)state;
    static const verdict_case cases[] = {
        {STRING, "{\"anyOf\":[" NULLS "," STRING "]}", "nullable_added anyOf\n", true, false},
        {"{\"oneOf\":[" STRING "," NULLS "]}", STRING, "nullable_removed oneOf\n", false, true},
        {"{\"anyOf\":[" NULLS "," INTEGER "]}", "{\"anyOf\":[" NUMBER "," NULLS "]}", "type_widened anyOf.0.type\n",
         true, false},
        {"{\"type\":\"integer\",\"default\":1}", "{\"anyOf\":[" NULLS "," NUMBER "],\"default\":1}",
         "nullable_added anyOf\ntype_widened anyOf.1.type\n", true, false},
        {"{\"properties\":{\"n\":{\"type\":\"object\",\"properties\":{\"a\":" STRING "}}}}",
         "{\"properties\":{\"n\":{\"anyOf\":[" NULLS ",{\"type\":\"object\",\"properties\":{\"b\":" STRING "}}]}}}",
         "nullable_added properties.n.anyOf\nproperty_removed properties.n.anyOf.1.properties.a\n"
         "property_added properties.n.anyOf.1.properties.b\n",
         false, false},
        // Recursion through a nullable union is walked once.
        {"{\"$defs\":{\"N\":{\"type\":\"object\",\"properties\":{\"v\":" INTEGER ",\"next\":{\"anyOf\":[" NULLS
         ",{\"$ref\":\"#/$defs/N\"}]}}}},\"$ref\":\"#/$defs/N\"}",
         "{\"$defs\":{\"N\":{\"type\":\"object\",\"properties\":{\"v\":" NUMBER ",\"next\":{\"anyOf\":[" NULLS
         ",{\"$ref\":\"#/$defs/N\"}]}}}},\"$ref\":\"#/$defs/N\"}",
         "type_widened properties.v.type\n", true, false},
    };
    CHECK(cases);
}

#define CAT                                                                                                            \
    "{\"properties\":{\"kind\":{\"const\":\"cat\"},\"lives\":" INTEGER "},\"required\":[\"kind\"],\"type\":"           \
    "\"object\"}"
#define DOG                                                                                                            \
    "{\"properties\":{\"kind\":{\"const\":\"dog\"},\"tail\":" STRING "},\"required\":[\"kind\"],\"type\":\"object\"}"
#define SHORT_DOG                                                                                                      \
    "{\"properties\":{\"kind\":{\"const\":\"dog\"},\"tail\":{\"type\":\"string\",\"maxLength\":3}},"                   \
    "\"required\":[\"kind\"],\"type\":\"object\"}"
#define BIRD "{\"properties\":{\"kind\":{\"const\":\"bird\"}},\"required\":[\"kind\"],\"type\":\"object\"}"

static void test_one_of(void **state) {
    (void)state;
    static const verdict_case cases[] = {
        {"{\"oneOf\":[" CAT "," DOG "]}", "{\"oneOf\":[" DOG "," CAT "]}", "", true, true},
        // A discriminating member keeps alternatives apart, so oneOf is as good as anyOf.
        {"{\"oneOf\":[" CAT "," DOG "]}", "{\"oneOf\":[" CAT "," DOG "," BIRD "]}", "alternative_added oneOf.2\n", true,
         false},
        {"{\"oneOf\":[" CAT "," DOG "," BIRD "]}", "{\"oneOf\":[" CAT "," BIRD "]}", "alternative_removed oneOf.1\n",
         false, true},
        {"{\"oneOf\":[" CAT "," SHORT_DOG "]}", "{\"oneOf\":[" CAT "," DOG "]}",
         "constraint_relaxed oneOf.1.properties.tail.maxLength\n", true, false},
        {"{\"oneOf\":[{\"maximum\":5,\"type\":\"integer\"},{\"minimum\":6,\"type\":\"integer\"}]}",
         "{\"oneOf\":[{\"maximum\":4,\"type\":\"integer\"},{\"minimum\":6,\"type\":\"integer\"}]}",
         "constraint_tightened oneOf.0.maximum\n", false, true},
        // Where they may overlap, a wider alternative can refuse what one alone accepted.
        {"{\"oneOf\":[{\"maxLength\":5},{\"minLength\":3}]}", "{\"oneOf\":[{\"maxLength\":6},{\"minLength\":3}]}",
         "constraint_relaxed oneOf.0.maxLength\nundecided oneOf\n", false, false},
        {"{\"oneOf\":[" STRING "]}", "{\"oneOf\":[" STRING ",{\"minLength\":1}]}",
         "alternative_added oneOf.1\nundecided oneOf\n", false, false},
        {STRING, "{\"type\":\"string\",\"oneOf\":[" STRING "," INTEGER "]}", "", true, true},
    };
    CHECK(cases);
}

static void test_negation_and_conditions(void **state) {
    (void)state;
    static const verdict_case cases[] = {
        {"{\"not\":" STRING "}", "{\"not\":{\"type\":\"string\",\"minLength\":2}}", "constraint_relaxed not\n", true,
         false},
        {"{\"not\":" INTEGER "}", "{\"not\":" NUMBER "}", "constraint_tightened not\n", false, true},
        {"{\"not\":" INTEGER "}", "{\"not\":" STRING "}", "undecided not\n", false, false},
        {"{}", "{\"not\":" STRING "}", "constraint_tightened not\n", false, true},
        {INTEGER, "{\"type\":\"integer\",\"not\":" STRING "}", "", true, true},
        {"{\"not\":" STRING "}", "{}", "constraint_relaxed not\n", true, false},
        {"{\"if\":" STRING ",\"then\":{\"minLength\":2}}", "{\"if\":" STRING ",\"then\":{\"minLength\":1}}",
         "constraint_relaxed then.minLength\n", true, false},
        {"{\"if\":" STRING ",\"then\":{\"minLength\":2}}", "{\"if\":" INTEGER ",\"then\":{\"minLength\":2}}",
         "undecided if\n", false, false},
        {"{}", "{\"if\":" STRING ",\"then\":{\"minLength\":2}}", "constraint_tightened if\n", false, true},
        {"{\"if\":" STRING ",\"then\":{\"properties\":{\"a\":{}}}}", "{}", "property_removed then.properties.a\n",
         false, true},
        {"{\"if\":" STRING "}", "{\"if\":" INTEGER "}", "", true, true},
        {"{\"then\":" STRING "}", "{\"then\":" INTEGER "}", "", true, true},
    };
    CHECK(cases);
}

static void test_objects(void **state) {
    (void)state;
    static const verdict_case cases[] = {
        {"{\"properties\":{\"ab\":" INTEGER "}}",
         "{\"properties\":{\"ab\":" INTEGER "},\"patternProperties\":{\"^x\":" STRING "}}",
         "pattern_property_added patternProperties.^x\n", true, false},
        {"{\"properties\":{\"xb\":" INTEGER "}}",
         "{\"properties\":{\"xb\":" INTEGER "},\"patternProperties\":{\"^x\":" STRING "}}",
         "pattern_property_added patternProperties.^x\ntype_changed patternProperties.^x.type\n", false, false},
        {"{\"patternProperties\":{\"^x\":" STRING "}}", "{}", "pattern_property_removed patternProperties.^x\n", false,
         true},
        {"{\"patternProperties\":{\"^x\":" STRING "}}", "{\"patternProperties\":{\"^x\":" INTEGER "}}",
         "type_changed patternProperties.^x.type\n", false, false},
        // A property under an old pattern is held against the pattern.
        {"{\"patternProperties\":{\"^x\":" INTEGER "}}",
         "{\"patternProperties\":{\"^x\":" INTEGER "},\"properties\":{\"xa\":" STRING "}}",
         "property_added properties.xa\ntype_changed properties.xa.type\n", false, false},
        {"{\"patternProperties\":{\"^x\":" INTEGER "}}",
         "{\"patternProperties\":{\"^x\":" INTEGER "},\"properties\":{\"ya\":" STRING "}}",
         "property_added properties.ya\n", true, false},
        {"{\"patternProperties\":{\"(\":" INTEGER "}}",
         "{\"patternProperties\":{\"(\":" INTEGER "},\"properties\":{\"xa\":" STRING "}}",
         "property_added properties.xa\nundecided properties.xa\n", false, false},
        {"{\"patternProperties\":{\"^x\":" INTEGER "}}",
         "{\"patternProperties\":{\"^x\":" INTEGER ",\"y$\":" STRING "}}",
         "pattern_property_added patternProperties.y$\nundecided patternProperties.y$\n", false, false},
        {"{\"additionalProperties\":{\"type\":\"object\",\"properties\":{\"a\":{}}}}", "{}",
         "constraint_relaxed additionalProperties\nproperty_removed additionalProperties.properties.a\n", false, false},
        {"{}", "{\"propertyNames\":{\"maxLength\":3}}", "constraint_tightened propertyNames\n", false, true},
        {"{\"propertyNames\":{\"maxLength\":3}}", "{\"propertyNames\":{\"maxLength\":4}}",
         "constraint_relaxed propertyNames.maxLength\n", true, false},
        {"{\"dependentRequired\":{\"a\":[\"b\"]}}", "{\"dependentRequired\":{\"a\":[\"b\",\"c\"]}}",
         "constraint_tightened dependentRequired.a\n", false, true},
        {"{\"dependencies\":{\"a\":[\"b\",\"c\"]}}", "{\"dependentRequired\":{\"a\":[\"b\"]}}",
         "constraint_relaxed dependentRequired.a\n", true, false},
        {"{\"dependencies\":{\"a\":{\"required\":[\"b\"]}}}", "{\"dependentSchemas\":{\"a\":{\"required\":[\"b\"]}}}",
         "", true, true},
        {"{\"dependentSchemas\":{\"a\":{\"required\":[\"b\"]}}}", "{}", "constraint_relaxed dependentSchemas.a\n", true,
         false},
        {"{\"properties\":{\"a\":{}},\"unevaluatedProperties\":false}",
         "{\"properties\":{\"a\":{},\"b\":{}},\"unevaluatedProperties\":false}", "property_added properties.b\n", true,
         false},
        {"{\"anyOf\":[{\"properties\":{\"a\":" STRING "}}],\"unevaluatedProperties\":false}",
         "{\"anyOf\":[{\"properties\":{\"a\":{}}}],\"unevaluatedProperties\":false}",
         "undecided unevaluatedProperties\ntype_widened anyOf.0.properties.a.type\n", false, false},
        {"{}", "{\"unevaluatedProperties\":false}", "constraint_tightened unevaluatedProperties\n", false, true},
        // additionalProperties: true looks at every member, so it is not the same as nothing.
        {"{\"additionalProperties\":true,\"unevaluatedProperties\":false}", "{\"unevaluatedProperties\":false}",
         "undecided unevaluatedProperties\n", false, false},
    };
    CHECK(cases);
}

// A keyword that follows from another one changes nothing.
static void test_what_follows(void **state) {
    (void)state;
    static const verdict_case cases[] = {
        {"{\"enum\":[\"a\",\"b\"]}", "{\"enum\":[\"a\",\"b\"],\"type\":\"string\"}", "", true, true},
        {"{\"enum\":[\"a\",1]}", "{\"enum\":[\"a\",1],\"type\":\"string\"}", "type_narrowed type\n", false, true},
        {"{\"const\":\"a\"}", "{\"enum\":[\"a\",\"b\"]}", "constraint_relaxed const\n", true, false},
        {"{\"enum\":[\"a\",\"b\"]}", "{\"const\":\"b\"}", "constraint_tightened const\n", false, true},
        {"{\"enum\":[5]}", "{\"const\":5.0}", "", true, true},
        {"{\"oneOf\":[{\"const\":\"a\"},{\"const\":\"b\"}]}", "{\"enum\":[\"a\",\"b\"]}", "", true, true},
        {"{\"oneOf\":[{\"const\":\"a\"},{\"const\":\"b\"}]}", "{\"enum\":[\"a\"]}", "constraint_tightened enum\n",
         false, true},
        {"{\"anyOf\":[" STRING "," INTEGER "]}",
         "{\"anyOf\":[" STRING "," INTEGER "],\"type\":[\"string\",\"integer\"]}", "", true, true},
    };
    CHECK(cases);
}

static void test_malformed(void **state) {
    (void)state;
    static const verdict_case cases[] = {
        {"{\"minLength\":\"x\"}", "{\"minLength\":\"x\",\"title\":\"t\"}", "", true, true},
        {"{\"minLength\":\"x\"}", "{\"minLength\":\"y\"}", "undecided root\n", false, false},
        {"{\"properties\":{\"a\":5}}", "{\"properties\":{\"a\":6}}", "undecided root\n", false, false},
        {"{\"type\":\"zzz\"}", "{}", "undecided root\n", false, false},
        {"{\"anyOf\":[]}", "{\"anyOf\":[{}]}", "undecided root\n", false, false},
    };
    CHECK(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_of),
        cmocka_unit_test(test_any_of),
        cmocka_unit_test(test_nullable_unions),
        cmocka_unit_test(test_one_of),
        cmocka_unit_test(test_negation_and_conditions),
        cmocka_unit_test(test_objects),
        cmocka_unit_test(test_what_follows),
        cmocka_unit_test(test_malformed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

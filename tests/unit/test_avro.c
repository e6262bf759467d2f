// Avro schemas: what is refused, and what the others become.
#include "schema_unit.h"

#include "formats/avro/avro.h"

static const char *print(arena *a, const json_value *value) {
    return json_print(a, value, NULL);
}

static const char *errors_text(arena *a, const char *source) {
    schema_errors errors = avro_validate(a, parse(a, source));
    const char *lines = "";
    for (size_t i = 0; i < errors.count; i++)
        lines = arena_printf(a, "%s%s\n", lines, errors.items[i]);
    return lines;
}

// The converted schema, or "<path>| <message>".
static const char *converted(arena *a, const json_value *document) {
    avro_conversion made = avro_convert(a, document);
    if (made.schema == NULL)
        return arena_printf(a, "%s| %s", made.path, made.message);
    assert_null(made.message);
    schema_errors errors = schema_validate(a, made.schema);
    assert_int_equal(errors.count, 0);
    return print(a, made.schema);
}

static void test_structure(void **state) {
    (void)state;
    static const struct {
        const char *source, *errors;
    } cases[] = {
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}", ""},
        {"{\"type\":\"string\"}", ""},
        {"{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}", ""},
        {"{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}", ""},
        {"{\"type\":\"array\",\"items\":\"int\"}", ""},
        {"{\"type\":\"map\",\"values\":\"int\"}", ""},
        {"{\"type\":\"fixed\",\"name\":\"F\",\"size\":0}", ""},
        {"{}", "Schema must have a 'type' field\n"},
        {"[]", "Avro schema must be an object\n"},
        {"\"string\"", "Avro schema must be an object\n"},
        {"{\"type\":\"object\"}", "Unknown Avro type: object\n"},
        {"{\"type\":\"String\"}", "Unknown Avro type: String\n"},
        {"{\"type\":null}", "Unknown Avro type: null\n"},
        {"{\"type\":[\"null\",\"string\"]}", "Unknown Avro type: ['null', 'string']\n"},
        {"{\"type\":{\"type\":\"string\"}}", "Unknown Avro type: {'type': 'string'}\n"},
        {"{\"type\":7}", "Unknown Avro type: 7\n"},
        {"{\"type\":\"record\"}", "Record must have a 'name' field\nRecord must have a 'fields' field\n"},
        {"{\"type\":\"record\",\"name\":5,\"fields\":[]}", "Record 'name' must be a string\n"},
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":{}}", "Record 'fields' must be an array\n"},
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[3,{},{\"name\":\"a\"},{\"type\":\"int\"},{\"name\":1,"
         "\"type\":\"int\"}]}",
         "Field 0 must be an object\nField 1 must have a 'name'\nField 1 must have a 'type'\nField 2 must have a "
         "'type'\n"
         "Field 3 must have a 'name'\nField 4 'name' must be a string\n"},
        {"{\"type\":\"enum\"}", "Enum must have a 'name' field\nEnum must have a 'symbols' field\n"},
        {"{\"type\":\"enum\",\"name\":\"E\",\"symbols\":\"A\"}", "Enum 'symbols' must be an array\n"},
        {"{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",1,2]}", "Enum symbols must be strings\n"},
        {"{\"type\":\"array\"}", "Array must have an 'items' field\n"},
        {"{\"type\":\"map\"}", "Map must have a 'values' field\n"},
        {"{\"type\":\"fixed\"}", "Fixed must have a 'name' field\nFixed must have a 'size' field\n"},
        {"{\"type\":\"fixed\",\"name\":\"F\",\"size\":-1}", "Fixed 'size' must be a non-negative integer\n"},
        {"{\"type\":\"fixed\",\"name\":\"F\",\"size\":1.5}", "Fixed 'size' must be a non-negative integer\n"},
        {"{\"type\":\"fixed\",\"name\":\"F\",\"size\":true}", "Fixed 'size' must be a non-negative integer\n"},
        {"{\"type\":\"fixed\",\"name\":\"F\",\"size\":99999999999999999999}",
         "Fixed 'size' must be a non-negative integer\n"},
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(errors_text(a, cases[i].source), cases[i].errors);
    arena_free(a);
}

typedef struct conversion_case {
    const char *source, *result;
} conversion_case;

static void run_cases(const conversion_case *cases, size_t count) {
    arena *a = arena_new(0);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(converted(a, parse(a, cases[i].source)), cases[i].result);
    arena_free(a);
}
#define RUN(cases) run_cases((cases), sizeof(cases) / sizeof *(cases))

static void test_types(void **state) {
    (void)state;
    static const conversion_case cases[] = {
        {"{\"type\":\"null\"}", "{\"type\":\"null\"}"},
        {"{\"type\":\"boolean\"}", "{\"type\":\"boolean\"}"},
        {"{\"type\":\"int\",\"doc\":\"dropped\"}", "{\"type\":\"integer\"}"},
        {"\"long\"", "{\"type\":\"integer\"}"},
        {"\"float\"", "{\"type\":\"number\"}"},
        {"\"double\"", "{\"type\":\"number\"}"},
        {"\"bytes\"", "{\"type\":\"string\",\"contentEncoding\":\"base64\"}"},
        {"\"string\"", "{\"type\":\"string\"}"},
        {"{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"],\"doc\":\"d\",\"default\":\"A\"}",
         "{\"type\":\"string\",\"enum\":[\"A\",\"B\"],\"description\":\"d\",\"default\":\"A\"}"},
        {"{\"type\":\"array\",\"items\":\"int\"}", "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}"},
        {"{\"type\":\"map\",\"values\":[\"null\",\"int\"]}",
         "{\"type\":\"object\",\"additionalProperties\":{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"integer\"}]}}"},
        {"{\"type\":\"fixed\",\"name\":\"F\",\"size\":16,\"logicalType\":\"decimal\"}",
         "{\"type\":\"string\",\"contentEncoding\":\"base64\",\"minLength\":16,\"maxLength\":16}"},
        {"[\"int\",\"null\"]", "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"integer\"}]}"},
        {"[\"int\",{\"type\":\"null\"}]", "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"integer\"}]}"},
        {"[\"int\",\"null\",\"string\"]",
         "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"null\"},{\"type\":\"string\"}]}"},
        {"[\"int\"]", "{\"anyOf\":[{\"type\":\"integer\"}]}"},
        {"{\"type\":{\"type\":\"string\"}}", "{\"type\":\"string\"}"},
        {"{\"type\":{\"type\":{\"type\":\"array\",\"items\":\"int\"}}}",
         "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}"},
        {"{\"type\":[\"null\",\"int\"]}", "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"integer\"}]}"},
    };
    RUN(cases);
}

static void test_logical_types(void **state) {
    (void)state;
    static const conversion_case cases[] = {
        {"{\"type\":\"int\",\"logicalType\":\"date\"}", "{\"type\":\"integer\",\"format\":\"date\"}"},
        {"{\"type\":\"int\",\"logicalType\":\"time-millis\"}", "{\"type\":\"integer\",\"format\":\"time\"}"},
        {"{\"type\":\"long\",\"logicalType\":\"time-micros\"}", "{\"type\":\"integer\",\"format\":\"time\"}"},
        {"{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}", "{\"type\":\"integer\",\"format\":\"date-time\"}"},
        {"{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}", "{\"type\":\"integer\",\"format\":\"date-time\"}"},
        {"{\"type\":\"long\",\"logicalType\":\"local-timestamp-millis\"}",
         "{\"type\":\"integer\",\"format\":\"date-time\"}"},
        {"{\"type\":\"long\",\"logicalType\":\"local-timestamp-micros\"}",
         "{\"type\":\"integer\",\"format\":\"date-time\"}"},
        {"{\"type\":\"string\",\"logicalType\":\"uuid\"}", "{\"type\":\"string\",\"format\":\"uuid\"}"},
        {"{\"type\":\"string\",\"logicalType\":\"duration\"}", "{\"type\":\"string\",\"format\":\"duration\"}"},
        {"{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":10,\"scale\":2}",
         "{\"type\":\"string\",\"contentEncoding\":\"base64\",\"pattern\":\"^-?\\\\d+(\\\\.\\\\d+)?$\",\"x-avro-"
         "precision\":10,"
         "\"x-avro-scale\":2}"},
        {"{\"type\":\"int\",\"logicalType\":\"decimal\",\"precision\":4}",
         "{\"type\":\"string\",\"pattern\":\"^-?\\\\d+(\\\\.\\\\d+)?$\",\"x-avro-precision\":4}"},
        {"{\"type\":\"string\",\"logicalType\":\"money\"}", "{\"type\":\"string\"}"},
        {"{\"type\":\"string\",\"logicalType\":5}", "{\"type\":\"string\"}"},
    };
    RUN(cases);
}

static void test_records(void **state) {
    (void)state;
    static const conversion_case cases[] = {
        {"{\"type\":\"record\",\"name\":\"A\",\"doc\":\"rec\",\"fields\":[{\"name\":\"a\",\"type\":\"int\",\"doc\":"
         "\"an a\"},"
         "{\"name\":\"b\",\"type\":[\"null\",\"string\"],\"default\":null},{\"name\":\"c\",\"type\":\"string\","
         "\"default\":\"x\"},"
         "{\"name\":\"d\",\"type\":[\"int\",\"null\"]},{\"name\":\"e\",\"type\":\"null\"},"
         "{\"name\":\"f\",\"type\":{\"type\":[\"null\",\"int\"]}},{\"name\":\"g\",\"type\":[\"int\",\"string\"]}]}",
         "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\",\"description\":\"an a\"},"
         "\"b\":{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"string\"}],\"default\":null},\"c\":{\"type\":\"string\","
         "\"default\":\"x\"},"
         "\"d\":{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"integer\"}]},\"e\":{\"type\":\"null\"},"
         "\"f\":{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"integer\"}]},\"g\":{\"anyOf\":[{\"type\":\"integer\"},{"
         "\"type\":\"string\"}]}},"
         "\"required\":[\"a\",\"e\",\"g\"],\"description\":\"rec\"}"},
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[]}", "{\"type\":\"object\",\"properties\":{}}"},
        {"{\"type\":\"record\",\"name\":\"A\",\"doc\":5,\"fields\":[{\"name\":\"$ref\",\"type\":\"int\",\"default\":1}]"
         "}",
         "{\"type\":\"object\",\"properties\":{\"$ref\":{\"type\":\"integer\",\"default\":1}}}"},
        // What a field says of itself wins over what its type says.
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"e\",\"doc\":\"mine\",\"default\":\"B\",\"type\":"
         "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"],\"doc\":\"d\",\"default\":\"A\"}}]}",
         "{\"type\":\"object\",\"properties\":{\"e\":{\"type\":\"string\",\"enum\":[\"A\",\"B\"],\"description\":"
         "\"mine\",\"default\":\"B\"}}}"},
        // Nested, without a name of its own.
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"r\",\"type\":{\"type\":\"record\",\"fields\":[]}}"
         "]}",
         "{\"type\":\"object\",\"properties\":{\"r\":{\"type\":\"object\",\"properties\":{}}},\"required\":[\"r\"]}"},
    };
    RUN(cases);
}

#define NODE                                                                                                           \
    "{\"type\":\"object\",\"properties\":{\"value\":{\"type\":\"integer\"},\"next\":{\"anyOf\":[{\"type\":\"null\"},{" \
    "\"$ref\":"                                                                                                        \
    "\"#/$defs/Node\"}]}},\"required\":[\"value\"]"

static void test_named_types(void **state) {
    (void)state;
    static const conversion_case cases[] = {
        // A record that refers to itself.
        {"{\"type\":\"record\",\"name\":\"Node\",\"fields\":[{\"name\":\"value\",\"type\":\"int\"},{\"name\":\"next\","
         "\"type\":"
         "[\"null\",\"Node\"]}]}",
         NODE ",\"$defs\":{\"Node\":" NODE "}}}"},
        // Used twice: in place at first, then by reference. Enums and fixed have names, too.
        {"{\"type\":\"record\",\"name\":\"A\",\"namespace\":\"x.y\",\"fields\":["
         "{\"name\":\"e\",\"type\":{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"P\"]}},{\"name\":\"f\",\"type\":"
         "\"E\"},"
         "{\"name\":\"g\",\"type\":{\"type\":\"fixed\",\"name\":\"other.G\",\"size\":2}},{\"name\":\"h\",\"type\":"
         "\"other.G\"},"
         "{\"name\":\"i\",\"type\":\"x.y.E\"},{\"name\":\"j\",\"type\":{\"type\":\"E\"}}]}",
         "{\"type\":\"object\",\"properties\":{\"e\":{\"type\":\"string\",\"enum\":[\"P\"]},\"f\":{\"$ref\":\"#/$defs/"
         "x.y.E\"},"
         "\"g\":{\"type\":\"string\",\"contentEncoding\":\"base64\",\"minLength\":2,\"maxLength\":2},\"h\":{\"$ref\":"
         "\"#/$defs/other.G\"},"
         "\"i\":{\"$ref\":\"#/$defs/x.y.E\"},\"j\":{\"$ref\":\"#/$defs/x.y.E\"}},"
         "\"required\":[\"e\",\"f\",\"g\",\"h\",\"i\",\"j\"],"
         "\"$defs\":{\"x.y.E\":{\"type\":\"string\",\"enum\":[\"P\"]},\"other.G\":{\"type\":\"string\","
         "\"contentEncoding\":\"base64\","
         "\"minLength\":2,\"maxLength\":2}}}"},
        // The enclosing namespace is that of the full name; one that is given counts for what is inside.
        {"{\"type\":\"record\",\"name\":\"p.A\",\"namespace\":\"ignored\",\"fields\":["
         "{\"name\":\"b\",\"type\":{\"type\":\"record\",\"name\":\"B\",\"namespace\":\"q\",\"fields\":["
         "{\"name\":\"c\",\"type\":{\"type\":\"fixed\",\"name\":\"C\",\"size\":1}}]}},"
         "{\"name\":\"d\",\"type\":\"q.C\"},{\"name\":\"a\",\"type\":[\"null\",\"A\"]}]}",
         "{\"type\":\"object\",\"properties\":{\"b\":{\"type\":\"object\",\"properties\":{\"c\":{\"type\":\"string\","
         "\"contentEncoding\":"
         "\"base64\",\"minLength\":1,\"maxLength\":1}},\"required\":[\"c\"]},\"d\":{\"$ref\":\"#/$defs/q.C\"},"
         "\"a\":{\"anyOf\":[{\"type\":\"null\"},{\"$ref\":\"#/$defs/p.A\"}]}},\"required\":[\"b\",\"d\"],"
         "\"$defs\":{\"p.A\":{\"type\":\"object\",\"properties\":{\"b\":{\"type\":\"object\",\"properties\":{\"c\":"
         "{\"$ref\":\"#/$defs/q.C\"}},\"required\":[\"c\"]},\"d\":{\"$ref\":\"#/$defs/"
         "q.C\"},\"a\":{\"anyOf\":[{\"type\":\"null\"},"
         "{\"$ref\":\"#/$defs/p.A\"}]}},\"required\":[\"b\",\"d\"]},"
         "\"q.C\":{\"type\":\"string\",\"contentEncoding\":\"base64\",\"minLength\":1,\"maxLength\":1}}}"},
        // A dotted end is enough where only one type has it, either way round.
        {"[{\"type\":\"fixed\",\"name\":\"a.b.F\",\"size\":1},\"b.F\",\"F\",\"z.a.b.F\"]",
         "{\"anyOf\":[{\"type\":\"string\",\"contentEncoding\":\"base64\",\"minLength\":1,\"maxLength\":1},{\"$ref\":"
         "\"#/$defs/a.b.F\"},"
         "{\"$ref\":\"#/$defs/a.b.F\"},{\"$ref\":\"#/$defs/"
         "a.b.F\"}],\"$defs\":{\"a.b.F\":{\"type\":\"string\",\"contentEncoding\":"
         "\"base64\",\"minLength\":1,\"maxLength\":1}}}"},
        {"[{\"type\":\"fixed\",\"name\":\"a.F\",\"size\":1},{\"type\":\"fixed\",\"name\":\"b.F\",\"size\":2},\"F\"]",
         "[2]| Ambiguous Avro type: F"},
        // The type without a namespace is meant exactly, whatever others end like it.
        {"[{\"type\":\"fixed\",\"name\":\"a.F\",\"size\":1},{\"type\":\"fixed\",\"name\":\"F\",\"size\":2},\"F\"]",
         "{\"anyOf\":[{\"type\":\"string\",\"contentEncoding\":\"base64\",\"minLength\":1,\"maxLength\":1},{\"type\":"
         "\"string\","
         "\"contentEncoding\":\"base64\",\"minLength\":2,\"maxLength\":2},{\"$ref\":\"#/$defs/"
         "F\"}],\"$defs\":{\"F\":{\"type\":\"string\","
         "\"contentEncoding\":\"base64\",\"minLength\":2,\"maxLength\":2}}}"},
        // The same definition again is no other type.
        {"[{\"type\":\"fixed\",\"name\":\"F\",\"size\":1},{\"size\":1,\"type\":\"fixed\",\"name\":\"F\"}]",
         "{\"anyOf\":[{\"type\":\"string\",\"contentEncoding\":\"base64\",\"minLength\":1,\"maxLength\":1},{\"type\":"
         "\"string\","
         "\"contentEncoding\":\"base64\",\"minLength\":1,\"maxLength\":1}]}"},
        {"[{\"type\":\"fixed\",\"name\":\"F\",\"size\":1},{\"type\":\"fixed\",\"name\":\"F\",\"size\":2}]",
         "[1]| Avro type defined twice: F"},
        {"[\"F\",{\"type\":\"fixed\",\"name\":\"F\",\"size\":1}]", "[0]| Unknown Avro type: F"},
    };
    RUN(cases);
}

static void test_failures(void **state) {
    (void)state;
    static const conversion_case cases[] = {
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":\"Foo\"}]}",
         "a| Unknown Avro type: Foo"},
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"Foo\"}}]}",
         "a| Unknown Avro complex type: Foo"},
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":{}}]}",
         "a| Unknown Avro complex type: null"},
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":5}]}", "a| Invalid Avro type: 5"},
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":true}]}",
         "a| Invalid Avro type: true"},
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":null}]}",
         "a| Field 'a' has no type"},
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":[]}]}", "a| Empty union type"},
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":[\"null\",{\"type\":\"enum\","
         "\"name\":\"E\",\"symbols\":[]}]}]}",
         "a| Enum has no symbols"},
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":[\"null\",\"int\",{\"type\":"
         "\"array\"}]}]}",
         "a[2]| Array has no items type"},
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":{"
         "\"type\":\"map\",\"values\":"
         "{\"type\":\"record\",\"name\":\"B\",\"fields\":[{\"name\":\"b\",\"type\":\"nope\"}]}}}}]}",
         "a.items.values.b| Unknown Avro type: nope"},
        {"{\"type\":\"map\"}", "| Map has no values type"},
        {"{\"type\":\"map\",\"values\":null}", "| Map has no values type"},
        {"{\"type\":\"fixed\",\"name\":\"F\"}", "| Fixed has no size"},
        {"{\"type\":\"fixed\",\"name\":\"F\",\"size\":\"4\"}", "| Fixed 'size' must be a non-negative integer"},
        {"{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[1]}", "| Enum symbols must be strings"},
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"record\",\"name\":\"B\"}"
         "}]}",
         "a| Record must have a 'fields' field"},
        {"{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"a\",\"type\":"
         "\"string\"}]}",
         "| Field 'a' is defined twice"},
        {"{\"type\":\"record\",\"name\":\"A B\",\"fields\":[]}", "| Invalid Avro name: A B"},
        {"{\"type\":\"record\",\"name\":\"a..b\",\"fields\":[]}", "| Invalid Avro name: a..b"},
        {"{\"type\":\"record\",\"name\":\"\",\"fields\":[]}", "| Invalid Avro name: "},
        {"{\"type\":\"record\",\"name\":\"A\",\"namespace\":\"x/y\",\"fields\":[]}", "| Invalid Avro name: A"},
        {"{\"type\":\"record\",\"name\":\"A\",\"namespace\":7,\"fields\":[]}", "| Record 'namespace' must be a string"},
        {"null", "| Invalid Avro type: null"},
        {"[null,\"int\"]", "[0]| Invalid Avro type: null"},
    };
    RUN(cases);
}

// --- limits ----------------------------------------------------------------------------------------------------------

static const char *repeated(arena *a, const char *before, const char *middle, const char *after, size_t count) {
    buffer out;
    buffer_init(&out, 1 << 26);
    for (size_t i = 0; i < count; i++)
        buffer_append_string(&out, before);
    buffer_append_string(&out, middle);
    for (size_t i = 0; i < count; i++)
        buffer_append_string(&out, after);
    const char *text_form = arena_text(a, buffer_text(&out));
    buffer_done(&out);
    return text_form;
}

static void test_depth(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const char *fine = repeated(a, "{\"type\":\"array\",\"items\":", "\"int\"", "}", AVRO_DEPTH_MAX);
    assert_non_null(avro_convert(a, parse(a, fine)).schema);
    const char *deep = repeated(a, "{\"type\":\"array\",\"items\":", "\"int\"", "}", AVRO_DEPTH_MAX + 1);
    avro_conversion made = avro_convert(a, parse(a, deep));
    assert_null(made.schema);
    assert_string_equal(made.message, "Types are nested too deep. Maximum depth: 64");
    const char *wrapped = repeated(a, "{\"type\":", "\"int\"", "}", 500);
    assert_null(avro_convert(a, parse(a, wrapped)).schema);
    const char *unions = repeated(a, "[", "\"int\"", "]", 500);
    assert_null(avro_convert(a, parse(a, unions)).schema);
    // The path of a failure far inside is cut, not lost.
    char field[400];
    snprintf(field, sizeof field, "{\"type\":\"record\",\"fields\":[{\"name\":\"%0300d\",\"type\":", 1);
    made = avro_convert(a, parse(a, repeated(a, field, "5", "}]}", 20)));
    assert_string_equal(made.message, "Invalid Avro type: 5");
    assert_in_range(strlen(made.path), 300, 1000);
    arena_free(a);
}

// A union of `count` copies of one text.
static const json_value *union_of(arena *a, const char *first, const char *item, size_t count) {
    buffer out;
    buffer_init(&out, 1 << 26);
    buffer_printf(&out, "[%s", first);
    for (size_t i = 0; i < count; i++)
        buffer_printf(&out, ",%s", item);
    buffer_append_byte(&out, ']');
    const json_value *made = parse_text(a, buffer_text(&out));
    buffer_done(&out);
    return made;
}

static void test_many_types(void **state) {
    (void)state;
    arena *a = arena_new(0);
    avro_conversion made = avro_convert(a, union_of(a, "\"int\"", "\"int\"", AVRO_TYPES_MAX));
    assert_null(made.schema);
    assert_string_equal(made.message, "Too many types. Maximum: 100000");
    made = avro_convert(a, union_of(a, "\"int\"", "\"int\"", AVRO_TYPES_MAX - 2));
    assert_non_null(made.schema);
    // References share one text: a long name that is used often takes no memory for each use.
    char definition[700], reference[600];
    snprintf(definition, sizeof definition, "{\"type\":\"fixed\",\"name\":\"%0500d\",\"size\":1}", 7);
    snprintf(reference, sizeof reference, "\"%0500d\"", 7);
    arena *small = arena_new(0);
    const json_value *document = union_of(a, definition, reference, 10000);
    made = avro_convert(small, document);
    assert_non_null(made.schema);
    assert_in_range(arena_size(small), 1, 6 << 20);
    arena_free(small);
    snprintf(definition, sizeof definition, "{\"type\":\"fixed\",\"name\":\"%0501d\",\"size\":1}", 7);
    assert_null(avro_convert(a, parse(a, definition)).schema);
    arena_free(a);
}

// Every reference is looked for among many types of which none matches until the last: bounded, not quadratic.
static void test_work_is_bounded(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 1 << 26);
    buffer_append_string(&out, "[{\"type\":\"fixed\",\"name\":\"p.q.X\",\"size\":1}");
    for (int i = 0; i < 10000; i++)
        buffer_printf(&out, ",{\"type\":\"fixed\",\"name\":\"a%d.X\",\"size\":1}", i);
    for (int i = 0; i < 50000; i++)
        buffer_append_string(&out, ",\"q.X\"");
    buffer_append_byte(&out, ']');
    avro_conversion made = avro_convert(a, parse_text(a, buffer_text(&out)));
    buffer_done(&out);
    assert_null(made.schema);
    assert_string_equal(made.message, "Unknown Avro type: q.X");
    arena_free(a);
}

// The result grows by what is referred to, and only once: each record here is inside the one before, and all are meant again.
static void test_definitions_do_not_multiply(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const char *document = "\"int\"";
    for (int i = 0; i < 20; i++)
        document = arena_printf(a,
                                "{\"type\":\"record\",\"name\":\"R%d\",\"fields\":[{\"name\":\"a\",\"type\":%s},"
                                "{\"name\":\"b\",\"type\":[\"null\",\"R%d\"]}]}",
                                i, document, i);
    size_t length = 0;
    const json_value *schema = avro_convert(a, parse(a, document)).schema;
    assert_non_null(schema);
    json_print(a, schema, &length);
    assert_in_range(length, 1, 8000);
    assert_int_equal(json_get(schema, "$defs")->count, 20);
    arena_free(a);
}

// --- what follows ----------------------------------------------------------------------------------------------------

static const compiled_schema *compile_avro(arena *a, const char *source) {
    const compiled_schema *s = schema_compile(a, avro_convert(a, parse(a, source)).schema);
    assert_non_null(s);
    return s;
}

static void check_diff(const char *old, const char *new, const char *changes) {
    arena *a = arena_new(0);
    schema_changes found = schema_diff(a, compile_avro(a, old), compile_avro(a, new));
    assert_string_equal(changes_text(a, found, false), changes);
    arena_free(a);
}

#define TREE(kind)                                                                                                     \
    "{\"type\":\"record\",\"name\":\"Tree\",\"fields\":[{\"name\":\"v\",\"type\":" kind                                \
    "},{\"name\":\"l\",\"type\":[\"null\",\"Tree\"]},{\"name\":\"r\",\"type\":[\"null\",\"Tree\"]}]}"

// Changes inside named types and unions are seen where they are used.
static void test_changes_are_seen(void **state) {
    (void)state;
    check_diff(TREE("\"int\""), TREE("\"int\""), "");
    check_diff(
        TREE("\"int\""), TREE("\"double\""),
        "type_widened properties.l.anyOf.1.properties.v.type\ntype_widened properties.r.anyOf.1.properties.v.type\n"
        "type_widened properties.v.type\n");
    arena *a = arena_new(0);
    schema_changes found = schema_diff(a, compile_avro(a, TREE("\"int\"")), compile_avro(a, TREE("\"string\"")));
    assert_true(schema_breaking(a, found, SCHEMA_BACKWARD).count > 0);
    // A name in place of its definition changes nothing.
    found = schema_diff(a,
                        compile_avro(a, "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":{"
                                        "\"type\":\"enum\",\"name\":\"E\","
                                        "\"symbols\":[\"P\"]}},{\"name\":\"y\",\"type\":\"E\"}]}"),
                        compile_avro(a, "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":{"
                                        "\"type\":\"enum\",\"name\":\"E\","
                                        "\"symbols\":[\"P\"]}},{\"name\":\"y\",\"type\":{\"type\":\"enum\",\"name\":"
                                        "\"F\",\"symbols\":[\"P\"]}}]}"));
    assert_int_equal(found.count, 0);
    arena_free(a);
}

static void test_detection(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_true(avro_is_likely(parse(a, "{\"type\":\"record\",\"fields\":[]}")));
    assert_true(avro_is_likely(parse(a, "{\"type\":\"string\"}")));
    assert_true(avro_is_likely(parse(a, "{\"type\":\"bytes\"}")));
    assert_false(avro_is_likely(parse(a, "{\"type\":\"record\"}")));
    assert_false(avro_is_likely(parse(a, "{\"type\":\"object\"}")));
    assert_false(avro_is_likely(parse(a, "{\"type\":[\"null\"]}")));
    assert_false(avro_is_likely(parse(a, "{}")));
    assert_false(avro_is_likely(parse(a, "[]")));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_structure),
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_logical_types),
        cmocka_unit_test(test_records),
        cmocka_unit_test(test_named_types),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_many_types),
        cmocka_unit_test(test_work_is_bounded),
        cmocka_unit_test(test_definitions_do_not_multiply),
        cmocka_unit_test(test_changes_are_seen),
        cmocka_unit_test(test_detection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

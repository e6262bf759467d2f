// Holds a document against its meta-schema: an interpreter of the rows in meta_rules.def.
#include "schema/draft.h"
#include "schema/number.h"
#include "schema/place.h"
#include "schema/render.h"
#include "schema/schema.h"
#include "schema/value.h"
#include <assert.h>
#include <stdlib.h>

enum { D4 = DRAFT_4, D6 = DRAFT_6, D7 = DRAFT_7, D19 = DRAFT_2019, D20 = DRAFT_2020, ALL = D4 | D6 | D7 | D19 | D20 };

typedef enum form {
    STRING,
    IDENTIFIER, // a string without a non-empty fragment
    ANCHOR,     // a plain name of 2019-09
    NAME,       // a plain name of 2020-12
    BOOLEAN,
    NUMBER,
    POSITIVE,
    COUNT,
    ARRAY,
    SOME_VALUES, // array, not empty, without duplicates
    NAMES,       // array of distinct strings
    SOME_NAMES,  // as NAMES, not empty
    TYPE,
    SCHEMA,
    SCHEMAS, // array of schemas, not empty
    SCHEMA_MAP,
    BOOLEAN_MAP,
    NAMES_MAP,
    BOOLEAN_OR_SCHEMA,
    SCHEMA_OR_SCHEMAS,
    SCHEMA_OR_NAMES_MAP,
    SCHEMA_OR_SOME_NAMES_MAP,
    EXCLUSIVE_MAXIMUM, // boolean, next to `maximum`
    EXCLUSIVE_MINIMUM,
} form;

static const struct {
    unsigned drafts;
    text name;
    form form;
} rules[] = {
#define RULE(drafts, name, form) {drafts, TEXT(name), form},
#include "schema/meta_rules.def"
#undef RULE
};

enum { RULES = sizeof(rules) / sizeof(rules[0]) };

// The rows of one draft by the length of their names, in the order of the table.
typedef struct rule_index {
    uint8_t first[32]; // by length
    uint8_t next[RULES];
} rule_index;

enum { LENGTHS = sizeof((rule_index){0}.first), NO_RULE = UINT8_MAX };

static_assert(sizeof(rules) / sizeof(rules[0]) < UINT8_MAX, "rows are counted by one byte");

static rule_index index_rules(draft d) {
    rule_index index;
    memset(index.first, NO_RULE, sizeof index.first);
    for (size_t row = RULES; row-- > 0;) {
        assert(rules[row].name.length < LENGTHS);
        if ((rules[row].drafts & d) == 0)
            continue;
        index.next[row] = index.first[rules[row].name.length];
        index.first[rules[row].name.length] = (uint8_t)row;
    }
    return index;
}

// Deeper schemas are refused: each level costs stack.
enum { NESTING_MAX = 600 };

typedef struct checker {
    arena *a; // NULL: only whether there is an error matters
    draft draft;
    const rule_index *index; // of that draft
    bool lenient;            // bounds may be exclusive as in Draft 4
    bool *drafty;            // whether one was
    bool unnamed;            // the document names no draft
    unsigned depth;
    const char **items;
    size_t count;
} checker;

static bool enough(const checker *c) {
    return c->count >= (c->a == NULL ? 1 : SCHEMA_ERRORS_MAX);
}

// `value` may be NULL: then the sentence stands without one.
static void fail(checker *c, const place *at, const json_value *value, const char *what) {
    if (enough(c) || c->a == NULL) {
        c->count++;
        return;
    }
    const char *where = place_text(c->a, at, NULL);
    const char *shown = value == NULL ? "" : value_render(c->a, value);
    c->items[c->count++] = arena_printf(c->a, "%s: %s%s%s", where, shown, value == NULL ? "" : " ", what);
}

static void check_schema(checker *c, const place *at, const json_value *value);
static void check_form(checker *c, const place *at, form f, const json_value *schema, const json_value *value);

// Whether the value fits the form, without an error on record: for "any of" rules, whose one error names the whole.
static bool fits(const checker *c, form f, const json_value *value) {
    checker quiet = {
        .draft = c->draft, .index = c->index, .lenient = c->lenient, .drafty = c->drafty, .depth = c->depth};
    const place nowhere = {0};
    check_form(&quiet, &nowhere, f, value, value);
    return quiet.count == 0;
}

static bool expect(checker *c, const place *at, const json_value *value, bool right, const char *what) {
    if (!right)
        fail(c, at, value, what);
    return right;
}

static bool expect_string(checker *c, const place *at, const json_value *value) {
    return expect(c, at, value, value->type == JSON_STRING, "is not of type 'string'");
}

static bool plain_name(text name, const char *more) {
    for (size_t i = 0; i < name.length; i++) {
        char byte = name.data[i];
        bool letter = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
        bool later = (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' || strchr(more, byte);
        bool first = letter || (byte == '_' && *more == '\0');
        if (byte == '\0' || !(first || (i > 0 && later)))
            return false;
    }
    return name.length > 0;
}

static void check_name(checker *c, const place *at, form f, const json_value *value) {
    if (!expect_string(c, at, value))
        return;
    text t = json_text_of(value);
    if (f == IDENTIFIER) {
        const char *hash = t.length == 0 ? NULL : memchr(t.data, '#', t.length);
        expect(c, at, value, hash == NULL || hash == t.data + t.length - 1, "does not match '^[^#]*#?$'");
    } else if (f == ANCHOR) {
        expect(c, at, value, plain_name(t, ":"), "does not match '^[A-Za-z][-A-Za-z0-9.:_]*$'");
    } else {
        expect(c, at, value, plain_name(t, ""), "does not match '^[A-Za-z_][-A-Za-z0-9._]*$'");
    }
}

static bool is_exclusive(text name) {
    return text_is(name, "exclusiveMinimum") || text_is(name, "exclusiveMaximum");
}

static void check_number(checker *c, const place *at, form f, const json_value *value) {
    bool number = value->type == JSON_NUMBER;
    bool drafty = c->unnamed && value->type == JSON_BOOLEAN && is_exclusive(at->name);
    if (f == COUNT)
        expect(c, at, value, number && number_is_integer(value), "is not of type 'integer'");
    else if (drafty)
        fail(c, at, value,
             "is not of type 'number'; a boolean is right in Draft 4, and a schema of that draft says so: \"$schema\": "
             "\"http://json-schema.org/draft-04/schema#\"");
    else
        expect(c, at, value, number, "is not of type 'number'");
    if (!number || f == NUMBER)
        return;
    int sign = number_compare(value, &value_zero);
    if (f == COUNT)
        expect(c, at, value, sign >= 0, "is less than the minimum of 0");
    else
        expect(c, at, value, sign > 0, "is less than or equal to the minimum of 0");
}

typedef struct hashed {
    uint64_t hash;
    const json_value *value;
} hashed;

static int hashed_order(const void *a, const void *b) {
    uint64_t left = ((const hashed *)a)->hash, right = ((const hashed *)b)->hash;
    return left < right ? -1 : left > right;
}

static bool has_duplicates_among_few(const json_value *array) {
    for (uint32_t i = 1; i < array->count; i++)
        for (uint32_t j = 0; j < i; j++)
            if (json_equal(&array->elements[i], &array->elements[j]))
                return true;
    return false;
}

static bool has_duplicates(const json_value *array) {
    enum { FEW = 8 };
    if (array->count <= FEW)
        return has_duplicates_among_few(array);
    arena *scratch = arena_new(array->count * sizeof(hashed) + 64);
    hashed *all = arena_array(scratch, array->count, sizeof(hashed));
    for (uint32_t i = 0; i < array->count; i++)
        all[i] = (hashed){json_hash(&array->elements[i]), &array->elements[i]};
    qsort(all, array->count, sizeof(hashed), hashed_order);
    bool found = false;
    for (uint32_t i = 1; i < array->count && !found; i++) {
        // Equal hashes with unequal values do not happen but by accident, so neighbours are enough.
        found = all[i].hash == all[i - 1].hash && json_equal(all[i].value, all[i - 1].value);
    }
    arena_free(scratch);
    return found;
}

static bool expect_array(checker *c, const place *at, const json_value *value) {
    return expect(c, at, value, value->type == JSON_ARRAY, "is not of type 'array'");
}

static void expect_distinct(checker *c, const place *at, const json_value *array) {
    expect(c, at, array, array->count < 2 || !has_duplicates(array), "has non-unique elements");
}

static void check_names(checker *c, const place *at, form f, const json_value *value) {
    if (!expect_array(c, at, value))
        return;
    for (uint32_t i = 0; i < value->count && !enough(c); i++) {
        place here = {.up = at, .index = i};
        expect_string(c, &here, &value->elements[i]);
    }
    expect(c, at, value, f != SOME_NAMES || value->count > 0, "should be non-empty");
    expect_distinct(c, at, value);
}

static void check_values(checker *c, const place *at, const json_value *value) {
    if (expect_array(c, at, value)) {
        expect(c, at, value, value->count > 0, "should be non-empty");
        expect_distinct(c, at, value);
    }
}

static bool type_names(const json_value *value) {
    if (value->type == JSON_STRING)
        return type_bits(json_text_of(value)) != 0;
    if (value->type != JSON_ARRAY || value->count == 0)
        return false;
    for (uint32_t i = 0; i < value->count; i++) {
        const json_value *name = &value->elements[i];
        if (name->type != JSON_STRING || type_bits(json_text_of(name)) == 0)
            return false;
    }
    return value->count < 2 || !has_duplicates(value);
}

static void check_schemas(checker *c, const place *at, const json_value *value) {
    if (!expect_array(c, at, value))
        return;
    expect(c, at, value, value->count > 0, "should be non-empty");
    for (uint32_t i = 0; i < value->count && !enough(c); i++) {
        place here = {.up = at, .index = i};
        check_schema(c, &here, &value->elements[i]);
    }
}

static void check_map(checker *c, const place *at, form f, const json_value *value) {
    static const form inner[] = {[SCHEMA_MAP] = SCHEMA,
                                 [BOOLEAN_MAP] = BOOLEAN,
                                 [NAMES_MAP] = NAMES,
                                 [SCHEMA_OR_NAMES_MAP] = NAMES,
                                 [SCHEMA_OR_SOME_NAMES_MAP] = SOME_NAMES};
    if (!expect(c, at, value, value->type == JSON_OBJECT, "is not of type 'object'"))
        return;
    for (uint32_t i = 0; i < value->count && !enough(c); i++) {
        const json_member *member = &value->members[i];
        place here = {.up = at, .name = {member->name, member->name_length}};
        if (f == SCHEMA_MAP || f == BOOLEAN_MAP || f == NAMES_MAP)
            check_form(c, &here, inner[f], value, &member->value);
        else if (!fits(c, SCHEMA, &member->value) && !fits(c, inner[f], &member->value))
            fail(c, &here, &member->value, "is not valid under any of the given schemas");
    }
}

static void check_choice(checker *c, const place *at, form f, const json_value *value) {
    bool right = f == SCHEMA_OR_SCHEMAS ? fits(c, SCHEMA, value) || fits(c, SCHEMAS, value)
                                        : value->type == JSON_BOOLEAN || fits(c, SCHEMA, value);
    expect(c, at, value, right, "is not valid under any of the given schemas");
}

static void check_exclusive(checker *c, const place *at, form f, const json_value *schema, const json_value *value) {
    expect(c, at, value, value->type == JSON_BOOLEAN, "is not of type 'boolean'");
    if (f == EXCLUSIVE_MAXIMUM && json_get(schema, "maximum") == NULL)
        fail(c, at->up, NULL, "'maximum' is a dependency of 'exclusiveMaximum'");
    if (f == EXCLUSIVE_MINIMUM && json_get(schema, "minimum") == NULL)
        fail(c, at->up, NULL, "'minimum' is a dependency of 'exclusiveMinimum'");
}

static void check_form(checker *c, const place *at, form f, const json_value *schema, const json_value *value) {
    switch (f) {
    case STRING:
        expect_string(c, at, value);
        return;
    case IDENTIFIER:
    case ANCHOR:
    case NAME:
        check_name(c, at, f, value);
        return;
    case BOOLEAN:
        expect(c, at, value, value->type == JSON_BOOLEAN, "is not of type 'boolean'");
        return;
    case NUMBER:
    case POSITIVE:
    case COUNT:
        if (c->lenient && value->type == JSON_BOOLEAN && is_exclusive(at->name))
            *c->drafty = true;
        else
            check_number(c, at, f, value);
        return;
    case ARRAY:
        expect_array(c, at, value);
        return;
    case SOME_VALUES:
        check_values(c, at, value);
        return;
    case NAMES:
    case SOME_NAMES:
        check_names(c, at, f, value);
        return;
    case TYPE:
        expect(c, at, value, type_names(value), "is not valid under any of the given schemas");
        return;
    case SCHEMA:
        check_schema(c, at, value);
        return;
    case SCHEMAS:
        check_schemas(c, at, value);
        return;
    case SCHEMA_MAP:
    case BOOLEAN_MAP:
    case NAMES_MAP:
    case SCHEMA_OR_NAMES_MAP:
    case SCHEMA_OR_SOME_NAMES_MAP:
        check_map(c, at, f, value);
        return;
    case BOOLEAN_OR_SCHEMA:
    case SCHEMA_OR_SCHEMAS:
        check_choice(c, at, f, value);
        return;
    case EXCLUSIVE_MAXIMUM:
    case EXCLUSIVE_MINIMUM:
        check_exclusive(c, at, f, schema, value);
        return;
    }
}

// The rows that apply to the members of a schema, in the order of the table; found[row] is the member's value.
static size_t rules_of(const rule_index *index, const json_value *schema, size_t rows[RULES],
                       const json_value *found[RULES]) {
    size_t count = 0;
    for (uint32_t i = 0; i < schema->count; i++) {
        const json_member *member = &schema->members[i];
        text name = {member->name, member->name_length};
        size_t row = name.length < LENGTHS ? index->first[name.length] : NO_RULE;
        while (row != NO_RULE &&
               (rules[row].name.data[0] != name.data[0] || memcmp(rules[row].name.data, name.data, name.length) != 0))
            row = index->next[row];
        if (row == NO_RULE)
            continue;
        found[row] = &member->value;
        size_t at = count++;
        for (; at > 0 && rows[at - 1] > row; at--)
            rows[at] = rows[at - 1];
        rows[at] = row;
    }
    return count;
}

static void check_schema(checker *c, const place *at, const json_value *value) {
    if (c->draft != DRAFT_4 && value->type == JSON_BOOLEAN)
        return;
    if (value->type != JSON_OBJECT) {
        fail(c, at, value, c->draft == DRAFT_4 ? "is not of type 'object'" : "is not of type 'object', 'boolean'");
        return;
    }
    if (c->depth == NESTING_MAX) {
        fail(c, at, NULL, "schemas are nested too deeply");
        return;
    }
    const json_value *found[RULES];
    size_t rows[RULES];
    size_t count = rules_of(c->index, value, rows, found);
    c->depth++;
    for (size_t i = 0; i < count && !enough(c); i++) {
        place here = {.up = at, .name = rules[rows[i]].name};
        check_form(c, &here, rules[rows[i]].form, value, found[rows[i]]);
    }
    c->depth--;
}

// Many schemas of Draft 4 do not say so. One that names no draft may write exclusive bounds as that does where all of it is
// right in Draft 4, and nothing else is wrong in Draft 7.
static bool is_unnamed_draft_4(const json_value *document) {
    bool drafty = false;
    const rule_index of_newer = index_rules(DRAFT_7), of_older = index_rules(DRAFT_4);
    checker newer = {.draft = DRAFT_7, .index = &of_newer, .lenient = true, .drafty = &drafty};
    if (draft_named(document) != NO_DRAFT)
        return false;
    check_schema(&newer, NULL, document);
    checker older = {.draft = DRAFT_4, .index = &of_older};
    if (newer.count == 0 && drafty)
        check_schema(&older, NULL, document);
    return newer.count == 0 && drafty && older.count == 0;
}

schema_errors schema_validate(arena *a, const json_value *document) {
    const rule_index index = index_rules(draft_of(document));
    checker c = {.a = a, .draft = draft_of(document), .index = &index, .unnamed = draft_named(document) == NO_DRAFT};
    c.items = arena_array(a, SCHEMA_ERRORS_MAX, sizeof(char *));
    check_schema(&c, NULL, document);
    if (c.count > 0 && is_unnamed_draft_4(document))
        c.count = 0;
    return (schema_errors){c.items, c.count < SCHEMA_ERRORS_MAX ? c.count : SCHEMA_ERRORS_MAX};
}

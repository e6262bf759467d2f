// Which fields a change touches: the cases of tests/cases/reach, and the law that they follow from. Whoever reads fields that no
// breaking change touches finds in them what could be there before.
#include "base/map.h"
#include "formats/avro/avro.h"
#include "schema_cases.h"
#include "schema_declared.h"
#include "schema_random.h"

static field_paths touched_by(arena *a, schema_changes changes) {
    field_paths touched = {0};
    for (size_t i = 0; i < changes.count; i++) {
        field_paths parts = field_paths_of(changes.items[i].at, changes.items[i].echoes, a);
        for (size_t j = 0; j < parts.count; j++)
            field_paths_add(&touched, parts.items[j], a);
    }
    return touched;
}

static schema_changes changes_of(arena *a, test_case *c) {
    const json_value *old = json_get(c->members, "old"), *new = json_get(c->members, "new");
    if (case_text(c, "format") == NULL)
        return schema_diff(a, schema_compile(a, old), schema_compile(a, new));
    const avro_schema *before = avro_read(a, old).schema, *after = avro_read(a, new).schema;
    assert_true(before != NULL && after != NULL);
    return avro_diff(a, before, after);
}

static void check_case(arena *a, test_case *c) {
    field_paths touched = touched_by(a, changes_of(a, c));
    const char **told = arena_array(a, touched.count + 1, sizeof *told);
    for (size_t i = 0; i < touched.count; i++)
        told[i] = field_path_text(touched.items[i], a);
    case_expect_json(c, "touched", json_get(c->members, "touched"), listed_texts(a, told, touched.count));
}

static void test_cases_of_reach(void **state) {
    (void)state;
    cases_run("reach", check_case);
}

// --- fields that a schema knows --------------------------------------------------------------------------------------

static void check_known(arena *a, test_case *c) {
    const compiled_schema *schema = schema_compile(a, json_get(c->members, "schema"));
    static const char *const members[] = {"unknown", "known"};
    for (int known = 0; known < 2; known++) {
        const json_value *paths = json_get(c->members, members[known]);
        for (uint32_t i = 0; i < paths->count; i++)
            case_expect_true(c, paths->elements[i].string,
                             schema_has_field(schema, field_path_read(json_text_of(&paths->elements[i]), a)) == known);
    }
}

static void test_cases_of_known_fields(void **state) {
    (void)state;
    cases_run("known_fields", check_known);
}

// --- the law ---------------------------------------------------------------------------------------------------------
// All objects with up to three members of some values each, the empty object among them so that any inner member may be missing:
// of every schema it is known exactly which of them it accepts.

enum { PAIRS = 4000, VALUES = 12, DOCUMENTS = (VALUES + 1) * (VALUES + 1) * (VALUES + 1) };

static const char *const values[VALUES] = {"0",    "1",  "2.5", "''",      "'x'",     "'yy'",
                                           "null", "{}", "[]",  "{'a':1}", "{'b':1}", "{'a':'x','b':1}"};
static const char *const names[] = {"a", "b", "c"};
enum { FIELDS = 5 };
static const char *const fields[FIELDS] = {"a", "b", "c", "a.a", "b.b"};

typedef struct universe {
    const json_value *documents[DOCUMENTS];
    const char *seen[DOCUMENTS][FIELDS]; // what is read of each
} universe;

static const char *read_field(arena *a, const json_value *document, const char *field) {
    const json_value *value = json_get(document, (char[]){field[0], '\0'});
    if (value != NULL && value->type == JSON_OBJECT && field[1] == '.') {
        const json_value *inner = json_get(value, field + 2);
        return arena_printf(a, "in %s", inner == NULL ? "-" : json_print(a, inner, &(size_t){0}));
    }
    return value == NULL ? "-" : json_print(a, value, &(size_t){0});
}

static const universe *universe_new(arena *a) {
    universe *all = arena_new_of(a, universe);
    for (int i = 0; i < DOCUMENTS; i++) {
        buffer out;
        buffer_init(&out, 1000);
        buffer_append_byte(&out, '{');
        for (int m = 0, rest = i; m < 3; m++, rest /= VALUES + 1)
            if (rest % (VALUES + 1) > 0)
                append_quoted(&out, "%s'%s':%s", out.length > 1 ? "," : "", names[m], values[rest % (VALUES + 1) - 1]);
        buffer_append_byte(&out, '}');
        all->documents[i] = parse(a, arena_text(a, buffer_text(&out)));
        for (size_t f = 0; f < FIELDS; f++)
            all->seen[i][f] = read_field(a, all->documents[i], fields[f]);
        buffer_done(&out);
    }
    return all;
}

// Schemas that are rich in relations between members. All is drawn from the seed but for one leaf, which is drawn from another.
typedef struct related {
    arena *a;
    uint64_t seed, other;
    unsigned leaves, changed; // drawn so far; the one that is drawn from the other seed
} related;

static const char *leaf(related *r) {
    static const char *const leaves[] = {"{}",
                                         "{'type':'string'}",
                                         "{'type':'integer'}",
                                         "{'const':0}",
                                         "{'const':1}",
                                         "{'enum':[0,1,'x']}",
                                         "{'minimum':1}",
                                         "{'type':['integer','string','null']}",
                                         "{'enum':['','x',null,0]}"};
    unsigned index = r->leaves++;
    return leaves[random_mix(index == r->changed ? r->other : r->seed, index) % (sizeof leaves / sizeof *leaves)];
}

static const char *members(related *r) {
    static const char *const required[] = {"", ",'required':['a']", ",'required':['a','b']", ",'required':['c']"};
    const char *a = leaf(r), *b = leaf(r), *c = leaf(r);
    return arena_printf(r->a, "'properties':{'a':%s,'b':%s,'c':%s}%s", a, b, c,
                        required[random_mix(r->seed, 1000 + r->leaves) % 4]);
}

static const char *relation(related *r) {
    const char *one = members(r), *two = members(r);
    switch (random_mix(r->seed, 2000) % 8) {
    case 0:
        return arena_printf(r->a, "'anyOf':[{%s},{%s}]", one, two);
    case 1:
        return arena_printf(r->a, "'oneOf':[{%s},{%s}]", one, two);
    case 2:
        return arena_printf(r->a, "'if':{%s},'then':{%s}", one, two);
    case 3:
        return arena_printf(r->a, "'not':{%s}", one);
    case 4:
        return arena_printf(r->a, "'allOf':[{%s},{'anyOf':[{%s},{'required':['b']}]}]", one, two);
    case 5:
        return "'dependentRequired':{'a':['b'],'b':['c']}";
    case 6:
        return arena_printf(r->a, "'dependentSchemas':{'a':{%s}}", one);
    default:
        return "'minProperties':2";
    }
}

static const char *related_text(arena *a, uint64_t seed, bool changes) {
    related r = {.a = a, .seed = seed, .other = random_mix(seed, 3), .changed = changes ? seed % 9 : UINT32_MAX};
    const char *own = members(&r);
    return quoted(a, arena_printf(a, "{'type':'object',%s,%s}", own, relation(&r)));
}

// What may be read in the fields of the bits, of the documents that the schema accepts; `declared`: of those that use what it
// declares. `*sure`: of each it is known whether it is accepted.
static map *readable(arena *a, const universe *all, const json_value *schema, bool declared, unsigned bits,
                     bool *sure) {
    const compiled_schema *s = schema_compile(a, schema);
    map *found = map_new(a, 64);
    for (int i = 0; i < DOCUMENTS; i++) {
        schema_verdict verdict = schema_accepts(s, all->documents[i]);
        *sure = *sure && verdict != SCHEMA_UNKNOWN;
        if (verdict != SCHEMA_ACCEPTS || (declared && !document_uses_declared(schema, all->documents[i])))
            continue;
        const char *key = "";
        for (size_t f = 0; f < FIELDS; f++)
            if ((bits >> f & 1) != 0)
                key = arena_printf(a, "%s|%s", key, all->seen[i][f]);
        map_put(found, text_of(key), (void *)key);
    }
    return found;
}

static bool is_touched(arena *a, schema_changes breaking, unsigned bits) {
    field_paths touched = touched_by(a, breaking);
    for (size_t f = 0; f < FIELDS; f++)
        if ((bits >> f & 1) != 0 && field_paths_meet_any(&touched, field_path_read(text_of(fields[f]), a)))
            return true;
    return false;
}

typedef struct tally {
    size_t untouched, read;
} tally;

// What of `from` may be read is in `to` as well.
static void check_direction(arena *a, const universe *all, const char *from_text, const char *to_text,
                            schema_changes breaking, unsigned bits, tally *t) {
    if (breaking.count == 0 || is_touched(a, breaking, bits))
        return;
    const json_value *from = parse(a, from_text), *to = parse(a, to_text);
    bool sure = true;
    map *before = readable(a, all, from, true, bits, &sure), *after = readable(a, all, to, false, bits, &sure);
    if (!sure || map_count(after) == 0)
        return;
    t->untouched++;
    for (int i = 0; i < DOCUMENTS; i++) {
        const char *key = "";
        for (size_t f = 0; f < FIELDS; f++)
            if ((bits >> f & 1) != 0)
                key = arena_printf(a, "%s|%s", key, all->seen[i][f]);
        if (map_get(before, text_of(key)) == NULL)
            continue;
        t->read++;
        if (map_get(after, text_of(key)) == NULL) {
            fprintf(stderr, "fields %#x\nfrom %s\nto %s\nread %s\nchanges\n%s", bits, from_text, to_text, key,
                    changes_text(a, breaking, true));
            fail_msg("see above");
        }
    }
}

static void check_pair(const universe *all, uint64_t seed, tally *t) {
    arena *a = arena_new(0);
    random_schema r = {.seed = random_mix(seed, 11), .mutated = random_mix(seed, 12), .composed = seed % 4 == 2};
    const char *old = random_text(a, r);
    r.rarity = 20;
    const char *new = random_text(a, r);
    if (seed % 4 < 2) {
        old = related_text(a, random_mix(seed, 13), false);
        new = related_text(a, random_mix(seed, 13), true);
    }
    unsigned bits = 1u << seed % FIELDS | (seed % 3 == 0 ? 1u << seed / 3 % FIELDS : 0);
    schema_changes changes = diff(a, old, new);
    check_direction(a, all, old, new, schema_breaking(a, changes, SCHEMA_BACKWARD), bits, t);
    check_direction(a, all, new, old, schema_breaking(a, changes, SCHEMA_FORWARD), bits, t);
    arena_free(a);
}

static void test_law(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const universe *all = universe_new(a);
    tally t = {0};
    const char *from = getenv("TESSERA_REACH_SEED"), *pairs = getenv("TESSERA_REACH_PAIRS");
    uint64_t first = from == NULL ? 1 : strtoull(from, NULL, 10),
             count = pairs == NULL ? PAIRS : strtoull(pairs, NULL, 10);
    for (uint64_t seed = first; seed < first + count; seed++)
        check_pair(all, seed, &t);
    printf("%zu answers that fields are not touched, %zu readings\n", t.untouched, t.read);
    assert_true(t.untouched > 10);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases_of_reach),
        cmocka_unit_test(test_cases_of_known_fields),
        cmocka_unit_test(test_law),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

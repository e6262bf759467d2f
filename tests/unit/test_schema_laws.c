// Laws of the comparison on random schemas, and its yardstick: no document that the old schema accepts, and that uses only what
// the old schema declares, may be refused by a new one that is called compatible. The strict policy counts all documents.
#include "schema_declared.h"
#include "schema_random.h"

enum { ROUNDS = 200, DOCUMENTS = 40, DOCUMENT_DEPTH = 4 };

// cmocka cuts its messages short.
#define report(...)                                                                                                    \
    do {                                                                                                               \
        fprintf(stderr, __VA_ARGS__);                                                                                  \
        fail_msg("see above");                                                                                         \
    } while (0)

// --- Documents -------------------------------------------------------------------------------------------------------

typedef struct chance {
    uint64_t state;
} chance;

static unsigned pick(chance *c, unsigned below) {
    c->state = random_mix(c->state, 1);
    return (unsigned)(c->state % below);
}

static void write_document(buffer *out, chance *c, const json_value *root, const json_value *schema, unsigned depth);

static void write_object(buffer *out, chance *c, const json_value *root, const json_value *schema, unsigned depth) {
    const json_value *properties = json_get(schema, "properties"),
                     *additional = json_get(schema, "additionalProperties");
    bool first = true;
    buffer_append_byte(out, '{');
    for (size_t i = 0; i < 4; i++) {
        const json_value *property = properties == NULL ? NULL : json_get(properties, random_names[i]);
        property = property == NULL ? additional : property;
        if (pick(c, property == NULL ? 8 : 3) == 0)
            continue;
        if (property == NULL && pick(c, 3) != 0)
            continue;
        buffer_printf(out, "%s'%s':", first ? "" : ",", random_names[i]);
        write_document(out, c, root, property, depth + 1);
        first = false;
    }
    buffer_append_byte(out, '}');
}

static void write_array(buffer *out, chance *c, const json_value *root, const json_value *schema, unsigned depth) {
    unsigned count = pick(c, 4);
    const json_value *items = json_get(schema, "items"), *prefix = json_get(schema, "prefixItems");
    buffer_append_byte(out, '[');
    for (unsigned i = 0; i < count; i++) {
        const json_value *item = prefix != NULL && i < prefix->count ? &prefix->elements[i] : items;
        buffer_append_string(out, i == 0 ? "" : ",");
        write_document(out, c, root, item == NULL ? json_get(schema, "contains") : item, depth + 1);
    }
    buffer_append_byte(out, ']');
}

static void write_typed(buffer *out, chance *c, const json_value *root, const json_value *schema, const char *type,
                        unsigned depth) {
    static const char *const strings[] = {"''", "'x'", "'yy'", "'xyz'", "'xy'"};
    switch (type[0]) {
    case 's':
        buffer_append_string(out, strings[pick(c, 5)]);
        return;
    case 'i':
        buffer_printf(out, "%d", (int)pick(c, 6) - 1);
        return;
    case 'b':
        buffer_append_string(out, pick(c, 2) == 0 ? "true" : "false");
        return;
    case 'o':
        write_object(out, c, root, schema, depth);
        return;
    case 'a':
        write_array(out, c, root, schema, depth);
        return;
    default:
        buffer_append_string(out, strcmp(type, "null") == 0 ? "null" : pick(c, 2) == 0 ? "2.5" : "3");
    }
}

// A document that has a fair chance to be accepted.
static void write_document(buffer *out, chance *c, const json_value *root, const json_value *schema, unsigned depth) {
    static const char *const types[] = {"string", "integer", "boolean", "object", "array", "null", "number"};
    static const json_value empty = {.type = JSON_OBJECT};
    schema = schema == NULL ? &empty : resolve_reference(root, schema);
    if (schema->type != JSON_OBJECT || depth > DOCUMENT_DEPTH) {
        buffer_append_string(out, random_values[pick(c, 10)]);
        return;
    }
    static const char *const lists[] = {"allOf", "anyOf", "oneOf"};
    for (size_t i = 0; i < 3; i++) {
        const json_value *list = json_get(schema, lists[i]);
        if (list != NULL && pick(c, 2) == 0) {
            write_document(out, c, root, &list->elements[pick(c, list->count)], depth + 1);
            return;
        }
    }
    const json_value *constant = json_get(schema, "const"), *values = json_get(schema, "enum");
    if (constant != NULL || values != NULL) {
        json_write(out, constant != NULL ? constant : &values->elements[pick(c, values->count)]);
        return;
    }
    const json_value *type = json_get(schema, "type");
    const char *name = types[pick(c, 7)];
    if (type != NULL && pick(c, 12) != 0)
        name = type->type == JSON_ARRAY ? type->elements[pick(c, type->count)].string : type->string;
    write_typed(out, c, root, schema, name, depth);
}

// --- Laws ------------------------------------------------------------------------------------------------------------

typedef struct tally {
    size_t compatible, same, documents, accepted, undecided;
} tally;

static bool breaks(schema_changes changes, schema_mode mode) {
    for (size_t i = 0; i < changes.count; i++)
        if (schema_breaks(changes.items[i].kind, mode))
            return true;
    return false;
}

static schema_changes diff_by(arena *a, const compiled_schema *old, const compiled_schema *new, schema_policy policy) {
    return schema_diff_within(a, &schema_budget_default, policy, old, new);
}

static void check_promise(arena *a, const char *old_text, const char *new_text, uint64_t seed, schema_policy policy,
                          tally *t) {
    const json_value *root = parse(a, old_text);
    const compiled_schema *old = schema_compile(a, root), *new = compile(a, new_text);
    schema_changes changes = diff_by(a, old, new, policy);
    for (size_t i = 0; i < changes.count; i++)
        t->undecided += changes.items[i].kind == SCHEMA_UNDECIDED;
    if (breaks(changes, SCHEMA_BACKWARD))
        return;
    t->compatible++;
    t->same += changes.count == 0;
    cluster k = {0};
    cluster_add(&k, root, root);
    chance c = {seed};
    for (int i = 0; i < DOCUMENTS; i++) {
        buffer out;
        buffer_init(&out, 1 << 16);
        write_document(&out, &c, root, root, 0);
        const json_value *document = parse(a, quoted(a, arena_text(a, buffer_text(&out))));
        buffer_done(&out);
        t->documents++;
        if (schema_accepts(old, document) != SCHEMA_ACCEPTS)
            continue;
        if (policy != SCHEMA_STRICT && !uses_declared(root, &k, document))
            continue;
        t->accepted++;
        if (schema_accepts(new, document) == SCHEMA_REJECTS) {
            report("seed %llu, policy %d\nold %s\nnew %s\ndocument %s\nchanges\n%s", (unsigned long long)seed,
                   (int)policy, old_text, new_text, json_print(a, document, NULL), changes_text(a, changes, true));
        }
    }
}

// What is strict breaks whatever the yardstick does, and that whatever is lenient does.
static void check_policies(arena *a, const char *old_text, const char *new_text) {
    const compiled_schema *old = compile(a, old_text), *new = compile(a, new_text);
    schema_changes yardstick = diff_by(a, old, new, SCHEMA_YARDSTICK), strict = diff_by(a, old, new, SCHEMA_STRICT),
                   lenient = diff_by(a, old, new, SCHEMA_LENIENT);
    for (int mode = SCHEMA_BACKWARD; mode < SCHEMA_MODES; mode++)
        if (breaks(yardstick, (schema_mode)mode) > breaks(strict, (schema_mode)mode) ||
            breaks(lenient, (schema_mode)mode) > breaks(yardstick, (schema_mode)mode))
            report("%s\nold %s\nnew %s\nyardstick\n%sstrict\n%slenient\n%s", schema_mode_name((schema_mode)mode),
                   old_text, new_text, changes_text(a, yardstick, true), changes_text(a, strict, true),
                   changes_text(a, lenient, true));
}

static void check_laws(arena *a, const char *old_text, const char *new_text) {
    schema_changes there = diff(a, old_text, new_text), back = diff(a, new_text, old_text);
    bool backward = breaks(there, SCHEMA_BACKWARD), forward = breaks(there, SCHEMA_FORWARD);
    if (backward != breaks(back, SCHEMA_FORWARD) || forward != breaks(back, SCHEMA_BACKWARD)) {
        report("not symmetric\nold %s\nnew %s\nthere\n%sback\n%s", old_text, new_text, changes_text(a, there, true),
               changes_text(a, back, true));
    }
    assert_int_equal(breaks(there, SCHEMA_FULL), backward || forward);
    assert_false(breaks(there, SCHEMA_NONE));
    assert_int_equal(schema_change_type_of(there) == SCHEMA_MAJOR, backward);
    assert_string_equal(diff_text(a, old_text, old_text), "");
    // Not by the shortcut for equal documents either.
    const char *titled = arena_printf(a, "{'title':'x',%s", old_text + 1);
    if (strcmp(diff_text(a, old_text, titled), "") != 0)
        report("not the same as itself: %s\n%s", old_text, diff_text(a, old_text, titled));
}

// The document with the members of every object in another order.
static void write_shuffled(buffer *out, const json_value *value, chance *c) {
    if (value->type == JSON_ARRAY) {
        buffer_append_byte(out, '[');
        for (uint32_t i = 0; i < value->count; i++) {
            buffer_append_string(out, i == 0 ? "" : ",");
            write_shuffled(out, &value->elements[i], c);
        }
        buffer_append_byte(out, ']');
    } else if (value->type == JSON_OBJECT) {
        uint32_t start = value->count == 0 ? 0 : pick(c, value->count);
        bool backwards = pick(c, 2) == 0;
        buffer_append_byte(out, '{');
        for (uint32_t i = 0; i < value->count; i++) {
            const json_member *member = &value->members[(start + (backwards ? value->count - i : i)) % value->count];
            buffer_append_string(out, i == 0 ? "" : ",");
            json_write_string(out, text_of(member->name));
            buffer_append_byte(out, ':');
            write_shuffled(out, &member->value, c);
        }
        buffer_append_byte(out, '}');
    } else {
        json_write(out, value);
    }
}

// The document with bare references replaced by what they mean, `levels` deep.
static void write_inlined(buffer *out, const json_value *root, const json_value *value, int levels) {
    if (value->type == JSON_ARRAY) {
        buffer_append_byte(out, '[');
        for (uint32_t i = 0; i < value->count; i++) {
            buffer_append_string(out, i == 0 ? "" : ",");
            write_inlined(out, root, &value->elements[i], levels);
        }
        buffer_append_byte(out, ']');
    } else if (value->type == JSON_OBJECT && value->count == 1 && json_get(value, "$ref") != NULL && levels > 0) {
        const char *reference = json_get(value, "$ref")->string;
        write_inlined(out, root, json_get(json_get(root, "$defs"), reference + strlen("#/$defs/")), levels - 1);
    } else if (value->type == JSON_OBJECT) {
        buffer_append_byte(out, '{');
        for (uint32_t i = 0; i < value->count; i++) {
            buffer_append_string(out, i == 0 ? "" : ",");
            json_write_string(out, text_of(value->members[i].name));
            buffer_append_byte(out, ':');
            write_inlined(out, root, &value->members[i].value, levels);
        }
        buffer_append_byte(out, '}');
    } else {
        json_write(out, value);
    }
}

static const char *rewritten(arena *a, const char *source, uint64_t seed, bool inlined) {
    const json_value *root = parse(a, source);
    buffer out;
    buffer_init(&out, 1 << 24);
    chance c = {seed};
    if (inlined)
        write_inlined(&out, root, root, 2);
    else
        write_shuffled(&out, root, &c);
    assert_false(out.failed);
    const char *result = arena_text(a, buffer_text(&out));
    buffer_done(&out);
    return result;
}

static void check_rewriting(arena *a, const char *old_text, const char *new_text, uint64_t seed) {
    const char *shuffled = rewritten(a, new_text, seed, false), *inlined = rewritten(a, new_text, seed, true);
    const char *plain = diff_text(a, old_text, new_text);
    assert_string_equal(plain, diff_text(a, old_text, shuffled));
    assert_string_equal(diff_text(a, new_text, shuffled), "");
    if (strcmp(diff_text(a, new_text, inlined), "") != 0)
        report("inlining changes %s\nto %s\n%s", new_text, inlined, diff_text(a, new_text, inlined));
    schema_changes one = diff(a, old_text, new_text), other = diff(a, old_text, inlined);
    if (breaks(one, SCHEMA_BACKWARD) != breaks(other, SCHEMA_BACKWARD) ||
        breaks(one, SCHEMA_FORWARD) != breaks(other, SCHEMA_FORWARD)) {
        report("inlining changes the verdict\nold %s\nnew %s\ninlined %s\n%s\n%s", old_text, new_text, inlined,
               changes_text(a, one, true), changes_text(a, other, true));
    }
}

static unsigned rounds(void) {
    const char *wanted = getenv("TESSERA_LAW_ROUNDS"); // longer runs by hand
    long long number;
    return wanted != NULL && text_to_int64(text_of(wanted), &number) && number > 0 ? (unsigned)number : ROUNDS;
}

static void run(bool composed, bool unevaluated, uint64_t base) {
    tally t = {0}, strict = {0};
    for (unsigned i = 0; i < rounds(); i++) {
        arena *a = arena_new(0);
        random_schema r = {.seed = random_mix(base, i), .composed = composed, .unevaluated = unevaluated};
        const char *old_text = random_text(a, r);
        r.mutated = random_mix(r.seed, 99);
        r.rarity = 40 + i % 400;
        const char *new_text = random_text(a, r);
        check_promise(a, old_text, new_text, r.seed, SCHEMA_YARDSTICK, &t);
        check_promise(a, new_text, old_text, r.seed, SCHEMA_YARDSTICK, &t);
        check_promise(a, old_text, new_text, r.seed, SCHEMA_STRICT, &strict);
        check_promise(a, new_text, old_text, r.seed, SCHEMA_STRICT, &strict);
        check_policies(a, old_text, new_text);
        check_laws(a, old_text, new_text);
        check_rewriting(a, old_text, new_text, r.seed);
        arena_free(a);
    }
    print_message("%zu compatible, of them %zu without changes; %zu documents, %zu accepted; %zu undecided changes\n",
                  t.compatible, t.same, t.documents, t.accepted, t.undecided);
    assert_true(t.compatible - t.same > rounds() / 20);
    assert_true(t.accepted > rounds());
    assert_true(strict.compatible > rounds() / 20 && strict.accepted > rounds());
}

static void test_plain(void **state) {
    (void)state;
    run(false, false, 1);
}

static void test_composed(void **state) {
    (void)state;
    run(true, false, 2);
}

static void test_unevaluated(void **state) {
    (void)state;
    run(true, true, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_composed),
        cmocka_unit_test(test_unevaluated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

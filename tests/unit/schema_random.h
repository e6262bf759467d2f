// Random schemas and documents for the tests of laws: small vocabularies, so that things meet. Every schema is a
// function of its seed; a mutant has other content at one of its places.
#pragma once
#include "schema_unit.h"

typedef struct random_schema {
    buffer out;
    uint64_t seed;
    uint64_t mutated; // places drawn with another seed: about one in `rarity`
    unsigned rarity;  // 0: none
    bool composed;    // composition as well
    bool unevaluated;
    bool inner;    // small, without definitions, for a place inside another schema
    unsigned rank; // references of the same value may lead to lower ranks only: root 3, A 2, B 1
} random_schema;

static inline uint64_t random_mix(uint64_t a, uint64_t b) {
    uint64_t x = a * UINT64_C(0x9e3779b97f4a7c15) + b + UINT64_C(0x7f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

// A draw at one place of the schema, by what it decides.
static inline unsigned random_draw(const random_schema *r, uint64_t place, unsigned what, unsigned below) {
    uint64_t seed = r->seed;
    if (r->rarity > 0 && random_mix(r->mutated, random_mix(place, what)) % r->rarity == 0)
        seed = r->mutated;
    return (unsigned)(random_mix(random_mix(seed, place), what) % below);
}

static const char *const random_names[] = {"a", "b", "ab", "c"};
static const char *const random_types[] = {"'string'",
                                           "'integer'",
                                           "'number'",
                                           "'boolean'",
                                           "'null'",
                                           "'object'",
                                           "'array'",
                                           "['string','null']",
                                           "['integer','string']",
                                           "['object','null']"};
static const char *const random_values[] = {"0", "1", "2.5", "''", "'x'", "'yy'", "null", "true", "[]", "{'a':1}"};

static inline void random_node(random_schema *r, uint64_t place, unsigned depth);

// A schema of another value: recursion through it ends with the document.
static inline void random_inner(random_schema *r, uint64_t place, unsigned depth) {
    unsigned rank = r->rank;
    r->rank = 3;
    random_node(r, place, depth);
    r->rank = rank;
}

static inline void random_member(random_schema *r, bool *first, const char *name) {
    buffer_printf(&r->out, "%s'%s':", *first ? "" : ",", name);
    *first = false;
}

static inline void random_scalars(random_schema *r, uint64_t place, bool *first) {
    static const char *const bounds[] = {"minLength", "maxLength",     "minItems",      "maxItems",        "minimum",
                                         "maximum",   "minProperties", "maxProperties", "exclusiveMinimum"};
    for (unsigned i = 0; i < sizeof(bounds) / sizeof(bounds[0]); i++) {
        if (random_draw(r, place, 100 + i, 9) == 0) {
            random_member(r, first, bounds[i]);
            buffer_printf(&r->out, "%u", random_draw(r, place, 200 + i, 4));
        }
    }
    if (random_draw(r, place, 300, 8) == 0) {
        random_member(r, first, "enum");
        buffer_append_byte(&r->out, '[');
        unsigned count = 1 + random_draw(r, place, 301, 4);
        for (unsigned i = 0; i < count; i++) {
            buffer_printf(&r->out, "%s%s", i == 0 ? "" : ",",
                          random_values[(random_draw(r, place, 302, 10) + i * 3) % 10]);
        }
        buffer_append_byte(&r->out, ']');
    }
    if (random_draw(r, place, 310, 12) == 0) {
        random_member(r, first, "const");
        buffer_append_string(&r->out, random_values[random_draw(r, place, 311, 10)]);
    }
    if (random_draw(r, place, 312, 16) == 0) {
        random_member(r, first, "uniqueItems");
        buffer_append_string(&r->out, "true");
    }
    if (random_draw(r, place, 313, 14) == 0) {
        random_member(r, first, "multipleOf");
        buffer_printf(&r->out, "%u", 1 + random_draw(r, place, 314, 3));
    }
    if (random_draw(r, place, 315, 14) == 0) {
        random_member(r, first, "pattern");
        buffer_append_string(&r->out, random_draw(r, place, 316, 2) == 0 ? "'^x'" : "'y$'");
    }
    if (random_draw(r, place, 320, 12) == 0) {
        random_member(r, first, "default");
        buffer_append_string(&r->out, random_values[random_draw(r, place, 321, 10)]);
    }
}

static inline void random_objects(random_schema *r, uint64_t place, unsigned depth, bool *first) {
    if (random_draw(r, place, 400, 2) == 0) {
        random_member(r, first, "properties");
        buffer_append_byte(&r->out, '{');
        bool none = true;
        for (unsigned i = 0; i < 4; i++) {
            if (random_draw(r, place, 410 + i, 2) == 0) {
                random_member(r, &none, random_names[i]);
                random_inner(r, random_mix(place, 410 + i), depth + 1);
            }
        }
        buffer_append_byte(&r->out, '}');
    }
    if (random_draw(r, place, 420, 4) == 0) {
        random_member(r, first, "required");
        unsigned at = random_draw(r, place, 421, 4), more = random_draw(r, place, 422, 2);
        buffer_printf(&r->out, more ? "['%s','%s']" : "['%s']", random_names[at], random_names[(at + 1) % 4]);
    }
    if (random_draw(r, place, 430, 4) == 0) {
        random_member(r, first, "additionalProperties");
        unsigned form = random_draw(r, place, 431, 4);
        if (form < 3)
            buffer_append_string(&r->out, form == 0 ? "true" : "false");
        else
            random_inner(r, random_mix(place, 431), depth + 1);
    }
    if (random_draw(r, place, 440, 10) == 0) {
        random_member(r, first, "patternProperties");
        buffer_printf(&r->out, "{'%s':", random_draw(r, place, 441, 2) == 0 ? "^a" : "b$");
        random_inner(r, random_mix(place, 441), depth + 1);
        buffer_append_byte(&r->out, '}');
    }
    if (random_draw(r, place, 450, 16) == 0) {
        random_member(r, first, "propertyNames");
        buffer_printf(&r->out, "{'maxLength':%u}", 1 + random_draw(r, place, 451, 2));
    }
    if (random_draw(r, place, 460, 14) == 0) {
        random_member(r, first, "dependentRequired");
        buffer_printf(&r->out, "{'a':['%s']}", random_draw(r, place, 461, 2) == 0 ? "b" : "c");
    }
    if (random_draw(r, place, 470, 16) == 0 && r->composed) {
        random_member(r, first, "dependentSchemas");
        buffer_append_string(&r->out, "{'b':");
        random_node(r, random_mix(place, 471), depth + 1);
        buffer_append_byte(&r->out, '}');
    }
}

static inline void random_arrays(random_schema *r, uint64_t place, unsigned depth, bool *first) {
    if (random_draw(r, place, 500, 4) == 0) {
        random_member(r, first, "items");
        random_inner(r, random_mix(place, 500), depth + 1);
    }
    if (random_draw(r, place, 510, 12) == 0) {
        random_member(r, first, "prefixItems");
        unsigned count = 1 + random_draw(r, place, 511, 2);
        for (unsigned i = 0; i < count; i++) {
            buffer_append_byte(&r->out, i == 0 ? '[' : ',');
            random_inner(r, random_mix(place, 512 + i), depth + 1);
        }
        buffer_append_byte(&r->out, ']');
    }
    if (random_draw(r, place, 520, 12) == 0) {
        random_member(r, first, "contains");
        random_inner(r, random_mix(place, 520), depth + 1);
        if (random_draw(r, place, 521, 3) == 0) {
            random_member(r, first, random_draw(r, place, 522, 2) == 0 ? "minContains" : "maxContains");
            buffer_printf(&r->out, "%u", 1 + random_draw(r, place, 523, 2));
        }
    }
}

static inline void random_list(random_schema *r, uint64_t place, unsigned what, const char *name, unsigned depth,
                               bool *first) {
    if (random_draw(r, place, what, 9) != 0)
        return;
    random_member(r, first, name);
    unsigned count = 1 + random_draw(r, place, what + 1, 3);
    for (unsigned i = 0; i < count; i++) {
        buffer_append_byte(&r->out, i == 0 ? '[' : ',');
        random_node(r, random_mix(place, what + 2 + i), depth + 1);
    }
    buffer_append_byte(&r->out, ']');
}

static inline void random_composition(random_schema *r, uint64_t place, unsigned depth, bool *first) {
    random_list(r, place, 600, "allOf", depth, first);
    random_list(r, place, 610, "anyOf", depth, first);
    random_list(r, place, 620, "oneOf", depth, first);
    if (random_draw(r, place, 630, 14) == 0) {
        random_member(r, first, "not");
        random_node(r, random_mix(place, 630), depth + 1);
    }
    if (random_draw(r, place, 640, 14) == 0) {
        static const char *const parts[] = {"if", "then", "else"};
        for (unsigned i = 0; i < 3; i++) {
            random_member(r, first, parts[i]);
            random_node(r, random_mix(place, 641 + i), depth + 1);
        }
    }
    if (r->unevaluated && random_draw(r, place, 650, 6) == 0) {
        bool items = random_draw(r, place, 651, 3) == 0;
        random_member(r, first, items ? "unevaluatedItems" : "unevaluatedProperties");
        if (random_draw(r, place, 652, 2) == 0)
            buffer_append_string(&r->out, "false");
        else
            random_inner(r, random_mix(place, 653), depth + 1);
    }
}

static inline void random_node(random_schema *r, uint64_t place, unsigned depth) {
    if (depth > 0 && random_draw(r, place, 1, 14) == 0) {
        buffer_append_string(&r->out, random_draw(r, place, 2, 3) == 0 ? "false" : "true");
        return;
    }
    bool first = true;
    buffer_append_byte(&r->out, '{');
    if (depth > 0 && r->rank > 1 && random_draw(r, place, 3, 10) == 0) {
        bool first_one = r->rank > 2 && random_draw(r, place, 4, 2) == 0;
        random_member(r, &first, "$ref");
        buffer_append_string(&r->out, first_one ? "'#/$defs/A'" : "'#/$defs/B'");
    } else if (random_draw(r, place, 5, 3) != 0) {
        random_member(r, &first, "type");
        buffer_append_string(&r->out, depth == 0 ? "'object'" : random_types[random_draw(r, place, 6, 10)]);
    }
    if (depth < 4) {
        random_scalars(r, place, &first);
        if (depth < 3) {
            random_objects(r, place, depth, &first);
            random_arrays(r, place, depth, &first);
        }
        if (r->composed && depth < 3)
            random_composition(r, place, depth, &first);
    }
    if (depth == 0) {
        random_member(r, &first, "$defs");
        buffer_append_string(&r->out, "{'A':");
        r->rank = 2;
        random_node(r, random_mix(place, 900), 2);
        buffer_append_string(&r->out, ",'B':");
        r->rank = 1;
        random_node(r, random_mix(place, 901), 2);
        buffer_append_byte(&r->out, '}');
    }
    buffer_append_byte(&r->out, '}');
}

static inline const char *random_text(arena *a, random_schema r) {
    r.rank = 3;
    buffer_init(&r.out, 1 << 22);
    if (r.inner)
        r.rank = 1;
    random_node(&r, 7, r.inner ? 2 : 0);
    assert_false(r.out.failed);
    const char *result = quoted(a, arena_text(a, buffer_text(&r.out)));
    buffer_done(&r.out);
    return result;
}

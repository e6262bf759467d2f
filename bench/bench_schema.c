// Comparing two compiled schemas, one property tightened and one added; beside it the whole way from two texts. Targets,
// without parsing: 10, 50, 500 properties in 3, 10, 80 us; larger ones, for each property, at most twice 500's.
#include "base/json.h"
#include "schema/schema.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SAMPLES = 31, SAMPLE_VISITS = 200000, PARSING_COSTS = 16, ARENA_KEPT = 64 << 20 };

typedef struct size_case {
    unsigned properties;
    double target_us; // 0: held against the time per property of the last case that has one
} size_case;

static const size_case cases[] = {{10, 3}, {50, 10}, {500, 80}, {5000, 0}, {50000, 0}};

static void write_property(buffer *out, unsigned i, bool tightened) {
    switch (i % 5) {
    case 0:
        buffer_printf(out, "{\"type\":\"string\",\"maxLength\":%u,\"description\":\"column %u\"}",
                      tightened ? 50u : 100u, i);
        return;
    case 1:
        buffer_append_string(out, "{\"type\":\"integer\",\"minimum\":0}");
        return;
    case 2:
        buffer_append_string(out, "{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"}");
        return;
    case 3:
        buffer_append_string(out, "{\"type\":\"string\",\"enum\":[\"open\",\"paid\",\"shipped\",\"closed\"]}");
        return;
    default:
        buffer_append_string(out, "{\"type\":\"array\",\"items\":{\"type\":\"number\"}}");
    }
}

// A schema as JSON text, in the arena.
static text make(arena *a, unsigned properties, bool next) {
    buffer out;
    buffer_init(&out, 64u << 20);
    buffer_append_string(&out, "{\"type\":\"object\",\"properties\":{");
    for (unsigned i = 0; i < properties; i++) {
        buffer_printf(&out, "%s\"column_name_%u\":", i == 0 ? "" : ",", i);
        write_property(&out, i, next && i == properties / 10 * 5);
    }
    buffer_append_string(&out, next ? ",\"one_more\":{\"type\":\"string\"}" : "");
    buffer_append_string(&out, "},\"required\":[\"column_name_0\",\"column_name_1\"]}");
    text written = {arena_text(a, buffer_text(&out)), out.length};
    buffer_done(&out);
    return written;
}

// From text to what comparisons take.
static const compiled_schema *read_schema(arena *a, text written) {
    json_error error;
    const json_value *document = json_parse(a, written, JSON_DEPTH_DEFAULT, &error);
    if (document != NULL && schema_validate(a, document).count == 0)
        return schema_compile(a, document);
    fprintf(stderr, "bench_schema: no valid schema was made\n");
    exit(1);
}

// Processor time of this thread in microseconds: a shared machine must not count against us.
static double cpu_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int order(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

typedef struct subject {
    text before, after;
    const compiled_schema *old, *new;
} subject;

static size_t compare_only(arena *a, const subject *s) {
    return schema_diff(a, s->old, s->new).count;
}

static size_t compare_texts(arena *a, const subject *s) {
    return schema_diff(a, read_schema(a, s->before), read_schema(a, s->after)).count;
}

// Median processor time of one comparison in microseconds.
static double measure(size_t (*compare)(arena *a, const subject *s), const subject *s, unsigned visits) {
    double times[SAMPLES];
    unsigned rounds = SAMPLE_VISITS / visits / SAMPLES + 1;
    arena *a = arena_new(1 << 16);
    for (int i = 0; i < SAMPLES; i++) {
        double start = cpu_now();
        for (unsigned j = 0; j < rounds; j++) {
            arena_reset(a, ARENA_KEPT);
            if (compare(a, s) != 2) {
                fprintf(stderr, "bench_schema: wrong number of changes\n");
                exit(1);
            }
        }
        times[i] = (cpu_now() - start) / rounds;
    }
    arena_free(a);
    qsort(times, SAMPLES, sizeof(times[0]), order);
    return times[SAMPLES / 2];
}

int main(void) {
    double per_property = 0;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        arena *a = arena_new(0);
        unsigned count = cases[i].properties;
        subject s = {.before = make(a, count, false), .after = make(a, count, true)};
        s.old = read_schema(a, s.before);
        s.new = read_schema(a, s.after);
        double us = measure(compare_only, &s, count), whole = measure(compare_texts, &s, count * PARSING_COSTS);
        double target = cases[i].target_us > 0 ? cases[i].target_us : 2 * per_property * count;
        printf("schema, %u properties: compared in %.2f us, %.1f ns per property (target %.0f us: %s); both parsed, "
               "checked, compiled and compared in %.0f us\n",
               count, us, us * 1000 / count, target, us <= target ? "holds" : "MISSED", whole);
        per_property = cases[i].target_us > 0 ? us / count : per_property;
        arena_free(a);
    }
    return 0;
}

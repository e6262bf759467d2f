// Reading and writing a document like a dbt manifest, beside jansson in the same run.
// jansson is loaded at run time: linked, its functions and ours would stand in for one another, for some names are the
// same.
#include "base/json.h"
#include "base/timestamp.h"
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

enum { RUNS = 31, MODELS = 330 };

static uint32_t random_state = 12345;

static uint32_t random_below(uint32_t limit) {
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % limit;
}

static const char *word(void) {
    static const char *const words[] = {"orders", "customer", "payment", "amount", "status",   "region", "country",
                                        "total",  "invoice",  "user",    "event",  "session",  "id",     "created_at",
                                        "daily",  "revenue",  "product", "store",  "discount", "refund"};
    return words[random_below(sizeof(words) / sizeof(words[0]))];
}

// Blank behind comma and colon, as Python's json module writes a manifest.
static void write_columns(buffer *b, int model) {
    buffer_append_string(b, ", \"columns\": {");
    int count = 3 + (int)random_below(6);
    for (int i = 0; i < count; i++) {
        const char *name = word();
        buffer_printf(b,
                      "%s\"%s_%d\": {\"name\": \"%s_%d\", \"description\": \"The %s of the %s, as of the last load\", "
                      "\"meta\": {}, \"data_type\": %s, \"constraints\": [], \"quote\": null, \"tags\": []}",
                      i == 0 ? "" : ", ", name, i, name, i, word(), word(), model % 3 == 0 ? "\"varchar\"" : "null");
    }
    buffer_append_string(b, "}");
}

static void write_code(buffer *b, const char *key) {
    buffer_printf(b, ", \"%s\": \"with source as (\\n\\n    select * from {{ ref('stg_%s') }}\\n\\n),\\n", key, word());
    int lines = 4 + (int)random_below(8);
    for (int i = 0; i < lines; i++)
        buffer_printf(b, "    sum(case when %s = \\\"%s\\\" then %u else 0 end) as %s_%d,\\n", word(), word(),
                      random_below(1000), word(), i);
    buffer_append_string(b, "\\nselect * from source\"");
}

static void write_model(buffer *b, int model) {
    const char *name = word();
    buffer_printf(
        b,
        "\"model.shop.%s_%d\": {\"database\": \"analytics\", \"schema\": \"marts\", \"name\": \"%s_%d\", "
        "\"resource_type\": \"model\", \"package_name\": \"shop\", \"path\": \"marts/%s_%d.sql\", "
        "\"original_file_path\": \"models/marts/%s_%d.sql\", \"unique_id\": \"model.shop.%s_%d\", "
        "\"fqn\": [\"shop\", \"marts\", \"%s_%d\"], \"alias\": \"%s_%d\", \"checksum\": {\"name\": \"sha256\", "
        "\"checksum\": \"%08x%08x%08x%08x%08x%08x%08x%08x\"}",
        name, model, name, model, name, model, name, model, name, model, name, model, name, model, random_state,
        random_below(99999), random_state, random_below(99999), random_state, random_below(99999), random_state,
        random_below(99999));
    buffer_printf(
        b,
        ", \"config\": {\"enabled\": true, \"alias\": null, \"schema\": \"marts\", \"database\": null, "
        "\"tags\": [\"daily\"], \"meta\": {\"owner\": \"team-%u\"}, \"group\": null, \"materialized\": \"table\", "
        "\"incremental_strategy\": null, \"persist_docs\": {}, \"post-hook\": [], \"pre-hook\": [], "
        "\"quoting\": {}, \"column_types\": {}, \"full_refresh\": null, \"unique_key\": null, "
        "\"on_schema_change\": \"ignore\", \"contract\": {\"enforced\": false, \"alias_types\": true}}, "
        "\"created_at\": %u.%06u, \"relation_name\": \"\\\"analytics\\\".\\\"marts\\\".\\\"%s_%d\\\"\"",
        random_below(40), 1700000000 + random_below(9999999), random_below(1000000), name, model);
    buffer_printf(b, ", \"description\": \"One row per %s and %s \\u2013 built from %s.\\n\"", word(), word(), word());
    write_columns(b, model);
    write_code(b, "raw_code");
    buffer_printf(b,
                  ", \"depends_on\": {\"macros\": [\"macro.dbt.is_incremental\"], \"nodes\": [\"model.shop.stg_%s\", "
                  "\"source.shop.raw.%s\"]}, \"refs\": [{\"name\": \"stg_%s\", \"package\": null, \"version\": null}]}",
                  word(), word(), word());
}

static void write_manifest(buffer *b) {
    buffer_append_string(b, "{\"metadata\": {\"dbt_schema_version\": "
                            "\"https://schemas.getdbt.com/dbt/manifest/v12.json\", \"dbt_version\": \"1.8.3\"}, "
                            "\"nodes\": {");
    for (int model = 0; model < MODELS; model++) {
        if (model > 0)
            buffer_append_string(b, ", ");
        write_model(b, model);
    }
    buffer_append_string(b, "}, \"sources\": {}, \"macros\": {}}");
}

static int compare_times(const void *a, const void *b) {
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static double megabytes_per_second(int64_t times[RUNS], size_t bytes) {
    qsort(times, RUNS, sizeof(times[0]), compare_times);
    return (double)bytes / (double)(times[RUNS / 2] == 0 ? 1 : times[RUNS / 2]);
}

static void fail(const char *what) {
    fprintf(stderr, "bench_json: %s failed\n", what);
    exit(1);
}

// Into a new arena, its making and its end included.
static int64_t parse_ours(text source) {
    int64_t start = monotonic_now();
    arena *a = arena_new(0);
    json_error error;
    if (json_parse(a, source, JSON_DEPTH_DEFAULT, &error) == NULL)
        fail("json_parse");
    arena_free(a);
    return monotonic_now() - start;
}

// Into an arena that keeps its memory, as a server's connections do.
static int64_t parse_again(arena *a, text source) {
    int64_t start = monotonic_now();
    json_error error;
    arena_reset(a, SIZE_MAX);
    if (json_parse(a, source, JSON_DEPTH_DEFAULT, &error) == NULL)
        fail("json_parse");
    return monotonic_now() - start;
}

// The part of jansson's interface that is measured (json_delete is what its json_decref ends in).
typedef struct peer {
    void *(*json_loadb)(const char *bytes, size_t length, size_t flags, void *error);
    char *(*json_dumps)(const void *tree, size_t flags);
    void (*json_delete)(void *tree);
} peer;

enum { PEER_COMPACT = 0x20 }; // JSON_COMPACT of jansson.h

static peer peer_load(void) {
    void *library = dlopen("libjansson.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
        fail("loading libjansson.so.4 (Debian package libjansson4)");
    peer p;
    *(void **)&p.json_loadb = dlsym(library, "json_loadb");
    *(void **)&p.json_dumps = dlsym(library, "json_dumps");
    *(void **)&p.json_delete = dlsym(library, "json_delete");
    if (p.json_loadb == NULL || p.json_dumps == NULL || p.json_delete == NULL)
        fail("finding jansson's functions");
    return p;
}

static int64_t parse_jansson(const peer *p, text source) {
    int64_t start = monotonic_now();
    void *tree = p->json_loadb(source.data, source.length, 0, NULL);
    if (tree == NULL)
        fail("json_loadb");
    p->json_delete(tree);
    return monotonic_now() - start;
}

static int64_t write_ours(const json_value *tree, size_t *length) {
    int64_t start = monotonic_now();
    buffer out;
    buffer_init(&out, SIZE_MAX / 4);
    json_write(&out, tree);
    *length = out.length;
    buffer_done(&out);
    return monotonic_now() - start;
}

static int64_t write_jansson(const peer *p, const void *tree, size_t *length) {
    int64_t start = monotonic_now();
    char *written = p->json_dumps(tree, PEER_COMPACT);
    if (written == NULL)
        fail("json_dumps");
    *length = strlen(written);
    free(written);
    return monotonic_now() - start;
}

static void report(const char *what, double ours, double theirs) {
    printf("json %s: tessera %.0f MB/s, jansson %.0f MB/s, ratio %.1f\n", what, ours, theirs, ours / theirs);
}

// One after the other, not in turns: what one leaves in the allocator would burden the other.
static void bench_parse(const peer *p, text source) {
    int64_t fresh[RUNS];
    int64_t reused[RUNS];
    int64_t theirs[RUNS];
    arena *a = arena_new(4 * source.length);
    for (int i = 0; i < RUNS; i++)
        fresh[i] = parse_ours(source);
    for (int i = 0; i < RUNS; i++)
        reused[i] = parse_again(a, source);
    arena_free(a);
    for (int i = 0; i < RUNS; i++)
        theirs[i] = parse_jansson(p, source);
    double peer_speed = megabytes_per_second(theirs, source.length);
    report("parse to tree", megabytes_per_second(fresh, source.length), peer_speed);
    report("parse to tree, arena reused", megabytes_per_second(reused, source.length), peer_speed);
}

static void bench_write(const peer *p, text source) {
    int64_t ours[RUNS];
    int64_t theirs[RUNS];
    size_t our_length = 0;
    size_t their_length = 0;
    arena *a = arena_new(0);
    json_error error;
    const json_value *tree = json_parse(a, source, JSON_DEPTH_DEFAULT, &error);
    void *their_tree = p->json_loadb(source.data, source.length, 0, NULL);
    if (tree == NULL || their_tree == NULL)
        fail("parsing");
    for (int i = 0; i < RUNS; i++)
        ours[i] = write_ours(tree, &our_length);
    for (int i = 0; i < RUNS; i++)
        theirs[i] = write_jansson(p, their_tree, &their_length);
    report("write compact", megabytes_per_second(ours, our_length), megabytes_per_second(theirs, their_length));
    p->json_delete(their_tree);
    arena_free(a);
}

int main(void) {
    buffer source;
    buffer_init(&source, 1 << 24);
    write_manifest(&source);
    if (source.failed)
        fail("writing the document");
    printf("json document: %.2f MB, like a dbt manifest of %d models\n", (double)source.length / 1e6, MODELS);
    peer jansson = peer_load();
    bench_parse(&jansson, buffer_text(&source));
    bench_write(&jansson, buffer_text(&source));
    buffer_done(&source);
    return 0;
}
